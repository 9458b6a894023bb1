//! The one door: bytes in, rows of forms out, whatever kind of document it was.
//!
//! [`open`] tells the kind, finds the sheet or table that holds such a list, or the labels of a form, and gives an
//! [`Opened`]: what was found ([`Found`]), the heads with their fields, and the rows. [`text`] gives a document as
//! text to look at. Heads may be told ([`Reading`]); what a person corrected goes before what is known.

use jiff::civil::Date;

use super::heads::{Known, Slot, Told};
use super::kind::{Kind, kind};
use super::labelled::{Cell, Ear, Heard, Labelled, table};
use super::list::{Form, Row, Rows, open_told};
use super::workbook::Workbook;
use super::{IntakeError, Line, csv, json, mail, word};
use crate::domain::private::Private;
use crate::domain::text::clean;

/// Rows of a sheet or table looked at to tell whether it is such a list.
const GLANCE: usize = 40;
/// Labels that a form must have before it is taken for one (our default: one could be chance).
const FORM_LABELS: usize = 2;
/// Columns that a table in a document must have in common with a list (our default).
const LIST_COLUMNS: usize = 3;

/// How a document is to be read, beyond what is known.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Reading {
    /// The sheet of a spreadsheet; the first that holds such a list when nothing is said.
    pub sheet: Option<String>,
    /// Heads that were told: the label of a field, or nothing for "not read".
    pub told: Vec<(String, Option<String>)>,
}

/// What a document was found to be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found {
    /// In words: "spreadsheet, sheet Referrals".
    pub words: String,
    /// The sheet that is read, of a spreadsheet.
    pub sheet: Option<String>,
    /// Every sheet.
    pub sheets: Vec<String>,
    /// Whether it is a form with labels and not a list with heads.
    pub form: bool,
    /// Rows below the heads, blank ones left out.
    pub rows: usize,
}

/// A document that is read.
pub struct Opened<T: Form> {
    /// What it is.
    pub found: Found,
    rows: Rows<T, Box<dyn Iterator<Item = Line>>>,
}

/// One head as found, for whoever checks the mapping.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mapped {
    /// The head.
    pub head: String,
    /// Label of the field it is read as; nothing when it is not read.
    pub field: Option<String>,
    /// Whether somebody said so.
    pub told: bool,
    /// Label of the field it may be.
    pub suggestion: Option<String>,
    /// What stands under it first.
    pub sample: Private,
}

impl<T: Form> Opened<T> {
    /// Row of the heads, as a spreadsheet numbers it; 0 for labels of a form.
    pub const fn heads_row(&self) -> u32 {
        self.rows.heads.row
    }

    /// Every head.
    pub fn heads(&self) -> impl Iterator<Item = &str> {
        self.rows.heads.columns.iter().map(|column| column.head.as_str())
    }

    /// Heads that are not read.
    pub fn unread(&self) -> Vec<String> {
        self.rows.unread()
    }

    /// Heads with their fields and what stands under them first; takes the first rows.
    pub fn mapped(mut self) -> Vec<Mapped> {
        let lines: Vec<Line> = std::iter::from_fn(|| self.rows.line()).take(GLANCE).collect();
        let heads = &self.rows.heads;
        let sample = |column| {
            let cell =
                lines.iter().map(|line| heads.sample(column, line)).find(|cell| !cell.trim().is_empty());
            Private::from(clean(cell.unwrap_or_default()))
        };
        heads
            .columns
            .iter()
            .map(|column| Mapped {
                head: column.head.clone(),
                field: column.slot.map(slot_label::<T>),
                told: column.told,
                suggestion: column.suggestion.map(|field| T::label(field).to_owned()),
                sample: sample(column),
            })
            .collect()
    }

    /// Heads and the labels of their fields, those that are not read included only where that was told: what a
    /// mapping keeps. Other heads of a form may be anybody's words.
    pub fn mapping(&self) -> Vec<(String, Option<String>)> {
        let columns = self.rows.heads.columns.iter().filter(|column| column.told || column.slot.is_some());
        columns.map(|column| (column.head.clone(), column.slot.map(slot_label::<T>))).collect()
    }

    /// The rows.
    ///
    /// # Errors
    /// When no column names anybody.
    pub fn rows(self) -> Result<impl Iterator<Item = Row<T>>, IntakeError> {
        self.rows.named()
    }
}

/// The label of a field, with a number for the second person and on.
fn slot_label<T: Form>(slot: Slot<T::Field>) -> String {
    match slot.place {
        0 => T::label(slot.field).to_owned(),
        place => format!("{} {}", T::label(slot.field), place + 1),
    }
}

