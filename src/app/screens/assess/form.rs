//! The professional section of an assessment, and the small forms on one item.

use jiff::civil::Date;

use super::draft::{Draft, Section};
use crate::app::cx::Cx;
use crate::app::dialog::Dialog;
use crate::app::effect::Tag;
use crate::app::widgets::form::{Field, Filled, Input};
use crate::domain::private::Private;
use crate::domain::rows::assessment::Judgement;
use crate::domain::tools::assessment::Answered;
use crate::domain::tools::risk_tool::{About, RiskTool, ToolItem};
use crate::service::assessing::judged;

/// What saves the assessment.
pub const SECTION: Tag = Tag(1);
/// The note on an item.
pub const NOTE: Tag = Tag(2);
/// Where an answer is known from.
pub const SOURCE: Tag = Tag(3);

/// A choice that may be left open, with one taken.
fn choice(name: &'static str, label: &str, choices: Vec<(String, String)>, taken: Option<&str>) -> Field {
    let mut all = vec![(String::new(), "not said".to_owned())];
    all.extend(choices);
    let at = taken.and_then(|taken| all.iter().position(|(key, _)| key == taken)).unwrap_or(0);
    let mut field = Field::choice(name, label, Vec::new());
    field.input = Input::Choice(all, at);
    field
}

fn words(list: &[&str]) -> Vec<(String, String)> {
    list.iter().map(|word| ((*word).to_owned(), (*word).to_owned())).collect()
}

const fn yes_no(answer: Option<bool>) -> Option<&'static str> {
    match answer {
        Some(true) => Some("yes"),
        Some(false) => Some("no"),
        None => None,
    }
}

/// The form that closes an assessment. Below the area's threshold, and for a grade alone, the words are needed.
pub fn section(reference: &str, tool: &RiskTool, draft: &Draft, threshold: Option<u32>, cx: &Cx) -> Dialog {
    let held = &draft.section;
    let shown = |text: &Option<Private>| text.as_ref().map_or("", |text| cx.begun(text)).to_owned();
    let mut fields = Vec::new();
    if tool.stands_for_any() {
        fields.push(Field::line("named", "Name of the tool", held.named.as_deref().unwrap_or_default()));
    }
    if tool.named {
        fields.push(Field::line("result", "Result, in words", &shown(&held.result)));
    }
    if !tool.grade.is_empty() {
        let grades = tool.grade.iter().map(|grade| (grade.key.clone(), grade.label.clone())).collect();
        fields.push(choice("grade", "Grade", grades, held.grade.as_deref()));
    }
    let judgements: Vec<&str> = Judgement::ALL.iter().map(|judgement| judgement.word()).collect();
    let label = capital(judged(tool));
    fields.push(choice("judgement", &label, words(&judgements), held.judgement.map(Judgement::word)));
    let below = threshold.filter(|threshold| draft.count(tool).yes < *threshold);
    let needed = below.is_some() || (!tool.grade.is_empty() && tool.item.is_empty());
    let label = below.map_or_else(|| "Why, in words".to_owned(), |below| format!("Below {below}: why"));
    let why = Field::long("rationale", &label, &shown(&held.rationale));
    fields.push(if needed { why } else { why.optional() });
    if tool.about == About::Victim {
        fields.push(choice("children", "Children at risk", words(&["yes", "no"]), yes_no(held.children)));
        let made = yes_no(held.safeguarding);
        fields.push(choice("safeguarding", "Safeguarding referral", words(&["yes", "no"]), made));
        fields.push(Field::date("safeguarding_on", "  made on", held.safeguarding_on).optional());
    }
    let agency = held.agency.as_deref().unwrap_or_default();
    fields.push(Field::line("agency", "Assessed by (agency)", agency).optional());
    fields.push(Field::line("assessor", "  name and post", &shown(&held.assessor)).optional());
    fields.push(Field::date("on", "Done on", Some(held.on.unwrap_or(cx.today()))));
    Dialog::form(format!("{reference}: {} to the record", tool.said()), SECTION, fields)
}

/// What the form says.
pub fn read(values: &Filled, today: Date) -> Section {
    let text = |name| values.text(name).map(|text: Private| text.reveal().to_owned());
    let said = |name| values.choice(name).filter(|word| !word.is_empty());
    let yes = |name| said(name).map(|word| word == "yes");
    Section {
        on: values.date("on").or(Some(today)),
        grade: said("grade").map(str::to_owned),
        named: text("named"),
        result: values.text("result"),
        judgement: said("judgement").and_then(Judgement::parse),
        rationale: values.text("rationale"),
        children: yes("children"),
        safeguarding: yes("safeguarding").or_else(|| values.date("safeguarding_on").map(|_| true)),
        safeguarding_on: values.date("safeguarding_on"),
        agency: text("agency").map(|agency| agency.to_lowercase()),
        assessor: values.text("assessor"),
    }
}

/// The form for the note on an item, or its source.
pub fn about_item(tag: Tag, item: &ToolItem, said: Option<&Answered>, cx: &Cx) -> Dialog {
    let held = said.and_then(|said| if tag == NOTE { said.note.as_ref() } else { said.source.as_ref() });
    let held = held.map_or("", |text| cx.begun(text));
    let field = if tag == NOTE {
        Field::long("words", "Note or evidence", held)
    } else {
        Field::line("words", "Known from (not the victim)", held)
    };
    Dialog::form(item.label.clone(), tag, vec![field.optional()])
}

fn capital(words: &str) -> String {
    let mut letters = words.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}
