//! Needs for which no service is found, and referrals to services: kept, made, taken up, ended.
//!
//! What the directory says is looked up once, when a row is stored, and stands there: a later directory changes nothing
//! of it. A service that would not take somebody leaves an unmet need behind, so that nobody has to think of it.

use jiff::civil::Date;

use super::asked::{filled, known_agency, open, past};
use super::known::one_person;
use super::{Context, Decision, about, changeable};
use crate::domain::area::AreaData;
use crate::domain::calendar::show_day_year;
use crate::domain::entry::EntryKind;
use crate::domain::facts::Changes;
use crate::domain::id::Id;
use crate::domain::private::Private;
use crate::domain::refusal::Refusal;
use crate::domain::reply::Reply;
use crate::domain::request::{KeepNeed, PathwayChange, ReferTo};
use crate::domain::rows::action::{Action, ActionState};
use crate::domain::rows::case::{Case, Party, PartyRole};
use crate::domain::rows::meeting::Meeting;
use crate::domain::rows::pathway::{Pathway, PathwayEnd, PathwayState, UnmetNeed};
use crate::domain::rows::person::{Contact, ContactKind};
use crate::domain::tools::forum::{CaseKind, Forum};
use crate::domain::tools::services::{ForWhom, Lack, NeedKind, ServiceEntry, district_of};

/// Carries a change out.
pub fn change(cx: &mut Context<'_>, asked: PathwayChange) -> Result<Decision, Refusal> {
    match asked {
        PathwayChange::Need(asked) => need(cx, *asked),
        PathwayChange::Met { need, on, outcome } => met(cx, need, on, outcome),
        PathwayChange::Refer(asked) => refer(cx, &asked),
        PathwayChange::Made { pathway, on } => step(cx, pathway, on, |row| row.referred = Some(on)),
        PathwayChange::TakenUp { pathway, on } => step(cx, pathway, on, |row| {
            row.referred = row.referred.or(Some(on));
            row.taken_up = Some(on);
        }),
        PathwayChange::Ended { pathway, on, end, outcome } => ended(cx, pathway, on, (end, outcome)),
    }
}

fn done(
    changes: Changes<'_>,
    case: &Case,
    meeting: Option<Id<Meeting>>,
    what: impl Into<String>,
) -> Result<Decision, Refusal> {
    let reply = Reply::said(format!("{} under {}", what.into(), case.reference))
        .naming(&case.reference, case.id.uuid());
    Decision::of(changes, EntryKind::PathwayChanged, about(case), meeting.map(Id::uuid), reply)
}

/// The kind of need by its key or label, of the forum's list or the directory's.
fn kind_of(area: &AreaData, forum: &Forum, typed: &str) -> Result<NeedKind, Refusal> {
    let kinds = area.needs(forum);
    let typed = typed.trim();
    let named =
        |kind: &&NeedKind| kind.key.eq_ignore_ascii_case(typed) || kind.label.eq_ignore_ascii_case(typed);
    kinds.iter().find(named).cloned().ok_or_else(|| {
        let known: Vec<&str> = kinds.iter().map(|kind| kind.key.as_str()).collect();
        Refusal::rule(format!("no need is called {typed}; there are {}", known.join(", ")))
    })
}

fn service_of<'a>(area: &'a AreaData, typed: &str) -> Result<&'a ServiceEntry, Refusal> {
    area.services.service(typed).ok_or_else(|| {
        Refusal::rule(format!("no service of the area's directory is called {}", typed.trim()))
    })
}

/// Keeps a need. One of the same kind and person that stands open already is not kept twice.
fn need(cx: &mut Context<'_>, asked: KeepNeed) -> Result<Decision, Refusal> {
    let mut changes = cx.changes();
    let (case, forum) = open(cx, &changes, asked.case)?;
    let meeting = asked.meeting.map(|meeting| changeable(&changes, meeting)).transpose()?;
    let on = asked.on.unwrap_or(cx.today());
    past(cx, on)?;
    known_agency(cx, asked.agency.as_deref())?;
    let area = cx.area()?;
    let kind = kind_of(area, forum, &asked.kind)?;
    let whom = whose(&kind, asked.whom, forum)?;
    let service = asked.service.as_deref().map(|typed| service_of(area, typed)).transpose()?;
    let row = UnmetNeed {
        id: cx.id(),
        case: case.id,
        forum: case.forum.clone(),
        meeting: meeting.as_ref().map(|meeting| meeting.id),
        whom,
        lack: asked.lack.map_or_else(|| lack_of(area, &changes, &case, (&kind, whom)), Ok)?,
        kind: kind.key.clone(),
        service: service.map(|one| one.key.clone()),
        district: district(&changes, &case, whom)?,
        words: filled(asked.words),
        agency: asked.agency,
        on,
        at: cx.now,
        met: None,
        outcome: None,
    };
    if let Some(open) = standing(&changes, &row)? {
        return Err(Refusal::rule(format!(
            "that need of {} stands open since {}",
            case.reference,
            show_day_year(open.on)
        )));
    }
    changes.store(&row);
    let words = format!("unmet need kept: {} ({whom}), {},", kind.label.to_lowercase(), row.lack);
    done(changes, &case, row.meeting, words)
}

