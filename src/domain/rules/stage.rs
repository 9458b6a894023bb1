//! Moving a subject from stage to stage by the table of [`crate::domain::stage`], and what falls due afterwards.
//!
//! What a move asks for is asked, not walled off: what is lacking is listed in one go, and the chair may go on without
//! it for a reason that is kept with the move.

use jiff::civil::Date;

use super::{Context, Decision, about, flag, said, score};
use crate::domain::area::AreaData;
use crate::domain::calendar::{add_days, add_months, show_day_year, show_numeric};
use crate::domain::entry::EntryKind;
use crate::domain::facts::Changes;
use crate::domain::id::Id;
use crate::domain::refusal::Refusal;
use crate::domain::reply::Reply;
use crate::domain::request::{DoCheck, MoveSubject};
use crate::domain::rows::action::Action;
use crate::domain::rows::agenda::{AgendaItem, ItemState};
use crate::domain::rows::case::{Case, CaseState};
use crate::domain::rows::meeting::{Meeting, MeetingState};
use crate::domain::rows::subject::{
    Check, CheckKind, Incident, Nomination, ProfileLine, ScoreMoment, Scored, Stage, StageMove,
};
use crate::domain::stage::{self, CHECKS, Need};
use crate::domain::tools::settings::SettingKey;
use crate::domain::value::Json;

/// The moves of a subject, the first first.
pub fn history(changes: &Changes<'_>, case: Id<Case>) -> Result<Vec<StageMove>, Refusal> {
    let mut moves = changes.find::<StageMove>("case", &case)?;
    moves.sort_by_key(|row| row.number);
    Ok(moves)
}

/// Where a subject stands.
pub fn standing(changes: &Changes<'_>, case: &Case) -> Result<Stage, Refusal> {
    Ok(stage::standing(&history(changes, case.id)?, case.state))
}

/// When a subject was last reviewed, and the last day by which it must be again: it was taken on, moved, or heard by a
/// meeting. Nothing for one that needs no review.
pub fn reviewed(
    changes: &Changes<'_>,
    area: &AreaData,
    case: &Case,
    on: Date,
) -> Result<Option<(Date, Date)>, Refusal> {
    let moves = history(changes, case.id)?;
    if !stage::standing(&moves, case.state).row().reviewed {
        return Ok(None);
    }
    let mut last = moves.iter().filter(|row| row.stage.row().reviewed).map(|row| row.on).max();
    for item in changes.find::<AgendaItem>("case", &case.id)? {
        if item.state == ItemState::Heard {
            last = last.max(Some(changes.get::<Meeting>(item.meeting)?.on));
        }
    }
    let last = last.unwrap_or(case.last_referred);
    let weeks = i32::try_from(area.number(SettingKey::MatacReviewWeeks, on)).unwrap_or(i32::MAX);
    Ok(Some((last, add_days(last, weeks.saturating_mul(7)))))
}

/// A subject comes in, or is put forward from the list: a stage of its own accord, that asks for nothing.
pub fn begin(
    cx: &mut Context<'_>,
    changes: &mut Changes<'_>,
    case: &mut Case,
    to: Stage,
    reason: &str,
) -> Result<(), Refusal> {
    let moves = history(changes, case.id)?;
    let last = moves.last();
    case.state = to.row().state;
    changes.store(&StageMove {
        id: cx.id(),
        case: case.id,
        number: last.map_or(0, |row| row.number) + 1,
        stage: to,
        before: last.map(|row| row.stage),
        on: cx.today(),
        meeting: None,
        by: None,
        ground: None,
        reason: reason.into(),
        score: None,
        scheme: None,
        counts: None,
        answers: Json(Vec::new()),
        lacking: Json(Vec::new()),
        overridden: None,
        at: cx.now,
    });
    changes.store(case);
    Ok(())
}

