//! What is drawn: text, lines, panels, pictures, in the coordinates of [`super::page`].

use crate::domain::private::Private;
use crate::papers::Picture;
use crate::papers::fonts::Face;

/// What is drawn.
#[derive(Clone, Debug, PartialEq)]
pub enum Shape {
    /// Text.
    Text(SetText),
    /// A line to the right.
    Rule {
        /// Left end.
        x: f32,
        /// Its middle.
        y: f32,
        /// How long.
        width: f32,
        /// How thick.
        thickness: f32,
        /// Its colour.
        ink: Ink,
    },
    /// A filled rectangle.
    Panel {
        /// Left edge.
        x: f32,
        /// Upper edge.
        y: f32,
        /// How wide.
        width: f32,
        /// How high.
        height: f32,
        /// Its colour.
        ink: Ink,
    },
    /// A line through points.
    Path {
        /// The points, at least two.
        points: Vec<(f32, f32)>,
        /// How thick.
        thickness: f32,
        /// Lengths of strokes and gaps; none for a line without gaps.
        dashes: &'static [f32],
        /// Its colour.
        ink: Ink,
    },
    /// A picture.
    Picture {
        /// Left edge.
        x: f32,
        /// Upper edge.
        y: f32,
        /// How wide.
        width: f32,
        /// How high.
        height: f32,
        /// What is shown.
        picture: Picture,
    },
}

impl Shape {
    /// Moves it down the page.
    pub(super) fn lower(&mut self, by: f32) {
        match self {
            Self::Text(text) => text.y += by,
            Self::Rule { y, .. } | Self::Panel { y, .. } | Self::Picture { y, .. } => *y += by,
            Self::Path { points, .. } => points.iter_mut().for_each(|point| point.1 += by),
        }
    }

    /// Left, upper, right and lower edge, roughly.
    pub fn edges(&self) -> (f32, f32, f32, f32) {
        match self {
            Self::Text(text) => (text.x, text.y - text.size, text.x + text.width(), text.y + text.size * 0.3),
            &Self::Rule { x, y, width, thickness, .. } => (x, y - thickness, x + width, y + thickness),
            &Self::Panel { x, y, width, height, .. } | &Self::Picture { x, y, width, height, .. } => {
                (x, y, x + width, y + height)
            }
            Self::Path { points, .. } => {
                points.iter().fold(NOWHERE, |edges, &(x, y)| around(edges, (x, y, x, y)))
            }
        }
    }
}

/// Edges of nothing.
pub const NOWHERE: (f32, f32, f32, f32) = (f32::MAX, f32::MAX, f32::MIN, f32::MIN);

/// Edges around both.
pub fn around(one: (f32, f32, f32, f32), other: (f32, f32, f32, f32)) -> (f32, f32, f32, f32) {
    (one.0.min(other.0), one.1.min(other.1), one.2.max(other.2), one.3.max(other.3))
}

/// Text in one face, at its place.
#[derive(Clone, Debug, PartialEq)]
pub struct SetText {
    /// Left end of the baseline.
    pub x: f32,
    /// The baseline.
    pub y: f32,
    /// Size.
    pub size: f32,
    /// The face.
    pub face: Face,
    /// Its colour.
    pub ink: Ink,
    /// What it says, in the order it is read.
    pub text: Private,
    /// The glyphs that say it, from left to right.
    pub glyphs: Vec<Glyph>,
    /// Read from right to left.
    pub leftwards: bool,
}

impl SetText {
    /// How wide.
    pub fn width(&self) -> f32 {
        let units: i32 = self.glyphs.iter().map(|glyph| glyph.advance).sum();
        points(units, self.size)
    }

    /// The letters each glyph stands for, glyphs from left to right; the marks of a letter that has no glyph of its own
    /// follow it.
    pub fn letters(&self) -> impl Iterator<Item = (&Glyph, &str)> {
        let text = self.text.reveal();
        let glyph = |index: Option<usize>| index.and_then(|index| self.glyphs.get(index));
        self.glyphs.iter().enumerate().map(move |(index, here)| {
            let next = if self.leftwards { index.checked_sub(1) } else { index.checked_add(1) };
            let end = glyph(next).map_or(text.len(), |next| next.at);
            (here, text.get(here.at..end).unwrap_or_default())
        })
    }
}

/// A glyph of a face.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Glyph {
    /// Its number in the face.
    pub id: u16,
    /// How far the next one stands, in thousandths of the size.
    pub advance: i32,
    /// Shift to the right, in thousandths of the size.
    pub dx: i32,
    /// Shift **upwards**, in thousandths of the size.
    pub dy: i32,
    /// Where its letters begin in the text.
    pub at: usize,
}

/// A colour by its use. All text colours have a contrast of at least 7 to 1 on white and 4.5 to 1 on any panel.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ink {
    /// Text.
    Text,
    /// Labels, running heads.
    Muted,
    /// Headings.
    Accent,
    /// Lines between rows.
    Hairline,
    /// Behind table heads.
    Panel,
    /// Behind notes.
    Notice,
    /// Behind the draft banner.
    Draft,
    /// The edge of a note.
    Edge,
    /// The first, second, third and fourth series of a chart, then the first again: at least 3 to 1 on white.
    Series(u8),
}

/// Thousandths of a size in points.
#[expect(clippy::cast_precision_loss, reason = "a page is some hundred thousand units wide, exact in f32")]
pub fn points(units: i32, size: f32) -> f32 {
    units as f32 * size / 1000.0
}