/// An open need of the same kind and the same side of the same case.
fn standing(changes: &Changes<'_>, row: &UnmetNeed) -> Result<Option<UnmetNeed>, Refusal> {
    let known = changes.find::<UnmetNeed>("case", &row.case)?;
    Ok(known.into_iter().find(|one| one.kind == row.kind && one.whom == row.whom && one.met.is_none()))
}

/// Whose need it is: as said, else the first it is for; a subject's forum asks for the subject first.
fn whose(kind: &NeedKind, said: Option<ForWhom>, forum: &Forum) -> Result<ForWhom, Refusal> {
    if let Some(said) = said {
        if kind.is_of(said) {
            return Ok(said);
        }
        let known: Vec<&str> = kind.of.iter().map(|whom| whom.word()).collect();
        return Err(Refusal::rule(format!("{} is a need of {}, not {said}", kind.key, known.join(", "))));
    }
    Ok(first_of(&kind.of, forum))
}

/// The first of those somebody can be; in a forum about perpetrators that side, where it is one of them.
fn first_of(of: &[ForWhom], forum: &Forum) -> ForWhom {
    let usual = match forum.case_kind {
        CaseKind::Subject => ForWhom::Perpetrator,
        CaseKind::Couple => ForWhom::Couple,
        CaseKind::Victim | CaseKind::Plan => ForWhom::Victim,
    };
    if of.is_empty() || of.contains(&usual) { usual } else { of.first().copied().unwrap_or(usual) }
}

/// What the directory has against it. Where a service would take them as far as it knows, the meeting knows better:
/// that service would not.
fn lack_of(
    area: &AreaData,
    changes: &Changes<'_>,
    case: &Case,
    (kind, whom): (&NeedKind, ForWhom),
) -> Result<Lack, Refusal> {
    let district = district(changes, case, whom)?;
    Ok(area.services.provision(kind, Some(whom), district.as_deref()).lack.unwrap_or(Lack::Declined))
}

/// Where somebody lives, as the first half of a postcode: from an address that may be used. A new or refuge address says
/// nothing; a child lives where the victim does.
///
/// # Errors
/// When the record cannot be read.
pub fn district(changes: &Changes<'_>, case: &Case, whom: ForWhom) -> Result<Option<String>, Refusal> {
    let role = match whom {
        ForWhom::Perpetrator => PartyRole::Perpetrator,
        ForWhom::Victim | ForWhom::Child | ForWhom::Couple => PartyRole::Victim,
    };
    let parties = changes.find::<Party>("case", &case.id)?;
    let Some(party) = parties.iter().find(|party| party.role == role) else { return Ok(None) };
    let mut addresses = Vec::new();
    for person in one_person(changes, party.person)? {
        addresses.extend(changes.find::<Contact>("person", &person)?);
    }
    addresses.retain(|row| row.kind == ContactKind::Address && row.stopped.is_none());
    // Whoever has a hidden address lives there, and not where the other one says.
    if addresses.iter().any(|row| row.restricted) {
        return Ok(None);
    }
    addresses.sort_by_key(|row| row.id);
    Ok(addresses.iter().rev().find_map(|row| district_of(row.value.reveal())))
}

fn met(
    cx: &Context<'_>,
    need: Id<UnmetNeed>,
    on: Date,
    outcome: Option<Private>,
) -> Result<Decision, Refusal> {
    let mut changes = cx.changes();
    let mut row: UnmetNeed = changes.get(need)?;
    let case: Case = changes.get(row.case)?;
    past(cx, on)?;
    if row.met.is_some() {
        return Err(Refusal::rule("that need is met already"));
    }
    if on < row.on {
        return Err(Refusal::rule(format!("the need was found on {}", show_day_year(row.on))));
    }
    row.met = Some(on);
    row.outcome = filled(outcome);
    changes.store(&row);
    done(changes, &case, None, "need met,")
}