/// Moves a subject to another stage.
pub fn move_subject(cx: &mut Context<'_>, asked: MoveSubject) -> Result<Decision, Refusal> {
    let mut changes = cx.changes();
    let mut case: Case = changes.get(asked.case)?;
    if changes.find::<Nomination>("case", &case.id)?.is_empty() {
        return Err(Refusal::rule(format!(
            "{} is no nominated subject; only subjects have stages",
            case.reference
        )));
    }
    let moves = history(&changes, case.id)?;
    let before = stage::standing(&moves, case.state);
    let on = asked.on.unwrap_or(cx.today());
    allowed(&case, before, &moves, &asked, on, cx.today())?;
    if let Some(moment) = moment_of(asked.to) {
        snapshot(cx, &mut changes, &case, moment)?;
    }
    let mut reply = Reply::said(format!("{} moved from {before} to {}", case.reference, asked.to))
        .naming(&case.reference, case.id.uuid());
    let lacking = lacking(&changes, &case, &asked)?;
    if !lacking.is_empty() {
        if asked.overridden.as_ref().is_none_or(|reason| reason.reveal().trim().is_empty()) {
            return Err(Refusal::rule(format!(
                "{} to {}: {}; the chair may go on all the same for a reason that is kept",
                case.reference,
                asked.to,
                lacking.join("; ")
            )));
        }
        reply.warnings.extend(lacking.iter().map(|what| format!("gone on without: {what}")));
    }
    let meeting = asked.meeting.map(|meeting| super::changeable(&changes, meeting)).transpose()?;
    let to = asked.to;
    let row = moved(cx, &changes, &case, asked, before, &moves, (on, lacking))?;
    changes.store(&row);
    reply.warnings.extend(flags(cx, &mut changes, &case, &row)?);
    reply.warnings.extend(follow(&mut changes, &mut case, to)?);
    changes.store(&case);
    let due = fall_due(cx, &mut changes, &case, to, on)?;
    if !due.is_empty() {
        reply.words.push_str(&format!("; {}", due.join(", ")));
    }
    Decision::of(changes, EntryKind::SubjectMoved, about(&case), meeting.as_ref().and_then(about), reply)
}

/// What was said of flags on leaving is carried out; words that say neither are told of.
fn flags(
    cx: &mut Context<'_>,
    changes: &mut Changes<'_>,
    case: &Case,
    row: &StageMove,
) -> Result<Option<String>, Refusal> {
    let key = Need::Flags.row().key;
    let Some((_, words)) = row.answers.0.iter().find(|(answered, _)| answered == key) else {
        return Ok(None);
    };
    let done = flag::on_leaving(cx, changes, case, (row.on, words))?;
    let neither =
        || "begin what is said of flags with \"kept\" or \"removed\", and it is carried out".to_owned();
    Ok(done.or_else(|| Some(neither())))
}

/// Whether the table has the move, and its day and reason are such as can be kept.
fn allowed(
    case: &Case,
    before: Stage,
    moves: &[StageMove],
    asked: &MoveSubject,
    on: Date,
    today: Date,
) -> Result<(), Refusal> {
    let to = asked.to;
    if !before.may_become(to) {
        let may: Vec<&str> = before.row().to.iter().map(|stage| stage.word()).collect();
        return Err(Refusal::rule(format!(
            "{} is {before}; from there a subject becomes {}",
            case.reference,
            may.join(", ")
        )));
    }
    if on > today {
        return Err(Refusal::rule("a move cannot be made on a day to come"));
    }
    if let Some(last) = moves.iter().map(|row| row.on).max().filter(|last| on < *last) {
        return Err(Refusal::rule(format!(
            "{} has been {before} since {}; a move is not put before the last one",
            case.reference,
            show_numeric(last)
        )));
    }
    if let Some(ground) = &asked.ground
        && !stage::grounds(to).any(|row| row.key == *ground)
    {
        let known: Vec<&str> = stage::grounds(to).map(|row| row.key).collect();
        let known = if known.is_empty() { "none; say it in words".to_owned() } else { known.join(", ") };
        return Err(Refusal::rule(format!("`{ground}` is no reason for {to} on the list: {known}")));
    }
    let silent = asked.ground.is_none() && asked.reason.reveal().trim().is_empty();
    if to.row().reason && silent {
        return Err(Refusal::rule(format!("say why: a move to {to} is kept with its reason")));
    }
    Ok(())
}

