//! The tables of a paper as one comma-separated file: the marking and the title first, then each list under its heads.
//!
//! For a spreadsheet program: UTF-8 with its mark, and no cell that such a program takes for a formula (the advice of
//! OWASP on CSV injection: a cell that begins with `=`, `+`, `-`, `@`, a tab or a carriage return is led by an apostrophe).

use super::PaperError;
use super::document::Document;
use super::flat::words;
use super::fonts::clean;
use super::groups::{Group, groups};

/// Begins the file, so that spreadsheet programs take it for UTF-8.
const MARK: &[u8] = "\u{feff}".as_bytes();
/// What a cell may not begin with.
const FORMULA: [char; 8] = ['=', '+', '-', '@', '\t', '\r', '\u{FF1D}', '\u{FF20}'];
/// Head of the column of headings.
pub const SECTION: &str = "Section";

/// Writes the tables of a document.
///
/// # Errors
/// Only when memory runs out under the writer.
pub fn write(document: &Document) -> Result<Vec<u8>, PaperError> {
    let document = &*document.charts_told(true);
    let document = &*document.tabled();
    let lists = groups(document);
    let mut writer =
        csv::WriterBuilder::new().flexible(true).terminator(csv::Terminator::CRLF).from_writer(MARK.to_vec());
    let marking = safe(&document.marking);
    writer.write_record([&marking])?;
    if document.draft {
        writer.write_record([Document::DRAFT])?;
    }
    writer.write_record([safe(&document.title)])?;
    writer.write_record([safe(&document.footer.line())])?;
    for list in &lists {
        // An empty record is a blank line to whoever reads the file.
        writer.write_record([""])?;
        list_rows(&mut writer, list)?;
    }
    writer.write_record([""])?;
    writer.write_record([&marking])?;
    Ok(writer.into_inner().map_err(csv::IntoInnerError::into_error)?)
}

/// Rows under one line of heads and nothing else, for other programs: no mark at the beginning, no cell that is a formula.
///
/// # Errors
/// Only when memory runs out under the writer.
pub fn rows(heads: &[&str], rows: &[Vec<String>]) -> Result<Vec<u8>, PaperError> {
    let mut writer = csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(Vec::new());
    writer.write_record(heads)?;
    for row in rows {
        writer.write_record(row.iter().map(|cell| safe(cell)))?;
    }
    Ok(writer.into_inner().map_err(csv::IntoInnerError::into_error)?)
}

fn list_rows(writer: &mut csv::Writer<Vec<u8>>, list: &Group<'_>) -> Result<(), PaperError> {
    writer.write_record([safe(&list.name)])?;
    let sections = list.has_sections();
    let lead = sections.then(|| SECTION.to_owned());
    writer
        .write_record(lead.into_iter().chain(list.columns.iter().map(|column| safe(&words(&column.head)))))?;
    for (section, row) in &list.rows {
        let lead = sections.then(|| safe(section.as_deref().unwrap_or_default()));
        writer.write_record(lead.into_iter().chain(row.iter().map(|cell| safe(&words(cell)))))?;
    }
    Ok(())
}

/// A cell that no spreadsheet program takes for a formula. A plain number may begin with its sign.
pub(super) fn safe(text: &str) -> String {
    let text = clean(text);
    let is_number = text.parse::<f64>().is_ok();
    if text.trim_start_matches([' ', '\n', '\u{A0}']).starts_with(FORMULA) && !is_number {
        format!("'{text}")
    } else {
        text.into_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::papers::{Column, Level, Table};

    #[test]
    fn no_cell_is_a_formula() {
        let mut paper = Document::new("=1+1").marking("OFFICIAL");
        let mut table = Table::new([Column::new("@head", 1.0)]);
        for cell in ["=cmd|'/c calc'!A1", "+44 7700 900123", "-2+3", "@SUM(A1)", "\t=1", " =1", "-5", "plain"]
        {
            table.push([cell]);
        }
        paper.heading(Level::One, "Actions").table(table);
        let bytes = write(&paper).unwrap();
        assert!(bytes.starts_with(MARK));
        let mut reader = csv::ReaderBuilder::new().flexible(true).has_headers(false).from_reader(&bytes[3..]);
        let cells: Vec<String> = reader
            .records()
            .flat_map(|row| row.unwrap().iter().map(str::to_owned).collect::<Vec<_>>())
            .collect();
        for cell in &cells {
            assert!(!cell.trim_start().starts_with(['=', '+', '@']), "{cell:?}");
        }
        assert!(cells.contains(&"-5".to_owned()) && cells.contains(&"'-2+3".to_owned()), "{cells:?}");
        assert_eq!(
            (cells.first().unwrap().as_str(), cells.last().unwrap().as_str()),
            ("OFFICIAL", "OFFICIAL")
        );
    }

    #[test]
    fn a_paper_without_tables_is_a_list_of_its_lines() {
        let mut paper = Document::new("Flags that end").marking("OFFICIAL");
        paper.paragraph("None.");
        let text = String::from_utf8(write(&paper).unwrap()).unwrap();
        assert!(text.contains("Text\r\nNone.\r\n"), "{text}");
    }
}
