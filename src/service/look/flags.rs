//! Flags of cases: one, and lists of those that end, are up, or ended.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;

use super::Looking;
use crate::domain::calendar::{add_days, add_months};
use crate::domain::flag::FlagStanding;
use crate::domain::id::Id;
use crate::domain::refusal::Refusal;
use crate::domain::rows::case::{Case, CaseState, Child, Party, PartyRole};
use crate::domain::rows::flag::{Flag, FlagConfirmed, FlagDeed};
use crate::domain::rules::flag::{died_on, standing};
use crate::domain::statement::has_flags;
use crate::domain::tools::settings::SettingKey;
use crate::service::ask::{FlagHeap, FlagList, FlagTold};

/// Days that a list of flags that end, or ended, looks ahead or back. Our default.
pub const NEAR: i32 = 60;
/// Lines shown at most. Our default.
const MOST: usize = 500;

/// The flag of a case, when it has one.
pub fn of_case(with: &Looking<'_>, case: &Case) -> Result<Option<FlagTold>, Refusal> {
    let rows = with.rows();
    let Some(standing) = standing(&rows, with.area, case)? else { return Ok(None) };
    let row = standing.row.map(|row| rows.get::<Flag>(row)).transpose()?;
    let (mut set, mut taken_off) = (Vec::new(), Vec::new());
    let mut confirmed = rows.find::<FlagConfirmed>("case", &case.id)?;
    confirmed.sort_by_key(|row| (row.on, row.id));
    for word in confirmed.into_iter().filter(|word| word.flag == standing.row) {
        let name = with.area.agency_said(&word.agency).to_owned();
        match word.deed {
            FlagDeed::Set => set.push(name),
            FlagDeed::TakenOff => taken_off.push(name),
        }
    }
    let forum = with.area.forum(&case.forum).map_or_else(|_| case.forum.clone(), |forum| forum.code.clone());
    Ok(Some(FlagTold {
        case: case.id,
        reference: case.reference.clone(),
        forum,
        why: row.and_then(|row| row.reason.or(row.why)),
        standing,
        set,
        taken_off,
        whose: whose(with, case)?,
    }))
}

/// On whose records a flag is kept.
fn whose(with: &Looking<'_>, case: &Case) -> Result<String, Refusal> {
    let rows = with.rows();
    let mut counts: BTreeMap<PartyRole, usize> = BTreeMap::new();
    for party in rows.find::<Party>("case", &case.id)? {
        if died_on(&rows, party.person)?.is_none() {
            *counts.entry(party.role).or_default() += 1;
        }
    }
    let mut words: Vec<String> = counts
        .into_iter()
        .map(|(role, count)| if count == 1 { role.to_string() } else { format!("{count} {role}s") })
        .collect();
    match rows.find::<Child>("case", &case.id)?.len() {
        0 => {}
        1 => words.push("1 child".to_owned()),
        count => words.push(format!("{count} children")),
    }
    Ok(words.join(", "))
}

/// The flags of a heap, of one forum or of all.
pub fn listed(with: &Looking<'_>, heap: FlagHeap, forum: Option<&str>) -> Result<FlagList, Refusal> {
    let today = with.now.today();
    let forum = forum.map(|name| with.area.forum(name).map(|forum| forum.key.clone())).transpose()?;
    let mut lines = Vec::new();
    for (case, standing) in found(with, heap, today)? {
        if forum.as_ref().is_none_or(|key| *key == case.forum) {
            lines.push((standing.down_from(), case));
        }
    }
    lines.sort_by(|(one, case), (other, with)| (one, &case.reference).cmp(&(other, &with.reference)));
    if heap == FlagHeap::Ended {
        lines.reverse();
    }
    let more = lines.len().saturating_sub(MOST);
    lines.truncate(MOST);
    let told = lines.iter().filter_map(|(_, case)| of_case(with, case).transpose());
    Ok(FlagList { lines: told.collect::<Result<_, _>>()?, more, agencies: super::agency_choices(with) })
}

/// The days by which flags of a heap end, both included.
fn days(heap: FlagHeap, today: Date) -> (Date, Date) {
    match heap {
        FlagHeap::Ending => (add_days(today, 1), add_days(today, NEAR)),
        FlagHeap::Up => (add_days(today, 1), add_months(today, 240)),
        FlagHeap::Ended => (add_days(today, -NEAR), today),
    }
}

/// Cases with the flag that counts, of a heap: by their rows, and those from before flags were kept.
fn found(with: &Looking<'_>, heap: FlagHeap, today: Date) -> Result<Vec<(Case, FlagStanding)>, Refusal> {
    let rows = with.rows();
    let (from, to) = days(heap, today);
    let mut flags = rows.between::<Flag>("until", &from, &to)?;
    if heap == FlagHeap::Ended {
        flags.extend(rows.between::<Flag>("ended", &Some(from), &Some(to))?);
    }
    let fits = |standing: &FlagStanding| {
        let down = standing.down_from();
        (heap == FlagHeap::Ended || standing.ended.is_none()) && down >= from && down <= to
    };
    let (mut seen, mut lines) = (BTreeSet::new(), Vec::new());
    for flag in flags {
        if !seen.insert(flag.case) {
            continue;
        }
        let case: Case = rows.get(flag.case)?;
        if let Some(standing) = standing(&rows, with.area, &case)?.filter(fits) {
            lines.push((case, standing));
        }
    }
    lines.extend(worked_out(with, (from, to), &seen)?.into_iter().filter(|(_, standing)| fits(standing)));
    Ok(lines)
}

/// Flags of cases from before flags were kept, that end between two days: by the last referral.
fn worked_out(
    with: &Looking<'_>,
    (from, to): (Date, Date),
    seen: &BTreeSet<Id<Case>>,
) -> Result<Vec<(Case, FlagStanding)>, Refusal> {
    let rows = with.rows();
    let months = i32::try_from(with.area.number(SettingKey::FlagMonths, with.now.today())).unwrap_or(12);
    let (from, to) = (add_days(add_months(from, -months), -3), add_days(add_months(to, -months), 3));
    let mut lines = Vec::new();
    for case in rows.between::<Case>("last_referred", &from, &to)? {
        let flagged = with.area.forum(&case.forum).is_ok_and(has_flags);
        if case.state != CaseState::Heard || !flagged || seen.contains(&case.id) {
            continue;
        }
        if let Some(standing) = standing(&rows, with.area, &case)?.filter(|one| one.row.is_none()) {
            lines.push((case, standing));
        }
    }
    Ok(lines)
}
