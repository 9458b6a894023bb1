//! The desk: the queue, and beside it alerts to send, transfers without a receipt and receipts to send; Tab goes on.

use ratatui::Frame;
use ratatui::layout::{Constraint, Layout, Rect};
use ratatui::text::{Line, Span};
use ratatui::widgets::Paragraph;

use super::forms::{self, Form};
use super::rows;
use crate::app::command::{Command, Scope};
use crate::app::cx::Cx;
use crate::app::effect::{Effect, Effects, Tag};
use crate::app::route::Route;
use crate::app::screen::{Msg, Screen};
use crate::app::widgets::columns::{self, Column};
use crate::app::widgets::cursor::Cursor;
use crate::app::widgets::filter::Filter;
use crate::app::widgets::form::Filled;
use crate::app::widgets::windowed::Windowed;
use crate::app::widgets::{chrome, wide};
use crate::domain::desk::Heap;
use crate::domain::filter::List;
use crate::domain::id::Id;
use crate::domain::rows::case::Case;
use crate::service::ask::{
    AlertLine, Answer, Ask, DeskCounts, DeskFilter, DeskStory, QueueLine, TransferLine, Window,
};

/// Which list is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
enum Pile {
    #[default]
    Queue,
    Alerts,
    Transfers,
    Receipts,
}

impl Pile {
    const ALL: [Self; 4] = [Self::Queue, Self::Alerts, Self::Transfers, Self::Receipts];

    fn next(self, back: bool) -> Self {
        let at = self as usize + if back { Self::ALL.len() - 1 } else { 1 };
        Self::ALL.get(at % Self::ALL.len()).copied().unwrap_or_default()
    }

    const fn columns(self) -> &'static [Column] {
        match self {
            Self::Queue | Self::Receipts => rows::QUEUE,
            Self::Alerts => rows::ALERTS,
            Self::Transfers => rows::TRANSFERS,
        }
    }
}

/// Which referrals the queue shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
enum Only {
    #[default]
    All,
    Heap(Heap),
    Late,
}

impl Only {
    const fn next(self) -> Self {
        match self {
            Self::All => Self::Heap(Heap::ToDecide),
            Self::Heap(Heap::ToDecide) => Self::Heap(Heap::Asked),
            Self::Heap(Heap::Asked) => Self::Late,
            Self::Late => Self::Heap(Heap::Accepted),
            Self::Heap(Heap::Accepted) => Self::All,
        }
    }

    const fn words(self) -> &'static str {
        match self {
            Self::All => "",
            Self::Heap(heap) => heap.word(),
            Self::Late => "answer late",
        }
    }
}

/// The referral desk.
pub struct DeskScreen {
    pile: Pile,
    queue: Windowed<QueueLine>,
    only: Only,
    filter: Filter,
    counts: Option<DeskCounts>,
    alerts: Vec<AlertLine>,
    transfers: Vec<TransferLine>,
    receipts: Vec<QueueLine>,
    /// Where one is on the lists beside the queue.
    cursor: Cursor,
    /// Counts the filters, so that an answer to an older one is left aside.
    asked: u64,
    /// The case a form was opened on, with what its answer needs.
    story: Option<Box<DeskStory>>,
}

impl Default for DeskScreen {
    fn default() -> Self {
        Self {
            pile: Pile::default(),
            queue: Windowed::default(),
            only: Only::default(),
            filter: Filter::of(List::Desk, ""),
            counts: None,
            alerts: Vec::new(),
            transfers: Vec::new(),
            receipts: Vec::new(),
            cursor: Cursor::default(),
            asked: 0,
            story: None,
        }
    }
}

impl DeskScreen {
    fn look(&self, window: Window) -> Effect {
        let heap = if let Only::Heap(heap) = self.only { Some(heap) } else { None };
        let late = self.only == Only::Late;
        let filter = DeskFilter { words: self.filter.text(), heap, late, ..DeskFilter::default() };
        Effect::look(Ask::Desk(filter, window), Tag(self.asked))
    }

    fn restart(&mut self) -> Effects {
        self.asked += 1;
        let window = self.queue.restart();
        self.look(window).into()
    }

    fn missing(&mut self) -> Effects {
        self.queue.missing().map(|window| self.look(window)).into()
    }

    /// The case under the cursor, with where it stands.
    fn current(&self) -> Option<&QueueLine> {
        match self.pile {
            Pile::Queue => self.queue.current(),
            Pile::Receipts => self.receipts.get(self.cursor.at()),
            Pile::Alerts | Pile::Transfers => None,
        }
    }

    fn alert(&self) -> Option<&AlertLine> {
        self.alerts.get(self.cursor.at()).filter(|_| self.pile == Pile::Alerts)
    }

    fn case(&self) -> Option<Id<Case>> {
        let beside = match self.pile {
            Pile::Alerts => self.alert().map(|line| line.case.id),
            Pile::Transfers => self.transfers.get(self.cursor.at()).map(|line| line.case.id),
            Pile::Queue | Pile::Receipts => None,
        };
        beside.or_else(|| self.current().map(|line| line.case.id))
    }

