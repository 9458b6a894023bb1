//! Taking in a referral: nothing that names anyone is lost, and what it is beside the record is stored with its
//! reason.

use jiff::civil::Date;

use super::fit::Fit;
use super::known::{self, RecordKnown};
use super::{Context, Decision, about};
use crate::domain::area::AreaData;
use crate::domain::entry::EntryKind;
use crate::domain::facts::Changes;
use crate::domain::id::Id;
use crate::domain::people::{Gender as SketchGender, PersonSketch};
use crate::domain::private::Private;
use crate::domain::referral::{
    Anchor, Conclusions, Earlier, Finding as Found, ReferralForm, Settings, conclude,
};
use crate::domain::refusal::Refusal;
use crate::domain::reply::Reply;
use crate::domain::request::{CaseNumber, TakeReferral};
use crate::domain::rows::case::{
    Assessment, Case, CaseState, Child, Criteria, Finding, FindingKind, Party, PartyRole, Referral,
    ReferralStanding, ToCorrect,
};
use crate::domain::rows::person::{Alias, Contact, ContactKind, Gender, Person};
use crate::domain::text::fold;
use crate::domain::tools::settings::SettingKey;
use crate::domain::value::Json;

/// Takes in one referral.
pub fn take(cx: &mut Context<'_>, asked: &TakeReferral) -> Result<Decision, Refusal> {
    let area = cx.area()?;
    let forum = area.forum(&asked.forum)?.key.clone();
    let mut changes = cx.changes();
    if !asked.form.names_anyone() {
        return Err(Refusal::rule(format!("row {} names nobody", asked.row)));
    }
    if let Some(reply) = already(&changes, &asked.form)? {
        return Ok(Decision { entries: Vec::new(), reply });
    }
    let today = cx.today();
    let known = RecordKnown::new(&changes);
    let conclusions = conclude(asked.row, &asked.form, &known, repeat_settings(area, today), today);
    known.finish()?;
    let fit = Fit::of(&conclusions);
    let mut case = match &fit.case {
        Some(earlier) => enriched(cx, &mut changes, Id::new(earlier.case), &asked.form)?,
        None => opened(cx, &mut changes, &forum, asked)?,
    };
    let received = asked.form.received.unwrap_or(today);
    if fit.standing != ReferralStanding::Duplicate {
        case.last_referred = case.last_referred.max(received);
        case.state = if asked.heard { CaseState::Heard } else { CaseState::Referred };
    }
    if let Some(other) = fit.beside.as_ref().filter(|_| fit.swapped) {
        link(&mut changes, &mut case, Id::new(other.case))?;
    }
    changes.store(&case);
    let referral = referred(cx, area, &case, asked, &fit, received);
    changes.store(&referral);
    assessed(cx, &mut changes, &case, &asked.form, received);
    set_aside(cx, &mut changes, &case, &asked.form);
    findings(cx, &mut changes, &case, &conclusions, !asked.heard);
    let mut reply = Reply::said(format!("{} taken in: {}", case.reference, fit.standing));
    reply = reply.naming(&case.reference, case.id.uuid());
    reply.conclusions = conclusions.found;
    reply.standing = Some(fit.standing);
    Decision::of(changes, EntryKind::ReferralTaken, about(&case), None, reply)
}

/// The list's own reference with the same date is the same paper: taking it in again adds nothing.
fn already(changes: &Changes<'_>, form: &ReferralForm) -> Result<Option<Reply>, Refusal> {
    if form.source.is_empty() {
        return Ok(None);
    }
    let same = changes.find::<Referral>("source", &form.source)?;
    let same =
        same.into_iter().find(|referral| form.received.is_none_or(|received| referral.received == received));
    let Some(same) = same else { return Ok(None) };
    let case: Case = changes.get(same.case)?;
    let words = format!("{} is in the record already, as {}", form.source, case.reference);
    Ok(Some(Reply::said(words)))
}

fn repeat_settings(area: &AreaData, on: Date) -> Settings {
    let anchor = area.settings.text(SettingKey::RepeatAnchor, on);
    Settings {
        months: u16::try_from(area.number(SettingKey::RepeatMonths, on)).unwrap_or(12),
        anchor: if anchor == Some("last-meeting") { Anchor::LastMeeting } else { Anchor::LastReferral },
    }
}

