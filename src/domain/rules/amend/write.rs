//! A form put back into the rows of its case. Rows are stored whole; what does not differ makes no edit.

use std::collections::BTreeSet;

use super::held::{Held, aliases, contacts};
use crate::domain::facts::Changes;
use crate::domain::id::Id;
use crate::domain::people::PersonSketch;
use crate::domain::private::Private;
use crate::domain::referral::{ChildSketch, Details, Field, ReferralForm, Said};
use crate::domain::refusal::Refusal;
use crate::domain::rows::assessment::Assessment;
use crate::domain::rows::case::{Case, Child, Detail, Party, PartyRole, Referral, Views};
use crate::domain::rows::person::{Alias, Contact, ContactKind, Person};
use crate::domain::rules::Context;
use crate::domain::rules::referral::{
    child, gender, incidents, interpreter, join, judgement, kept, new_person, said_of, with_besides,
};
use crate::domain::value::Json;

/// Puts a form back; `changed` are the fields in which it differs.
pub(super) fn write(
    cx: &mut Context<'_>,
    changes: &mut Changes<'_>,
    held: &Held,
    form: &ReferralForm,
    changed: &BTreeSet<Field>,
) -> Result<(), Refusal> {
    victim(cx, changes, held, form)?;
    let places = perpetrators(cx, changes, held, form)?;
    children(cx, changes, held, &form.children.each);
    let Some(referral) = &held.referral else { return Ok(()) };
    self::referral(cx, changes, held, referral, form)?;
    details(cx, changes, held, referral, form, &places);
    assessment(cx, changes, held, form, changed)?;
    if changed.contains(&Field::Wishes) && !form.more.get(Field::Wishes).is_empty() {
        changes.store(&Views {
            id: cx.id(),
            case: held.case.id,
            on: cx.today(),
            agency: form.agency.clone(),
            words: form.more.get(Field::Wishes).into(),
        });
    }
    Ok(())
}

fn victim(
    cx: &mut Context<'_>,
    changes: &mut Changes<'_>,
    held: &Held,
    form: &ReferralForm,
) -> Result<(), Refusal> {
    let person = match &held.victim {
        Some(party) => party.person,
        None if form.victim.is_empty() => return Ok(()),
        None => {
            let person = new_person(cx, changes, &form.victim)?;
            let party = Party {
                id: cx.id(),
                case: held.case.id,
                person,
                role: PartyRole::Victim,
                relationship: None,
            };
            changes.store(&party);
            person
        }
    };
    let hidden = form.more.yes(Field::VictimAddressHidden) == Some(true);
    describe(cx, changes, person, &form.victim, hidden)?;
    let mut row: Person = changes.get(person)?;
    row.ethnicity = Some(form.ethnicity.trim()).filter(|words| !words.is_empty()).map(Private::from);
    row.disability = form.disability;
    row.lgbt = form.lgbt;
    row.interpreter = interpreter(form);
    changes.store(&row);
    let telephones = contacts(changes, person)?.iter().any(|contact| contact.kind == ContactKind::Telephone);
    let said_of = if telephones { ContactKind::Telephone } else { ContactKind::Address };
    for mut contact in contacts(changes, person)?.into_iter().filter(|contact| contact.kind == said_of) {
        contact.safe = Some(form.safe_to_call.clone()).filter(|safe| !safe.is_empty());
        changes.store(&contact);
    }
    Ok(())
}

fn perpetrators(
    cx: &mut Context<'_>,
    changes: &mut Changes<'_>,
    held: &Held,
    form: &ReferralForm,
) -> Result<Vec<Option<Id<Party>>>, Refusal> {
    let mut places = Vec::new();
    for (at, sketch) in form.perpetrators.iter().enumerate() {
        let Some(party) = held.perpetrators.get(at) else {
            let joined =
                if said_of(form, at) { Some(join(cx, changes, held.case.id, form, at)?.id) } else { None };
            places.push(joined);
            continue;
        };
        describe(cx, changes, party.person, sketch, false)?;
        let mut row: Person = changes.get(party.person)?;
        if let Some(more) = form.perpetrators_more.get(at) {
            let ethnicity = Some(more.get(Field::PerpetratorEthnicity)).filter(|words| !words.is_empty());
            row.ethnicity = ethnicity.map(Private::from);
            row.disability = more.yes(Field::PerpetratorDisability);
        }
        changes.store(&row);
        let mut party = party.clone();
        party.relationship = Some(form.relationship_of(at).to_owned()).filter(|words| !words.is_empty());
        places.push(Some(party.id));
        changes.store(&party);
    }
    Ok(places)
}

