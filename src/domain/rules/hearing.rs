//! A case in its meeting: opened and left, information, risks, notes, the decision, who tells the victim.

use jiff::civil::Date;

use super::{Context, Decision, about, changeable, flag, opposing, said, stage};
use crate::domain::area::AreaData;
use crate::domain::entry::EntryKind;
use crate::domain::facts::Changes;
use crate::domain::id::Id;
use crate::domain::private::Private;
use crate::domain::refusal::Refusal;
use crate::domain::reply::Reply;
use crate::domain::request::{AddInformation, AddNote, AddRisk, Decide, Hear, SetFeedback};
use crate::domain::rows::agenda::{
    AgendaItem, Decision as Decided, Information, InformationKind, ItemState, Note, Risk,
};
use crate::domain::rows::case::{Case, CaseState, Referral};
use crate::domain::rows::meeting::{Meeting, MeetingState};
use crate::domain::tools::forum::Choice;
use crate::domain::tools::settings::SettingKey;
use crate::domain::value::Json;

/// Opens a case, leaving the one before; or leaves it as heard.
pub fn hear(cx: &mut Context<'_>, asked: &Hear) -> Result<Decision, Refusal> {
    let mut changes = cx.changes();
    let mut item: AgendaItem = changes.get(asked.item)?;
    let meeting = changeable(&changes, item.meeting)?;
    if meeting.state != MeetingState::Open {
        return Err(Refusal::rule(format!("{} is {}; open it first", meeting.reference, meeting.state)));
    }
    for mut other in changes.find::<AgendaItem>("meeting", &meeting.id)? {
        if other.state == ItemState::Hearing && other.id != item.id {
            leave(cx, &mut changes, &mut other)?;
        }
    }
    let case: Case = changes.get(item.case)?;
    let words = if asked.done {
        leave(cx, &mut changes, &mut item)?;
        "heard"
    } else {
        if item.state.is_off() {
            let how = if item.state == ItemState::Deferred { "deferred" } else { "taken off the agenda" };
            return Err(Refusal::rule(format!(
                "{} was {how}; undo that to hear it after all",
                case.reference
            )));
        }
        item.state = ItemState::Hearing;
        item.opened.get_or_insert(cx.now);
        item.closed = None;
        changes.store(&item);
        "opened"
    };
    let reply = Reply::said(format!("{} {words}", case.reference));
    Decision::of(changes, EntryKind::ItemHeard, about(&case), about(&meeting), reply)
}

fn leave(cx: &mut Context<'_>, changes: &mut Changes<'_>, item: &mut AgendaItem) -> Result<(), Refusal> {
    item.state = ItemState::Heard;
    item.opened.get_or_insert(cx.now);
    item.closed = Some(cx.now);
    changes.store(item);
    case_heard(cx, changes, item)
}

/// The case and its waiting referrals have been heard by this meeting; a subject under review has been reviewed.
pub fn case_heard(cx: &mut Context<'_>, changes: &mut Changes<'_>, item: &AgendaItem) -> Result<(), Refusal> {
    let mut case: Case = changes.get(item.case)?;
    // A subject that the meeting did not take on, or let go, has left the forum while it was heard.
    if !matches!(case.state, CaseState::Declined | CaseState::Transferred | CaseState::Closed) {
        case.state = CaseState::Heard;
    }
    changes.store(&case);
    stage::heard(cx, changes, &case)?;
    if case.state == CaseState::Heard {
        flag::raise(cx, changes, &case, item.meeting)?;
    }
    for mut referral in changes.find::<Referral>("case", &case.id)? {
        if !referral.heard {
            referral.heard = true;
            referral.meeting = Some(item.meeting);
            changes.store(&referral);
        }
    }
    Ok(())
}

/// The meeting and the case of something said: the case must be on the agenda.
pub(super) fn heard_in(
    changes: &Changes<'_>,
    meeting: Id<Meeting>,
    case: Id<Case>,
) -> Result<(Meeting, Case), Refusal> {
    let meeting = changeable(changes, meeting)?;
    let case: Case = changes.get(case)?;
    let items = changes.find::<AgendaItem>("meeting", &meeting.id)?;
    if items.iter().any(|item| item.case == case.id) {
        Ok((meeting, case))
    } else {
        Err(Refusal::rule(format!("{} is not on the agenda of {}", case.reference, meeting.reference)))
    }
}

/// Keeps what an agency said.
pub fn add_information(cx: &mut Context<'_>, asked: AddInformation) -> Result<Decision, Refusal> {
    let mut changes = cx.changes();
    let (meeting, case) = heard_in(&changes, asked.meeting, asked.case)?;
    if matches!(asked.kind, InformationKind::Shared | InformationKind::Late) {
        said(&asked.words, "the information")?;
    }
    changes.store(&Information {
        id: cx.id(),
        meeting: meeting.id,
        case: case.id,
        agency: asked.agency,
        kind: asked.kind,
        words: asked.words,
        source: None,
        on: asked.on,
        opinion: asked.opinion,
        at: cx.now,
    });
    let reply = Reply::said(format!("information kept under {}", case.reference));
    Decision::of(changes, EntryKind::Information, about(&case), about(&meeting), reply)
}

