//! People who are one, and people who are not: merged, parted, told apart.
//!
//! Rows stay as the forms gave them and only point at the elder, so that nothing is pooled and a merge can be taken
//! back to the letter. What was stored of a referral when it was accepted stays too; where it would be otherwise by
//! now, that is a finding for somebody to look at.

use std::collections::BTreeSet;

use super::judged::told_apart;
use super::known::{self, places};
use super::{Context, Decision, standing};
use crate::domain::area::AreaData;
use crate::domain::entry::EntryKind;
use crate::domain::facts::Changes;
use crate::domain::id::Id;
use crate::domain::people::{Likeness, compare};
use crate::domain::refusal::Refusal;
use crate::domain::reply::Reply;
use crate::domain::request::{MergePeople, TellApart, UnmergePeople};
use crate::domain::rows::case::{Case, Finding, FindingKind, PartyRole};
use crate::domain::rows::matching::{Judged, Matching, Moved};
use crate::domain::rows::person::Person;
use crate::domain::value::Json;

/// Says that two people are one: the younger's rows point at the elder.
pub fn merge(cx: &mut Context<'_>, asked: MergePeople) -> Result<Decision, Refusal> {
    let area = cx.area()?;
    let mut changes = cx.changes();
    super::said(&asked.reason, "the reason why they are one person")?;
    let (elder, younger) = two(&changes, asked.one, asked.other)?;
    let warnings = opposed(&changes, &elder, &younger)?;
    let mut moved = Vec::new();
    for row in &younger {
        let mut person: Person = changes.get(*row)?;
        moved.push(Moved { row: *row, was: person.same_as });
        person.same_as = Some(head(&elder)?);
        changes.store(&person);
    }
    let settled = settle(&mut changes, &elder, &younger)?;
    let found = differences(cx, area, &mut changes, head(&elder)?)?;
    let mut reply = Reply::said("two people are one from now on; each row keeps its own names and details");
    reply.warnings = warnings;
    if !found.is_empty() {
        let cases = super::meeting::counted(found.len(), "case", "cases");
        reply
            .warnings
            .push(format!("{cases} would stand otherwise by today's record; see what is to look at"));
    }
    let (one, other) = (head(&elder)?, head(&younger)?);
    changes.store(&Matching {
        id: cx.id(),
        one,
        other,
        judged: Judged::One,
        on: cx.today(),
        reason: asked.reason,
        moved: Json(moved),
        found: Json(found),
        settled: Json(settled),
    });
    reply.ids.push(one.uuid());
    Decision::of(changes, EntryKind::PeopleMatched, Some(one.uuid()), None, reply)
}

/// Takes back that two people are one. What was merged since into the part that leaves stays with it.
pub fn unmerge(cx: &mut Context<'_>, asked: &UnmergePeople) -> Result<Decision, Refusal> {
    let mut changes = cx.changes();
    let person: Person = changes.get(asked.person)?;
    let group = known::one_person(&changes, person.id)?;
    if group.len() < 2 {
        return Err(Refusal::rule("this is one row by itself; there is nothing to take back"));
    }
    let parted = match merge_of(&changes, &group, person.id)? {
        Some(merge) => take_back(&mut changes, &group, merge)?,
        None if person.same_as.is_some() => {
            let mut person = person.clone();
            person.same_as = None;
            changes.store(&person);
            vec![person.id]
        }
        None => {
            return Err(Refusal::rule(
                "this is the row the others point at; name the row that is somebody else",
            ));
        }
    };
    forget(&mut changes, &group, &parted)?;
    let rows = super::meeting::counted(parted.len(), "row", "rows");
    let reply = Reply::said(format!("taken back: {rows} are a person of their own again"));
    Decision::of(changes, EntryKind::PeopleMatched, Some(person.id.uuid()), None, reply)
}

