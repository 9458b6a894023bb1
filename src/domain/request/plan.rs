//! Items of a delivery plan.

use jiff::civil::Date;

use crate::domain::amount::Amount;
use crate::domain::id::Id;
use crate::domain::private::Private;
use crate::domain::rows::case::Case;
use crate::domain::rows::plan::{Indicator, Milestone, PlanState, Rag};

/// An indicator to add.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct IndicatorTerms {
    /// What is counted.
    pub words: String,
    /// In what.
    pub unit: Option<String>,
    /// Where it began.
    pub baseline: Option<Amount>,
    /// What is to be reached.
    pub target: Option<Amount>,
    /// By when.
    pub by: Option<Date>,
    /// Whether less is better; told by baseline and target when both are given.
    pub lower: Option<bool>,
}

/// An item to add.
#[derive(Debug, Clone)]
pub struct AddPlanItem {
    /// Key or code of the forum; the area's only plan forum when not given.
    pub forum: Option<String>,
    /// Key or words of the priority.
    pub priority: String,
    /// What is to be reached.
    pub objective: String,
    /// Key of the agency that owns it.
    pub owner: Option<String>,
    /// The post that answers for it.
    pub post: Option<String>,
    /// The day it was taken into the plan, when that is not today.
    pub on: Option<Date>,
    /// Its milestones.
    pub milestones: Vec<(String, Date)>,
    /// Its indicators.
    pub indicators: Vec<IndicatorTerms>,
}

/// See [`super::Request::Plan`].
#[derive(Debug, Clone)]
#[expect(missing_docs, reason = "the fields are those of the rows they become")]
pub enum PlanChange {
    /// Adds an item.
    Add(Box<AddPlanItem>),
    /// Changes what an item says; what is not given stays.
    Reword {
        case: Id<Case>,
        priority: Option<String>,
        objective: Option<String>,
        owner: Option<String>,
        post: Option<String>,
    },
    /// Adds a milestone.
    AddMilestone { case: Id<Case>, words: String, due: Date },
    /// A milestone was reached, or its day is moved, with the reason.
    SetMilestone { milestone: Id<Milestone>, met: Option<Date>, due: Option<Date>, reason: Option<Private> },
    /// Adds an indicator.
    AddIndicator { case: Id<Case>, terms: IndicatorTerms },
    /// Keeps what an indicator was on a day.
    AddFigure { indicator: Id<Indicator>, on: Date, value: Amount },
    /// Keeps what was said of an item.
    AddComment { case: Id<Case>, on: Date, words: Private },
    /// Says how an item stands; whatever the figures suggest.
    SetRag { case: Id<Case>, on: Date, rag: Rag, reason: Private },
    /// Achieves, drops or opens an item again.
    Close { case: Id<Case>, state: PlanState, on: Date, reason: Option<Private> },
}
