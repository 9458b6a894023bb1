//! The ranked list of subjects: who stands where, what moved since the month before, who dropped out and why.

use jiff::civil::Date;
use ratatui::Frame;
use ratatui::layout::{Constraint, Layout, Rect};
use ratatui::style::Style;
use ratatui::text::Line;

use super::nominate;
use crate::app::command::{Command, Scope};
use crate::app::cx::Cx;
use crate::app::effect::{Effect, Effects, Tag};
use crate::app::route::Route;
use crate::app::screen::{Msg, Screen};
use crate::app::widgets::columns::{self, Column, number, text};
use crate::app::widgets::filter::Filter;
use crate::app::widgets::sheet::{Sheet, SheetRow};
use crate::app::widgets::{chrome, wide};
use crate::domain::calendar::{add_months, show_day_near, show_numeric};
use crate::domain::filter::{List, Test};
use crate::domain::id::Id;
use crate::domain::ranking::Shift;
use crate::domain::rows::case::Case;
use crate::domain::text::fold;
use crate::service::ask::{Answer, Ask};
use crate::service::subjects::{TopFilter, TopLine, TopList};

/// Columns of the ranked list.
const COLUMNS: &[Column] = &[
    text("Rank", 6, 7, 0),
    text("Case", 11, 13, 0),
    text("Subject", 12, 34, 0),
    text("Score", 7, 8, 0),
    text("Stage", 13, 18, 0),
    text("Flags", 8, 20, 0),
    text("Reviewed", 8, 12, 1),
    number("Actions", 7, 3),
    text("Scheme", 12, 26, 4),
];

const NOMINATE: Tag = Tag(1);

/// The ranked list.
pub struct Subjects {
    list: Option<Box<TopList>>,
    sheet: Sheet,
    narrow: Filter,
    /// Any day of the month shown; today's when nothing is said.
    month: Option<Date>,
    every: bool,
    /// Counts what was asked for, so that an answer to an older question is left aside.
    asked: u64,
}

type Row = SheetRow<Id<Case>>;

impl Default for Subjects {
    fn default() -> Self {
        let narrow = Filter::of(List::Subjects, "");
        Self { list: None, sheet: Sheet::default(), narrow, month: None, every: false, asked: 0 }
    }
}

/// Whether a subject fits one condition of the filter.
fn fits(line: &TopLine, test: &Test) -> bool {
    match test {
        Test::Text(word) => {
            let parts = [&line.reference, line.subject.reveal(), line.stage.word(), &line.flags];
            parts.iter().any(|part| fold(part).contains(word))
        }
        Test::One(_, stages) => stages.iter().any(|stage| fold(line.stage.word()).starts_with(&fold(stage))),
        Test::Number(_, range) => line.total.is_some_and(|total| range.holds(i64::from(total))),
        Test::Days(..) | Test::Nothing => false,
    }
}

impl Subjects {
    fn look(&mut self) -> Effects {
        self.asked += 1;
        let filter = TopFilter { month: self.month, most: None, every: self.every || self.narrow.shows() };
        Effect::look(Ask::Subjects(filter), Tag(self.asked)).into()
    }

    fn rows(&self, width: usize, cx: &Cx) -> Vec<Row> {
        let Some(list) = &self.list else { return Vec::new() };
        let widths = columns::widths(COLUMNS, width);
        let wanted = self.narrow.read(cx);
        let holds = |line: &&TopLine| wanted.keeps(|test| fits(line, test));
        let mut rows: Vec<Row> = list
            .lines
            .iter()
            .filter(holds)
            .map(|line| SheetRow::stop(subject_row(line, &widths, cx), Some(line.case)))
            .collect();
        if !list.left.is_empty() && wanted.terms.is_empty() {
            rows.push(SheetRow::pass(""));
            let head = format!(" No longer among the first {}", list.most);
            rows.push(SheetRow::pass(Line::styled(head, cx.theme.heading)));
            for line in &list.left {
                let (reference, who) =
                    (widths.get(1).copied().unwrap_or(13), widths.get(2).copied().unwrap_or(12));
                let words = format!(
                    "  was {:>2}  {}  {}  {}",
                    line.before,
                    wide::fit(&line.reference, reference),
                    wide::fit(cx.shown(&line.subject), who),
                    cx.shown(&line.why)
                );
                rows.push(SheetRow::stop(
                    Line::styled(wide::cut(&words, width), cx.theme.text),
                    Some(line.case),
                ));
            }
        }
        rows
    }

    fn on(&self, cx: &Cx) -> Option<Id<Case>> {
        self.sheet.target(&self.rows(usize::from(self.sheet.width()), cx)).copied()
    }

    /// Another month; not one that has not begun.
    fn turn(&mut self, months: i32, cx: &Cx) -> Effects {
        let shown = self.month.unwrap_or(cx.today());
        let wanted = add_months(shown.first_of_month(), months);
        if wanted > cx.today() {
            return Effect::say("that month has not begun").into();
        }
        self.month = Some(wanted).filter(|month| *month != cx.today().first_of_month());
        self.look()
    }

    fn command(&mut self, command: Command, cx: &Cx) -> Effects {
        match command {
            Command::Open => self.on(cx).map(|case| Effect::Go(Route::Subject(case))).into(),
            Command::EverySubject => {
                self.every = !self.every;
                self.look()
            }
            Command::EarlierMonth => self.turn(-1, cx),
            Command::LaterMonth => self.turn(1, cx),
            Command::Nominate => self
                .list
                .as_ref()
                .map(|list| Effect::ask(nominate::form(NOMINATE, &list.agencies, &list.criteria)))
                .into(),
            command => {
                let rows = self.rows(usize::from(self.sheet.width()), cx);
                self.sheet.command(command, &rows);
                Effects::none()
            }
        }
    }
}

