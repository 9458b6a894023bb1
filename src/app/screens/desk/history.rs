//! One referral: what was decided and why, who was told, what was sent, what became of transfers; with the desk's keys.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};

use super::forms::{self, Form};
use super::rows;
use crate::app::command::{Command, Scope};
use crate::app::cx::Cx;
use crate::app::effect::{Effect, Effects, Tag};
use crate::app::route::Route;
use crate::app::screen::{Msg, Screen};
use crate::app::widgets::sheet::{Sheet, SheetRow};
use crate::app::widgets::wide;
use crate::domain::calendar::{show_day_near, show_day_year};
use crate::domain::id::Id;
use crate::domain::paper::Subject;
use crate::domain::rows::case::{Case, CaseState};
use crate::domain::rows::desk::{TransferWay, Triage, TriageDecision};
use crate::service::ask::{Answer, Ask, DeskStory, TransferLine};

type Row = SheetRow<()>;

/// What was decided on one referral.
pub struct ReferralScreen {
    case: Id<Case>,
    story: Option<Box<DeskStory>>,
    sheet: Sheet,
}

impl ReferralScreen {
    /// The referral of a case.
    pub fn new(case: Id<Case>) -> Self {
        Self { case, story: None, sheet: Sheet::default() }
    }

    fn rows(&self, width: usize, cx: &Cx) -> Vec<Row> {
        self.story.as_ref().map(|story| rows_of(story, width, cx)).unwrap_or_default()
    }

    /// Whether a transfer waits for the other side.
    fn awaiting(&self) -> bool {
        self.story.as_ref().is_some_and(|story| story.transfers.iter().any(|line| line.transfer.awaiting))
    }
}

/// A heading, then lines of a day and what was.
fn section(rows: &mut Vec<Row>, head: &str, lines: Vec<(String, String)>, width: usize, cx: &Cx) {
    if lines.is_empty() {
        return;
    }
    if !rows.is_empty() {
        rows.push(Row::pass(""));
    }
    rows.push(Row::pass(Line::styled(format!(" {head}"), cx.theme.heading)));
    for (label, words) in lines {
        for (at, words) in wide::wrap(&words, width.saturating_sub(18).max(8)).into_iter().enumerate() {
            let label = wide::fit(if at == 0 { &label } else { "" }, 14);
            let line = Line::from(vec![
                Span::styled(format!("  {label}  "), cx.theme.strong),
                Span::styled(words, cx.theme.text),
            ]);
            rows.push(if at == 0 { Row::stop(line, None) } else { Row::pass(line) });
        }
    }
}

fn rows_of(story: &DeskStory, width: usize, cx: &Cx) -> Vec<Row> {
    let mut rows = Vec::new();
    let day = |on| show_day_near(on, cx.today());
    let line = &story.line;
    let waits = matches!(line.case.state, CaseState::Referred | CaseState::Listed);
    let stands = if waits { line.heap.to_string() } else { line.case.state.to_string() };
    let mut stands =
        vec![("Parties".to_owned(), rows::parties(&line.case, cx)), ("Stands".to_owned(), stands)];
    stands.extend(rows::told_whole(line, cx).into_iter().map(|(label, words, _)| (label.to_owned(), words)));
    section(&mut rows, "Referral", stands, width, cx);
    let decisions = story.decisions.iter().map(|triage| (day(triage.on), decided(triage, cx)));
    section(&mut rows, "Decisions, newest first", decisions.collect(), width, cx);
    let told = story.told.iter().map(|told| {
        let time = told.time.map(|time| time.strftime(" %H:%M").to_string()).unwrap_or_default();
        (day(told.on), format!("{}{time}, {} (by {})", told.agency, told.how, told.by))
    });
    section(&mut rows, "Told", told.collect(), width, cx);
    let receipts = story.receipts.iter().map(|receipt| {
        (day(receipt.on), format!("receipt to {}, {} (by {})", receipt.sent_to, receipt.how, receipt.by))
    });
    section(&mut rows, "Receipts", receipts.collect(), width, cx);
    let alerts = story.alerts.iter().map(|alert| {
        let to = if alert.sent_to.0.is_empty() {
            String::new()
        } else {
            format!(" to {}", alert.sent_to.0.join(", "))
        };
        let why = alert.reason.as_ref().map(|why| format!(": {}", cx.shown(why))).unwrap_or_default();
        (day(alert.on), format!("{}{to}{why}. {}", alert.outcome, alert.words))
    });
    section(&mut rows, "Alerts", alerts.collect(), width, cx);
    let transfers = story.transfers.iter().map(|line| (day(line.transfer.on), moved(line, cx)));
    section(&mut rows, "Transfers", transfers.collect(), width, cx);
    rows
}

