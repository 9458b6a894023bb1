//! How cases, actions and days are told in a line, the same on every screen.

use jiff::civil::Date;
use ratatui::style::Style;
use ratatui::text::Line;

use crate::app::cx::Cx;
use crate::app::widgets::columns::{self, Column, number, text};
use crate::domain::calendar::{show_day_near, show_day_short};
use crate::domain::private::Private;
use crate::domain::rows::action::ActionState;
use crate::domain::rows::person::Person;
use crate::service::ask::{ActionLine, CaseLine, MeetingLine};

/// Columns of a case list.
pub const CASES: &[Column] = &[
    text("Case", 11, 13, 0),
    text("Victim", 18, 40, 0),
    text("Perpetrator", 16, 40, 0),
    text("Risk", 7, 8, 1),
    text("State", 8, 11, 4),
    text("Referred", 10, 15, 5),
    text("Repeat", 6, 6, 2),
    text("Actions", 9, 10, 3),
    number("Child", 5, 6),
    text("Forum", 5, 8, 7),
];

/// Columns of an action list.
pub const ACTIONS: &[Column] = &[
    text("Action", 13, 14, 0),
    text("Agency", 12, 24, 0),
    text("What", 20, 70, 0),
    text("Standing", 18, 22, 0),
    text("Parties", 16, 40, 3),
    number("Carried", 7, 4),
];

/// Columns of a meeting list.
pub const MEETINGS: &[Column] = &[
    text("Meeting", 16, 20, 0),
    text("Day", 10, 15, 0),
    text("Begins", 6, 6, 1),
    text("Where", 10, 34, 4),
    text("State", 10, 20, 0),
    text("Cases", 11, 16, 2),
    number("Actions", 7, 5),
];

/// A case in its columns.
pub fn case_row(case: &CaseLine, widths: &[usize], on: bool, cx: &Cx) -> Line<'static> {
    let theme = &cx.theme;
    let acts =
        if case.overdue > 0 { format!("{}, {} late", case.live, case.overdue) } else { count(case.live) };
    let overdue = if case.overdue > 0 { theme.bad } else { theme.text };
    let cells = vec![
        (case.reference.clone(), theme.strong),
        (cx.shown(&case.victim).to_owned(), theme.text),
        (cx.shown(&case.perpetrators).to_owned(), theme.text),
        (case.risk.clone(), theme.text),
        (case.state.to_string(), theme.quiet),
        (show_day_near(case.last_referred, cx.today()), theme.quiet),
        (if case.repeat { "REPEAT" } else { "" }.to_owned(), theme.warning),
        (acts, overdue),
        (count(case.children), theme.quiet),
        (case.forum.to_uppercase(), theme.quiet),
    ];
    columns::row(CASES, widths, cells, Some(on), theme)
}

fn count(number: u32) -> String {
    if number == 0 { String::new() } else { number.to_string() }
}

/// An action in its columns.
pub fn action_row(line: &ActionLine, widths: &[usize], on: bool, cx: &Cx) -> Line<'static> {
    let theme = &cx.theme;
    let carried = if line.carried == 0 { String::new() } else { format!("{}x", line.carried) };
    let cells = vec![
        (line.action.reference.clone(), theme.strong),
        (line.agency.clone(), theme.text),
        (cx.shown(&line.action.words).to_owned(), theme.text),
        standing(line, cx),
        (cx.shown(&line.parties).to_owned(), theme.quiet),
        (carried, theme.quiet),
    ];
    columns::row(ACTIONS, widths, cells, Some(on), theme)
}

/// Where an action stands, in words, with a sign for what needs somebody.
pub fn standing(line: &ActionLine, cx: &Cx) -> (String, Style) {
    if line.overdue {
        (format!("! {}", line.standing), cx.theme.bad)
    } else if line.action.state == ActionState::AwaitingConfirmation {
        (format!("? {}", line.standing), cx.theme.warning)
    } else if line.action.state.is_live() {
        (format!("  {}", line.standing), cx.theme.text)
    } else if line.action.state == ActionState::Completed {
        (format!("✓ {}", line.standing), cx.theme.good)
    } else {
        (format!("× {}", line.standing), cx.theme.quiet)
    }
}

/// A meeting in its columns.
pub fn meeting_row(line: &MeetingLine, widths: &[usize], on: bool, cx: &Cx) -> Line<'static> {
    let theme = &cx.theme;
    let meeting = &line.meeting;
    let today = meeting.on == cx.today();
    let day = if today { "today".to_owned() } else { show_day_near(meeting.on, cx.today()) };
    let heard = match (line.cases, line.heard) {
        (cases, 0) => cases.to_string(),
        (cases, heard) => format!("{heard}/{cases} heard"),
    };
    let cells = vec![
        (meeting.reference.clone(), theme.strong),
        (day, if today { theme.warning } else { theme.text }),
        (meeting.starts.strftime("%H:%M").to_string(), theme.text),
        (meeting.venue.clone().unwrap_or_default(), theme.quiet),
        (meeting.state.to_string(), theme.text),
        (heard, theme.text),
        (if line.actions == 0 { String::new() } else { line.actions.to_string() }, theme.quiet),
    ];
    columns::row(MEETINGS, widths, cells, Some(on), theme)
}

/// "Mary KERSHAW", the family name in capitals.
pub fn name(person: &Person, cx: &Cx) -> String {
    let surname = Private::from(person.surname.reveal().to_uppercase());
    if cx.privacy {
        return cx.shown(&surname).to_owned();
    }
    format!("{} {}", person.forename.reveal(), surname.reveal()).trim().to_owned()
}

/// A day in a narrow column.
pub fn column_day(date: Date, cx: &Cx) -> String {
    show_day_short(date, cx.today())
}

/// A day as told on a screen, or a word for none.
pub fn day(date: Option<Date>, cx: &Cx) -> String {
    date.map_or_else(|| "no date".to_owned(), |date| show_day_near(date, cx.today()))
}