/// Every label that a head of such a list may be mapped to.
pub fn labels<T: Form>() -> Vec<&'static str> {
    let mut labels: Vec<&'static str> = Vec::new();
    for (field, _) in T::HEADS {
        let label = T::label(*field);
        if !labels.contains(&label) {
            labels.push(label);
        }
    }
    labels
}

/// A field by its label, or by any head it is known by.
fn slot_named<T: Form>(known: &Known<T::Field>, label: &str) -> Option<Slot<T::Field>> {
    let (bare, place) = match label.rsplit_once(' ').map(|(bare, number)| (bare, number.parse::<u8>())) {
        Some((bare, Ok(number))) if number > 1 => (bare, number - 1),
        _ => (label, 0),
    };
    let field =
        T::HEADS.iter().map(|(field, _)| *field).find(|field| T::label(*field).eq_ignore_ascii_case(bare));
    field.map(|field| Slot { field, place }).or_else(|| known.slot(label))
}

/// The heads that were told, as fields. A label that no field has is said.
fn told<T: Form>(
    file: &str,
    known: &Known<T::Field>,
    reading: &Reading,
) -> Result<Vec<Told<T::Field>>, IntakeError> {
    let one = |(head, label): &(String, Option<String>)| {
        let slot = match label {
            None => None,
            Some(label) => Some(slot_named::<T>(known, label).ok_or_else(|| IntakeError::Unreadable {
                file: clean(file),
                why: format!("no field is called \"{}\"", clean(label)),
            })?),
        };
        Ok(Told { head: clean(head), slot })
    };
    reading.told.iter().map(one).collect()
}

/// Hears labels with the vocabulary of a list, and those that were told.
struct Hearing<'known, T: Form> {
    known: &'known Known<T::Field>,
    told: &'known [Told<T::Field>],
}

impl<T: Form> Ear for Hearing<'_, T> {
    fn hear(&self, head: &str) -> Heard {
        let told = self.told.iter().find(|told| told.head == head).and_then(|told| told.slot);
        match told.or_else(|| self.known.slot(head)) {
            None => Heard::Unknown,
            Some(slot) if T::is_long(slot.field) => Heard::Long,
            Some(_) => Heard::Short,
        }
    }
}

/// Lines of a document before its heads are known.
struct Lines {
    words: String,
    sheet: Option<String>,
    sheets: Vec<String>,
    form: bool,
    count: Option<usize>,
    lines: Box<dyn Iterator<Item = Line>>,
}

impl Lines {
    fn of(words: &str, lines: Vec<Line>) -> Self {
        let count = lines.len();
        Self {
            words: words.to_owned(),
            sheet: None,
            sheets: Vec::new(),
            form: false,
            count: Some(count),
            lines: Box::new(lines.into_iter()),
        }
    }

    fn form(words: &str, forms: Vec<Vec<(String, String)>>) -> Self {
        Self { form: true, ..Self::of(words, table(forms)) }
    }
}

/// Opens a document. `file` is what the user calls it, for messages.
///
/// # Errors
/// When it is of a kind that is not read, damaged, empty, or neither such a list nor such a form.
pub fn open<T: Form>(
    file: &str,
    bytes: &[u8],
    reading: &Reading,
    today: Date,
) -> Result<Opened<T>, IntakeError> {
    let known = T::known();
    let told = told::<T>(file, known, reading)?;
    let hearing = Hearing::<T> { known, told: &told };
    let lines = lines::<T>(file, bytes, reading, &hearing)?;
    let rows = open_told::<T, _>(file, lines.lines, today, &told)?;
    let found = Found {
        words: lines.words,
        sheet: lines.sheet,
        sheets: lines.sheets,
        form: lines.form,
        rows: lines.count.unwrap_or(0).saturating_sub(rows.above),
    };
    Ok(Opened { found, rows })
}

fn lines<T: Form>(
    file: &str,
    bytes: &[u8],
    reading: &Reading,
    hearing: &Hearing<'_, T>,
) -> Result<Lines, IntakeError> {
    let unreadable = |why: String| IntakeError::Unreadable { file: clean(file), why };
    match kind(bytes).map_err(|not| unreadable(not.to_string()))? {
        Kind::Workbook => workbook::<T>(file, bytes, reading, hearing),
        Kind::Word => {
            let blocks = word::read(bytes).map_err(|bad| unreadable(bad.to_string()))?;
            Ok(word_lines::<T>(&blocks, hearing))
        }
        Kind::Json => {
            let forms = json::forms(&csv::decode(bytes)).map_err(unreadable)?;
            let many = forms.len() != 1;
            Ok(Lines { form: !many, ..Lines::form("JSON", forms) })
        }
        Kind::Mail => mail_lines::<T>(file, bytes, reading, hearing),
        Kind::Text => Ok(text_lines::<T>(bytes, hearing)),
    }
}

