//! Putting right what was set aside, and saying that a finding has been dealt with.

use jiff::civil::Date;

use super::{Context, Decision, about};
use crate::domain::calendar::{Expect, read_date};
use crate::domain::entry::EntryKind;
use crate::domain::facts::Changes;
use crate::domain::id::Id;
use crate::domain::referral::{DASH_ITEMS, Field};
use crate::domain::refusal::Refusal;
use crate::domain::reply::Reply;
use crate::domain::request::{Correct, Settle};
use crate::domain::rows::assessment::Assessment;
use crate::domain::rows::case::{Case, Finding, Party, PartyRole, Referral, ToCorrect};
use crate::domain::rows::person::Person;

/// Puts a field right: a date or figure goes where it belongs, other text is kept beside what was typed.
pub fn correct(cx: &mut Context<'_>, asked: &Correct) -> Result<Decision, Refusal> {
    let mut changes = cx.changes();
    let mut field: ToCorrect = changes.get(asked.field)?;
    let case: Case = changes.get(field.case)?;
    let value = asked.value.reveal().trim();
    if value.is_empty() {
        return Err(Refusal::rule(format!("{}: nothing was typed", field.field)));
    }
    put(cx, &mut changes, &case, &field.field, value)?;
    field.open = false;
    field.corrected = Some(value.into());
    changes.store(&field);
    let reply = Reply::said(format!("{} of {} corrected", field.field, case.reference));
    Decision::of(changes, EntryKind::Corrected, about(&case), None, reply)
}

/// Where each field goes that has a place of its own.
fn put(
    cx: &mut Context<'_>,
    changes: &mut Changes<'_>,
    case: &Case,
    label: &str,
    value: &str,
) -> Result<(), Refusal> {
    let named = |field: Field| field.label() == label;
    if named(Field::VictimBorn) || label == "date of birth" {
        let role = if named(Field::VictimBorn) { PartyRole::Victim } else { PartyRole::Perpetrator };
        born(cx.today(), changes, case, role, value)
    } else if named(Field::PerpetratorBorn) {
        born(cx.today(), changes, case, PartyRole::Perpetrator, value)
    } else if named(Field::Dash) {
        count(cx, changes, case, value)
    } else if named(Field::Received) {
        received(cx.today(), changes, case, value)
    } else {
        Ok(())
    }
}

fn date(value: &str, expect: Expect, today: Date) -> Result<Date, Refusal> {
    read_date(value, expect, today).map_err(|error| Refusal::rule(error.to_string()))
}

fn born(
    today: Date,
    changes: &mut Changes<'_>,
    case: &Case,
    role: PartyRole,
    value: &str,
) -> Result<(), Refusal> {
    let on = date(value, Expect::Birth, today)?;
    let parties = changes.find::<Party>("case", &case.id)?;
    let party = parties.iter().find(|party| party.role == role);
    let party = party.ok_or_else(|| Refusal::rule(format!("{} has no {role}", case.reference)))?;
    let mut person: Person = changes.get(party.person)?;
    person.born = Some(on);
    changes.store(&person);
    Ok(())
}

fn count(cx: &mut Context<'_>, changes: &mut Changes<'_>, case: &Case, value: &str) -> Result<(), Refusal> {
    let count = value.parse::<u8>().ok().filter(|count| *count <= DASH_ITEMS);
    let count = count
        .ok_or_else(|| Refusal::rule(format!("a Dash count is a whole number from 0 to {DASH_ITEMS}")))?;
    changes.store(&Assessment {
        count: Some(count),
        ..Assessment::bare(cx.id(), case.id, "dash24", case.last_referred)
    });
    Ok(())
}

fn received(today: Date, changes: &mut Changes<'_>, case: &Case, value: &str) -> Result<(), Refusal> {
    let on = date(value, Expect::Near, today)?;
    let latest = changes.find::<Referral>("case", &case.id)?.into_iter().max_by_key(|referral| referral.id);
    if let Some(mut referral) = latest {
        referral.received = on;
        changes.store(&referral);
    }
    let mut case = changes.get::<Case>(case.id)?;
    let earlier = changes.find::<Referral>("case", &case.id)?;
    case.last_referred = earlier.iter().map(|referral| referral.received).max().unwrap_or(on);
    changes.store(&case);
    Ok(())
}

/// Says that a finding has been dealt with.
pub fn settle(cx: &mut Context<'_>, asked: &Settle) -> Result<Decision, Refusal> {
    let mut changes = cx.changes();
    let mut finding: Finding = changes.get(asked.finding)?;
    let case: Case = changes.get::<Case>(Id::new(finding.case.uuid()))?;
    finding.open = false;
    changes.store(&finding);
    let reply = Reply::said(format!("{} of {} dealt with", finding.kind, case.reference));
    Decision::of(changes, EntryKind::CaseChanged, about(&case), None, reply)
}
