//! `convenor action summary`: actions counted by agency, age, meeting or case.

use clap::Args;
use serde_json::{Value, json};

use super::super::failure::Failure;
use super::super::narrow::Narrow;
use super::super::out::Out;
use super::super::session::Session;
use crate::domain::filter::List;
use crate::service::ask::{ActionFilter, Answer, Ask, GroupBy, GroupLine};

/// Count actions by agency, age, meeting or case, with how many are overdue.
#[derive(Debug, Args)]
#[command(after_long_help = "\
Examples:
  convenor action summary --by agency
  convenor action summary --by age --filter \"agency:housing is:live\" --json")]
pub struct Summary {
    /// What to count by: agency, age, meeting or case
    #[arg(long, default_value = "agency", value_parser = by)]
    by: GroupBy,
    /// Only actions that these filter words leave
    #[arg(long, value_name = "WORDS", allow_hyphen_values = true)]
    filter: Option<String>,
    /// Only those somebody still has to act on
    #[arg(long)]
    live: bool,
}

fn by(typed: &str) -> Result<GroupBy, String> {
    let known: Vec<&str> = GroupBy::ALL.iter().map(|by| by.word()).collect();
    GroupBy::parse(typed).ok_or_else(|| format!("one of {}", known.join(", ")))
}

impl Summary {
    /// Carries it out.
    pub fn run(self, session: &Session, out: &mut Out) -> Result<(), Failure> {
        let words = Narrow::by(self.filter).told(session, List::Actions, out)?;
        let filter = ActionFilter { words, live: self.live, ..ActionFilter::default() };
        let Answer::ActionGroups(lines) = session.look(&Ask::ActionGroups(filter, self.by))? else {
            return Err(Failure::unanswered());
        };
        if out.wants_json() {
            return out.json(lines.iter().map(value).collect());
        }
        let rows: Vec<[String; 6]> = lines.iter().map(row).collect();
        let head = self.by.word().to_uppercase();
        out.table([&head, "LIVE", "OVERDUE", "AWAITING", "CLOSED", "OLDEST LIVE"], &rows)
    }
}

fn row(line: &GroupLine) -> [String; 6] {
    let group = &line.group;
    [
        line.label.clone(),
        group.live.to_string(),
        group.overdue.to_string(),
        group.awaiting.to_string(),
        (group.total - group.live).to_string(),
        line.oldest_days.map(|days| format!("{days} days")).unwrap_or_default(),
    ]
}

fn value(line: &GroupLine) -> Value {
    let group = &line.group;
    json!({
        "group": line.label,
        "key": group.key,
        "filter": line.words,
        "total": group.total,
        "live": group.live,
        "overdue": group.overdue,
        "awaiting": group.awaiting,
        "oldest_live": group.oldest,
        "oldest_live_days": line.oldest_days,
    })
}
