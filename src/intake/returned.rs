//! A paper of ours that comes back filled in: a workbook, a Word file, a list, or a saved e-mail with one attached.
//!
//! Heads are found by their words, wherever they stand and in whatever order, in every sheet and table of the file; what
//! an agency typed round them does not matter. What the cells mean is not asked here.

use super::kind::{Kind, kind};
use super::workbook::Workbook;
use super::{IntakeError, Line, csv, mail, word};
use crate::domain::private::Private;
use crate::domain::text::{clean, clean_lines, fold};

/// E-mails inside e-mails that are opened (our default).
const DEEPEST: usize = 3;

/// What a file holds of such a paper.
#[derive(Debug, Clone, Default)]
pub struct Returned {
    /// Lines above and between the tables: the title among them.
    pub above: Vec<Private>,
    /// Rows under the heads that hold anything.
    pub rows: Vec<ReturnedRow>,
}

/// One row.
#[derive(Debug, Clone)]
pub struct ReturnedRow {
    /// Where it stands: "row 5", "table 2, row 3".
    pub place: String,
    /// Its cells, one for each head asked for and in that order.
    pub cells: Vec<Private>,
}

/// A sheet or table, and what it is called in a message; nothing for the only one.
type Part = (String, Vec<Line>);

/// Reads a file for the rows under these heads, all of which a table must have.
///
/// # Errors
/// When it is of a kind that is not read, damaged, or has no table with these heads.
pub fn read(file: &str, bytes: &[u8], heads: &[&str]) -> Result<Returned, IntakeError> {
    let mut found = Returned::default();
    let parts = parts(file, bytes, &mut found.above, DEEPEST)?;
    let mut known = false;
    for (name, lines) in &parts {
        known |= table(name, lines, heads, &mut found);
    }
    if known {
        return Ok(found);
    }
    let wanted = heads.iter().map(|head| format!("\"{head}\"")).collect::<Vec<_>>().join(", ");
    Err(IntakeError::NoHeads {
        file: clean(file),
        looked: parts.iter().map(|(_, lines)| lines.len()).sum(),
        wanted,
    })
}

/// The sheets and tables of a file. What stands beside them goes into `above`.
fn parts(
    file: &str,
    bytes: &[u8],
    above: &mut Vec<Private>,
    deepest: usize,
) -> Result<Vec<Part>, IntakeError> {
    let unreadable = |why: String| IntakeError::Unreadable { file: clean(file), why };
    Ok(match kind(bytes).map_err(|error| unreadable(error.to_string()))? {
        Kind::Workbook => {
            let mut book = Workbook::open(bytes).map_err(|error| unreadable(error.to_string()))?;
            let sheets = book.sheets();
            let several = sheets.len() > 1;
            let mut parts = Vec::new();
            for sheet in sheets {
                let lines = book.lines(&sheet, None).map_err(|error| unreadable(error.to_string()))?;
                let name = if several { format!("sheet {}, ", clean(&sheet)) } else { String::new() };
                parts.push((name, lines));
            }
            parts
        }
        Kind::Word => {
            let blocks = word::read(bytes).map_err(|error| unreadable(error.to_string()))?;
            above.extend(blocks.iter().filter_map(|block| match block {
                word::Block::Text { text, .. } => Some(Private::from(clean(text))),
                word::Block::Table(_) => None,
            }));
            let tables = word::tables(&blocks).into_iter().zip(1..);
            tables.map(|(lines, number)| (format!("table {number}, "), lines)).collect()
        }
        Kind::Text => vec![(String::new(), csv::lines(bytes).collect())],
        Kind::Mail => attached(file, bytes, above, deepest)?,
        Kind::Json => return Err(unreadable("it is JSON; send the workbook or the Word file".to_owned())),
    })
}

