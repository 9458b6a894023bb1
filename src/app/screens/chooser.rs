//! Help and palette: the commands that work where one is, narrowed by typing; Enter carries one out.
//!
//! Both are one screen over one table. Help takes the whole screen and says what each command does, place by place, the
//! nearest first; what is searched for and works somewhere else is listed last, with where. The palette is a box over the
//! screen that finds a command by its words.

use crossterm::event::KeyEvent;
use nucleo_matcher::pattern::{CaseMatching, Normalization, Pattern};
use nucleo_matcher::{Config, Matcher, Utf32Str};
use ratatui::Frame;
use ratatui::layout::{Constraint, Layout, Rect};
use ratatui::text::{Line, Span};
use ratatui::widgets::Paragraph;

use crate::app::command::{Command, Scope, TABLE};
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
    /// What is listed: commands that work here, and with help those that work elsewhere.
    found: Vec<Command>,
    /// How many of them work here.
    here: usize,
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
        let mut chooser = Self {
            commands,
            found: Vec::new(),
            here: 0,
            typed: TextLine::default(),
            cursor: Cursor::default(),
            full,
        };
        chooser.narrow();
        chooser
    }

    /// Finds the commands that hold what is typed, the best first; all, in their order, when nothing is.
    fn narrow(&mut self) {
        let typed = self.typed.text();
        if typed.trim().is_empty() {
            self.found.clone_from(&self.commands);
            self.here = self.found.len();
        } else {
            self.found = matching(&typed, self.commands.iter().copied());
            self.here = self.found.len();
            if self.full {
                let elsewhere = TABLE
                    .iter()
                    .map(|row| row.command)
                    .filter(|command| !self.commands.contains(command) && !is_general(*command));
                self.found.extend(matching(&typed, elsewhere));
            }
        }
        self.cursor.set_len(self.found.len());
        self.cursor.to(0);
    }

    fn key(&mut self, event: KeyEvent) {
        if self.typed.key(event) {
            self.narrow();
        }
    }

    fn line(&self, at: usize, command: Command, columns: usize, cx: &Cx) -> Line<'static> {
        let row = command.row();
        let keys: Vec<_> = cx.keymap.keys(command).iter().map(|key| pretty(*key)).collect();
        let doc =
            if at < self.here { row.doc.to_owned() } else { format!("({}) {}", row.scope.label(), row.doc) };
        let mut line = Line::from(vec![
            Span::styled(wide::fit(&format!(" {}", keys.join(" ")), KEYS), cx.theme.key),
            Span::styled(wide::fit(row.title, TITLE), cx.theme.strong),
            Span::styled(wide::fit(&doc, columns.saturating_sub(KEYS + TITLE)), cx.theme.quiet),
        ]);
        if at == self.cursor.at() {
            line = line.patch_style(cx.theme.selected);
            line.spans.iter_mut().for_each(|span| span.style = cx.theme.selected);
        }
        line
    }

    /// The lines of the list: in help, before the first command of each place, its name. Beside each, which command it is.
    fn lines(&self, columns: usize, cx: &Cx) -> Vec<(Line<'static>, Option<usize>)> {
        let mut lines = Vec::new();
        let mut place = None;
        for (at, command) in self.found.iter().enumerate() {
            let head = match (self.full, at < self.here) {
                (false, _) => None,
                (true, true) if self.typed.text().trim().is_empty() => Some(command.row().scope.label()),
                (true, true) => None,
                (true, false) => Some("elsewhere"),
            };
            if head.is_some() && head != place {
                lines.push((Line::styled(format!(" {}", head.unwrap_or_default()), cx.theme.heading), None));
                place = head;
            }
            lines.push((self.line(at, *command, columns, cx), Some(at)));
        }
        lines
    }
}

/// Whether a command only moves about in help, dialogs and the like, which nobody looks for.
fn is_general(command: Command) -> bool {
    use Scope::{Chooser, Confirm, Filter, Form, Lock, Pick};
    matches!(command.row().scope, Chooser | Confirm | Filter | Form | Lock | Pick)
}

/// The commands that hold what is typed, the best first.
fn matching(typed: &str, commands: impl Iterator<Item = Command>) -> Vec<Command> {
    let pattern = Pattern::parse(typed, CaseMatching::Ignore, Normalization::Smart);
    let mut matcher = Matcher::new(Config::DEFAULT);
    let mut letters = Vec::new();
    let mut scored: Vec<_> = commands
        .filter_map(|command| {
            let row = command.row();
            // A word of the title weighs more than one in the sentence about it.
            let title = pattern.score(Utf32Str::new(row.title, &mut letters), &mut matcher);
            let doc = pattern.score(Utf32Str::new(row.doc, &mut letters), &mut matcher);
            Some((title.map(|score| score + 1_000).or(doc)?, command))
        })
        .collect();
    scored.sort_by_key(|(score, _)| std::cmp::Reverse(*score));
    scored.into_iter().map(|(_, command)| command).collect()
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
                let at = self.cursor.at();
                return match self.found.get(at) {
                    Some(command) if at < self.here => {
                        Effects::from(Effect::Back).and(Effect::Perform(*command))
                    }
                    Some(command) => {
                        let row = command.row();
                        Effect::say(format!("{} works elsewhere: {}", row.title, row.scope.label())).into()
                    }
                    None => Effects::none(),
                };
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
        let listed = self.lines(columns, cx);
        let on = listed.iter().position(|(_, at)| *at == Some(self.cursor.at())).unwrap_or(0);
        let mut whole = self.cursor.clone();
        whole.set_len(listed.len());
        // The name of the first place is seen with its first command.
        whole.to(if self.cursor.at() == 0 { 0 } else { on });
        let seen = self.cursor.follow(&whole, usize::from(list.height));
        let lines: Vec<Line> =
            listed.into_iter().skip(seen.start).take(seen.len()).map(|(line, _)| line).collect();
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
