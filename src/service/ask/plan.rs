//! A delivery plan and one item of it, as shown.

use jiff::civil::Date;

use super::ActionLine;
use crate::domain::id::Id;
use crate::domain::plan::Tally;
use crate::domain::private::Private;
use crate::domain::rows::case::Case;
use crate::domain::rows::plan::{Comment, Figure, Indicator, Milestone, PlanItem, PlanState, Rag, Standing};

/// A delivery plan on a day.
#[derive(Debug, Clone)]
pub struct PlanView {
    /// Key of the forum.
    pub forum: String,
    /// Its name.
    pub name: String,
    /// The day.
    pub on: Date,
    /// Its priorities in order, each with its items.
    pub groups: Vec<PlanGroup>,
    /// All of it.
    pub whole: Tally,
    /// Priorities to choose from: key and label; none where they are free words.
    pub priorities: Vec<(String, String)>,
    /// Agencies to choose from: key and name.
    pub agencies: Vec<(String, String)>,
}

/// One priority.
#[derive(Debug, Clone)]
pub struct PlanGroup {
    /// What it is called.
    pub label: String,
    /// How its items stand.
    pub tally: Tally,
    /// Its items, by reference.
    pub items: Vec<PlanLine>,
}

/// One line of the plan.
#[derive(Debug, Clone)]
pub struct PlanLine {
    /// The item's case.
    pub case: Id<Case>,
    /// "LAN-SG-0007".
    pub reference: String,
    /// What the priority is called.
    pub priority: String,
    /// What is to be reached.
    pub objective: String,
    /// Agency and post.
    pub owner: String,
    /// How far it had come on the day.
    pub state: PlanState,
    /// When it was closed, by that day.
    pub closed: Option<Date>,
    /// How it was said to stand.
    pub rag: Option<Rag>,
    /// What the figures suggest, with the reason.
    pub suggested: Option<(Rag, String)>,
    /// The milestone that is next or overdue.
    pub milestone: Option<(String, Date)>,
    /// Whether it is overdue.
    pub overdue: bool,
    /// "62 of 80 %", of the first indicator, and how many more there are.
    pub indicator: Option<String>,
    /// Live actions.
    pub live: usize,
}

/// An indicator with its figures.
#[derive(Debug, Clone)]
pub struct IndicatorStory {
    /// The indicator.
    pub row: Indicator,
    /// Its figures, newest first.
    pub figures: Vec<Figure>,
    /// "62 of 80 %, from 40".
    pub words: String,
}

/// What a meeting decided on an item.
#[derive(Debug, Clone)]
pub struct PlanHearing {
    /// Reference of the meeting.
    pub meeting: String,
    /// Its day.
    pub on: Date,
    /// The decision.
    pub decision: Option<Private>,
}

/// One item, whole.
#[derive(Debug, Clone)]
pub struct PlanStory {
    /// As listed.
    pub line: PlanLine,
    /// The item.
    pub item: PlanItem,
    /// The day it came into the plan.
    pub since: Date,
    /// Its milestones, earliest first.
    pub milestones: Vec<Milestone>,
    /// Its indicators.
    pub indicators: Vec<IndicatorStory>,
    /// What was said, newest first.
    pub comments: Vec<Comment>,
    /// How it stood, newest first.
    pub standings: Vec<Standing>,
    /// Its actions, by number.
    pub actions: Vec<ActionLine>,
    /// Meetings that heard of it, newest first.
    pub hearings: Vec<PlanHearing>,
}
