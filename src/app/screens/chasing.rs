//! Who is to be reminded today: one line a reader, taken or left by one key; drafts are written, or it is kept that they were
//! told, as one change.

use std::collections::BTreeSet;

use ratatui::Frame;
use ratatui::layout::{Constraint, Layout, Rect};
use ratatui::text::Line;
use ratatui::widgets::Paragraph;

use super::papers::told_once;
use crate::app::command::{Command, Scope};
use crate::app::cx::Cx;
use crate::app::dialog::Dialog;
use crate::app::effect::{Effect, Effects, Tag};
use crate::app::route::Route;
use crate::app::screen::{Msg, Screen};
use crate::app::widgets::columns::{self, Column, number, text};
use crate::app::widgets::cursor::Cursor;
use crate::app::widgets::form::{Field, Filled};
use crate::app::widgets::{chrome, wide};
use crate::domain::calendar::show_day_near;
use crate::domain::id::Id;
use crate::domain::paper::Format;
use crate::domain::request::{ChaseActions, Request};
use crate::domain::rows::action::Action;
use crate::domain::rows::chase::ChaseHow;
use crate::service::ask::{ActionFilter, Answer, Ask, Chasing, Reminder, ReminderLine, Rung};
use crate::service::papers::{Options, Order};

const WRITE: Tag = Tag(1);
const WRITTEN: Tag = Tag(2);
const LOG: Tag = Tag(3);
const LOGGED: Tag = Tag(4);
const SEALED: &str = "sealed";
/// Ways of reminding that are kept by hand.
const BY_HAND: [ChaseHow; 3] = [ChaseHow::Telephone, ChaseHow::Mail, ChaseHow::Spoken];

const COLUMNS: &[Column] = &[
    text("Take", 4, 4, 0),
    text("Agency", 14, 26, 0),
    text("Goes to", 14, 34, 0),
    number("Actions", 7, 0),
    text("Longest overdue", 15, 18, 0),
    text("Mailbox", 12, 40, 3),
];

/// Who is to be reminded.
#[derive(Default)]
pub struct ChasingScreen {
    chasing: Option<Box<Chasing>>,
    /// Readers that are left out, by agency and rung.
    left: BTreeSet<(String, Rung)>,
    cursor: Cursor,
}

impl ChasingScreen {
    fn reminders(&self) -> &[Reminder] {
        self.chasing.as_ref().map_or(&[], |chasing| &chasing.reminders)
    }

    fn current(&self) -> Option<&Reminder> {
        self.reminders().get(self.cursor.at())
    }

    fn takes(&self, one: &Reminder) -> bool {
        !self.left.contains(&(one.agency.clone(), one.rung))
    }

    fn taken(&self) -> impl Iterator<Item = &Reminder> {
        self.reminders().iter().filter(|one| self.takes(one))
    }

    fn turn(&mut self) {
        let Some(place) = self.current().map(|one| (one.agency.clone(), one.rung)) else { return };
        if !self.left.remove(&place) {
            self.left.insert(place);
        }
        self.cursor.command(Command::Down);
    }

    fn turn_all(&mut self) {
        let all = self.reminders().iter().map(|one| (one.agency.clone(), one.rung)).collect();
        self.left = if self.left.is_empty() { all } else { BTreeSet::new() };
    }

    fn ask_folder(&self) -> Effects {
        let day = self.chasing.as_ref().map(|chasing| chasing.day.to_string()).unwrap_or_default();
        let fields = vec![
            Field::choice(
                "seal",
                "Seal",
                vec![
                    (String::new(), "none: in clear, with a sheet to fill in".to_owned()),
                    (SEALED.to_owned(), "a new password for each PDF; no sheet".to_owned()),
                ],
            ),
            Field::line("folder", "Folder", &format!("ACTIONS-{day}-reminders")),
        ];
        let drafts = self.taken().filter(|one| one.rung != Rung::Steering).count();
        let title = match drafts {
            1 => "Write 1 draft and keep the reminder".to_owned(),
            count => format!("Write {count} drafts and keep the reminders"),
        };
        Effect::ask(Dialog::form(title, WRITE, fields)).into()
    }

