//! Blocks to strips, and the structure that says what they are.

use std::collections::BTreeSet;

use super::lines::{Span, break_lines, natural_width, widest_stretch};
use super::page::{Element, ElementId, Ink, Role, points};
use super::scale::{MARGIN, PAGE, Scale, Type};
use super::shape::Shaper;
use super::strips::{Cell, Join, RowStyle, Strip, row, rule};
use crate::papers::PaperError;
use crate::papers::blocks::{Align, Block, Language, Level, List, Marker, Note, Run, Text};
use crate::papers::document::Document;

/// Left edge and width of the text.
pub const COLUMN: (f32, f32) = (MARGIN, PAGE.0 - 2.0 * MARGIN);

/// Makes strips of blocks, in order.
pub struct Flow {
    /// Shapes the words.
    pub shaper: Shaper,
    /// The sizes.
    pub scale: Scale,
    /// The structure so far.
    pub elements: Vec<Element>,
    strips: Vec<Strip>,
    rows: usize,
    /// Where the headings that nothing follows yet begin.
    headings: Option<usize>,
    /// The depth of the last heading, the title being 1.
    depth: u8,
    new_page: bool,
    extra: f32,
}

impl Flow {
    /// A flow holding nothing but the document's own element.
    ///
    /// # Errors
    /// [`PaperError::Face`] if the program's own data is damaged.
    pub fn new(scale: Scale) -> Result<Self, PaperError> {
        let document = Element { role: Role::Document, parent: None, language: None };
        Ok(Self {
            shaper: Shaper::new()?,
            scale,
            elements: vec![document],
            strips: Vec::new(),
            rows: 0,
            headings: None,
            depth: 1,
            new_page: false,
            extra: 0.0,
        })
    }

    /// The strips made so far.
    pub fn take_strips(&mut self) -> Vec<Strip> {
        std::mem::take(&mut self.strips)
    }

    /// The structure, and the letters no face has.
    pub fn finish(self) -> (Vec<Element>, BTreeSet<char>) {
        (self.elements, self.shaper.into_missing())
    }

    /// Leaves room below what there is, for 10 point text.
    pub fn leave(&mut self, points: f32) {
        self.extra = self.scale.room(points);
    }

    /// Title and header lines, closed by a line.
    pub fn title(&mut self, document: &Document) {
        let element = self.element(Role::Heading(1), ElementId::DOCUMENT);
        let title = self.scale.title;
        let style = RowStyle { whole: usize::MAX, ..RowStyle::plain(title, COLUMN) };
        self.single(&Text::strong(document.title.as_str()), element, &style, Ink::Accent);
        let style = RowStyle { gap: self.scale.room(2.0), ..RowStyle::plain(self.scale.body, COLUMN) };
        for line in &document.header {
            let element = self.element(Role::Paragraph, ElementId::DOCUMENT);
            self.single(&Text::from(line.as_str()), element, &style, Ink::Muted);
        }
        let number = self.next_row();
        self.push(vec![rule(number, COLUMN, self.scale.room(8.0), self.scale.room(1.2), Ink::Accent)]);
        self.leave(4.0);
    }

    /// Adds a block.
    pub fn block(&mut self, block: &Block) {
        match block {
            Block::Heading(level, text) => self.heading(*level, text),
            Block::Paragraph(text) => {
                let element = self.element(Role::Paragraph, ElementId::DOCUMENT);
                let style =
                    RowStyle { gap: self.scale.room(6.0), ..RowStyle::plain(self.scale.body, COLUMN) };
                self.single(text, element, &style, Ink::Text);
            }
            Block::List(list) => self.list(list),
            Block::Table(table) => self.table(table),
            Block::KeyValues(pairs) => self.key_values(pairs),
            Block::PageBreak => match self.headings {
                Some(start) => self.break_before(start),
                None => self.new_page = !self.strips.is_empty(),
            },
            Block::Rule => self.rule(),
            Block::Space(lines) => self.extra += lines.max(0.0) * self.scale.body.leading,
            Block::Note(note) => self.note(note),
        }
    }

    fn break_before(&mut self, start: usize) {
        if let Some(strip) = self.strips.get_mut(start) {
            strip.join = Join::NewPage;
        }
    }

    fn heading(&mut self, level: Level, text: &Text) {
        let [one, two, three] = self.scale.headings;
        let (letters, gap, ink) = match level {
            Level::One => (one, 20.0, Ink::Accent),
            Level::Two => (two, 14.0, Ink::Accent),
            Level::Three => (three, 10.0, Ink::Text),
        };
        self.depth = (level.number() + 1).min(self.depth + 1);
        let element = self.element(Role::Heading(self.depth), ElementId::DOCUMENT);
        let above = self.strips.len();
        let style =
            RowStyle { gap: self.scale.room(gap), whole: usize::MAX, ..RowStyle::plain(letters, COLUMN) };
        let start = self.headings;
        self.single(&text.emphasised(), element, &style, ink);
        self.headings = start.or((self.strips.len() > above).then_some(above));
    }

