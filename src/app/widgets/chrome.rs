//! What stands round every screen: the header with the marking, the footer with the keys that work now, boxes, and
//! the words of an empty screen.

use ratatui::Frame;
use ratatui::layout::{Constraint, Layout, Rect};
use ratatui::text::{Line, Span};
use ratatui::widgets::{Block, BorderType, Clear, Padding, Paragraph, Wrap};

use super::super::command::{Command, TABLE};
use super::super::cx::Cx;
use super::super::screen::Screen;
use super::wide;

/// The marking of the screen (published classification policy); papers carry the forum's own.
const MARKING: &str = "OFFICIAL-SENSITIVE";

/// Draws the header: marking, title, clock.
pub fn header(frame: &mut Frame, area: Rect, title: &str, cx: &Cx) {
    let mut clock = cx.now.strftime("%a %-d %b %Y  %H:%M").to_string();
    if cx.privacy {
        clock = format!("NAMES HIDDEN  {clock}");
    }
    let columns = usize::from(area.width);
    let left = wide::cut(&format!(" {MARKING}   {title}"), columns.saturating_sub(wide::width(&clock) + 2));
    let gap = columns.saturating_sub(wide::width(&left) + wide::width(&clock) + 1);
    let text = wide::fit(&format!("{left}{}{clock}", " ".repeat(gap)), columns);
    frame.render_widget(Line::styled(text, cx.theme.marking), area);
}

/// Commands that work on a screen now, in the table's order.
pub fn live(screen: &dyn Screen) -> Vec<Command> {
    let chain = screen.scope().chain();
    let mut rows: Vec<_> = TABLE
        .iter()
        .filter_map(|row| {
            chain.iter().position(|scope| *scope == row.scope).map(|depth| (depth, row.command))
        })
        .filter(|(_, command)| screen.takes(*command))
        .collect();
    rows.sort_by_key(|(depth, _)| *depth);
    rows.into_iter().map(|(_, command)| command).collect()
}

/// Draws the footer: the keys that work now, as many as fit.
pub fn footer(frame: &mut Frame, area: Rect, screen: &dyn Screen, cx: &Cx) {
    let mut shown: Vec<_> = live(screen).into_iter().filter(|command| command.row().foot > 0).collect();
    // Help is given its room before anything else, and stands last.
    shown.sort_by_key(|command| (*command != Command::Help, command.row().foot));
    let keys: Vec<(String, &str)> = shown
        .into_iter()
        .filter_map(|command| Some((cx.keymap.shown(command, screen.takes_text())?, command.row().title)))
        .collect();
    let mut spans = vec![Span::raw(" ")];
    let mut room = usize::from(area.width).saturating_sub(1);
    let mut fitting = Vec::new();
    let helps = keys.first().is_some_and(|(_, title)| *title == Command::Help.row().title);
    for (key, title) in keys {
        let wide = wide::width(&key) + wide::width(title) + 3;
        if wide <= room + 2 {
            room = room.saturating_sub(wide);
            fitting.push((key, title));
        }
    }
    if helps && !fitting.is_empty() {
        fitting.rotate_left(1);
    }
    for (key, title) in fitting {
        spans.push(Span::styled(key, cx.theme.key));
        spans.push(Span::styled(format!(" {title}  "), cx.theme.quiet));
    }
    frame.render_widget(Line::from(spans), area);
}

/// Clears and frames a box of a wished size in the middle of an area, and gives the room inside.
pub fn boxed(frame: &mut Frame, area: Rect, title: &str, size: (u16, u16), cx: &Cx) -> Rect {
    let [column] =
        Layout::horizontal([Constraint::Max(size.0)]).flex(ratatui::layout::Flex::Center).areas(area);
    let [spot] =
        Layout::vertical([Constraint::Max(size.1)]).flex(ratatui::layout::Flex::Center).areas(column);
    let block = Block::bordered()
        .border_type(BorderType::Rounded)
        .border_style(cx.theme.frame)
        .title(Span::styled(format!(" {title} "), cx.theme.heading))
        .padding(Padding::horizontal(1))
        .style(cx.theme.text);
    let inside = block.inner(spot);
    frame.render_widget(Clear, spot);
    frame.render_widget(block, spot);
    inside
}

/// Draws the words of a screen that has nothing to show: what is so, and what can be done about it.
pub fn empty(frame: &mut Frame, area: Rect, words: &str, cx: &Cx) {
    let [_, middle, _] =
        Layout::vertical([Constraint::Max(2), Constraint::Fill(1), Constraint::Length(0)]).areas(area);
    let words = Paragraph::new(words).style(cx.theme.quiet).centered().wrap(Wrap { trim: true });
    frame.render_widget(words, middle);
}
