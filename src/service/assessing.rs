//! What is needed to assess a case and to read its assessments: the tools that fit it, what was assessed before, and
//! what changed. The same for a screen and for a subcommand.

use crate::domain::calendar::show_numeric;
use crate::domain::private::Private;
use crate::domain::rows::assessment::Assessment;
use crate::domain::rows::case::Case;
use crate::domain::tools::assessment::{Answer, Answered, Answers, Count};
use crate::domain::tools::change::{self, Change, changes};
use crate::domain::tools::risk_tool::{About, RiskTool};

/// A case and its assessments, with the tools to read them by.
#[derive(Debug, Clone)]
pub struct AssessStory {
    /// The case.
    pub case: Case,
    /// Tools of the area that fit a case like this one, those only opened from others among them.
    pub fitting: Vec<RiskTool>,
    /// Every tool of the area: earlier assessments may have used any.
    pub tools: Vec<RiskTool>,
    /// Keys of tools and the count from which visible high risk is met today.
    pub thresholds: Vec<(String, u32)>,
    /// Assessments, the newest first.
    pub assessments: Vec<Assessment>,
}

/// What changed since an earlier assessment.
#[derive(Debug, Clone, Copy)]
pub struct Since<'a> {
    /// The earlier one.
    pub earlier: &'a Assessment,
    /// Whether it was kept item by item, so that items can be compared.
    pub compared: bool,
}

impl AssessStory {
    /// The tool of a key.
    pub fn tool(&self, key: &str) -> Option<&RiskTool> {
        self.tools.iter().find(|tool| tool.key == key)
    }

    /// Tools to begin with.
    pub fn offered(&self) -> impl Iterator<Item = &RiskTool> {
        self.fitting.iter().filter(|tool| !tool.opened)
    }

    /// Assessments to be listed by themselves; what an item opened stands under its opener.
    pub fn listed(&self) -> impl Iterator<Item = &Assessment> {
        self.assessments.iter().filter(|row| row.opened_by.is_none())
    }

    /// What the items of an assessment opened.
    pub fn opened_by<'a>(&'a self, opener: &'a Assessment) -> impl Iterator<Item = &'a Assessment> {
        self.assessments.iter().filter(|row| row.opened_by == Some(opener.id))
    }

    /// The count from which visible high risk is met today.
    pub fn threshold(&self, tool: &RiskTool) -> Option<u32> {
        self.thresholds.iter().find(|(key, _)| *key == tool.key).map(|(_, threshold)| *threshold)
    }

