//! What the order of an item of a delivery plan hangs on: how it stands, its milestone, its priority.

use jiff::civil::Date;

use super::Context;
use crate::domain::calendar::show_day_year;
use crate::domain::facts::Changes;
use crate::domain::plan;
use crate::domain::refusal::Refusal;
use crate::domain::rows::case::Case;
use crate::domain::rows::meeting::Meeting;
use crate::domain::rows::plan::{Milestone, PlanItem, Rag, Standing};
use crate::domain::tools::forum::OrderBy;

/// What the order of an item hangs on, on the day of a meeting.
pub struct PlanPlace {
    rag: Option<Rag>,
    milestone: Option<Date>,
    overdue: bool,
    /// Its place among the forum's priorities, and what the priority is called.
    priority: (usize, String),
}

impl PlanPlace {
    /// Gathers it; nothing for a case that is no item of a plan.
    pub fn of(
        cx: &Context<'_>,
        changes: &Changes<'_>,
        meeting: &Meeting,
        case: &Case,
    ) -> Result<Option<Self>, Refusal> {
        let item = changes.find::<PlanItem>("case", &case.id)?.into_iter().next();
        let Some(item) = item else { return Ok(None) };
        let priorities = &cx.area()?.forum(&case.forum)?.priority;
        let at = priorities.iter().position(|priority| priority.key == item.priority);
        let label =
            at.and_then(|at| priorities.get(at)).map_or(item.priority, |priority| priority.label.clone());
        let milestones = changes.find::<Milestone>("case", &case.id)?;
        let next = plan::next_milestone(&milestones, meeting.on).map(|row| row.due);
        let standings = changes.find::<Standing>("case", &case.id)?;
        Ok(Some(Self {
            rag: plan::standing(&standings, meeting.on).map(|row| row.rag),
            milestone: next,
            overdue: next.is_some_and(|due| due < meeting.on),
            priority: (at.unwrap_or(usize::MAX), label),
        }))
    }

    /// The place it takes by one key: smaller is earlier. What nobody has rated stands between amber and green: it may
    /// be either.
    pub fn key(&self, order: OrderBy) -> (i64, String) {
        match order {
            OrderBy::Rag => {
                let rank = match self.rag {
                    Some(Rag::Red) => 0,
                    Some(Rag::Amber) => 1,
                    None => 2,
                    Some(Rag::Green) => 3,
                };
                (rank, String::new())
            }
            OrderBy::Milestone => (
                i64::from(self.milestone.is_none()),
                self.milestone.map(|due| due.to_string()).unwrap_or_default(),
            ),
            _ => (i64::try_from(self.priority.0).unwrap_or(i64::MAX), self.priority.1.to_lowercase()),
        }
    }

    /// Why it stands there, by one key.
    pub fn reason(&self, order: OrderBy) -> Option<String> {
        Some(match order {
            OrderBy::Rag => self.rag.map_or_else(|| "not rated".to_owned(), |rag| rag.word().to_owned()),
            OrderBy::Milestone if self.overdue => {
                format!("milestone overdue since {}", show_day_year(self.milestone?))
            }
            OrderBy::Milestone => format!("next milestone {}", show_day_year(self.milestone?)),
            _ => self.priority.1.clone(),
        })
    }
}
