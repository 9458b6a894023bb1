//! A sheet that came back: each line beside what is held, taken or left by one key, and taken in as one change.

#[cfg(test)]
mod tests;

use std::collections::BTreeSet;
use std::path::PathBuf;

use ratatui::Frame;
use ratatui::layout::{Constraint, Layout, Rect};
use ratatui::text::Line;
use ratatui::widgets::Paragraph;

use crate::app::command::{Command, Scope};
use crate::app::cx::Cx;
use crate::app::dialog::Dialog;
use crate::app::effect::{Effect, Effects, Tag};
use crate::app::route::Route;
use crate::app::screen::{Msg, Screen};
use crate::app::widgets::chrome;
use crate::app::widgets::columns::{self, Column, text};
use crate::app::widgets::cursor::Cursor;
use crate::app::widgets::form::{Field, Filled};
use crate::app::widgets::wide;
use crate::domain::id::Id;
use crate::domain::rows::meeting::Meeting;
use crate::service::ask::{Answer, Ask, Difference, ReturnLine, ReturnStanding, Sent, SheetSort};

/// The form that asks for the file.
pub const NAMED: Tag = Tag(u64::MAX - 20);
const TAKEN: Tag = Tag(1);
/// Lines for the whole of what is held and said on the line under the cursor.
const WHOLE: usize = 2;

const COLUMNS: &[Column] = &[
    text("Take", 4, 4, 0),
    text("Where", 7, 18, 2),
    text("Reference", 13, 16, 0),
    text("What", 12, 12, 0),
    text("The sheet says", 24, 120, 0),
];

/// Asks for the file and for who sent it; the agency that one is on is offered first.
pub fn ask(sort: SheetSort, agency: Option<&str>, cx: &Cx) -> Effects {
    let known = &cx.lexicons.known().agencies;
    let mut choices: Vec<(String, String)> =
        known.iter().map(|agency| (agency.key.clone(), agency.said.clone())).collect();
    choices.sort_by_key(|(key, _)| agency != Some(key.as_str()));
    let from = Field::choice("from", "Sent by", choices);
    let (title, fields) = match sort {
        SheetSort::Research => (
            "Take in a research list that came back",
            vec![from, Field::line("file", "Path of the file", "")],
        ),
        SheetSort::Actions => (
            "Take in an action sheet or an e-mail that came back",
            vec![
                from,
                Field::line("file", "Path of the file, or", "").optional(),
                Field::long("text", "text of the e-mail, pasted", "").optional(),
            ],
        ),
    };
    Effect::ask(Dialog::form(title, NAMED, fields)).into()
}

/// Goes to what the file says.
pub fn named(sort: SheetSort, meeting: Option<Id<Meeting>>, values: &Filled) -> Effects {
    let file =
        values.text("file").map(|typed| PathBuf::from(typed.reveal().trim().trim_matches(['\'', '"'])));
    let pasted = values.text("text").filter(|_| file.is_none());
    let Some(from) = values.choice("from") else { return Effects::none() };
    if file.is_none() && pasted.is_none() {
        return Effect::sorry("name a file, or paste the text of the e-mail").into();
    }
    let (file, from) = (file.unwrap_or_default(), from.to_owned());
    Effect::Go(Route::Returned(Box::new(Sent { sort, file, pasted, from, meeting }))).into()
}

/// A sheet that came back.
pub struct ReturnedScreen {
    sent: Box<Sent>,
    found: Option<Box<Difference>>,
    /// Lines that are not taken, by their places.
    left: BTreeSet<usize>,
    cursor: Cursor,
    refused: Option<String>,
}

impl ReturnedScreen {
    /// What a file says.
    pub fn new(sent: Box<Sent>) -> Self {
        Self { sent, found: None, left: BTreeSet::new(), cursor: Cursor::default(), refused: None }
    }

    fn line(&self, at: usize) -> Option<&ReturnLine> {
        self.found.as_ref()?.lines.get(at)
    }

    /// Whether a line would be taken.
    fn takes(&self, at: usize) -> bool {
        self.line(at).is_some_and(|line| line.request.is_some()) && !self.left.contains(&at)
    }

    fn taken(&self) -> usize {
        (0..self.cursor.len()).filter(|at| self.takes(*at)).count()
    }

    fn turn(&mut self) {
        let at = self.cursor.at();
        if self.line(at).is_some_and(|line| line.request.is_some()) && !self.left.remove(&at) {
            self.left.insert(at);
        }
        self.cursor.command(Command::Down);
    }

    fn turn_all(&mut self) {
        let all =
            (0..self.cursor.len()).filter(|at| self.line(*at).is_some_and(|line| line.request.is_some()));
        let all: BTreeSet<usize> = all.collect();
        self.left = if self.left.is_empty() { all } else { BTreeSet::new() };
    }

    fn take(&self) -> Effects {
        let lines = self.found.iter().flat_map(|found| found.lines.iter().enumerate());
        let lines = lines.filter(|(at, _)| self.takes(*at));
        let requests: Vec<_> =
            lines.filter_map(|(_, line)| Some((line.told(), line.request.clone()?))).collect();
        if requests.is_empty() {
            return Effect::say("no line is to be taken").into();
        }
        Effect::Together { requests, tag: TAKEN }.into()
    }

    fn told(&mut self, found: Box<Difference>) {
        self.cursor.set_len(found.lines.len());
        self.left.clear();
        self.found = Some(found);
        self.refused = None;
    }
}

impl Screen for ReturnedScreen {
    fn scope(&self) -> Scope {
        Scope::Returned
    }

