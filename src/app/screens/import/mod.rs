//! Taking in a document: name it or paste it, check how its heads are read, see what would become of each row, take
//! it in.
//!
//! Four steps, each a stage of the one screen ([`Stage`]): from where, heads ([`heads`]), plan ([`plan`]), done. The
//! record's threads read the file and do the work; the screen shows how far it has come, and Esc stops it with nothing
//! kept.

mod heads;
mod plan;
#[cfg(test)]
mod tests;

use ratatui::Frame;
use ratatui::layout::{Constraint, Layout, Rect};
use ratatui::text::Line;
use ratatui::widgets::Paragraph;

use crate::app::command::{Command, Scope};
use crate::app::cx::Cx;
use crate::app::dialog::{Choice as Pick, Dialog};
use crate::app::effect::{Effect, Effects};
use crate::app::route::Route;
use crate::app::screen::{Msg, Screen};
use crate::app::tag::Tag;
use crate::app::widgets::cursor::Cursor;
use crate::app::widgets::form::{Field, Filled};
use crate::app::widgets::text_area::LongText;
use crate::app::widgets::wide;
use crate::domain::id::Id;
use crate::domain::refusal::Refusal;
use crate::service::ask::{Answer, Ask};
use crate::service::import::{History, Steps};
use crate::service::mapping::{Choice, List, Outline};
use crate::service::paperwork::{Document, Paperwork, Source, Stop};
use crate::service::plan::Plan;

const NAME: Tag = Tag(1);
const OUTLINE: Tag = Tag(2);
const PLAN: Tag = Tag(3);
/// Picks carry what was picked: a field of a head, a sheet, a mapping, by its number from here.
const FIELD: u64 = 1_000;
const SHEET: u64 = 2_000;
const MAPPING: u64 = 3_000;

/// Where one is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
enum Stage {
    /// Naming or pasting the document.
    #[default]
    From,
    /// Checking the heads.
    Heads,
    /// Looking at the plan.
    Plan,
    /// It is in.
    Done,
}

/// Something the record's threads are doing.
#[derive(Debug, Clone)]
struct Running {
    stop: Stop,
    steps: Option<Steps>,
    keeps: bool,
}

/// Taking in a document.
pub struct Import {
    stage: Stage,
    typed: LongText,
    source: Option<Source>,
    list: List,
    choice: Choice,
    history: History,
    outline: Option<Outline>,
    plan: Option<Box<Plan>>,
    running: Option<Running>,
    /// Whether the document is being read.
    reading: bool,
    cursor: Cursor,
    lines: plan::Lines,
}

impl Default for Import {
    fn default() -> Self {
        Self {
            stage: Stage::From,
            typed: LongText::holding(""),
            source: None,
            list: List::Referrals,
            choice: Choice::default(),
            history: History::ByDate,
            outline: None,
            plan: None,
            running: None,
            reading: false,
            cursor: Cursor::default(),
            lines: plan::Lines::default(),
        }
    }
}

impl Import {
    fn document(&self) -> Option<Document> {
        let source = self.source.clone()?;
        Some(Document { source, list: self.list, choice: self.choice.clone() })
    }

    /// Reads the document, or reads it again with what was said of it since.
    fn read(&mut self) -> Effects {
        let Some(document) = self.document() else {
            return Effect::sorry("type the path of the file, or paste the text").into();
        };
        self.reading = true;
        Effect::look(Ask::Outline(Box::new(document)), OUTLINE).into()
    }

    /// Begins again with what is typed.
    fn open(&mut self) -> Effects {
        self.source = Source::of(&self.typed.text());
        self.choice = Choice::default();
        self.read()
    }

    fn run(&mut self, keep: bool) -> Effects {
        let Some(document) = self.document().filter(|_| self.running.is_none()) else {
            return Effects::none();
        };
        let stop = Stop::default();
        self.running = Some(Running { stop: stop.clone(), steps: None, keeps: keep });
        let work = Paperwork::Import { document, history: self.history, keep, stop };
        Effect::paperwork(work, PLAN).into()
    }