/// Names, dates of birth, gender, other names and contact details of one person.
fn describe(
    cx: &mut Context<'_>,
    changes: &mut Changes<'_>,
    person: Id<Person>,
    sketch: &PersonSketch,
    hidden: bool,
) -> Result<(), Refusal> {
    let mut row: Person = changes.get(person)?;
    row.forename = sketch.forename.clone();
    row.surname = sketch.surname.clone();
    row.born = sketch.born;
    row.gender = sketch.gender.map(gender);
    let births = Some(sketch.other_births.clone()).filter(|births| !births.is_empty());
    row.other_births = births.map(Json);
    changes.store(&row);
    let held = aliases(changes, person)?;
    for paired in pair(held, &sketch.aliases, |alias: &Alias| &alias.name) {
        match paired {
            Paired::Is(mut alias, name) => {
                alias.name = name;
                changes.store(&alias);
            }
            Paired::New(name) => changes.store(&Alias { id: cx.id(), person, name }),
            Paired::Gone(alias) => changes.remove(alias.id),
        }
    }
    let usable = contacts(changes, person)?;
    let each = [
        (ContactKind::Telephone, &sketch.phones),
        (ContactKind::Address, &sketch.addresses),
        (ContactKind::Email, &sketch.emails),
    ];
    for (kind, told) in each {
        let held = usable.iter().filter(|contact| contact.kind == kind).cloned().collect();
        for paired in pair(held, told, |contact: &Contact| &contact.value) {
            match paired {
                Paired::Is(mut contact, value) => {
                    contact.restricted |= hidden && kind == ContactKind::Address;
                    contact.value = value;
                    changes.store(&contact);
                }
                Paired::New(value) => changes.store(&Contact {
                    id: cx.id(),
                    person,
                    kind,
                    value,
                    safe: None,
                    restricted: hidden && kind == ContactKind::Address,
                    stopped: None,
                }),
                Paired::Gone(contact) => changes.remove(contact.id),
            }
        }
    }
    Ok(())
}

/// A row and what it is to say.
enum Paired<T> {
    Is(T, Private),
    New(Private),
    Gone(T),
}

/// Rows with the entries they hold; those left over pair up in order, so that a corrected one stays the row it was.
fn pair<T>(rows: Vec<T>, told: &[Private], text: impl Fn(&T) -> &Private) -> Vec<Paired<T>> {
    let mut left: Vec<Private> =
        told.iter().filter(|entry| !entry.reveal().trim().is_empty()).cloned().collect();
    let mut paired = Vec::new();
    let mut unmatched = Vec::new();
    for row in rows {
        match left.iter().position(|entry| entry == text(&row)) {
            Some(at) => {
                let entry = left.remove(at);
                paired.push(Paired::Is(row, entry));
            }
            None => unmatched.push(row),
        }
    }
    let mut left = left.into_iter();
    for row in unmatched {
        paired.push(match left.next() {
            Some(entry) => Paired::Is(row, entry),
            None => Paired::Gone(row),
        });
    }
    paired.extend(left.map(Paired::New));
    paired
}

fn children(cx: &mut Context<'_>, changes: &mut Changes<'_>, held: &Held, told: &[ChildSketch]) {
    for gone in held.form.children.each.iter().filter_map(|child| child.row) {
        if !told.iter().any(|child| child.row == Some(gone)) {
            changes.remove(Id::<Child>::new(gone));
        }
    }
    for sketch in told.iter().filter(|child| !child.is_empty()) {
        let id = sketch.row.map_or_else(|| cx.id(), Id::new);
        changes.store(&child(id, held.case.id, sketch));
    }
}

