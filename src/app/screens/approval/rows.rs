//! The page of the minutes: what is missing, what was said of the draft, what went out.

use jiff::civil::Date;
use ratatui::text::{Line, Span};

use super::{Approval, Target};
use crate::app::cx::Cx;
use crate::app::widgets::sheet::{SheetRow, heading};
use crate::app::widgets::wide;
use crate::domain::calendar::{show_day_near, show_day_year};
use crate::domain::paper::PaperKind;
use crate::domain::rows::meeting::{Meeting, MeetingState};
use crate::domain::rows::minutes::{Comment, Issued};
use crate::service::ask::{Lack, MinutesStory};

type Row = SheetRow<Target>;

impl Approval {
    /// Everything on the page.
    pub(super) fn rows(&self, width: usize, cx: &Cx) -> Vec<Row> {
        let Some(story) = &self.story else { return Vec::new() };
        let mut rows = standing(story, width, cx);
        rows.extend(lacks(story, width, cx));
        rows.extend(self.comments(story, width, cx));
        rows.extend(went_out(story, width, cx));
        rows
    }

    fn comments(&self, story: &MinutesStory, width: usize, cx: &Cx) -> Vec<Row> {
        if story.comments.is_empty() {
            return Vec::new();
        }
        let mut rows = heading(&format!("Comments  {}", story.comments.len()), cx).to_vec();
        for (at, comment) in story.comments.iter().enumerate() {
            let sign = if comment.answer.is_some() { "✓" } else { "!" };
            let style = if comment.answer.is_some() { cx.theme.text } else { cx.theme.warning };
            let text = format!("{sign} {}", self.comment(comment, cx));
            let mut lines = wide::wrap(&text, width.saturating_sub(4)).into_iter();
            let first = Line::styled(format!("  {}", lines.next().unwrap_or_default()), style);
            rows.push(Row::stop(first, Some(Target::Comment(at))));
            rows.extend(lines.map(|line| Row::pass(Line::styled(format!("    {line}"), cx.theme.text))));
            if let Some(answer) = &comment.answer {
                let answer = format!("answered: {}", cx.shown(answer));
                let lines = wide::wrap(&answer, width.saturating_sub(6));
                rows.extend(
                    lines
                        .into_iter()
                        .map(|line| Row::pass(Line::styled(format!("    {line}"), cx.theme.quiet))),
                );
            }
        }
        rows
    }

    fn comment(&self, comment: &Comment, cx: &Cx) -> String {
        let items = self.agenda.as_ref().map(|agenda| agenda.items.as_slice()).unwrap_or_default();
        let of = items.iter().find(|line| Some(line.case.id) == comment.case);
        let of = of.map(|line| format!(" on {}", line.case.reference)).unwrap_or_default();
        let from = cx.shown(&comment.from);
        format!("{from}, {}{of}: {}", show_day_near(comment.on, cx.today()), cx.shown(&comment.words))
    }
}

/// How the minutes stand, what is due, and what can be done about it.
fn standing(story: &MinutesStory, width: usize, cx: &Cx) -> Vec<Row> {
    let meeting = &story.meeting;
    let day = show_day_year(meeting.on);
    let words = match (meeting.approved, &meeting.approved_by) {
        (Some(at), Some(by)) => format!(
            "{} of {day}: approved {} by {}, {}",
            meeting.reference,
            at.strftime("%a %-d %b %Y %H:%M"),
            cx.shown(by),
            meeting.approved_how.as_deref().unwrap_or("how is not recorded")
        ),
        _ => format!("{} of {day}: {}, not approved", meeting.reference, meeting.state),
    };
    let mut lines: Vec<Line<'static>> = Vec::new();
    lines.extend(wrapped(&words, width).map(|line| Line::styled(line, cx.theme.strong)));
    lines.extend(
        due(story, cx.today())
            .map(|words| Line::styled(wide::cut(&format!(" {words}"), width), cx.theme.text)),
    );
    lines.extend(
        silence(story, cx.today())
            .map(|words| Line::styled(wide::cut(&format!(" {words}"), width), cx.theme.text)),
    );
    lines.extend(wrapped(advice(meeting), width).map(|line| Line::styled(line, cx.theme.quiet)));
    lines.into_iter().map(Row::pass).collect()
}

