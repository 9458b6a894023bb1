//! A new case: its people, and the reference it is known by.

use jiff::civil::Date;

use super::people;
use super::told::{self, Places};
use crate::domain::facts::Changes;
use crate::domain::id::Id;
use crate::domain::referral::ReferralForm;
use crate::domain::refusal::Refusal;
use crate::domain::request::{CaseNumber, TakeReferral};
use crate::domain::rows::case::{Case, CaseState, Party, PartyRole};
use crate::domain::rules::Context;

/// A new case with the people of the form; and the place of each perpetrator in it.
pub fn opened(
    cx: &mut Context<'_>,
    changes: &mut Changes<'_>,
    forum: &str,
    asked: &TakeReferral,
) -> Result<(Case, Places), Refusal> {
    let form = &asked.form;
    let opened = form.received.unwrap_or(cx.today());
    let mut case = new_case(cx, changes, forum, opened)?;
    if let Some(number) = asked.number {
        renumbered(cx, changes, &mut case, number)?;
    }
    changes.store(&case);
    if !form.victim.is_empty() {
        let person = people::new_person(cx, changes, &form.victim)?;
        people::describe(changes, person, form)?;
        changes.store(&Party {
            id: cx.id(),
            case: case.id,
            person,
            role: PartyRole::Victim,
            relationship: None,
        });
    }
    let perpetrators = perpetrators(cx, changes, &case, form)?;
    told::children(cx, changes, case.id, form)?;
    Ok((case, perpetrators))
}

/// Everybody of whom anything is said, in the order of the form.
fn perpetrators(
    cx: &mut Context<'_>,
    changes: &mut Changes<'_>,
    case: &Case,
    form: &ReferralForm,
) -> Result<Places, Refusal> {
    let said = |at: &usize| people::said_of(form, *at);
    let mut join = |at: usize| match said(&at) {
        true => people::join(cx, changes, case.id, form, at).map(|party| Some(party.id)),
        false => Ok(None),
    };
    (0..form.perpetrators.len()).map(&mut join).collect()
}

/// A case without people, with the next reference of its series.
pub fn new_case(
    cx: &mut Context<'_>,
    changes: &Changes<'_>,
    forum: &str,
    opened: Date,
) -> Result<Case, Refusal> {
    let series = format!("{}-{:02}", cx.area()?.code, opened.year() % 100);
    let number = changes.next_number::<Case>("series", &series, "number")?;
    Ok(Case {
        id: cx.id(),
        forum: forum.to_owned(),
        reference: format!("{series}-{number:04}"),
        series,
        number,
        state: CaseState::Referred,
        opened,
        last_referred: opened,
        whereabouts: None,
        linked: None,
        whereabouts_on: None,
        whereabouts_source: None,
    })
}

/// Gives a new case the reference it has already.
fn renumbered(
    cx: &Context<'_>,
    changes: &Changes<'_>,
    case: &mut Case,
    number: CaseNumber,
) -> Result<(), Refusal> {
    case.series = format!("{}-{:02}", cx.area()?.code, number.year % 100);
    case.number = number.number;
    case.reference = format!("{}-{:04}", case.series, case.number);
    if changes.find::<Case>("reference", &case.reference)?.is_empty() {
        Ok(())
    } else {
        Err(Refusal::rule(format!("there is a case {} already", case.reference)))
    }
}

/// Keeps two cases beside each other.
pub fn link(changes: &mut Changes<'_>, case: &mut Case, other: Id<Case>) -> Result<(), Refusal> {
    case.linked = Some(other);
    let mut other: Case = changes.get(other)?;
    other.linked.get_or_insert(case.id);
    changes.store(&other);
    Ok(())
}