/// The score that a move takes.
const fn moment_of(to: Stage) -> Option<ScoreMoment> {
    match to {
        Stage::Nominated => Some(ScoreMoment::Nomination),
        Stage::Accepted => Some(ScoreMoment::Entry),
        Stage::Discharged => Some(ScoreMoment::Exit),
        _ => None,
    }
}

/// What the move asks for and nothing answers, in words.
fn lacking(changes: &Changes<'_>, case: &Case, asked: &MoveSubject) -> Result<Vec<String>, Refusal> {
    let mut lacking = Vec::new();
    for need in stage::asked(asked.to) {
        let answered =
            asked.answers.iter().any(|(of, words)| of == need && !words.reveal().trim().is_empty());
        let met = match need {
            Need::Ground => asked.ground.is_some(),
            Need::Profile => !changes.find::<ProfileLine>("case", &case.id)?.is_empty(),
            Need::ExitScore => exit_score(changes, case.id)?,
            Need::Actions => {
                !changes.find::<Action>("case", &case.id)?.iter().any(|action| action.state.is_live())
            }
            Need::Checks => !changes
                .find::<Check>("case", &case.id)?
                .iter()
                .any(|check| check.open && check.kind != CheckKind::Retention),
            Need::Victims | Need::Partners | Need::Flags | Need::Trigger | Need::Receiver => answered,
        };
        if !met {
            lacking.push(need.row().lacking.to_owned());
        }
    }
    Ok(lacking)
}

/// Whether there is a score at exit, in the scheme of entry where there was one.
fn exit_score(changes: &Changes<'_>, case: Id<Case>) -> Result<bool, Refusal> {
    let scores = changes.find::<Scored>("case", &case)?;
    let entry = scores.iter().filter(|score| score.moment == ScoreMoment::Entry).max_by_key(|score| score.id);
    let exits = scores.iter().filter(|score| score.moment == ScoreMoment::Exit);
    let since = exits.filter(|score| entry.is_none_or(|entry| score.on >= entry.on));
    let mut comparable = since.filter(|score| entry.is_none_or(|entry| score.scheme == entry.scheme));
    Ok(comparable.next().is_some())
}

/// The row of a move, with the score at the time.
fn moved(
    cx: &mut Context<'_>,
    changes: &Changes<'_>,
    case: &Case,
    asked: MoveSubject,
    before: Stage,
    moves: &[StageMove],
    (on, lacking): (Date, Vec<String>),
) -> Result<StageMove, Refusal> {
    // The analyst's score counts before one counted here.
    let scores = changes.find::<Scored>("case", &case.id)?.into_iter();
    let score =
        scores.filter(|score| score.on <= on).max_by_key(|score| (score.imported, score.on, score.id));
    let answers = asked.answers.into_iter().filter(|(_, words)| !words.reveal().trim().is_empty());
    Ok(StageMove {
        id: cx.id(),
        case: case.id,
        number: moves.iter().map(|row| row.number).max().unwrap_or(0) + 1,
        stage: asked.to,
        before: Some(before),
        on,
        meeting: asked.meeting,
        by: asked.by,
        ground: asked.ground,
        reason: asked.reason,
        score: score.as_ref().map(|score| score.total),
        scheme: score.as_ref().map(|score| score.scheme.clone()),
        counts: score.map(|score| score.inputs),
        answers: Json(answers.map(|(need, words)| (need.row().key.to_owned(), words)).collect()),
        overridden: asked.overridden.filter(|_| !lacking.is_empty()),
        lacking: Json(lacking),
        at: cx.now,
    })
}

/// The case follows its subject: it waits again, or is off agendas to come.
fn follow(changes: &mut Changes<'_>, case: &mut Case, to: Stage) -> Result<Vec<String>, Refusal> {
    let row = to.row();
    if case.state != CaseState::Listed || !row.ranked || to == Stage::Identified {
        case.state = row.state;
    }
    let mut off = Vec::new();
    if row.ranked {
        return Ok(off);
    }
    for item in changes.find::<AgendaItem>("case", &case.id)? {
        if item.state != ItemState::Waiting {
            continue;
        }
        let meeting: Meeting = changes.get(item.meeting)?;
        if matches!(meeting.state, MeetingState::Planned | MeetingState::Open | MeetingState::Paused) {
            changes.remove(item.id);
            off.push(format!("taken off the agenda of {}", meeting.reference));
        }
    }
    Ok(off)
}

