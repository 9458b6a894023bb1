//! One item of the plan: what is to be reached, by whom, its milestones and indicators with every figure, how it was said
//! to stand and why, what was said, its actions, and the meetings that heard of it.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::{Line, Span};

use super::{forms, standing, style_of};
use crate::app::command::{Command, Scope};
use crate::app::cx::Cx;
use crate::app::dialog::{Choice, Dialog};
use crate::app::effect::{Effect, Effects, Tag};
use crate::app::screen::{Msg, Screen};
use crate::app::widgets::sheet::{Sheet, SheetRow};
use crate::app::widgets::wide;
use crate::domain::calendar::show_day_near;
use crate::domain::id::Id;
use crate::domain::private::Private;
use crate::domain::rows::case::Case;
use crate::domain::rows::plan::{Indicator, Milestone, PlanState};
use crate::service::ask::{Answer, Ask, IndicatorStory, PlanStory};

/// Columns of the words that say what a line is.
const LABEL: usize = 12;

/// What the cursor is on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Spot {
    Milestone(Id<Milestone>),
    Indicator(Id<Indicator>),
}

type Row = SheetRow<Spot>;

/// One item.
pub struct PlanItemScreen {
    case: Id<Case>,
    story: Option<Box<PlanStory>>,
    sheet: Sheet,
}

impl PlanItemScreen {
    /// An item by its case.
    pub fn new(case: Id<Case>) -> Self {
        Self { case, story: None, sheet: Sheet::default() }
    }

    fn rows(&self, width: usize, cx: &Cx) -> Vec<Row> {
        let Some(story) = &self.story else { return Vec::new() };
        let mut page = Page { cx, width: width.max(LABEL + 12), rows: Vec::new() };
        page.head(story);
        page.milestones(story);
        page.indicators(story);
        page.history(story);
        page.rows
    }

    fn rows_now(&self, cx: &Cx) -> Vec<Row> {
        self.rows(usize::from(self.sheet.width()), cx)
    }

    fn spot(&self, cx: &Cx) -> Option<Spot> {
        self.sheet.target(&self.rows_now(cx)).copied()
    }

    fn milestone(&self, cx: &Cx) -> Option<&Milestone> {
        let Some(Spot::Milestone(id)) = self.spot(cx) else { return None };
        self.story.as_ref()?.milestones.iter().find(|row| row.id == id)
    }

    /// The indicator under the cursor, or the first.
    fn indicator(&self, cx: &Cx) -> Option<&IndicatorStory> {
        let indicators = &self.story.as_ref()?.indicators;
        match self.spot(cx) {
            Some(Spot::Indicator(id)) => indicators.iter().find(|indicator| indicator.row.id == id),
            _ => indicators.first(),
        }
    }

    fn command(&mut self, command: Command, cx: &Cx) -> Effects {
        let Some(story) = &self.story else { return Effects::none() };
        let line = &story.line;
        let dialog = match command {
            Command::PlanFigure => match self.indicator(cx) {
                Some(indicator) => Some(forms::figure(line, indicator, cx)),
                None => return Effect::sorry("the item has no indicator yet; i adds one").into(),
            },
            Command::PlanMilestone => Some(self.ask_milestone(story, cx)),
            Command::PlanIndicator => Some(forms::indicator(line)),
            Command::PlanWording => Some(forms::wording(line, story.item.post.as_deref())),
            command => forms::of_item(command, line, cx),
        };
        if let Some(dialog) = dialog {
            return Effect::ask(dialog).into();
        }
        let rows = self.rows_now(cx);
        self.sheet.command(command, &rows);
        Effects::none()
    }

