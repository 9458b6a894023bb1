//! Flag and tag: raised when a case has been heard, run on by a repeat, kept, ended, confirmed; and that somebody has
//! died, which ends it.
//!
//! Only forums whose running order has flags that end raise one by themselves. Another keeps or removes one where
//! somebody says so, as on leaving.

use std::collections::BTreeSet;

use jiff::civil::Date;

use super::asked::{filled, known_agency, past};
use super::known::one_person;
use super::{Context, Decision, about, said};
use crate::domain::area::AreaData;
use crate::domain::calendar::{show_day_year, window_end};
use crate::domain::entry::EntryKind;
use crate::domain::facts::Changes;
use crate::domain::flag::FlagStanding;
use crate::domain::id::Id;
use crate::domain::private::Private;
use crate::domain::refusal::Refusal;
use crate::domain::reply::Reply;
use crate::domain::request::FlagChange;
use crate::domain::rows::action::Action;
use crate::domain::rows::case::{Case, Finding, FindingKind, Party, PartyRole, Referral, ReferralStanding};
use crate::domain::rows::flag::{Flag, FlagBasis, FlagConfirmed, FlagDeed, FlagEnd};
use crate::domain::rows::meeting::Meeting;
use crate::domain::rows::person::Person;
use crate::domain::statement::has_flags;
use crate::domain::tools::settings::SettingKey;

/// Carries a change out.
pub fn change(cx: &mut Context<'_>, asked: FlagChange) -> Result<Decision, Refusal> {
    match asked {
        FlagChange::Keep { case, until, reason } => keep(cx, case, until, reason),
        FlagChange::End { case, on, reason } => end(cx, case, on, reason),
        FlagChange::Confirm { case, agency, deed, on } => confirm(cx, case, agency, (deed, on)),
        FlagChange::Died { person, on } => died(cx, person, on),
    }
}

fn months(area: &AreaData, on: Date) -> u16 {
    u16::try_from(area.number(SettingKey::FlagMonths, on)).unwrap_or(12)
}

/// How the flag of a case stands; nothing for one that never had any.
///
/// # Errors
/// When the record cannot be read.
pub fn standing(
    changes: &Changes<'_>,
    area: &AreaData,
    case: &Case,
) -> Result<Option<FlagStanding>, Refusal> {
    let found = before_death(changes, area, case)?;
    // One worked out from the last referral ends with whom it was about.
    match found {
        Some(found) if found.row.is_none() && is_over(changes, case)? => Ok(None),
        found => Ok(found),
    }
}

/// The same, whoever has died.
fn before_death(
    changes: &Changes<'_>,
    area: &AreaData,
    case: &Case,
) -> Result<Option<FlagStanding>, Refusal> {
    let rows = changes.find::<Flag>("case", &case.id)?;
    // One worked out from the last referral is for forums that have flags at all.
    if rows.is_empty() && !area.forum(&case.forum).is_ok_and(has_flags) {
        return Ok(None);
    }
    Ok(FlagStanding::of(case, &rows, months(area, case.last_referred)))
}

fn done(changes: Changes<'_>, case: &Case, what: &str) -> Result<Decision, Refusal> {
    let reply = Reply::said(format!("{}: {what}", case.reference)).naming(&case.reference, case.id.uuid());
    Decision::of(changes, EntryKind::Flagged, about(case), None, reply)
}

/// A flag of a case, not ended.
fn blank(cx: &mut Context<'_>, case: &Case, (from, until): (Date, Date), basis: FlagBasis) -> Flag {
    Flag {
        id: cx.id(),
        case: case.id,
        forum: case.forum.clone(),
        from,
        until,
        basis,
        why: None,
        agency: None,
        named: None,
        at: cx.now,
        ended: None,
        end: None,
        reason: None,
    }
}

/// Ends the flag that is up. One that was only worked out is stored, so that its end stands somewhere.
fn take_down(
    cx: &mut Context<'_>,
    changes: &mut Changes<'_>,
    case: &Case,
    (on, end, reason): (Date, FlagEnd, Option<Private>),
) -> Result<bool, Refusal> {
    let Some(standing) = before_death(changes, cx.area()?, case)?.filter(|standing| standing.is_up(on))
    else {
        return Ok(false);
    };
    let mut row = match standing.row {
        Some(row) => changes.get(row)?,
        None => blank(cx, case, (standing.from, standing.until), standing.basis),
    };
    row.ended = Some(on);
    row.end = Some(end);
    row.reason = reason;
    changes.store(&row);
    Ok(true)
}

