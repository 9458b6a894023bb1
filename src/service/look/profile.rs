//! One subject, whole.

use std::collections::BTreeMap;

use jiff::civil::Date;

use super::{Looking, case, subject};
use crate::domain::id::Id;
use crate::domain::refusal::Refusal;
use crate::domain::rows::case::Case;
use crate::domain::rows::subject::{
    Assertion, Check, Incident, ProfileLine, Ranked, ScoreMoment, Scored, StageMove, Told,
};
use crate::domain::rules::forums::{self, Elsewhere};
use crate::domain::rules::reviewed;
use crate::domain::scoring::{Change, change, custody_days, custody_spans};
use crate::domain::stage;
use crate::service::ask::CaseStory;
use crate::service::subjects::{Beside, LinkedCase, SubjectStory, VictimLine};

/// Everything the record holds of a subject.
pub fn story(with: &Looking<'_>, id: Id<Case>) -> Result<(CaseStory, SubjectStory), Refusal> {
    let rows = with.rows();
    let story = case::story(with, id)?;
    let today = with.now.today();
    let mut moves = rows.find::<StageMove>("case", &id)?;
    moves.sort_by_key(|row| std::cmp::Reverse(row.number));
    let mut listed = rows.find::<Ranked>("case", &id)?;
    listed.sort_by_key(|row| std::cmp::Reverse(row.list));
    let mut assertions = rows.find::<Assertion>("case", &id)?;
    assertions.sort_by_key(|row| std::cmp::Reverse((row.on, row.id)));
    let mut told = rows.find::<Told>("case", &id)?;
    told.sort_by_key(|row| std::cmp::Reverse((row.on, row.id)));
    let mut checks = rows.find::<Check>("case", &id)?;
    checks.sort_by_key(|row| (row.due, row.id));
    let (rank, before) = subject::places(with, id)?;
    let entry = story.scores.iter().find(|score| score.moment == ScoreMoment::Entry).cloned();
    let change = entry.as_ref().and_then(|_| change(with.area, &story.scores, &story.incidents, today));
    let latest = chosen(&story.scores).cloned();
    let forum = with.area.forum(&story.case.forum)?;
    let subject = SubjectStory {
        forum: forum.code.clone(),
        criteria: subject::criteria(forum),
        agencies: subject::agencies(with),
        stage: stage::standing(&moves, story.case.state),
        reviewed: reviewed(&rows, with.area, &story.case, today)?,
        rank,
        before,
        listed,
        change: change.as_ref().and_then(Change::by),
        change_said: change.as_ref().map(Change::said),
        beside: entry.as_ref().map(|entry| beside(entry, &story, &moves, today)),
        entry,
        latest,
        concluded: with.area.definitions.conclude(&subject::incidents(with, id)?, today),
        assertions,
        told,
        checks,
        profile: rows.find::<ProfileLine>("case", &id)?,
        victims: victims(&story.incidents),
        linked: linked(with, &story.case)?,
        moves,
    };
    Ok((story, subject))
}

/// The score that counts: the analyst's newest, else the newest. They come newest first.
fn chosen(scores: &[Scored]) -> Option<&Scored> {
    scores.iter().find(|score| score.imported).or_else(|| scores.first())
}

/// Days from one day to another; 0 when it is none later.
fn days(from: Date, to: Date) -> u32 {
    u32::try_from(from.duration_until(to).as_hours() / 24).unwrap_or(0)
}

fn beside(entry: &Scored, story: &CaseStory, moves: &[StageMove], today: Date) -> Beside {
    let incidents = &story.incidents;
    let span = days(entry.on, today);
    let back = crate::domain::calendar::add_days(entry.on, -i32::try_from(span).unwrap_or(i32::MAX));
    let count = |within: &dyn Fn(Date) -> bool| {
        u32::try_from(incidents.iter().filter(|incident| within(incident.on)).count()).unwrap_or(u32::MAX)
    };
    Beside {
        since: entry.on,
        days: span,
        after: count(&|on| on >= entry.on && on <= today),
        before: count(&|on| on < entry.on && on >= back),
        custody: custody_days(&custody_spans(moves, &story.happenings, today), entry.on, today),
    }
}

fn victims(incidents: &[Incident]) -> Vec<VictimLine> {
    let mut found: BTreeMap<&str, VictimLine> = BTreeMap::new();
    for incident in incidents {
        let Some(reference) = incident.victim.as_deref() else { continue };
        let line = found.entry(reference).or_insert_with(|| VictimLine {
            reference: reference.to_owned(),
            incidents: 0,
            latest: incident.on,
        });
        line.incidents += 1;
        line.latest = line.latest.max(incident.on);
    }
    let mut lines: Vec<VictimLine> = found.into_values().collect();
    lines.sort_by(|one, other| (other.latest, &one.reference).cmp(&(one.latest, &other.reference)));
    lines
}

/// Cases of other forums about this person, as far as the area lets one forum see of another.
fn linked(with: &Looking<'_>, case: &Case) -> Result<Vec<LinkedCase>, Refusal> {
    let found = forums::elsewhere(&with.rows(), with.area, case, with.now.today())?;
    let line = |other: Elsewhere| LinkedCase {
        case: other.case.id,
        reference: other.case.reference,
        forum: other.case.forum,
        state: other.case.state,
        referred: other.case.last_referred,
        next: other.next,
        actions: other.actions,
    };
    Ok(found.into_iter().map(line).collect())
}