    fn command(&mut self, command: Command) -> Effects {
        if let Some(running) = &self.running {
            if command == Command::Back {
                running.stop.stop();
            }
            return Effects::none();
        }
        match (self.stage, command) {
            (Stage::From, Command::ImportRead) => self.open(),
            (Stage::From, Command::ImportBreak) => {
                self.typed.new_line();
                Effects::none()
            }
            (Stage::From, Command::ImportList) => {
                self.list = match self.list {
                    List::Referrals => List::Subjects,
                    List::Subjects => List::Incidents,
                    List::Incidents => List::Scores,
                    List::Scores => List::Referrals,
                };
                Effects::none()
            }
            (Stage::Heads | Stage::Plan, Command::Back) => {
                let before = if self.stage == Stage::Plan { Stage::Heads } else { Stage::From };
                self.go(before);
                Effects::none()
            }
            (Stage::Heads, command) => self.heads_command(command),
            (Stage::Plan, Command::ImportTake) => self.run(true),
            (Stage::Done, Command::ImportTake) => {
                self.case().map(|case| Effect::Go(Route::Case(Id::new(case)))).into()
            }
            (_, command) => {
                self.cursor.command(command);
                Effects::none()
            }
        }
    }

    fn heads_command(&mut self, command: Command) -> Effects {
        match command {
            Command::Open => self.pick_field().into(),
            Command::ImportToPlan => self.run(false),
            Command::ImportKept => self.pick(MAPPING, "Read the heads by which mapping?").into(),
            Command::ImportSheet => self.pick(SHEET, "Which sheet?").into(),
            Command::ImportName => {
                let name =
                    self.choice.remember.as_deref().or(self.choice.mapping.as_deref()).unwrap_or_default();
                let field = Field::line("name", "Name of the mapping", name).optional();
                Effect::ask(Dialog::form("Keep how these heads are read", NAME, vec![field])).into()
            }
            Command::ImportHistory => {
                self.history = match self.history {
                    History::ByDate => History::Heard,
                    History::Heard => History::Waiting,
                    History::Waiting => History::ByDate,
                };
                Effects::none()
            }
            command => {
                self.cursor.command(command);
                Effects::none()
            }
        }
    }

    /// The case of the line under the cursor, once it is in.
    fn case(&self) -> Option<uuid::Uuid> {
        self.plan.as_ref()?.rows.get(self.lines.row(self.cursor.at())?)?.id
    }

    fn go(&mut self, stage: Stage) {
        self.stage = stage;
        self.cursor = Cursor::default();
        let len = match stage {
            Stage::From => 0,
            Stage::Heads => self.outline.as_ref().map_or(0, |outline| outline.heads.len()),
            Stage::Plan | Stage::Done => {
                self.lines = self.plan.as_ref().map(|plan| plan::Lines::of(plan)).unwrap_or_default();
                self.lines.len()
            }
        };
        self.cursor.set_len(len);
    }

    /// The fields that the head under the cursor can be read as: what is suggested first.
    fn pick_field(&self) -> Option<Effect> {
        let outline = self.outline.as_ref()?;
        let head = outline.heads.get(self.cursor.at())?;
        let choice = |number: usize, label: &str| Pick {
            label: label.to_owned(),
            then: Effect::Tell(Box::new(Msg::Picked(Tag(FIELD + u64::try_from(number).unwrap_or(0))))).into(),
        };
        let labelled = || outline.labels.iter().zip(1..);
        let near = |label: &str| head.suggestion.as_deref() == Some(label);
        let mut choices: Vec<Pick> = labelled()
            .filter(|(label, _)| near(label))
            .map(|(label, number)| choice(number, label))
            .collect();
        choices.push(choice(0, "not read"));
        choices.extend(
            labelled().filter(|(label, _)| !near(label)).map(|(label, number)| choice(number, label)),
        );
        Some(Effect::ask(Dialog::Pick { title: "Read it as which?".to_owned(), choices }))
    }

