//! Lengths of time as they are said: `48h`, `2 weeks`, `5 working days`.

use jiff::ToSpan;
use jiff::civil::{Date, Time};
use serde::{Deserialize, Serialize};

use super::moment::Moment;
use crate::domain::calendar::{add_days, add_months};

/// What a length is counted in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Unit {
    /// Hours of the clock: the time of day is kept.
    Hours,
    /// Calendar days.
    Days,
    /// Working days of the area.
    WorkingDays,
    /// Weeks.
    Weeks,
    /// Calendar months, clamped to the last day of a shorter one.
    Months,
}

/// A length of time from the moment it is said.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Span {
    /// How many.
    pub count: u16,
    /// Of what.
    pub unit: Unit,
}

impl Span {
    /// The day, and for hours the minute, at which the length is over.
    pub(super) fn end(self, moment: &Moment<'_>) -> (Date, Option<Time>) {
        let today = moment.today();
        let count = i32::from(self.count);
        let date = match self.unit {
            Unit::Hours => {
                let end = today.to_datetime(moment.minute()).saturating_add(i64::from(count).hours());
                return (end.date(), Some(end.time()));
            }
            Unit::Days => add_days(today, count),
            Unit::WorkingDays => moment.holidays.add_working_days(today, count),
            Unit::Weeks => add_days(today, count * 7),
            Unit::Months => add_months(today, count),
        };
        (date, None)
    }

    /// `3 days`, `1 month`.
    pub(super) fn words(self) -> String {
        let unit = match self.unit {
            Unit::Hours => "hour",
            Unit::Days => "day",
            Unit::WorkingDays => "working day",
            Unit::Weeks => "week",
            Unit::Months => "month",
        };
        format!("{} {unit}{}", self.count, if self.count == 1 { "" } else { "s" })
    }
}
