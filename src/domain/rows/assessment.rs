//! One use of a risk tool on a case.

use jiff::civil::Date;

use super::case::Case;
use crate::domain::id::Id;
use crate::domain::private::Private;
use crate::domain::tools::assessment::{Answer, Answered, Answers};
use crate::domain::tools::risk_tool::RiskTool;
use crate::domain::value::Json;
use crate::{record_row, words};

words! {
    /// A practitioner's own judgement, whatever a tool comes to.
    pub enum Judgement {
        /// Yes.
        Yes = "yes",
        /// No.
        No = "no",
        /// Not sure.
        Unsure = "unsure",
    }
}

record_row! {
    /// One use of a risk tool; never overwritten.
    pub struct Assessment in "assessment" about case by [case] {
        /// Which case.
        case: Id<Case>,
        /// Key of the tool: "dash24", "dara".
        tool: String,
        /// When it was done.
        on: Date,
        /// Count of yes answers, for a tool that counts.
        count: Option<u8>,
        /// Items answered "don't know"; nothing when only the count came.
        unknown: Option<u8>,
        /// Grade, for a tool that grades.
        grade: Option<String>,
        /// Items answered yes, by concept.
        yes: Json<Vec<String>>,
        /// Items answered "don't know", by concept.
        dont_know: Json<Vec<String>>,
        /// Why the assessor judged so.
        rationale: Option<Private>,
        /// Agency that assessed.
        agency: Option<String>,
        /// Version of the tool.
        version: Option<String>,
        /// Items of the tool, so that the count is "of" them; nothing when only the count came.
        out_of: Option<u8>,
        /// What was said item by item, with source and note; nothing when only counts or lists came.
        answers: Option<Json<Vec<Answered>>>,
        /// The assessment from an item of which this one was opened.
        opened_by: Option<Id<Assessment>>,
        /// Name of a tool the area has no file for.
        named: Option<String>,
        /// The result of such a tool, in words.
        result: Option<Private>,
        /// For a victim's tool, whether a referral is justified; for a subject's, whether they are a priority.
        judgement: Option<Judgement>,
        /// The count from which visible high risk was met on that day.
        threshold: Option<u32>,
        /// Whether children are at risk.
        children: Option<bool>,
        /// Whether a safeguarding referral was made.
        safeguarding: Option<bool>,
        /// The day it was made.
        safeguarding_on: Option<Date>,
        /// Who assessed.
        assessor: Option<Private>,
    }
}

impl Assessment {
    /// An assessment of which only the tool and the day are known.
    pub fn bare(id: Id<Self>, case: Id<Case>, tool: impl Into<String>, on: Date) -> Self {
        Self {
            id,
            case,
            tool: tool.into(),
            on,
            count: None,
            unknown: None,
            grade: None,
            yes: Json(Vec::new()),
            dont_know: Json(Vec::new()),
            rationale: None,
            agency: None,
            version: None,
            out_of: None,
            answers: None,
            opened_by: None,
            named: None,
            result: None,
            judgement: None,
            threshold: None,
            children: None,
            safeguarding: None,
            safeguarding_on: None,
            assessor: None,
        }
    }

    /// Its answers by concept, as far as they are known; nothing when only a count, a grade or a result came.
    ///
    /// What was stored as lists of yes and don't know is a no for every other item `tool` asks.
    pub fn answers(&self, tool: Option<&RiskTool>) -> Option<Answers> {
        if let Some(answers) = &self.answers {
            return Some(Answers::given(&answers.0));
        }
        if self.yes.0.is_empty() && self.dont_know.0.is_empty() {
            return None;
        }
        Some(match tool {
            Some(tool) => Answers::from_lists(tool, &self.yes.0, &self.dont_know.0),
            None => {
                let yes = self.yes.0.iter().map(|key| (key.clone(), Answer::Yes));
                Answers(
                    yes.chain(self.dont_know.0.iter().map(|key| (key.clone(), Answer::Unknown))).collect(),
                )
            }
        })
    }

    /// The newest of a case that says how high the risk is: not one opened from an item of another, and not a
    /// checklist without count or grade.
    pub fn latest(rows: Vec<Self>) -> Option<Self> {
        let says = |row: &Self| {
            row.opened_by.is_none() && (row.count.is_some() || row.grade.is_some() || row.named.is_some())
        };
        rows.into_iter().filter(says).max_by_key(|row| (row.on, row.id))
    }

    /// Items the count is of; the Dash's when only a count came.
    pub const fn items(&self) -> u8 {
        match self.out_of {
            Some(items) => items,
            None => DASH_ITEMS,
        }
    }

    /// What it came to where room is short: "17/24", "high", the name of another tool.
    pub fn figure(&self) -> String {
        match (self.count, &self.grade) {
            (_, Some(grade)) => grade.clone(),
            (Some(count), None) => format!("{count}/{}", self.items()),
            (None, None) => self.named.clone().unwrap_or_default(),
        }
    }

    /// What it came to in words, without narrative: "17 of 24, 2 don't know", "graded high, 11 of 27".
    pub fn outcome(&self) -> String {
        let mut words: Vec<String> = Vec::new();
        words.extend(self.named.clone());
        words.extend(self.grade.as_ref().map(|grade| format!("graded {grade}")));
        words.extend(self.count.map(|count| format!("{count} of {}", self.items())));
        let unknown = self.unknown.filter(|unknown| *unknown > 0);
        words.extend(unknown.map(|unknown| format!("{unknown} don't know")));
        if words.is_empty() { "no count".to_owned() } else { words.join(", ") }
    }
}

/// Items of the Dash (published), whose count alone often comes with a list.
const DASH_ITEMS: u8 = 24;
