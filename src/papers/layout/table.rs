//! Tables and labelled facts: rows whose cells stand side by side.
//!
//! A table whose columns cannot all hold their longest word is not squeezed: its rows are set as labelled facts, one
//! below the other.

use std::rc::Rc;

use super::drawn::Ink;
use super::flow::{COLUMN, Flow};
use super::page::{ElementId, Role};
use super::scale::Type;
use super::strips::{Cell, Join, RowStyle, Strip, repeated, row, rule};
use crate::papers::blocks::{KeyValue, Table, Text};

/// A head of more lines is not repeated: our default.
const HEAD_LINES: usize = 6;
/// The first two rows of a table, and the last two, stay together while they have no more lines each: our default.
const LOW: usize = 3;
/// Labels take at most this share of the width: our default.
const LABELS: f32 = 0.36;

impl Flow {
    /// Adds a table. Its first rows stay with its head, no low row stands
    /// alone on a page, and the head stands again on every further page.
    pub(super) fn table(&mut self, table: &Table) {
        if table.columns().is_empty() {
            return;
        }
        let needs = self.needs(table);
        if needs.least.iter().sum::<f32>() > COLUMN.1 && !table.rows().is_empty() {
            return self.records(table);
        }
        let whole = self.element(Role::Table, self.holder);
        let places = self.places(table, &needs);
        let head = self.table_head(table, whole, &places);
        let above = if head.is_empty() { self.scale.room(8.0) } else { 0.0 };
        let again = (!head.is_empty() && head.len() <= HEAD_LINES).then(|| Rc::new(repeated(&head)));
        let headed = !head.is_empty();
        self.push(head);
        if table.rows().is_empty() {
            return;
        }
        let body = self.element(Role::TableBody, whole);
        let style = RowStyle {
            inner: (self.scale.room(3.5), self.scale.room(3.5)),
            rule: Some((0.5, Ink::Hairline)),
            whole: self.scale.whole_row,
            ..RowStyle::plain(self.scale.cell, COLUMN)
        };
        let mut low_before = false;
        for (index, texts) in table.rows().iter().enumerate() {
            let element = self.element(Role::Row, body);
            let cells = self.cells(table, texts, (element, Role::Cell), &places, Ink::Text);
            let gap = if index == 0 { above } else { 0.0 };
            let mut strips = row(self.next_row(), cells, &RowStyle { gap, ..style.clone() });
            for strip in &mut strips {
                strip.head.clone_from(&again);
            }
            let low = strips.len() <= LOW;
            if let Some(first) = strips.first_mut() {
                if headed && index == 0 {
                    first.join = Join::Glued;
                    first.head = None;
                } else if low && low_before && (index == 1 || index + 1 == table.rows().len()) {
                    first.join = Join::Glued;
                }
            }
            low_before = low;
            self.push(strips);
        }
        self.leave(5.0);
    }

    /// Adds a table too wide for the page, as happens in large print: each row as labelled facts, closed by a line.
    fn records(&mut self, table: &Table) {
        let body = self.scale.body;
        let widest = table.columns().iter().map(|column| self.width(&column.head, body)).fold(0.0, f32::max);
        for row in table.rows() {
            let pairs: Vec<KeyValue> = table
                .columns()
                .iter()
                .zip(row)
                .filter(|(_, cell)| !cell.is_empty())
                .map(|(column, cell)| KeyValue { label: column.head.clone(), value: cell.clone() })
                .collect();
            self.facts(&pairs, widest);
            let number = self.next_row();
            let mut line = rule(number, COLUMN, self.scale.room(3.5), 0.5, Ink::Hairline);
            line.join = Join::Glued;
            self.push(vec![line]);
        }
        self.leave(5.0);
    }

    /// What each column needs and what it can use, padding included: so that no word is broken, and, while that leaves
    /// room for the others, so that what is short, such as a date, stands on one line; and to set every cell on one line.
    fn needs(&mut self, table: &Table) -> Needs {
        let words = self.widest(table, Self::least_width);
        let most = self.widest(table, Self::width);
        let mut least = words.clone();
        for (width, line) in least.iter_mut().zip(&most).filter(|(_, line)| **line <= COLUMN.1 * SHORT) {
            *width = *line;
        }
        if least.iter().sum::<f32>() > COLUMN.1 * (1.0 - LEFT) {
            least = words;
        }
        let least = least.into_iter().map(|width| width.min(COLUMN.1 * LONG_WORD)).collect();
        Needs { least, most }
    }