fn wrapped(words: &str, width: usize) -> impl Iterator<Item = String> {
    wide::wrap(words, width.saturating_sub(2)).into_iter().map(|line| format!(" {line}"))
}

/// By when papers go out, and whether they have.
fn due(story: &MinutesStory, today: Date) -> Option<String> {
    story.meeting.closed?;
    let closed = story.meeting.closed;
    let went = |paper: PaperKind, draft: bool| {
        story
            .issued
            .iter()
            .any(|copy| copy.paper == paper && (draft || !copy.draft) && Some(copy.at) >= closed)
    };
    let told = |what: &str, on: Date, out: bool| match out {
        true => format!("{what} went out"),
        false if today > on => format!("{what} LATE, due {}", show_day_near(on, today)),
        false => format!("{what} due {}", show_day_near(on, today)),
    };
    let sheets = told("action sheets", story.sheets_due, went(PaperKind::ActionSheet, true));
    let minutes = told("minutes", story.minutes_due, went(PaperKind::Minutes, false));
    Some(format!("{sheets} · {minutes}"))
}

/// What silence means here.
fn silence(story: &MinutesStory, today: Date) -> Option<String> {
    let silence = story.silence.as_ref().filter(|_| story.meeting.state == MeetingState::Closed)?;
    let words = match silence.but(today) {
        None => "nobody has objected in time: m deems them approved".to_owned(),
        Some(but) => format!("deemed approved {} working days after the draft: {but}", silence.days),
    };
    Some(words)
}

/// What can be done now, in a line.
const fn advice(meeting: &Meeting) -> &'static str {
    match meeting.state {
        MeetingState::Closed => {
            "s writes the action sheets, x the draft; c keeps a comment; a approves here, e as given by e-mail"
        }
        MeetingState::Approved => "x writes the minutes, s the action sheets, d adds a dated addendum",
        _ => "the meeting is closed first: Alt-c in its room; action sheets may be written before",
    }
}

fn lacks(story: &MinutesStory, width: usize, cx: &Cx) -> Vec<Row> {
    let mut rows = vec![Row::pass("")];
    rows.push(Row::pass(match story.lacks.len() {
        0 => Line::styled(" Nothing is missing.", cx.theme.good),
        1 => Line::styled(" One thing is incomplete; Enter goes there.", cx.theme.heading),
        len => Line::styled(format!(" {len} things are incomplete; Enter goes to one."), cx.theme.heading),
    }));
    rows.extend(story.lacks.iter().map(|lack| lacking(lack, width, cx)));
    rows
}

fn lacking(lack: &Lack, width: usize, cx: &Cx) -> Row {
    let place = if lack.gap.place.is_empty() { "the meeting" } else { &lack.gap.place };
    let line = wide::cut(&format!("  {place}: {}", lack.gap.missing.words()), width);
    Row::stop(Line::styled(line, cx.theme.text), Some(Target::Lack(lack.item, lack.gap.missing)))
}

fn went_out(story: &MinutesStory, width: usize, cx: &Cx) -> Vec<Row> {
    if story.issued.is_empty() {
        return Vec::new();
    }
    let mut rows = heading(&format!("Went out  {}", story.issued.len()), cx).to_vec();
    rows.extend(story.issued.iter().rev().map(|copy| {
        let line = Line::from(vec![
            Span::styled(
                format!("  {}", wide::fit(&show_day_near(copy.at.date(), cx.today()), 12)),
                cx.theme.quiet,
            ),
            Span::styled(wide::cut(&issued(copy), width.saturating_sub(16)), cx.theme.text),
        ]);
        Row::pass(line)
    }));
    rows
}

fn issued(copy: &Issued) -> String {
    let to = if copy.recipient.is_empty() { String::new() } else { format!(" for {}", copy.recipient) };
    let draft = if copy.draft { ", draft" } else { "" };
    format!("{}{to}{draft}, copy {}", copy.paper, copy.copy)
}
