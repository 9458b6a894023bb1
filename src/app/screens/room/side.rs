//! Beside the case: the cases in order, and who is here. In a narrow terminal both are one line.

use ratatui::Frame;
use ratatui::layout::{Constraint, Layout, Rect};
use ratatui::style::Style;
use ratatui::text::Line;
use ratatui::widgets::Paragraph;

use super::reading::agency_name;
use super::slots::{Turn, turns};
use super::{Place, Room};
use crate::app::cx::Cx;
use crate::app::widgets::wide;
use crate::domain::rows::agenda::ItemState;
use crate::domain::rows::meeting::Attendance;
use crate::service::ask::{Agenda, ItemLine};

/// Columns of the list.
pub const WIDTH: u16 = 25;

/// Draws the cases in order, and under them who is here.
pub fn view(room: &Room, agenda: &Agenda, frame: &mut Frame, area: Rect, cx: &Cx) {
    let who = who(room, agenda, cx);
    let rows = u16::try_from(who.len()).unwrap_or(u16::MAX).min(area.height / 2);
    let [list, here] = Layout::vertical([Constraint::Fill(1), Constraint::Length(rows)]).areas(area);
    let columns = usize::from(area.width).saturating_sub(1);
    let mut lines: Vec<Line> = agenda.items.iter().map(|line| case(room, line, columns, cx)).collect();
    let business =
        if room.place == Place::Business { ("▶", cx.theme.selected) } else { (" ", cx.theme.quiet) };
    lines.push(Line::styled(wide::fit(&format!("{}  other business", business.0), columns), business.1));
    let at = match room.place {
        Place::Case(item) => agenda.items.iter().position(|line| line.item.id == item).unwrap_or(0),
        Place::Nowhere => 0,
        Place::Business => agenda.items.len(),
    };
    let height = usize::from(list.height);
    let first = at.saturating_sub(height / 2).min(lines.len().saturating_sub(height));
    let lines: Vec<Line> = lines.into_iter().skip(first).take(height).collect();
    frame.render_widget(Paragraph::new(lines), list);
    let who: Vec<Line> =
        who.into_iter().map(|(words, style)| Line::styled(wide::cut(&words, columns), style)).collect();
    frame.render_widget(Paragraph::new(who), here);
}

/// `▶` in sight, `●` being heard, `✓` heard, `-` deferred.
fn case(room: &Room, line: &ItemLine, columns: usize, cx: &Cx) -> Line<'static> {
    let shown = room.place == Place::Case(line.item.id);
    let (sign, style) = match line.item.state {
        _ if shown => ("▶", cx.theme.selected),
        ItemState::Hearing => ("●", cx.theme.strong),
        ItemState::Heard => ("✓", cx.theme.quiet),
        ItemState::Deferred | ItemState::Withdrawn => ("-", cx.theme.quiet),
        ItemState::Waiting => (" ", cx.theme.text),
    };
    let number = line.case.reference.rsplit('-').next().unwrap_or_default();
    let why = match line.item.state {
        ItemState::Deferred => "deferred",
        ItemState::Withdrawn => "taken off",
        _ => &line.item.why,
    };
    Line::styled(wide::fit(&format!("{sign}{:>2} {number} {why}", line.item.position), columns), style)
}

/// How many are here of those expected or listed.
fn here(agenda: &Agenda) -> (usize, usize) {
    let there = agenda.attendance.iter().filter(|line| is_here(line)).count();
    let known = |key: &str| agenda.attendance.iter().any(|line| line.agency == key);
    let slotted = |key: &str| agenda.table.slots.iter().any(|slot| slot.agency == key);
    let expected = agenda.agencies.iter().filter(|agency| agency.core || known(&agency.key));
    let expected = expected.filter(|agency| !slotted(&agency.key) || agenda.table.is_here(&agency.key));
    (there, expected.count().max(there))
}

fn is_here(line: &Attendance) -> bool {
    line.presence.is_there() && line.left.is_none()
}