    fn ask_how(&self) -> Effects {
        let how = BY_HAND.iter().map(|how| (how.word().to_owned(), how.word().to_owned())).collect();
        let fields = vec![
            Field::choice("how", "How", how),
            Field::line("to", "To (a post; as listed when empty)", "").optional(),
            Field::long("note", "What was said", "").optional(),
        ];
        let count: usize = self.taken().map(|one| one.lines.len()).sum();
        let title = format!("Keep that {count} actions were reminded of");
        Effect::ask(Dialog::form(title, LOG, fields)).into()
    }

    fn filled(&self, tag: Tag, values: &Filled) -> Effects {
        match tag {
            WRITE => {
                let Some(folder) = values.text("folder") else { return Effects::none() };
                let options = Options {
                    format: Format::Eml,
                    new_password: values.choice("seal") == Some(SEALED),
                    ..Options::pdf()
                };
                let to = self.taken().map(|one| (one.agency.clone(), one.rung)).collect();
                let order = Order::Remind { to, options, folder: folder.reveal().into() };
                Effect::Papers { order: Box::new(order), tag: WRITTEN }.into()
            }
            LOG => {
                let how = values.choice("how").and_then(ChaseHow::parse).unwrap_or(ChaseHow::Telephone);
                let request = |one: &Reminder| {
                    let actions: Vec<Id<Action>> = one.lines.iter().map(|line| line.line.action.id).collect();
                    let asked = ChaseActions {
                        actions,
                        step: None,
                        how,
                        to: values.text("to"),
                        note: values.text("note"),
                    };
                    (one.name.clone(), Request::Chase(asked))
                };
                Effect::Together { requests: self.taken().map(request).collect(), tag: LOGGED }.into()
            }
            _ => Effects::none(),
        }
    }

    fn row(&self, one: &Reminder, widths: &[usize], on: bool, cx: &Cx) -> Line<'static> {
        let theme = &cx.theme;
        let longest = one.lines.iter().map(|line| line.line.late_days).max().unwrap_or(0);
        let days = if longest == 1 { "day" } else { "days" };
        let style = if one.rung == Rung::Agency { theme.text } else { theme.warning };
        let mailbox = match (one.rung, &one.mailbox) {
            (Rung::Steering, _) => "listed, no message".to_owned(),
            (_, Some(mailbox)) => mailbox.clone(),
            (_, None) => "no mailbox named".to_owned(),
        };
        let cells = vec![
            (if self.takes(one) { "[x]" } else { "[ ]" }.to_owned(), theme.strong),
            (one.name.clone(), theme.text),
            (one.to.clone(), style),
            (one.lines.len().to_string(), theme.text),
            (format!("{longest} working {days}"), theme.bad),
            (mailbox, theme.quiet),
        ];
        columns::row(COLUMNS, widths, cells, Some(on), theme)
    }

    /// The actions of the reminder under the cursor.
    fn under(&self, columns: usize, cx: &Cx) -> Vec<Line<'static>> {
        let Some(one) = self.current() else { return Vec::new() };
        let told = |line: &ReminderLine| {
            let asked = match (line.line.reminded, line.line.last_reminded) {
                (0, _) | (_, None) => "never asked".to_owned(),
                (count, Some(last)) => {
                    format!("asked {count}x, last {}", show_day_near(last, cx.today()))
                }
            };
            let action = &line.line.action;
            let off = line.off.as_ref().map(|why| format!("  ! not on paper: {why}")).unwrap_or_default();
            let words = format!(
                "  {}  {}, {asked}; {}{off}  {}",
                action.reference,
                line.line.standing,
                line.step,
                cx.shown(&action.words)
            );
            let style = if line.off.is_some() { cx.theme.warning } else { cx.theme.text };
            Line::styled(wide::cut(&words.replace('\n', " "), columns), style)
        };
        one.lines.iter().map(told).collect()
    }
}

