//! What every screen may know of the world: the clock, who sits here, and how things look. It changes nothing.

use std::sync::Arc;

use jiff::civil::{Date, DateTime};

use super::keymap::Keymap;
use super::theme::Theme;
use crate::domain::calendar::Holidays;
use crate::domain::lexicon::Lexicons;
use crate::domain::private::Private;
use crate::service::ask::Who;

/// The world as a screen sees it.
#[derive(Debug, Clone)]
pub struct Cx {
    /// Local date and time.
    pub now: DateTime,
    /// Who is at the keyboard, once the record is open.
    pub who: Option<Who>,
    /// How things look.
    pub theme: Theme,
    /// The words that action lines are read with, forum by forum; none until they are known.
    pub lexicons: Lexicons,
    /// The area's bank holidays; the rule alone until they are known.
    pub holidays: Arc<Holidays>,
    /// Which keys do what.
    pub keymap: Keymap,
    /// Whether names are hidden.
    pub privacy: bool,
}

impl Cx {
    /// The day.
    pub fn today(&self) -> Date {
        self.now.date()
    }

    /// A name or narrative for the screen: dots of no telling length while privacy is on.
    pub fn shown<'a>(&self, text: &'a Private) -> &'a str {
        if self.privacy && !text.is_empty() { "•••" } else { text.reveal() }
    }

    /// What a form for changing a text begins with; the form itself hides it while privacy is on, and keeps it.
    #[expect(clippy::unused_self, reason = "a form is filled through the same door as a screen")]
    pub fn begun<'a>(&self, text: &'a Private) -> &'a str {
        text.reveal()
    }
}
