//! The file of the data return: heads in the first row, a row a meeting, and nothing else, as the template has it.
//!
//! Blank is not collected and 0 is none. A day is a real date cell, counts are numbers; a share of a case is a decimal.

use jiff::Timestamp;
use rust_xlsxwriter::{DocProperties, ExcelDateTime, Format, FormatAlign, Workbook};

use super::PaperError;
use super::fonts::clean;
use crate::domain::calendar::show_numeric;
use crate::domain::data_return::{COLUMNS, Collected, DATE_HEAD, DataReturn, NAME_HEAD};

/// Name of the only sheet.
const SHEET: &str = "Data return";
/// Widths of the columns, in letters.
const WIDTHS: [f64; 3] = [28.0, 13.0, 12.0];

/// As comma-separated values: days as 26/11/2026, shares with four places at most.
///
/// # Errors
/// Only when memory runs out under the writer.
pub fn csv(told: &DataReturn) -> Result<Vec<u8>, PaperError> {
    let mut writer = ::csv::WriterBuilder::new().terminator(::csv::Terminator::CRLF).from_writer(Vec::new());
    let heads = [NAME_HEAD, DATE_HEAD].into_iter().chain(COLUMNS.iter().map(|column| column.head));
    writer.write_record(heads)?;
    for row in &told.rows {
        let counts = row.cells.iter().map(ToString::to_string);
        writer
            .write_record([super::csv::safe(&told.name), show_numeric(row.on)].into_iter().chain(counts))?;
    }
    Ok(writer.into_inner().map_err(::csv::IntoInnerError::into_error)?)
}

/// As a workbook of one sheet.
///
/// # Errors
/// When the workbook cannot be put together.
pub fn xlsx(told: &DataReturn, created: Timestamp) -> Result<Vec<u8>, PaperError> {
    let mut book = Workbook::new();
    let made = ExcelDateTime::from_timestamp(created.as_second())?;
    book.set_properties(&DocProperties::new().set_title(SHEET).set_creation_datetime(&made));
    let sheet = book.add_worksheet();
    sheet.set_name(SHEET)?;
    let head = Format::new().set_bold().set_text_wrap().set_align(FormatAlign::Top);
    let day = Format::new().set_num_format("dd/mm/yyyy");
    let heads = [NAME_HEAD, DATE_HEAD].into_iter().chain(COLUMNS.iter().map(|column| column.head));
    for (at, text) in (0_u16..).zip(heads) {
        let [name, date, count] = WIDTHS;
        let width = match at {
            0 => name,
            1 => date,
            _ => count,
        };
        sheet.set_column_width(at, width)?;
        sheet.write_string_with_format(0, at, text, &head)?;
    }
    sheet.set_freeze_panes(1, 2)?;
    for (line, row) in (1_u32..).zip(&told.rows) {
        sheet.write_string(line, 0, clean(&told.name))?;
        let on = ExcelDateTime::from_ymd(
            u16::try_from(row.on.year()).unwrap_or(1900),
            u8::try_from(row.on.month()).unwrap_or(1),
            u8::try_from(row.on.day()).unwrap_or(1),
        )?;
        sheet.write_datetime_with_format(line, 1, &on, &day)?;
        for (at, cell) in (2_u16..).zip(&row.cells) {
            if let Collected::Yes(amount) = cell {
                sheet.write_number(line, at, amount.number())?;
            }
        }
    }
    Ok(book.save_to_buffer()?)
}
