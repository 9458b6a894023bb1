//! The grid on the screen, and the reminders.

use ratatui::Frame;
use ratatui::layout::{Constraint, Layout, Rect};
use ratatui::text::{Line, Span};
use ratatui::widgets::Paragraph;

use super::Research;
use crate::app::cx::Cx;
use crate::app::widgets::{chrome, wide};
use crate::domain::calendar::{show_day, show_day_near};
use crate::service::ask::Grid;

/// What the signs mean.
const LEGEND: &str = " i information  o nothing known  l late  - none  . missing  x out  / not asked";

/// Draws the grid, or the reminders.
pub fn view(screen: &Research, frame: &mut Frame, area: Rect, cx: &Cx) {
    let Some(grid) = screen.grid.as_deref() else { return };
    if grid.cases.is_empty() {
        return chrome::empty(frame, area, "No case is on the agenda yet; nothing is asked for.", cx);
    }
    if screen.reminders {
        return reminders(screen, grid, frame, area, cx);
    }
    let [top, body, foot] =
        Layout::vertical([Constraint::Length(2), Constraint::Fill(1), Constraint::Length(3)]).areas(area);
    let columns = usize::from(area.width);
    frame.render_widget(Line::styled(wide::cut(&summary(grid, cx), columns), cx.theme.strong), top);
    let name = if columns < 100 { 22.min(columns / 3) } else { 34 };
    let fits = (columns.saturating_sub(name + 8) / 3).max(1);
    let first = screen.column.saturating_sub(fits.saturating_sub(1));
    let heads = Rect { y: top.y + 1, height: 1, ..top };
    frame.render_widget(head(screen, grid, (name, first, fits), cx), heads);
    let lines: Vec<Line> = screen
        .cursor
        .visible(usize::from(body.height))
        .filter_map(|row| line(screen, grid, row, (name, first, fits), cx))
        .collect();
    frame.render_widget(Paragraph::new(lines), body);
    let under = vec![
        Line::styled(wide::cut(&here(screen, grid, cx), columns), cx.theme.text),
        Line::styled(wide::cut(&missing(screen, grid), columns), cx.theme.warning),
        Line::styled(wide::cut(LEGEND, columns), cx.theme.quiet),
    ];
    frame.render_widget(Paragraph::new(under), foot);
}

fn summary(grid: &Grid, cx: &Cx) -> String {
    let gaps: Vec<usize> = grid.agencies.iter().map(|agency| grid.gaps(&agency.key).count()).collect();
    let silent = grid
        .agencies
        .iter()
        .filter(|agency| {
            grid.cases.iter().all(|line| {
                let cell = grid.cell(line.item.case, &agency.key);
                cell.is_gap() || cell.walled.is_some() || cell.elsewhere
            })
        })
        .count();
    let due = grid.due.map(|due| show_day_near(due, cx.today())).unwrap_or_default();
    let past = grid.due.is_some_and(|due| due < cx.today());
    let word = if past { "was due" } else { "due" };
    format!(
        " {word} {due} · {silent} of {} agencies have returned nothing · {} answers missing",
        grid.agencies.len(),
        gaps.iter().sum::<usize>()
    )
}

fn head(
    screen: &Research,
    grid: &Grid,
    (name, first, fits): (usize, usize, usize),
    cx: &Cx,
) -> Line<'static> {
    let mut spans = vec![Span::styled(wide::fit("  Agency", name + 2), cx.theme.heading)];
    spans.extend(grid.cases.iter().enumerate().skip(first).take(fits).map(|(at, line)| {
        let style = if at == screen.column { cx.theme.selected } else { cx.theme.heading };
        Span::styled(format!("{} ", wide::fit_right(&line.item.position.to_string(), 2)), style)
    }));
    spans.push(Span::styled("  gaps", cx.theme.heading));
    Line::from(spans)
}