    /// On a milestone that is open: reached, moved, or a further one; anywhere else a further one.
    fn ask_milestone(&self, story: &PlanStory, cx: &Cx) -> Dialog {
        let further = forms::milestone(&story.line);
        let Some(milestone) = self.milestone(cx).filter(|row| row.met.is_none()) else { return further };
        let choice = |label: &str, dialog: Dialog| Choice {
            label: label.to_owned(),
            then: Effect::ask(dialog).into(),
        };
        Dialog::Pick {
            title: "This milestone".to_owned(),
            choices: vec![
                choice("was reached", forms::met(&story.line, milestone, cx)),
                choice("is moved to another day", forms::moved(&story.line, milestone)),
                choice("stays; add a further one", further),
            ],
        }
    }
}

/// Lines being laid out.
struct Page<'a> {
    cx: &'a Cx,
    width: usize,
    rows: Vec<Row>,
}

impl Page<'_> {
    fn heading(&mut self, words: &str) {
        self.rows.push(Row::pass(""));
        self.rows.push(Row::pass(Line::styled(format!(" {words}"), self.cx.theme.heading)));
    }

    /// A label and a text wrapped beside it; the cursor stops on its first line.
    fn told(&mut self, label: &str, text: &str, style: Style, spot: Option<Spot>) {
        let mut label = wide::fit(label, LABEL);
        for (at, line) in wide::wrap(text, self.width.saturating_sub(LABEL + 3)).into_iter().enumerate() {
            let spans =
                vec![Span::styled(format!("  {label}"), self.cx.theme.quiet), Span::styled(line, style)];
            let line = Line::from(spans);
            self.rows.push(if at == 0 { Row::stop(line, spot) } else { Row::pass(line) });
            label = " ".repeat(LABEL);
        }
    }

    fn day(&self, on: jiff::civil::Date) -> String {
        show_day_near(on, self.cx.today())
    }

    fn shown(&self, text: &Private) -> String {
        self.cx.shown(text).to_owned()
    }

    fn head(&mut self, story: &PlanStory) {
        let (line, theme) = (&story.line, &self.cx.theme);
        let (strong, text, quiet) = (theme.strong, theme.text, theme.quiet);
        self.told("Objective", &line.objective, strong, None);
        self.told("Priority", &line.priority, text, None);
        let owner = if line.owner.is_empty() { "nobody yet" } else { &line.owner };
        self.told("Owner", owner, text, None);
        self.told("In the plan", &format!("since {}", self.day(story.since)), quiet, None);
        let (stands, style) = standing(line, self.cx);
        let why = match (line.state, story.standings.first()) {
            (PlanState::Open, Some(row)) => format!(": {}", self.shown(&row.reason)),
            (PlanState::Open, None) => "; s says how it stands".to_owned(),
            _ => story.item.reason.as_ref().map(|why| format!(": {}", self.shown(why))).unwrap_or_default(),
        };
        self.told("Stands", &format!("{stands}{why}"), style, None);
        if let Some((rag, why)) = &line.suggested {
            self.told("Figures say", &format!("{rag}: {why}"), style_of(*rag, self.cx), None);
        }
    }

    fn milestones(&mut self, story: &PlanStory) {
        self.heading("Milestones");
        if story.milestones.is_empty() {
            self.told("", "none; m adds one", self.cx.theme.quiet, None);
        }
        for row in &story.milestones {
            let late = row.met.is_none() && row.due < self.cx.today() && story.line.state == PlanState::Open;
            let (sign, style) = match (row.met, late) {
                (Some(met), _) => (format!("✓ reached {}", self.day(met)), self.cx.theme.good),
                (None, true) => ("OVERDUE".to_owned(), self.cx.theme.bad),
                (None, false) => (String::new(), self.cx.theme.text),
            };
            let sign = if sign.is_empty() { sign } else { format!("  {sign}") };
            let label = self.day(row.due);
            self.told(&label, &format!("{}{sign}", row.words), style, Some(Spot::Milestone(row.id)));
        }
    }

    fn indicators(&mut self, story: &PlanStory) {
        self.heading("Indicators");
        if story.indicators.is_empty() {
            self.told("", "none; i adds one", self.cx.theme.quiet, None);
        }
        for indicator in &story.indicators {
            let by = indicator.row.by.map(|by| format!(" by {}", self.day(by))).unwrap_or_default();
            let lower = if indicator.row.lower { ", less is better" } else { "" };
            let words = format!("{}: {}{by}{lower}", indicator.row.words, indicator.words);
            self.told("", &words, self.cx.theme.strong, Some(Spot::Indicator(indicator.row.id)));
            for figure in &indicator.figures {
                let label = self.day(figure.on);
                self.told(
                    &label,
                    &figure.value.to_string(),
                    self.cx.theme.text,
                    Some(Spot::Indicator(indicator.row.id)),
                );
            }
        }
    }

    fn history(&mut self, story: &PlanStory) {
        if !story.standings.is_empty() {
            self.heading("How it stood");
        }
        for row in &story.standings {
            let other = row.suggested.filter(|other| *other != row.rag);
            let other = other.map(|other| format!(" (the figures suggested {other})")).unwrap_or_default();
            let (label, words) =
                (self.day(row.on), format!("{}: {}{other}", row.rag, self.shown(&row.reason)));
            self.told(&label, &words, style_of(row.rag, self.cx), None);
        }
        if !story.comments.is_empty() {
            self.heading("Comments");
        }
        for row in &story.comments {
            let (label, words) = (self.day(row.on), self.shown(&row.words));
            self.told(&label, &words, self.cx.theme.text, None);
        }
        if !story.actions.is_empty() {
            self.heading("Actions");
        }
        for line in &story.actions {
            let words = format!("{}: {} ({})", line.agency, self.shown(&line.action.words), line.standing);
            self.told(&line.action.reference, &words, self.cx.theme.text, None);
        }
        if !story.hearings.is_empty() {
            self.heading("Meetings");
        }
        for hearing in &story.hearings {
            let decision = hearing.decision.as_ref().map(|decision| self.shown(decision));
            let words =
                format!("{}  {}", hearing.meeting, decision.as_deref().unwrap_or("no decision recorded"));
            let label = self.day(hearing.on);
            self.told(&label, &words, self.cx.theme.text, None);
        }
    }
}

