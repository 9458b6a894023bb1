//! The tables of a paper as a workbook: a sheet for each list, heads that stay in sight and are repeated in print.
//!
//! Above the heads stand marking, title and recipient. Text is written as text: no cell is ever a formula. A cell that
//! is a day alone is a real date. Where columns are to be filled in, all else is locked against a slip (without a
//! password: it is a guard rail and no lock).

mod look;

use std::collections::BTreeSet;

use jiff::Timestamp;
use jiff::civil::Date;
use rust_xlsxwriter::{
    DataValidation, DataValidationErrorStyle, DocProperties, ExcelDateTime, Format, ProtectionOptions,
    Workbook, Worksheet,
};

use super::PaperError;
use super::blocks::{Align, Column};
use super::csv::SECTION;
use super::document::Document;
use super::fill::{Fill, Part};
use super::flat::words;
use super::fonts::clean;
use super::groups::{Group, groups};
use crate::domain::calendar::{show_day_year, show_numeric};
use look::Look;

/// Row of the heads, from 0: marking, title and recipient stand above it.
const HEADS: u32 = 3;
/// Empty rows under a list to be filled in, for a second line on the same thing.
const SPARE: u32 = 20;
/// Letters a cell may hold (the format's limit is 32,767).
const MOST: usize = 32_000;
/// Width of a printed row in letters of the usual size (A4 across).
const WIDTH: f32 = 120.0;
/// Letters that the name of a sheet may not hold, and how many it may have.
const NOT_IN_NAME: [char; 7] = ['[', ']', ':', '*', '?', '/', '\\'];
const NAME: usize = 31;

/// Writes the tables of a document.
///
/// # Errors
/// When the workbook cannot be put together.
pub fn write(document: &Document, created: Timestamp) -> Result<Vec<u8>, PaperError> {
    let document = &*document.charts_told(true);
    let document = &*document.tabled();
    let lists = groups(document);
    let mut book = Workbook::new();
    let made = ExcelDateTime::from_timestamp(created.as_second())?;
    let title = clean(&document.title).into_owned();
    book.set_properties(&DocProperties::new().set_title(title).set_creation_datetime(&made));
    let look = Look::default();
    let mut names = BTreeSet::new();
    for list in &lists {
        let sheet = book.add_worksheet();
        sheet.set_name(sheet_name(&list.name, &mut names))?;
        page(sheet, document)?;
        above(sheet, document, list, &look)?;
        rows(sheet, list, &look)?;
    }
    Ok(book.save_to_buffer()?)
}

/// How the sheet prints.
fn page(sheet: &mut Worksheet, document: &Document) -> Result<(), PaperError> {
    let marking: String = clean(&document.marking).replace('&', "&&").chars().take(100).collect();
    let draft = if document.draft { format!(" - {}", Document::DRAFT) } else { String::new() };
    sheet.set_landscape().set_paper_size(9).set_print_fit_to_pages(1, 0);
    sheet.set_header(format!("&C&\"-,Bold\"{marking}{draft}"));
    sheet.set_footer(format!("&C&\"-,Bold\"{marking}&RPage &P of &N"));
    sheet.set_repeat_rows(HEADS, HEADS)?.set_freeze_panes(HEADS + 1, 0)?;
    Ok(())
}

/// What stands above the heads.
fn above(
    sheet: &mut Worksheet,
    document: &Document,
    list: &Group<'_>,
    look: &Look,
) -> Result<(), PaperError> {
    let draft = if document.draft { format!(" · {}", Document::DRAFT) } else { String::new() };
    let title = if list.name == document.title {
        document.title.clone()
    } else {
        format!("{} · {}", document.title, list.name)
    };
    let under: Vec<String> = document
        .header
        .iter()
        .cloned()
        .chain(Some(document.footer.line()))
        .filter(|line| !line.is_empty())
        .collect();
    for (row, text) in (0..).zip([format!("{}{draft}", document.marking), title, under.join(" · ")]) {
        let format = if row < 2 { &look.title } else { &look.quiet };
        sheet.write_string_with_format(row, 0, short(&text), format)?;
    }
    Ok(())
}

