//! The room on the screen: header words, the cases, the case, the line with what it means.

use ratatui::Frame;
use ratatui::layout::{Constraint, Layout, Rect};
use ratatui::text::{Line, Span};
use ratatui::widgets::{Paragraph, Wrap};

use super::line::Shown;
use super::mode::Mode;
use super::pace::{clock, pace};
use super::page::{Page, identity};
use super::scroll::Section;
use super::{Place, Room, side};
use crate::app::cx::Cx;
use crate::app::line::fitted;
use crate::app::widgets::text_area::LongText;
use crate::app::widgets::text_line::TextLine;
use crate::app::widgets::{chrome, wide};
use crate::domain::calendar::show_day_near;
use crate::domain::line::PartKind;
use crate::domain::rows::meeting::MeetingState;
use crate::service::ask::Agenda;

/// Columns that are lost where a row is broken between words, as a rule.
const LOST: usize = 8;
/// Said of a line that is made of a piece of information or a risk.
const SOURCE: &str = " · linked with what was said";
/// Columns from which the cases stand beside the case.
const WIDE: u16 = 100;

/// What stands in the header: forum, case, its clock, and when the last case ends at this pace.
pub fn title(room: &Room, cx: &Cx) -> String {
    let Some(agenda) = &room.agenda else { return "Meeting room".to_owned() };
    let mut words = vec![agenda.forum.clone()];
    match (room.listed(), room.place) {
        (Some(line), _) => words.push(format!("case {} of {}", line.item.position, agenda.items.len())),
        (None, Place::Business) => words.push("other business".to_owned()),
        (None, _) => {}
    }
    if agenda.meeting.state != MeetingState::Open {
        words.push(stands(agenda, cx));
        return words.join("  ");
    }
    // In a narrow terminal the clock and a lost quorum stand in the line below, where there is room for them.
    if !room.wide.get() {
        return words.join("  ");
    }
    if agenda.around.lacks_quorum() {
        words.push("NO QUORUM".to_owned());
    }
    words.push(time(room, agenda, cx));
    words.retain(|words| !words.is_empty());
    let ends = pace(agenda, None, cx.now).ends;
    words.push(format!("at this pace ends {}", ends.strftime("%H:%M")));
    words.join("  ")
}

/// How long the case in sight has been open of the time meant for it: "06:12 of 10:00", with a word once it is over.
fn time(room: &Room, agenda: &Agenda, cx: &Cx) -> String {
    if agenda.meeting.state != MeetingState::Open {
        return String::new();
    }
    let pace = pace(agenda, room.listed().map(|line| &line.item), cx.now);
    let Some(open) = pace.open else { return String::new() };
    let over = match open {
        open if open > pace.meant.max(i64::from(agenda.around.long) * 60) => "LONG ",
        open if open > pace.meant => "OVER ",
        _ => "",
    };
    format!("{over}{} of {}", clock(open), clock(pace.meant))
}

/// Where a meeting stands that does not sit, and when it goes on: "PAUSED until 11:15".
fn stands(agenda: &Agenda, cx: &Cx) -> String {
    let state = agenda.meeting.state.word().to_uppercase();
    let pause = agenda.table.pauses.iter().rfind(|pause| pause.ended.is_none());
    let until = pause.and_then(|pause| pause.resumes).map(|resumes| {
        let clock = resumes.strftime("%H:%M");
        if resumes.date() == cx.today() {
            format!(" until {clock}")
        } else {
            format!(" until {} {clock}", show_day_near(resumes.date(), cx.today()))
        }
    });
    let state = if agenda.meeting.state == MeetingState::Paused { "ADJOURNED".to_owned() } else { state };
    format!("{state}{}", until.unwrap_or_default())
}

