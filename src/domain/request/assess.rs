//! A use of a risk tool.

use jiff::civil::Date;

use crate::domain::id::Id;
use crate::domain::private::Private;
use crate::domain::rows::assessment::Judgement;
use crate::domain::rows::case::Case;
use crate::domain::tools::assessment::{Answer, Answered};

/// See [`super::Request::Assess`].
#[derive(Debug, Clone)]
pub struct Assess {
    /// Which case.
    pub case: Id<Case>,
    /// Key of the tool.
    pub tool: String,
    /// When it was done.
    pub on: Date,
    /// What was said, item by item.
    pub answers: Vec<Answered>,
    /// The answer to every item that is not among them; nothing leaves those unanswered.
    pub rest: Option<Answer>,
    /// Answers to the tools that items opened: key of the tool, and what was said.
    pub opened: Vec<(String, Vec<Answered>)>,
    /// Key of the grade, for a tool that grades.
    pub grade: Option<String>,
    /// Name of a tool the area has no file for.
    pub named: Option<String>,
    /// Its result, in words.
    pub result: Option<Private>,
    /// Whether a referral is justified; of a subject, whether they are a priority.
    pub judgement: Option<Judgement>,
    /// Why the assessor judged so.
    pub rationale: Option<Private>,
    /// Whether children are at risk.
    pub children: Option<bool>,
    /// Whether a safeguarding referral was made.
    pub safeguarding: Option<bool>,
    /// The day it was made.
    pub safeguarding_on: Option<Date>,
    /// Agency that assessed.
    pub agency: Option<String>,
    /// Who assessed.
    pub assessor: Option<Private>,
}

impl Assess {
    /// An assessment that says nothing yet.
    pub fn new(case: Id<Case>, tool: impl Into<String>, on: Date) -> Self {
        Self {
            case,
            tool: tool.into(),
            on,
            answers: Vec::new(),
            rest: None,
            opened: Vec::new(),
            grade: None,
            named: None,
            result: None,
            judgement: None,
            rationale: None,
            children: None,
            safeguarding: None,
            safeguarding_on: None,
            agency: None,
            assessor: None,
        }
    }

    /// The same with items answered yes and don't know by their keys, and every other item no.
    #[must_use]
    pub fn listed(mut self, yes: &[String], dont_know: &[String]) -> Self {
        let said = |answer| {
            move |item: &String| Answered { item: item.clone(), answer: Some(answer), ..Answered::default() }
        };
        self.answers.extend(yes.iter().map(said(Answer::Yes)));
        self.answers.extend(dont_know.iter().map(said(Answer::Unknown)));
        self.rest = Some(Answer::No);
        self
    }
}
