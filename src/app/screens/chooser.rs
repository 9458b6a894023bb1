//! Help and palette: the commands that work where one is, narrowed by typing; Enter carries one out.
//!
//! Both are one screen over one table. Help takes the whole screen and says what each command does; the palette is a
//! box over the screen that finds a command by its words.

use crossterm::event::KeyEvent;
use nucleo_matcher::pattern::{CaseMatching, Normalization, Pattern};
use nucleo_matcher::{Config, Matcher, Utf32Str};
use ratatui::Frame;
use ratatui::layout::{Constraint, Layout, Rect};
use ratatui::text::{Line, Span};
use ratatui::widgets::Paragraph;

use crate::app::command::{Command, Scope};
use crate::app::cx::Cx;
use crate::app::effect::{Effect, Effects};
use crate::app::keymap::pretty;
use crate::app::screen::{Msg, Screen};
use crate::app::widgets::cursor::Cursor;
use crate::app::widgets::text_line::TextLine;
use crate::app::widgets::{chrome, wide};

/// Columns for the keys and for the title of a command.
const KEYS: usize = 15;
const TITLE: usize = 20;

/// Commands to choose from.
pub struct Chooser {
    commands: Vec<Command>,
    found: Vec<Command>,
    typed: TextLine,
    cursor: Cursor,
    full: bool,
}

impl Chooser {
    /// Help on these commands.
    pub fn help(commands: Vec<Command>) -> Self {
        Self::new(commands, true)
    }

    /// The palette over these commands.
    pub fn palette(commands: Vec<Command>) -> Self {
        // Moving about is for keys; the palette is for what one looks for by its name.
        let moves = |command: &Command| {
            use Command::{Down, First, Last, Open, PageDown, PageUp, Palette, Up};
            matches!(command, Open | Up | Down | PageUp | PageDown | First | Last | Palette)
        };
        Self::new(commands.into_iter().filter(|command| !moves(command)).collect(), false)
    }

    fn new(commands: Vec<Command>, full: bool) -> Self {
        let mut chooser =
            Self { commands, found: Vec::new(), typed: TextLine::default(), cursor: Cursor::default(), full };
        chooser.narrow();
        chooser
    }

    /// Finds the commands that hold what is typed, the best first; all, in their order, when nothing is.
    fn narrow(&mut self) {
        let typed = self.typed.text();
        if typed.trim().is_empty() {
            self.found.clone_from(&self.commands);
        } else {
            let pattern = Pattern::parse(&typed, CaseMatching::Ignore, Normalization::Smart);
            let mut matcher = Matcher::new(Config::DEFAULT);
            let mut letters = Vec::new();
            let mut scored: Vec<_> = self
                .commands
                .iter()
                .filter_map(|command| {
                    let row = command.row();
                    // A word of the title weighs more than one in the sentence about it.
                    let title = pattern.score(Utf32Str::new(row.title, &mut letters), &mut matcher);
                    let doc = pattern.score(Utf32Str::new(row.doc, &mut letters), &mut matcher);
                    Some((title.map(|score| score + 1_000).or(doc)?, *command))
                })
                .collect();
            scored.sort_by_key(|(score, _)| std::cmp::Reverse(*score));
            self.found = scored.into_iter().map(|(_, command)| command).collect();
        }
        self.cursor.set_len(self.found.len());
        self.cursor.to(0);
    }

    fn key(&mut self, event: KeyEvent) {
        if self.typed.key(event) {
            self.narrow();
        }
    }

    fn line(&self, command: Command, on: bool, columns: usize, cx: &Cx) -> Line<'static> {
        let row = command.row();
        let keys: Vec<_> = cx.keymap.keys(command).iter().map(|key| pretty(*key)).collect();
        let mut line = Line::from(vec![
            Span::styled(wide::fit(&format!(" {}", keys.join(" ")), KEYS), cx.theme.key),
            Span::styled(wide::fit(row.title, TITLE), cx.theme.strong),
            Span::styled(wide::fit(row.doc, columns.saturating_sub(KEYS + TITLE)), cx.theme.quiet),
        ]);
        if on {
            line = line.patch_style(cx.theme.selected);
            line.spans.iter_mut().for_each(|span| span.style = cx.theme.selected);
        }
        line
    }
}

impl Screen for Chooser {
    fn scope(&self) -> Scope {
        Scope::Chooser
    }

    fn title(&self, _cx: &Cx) -> String {
        "Help: what can be done here".to_owned()
    }

    fn enter(&mut self, _cx: &Cx) -> Effects {
        Effects::none()
    }

    fn update(&mut self, msg: Msg, _cx: &Cx) -> Effects {
        match msg {
            Msg::Key(key) => self.key(key),
            Msg::Paste(text) => {
                self.typed.put(&text);
                self.narrow();
            }
            Msg::Command(Command::ChooserRun) => {
                return self.found.get(self.cursor.at()).map_or_else(Effects::none, |command| {
                    Effects::from(Effect::Back).and(Effect::Perform(*command))
                });
            }
            Msg::Command(command) => {
                self.cursor.command(command);
            }
            _ => {}
        }
        Effects::none()
    }

    fn view(&self, frame: &mut Frame, area: Rect, cx: &Cx) {
        let inside = if self.full {
            area
        } else {
            let rows = u16::try_from(self.commands.len()).unwrap_or(u16::MAX).saturating_add(3).min(16);
            chrome::boxed(frame, area, "Palette", (76, rows), cx)
        };
        let [line, list] = Layout::vertical([Constraint::Length(1), Constraint::Fill(1)]).areas(inside);
        let columns = usize::from(inside.width);
        let (typed, column) = self.typed.visible(columns.saturating_sub(3));
        let typed = Line::from(vec![Span::styled(" › ", cx.theme.key), Span::styled(typed, cx.theme.field)]);
        frame.render_widget(typed, line);
        if line.height > 0 {
            frame
                .set_cursor_position((line.x.saturating_add(3 + u16::try_from(column).unwrap_or(0)), line.y));
        }
        let lines: Vec<Line> = self
            .cursor
            .visible(usize::from(list.height))
            .filter_map(|at| Some(self.line(*self.found.get(at)?, at == self.cursor.at(), columns, cx)))
            .collect();
        if lines.is_empty() {
            chrome::empty(frame, list, "No command has these words. Esc goes back.", cx);
        }
        frame.render_widget(Paragraph::new(lines), list);
    }

    fn takes_text(&self) -> bool {
        true
    }

    fn can(&self, command: Command) -> bool {
        !matches!(command, Command::Help)
    }

    fn overlay(&self) -> bool {
        !self.full
    }
}
