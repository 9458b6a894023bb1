//! Finding anything by a few letters: people, cases and actions in one list; Enter opens.

use ratatui::Frame;
use ratatui::layout::{Constraint, Layout, Rect};
use ratatui::text::{Line, Span};
use ratatui::widgets::Paragraph;

use crate::app::command::{Command, Scope};
use crate::app::cx::Cx;
use crate::app::effect::{Effect, Effects, Tag};
use crate::app::route::Route;
use crate::app::screen::{Msg, Screen};
use crate::app::widgets::chrome;
use crate::app::widgets::columns::{self, Column, text};
use crate::app::widgets::cursor::Cursor;
use crate::app::widgets::text_line::TextLine;
use crate::domain::private::Private;
use crate::service::ask::{Answer, Ask, FoundLine, FoundPlace};

const COLUMNS: &[Column] = &[
    text("What", 6, 7, 0),
    text("Reference", 13, 14, 0),
    text("Who or what", 24, 70, 0),
    text("Stands", 20, 44, 1),
];

/// Finding anything.
#[derive(Default)]
pub struct Find {
    typed: TextLine,
    lines: Vec<FoundLine>,
    cursor: Cursor,
    /// Counts what was asked, so that an answer to older letters is left aside.
    asked: u64,
    known: bool,
}

impl Find {
    fn look(&mut self) -> Effects {
        self.asked += 1;
        Effect::look(Ask::Find(Private::from(self.typed.text())), Tag(self.asked)).into()
    }

    fn open(&self) -> Effects {
        let Some(line) = self.lines.get(self.cursor.at()) else { return Effects::none() };
        let route = match line.place {
            FoundPlace::Case(case) => Route::Case(case),
            FoundPlace::Person(person) => Route::Person(person),
        };
        Effect::Go(route).into()
    }

    fn row(line: &FoundLine, widths: &[usize], on: bool, cx: &Cx) -> Line<'static> {
        let theme = &cx.theme;
        let cells = vec![
            (line.kind.to_string(), theme.quiet),
            (line.reference.clone(), theme.strong),
            (cx.shown(&line.words).to_owned(), theme.text),
            (line.says.clone(), theme.quiet),
        ];
        columns::row(COLUMNS, widths, cells, Some(on), theme)
    }
}

impl Screen for Find {
    fn scope(&self) -> Scope {
        Scope::Find
    }

    fn title(&self, _cx: &Cx) -> String {
        match self.lines.len() {
            0 => "Find".to_owned(),
            len => format!("Find  {} of {len}", self.cursor.at() + 1),
        }
    }

    fn enter(&mut self, _cx: &Cx) -> Effects {
        if self.typed.is_empty() { Effects::none() } else { self.look() }
    }

    fn update(&mut self, msg: Msg, cx: &Cx) -> Effects {
        match msg {
            Msg::Command(Command::FindOpen) => return self.open(),
            Msg::Command(command) => {
                self.cursor.command(command);
            }
            Msg::Key(key) => {
                let was = self.typed.text();
                self.typed.key(key);
                if self.typed.text() != was {
                    return self.look();
                }
            }
            Msg::Paste(text) => {
                self.typed.put(&text);
                return self.look();
            }
            Msg::Answer { tag, outcome: Ok(Answer::Found(lines)) } if tag == Tag(self.asked) => {
                self.cursor.to(0);
                self.cursor.set_len(lines.len());
                self.lines = lines;
                self.known = true;
            }
            Msg::Changed => return self.enter(cx),
            _ => {}
        }
        Effects::none()
    }

    fn view(&self, frame: &mut Frame, area: Rect, cx: &Cx) {
        let [top, gap, head, body] = Layout::vertical([
            Constraint::Length(1),
            Constraint::Length(1),
            Constraint::Length(1),
            Constraint::Fill(1),
        ])
        .areas(area);
        let _ = gap;
        let columns = usize::from(area.width).saturating_sub(4);
        let (typed, column) = self.typed.visible(columns);
        let typed = vec![Span::styled("  › ", cx.theme.key), Span::styled(typed, cx.theme.field)];
        frame.render_widget(Line::from(typed), top);
        if top.height > 0 {
            let column = u16::try_from(column).unwrap_or(0);
            frame.set_cursor_position((top.x.saturating_add(4).saturating_add(column), top.y));
        }
        if self.typed.is_empty() {
            let words = "Type a few letters of a name, the end of a reference, or words of an action.";
            return chrome::empty(frame, body, words, cx);
        }
        if self.known && self.lines.is_empty() {
            return chrome::empty(frame, body, "Nothing and nobody answers to that.", cx);
        }
        let widths = columns::widths(COLUMNS, usize::from(area.width));
        frame.render_widget(columns::heads(COLUMNS, &widths, &cx.theme), head);
        let at = self.cursor.at();
        let seen = self.cursor.visible(usize::from(body.height));
        let lines: Vec<Line> = seen
            .filter_map(|row| self.lines.get(row).map(|line| Self::row(line, &widths, row == at, cx)))
            .collect();
        frame.render_widget(Paragraph::new(lines), body);
    }

    fn takes_text(&self) -> bool {
        true
    }

    fn can(&self, command: Command) -> bool {
        match command {
            Command::FindOpen => !self.lines.is_empty(),
            Command::FindAnything => false,
            _ => true,
        }
    }
}
