//! Who a form names: a row for each person, and what a further referral adds to people who are known.

use crate::domain::facts::Changes;
use crate::domain::id::Id;
use crate::domain::people::{self, Gender as SketchGender, Likeness, PersonSketch};
use crate::domain::private::Private;
use crate::domain::referral::{Details, Field, ReferralForm};
use crate::domain::refusal::Refusal;
use crate::domain::rows::case::{Case, Party, PartyRole};
use crate::domain::rows::person::{Alias, Contact, ContactKind, Gender, Person};
use crate::domain::rules::{Context, known};
use crate::domain::text::fold;
use crate::domain::value::Json;

use super::told::{self, Places};

/// A new row for a person; when the record surely has them already, it points to the elder row.
pub fn new_person(
    cx: &mut Context<'_>,
    changes: &mut Changes<'_>,
    sketch: &PersonSketch,
) -> Result<Id<Person>, Refusal> {
    let same_as = known::surely(changes, sketch)?;
    let person = Person {
        id: cx.id(),
        forename: sketch.forename.clone(),
        surname: sketch.surname.clone(),
        born: sketch.born,
        gender: sketch.gender.map(gender),
        ethnicity: None,
        disability: None,
        lgbt: None,
        interpreter: None,
        died: None,
        other_births: Some(sketch.other_births.clone()).filter(|births| !births.is_empty()).map(Json),
        same_as,
    };
    changes.store(&person);
    add_details(cx, changes, person.id, sketch, &PersonSketch::default());
    Ok(person.id)
}

/// Gender as the record keeps it.
pub const fn gender(of: SketchGender) -> Gender {
    match of {
        SketchGender::Female => Gender::Female,
        SketchGender::Male => Gender::Male,
        SketchGender::Another => Gender::Other,
    }
}

/// Adds a perpetrator of the form to a case, with what is said of them.
pub fn join(
    cx: &mut Context<'_>,
    changes: &mut Changes<'_>,
    case: Id<Case>,
    form: &ReferralForm,
    at: usize,
) -> Result<Party, Refusal> {
    let sketch = form.perpetrators.get(at).cloned().unwrap_or_default();
    let person = new_person(cx, changes, &sketch)?;
    if let Some(more) = form.perpetrators_more.get(at) {
        describe_perpetrator(changes, person, more)?;
    }
    let relationship = Some(form.relationship_of(at).to_owned()).filter(|words| !words.is_empty());
    let party = Party { id: cx.id(), case, person, role: PartyRole::Perpetrator, relationship };
    changes.store(&party);
    Ok(party)
}

fn describe_perpetrator(
    changes: &mut Changes<'_>,
    person: Id<Person>,
    more: &Details,
) -> Result<(), Refusal> {
    let mut person: Person = changes.get(person)?;
    let ethnicity = Some(more.get(Field::PerpetratorEthnicity)).filter(|words| !words.is_empty());
    person.ethnicity = ethnicity.map(Private::from).or(person.ethnicity);
    person.disability = more.yes(Field::PerpetratorDisability).or(person.disability);
    changes.store(&person);
    Ok(())
}

/// What the form says of the victim besides the name.
pub fn describe(changes: &mut Changes<'_>, person: Id<Person>, form: &ReferralForm) -> Result<(), Refusal> {
    let mut victim: Person = changes.get(person)?;
    if !form.ethnicity.is_empty() {
        victim.ethnicity = Some(form.ethnicity.as_str().into());
    }
    victim.disability = form.disability.or(victim.disability);
    victim.lgbt = form.lgbt.or(victim.lgbt);
    victim.interpreter = interpreter(form).or(victim.interpreter);
    changes.store(&victim);
    if form.more.yes(Field::VictimAddressHidden) == Some(true) {
        hide(changes, person, form)?;
    }
    if !form.safe_to_call.is_empty() {
        let contacts = changes.find::<Contact>("person", &person)?;
        let telephones = contacts.iter().any(|contact| contact.kind == ContactKind::Telephone);
        // Without a telephone the words say how else to reach the victim: they stay with the address.
        let said_of = if telephones { ContactKind::Telephone } else { ContactKind::Address };
        for mut contact in contacts.into_iter().filter(|contact| contact.kind == said_of) {
            contact.safe = Some(form.safe_to_call.clone());
            changes.store(&contact);
        }
    }
    Ok(())
}

/// The language an interpreter is needed for; nothing when none is.
pub fn interpreter(form: &ReferralForm) -> Option<Private> {
    let language = form.more.get(Field::Interpreter).trim();
    let needed = !matches!(fold(language).as_str(), "" | "no" | "none" | "notneeded" | "na");
    needed.then(|| language.into())
}

/// A new or refuge address is kept off every list and paper.
fn hide(changes: &mut Changes<'_>, person: Id<Person>, form: &ReferralForm) -> Result<(), Refusal> {
    let Some(address) = form.victim.addresses.first() else { return Ok(()) };
    for mut contact in changes.find::<Contact>("person", &person)? {
        if contact.kind == ContactKind::Address && fold(contact.value.reveal()) == fold(address.reveal()) {
            contact.restricted = true;
            changes.store(&contact);
        }
    }
    Ok(())
}

