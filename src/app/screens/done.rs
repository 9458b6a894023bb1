//! What was done: the newest changes, whose they are, narrowed by filter words; and undo of one's own last, which says first
//! what it would put back.

use ratatui::Frame;
use ratatui::layout::{Constraint, Layout, Rect};
use ratatui::widgets::Paragraph;
use uuid::Uuid;

use crate::app::command::{Command, Scope};
use crate::app::cx::Cx;
use crate::app::dialog::Dialog;
use crate::app::effect::{Effect, Effects, Tag};
use crate::app::screen::{Msg, Screen};
use crate::app::widgets::chrome;
use crate::app::widgets::columns::{self, Column, text};
use crate::app::widgets::cursor::Cursor;
use crate::app::widgets::filter::Filter;
use crate::domain::filter::List;
use crate::service::ask::{Answer, Ask, Deed, Undoing};

/// Changes listed (our default): what anybody looks back over in a sitting.
const CHANGES: usize = 500;
/// Changes looked through while the list is narrowed (our default).
const NARROWED: usize = 5_000;
/// Rows that an undo would put back, told before it does.
const TOLD: usize = 8;
/// The answer that says what an undo would do.
const UNDOING: Tag = Tag(1);

const COLUMNS: &[Column] =
    &[text("When", 12, 16, 0), text("What", 24, 80, 0), text("By", 8, 16, 1), text("Undo", 18, 22, 0)];

/// What was done.
pub struct Done {
    deeds: Vec<Deed>,
    known: bool,
    cursor: Cursor,
    filter: Filter,
}

impl Default for Done {
    fn default() -> Self {
        let filter = Filter::of(List::Done, "");
        Self { deeds: Vec::new(), known: false, cursor: Cursor::default(), filter }
    }
}

impl Done {
    /// The changes that the filter leaves.
    fn shown(&self, cx: &Cx) -> Vec<&Deed> {
        let wanted = self.filter.read(cx);
        self.deeds.iter().filter(|deed| wanted.keeps(|test| deed.fits(test))).collect()
    }

    fn count(&mut self, cx: &Cx) {
        let len = self.shown(cx).len();
        self.cursor.set_len(len);
    }

    /// The change that undo would take back.
    fn next_undo(&self) -> Option<Uuid> {
        self.deeds.iter().find(|deed| deed.own && !deed.undone).map(|deed| deed.group)
    }
}

/// The question before an undo, with what it would put back.
fn question(undoing: &Undoing) -> Dialog {
    let mut lines: Vec<String> = undoing.lines.iter().take(TOLD).cloned().collect();
    if undoing.lines.len() > TOLD {
        lines.push(format!("and {} more", undoing.lines.len() - TOLD));
    }
    let when = undoing.at.strftime("%-d %b %H:%M");
    Dialog::Confirm {
        question: format!("Undo \"{}\" of {when}?", undoing.words),
        detail: lines.join("; "),
        yes: Effect::Undo.into(),
    }
}

impl Screen for Done {
    fn scope(&self) -> Scope {
        if self.filter.is_open() { Scope::Filter } else { Scope::Done }
    }

    fn title(&self, _cx: &Cx) -> String {
        match self.cursor.len() {
            len if self.filter.shows() => {
                format!("What was done  {} of {len}", len.min(self.cursor.at() + 1))
            }
            _ => "What was done".to_owned(),
        }
    }

    fn enter(&mut self, _cx: &Cx) -> Effects {
        let most = if self.filter.shows() { NARROWED } else { CHANGES };
        Effect::look(Ask::WhatWasDone(most), Tag::default()).into()
    }

    fn update(&mut self, msg: Msg, cx: &Cx) -> Effects {
        let narrowed = self.filter.shows();
        if self.filter.hear(&msg, cx).is_some() {
            self.count(cx);
            // What is looked for may lie further back than what a page shows.
            return if narrowed == self.filter.shows() { Effects::none() } else { self.enter(cx) };
        }
        match msg {
            Msg::Command(Command::Undo) => return Effect::look(Ask::Undoing, UNDOING).into(),
            Msg::Answer { outcome: Ok(Answer::Undoing(undoing)), .. } => {
                return match undoing {
                    Some(undoing) => Effect::ask(question(&undoing)).into(),
                    None => Effect::say("there is nothing of yours to undo").into(),
                };
            }
            Msg::Command(command) => {
                self.cursor.command(command);
            }
            Msg::Answer { outcome: Ok(Answer::WhatWasDone(deeds)), .. } => {
                self.known = true;
                self.deeds = deeds;
                self.count(cx);
            }
            Msg::Changed => return self.enter(cx),
            _ => {}
        }
        Effects::none()
    }

    fn view(&self, frame: &mut Frame, area: Rect, cx: &Cx) {
        let [top, head, body] = Layout::vertical([
            Constraint::Length(self.filter.height(cx)),
            Constraint::Length(1),
            Constraint::Fill(1),
        ])
        .areas(area);
        self.filter.view(frame, top, cx);
        let widths = columns::widths(COLUMNS, usize::from(area.width));
        frame.render_widget(columns::heads(COLUMNS, &widths, &cx.theme), head);
        if self.known && self.deeds.is_empty() {
            return chrome::empty(frame, body, "Nothing has been done yet.", cx);
        }
        let shown = self.shown(cx);
        if self.known && shown.is_empty() {
            return chrome::empty(frame, body, "Nothing fits. Press Esc to see all of it.", cx);
        }
        let next = self.next_undo();
        let theme = &cx.theme;
        let lines: Vec<_> = self
            .cursor
            .visible(usize::from(body.height))
            .filter_map(|row| {
                let deed = *shown.get(row)?;
                let (undo, style) = match (deed.undone, next == Some(deed.group)) {
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
            Command::Open => false,
            Command::Undo => self.next_undo().is_some(),
            _ => true,
        }
    }

    fn takes_text(&self) -> bool {
        self.filter.is_open()
    }

    fn holds_back(&self) -> bool {
        self.filter.is_open()
    }
}