    fn list(&mut self, list: &List) {
        let whole = self.element(Role::List(Some(list.marker)), ElementId::DOCUMENT);
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

    fn rule(&mut self) {
        let number = self.next_row();
        self.push(vec![rule(number, COLUMN, self.scale.room(10.0), 0.6, Ink::Hairline)]);
        self.leave(4.0);
    }

    fn note(&mut self, note: &Note) {
        let whole = self.element(Role::Note, ElementId::DOCUMENT);
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

    /// Adds an element.
    pub fn element(&mut self, role: Role, parent: ElementId) -> ElementId {
        self.elements.push(Element { role, parent: Some(parent), language: None });
        ElementId(self.elements.len() - 1)
    }

    /// The number of the next row.
    pub fn next_row(&mut self) -> usize {
        self.rows += 1;
        self.rows
    }

    /// A row of one cell over the whole column.
    fn single(&mut self, text: &Text, element: ElementId, style: &RowStyle, ink: Ink) {
        let cell = self.cell_in(style.letters, text, element, (0.0, COLUMN.1), ink);
        self.row(vec![cell], style);
    }

    /// A cell of body text; `place` is its left edge, from the column's, and its width.
    pub fn cell(&mut self, text: &Text, element: ElementId, place: (f32, f32), ink: Ink) -> Cell {
        self.cell_in(self.scale.body, text, element, place, ink)
    }

    /// A cell of text in another size.
    pub fn cell_in(
        &mut self,
        letters: Type,
        text: &Text,
        element: ElementId,
        (x, width): (f32, f32),
        ink: Ink,
    ) -> Cell {
        let spans = self.spans(text, element);
        let lines = break_lines(&mut self.shaper, &spans, units(width, letters));
        Cell { lines, x: COLUMN.0 + x, width, align: Align::Left, ink }
    }

    /// The width of text on one line.
    pub fn width(&mut self, text: &Text, letters: Type) -> f32 {
        points(natural_width(&mut self.shaper, &loose(text)), letters.size)
    }

    /// The width text needs so that no word is broken.
    pub fn least_width(&mut self, text: &Text, letters: Type) -> f32 {
        points(widest_stretch(&mut self.shaper, &loose(text)), letters.size)
    }

    /// Adds a row.
    pub fn row(&mut self, cells: Vec<Cell>, style: &RowStyle) {
        let number = self.next_row();
        self.push(row(number, cells, style));
    }

    /// Adds strips below those there are. A heading above stays with them, and waits on if they say nothing.
    pub fn push(&mut self, mut strips: Vec<Strip>) {
        let Some(first) = strips.first_mut() else { return };
        first.gap += std::mem::take(&mut self.extra);
        if std::mem::take(&mut self.new_page) {
            first.join = Join::NewPage;
        } else if self.headings.is_some() {
            first.join = Join::Glued;
            first.gap = first.gap.min(self.scale.room(5.0));
        }
        if strips.iter().any(Strip::speaks) {
            self.headings = None;
        }
        self.strips.append(&mut strips);
    }

    /// Spans of text. Where a run is in another language every run becomes an element, so that none holds both.
    fn spans(&mut self, text: &Text, holder: ElementId) -> Vec<Span> {
        let split = text.runs().iter().any(|run| run.language.is_some());
        text.runs()
            .iter()
            .map(|run| {
                let element = if split { self.language_span(run.language.clone(), holder) } else { holder };
                span(run, element)
            })
            .collect()
    }

    fn language_span(&mut self, language: Option<Language>, holder: ElementId) -> ElementId {
        let id = self.element(Role::Span, holder);
        if let Some(element) = self.elements.get_mut(id.0) {
            element.language = language;
        }
        id
    }
}

/// Spans that are only measured.
fn loose(text: &Text) -> Vec<Span> {
    text.runs().iter().map(|run| span(run, ElementId::DOCUMENT)).collect()
}

fn span(run: &Run, element: ElementId) -> Span {
    Span { text: run.text.reveal().to_owned(), strong: run.strong, element }
}

/// A width in thousandths of a size, rounded down.
#[expect(clippy::cast_possible_truncation, reason = "a page is some hundred thousand units wide")]
fn units(width: f32, letters: Type) -> i32 {
    (width * 1000.0 / letters.size) as i32
}