/// Adds names and contact details that are not known yet.
fn add_details(
    cx: &mut Context<'_>,
    changes: &mut Changes<'_>,
    person: Id<Person>,
    sketch: &PersonSketch,
    known: &PersonSketch,
) {
    for name in sketch.aliases.iter().filter(|name| !held(&known.aliases, name)) {
        changes.store(&Alias { id: cx.id(), person, name: name.clone() });
    }
    let contacts = [
        (ContactKind::Telephone, &sketch.phones, &known.phones),
        (ContactKind::Address, &sketch.addresses, &known.addresses),
        (ContactKind::Email, &sketch.emails, &known.emails),
    ];
    for (kind, given, known) in contacts {
        for value in given.iter().filter(|value| !value.is_empty() && !held(known, value)) {
            changes.store(&Contact {
                id: cx.id(),
                person,
                kind,
                value: value.clone(),
                safe: None,
                restricted: false,
                stopped: None,
            });
        }
    }
}

fn held(known: &[Private], text: &Private) -> bool {
    known.iter().any(|other| fold(other.reveal()) == fold(text.reveal()))
}

/// A case that is referred again: what the new form adds to its people is added, nothing is overwritten.
pub fn enriched(
    cx: &mut Context<'_>,
    changes: &mut Changes<'_>,
    case: Id<Case>,
    form: &ReferralForm,
) -> Result<(Case, Places), Refusal> {
    let case: Case = changes.get(case)?;
    let mut parties = changes.find::<Party>("case", &case.id)?;
    parties.sort_by_key(|party| party.id);
    if let Some(victim) = parties.iter().find(|party| party.role == PartyRole::Victim) {
        add_to(cx, changes, victim.person, &form.victim)?;
        describe(changes, victim.person, form)?;
    }
    parties.retain(|party| party.role == PartyRole::Perpetrator);
    let mut places = Vec::new();
    for (at, sketch) in form.perpetrators.iter().enumerate() {
        let Some(party) = meant(changes, &parties, sketch, form)? else {
            let joined =
                if said_of(form, at) { Some(join(cx, changes, case.id, form, at)?.id) } else { None };
            places.push(joined);
            continue;
        };
        add_to(cx, changes, party.person, sketch)?;
        if let Some(more) = form.perpetrators_more.get(at) {
            describe_perpetrator(changes, party.person, more)?;
        }
        places.push(Some(party.id));
    }
    told::children(cx, changes, case.id, form)?;
    Ok((case, places))
}

/// The perpetrator of the case that a form means: the likest; the only one, where the form names one, too.
fn meant(
    changes: &Changes<'_>,
    parties: &[Party],
    sketch: &PersonSketch,
    form: &ReferralForm,
) -> Result<Option<Party>, Refusal> {
    let mut likest = None;
    for party in parties {
        let Some(known) = known::sketch(changes, party.person)? else { continue };
        let likeness = people::compare(sketch, &known).likeness;
        if likeness != Likeness::Different && likest.as_ref().is_none_or(|(than, _)| likeness < *than) {
            likest = Some((likeness, party.clone()));
        }
    }
    let only = || match (parties, form.perpetrators.len()) {
        ([only], 1) => Some(only.clone()),
        _ => None,
    };
    Ok(likest.map(|(_, party)| party).or_else(only))
}

/// Adds the names and contact details of a form to somebody who is known.
fn add_to(
    cx: &mut Context<'_>,
    changes: &mut Changes<'_>,
    person: Id<Person>,
    sketch: &PersonSketch,
) -> Result<(), Refusal> {
    let Some(known) = known::sketch(changes, person)? else { return Ok(()) };
    let full = |of: &PersonSketch| format!("{} {}", of.forename.reveal(), of.surname.reveal());
    let mut sketch = sketch.clone();
    if sketch.named() && fold(&full(&sketch)) != fold(&full(&known)) {
        sketch.aliases.push(full(&sketch).into());
    }
    add_details(cx, changes, person, &sketch, &known);
    let mut row: Person = changes.get(person)?;
    let mut births = known.other_births;
    for day in sketch.born.into_iter().chain(sketch.other_births.iter().copied()) {
        match row.born {
            None => row.born = Some(day),
            Some(born) if born == day || births.contains(&day) => {}
            Some(_) => births.push(day),
        }
    }
    row.other_births = Some(births).filter(|births| !births.is_empty()).map(Json);
    changes.store(&row);
    Ok(())
}

/// Whether a form says anything of the perpetrator at a place.
pub fn said_of(form: &ReferralForm, at: usize) -> bool {
    form.perpetrators.get(at).is_some_and(|sketch| !sketch.is_empty())
        || form.perpetrators_more.get(at).is_some_and(|more| !more.is_empty())
}
