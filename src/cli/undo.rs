//! `convenor undo`: the user's own last change, taken back.

use clap::Args;

use super::Globals;
use super::failure::Failure;
use super::out::Out;
use super::session::Session;

/// Undo your own last change; again undoes the one before it.
///
/// A change is undone whole (a list taken in is one change). It is refused when somebody has changed the same thing
/// since.
#[derive(Debug, Args)]
pub struct Undo {}

impl Undo {
    /// Takes it back.
    pub fn run(self, globals: &Globals, out: &mut Out) -> Result<(), Failure> {
        let mut session = Session::open(globals)?;
        let now = session.now();
        let service = session.service()?;
        let change = service.next_id();
        let reply = service.undo(now, change)?;
        out.reply(&reply)
    }
}
