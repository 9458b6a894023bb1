//! Blocks to strips, and the structure that says what they are.

use std::collections::BTreeMap;

use super::bidi::runs_left;
use super::drawn::Ink;
use super::lines::break_lines;
use super::page::{Element, ElementId, Page, Paper, Role, part_name};
use super::scale::{MARGIN, PAGE, Scale, Type};
use super::shape::Shaper;
use super::strips::{Cell, Join, RowStyle, Strip, row};
use crate::papers::PaperError;
use crate::papers::blocks::{Align, Block, Level, Text};

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
    /// What blocks are part of: the document, or the section begun last.
    pub holder: ElementId,
    /// How many sections were begun.
    parts: usize,
    /// The first element at or after each anchor.
    places: BTreeMap<String, ElementId>,
    new_page: bool,
    extra: f32,
}

impl Flow {
    /// A flow holding nothing but the document's own element.
    ///
    /// # Errors
    /// [`PaperError::Face`] if the program's own data is damaged.
    pub fn new(scale: Scale) -> Result<Self, PaperError> {
        let document = Element::new(Role::Document, None);
        Ok(Self {
            shaper: Shaper::new()?,
            scale,
            elements: vec![document],
            strips: Vec::new(),
            rows: 0,
            headings: None,
            depth: 1,
            holder: ElementId::DOCUMENT,
            parts: 0,
            places: BTreeMap::new(),
            new_page: false,
            extra: 0.0,
        })
    }

    /// The strips made so far.
    pub fn take_strips(&mut self) -> Vec<Strip> {
        std::mem::take(&mut self.strips)
    }

    /// The paper, once its strips are on pages.
    pub fn finish(self, pages: Vec<Page>) -> Paper {
        let Self { elements, places, shaper, .. } = self;
        Paper { size: PAGE, pages, elements, places, missing: shaper.into_missing() }
    }

    /// The heading of each part of the first level, in order.
    pub fn part_headings(&self) -> Vec<ElementId> {
        (0..self.parts).filter_map(|part| self.places.get(&part_name(part)).copied()).collect()
    }

    /// Names what is added next.
    fn anchor(&mut self, name: String) {
        self.places.insert(name, ElementId(self.elements.len()));
    }

    /// What follows is part of no section.
    pub fn end_section(&mut self) {
        self.holder = ElementId::DOCUMENT;
    }

    /// Leaves room below what there is, for 10 point text.
    pub fn leave(&mut self, points: f32) {
        self.extra = self.scale.room(points);
    }

    /// Adds a block.
    pub fn block(&mut self, block: &Block) {
        match block {
            Block::Heading(level, text) => self.heading(*level, text),
            Block::Paragraph(text) => {
                let element = self.element(Role::Paragraph, self.holder);
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
            Block::Rule => self.line_across(),
            Block::Space(lines) => self.extra += lines.max(0.0) * self.scale.body.leading,
            Block::Note(note) => self.note(note),
            Block::Chart(chart) => self.chart(chart),
            Block::Anchor(name) => self.anchor(name.clone()),
        }
    }

    fn break_before(&mut self, start: usize) {
        if let Some(strip) = self.strips.get_mut(start) {
            strip.join = Join::NewPage;
        }
    }

    /// How many strips there are.
    pub fn strip_count(&self) -> usize {
        self.strips.len()
    }

    /// What was added from `start` on stays with what follows, as a heading does.
    pub fn keep_with_next(&mut self, start: usize) {
        self.headings = self.headings.or((self.strips.len() > start).then_some(start));
    }

    fn heading(&mut self, level: Level, text: &Text) {
        let [one, two, three] = self.scale.headings;
        let (letters, gap, ink) = match level {
            Level::One => (one, 20.0, Ink::Accent),
            Level::Two => (two, 14.0, Ink::Accent),
            Level::Three => (three, 10.0, Ink::Text),
        };
        self.depth = (level.number() + 1).min(self.depth + 1);
        if level == Level::One && !text.is_empty() {
            self.holder = self.element(Role::Section, ElementId::DOCUMENT);
            self.anchor(part_name(self.parts));
            self.parts += 1;
        }
        let element = self.element(Role::Heading(self.depth), self.holder);
        let above = self.strips.len();
        let style =
            RowStyle { gap: self.scale.room(gap), whole: usize::MAX, ..RowStyle::plain(letters, COLUMN) };
        let start = self.headings;
        self.single(&text.emphasised(), element, &style, ink);
        self.headings = start;
        self.keep_with_next(above);
    }

    /// Adds an element.
    pub fn element(&mut self, role: Role, parent: ElementId) -> ElementId {
        self.elements.push(Element::new(role, Some(parent)));
        ElementId(self.elements.len() - 1)
    }

    /// The number of the next row.
    pub fn next_row(&mut self) -> usize {
        self.rows += 1;
        self.rows
    }

    /// A row of one cell over the whole column, flush right where all of it runs to the left.
    pub fn single(&mut self, text: &Text, element: ElementId, style: &RowStyle, ink: Ink) {
        let cell = self.cell_in(style.letters, text, element, (0.0, COLUMN.1), ink);
        let align = if runs_left(&text.words()) { Align::Right } else { cell.align };
        self.row(vec![Cell { align, ..cell }], style);
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
}

/// A width in thousandths of a size, rounded down.
#[expect(clippy::cast_possible_truncation, reason = "a page is some hundred thousand units wide")]
fn units(width: f32, letters: Type) -> i32 {
    (width * 1000.0 / letters.size) as i32
}
