//! What one field of a form holds, whichever its place: how it is read, shown and kept.

use jiff::civil::Date;

use super::field::Typed;
use crate::domain::calendar::show_numeric;
use crate::domain::people::Gender;
use crate::domain::private::Private;

/// What a field holds. The kinds agree with [`Typed`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Said {
    /// Text; empty is "not given".
    Text(Private),
    /// A day.
    Day(Option<Date>),
    /// Several days.
    Days(Vec<Date>),
    /// Yes or no.
    YesNo(Option<bool>),
    /// A whole number.
    Count(Option<u32>),
    /// Gender.
    Gender(Option<Gender>),
    /// Several entries.
    Several(Vec<Private>),
}

impl Said {
    /// Nothing said, in the kind of a field.
    pub fn nothing(typed: Typed) -> Self {
        match typed {
            Typed::Line | Typed::Long | Typed::Whole => Self::Text(Private::default()),
            Typed::Day | Typed::Coming | Typed::Birth => Self::Day(None),
            Typed::Births => Self::Days(Vec::new()),
            Typed::YesNo => Self::YesNo(None),
            Typed::Count => Self::Count(None),
            Typed::Gender => Self::Gender(None),
            Typed::Several => Self::Several(Vec::new()),
        }
    }

    /// The number, in a field of numbers.
    pub const fn count(&self) -> Option<u32> {
        match self {
            Self::Count(count) => *count,
            _ => None,
        }
    }

    /// Whether nothing is said.
    pub fn is_nothing(&self) -> bool {
        match self {
            Self::Text(text) => text.reveal().trim().is_empty(),
            Self::Day(day) => day.is_none(),
            Self::Days(days) => days.is_empty(),
            Self::YesNo(said) => said.is_none(),
            Self::Count(count) => count.is_none(),
            Self::Gender(gender) => gender.is_none(),
            Self::Several(entries) => entries.is_empty(),
        }
    }

    /// As a person reads and types it: dates day first, several entries with commas between.
    pub fn shown(&self) -> Private {
        let many = |entries: Vec<String>| Private::from(entries.join(", "));
        match self {
            Self::Text(text) => text.clone(),
            Self::Day(day) => day.map(show_numeric).unwrap_or_default().into(),
            Self::Days(days) => many(days.iter().map(|day| show_numeric(*day)).collect()),
            Self::YesNo(said) => said.map_or("", |yes| if yes { "yes" } else { "no" }).into(),
            Self::Count(count) => count.map(|count| count.to_string()).unwrap_or_default().into(),
            Self::Gender(gender) => gender.map_or("", Gender::word).into(),
            Self::Several(entries) => many(entries.iter().map(|entry| entry.reveal().to_owned()).collect()),
        }
    }

    /// As kept in [`super::Details`]: as shown, but a date as ISO text.
    pub(super) fn kept(&self) -> Private {
        match self {
            Self::Day(day) => day.map(|day| day.to_string()).unwrap_or_default().into(),
            other => other.shown(),
        }
    }

    /// Back from [`super::Details`].
    pub fn from_kept(typed: Typed, text: &str) -> Self {
        match typed {
            Typed::Day | Typed::Coming | Typed::Birth => Self::Day(text.parse().ok()),
            Typed::YesNo => Self::YesNo(match text {
                "yes" => Some(true),
                "no" => Some(false),
                _ => None,
            }),
            Typed::Count => Self::Count(text.parse().ok()),
            Typed::Several => Self::Several(
                text.split(',').map(str::trim).filter(|entry| !entry.is_empty()).map(Into::into).collect(),
            ),
            Typed::Line | Typed::Long | Typed::Whole | Typed::Births | Typed::Gender => {
                Self::Text(text.into())
            }
        }
    }
}
