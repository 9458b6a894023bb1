//! One report: its measures with what they are out of, its tables, its trends. How a figure is counted stands under the page
//! while the cursor is on it; Enter shows the cases behind it.

use ratatui::Frame;
use ratatui::layout::{Constraint, Layout, Rect};
use ratatui::text::Line;
use ratatui::widgets::Paragraph;

use super::rows::{Target, rows};
use crate::app::command::{Command, Scope};
use crate::app::cx::Cx;
use crate::app::dialog::Dialog;
use crate::app::effect::{Effect, Effects, Tag};
use crate::app::route::Route;
use crate::app::screen::{Msg, Screen};
use crate::app::widgets::form::{Field, Filled};
use crate::app::widgets::sheet::{Sheet, SheetRow};
use crate::app::widgets::views::{Chosen, Views};
use crate::app::widgets::wide;
use crate::domain::calendar::show_day_year;
use crate::domain::filter::List;
use crate::domain::paper::Subject;
use crate::domain::report::{Asked, Period, Report, ReportKind, principles};
use crate::domain::request::{RatePrinciple, Request};
use crate::domain::rows::plan::Rag;
use crate::service::ask::{Answer, Ask};

const READ: Tag = Tag(1);
const FORUMS: Tag = Tag(2);
const ASK: Tag = Tag(3);
const RATE: Tag = Tag(4);

/// The period while nobody says another.
const USUAL: &str = "last-12-months";

/// One report.
pub struct ReportScreen {
    /// What is asked, as words; a period that leans on today stays so when it is saved.
    words: String,
    report: Option<Box<Report>>,
    refused: Option<String>,
    forums: Vec<(String, String)>,
    sheet: Sheet,
    views: Views,
    /// The first column shown of tables that are wider than the screen.
    from: usize,
}

impl ReportScreen {
    /// A report as asked for in words.
    pub fn new(words: String) -> Self {
        Self {
            words,
            report: None,
            refused: None,
            forums: Vec::new(),
            sheet: Sheet::default(),
            views: Views::of(List::Reports),
            from: 0,
        }
    }

    fn asked(&self, cx: &Cx) -> Result<Asked, String> {
        Asked::read(&self.words, |key| Ok(key.to_owned()), cx.today())
    }

    fn look(&mut self, cx: &Cx) -> Effects {
        match self.asked(cx) {
            Ok(asked) => Effect::look(Ask::Report(Box::new(asked)), READ).into(),
            Err(why) => {
                self.refused = Some(why);
                self.report = None;
                Effects::none()
            }
        }
    }

    fn rows(&self, width: usize, cx: &Cx) -> Vec<SheetRow<Target>> {
        self.report.as_ref().map(|report| rows(report, width, self.from, cx)).unwrap_or_default()
    }

    fn target(&self, cx: &Cx) -> Option<Target> {
        self.sheet.target(&self.rows(usize::from(self.sheet.width()), cx)).cloned()
    }

    /// The words with one of them said anew, or taken out.
    fn said(&self, key: &str, value: Option<String>) -> String {
        let stays = |word: &&str| match word.split_once(':') {
            Some((known, _)) => known != key,
            None => *word != key,
        };
        let kept = self.words.split_whitespace().filter(stays).map(str::to_owned);
        kept.chain(value).collect::<Vec<_>>().join(" ")
    }

    /// What stands in the words under a key.
    fn word(&self, key: &str) -> Option<&str> {
        let mut found = self.words.split_whitespace().filter_map(|word| word.split_once(':'));
        found.find(|(known, _)| *known == key).map(|(_, value)| value)
    }

    /// Says a word that stands alone, or takes it out again.
    fn turn(&mut self, word: &str, cx: &Cx) -> Effects {
        let stands = self.words.split_whitespace().any(|known| known == word);
        self.words = self.said(word, (!stands).then(|| word.to_owned()));
        self.look(cx)
    }