/// Draws the room.
pub fn view(room: &Room, frame: &mut Frame, area: Rect, cx: &Cx) {
    let Some(agenda) = room.agenda.as_deref() else {
        return chrome::empty(frame, area, "…", cx);
    };
    let editing = room.line.written().is_editing();
    // The editor takes half of the room; the case stays in sight above it.
    let foot = match area.height {
        rows if editing => (rows / 2).max(1),
        rows if rows >= 12 => 3,
        _ => 1,
    };
    let [body, line] = Layout::vertical([Constraint::Fill(1), Constraint::Length(foot)]).areas(area);
    room.wide.set(area.width >= WIDE);
    let body = if area.width >= WIDE {
        let [left, right] =
            Layout::horizontal([Constraint::Length(side::WIDTH), Constraint::Fill(1)]).areas(body);
        side::view(room, agenda, frame, left, cx);
        right
    } else {
        let [top, rest] = Layout::vertical([Constraint::Length(1), Constraint::Fill(1)]).areas(body);
        let open = agenda.meeting.state == MeetingState::Open;
        let ends =
            if open { pace(agenda, None, cx.now).ends.strftime("%H:%M").to_string() } else { String::new() };
        let strip = side::strip(room, agenda, &ends, &time(room, agenda, cx), cx);
        frame.render_widget(Line::styled(wide::fit(&strip, usize::from(top.width)), cx.theme.quiet), top);
        rest
    };
    middle(room, agenda, frame, body, cx);
    match room.line.written().long().filter(|_| editing) {
        Some(long) => view_editor(room, long, frame, line, cx),
        None => view_line(room, frame, line, cx),
    }
}

fn middle(room: &Room, agenda: &Agenda, frame: &mut Frame, area: Rect, cx: &Cx) {
    if room.gaps.shown {
        let shown = room.listed().map(|line| line.item.id);
        return room.gaps.view(frame, area, agenda, shown, cx);
    }
    match (room.place, room.story()) {
        (Place::Business, _) => business(room, agenda, frame, area, cx),
        (_, None) => chrome::empty(frame, area, "… the case is being read", cx),
        (_, Some(story)) => {
            let area = Rect { x: area.x + area.width.min(1), width: area.width.saturating_sub(2), ..area };
            let columns = usize::from(area.width);
            let listed = agenda.items.iter().find(|line| line.item.id == story.item.id);
            let listed = listed.map_or("", |line| line.case.victim.reveal());
            let head = identity(story, listed, columns, cx);
            let rows = u16::try_from(head.len()).unwrap_or(1).min(area.height);
            let [top, rest] = Layout::vertical([Constraint::Length(rows), Constraint::Fill(1)]).areas(area);
            frame.render_widget(Paragraph::new(head), top);
            let page = Page::new(agenda, story, &room.line, columns, cx);
            let sections: Vec<_> = page.rows.iter().map(|(section, _)| *section).collect();
            // Who is still to speak stays in sight, however long the case: below a line of its own when it is not.
            let silent: Vec<Line> = page
                .rows
                .iter()
                .filter(|(section, _)| *section == Section::ToSpeak)
                .map(|(_, line)| line.clone())
                .take(2)
                .collect();
            let height = usize::from(rest.height);
            let all = room.scroll.visible(&sections, height);
            let seen = |seen: &std::ops::Range<usize>| {
                let rows = sections.get(seen.clone()).unwrap_or_default();
                rows.iter().filter(|section| **section == Section::ToSpeak).count() >= silent.len()
            };
            let pinned = if seen(&all) || height < 10 { 0 } else { silent.len() };
            let foot = u16::try_from(pinned).unwrap_or(0);
            let [rest, bottom] =
                Layout::vertical([Constraint::Fill(1), Constraint::Length(foot)]).areas(rest);
            let seen = room.scroll.visible(&sections, usize::from(rest.height));
            let (above, below) = (seen.start > 0, seen.end < sections.len());
            let lines: Vec<Line> =
                page.rows.into_iter().skip(seen.start).take(seen.len()).map(|(_, line)| line).collect();
            frame.render_widget(Paragraph::new(lines), rest);
            frame.render_widget(Paragraph::new(silent), bottom);
            more(frame, rest, above, below, cx);
        }
    }
}

/// Signs at the edge that say there is more above or below.
fn more(frame: &mut Frame, area: Rect, above: bool, below: bool, cx: &Cx) {
    if area.height == 0 || area.width < 12 {
        return;
    }
    let x = area.x + area.width;
    let spot = |y| Rect { x, y, width: 1, height: 1 };
    if above {
        frame.render_widget(Span::styled("▲", cx.theme.quiet), spot(area.y));
    }
    if below {
        frame.render_widget(Span::styled("▼", cx.theme.quiet), spot(area.y + area.height - 1));
    }
}

