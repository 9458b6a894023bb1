//! Uses of risk tools: what was answered is kept as it was said, with what it came to on that day.

use super::{Context, Decision, about};
use crate::domain::area::AreaData;
use crate::domain::entry::EntryKind;
use crate::domain::facts::Changes;
use crate::domain::id::Id;
use crate::domain::refusal::Refusal;
use crate::domain::reply::Reply;
use crate::domain::request::Assess;
use crate::domain::rows::assessment::Assessment;
use crate::domain::rows::case::Case;
use crate::domain::tools::assessment::{Answer, Answered, Answers};
use crate::domain::tools::risk_tool::RiskTool;
use crate::domain::value::Json;

/// Adds an assessment, and those that its items opened; earlier ones stay.
pub fn assess(cx: &mut Context<'_>, asked: Assess) -> Result<Decision, Refusal> {
    let area = cx.area()?;
    let mut changes = cx.changes();
    let case: Case = changes.get(asked.case)?;
    let tool = used(area, &asked.tool)?;
    possible(cx, tool, &asked)?;
    let mut row = answered(cx, &case, &asked, tool, &asked.answers, asked.rest)?;
    row.grade = graded(tool, asked.grade.as_deref())?;
    row.threshold = tool.threshold().map(|key| area.number(key, asked.on));
    let said = outcome(tool, &row);
    let warnings = asked_for(tool, &row, &asked);
    for (key, answers) in asked.opened.iter().filter(|(_, answers)| !answers.is_empty()) {
        store_opened(cx, &mut changes, &case, &asked, (key, answers), row.id)?;
    }
    row.named = asked.named.or_else(|| tool.named.then(|| tool.name.clone()));
    row.result = asked.result;
    row.judgement = asked.judgement;
    row.rationale = asked.rationale;
    row.children = asked.children;
    row.safeguarding = asked.safeguarding;
    row.safeguarding_on = asked.safeguarding_on;
    row.assessor = asked.assessor;
    changes.store(&row);
    let mut reply = Reply::said(format!("{} of {}: {said}", tool.name, case.reference));
    reply.warnings = warnings;
    let reply = reply.naming(&case.reference, case.id.uuid());
    Decision::of(changes, EntryKind::CaseChanged, about(&case), None, reply)
}

fn used<'a>(area: &'a AreaData, key: &str) -> Result<&'a RiskTool, Refusal> {
    area.tool(key).ok_or_else(|| {
        let known: Vec<&str> = area.tools.iter().map(|tool| tool.key.as_str()).collect();
        Refusal::rule(format!("no risk tool is called {key}; this area has {}", known.join(", ")))
    })
}

/// What no assessment can be, whatever its tool.
fn possible(cx: &Context<'_>, tool: &RiskTool, asked: &Assess) -> Result<(), Refusal> {
    if [Some(asked.on), asked.safeguarding_on].into_iter().flatten().any(|day| day > cx.today()) {
        return Err(Refusal::rule("an assessment cannot have been made on a day to come"));
    }
    let empty = |text: Option<&str>| text.is_none_or(|text| text.trim().is_empty());
    let result = asked.result.as_ref().map(crate::domain::private::Private::reveal);
    if tool.named && empty(result) {
        return Err(Refusal::rule(format!("{} needs its result in words", tool.name)));
    }
    if tool.stands_for_any() && empty(asked.named.as_deref()) {
        return Err(Refusal::rule("say which tool it was"));
    }
    Ok(())
}

/// A row with what was answered, counted.
fn answered(
    cx: &mut Context<'_>,
    case: &Case,
    asked: &Assess,
    tool: &RiskTool,
    answers: &[Answered],
    rest: Option<Answer>,
) -> Result<Assessment, Refusal> {
    let mut row = Assessment::bare(cx.id(), case.id, &tool.key, asked.on);
    row.version = Some(tool.version.clone());
    row.agency.clone_from(&asked.agency);
    if tool.item.is_empty() && answers.is_empty() {
        return Ok(row);
    }
    let kept = kept(tool, answers, rest);
    let given = Answers::given(&kept);
    let count = given.count(tool);
    let noted = kept.iter().filter(|said| tool.item(&said.item).is_none()).map(|said| said.item.clone());
    let mut strange: Vec<String> = count.not_asked.iter().cloned().chain(noted).collect();
    strange.dedup();
    if !strange.is_empty() {
        let offered: Vec<&str> = Answer::of(tool).iter().map(|answer| answer.label(tool)).collect();
        return Err(Refusal::rule(format!(
            "{} does not ask: {}; its answers are {}",
            tool.name,
            strange.join(", "),
            offered.join(", ")
        )));
    }
    row.out_of = u8::try_from(count.out_of).ok();
    if tool.counts() {
        row.count = u8::try_from(count.yes).ok();
        row.unknown = u8::try_from(count.unknown).ok();
        row.yes = Json(given.keys(tool, Answer::Yes));
        row.dont_know = Json(given.keys(tool, Answer::Unknown));
    }
    row.answers = Some(Json(kept));
    Ok(row)
}

