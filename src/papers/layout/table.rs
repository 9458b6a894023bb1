//! Tables and labelled facts: rows whose cells stand side by side.

use std::rc::Rc;

use super::flow::{COLUMN, Flow};
use super::page::{ElementId, Ink, Role};
use super::strips::{Cell, Join, RowStyle, Strip, repeated, row};
use crate::papers::blocks::{KeyValue, Table, Text};

/// A table row of at most this many lines is kept on one page: our default.
const WHOLE_ROW: usize = 8;
/// A head that would take more than this share of the page is not repeated: our default.
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
        let places = places(table, self.scale.room(5.0));
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
            whole: WHOLE_ROW,
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

/// Left edge, from the column's, and width of the text of each column.
fn places(table: &Table, pad: f32) -> Vec<(f32, f32)> {
    let weight = |weight: f32| if weight.is_finite() { weight.max(0.01) } else { 1.0 };
    let sum: f32 = table.columns().iter().map(|column| weight(column.weight)).sum();
    let mut x = 0.0;
    table
        .columns()
        .iter()
        .map(|column| {
            let width = COLUMN.1 * weight(column.weight) / sum;
            let place = (x + pad, (width - 2.0 * pad).max(pad));
            x += width;
            place
        })
        .collect()
}