fn line(
    screen: &Research,
    grid: &Grid,
    row: usize,
    (name, first, fits): (usize, usize, usize),
    cx: &Cx,
) -> Option<Line<'static>> {
    let agency = grid.agencies.get(row)?;
    let on = row == screen.cursor.at();
    let style = if on { cx.theme.selected } else { cx.theme.strong };
    let mark = if on { "▸ " } else { "  " };
    let mut spans = vec![Span::styled(wide::fit(&format!("{mark}{}", agency.name), name + 2), style)];
    for (at, case) in grid.cases.iter().enumerate().skip(first).take(fits) {
        let cell = grid.cell(case.item.case, &agency.key);
        let sign = cell.sign();
        // The cell under the cursor stands in brackets: without colour it is found all the same.
        if on && at == screen.column {
            spans.push(Span::styled(format!("[{sign}]"), cx.theme.selected));
        } else {
            let style = if cell.is_gap() { cx.theme.warning } else { cx.theme.text };
            spans.push(Span::styled(format!(" {sign} "), style));
        }
    }
    let gaps = grid.gaps(&agency.key).count();
    let words = if gaps == 0 { "  –".to_owned() } else { format!("  {gaps}") };
    spans.push(Span::styled(words, if gaps == 0 { cx.theme.quiet } else { cx.theme.warning }));
    Some(Line::from(spans))
}

/// The pair under the cursor in words.
fn here(screen: &Research, grid: &Grid, cx: &Cx) -> String {
    let Some((agency, case)) = screen.agency().zip(screen.case()) else { return String::new() };
    let cell = grid.cell(case.item.case, &agency.key);
    let words = match (&cell.walled, &cell.returned) {
        (Some(Some(alternate)), _) => {
            format!("kept out by a conflict; {} answers instead", cx.shown(alternate))
        }
        (Some(None), _) => "kept out by a conflict; no alternate was named".to_owned(),
        (None, Some((kind, on))) => format!("{kind}, received {}", show_day(*on)),
        (None, None) if cell.spoke.is_some() => "spoke in the meeting".to_owned(),
        (None, None) if cell.elsewhere => "not asked in for this case".to_owned(),
        (None, None) => "nothing has come".to_owned(),
    };
    let on = screen.on.map(|on| format!(" · marks are of {}", show_day(on))).unwrap_or_default();
    format!(" {} on {} {}: {words}{on}", agency.name, case.item.position, case.reference)
}

fn missing(screen: &Research, grid: &Grid) -> String {
    let Some(agency) = screen.agency() else { return String::new() };
    let places: Vec<String> = grid.gaps(&agency.key).map(|line| line.item.position.to_string()).collect();
    if places.is_empty() { String::new() } else { format!(" missing on {}", places.join(", ")) }
}

/// What each agency is reminded of; nobody is named in it.
fn reminders(screen: &Research, grid: &Grid, frame: &mut Frame, area: Rect, cx: &Cx) {
    let columns = usize::from(area.width).saturating_sub(3).max(8);
    // From the agency under the cursor on: moving down scrolls.
    let from = grid.agencies.get(screen.cursor.at()..).unwrap_or_default();
    let mut reminders: Vec<String> =
        from.iter().filter_map(|agency| grid.reminder(agency, &screen.reference)).collect();
    if reminders.is_empty() {
        let all = grid.agencies.iter().all(|agency| grid.gaps(&agency.key).next().is_none());
        let words = if all {
            "Every agency has returned something on every case."
        } else {
            "Nothing is missing from here down; up goes to those before."
        };
        return chrome::empty(frame, area, words, cx);
    }
    let more = reminders.len();
    reminders.insert(
        0,
        format!("{more} agencies to remind from {}", from.first().map_or("", |agency| agency.name.as_str())),
    );
    let mut lines = Vec::new();
    for reminder in reminders {
        lines.extend(
            wide::wrap(&reminder, columns)
                .into_iter()
                .map(|line| Line::styled(format!(" {line}"), cx.theme.text)),
        );
        lines.push(Line::default());
    }
    lines.truncate(usize::from(area.height).saturating_sub(1));
    lines.push(Line::styled(
        wide::cut(" the same on the command line: convenor meeting research MEETING --missing", columns),
        cx.theme.quiet,
    ));
    frame.render_widget(Paragraph::new(lines), area);
}
