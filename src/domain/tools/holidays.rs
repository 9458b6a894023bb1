//! Days that depart from the rule for bank holidays: added for an occasion, or moved. The rule is elsewhere.

use jiff::civil::Date;
use serde::Deserialize;

use super::day;
use super::{Faults, Tool};

/// What happened to a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Change {
    /// A bank holiday the rule does not give.
    Added,
    /// A working day although the rule makes it a bank holiday.
    Removed,
}

/// One exception.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Exception {
    /// The day.
    #[serde(deserialize_with = "day::date")]
    pub date: Date,
    /// What happened to it.
    pub change: Change,
    /// The occasion.
    pub name: String,
}

/// The exceptions of one part of the UK.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct HolidayExceptions {
    /// Name of the list.
    pub name: String,
    /// Version of the list.
    pub version: String,
    /// In date order.
    pub exception: Vec<Exception>,
}

impl HolidayExceptions {
    /// What the list says of a day; none: the rule holds.
    pub fn on(&self, date: Date) -> Option<&Exception> {
        self.exception.iter().find(|exception| exception.date == date)
    }
}

impl Tool for HolidayExceptions {
    const KIND: &'static str = "list of holiday exceptions";

    fn name(&self) -> &str {
        &self.name
    }

    fn version(&self) -> &str {
        &self.version
    }

    fn check(&self, faults: &mut Faults) {
        for (before, after) in self.exception.iter().zip(self.exception.iter().skip(1)) {
            let part = format!("exception {}", after.date);
            faults.require(before.date < after.date, part, "dates must rise, each once");
        }
    }
}
