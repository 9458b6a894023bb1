//! Flags that end soon, that are up, that ended: kept, removed, confirmed agency by agency.

#[cfg(test)]
mod tests;

use ratatui::Frame;
use ratatui::layout::{Constraint, Layout, Rect};
use ratatui::text::Line;
use uuid::Uuid;

use crate::app::command::{Command, Scope};
use crate::app::cx::Cx;
use crate::app::dialog::Dialog;
use crate::app::effect::{Effect, Effects, Tag};
use crate::app::route::Route;
use crate::app::screen::{Msg, Screen};
use crate::app::widgets::columns::{self, Column, text};
use crate::app::widgets::form::{Field, Filled};
use crate::app::widgets::sheet::{Sheet, SheetRow};
use crate::app::widgets::{chrome, wide};
use crate::domain::calendar::{add_months, show_day_near};
use crate::domain::id::Id;
use crate::domain::request::{FlagChange, Request};
use crate::domain::rows::case::Case;
use crate::domain::rows::flag::FlagDeed;
use crate::service::ask::{Answer, Ask, FlagHeap, FlagList, FlagTold};

const CONFIRM: Tag = Tag(181);
const KEEP: Tag = Tag(182);
const END: Tag = Tag(183);

const COLUMNS: &[Column] = &[
    text("Case", 11, 11, 0),
    text("Forum", 5, 8, 3),
    text("Flag", 24, 46, 0),
    text("Since", 18, 26, 2),
    text("On the records of", 20, 31, 0),
    text("Set by", 6, 30, 0),
    text("Taken off by", 12, 30, 4),
];

/// The flags.
pub struct Flags {
    heap: FlagHeap,
    view: Option<Box<FlagList>>,
    sheet: Sheet,
}

impl Default for Flags {
    fn default() -> Self {
        Self { heap: FlagHeap::Ending, view: None, sheet: Sheet::default() }
    }
}

impl Flags {
    fn rows(&self, width: usize, cx: &Cx) -> Vec<SheetRow<Id<Case>>> {
        let widths = columns::widths(COLUMNS, width);
        let lines = self.view.iter().flat_map(|view| &view.lines);
        lines.map(|line| SheetRow::stop(row(line, &widths, cx), Some(line.case))).collect()
    }

    fn current(&self, cx: &Cx) -> Option<&FlagTold> {
        let rows = self.rows(usize::from(self.sheet.width()), cx);
        let case = *self.sheet.target(&rows)?;
        self.view.as_ref()?.lines.iter().find(|line| line.case == case)
    }

    fn look(&self) -> Effects {
        Effect::look(Ask::Flags(self.heap, None), Tag::default()).into()
    }

    fn command(&mut self, command: Command, cx: &Cx) -> Effects {
        match (command, self.current(cx)) {
            (Command::FlagHeap, _) => {
                self.heap = match self.heap {
                    FlagHeap::Ending => FlagHeap::Up,
                    FlagHeap::Up => FlagHeap::Ended,
                    FlagHeap::Ended => FlagHeap::Ending,
                };
                self.sheet = Sheet::default();
                self.look()
            }
            (Command::Open, Some(line)) => Effect::Go(Route::Case(line.case)).into(),
            (Command::FlagConfirm, Some(line)) => {
                self.view.as_ref().map(|view| Effect::ask(confirm(line, view, cx))).into()
            }
            (Command::FlagKeep, Some(line)) => Effect::ask(keep(line, cx)).into(),
            (Command::FlagEnd, Some(line)) => Effect::ask(end(line, cx)).into(),
            (command, _) => {
                let rows = self.rows(usize::from(self.sheet.width()), cx);
                self.sheet.command(command, &rows);
                Effects::none()
            }
        }
    }
}

/// The form by which an agency's word is kept.
pub fn confirm(line: &FlagTold, view: &FlagList, cx: &Cx) -> Dialog {
    let mut deeds: Vec<(String, String)> =
        FlagDeed::ALL.iter().map(|deed| (deed.word().to_owned(), deed.word().to_owned())).collect();
    if !line.standing.is_up(cx.today()) {
        deeds.reverse();
    }
    let said = |name: &String| line.set.contains(name) || line.taken_off.contains(name);
    let mut agencies = view.agencies.clone();
    agencies.sort_by_key(|(_, name)| said(name));
    let fields = vec![
        Field::choice("agency", "Agency", agencies),
        Field::choice("deed", "It says the flag is", deeds),
        Field::date("on", "Since", Some(cx.today())),
    ];
    Dialog::form(format!("{}: an agency's word on the flag", line.reference), CONFIRM, fields)
        .about(line.case.uuid())
}

fn keep(line: &FlagTold, cx: &Cx) -> Dialog {
    let fields = vec![
        Field::long("words", "Why it is kept", ""),
        Field::date("on", "Until", Some(add_months(cx.today(), 12))),
    ];
    Dialog::form(format!("{}: keep the flag", line.reference), KEEP, fields).about(line.case.uuid())
}