    fn ask_form(&self) -> Effects {
        let Some(kind) = self.words.split_whitespace().next().and_then(ReportKind::parse) else {
            return Effects::none();
        };
        let mut forums = vec![(String::new(), "every forum that has it".to_owned())];
        // What is asked for now stands first among the choices.
        let (now, other): (Vec<_>, Vec<_>) =
            self.forums.iter().cloned().partition(|(key, _)| Some(key.as_str()) == self.word("forum"));
        forums.splice(0..0, now);
        forums.extend(other);
        let period = self.word("period").unwrap_or(USUAL);
        let adults = self.word("adult-females").and_then(|count| count.parse().ok());
        let fields = vec![
            Field::choice("forum", "Forum", forums),
            Field::line("period", "Period", period),
            Field::number("adult-females", "Females of 16 and over in the area", adults).optional(),
        ];
        Effect::ask(Dialog::form(format!("{}: over what?", kind.title()), ASK, fields)).into()
    }

    fn filled(&mut self, values: &Filled, cx: &Cx) -> Effects {
        let period = values.text("period").map(|typed| typed.reveal().trim().replace(' ', "-"));
        if let Some(Err(why)) = period.as_deref().map(|typed| Period::read(typed, cx.today())) {
            return Effect::sorry(why).into();
        }
        let forum = values.choice("forum").filter(|key| !key.is_empty());
        self.words = self.said("forum", forum.map(|key| format!("forum:{key}")));
        self.words = self.said("period", period.map(|typed| format!("period:{typed}")));
        let adults = values.number("adult-females").map(|count| format!("adult-females:{count}"));
        self.words = self.said("adult-females", adults);
        self.look(cx)
    }

    fn command(&mut self, command: Command, cx: &Cx) -> Effects {
        match command {
            Command::Open => self.open(cx),
            Command::ReportAsk => self.ask_form(),
            Command::RatePrinciple => self.rate_form(cx),
            Command::ReportOutside => self.turn("outside", cx),
            Command::ReportCompare => self.turn("compare", cx),
            Command::ColumnsRight => {
                self.from += 1;
                Effects::none()
            }
            Command::ColumnsLeft => {
                self.from = self.from.saturating_sub(1);
                Effects::none()
            }
            command => {
                let rows = self.rows(usize::from(self.sheet.width()), cx);
                self.sheet.command(command, &rows);
                Effects::none()
            }
        }
    }

    /// The line of the list of principles that the cursor is on: the list, the principle, what it is called.
    fn principle(&self, cx: &Cx) -> Option<(String, String, String)> {
        let target = self.target(cx)?;
        let (list, key) = target.row.as_deref()?.split_once('/')?;
        Some((list.to_owned(), key.to_owned(), target.name.clone()))
    }

    fn rate_form(&self, cx: &Cx) -> Effects {
        let Some((_, _, name)) = self.principle(cx) else {
            return Effect::say("put the cursor on a principle of the list").into();
        };
        if self.report.as_ref().is_some_and(|report| report.forum.is_none()) {
            return Effect::sorry("say which forum is rated first: e").into();
        }
        let words =
            [Rag::Green, Rag::Amber, Rag::Red].map(|rag| (rag.word().to_owned(), rag.word().to_owned()));
        let fields = vec![
            Field::choice("rag", "Rated", words.to_vec()),
            Field::long("why", "Why (no names)", "").optional(),
        ];
        Effect::ask(Dialog::form(name, RATE, fields)).into()
    }

    fn rated(&self, values: &Filled, cx: &Cx) -> Effects {
        let rated =
            self.principle(cx).zip(self.report.as_ref()).zip(values.choice("rag").and_then(Rag::parse));
        let Some((((list, principle, name), report), rag)) = rated else { return Effects::none() };
        let request = RatePrinciple {
            forum: report.forum.clone().unwrap_or_default(),
            list,
            principle,
            from: report.from,
            to: report.to,
            rag,
            commentary: values.text("why").map(|why| why.reveal().to_owned()).unwrap_or_default(),
            seen: principles::seen(report, &name),
        };
        Effect::run(Request::RatePrinciple(request), RATE).into()
    }

