//! The walk through a Word document's XML.

use quick_xml::Reader;
use quick_xml::XmlVersion;
use quick_xml::events::{BytesStart, Event};

use super::{Block, Table, TableCell};
use crate::intake::packed::{BadPack, Packed};
use crate::intake::ticks::{BOX, NO_BOX};

/// Tables inside tables that are told apart; deeper ones are read as text of the cell (our default).
const DEEPEST: usize = 8;
/// Most cells and paragraphs read (our default).
const MOST: usize = 400_000;

/// Why a Word document is not read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum BadWord {
    /// Not unpacked.
    #[error(transparent)]
    Pack(#[from] BadPack),
    /// There is no text part in it, or it breaks off.
    #[error("it is damaged; open it in the word processor and save it again")]
    Damaged,
}

/// Reads a document.
///
/// # Errors
/// When it is damaged or unpacks to too much.
pub fn read(bytes: &[u8]) -> Result<Vec<Block>, BadWord> {
    let mut packed = Packed::open(bytes)?;
    let text = packed.text("word/document.xml").ok_or(BadWord::Damaged)?;
    let mut reader = Reader::from_str(&text);
    reader.config_mut().check_end_names = false;
    let mut walk = Walk::default();
    loop {
        match reader.read_event() {
            Ok(Event::Start(tag)) => walk.start(&tag, false),
            Ok(Event::Empty(tag)) => {
                walk.start(&tag, true);
            }
            Ok(Event::End(tag)) => walk.end(local(tag.name().as_ref())),
            Ok(Event::Text(text)) => walk.text(&text.xml_content(XmlVersion::Implicit1_0)),
            Ok(Event::CData(text)) => walk.text(&text.xml_content(XmlVersion::Implicit1_0)),
            Ok(Event::GeneralRef(name)) => walk.reference(&name.xml_content(XmlVersion::Implicit1_0)),
            Ok(Event::Eof) => break,
            Ok(_) => {}
            Err(_) => return Err(BadWord::Damaged),
        }
        if walk.made > MOST {
            break;
        }
    }
    Ok(walk.finish())
}

/// The name of an element without its namespace.
fn local(name: &str) -> &str {
    name.rsplit_once(':').map_or(name, |(_, local)| local)
}

fn attribute(tag: &BytesStart<'_>, wanted: &str) -> Option<String> {
    let found =
        tag.attributes().with_checks(false).flatten().find(|found| local(found.key.as_ref()) == wanted)?;
    Some(found.value.into_owned())
}

/// Whether an on/off element is on.
fn on(tag: &BytesStart<'_>) -> bool {
    attribute(tag, "val").is_none_or(|value| !matches!(value.as_str(), "0" | "false" | "off" | "none"))
}

/// A paragraph being read.
#[derive(Default)]
struct Paragraph {
    text: String,
    heading: bool,
    /// Letters, and how many of them are bold.
    letters: usize,
    bold: usize,
}

/// A table being read.
#[derive(Default)]
struct OpenTable {
    table: Table,
    cell: Option<OpenCell>,
}

/// A cell being read.
#[derive(Default)]
struct OpenCell {
    made: TableCell,
    shaded: bool,
    letters: usize,
    bold: usize,
}

/// A content control being read.
#[derive(Default)]
struct Control {
    /// Whether it is a box, and ticked.
    ticked: Option<bool>,
    /// Whether it shows only its prompt.
    prompts: bool,
}

#[derive(Default)]
struct Walk {
    blocks: Vec<Block>,
    tables: Vec<OpenTable>,
    /// Tables deeper than are told apart.
    too_deep: usize,
    /// Paragraphs: a text box stands in one of another.
    paragraphs: Vec<Paragraph>,
    controls: Vec<Control>,
    /// Elements being left out, one inside another.
    skipping: usize,
    /// Elements whose text is text.
    in_text: bool,
    bold: bool,
    /// The ticked state of an older form's box: what it was made with, and what it is.
    old_box: Option<bool>,
    made: usize,
}