fn who(room: &Room, agenda: &Agenda, cx: &Cx) -> Vec<(String, Style)> {
    let (there, expected) = here(agenda);
    let mut lines =
        vec![(String::new(), cx.theme.quiet), (format!(" here {there} of {expected}"), cx.theme.text)];
    let around = &agenda.around;
    if around.lacks_quorum() {
        lines.push((format!(" NO QUORUM: {}", around.missing.join(", ")), cx.theme.bad));
    }
    let called = turns(room, agenda).into_iter().map(|(turn, words)| {
        (format!(" {words}"), if turn == Turn::Later { cx.theme.quiet } else { cx.theme.warning })
    });
    lines.extend(called);
    let asked = agenda.attendance.iter().filter(|line| is_here(line) && !line.accepted);
    if agenda.meeting.confidentiality.is_some() {
        lines
            .extend(asked.map(|line| {
                (format!(" to accept: {}", agency_name(agenda, &line.agency)), cx.theme.warning)
            }));
    }
    let walls = room.story().map(|story| story.story.walls.as_slice()).unwrap_or_default();
    lines.extend(
        walls.iter().map(|wall| {
            (format!(" out: {} (conflict)", agency_name(agenda, &wall.agency)), cx.theme.warning)
        }),
    );
    let gone = agenda.attendance.iter().filter_map(|line| Some((line.left?, &line.agency)));
    lines.extend(gone.map(|(left, agency)| {
        (format!(" gone {}: {}", left.strftime("%H.%M"), agency_name(agenda, agency)), cx.theme.quiet)
    }));
    if let Some((by, since)) = &around.minutes_by {
        let words = format!(" minutes: {} {}", cx.shown(by), since.strftime("%H:%M"));
        lines.push((words, cx.theme.quiet));
    }
    lines
}

/// What must be seen first in one line: no quorum, an agency to be called in, a latecomer to be asked.
fn first(room: &Room, agenda: &Agenda) -> String {
    let mut words = Vec::new();
    if agenda.around.lacks_quorum() {
        words.push(format!("NO QUORUM: {} (Alt-a, q)", agenda.around.missing.join(", ")));
    }
    let turns = turns(room, agenda).into_iter().filter(|(turn, _)| *turn != Turn::Later);
    words.extend(turns.map(|(_, words)| words));
    let actions = room.story().map(|story| story.story.actions.as_slice()).unwrap_or_default();
    let checks = actions.iter().filter(|line| line.check.is_some()).count();
    if checks > 0 {
        words.push(format!("{checks} safety check (Alt-s)"));
    }
    let asked = agenda.attendance.iter().filter(|line| is_here(line) && !line.accepted).count();
    if asked > 0 && agenda.meeting.confidentiality.is_some() {
        words.push(format!("{asked} to accept (Alt-h)"));
    }
    words.iter().map(|words| format!("! {words} · ")).collect()
}

/// The same in one line: the case in sight, the next one, who is here, when it ends.
pub fn strip(room: &Room, agenda: &Agenda, ends: &str, time: &str, cx: &Cx) -> String {
    let number = |line: &ItemLine| line.case.reference.rsplit('-').next().unwrap_or_default().to_owned();
    let place = match room.listed() {
        Some(line) => {
            let why = line.item.why.split(" · ").next().unwrap_or_default();
            format!("▶{} {} {why}", line.item.position, number(line))
        }
        None if room.place == Place::Business => "▶ other business".to_owned(),
        None => String::new(),
    };
    let waits =
        |line: &&ItemLine| line.item.state == ItemState::Waiting && room.place != Place::Case(line.item.id);
    let next = agenda
        .items
        .iter()
        .find(waits)
        .map(|line| format!(" · next {} {}", line.item.position, number(line)));
    let (there, expected) = here(agenda);
    let out = room.story().map_or(0, |story| story.story.walls.len());
    let out = if out > 0 { format!(" · out {out}") } else { String::new() };
    let ends = if ends.is_empty() || cx.now.date() != agenda.meeting.on {
        String::new()
    } else {
        format!(" · ends {ends}")
    };
    let first = first(room, agenda);
    let time = if time.is_empty() { String::new() } else { format!(" · {time}") };
    format!(" {first}{place}{time}{} · here {there}/{expected}{ends}{out}", next.unwrap_or_default())
}
