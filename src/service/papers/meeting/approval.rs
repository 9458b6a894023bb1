//! The facts of a request for approval.

use crate::domain::id::Id;
use crate::domain::refusal::Refusal;
use crate::domain::rows::action::Action;
use crate::domain::rows::agenda::{AgendaItem, ItemState};
use crate::domain::rows::case::Case;
use crate::domain::rows::meeting::{Meeting, MeetingState};
use crate::domain::told::approval::ApprovalFacts;
use crate::service::look::minutes;
use crate::service::looking::Looking;

/// Gathers what the chair is asked.
pub fn gather(with: &Looking<'_>, id: Id<Meeting>) -> Result<ApprovalFacts, Refusal> {
    let rows = with.rows();
    let story = minutes::story(with, id)?;
    let meeting = &story.meeting;
    if !matches!(meeting.state, MeetingState::Closed | MeetingState::Approved) {
        return Err(Refusal::rule(format!(
            "{} is not over: its minutes are approved once it is closed",
            meeting.reference
        )));
    }
    let open = story.comments.iter().filter(|comment| comment.answer.is_none());
    let comments = open.map(|comment| {
        let case = comment.case.map(|case| rows.get::<Case>(case)).transpose()?;
        Ok((case.map(|case| case.reference), comment.on))
    });
    let items = rows.find::<AgendaItem>("meeting", &id)?;
    Ok(ApprovalFacts {
        head: super::head(with, meeting)?,
        by: story.minutes_due,
        late: story.minutes_due < with.now.today(),
        approved: meeting.approved.map(jiff::civil::DateTime::date),
        heard: items.iter().filter(|item| item.state == ItemState::Heard).count(),
        agreed: rows.find::<Action>("meeting", &Some(id))?.len(),
        lacks: story.lacks.iter().map(|lack| lack.gap.to_string()).collect(),
        comments: comments.collect::<Result<_, Refusal>>()?,
        silence: story.silence.as_ref().map(|silence| (silence.days, silence.from)),
    })
}
