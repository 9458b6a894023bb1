//! `convenor minutes show`: the minutes before approval and after.

use serde_json::json;

use crate::cli::failure::Failure;
use crate::cli::out::Out;
use crate::domain::calendar::show_day_year;
use crate::domain::private::Private;
use crate::domain::rows::meeting::MeetingState;
use crate::domain::rows::minutes::{Comment, Issued};
use crate::service::ask::MinutesStory;

/// Prints what is missing, comments, papers issued and by when papers go out.
pub fn told(story: &MinutesStory, out: &mut Out) -> Result<(), Failure> {
    if out.wants_json() {
        return out.json(json!({
            "reference": story.meeting.reference,
            "state": story.meeting.state.word(),
            "incomplete": story.lacks.iter().map(|lack| lack.gap.to_string()).collect::<Vec<_>>(),
            "sheets_due": story.sheets_due,
            "minutes_due": story.minutes_due,
            "deemed_from": story.silence.as_ref().and_then(|silence| silence.from),
            "comments": story.comments.iter().map(comment_value).collect::<Vec<_>>(),
            "issued": story.issued.iter().map(issued_value).collect::<Vec<_>>(),
        }));
    }
    out.line(&format!("{}: {}", story.meeting.reference, story.meeting.state))?;
    out.line(&format!(
        "action sheets by {}, minutes by {}",
        show_day_year(story.sheets_due),
        show_day_year(story.minutes_due)
    ))?;
    if let Some(silence) = story.silence.as_ref().filter(|_| story.meeting.state == MeetingState::Closed) {
        let from = silence.from.map_or_else(
            || format!("{} working days after a draft goes out", silence.days),
            |from| format!("from {}", show_day_year(from)),
        );
        out.line(&format!("deemed approved {from}, if nobody objects"))?;
    }
    if story.meeting.approved.is_none() {
        section("Incomplete", story.lacks.iter().map(|lack| lack.gap.to_string()), out)?;
    }
    section("Comments", story.comments.iter().enumerate().map(|(at, row)| comment(at + 1, row)), out)?;
    section("Went out", story.issued.iter().map(issued), out)
}

fn section(head: &str, lines: impl ExactSizeIterator<Item = String>, out: &mut Out) -> Result<(), Failure> {
    if lines.len() == 0 {
        return Ok(());
    }
    out.gap()?;
    out.line(&format!("{head}:"))?;
    lines.into_iter().try_for_each(|line| out.indented(2, &line))
}

fn comment(number: usize, row: &Comment) -> String {
    let answer = row.answer.as_ref().map_or("not answered", |answer| answer.reveal());
    format!("{number}. {}, {}: {} [{answer}]", row.from.reveal(), show_day_year(row.on), row.words.reveal())
}

fn issued(copy: &Issued) -> String {
    let to = if copy.recipient.is_empty() { String::new() } else { format!(" for {}", copy.recipient) };
    let draft = if copy.draft { " (draft)" } else { "" };
    format!("{}{draft}{to}, copy {}, {}", copy.paper, copy.copy, show_day_year(copy.at.date()))
}

fn comment_value(row: &Comment) -> serde_json::Value {
    json!({
        "from": row.from.reveal(),
        "on": row.on,
        "words": row.words.reveal(),
        "answer": row.answer.as_ref().map(Private::reveal),
    })
}

fn issued_value(copy: &Issued) -> serde_json::Value {
    json!({
        "paper": copy.paper.word(),
        "recipient": copy.recipient,
        "copy": copy.copy,
        "edition": copy.version,
        "draft": copy.draft,
        "at": copy.at,
    })
}