    /// The widest cell of each column, padding included, each measured by `width`.
    fn widest(&mut self, table: &Table, width: impl Fn(&mut Self, &Text, Type) -> f32) -> Vec<f32> {
        let letters = self.scale.cell;
        let pad = self.pad();
        let mut widest: Vec<f32> = Vec::new();
        for (index, column) in table.columns().iter().enumerate() {
            let head = width(self, &column.head.emphasised(), letters);
            let cells = table.rows().iter().filter_map(|row| row.get(index));
            let most = cells.map(|cell| width(self, cell, letters)).fold(head, f32::max);
            widest.push(most + 2.0 * pad + 0.2);
        }
        widest
    }

    /// Room to the left and right of the text of a cell.
    fn pad(&self) -> f32 {
        self.scale.room(5.0).min(6.0)
    }

    /// Left edge, from the column's, and width of the text of each column: by weight, but no narrower than it needs while
    /// there is room, and no wider than it can use while others can use more.
    fn places(&self, table: &Table, needs: &Needs) -> Vec<(f32, f32)> {
        let pad = self.pad();
        let weight = |weight: f32| if weight.is_finite() { weight.max(0.01) } else { 1.0 };
        let weights: Vec<f32> = table.columns().iter().map(|column| weight(column.weight)).collect();
        let mut x = 0.0;
        share(COLUMN.1, &weights, needs)
            .into_iter()
            .map(|width| {
                let place = (x + pad, (width - 2.0 * pad).max(pad));
                x += width;
                place
            })
            .collect()
    }

    fn table_head(&mut self, table: &Table, whole: ElementId, places: &[(f32, f32)]) -> Vec<Strip> {
        let texts: Vec<Text> = table.columns().iter().map(|column| column.head.emphasised()).collect();
        if texts.iter().all(Text::is_empty) {
            return Vec::new();
        }
        let head = self.element(Role::TableHead, whole);
        let element = self.element(Role::Row, head);
        let cells = self.cells(table, &texts, (element, Role::HeaderCell), places, Ink::Accent);
        let style = RowStyle {
            gap: self.scale.room(8.0),
            inner: (self.scale.room(3.5), self.scale.room(3.5)),
            panel: Some(Ink::Panel),
            rule: Some((0.8, Ink::Accent)),
            whole: usize::MAX,
            ..RowStyle::plain(self.scale.cell, COLUMN)
        };
        row(self.next_row(), cells, &style)
    }

    fn cells(
        &mut self,
        table: &Table,
        texts: &[Text],
        (parent, role): (ElementId, Role),
        places: &[(f32, f32)],
        ink: Ink,
    ) -> Vec<Cell> {
        let letters = self.scale.cell;
        table
            .columns()
            .iter()
            .zip(texts)
            .zip(places)
            .map(|((column, text), &place)| {
                let element = self.element(role, parent);
                Cell { align: column.align, ..self.cell_in(letters, text, element, place, ink) }
            })
            .collect()
    }

    /// Adds labelled facts, the values in one column.
    pub(super) fn key_values(&mut self, pairs: &[KeyValue]) {
        let body = self.scale.body;
        let widest = pairs.iter().map(|pair| self.width(&pair.label, body)).fold(0.0, f32::max);
        self.facts(pairs, widest);
    }

    /// Labelled facts, the widest label being given.
    fn facts(&mut self, pairs: &[KeyValue], widest: f32) {
        let body = self.scale.body;
        let list = self.element(Role::List(None), self.holder);
        let labels = (widest + 0.5).min(COLUMN.1 * LABELS);
        let values = labels + self.scale.room(12.0);
        for (index, pair) in pairs.iter().enumerate() {
            let entry = self.element(Role::ListItem, list);
            let label = self.element(Role::Label, entry);
            let label = self.cell(&pair.label, label, (0.0, labels), Ink::Muted);
            let value = self.element(Role::ListBody, entry);
            let value = self.cell(&pair.value, value, (values, COLUMN.1 - values), Ink::Text);
            let cells = vec![label, value];
            let gap = self.scale.room(if index == 0 { 6.0 } else { 2.0 });
            self.row(cells, &RowStyle { gap, ..RowStyle::plain(body, COLUMN) });
        }
    }
}

