//! The directory of local services with what became of referrals, the needs it leaves open, and those a meeting found.
//! `forms` are what the room and the page of a case ask about them.

pub mod forms;
#[cfg(test)]
mod tests;

use jiff::civil::Date;
use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::Line;

use crate::app::command::{Command, Scope};
use crate::app::cx::Cx;
use crate::app::effect::{Effect, Effects, Tag};
use crate::app::route::Route;
use crate::app::screen::{Msg, Screen};
use crate::app::widgets::columns::{self, Column, number, text};
use crate::app::widgets::sheet::{self, Sheet, SheetRow};
use crate::domain::calendar::show_day_year;
use crate::domain::id::Id;
use crate::domain::request::{RemarkChange, Request};
use crate::domain::rows::case::Case;
use crate::domain::rows::pathway::UnmetNeed;
use crate::domain::rows::remark::{Remark, RemarkSort};
use crate::service::ask::{Answer, Ask, Directory, KindTold, NeedTold, RemarkTold, ServiceTold};

const SERVICES: &[Column] = &[
    text("Service", 20, 34, 0),
    text("For", 10, 26, 3),
    text("Wait", 9, 9, 0),
    text("Said", 6, 12, 2),
    text("Accredited", 10, 10, 1),
    text("Footing", 9, 9, 4),
    number("Live", 4, 0),
    number("Made", 4, 0),
    number("Taken up", 8, 0),
];

const KINDS: &[Column] = &[
    text("Need", 26, 50, 0),
    text("Whose", 10, 26, 2),
    number("Open", 4, 0),
    text("What there is", 30, 44, 0),
];

const NEEDS: &[Column] = &[
    text("Case", 11, 11, 0),
    text("Forum", 5, 8, 3),
    text("Need", 22, 48, 0),
    text("Whose", 11, 11, 0),
    text("Why", 19, 19, 0),
    text("Since", 6, 12, 0),
];

/// What can be opened.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Spot {
    /// A service: its lines unfold.
    Service(String),
    /// A need.
    Need(Id<UnmetNeed>, Id<Case>),
    /// What was written.
    Remark(Id<Remark>),
}

/// The directory.
#[derive(Default)]
pub struct ServicesScreen {
    view: Option<Box<Directory>>,
    sheet: Sheet,
    /// The service that is unfolded, by key.
    unfolded: Option<String>,
}

impl ServicesScreen {
    fn rows(&self, width: usize, cx: &Cx) -> Vec<SheetRow<Spot>> {
        let Some(view) = &self.view else { return Vec::new() };
        let mut rows = Vec::new();
        let head = |rows: &mut Vec<SheetRow<Spot>>, words: &str, columns: &[Column]| {
            rows.extend(sheet::heading(words, cx));
            rows.push(SheetRow::pass(columns::heads(columns, &columns::widths(columns, width), &cx.theme)));
        };
        if view.services.is_empty() {
            let words = "No service is in the area's directory yet: fill in services.toml and adopt it (F10, or \
                         `convenor area adopt`).";
            rows.extend(sheet::labelled(("", words), (width, cx.theme.quiet), None, cx));
        } else {
            head(
                &mut rows,
                &format!("{}, referrals since {}", view.name, show_day_year(view.since)),
                SERVICES,
            );
            for told in &view.services {
                rows.push(SheetRow::stop(
                    service(told, width, cx),
                    Some(Spot::Service(told.entry.key.clone())),
                ));
                if self.unfolded.as_deref() == Some(told.entry.key.as_str()) {
                    unfold(&mut rows, told, width, cx);
                }
            }
        }
        head(&mut rows, "Needs against the directory", KINDS);
        rows.extend(view.kinds.iter().map(|told| SheetRow::stop(kind(told, width, cx), None)));
        let open: Vec<&NeedTold> = view.needs.iter().filter(|line| line.row.met.is_none()).collect();
        if !open.is_empty() {
            head(&mut rows, "Needs no service meets", NEEDS);
        }
        for line in open {
            let spot = Spot::Need(line.row.id, line.row.case);
            rows.push(SheetRow::stop(need(line, width, cx), Some(spot)));
        }
        written(&mut rows, view, width, cx);
        rows
    }

