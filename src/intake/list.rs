//! A list read as forms: the heads first, then each row by itself.
//!
//! [`open`] takes lines from any reader and gives an iterator, so that a long list is never in memory as forms. A
//! kind of list is a [`Form`]: its vocabulary of heads and how it reads one row from [`Cells`].

use std::borrow::Cow;
use std::marker::PhantomData;

use jiff::civil::Date;
use thiserror::Error;

use super::fields::{Fault, unknown};
use super::heads::{Heads, Known, LOOKED, Slot, Told, Vocabulary};
use super::{IntakeError, Line};
use crate::domain::calendar::{DateError, Expect, read_date};
use crate::domain::private::Private;
use crate::domain::referral::Problem;
use crate::domain::text::{clean, clean_lines};

/// A kind of list.
pub trait Form: Sized {
    /// Its fields.
    type Field: Copy + Eq + 'static;

    /// The heads its fields are known by.
    const HEADS: Vocabulary<Self::Field>;

    /// Fields of which a list must have one.
    const NAMING: &'static [Self::Field];

    /// The label of a field, as people see it.
    fn label(field: Self::Field) -> &'static str;

    /// Whether the text of a field runs over lines.
    fn is_long(_field: Self::Field) -> bool {
        false
    }

    /// Whether a form has the field for each of several people.
    fn repeats(_field: Self::Field) -> bool {
        false
    }

    /// Its vocabulary by what each head means, made once.
    fn known() -> &'static Known<Self::Field>;

    /// Reads one row.
    ///
    /// # Errors
    /// Only where the row names nobody: why, and what to do, in words.
    fn read(cells: Cells<'_, Self::Field>) -> Result<Self, &'static str>;
}

/// A row read or refused.
#[derive(Clone, Debug, PartialEq)]
pub struct Row<T> {
    /// Row as a spreadsheet numbers it.
    pub row: u32,
    /// The form, or why there is none.
    pub read: Result<T, Refusal>,
}

/// A row that could not be taken in.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error("{file}, row {row}: {reason}")]
pub struct Refusal {
    /// The file, as the user called it.
    pub file: String,
    /// Row as a spreadsheet numbers it.
    pub row: u32,
    /// Why, and what to do.
    pub reason: &'static str,
}

/// The rows of a list, one form each.
pub struct Rows<T: Form, I> {
    file: String,
    pub(super) heads: Heads<T::Field>,
    /// Lines that are not blank down to the heads, theirs included.
    pub(super) above: usize,
    lines: std::iter::Chain<std::vec::IntoIter<Line>, I>,
    today: Date,
    form: PhantomData<T>,
}

/// Opens a list of known heads. `file` is what the user calls it, for messages.
///
/// # Errors
/// When there is nothing in it, or no row of heads.
pub fn open<T: Form, I: Iterator<Item = Line>>(
    file: &str,
    lines: I,
    today: Date,
) -> Result<Rows<T, I>, IntakeError> {
    open_told(file, lines, today, &[])?.named()
}

/// Opens a list of which some heads were told. Where no head is known the first wide row is taken for them, so that
/// they can be shown and told.
pub(super) fn open_told<T: Form, I: Iterator<Item = Line>>(
    file: &str,
    mut lines: I,
    today: Date,
    told: &[Told<T::Field>],
) -> Result<Rows<T, I>, IntakeError> {
    let mut first: Vec<Line> = lines.by_ref().filter(|line| !line.is_blank()).take(LOOKED).collect();
    if first.is_empty() {
        return Err(IntakeError::Empty { file: clean(file) });
    }
    let known = T::known();
    let found = Heads::find(known, told, T::NAMING, &first).or_else(|| Heads::guess(known, told, &first));
    let Some((place, heads)) = found else {
        return Err(IntakeError::NoHeads { file: clean(file), looked: first.len(), wanted: wanted::<T>() });
    };
    let lines = first.split_off(place + 1).into_iter().chain(lines);
    Ok(Rows { file: clean(file), heads, above: place + 1, lines, today, form: PhantomData })
}

/// Heads of which a list must have one, as an error names them.
fn wanted<T: Form>() -> String {
    let known = T::HEADS.iter().filter(|(field, _)| T::NAMING.contains(field));
    let wanted: Vec<_> =
        known.filter_map(|(_, heads)| heads.first()).map(|head| format!("\"{head}\"")).collect();
    wanted.join(", ")
}

impl<T: Form, I> Rows<T, I> {
    /// Heads that mean nothing in such a list, or are not to be read; their columns are not read.
    pub fn unread(&self) -> Vec<String> {
        self.heads.unread()
    }

