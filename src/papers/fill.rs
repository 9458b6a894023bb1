//! What a column of a table is for: to be read, to be filled in, or to stand only in a sheet.

/// What a column is for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Part {
    /// To be read, in every format.
    #[default]
    Read,
    /// Only where tables stand without the text around them: a workbook, a list.
    Sheet,
    /// To be filled in and sent back: a workbook, a Word document, a list.
    Fill(Fill),
}

/// What is filled in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fill {
    /// Words.
    Words,
    /// A day.
    Day,
    /// One of these.
    Choice(&'static [&'static str]),
}
