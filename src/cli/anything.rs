//! `convenor find`: people, cases and actions by a few letters.

use clap::Args;
use serde_json::{Value, json};

use super::Globals;
use super::failure::Failure;
use super::out::Out;
use super::session::{Session, private};
use crate::service::ask::{Answer, Ask, FoundLine, FoundPlace};

/// Find people, cases and actions by a few letters, the likeliest first.
///
/// Letters count in their order, with gaps, and without their marks; figures are the end of a reference. Every word must
/// be found.
#[derive(Debug, Args)]
#[command(after_long_help = "\
Examples:
  convenor find kshw
  convenor find 143
  convenor find locks 143/3 --json")]
pub struct Anything {
    /// Letters of a name, the end of a reference, or words of an action
    #[arg(required = true, value_name = "LETTERS")]
    words: Vec<String>,
}

impl Anything {
    /// Carries it out.
    pub fn run(self, globals: &Globals, out: &mut Out) -> Result<(), Failure> {
        let session = Session::open(globals)?;
        let Answer::Found(lines) = session.look(&Ask::Find(private(&self.words.join(" "))))? else {
            return Err(Failure::unanswered());
        };
        if out.wants_json() {
            return out.json(lines.iter().map(value).collect());
        }
        let rows: Vec<[String; 4]> = lines.iter().map(row).collect();
        out.table(["WHAT", "REFERENCE", "WHO OR WHAT", "STANDS"], &rows)
    }
}

fn row(line: &FoundLine) -> [String; 4] {
    [line.kind.to_string(), line.reference.clone(), line.words.reveal().to_owned(), line.says.clone()]
}

fn value(line: &FoundLine) -> Value {
    let person = if let FoundPlace::Person(person) = line.place { Some(person.uuid()) } else { None };
    json!({
        "kind": line.kind.word(),
        "reference": line.reference,
        "person": person,
        "words": line.words,
        "stands": line.says,
    })
}
