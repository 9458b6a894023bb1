//! A delivery plan: items under priorities, with milestones, indicators and their figures, what was said of them and
//! how they stand.
//!
//! An item is a case of a forum whose cases are plan items, so that a meeting hears it like any other. Nobody's name
//! belongs here: an owner is an agency and a post. Figures, comments and standings are kept by date and never
//! overwritten; progress is worked out by whoever asks.

use jiff::civil::{Date, DateTime};

use super::case::Case;
use crate::domain::amount::Amount;
use crate::domain::id::Id;
use crate::domain::private::Private;
use crate::{record_row, words};

words! {
    /// How far an item has come.
    pub enum PlanState {
        /// Being worked on.
        Open = "open",
        /// Done.
        Achieved = "achieved",
        /// Given up, with the reason.
        Dropped = "dropped",
    }
}

words! {
    /// How an item stands, as a person judges it.
    pub enum Rag {
        /// Off course.
        Red = "red",
        /// At risk.
        Amber = "amber",
        /// On course.
        Green = "green",
    }
}

record_row! {
    /// One item of the plan; one row a case.
    pub struct PlanItem in "plan_item" about case by [case] {
        /// Its case.
        case: Id<Case>,
        /// Key of the priority, or its words where the forum's file lists none.
        priority: String,
        /// What is to be reached.
        objective: String,
        /// Key of the agency that owns it.
        owner: Option<String>,
        /// The post that answers for it; never a name.
        post: Option<String>,
        /// How far it has come.
        state: PlanState,
        /// The day it was achieved or dropped.
        closed: Option<Date>,
        /// Why it was dropped, or how it was achieved.
        reason: Option<Private>,
    }
}

record_row! {
    /// A step of an item with its day.
    pub struct Milestone in "milestone" about case by [case] {
        /// The item's case.
        case: Id<Case>,
        /// What is to be done by then.
        words: String,
        /// By when.
        due: Date,
        /// When it was reached.
        met: Option<Date>,
    }
}

record_row! {
    /// What shows whether an item works.
    pub struct Indicator in "indicator" about case by [case] {
        /// The item's case.
        case: Id<Case>,
        /// What is counted.
        words: String,
        /// In what: "%", "cases", "days".
        unit: Option<String>,
        /// Where it began.
        baseline: Option<Amount>,
        /// What is to be reached.
        target: Option<Amount>,
        /// By when.
        by: Option<Date>,
        /// Whether less is better.
        lower: bool,
    }
}

record_row! {
    /// What an indicator was on a day.
    pub struct Figure in "figure" about case by [case, indicator] {
        /// The item's case.
        case: Id<Case>,
        /// Which indicator.
        indicator: Id<Indicator>,
        /// The day it stands for.
        on: Date,
        /// The figure.
        value: Amount,
        /// When it was entered.
        at: DateTime,
    }
}

record_row! {
    /// What was said of an item on a day.
    pub struct Comment in "plan_comment" about case by [case] {
        /// The item's case.
        case: Id<Case>,
        /// The day it is of.
        on: Date,
        /// In words.
        words: Private,
        /// When it was entered.
        at: DateTime,
    }
}

record_row! {
    /// How an item stands, as judged on a day.
    pub struct Standing in "plan_standing" about case by [case] {
        /// The item's case.
        case: Id<Case>,
        /// The day.
        on: Date,
        /// Red, amber or green.
        rag: Rag,
        /// Why.
        reason: Private,
        /// What the figures suggested at the time.
        suggested: Option<Rag>,
        /// When it was entered.
        at: DateTime,
    }
}