/// How well lines fit such a list: whether anybody is named, and how many heads are known.
fn fit<T: Form>(hearing: &Hearing<'_, T>, lines: &[Line]) -> Option<(bool, usize)> {
    let filled: Vec<Line> = lines.iter().filter(|line| !line.is_blank()).cloned().collect();
    let (_, heads) = super::heads::Heads::find(hearing.known, hearing.told, T::NAMING, &filled)?;
    Some((heads.names(T::NAMING), heads.read_columns()))
}

fn workbook<T: Form>(
    file: &str,
    bytes: &[u8],
    reading: &Reading,
    hearing: &Hearing<'_, T>,
) -> Result<Lines, IntakeError> {
    let unreadable = |bad: super::workbook::BadWorkbook| IntakeError::Unreadable {
        file: clean(file),
        why: bad.to_string(),
    };
    let mut book = Workbook::open(bytes).map_err(unreadable)?;
    let sheets = book.sheets();
    let sheet = match &reading.sheet {
        Some(wanted) => {
            let found = sheets.iter().find(|sheet| sheet.eq_ignore_ascii_case(wanted.trim()));
            found.cloned().ok_or_else(|| IntakeError::NoSheet {
                file: clean(file),
                sheet: clean(wanted),
                sheets: clean(&sheets.join(", ")),
            })?
        }
        None => {
            let mut best: Option<((bool, usize), String)> = None;
            for sheet in &sheets {
                let Ok(lines) = book.lines(sheet, Some(GLANCE)) else { continue };
                let fit = fit(hearing, &lines).unwrap_or_default();
                if !lines.is_empty() && best.as_ref().is_none_or(|(kept, _)| fit > *kept) {
                    best = Some((fit, sheet.clone()));
                }
            }
            best.map(|(_, sheet)| sheet).ok_or_else(|| IntakeError::Empty { file: clean(file) })?
        }
    };
    let lines = book.lines(&sheet, None).map_err(unreadable)?;
    let mut read = match form_of_rows(&lines, hearing) {
        Some(form) if !fit(hearing, &lines).is_some_and(|(named, _)| named) => {
            Lines::form("spreadsheet", vec![form])
        }
        _ => Lines::of("spreadsheet", lines),
    };
    read.words = match sheets.len() {
        1 => format!("{}, sheet {}", read.words, clean(&sheet)),
        many => format!("{}, sheet {} of {many}", read.words, clean(&sheet)),
    };
    (read.sheet, read.sheets) = (Some(sheet), sheets);
    Ok(read)
}

/// Rows that hold labels with values beside them, as a form.
fn form_of_rows<T: Form>(lines: &[Line], hearing: &Hearing<'_, T>) -> Option<Vec<(String, String)>> {
    let mut labelled = Labelled::new(hearing);
    // A form is a page or two; a long list is none.
    for line in lines.iter().take(400) {
        let cells: Vec<Cell> =
            line.cells.iter().map(|text| Cell { text: text.clone(), stands_out: false }).collect();
        labelled.row(&cells);
    }
    (labelled.known() > FORM_LABELS).then(|| labelled.into_pairs())
}

fn word_lines<T: Form>(blocks: &[word::Block], hearing: &Hearing<'_, T>) -> Lines {
    let mut tables: Vec<Vec<Line>> = word::tables(blocks);
    tables.retain(|lines| is_list(hearing, lines));
    if let Some(lines) = tables.into_iter().max_by_key(Vec::len) {
        return Lines::of("table in a Word document", lines);
    }
    let mut labelled = Labelled::new(hearing);
    word::form(blocks, &mut labelled);
    Lines::form("Word form", vec![labelled.into_pairs()])
}

/// Whether a table has a row of heads of such a list, with rows below that are none.
fn is_list<T: Form>(hearing: &Hearing<'_, T>, lines: &[Line]) -> bool {
    let found = super::heads::Heads::find(hearing.known, hearing.told, T::NAMING, lines);
    found.is_some_and(|(place, heads)| {
        let read = heads.read_columns();
        let below = lines.get(place + 1);
        let labels =
            |line: &Line| line.cells.iter().filter(|cell| hearing.hear(cell) != Heard::Unknown).count();
        heads.names(T::NAMING)
            && read >= LIST_COLUMNS
            && read * 3 >= heads.columns.len() * 2
            && below.is_some_and(|line| labels(line) * 2 < read)
    })
}