fn referral(
    cx: &Context<'_>,
    changes: &mut Changes<'_>,
    held: &Held,
    was: &Referral,
    form: &ReferralForm,
) -> Result<(), Refusal> {
    let area = cx.area()?;
    let key =
        |typed: &String| area.agencies.named(typed).map_or_else(|| typed.clone(), |known| known.key.clone());
    let mut row = was.clone();
    let text = |text: &str| Some(text.trim().to_owned()).filter(|text| !text.is_empty());
    row.source = text(&form.source);
    row.agency = if form.agency == held.form.agency { row.agency } else { key(&form.agency) };
    row.received = form.received.unwrap_or(row.received);
    row.reason = form.reason.clone();
    row.consent = text(&form.consent);
    row.children = form.children.count.and_then(|count| u8::try_from(count).ok());
    if form.sharing != held.form.sharing {
        let sharing: Vec<String> = form.sharing.iter().map(key).collect();
        row.sharing = Some(sharing).filter(|sharing| !sharing.is_empty()).map(Json);
    }
    let criteria = &mut row.criteria.0;
    criteria.visible_high_risk = form.criteria.visible_high_risk;
    criteria.professional_judgement = form.criteria.professional_judgement;
    criteria.potential_escalation = form.criteria.potential_escalation;
    criteria.repeat = form.criteria.repeat;
    if incidents(form) != incidents(&held.form) || form.call_outs != held.form.call_outs {
        (criteria.incidents, criteria.call_outs) = (incidents(form), form.call_outs);
    }
    if judgement(form) != judgement(&held.form) {
        criteria.rationale = judgement(form);
    }
    if row.received != was.received {
        let others = changes.find::<Referral>("case", &held.case.id)?.into_iter();
        let days = others.filter(|other| other.id != row.id).map(|other| other.received);
        let mut case: Case = changes.get(held.case.id)?;
        case.last_referred = days.chain([row.received]).max().unwrap_or(row.received);
        changes.store(&case);
    }
    changes.store(&row);
    Ok(())
}

fn details(
    cx: &mut Context<'_>,
    changes: &mut Changes<'_>,
    held: &Held,
    referral: &Referral,
    form: &ReferralForm,
    places: &[Option<Id<Party>>],
) {
    let of_form = with_besides(form);
    let each = places.iter().copied().zip(&form.perpetrators_more).filter(|(party, _)| party.is_some());
    let each: Vec<(Option<Id<Party>>, &Details)> = std::iter::once((None, &of_form)).chain(each).collect();
    for row in &held.details {
        let of = each.iter().find(|(party, _)| *party == row.party).map(|(_, details)| *details);
        let said = of.zip(Field::parse(&row.field)).map(|(details, field)| details.get(field));
        match said.filter(|said| !said.is_empty()) {
            Some(said) => changes.store(&Detail { value: said.into(), ..row.clone() }),
            None => changes.remove(row.id),
        }
    }
    for (party, details) in each {
        for (field, value) in kept(details) {
            let word = field.word();
            if held.details.iter().any(|row| row.party == party && row.field == word) {
                continue;
            }
            changes.store(&Detail {
                id: cx.id(),
                case: held.case.id,
                referral: referral.id,
                party,
                field: word,
                value: value.clone(),
            });
        }
    }
}

/// A new count or grade is a new assessment: earlier ones are never overwritten. Only its day can be corrected.
fn assessment(
    cx: &mut Context<'_>,
    changes: &mut Changes<'_>,
    held: &Held,
    form: &ReferralForm,
    changed: &BTreeSet<Field>,
) -> Result<(), Refusal> {
    let on = match form.said(Field::AssessedOn, 0) {
        Said::Day(day) => day,
        _ => None,
    };
    if changed.contains(&Field::Dash) || changed.contains(&Field::Grade) {
        let grade = Some(form.risk.grade.trim().to_owned()).filter(|grade| !grade.is_empty());
        if form.risk.dash.is_none() && grade.is_none() {
            return Err(Refusal::rule(
                "an assessment stays in the record; add a newer one instead of clearing it",
            ));
        }
        let on = on.filter(|_| changed.contains(&Field::AssessedOn)).unwrap_or(cx.today());
        let tool = if form.risk.dash.is_some() { "dash24" } else { "dara" };
        let count = form.risk.dash;
        changes.store(&Assessment { count, grade, ..Assessment::bare(cx.id(), held.case.id, tool, on) });
    } else if let (Some(on), Some(mut row), true) =
        (on, held.assessment.clone(), changed.contains(&Field::AssessedOn))
    {
        row.on = on;
        changes.store(&row);
    }
    Ok(())
}