/// Expiries, what was said beside the cases, and the next meeting.
fn business(room: &Room, agenda: &Agenda, frame: &mut Frame, area: Rect, cx: &Cx) {
    let theme = &cx.theme;
    let columns = usize::from(area.width).saturating_sub(3).max(8);
    let mut lines =
        vec![Line::styled(" Flags that end (12 months without a further referral)", theme.heading)];
    for case in &agenda.expiries {
        let last = show_day_near(case.last_referred, cx.today());
        let words = format!("   {}  last referred {last}  {}", case.reference, cx.shown(&case.victim));
        lines.push(Line::styled(wide::cut(&words, columns), theme.text));
    }
    if agenda.expiries.is_empty() {
        lines.push(Line::styled("   none", theme.quiet));
    }
    lines.push(Line::default());
    lines.push(Line::styled(" Other business", theme.heading));
    let noted = agenda.business.iter().map(|note| cx.shown(&note.words).to_owned());
    let sent = room.line.sent().flat_map(|sent| &sent.shown).filter_map(|shown| match shown {
        Shown::Note(_) if cx.privacy => Some("••• …".to_owned()),
        Shown::Note(words) => Some(format!("{words} …")),
        _ => None,
    });
    for words in noted.chain(sent) {
        lines.extend(
            wide::wrap(&words, columns)
                .into_iter()
                .map(|line| Line::styled(format!("   {line}"), theme.text)),
        );
    }
    lines.push(Line::default());
    let next = agenda.next.map_or_else(
        || "no next meeting is in the record".to_owned(),
        |next| format!("next meeting {}", show_day_near(next, cx.today())),
    );
    lines.push(Line::styled(format!(" {next}; {} waiting on no agenda", agenda.waiting), theme.text));
    lines.push(Line::styled(" Alt-c closes the meeting; Alt-n goes to a case that still waits", theme.quiet));
    frame.render_widget(Paragraph::new(lines), area);
}

/// A longer text whose editor is closed, in a line.
fn closed(long: &LongText, columns: usize) -> String {
    let text = long.text();
    let more = format!(" … {} lines; Alt-e opens them", text.lines().count());
    let first = text.lines().next().unwrap_or_default();
    format!("{}{more}", wide::cut(first, columns.saturating_sub(wide::width(&more)).max(8)))
}

/// The editor: what it is for, the text, and under it what it would become.
fn view_editor(room: &Room, long: &LongText, frame: &mut Frame, area: Rect, cx: &Cx) {
    let means_rows = if area.height >= 6 { 2 } else { 0 };
    let [head, text, meaning] =
        Layout::vertical([Constraint::Length(1), Constraint::Fill(1), Constraint::Length(means_rows)])
            .areas(area);
    let kept = if room.line.is_kept() { "✓ kept" } else { "… keeping" };
    let words = format!(" {} ›", room.line.mode().name());
    let room_left = usize::from(head.width).saturating_sub(wide::width(&words) + 1);
    let line = Line::from(vec![
        Span::styled(words, cx.theme.key),
        Span::styled(wide::fit_right(&format!("{kept} "), room_left), cx.theme.quiet),
    ]);
    frame.render_widget(line, head);
    let text = Rect { x: text.x + text.width.min(1), width: text.width.saturating_sub(2), ..text };
    if cx.privacy {
        let (shown, _) = hushed(&long.text()).visible(usize::from(text.width));
        frame.render_widget(Line::styled(shown, cx.theme.field), text);
    } else {
        long.view(frame, text, &cx.theme, true);
    }
    let meaning =
        Rect { x: meaning.x + meaning.width.min(1), width: meaning.width.saturating_sub(1), ..meaning };
    let means = means(room, (usize::from(meaning.width), usize::from(meaning.height)), cx);
    frame.render_widget(Paragraph::new(means).wrap(Wrap { trim: true }), meaning);
}