fn end(line: &FlagTold, cx: &Cx) -> Dialog {
    let fields =
        vec![Field::long("words", "Why it is removed", ""), Field::date("on", "From", Some(cx.today()))];
    Dialog::form(format!("{}: remove the flag", line.reference), END, fields).about(line.case.uuid())
}

/// The request of one of these forms; nothing for another.
fn filled(tag: Tag, about: Option<Uuid>, values: &Filled) -> Option<Request> {
    let (case, on, words) = (Id::<Case>::new(about?), values.date("on"), values.text("words"));
    Some(Request::Flag(match tag {
        CONFIRM => FlagChange::Confirm {
            case,
            agency: values.choice("agency")?.to_owned(),
            deed: FlagDeed::parse(values.choice("deed")?)?,
            on,
        },
        KEEP => FlagChange::Keep { case, until: on, reason: words? },
        END => FlagChange::End { case, on, reason: words? },
        _ => return None,
    }))
}

fn row(line: &FlagTold, widths: &[usize], cx: &Cx) -> Line<'static> {
    let theme = &cx.theme;
    let day = |on| show_day_near(on, cx.today());
    let up = line.standing.is_up(cx.today());
    let names = |all: &[String]| match all {
        [] => "nobody".to_owned(),
        [one] => one.clone(),
        several => several.len().to_string(),
    };
    let cells = vec![
        (line.reference.clone(), theme.strong),
        (line.forum.clone(), theme.quiet),
        (line.words(day, cx.today()), if up { theme.text } else { theme.warning }),
        (format!("{} {}", line.standing.basis, day(line.standing.from)), theme.quiet),
        (line.whose.clone(), theme.text),
        (names(&line.set), theme.text),
        (names(&line.taken_off), theme.text),
    ];
    columns::row(COLUMNS, widths, cells, None, theme)
}

impl Screen for Flags {
    fn scope(&self) -> Scope {
        Scope::Flags
    }

    fn title(&self, _cx: &Cx) -> String {
        match self.heap {
            FlagHeap::Ending => "Flags that end within two months".to_owned(),
            FlagHeap::Up => "Flags that are up".to_owned(),
            FlagHeap::Ended => "Flags that ended within two months".to_owned(),
        }
    }

    fn enter(&mut self, _cx: &Cx) -> Effects {
        self.look()
    }

    fn update(&mut self, msg: Msg, cx: &Cx) -> Effects {
        match msg {
            Msg::Command(command) => self.command(command, cx),
            Msg::Filled { tag, about, values } => {
                filled(tag, about, &values).map(|request| Effect::run(request, tag)).into()
            }
            Msg::Answer { outcome: Ok(Answer::Flags(view)), .. } => {
                self.view = Some(view);
                Effects::none()
            }
            Msg::Changed => self.look(),
            _ => Effects::none(),
        }
    }

    fn view(&self, frame: &mut Frame, area: Rect, cx: &Cx) {
        let Some(view) = &self.view else { return };
        let width = usize::from(area.width);
        let rows = self.rows(width, cx);
        if rows.is_empty() {
            let words = match self.heap {
                FlagHeap::Ending => "No flag ends within two months. Tab shows those that are up.",
                FlagHeap::Up => "No flag is up. One is raised when a case has been heard.",
                FlagHeap::Ended => "No flag ended within two months.",
            };
            return chrome::empty(frame, area, words, cx);
        }
        let [head, body, foot] =
            Layout::vertical([Constraint::Length(1), Constraint::Fill(1), Constraint::Length(2)]).areas(area);
        frame.render_widget(columns::heads(COLUMNS, &columns::widths(COLUMNS, width), &cx.theme), head);
        self.sheet.view(frame, body, &rows, cx);
        let mut lines = Vec::new();
        if let Some(line) = self.current(cx) {
            let why = line.why.as_ref().map(|why| format!(" {}: {}", line.standing.basis, cx.shown(why)));
            lines.extend(why.map(|why| Line::styled(wide::cut(&why, width), cx.theme.quiet)));
            if line.set.len() > 1 {
                let words = format!(" set by {}", line.set.join(", "));
                lines.push(Line::styled(wide::cut(&words, width), cx.theme.quiet));
            }
        }
        if view.more > 0 {
            lines.push(Line::styled(format!(" and {} more", view.more), cx.theme.quiet));
        }
        frame.render_widget(ratatui::widgets::Paragraph::new(lines), foot);
    }

    fn can(&self, command: Command) -> bool {
        let any = self.view.as_ref().is_some_and(|view| !view.lines.is_empty());
        match command {
            Command::Filter => false,
            Command::FlagHeap => true,
            Command::Open | Command::FlagConfirm | Command::FlagKeep | Command::FlagEnd => any,
            _ => true,
        }
    }
}
