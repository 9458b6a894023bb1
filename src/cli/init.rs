//! `convenor init`: a new record.

use std::path::PathBuf;

use clap::Args;

use super::Globals;
use super::failure::Failure;
use super::out::Out;
use super::session::SystemIds;
use crate::domain::reply::Reply;
use crate::domain::text::{clean, fold};
use crate::record::entropy::SystemEntropy;
use crate::record::keys::Cost;
use crate::service::{NewRecord, Service};

/// Letters of a case reference made from the area's name.
const CODE_LETTERS: usize = 3;

/// Characters below which a passphrase is said to be short. Our default.
const SHORT_PASSPHRASE: usize = 12;

/// Make a new record in a new or empty folder.
///
/// The passphrase is asked for twice. It cannot be recovered: whoever loses it loses the record.
#[derive(Debug, Args)]
#[command(after_long_help = "Example:\n  convenor init lancaster --area Lancaster --user cath")]
pub struct Init {
    /// The folder to make
    dir: PathBuf,
    /// Name of the area, as papers print it
    #[arg(long, value_name = "NAME")]
    area: String,
    /// Letters that open every case reference; the first three of the name when not given
    #[arg(long, value_name = "LAN")]
    code: Option<String>,
}

impl Init {
    /// Makes the record; `--user` is its first user, an administrator.
    pub fn run(self, globals: &Globals, out: &mut Out) -> Result<(), Failure> {
        let handle = globals.user.as_deref();
        let handle =
            handle.ok_or_else(|| Failure::Usage("say who the first user is with --user".to_owned()))?;
        let area = clean(&self.area);
        let code = self.code.unwrap_or_else(|| code_of(&area));
        let passphrase = globals.new_passphrase()?;
        let new =
            NewRecord { area: &area, code: &code, handle, passphrase: &passphrase, cost: Cost::DEFAULT };
        let (entropy, ids) = (Box::new(SystemEntropy), Box::new(SystemIds));
        let service = Service::create(&self.dir, &new, entropy, ids, globals.now())?;
        let code = service.area()?.code.clone();
        let mut reply = Reply::said(format!(
            "record of {area} made in {}; case references open with {code}",
            self.dir.display()
        ));
        if passphrase.chars().count() < SHORT_PASSPHRASE {
            reply
                .warnings
                .push(format!("the passphrase is short; {SHORT_PASSPHRASE} characters or more are safer"));
        }
        out.reply(&reply)
    }
}

/// The first letters of a name, plain and in capitals.
fn code_of(area: &str) -> String {
    fold(area).chars().filter(char::is_ascii_alphabetic).take(CODE_LETTERS).collect::<String>().to_uppercase()
}