    fn length(&self) -> usize {
        match self.pile {
            Pile::Queue => self.queue.cursor().len(),
            Pile::Alerts => self.alerts.len(),
            Pile::Transfers => self.transfers.len(),
            Pile::Receipts => self.receipts.len(),
        }
    }

    fn show(&mut self, pile: Pile) {
        self.pile = pile;
        self.cursor = Cursor::default();
        let length = self.length();
        self.cursor.set_len(length);
    }

    fn command(&mut self, command: Command) -> Effects {
        match command {
            Command::Open => self.case().map(|case| Effect::Go(Route::Case(case))).into(),
            Command::DeskHistory => self.case().map(|case| Effect::Go(Route::Referral(case))).into(),
            Command::DeskNext | Command::DeskBefore => {
                self.show(self.pile.next(command == Command::DeskBefore));
                Effects::none()
            }
            Command::DeskHeap => {
                self.only = self.only.next();
                self.show(Pile::Queue);
                self.restart()
            }
            command => match (Form::of(command), self.alert()) {
                (Some(form @ (Form::AlertSent | Form::AlertNot)), Some(alert)) => {
                    forms::open_alert(form, alert)
                }
                (Some(form), _) => {
                    self.case().map(|case| Effect::look(Ask::DeskCase(case), form.tag())).into()
                }
                (None, _) if self.pile == Pile::Queue => {
                    self.queue.command(command);
                    self.missing()
                }
                (None, _) => {
                    self.cursor.command(command);
                    Effects::none()
                }
            },
        }
    }

    fn filled(&self, tag: Tag, about: uuid::Uuid, values: &Filled, cx: &Cx) -> Effects {
        match Form::tagged(tag) {
            Some(form @ (Form::AlertSent | Form::AlertNot)) => {
                let alert = self.alerts.iter().find(|alert| alert.case.id.uuid() == about);
                alert.map(|alert| Effect::run(forms::settle(form, alert, values), forms::DONE)).into()
            }
            Some(form) => forms::effects(form, about, values, self.story.as_deref(), cx),
            None => Effects::none(),
        }
    }

    fn answered(&mut self, tag: Tag, answer: Answer, cx: &Cx) -> Effects {
        match answer {
            Answer::Desk(desk) if tag == Tag(self.asked) => {
                self.counts = Some(desk.counts);
                self.queue.accept(desk.lines);
                return self.missing();
            }
            Answer::Alerts(lines) => self.alerts = lines,
            Answer::Transfers(lines) => self.transfers = lines,
            Answer::ReceiptsDue(lines) => self.receipts = lines,
            Answer::DeskCase(story) => {
                let effects = Form::tagged(tag).map(|form| forms::open(form, &story, cx));
                self.story = Some(story);
                return effects.unwrap_or_default();
            }
            _ => {}
        }
        let length = self.length();
        self.cursor.set_len(length);
        Effects::none()
    }

    /// The lists there are, with how many lie in each; the one in sight is marked.
    fn tabs(&self, columns: usize, cx: &Cx) -> Line<'static> {
        let counts = self.counts.unwrap_or_default();
        let queue = counts.to_decide + counts.asked + counts.accepted;
        let names = [
            ("Queue", queue),
            ("Alerts", counts.alerts),
            ("Transfers", counts.transfers),
            ("Receipts", counts.receipts),
        ];
        let mut spans = vec![Span::raw(" ")];
        for (pile, (name, count)) in Pile::ALL.into_iter().zip(names) {
            let here = pile == self.pile;
            let words = if here { format!("[{name} {count}] ") } else { format!(" {name} {count}  ") };
            let style = if here { cx.theme.strong } else { cx.theme.quiet };
            spans.push(Span::styled(words, style));
        }
        if self.pile == Pile::Queue && self.only != Only::All && columns > 60 {
            spans.push(Span::styled(format!("only {}", self.only.words()), cx.theme.warning));
        }
        Line::from(spans)
    }

    fn row(&self, at: usize, widths: &[usize], on: bool, cx: &Cx) -> Option<Line<'static>> {
        Some(match self.pile {
            Pile::Queue => match self.queue.line(at) {
                Some(line) => rows::queue_row(line, widths, on, cx),
                None => Line::styled("  …", cx.theme.quiet),
            },
            Pile::Receipts => rows::queue_row(self.receipts.get(at)?, widths, on, cx),
            Pile::Alerts => rows::alert_row(self.alerts.get(at)?, widths, on, cx),
            Pile::Transfers => rows::transfer_row(self.transfers.get(at)?, widths, on, cx),
        })
    }

    /// What the columns cut, whole, for under the list.
    fn under(&self, columns: usize, cx: &Cx) -> Vec<Line<'static>> {
        let told: Vec<(&str, String, ratatui::style::Style)> = match self.pile {
            Pile::Queue | Pile::Receipts => {
                self.current().map(|line| rows::told_whole(line, cx)).unwrap_or_default()
            }
            Pile::Alerts => self.alert().map_or_else(Vec::new, |line| {
                let changes = crate::domain::desk::told_in_words(&line.changes);
                vec![("Changed", changes, cx.theme.text)]
            }),
            Pile::Transfers => self.transfers.get(self.cursor.at()).map_or_else(Vec::new, |line| {
                let mut told = vec![
                    ("Go there", line.goes.join(", "), cx.theme.text),
                    ("Stay here", line.stays.join(", "), cx.theme.text),
                ];
                told.retain(|(_, words, _)| !words.is_empty());
                told.insert(0, ("Sent", line.transfer.sent.0.join(", "), cx.theme.text));
                told
            }),
        };
        let room = columns.saturating_sub(14).max(8);
        let mut lines = Vec::new();
        for (label, words, style) in told {
            for (at, words) in wide::wrap(&words, room).into_iter().enumerate() {
                let label = wide::fit(if at == 0 { label } else { "" }, 11);
                lines.push(Line::from(vec![
                    Span::styled(format!("  {label} "), cx.theme.heading),
                    Span::styled(words, style),
                ]));
            }
        }
        lines
    }

    const fn nothing(&self) -> &'static str {
        match self.pile {
            Pile::Queue => "No referral waits.",
            Pile::Alerts => "Nothing has changed that somebody must be told of before a meeting.",
            Pile::Transfers => "No transfer waits for the other side's receipt.",
            Pile::Receipts => "Every decision has its receipt.",
        }
    }
}