/// Says that two people are not one: they are not suggested again.
pub fn tell_apart(cx: &mut Context<'_>, asked: TellApart) -> Result<Decision, Refusal> {
    let mut changes = cx.changes();
    let (elder, younger) = two(&changes, asked.one, asked.other)?;
    let (one, other) = (head(&elder)?, head(&younger)?);
    if told_apart(&changes, &elder, &younger)? {
        return Ok(Decision { entries: Vec::new(), reply: Reply::said("they are kept apart already") });
    }
    let settled = settle(&mut changes, &elder, &younger)?;
    changes.store(&Matching {
        id: cx.id(),
        one,
        other,
        judged: Judged::Two,
        on: cx.today(),
        reason: asked.reason,
        moved: Json(Vec::new()),
        found: Json(Vec::new()),
        settled: Json(settled),
    });
    let reply = Reply::said("kept apart: they are not suggested as one person again");
    Decision::of(changes, EntryKind::PeopleMatched, Some(one.uuid()), None, reply)
}

/// The rows of one person, the elder first.
type Rows = Vec<Id<Person>>;

/// The rows of two people, the elder first.
fn two(changes: &Changes<'_>, one: Id<Person>, other: Id<Person>) -> Result<(Rows, Rows), Refusal> {
    for row in [one, other] {
        changes.get::<Person>(row)?;
    }
    let (one, other) = (known::one_person(changes, one)?, known::one_person(changes, other)?);
    if one.first() == other.first() {
        return Err(Refusal::rule("they are one person already"));
    }
    Ok(if one.first() < other.first() { (one, other) } else { (other, one) })
}

fn head(rows: &[Id<Person>]) -> Result<Id<Person>, Refusal> {
    rows.first().copied().ok_or(Refusal::Gone { what: "person" })
}

/// Refuses to make one person both sides of a case; what to know where they stand on both sides of different cases.
fn opposed(
    changes: &Changes<'_>,
    elder: &[Id<Person>],
    younger: &[Id<Person>],
) -> Result<Vec<String>, Refusal> {
    let (ours, theirs) = (places(changes, elder)?, places(changes, younger)?);
    let both = ours.iter().find(|(party, _)| {
        theirs.iter().any(|(their, _)| their.case == party.case && their.role != party.role)
    });
    if let Some((_, case)) = both {
        return Err(Refusal::rule(format!(
            "one is the victim and the other the perpetrator of {}; nobody is both in one case",
            case.reference
        )));
    }
    let all: Vec<_> = ours.into_iter().chain(theirs).collect();
    let in_role = |role| all.iter().find(|(party, _)| party.role == role).map(|(_, case)| &case.reference);
    Ok(match (in_role(PartyRole::Victim), in_role(PartyRole::Perpetrator)) {
        (Some(victim), Some(perpetrator)) => vec![format!(
            "victim in {victim} and perpetrator in {perpetrator}: no letter or bundle by default"
        )],
        _ => Vec::new(),
    })
}

/// Settles the findings that asked whether these two are one.
fn settle(
    changes: &mut Changes<'_>,
    elder: &[Id<Person>],
    younger: &[Id<Person>],
) -> Result<Vec<Id<Finding>>, Refusal> {
    let cases = |rows| -> Result<BTreeSet<Id<Case>>, Refusal> {
        Ok(places(changes, rows)?.into_iter().map(|(_, case)| case.id).collect())
    };
    let (ours, theirs) = (cases(elder)?, cases(younger)?);
    let mut settled = Vec::new();
    for (here, there) in [(&ours, &theirs), (&theirs, &ours)] {
        for case in here {
            for mut finding in changes.find::<Finding>("case", case)? {
                let asks = finding.open && finding.kind == FindingKind::PossiblePerson;
                if asks && finding.other.is_some_and(|other| there.contains(&other)) {
                    finding.open = false;
                    changes.store(&finding);
                    settled.push(finding.id);
                }
            }
        }
    }
    Ok(settled)
}