/// The line, and under it what Enter would do.
fn view_line(room: &Room, frame: &mut Frame, area: Rect, cx: &Cx) {
    let [typed, meaning] = Layout::vertical([Constraint::Length(1), Constraint::Fill(1)]).areas(area);
    let name = if room.place == Place::Business { "other business" } else { room.line.mode().name() };
    let prompt = format!(" {name} › ");
    let kept = match (room.line.text().is_empty(), room.line.is_kept()) {
        (true, _) => "",
        (false, true) => " ✓ kept",
        (false, false) => " … keeping",
    };
    let columns = usize::from(typed.width);
    let start = wide::width(&prompt);
    let field = columns.saturating_sub(start + wide::width(kept) + 1);
    let typing = cx.privacy.then(|| hushed(&room.line.text()));
    let (shown, column) = match (typing.as_ref().or(room.line.written().line()), room.line.written().long()) {
        (Some(line), _) => line.visible(field.max(1)),
        (None, long) => (long.map(|long| closed(long, field)).unwrap_or_default(), 0),
    };
    let line = Line::from(vec![
        Span::styled(prompt, cx.theme.key),
        Span::styled(wide::fit(&shown, field), cx.theme.field),
        Span::styled(kept, cx.theme.quiet),
    ]);
    frame.render_widget(line, typed);
    if typed.height > 0 && start + column < columns {
        let column = u16::try_from(start + column).unwrap_or(0);
        frame.set_cursor_position((typed.x.saturating_add(column), typed.y));
    }
    let indent = u16::try_from(start).unwrap_or(0).min(meaning.width);
    let meaning = Rect { x: meaning.x + indent, width: meaning.width - indent, ..meaning };
    frame.render_widget(
        Paragraph::new(means(room, (usize::from(meaning.width), usize::from(meaning.height)), cx))
            .wrap(Wrap { trim: true }),
        meaning,
    );
}

/// The line while names are hidden: the word being typed, and dots for what stands before it.
fn hushed(line: &str) -> TextLine {
    match line.trim_end().rsplit_once(char::is_whitespace) {
        Some(_) if line.ends_with(char::is_whitespace) => TextLine::holding("••• "),
        Some((_, word)) => TextLine::holding(&format!("••• {word}")),
        None => TextLine::holding(line),
    }
}

/// What Enter would do, or why the line came back, or what to type.
fn means(room: &Room, (columns, rows): (usize, usize), cx: &Cx) -> Vec<Line<'static>> {
    let theme = &cx.theme;
    let mut lines = Vec::new();
    if let Some(problem) = room.line.problem() {
        lines.push(Line::styled(format!("! {problem}"), theme.bad));
    }
    if room.line.text().trim().is_empty() {
        let words = match (room.line.waiting(), room.place) {
            (0, Place::Business) => "what was said beside the cases; Enter keeps it".to_owned(),
            (0, _) => room.line.mode().prompt().to_owned(),
            (1, _) => "a line that was refused waits: Up brings it back".to_owned(),
            (lines, _) => format!("{lines} lines that were refused wait: Up brings them back"),
        };
        lines.push(Line::styled(words, theme.quiet));
        return lines;
    }
    let Some(around) = room.around(cx) else {
        lines.push(Line::styled("note                       Enter keeps it", theme.quiet));
        return lines;
    };
    let preview = around.preview(&room.line, cx);
    if let Some((question, readings)) = &preview.question {
        let at = room.line.choice() + 1;
        let words = format!("? {question}  Down {at}/{readings}");
        lines.push(Line::styled(wide::cut(&words, columns), theme.warning));
    }
    let adds = match (room.line.written().is_editing(), room.line.mode()) {
        (true, _) => "   Ctrl-s adds",
        (false, Mode::Action) => "   Enter adds",
        (false, _) => "   Enter keeps it",
    };
    let parts = preview.parts.into_iter().filter(|(kind, _)| *kind != PartKind::Question);
    // What is written in several lines is shown in one here.
    let parts = parts.map(|(kind, text)| (kind, text.replace('\n', " "))).collect();
    // What breaks between words loses some columns at each end of a row but the last.
    let left = rows.saturating_sub(lines.len()).max(1);
    let source = if room.line.source().is_some() { SOURCE } else { "" };
    let room_left =
        (left * columns).saturating_sub((left - 1) * LOST + wide::width(adds) + wide::width(source));
    let mut spans = Vec::new();
    for (kind, text) in fitted(parts, room_left) {
        if !spans.is_empty() {
            spans.push(Span::styled(" · ", theme.quiet));
        }
        let style = match kind {
            PartKind::Agency | PartKind::Action => theme.strong,
            PartKind::Due | PartKind::Status | PartKind::Protects => theme.key,
            PartKind::Note | PartKind::Unread | PartKind::Location | PartKind::Question => theme.warning,
            PartKind::Text => theme.text,
        };
        let hidden = cx.privacy && matches!(kind, PartKind::Text | PartKind::Unread);
        spans.push(Span::styled(if hidden { "•••".to_owned() } else { text }, style));
    }
    spans.push(Span::styled(source, theme.key));
    spans.push(Span::styled(adds, theme.quiet));
    lines.push(Line::from(spans));
    lines
}