    fn pick(&self, from: u64, title: &str) -> Option<Effect> {
        let outline = self.outline.as_ref()?;
        let names = if from == SHEET { &outline.sheets } else { &outline.kept };
        let choices = names.iter().zip(from..).map(|(name, tag)| Pick {
            label: name.clone(),
            then: Effect::Tell(Box::new(Msg::Picked(Tag(tag)))).into(),
        });
        Some(Effect::ask(Dialog::Pick { title: title.to_owned(), choices: choices.collect() }))
    }

    fn picked(&mut self, tag: u64) -> Effects {
        let Some(outline) = &self.outline else { return Effects::none() };
        let at = |from: u64| usize::try_from(tag - from).unwrap_or(usize::MAX);
        if tag >= MAPPING {
            self.choice.mapping = outline.kept.get(at(MAPPING)).cloned();
        } else if tag >= SHEET {
            self.choice.sheet = outline.sheets.get(at(SHEET)).cloned();
            self.choice.told.clear();
        } else {
            let Some(head) = outline.heads.get(self.cursor.at()).map(|head| head.head.clone()) else {
                return Effects::none();
            };
            let label = at(FIELD).checked_sub(1).and_then(|at| outline.labels.get(at));
            self.choice.told.retain(|(told, _)| *told != head);
            self.choice.told.push((head, label.map(|label| (*label).to_owned())));
        }
        self.read()
    }

    fn outlined(&mut self, outline: Outline) {
        self.reading = false;
        let again = self.stage == Stage::Heads;
        let (at, len) = (self.cursor.at(), outline.heads.len());
        self.outline = Some(outline);
        self.go(Stage::Heads);
        if again {
            self.cursor.to(at.min(len.saturating_sub(1)));
        }
    }

    fn planned(&mut self, outcome: Result<Box<Plan>, Refusal>) {
        let kept = self.running.take().is_some_and(|running| running.keeps);
        if let Ok(plan) = outcome {
            self.plan = Some(plan);
            self.go(if kept { Stage::Done } else { Stage::Plan });
        }
    }

    fn filled(&mut self, values: &Filled) {
        self.choice.remember = values.text("name").map(|name| name.reveal().to_owned());
    }

    /// Where the document comes from. A pasted text is hidden while names are.
    fn view_from(&self, frame: &mut Frame, area: Rect, cx: &Cx) {
        let [words, typed, _] =
            Layout::vertical([Constraint::Length(5), Constraint::Length(8), Constraint::Fill(1)]).areas(area);
        let what = match self.list {
            List::Referrals => "referrals",
            List::Subjects => "nominated subjects",
            List::Incidents => "incidents behind subjects",
            List::Scores => "scores of subjects",
        };
        let lines = [
            "",
            " Path of the file, or the text itself pasted here:",
            " a spreadsheet, a list (CSV), a Word form, JSON, an e-mail saved or pasted.",
        ];
        let mut lines: Vec<Line> = lines.into_iter().map(|line| Line::styled(line, cx.theme.text)).collect();
        lines.push(Line::styled(format!(" It holds {what} (Tab changes)."), cx.theme.quiet));
        frame.render_widget(Paragraph::new(lines), words);
        let inside = Rect { x: typed.x.saturating_add(1), width: typed.width.saturating_sub(2), ..typed };
        if cx.privacy && self.typed.text().contains('\n') {
            frame.render_widget(
                Line::styled("•••", cx.theme.field),
                Rect { height: inside.height.min(1), ..inside },
            );
        } else {
            self.typed.view(frame, inside, &cx.theme, true);
        }
    }