/// A column of this share of the table at most is as wide as its widest cell: our default.
const SHORT: f32 = 0.18;
/// Not where that would leave less than this share for what is long: our default.
const LEFT: f32 = 0.25;
/// A column is widened for its longest word up to this share of the table: our default.
const LONG_WORD: f32 = 0.4;

/// What the columns of a table need at least, and can use at most.
struct Needs {
    least: Vec<f32>,
    most: Vec<f32>,
}

/// Shares out a width by weight, none getting less than it needs while there is enough for all, and none more than it can
/// use while another can use it.
fn share(total: f32, weights: &[f32], Needs { least, most }: &Needs) -> Vec<f32> {
    let needed: f32 = least.iter().sum();
    if needed >= total {
        return least.iter().map(|least| total * least / needed).collect();
    }
    let used: f32 = most.iter().sum();
    if used <= total {
        // All that is left over goes by weight again.
        let sum: f32 = weights.iter().sum();
        return most.iter().zip(weights).map(|(most, weight)| most + (total - used) * weight / sum).collect();
    }
    let mut widths: Vec<Option<f32>> = vec![None; weights.len()];
    loop {
        let taken: f32 = widths.iter().flatten().sum();
        let open = widths.iter().zip(weights).filter(|(width, _)| width.is_none());
        let sum: f32 = open.map(|(_, weight)| weight).sum();
        let fair = |weight: f32| (total - taken) * weight / sum;
        let bounds = || weights.iter().zip(least).zip(most);
        // First those that need more than their share, since they leave less to the others.
        let short = |widths: &mut Vec<Option<f32>>, bound: &dyn Fn(f32, f32, f32) -> Option<f32>| {
            let mut settled = true;
            for (width, ((&weight, &least), &most)) in widths.iter_mut().zip(bounds()) {
                if width.is_none()
                    && let Some(bound) = bound(fair(weight), least, most)
                {
                    *width = Some(bound);
                    settled = false;
                }
            }
            settled
        };
        let needs_more = |fair: f32, least: f32, _: f32| (fair < least).then_some(least);
        let needs_less = |fair: f32, least: f32, most: f32| (fair > most).then_some(most.max(least));
        if short(&mut widths, &needs_more) && short(&mut widths, &needs_less) {
            return widths
                .iter()
                .zip(weights)
                .map(|(width, &weight)| width.unwrap_or(fair(weight)))
                .collect();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Needs, share};

    #[test]
    fn widths_are_shared_by_weight_and_need() {
        const ALL: f32 = 1000.0;
        // Weights, least, most, and the widths that come of them.
        let table: [[&[f32]; 4]; 7] = [
            [&[1.0, 3.0], &[0.0, 0.0], &[ALL, ALL], &[25.0, 75.0]],
            [&[1.0, 3.0], &[40.0, 0.0], &[ALL, ALL], &[40.0, 60.0]],
            [&[1.0, 1.0, 2.0], &[40.0, 21.0, 0.0], &[ALL, ALL, ALL], &[40.0, 21.0, 39.0]],
            [&[1.0, 1.0], &[150.0, 50.0], &[ALL, ALL], &[75.0, 25.0]],
            [&[1.0, 1.0, 2.0], &[0.0, 0.0, 0.0], &[ALL, 10.0, ALL], &[30.0, 10.0, 60.0]],
            [&[1.0, 1.0], &[10.0, 10.0], &[20.0, 40.0], &[40.0, 60.0]],
            [&[1.0, 1.0, 1.0], &[50.0, 0.0, 0.0], &[ALL, 5.0, ALL], &[50.0, 5.0, 45.0]],
        ];
        for [weights, least, most, widths] in table {
            let needs = Needs { least: least.to_vec(), most: most.to_vec() };
            assert_eq!(share(100.0, weights, &needs), widths, "{weights:?} {least:?} {most:?}");
        }
    }
}