    fn remark(&self, id: Id<Remark>) -> Option<&RemarkTold> {
        self.view.as_ref()?.remarks.iter().find(|told| told.row.id == id)
    }

    fn spot(&self, cx: &Cx) -> Option<Spot> {
        self.sheet.target(&self.rows(usize::from(self.sheet.width()), cx)).cloned()
    }

    fn command(&mut self, command: Command, cx: &Cx) -> Effects {
        match (command, self.spot(cx)) {
            (Command::Open, Some(Spot::Service(key))) => {
                self.unfolded = Some(key).filter(|key| self.unfolded.as_ref() != Some(key));
                Effects::none()
            }
            (Command::Open, Some(Spot::Need(_, case))) => Effect::Go(Route::Case(case)).into(),
            (Command::NeedMet, Some(Spot::Need(id, _))) => {
                let needs = self.view.iter().flat_map(|view| &view.needs);
                let line = needs.into_iter().find(|line| line.row.id == id);
                line.map(|line| Effect::ask(forms::met(line, cx))).into()
            }
            (Command::RemarkAdd, _) => self.view.as_ref().map(|view| Effect::ask(forms::remark(view))).into(),
            (Command::RemarkPlan, Some(Spot::Remark(id))) => {
                let told = self.remark(id).filter(|told| told.item.is_none()).zip(self.view.as_ref());
                told.map(|(told, view)| Effect::ask(forms::into_plan(view, told))).into()
            }
            (Command::RemarkDrop, Some(Spot::Remark(remark))) => {
                Effect::run(Request::Remark(RemarkChange::Withdraw { remark }), Tag::default()).into()
            }
            (command, _) => {
                let rows = self.rows(usize::from(self.sheet.width()), cx);
                self.sheet.command(command, &rows);
                Effects::none()
            }
        }
    }
}

fn service(told: &ServiceTold, width: usize, cx: &Cx) -> Line<'static> {
    let (entry, theme) = (&told.entry, &cx.theme);
    let whose: Vec<&str> = entry.of.iter().map(|whom| whom.word()).collect();
    let said = entry.said_on.map(|on| day(on, cx)).unwrap_or_default();
    let (accredited, style) = match entry.accredited {
        Some(true) => ("yes", theme.text),
        Some(false) => ("NO", theme.warning),
        None => ("not known", theme.quiet),
    };
    let cells = vec![
        (entry.name.clone(), theme.strong),
        (whose.join(", "), theme.text),
        (entry.wait_short(), if entry.closed { theme.bad } else { theme.text }),
        (said, theme.quiet),
        (accredited.to_owned(), style),
        (entry.footing.to_string(), theme.quiet),
        (told.live.to_string(), theme.text),
        (told.made.to_string(), theme.text),
        (told.taken_up.to_string(), theme.text),
    ];
    columns::row(SERVICES, &columns::widths(SERVICES, width), cells, None, theme)
}

/// What was written of provision, each with the plan item it became.
fn written(rows: &mut Vec<SheetRow<Spot>>, view: &Directory, width: usize, cx: &Cx) {
    rows.extend(sheet::heading("Strengths, weaknesses, recommendations", cx));
    if view.remarks.is_empty() {
        let words =
            "Nothing is written yet. Press a to write what works, what does not, what should be done.";
        rows.extend(sheet::labelled(("", words), (width, cx.theme.quiet), None, cx));
    }
    for told in &view.remarks {
        let item = told.item.as_ref().map(|item| format!("  in the plan as {item}")).unwrap_or_default();
        let words = format!("{}{item}", told.row.words);
        let label = match told.row.sort {
            RemarkSort::Recommendation => "recommended",
            sort => sort.word(),
        };
        let spot = Some(Some(Spot::Remark(told.row.id)));
        rows.extend(sheet::labelled((label, &words), (width, cx.theme.text), spot, cx));
    }
}

/// "9 Nov"; with the year when it is another.
fn day(on: Date, cx: &Cx) -> String {
    let this = on.year() == cx.today().year();
    on.strftime(if this { "%-d %b" } else { "%-d %b %Y" }).to_string()
}

