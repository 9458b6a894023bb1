//! `convenor today`: what is due now.

use clap::Args;
use serde_json::json;

use super::Globals;
use super::failure::Failure;
use super::out::Out;
use super::session::Session;
use crate::domain::calendar::show_day_near;
use crate::service::ask::{Answer, Ask};

/// Say what is due from you now: notices, papers, research, minutes, reminders, the most pressing first.
#[derive(Debug, Args)]
#[command(after_long_help = "Example:\n  convenor today --json")]
pub struct Due {}

impl Due {
    /// Carries it out.
    pub fn run(self, globals: &Globals, out: &mut Out) -> Result<(), Failure> {
        let session = Session::open(globals)?;
        let Answer::Today(today) = session.look(&Ask::Today)? else { return Err(Failure::unanswered()) };
        if out.wants_json() {
            let duties = today
                .duties
                .iter()
                .map(|duty| json!({ "what": duty.what, "why": duty.why, "by": duty.by, "late": duty.late }));
            return out.json(json!({
                "day": today.day,
                "duties": duties.collect::<Vec<_>>(),
                "meetings": today.meetings.iter().map(|line| &line.meeting.reference).collect::<Vec<_>>(),
                "live_actions": today.live,
                "overdue_actions": today.overdue_total,
                "waiting_cases": today.waiting,
            }));
        }
        let rows: Vec<[String; 3]> = today
            .duties
            .iter()
            .map(|duty| {
                let by = duty.by.map_or_else(|| "now".to_owned(), |by| show_day_near(by, today.day));
                [if duty.late { format!("! {by}") } else { by }, duty.what.clone(), duty.why.clone()]
            })
            .collect();
        out.table(["BY", "WHAT", "WHY"], &rows)?;
        out.say(&format!(
            "{} live actions, {} overdue; {} cases wait",
            today.live, today.overdue_total, today.waiting
        ));
        Ok(())
    }
}