/// A new case with the people of the form.
fn opened(
    cx: &mut Context<'_>,
    changes: &mut Changes<'_>,
    forum: &str,
    asked: &TakeReferral,
) -> Result<Case, Refusal> {
    let form = &asked.form;
    let opened = form.received.unwrap_or(cx.today());
    let mut case = new_case(cx, changes, forum, opened)?;
    if let Some(number) = asked.number {
        renumbered(cx, changes, &mut case, number)?;
    }
    changes.store(&case);
    let victim = Some(&form.victim).filter(|victim| !victim.is_empty());
    let perpetrators = form.perpetrators.iter().filter(|sketch| !sketch.is_empty());
    let relationships = relationships(form);
    let perpetrators =
        perpetrators.zip(&relationships).map(|(sketch, of)| (PartyRole::Perpetrator, sketch, *of));
    let parties = victim.map(|victim| (PartyRole::Victim, victim, "")).into_iter();
    for (role, sketch, relationship) in parties.chain(perpetrators) {
        let person = new_person(cx, changes, sketch)?;
        if role == PartyRole::Victim {
            describe(changes, person, form)?;
        }
        let relationship = Some(relationship.to_owned()).filter(|relationship| !relationship.is_empty());
        changes.store(&Party { id: cx.id(), case: case.id, person, role, relationship });
    }
    children(cx, changes, case.id, form)?;
    Ok(case)
}

/// What each perpetrator is to the victim: their own where the form lists as many, separated by commas.
fn relationships(form: &ReferralForm) -> Vec<&str> {
    let named = form.perpetrators.iter().filter(|sketch| !sketch.is_empty()).count();
    let listed: Vec<&str> = form.relationship.split(',').map(str::trim).collect();
    if listed.len() == named { listed } else { vec![form.relationship.trim(); named] }
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
        gender: sketch.gender.map(|gender| match gender {
            SketchGender::Female => Gender::Female,
            SketchGender::Male => Gender::Male,
            SketchGender::Another => Gender::Other,
        }),
        ethnicity: None,
        disability: None,
        lgbt: None,
        interpreter: None,
        same_as,
    };
    changes.store(&person);
    add_details(cx, changes, person.id, sketch, &PersonSketch::default());
    Ok(person.id)
}

/// What the form says of the victim besides the name.
fn describe(changes: &mut Changes<'_>, person: Id<Person>, form: &ReferralForm) -> Result<(), Refusal> {
    let mut victim: Person = changes.get(person)?;
    if !form.ethnicity.is_empty() {
        victim.ethnicity = Some(form.ethnicity.as_str().into());
    }
    victim.disability = form.disability.or(victim.disability);
    victim.lgbt = form.lgbt.or(victim.lgbt);
    changes.store(&victim);
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
            });
        }
    }
}

fn held(known: &[Private], text: &Private) -> bool {
    known.iter().any(|other| fold(other.reveal()) == fold(text.reveal()))
}

/// A case that is referred again: what the new form adds to its people is added, nothing is overwritten.
fn enriched(
    cx: &mut Context<'_>,
    changes: &mut Changes<'_>,
    case: Id<Case>,
    form: &ReferralForm,
) -> Result<Case, Refusal> {
    let case: Case = changes.get(case)?;
    for party in changes.find::<Party>("case", &case.id)? {
        let sketch = match party.role {
            PartyRole::Victim => Some(&form.victim),
            PartyRole::Perpetrator => form.perpetrators.first(),
        };
        let (Some(sketch), Some(known)) = (sketch, known::sketch(changes, party.person)?) else { continue };
        let full = |of: &PersonSketch| format!("{} {}", of.forename.reveal(), of.surname.reveal());
        let mut sketch = sketch.clone();
        if sketch.named() && fold(&full(&sketch)) != fold(&full(&known)) {
            sketch.aliases.push(full(&sketch).into());
        }
        add_details(cx, changes, party.person, &sketch, &known);
        if party.role == PartyRole::Victim {
            describe(changes, party.person, form)?;
        }
    }
    children(cx, changes, case.id, form)?;
    Ok(case)
}

/// Children known only by age are told anew by each form; a named child stays.
fn children(
    cx: &mut Context<'_>,
    changes: &mut Changes<'_>,
    case: Id<Case>,
    form: &ReferralForm,
) -> Result<(), Refusal> {
    let held = changes.find::<Child>("case", &case)?;
    if form.children.ages.is_empty() || held.iter().any(|child| child.name.is_some()) {
        return Ok(());
    }
    let mut ages: Vec<u8> = held.iter().filter_map(|child| child.age).collect();
    let mut told = form.children.ages.clone();
    ages.sort_unstable();
    told.sort_unstable();
    if ages == told {
        return Ok(());
    }
    for child in held {
        changes.remove(child.id);
    }
    for age in told {
        changes.store(&Child { id: cx.id(), case, name: None, age: Some(age), school: None });
    }
    Ok(())
}

fn link(changes: &mut Changes<'_>, case: &mut Case, other: Id<Case>) -> Result<(), Refusal> {
    case.linked = Some(other);
    let mut other: Case = changes.get(other)?;
    other.linked.get_or_insert(case.id);
    changes.store(&other);
    Ok(())
}

