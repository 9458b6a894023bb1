//! What several rules about a forum's people and plan ask first: an open case, a known agency, a day that has come, one of
//! the file's choices, a criterion answered.

use jiff::civil::Date;

use super::Context;
use crate::domain::calendar::show_day_year;
use crate::domain::facts::Changes;
use crate::domain::id::Id;
use crate::domain::private::Private;
use crate::domain::refusal::Refusal;
use crate::domain::request::Judge;
use crate::domain::rows::case::{Case, CaseState};
use crate::domain::rows::couple::Criterion;
use crate::domain::tools::forum::{CaseKind, Choice, Forum, Rule};

/// A case about people that has not left its forum, and the forum.
pub fn open<'a>(
    cx: &Context<'a>,
    changes: &Changes<'_>,
    case: Id<Case>,
) -> Result<(Case, &'a Forum), Refusal> {
    let case: Case = changes.get(case)?;
    let forum = cx.area()?.forum(&case.forum)?;
    if forum.case_kind == CaseKind::Plan {
        return Err(Refusal::rule(format!("{} is an item of a plan and has no people", case.reference)));
    }
    if case.state == CaseState::Closed {
        return Err(Refusal::rule(format!(
            "{} has left {}; undo that to go on with it",
            case.reference, forum.code
        )));
    }
    Ok((case, forum))
}

/// An agency of the area, when one is given.
pub fn known_agency(cx: &Context<'_>, agency: Option<&str>) -> Result<(), Refusal> {
    match agency.filter(|key| cx.area.is_some_and(|area| area.agencies.get(key).is_none())) {
        Some(key) => Err(Refusal::rule(format!("no agency of this area is called {key}"))),
        None => Ok(()),
    }
}

/// A day that is not to come.
pub fn past(cx: &Context<'_>, on: Date) -> Result<(), Refusal> {
    if on > cx.today() {
        return Err(Refusal::rule(format!("{} is a day to come", show_day_year(on))));
    }
    Ok(())
}

/// The key of a choice by its key or label.
pub fn chosen<'a>(choices: &'a [Choice], typed: &str, what: &str) -> Result<&'a Choice, Refusal> {
    let named = |choice: &&Choice| {
        choice.key.eq_ignore_ascii_case(typed.trim()) || choice.label.eq_ignore_ascii_case(typed.trim())
    };
    choices.iter().find(named).ok_or_else(|| {
        let known: Vec<&str> = choices.iter().map(|choice| choice.key.as_str()).collect();
        Refusal::rule(format!("no {what} is called {typed}; there are {}", known.join(", ")))
    })
}

/// Words that say something.
pub fn filled(words: Option<Private>) -> Option<Private> {
    words.filter(|words| !words.reveal().trim().is_empty())
}

/// A criterion of the forum, or a question of its eligibility, answered.
pub fn judged(cx: &mut Context<'_>, case: &Case, forum: &Forum, asked: Judge) -> Result<Criterion, Refusal> {
    known_agency(cx, asked.agency.as_deref())?;
    past(cx, asked.on)?;
    let criterion = forum.criterion(&asked.key);
    let question = forum.eligibility.iter().any(|rule| rule.rule == Rule::Asked && rule.key == asked.key);
    if criterion.is_none() && !question {
        let questions =
            forum.eligibility.iter().filter(|rule| rule.rule == Rule::Asked).map(|rule| rule.key.as_str());
        let known: Vec<&str> = forum.criterion.iter().map(|one| one.key.as_str()).chain(questions).collect();
        return Err(Refusal::rule(format!(
            "{} has no criterion {}; it has {}",
            forum.code,
            asked.key,
            known.join(", ")
        )));
    }
    let reason = filled(asked.reason);
    if asked.met && reason.is_none() && criterion.is_some_and(|criterion| criterion.reason) {
        return Err(Refusal::rule(format!("say why {} is met", asked.key)));
    }
    Ok(Criterion {
        id: cx.id(),
        case: case.id,
        key: asked.key,
        met: asked.met,
        figure: asked.figure,
        reason,
        agency: asked.agency,
        on: asked.on,
        at: cx.now,
    })
}