/// A day in as little room as it takes: `5 Nov`, `5 Nov 25`.
fn short(day: Date, today: Date) -> String {
    day.strftime(if day.year() == today.year() { "%-d %b" } else { "%-d %b %y" }).to_string()
}

/// A subject in its columns: the place with what moved, the score with what changed.
fn subject_row(line: &TopLine, widths: &[usize], cx: &Cx) -> Line<'static> {
    let theme = &cx.theme;
    let moved: Style = match line.shift {
        Shift::Up(_) | Shift::New => theme.warning,
        Shift::Down(_) | Shift::Same => theme.strong,
    };
    let reviewed = line.reviewed.map(|day| short(day, cx.today())).unwrap_or_default();
    let (reviewed, style) =
        if line.overdue { (format!("! {reviewed}"), theme.bad) } else { (reviewed, theme.quiet) };
    let score = match (line.total, line.change) {
        (Some(total), Some(change)) => format!("{total:>3} {change:+}"),
        (Some(total), None) => format!("{total:>3}"),
        (None, _) => "  -".to_owned(),
    };
    // Both flags have to be told where there is room for one.
    let wide = widths.get(5).is_some_and(|width| *width >= 14);
    let flags = if wide {
        line.flags.clone()
    } else {
        let short = line.flags.replace("serial, repeat", "ser+rep");
        short.replace("said serial", "said ser").replace("said repeat", "said rep")
    };
    let live = if line.live == 0 { String::new() } else { line.live.to_string() };
    let cells = vec![
        (format!("{:>2} {}", line.rank, line.shift), moved),
        (line.reference.clone(), theme.strong),
        (cx.shown(&line.subject).to_owned(), theme.text),
        (score, theme.text),
        (line.stage.to_string(), theme.text),
        (flags, theme.warning),
        (reviewed, style),
        (live, theme.quiet),
        (line.scheme.clone().unwrap_or_default(), theme.quiet),
    ];
    columns::row(COLUMNS, widths, cells, None, theme)
}

impl Screen for Subjects {
    fn scope(&self) -> Scope {
        if self.narrow.is_open() { Scope::Filter } else { Scope::Subjects }
    }

    fn title(&self, cx: &Cx) -> String {
        let Some(list) = &self.list else { return "Subjects".to_owned() };
        let day = if list.on == cx.today() { "today".to_owned() } else { show_numeric(list.on) };
        let shown = if self.every { "everybody".to_owned() } else { format!("top {}", list.most) };
        format!("Subjects, {shown}, {day}")
    }

    fn enter(&mut self, _cx: &Cx) -> Effects {
        self.look()
    }

    fn update(&mut self, msg: Msg, cx: &Cx) -> Effects {
        let narrowed = self.narrow.shows();
        if self.narrow.hear(&msg, cx).is_some() {
            // The first letter asks for everybody: whoever is looked for may stand below the head of the list.
            return if narrowed == self.narrow.shows() { Effects::none() } else { self.look() };
        }
        match msg {
            Msg::Command(command) => self.command(command, cx),
            Msg::Filled { tag: NOMINATE, values, .. } => match nominate::request(&values, cx.today()) {
                Ok(request) => Effect::run(request, NOMINATE).into(),
                Err(what) => Effect::sorry(what).into(),
            },
            Msg::Answer { tag, outcome: Ok(Answer::Subjects(list)) } if tag == Tag(self.asked) => {
                self.list = Some(list);
                Effects::none()
            }
            Msg::Changed => self.look(),
            _ => Effects::none(),
        }
    }

    fn view(&self, frame: &mut Frame, area: Rect, cx: &Cx) {
        let filter = self.narrow.height(cx);
        let [top, about, head, body] = Layout::vertical([
            Constraint::Length(filter),
            Constraint::Length(1),
            Constraint::Length(1),
            Constraint::Fill(1),
        ])
        .areas(area);
        self.narrow.view(frame, top, cx);
        let Some(list) = &self.list else { return };
        if list.total == 0 && list.left.is_empty() {
            let words =
                "No subjects yet. Press a to put somebody forward, or take in the police's ranked list.";
            return chrome::empty(frame, body, words, cx);
        }
        let follows = list.list.map_or_else(
            || "no police list in the record".to_owned(),
            |day| {
                format!("police list of {} ({}), then by score", show_day_near(day, cx.today()), list.listed)
            },
        );
        let since = show_day_near(list.before, cx.today());
        let words = format!("  {} subjects · {follows} · moved since {since}", list.total);
        frame.render_widget(Line::styled(wide::cut(&words, usize::from(about.width)), cx.theme.quiet), about);
        let widths = columns::widths(COLUMNS, usize::from(area.width));
        frame.render_widget(columns::heads(COLUMNS, &widths, &cx.theme), head);
        let rows = self.rows(usize::from(area.width), cx);
        self.sheet.view_or(frame, body, &rows, "Nobody fits. Press Esc to see the list again.", cx);
    }

    fn takes_text(&self) -> bool {
        self.narrow.is_open()
    }

    fn can(&self, command: Command) -> bool {
        match command {
            Command::Open => self.list.as_ref().is_some_and(|list| list.total > 0 || !list.left.is_empty()),
            Command::LaterMonth => self.month.is_some(),
            Command::EverySubject => {
                let more = |list: &TopList| list.total > usize::try_from(list.most).unwrap_or(usize::MAX);
                self.list.as_ref().is_some_and(|list| more(list))
            }
            Command::Nominate => self.list.is_some(),
            _ => true,
        }
    }

    fn holds_back(&self) -> bool {
        self.narrow.is_open()
    }
}