/// What has to be looked at after the move; what waited before it is dropped when the subject comes back.
fn fall_due(
    cx: &mut Context<'_>,
    changes: &mut Changes<'_>,
    case: &Case,
    to: Stage,
    on: Date,
) -> Result<Vec<String>, Refusal> {
    let area = cx.area()?;
    if to == Stage::ReEntered {
        for mut check in changes.find::<Check>("case", &case.id)? {
            if check.open {
                check.open = false;
                check.words = Some("not done: the subject came back".into());
                changes.store(&check);
            }
        }
    }
    let mut wanted: Vec<(CheckKind, u32)> = CHECKS
        .iter()
        .filter(|(stage, ..)| *stage == to)
        .flat_map(|(_, kind, months)| months.iter().map(|months| (*kind, *months)))
        .collect();
    if to == Stage::Discharged {
        wanted.push((CheckKind::Retention, area.number(SettingKey::RetentionReviewMonths, on)));
    }
    let mut said: Vec<String> = Vec::new();
    for (kind, months) in wanted.into_iter().filter(|(_, months)| *months > 0) {
        let due = add_months(on, i32::try_from(months).unwrap_or(i32::MAX));
        changes.store(&Check {
            id: cx.id(),
            case: case.id,
            kind,
            months,
            due,
            open: true,
            done: None,
            by: None,
            words: None,
        });
        said.push(format!("{kind} on {}", show_day_year(due)));
    }
    Ok(said)
}

/// Records a check that was due.
pub fn do_check(cx: &mut Context<'_>, asked: DoCheck) -> Result<Decision, Refusal> {
    let mut changes = cx.changes();
    let mut check: Check = changes.get(asked.check)?;
    let case: Case = changes.get(check.case)?;
    if !check.open {
        return Err(Refusal::rule(format!("this {} of {} has been done", check.kind, case.reference)));
    }
    said(&asked.words, "what was found")?;
    let on = asked.on.unwrap_or(cx.today());
    if on > cx.today() {
        return Err(Refusal::rule("a check cannot have been done on a day to come"));
    }
    check.open = false;
    check.done = Some(on);
    check.by = asked.by;
    check.words = Some(asked.words);
    changes.store(&check);
    let reply = Reply::said(format!("{} of {} recorded", check.kind, case.reference));
    Decision::of(
        changes,
        EntryKind::CaseChanged,
        about(&case),
        None,
        reply.naming(&case.reference, case.id.uuid()),
    )
}

/// A meeting has heard a subject: the score at the review, unless one of the day is held.
pub fn heard(cx: &mut Context<'_>, changes: &mut Changes<'_>, case: &Case) -> Result<(), Refusal> {
    let history = history(changes, case.id)?;
    if history.is_empty() || !stage::standing(&history, case.state).row().reviewed {
        return Ok(());
    }
    if changes.find::<Scored>("case", &case.id)?.iter().any(|score| score.on == cx.today()) {
        return Ok(());
    }
    snapshot(cx, changes, case, ScoreMoment::Review)
}

/// Days after which a score from the analyst says nothing of today any more. Our default: the list comes monthly.
const FRESH: i32 = 31;

/// Keeps the score of a moment: the analyst's where the subject goes by one, else what is counted here. Nothing where
/// there is nothing to count; an old list is no score at exit.
pub fn snapshot(
    cx: &mut Context<'_>,
    changes: &mut Changes<'_>,
    case: &Case,
    moment: ScoreMoment,
) -> Result<(), Refusal> {
    let scores = changes.find::<Scored>("case", &case.id)?.into_iter();
    let imported = scores.filter(|score| score.imported).max_by_key(|score| (score.on, score.id));
    if let Some(score) = imported {
        let fresh = score.on >= add_days(cx.today(), -FRESH);
        if score.moment != moment && (fresh || moment == ScoreMoment::Entry) {
            changes.store(&Scored { id: cx.id(), moment, ..score });
        }
        return Ok(());
    }
    if !changes.find::<Incident>("case", &case.id)?.is_empty() {
        score::snapshot(cx, changes, case, moment)?;
    }
    Ok(())
}