/// Each item once, the last word on it, in the tool's order; then what the tool does not ask.
fn kept(tool: &RiskTool, answers: &[Answered], rest: Option<Answer>) -> Vec<Answered> {
    let last = |key: &str| answers.iter().rfind(|said| said.item == key).cloned();
    let asked = tool.item.iter().map(|item| {
        last(&item.key).unwrap_or_else(|| Answered {
            item: item.key.clone(),
            answer: rest,
            ..Answered::default()
        })
    });
    let strange = answers.iter().filter(|said| tool.item(&said.item).is_none()).cloned();
    asked.filter(|said| !said.is_blank()).chain(strange).collect()
}

fn store_opened(
    cx: &mut Context<'_>,
    changes: &mut Changes<'_>,
    case: &Case,
    asked: &Assess,
    (key, answers): (&str, &[Answered]),
    opener: Id<Assessment>,
) -> Result<(), Refusal> {
    let tool = used(cx.area()?, key)?;
    let mut row = answered(cx, case, asked, tool, answers, None)?;
    row.opened_by = Some(opener);
    changes.store(&row);
    Ok(())
}

/// The grade by its key or label; a tool that only grades needs one.
fn graded(tool: &RiskTool, given: Option<&str>) -> Result<Option<String>, Refusal> {
    let known = || tool.grade.iter().map(|grade| grade.key.as_str()).collect::<Vec<_>>().join(", ");
    let Some(given) = given.map(str::trim).filter(|given| !given.is_empty()) else {
        if !tool.grade.is_empty() && tool.item.is_empty() {
            return Err(Refusal::rule(format!("{} needs a grade: {}", tool.name, known())));
        }
        return Ok(None);
    };
    let same = |grade: &&super::super::tools::risk_tool::Grade| {
        grade.key.eq_ignore_ascii_case(given) || grade.label.eq_ignore_ascii_case(given)
    };
    match tool.grade.iter().find(same) {
        Some(grade) => Ok(Some(grade.key.clone())),
        None if tool.grade.is_empty() => Err(Refusal::rule(format!("{} has no grades", tool.name))),
        None => Err(Refusal::rule(format!("{given} is no grade of {}; it has {}", tool.name, known()))),
    }
}

fn outcome(tool: &RiskTool, row: &Assessment) -> String {
    let grade = row.grade.as_deref().and_then(|key| tool.grade(key));
    let grade = grade.map(|grade| format!("graded {}", grade.label.to_lowercase()));
    let count = row.answers.as_ref().map(|answers| Answers::given(&answers.0).count(tool).said(tool));
    let words: Vec<String> = grade.into_iter().chain(count).collect();
    if words.is_empty() { "kept as named".to_owned() } else { words.join("; ") }
}

/// What a reader would miss: asked for, never insisted on.
fn asked_for(tool: &RiskTool, row: &Assessment, asked: &Assess) -> Vec<String> {
    let mut warnings = Vec::new();
    let silent = asked.rationale.as_ref().is_none_or(|words| words.reveal().trim().is_empty());
    if let (Some(count), Some(threshold), true) = (row.count, row.threshold, silent)
        && u32::from(count) < threshold
    {
        warnings.push(format!(
            "{count} is below the area's {threshold}; a judgement in words is asked for, whichever way it goes"
        ));
    } else if silent && !tool.grade.is_empty() {
        warnings.push("a grade is a judgement; the reasons in words are asked for".to_owned());
    }
    if asked.children == Some(true) && asked.safeguarding.is_none() {
        warnings.push("children are at risk; say whether a safeguarding referral was made".to_owned());
    }
    warnings
}
