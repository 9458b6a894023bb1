//! Sign-in on the screen: the agencies, and the confidentiality statement in full.

use ratatui::Frame;
use ratatui::layout::{Constraint, Layout, Rect};
use ratatui::style::Style;
use ratatui::text::Line;
use ratatui::widgets::Paragraph;

use super::SignIn;
use crate::app::cx::Cx;
use crate::app::widgets::columns::{self, Column, text};
use crate::app::widgets::{chrome, wide};
use crate::domain::calendar::show_day;
use crate::domain::rows::area::Agency;
use crate::domain::rows::meeting::{Attendance, Presence};
use crate::service::ask::Agenda;

const COLUMNS: &[Column] = &[
    text("Agency", 16, 34, 0),
    text("Takes part", 12, 14, 0),
    text("Accepts", 13, 14, 0),
    text("Name, post, times", 18, 80, 1),
];

/// Draws sign-in: agencies above, statement below; beside one another when the terminal is wide.
pub fn view(screen: &SignIn, frame: &mut Frame, area: Rect, cx: &Cx) {
    let Some(agenda) = screen.agenda.as_deref() else { return };
    if agenda.agencies.is_empty() {
        return chrome::empty(frame, area, "The area has no agencies yet; they come with its files.", cx);
    }
    // Beside the list there is room for the words throughout; under it they make way once they have been accepted.
    let beside = area.width >= 110;
    let statement = |columns: u16| statement(agenda, usize::from(columns), beside, cx);
    let (list, under, words) = if beside {
        let [list, words] = Layout::horizontal([Constraint::Fill(1), Constraint::Length(42)]).areas(area);
        (list, words, statement(42))
    } else {
        let words = statement(area.width);
        let rows = u16::try_from(words.len()).unwrap_or(u16::MAX).min(area.height.saturating_sub(6));
        let [list, under] = Layout::vertical([Constraint::Fill(1), Constraint::Length(rows)]).areas(area);
        (list, under, words)
    };
    let [head, body] = Layout::vertical([Constraint::Length(1), Constraint::Fill(1)]).areas(list);
    let widths = columns::widths(COLUMNS, usize::from(list.width));
    frame.render_widget(columns::heads(COLUMNS, &widths, &cx.theme), head);
    let agencies = screen.agencies();
    let at = screen.cursor.at();
    let lines: Vec<Line> = screen
        .cursor
        .visible(usize::from(body.height))
        .filter_map(|row| Some(agency_row(screen, agencies.get(row)?, &widths, row == at, cx)))
        .collect();
    frame.render_widget(Paragraph::new(lines), body);
    frame.render_widget(Paragraph::new(words), under);
}

fn agency_row(screen: &SignIn, agency: &Agency, widths: &[usize], on: bool, cx: &Cx) -> Line<'static> {
    let theme = &cx.theme;
    let line = screen.line(&agency.key);
    let name = if agency.core { agency.name.clone() } else { format!("{} (not core)", agency.name) };
    let cells = vec![
        (name, theme.strong),
        presence(line, cx),
        accepts(screen, agency, line, cx),
        (person(screen, agency, line, cx), theme.text),
    ];
    columns::row(COLUMNS, widths, cells, Some(on), theme)
}

fn presence(line: Option<&Attendance>, cx: &Cx) -> (String, Style) {
    let theme = &cx.theme;
    let Some(line) = line else { return ("–".to_owned(), theme.quiet) };
    if line.left.is_some() {
        return ("left".to_owned(), theme.quiet);
    }
    let style = match line.presence {
        Presence::Room | Presence::Online => theme.good,
        Presence::Observer | Presence::Apologies => theme.text,
        Presence::Absent => theme.warning,
    };
    (line.presence.word().to_owned(), style)
}

fn accepts(screen: &SignIn, agency: &Agency, line: Option<&Attendance>, cx: &Cx) -> (String, Style) {
    let theme = &cx.theme;
    match line.filter(|line| line.presence.is_there()) {
        _ if screen.except.contains(&agency.key) => ("× DOES NOT".to_owned(), theme.bad),
        Some(line) if line.accepted => ("✓ accepts".to_owned(), theme.good),
        Some(_) => ("? ask".to_owned(), theme.warning),
        None => (String::new(), theme.quiet),
    }
}

