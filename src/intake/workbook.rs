//! Spreadsheets (XLSX): one sheet as lines, dates as dates and whole numbers without a point.
//!
//! Cells come one by one and not as a rectangle: a sheet that claims a million columns would otherwise take all the
//! memory there is. What the file unpacks to is measured before anything is read ([`super::packed`]).

use std::io::Cursor;

use calamine::{DataRef, ExcelDateTime, Reader, Xlsx, XlsxError};

use super::Line;

/// Most columns read of a row, and most rows of a sheet (our defaults; a list has dozens and thousands).
const MOST_COLUMNS: u32 = 512;
const MOST_ROWS: usize = 500_000;

/// A spreadsheet whose sheets can be listed and read.
pub struct Workbook(Xlsx<Cursor<Vec<u8>>>);

/// The spreadsheet could not be read; in words.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{0}")]
pub struct BadWorkbook(String);

impl From<XlsxError> for BadWorkbook {
    fn from(error: XlsxError) -> Self {
        let words = match error {
            XlsxError::Password => "it is protected by a password; save a copy without one",
            _ => "it is damaged; open it in the spreadsheet program and save it again",
        };
        Self(words.to_owned())
    }
}

impl Workbook {
    /// Opens a spreadsheet.
    ///
    /// # Errors
    /// When it is damaged or protected.
    pub fn open(bytes: &[u8]) -> Result<Self, BadWorkbook> {
        Ok(Self(Xlsx::new(Cursor::new(bytes.to_vec()))?))
    }

    /// Names of the sheets, in their order.
    pub fn sheets(&self) -> Vec<String> {
        self.0.sheet_names()
    }

    /// The rows of a sheet that hold anything, numbered as the program shows them; at most `most`.
    ///
    /// # Errors
    /// When the sheet is damaged.
    pub fn lines(&mut self, sheet: &str, most: Option<usize>) -> Result<Vec<Line>, BadWorkbook> {
        let mut cells = self.0.worksheet_cells_reader(sheet)?;
        let mut lines: Vec<Line> = Vec::new();
        let most = most.unwrap_or(MOST_ROWS).min(MOST_ROWS);
        while let Some(cell) = cells.next_cell()? {
            let (row, column) = cell.get_position();
            let (number, text) = (row.saturating_add(1), shown(cell.get_value()));
            if column >= MOST_COLUMNS || text.is_empty() {
                continue;
            }
            if lines.last().is_none_or(|line| line.row != number) {
                if lines.len() == most {
                    break;
                }
                lines.push(Line { row: number, cells: Vec::new() });
            }
            let at = usize::try_from(column).unwrap_or(usize::MAX);
            if let Some(line) = lines.last_mut() {
                if line.cells.len() <= at {
                    line.cells.resize(at + 1, String::new());
                }
                if let Some(slot) = line.cells.get_mut(at) {
                    *slot = text;
                }
            }
        }
        // A damaged file may hold its rows in any order; a list is read from the top.
        lines.sort_by_key(|line| line.row);
        Ok(lines)
    }
}

/// A cell as the sheet shows it: `23/10/2026` for a date cell, `3` for 3.0.
fn shown(cell: &DataRef<'_>) -> String {
    match cell {
        DataRef::String(text) => text.clone(),
        DataRef::SharedString(text) => (*text).to_owned(),
        DataRef::Int(number) => number.to_string(),
        DataRef::Float(number) => number_shown(*number),
        DataRef::Bool(yes) => if *yes { "yes" } else { "no" }.to_owned(),
        DataRef::DateTime(moment) => moment_shown(*moment),
        DataRef::DateTimeIso(text) | DataRef::DurationIso(text) => text.clone(),
        DataRef::Error(_) | DataRef::Empty => String::new(),
        #[expect(unreachable_patterns, reason = "the library may learn other kinds of cell")]
        _ => String::new(),
    }
}

/// Numbers up to this size are whole in a spreadsheet without loss.
const WHOLE: f64 = 9_007_199_254_740_992.0;

fn number_shown(number: f64) -> String {
    if number.fract() == 0.0 && number.abs() < WHOLE { format!("{number:.0}") } else { number.to_string() }
}

fn moment_shown(moment: ExcelDateTime) -> String {
    let (year, month, day, hour, minute, ..) = moment.to_ymd_hms_milli();
    if moment.is_duration() {
        return number_shown(moment.as_f64());
    }
    if moment.as_f64() < 1.0 {
        return format!("{hour:02}:{minute:02}");
    }
    match (hour, minute) {
        (0, 0) => format!("{day:02}/{month:02}/{year:04}"),
        _ => format!("{day:02}/{month:02}/{year:04} {hour:02}:{minute:02}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const LIST: &[u8] = include_bytes!("../../tests/data/referrals.xlsx");

    #[test]
    fn sheets_rows_and_cells_are_as_shown() {
        let mut book = Workbook::open(LIST).unwrap();
        let sheets = book.sheets();
        assert!(sheets.len() > 1, "{sheets:?}");
        let lines = book.lines(&sheets[0], None).unwrap();
        assert!(lines.len() > 50);
        let cells: Vec<&str> = lines.iter().flat_map(|line| &line.cells).map(String::as_str).collect();
        assert!(cells.contains(&"31/10/2026"), "real date cells are dates");
        assert!(!cells.iter().any(|cell| cell.ends_with(".0")), "whole numbers have no point");
        assert_eq!(book.lines(&sheets[0], Some(3)).unwrap().len(), 3);
    }

    #[test]
    fn cells_are_shown_as_the_program_shows_them() {
        for (cell, expected) in [
            (DataRef::Float(3.0), "3"),
            (DataRef::Float(2.5), "2.5"),
            (DataRef::Float(-0.0), "-0"),
            (DataRef::Float(7_700_900_123.0), "7700900123"),
            (DataRef::Bool(true), "yes"),
            (DataRef::Empty, ""),
        ] {
            assert_eq!(shown(&cell), expected);
        }
    }
}