/// The heads, the rows, and what helps to fill them in.
fn rows(sheet: &mut Worksheet, list: &Group<'_>, look: &Look) -> Result<(), PaperError> {
    let first: u16 = if list.has_sections() { 1 } else { 0 };
    let all: f32 = list.columns.iter().map(|column| column.weight).sum::<f32>() + f32::from(first) * 2.0;
    let width = |weight: f32| f64::from((weight / all.max(0.1) * WIDTH).clamp(7.0, 70.0));
    if first == 1 {
        sheet.set_column_width(0, width(2.0))?;
        sheet.write_string_with_format(HEADS, 0, SECTION, &look.head)?;
    }
    let last = HEADS + u32::try_from(list.rows.len()).unwrap_or(u32::MAX - HEADS - SPARE);
    let spare = if list.is_form { SPARE } else { 0 };
    for (at, column) in (first..).zip(list.columns) {
        sheet.set_column_width(at, width(column.weight))?;
        sheet.write_string_with_format(HEADS, at, short(&words(&column.head)), look.head_of(column.part))?;
        if let Part::Fill(fill) = column.part {
            helped(sheet, at, last + spare, fill, &words(&column.head))?;
        }
        // Under the list a line may be added: every cell of it is open.
        for row in last + 1..=last + spare {
            sheet.write_blank(
                row,
                at,
                if column.part == Part::Fill(Fill::Day) { &look.fill_day } else { &look.fill },
            )?;
        }
    }
    for (row, (section, cells)) in (HEADS + 1..).zip(&list.rows) {
        if first == 1 {
            let section = short(section.as_deref().unwrap_or_default());
            sheet.write_string_with_format(row, 0, section, &look.text)?;
        }
        for ((at, cell), column) in (first..).zip(cells.iter()).zip(list.columns) {
            put(sheet, (row, at), &words(cell), column, look)?;
        }
    }
    if list.is_form {
        let options = ProtectionOptions {
            format_cells: true,
            format_columns: true,
            format_rows: true,
            ..ProtectionOptions::new()
        };
        sheet.protect_with_options(&options);
    } else if last > HEADS {
        let end = first + u16::try_from(list.columns.len()).unwrap_or(1) - 1;
        sheet.autofilter(HEADS, 0, last, end)?;
    }
    Ok(())
}

/// One cell: a date where it is a day alone, a number in a column of figures, else text.
fn put(
    sheet: &mut Worksheet,
    (row, at): (u32, u16),
    text: &str,
    column: &Column,
    look: &Look,
) -> Result<(), PaperError> {
    let fills = matches!(column.part, Part::Fill(_));
    let day = |format: &Format, sheet: &mut Worksheet, day: Date| -> Result<(), PaperError> {
        let [year, month, number] = [i32::from(day.year()), i32::from(day.month()), i32::from(day.day())];
        let cell = ExcelDateTime::from_ymd(
            u16::try_from(year).unwrap_or(1900),
            u8::try_from(month).unwrap_or(1),
            u8::try_from(number).unwrap_or(1),
        )?;
        sheet.write_datetime_with_format(row, at, &cell, format)?;
        Ok(())
    };
    if text.is_empty() {
        let blank = match column.part {
            Part::Fill(Fill::Day) => &look.fill_day,
            Part::Fill(_) => &look.fill,
            Part::Read | Part::Sheet => &look.text,
        };
        sheet.write_blank(row, at, blank)?;
    } else if let Some((date, named)) = day_of(text) {
        let format = match (fills, named) {
            (true, _) => &look.fill_day,
            (false, true) => &look.named_day,
            (false, false) => &look.day,
        };
        day(format, sheet, date)?;
    } else if let (Align::Right, Ok(number)) = (column.align, text.parse::<f64>()) {
        sheet.write_number_with_format(row, at, number, &look.figure)?;
    } else {
        let format = if fills { &look.fill } else { &look.text };
        sheet.write_string_with_format(row, at, short(text), format)?;
    }
    Ok(())
}

