//! Text tables: comma, semicolon or tab; UTF-8, UTF-16 or Windows-1252; line breaks inside cells.
//!
//! Any bytes can be read: what is not text in one character set is text in another. Cells come out as they are;
//! cleaning is the form's.

use std::borrow::Cow;
use std::io::Cursor;

use csv::{Reader, ReaderBuilder, StringRecord};
use encoding_rs::{Encoding, WINDOWS_1252};

use super::Line;

/// Separators tried, the likeliest first.
const SEPARATORS: [u8; 3] = *b",;\t";

/// Records looked at to tell the separator.
const SAMPLE: usize = 20;

/// The rows of a text table, in order. Blank rows are passed over and counted.
pub struct Lines {
    reader: Reader<Cursor<String>>,
    separator: u8,
    row: u32,
}

/// Opens a text table.
pub fn lines(bytes: &[u8]) -> Lines {
    let text = decode(bytes).replace("\r\n", "\n").replace('\r', "\n");
    let separator = separator(&text);
    Lines { reader: reader(text, separator), separator, row: 0 }
}

impl Lines {
    /// The character between cells.
    pub const fn separator(&self) -> u8 {
        self.separator
    }
}

impl Iterator for Lines {
    type Item = Line;

    fn next(&mut self) -> Option<Line> {
        let mut record = StringRecord::new();
        // Reading valid text from memory has no error to report; should it ever, the table ends there.
        if !self.reader.read_record(&mut record).unwrap_or(false) {
            return None;
        }
        let text = self.reader.get_ref().get_ref();
        let place = |byte: u64| usize::try_from(byte).unwrap_or(usize::MAX);
        let start = record.position().map_or(0, |position| place(position.byte()));
        let body = text.get(start..).unwrap_or_default().trim_start_matches('\n');
        let blank = text.len().saturating_sub(start + body.len());
        let end = place(self.reader.position().byte()).min(text.len());
        let taken = text.get(start + blank..end).unwrap_or_default();
        self.row = self.row.saturating_add(u32::try_from(blank).unwrap_or(u32::MAX)).saturating_add(1);
        if let Some((line, _)) = taken.trim_end_matches('\n').split_once('\n')
            && !well_quoted(taken, self.separator)
        {
            let (line, rest) = (line.to_owned(), body.get(line.len() + 1..).unwrap_or_default().to_owned());
            record = alone(line, self.separator);
            self.reader = reader(rest, self.separator);
        }
        Some(Line { row: self.row, cells: record.iter().map(str::to_owned).collect() })
    }
}

/// Whether every cell that opens with a quotation mark closes with one right before a separator or line end. One that
/// does not would take rows below into its cell, and they would be lost.
fn well_quoted(record: &str, separator: u8) -> bool {
    let ends = |byte: Option<&u8>| byte.is_none_or(|byte| *byte == separator || *byte == b'\n');
    let mut bytes = record.bytes().collect::<Vec<u8>>().into_iter().peekable();
    let mut opens = true;
    while let Some(byte) = bytes.next() {
        if !(opens && byte == b'"') {
            opens = byte == separator;
            continue;
        }
        loop {
            match bytes.next() {
                None => return false,
                Some(b'"') if bytes.next_if_eq(&b'"').is_none() => break,
                Some(_) => {}
            }
        }
        if !ends(bytes.peek()) {
            return false;
        }
        opens = false;
    }
    true
}

/// One line of a file by itself.
fn alone(line: String, separator: u8) -> StringRecord {
    let mut record = StringRecord::new();
    let fallback = StringRecord::from(vec![line.as_str()]);
    let read = reader(line, separator).read_record(&mut record);
    if read.unwrap_or(false) { record } else { fallback }
}

fn reader(text: String, separator: u8) -> Reader<Cursor<String>> {
    ReaderBuilder::new().delimiter(separator).has_headers(false).flexible(true).from_reader(Cursor::new(text))
}

/// By its byte order mark, else UTF-8 if it is that throughout, else Windows-1252 (older spreadsheet programs).
pub(super) fn decode(bytes: &[u8]) -> Cow<'_, str> {
    if let Some((encoding, mark)) = Encoding::for_bom(bytes) {
        return encoding.decode_without_bom_handling(bytes.get(mark..).unwrap_or_default()).0;
    }
    std::str::from_utf8(bytes)
        .map_or_else(|_| WINDOWS_1252.decode_without_bom_handling(bytes).0, Cow::Borrowed)
}