    fn open(&self, cx: &Cx) -> Effects {
        match self.target(cx) {
            Some(Target { key: Some(key), name, .. }) => match self.asked(cx) {
                Ok(asked) => Effect::Go(Route::Behind(Box::new(asked), key, name)).into(),
                Err(why) => Effect::sorry(why).into(),
            },
            Some(_) => Effect::say("nothing more is behind this figure here").into(),
            None => Effects::none(),
        }
    }
}

impl Screen for ReportScreen {
    fn scope(&self) -> Scope {
        Scope::Reports
    }

    fn title(&self, _cx: &Cx) -> String {
        let Some(report) = &self.report else { return "Report".to_owned() };
        let of = report.forum.as_deref().unwrap_or("every forum");
        format!("{}: {of}", report.kind.title())
    }

    fn enter(&mut self, cx: &Cx) -> Effects {
        self.look(cx).and(Effect::look(Ask::Forums, FORUMS))
    }

    fn update(&mut self, msg: Msg, cx: &Cx) -> Effects {
        let said = self.words.clone();
        match self.views.hear(&msg, None, &said) {
            Some(Chosen::Asks(effects)) => return effects,
            Some(Chosen::View(words)) => {
                self.words = words;
                return self.look(cx);
            }
            Some(Chosen::Order(_)) | None => {}
        }
        match msg {
            Msg::Command(command) => return self.command(command, cx),
            Msg::Filled { tag: ASK, values, .. } => return self.filled(&values, cx),
            Msg::Filled { tag: RATE, values, .. } => return self.rated(&values, cx),
            Msg::Answer { outcome: Ok(Answer::Report(report)), .. } => {
                self.report = Some(report);
                self.refused = None;
            }
            Msg::Answer { tag: READ, outcome: Err(refusal) } => {
                self.refused = Some(refusal.to_string());
                self.report = None;
            }
            Msg::Answer { outcome: Ok(Answer::Forums(forums)), .. } => {
                self.forums = forums.into_iter().map(|line| (line.key, line.name)).collect();
            }
            Msg::Changed => return self.look(cx),
            _ => {}
        }
        Effects::none()
    }

    fn view(&self, frame: &mut Frame, area: Rect, cx: &Cx) {
        let width = usize::from(area.width);
        let rows = self.rows(width, cx);
        if let Some(report) = &self.report {
            let [top, body, foot] =
                Layout::vertical([Constraint::Length(1), Constraint::Fill(1), Constraint::Length(2)])
                    .areas(area);
            let outside = if report.outside { "FOR OUTSIDE  " } else { "" };
            let window = format!(
                " {outside}{} to {}, counted {}",
                show_day_year(report.from),
                show_day_year(report.to),
                show_day_year(report.counted)
            );
            frame.render_widget(Line::styled(wide::cut(&window, width), cx.theme.quiet), top);
            let basis = self.target(cx).map(|target| target.basis).unwrap_or_default();
            let lines = wide::wrap(&basis, width.saturating_sub(2)).into_iter().take(2);
            let lines: Vec<Line<'_>> =
                lines.map(|words| Line::styled(format!(" {words}"), cx.theme.quiet)).collect();
            frame.render_widget(Paragraph::new(lines), foot);
            self.sheet.view_or(frame, body, &rows, "There is nothing to count.", cx);
        } else {
            let words = self.refused.as_deref().unwrap_or_default();
            self.sheet.view_or(frame, area, &rows, words, cx);
        }
    }

    fn can(&self, command: Command) -> bool {
        let rates = self.report.as_ref().is_some_and(|report| report.kind == ReportKind::Principles);
        match command {
            Command::Filter
            | Command::Order
            | Command::TurnOrder
            | Command::ReportBefore
            | Command::ReportAfter
            | Command::TidyExport => false,
            Command::RatePrinciple => rates,
            _ => true,
        }
    }

    fn papers(&self) -> Option<Subject> {
        let report = self.report.as_ref()?;
        let forum = self.word("forum")?.to_owned();
        Some(Subject::Forum { forum, from: report.from, to: report.to })
    }
}
