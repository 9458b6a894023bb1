//! What agencies returned before the meeting: every agency against every case, one key a cell or a whole row, and the
//! reminders of what has not come.

#[cfg(test)]
mod tests;
mod view;

use jiff::civil::Date;
use ratatui::Frame;
use ratatui::layout::Rect;

use super::returned;
use crate::app::command::{Command, Scope};
use crate::app::cx::Cx;
use crate::app::dialog::Dialog;
use crate::app::effect::{Effect, Effects, Tag};
use crate::app::screen::{Msg, Screen};
use crate::app::widgets::cursor::Cursor;
use crate::app::widgets::form::Field;
use crate::domain::id::Id;
use crate::domain::paper::Subject;
use crate::domain::request::{Request, Returned, SittingChange};
use crate::domain::rows::agenda::InformationKind;
use crate::domain::rows::area::Agency;
use crate::domain::rows::case::Case;
use crate::domain::rows::meeting::Meeting;
use crate::service::ask::{Answer, Ask, Cell, Grid, GridCase, SheetSort};

const DONE: Tag = Tag(1);
const DAY: Tag = Tag(2);
const NAMED: Tag = Tag(3);

/// What agencies returned.
pub struct Research {
    meeting: Id<Meeting>,
    reference: String,
    grid: Option<Box<Grid>>,
    cursor: Cursor,
    column: usize,
    /// Whether the reminders are in sight.
    reminders: bool,
    /// The day on which what is marked now came, when it is not today.
    on: Option<Date>,
}

impl Research {
    /// What was returned for a meeting.
    pub fn new(meeting: Id<Meeting>) -> Self {
        Self {
            meeting,
            reference: String::new(),
            grid: None,
            cursor: Cursor::default(),
            column: 0,
            reminders: false,
            on: None,
        }
    }

    fn agency(&self) -> Option<&Agency> {
        self.grid.as_ref()?.agencies.get(self.cursor.at())
    }

    fn case(&self) -> Option<&GridCase> {
        self.grid.as_ref()?.cases.get(self.column)
    }

    fn cell(&self) -> Option<Cell> {
        let (agency, case) = self.agency().zip(self.case())?;
        Some(self.grid.as_ref()?.cell(case.item.case, &agency.key))
    }

    /// Marks cells of the agency under the cursor.
    fn mark(&self, cases: Vec<Id<Case>>, kind: Option<InformationKind>) -> Effects {
        let Some(agency) = self.agency().filter(|_| !cases.is_empty()) else { return Effects::none() };
        let cells = cases.into_iter().map(|case| (case, agency.key.clone())).collect();
        let returned = Returned { meeting: self.meeting, cells, kind, on: self.on };
        Effect::run(Request::Sitting(SittingChange::Returned(returned)), DONE).into()
    }

    /// One key for the cell under the cursor, which then goes on to the next case.
    fn one(&mut self, kind: Option<InformationKind>) -> Effects {
        let open = self.cell().is_some_and(|cell| cell.walled.is_none());
        if !open {
            return Effect::say("the agency is kept out of this case; its alternate is asked").into();
        }
        let case = self.case().map(|line| line.item.case);
        let effects = self.mark(case.into_iter().collect(), kind);
        self.turn(true);
        effects
    }

    /// One key for every case of the agency on which nothing has come.
    fn row(&self, kind: InformationKind) -> Effects {
        let Some((grid, agency)) = self.grid.as_ref().zip(self.agency()) else { return Effects::none() };
        let cases: Vec<Id<Case>> = grid.gaps(&agency.key).map(|line| line.item.case).collect();
        if cases.is_empty() {
            return Effect::say("nothing is missing of this agency").into();
        }
        self.mark(cases, Some(kind))
    }

    fn turn(&mut self, onwards: bool) {
        let len = self.grid.as_ref().map_or(0, |grid| grid.cases.len());
        let next = if onwards { self.column + 1 } else { self.column.saturating_sub(1) };
        self.column = next.min(len.saturating_sub(1));
    }