impl Screen for DeskScreen {
    fn scope(&self) -> Scope {
        if self.filter.is_open() { Scope::Filter } else { Scope::Desk }
    }

    fn title(&self, _cx: &Cx) -> String {
        let at = if self.pile == Pile::Queue { self.queue.cursor().at() } else { self.cursor.at() };
        match self.length() {
            0 => "Referral desk".to_owned(),
            length => format!("Referral desk  {} of {length}", at + 1),
        }
    }

    fn enter(&mut self, _cx: &Cx) -> Effects {
        let window = self.queue.again();
        Effects::from(self.look(window))
            .and(Effect::look(Ask::Alerts, Tag::default()))
            .and(Effect::look(Ask::Transfers, Tag::default()))
            .and(Effect::look(Ask::ReceiptsDue, Tag::default()))
    }

    fn update(&mut self, msg: Msg, cx: &Cx) -> Effects {
        if let Some(changed) = self.filter.hear(&msg, cx) {
            self.show(Pile::Queue);
            return if changed { self.restart() } else { Effects::none() };
        }
        match msg {
            Msg::Command(command) => self.command(command),
            Msg::Picked(tag) => match (Form::tagged(tag), &self.story) {
                (Some(form), Some(story)) => forms::open(form, story, cx),
                _ => Effects::none(),
            },
            Msg::Filled { tag, about: Some(about), values } => self.filled(tag, about, &values, cx),
            Msg::Answer { tag, outcome: Ok(answer) } => self.answered(tag, answer, cx),
            Msg::Changed => self.enter(cx),
            _ => Effects::none(),
        }
    }

    fn view(&self, frame: &mut Frame, area: Rect, cx: &Cx) {
        let width = usize::from(area.width);
        let under = self.under(width, cx);
        let most = if area.height >= 12 { area.height / 3 } else { 0 };
        let foot = u16::try_from(under.len() + 1).unwrap_or(u16::MAX).min(most);
        let [top, tabs, filter, head, body, foot] = Layout::vertical([
            Constraint::Length(1),
            Constraint::Length(1),
            Constraint::Length(self.filter.height(cx)),
            Constraint::Length(1),
            Constraint::Fill(1),
            Constraint::Length(foot),
        ])
        .areas(area);
        frame.render_widget(rows::summary(&self.counts.unwrap_or_default(), width, cx), top);
        frame.render_widget(self.tabs(width, cx), tabs);
        self.filter.view(frame, filter, cx);
        let columns = self.pile.columns();
        let widths = columns::widths(columns, width);
        frame.render_widget(columns::heads(columns, &widths, &cx.theme), head);
        if self.length() == 0 && self.queue.is_known() {
            return chrome::empty(frame, body, self.nothing(), cx);
        }
        let cursor = if self.pile == Pile::Queue { self.queue.cursor() } else { &self.cursor };
        let at = cursor.at();
        let seen = cursor.visible(usize::from(body.height));
        let lines: Vec<Line> = seen.filter_map(|row| self.row(row, &widths, row == at, cx)).collect();
        frame.render_widget(Paragraph::new(lines), body);
        let mut told = vec![Line::default()];
        told.extend(under);
        frame.render_widget(Paragraph::new(told), foot);
    }

    fn takes_text(&self) -> bool {
        self.filter.is_open()
    }

    fn can(&self, command: Command) -> bool {
        let awaiting = self.pile == Pile::Transfers && self.case().is_some();
        match command {
            Command::Open | Command::DeskHistory => self.case().is_some(),
            Command::AlertSent | Command::AlertNot => self.alert().is_some(),
            Command::DeskReceived => awaiting,
            command => match (Form::of(command), self.current()) {
                (Some(form), Some(line)) => form.fits(line.case.state, line.heap, false),
                (Some(_), None) => false,
                (None, _) => true,
            },
        }
    }

    fn holds_back(&self) -> bool {
        self.filter.is_open()
    }
}