impl Screen for ChasingScreen {
    fn scope(&self) -> Scope {
        Scope::Chasing
    }

    fn title(&self, _cx: &Cx) -> String {
        let (taken, escalated) =
            (self.taken().count(), self.chasing.as_ref().map_or(0, |chasing| chasing.escalated.len()));
        let up = if escalated > 0 { format!("  steering group has {escalated}") } else { String::new() };
        format!("Reminders  {taken} of {} taken{up}", self.reminders().len())
    }

    fn enter(&mut self, _cx: &Cx) -> Effects {
        Effect::look(Ask::Chasing, Tag::default()).into()
    }

    fn update(&mut self, msg: Msg, cx: &Cx) -> Effects {
        match msg {
            Msg::Command(Command::ChaseTurn) => self.turn(),
            Msg::Command(Command::ChaseTurnAll) => self.turn_all(),
            Msg::Command(Command::ChaseWrite) => return self.ask_folder(),
            Msg::Command(Command::ChaseLog) => return self.ask_how(),
            Msg::Command(Command::Open) => {
                let filter = self.current().map(|one| ActionFilter {
                    agency: Some(one.agency.clone()),
                    overdue: true,
                    live: true,
                    ..ActionFilter::default()
                });
                return filter.map(|filter| Effect::Go(Route::Actions(filter))).into();
            }
            Msg::Command(command) => {
                self.cursor.command(command);
            }
            Msg::Filled { tag, values, .. } => return self.filled(tag, &values),
            Msg::Answer { outcome: Ok(Answer::Chasing(chasing)), .. } => {
                self.cursor.set_len(chasing.reminders.len());
                self.chasing = Some(chasing);
            }
            Msg::Done { tag: WRITTEN, outcome: Ok(reply) } => {
                return self.enter(cx).and(told_once(&reply.told_once));
            }
            Msg::Changed => return self.enter(cx),
            _ => {}
        }
        Effects::none()
    }

    fn view(&self, frame: &mut Frame, area: Rect, cx: &Cx) {
        let Some(chasing) = self.chasing.as_deref() else { return };
        let columns = usize::from(area.width);
        let [top, rest] = Layout::vertical([Constraint::Length(2), Constraint::Fill(1)]).areas(area);
        let ladder: Vec<Line> = wide::wrap(&chasing.ladder, columns.saturating_sub(2))
            .into_iter()
            .take(2)
            .map(|line| Line::styled(format!(" {line}"), cx.theme.quiet))
            .collect();
        frame.render_widget(Paragraph::new(ladder), top);
        if chasing.reminders.is_empty() {
            return chrome::empty(frame, rest, "Nobody is to be reminded of anything today.", cx);
        }
        let under = self.under(columns, cx);
        let rows = u16::try_from(under.len() + 2).unwrap_or(u16::MAX).min(rest.height / 2);
        let [head, body, foot] =
            Layout::vertical([Constraint::Length(1), Constraint::Fill(1), Constraint::Length(rows)])
                .areas(rest);
        let widths = columns::widths(COLUMNS, columns);
        frame.render_widget(columns::heads(COLUMNS, &widths, &cx.theme), head);
        let at = self.cursor.at();
        let lines: Vec<Line> = self
            .cursor
            .visible(usize::from(body.height))
            .filter_map(|row| Some(self.row(chasing.reminders.get(row)?, &widths, row == at, cx)))
            .collect();
        frame.render_widget(Paragraph::new(lines), body);
        let name = self.current().map(|one| format!(" {}, {}", one.name, one.to)).unwrap_or_default();
        let mut told = vec![Line::default(), Line::styled(name, cx.theme.heading)];
        told.extend(under);
        frame.render_widget(Paragraph::new(told), foot);
    }

    fn can(&self, command: Command) -> bool {
        match command {
            Command::Filter => false,
            Command::Open | Command::ChaseTurn | Command::ChaseTurnAll => self.cursor.len() > 0,
            Command::ChaseWrite | Command::ChaseLog => self.taken().next().is_some(),
            _ => true,
        }
    }
}