    /// To the next pair of which nothing has come: along the row, then down.
    fn next_gap(&mut self) -> Effects {
        let Some(grid) = &self.grid else { return Effects::none() };
        let (rows, columns) = (grid.agencies.len(), grid.cases.len());
        let at = self.cursor.at() * columns + self.column;
        let all = rows * columns;
        let is_gap = |place: &usize| {
            let agency = grid.agencies.get(place / columns.max(1));
            let case = grid.cases.get(place % columns.max(1));
            agency.zip(case).is_some_and(|(agency, case)| grid.cell(case.item.case, &agency.key).is_gap())
        };
        let found = (at + 1..all).chain(0..at.min(all)).find(is_gap);
        let Some(found) = found else { return Effect::say("everything has come").into() };
        self.column = found % columns.max(1);
        self.cursor.to(found / columns.max(1));
        Effects::none()
    }

    fn command(&mut self, command: Command, cx: &Cx) -> Effects {
        match command {
            Command::ResearchInformation => self.one(Some(InformationKind::Shared)),
            Command::ResearchNothing => self.one(Some(InformationKind::NothingKnown)),
            Command::ResearchLate => self.one(Some(InformationKind::Late)),
            Command::ResearchNone => self.one(Some(InformationKind::Missing)),
            Command::ResearchClear => self.one(None),
            Command::ResearchRow => self.row(InformationKind::NothingKnown),
            Command::ResearchRowCame => self.row(InformationKind::Shared),
            Command::ResearchOnwards => {
                self.turn(true);
                Effects::none()
            }
            Command::ResearchBack => {
                self.turn(false);
                Effects::none()
            }
            Command::ResearchGap => self.next_gap(),
            Command::ResearchReminders => {
                self.reminders = !self.reminders;
                Effects::none()
            }
            Command::ResearchSheet => {
                let agency = self.agency().map(|agency| agency.key.as_str());
                returned::ask(SheetSort::Research, agency, cx)
            }
            Command::ResearchDay => {
                let on = self.on.unwrap_or_else(|| cx.today());
                let form = Dialog::form("Received on", DAY, vec![Field::date("on", "Day", Some(on))]);
                Effect::ask(form.about(self.meeting.uuid())).into()
            }
            Command::Back => {
                self.reminders = false;
                Effects::none()
            }
            command => {
                self.cursor.command(command);
                Effects::none()
            }
        }
    }

    fn take(&mut self, grid: Box<Grid>) {
        self.cursor.set_len(grid.agencies.len());
        self.column = self.column.min(grid.cases.len().saturating_sub(1));
        self.grid = Some(grid);
    }
}

impl Screen for Research {
    fn scope(&self) -> Scope {
        Scope::Research
    }

    fn papers(&self) -> Option<Subject> {
        Some(Subject::Meeting(self.meeting))
    }

    fn title(&self, _cx: &Cx) -> String {
        if self.reminders { "Reminders".to_owned() } else { "What agencies returned".to_owned() }
    }

    fn enter(&mut self, _cx: &Cx) -> Effects {
        let named = self.reference.is_empty().then(|| Effect::look(Ask::Agenda(self.meeting), NAMED));
        Effects::from(Effect::look(Ask::Grid(self.meeting), Tag::default())).and(named)
    }

    fn update(&mut self, msg: Msg, cx: &Cx) -> Effects {
        match msg {
            Msg::Command(command) => return self.command(command, cx),
            Msg::Filled { tag: returned::NAMED, values, .. } => {
                return returned::named(SheetSort::Research, Some(self.meeting), &values);
            }
            Msg::Filled { tag: DAY, values, .. } => self.on = values.date("on"),
            Msg::Answer { outcome: Ok(Answer::Grid(grid)), .. } => self.take(grid),
            Msg::Answer { outcome: Ok(Answer::Agenda(agenda)), .. } => {
                self.reference = agenda.meeting.reference.clone();
            }
            Msg::Changed => return self.enter(cx),
            _ => {}
        }
        Effects::none()
    }

    fn view(&self, frame: &mut Frame, area: Rect, cx: &Cx) {
        view::view(self, frame, area, cx);
    }

    fn can(&self, command: Command) -> bool {
        match command {
            Command::Filter | Command::Open => false,
            Command::ResearchInformation
            | Command::ResearchNothing
            | Command::ResearchLate
            | Command::ResearchNone
            | Command::ResearchClear
            | Command::ResearchRow
            | Command::ResearchRowCame
            | Command::ResearchGap => self.cell().is_some() && !self.reminders,
            _ => true,
        }
    }

    fn holds_back(&self) -> bool {
        self.reminders
    }
}