/// Keeps a risk.
pub fn add_risk(cx: &mut Context<'_>, asked: AddRisk) -> Result<Decision, Refusal> {
    let mut changes = cx.changes();
    let (meeting, case) = heard_in(&changes, asked.meeting, asked.case)?;
    said(&asked.words, "the risk")?;
    changes.store(&Risk {
        id: cx.id(),
        meeting: meeting.id,
        case: case.id,
        whom: asked.whom,
        words: asked.words,
        agency: asked.agency,
        at: cx.now,
    });
    let reply = Reply::said(format!("risk to {} kept under {}", asked.whom, case.reference));
    Decision::of(changes, EntryKind::Risk, about(&case), about(&meeting), reply)
}

/// Keeps a line as typed: under a case, or as other business of a meeting.
pub fn add_note(cx: &mut Context<'_>, asked: AddNote) -> Result<Decision, Refusal> {
    let mut changes = cx.changes();
    said(&asked.words, "the note")?;
    let meeting = asked.meeting.map(|meeting| changeable(&changes, meeting)).transpose()?;
    let case = asked.case.map(|case| changes.get::<Case>(case)).transpose()?;
    if meeting.is_none() && case.is_none() {
        return Err(Refusal::rule("a note belongs to a case or to a meeting"));
    }
    changes.store(&Note {
        id: cx.id(),
        meeting: asked.meeting,
        case: asked.case,
        words: asked.words,
        unread: asked.unread,
        at: cx.now,
    });
    let place = case.as_ref().map_or("other business", |case| case.reference.as_str());
    let reply = Reply::said(format!("note kept under {place}"));
    Decision::of(
        changes,
        EntryKind::Note,
        case.as_ref().and_then(about),
        meeting.as_ref().and_then(about),
        reply,
    )
}

/// The decision row of a case in a meeting, a blank one when there is none.
fn decision_row(
    cx: &mut Context<'_>,
    changes: &Changes<'_>,
    meeting: Id<Meeting>,
    case: Id<Case>,
) -> Result<Decided, Refusal> {
    let rows = changes.find::<Decided>("meeting", &meeting)?;
    Ok(rows.into_iter().find(|row| row.case == case).unwrap_or_else(|| Decided {
        id: cx.id(),
        meeting,
        case,
        decision: Private::default(),
        why: Private::default(),
        considered: Json(Vec::new()),
        feedback_by: None,
        feedback_how: None,
        feedback_due: None,
        trust: None,
    }))
}

/// Sets the decision and why.
pub fn decide(cx: &mut Context<'_>, asked: Decide) -> Result<Decision, Refusal> {
    let mut changes = cx.changes();
    let (meeting, case) = heard_in(&changes, asked.meeting, asked.case)?;
    said(&asked.decision, "the decision")?;
    let mut row = decision_row(cx, &changes, meeting.id, case.id)?;
    let forum = cx.area()?.forum(&meeting.forum)?;
    let typed = asked.decision.reveal().trim();
    let own = forum.decision.iter().find(|choice| choice.key.eq_ignore_ascii_case(typed));
    row.decision = own.map_or(asked.decision.clone(), |choice| Private::from(choice.label.as_str()));
    row.why = asked.why;
    if let Some(considered) = asked.considered {
        row.considered = Json(considered);
    }
    row.trust = asked.trust.or(row.trust);
    changes.store(&row);
    let mut reply = Reply::said(format!("decision on {} recorded", case.reference));
    if row.why.reveal().trim().is_empty() {
        reply.warnings.push("no reason was given; the minutes print one".to_owned());
    }
    let begins =
        |choice: &Choice| row.decision.reveal().to_lowercase().starts_with(&choice.label.to_lowercase());
    if !forum.decision.is_empty() && !forum.decision.iter().any(begins) {
        let known: Vec<&str> = forum.decision.iter().map(|choice| choice.key.as_str()).collect();
        reply.warnings.push(format!("{} decides one of {}; kept as said", forum.code, known.join(", ")));
    }
    Decision::of(changes, EntryKind::Decision, about(&case), about(&meeting), reply)
}

/// By when the victim is told, unless the meeting says otherwise.
pub fn feedback_due(area: &AreaData, on: Date) -> Date {
    let days = i32::try_from(area.number(SettingKey::FeedbackDue, on)).unwrap_or(1);
    area.holidays.add_working_days(on, days)
}

/// Says who tells the victim, how and by when: within the area's working days where no day is given.
pub fn set_feedback(cx: &mut Context<'_>, asked: SetFeedback) -> Result<Decision, Refusal> {
    let area = cx.area()?;
    let mut changes = cx.changes();
    let (meeting, case) = heard_in(&changes, asked.meeting, asked.case)?;
    if area.agencies.get(&asked.by).is_none() {
        return Err(Refusal::rule(format!("no agency of this area is called {}", asked.by)));
    }
    let mut row = decision_row(cx, &changes, meeting.id, case.id)?;
    row.feedback_by = Some(asked.by);
    row.feedback_how = asked.how;
    row.feedback_due = asked.due.or_else(|| Some(feedback_due(area, meeting.on)));
    changes.store(&row);
    let mut reply = Reply::said(format!("feedback to the victim of {} recorded", case.reference));
    reply.warnings.extend(opposing::before_contact(&changes, &case)?);
    Decision::of(changes, EntryKind::Decision, about(&case), about(&meeting), reply)
}