    /// The rows, if a column names anybody.
    ///
    /// # Errors
    /// When none does.
    pub(super) fn named(self) -> Result<Self, IntakeError> {
        if self.heads.names(T::NAMING) {
            return Ok(self);
        }
        let (file, row, wanted) = (self.file, self.heads.row, wanted::<T>());
        Err(IntakeError::NoNames { file, row, wanted })
    }
}

impl<T: Form, I: Iterator<Item = Line>> Rows<T, I> {
    /// The next line that is not blank.
    pub(super) fn line(&mut self) -> Option<Line> {
        self.lines.find(|line| !line.is_blank())
    }

    /// Reads one line.
    fn read(&self, line: &Line) -> Row<T> {
        let cells = Cells { heads: &self.heads, line, today: self.today, place: 0, problems: Vec::new() };
        let refuse = |reason| Refusal { file: self.file.clone(), row: line.row, reason };
        Row { row: line.row, read: T::read(cells).map_err(refuse) }
    }
}

impl<T: Form, I: Iterator<Item = Line>> Iterator for Rows<T, I> {
    type Item = Row<T>;

    fn next(&mut self) -> Option<Row<T>> {
        let line = self.line()?;
        Some(self.read(&line))
    }
}

/// The cells of one row by field, cleaned as they are taken; what cannot be read is set aside.
pub struct Cells<'list, F> {
    heads: &'list Heads<F>,
    line: &'list Line,
    /// Today, for what cannot be in the future.
    pub today: Date,
    /// Of which of several people the fields are that a form has for each, from 0.
    pub place: u8,
    problems: Vec<Problem<F>>,
}

impl<F: Copy + Eq> Cells<'_, F> {
    fn cell(&self, field: F) -> Cow<'_, str> {
        self.heads.cell(Slot { field, place: self.place }, self.line)
    }

    /// One line of text.
    pub fn text(&self, field: F) -> String {
        clean(&self.cell(field))
    }

    /// Text that keeps its line breaks.
    pub fn lines(&self, field: F) -> Private {
        clean_lines(&self.cell(field)).into()
    }

    /// For how many people the row has columns of any of these fields.
    pub fn places(&self, of: impl Fn(F) -> bool) -> u8 {
        self.heads.places(of)
    }

    /// The fields that stand in the row where the cells stand, blank ones left out.
    pub fn given(&self) -> Vec<F> {
        let mut given: Vec<F> = Vec::new();
        for field in self.heads.fields(self.place) {
            if !given.contains(&field) && !self.cell(field).trim().is_empty() {
                given.push(field);
            }
        }
        given
    }

    /// A value; `None` when blank, not known, or set aside.
    pub fn value<T>(&mut self, field: F, read: impl Fn(&str) -> Result<Option<T>, Fault>) -> Option<T> {
        let cell = self.text(field);
        if cell.is_empty() {
            return None;
        }
        read(&cell).unwrap_or_else(|fault| {
            self.set_aside(field, fault);
            None
        })
    }

    /// A date; `None` when blank, not known, or set aside.
    pub fn date(&mut self, field: F, expect: Expect) -> Option<Date> {
        let today = self.today;
        self.value(field, |cell| {
            if unknown(cell) {
                return Ok(None);
            }
            let fault = |error: DateError| Fault::new(error.what(), "write it as day/month/year: 23/10/2026");
            read_date(cell, expect, today).map(Some).map_err(fault)
        })
    }

    /// Sets a field aside to be corrected.
    pub fn set_aside(&mut self, field: F, fault: Fault) {
        self.problems.push(Problem::new(field, &self.text(field), fault.what, fault.way_forward));
    }

    /// What was set aside.
    pub fn into_problems(self) -> Vec<Problem<F>> {
        self.problems
    }
}