    fn title(&self, _cx: &Cx) -> String {
        match self.sent.sort {
            SheetSort::Research => "A research list that came back".to_owned(),
            SheetSort::Actions if self.sent.pasted.is_some() => "An e-mail that came back".to_owned(),
            SheetSort::Actions => "An action sheet that came back".to_owned(),
        }
    }

    fn enter(&mut self, _cx: &Cx) -> Effects {
        Effect::look(Ask::Returned(self.sent.clone()), Tag::default()).into()
    }

    fn update(&mut self, msg: Msg, cx: &Cx) -> Effects {
        match msg {
            Msg::Command(Command::ReturnTurn) => self.turn(),
            Msg::Command(Command::ReturnTurnAll) => self.turn_all(),
            Msg::Command(Command::ReturnTake) => return self.take(),
            Msg::Command(command) => {
                self.cursor.command(command);
            }
            Msg::Answer { outcome: Ok(Answer::Returned(found)), .. } => self.told(found),
            Msg::Answer { outcome: Err(refusal), .. } => self.refused = Some(refusal.to_string()),
            // What was taken is held now: the file is read again and says so.
            Msg::Done { tag: TAKEN, outcome: Ok(_) } | Msg::Changed => return self.enter(cx),
            _ => {}
        }
        Effects::none()
    }

    fn view(&self, frame: &mut Frame, area: Rect, cx: &Cx) {
        if let Some(refused) = &self.refused {
            return chrome::empty(frame, area, refused, cx);
        }
        let Some(found) = self.found.as_deref() else { return };
        let foot = u16::try_from(WHOLE * 2 + 1).unwrap_or(5).min(area.height / 3);
        let [top, head, body, under] = Layout::vertical([
            Constraint::Length(2),
            Constraint::Length(1),
            Constraint::Fill(1),
            Constraint::Length(foot),
        ])
        .areas(area);
        let columns = usize::from(area.width);
        let about = found.meeting.as_ref().map(|meeting| format!(", {meeting}")).unwrap_or_default();
        let words = format!(" {}{about}: {}", found.agency, found.in_words());
        let next = match self.taken() {
            0 => " Nothing is to be taken in. Esc goes back.".to_owned(),
            1 => " 1 line would be taken in; nothing is changed yet.".to_owned(),
            count => format!(" {count} lines would be taken in; nothing is changed yet."),
        };
        let told = vec![
            Line::styled(wide::cut(&words, columns), cx.theme.strong),
            Line::styled(wide::cut(&next, columns), cx.theme.heading),
        ];
        frame.render_widget(Paragraph::new(told), top);
        if found.lines.is_empty() {
            return chrome::empty(frame, body, "Nothing was filled in.", cx);
        }
        let widths = columns::widths(COLUMNS, columns);
        frame.render_widget(columns::heads(COLUMNS, &widths, &cx.theme), head);
        let rows: Vec<Line> = self
            .cursor
            .visible(usize::from(body.height))
            .filter_map(|at| Some(self.row(at, self.line(at)?, &widths, cx)))
            .collect();
        frame.render_widget(Paragraph::new(rows), body);
        frame.render_widget(Paragraph::new(self.whole(columns, cx)), under);
    }

    fn can(&self, command: Command) -> bool {
        match command {
            Command::Open | Command::Filter => false,
            Command::ReturnTake => self.taken() > 0,
            Command::ReturnTurn => self.line(self.cursor.at()).is_some_and(|line| line.request.is_some()),
            Command::ReturnTurnAll => self.cursor.len() > 0,
            _ => true,
        }
    }
}

impl ReturnedScreen {
    fn row(&self, at: usize, line: &ReturnLine, widths: &[usize], cx: &Cx) -> Line<'static> {
        let theme = &cx.theme;
        let mark = match (line.request.is_some(), self.takes(at)) {
            (true, true) => "[x]",
            (true, false) => "[ ]",
            (false, _) => "",
        };
        let style = match line.standing {
            ReturnStanding::Refused => theme.bad,
            ReturnStanding::Held => theme.quiet,
            ReturnStanding::New | ReturnStanding::Changed => theme.text,
        };
        let says = if cx.privacy && !line.says.is_empty() { "•••" } else { line.says.reveal() };
        let words = match &line.why {
            Some(why) if line.request.is_none() => format!("! {why}"),
            Some(why) => format!("{says}  ! {why}"),
            None => says.to_owned(),
        };
        let cells = vec![
            (mark.to_owned(), theme.strong),
            (line.place.clone(), theme.quiet),
            (line.reference.clone(), theme.text),
            (line.standing.word().to_owned(), style),
            (words.replace('\n', " / "), style),
        ];
        columns::row(COLUMNS, widths, cells, Some(at == self.cursor.at()), theme)
    }

    /// What is held and what the sheet says, whole, of the line under the cursor.
    fn whole(&self, columns: usize, cx: &Cx) -> Vec<Line<'static>> {
        let Some(line) = self.line(self.cursor.at()).filter(|_| !cx.privacy) else { return Vec::new() };
        let part = |label: &str, words: &str| {
            let words = if words.is_empty() { "nothing" } else { words };
            let words = format!("{label} {}", words.replace('\n', " / "));
            let lines = wide::wrap(&words, columns.saturating_sub(2)).into_iter().take(WHOLE);
            lines.map(|line| Line::styled(format!(" {line}"), cx.theme.text)).collect::<Vec<_>>()
        };
        let mut lines = vec![Line::default()];
        lines.extend(part("held:", line.held.reveal()));
        let says =
            if line.says.is_empty() { line.why.as_deref().unwrap_or_default() } else { line.says.reveal() };
        lines.extend(part("sheet:", says));
        lines
    }
}
