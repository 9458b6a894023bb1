//! What is about to happen in a case, and where the perpetrator is now.

use jiff::civil::{Date, Time};

use crate::domain::id::Id;
use crate::domain::private::Private;
use crate::domain::rows::case::{Case, Happening, HappeningEnd, HappeningKind};

/// See [`super::Request::AddHappening`].
#[derive(Debug, Clone)]
pub struct AddHappening {
    /// Which case.
    pub case: Id<Case>,
    /// What.
    pub kind: HappeningKind,
    /// When.
    pub on: Date,
    /// In words.
    pub words: Private,
    /// Agency that said so.
    pub source: Option<String>,
    /// Time of day, which order or court, and when the agency said so.
    pub more: HappeningMore,
}

/// What may be said of a date besides.
#[derive(Debug, Clone, Default)]
pub struct HappeningMore {
    /// Time of day.
    pub time: Option<Time>,
    /// Which order or court, in short.
    pub which: Option<String>,
    /// Day on which the agency said so.
    pub said_on: Option<Date>,
}

/// See [`super::Request::ChangeHappening`].
#[derive(Debug, Clone)]
pub struct ChangeHappening {
    /// Which date.
    pub happening: Id<Happening>,
    /// As it should be; its kind and case stay.
    pub on: Date,
    /// In words.
    pub words: Private,
    /// Agency that said so.
    pub source: Option<String>,
    /// Time of day, which order or court, and when the agency said so.
    pub more: HappeningMore,
}

/// See [`super::Request::EndHappening`].
#[derive(Debug, Clone)]
pub struct EndHappening {
    /// Which date.
    pub happening: Id<Happening>,
    /// Cancelled or over; nothing to await it again.
    pub ended: Option<HappeningEnd>,
    /// Why, or how it went.
    pub why: Option<Private>,
}

/// See [`super::Request::SetWhereabouts`].
#[derive(Debug, Clone)]
pub struct SetWhereabouts {
    /// Which case.
    pub case: Id<Case>,
    /// In one line; empty to go by the dates of the case again.
    pub words: Private,
    /// Day on which that was said; today unless told.
    pub on: Option<Date>,
    /// Agency that said so.
    pub source: Option<String>,
}