impl Screen for PlanItemScreen {
    fn scope(&self) -> Scope {
        Scope::Plan
    }

    fn title(&self, _cx: &Cx) -> String {
        let reference = self.story.as_ref().map_or("", |story| story.line.reference.as_str());
        format!("Plan item {reference}").trim_end().to_owned()
    }

    fn enter(&mut self, _cx: &Cx) -> Effects {
        Effect::look(Ask::PlanItem(self.case), Tag::default()).into()
    }

    fn update(&mut self, msg: Msg, cx: &Cx) -> Effects {
        match msg {
            Msg::Command(command) => self.command(command, cx),
            Msg::Filled { tag, about, values } => {
                forms::filled(tag, about, &values).map(|request| Effect::run(request, tag)).into()
            }
            Msg::Answer { outcome: Ok(Answer::PlanItem(story)), .. } => {
                self.story = Some(story);
                Effects::none()
            }
            Msg::Changed => self.enter(cx),
            _ => Effects::none(),
        }
    }

    fn view(&self, frame: &mut Frame, area: Rect, cx: &Cx) {
        let rows = self.rows(usize::from(area.width), cx);
        self.sheet.view_or(frame, area, &rows, "Reading the item …", cx);
    }

    fn can(&self, command: Command) -> bool {
        let open = self.story.as_ref().is_some_and(|story| story.line.state == PlanState::Open);
        match command {
            Command::Filter | Command::Open | Command::PlanAdd | Command::PlanAsOf => false,
            Command::PlanReopen => self.story.is_some() && !open,
            Command::PlanComment => self.story.is_some(),
            command if command.row().scope == Scope::Plan => open,
            _ => true,
        }
    }
}
