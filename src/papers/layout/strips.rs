//! Strips: what is put on pages. A strip is as wide as the text and is never cut; a row of cells becomes one strip
//! for each line its cells have in common, so paragraphs, list entries, labelled facts and table rows all break over
//! pages by the same rules.
//!
//! A strip's items are placed from its own upper edge and the page's left edge.

use std::rc::Rc;

use super::bidi::is_left;
use super::drawn::{Ink, SetText, Shape, points};
use super::lines::Line;
use super::page::{Artifact, Item, Tag};
use super::scale::Type;
use crate::papers::blocks::Align;

/// How a strip hangs on the one above it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Join {
    /// A page may end between them.
    Free,
    /// They stay on one page.
    Glued,
    /// It starts a new page.
    NewPage,
}

/// A strip.
#[derive(Clone, Debug)]
pub struct Strip {
    /// How high.
    pub height: f32,
    /// Room above it, left out at the head of a page.
    pub gap: f32,
    /// Room above it where it starts a page below a repeated head: its row began on the page before.
    pub resume: f32,
    /// How it hangs on the one above.
    pub join: Join,
    /// The row it is part of; rows are numbered from the start of the document.
    pub row: usize,
    /// What it shows, each with its lane: a row is read lane by lane, not line by line.
    pub items: Vec<(usize, Item)>,
    /// Put above it again where it starts a page: the head of its table.
    pub head: Option<Rc<Vec<Strip>>>,
}

impl Strip {
    /// Whether it shows any text.
    pub fn speaks(&self) -> bool {
        self.items.iter().any(|(_, item)| matches!(item.shape, Shape::Text(_)))
    }
}

/// The lane of what lies behind the text.
const BEHIND: usize = 0;
/// The lane of what is drawn after it.
const AFTER: usize = usize::MAX;

/// A cell of a row: lines between two edges.
#[derive(Debug)]
pub struct Cell {
    /// The lines.
    pub lines: Vec<Line>,
    /// Left edge.
    pub x: f32,
    /// How wide.
    pub width: f32,
    /// Where its lines stand.
    pub align: Align,
    /// Its colour.
    pub ink: Ink,
}

/// How a row looks and breaks.
#[derive(Clone, Debug)]
pub struct RowStyle {
    /// Size and distance of its lines.
    pub letters: Type,
    /// Room above the row, left out at the head of a page.
    pub gap: f32,
    /// Room inside the row, above and below its lines.
    pub inner: (f32, f32),
    /// Left edge and width of panel and rule.
    pub span: (f32, f32),
    /// Behind the row.
    pub panel: Option<Ink>,
    /// A bar at the left edge of the panel: how wide.
    pub edge: f32,
    /// Below the row: how thick.
    pub rule: Option<(f32, Ink)>,
    /// A row of at most this many lines is not broken over pages.
    pub whole: usize,
}

impl RowStyle {
    /// Plain lines: no inner room, panel or rule; no line of the first or last two stands alone on a page.
    pub fn plain(letters: Type, span: (f32, f32)) -> Self {
        Self { letters, gap: 0.0, inner: (0.0, 0.0), span, panel: None, edge: 0.0, rule: None, whole: 3 }
    }
}

/// Makes the strips of a row; a row without text has one, empty, unless nothing would be seen of it.
pub fn row(number: usize, cells: Vec<Cell>, style: &RowStyle) -> Vec<Strip> {
    let count = cells.iter().map(|cell| cell.lines.len()).max().unwrap_or_default();
    if count == 0 && style.panel.is_none() && style.rule.is_none() {
        return Vec::new();
    }
    let count = count.max(1);
    let mut strips: Vec<Strip> = (0..count).map(|line| strip(number, line, count, style)).collect();
    for (lane, cell) in cells.into_iter().enumerate() {
        for (strip, (index, line)) in strips.iter_mut().zip(cell.lines.into_iter().enumerate()) {
            let top = if index == 0 { style.inner.0 } else { 0.0 };
            let slack = cell.width - points(line.width, style.letters.size);
            let x = match cell.align {
                Align::Left => cell.x,
                Align::Centre => cell.x + slack / 2.0,
                Align::Right => cell.x + slack,
            };
            set(strip, lane + 1, line, (x, top), style.letters, cell.ink);
        }
    }
    strips
}

fn strip(row: usize, line: usize, count: usize, style: &RowStyle) -> Strip {
    let (first, last) = (line == 0, line + 1 == count);
    let mut height = style.letters.leading;
    height += if first { style.inner.0 } else { 0.0 } + if last { style.inner.1 } else { 0.0 };
    let lonely = line == 1 || line + 1 == count;
    let join = if !first && (count <= style.whole || lonely) { Join::Glued } else { Join::Free };
    let mut items = Vec::new();
    let (x, width) = style.span;
    let mut decorate =
        |lane, shape| items.push((lane, Item { tag: Tag::Artifact(Artifact::Decoration), shape }));
    if let Some(ink) = style.panel {
        decorate(BEHIND, Shape::Panel { x, y: 0.0, width, height, ink });
    }
    if style.edge > 0.0 {
        decorate(BEHIND, Shape::Panel { x, y: 0.0, width: style.edge, height, ink: Ink::Edge });
    }
    if let Some((thickness, ink)) = style.rule.filter(|_| last) {
        decorate(AFTER, Shape::Rule { x, y: height, width, thickness, ink });
    }
    let (gap, resume) = if first { (style.gap, 0.0) } else { (0.0, style.inner.0) };
    Strip { height, gap, resume, join, row, items, head: None }
}

fn set(strip: &mut Strip, lane: usize, line: Line, (mut x, top): (f32, f32), letters: Type, ink: Ink) {
    // Capitals of the face are 0.714 of its size high: this centres them between the leading's edges.
    let y = top + letters.leading / 2.0 + letters.size * 0.357;
    let mut places = vec![x; line.fragments.len()];
    for index in line.order() {
        if let (Some(place), Some(fragment)) = (places.get_mut(index), line.fragments.get(index)) {
            *place = x;
            x += points(fragment.width, letters.size);
        }
    }
    for (fragment, x) in line.fragments.into_iter().zip(places) {
        let text = SetText {
            x,
            y,
            size: letters.size,
            face: fragment.face,
            ink,
            text: fragment.text.into(),
            glyphs: fragment.glyphs,
            leftwards: is_left(fragment.level),
        };
        strip.items.push((lane, Item { tag: Tag::Content(fragment.element), shape: Shape::Text(text) }));
    }
}

/// The strips of a table's head as they are put on a further page: drawn again, not said again.
pub fn repeated(head: &[Strip]) -> Vec<Strip> {
    let mut head = head.to_vec();
    for strip in &mut head {
        retag(strip, Artifact::Repeated);
        strip.gap = 0.0;
    }
    head
}

/// Makes all of a strip an artifact.
pub fn retag(strip: &mut Strip, artifact: Artifact) {
    for (_, item) in &mut strip.items {
        item.tag = Tag::Artifact(artifact);
    }
}

/// A line across the page, as a strip of its own.
pub fn rule(number: usize, span: (f32, f32), gap: f32, thickness: f32, ink: Ink) -> Strip {
    let shape = Shape::Rule { x: span.0, y: thickness / 2.0, width: span.1, thickness, ink };
    let item = Item { tag: Tag::Artifact(Artifact::Decoration), shape };
    Strip {
        height: thickness,
        gap,
        resume: 0.0,
        join: Join::Free,
        row: number,
        items: vec![(AFTER, item)],
        head: None,
    }
}
