//! The facts of the chair's brief.

use crate::domain::desk::told_in_words;
use crate::domain::id::Id;
use crate::domain::private::Private;
use crate::domain::refusal::Refusal;
use crate::domain::rows::agenda::ItemState;
use crate::domain::rows::case::PartyRole;
use crate::domain::rows::meeting::Meeting;
use crate::domain::told::brief::{BriefCase, BriefFacts, Promise};
use crate::domain::tools::forum::CaseKind;
use crate::service::ask::{Agenda, CaseStory, Grid, ItemLine, ItemStory, PartyLine};
use crate::service::look::{actions, agenda, grid, item};
use crate::service::looking::Looking;

/// Gathers what the chair is told.
pub fn gather(with: &Looking<'_>, id: Id<Meeting>) -> Result<BriefFacts, Refusal> {
    let agenda = agenda::agenda(with, id)?;
    let grid = grid::grid(with, id)?;
    let (mut cases, mut off) = (Vec::new(), Vec::new());
    for line in &agenda.items {
        if line.item.state.is_off() {
            let what = if line.item.state == ItemState::Withdrawn { "taken off" } else { "deferred" };
            let why = line.item.deferred.clone().unwrap_or_default();
            off.push((line.case.reference.clone(), what.to_owned(), why));
            continue;
        }
        let number = cases.len() + 1;
        cases.push(case(with, &agenda, &grid, line, number)?);
    }
    let expected = agenda.agencies.iter().filter(|agency| agency.core).count();
    let silent = grid.agencies.iter().filter(|agency| agency.core && is_silent(&grid, &agency.key));
    Ok(BriefFacts {
        head: super::head(with, &agenda.meeting)?,
        victim_label: agenda.labels.victim.clone(),
        ends: agenda.ends,
        minutes: agenda.meeting.minutes,
        over: agenda.over,
        outstanding: agenda.outstanding,
        silent: silent.map(|agency| agency.name.clone()).collect(),
        expected,
        quorum: agenda.around.quorum.clone(),
        expiring: agenda.expiries.len(),
        waiting: agenda.waiting,
        cases,
        off,
    })
}

/// Whether an agency has returned nothing on any case.
fn is_silent(grid: &Grid, agency: &str) -> bool {
    !grid.cases.is_empty() && grid.gaps(agency).count() == grid.cases.len()
}

fn case(
    with: &Looking<'_>,
    agenda: &Agenda,
    grid: &Grid,
    line: &ItemLine,
    number: usize,
) -> Result<BriefCase, Refusal> {
    let told = item::story(with, line.item.id)?;
    let story = &told.story;
    let said = |key: &str| actions::agency(with, key);
    let walls = story.walls.iter().map(|wall| Ok((said(&wall.agency)?, wall.alternate.clone())));
    let walls: Vec<(String, Option<Private>)> = walls.collect::<Result<_, Refusal>>()?;
    // Whoever returned nothing at all is named once, at the head.
    let missing = grid.agencies.iter().filter(|agency| {
        agency.core && !is_silent(grid, &agency.key) && grid.cell(line.item.case, &agency.key).is_gap()
    });
    let views = story.views.first();
    let views = views.map(|row| Ok::<_, Refusal>((row.on, said(&row.agency)?, row.words.clone())));
    Ok(BriefCase {
        number,
        reference: line.case.reference.clone(),
        begins: line.begins,
        minutes: line.item.minutes.unwrap_or(agenda.meeting.per_case),
        fits: line.fits,
        people: people(story),
        children: story.children.len(),
        order: line.item.why.clone(),
        why: told.why_here.clone(),
        changed: (!told.since.is_empty()).then(|| told_in_words(&told.since)),
        promised: promised(&told),
        missing: missing.map(|agency| agency.name.clone()).collect(),
        trust: !walls.is_empty() && told.hearing.decision.as_ref().is_none_or(|row| row.trust.is_none()),
        walls,
        views: views.transpose()?,
        views_expected: story.parties.iter().any(|party| party.role == PartyRole::Victim)
            && agenda.kind != CaseKind::Plan,
        whereabouts: story.now.as_ref().map(|now| now.words.clone()),
        dates: dates(with, story),
        deferrals: line.item.deferrals,
        undecided: line.undecided.map(|heap| heap.to_string()),
        look_at: look_at(story),
    })
}

/// "Mary KERSHAW, 34 / Dean KERSHAW, 37, ex-partner".
fn people(story: &CaseStory) -> Private {
    let one = |party: &PartyLine| {
        let mut words = vec![party.person.listed().reveal().to_owned()];
        words.extend(party.age.map(|age| age.to_string()));
        words.extend(party.relationship.clone());
        words.join(", ")
    };
    story.parties.iter().map(one).collect::<Vec<_>>().join(" / ").into()
}

/// What earlier meetings were promised and is still open, the late ones first. What tells where somebody is stays out.
fn promised(told: &ItemStory) -> Vec<Promise> {
    let live = told.carried.iter().filter(|line| line.action.state.is_live() && !line.action.off_papers);
    let mut lines: Vec<Promise> = live
        .map(|line| Promise {
            reference: line.action.reference.clone(),
            agency: line.agency.clone(),
            words: line.action.words.clone(),
            standing: line.standing.clone(),
            late: line.overdue,
        })
        .collect();
    lines.sort_by_key(|line| !line.late);
    lines
}

/// Releases, hearings and other dates that are still to come.
fn dates(with: &Looking<'_>, story: &CaseStory) -> Vec<(jiff::civil::Date, Private)> {
    let awaited = story.happenings.iter().filter(|row| row.awaited(with.now.today()));
    awaited.map(|row| (row.on, row.told(row.words.reveal()).into())).collect()
}

/// What nobody has dealt with yet, in kinds and never in words.
fn look_at(story: &CaseStory) -> Vec<String> {
    let mut kinds: Vec<String> = Vec::new();
    for finding in story.findings.iter().filter(|finding| finding.open) {
        let kind = finding.kind.to_string();
        if !kinds.contains(&kind) {
            kinds.push(kind);
        }
    }
    let fields = story.to_correct.iter().filter(|field| field.open).map(|field| field.field.as_str());
    let fields: Vec<&str> = fields.collect();
    if !fields.is_empty() {
        kinds.push(format!("to correct: {}", fields.join(", ")));
    }
    kinds
}