/// The parts of what is attached to a saved e-mail; what cannot be read of it is passed over while anything can.
fn attached(
    file: &str,
    bytes: &[u8],
    above: &mut Vec<Private>,
    deepest: usize,
) -> Result<Vec<Part>, IntakeError> {
    let nothing = |why: &str| IntakeError::Unreadable { file: clean(file), why: why.to_owned() };
    let message = mail::message(bytes).filter(|_| deepest > 0);
    let message =
        message.ok_or_else(|| nothing("the e-mail is damaged; save what is attached to it by itself"))?;
    let mut parts = Vec::new();
    for attached in &message.attached {
        if let Ok(found) = self::parts(&attached.name, &attached.bytes, above, deepest - 1) {
            parts.extend(found);
        }
    }
    if parts.is_empty() {
        return Err(nothing("nothing attached to the e-mail is a workbook, a Word file or a list"));
    }
    Ok(parts)
}

/// Reads one table; whether it has the heads.
fn table(name: &str, lines: &[Line], heads: &[&str], found: &mut Returned) -> bool {
    let mut columns: Option<Vec<usize>> = None;
    for line in lines {
        if let Some(place) = places(line, heads) {
            // A list may be in several parts, each under heads of its own.
            columns = Some(place);
            continue;
        }
        let Some(columns) = &columns else {
            found.above.extend(line.cells.iter().map(|cell| Private::from(clean(cell))));
            continue;
        };
        let cell = |at: &usize| clean_lines(line.cells.get(*at).map_or("", String::as_str)).trim().into();
        let cells: Vec<Private> = columns.iter().map(cell).collect();
        if cells.iter().any(|cell| !cell.is_empty()) {
            found.rows.push(ReturnedRow { place: format!("{name}row {}", line.row), cells });
        }
    }
    columns.is_some()
}

/// In which columns these heads stand, when all of them do.
fn places(line: &Line, heads: &[&str]) -> Option<Vec<usize>> {
    let said: Vec<String> = line.cells.iter().map(|cell| fold(cell)).collect();
    heads.iter().map(|head| said.iter().position(|cell| *cell == fold(head))).collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const HEADS: [&str; 2] = ["Action", "State"];

    #[test]
    fn rows_are_found_under_their_heads_wherever_these_stand() {
        let list = b"OFFICIAL\r\nActions MARAC-2026-11-26 for Housing\r\nstate,note,ACTION\r\ncompleted,x,LAN-26-0143/3\r\n\
            ,,\r\nAction,State\r\n'LAN-26-0143/4,\r\n";
        let found = read("x.csv", list, &HEADS).unwrap();
        assert!(found.above.iter().any(|line| line.reveal().contains("MARAC-2026-11-26")));
        let rows: Vec<(&str, Vec<&str>)> = found
            .rows
            .iter()
            .map(|row| (row.place.as_str(), row.cells.iter().map(Private::reveal).collect()))
            .collect();
        assert_eq!(
            rows,
            [("row 4", vec!["LAN-26-0143/3", "completed"]), ("row 7", vec!["'LAN-26-0143/4", ""])]
        );
        assert!(read("x.csv", b"a,b\r\n1,2", &HEADS).unwrap_err().to_string().contains("\"Action\""));
    }

    #[test]
    fn an_e_mail_gives_what_is_attached() {
        let saved = "From: a@example.org\r\nMIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n\
            Content-Type: text/plain\r\n\r\nHere it is\r\n--b\r\nContent-Type: text/csv\r\n\
            Content-Disposition: attachment; filename=\"sheet.csv\"\r\n\r\nAction,State\r\nLAN-26-0143/3,not done\r\n--b--\r\n";
        let found = read("answer.eml", saved.as_bytes(), &HEADS).unwrap();
        assert_eq!(found.rows[0].cells[1].reveal(), "not done");
    }

    proptest! {
        #[test]
        fn no_bytes_make_it_panic(bytes in proptest::collection::vec(any::<u8>(), 0..400)) {
            let _ = read("x", &bytes, &HEADS);
        }
    }
}