/// Refers somebody. An action that refers them already to the same service is not given a second referral.
fn refer(cx: &mut Context<'_>, asked: &ReferTo) -> Result<Decision, Refusal> {
    let mut changes = cx.changes();
    let (case, forum) = open(cx, &changes, asked.case)?;
    let meeting = asked.meeting.map(|meeting| changeable(&changes, meeting)).transpose()?;
    let area = cx.area()?;
    let service = service_of(area, &asked.service)?;
    if let Some(on) = asked.referred {
        past(cx, on)?;
    }
    let action = asked.action.map(|action| changes.get::<Action>(action)).transpose()?;
    if action.as_ref().is_some_and(|action| action.case != case.id) {
        return Err(Refusal::rule(format!("that action is not of {}", case.reference)));
    }
    let whom = asked.whom.unwrap_or_else(|| first_of(&service.of, forum));
    if !service.of.contains(&whom) {
        let known: Vec<&str> = service.of.iter().map(|whom| whom.word()).collect();
        return Err(Refusal::rule(format!("{} is for {}, not {whom}", service.name, known.join(", "))));
    }
    let kind = asked.kind.as_deref().map(|typed| kind_of(area, forum, typed)).transpose()?;
    let mut row = new(cx, &case, service, whom);
    row.meeting = meeting.as_ref().map(|meeting| meeting.id);
    row.action = action.as_ref().map(|action| action.id);
    row.kind = kind.map(|kind| kind.key).or(row.kind);
    row.referred = asked.referred;
    if let Some(known) = live(&changes, &row)? {
        return Err(Refusal::rule(format!(
            "{} refers the {whom} to {} since {}",
            case.reference,
            service.name,
            show_day_year(known.agreed)
        )));
    }
    changes.store(&row);
    let words = format!("referral to {} {},", service.name, row.state());
    let mut decision = done(changes, &case, row.meeting, words)?;
    decision.reply.warnings.extend(cautions(service));
    Ok(decision)
}

/// A referral of the same people to the same service that has not ended.
fn live(changes: &Changes<'_>, row: &Pathway) -> Result<Option<Pathway>, Refusal> {
    let known = changes.find::<Pathway>("case", &row.case)?;
    let same = |one: &Pathway| one.service == row.service && one.whom == row.whom && one.ended.is_none();
    Ok(known.into_iter().find(same))
}

/// What the directory says that whoever refers should know.
fn cautions(service: &ServiceEntry) -> Vec<String> {
    let mut told = Vec::new();
    if service.closed || service.waiting_days.is_some_and(|days| days > 0) {
        told.push(format!("{}: {}", service.name, service.wait_words(show_day_year)));
    }
    if !service.excludes.is_empty() {
        told.push(format!("{} does not take {}", service.name, service.excludes.join(", ")));
    }
    told
}

fn new(cx: &mut Context<'_>, case: &Case, service: &ServiceEntry, whom: ForWhom) -> Pathway {
    let only = match service.needs.as_slice() {
        [only] => Some(only.clone()),
        _ => None,
    };
    Pathway {
        id: cx.id(),
        case: case.id,
        forum: case.forum.clone(),
        action: None,
        meeting: None,
        whom,
        service: service.key.clone(),
        name: service.name.clone(),
        kind: only,
        agreed: cx.today(),
        referred: None,
        taken_up: None,
        ended: None,
        end: None,
        outcome: None,
        at: cx.now,
    }
}

/// Whether a line refers somebody somewhere.
pub fn refers(words: &str) -> bool {
    let lower = words.to_lowercase();
    let mut words = lower.split(|c: char| !c.is_alphanumeric());
    words.any(|word| matches!(word, "refer" | "refers" | "referral" | "referred" | "rerefer" | "signpost"))
}

/// The referral that an action's own words make: to the only service of the directory they name. Stored beside the
/// action; gives what to say of it.
pub fn of_action(
    cx: &mut Context<'_>,
    changes: &mut Changes<'_>,
    case: &Case,
    action: &Action,
) -> Result<Vec<String>, Refusal> {
    let words = action.words.reveal();
    if !refers(words) {
        return Ok(Vec::new());
    }
    let area = cx.area()?;
    let Some(service) = area.services.named_in(words) else { return Ok(Vec::new()) };
    let forum = area.forum(&case.forum)?;
    let mut row = new(cx, case, service, said_of(words, &service.of, forum));
    row.meeting = action.meeting;
    row.action = Some(action.id);
    row.referred = action.closed.filter(|_| action.state == ActionState::Completed);
    if live(changes, &row)?.is_some() {
        return Ok(Vec::new());
    }
    changes.store(&row);
    let mut told =
        vec![format!("referral of the {} to {} kept with {}", row.whom, service.name, action.reference)];
    told.extend(cautions(service));
    Ok(told)
}

