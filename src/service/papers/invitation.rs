//! An invitation: when and where a meeting is, for a calendar.

use crate::domain::paper::{PaperKind, Wanted};
use crate::domain::refusal::Refusal;
use crate::domain::rows::meeting::Meeting;
use crate::papers::ics::Sitting;
use crate::papers::{Copy, Document, invitation};
use crate::service::looking::Looking;

/// The invitation to a meeting, to be looked at.
///
/// # Errors
/// When the meeting is gone.
pub fn paper(with: &Looking<'_>, wanted: &Wanted, copy: &Copy) -> Result<Document, Refusal> {
    let meeting = meeting(with, wanted)?;
    let marking = with.area.forum(&meeting.forum)?.marking.clone();
    Ok(invitation::build(&told(&meeting, copy), &marking, copy))
}

/// What a calendar is told; nothing of a paper that is no invitation.
///
/// # Errors
/// When the meeting is gone.
pub fn sitting(with: &Looking<'_>, wanted: &Wanted, copy: &Copy) -> Result<Option<Sitting>, Refusal> {
    if wanted.kind != PaperKind::Invitation {
        return Ok(None);
    }
    Ok(Some(told(&meeting(with, wanted)?, copy)))
}

fn meeting(with: &Looking<'_>, wanted: &Wanted) -> Result<Meeting, Refusal> {
    let meeting =
        wanted.subject.meeting().ok_or_else(|| Refusal::rule("an invitation is about a meeting"))?;
    with.rows().get(meeting)
}

fn told(meeting: &Meeting, copy: &Copy) -> Sitting {
    Sitting {
        id: meeting.id.uuid(),
        reference: meeting.reference.clone(),
        starts: meeting.on.to_datetime(meeting.starts),
        minutes: meeting.minutes,
        venue: meeting.venue.clone(),
        // Every copy of a meeting has a number of its own, so that a later invitation replaces an earlier one.
        sequence: copy.number.saturating_sub(1),
    }
}
