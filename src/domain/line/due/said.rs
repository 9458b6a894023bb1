//! What a line says of a date, in values: how it is led to, the day, the length. Who reads them and what follows is
//! elsewhere.

use jiff::civil::{Date, Time};

use super::super::moment::EventKind;
use super::super::span::Span;

/// How a date is led to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Lead {
    /// Nothing leads to it.
    Bare,
    /// On that day or earlier.
    By,
    /// The day before, or before something that happens.
    Before,
    /// Until then and not after: not a due date.
    Until,
    /// A length of time from now.
    Within,
    /// A length of time from now; only where it closes a clause.
    In,
    /// Carried on with for a length of time.
    For,
    /// On that day; only where it closes a clause.
    On,
}

impl Lead {
    /// Whether it makes a due date in the middle of a clause too.
    pub fn is_strong(self) -> bool {
        matches!(self, Self::By | Self::Before | Self::Until | Self::Within)
    }
}

/// A day that was said.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Day {
    /// One day and no other.
    On(Date),
    /// Two days could be meant, the likelier first.
    Either(Date, Date),
}

impl Day {
    /// The earlier of the days.
    pub fn earliest(self) -> Option<Date> {
        match self {
            Self::On(date) => Some(date),
            Self::Either(first, second) => Some(first.min(second)),
        }
    }

    /// The later of the days: of a date without a year, the one to come.
    pub fn coming(self) -> Date {
        match self {
            Self::On(date) => date,
            Self::Either(first, second) => first.max(second),
        }
    }
}

/// What was said, before anything is decided.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Said {
    /// A day, perhaps with a time.
    Day { day: Day, time: Option<Time> },
    /// A time of day alone.
    Time(Time),
    /// A length from now.
    Span(Span),
    /// A length that could be a date.
    Fraction { span: Span, date: Date },
    /// Something that happens, and the day that was said for it.
    Event(EventKind, Option<Date>),
    /// Carried on with, without an end.
    Ongoing,
}
