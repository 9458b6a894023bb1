//! Text to spans: each run with the element it belongs to.
//!
//! Where a run leads somewhere or is in another language every run becomes an element of its own, because an element
//! holds either elements or text.

use super::atoms::Span;
use super::drawn::points;
use super::flow::Flow;
use super::lines::{natural_width, widest_stretch};
use super::page::{ElementId, Role};
use super::scale::Type;
use crate::papers::blocks::{Run, Text};

impl Flow {
    /// The spans of a text that is part of `holder`.
    pub fn spans(&mut self, text: &Text, holder: ElementId) -> Vec<Span> {
        let apart = |run: &Run| run.language.is_some() || run.link.is_some();
        let split = text.runs().iter().any(apart);
        text.runs()
            .iter()
            .map(|run| span(run, if split { self.part_of(run, holder) } else { holder }))
            .collect()
    }

    fn part_of(&mut self, run: &Run, holder: ElementId) -> ElementId {
        let role = if run.link.is_some() { Role::Link } else { Role::Span };
        let id = self.element(role, holder);
        if let Some(element) = self.elements.get_mut(id.0) {
            element.language.clone_from(&run.language);
            element.link.clone_from(&run.link);
        }
        id
    }

    /// The width of text on one line.
    pub fn width(&mut self, text: &Text, letters: Type) -> f32 {
        points(natural_width(&mut self.shaper, &loose(text)), letters.size)
    }

    /// The width text needs so that no word is broken.
    pub fn least_width(&mut self, text: &Text, letters: Type) -> f32 {
        points(widest_stretch(&mut self.shaper, &loose(text)), letters.size)
    }
}

/// Spans that are only measured.
fn loose(text: &Text) -> Vec<Span> {
    text.runs().iter().map(|run| span(run, ElementId::DOCUMENT)).collect()
}

fn span(run: &Run, element: ElementId) -> Span {
    Span { text: run.text.reveal().to_owned(), strong: run.strong, element }
}