/// A case has been heard by a meeting: its flag runs from its last referral, or from the meeting where the area says so.
pub(super) fn raise(
    cx: &mut Context<'_>,
    changes: &mut Changes<'_>,
    case: &Case,
    meeting: Id<Meeting>,
) -> Result<(), Refusal> {
    let area = cx.area()?;
    if !has_flags(area.forum(&case.forum)?) || is_over(changes, case)? {
        return Ok(());
    }
    let meeting: Meeting = changes.get(meeting)?;
    let by_meeting =
        area.settings.text(SettingKey::FlagAnchor, meeting.on).as_deref() == Some("last-meeting");
    let from = if by_meeting { meeting.on } else { case.last_referred };
    let rows = changes.find::<Flag>("case", &case.id)?;
    if rows.iter().any(|row| row.from >= from && row.basis != FlagBasis::Kept) {
        return Ok(());
    }
    let mut referrals = changes.find::<Referral>("case", &case.id)?;
    referrals.sort_by_key(|row| (row.received, row.id));
    let referral = referrals.last();
    let repeat = referral.is_some_and(|row| row.standing == ReferralStanding::Repeat);
    let basis = if repeat { FlagBasis::Repeat } else { FlagBasis::Heard };
    if !rows.is_empty() {
        take_down(cx, changes, case, (meeting.on, FlagEnd::Replaced, None))?;
    }
    let mut flag = blank(cx, case, (from, window_end(from, months(area, meeting.on))), basis);
    flag.agency = referral.map(|row| row.agency.clone());
    flag.named = referral.filter(|_| repeat).map(|row| row.criteria.0.repeat == Some(true));
    changes.store(&flag);
    Ok(())
}

/// Whether somebody has died whom the case hangs on: its victim, or every perpetrator.
fn is_over(changes: &Changes<'_>, case: &Case) -> Result<bool, Refusal> {
    let (mut victims, mut perpetrators) = (Vec::new(), Vec::new());
    for party in changes.find::<Party>("case", &case.id)? {
        let dead = died_on(changes, party.person)?.is_some();
        match party.role {
            PartyRole::Victim => victims.push(dead),
            PartyRole::Perpetrator => perpetrators.push(dead),
        }
    }
    let all = |dead: &[bool]| !dead.is_empty() && dead.iter().all(|dead| *dead);
    Ok(all(&victims) || all(&perpetrators))
}

/// The day somebody died, whichever of their rows says it.
///
/// # Errors
/// When the record cannot be read.
pub fn died_on(changes: &Changes<'_>, person: Id<Person>) -> Result<Option<Date>, Refusal> {
    for id in one_person(changes, person)? {
        if let Some(died) = changes.look(id)?.and_then(|row: Person| row.died) {
            return Ok(Some(died));
        }
    }
    Ok(None)
}

fn keep(
    cx: &mut Context<'_>,
    case: Id<Case>,
    until: Option<Date>,
    reason: Private,
) -> Result<Decision, Refusal> {
    let mut changes = cx.changes();
    let case: Case = changes.get(case)?;
    said(&reason, "the reason")?;
    let today = cx.today();
    let until = until.unwrap_or(window_end(today, months(cx.area()?, today)));
    if until <= today {
        return Err(Refusal::rule(format!("{} is not a day to come", show_day_year(until))));
    }
    kept(cx, &mut changes, &case, (today, until), reason)?;
    done(changes, &case, &format!("flag kept until {}", show_day_year(until)))
}

fn kept(
    cx: &mut Context<'_>,
    changes: &mut Changes<'_>,
    case: &Case,
    (on, until): (Date, Date),
    why: Private,
) -> Result<(), Refusal> {
    take_down(cx, changes, case, (on, FlagEnd::Replaced, None))?;
    let mut row = blank(cx, case, (on, until), FlagBasis::Kept);
    row.why = filled(Some(why));
    changes.store(&row);
    Ok(())
}

fn end(cx: &mut Context<'_>, case: Id<Case>, on: Option<Date>, reason: Private) -> Result<Decision, Refusal> {
    let mut changes = cx.changes();
    let case: Case = changes.get(case)?;
    said(&reason, "the reason")?;
    let on = on.unwrap_or(cx.today());
    past(cx, on)?;
    if !take_down(cx, &mut changes, &case, (on, FlagEnd::Removed, Some(reason)))? {
        return Err(Refusal::rule(format!("{} has no flag that is up", case.reference)));
    }
    done(changes, &case, "flag removed")
}

/// What was said of flags when a subject leaves: "kept ..." and "removed ..." are carried out.
pub(super) fn on_leaving(
    cx: &mut Context<'_>,
    changes: &mut Changes<'_>,
    case: &Case,
    (on, words): (Date, &Private),
) -> Result<Option<String>, Refusal> {
    let lower = words.reveal().trim().to_lowercase();
    let begins = |word: &str| lower.starts_with(word);
    if begins("kept") || begins("keep") {
        let until = window_end(on, months(cx.area()?, on));
        kept(cx, changes, case, (on, until), words.clone())?;
        return Ok(Some(format!("flag kept until {}", show_day_year(until))));
    }
    if begins("removed") || begins("remove") {
        let down = take_down(cx, changes, case, (on, FlagEnd::Removed, Some(words.clone())))?;
        return Ok(down.then(|| "flag removed".to_owned()));
    }
    Ok(None)
}