/// Who is there and what is special: the slot first, since somebody has to be called in.
fn person(screen: &SignIn, agency: &Agency, line: Option<&Attendance>, cx: &Cx) -> String {
    let agenda = screen.agenda.as_deref();
    let slots =
        agenda.into_iter().flat_map(|agenda| agenda.table.slots.iter().map(move |slot| (agenda, slot)));
    let slots = slots.filter(|(_, slot)| slot.agency == agency.key);
    let mut words: Vec<String> = slots
        .map(|(agenda, slot)| {
            let told = slot.begins.map(|told| format!(" at {}", told.strftime("%H:%M"))).unwrap_or_default();
            format!("only cases {}{told}", super::forms::places(agenda, &slot.cases.0))
        })
        .collect();
    let Some(line) = line else { return words.join(", ") };
    words.extend([&line.name, &line.post].into_iter().flatten().map(|words| cx.shown(words).to_owned()));
    words.extend(line.stands_for.as_ref().map(|whom| format!("for {}", cx.shown(whom))));
    words.extend(line.observes.as_ref().map(|why| cx.shown(why).to_owned()));
    words.extend(match (line.presence, line.consented) {
        (Presence::Observer, Some(true)) => Some("agreed to".to_owned()),
        (Presence::Observer, Some(false)) => Some("NOT agreed to".to_owned()),
        (Presence::Observer, None) => Some("? agreed to".to_owned()),
        _ => None,
    });
    words.extend(line.arrived.map(|at| format!("came {}", at.strftime("%H:%M"))));
    words.extend(line.left.map(|at| format!("left {}", at.strftime("%H:%M"))));
    words.extend(match (line.information, line.sent) {
        (Some(on), _) => Some(format!("information {}", show_day(on))),
        (None, Some(true)) => Some("information sent".to_owned()),
        (None, Some(false)) if line.presence == Presence::Apologies => Some("no information".to_owned()),
        (None, _) => None,
    });
    words.join(", ")
}

/// The statement as it is read out, and whether it has been accepted.
fn statement(agenda: &Agenda, columns: usize, whole: bool, cx: &Cx) -> Vec<Line<'static>> {
    let room = columns.saturating_sub(3).max(8);
    let there = agenda.attendance.iter().filter(|line| line.presence.is_there());
    let (accepted, all) =
        there.fold((0, 0), |(accepted, all), line| (accepted + usize::from(line.accepted), all + 1));
    let state = match agenda.meeting.confidentiality {
        Some(at) => format!(
            "Confidentiality read {}; accepted by {accepted} of {all} who are there",
            at.strftime("%H:%M")
        ),
        None => "Not read yet: c when all accept; n first for who does not".to_owned(),
    };
    let style = if all > 0 && accepted == all { cx.theme.good } else { cx.theme.warning };
    let mut lines = vec![Line::default()];
    if whole || agenda.meeting.confidentiality.is_none() {
        lines.push(Line::styled(" Confidentiality statement", cx.theme.heading));
        lines.extend(
            wide::wrap(&agenda.confidentiality, room)
                .into_iter()
                .map(|line| Line::styled(format!(" {line}"), cx.theme.text)),
        );
    }
    lines.extend(wide::wrap(&state, room).into_iter().map(|line| Line::styled(format!(" {line}"), style)));
    for (words, style) in standing(agenda, cx) {
        lines
            .extend(wide::wrap(&words, room).into_iter().map(|line| Line::styled(format!(" {line}"), style)));
    }
    lines
}

/// Whether there is a quorum, and what agencies have returned.
fn standing(agenda: &Agenda, cx: &Cx) -> Vec<(String, Style)> {
    let around = &agenda.around;
    let mut lines = Vec::new();
    if let Some(needed) = &around.quorum {
        lines.push(match (around.missing.is_empty(), around.lacks_quorum()) {
            (true, _) => (format!("Quorum: {needed}"), cx.theme.text),
            (false, true) => (
                format!("! NO QUORUM: {} missing; q when the chair goes on", around.missing.join(", ")),
                cx.theme.bad,
            ),
            (false, false) => (
                format!("No quorum ({} missing): the chair goes on", around.missing.join(", ")),
                cx.theme.warning,
            ),
        });
    }
    let (silent, all) = around.silent;
    if let Some(due) = around.research_due.filter(|_| silent > 0) {
        let words = format!("{silent} of {all} have returned nothing, due {}; r shows", show_day(due));
        lines.push((words, cx.theme.warning));
    }
    lines
}
