//! Which rows of a case are in sight: a page key moves them, and something added brings its section into sight.

use std::cell::Cell;

/// A part of what is shown of a case, in order.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Section {
    /// Where the perpetrator is, safe contact, children, why the case is here, views, last time.
    Case,
    /// What was said.
    Information,
    /// Who is still to speak.
    ToSpeak,
    /// Risks.
    Risks,
    /// Actions.
    Actions,
    /// Notes.
    Notes,
    /// Decision and feedback.
    Decision,
}

/// Where one is in the rows of a case.
#[derive(Debug, Default)]
pub struct Scroll {
    top: Cell<usize>,
    height: Cell<usize>,
    follow: Option<Section>,
}

impl Scroll {
    /// Back to the first row.
    pub fn restart(&mut self) {
        *self = Self::default();
    }

    /// Moves a page up or down.
    pub fn page(&mut self, down: bool) {
        self.follow = None;
        let step = self.height.get().saturating_sub(2).max(1);
        let top = self.top.get();
        self.top.set(if down { top.saturating_add(step) } else { top.saturating_sub(step) });
    }

    /// Keeps the end of a section in sight.
    pub const fn follow(&mut self, section: Section) {
        self.follow = Some(section);
    }

    /// The rows in sight of those given by their sections.
    pub fn visible(&self, sections: &[Section], height: usize) -> std::ops::Range<usize> {
        self.height.set(height);
        let mut top = self.top.get().min(sections.len().saturating_sub(height));
        if let Some(end) = self.follow.and_then(|section| sections.iter().rposition(|row| *row == section)) {
            if end < top {
                top = end;
            } else if end >= top + height {
                top = (end + 1).saturating_sub(height);
            }
        }
        self.top.set(top);
        top..(top + height).min(sections.len())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_added_comes_into_sight_and_pages_stay_inside() {
        let mut sections = vec![Section::Case; 10];
        sections.extend([Section::Information; 10]);
        sections.extend([Section::Actions; 10]);
        let mut scroll = Scroll::default();
        assert_eq!(scroll.visible(&sections, 8), 0..8);
        scroll.follow(Section::Information);
        assert_eq!(scroll.visible(&sections, 8), 12..20);
        scroll.page(true);
        scroll.page(true);
        scroll.page(true);
        assert_eq!(scroll.visible(&sections, 8), 22..30);
        scroll.page(false);
        assert_eq!(scroll.visible(&sections, 8), 16..24);
        assert_eq!(scroll.visible(&sections, 0).len(), 0);
    }
}
