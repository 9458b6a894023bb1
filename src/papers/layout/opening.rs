//! How a paper opens and ends: logo and heading lines, title, list of parts; and what the law asks it to say.

use super::drawn::{Ink, Shape};
use super::flow::{COLUMN, Flow};
use super::page::{ElementId, Item, Role, Tag, part_name};
use super::strips::{Cell, RowStyle, row, rule};
use crate::papers::Picture;
use crate::papers::blocks::{Align, Block, Level, Link, Text};
use crate::papers::document::Document;

/// How high and wide a logo is at most, for 10 point text: our default.
const LOGO: (f32, f32) = (42.0, 150.0);

impl Flow {
    /// Logo and heading lines side by side, above the title.
    pub(super) fn letterhead(&mut self, document: &Document) {
        let logo = document.logo.as_ref().map(|logo| (logo, self.logo_size(logo)));
        let beside = logo.map_or(0.0, |(_, (width, _))| width + self.scale.room(12.0));
        let lines = document.heading_lines.iter().filter(|line| !line.trim().is_empty());
        let text = lines.map(String::as_str).collect::<Vec<_>>().join("\n");
        let element = self.element(Role::Paragraph, ElementId::DOCUMENT);
        let letters = self.scale.running;
        let cell = self.cell_in(letters, &Text::from(text), element, (0.0, COLUMN.1 - beside), Ink::Muted);
        let number = self.next_row();
        let mut strips =
            row(number, vec![cell], &RowStyle { whole: usize::MAX, ..RowStyle::plain(letters, COLUMN) });
        if let Some((logo, (width, height))) = logo {
            let figure = self.element(Role::Figure, ElementId::DOCUMENT);
            if let Some(element) = self.elements.get_mut(figure.0) {
                element.alternative = Some(logo.alternative.as_str().into());
            }
            let x = COLUMN.0 + COLUMN.1 - width;
            let shape = Shape::Picture { x, y: 0.0, width, height, picture: logo.clone() };
            let taken: f32 = strips.iter().map(|strip| strip.height).sum();
            let mut below = rule(number, (COLUMN.0, 0.0), 0.0, (height - taken).max(0.0), Ink::Text);
            below.items.clear();
            strips.push(below);
            // Read after the lines it stands beside.
            let item = Item { tag: Tag::Content(figure), shape };
            strips.iter_mut().take(1).for_each(|strip| strip.items.push((2, item.clone())));
        }
        for strip in strips.iter_mut().skip(1) {
            strip.join = super::strips::Join::Glued;
        }
        if !strips.is_empty() {
            self.push(strips);
            self.leave(12.0);
        }
    }

    /// The size at which a logo is printed: as large as fits, its proportions kept.
    #[expect(clippy::cast_precision_loss, reason = "at most 4000 pixels")]
    fn logo_size(&self, logo: &Picture) -> (f32, f32) {
        let (width, height) = (logo.pixels.0.max(1) as f32, logo.pixels.1.max(1) as f32);
        let scale =
            (self.scale.room(LOGO.0) / height).min(self.scale.room(LOGO.1).min(COLUMN.1 / 2.0) / width);
        (width * scale, height * scale)
    }

    /// Title and header lines, closed by a line.
    pub(super) fn title(&mut self, document: &Document) {
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

    /// The parts of the first level, each leading to its heading; `pages` says on which page each one begins.
    pub(super) fn contents(&mut self, document: &Document, pages: &[usize]) {
        let parts = document.blocks.iter().filter_map(|block| match block {
            Block::Heading(Level::One, text) if !text.is_empty() => Some(text),
            _ => None,
        });
        let list = self.element(Role::Contents, ElementId::DOCUMENT);
        let letters = self.scale.body;
        let numbers = self.width(&Text::from("0000"), letters);
        for (index, text) in parts.enumerate() {
            let element = self.element(Role::ContentsEntry, list);
            let link = Some(Link::Place(part_name(index)));
            let page = pages.get(index).map_or(String::new(), ToString::to_string);
            let runs = |text: &Text| text.runs().to_vec();
            let linked = runs(text).into_iter().fold(Text::default(), |text, run| {
                text.with(crate::papers::blocks::Run { link: link.clone(), strong: false, ..run })
            });
            let room = COLUMN.1 - numbers - self.scale.room(8.0);
            let held = self.element(Role::Span, element);
            let name = self.cell(&linked, held, (0.0, room), Ink::Text);
            let at = self.element(Role::Span, element);
            let at = self.cell(&Text::from(page), at, (COLUMN.1 - numbers, numbers), Ink::Muted);
            let gap = self.scale.room(if index == 0 { 8.0 } else { 1.0 });
            let style = RowStyle { gap, ..RowStyle::plain(letters, COLUMN) };
            self.row(vec![name, Cell { align: Align::Right, ..at }], &style);
        }
        self.leave(8.0);
    }

    /// What the law asks a paper to say, small, under a line; it stays together.
    pub(super) fn law_lines(&mut self, document: &Document) {
        if document.law_lines.iter().all(|line| line.trim().is_empty()) {
            return;
        }
        self.end_section();
        self.line_across();
        for line in &document.law_lines {
            let element = self.element(Role::Paragraph, ElementId::DOCUMENT);
            let style = RowStyle { gap: self.scale.room(2.0), ..RowStyle::plain(self.scale.running, COLUMN) };
            self.single(&Text::from(line.as_str()), element, &style, Ink::Muted);
        }
    }
}
