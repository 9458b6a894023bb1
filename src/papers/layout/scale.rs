//! Sizes and distances: one scale for a whole paper, in points. The figures are our default.

/// A size of text and the distance of its lines.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Type {
    /// Size of the letters.
    pub size: f32,
    /// From baseline to baseline.
    pub leading: f32,
}

/// A4, in points.
pub const PAGE: (f32, f32) = (595.276, 841.89);
/// 20 mm: text keeps this far from every edge.
pub const MARGIN: f32 = 56.693;
/// 10 mm: header and footer keep this far from the upper and lower edge.
pub const EDGE: f32 = 28.346;

/// The sizes of one paper.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Scale {
    /// Paragraphs, lists, facts.
    pub body: Type,
    /// Cells of tables.
    pub cell: Type,
    /// Header and footer.
    pub running: Type,
    /// The title.
    pub title: Type,
    /// Headings by level.
    pub headings: [Type; 3],
    /// A table row of at most this many lines is kept on one page.
    pub whole_row: usize,
}

impl Scale {
    /// 10 point text.
    pub const STANDARD: Self = Self {
        body: Type { size: 10.0, leading: 14.0 },
        cell: Type { size: 9.0, leading: 12.5 },
        running: Type { size: 8.5, leading: 11.5 },
        title: Type { size: 21.0, leading: 26.0 },
        headings: [
            Type { size: 15.0, leading: 19.0 },
            Type { size: 11.5, leading: 15.0 },
            Type { size: 10.0, leading: 14.0 },
        ],
        whole_row: 8,
    };

    /// 18 point text; nothing is smaller, so that large print holds for tables and page numbers too.
    pub const LARGE: Self = Self {
        body: Type { size: 18.0, leading: 25.0 },
        cell: Type { size: 18.0, leading: 24.0 },
        running: Type { size: 18.0, leading: 22.0 },
        title: Type { size: 28.0, leading: 34.0 },
        headings: [
            Type { size: 24.0, leading: 30.0 },
            Type { size: 20.5, leading: 27.0 },
            Type { size: 18.0, leading: 25.0 },
        ],
        whole_row: 4,
    };

    /// The scale asked for.
    pub fn new(large_print: bool) -> Self {
        if large_print { Self::LARGE } else { Self::STANDARD }
    }

    /// A distance given for 10 point text.
    pub fn room(&self, points: f32) -> f32 {
        points * self.body.size / 10.0
    }
}
