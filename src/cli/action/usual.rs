//! `convenor action usual`: what agencies usually do, by the forum's library and by this area's own habit.

use clap::Args;
use serde_json::json;

use crate::cli::failure::Failure;
use crate::cli::find;
use crate::cli::out::Out;
use crate::cli::session::Session;
use crate::domain::text::clean;
use crate::service::ask::{Answer, Ask};
use crate::service::usual::{UsualLine, UsualQuery};

/// List usual actions: the forum's library, and wordings this area has agreed on three cases or more.
#[derive(Debug, Args)]
#[command(after_long_help = "\
Examples:
  convenor action usual --agency hsg
  convenor action usual safety plan --forum marac")]
pub struct Usual {
    /// Beginnings of words that the action must have
    words: Vec<String>,
    /// Only those of this agency
    #[arg(long, value_name = "AGENCY")]
    agency: Option<String>,
    /// The forum
    #[arg(long, value_name = "FORUM", default_value = "marac")]
    forum: String,
}

impl Usual {
    /// Lists them.
    pub fn run(self, session: &Session, out: &mut Out) -> Result<(), Failure> {
        let query = UsualQuery {
            forum: session.area().forum(&self.forum)?.key.clone(),
            agencies: self
                .agency
                .map(|agency| find::agency(session, &agency))
                .transpose()?
                .into_iter()
                .collect(),
            words: clean(&self.words.join(" ")),
        };
        let Answer::Usual(lines) = session.look(&Ask::Usual(query))? else {
            return Err(Failure::unanswered());
        };
        if out.wants_json() {
            let value = |line: &UsualLine| {
                json!({
                    "agency": line.agency, "words": line.words, "due": line.due, "protects": line.protects,
                    "cases": line.cases, "line": line.line,
                })
            };
            return out.json(lines.iter().map(value).collect());
        }
        let row = |line: &UsualLine| {
            let ours = line.cases.map(|cases| format!("ours, {cases} cases")).unwrap_or_default();
            [line.said.clone(), line.words.clone(), line.due.clone(), line.protects.clone(), ours]
        };
        let rows: Vec<[String; 5]> = lines.iter().map(row).collect();
        out.table(["AGENCY", "WHAT", "USUALLY", "PROTECTS", "LEARNED"], &rows)
    }
}
