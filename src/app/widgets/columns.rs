//! A table whose columns share a width: each has a least and a most, and those that matter least go first when the
//! terminal is narrow.

use ratatui::style::Style;
use ratatui::text::{Line, Span};

use super::super::theme::Theme;
use super::wide;

/// Columns between columns, and before the first for the cursor's sign.
const GAP: usize = 2;

/// A column.
#[derive(Debug, Clone, Copy)]
pub struct Column {
    /// Its head.
    pub head: &'static str,
    /// The least width at which it is of use.
    pub least: usize,
    /// The most it can use.
    pub most: usize,
    /// When it goes: 0 never, the highest first.
    pub goes: u8,
    /// Whether it holds numbers.
    pub right: bool,
}

/// A column of text.
pub const fn text(head: &'static str, least: usize, most: usize, goes: u8) -> Column {
    Column { head, least, most, goes, right: false }
}

/// A column of numbers.
pub const fn number(head: &'static str, width: usize, goes: u8) -> Column {
    Column { head, least: width, most: width, goes, right: true }
}

/// Widths of the columns in a table of a given width; 0 for one that was left out.
pub fn widths(columns: &[Column], width: usize) -> Vec<usize> {
    let mut widths: Vec<usize> = columns.iter().map(|column| column.least).collect();
    let used =
        |widths: &[usize]| widths.iter().filter(|width| **width > 0).map(|width| width + GAP).sum::<usize>();
    while used(&widths) > width {
        let last = columns
            .iter()
            .zip(&widths)
            .enumerate()
            .filter(|(_, (column, width))| column.goes > 0 && **width > 0)
            .max_by_key(|(_, (column, _))| column.goes)
            .map(|(at, _)| at);
        match last.and_then(|at| widths.get_mut(at)) {
            Some(gone) => *gone = 0,
            None => break,
        }
    }
    let mut left = width.saturating_sub(used(&widths));
    // The first column names the line, and is given its room first.
    if let (Some(column), Some(first)) = (columns.first(), widths.first_mut()) {
        let more = left.min(column.most.saturating_sub(*first));
        *first += more;
        left -= more;
    }
    while left > 0 {
        let wanting = columns
            .iter()
            .zip(widths.iter_mut())
            .filter(|(column, width)| **width > 0 && **width < column.most)
            .max_by_key(|(column, width)| column.most - **width);
        let Some((_, width)) = wanting else { break };
        *width += 1;
        left -= 1;
    }
    widths
}

/// Where a column begins.
pub fn begins(widths: &[usize], column: usize) -> usize {
    GAP + widths.iter().take(column).filter(|width| **width > 0).map(|width| width + GAP).sum::<usize>()
}

/// The line of heads.
pub fn heads(columns: &[Column], widths: &[usize], theme: &Theme) -> Line<'static> {
    heads_in_order(columns, widths, None, theme)
}

/// The line of heads, with a sign at those the list is sorted by: which, and whether the other way round.
pub fn heads_in_order(
    columns: &[Column],
    widths: &[usize],
    order: Option<(&[&str], bool)>,
    theme: &Theme,
) -> Line<'static> {
    let cells = columns.iter().map(|column| {
        let sign = match order {
            Some((heads, down)) if heads.contains(&column.head) => {
                if down {
                    " ↓"
                } else {
                    " ↑"
                }
            }
            _ => "",
        };
        (format!("{}{sign}", column.head), theme.heading)
    });
    row(columns, widths, cells.collect(), None, theme)
}

/// A line of cells; the one that the cursor is on has a sign as well as a style.
pub fn row(
    columns: &[Column],
    widths: &[usize],
    cells: Vec<(String, Style)>,
    on: Option<bool>,
    theme: &Theme,
) -> Line<'static> {
    let selected = on == Some(true);
    let mut spans = vec![Span::raw(if selected { "▸ " } else { "  " })];
    for ((column, width), (cell, style)) in columns.iter().zip(widths).zip(cells) {
        if *width > 0 {
            let fitted = if column.right { wide::fit_right(&cell, *width) } else { wide::fit(&cell, *width) };
            spans.push(Span::styled(fitted, style));
            spans.push(Span::raw(" ".repeat(GAP)));
        }
    }
    spans.pop();
    if selected {
        for span in &mut spans {
            span.style = theme.selected;
        }
    }
    Line::from(spans)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const COLUMNS: &[Column] = &[
        text("Case", 11, 11, 0),
        text("Parties", 20, 60, 0),
        text("Risk", 8, 8, 2),
        number("Children", 3, 3),
    ];

    #[test]
    fn what_matters_least_goes_first_and_what_matters_gets_the_room() {
        assert_eq!(widths(COLUMNS, 80), [11, 50, 8, 3]);
        assert_eq!(widths(COLUMNS, 49), [11, 24, 8, 0]);
        assert_eq!(widths(COLUMNS, 37), [11, 22, 0, 0]);
    }

    proptest! {
        #[test]
        fn columns_fit_whenever_they_can(width in 0_usize..200) {
            let widths = widths(COLUMNS, width);
            let used: usize = widths.iter().filter(|width| **width > 0).map(|width| width + GAP).sum();
            prop_assert!(used <= width.max(11 + 20 + 2 * GAP));
        }
    }
}
