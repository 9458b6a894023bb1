//! Printing a case of two people: what is shared first, then each person apart; or one person alone, so that a page
//! for one never tells what the other said.

use serde_json::{Value, json};

use crate::cli::failure::Failure;
use crate::cli::out::Out;
use crate::domain::calendar::show_numeric;
use crate::domain::private::Private;
use crate::domain::rows::case::PartyRole;
use crate::service::ask::{CoupleStory, PersonSection, WorkerLine};

/// Shows a case, or what is kept of one of its people.
pub fn show(story: &CoupleStory, of: Option<PartyRole>, out: &mut Out) -> Result<(), Failure> {
    let people: Vec<&PersonSection> =
        story.people.iter().filter(|section| of.is_none_or(|of| section.role == of)).collect();
    if out.wants_json() {
        return out.json(value(story, &people, of.is_none()));
    }
    let case = &story.story.case;
    out.line(&format!("{}  {}, {}", case.reference, story.forum, case.state))?;
    if of.is_none() {
        shared(story, out)?;
    }
    people.into_iter().try_for_each(|section| person(section, out))
}

fn shared(story: &CoupleStory, out: &mut Out) -> Result<(), Failure> {
    if let Some(referral) = story.story.referrals.first() {
        out.line(&format!("Referred {}: {}", show_numeric(referral.received), referral.reason.reveal()))?;
    }
    out.line(&format!(
        "Coordinator: {}",
        story.coordinator.as_ref().map_or("nobody yet".to_owned(), worker)
    ))?;
    out.gap()?;
    out.line("Belongs here?")?;
    for answer in &story.eligibility {
        out.indented(2, &format!("{:9} {} ({})", answer.word(), answer.label, answer.why))?;
    }
    out.line("Criteria")?;
    for line in &story.criteria {
        let word = match line.met {
            Some(true) => "yes",
            Some(false) => "no",
            None => "not known",
        };
        let why = line.reason.as_ref().map(|why| format!(": {}", why.reveal())).unwrap_or_default();
        out.indented(2, &format!("{word:9} {}{why}", line.label))?;
    }
    for line in &story.passages {
        let other = line.other.as_ref().map(|other| format!(", {other}")).unwrap_or_default();
        let to = if line.to.is_empty() { String::new() } else { format!(" to {}", line.to) };
        out.line(&format!(
            "Stepped {} {}{to}{other}: {}",
            line.direction,
            show_numeric(line.on),
            line.reason.reveal()
        ))?;
    }
    Ok(())
}

fn worker(line: &WorkerLine) -> String {
    let name = line.worker.as_ref().map(|name| format!(", {}", name.reveal())).unwrap_or_default();
    format!("{}{name}, since {}", line.agency, show_numeric(line.since))
}

fn person(section: &PersonSection, out: &mut Out) -> Result<(), Failure> {
    out.gap()?;
    let age = section.age.map(|age| format!(", {age}")).unwrap_or_default();
    out.line(&format!("{}: {}{age}", section.label, section.name.reveal()))?;
    let navigator = section.navigator.as_ref().map_or("nobody yet".to_owned(), worker);
    out.indented(2, &format!("Navigator: {navigator}"))?;
    let consent = section.consent.first().map_or_else(
        || "not asked".to_owned(),
        |row| format!("{} {}: {}", row.answer, show_numeric(row.on), row.covers.reveal()),
    );
    out.indented(2, &format!("Consent: {consent}"))?;
    for (number, need) in (1..).zip(&section.needs) {
        let met = need.row.met.map(|met| format!(", met {}", show_numeric(met))).unwrap_or_default();
        let number = if need.row.met.is_none() { format!("{number}") } else { " ".to_owned() };
        out.indented(2, &format!("Need {number}  {}: {}{met}", need.kind, need.row.words.reveal()))?;
    }
    for scale in section.scales.iter().filter(|scale| !scale.steps.is_empty()) {
        let way: Vec<String> =
            scale.steps.iter().map(|row| format!("{} {}", show_numeric(row.on), row.step)).collect();
        out.indented(2, &format!("{}: {} ({})", scale.label, scale.said, way.join(", ")))?;
    }
    Ok(())
}

fn value(story: &CoupleStory, people: &[&PersonSection], shared: bool) -> Value {
    let people: Vec<Value> = people.iter().map(|section| person_value(section)).collect();
    let case = &story.story.case;
    if !shared {
        return json!({ "case": case.reference, "people": people });
    }
    json!({
        "case": case.reference,
        "forum": story.forum,
        "state": case.state.word(),
        "coordinator": story.coordinator.as_ref().map(worker),
        "eligibility": story.eligibility.iter().map(|answer| json!({
            "key": answer.key, "label": answer.label, "holds": answer.holds, "why": answer.why,
        })).collect::<Vec<_>>(),
        "criteria": story.criteria.iter().map(|line| json!({
            "key": line.key, "label": line.label, "met": line.met, "figure": line.figure,
            "reason": line.reason.as_ref().map(Private::reveal), "on": line.on,
        })).collect::<Vec<_>>(),
        "passages": story.passages.iter().map(|line| json!({
            "direction": line.direction.word(), "to": line.to, "case": line.other,
            "reason": line.reason.reveal(), "on": line.on,
        })).collect::<Vec<_>>(),
        "people": people,
    })
}

fn person_value(section: &PersonSection) -> Value {
    json!({
        "role": section.role.word(),
        "name": section.name.reveal(),
        "navigator": section.navigator.as_ref().map(worker),
        "consent": section.consent.iter().map(|row| json!({
            "answer": row.answer.word(), "covers": row.covers.reveal(), "on": row.on, "agency": row.agency,
        })).collect::<Vec<_>>(),
        "needs": section.needs.iter().map(|need| json!({
            "kind": need.row.kind, "words": need.row.words.reveal(), "on": need.row.on, "met": need.row.met,
            "agency": need.row.agency, "outcome": need.row.outcome.as_ref().map(Private::reveal),
        })).collect::<Vec<_>>(),
        "scales": section.scales.iter().map(|scale| json!({
            "key": scale.key,
            "steps": scale.steps.iter()
                .map(|row| json!({
                    "step": row.step, "on": row.on, "why": row.words.as_ref().map(Private::reveal),
                }))
                .collect::<Vec<_>>(),
        })).collect::<Vec<_>>(),
    })
}
