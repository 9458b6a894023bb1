//! The parts of a report as lines: measures, tables whose columns may be wider than the screen, trends as bars.

use ratatui::text::{Line, Span};

use crate::app::cx::Cx;
use crate::app::widgets::sheet::{SheetRow, heading};
use crate::app::widgets::wide;
use crate::domain::report::{Figure, Grid, Kind, Measure, Measures, Part, Report, Trend};

/// What a line of a report leads to.
#[derive(Debug, Clone, Default)]
pub struct Target {
    /// The figure, where cases can be shown behind it.
    pub key: Option<String>,
    /// The line of a table it is.
    pub row: Option<String>,
    /// What it is called.
    pub name: String,
    /// How it is counted.
    pub basis: String,
}

type Row = SheetRow<Target>;

/// Columns between columns.
const GAP: usize = 2;
/// Columns that a bar takes at most.
const BAR: usize = 30;
/// Lines of a trend that are drawn; all are in the paper.
const DRAWN: usize = 2;

/// Everything a report says.
pub fn rows(report: &Report, width: usize, from: usize, cx: &Cx) -> Vec<Row> {
    let mut rows = Vec::new();
    for note in &report.notes {
        let lines = wide::wrap(note, width.saturating_sub(3)).into_iter();
        rows.extend(lines.map(|line| Row::pass(Line::styled(format!("  {line}"), cx.theme.quiet))));
    }
    for part in &report.parts {
        match part {
            Part::Measures(part) => measures(&mut rows, part, width, cx),
            Part::Grid(part) => grid(&mut rows, part, width, from, cx),
            Part::Trend(part) => trend(&mut rows, part, width, cx),
        }
    }
    rows
}

fn measures(rows: &mut Vec<Row>, part: &Measures, width: usize, cx: &Cx) {
    rows.extend(heading(&part.title, cx));
    let figure = part.lines.iter().map(|line| wide::width(&line.figure.said())).max().unwrap_or(0).max(8);
    let out_of = part.lines.iter().map(|line| wide::width(&line.figure.out_of())).max().unwrap_or(0);
    let out_of = out_of.min(width / 3);
    let earlier = |line: &Measure| line.before.as_ref().map(|figure| format!("was {}", figure.said()));
    let before = part.lines.iter().filter_map(earlier).map(|words| wide::width(&words)).max();
    let before = before.map_or(0, |columns| columns + GAP).min(width / 4);
    let name = width.saturating_sub(figure + out_of + before + GAP * 3 + 2).min(60);
    for line in &part.lines {
        let style = if line.figure.n().is_some() { cx.theme.strong } else { cx.theme.quiet };
        let target = Target {
            key: line.behind.then(|| line.key.to_owned()),
            row: None,
            name: line.name.clone(),
            basis: line.basis.clone(),
        };
        let shown = Line::from(vec![
            Span::styled(format!("  {}", wide::fit(&line.name, name)), cx.theme.text),
            Span::styled(format!("  {}", wide::fit_right(&line.figure.said(), figure)), style),
            Span::styled(format!("  {}", wide::fit(&line.figure.out_of(), out_of)), cx.theme.quiet),
            Span::styled(
                wide::cut(&earlier(line).map(|words| format!("  {words}")).unwrap_or_default(), before),
                cx.theme.text,
            ),
        ]);
        rows.push(Row::stop(shown, Some(target)));
    }
}

/// The widths of a table's columns: as wide as their cells and the longest word of their heads.
fn widths(part: &Grid, width: usize) -> Vec<usize> {
    let word = |text: &str| text.split(' ').map(wide::width).max().unwrap_or(0);
    let mut widths: Vec<usize> = part
        .heads
        .iter()
        .enumerate()
        .map(|(at, head)| {
            let cells =
                part.rows.iter().filter_map(|row| row.cells.get(at)).map(|cell| wide::width(&cell.said()));
            cells.max().unwrap_or(0).max(word(&head.name)).max(4)
        })
        .collect();
    // Words give way to figures, and take what these leave over.
    let (least, whole) = ((width / 3).max(12), widths.clone());
    for (width, head) in widths.iter_mut().zip(&part.heads) {
        if head.kind == Kind::Words {
            *width = (*width).min(least);
        }
    }
    let used: usize = widths.iter().map(|width| width + GAP).sum();
    let mut left = width.saturating_sub(used);
    for (now, whole) in widths.iter_mut().zip(whole) {
        let more = whole.saturating_sub(*now).min(left);
        *now += more;
        left -= more;
    }
    widths
}

/// The columns shown: the first, and from one on as many as fit.
fn shown(widths: &[usize], width: usize, from: usize) -> Vec<usize> {
    let room = width.saturating_sub(2);
    let mut used = widths.first().copied().unwrap_or(0);
    let rest = widths.len().saturating_sub(1);
    let from = from.min(rest.saturating_sub(1));
    let mut columns = vec![0];
    for (at, column) in widths.iter().enumerate().skip(1 + from) {
        if used + GAP + column > room {
            break;
        }
        used += GAP + column;
        columns.push(at);
    }
    columns
}

