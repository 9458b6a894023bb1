//! Actions that somebody is to be reminded of, found among those past their date; and those that went up to the steering
//! group.

use jiff::civil::Date;
use rusqlite::params;

use super::length;
use crate::domain::ladder::Before;
use crate::domain::rows::action::{Action, ReviewOutcome};
use crate::domain::rows::chase::ChaseStep;
use crate::domain::rows::safety::CheckState;
use crate::domain::rules::EVERY_AGENCY;
use crate::record::error::RecordError;
use crate::record::view::View;

/// Live actions past their date that were neither asked for nor answered since too late a day, are not with the steering
/// group, and do not wait for the victim's worker: `domain::ladder` says the same of one action. A line of every agency is
/// nobody's to be reminded of.
const DUE: &str = "FROM action_line line WHERE live = 1 AND due < ?1 AND due <= ?2 AND agency <> ?3 \
    AND NOT EXISTS (SELECT 1 FROM chase WHERE chase.action = line.id AND chase.\"on\" > line.due \
        AND (chase.\"on\" > ?4 OR chase.step = ?5)) \
    AND NOT EXISTS (SELECT 1 FROM review WHERE review.action = line.id AND review.outcome IN (?6, ?7, ?8) \
        AND substr(review.at, 1, 10) > line.due AND substr(review.at, 1, 10) > ?4) \
    AND NOT EXISTS (SELECT 1 FROM safety_check held WHERE held.action = line.id AND held.state IN (?9, ?10))";

/// How many reminders are due, and to how many agencies.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct ChaseCounts {
    /// Actions.
    pub actions: usize,
    /// Agencies that have them.
    pub agencies: usize,
}

macro_rules! values {
    ($today:expr, $before:expr) => {
        params![
            $today.to_string(),
            $before.first.to_string(),
            EVERY_AGENCY,
            $before.again.to_string(),
            ChaseStep::Steering.word(),
            ReviewOutcome::Continues.word(),
            ReviewOutcome::Confirmed.word(),
            ReviewOutcome::InHand.word(),
            CheckState::Pending.word(),
            CheckState::Stopped.word(),
        ]
    };
}

impl View<'_> {
    /// Actions that somebody is to be reminded of on a day, by agency, the longest overdue first.
    ///
    /// # Errors
    /// When the record cannot be read.
    pub fn to_chase(&self, today: Date, before: Before) -> Result<Vec<Action>, RecordError> {
        self.picked(
            &format!("SELECT line.id {DUE} ORDER BY line.agency, line.due, line.reference"),
            values!(today, before),
        )
    }

    /// How many there are.
    ///
    /// # Errors
    /// When the record cannot be read.
    pub fn chase_counts(&self, today: Date, before: Before) -> Result<ChaseCounts, RecordError> {
        let mut statement =
            self.connection.prepare_cached(&format!("SELECT count(*), count(DISTINCT line.agency) {DUE}"))?;
        let (actions, agencies): (i64, i64) =
            statement.query_row(values!(today, before), |row| Ok((row.get(0)?, row.get(1)?)))?;
        Ok(ChaseCounts { actions: length(actions), agencies: length(agencies) })
    }

    /// Live actions that went up to the steering group.
    ///
    /// # Errors
    /// When the record cannot be read.
    pub fn escalated(&self) -> Result<Vec<Action>, RecordError> {
        self.picked(
            // From the reminders to their actions, not through every action: CROSS JOIN keeps the order.
            "SELECT DISTINCT line.id FROM chase CROSS JOIN action_line line ON line.id = chase.action \
             WHERE chase.step = ?1 AND line.live = 1 AND chase.\"on\" > line.due \
             ORDER BY line.agency, line.due, line.reference",
            params![ChaseStep::Steering.word()],
        )
    }

    /// Actions asked for again on a day, for those whose papers are made that day once more.
    ///
    /// # Errors
    /// When the record cannot be read.
    pub fn chased_on(&self, day: Date) -> Result<Vec<Action>, RecordError> {
        self.picked(
            "SELECT DISTINCT line.id FROM chase CROSS JOIN action_line line ON line.id = chase.action \
             WHERE chase.\"on\" = ?1 AND line.live = 1 ORDER BY line.agency, line.due, line.reference",
            params![day.to_string()],
        )
    }
}
