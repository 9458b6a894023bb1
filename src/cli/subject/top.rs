//! `convenor subject top`: the ranked list.

use clap::Args;
use jiff::civil::Date;
use serde_json::{Value, json};

use crate::cli::failure::Failure;
use crate::cli::out::Out;
use crate::cli::session::Session;
use crate::domain::calendar::show_numeric;
use crate::service::ask::{Answer, Ask};
use crate::service::subjects::{TopFilter, TopLine, TopList};

/// The ranked list: the police's order first, then scores. A rank says what an ordered list would be; the chair decides.
#[derive(Debug, Args)]
#[command(
    after_long_help = "Examples:\n  convenor subject top\n  convenor subject top --n 30 --month 2026-10"
)]
pub struct Top {
    /// How many; the area's number unless told
    #[arg(long, value_name = "N", conflicts_with = "all")]
    n: Option<u32>,
    /// Everybody on it
    #[arg(long)]
    all: bool,
    /// As it stood at the end of this month
    #[arg(long, value_name = "YYYY-MM", value_parser = month)]
    month: Option<Date>,
}

fn month(typed: &str) -> Result<Date, String> {
    format!("{}-01", typed.trim()).parse().map_err(|_| "write it as 2026-11".to_owned())
}

impl Top {
    /// Prints it.
    pub fn run(self, session: &Session, out: &mut Out) -> Result<(), Failure> {
        if self.month.is_some_and(|month| month > session.now().today()) {
            return Err(Failure::Usage("that month has not begun".to_owned()));
        }
        let filter = TopFilter { month: self.month, most: self.n, every: self.all };
        let Answer::Subjects(list) = session.look(&Ask::Subjects(filter))? else {
            return Err(Failure::unanswered());
        };
        if out.wants_json() {
            return out.json(value(&list));
        }
        print(&list, out)
    }
}

fn print(list: &TopList, out: &mut Out) -> Result<(), Failure> {
    let follows = list.list.map_or_else(
        || "no police list".to_owned(),
        |day| format!("police list of {} ({} of them)", show_numeric(day), list.listed),
    );
    let shown = list.lines.len();
    out.say(&format!(
        "{shown} of {} subjects on {}, {follows}; moved since {}",
        list.total,
        show_numeric(list.on),
        show_numeric(list.before)
    ));
    let rows: Vec<[String; 9]> = list.lines.iter().map(row).collect();
    out.table(["Rank", "Moved", "Case", "Subject", "Score", "Change", "Stage", "Flags", "Reviewed"], &rows)?;
    if !list.left.is_empty() {
        out.gap()?;
        let left: Vec<[String; 4]> = list
            .left
            .iter()
            .map(|line| {
                [
                    format!("was {}", line.before),
                    line.reference.clone(),
                    line.subject.reveal().to_owned(),
                    line.why.reveal().to_owned(),
                ]
            })
            .collect();
        out.table(["Left", "Case", "Subject", "Why"], &left)?;
    }
    Ok(())
}

fn row(line: &TopLine) -> [String; 9] {
    let reviewed = line.reviewed.map(show_numeric).unwrap_or_default();
    [
        line.rank.to_string(),
        line.shift.to_string(),
        line.reference.clone(),
        line.subject.reveal().to_owned(),
        line.total.map_or_else(|| "-".to_owned(), |total| total.to_string()),
        line.change.map(|change| format!("{change:+}")).unwrap_or_default(),
        line.stage.to_string(),
        line.flags.clone(),
        if line.overdue { format!("{reviewed} OVERDUE") } else { reviewed },
    ]
}

fn value(list: &TopList) -> Value {
    let lines: Vec<Value> = list
        .lines
        .iter()
        .map(|line| {
            json!({
                "rank": line.rank,
                "rank_before": line.before,
                "moved": line.shift.to_string(),
                "case": line.reference,
                "subject": line.subject.reveal(),
                "police_rank": line.listed,
                "score": line.total,
                "scheme": line.scheme,
                "change": line.change,
                "stage": line.stage,
                "flags": line.flags,
                "reviewed": line.reviewed.map(|day| day.to_string()),
                "review_overdue": line.overdue,
                "live_actions": line.live,
            })
        })
        .collect();
    let left: Vec<Value> = list
        .left
        .iter()
        .map(|line| {
            json!({
                "rank_before": line.before,
                "case": line.reference,
                "subject": line.subject.reveal(),
                "why": line.why.reveal(),
            })
        })
        .collect();
    json!({
        "on": list.on.to_string(),
        "before": list.before.to_string(),
        "police_list": list.list.map(|day| day.to_string()),
        "listed": list.listed,
        "subjects": list.total,
        "top": list.most,
        "lines": lines,
        "left": left,
    })
}