fn grid(rows: &mut Vec<Row>, part: &Grid, width: usize, from: usize, cx: &Cx) {
    let widths = widths(part, width);
    let columns = shown(&widths, width, from);
    let hidden = widths.len().saturating_sub(columns.len());
    let more = if hidden > 0 {
        format!("   {hidden} more {}: ← →", if hidden == 1 { "column" } else { "columns" })
    } else {
        String::new()
    };
    rows.extend(heading(&format!("{}{more}", part.title), cx));
    if part.rows.is_empty() {
        rows.push(Row::pass(Line::styled("  Nothing to count.", cx.theme.quiet)));
        return;
    }
    let head = |at: &usize| part.heads.get(*at);
    let wide_of = |at: &usize| widths.get(*at).copied().unwrap_or(0);
    let wrapped: Vec<Vec<String>> = columns
        .iter()
        .map(|at| wide::wrap(head(at).map_or("", |head| head.name.as_str()), wide_of(at).max(1)))
        .collect();
    let tall = wrapped.iter().map(Vec::len).max().unwrap_or(1);
    for line in 0..tall {
        let cells = columns.iter().zip(&wrapped).map(|(at, words)| {
            // Heads stand on the line above the figures: the short ones begin lower.
            let word = (line + words.len())
                .checked_sub(tall)
                .and_then(|at| words.get(at))
                .map_or("", String::as_str);
            set(word, wide_of(at), head(at).is_some_and(|head| head.kind != Kind::Words))
        });
        let cells: Vec<String> = cells.collect();
        rows.push(Row::pass(Line::styled(format!("  {}", cells.join("  ")), cx.theme.heading)));
    }
    for row in &part.rows {
        let cells: Vec<String> = columns
            .iter()
            .map(|at| {
                let text = row.cells.get(*at).map(crate::domain::report::Cell::said).unwrap_or_default();
                set(&text, wide_of(at), head(at).is_some_and(|head| head.kind != Kind::Words))
            })
            .collect();
        let target = Target {
            key: row.behind.then(|| row.key.clone()),
            row: Some(row.key.clone()),
            name: row.cells.first().map(crate::domain::report::Cell::said).unwrap_or_default(),
            basis: part.note.clone(),
        };
        let line = Line::styled(format!("  {}", cells.join("  ")), cx.theme.text);
        rows.push(Row::stop(line, Some(target)));
    }
}

fn set(text: &str, width: usize, right: bool) -> String {
    if right { wide::fit_right(text, width) } else { wide::fit(text, width) }
}

fn trend(rows: &mut Vec<Row>, part: &Trend, width: usize, cx: &Cx) {
    rows.extend(heading(&part.title, cx));
    let drawn: Vec<&(String, Vec<Figure>)> = part.series.iter().take(DRAWN).collect();
    let label = part.labels.iter().map(|label| wide::width(label)).max().unwrap_or(0);
    let figure = |figures: &[Figure]| figures.iter().map(|one| wide::width(&one.said())).max().unwrap_or(1);
    let figures: usize =
        drawn.iter().map(|(name, said)| figure(said).max(wide::width(name).min(12)) + GAP).sum();
    let most = drawn.iter().flat_map(|(_, said)| said).filter_map(Figure::tenths).max().unwrap_or(0);
    let each = width.saturating_sub(label + figures + 6) / drawn.len().max(1);
    let bar = each.saturating_sub(GAP).min(BAR);
    let heads: String = drawn
        .iter()
        .map(|(name, said)| {
            let columns = figure(said).max(wide::width(name).min(12));
            format!("  {}  {}", wide::fit_right(name, columns), " ".repeat(bar))
        })
        .collect();
    rows.push(Row::pass(Line::styled(format!("  {}{heads}", " ".repeat(label)), cx.theme.heading)));
    for (at, name) in part.labels.iter().enumerate() {
        let mut spans = vec![Span::styled(format!("  {}", wide::fit(name, label)), cx.theme.text)];
        for (name, said) in &drawn {
            let columns = figure(said).max(wide::width(name).min(12));
            let one = said.get(at);
            let words = one.map(Figure::said).unwrap_or_default();
            spans.push(Span::styled(format!("  {}", wide::fit_right(&words, columns)), cx.theme.text));
            let long = one.and_then(Figure::tenths).map_or(0, |tenths| length(tenths, most, bar));
            spans.push(Span::styled(format!("  {}", wide::fit(&"█".repeat(long), bar)), cx.theme.quiet));
        }
        rows.push(Row::stop(Line::from(spans), Some(Target::default())));
    }
    if part.series.len() > DRAWN {
        let more = part.series.len() - DRAWN;
        let words =
            format!("  {more} more {} in the paper and with --csv", if more == 1 { "line" } else { "lines" });
        rows.push(Row::pass(Line::styled(words, cx.theme.quiet)));
    }
}

/// How long a bar is; anything above nothing can be seen.
fn length(tenths: i64, most: i64, bar: usize) -> usize {
    if tenths <= 0 || most <= 0 {
        return 0;
    }
    let wide = i64::try_from(bar).unwrap_or(0);
    usize::try_from(tenths.saturating_mul(wide) / most).unwrap_or(0).max(1)
}