fn mail_lines<T: Form>(
    file: &str,
    bytes: &[u8],
    reading: &Reading,
    hearing: &Hearing<'_, T>,
) -> Result<Lines, IntakeError> {
    let Some(message) = mail::message(bytes) else { return Ok(text_lines::<T>(bytes, hearing)) };
    if let Some(forms) = forms_of_text(&message.text, hearing) {
        return Ok(Lines::form("e-mail", forms));
    }
    // The form may be attached; a message inside a message is not opened.
    for attached in &message.attached {
        if !matches!(kind(&attached.bytes), Ok(Kind::Workbook | Kind::Word | Kind::Json | Kind::Text)) {
            continue;
        }
        if let Ok(mut read) = lines::<T>(file, &attached.bytes, reading, hearing)
            && read.count.is_none_or(|count| count > 1)
        {
            read.words = format!("{} attached to an e-mail", read.words);
            return Ok(read);
        }
    }
    Ok(Lines::form("e-mail", vec![labelled_text(&message.text, hearing).into_pairs()]))
}

fn labelled_text<'ear, T: Form>(text: &str, hearing: &'ear Hearing<'_, T>) -> Labelled<'ear> {
    let mut labelled = Labelled::new(hearing);
    labelled.text(text);
    labelled
}

/// The forms of a text: several only where each part of it names somebody.
fn forms_of_text<T: Form>(text: &str, hearing: &Hearing<'_, T>) -> Option<Vec<Vec<(String, String)>>> {
    let parts = mail::referrals(text);
    let read = |text: &str| labelled_text(text, hearing);
    let names = |labelled: &Labelled<'_>| {
        labelled.names(|head| {
            let told = hearing.told.iter().find(|told| told.head == head).and_then(|told| told.slot);
            told.or_else(|| hearing.known.slot(head)).is_some_and(|slot| T::NAMING.contains(&slot.field))
        })
    };
    let each: Vec<Labelled<'_>> = parts.iter().map(|part| read(part)).collect();
    let naming: Vec<Labelled<'_>> = each.into_iter().filter(|labelled| names(labelled)).collect();
    let forms = if naming.len() > 1 { naming } else { vec![read(&parts.join("\n"))] };
    let enough = forms.iter().all(|labelled| labelled.known() >= FORM_LABELS);
    enough.then(|| forms.into_iter().map(Labelled::into_pairs).collect())
}

fn text_lines<T: Form>(bytes: &[u8], hearing: &Hearing<'_, T>) -> Lines {
    let first: Vec<Line> = csv::lines(bytes).filter(|line| !line.is_blank()).take(GLANCE).collect();
    let listed = fit(hearing, &first).is_some_and(|(named, columns)| named && columns > 1);
    if !listed {
        let text = csv::decode(bytes);
        if let Some(forms) = forms_of_text(&text, hearing) {
            return Lines::form("text", forms);
        }
        if let Some(form) = form_of_rows(&first, hearing) {
            return Lines::form("form in a text table", vec![form]);
        }
    }
    let count = csv::lines(bytes).filter(|line| !line.is_blank()).count();
    let lines = csv::lines(bytes);
    let separator = match lines.separator() {
        b';' => "semicolons",
        b'\t' => "tabs",
        _ => "commas",
    };
    Lines {
        words: format!("list with {separator}"),
        sheet: None,
        sheets: Vec::new(),
        form: false,
        count: Some(count),
        lines: Box::new(lines),
    }
}

/// A document as text, to be looked at; nothing for one that is no text.
pub fn text(bytes: &[u8]) -> Option<String> {
    let row = |line: &Line| line.cells.iter().map(|cell| clean(cell)).collect::<Vec<_>>().join("  |  ");
    let text = match kind(bytes).ok()? {
        Kind::Workbook => {
            let mut book = Workbook::open(bytes).ok()?;
            let mut lines = Vec::new();
            for sheet in book.sheets() {
                lines.push(format!("[{sheet}]"));
                lines.extend(book.lines(&sheet, Some(MOST_SHOWN)).ok()?.iter().map(row));
            }
            lines.join("\n")
        }
        Kind::Word => word::text(&word::read(bytes).ok()?),
        Kind::Mail => {
            let message = mail::message(bytes)?;
            let mut text = message.text;
            for attached in &message.attached {
                text.push_str(&format!("\n[attached: {}]", clean(&attached.name)));
            }
            text
        }
        Kind::Json | Kind::Text => {
            let text = csv::decode(bytes);
            // Bytes that are no text read as letters of an older character set, noughts among them.
            if text.contains('\0') {
                return None;
            }
            text.into_owned()
        }
    };
    let cut = text.floor_char_boundary(MOST_TEXT);
    Some(crate::domain::text::clean_lines(text.get(..cut).unwrap_or(&text)))
}

/// Most rows of a sheet and most bytes of text shown to be looked at (our defaults).
const MOST_SHOWN: usize = 2_000;
const MOST_TEXT: usize = 1 << 18;
