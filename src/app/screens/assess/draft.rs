//! An assessment being made: what was answered so far, kept on every answer and found again after anything.

use std::collections::BTreeMap;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::domain::id::Id;
use crate::domain::private::Private;
use crate::domain::request::Assess;
use crate::domain::rows::assessment::Judgement;
use crate::domain::rows::case::Case;
use crate::domain::tools::assessment::{Answer, Answered, Answers, Count};
use crate::domain::tools::risk_tool::RiskTool;

/// What was answered so far. Answers are kept by concept, so that another tool finds what it asks too.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Draft {
    /// Key of the tool; empty before one is chosen.
    pub tool: String,
    /// What was said, item by item.
    pub answers: BTreeMap<String, Answered>,
    /// The professional section.
    pub section: Section,
}

/// The professional section as filled in.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Section {
    pub on: Option<Date>,
    pub grade: Option<String>,
    pub named: Option<String>,
    pub result: Option<Private>,
    pub judgement: Option<Judgement>,
    pub rationale: Option<Private>,
    pub children: Option<bool>,
    pub safeguarding: Option<bool>,
    pub safeguarding_on: Option<Date>,
    pub agency: Option<String>,
    pub assessor: Option<Private>,
}

impl Draft {
    /// The draft of a kept line; nothing when it is not one this program wrote.
    pub fn read(kept: &Private) -> Option<Self> {
        serde_json::from_str(kept.reveal()).ok()
    }

    /// The line to keep; empty for a draft that says nothing.
    pub fn line(&self) -> Private {
        if self.tool.is_empty() {
            return Private::default();
        }
        serde_json::to_string(self).map(Private::from).unwrap_or_default()
    }

    /// What was said of an item.
    pub fn said(&self, item: &str) -> Option<&Answered> {
        self.answers.get(item)
    }

    /// What is said of an item, to be changed.
    pub fn say(&mut self, item: &str) -> &mut Answered {
        self.answers
            .entry(item.to_owned())
            .or_insert_with(|| Answered { item: item.to_owned(), ..Answered::default() })
    }

    /// What was said of the items of a tool.
    pub fn of(&self, tool: &RiskTool) -> Vec<Answered> {
        let said = tool.item.iter().filter_map(|item| self.said(&item.key));
        said.filter(|said| !said.is_blank()).cloned().collect()
    }

    /// The answers to a tool's items.
    pub fn given(&self, tool: &RiskTool) -> Answers {
        Answers::given(&self.of(tool))
    }

    /// The same counted.
    pub fn count(&self, tool: &RiskTool) -> Count {
        self.given(tool).count(tool)
    }

    /// The answer to an item.
    pub fn answer(&self, item: &str) -> Option<Answer> {
        self.said(item)?.answer
    }

    /// The request that stores it. A tool that an item opened counts as long as that item is a yes.
    pub fn request(&self, case: Id<Case>, tool: &RiskTool, tools: &[RiskTool], today: Date) -> Assess {
        let opened = tool.item.iter().filter(|item| self.answer(&item.key) == Some(Answer::Yes));
        let opened = opened.filter_map(|item| item.opens.as_deref());
        let opened = opened.filter_map(|key| tools.iter().find(|tool| tool.key == key));
        let opened = opened.map(|tool| (tool.key.clone(), self.of(tool)));
        let section = self.section.clone();
        Assess {
            answers: self.of(tool),
            opened: opened.filter(|(_, answers)| !answers.is_empty()).collect(),
            grade: section.grade,
            named: section.named,
            result: section.result,
            judgement: section.judgement,
            rationale: section.rationale,
            children: section.children,
            safeguarding: section.safeguarding,
            safeguarding_on: section.safeguarding_on,
            agency: section.agency,
            assessor: section.assessor,
            ..Assess::new(case, &tool.key, section.on.unwrap_or(today))
        }
    }
}