/// The separator under which the first rows are widest and most alike.
fn separator(text: &str) -> u8 {
    let sample = text.get(..text.floor_char_boundary(1 << 16)).unwrap_or(text);
    let fit = |separator: u8| {
        let records = reader(sample.to_owned(), separator).into_records();
        let mut widths: Vec<usize> =
            records.take(SAMPLE).map_while(Result::ok).map(|record| record.len()).collect();
        widths.sort_unstable();
        let usual = widths.get(widths.len().saturating_sub(1) / 2).copied().unwrap_or(0);
        // One cell a row is no table: such a separator is not in use.
        (usual > 1).then(|| usual * widths.iter().filter(|width| **width == usual).count())
    };
    let mut best = (b',', None);
    for separator in SEPARATORS {
        let found = fit(separator);
        if found > best.1 {
            best = (separator, found);
        }
    }
    best.0
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn table(bytes: &[u8]) -> Vec<(u32, Vec<String>)> {
        lines(bytes).map(|line| (line.row, line.cells)).collect()
    }

    fn cells(row: u32, cells: &[&str]) -> (u32, Vec<String>) {
        (row, cells.iter().map(|cell| (*cell).to_owned()).collect())
    }

    #[test]
    fn rows_are_numbered_as_a_spreadsheet_shows_them() {
        let text = "\u{feff}Ref,Reason\r\n\r\nR1,\"one\r\ntwo, three\"\r\n\r\n\r\nR2,\"say \"\"no\"\"\"\r\n,\r\nR3,end";
        let expected = [
            cells(1, &["Ref", "Reason"]),
            cells(3, &["R1", "one\ntwo, three"]),
            cells(6, &["R2", "say \"no\""]),
            cells(7, &["", ""]),
            cells(8, &["R3", "end"]),
        ];
        assert_eq!(table(text.as_bytes()), expected);
        assert_eq!(table(text.replace("\r\n", "\r").as_bytes()), expected);
    }

    #[test]
    fn separators_and_character_sets_are_told() {
        let expected = [cells(1, &["Ref", "Name, first"]), cells(2, &["R1", "Siobh\u{e1}n"])];
        let semicolons = "Ref;Name, first\nR1;Siobh\u{e1}n\n";
        assert_eq!(table(semicolons.as_bytes()), expected);
        assert_eq!(table(&WINDOWS_1252.encode(semicolons).0), expected);
        let mut wide = vec![0xff, 0xfe];
        wide.extend(semicolons.replace(';', "\t").encode_utf16().flat_map(u16::to_le_bytes));
        assert_eq!(table(&wide), expected);
    }

    #[test]
    fn a_quotation_mark_never_closed_swallows_no_row() {
        let closed_later = "Ref,Reason,Address\nR1,\"fine\",x\nR2,\"never closed,y\nR3,next,\"4 Cobden Walk, Lancaster\"\n\nR4,last,z\n";
        let expected = [
            cells(1, &["Ref", "Reason", "Address"]),
            cells(2, &["R1", "fine", "x"]),
            cells(3, &["R2", "never closed,y"]),
            cells(4, &["R3", "next", "4 Cobden Walk, Lancaster"]),
            cells(6, &["R4", "last", "z"]),
        ];
        assert_eq!(table(closed_later.as_bytes()), expected);
        let never = closed_later.replace("\"4 Cobden Walk, Lancaster\"", "4 Cobden Walk");
        let rows: Vec<u32> = table(never.as_bytes()).into_iter().map(|(row, _)| row).collect();
        assert_eq!(rows, [1, 2, 3, 4, 6]);
        assert_eq!(table(b"a,b\n5\" nail,\"x\"y\n"), [cells(1, &["a", "b"]), cells(2, &["5\" nail", "xy"])]);
    }

    proptest! {
        #[test]
        fn any_bytes_are_read(bytes in proptest::collection::vec(any::<u8>(), 0..400)) {
            let rows: Vec<u32> = lines(&bytes).map(|line| line.row).collect();
            prop_assert!(rows.is_sorted_by(|one, next| one < next));
        }

        #[test]
        fn what_is_written_is_read(
            rows in proptest::collection::vec(proptest::collection::vec("[a-z\", \n é]{0,6}", 3), 1..8)
        ) {
            let mut writer = csv::WriterBuilder::new().quote_style(csv::QuoteStyle::Always).from_writer(Vec::new());
            for row in &rows {
                writer.write_record(row).unwrap();
            }
            let written = writer.into_inner().unwrap();
            let read: Vec<Vec<String>> = lines(&written).map(|line| line.cells).collect();
            prop_assert_eq!(read, rows);
        }
    }
}
