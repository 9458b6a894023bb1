//! What is said of draft minutes, and what became of it. What is said of approved ones leads to an addendum.

use super::{Context, Decision, about, said};
use crate::domain::entry::EntryKind;
use crate::domain::facts::Changes;
use crate::domain::id::Id;
use crate::domain::refusal::Refusal;
use crate::domain::reply::Reply;
use crate::domain::request::{AddComment, AnswerComment};
use crate::domain::rows::case::Case;
use crate::domain::rows::meeting::{Meeting, MeetingState};
use crate::domain::rows::minutes::Comment;

/// Keeps a comment. It may come late: approved minutes take it too, and the reply says what follows from that.
pub fn add(cx: &mut Context<'_>, asked: AddComment) -> Result<Decision, Refusal> {
    let mut changes = cx.changes();
    let meeting: Meeting = changes.get(asked.meeting)?;
    if matches!(meeting.state, MeetingState::Planned) {
        return Err(Refusal::rule(format!("{} has not begun; there are no minutes yet", meeting.reference)));
    }
    said(&asked.from, "who says it")?;
    said(&asked.words, "the comment")?;
    let on = asked.on.unwrap_or_else(|| cx.today());
    if on > cx.today() {
        return Err(Refusal::rule("the comment came on a day that is still to come"));
    }
    let case = asked.case.map(|case| changes.get::<Case>(case)).transpose()?;
    changes.store(&Comment {
        id: cx.id(),
        meeting: meeting.id,
        case: asked.case,
        from: asked.from,
        words: asked.words,
        on,
        answer: None,
        answered: None,
    });
    let mut reply = Reply::said(format!("comment on the minutes of {} kept", meeting.reference));
    if meeting.state == MeetingState::Approved {
        reply.warnings.push("the minutes are approved: a correction is a dated addendum".to_owned());
    }
    Decision::of(changes, EntryKind::Comment, case.as_ref().and_then(about), about(&meeting), reply)
}

/// Says what became of a comment.
pub fn answer(cx: &mut Context<'_>, asked: AnswerComment) -> Result<Decision, Refusal> {
    let mut changes = cx.changes();
    let mut comment: Comment = changes.get(asked.comment)?;
    said(&asked.answer, "what became of it")?;
    let meeting: Meeting = changes.get(comment.meeting)?;
    comment.answer = Some(asked.answer);
    comment.answered = Some(cx.now);
    changes.store(&comment);
    let case = comment.case.map(Id::uuid);
    let words = format!("comment on the minutes of {} answered", meeting.reference);
    Decision::of(changes, EntryKind::Comment, case, about(&meeting), Reply::said(words))
}

/// Comments on the minutes of a meeting in the order in which they came.
///
/// # Errors
/// When the record cannot be read.
pub fn all(changes: &Changes<'_>, meeting: Id<Meeting>) -> Result<Vec<Comment>, Refusal> {
    let mut comments = changes.find::<Comment>("meeting", &meeting)?;
    comments.sort_by_key(|comment| (comment.on, comment.id));
    Ok(comments)
}