/// Everything the directory says of one service.
fn unfold(rows: &mut Vec<SheetRow<Spot>>, told: &ServiceTold, width: usize, cx: &Cx) {
    let entry = &told.entry;
    let whose: Vec<&str> = entry.of.iter().map(|whom| whom.word()).collect();
    let mut came =
        format!("{} made, {} taken up, {} refused by the service", told.made, told.taken_up, told.refused);
    if let Some(days) = told.waited {
        came.push_str(&format!(", half waited {days} days or less"));
    }
    let lines = [
        ("For", whose.join(", ")),
        ("Answers", told.answers.join(", ")),
        ("Where", if entry.area.is_empty() { "the whole area".to_owned() } else { entry.area.clone() }),
        ("Districts", entry.districts.join(", ")),
        ("Way", forms::way(entry)),
        ("Wait", entry.wait_words(show_day_year)),
        ("Accredited", format!("{}; {}", entry.accredited_words(), entry.footing)),
        ("Run by", told.agency.clone().unwrap_or_default()),
        ("Not for", entry.excludes.join("; ")),
        ("Referrals", came),
        ("Notes", entry.notes.clone()),
    ];
    for (label, words) in lines.iter().filter(|(_, words)| !words.is_empty()) {
        rows.extend(sheet::labelled((label, words), (width, cx.theme.text), None, cx));
    }
}

fn kind(told: &KindTold, width: usize, cx: &Cx) -> Line<'static> {
    let theme = &cx.theme;
    let whose: Vec<&str> = told.kind.of.iter().map(|whom| whom.word()).collect();
    let lacking = told.provision.lack.is_some();
    let open = if told.open == 0 { "·".to_owned() } else { told.open.to_string() };
    let cells = vec![
        (told.kind.label.clone(), theme.text),
        (whose.join(", "), theme.quiet),
        (open, if told.open == 0 { theme.quiet } else { theme.strong }),
        (told.provision.words(), if lacking { theme.warning } else { theme.text }),
    ];
    columns::row(KINDS, &columns::widths(KINDS, width), cells, None, theme)
}

fn need(line: &NeedTold, width: usize, cx: &Cx) -> Line<'static> {
    let theme = &cx.theme;
    let cells = vec![
        (line.case.clone(), theme.strong),
        (line.forum.clone(), theme.quiet),
        (line.label.clone(), theme.text),
        (line.row.whom.to_string(), theme.text),
        (line.row.lack.to_string(), theme.warning),
        (day(line.row.on, cx), theme.quiet),
    ];
    columns::row(NEEDS, &columns::widths(NEEDS, width), cells, None, theme)
}

impl Screen for ServicesScreen {
    fn scope(&self) -> Scope {
        Scope::Services
    }

    fn title(&self, _cx: &Cx) -> String {
        "Services and gaps".to_owned()
    }

    fn enter(&mut self, _cx: &Cx) -> Effects {
        Effect::look(Ask::Directory, Tag::default()).into()
    }

    fn update(&mut self, msg: Msg, cx: &Cx) -> Effects {
        match msg {
            Msg::Command(command) => self.command(command, cx),
            Msg::Filled { tag, about, values } => {
                forms::filled(tag, about, &values).map(|request| Effect::run(request, tag)).into()
            }
            Msg::Answer { outcome: Ok(Answer::Directory(view)), .. } => {
                self.view = Some(view);
                Effects::none()
            }
            Msg::Changed => self.enter(cx),
            _ => Effects::none(),
        }
    }

    fn view(&self, frame: &mut Frame, area: Rect, cx: &Cx) {
        let rows = self.rows(usize::from(area.width), cx);
        self.sheet.view_or(frame, area, &rows, "Reading the directory …", cx);
    }

    fn can(&self, command: Command) -> bool {
        match command {
            Command::Filter => false,
            Command::RemarkPlan | Command::RemarkDrop => {
                self.view.as_ref().is_some_and(|view| !view.remarks.is_empty())
            }
            Command::NeedMet => {
                self.view.as_ref().is_some_and(|view| view.needs.iter().any(|line| line.row.met.is_none()))
            }
            _ => true,
        }
    }
}