/// Keeps, for each case of a person, what would be otherwise by now, and cases that turn out to be the other side.
fn differences(
    cx: &mut Context<'_>,
    area: &AreaData,
    changes: &mut Changes<'_>,
    person: Id<Person>,
) -> Result<Vec<Id<Finding>>, Refusal> {
    let rows = known::one_person(changes, person)?;
    let cases: BTreeSet<_> = places(changes, &rows)?.into_iter().map(|(_, case)| case.id).collect();
    let mut found = Vec::new();
    for case in cases {
        let case: Case = changes.get(case)?;
        let mut told: Vec<(FindingKind, String, Option<Id<Case>>)> = Vec::new();
        if let Some(words) = standing::by_now(changes, area, &case)? {
            told.push((FindingKind::RepeatDiffers, words, None));
        }
        for other in super::opposing::other_side(changes, &case)? {
            let words =
                format!("{} names the victim here as perpetrator and the other way round", other.reference);
            told.push((FindingKind::RolesSwapped, words, Some(other.id)));
        }
        let known = changes.find::<Finding>("case", &case.id)?;
        for (kind, words, other) in told {
            let told_before = |finding: &Finding| {
                finding.kind == kind
                    && (other.is_some() && finding.other == other || finding.words.reveal() == words)
            };
            if known.iter().any(told_before) {
                continue;
            }
            let finding =
                Finding { id: cx.id(), case: case.id, kind, words: words.into(), other, open: true };
            changes.store(&finding);
            found.push(finding.id);
        }
    }
    Ok(found)
}

/// The merge that brought a row into its group; for the row the others point at, the last of the group.
fn merge_of(
    changes: &Changes<'_>,
    group: &[Id<Person>],
    person: Id<Person>,
) -> Result<Option<Matching>, Refusal> {
    let mut merges = merges(changes, group)?;
    if group.first() != Some(&person) {
        merges.retain(|merge| merge.moved.0.iter().any(|moved| moved.row == person));
        // The first of those that moved it brought it in; later ones moved the whole it was part of.
        return Ok(merges.into_iter().next());
    }
    Ok(merges.pop())
}

/// The merges whose rows are in a group, oldest first.
fn merges(changes: &Changes<'_>, group: &[Id<Person>]) -> Result<Vec<Matching>, Refusal> {
    let mut found = Vec::new();
    for row in group {
        found.extend(changes.find::<Matching>("other", row)?);
    }
    found.retain(|matching| matching.judged == Judged::One);
    found.sort_by_key(|matching| matching.id);
    Ok(found)
}

/// Points the rows of a merge where they pointed before, and lets what came of it go. Gives the rows that left.
fn take_back(
    changes: &mut Changes<'_>,
    group: &[Id<Person>],
    merge: Matching,
) -> Result<Vec<Id<Person>>, Refusal> {
    let here = |row: &Id<Person>| group.iter().skip(1).any(|known| known == row);
    let mut parted = Vec::new();
    for moved in merge.moved.0.iter().filter(|moved| here(&moved.row)) {
        let mut person: Person = changes.get(moved.row)?;
        person.same_as = moved.was;
        changes.store(&person);
        parted.push(person.id);
    }
    parted.extend(newcomers(changes, group, &merge, &parted)?);
    for finding in merge.settled.0 {
        if let Some(mut finding) = changes.look::<Finding>(finding)? {
            finding.open = true;
            changes.store(&finding);
        }
    }
    for finding in merge.found.0 {
        if changes.look::<Finding>(finding)?.is_some() {
            changes.remove(finding);
        }
    }
    changes.remove(merge.id);
    Ok(parted)
}

/// Rows taken in since a merge go with whom they are more like.
fn newcomers(
    changes: &mut Changes<'_>,
    group: &[Id<Person>],
    merge: &Matching,
    parted: &[Id<Person>],
) -> Result<Vec<Id<Person>>, Refusal> {
    let since = |row: &&Id<Person>| row.uuid() > merge.id.uuid() && !parted.contains(row);
    let mut newcomers = Vec::new();
    for row in group.iter().skip(1).filter(since) {
        let staying = group.iter().filter(|other| !parted.contains(other) && *other != row);
        let (stays, goes) = (nearest(changes, *row, staying)?, nearest(changes, *row, parted.iter())?);
        if goes < stays {
            let mut person: Person = changes.get(*row)?;
            person.same_as = Some(merge.other);
            changes.store(&person);
            newcomers.push(*row);
        }
    }
    Ok(newcomers)
}

