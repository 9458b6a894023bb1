//! What was done: the newest changes, whose they are, and undo of one's own last.

use ratatui::Frame;
use ratatui::layout::{Constraint, Layout, Rect};
use ratatui::widgets::Paragraph;

use crate::app::command::{Command, Scope};
use crate::app::cx::Cx;
use crate::app::effect::{Effect, Effects, Tag};
use crate::app::screen::{Msg, Screen};
use crate::app::widgets::chrome;
use crate::app::widgets::columns::{self, Column, text};
use crate::app::widgets::cursor::Cursor;
use crate::service::ask::{Answer, Ask, Deed};

/// Changes listed (our default): what anybody looks back over in a sitting.
const CHANGES: usize = 500;

const COLUMNS: &[Column] =
    &[text("When", 12, 16, 0), text("What", 24, 80, 0), text("By", 8, 16, 1), text("Undo", 18, 22, 0)];

/// What was done.
#[derive(Default)]
pub struct Done {
    deeds: Vec<Deed>,
    known: bool,
    cursor: Cursor,
}

impl Done {
    /// Position of the change that undo would take back.
    fn next_undo(&self) -> Option<usize> {
        self.deeds.iter().position(|deed| deed.own && !deed.undone)
    }
}

impl Screen for Done {
    fn scope(&self) -> Scope {
        Scope::Done
    }

    fn title(&self, _cx: &Cx) -> String {
        "What was done".to_owned()
    }

    fn enter(&mut self, _cx: &Cx) -> Effects {
        Effect::look(Ask::WhatWasDone(CHANGES), Tag::default()).into()
    }

    fn update(&mut self, msg: Msg, cx: &Cx) -> Effects {
        match msg {
            Msg::Command(command) => {
                self.cursor.command(command);
            }
            Msg::Answer { outcome: Ok(Answer::WhatWasDone(deeds)), .. } => {
                self.cursor.set_len(deeds.len());
                self.known = true;
                self.deeds = deeds;
            }
            Msg::Changed => return self.enter(cx),
            _ => {}
        }
        Effects::none()
    }

    fn view(&self, frame: &mut Frame, area: Rect, cx: &Cx) {
        let [head, body] = Layout::vertical([Constraint::Length(1), Constraint::Fill(1)]).areas(area);
        let widths = columns::widths(COLUMNS, usize::from(area.width));
        frame.render_widget(columns::heads(COLUMNS, &widths, &cx.theme), head);
        if self.known && self.deeds.is_empty() {
            return chrome::empty(frame, body, "Nothing has been done yet.", cx);
        }
        let next = self.next_undo();
        let theme = &cx.theme;
        let lines: Vec<_> = self
            .cursor
            .visible(usize::from(body.height))
            .filter_map(|row| {
                let deed = self.deeds.get(row)?;
                let (undo, style) = match (deed.undone, next == Some(row)) {
                    (true, _) => ("undone", theme.quiet),
                    (false, true) => ("← undo takes this", theme.warning),
                    (false, false) => ("", theme.quiet),
                };
                let cells = vec![
                    (deed.at.strftime("%-d %b %H:%M").to_string(), theme.quiet),
                    (deed.words.clone(), theme.text),
                    (if deed.own { "you".to_owned() } else { deed.by.clone() }, theme.quiet),
                    (undo.to_owned(), style),
                ];
                Some(columns::row(COLUMNS, &widths, cells, Some(row == self.cursor.at()), theme))
            })
            .collect();
        frame.render_widget(Paragraph::new(lines), body);
    }

    fn can(&self, command: Command) -> bool {
        match command {
            Command::Open | Command::Filter => false,
            Command::Undo => self.next_undo().is_some(),
            _ => true,
        }
    }
}