/// Elements that are left out whole: deleted or moved away under tracked changes, drawn a second time for older
/// programs, instructions of fields.
const LEFT_OUT: &[&str] =
    &["del", "moveFrom", "Fallback", "instrText", "delText", "delInstrText", "rPrChange", "pPrChange"];

impl Walk {
    fn start(&mut self, tag: &BytesStart<'_>, empty: bool) {
        let name = tag.name();
        let name = local(name.as_ref());
        if self.skipping > 0 {
            self.skipping += usize::from(!empty);
            return;
        }
        if LEFT_OUT.contains(&name) {
            self.skipping = usize::from(!empty);
            return;
        }
        match name {
            "sdtContent"
                if self
                    .controls
                    .last()
                    .is_some_and(|control| control.ticked.is_some() || control.prompts) =>
            {
                let control = self.controls.last();
                if let Some(ticked) = control.and_then(|control| control.ticked) {
                    self.put(if ticked { BOX } else { NO_BOX });
                }
                self.skipping = usize::from(!empty);
            }
            "t" => self.in_text = !empty,
            "tbl" if !empty => self.open_table(),
            "tc" if !empty => {
                if let Some(table) = self.tables.last_mut().filter(|_| self.too_deep == 0) {
                    table.cell = Some(OpenCell::default());
                    self.made += 1;
                }
            }
            "tr" if !empty && self.too_deep == 0 => {
                if let Some(table) = self.tables.last_mut() {
                    table.table.0.push(Vec::new());
                }
            }
            "p" => {
                self.paragraphs.push(Paragraph::default());
                self.made += 1;
                if empty {
                    self.end_paragraph();
                }
            }
            "sdt" if !empty => self.controls.push(Control::default()),
            "r" => self.bold = false,
            _ => self.property(name, tag),
        }
    }

    /// Elements that say something of what is round them.
    fn property(&mut self, name: &str, tag: &BytesStart<'_>) {
        match name {
            "tab" | "ptab" if self.in_run() => self.put('\t'),
            "br" | "cr" => self.put('\n'),
            "noBreakHyphen" => self.put('-'),
            "sym" => {
                if let Some(letter) = symbol(tag) {
                    self.put(letter);
                }
            }
            "b" => self.bold = on(tag),
            "pStyle" => {
                let heading = attribute(tag, "val").is_some_and(|style| {
                    let style = style.to_lowercase();
                    style.starts_with("heading") || style == "title" || style == "subtitle"
                });
                if let Some(paragraph) = self.paragraphs.last_mut() {
                    paragraph.heading |= heading;
                }
            }
            "shd" if self.paragraphs.is_empty() => {
                let plain =
                    |fill: &str| fill.eq_ignore_ascii_case("auto") || fill.eq_ignore_ascii_case("ffffff");
                let shaded = attribute(tag, "fill").is_some_and(|fill| !plain(&fill));
                if let Some(cell) = self.tables.last_mut().and_then(|table| table.cell.as_mut()) {
                    cell.shaded |= shaded;
                }
            }
            "checkbox" => {
                if let Some(control) = self.controls.last_mut() {
                    control.ticked.get_or_insert(false);
                }
            }
            "checked" => match self.controls.last_mut() {
                Some(Control { ticked: Some(ticked), .. }) => *ticked = on(tag),
                _ => self.old_box = self.old_box.map(|_| on(tag)),
            },
            "showingPlcHdr" => {
                if let Some(control) = self.controls.last_mut() {
                    control.prompts = on(tag);
                }
            }
            "checkBox" => self.old_box = Some(false),
            "default" if self.old_box.is_some() => self.old_box = Some(on(tag)),
            _ => {}
        }
    }

    fn end(&mut self, name: &str) {
        if self.skipping > 0 {
            self.skipping -= 1;
            return;
        }
        match name {
            "t" => self.in_text = false,
            "p" => self.end_paragraph(),
            "tc" => self.end_cell(),
            "tbl" => self.end_table(),
            "sdt" => drop(self.controls.pop()),
            "ffData" => {
                if let Some(ticked) = self.old_box.take() {
                    self.put(if ticked { BOX } else { NO_BOX });
                }
            }
            _ => {}
        }
    }