fn decided(triage: &Triage, cx: &Cx) -> String {
    let mut words = triage.decision.to_string();
    match triage.decision {
        TriageDecision::Asked => {
            words.push_str(&format!(": {}", triage.missing.0.join("; ")));
            words.extend(triage.asked_of.as_ref().map(|of| format!(", of {of}")));
            words.extend(triage.due.map(|due| format!(", by {}", show_day_near(due, cx.today()))));
        }
        TriageDecision::Sent => {
            let to = triage.forum.as_ref().map(|forum| forum.to_uppercase()).or_else(|| triage.body.clone());
            words.extend(to.map(|to| format!(": {to}")));
        }
        TriageDecision::Accepted if triage.late == Some(true) => words.push_str(", after the cut-off"),
        _ => {}
    }
    if !triage.reason.is_empty() {
        words.push_str(&format!(". {}", cx.shown(&triage.reason)));
    }
    format!("{words} (by {})", triage.by)
}

fn moved(line: &TransferLine, cx: &Cx) -> String {
    let transfer = &line.transfer;
    let mut words = match transfer.way {
        TransferWay::Out => format!("to {}", transfer.marac),
        TransferWay::In => format!("from {}", transfer.marac),
    };
    if !transfer.reason.is_empty() {
        words.push_str(&format!(": {}", cx.shown(&transfer.reason)));
    }
    words.extend(transfer.original.map(|on| format!("; first referred {}", show_day_year(on))));
    words.extend(transfer.flag_until.map(|on| format!("; flag until {}", show_day_year(on))));
    if !transfer.sent.0.is_empty() {
        words.push_str(&format!("; sent: {}", transfer.sent.0.join(", ")));
    }
    if !line.goes.is_empty() {
        words.push_str(&format!("; go there: {}", line.goes.join(", ")));
    }
    if !line.stays.is_empty() {
        words.push_str(&format!("; stay here: {}", line.stays.join(", ")));
    }
    if transfer.awaiting {
        words.push_str(&format!("; ours until the receipt comes ({} days)", line.days));
    }
    words.extend(transfer.receipt.map(|on| format!("; theirs since {}", show_day_year(on))));
    words.extend(transfer.refused.as_ref().map(|why| format!("; not taken: {}", cx.shown(why))));
    words.extend(transfer.after_papers.as_ref().map(|meeting| format!("; after the papers of {meeting}")));
    words
}

impl Screen for ReferralScreen {
    fn scope(&self) -> Scope {
        Scope::Desk
    }

    fn papers(&self) -> Option<Subject> {
        Some(Subject::Case(self.case))
    }

    fn title(&self, _cx: &Cx) -> String {
        self.story
            .as_ref()
            .map_or_else(|| "Referral".to_owned(), |story| format!("Referral {}", story.line.case.reference))
    }

    fn enter(&mut self, _cx: &Cx) -> Effects {
        Effect::look(Ask::DeskCase(self.case), Tag::default()).into()
    }

    fn update(&mut self, msg: Msg, cx: &Cx) -> Effects {
        match msg {
            Msg::Command(Command::Open) => Effect::Go(Route::Case(self.case)).into(),
            Msg::Command(command) => match (Form::of(command), &self.story) {
                (Some(form), Some(story)) => forms::open(form, story, cx),
                _ => {
                    let rows = self.rows(usize::from(self.sheet.width()), cx);
                    self.sheet.command(command, &rows);
                    Effects::none()
                }
            },
            Msg::Picked(tag) => match (Form::tagged(tag), &self.story) {
                (Some(form), Some(story)) => forms::open(form, story, cx),
                _ => Effects::none(),
            },
            Msg::Filled { tag, about: Some(about), values } => {
                let story = self.story.as_deref();
                Form::tagged(tag)
                    .map_or_else(Effects::none, |form| forms::effects(form, about, &values, story, cx))
            }
            Msg::Answer { outcome: Ok(Answer::DeskCase(story)), .. } => {
                self.story = Some(story);
                Effects::none()
            }
            Msg::Changed => self.enter(cx),
            _ => Effects::none(),
        }
    }

    fn view(&self, frame: &mut Frame, area: Rect, cx: &Cx) {
        self.sheet.view(frame, area, &self.rows(usize::from(area.width), cx), cx);
    }

    fn can(&self, command: Command) -> bool {
        match command {
            Command::Filter
            | Command::DeskHistory
            | Command::DeskNext
            | Command::DeskBefore
            | Command::DeskHeap
            | Command::AlertSent
            | Command::AlertNot => false,
            command => match (Form::of(command), &self.story) {
                (Some(form), Some(story)) => {
                    form.fits(story.line.case.state, story.line.heap, self.awaiting())
                }
                (Some(_), None) => false,
                (None, _) => true,
            },
        }
    }
}