    /// The last assessment before one, or the last of all: rather one kept item by item. Of the same kind, so that a
    /// subject's checklist is not compared with a victim's, and an opened screen only with one of its own.
    pub fn before(&self, tool: &RiskTool, of: Option<&Assessment>) -> Option<Since<'_>> {
        let older = |row: &&Assessment| of.is_none_or(|of| (row.on, row.id) < (of.on, of.id));
        let alike = |row: &&Assessment| {
            row.tool == tool.key
                || self.tool(&row.tool).is_some_and(|other| {
                    !other.opened
                        && !tool.opened
                        && other.about == tool.about
                        && other.level.is_empty() == tool.level.is_empty()
                })
        };
        let alike: Vec<&Assessment> = self.assessments.iter().filter(older).filter(alike).collect();
        let itemised = alike.iter().find(|row| self.answers(row).is_some());
        let earlier = itemised.or_else(|| alike.first())?;
        Some(Since { earlier, compared: itemised.is_some() })
    }

    /// The answers of an assessment, as far as they are known.
    pub fn answers(&self, row: &Assessment) -> Option<Answers> {
        row.answers(self.tool(&row.tool))
    }

    /// What changed from an earlier assessment.
    pub fn changes(&self, since: Since<'_>, now: &Answers) -> Vec<Change> {
        self.answers(since.earlier).map(|was| changes(&was, now)).unwrap_or_default()
    }

    /// The same in words; why not, when nothing can be compared.
    pub fn changes_said(&self, since: Since<'_>, now: &Answers) -> String {
        if !since.compared {
            return format!("came as {}, not item by item: nothing to compare", since.earlier.outcome());
        }
        let changed = self.changes(since, now);
        if changed.is_empty() {
            return "nothing changed".to_owned();
        }
        change::said(&changed, |key| self.label(key))
    }

    /// The label of an item in running words.
    pub fn label(&self, key: &str) -> String {
        let item = self.tools.iter().find_map(|tool| tool.item(key));
        item.map_or_else(|| key.to_owned(), |item| item.label.to_lowercase())
    }

    /// Count and, when there is one, the area's threshold beside it: it decides nothing.
    pub fn beside_threshold(&self, tool: &RiskTool, count: &Count) -> Option<String> {
        let threshold = self.threshold(tool)?;
        Some(if count.yes >= threshold {
            format!("the area's {threshold} is reached")
        } else {
            format!("the area's {threshold} is not reached")
        })
    }

    /// An assessment in a line, without narrative: "Dash checklist (24): 17 of 24, 2 don't know".
    pub fn headline(&self, row: &Assessment) -> String {
        let tool = self.tool(&row.tool);
        let name = tool.map_or(row.tool.as_str(), |tool| tool.name.as_str());
        let outcome = match (tool, self.answers(row)) {
            (Some(tool), Some(answers)) if !tool.counts() => answers.count(tool).said(tool),
            _ if row.result.is_some() => row.named.clone().unwrap_or_default(),
            _ => row.outcome(),
        };
        if outcome == name { name.to_owned() } else { format!("{name}: {outcome}") }
    }

    /// What changed from the assessment before this one; nothing when the two cannot be compared.
    pub fn change_from_before(&self, row: &Assessment) -> Option<Vec<Change>> {
        let since = self.before(self.tool(&row.tool)?, Some(row)).filter(|since| since.compared)?;
        Some(self.changes(since, &self.answers(row)?))
    }

    /// An assessment told line by line, narrative included: for a reader who asked for the case.
    pub fn told(&self, row: &Assessment) -> Vec<String> {
        let mut lines = Vec::new();
        let words = |label: &str, text: &Private| format!("{label}: {}", text.reveal());
        lines.extend(row.result.as_ref().map(|result| words("result", result)));
        lines.extend(self.told_answers(row));
        lines.extend(row.judgement.map(|judgement| format!("{}: {judgement}", self.judged(row))));
        lines.extend(row.rationale.as_ref().map(|why| words("why", why)));
        lines.extend(row.children.map(|risk| format!("children at risk: {}", yes_no(risk))));
        if let Some(made) = row.safeguarding {
            let on = row.safeguarding_on.map(|on| format!(", {}", show_numeric(on))).unwrap_or_default();
            lines.push(format!("safeguarding referral made: {}{on}", yes_no(made)));
        }
        lines.extend(row.assessor.as_ref().map(|who| words("assessed by", who)));
        lines
    }

    fn told_answers(&self, row: &Assessment) -> Vec<String> {
        let mut lines = Vec::new();
        let Some(tool) = self.tool(&row.tool) else { return lines };
        let Some(answers) = self.answers(row) else { return lines };
        let count = answers.count(tool);
        if let (Some(figure), Some(threshold)) = (row.count, row.threshold) {
            let met = if u32::from(figure) >= threshold { "reached" } else { "not reached" };
            lines.push(format!("the area's {threshold} of that day: {met}"));
        }
        let marked = Self::marked(tool, &count);
        lines.extend((!marked.is_empty()).then(|| format!("marked: {marked}")));
        for (answer, label) in Answer::of(tool).into_iter().zip(["yes", "no", "don't know"]) {
            let label =
                if tool.level.is_empty() { label.to_owned() } else { answer.label(tool).to_lowercase() };
            let keys = answers.keys(tool, answer);
            let quiet = matches!(answer, Answer::No | Answer::Lowest) || keys.is_empty();
            let labels: Vec<String> = keys.iter().map(|key| self.label(key)).collect();
            lines.extend((!quiet).then(|| format!("{label}: {}", labels.join(", "))));
        }
        for said in row.answers.iter().flat_map(|answers| &answers.0) {
            let noted = [(&said.source, "known from "), (&said.note, "")];
            let noted = noted
                .into_iter()
                .filter_map(|(text, lead)| Some(format!("{lead}{}", text.as_ref()?.reveal())));
            let noted: Vec<String> = noted.collect();
            lines.extend(
                (!noted.is_empty()).then(|| format!("{}: {}", self.label(&said.item), noted.join("; "))),
            );
        }
        if let Some(since) = self.before(tool, Some(row)) {
            let on = show_numeric(since.earlier.on);
            lines.push(format!("since {on}: {}", self.changes_said(since, &answers)));
        }
        lines
    }

    /// What a judgement under a tool is about.
    pub fn judged(&self, row: &Assessment) -> &'static str {
        self.tool(&row.tool).map_or("referral justified", judged)
    }

    /// Items answered yes that the tool marks, in words.
    pub fn marked(tool: &RiskTool, count: &Count) -> String {
        let labels =
            count.markers.iter().filter_map(|key| tool.item(key)).map(|item| item.label.to_lowercase());
        labels.collect::<Vec<_>>().join(", ")
    }
}

/// What a judgement under a tool is about.
pub const fn judged(tool: &RiskTool) -> &'static str {
    match tool.about {
        About::Victim => "referral justified",
        About::Subject => "priority",
    }
}

const fn yes_no(yes: bool) -> &'static str {
    if yes { "yes" } else { "no" }
}

/// What was said of an item.
pub fn said_of<'a>(answered: &'a [Answered], key: &str) -> Option<&'a Answered> {
    answered.iter().find(|said| said.item == key)
}
