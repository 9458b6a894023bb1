//! What is kept of the people of a case, each apart: needs, consent, who works with whom, steps on a scale; and the
//! forum's criteria answered for it.

use super::asked::{chosen, filled, judged, known_agency, open, past};
use super::{Context, Decision, about, passage, said};
use crate::domain::entry::EntryKind;
use crate::domain::facts::Changes;
use crate::domain::id::Id;
use crate::domain::refusal::Refusal;
use crate::domain::reply::Reply;
use crate::domain::request::{Allocate, CoupleChange, GiveConsent, Judge, Measure, NeedChange};
use crate::domain::rows::case::{Case, Party};
use crate::domain::rows::couple::{Allocation, Consent, ConsentWord, Need, StepTaken};
use crate::domain::rows::person::Person;

/// Carries a change out.
pub fn change(cx: &mut Context<'_>, asked: CoupleChange) -> Result<Decision, Refusal> {
    match asked {
        CoupleChange::Refer(asked) => passage::refer(cx, *asked),
        CoupleChange::Pass(asked) => passage::pass(cx, &asked),
        CoupleChange::Need(asked) => need(cx, asked),
        CoupleChange::Consent(asked) => consent(cx, asked),
        CoupleChange::Allocate(asked) => allocate(cx, asked),
        CoupleChange::Measure(asked) => measure(cx, asked),
        CoupleChange::Judge(asked) => judge(cx, asked),
    }
}

/// The person is one of the case.
fn party(changes: &Changes<'_>, case: &Case, person: Id<Person>) -> Result<(), Refusal> {
    let parties = changes.find::<Party>("case", &case.id)?;
    if parties.iter().any(|party| party.person == person) {
        Ok(())
    } else {
        Err(Refusal::rule(format!("that person is not of {}", case.reference)))
    }
}

fn done(changes: Changes<'_>, case: &Case, what: impl Into<String>) -> Result<Decision, Refusal> {
    let reply = Reply::said(format!("{} under {}", what.into(), case.reference))
        .naming(&case.reference, case.id.uuid());
    Decision::of(changes, EntryKind::CaseChanged, about(case), None, reply)
}

fn need(cx: &mut Context<'_>, asked: NeedChange) -> Result<Decision, Refusal> {
    let mut changes = cx.changes();
    match asked {
        NeedChange::Add { case, person, kind, words, agency, on } => {
            let (case, forum) = open(cx, &changes, case)?;
            if forum.need.is_empty() {
                return Err(Refusal::rule(format!("{} keeps no needs; its file lists none", forum.code)));
            }
            party(&changes, &case, person)?;
            known_agency(cx, agency.as_deref())?;
            past(cx, on)?;
            let kind = chosen(&forum.need, &kind, "need")?;
            let (key, label) = (kind.key.clone(), kind.label.to_lowercase());
            let row = Need {
                id: cx.id(),
                case: case.id,
                person,
                kind: key,
                words,
                agency,
                on,
                met: None,
                outcome: None,
            };
            changes.store(&row);
            done(changes, &case, format!("need kept: {label}"))
        }
        NeedChange::Met { need, on, outcome } => {
            let mut row: Need = changes.get(need)?;
            let (case, _) = open(cx, &changes, row.case)?;
            past(cx, on)?;
            if row.met.is_some() {
                return Err(Refusal::rule("that need is met already"));
            }
            row.met = Some(on);
            row.outcome = filled(outcome);
            changes.store(&row);
            done(changes, &case, "need met")
        }
    }
}

fn consent(cx: &mut Context<'_>, asked: GiveConsent) -> Result<Decision, Refusal> {
    let mut changes = cx.changes();
    let (case, _) = open(cx, &changes, asked.case)?;
    party(&changes, &case, asked.person)?;
    known_agency(cx, asked.agency.as_deref())?;
    past(cx, asked.on)?;
    if asked.answer == ConsentWord::Given {
        said(&asked.covers, "what the consent covers")?;
    }
    changes.store(&Consent {
        id: cx.id(),
        case: case.id,
        person: asked.person,
        answer: asked.answer,
        covers: asked.covers,
        agency: asked.agency,
        on: asked.on,
        at: cx.now,
    });
    done(changes, &case, format!("consent {}, kept", asked.answer))
}

fn allocate(cx: &mut Context<'_>, asked: Allocate) -> Result<Decision, Refusal> {
    let mut changes = cx.changes();
    let (case, _) = open(cx, &changes, asked.case)?;
    known_agency(cx, Some(&asked.agency))?;
    if let Some(person) = asked.person {
        party(&changes, &case, person)?;
    }
    for mut row in changes.find::<Allocation>("case", &case.id)? {
        if row.role == asked.role && row.person == asked.person && row.until.is_none() {
            row.until = Some(asked.on.max(row.on));
            changes.store(&row);
        }
    }
    changes.store(&Allocation {
        id: cx.id(),
        case: case.id,
        role: asked.role,
        agency: asked.agency,
        worker: filled(asked.worker),
        person: asked.person,
        on: asked.on,
        until: None,
    });
    done(changes, &case, format!("{} named", asked.role))
}

fn measure(cx: &mut Context<'_>, asked: Measure) -> Result<Decision, Refusal> {
    let mut changes = cx.changes();
    let (case, forum) = open(cx, &changes, asked.case)?;
    party(&changes, &case, asked.person)?;
    known_agency(cx, asked.agency.as_deref())?;
    past(cx, asked.on)?;
    let scale = forum.scale(&asked.scale).ok_or_else(|| {
        let known: Vec<&str> = forum.scale.iter().map(|scale| scale.key.as_str()).collect();
        let known = if known.is_empty() { "none".to_owned() } else { known.join(", ") };
        Refusal::rule(format!("{} keeps no scale {}; it keeps {known}", forum.code, asked.scale))
    })?;
    let step = scale.step(&asked.step).ok_or_else(|| {
        Refusal::rule(format!(
            "{}: a step is 1 to {}, or one of {}",
            scale.label,
            scale.steps.len(),
            scale.steps.join(", ")
        ))
    })?;
    changes.store(&StepTaken {
        id: cx.id(),
        case: case.id,
        person: asked.person,
        scale: scale.key.clone(),
        step,
        on: asked.on,
        agency: asked.agency,
        words: filled(asked.words),
        at: cx.now,
    });
    done(changes, &case, format!("{}, {}, kept", scale.label.to_lowercase(), scale.said(step)))
}

fn judge(cx: &mut Context<'_>, asked: Judge) -> Result<Decision, Refusal> {
    let mut changes = cx.changes();
    let (case, forum) = open(cx, &changes, asked.case)?;
    let row = judged(cx, &case, forum, asked)?;
    let answer = if row.met { "met" } else { "not met" };
    let words = format!("{} {answer}, kept", row.key);
    changes.store(&row);
    done(changes, &case, words)
}