/// A list to choose from, or a word on what belongs into the column.
fn helped(sheet: &mut Worksheet, at: u16, last: u32, fill: Fill, head: &str) -> Result<(), PaperError> {
    let title: String = head.chars().take(32).collect();
    let help = DataValidation::new().ignore_blank(true);
    let help = match fill {
        Fill::Choice(choices) => help
            .allow_list_strings(choices)?
            .set_error_style(DataValidationErrorStyle::Stop)
            .set_error_message(format!("one of: {}", choices.join(", ")))?,
        Fill::Day => help.allow_any_value().set_input_message("a day, such as 24/11/2026")?,
        Fill::Words => return Ok(()),
    };
    sheet.add_data_validation(HEADS + 1, at, last, at, &help.set_input_title(title)?)?;
    Ok(())
}

/// The day a text is, when it is a day as papers write it and nothing else; whether with the day of the week.
fn day_of(text: &str) -> Option<(Date, bool)> {
    let named = Date::strptime("%a %d %b %Y", text).ok().filter(|day| show_day_year(*day) == text);
    let plain = || Date::strptime("%d/%m/%Y", text).ok().filter(|day| show_numeric(*day) == text);
    let found = named.map(|day| (day, true)).or_else(|| plain().map(|day| (day, false)));
    found.filter(|(day, _)| (1900..=9999).contains(&day.year()))
}

/// Text that fits a cell; what is cut says so.
fn short(text: &str) -> String {
    let text = clean(text);
    if text.chars().count() <= MOST {
        return text.into_owned();
    }
    let begins: String = text.chars().take(MOST).collect();
    format!("{begins} ... (cut off here; the paper as PDF holds all of it)")
}

/// A name for a sheet that no other has.
fn sheet_name(name: &str, taken: &mut BTreeSet<String>) -> String {
    let allowed = clean(name);
    let allowed = allowed.chars().map(|letter| if NOT_IN_NAME.contains(&letter) { '-' } else { letter });
    let plain: String = allowed.filter(|letter| *letter != '\n').collect();
    // "History" is a name the program keeps for itself.
    let plain = match plain.trim().trim_matches('\'') {
        "" => "Table",
        plain if plain.eq_ignore_ascii_case("history") => "History of it",
        plain => plain,
    };
    (1..)
        .map(|number: u32| {
            let end = if number == 1 { String::new() } else { format!(" {number}") };
            let begins: String = plain.chars().take(NAME - end.len()).collect();
            format!("{}{end}", begins.trim_end_matches([' ', '\'']))
        })
        .find(|name| taken.insert(name.to_lowercase()))
        .unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn only_what_is_a_day_alone_is_a_date() {
        for (text, expected) in [
            ("Thu 26 Nov 2026", Some((date(2026, 11, 26), true))),
            ("26/11/2026", Some((date(2026, 11, 26), false))),
            ("Fri 26 Nov 2026", None),
            ("Thu 26 Nov 2026 14:00", None),
            ("26/13/2026", None),
            ("1/2/2026", None),
            ("LAN-26-0143", None),
        ] {
            assert_eq!(day_of(text), expected, "{text}");
        }
    }

    #[test]
    fn names_of_sheets_are_allowed_and_differ() {
        let mut taken = BTreeSet::new();
        let long = "A very long heading of a section indeed";
        assert_eq!(sheet_name("Actions: a/b [1]", &mut taken), "Actions- a-b -1-");
        assert_eq!(sheet_name(long, &mut taken), "A very long heading of a sectio");
        assert_eq!(sheet_name(long, &mut taken), "A very long heading of a sect 2");
        assert_eq!(sheet_name("''", &mut taken), "Table");
        assert_eq!(sheet_name("table", &mut taken), "table 2");
    }
}