    /// How far it has come, in a line.
    fn view_running(&self, frame: &mut Frame, area: Rect, running: &Running, cx: &Cx) {
        let what = if running.keeps { "Taking in" } else { "Planning" };
        let words = match running.steps {
            _ if running.stop.is_stopped() => "Stopping; nothing is kept ...".to_owned(),
            Some(Steps { done, of }) => {
                let filled = done.saturating_mul(30).checked_div(of.max(1)).unwrap_or(0).min(30);
                format!("{what}: {}{} {done} of {of} rows", "█".repeat(filled), "░".repeat(30 - filled))
            }
            None => format!("{what} ..."),
        };
        let lines = vec![
            Line::default(),
            Line::styled(format!(" {words}"), cx.theme.strong),
            Line::styled(" Esc stops it; nothing is kept then.", cx.theme.quiet),
        ];
        frame.render_widget(Paragraph::new(lines), area);
    }
}

impl Screen for Import {
    fn scope(&self) -> Scope {
        match self.stage {
            _ if self.running.is_some() => Scope::ImportPlan,
            Stage::From => Scope::ImportFrom,
            Stage::Heads => Scope::ImportHeads,
            Stage::Plan | Stage::Done => Scope::ImportPlan,
        }
    }

    fn title(&self, _cx: &Cx) -> String {
        match self.stage {
            Stage::From => "Import".to_owned(),
            Stage::Heads => "Import: how it is read".to_owned(),
            Stage::Plan => "Import: what would be taken in".to_owned(),
            Stage::Done => "Import: taken in".to_owned(),
        }
    }

    fn enter(&mut self, _cx: &Cx) -> Effects {
        Effects::none()
    }

    fn update(&mut self, msg: Msg, _cx: &Cx) -> Effects {
        match msg {
            Msg::Command(command) => return self.command(command),
            Msg::Key(key) => {
                self.typed.key(key);
            }
            Msg::Paste(text) => self.typed.put(&text),
            Msg::Picked(tag) => return self.picked(tag.0),
            Msg::Filled { tag: NAME, values, .. } => self.filled(&values),
            Msg::Answer { tag: OUTLINE, outcome } => match outcome {
                Ok(Answer::Outline(outline)) => self.outlined(*outline),
                _ => self.reading = false,
            },
            Msg::Progress { tag: PLAN, steps } => {
                if let Some(running) = &mut self.running {
                    running.steps = Some(steps);
                }
            }
            Msg::Planned { tag: PLAN, outcome } => self.planned(outcome),
            _ => {}
        }
        Effects::none()
    }

    fn view(&self, frame: &mut Frame, area: Rect, cx: &Cx) {
        if let Some(running) = &self.running {
            return self.view_running(frame, area, running, cx);
        }
        match (self.stage, &self.outline, &self.plan) {
            (Stage::Heads, Some(outline), _) => {
                heads::view(frame, area, outline, &self.choice, (self.list, self.history), &self.cursor, cx);
            }
            (Stage::Plan | Stage::Done, _, Some(plan)) => {
                plan::view(frame, area, plan, &self.lines, &self.cursor, cx);
            }
            _ => {
                self.view_from(frame, area, cx);
                if self.reading {
                    let foot =
                        Rect { y: area.bottom().saturating_sub(1), height: area.height.min(1), ..area };
                    let words = wide::cut(" Reading the document ...", usize::from(area.width));
                    frame.render_widget(Line::styled(words, cx.theme.quiet), foot);
                }
            }
        }
    }

    fn takes_text(&self) -> bool {
        self.stage == Stage::From && self.running.is_none()
    }

    fn can(&self, command: Command) -> bool {
        if self.running.is_some() {
            return matches!(command, Command::Back | Command::Privacy);
        }
        match command {
            Command::Filter => false,
            Command::ImportSheet => self.outline.as_ref().is_some_and(|outline| outline.sheets.len() > 1),
            Command::ImportKept => self.outline.as_ref().is_some_and(|outline| !outline.kept.is_empty()),
            Command::ImportHistory => self.list == List::Referrals,
            Command::ImportTake if self.stage == Stage::Done => self.case().is_some(),
            _ => true,
        }
    }

    fn holds_back(&self) -> bool {
        self.running.is_some() || matches!(self.stage, Stage::Heads | Stage::Plan)
    }
}
