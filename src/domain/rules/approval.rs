//! Approval of the minutes, and addenda.

use jiff::civil::DateTime;
use serde::Serialize;
use uuid::Uuid;

use super::incomplete::incomplete;
use super::{Context, Decision, about, comment, said};
use crate::domain::entry::EntryKind;
use crate::domain::facts::Changes;
use crate::domain::id::Id;
use crate::domain::refusal::Refusal;
use crate::domain::reply::Reply;
use crate::domain::request::{AddAddendum, Approve};
use crate::domain::rows::case::Case;
use crate::domain::rows::meeting::{Meeting, MeetingState};
use crate::domain::rows::minutes::Section;
use crate::domain::statement::{self, Addendum, Statement};

/// Approves the minutes: the facts they print are stored, one section a case, and the meeting is closed to change.
/// What is incomplete is said and does not stand in the way.
pub fn approve(cx: &mut Context<'_>, asked: Approve) -> Result<Decision, Refusal> {
    let area = cx.area()?;
    let mut changes = cx.changes();
    let mut meeting: Meeting = changes.get(asked.meeting)?;
    match meeting.state {
        MeetingState::Closed => {}
        MeetingState::Approved => {
            return Err(Refusal::rule(format!("the minutes of {} are approved already", meeting.reference)));
        }
        state => {
            return Err(Refusal::rule(format!(
                "{} is {state}; close it before its minutes are approved",
                meeting.reference
            )));
        }
    }
    said(&asked.by, "the name of who approved")?;
    let at = asked.at.unwrap_or(cx.now);
    let mut facts = statement::gather(&changes, area, &meeting)?;
    facts.meeting.approved = Some((asked.by.clone(), asked.how.clone(), at));
    let mut reply = Reply::said(format!("minutes of {} approved", meeting.reference))
        .naming(&meeting.reference, meeting.id.uuid());
    let open = comment::all(&changes, meeting.id)?;
    reply.warnings = incomplete(&facts, &open).iter().map(ToString::to_string).collect();
    state(cx, &mut changes, meeting.id, &facts)?;
    meeting.state = MeetingState::Approved;
    meeting.approved = Some(at);
    meeting.approved_by = Some(asked.by);
    meeting.approved_how = Some(asked.how);
    changes.store(&meeting);
    Decision::of(changes, EntryKind::Approved, None, about(&meeting), reply)
}

/// Stores the statement, each section with the case whose text it is.
fn state(
    cx: &mut Context<'_>,
    changes: &mut Changes<'_>,
    meeting: Id<Meeting>,
    facts: &Statement,
) -> Result<(), Refusal> {
    let mut stating = Stating { at: cx.now, meeting, position: 0 };
    changes.store(&stating.section(cx, None, "meeting", &facts.meeting)?);
    for outstanding in &facts.outstanding {
        changes.store(&stating.section(cx, Some(outstanding.case), "outstanding", outstanding)?);
    }
    for case in &facts.cases {
        changes.store(&stating.section(cx, Some(case.case), "case", case)?);
    }
    Ok(())
}

struct Stating {
    at: DateTime,
    meeting: Id<Meeting>,
    position: u32,
}

impl Stating {
    fn section(
        &mut self,
        cx: &mut Context<'_>,
        case: Option<Uuid>,
        kind: &str,
        facts: &impl Serialize,
    ) -> Result<Section, Refusal> {
        self.position += 1;
        let body = serde_json::to_string(facts).map_err(|error| Refusal::Record(error.to_string()))?;
        Ok(Section {
            id: cx.id(),
            meeting: self.meeting,
            case: case.map(Id::new),
            position: self.position,
            kind: kind.to_owned(),
            body: body.into(),
            at: self.at,
        })
    }
}

/// Adds a dated addendum to approved minutes.
pub fn add_addendum(cx: &mut Context<'_>, asked: AddAddendum) -> Result<Decision, Refusal> {
    let mut changes = cx.changes();
    let meeting: Meeting = changes.get(asked.meeting)?;
    if meeting.state != MeetingState::Approved {
        return Err(Refusal::rule(format!(
            "{} is {}; what is wrong can still be changed in place",
            meeting.reference, meeting.state
        )));
    }
    said(&asked.words, "the addendum")?;
    let case = asked.case.map(|case| changes.get::<Case>(case)).transpose()?;
    let addendum =
        Addendum { at: cx.now, case: case.as_ref().map(|case| case.reference.clone()), words: asked.words };
    let position = changes.next_number::<Section>("meeting", &meeting.id, "position")?;
    let mut stating = Stating { at: cx.now, meeting: meeting.id, position: position - 1 };
    let section = stating.section(cx, asked.case.map(Id::uuid), "addendum", &addendum)?;
    changes.store(&section);
    let reply = Reply::said(format!("addendum to {} added", meeting.reference));
    Decision::of(changes, EntryKind::Addendum, case.as_ref().and_then(about), about(&meeting), reply)
}
