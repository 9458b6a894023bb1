//! What stands on every page around the text: marking, draft banner, running head, foot and page number.
//!
//! All of it is an artifact, not read aloud, except the draft banner on the first page: whoever has the paper read aloud is told
//! once.

use super::drawn::{Ink, Shape};
use super::flow::{COLUMN, Flow};
use super::page::{Artifact, Element, ElementId, Item, Page, Role, Tag, heading};
use super::scale::{EDGE, MARGIN, PAGE};
use super::strips::{Cell, RowStyle, Strip, retag, row, rule};
use crate::papers::PaperError;
use crate::papers::blocks::{Align, Text};
use crate::papers::document::Document;

/// What surrounds the text, measured.
pub struct Frame {
    /// Where the text of the first page and of a later one begins.
    pub tops: (f32, f32),
    /// Where it ends.
    pub bottom: f32,
    foot_top: f32,
    first: Vec<Strip>,
    later: Vec<Strip>,
    /// The running head of a page that starts with a part of its own.
    head: Vec<Strip>,
    /// What a running head says besides title or part, and whether it does so below it.
    lines: Text,
    stacked: bool,
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
        let stacked = flow.width(&lines, flow.scale.running) > COLUMN.1 * BESIDE;
        let head = running_head(flow, &title, &lines, stacked);
        let foot = foot(flow, document);
        let foot_height = height(&foot);
        let below = |header: f32| MARGIN.max(EDGE + header + flow.scale.room(10.0));
        let (first_top, top) = (below(height(&first)), below(height(&later) + height(&head)));
        let bottom = (PAGE.1 - MARGIN).min(PAGE.1 - EDGE - foot_height - flow.scale.room(8.0));
        if bottom - top < PAGE.1 / 2.0 {
            return Err(PaperError::NoRoom);
        }
        Ok(Self {
            tops: (first_top, top),
            bottom,
            foot_top: PAGE.1 - EDGE - foot_height,
            first,
            later,
            head,
            lines,
            stacked,
            foot,
        })
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

    /// The running head of a page that goes on with a part: a long name is cut to one line.
    fn continued(&self, flow: &mut Flow, part: &str) -> Vec<Strip> {
        let room = match flow.width(&self.lines, flow.scale.running) {
            _ if self.stacked => COLUMN.1,
            lines => COLUMN.1 - lines - flow.scale.room(GAP),
        };
        let mut words: Vec<&str> = part.split(' ').collect();
        let mut text = Text::from(format!("{part}, continued"));
        while flow.width(&text, flow.scale.running) > room && words.len() > 1 {
            words.pop();
            text = Text::from(format!("{} …, continued", words.join(" ")));
        }
        let strips = running_head(flow, &text, &self.lines, self.stacked);
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
        panel: Some(Ink::Draft),
        ..RowStyle::plain(letters, COLUMN)
    };
    row(0, vec![cell], &style)
}

/// Between what stands left and right in a running head, for 10 point text.
const GAP: f32 = 12.0;
/// Lines that take more than this share of the width stand below, not beside: our default.
const BESIDE: f32 = 0.55;

fn running_head(flow: &mut Flow, left: &Text, right: &Text, stacked: bool) -> Vec<Strip> {
    let beside = flow.width(right, flow.scale.running) + 0.1;
    let style = RowStyle { gap: flow.scale.room(3.0), ..RowStyle::plain(flow.scale.running, COLUMN) };
    let closed =
        RowStyle { inner: (0.0, flow.scale.room(2.5)), rule: Some((0.5, Ink::Hairline)), ..style.clone() };
    let strips = if stacked || right.is_empty() {
        let left = running(flow, left, (0.0, COLUMN.1), Align::Left, Ink::Muted);
        let right = running(flow, right, (0.0, COLUMN.1), Align::Left, Ink::Muted);
        let mut strips = row(0, vec![left], if right.lines.is_empty() { &closed } else { &style });
        if !right.lines.is_empty() {
            strips.extend(row(0, vec![right], &RowStyle { gap: 0.0, ..closed }));
        }
        strips
    } else {
        let room = COLUMN.1 - beside - flow.scale.room(GAP);
        let left = running(flow, left, (0.0, room), Align::Left, Ink::Muted);
        let right = running(flow, right, (COLUMN.1 - beside, beside), Align::Right, Ink::Muted);
        row(0, vec![left, right], &closed)
    };
    artifacts(strips, Artifact::Header)
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
            item.shape.lower(y);
            item
        }));
        y += strip.height;
    }
    items
}