fn referred(
    cx: &mut Context<'_>,
    area: &AreaData,
    case: &Case,
    asked: &TakeReferral,
    fit: &Fit,
    received: Date,
) -> Referral {
    let form = &asked.form;
    let named = |typed: &str| {
        area.agencies.named(typed).map_or_else(|| typed.to_owned(), |agency| agency.key.clone())
    };
    Referral {
        id: cx.id(),
        case: case.id,
        source: Some(form.source.clone()).filter(|source| !source.is_empty()),
        agency: named(&form.agency),
        received,
        criteria: Json(Criteria {
            visible_high_risk: form.criteria.visible_high_risk,
            professional_judgement: form.criteria.professional_judgement,
            potential_escalation: form.criteria.potential_escalation,
            repeat: form.criteria.repeat,
            incidents: form.call_outs,
            rationale: None,
        }),
        reason: form.reason.clone(),
        consent: Some(form.consent.clone()).filter(|consent| !consent.is_empty()),
        heard: asked.heard,
        meeting: None,
        standing: fit.standing,
        repeat_of: fit.repeat_of,
        basis: fit.basis.clone(),
        children: form.children.count.and_then(|count| u8::try_from(count).ok()),
        form: serde_json::to_string(form).ok().map(Private::from),
    }
}

fn assessed(cx: &mut Context<'_>, changes: &mut Changes<'_>, case: &Case, form: &ReferralForm, on: Date) {
    if form.risk.dash.is_none() && form.risk.grade.is_empty() {
        return;
    }
    let tool = if form.risk.dash.is_some() { "dash24" } else { "dara" };
    changes.store(&Assessment {
        id: cx.id(),
        case: case.id,
        tool: tool.to_owned(),
        on,
        count: form.risk.dash,
        unknown: None,
        grade: Some(form.risk.grade.clone()).filter(|grade| !grade.is_empty()),
        yes: Json(Vec::new()),
        dont_know: Json(Vec::new()),
        rationale: None,
        agency: None,
    });
}

fn set_aside(cx: &mut Context<'_>, changes: &mut Changes<'_>, case: &Case, form: &ReferralForm) {
    for problem in &form.to_correct {
        changes.store(&ToCorrect {
            id: cx.id(),
            case: case.id,
            field: problem.field.label().to_owned(),
            typed: problem.typed.clone(),
            problem: format!("{}; {}", problem.what, problem.way_forward),
            open: true,
            corrected: None,
        });
    }
}

/// Keeps what somebody has to look at.
fn findings(
    cx: &mut Context<'_>,
    changes: &mut Changes<'_>,
    case: &Case,
    conclusions: &Conclusions,
    open: bool,
) {
    for conclusion in &conclusions.found {
        let Some((kind, other)) = to_look_at(&conclusion.finding) else { continue };
        changes.store(&Finding {
            id: cx.id(),
            case: case.id,
            kind,
            words: conclusion.reason.clone().into(),
            other: other.map(|other| Id::new(other.case)),
            open,
        });
    }
}

fn to_look_at(found: &Found) -> Option<(FindingKind, Option<&Earlier>)> {
    Some(match found {
        Found::Duplicate(of) => (FindingKind::Duplicate, Some(of)),
        Found::PossibleDuplicate(of) | Found::PossibleSameCase(of) | Found::PossibleRepeat(of) => {
            (FindingKind::PossibleSame, Some(of))
        }
        Found::PossibleSamePerson(of) => (FindingKind::PossiblePerson, Some(of)),
        Found::RepeatTickedTooOld(of) | Found::RepeatNotTicked(of) | Found::LastReferredDiffers(of) => {
            (FindingKind::RepeatDiffers, Some(of))
        }
        Found::RepeatTickedNotFound => (FindingKind::RepeatDiffers, None),
        Found::RolesSwapped(of) => (FindingKind::RolesSwapped, Some(of)),
        Found::SharedByOpposing(_, of) => (FindingKind::OpposingContact, of.as_ref()),
        Found::VictimElsewherePerpetrator(of) | Found::PerpetratorElsewhereVictim(of) => {
            (FindingKind::OtherRole, Some(of))
        }
        Found::RelationshipReversed => (FindingKind::RelationshipReversed, None),
        Found::LostLetters => (FindingKind::LostLetters, None),
        Found::New
        | Found::Repeat(_)
        | Found::Related(_)
        | Found::PerpetratorUnknown
        | Found::ReferredBefore(_)
        | Found::VictimUnder16
        | Found::Victim16Or17
        | Found::Victim65OrOver
        | Found::PerpetratorUnder18 => return None,
    })
}
