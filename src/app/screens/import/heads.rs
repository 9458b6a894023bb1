//! How the heads of a document are read: a line a head, with its field and what stands under it first.

use ratatui::Frame;
use ratatui::layout::{Constraint, Layout, Rect};
use ratatui::text::Line;
use ratatui::widgets::Paragraph;

use crate::app::cx::Cx;
use crate::app::widgets::columns::{self, Column, text};
use crate::app::widgets::cursor::Cursor;
use crate::app::widgets::wide;
use crate::service::import::{HISTORY_DAYS, History};
use crate::service::mapping::{Choice, List, Outline};

const COLUMNS: &[Column] =
    &[text("Head or label", 18, 30, 0), text("Read as", 31, 40, 0), text("First value", 14, 60, 1)];

/// What it is, and how it will be read besides its heads.
fn told(outline: &Outline, choice: &Choice, (list, history): (List, History)) -> Vec<String> {
    let rows = match (outline.form, outline.rows) {
        (true, 1) => "one form".to_owned(),
        (true, many) => format!("{many} forms"),
        (false, 1) => "1 row".to_owned(),
        (false, many) => format!("{many} rows"),
    };
    let mut words = format!("{}, {rows}", outline.words);
    if outline.heads_row > 1 {
        words.push_str(&format!(", heads in row {}", outline.heads_row));
    }
    let mut lines = vec![words];
    let heard = match history {
        History::ByDate => format!("received more than {HISTORY_DAYS} days ago: taken as heard"),
        History::Heard => "all taken as heard before this record began".to_owned(),
        History::Waiting => "all wait for a meeting".to_owned(),
    };
    let mapping = outline.mapping.as_ref().map(|name| format!("read by the mapping {name}"));
    let remember = choice.remember.as_ref().map(|name| format!("will be kept as {name}"));
    let history = (list == List::Referrals).then_some(heard);
    let besides: Vec<String> = [mapping, remember, history].into_iter().flatten().collect();
    if !besides.is_empty() {
        lines.push(besides.join("; "));
    }
    let unread = outline.heads.iter().filter(|head| head.field.is_none()).count();
    lines.push(match unread {
        0 => "Every head is read. p shows what would be taken in.".to_owned(),
        1 => "1 is not read; Enter on it says what it is. p shows what would be taken in.".to_owned(),
        many => format!("{many} are not read; Enter on one says what it is. p shows what would be taken in."),
    });
    lines
}

/// Draws it.
pub fn view(
    frame: &mut Frame,
    area: Rect,
    outline: &Outline,
    choice: &Choice,
    how: (List, History),
    cursor: &Cursor,
    cx: &Cx,
) {
    let columns = usize::from(area.width);
    let told = told(outline, choice, how);
    let top = u16::try_from(told.len() + 1).unwrap_or(4);
    let [words, head, body] =
        Layout::vertical([Constraint::Length(top), Constraint::Length(1), Constraint::Fill(1)]).areas(area);
    let lines: Vec<Line> = told
        .iter()
        .enumerate()
        .map(|(at, line)| {
            let style = if at == 0 { cx.theme.strong } else { cx.theme.quiet };
            Line::styled(wide::cut(&format!(" {line}"), columns), style)
        })
        .collect();
    frame.render_widget(Paragraph::new(lines), words);
    let widths = columns::widths(COLUMNS, columns);
    frame.render_widget(columns::heads(COLUMNS, &widths, &cx.theme), head);
    let at = cursor.at();
    let rows: Vec<Line> = cursor
        .visible(usize::from(body.height))
        .filter_map(|row| {
            let head = outline.heads.get(row)?;
            let read = match (&head.field, &head.suggestion) {
                (Some(field), _) => (format!("{}{field}", if head.told { "* " } else { "" }), cx.theme.text),
                (None, _) if head.told => ("* not read".to_owned(), cx.theme.quiet),
                (None, Some(near)) => (format!("? not read: {near}?"), cx.theme.warning),
                (None, None) => ("? not read".to_owned(), cx.theme.warning),
            };
            let sample = (cx.shown(&head.sample).to_owned(), cx.theme.quiet);
            let cells = vec![(head.head.clone(), cx.theme.text), read, sample];
            Some(columns::row(COLUMNS, &widths, cells, Some(row == at), &cx.theme))
        })
        .collect();
    frame.render_widget(Paragraph::new(rows), body);
}