/// Who is referred, as far as the words say it.
fn said_of(words: &str, of: &[ForWhom], forum: &Forum) -> ForWhom {
    let lower = words.to_lowercase();
    let said = [
        ("child", ForWhom::Child),
        ("perp", ForWhom::Perpetrator),
        ("victim", ForWhom::Victim),
        ("couple", ForWhom::Couple),
    ];
    let said = said.into_iter().find(|(word, whom)| lower.contains(word) && of.contains(whom));
    said.map_or_else(|| first_of(of, forum), |(_, whom)| whom)
}

/// An action that refers somebody is done: the referral was made.
pub fn action_closed(changes: &mut Changes<'_>, action: &Action) -> Result<(), Refusal> {
    let Some(on) = action.closed.filter(|_| action.state == ActionState::Completed) else { return Ok(()) };
    for mut row in changes.find::<Pathway>("action", &Some(action.id))? {
        if row.state() == PathwayState::Agreed {
            row.referred = Some(on);
            changes.store(&row);
        }
    }
    Ok(())
}

/// A step of a referral that has not ended.
fn step(
    cx: &Context<'_>,
    pathway: Id<Pathway>,
    on: Date,
    take: impl FnOnce(&mut Pathway),
) -> Result<Decision, Refusal> {
    let mut changes = cx.changes();
    let mut row: Pathway = changes.get(pathway)?;
    let case: Case = changes.get(row.case)?;
    check(cx, &row, on)?;
    take(&mut row);
    changes.store(&row);
    let words = format!("{}: {},", row.name, row.state());
    let open = open_of(&changes, &row)?.filter(|_| row.state() == PathwayState::TakenUp);
    let mut decision = done(changes, &case, None, words)?;
    if open.is_some() {
        decision
            .reply
            .warnings
            .push("a need of that kind still stands open: say so when it is met".to_owned());
    }
    Ok(decision)
}

/// Nothing goes on after the end, to come, or before what came first.
fn check(cx: &Context<'_>, row: &Pathway, on: Date) -> Result<(), Refusal> {
    past(cx, on)?;
    if let Some(ended) = row.ended {
        let end = row.end.map_or("ended", PathwayEnd::word);
        return Err(Refusal::rule(format!(
            "the referral to {} is {end} since {}",
            row.name,
            show_day_year(ended)
        )));
    }
    match row.taken_up.or(row.referred).filter(|before| *before > on) {
        Some(before) => {
            Err(Refusal::rule(format!("it went on to {} by {}", row.state(), show_day_year(before))))
        }
        None => Ok(()),
    }
}

/// The open need that a referral would meet.
fn open_of(changes: &Changes<'_>, row: &Pathway) -> Result<Option<UnmetNeed>, Refusal> {
    let Some(kind) = &row.kind else { return Ok(None) };
    let needs = changes.find::<UnmetNeed>("case", &row.case)?;
    Ok(needs.into_iter().find(|need| need.kind == *kind && need.whom == row.whom && need.met.is_none()))
}

/// How a referral ended. What the service refused is an unmet need from then on.
fn ended(
    cx: &mut Context<'_>,
    pathway: Id<Pathway>,
    on: Date,
    (end, outcome): (PathwayEnd, Option<Private>),
) -> Result<Decision, Refusal> {
    let mut changes = cx.changes();
    let mut row: Pathway = changes.get(pathway)?;
    let case: Case = changes.get(row.case)?;
    check(cx, &row, on)?;
    if matches!(end, PathwayEnd::Finished | PathwayEnd::Left) && row.taken_up.is_none() {
        return Err(Refusal::rule(format!("nobody took up the referral to {} yet; say when", row.name)));
    }
    row.ended = Some(on);
    row.end = Some(end);
    row.outcome = filled(outcome);
    changes.store(&row);
    let mut words = format!("{}: {end},", row.name);
    if end == PathwayEnd::Refused
        && let Some(kind) = &row.kind
    {
        let need = UnmetNeed {
            id: cx.id(),
            case: case.id,
            forum: case.forum.clone(),
            meeting: None,
            whom: row.whom,
            kind: kind.clone(),
            lack: Lack::Declined,
            service: Some(row.service.clone()),
            district: district(&changes, &case, row.whom)?,
            words: row.outcome.clone(),
            agency: None,
            on,
            at: cx.now,
            met: None,
            outcome: None,
        };
        if standing(&changes, &need)?.is_none() {
            changes.store(&need);
            words.push_str(" unmet need kept,");
        }
    }
    done(changes, &case, None, words)
}
