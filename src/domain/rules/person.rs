//! What is told of people besides a referral: an interpreter, a child by name.

use super::referral::child;
use super::{Context, Decision, about, said};
use crate::domain::entry::EntryKind;
use crate::domain::referral::ChildSketch;
use crate::domain::refusal::Refusal;
use crate::domain::reply::Reply;
use crate::domain::request::{AddChild, SetInterpreter};
use crate::domain::rows::case::Case;
use crate::domain::rows::person::Person;

/// Says which language somebody needs an interpreter for.
pub fn set_interpreter(cx: &mut Context<'_>, asked: SetInterpreter) -> Result<Decision, Refusal> {
    let mut changes = cx.changes();
    let mut person: Person = changes.get(asked.person)?;
    person.interpreter = asked.language.filter(|language| !language.reveal().trim().is_empty());
    changes.store(&person);
    let words =
        if person.interpreter.is_some() { "an interpreter is needed" } else { "no interpreter is needed" };
    Decision::of(changes, EntryKind::CaseChanged, about(&person), None, Reply::said(words))
}

/// Adds a child of the household by name.
pub fn add_child(cx: &mut Context<'_>, asked: AddChild) -> Result<Decision, Refusal> {
    let mut changes = cx.changes();
    let case: Case = changes.get(asked.case)?;
    said(&asked.name, "the child's name")?;
    let told = ChildSketch {
        name: asked.name,
        age: asked.age,
        school: asked.school.unwrap_or_default(),
        ..ChildSketch::default()
    };
    changes.store(&child(cx.id(), case.id, &told));
    let reply = Reply::said(format!("child added to {}", case.reference));
    Decision::of(changes, EntryKind::CaseChanged, about(&case), None, reply)
}