/// The flag goes with a case to another area.
pub(super) fn gone(
    cx: &mut Context<'_>,
    changes: &mut Changes<'_>,
    case: &Case,
    on: Date,
) -> Result<(), Refusal> {
    take_down(cx, changes, case, (on, FlagEnd::Moved, None)).map(drop)
}

/// The flag came with a case from another area, and runs on until the day it had there.
pub(super) fn came(
    cx: &mut Context<'_>,
    changes: &mut Changes<'_>,
    case: &Case,
    (from, until): (Date, Date),
) -> Result<(), Refusal> {
    if has_flags(cx.area()?.forum(&case.forum)?) && until > cx.today() {
        let row = blank(cx, case, (from, until), FlagBasis::Moved);
        changes.store(&row);
    }
    Ok(())
}

/// An agency's word; the same word twice is kept once.
fn confirm(
    cx: &mut Context<'_>,
    case: Id<Case>,
    agency: String,
    (deed, on): (FlagDeed, Option<Date>),
) -> Result<Decision, Refusal> {
    let mut changes = cx.changes();
    let case: Case = changes.get(case)?;
    known_agency(cx, Some(&agency))?;
    let on = on.unwrap_or(cx.today());
    past(cx, on)?;
    let standing = standing(&changes, cx.area()?, &case)?;
    let standing = standing.ok_or_else(|| Refusal::rule(format!("{} has no flag", case.reference)))?;
    if deed == FlagDeed::TakenOff && standing.is_up(cx.today()) {
        return Err(Refusal::rule(format!(
            "the flag of {} is up until {}; end it first, or tell the agency to keep it",
            case.reference,
            show_day_year(standing.until)
        )));
    }
    let known = changes.find::<FlagConfirmed>("case", &case.id)?;
    let same = |row: &&FlagConfirmed| row.flag == standing.row && row.agency == agency && row.deed == deed;
    if let Some(row) = known.iter().find(same) {
        return Err(Refusal::rule(format!(
            "{agency} said so of {} on {}",
            case.reference,
            show_day_year(row.on)
        )));
    }
    let what = format!("flag {deed} by {}, kept", cx.area()?.agency_said(&agency));
    changes.store(&FlagConfirmed {
        id: cx.id(),
        case: case.id,
        flag: standing.row,
        agency,
        deed,
        on,
        at: cx.now,
    });
    done(changes, &case, &what)
}

/// Somebody has died: flags end where the case hung on them, each case says so on Today, and what is still open with
/// them is told.
fn died(cx: &mut Context<'_>, person: Id<Person>, on: Option<Date>) -> Result<Decision, Refusal> {
    let mut changes = cx.changes();
    let mut row: Person = changes.get(person)?;
    if let Some(on) = on {
        past(cx, on)?;
        if row.born.is_some_and(|born| born > on) {
            return Err(Refusal::rule("nobody dies before they are born; look at both days"));
        }
    }
    if row.died == on {
        return Err(Refusal::rule("that is kept already"));
    }
    row.died = on;
    changes.store(&row);
    let Some(on) = on else {
        let reply = Reply::said("alive, as far as is known; flags that ended stay ended: keep them anew");
        return Decision::of(changes, EntryKind::Flagged, Some(person.uuid()), None, reply);
    };
    let (mut ended, mut told) = (Vec::new(), Vec::new());
    for (case, role) in cases_of(&changes, person)? {
        if is_over(&changes, &case)?
            && take_down(cx, &mut changes, &case, (on.max(case.opened), FlagEnd::Died, None))?
        {
            ended.push(case.reference.clone());
        }
        let open = changes.find::<Action>("case", &case.id)?;
        let open = open.iter().filter(|action| action.state.is_live()).count();
        let words = format!(
            "the {role} died on {}; {} open: look at each",
            show_day_year(on),
            super::counted(open, "action is", "actions are")
        );
        told.push(format!("{}: {words}", case.reference));
        changes.store(&Finding {
            id: cx.id(),
            case: case.id,
            kind: FindingKind::Died,
            words: words.into(),
            other: None,
            open: true,
        });
    }
    let words =
        if ended.is_empty() { "kept".to_owned() } else { format!("kept; flags end: {}", ended.join(", ")) };
    let mut reply = Reply::said(words);
    reply.warnings = told;
    Decision::of(changes, EntryKind::Flagged, Some(person.uuid()), None, reply)
}

/// The cases somebody is a party to, by any of their rows, with the side.
fn cases_of(changes: &Changes<'_>, person: Id<Person>) -> Result<Vec<(Case, PartyRole)>, Refusal> {
    let mut seen = BTreeSet::new();
    let mut found = Vec::new();
    for id in one_person(changes, person)? {
        for party in changes.find::<Party>("person", &id)? {
            if seen.insert(party.case) {
                found.push((changes.get::<Case>(party.case)?, party.role));
            }
        }
    }
    Ok(found)
}
