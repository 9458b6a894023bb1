//! What stands on every page around the text: marking, draft banner, running head, foot and page number.
//!
//! All of it is an artifact, except the draft banner on the first page: whoever has the paper read aloud is told
//! once.

use super::flow::{COLUMN, Flow};
use super::page::{Artifact, ElementId, Ink, Item, Page, Role};
use super::scale::{EDGE, MARGIN, PAGE};
use super::strips::{Cell, RowStyle, Strip, retag, row, rule};
use crate::papers::PaperError;
use crate::papers::blocks::{Align, Text};
use crate::papers::document::Document;

/// What surrounds the text, measured.
pub struct Frame {
    /// Where the text of a page begins.
    pub top: f32,
    /// Where it ends.
    pub bottom: f32,
    foot_top: f32,
    first: Vec<Strip>,
    later: Vec<Strip>,
    foot: Vec<Strip>,
}

impl Frame {
    /// Measures header and footer. Called before anything else is added to the flow, so that the banner is read
    /// first.
    ///
    /// # Errors
    /// [`PaperError::NoRoom`] if less than half of the page is left.
    pub fn measure(flow: &mut Flow, document: &Document) -> Result<Self, PaperError> {
        let mut first = marking(flow, document);
        let mut later = first.clone();
        if document.draft {
            let banner = banner(flow);
            first.extend(banner.clone());
            later.extend(artifacts(banner, Artifact::Header));
        }
        later.extend(artifacts(running_head(flow, document), Artifact::Header));
        let foot = foot(flow, document);
        let (head_height, foot_height) = (height(&later).max(height(&first)), height(&foot));
        let top = MARGIN.max(EDGE + head_height + flow.scale.room(10.0));
        let bottom = (PAGE.1 - MARGIN).min(PAGE.1 - EDGE - foot_height - flow.scale.room(8.0));
        if bottom - top < PAGE.1 / 2.0 {
            return Err(PaperError::NoRoom);
        }
        Ok(Self { top, bottom, foot_top: PAGE.1 - EDGE - foot_height, first, later, foot })
    }

    /// Puts header, footer and page number on every page.
    pub fn surround(&self, flow: &mut Flow, pages: &mut [Page]) {
        let count = pages.len();
        for (index, page) in pages.iter_mut().enumerate() {
            let head = if index == 0 { &self.first } else { &self.later };
            let text = std::mem::replace(&mut page.items, placed(head, EDGE));
            page.items.extend(text);
            page.items.extend(placed(&self.foot, self.foot_top));
            let number = number(flow, &format!("Page {} of {count}", index + 1), Align::Right);
            page.items.extend(placed(&number, self.foot_top + lead(flow)));
        }
    }
}

fn marking(flow: &mut Flow, document: &Document) -> Vec<Strip> {
    let cell =
        running(flow, &Text::strong(document.marking.as_str()), (0.0, COLUMN.1), Align::Centre, Ink::Text);
    artifacts(row(0, vec![cell], &RowStyle::plain(flow.scale.running, COLUMN)), Artifact::Header)
}

fn banner(flow: &mut Flow) -> Vec<Strip> {
    let element = flow.element(Role::Paragraph, ElementId::DOCUMENT);
    let letters = flow.scale.running;
    let text = Text::strong(Document::DRAFT);
    let cell =
        Cell { align: Align::Centre, ..flow.cell_in(letters, &text, element, (0.0, COLUMN.1), Ink::Text) };
    let pad = flow.scale.room(2.5);
    let style = RowStyle {
        gap: flow.scale.room(3.0),
        inner: (pad, pad),
        panel: Some(Ink::Notice),
        ..RowStyle::plain(letters, COLUMN)
    };
    row(0, vec![cell], &style)
}

fn running_head(flow: &mut Flow, document: &Document) -> Vec<Strip> {
    let half = COLUMN.1 / 2.0;
    let gap = flow.scale.room(6.0);
    let title = Text::from(document.title.as_str());
    let lines = Text::from(document.header.join(" · "));
    let cells = if lines.is_empty() {
        vec![running(flow, &title, (0.0, COLUMN.1), Align::Left, Ink::Muted)]
    } else {
        vec![
            running(flow, &title, (0.0, half - gap), Align::Left, Ink::Muted),
            running(flow, &lines, (half, half), Align::Right, Ink::Muted),
        ]
    };
    let style = RowStyle {
        gap: flow.scale.room(3.0),
        inner: (0.0, flow.scale.room(2.5)),
        rule: Some((0.5, Ink::Hairline)),
        ..RowStyle::plain(flow.scale.running, COLUMN)
    };
    row(0, cells, &style)
}

fn foot(flow: &mut Flow, document: &Document) -> Vec<Strip> {
    let room = flow.width(&Text::from("Page 9999 of 9999"), flow.scale.running);
    let line = Text::from(document.footer.line());
    let cell = running(flow, &line, (0.0, COLUMN.1 - room - flow.scale.room(6.0)), Align::Left, Ink::Muted);
    let mut strips = vec![rule(0, COLUMN, 0.0, 0.5, Ink::Hairline)];
    let mut text = row(0, vec![cell], &RowStyle::plain(flow.scale.running, COLUMN));
    if text.is_empty() {
        // The page number stands here in any case.
        text = number(flow, "Page", Align::Left);
        text.iter_mut().for_each(|strip| strip.items.clear());
    }
    if let Some(first) = text.first_mut() {
        first.gap = flow.scale.room(3.0);
    }
    strips.extend(text);
    strips.extend(marking(flow, document));
    artifacts(strips, Artifact::Footer)
}

/// From the top of the foot to its first line of text.
fn lead(flow: &Flow) -> f32 {
    0.5 + flow.scale.room(3.0)
}

fn number(flow: &mut Flow, text: &str, align: Align) -> Vec<Strip> {
    let cell = running(flow, &Text::from(text), (0.0, COLUMN.1), align, Ink::Muted);
    artifacts(row(0, vec![cell], &RowStyle::plain(flow.scale.running, COLUMN)), Artifact::Footer)
}

fn running(flow: &mut Flow, text: &Text, place: (f32, f32), align: Align, ink: Ink) -> Cell {
    let letters = flow.scale.running;
    Cell { align, ..flow.cell_in(letters, text, ElementId::DOCUMENT, place, ink) }
}

fn artifacts(mut strips: Vec<Strip>, artifact: Artifact) -> Vec<Strip> {
    for strip in &mut strips {
        retag(strip, artifact);
    }
    strips
}

fn height(strips: &[Strip]) -> f32 {
    strips.iter().map(|strip| strip.gap + strip.height).sum()
}

/// The items of strips stacked from a height downwards.
fn placed(strips: &[Strip], top: f32) -> Vec<Item> {
    let mut y = top;
    let mut items = Vec::new();
    for strip in strips {
        y += strip.gap;
        items.extend(strip.items.iter().map(|(_, item)| {
            let mut item = item.clone();
            item.lower(y);
            item
        }));
        y += strip.height;
    }
    items
}
