//! Strips to pages: each page is filled as far as the joins allow.
//!
//! Strips that are glued together move as one; only a stack higher than a whole page is cut where it must be.

use super::drawn::Shape;
use super::page::{Item, Page};
use super::strips::{Join, Strip};

/// Fills pages from a height, on the first page from one of its own and not lower, down to another. There is at
/// least one page.
pub fn paginate(strips: Vec<Strip>, (first, top): (f32, f32), bottom: f32) -> Vec<Page> {
    let mut filler = Filler {
        start: first,
        top,
        bottom,
        y: first,
        pages: Vec::new(),
        page: Page::default(),
        row: Vec::new(),
        at: 0,
    };
    let mut stack: Vec<Strip> = Vec::new();
    for strip in strips {
        if strip.join != Join::Glued {
            filler.place_stack(std::mem::take(&mut stack));
        }
        stack.push(strip);
    }
    filler.place_stack(stack);
    filler.finish()
}

struct Filler {
    /// Where this page starts.
    start: f32,
    /// Where the pages after it do.
    top: f32,
    bottom: f32,
    y: f32,
    pages: Vec<Page>,
    page: Page,
    /// The items of the row being placed, by lane.
    row: Vec<(usize, Item)>,
    /// The number of that row.
    at: usize,
}

/// Heights are sums of fractions: what is over by less than this fits.
const TOLERANCE: f32 = 0.01;

impl Filler {
    fn place_stack(&mut self, stack: Vec<Strip>) {
        let Some(first) = stack.first() else { return };
        if first.join == Join::NewPage && !self.at_top() {
            self.end_page();
        }
        let head: f32 = head_height(first);
        let height: f32 = stack.iter().map(|strip| strip.height + strip.gap).sum::<f32>() - first.gap;
        if head + height > self.bottom - self.top {
            if !self.at_top() {
                self.end_page();
            }
            for strip in stack {
                self.place_whole(vec![strip]);
            }
        } else {
            self.place_whole(stack);
        }
    }

    /// Places strips that fit on one page.
    fn place_whole(&mut self, stack: Vec<Strip>) {
        let Some(first) = stack.first() else { return };
        let height: f32 = stack.iter().map(|strip| strip.height + strip.gap).sum();
        if !self.at_top() && self.y + height > self.bottom + TOLERANCE {
            self.end_page();
        }
        if self.at_top()
            && let Some(head) = first.head.clone()
        {
            let resume = first.resume;
            for strip in head.iter() {
                self.place(strip.clone());
            }
            self.y += resume;
        }
        for strip in stack {
            self.place(strip);
        }
    }

    fn place(&mut self, strip: Strip) {
        if strip.row != self.at {
            self.end_row();
            self.at = strip.row;
        }
        if !self.at_top() {
            self.y += strip.gap;
        }
        for (lane, mut item) in strip.items {
            item.shape.lower(self.y);
            self.row.push((lane, item));
        }
        self.y += strip.height;
    }

    fn at_top(&self) -> bool {
        self.y <= self.start
    }

    fn end_row(&mut self) {
        self.row.sort_by_key(|(lane, _)| *lane);
        for (_, item) in self.row.drain(..) {
            if !self.page.items.last_mut().is_some_and(|last| last.extend(&item)) {
                self.page.items.push(item);
            }
        }
    }

    fn end_page(&mut self) {
        self.end_row();
        self.pages.push(std::mem::take(&mut self.page));
        self.start = self.top;
        self.y = self.top;
    }

    fn finish(mut self) -> Vec<Page> {
        self.end_row();
        if !self.page.items.is_empty() || self.pages.is_empty() {
            self.pages.push(self.page);
        }
        self.pages
    }
}

fn head_height(strip: &Strip) -> f32 {
    strip.head.as_ref().map_or(0.0, |head| head.iter().map(|strip| strip.height).sum::<f32>() + strip.resume)
}

impl Item {
    /// Lengthens a panel by the one that continues it below, so that no seam shows between them.
    fn extend(&mut self, next: &Self) -> bool {
        match (&mut self.shape, &next.shape) {
            (
                Shape::Panel { x, y, width, height, ink },
                Shape::Panel { x: next_x, y: next_y, width: next_width, height: next_height, ink: next_ink },
            ) if self.tag == next.tag
                && (*x, *width, *ink) == (*next_x, *next_width, *next_ink)
                && (*y + *height - next_y).abs() < TOLERANCE =>
            {
                *height += next_height;
                true
            }
            _ => false,
        }
    }
}
