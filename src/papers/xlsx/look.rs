//! How the cells of a workbook look.

use rust_xlsxwriter::{Color, Format, FormatAlign, FormatBorder};

use crate::papers::fill::Part;

/// Ground of a head, of the head of a column to be filled in, and of its cells.
const HEAD: Color = Color::RGB(0x00E7_E7E7);
const FILL_HEAD: Color = Color::RGB(0x00F2_E3B3);
const FILL: Color = Color::RGB(0x00FF_FBEB);

/// The formats of cells.
pub struct Look {
    /// Marking and title.
    pub title: Format,
    /// Forum, date and recipient.
    pub quiet: Format,
    /// The head of a column.
    pub head: Format,
    fill_head: Format,
    /// Text.
    pub text: Format,
    /// A figure.
    pub figure: Format,
    /// A day: 26/11/2026.
    pub day: Format,
    /// A day: Thu 26 Nov 2026.
    pub named_day: Format,
    /// Words to be filled in.
    pub fill: Format,
    /// A day to be filled in.
    pub fill_day: Format,
}

impl Look {
    /// The head of a column of some part; what is to be filled in says so by its ground and is named in the paper.
    pub const fn head_of(&self, part: Part) -> &Format {
        match part {
            Part::Fill(_) => &self.fill_head,
            Part::Read | Part::Sheet => &self.head,
        }
    }
}

impl Default for Look {
    fn default() -> Self {
        let cell = || {
            let cell = Format::new().set_align(FormatAlign::Top).set_text_wrap();
            cell.set_border(FormatBorder::Thin).set_border_color(Color::RGB(0x00A6_A6A6))
        };
        let head = |ground: Color| cell().set_bold().set_background_color(ground);
        let fill = || cell().set_background_color(FILL).set_unlocked();
        Self {
            title: Format::new().set_bold(),
            quiet: Format::new(),
            head: head(HEAD),
            fill_head: head(FILL_HEAD),
            text: cell(),
            figure: cell(),
            day: cell().set_num_format("dd/mm/yyyy").set_align(FormatAlign::Left),
            named_day: cell().set_num_format("ddd d mmm yyyy").set_align(FormatAlign::Left),
            // Text stays as it is typed: a phone number keeps its nought, and "=" at the start is no formula.
            fill: fill().set_num_format("@"),
            fill_day: fill().set_num_format("dd/mm/yyyy").set_align(FormatAlign::Left),
        }
    }
}
