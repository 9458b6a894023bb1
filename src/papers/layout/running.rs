//! What stands on every page around the text: marking, draft banner, running head, foot and page number.
//!
//! All of it is an artifact, not read aloud, except the draft banner on the first page: whoever has the paper read aloud is told
//! once.

use super::flow::{COLUMN, Flow};
use super::page::{Artifact, Element, ElementId, Ink, Item, Page, Role, Shape, Tag, heading};
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
    /// The running head of a page that starts with a part of its own.
    head: Vec<Strip>,
    /// What a running head says on the right.
    lines: Text,
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
        let title = Text::from(document.title.as_str());
        let lines = Text::from(document.header.join(" · "));
        let head = running_head(flow, &title, &lines);
        let foot = foot(flow, document);
        let (head_height, foot_height) = (height(&later) + height(&head), height(&foot));
        let top = MARGIN.max(EDGE + head_height + flow.scale.room(10.0));
        let bottom = (PAGE.1 - MARGIN).min(PAGE.1 - EDGE - foot_height - flow.scale.room(8.0));
        if bottom - top < PAGE.1 / 2.0 {
            return Err(PaperError::NoRoom);
        }
        Ok(Self { top, bottom, foot_top: PAGE.1 - EDGE - foot_height, first, later, head, lines, foot })
    }

    /// Puts header, footer and page number on every page. A page that goes on with a part begun before names it in
    /// place of the title, so that a page that has come loose can be put back.
    pub fn surround(&self, flow: &mut Flow, pages: &mut [Page]) {
        let count = pages.len();
        let parts = parts(&flow.elements, pages);
        for (index, (page, part)) in pages.iter_mut().zip(parts).enumerate() {
            let mut header = placed(if index == 0 { &self.first } else { &self.later }, EDGE);
            if index > 0 {
                let head = match part {
                    Some(part) => self.continued(flow, &part),
                    None => self.head.clone(),
                };
                header.extend(placed(&head, EDGE + height(&self.later)));
            }
            header.append(&mut page.items);
            page.items = header;
            page.items.extend(placed(&self.foot, self.foot_top));
            let number = number(flow, &format!("Page {} of {count}", index + 1), Align::Right);
            page.items.extend(placed(&number, self.foot_top + lead(flow)));
        }
    }

    /// The running head of a page that goes on with a part, in one line: a long name is cut.
    fn continued(&self, flow: &mut Flow, part: &str) -> Vec<Strip> {
        let room = COLUMN.1 / if self.lines.is_empty() { 1.0 } else { 2.0 } - flow.scale.room(6.0);
        let mut words: Vec<&str> = part.split(' ').collect();
        let mut text = Text::from(format!("{part}, continued"));
        while flow.width(&text, flow.scale.running) > room && words.len() > 1 {
            words.pop();
            text = Text::from(format!("{} …, continued", words.join(" ")));
        }
        let strips = running_head(flow, &text, &self.lines);
        if height(&strips) > height(&self.head) { self.head.clone() } else { strips }
    }
}

/// For each page the part of the first level it goes on with, if it does not start with one.
fn parts(elements: &[Element], pages: &[Page]) -> Vec<Option<String>> {
    let mut part: Option<(ElementId, String)> = None;
    let mut parts = Vec::new();
    for page in pages {
        let mut begun = false;
        for item in &page.items {
            let (Tag::Content(element), Shape::Text(text)) = (item.tag, &item.shape) else { continue };
            let named = heading(elements, element).filter(|(_, depth)| *depth == 2).map(|(id, _)| id);
            if !std::mem::replace(&mut begun, true) {
                parts.push(part.as_ref().filter(|_| named.is_none()).map(|(_, name)| name.clone()));
            }
            match (named, &mut part) {
                (Some(id), Some((current, name))) if id == *current => {
                    name.push_str(text.text.reveal());
                }
                (Some(id), part) => *part = Some((id, text.text.reveal().to_owned())),
                (None, _) => {}
            }
        }
        if !begun {
            parts.push(None);
        }
    }
    parts
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

fn running_head(flow: &mut Flow, left: &Text, right: &Text) -> Vec<Strip> {
    let half = COLUMN.1 / 2.0;
    let gap = flow.scale.room(6.0);
    let cells = if right.is_empty() {
        vec![running(flow, left, (0.0, COLUMN.1), Align::Left, Ink::Muted)]
    } else {
        vec![
            running(flow, left, (0.0, half - gap), Align::Left, Ink::Muted),
            running(flow, right, (half, half), Align::Right, Ink::Muted),
        ]
    };
    let style = RowStyle {
        gap: flow.scale.room(3.0),
        inner: (0.0, flow.scale.room(2.5)),
        rule: Some((0.5, Ink::Hairline)),
        ..RowStyle::plain(flow.scale.running, COLUMN)
    };
    artifacts(row(0, cells, &style), Artifact::Header)
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
    let mut marking = marking(flow, document);
    if let Some(first) = marking.first_mut() {
        first.gap = flow.scale.room(2.0);
    }
    strips.extend(marking);
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
