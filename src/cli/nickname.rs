//! `convenor area nickname`: what is typed for an agency, changed in place.

use clap::{Args, Subcommand};
use serde_json::json;

use super::failure::Failure;
use super::find;
use super::out::Out;
use super::session::Session;
use crate::domain::request::{NameAgency, Naming, Request};
use crate::domain::text::clean;
use crate::domain::tools::naming::nicknames;

/// What is typed for an agency, besides its names.
#[derive(Debug, Subcommand)]
pub enum Nickname {
    /// List every nickname and the agency it means
    List,
    /// Say what a name means: an agency of the list, a new one, or one known to this record alone
    Add(Add),
    /// Take a nickname off the list
    Remove(Remove),
}

/// Say what a name typed for an agency means; the area's list becomes a new version.
#[derive(Debug, Args)]
#[command(after_long_help = "\
Examples:
  convenor area nickname add lcft mh
  convenor area nickname add nest --new \"Nest Lancashire\"
  convenor area nickname add \"orchard house\" --once --place")]
pub struct Add {
    /// The name as it is typed
    word: String,
    /// The agency it means, by key, name or nickname
    #[arg(value_name = "AGENCY", required_unless_present_any = ["new", "once"], conflicts_with_all = ["new", "once"])]
    means: Option<String>,
    /// It is an agency that joins the list, under this full name
    #[arg(long, value_name = "NAME", conflicts_with = "once")]
    new: Option<String>,
    /// It is an agency known to this record alone
    #[arg(long)]
    once: bool,
    /// With --once: its part in a case tells where somebody is (a refuge), and is kept off papers
    #[arg(long, requires = "once")]
    place: bool,
}

/// Take a nickname off the list; the agency keeps its names.
#[derive(Debug, Args)]
pub struct Remove {
    /// The nickname
    word: String,
}

impl Nickname {
    /// Carries it out.
    pub fn run(self, session: &mut Session, out: &mut Out) -> Result<(), Failure> {
        let asked = match self {
            Self::List => return list(session, out),
            Self::Remove(remove) => NameAgency { word: clean(&remove.word), means: Naming::Nothing },
            Self::Add(add) => {
                let means = match (add.means, add.new) {
                    (Some(agency), _) => Naming::Nickname(find::agency(session, &agency)?),
                    (None, Some(name)) => Naming::Agency { name: clean(&name) },
                    (None, None) => Naming::Once { name: String::new(), place: add.place },
                };
                NameAgency { word: clean(&add.word), means }
            }
        };
        let reply = session.execute(Request::NameAgency(asked))?;
        out.reply(&reply)
    }
}

fn list(session: &Session, out: &mut Out) -> Result<(), Failure> {
    let area = session.area();
    let words = nicknames(&area.agencies);
    if out.wants_json() {
        let values = words.iter().map(|(word, key)| json!({ "nickname": word, "agency": key }));
        return out.json(values.collect());
    }
    let rows: Vec<[String; 3]> = words
        .iter()
        .map(|(word, key)| [(*word).to_owned(), (*key).to_owned(), area.agency_name(key).to_owned()])
        .collect();
    out.table(["NICKNAME", "AGENCY", "NAME"], &rows)
}