    fn in_run(&self) -> bool {
        !self.paragraphs.is_empty()
    }

    fn put(&mut self, letter: char) {
        let bold = self.bold;
        if let Some(paragraph) = self.paragraphs.last_mut() {
            paragraph.text.push(letter);
            if letter.is_alphanumeric() {
                paragraph.letters += 1;
                paragraph.bold += usize::from(bold);
            }
        }
    }

    fn text(&mut self, text: &str) {
        if self.in_text && self.skipping == 0 {
            text.chars().for_each(|letter| self.put(letter));
        }
    }

    /// `&amp;`, `&#8217;` and the like.
    fn reference(&mut self, name: &str) {
        let number = name.strip_prefix('#').map(|digits| {
            digits
                .strip_prefix(['x', 'X'])
                .map_or_else(|| digits.parse().ok(), |hex| u32::from_str_radix(hex, 16).ok())
        });
        let letter = match (number, name) {
            (Some(number), _) => number.and_then(char::from_u32),
            (None, "amp") => Some('&'),
            (None, "lt") => Some('<'),
            (None, "gt") => Some('>'),
            (None, "quot") => Some('"'),
            (None, "apos") => Some('\''),
            _ => None,
        };
        if let Some(letter) = letter {
            self.text(letter.encode_utf8(&mut [0; 4]));
        }
    }

    fn open_table(&mut self) {
        if self.tables.len() >= DEEPEST {
            self.too_deep += 1;
        } else {
            self.tables.push(OpenTable::default());
        }
    }

    fn end_table(&mut self) {
        if self.too_deep > 0 {
            self.too_deep -= 1;
            return;
        }
        self.end_cell();
        let Some(done) = self.tables.pop() else { return };
        match self.tables.last_mut() {
            Some(outer) => {
                if let Some(cell) = &mut outer.cell {
                    cell.made.inside.push(done.table);
                }
            }
            None => self.blocks.push(Block::Table(done.table)),
        }
    }

    fn end_cell(&mut self) {
        if self.too_deep > 0 {
            return;
        }
        let Some(table) = self.tables.last_mut() else { return };
        let Some(mut cell) = table.cell.take() else { return };
        cell.made.cell.text = cell.made.cell.text.trim_matches(['\n', ' ']).to_owned();
        cell.made.cell.stands_out = cell.letters > 0 && (cell.shaded || cell.bold == cell.letters);
        match table.table.0.last_mut() {
            Some(row) => row.push(cell.made),
            None => table.table.0.push(vec![cell.made]),
        }
    }

    fn end_paragraph(&mut self) {
        let Some(paragraph) = self.paragraphs.pop() else { return };
        if let Some(outer) = self.paragraphs.last_mut() {
            // A text box: its words stand with those of the paragraph that holds it.
            if !paragraph.text.trim().is_empty() {
                outer.text.push('\n');
                outer.text.push_str(&paragraph.text);
            }
        } else if let Some(cell) = self.tables.last_mut().and_then(|table| table.cell.as_mut()) {
            if !cell.made.cell.text.is_empty() {
                cell.made.cell.text.push('\n');
            }
            cell.made.cell.text.push_str(&paragraph.text);
            cell.letters += paragraph.letters;
            cell.bold += paragraph.bold;
        } else {
            self.blocks.push(Block::Text { text: paragraph.text, heading: paragraph.heading });
        }
    }

    fn finish(mut self) -> Vec<Block> {
        while !self.paragraphs.is_empty() {
            self.end_paragraph();
        }
        self.too_deep = 0;
        while !self.tables.is_empty() {
            self.end_table();
        }
        self.blocks
    }
}

/// Boxes that older forms draw with a font of symbols.
fn symbol(tag: &BytesStart<'_>) -> Option<char> {
    let code = attribute(tag, "char")?.to_uppercase();
    match code.as_str() {
        // Wingdings: a box crossed, ticked; a tick and a cross by themselves; boxes that are empty.
        "F0FD" | "F0FE" | "F0FC" | "F0FB" => Some(BOX),
        "F0A8" | "F06F" | "F071" | "F072" => Some(NO_BOX),
        _ => None,
    }
}
