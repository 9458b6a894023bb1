//! Tables and labelled facts: rows whose cells stand side by side.

use std::rc::Rc;

use super::flow::{COLUMN, Flow};
use super::page::{ElementId, Ink, Role};
use super::strips::{Cell, Join, RowStyle, Strip, repeated, row};
use crate::papers::blocks::{KeyValue, Table, Text};

/// A head of more lines is not repeated: our default.
const HEAD_LINES: usize = 6;
/// Labels take at most this share of the width: our default.
const LABELS: f32 = 0.36;

impl Flow {
    /// Adds a table. Its first row stays with its head, and the head stands again on every further page.
    pub(super) fn table(&mut self, table: &Table) {
        if table.columns().is_empty() {
            return;
        }
        let whole = self.element(Role::Table, ElementId::DOCUMENT);
        let places = self.places(table);
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
        for (index, texts) in table.rows().iter().enumerate() {
            let element = self.element(Role::Row, body);
            let cells = self.cells(table, texts, (element, Role::Cell), &places, Ink::Text);
            let gap = if index == 0 { above } else { 0.0 };
            let mut strips = row(self.next_row(), cells, &RowStyle { gap, ..style.clone() });
            for strip in &mut strips {
                strip.head.clone_from(&again);
            }
            if let Some(first) = strips.first_mut().filter(|_| headed && index == 0) {
                first.join = Join::Glued;
                first.head = None;
            }
            self.push(strips);
        }
        self.leave(5.0);
    }

    /// Left edge, from the column's, and width of the text of each column: by weight, but no narrower than its
    /// longest word while there is room.
    fn places(&mut self, table: &Table) -> Vec<(f32, f32)> {
        let pad = self.scale.room(5.0).min(6.0);
        let letters = self.scale.cell;
        let mut least: Vec<f32> = Vec::new();
        for (index, column) in table.columns().iter().enumerate() {
            let head = self.least_width(&column.head.emphasised(), letters);
            let widest = table
                .rows()
                .iter()
                .filter_map(|row| row.get(index))
                .map(|cell| self.least_width(cell, letters))
                .fold(head, f32::max);
            least.push((widest + 2.0 * pad + 0.2).min(COLUMN.1 * LONG_WORD));
        }
        let weight = |weight: f32| if weight.is_finite() { weight.max(0.01) } else { 1.0 };
        let weights: Vec<f32> = table.columns().iter().map(|column| weight(column.weight)).collect();
        let mut x = 0.0;
        share(COLUMN.1, &weights, &least)
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
        let list = self.element(Role::List(None), ElementId::DOCUMENT);
        let body = self.scale.body;
        let widest = pairs.iter().map(|pair| self.width(&pair.label, body)).fold(0.0, f32::max);
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

/// A column is widened for its longest word up to this share of the table: our default.
const LONG_WORD: f32 = 0.4;

/// Shares out a width by weight, none getting less than it needs while there is enough for all.
fn share(total: f32, weights: &[f32], least: &[f32]) -> Vec<f32> {
    let needed: f32 = least.iter().sum();
    if needed >= total {
        return least.iter().map(|least| total * least / needed).collect();
    }
    let mut widths = vec![None; weights.len()];
    loop {
        let open = |width: &Option<f32>| width.is_none();
        let taken: f32 = widths.iter().flatten().sum();
        let sum: f32 =
            widths.iter().zip(weights).filter(|(width, _)| open(width)).map(|(_, weight)| weight).sum();
        let fair = |weight: f32| (total - taken) * weight / sum;
        let mut settled = true;
        for ((width, &weight), &least) in widths.iter_mut().zip(weights).zip(least) {
            if width.is_none() && fair(weight) < least {
                *width = Some(least);
                settled = false;
            }
        }
        if settled {
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
    use super::share;

    #[test]
    fn widths_are_shared_by_weight_and_need() {
        let table: [(&[f32], &[f32], &[f32]); 4] = [
            (&[1.0, 3.0], &[0.0, 0.0], &[25.0, 75.0]),
            (&[1.0, 3.0], &[40.0, 0.0], &[40.0, 60.0]),
            (&[1.0, 1.0, 2.0], &[40.0, 21.0, 0.0], &[40.0, 21.0, 39.0]),
            (&[1.0, 1.0], &[150.0, 50.0], &[75.0, 25.0]),
        ];
        for (weights, least, widths) in table {
            assert_eq!(share(100.0, weights, least), widths, "{weights:?} {least:?}");
        }
    }
}
