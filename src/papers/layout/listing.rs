//! Lists, notes and lines across the page.

use super::drawn::Ink;
use super::flow::{COLUMN, Flow};
use super::page::Role;
use super::strips::{RowStyle, rule};
use crate::papers::blocks::{List, Marker, Note, Text};

impl Flow {
    /// Adds a list, its entries in line.
    pub(super) fn list(&mut self, list: &List) {
        let whole = self.element(Role::List(Some(list.marker)), self.holder);
        let signs: Vec<String> = (1..=list.entries.len())
            .map(|number| match list.marker {
                Marker::Bullet => "•".to_owned(),
                Marker::Number => format!("{number}."),
            })
            .collect();
        let widest = signs
            .iter()
            .map(|sign| self.width(&Text::from(sign.as_str()), self.scale.body))
            .fold(0.0, f32::max);
        let body_x = self.scale.room(7.0) + widest + self.scale.room(6.0);
        for (index, (sign, entry)) in signs.iter().zip(&list.entries).enumerate() {
            let item = self.element(Role::ListItem, whole);
            let label = self.element(Role::Label, item);
            let body = self.element(Role::ListBody, item);
            let cells = vec![
                self.cell(&Text::from(sign.as_str()), label, (self.scale.room(7.0), widest), Ink::Muted),
                self.cell(entry, body, (body_x, COLUMN.1 - body_x), Ink::Text),
            ];
            let gap = self.scale.room(if index == 0 { 6.0 } else { 3.0 });
            self.row(cells, &RowStyle { gap, ..RowStyle::plain(self.scale.body, COLUMN) });
        }
    }

    /// Adds a line across the page.
    pub(super) fn line_across(&mut self) {
        let number = self.next_row();
        self.push(vec![rule(number, COLUMN, self.scale.room(10.0), 0.6, Ink::Hairline)]);
        self.leave(4.0);
    }

    /// Adds a box.
    pub(super) fn note(&mut self, note: &Note) {
        let whole = self.element(Role::Note, self.holder);
        let pad = self.scale.room(8.0);
        let count = note.paragraphs.len();
        for (index, paragraph) in note.paragraphs.iter().enumerate() {
            let element = self.element(Role::Paragraph, whole);
            let cell = self.cell(paragraph, element, (pad + 3.0, COLUMN.1 - 2.0 * pad - 3.0), Ink::Text);
            let (first, last) = (index == 0, index + 1 == count);
            let style = RowStyle {
                gap: if first { self.scale.room(10.0) } else { 0.0 },
                inner: (if first { pad } else { pad / 4.0 }, if last { pad } else { pad / 4.0 }),
                panel: Some(Ink::Notice),
                edge: 3.0,
                whole: 12,
                ..RowStyle::plain(self.scale.body, COLUMN)
            };
            self.row(vec![cell], &style);
        }
        self.leave(6.0);
    }
}