fn nearest<'a>(
    changes: &Changes<'_>,
    row: Id<Person>,
    others: impl Iterator<Item = &'a Id<Person>>,
) -> Result<Likeness, Refusal> {
    let mut nearest = Likeness::Different;
    let Some(sketch) = known::sketch(changes, row)? else { return Ok(nearest) };
    for other in others {
        if let Some(other) = known::sketch(changes, *other)? {
            nearest = nearest.min(compare(&sketch, &other).likeness);
        }
    }
    Ok(nearest)
}

/// Rows that left are no longer for other merges to take back.
fn forget(changes: &mut Changes<'_>, group: &[Id<Person>], parted: &[Id<Person>]) -> Result<(), Refusal> {
    for mut merge in merges(changes, group)? {
        let before = merge.moved.0.len();
        // A merge inside the part that left goes on holding there.
        let inside = parted.contains(&merge.one);
        merge.moved.0.retain(|moved| inside || !parted.contains(&moved.row));
        if merge.moved.0.len() != before {
            changes.store(&merge);
        }
    }
    Ok(())
}

/// The people a person may also be, likest first, each with the reason; nobody told apart or known to be the same.
///
/// # Errors
/// When the record cannot be read.
pub fn suggestions(changes: &Changes<'_>, person: Id<Person>) -> Result<Vec<Suggestion>, Refusal> {
    let group = known::one_person(changes, person)?;
    let mut found: Vec<Suggestion> = Vec::new();
    for row in &group {
        let Some(sketch) = known::sketch(changes, *row)? else { continue };
        for id in changes.facts().people_with(&crate::domain::people::lookup(&sketch))? {
            if group.contains(&Id::new(id)) {
                continue;
            }
            if let Some(found_one) = alike(changes, &group, &sketch, Id::new(id))? {
                match found.iter_mut().find(|known| known.other == found_one.other) {
                    Some(known) if known.rank > found_one.rank => *known = found_one,
                    Some(_) => {}
                    None => found.push(found_one),
                }
            }
        }
    }
    found.sort_by_key(|one| (one.rank, one.other));
    Ok(found)
}

/// Two people who may be one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Suggestion {
    /// The row that stands for one.
    pub one: Id<Person>,
    /// The row that stands for the other.
    pub other: Id<Person>,
    /// How likely, 0 the likeliest.
    pub rank: u8,
    /// Why, in words that name nobody.
    pub why: String,
}

/// Whether a row may be the person of a group; people on the two sides of one case are not one.
fn alike(
    changes: &Changes<'_>,
    group: &[Id<Person>],
    sketch: &crate::domain::people::PersonSketch,
    row: Id<Person>,
) -> Result<Option<Suggestion>, Refusal> {
    let Some(other) = known::sketch(changes, row)? else { return Ok(None) };
    let found = compare(sketch, &other);
    let Some(rank) = found.worth_asking() else { return Ok(None) };
    let theirs = known::one_person(changes, row)?;
    if told_apart(changes, group, &theirs)? || opposed(changes, group, &theirs).is_err() {
        return Ok(None);
    }
    let (one, other) = (head(group)?, head(&theirs)?);
    Ok(Some(Suggestion { one, other, rank, why: found.why() }))
}

/// Whether two rows may be one person; nothing when they are known to be, or not to be.
///
/// # Errors
/// When the record cannot be read.
pub fn suggestion(
    changes: &Changes<'_>,
    one: Id<Person>,
    other: Id<Person>,
) -> Result<Option<Suggestion>, Refusal> {
    let group = known::one_person(changes, one)?;
    if known::one_person(changes, other)?.first() == group.first() {
        return Ok(None);
    }
    let Some(sketch) = known::sketch(changes, one)? else { return Ok(None) };
    alike(changes, &group, &sketch, other)
}
