//! The same document as a Word file, where a reader must edit: headings by style, lists that are lists, tables whose
//! heads are repeated, the language of every stretch of text, marking and page number on every page.
//!
//! Written part by part ([`body`] the text, [`parts`] the rest) and packed by the zip library that reads Word forms. A
//! column to be filled in has empty cells, or a list to choose from; whatever is typed round them is left alone.

mod body;
mod parts;

use std::io::{Cursor, Write};

use jiff::Timestamp;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipWriter};

use super::PaperError;
use super::document::Document;
use super::flat::escaped;

/// Writes a document as DOCX. `created` stands in its properties.
///
/// # Errors
/// Only when memory runs out under the packer.
pub fn write(document: &Document, created: Timestamp) -> Result<Vec<u8>, PaperError> {
    let document = &*document.charts_told(false);
    let body = body::write(document);
    let files = [
        ("[Content_Types].xml", parts::CONTENT_TYPES.to_owned()),
        ("_rels/.rels", parts::RELATIONS.to_owned()),
        ("docProps/core.xml", core(document, created)),
        ("word/document.xml", body.xml),
        ("word/styles.xml", parts::STYLES.replace("LANGUAGE", &escaped(document.language.tag()))),
        ("word/numbering.xml", parts::numbering(body.numbered)),
        ("word/settings.xml", parts::SETTINGS.to_owned()),
        ("word/header1.xml", header(document)),
        ("word/footer1.xml", footer(document)),
        ("word/_rels/document.xml.rels", parts::DOCUMENT_RELATIONS.to_owned()),
    ];
    let mut packed = ZipWriter::new(Cursor::new(Vec::new()));
    // No clock of this machine goes into the file.
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .last_modified_time(DateTime::default());
    for (name, xml) in files {
        packed.start_file(name, options)?;
        packed.write_all(xml.as_bytes())?;
    }
    Ok(packed.finish()?.into_inner())
}

fn core(document: &Document, created: Timestamp) -> String {
    let at = created.strftime("%Y-%m-%dT%H:%M:%SZ");
    format!(
        "{}<cp:coreProperties xmlns:cp=\"http://schemas.openxmlformats.org/package/2006/metadata/core-properties\" \
         xmlns:dc=\"http://purl.org/dc/elements/1.1/\" xmlns:dcterms=\"http://purl.org/dc/terms/\" \
         xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\"><dc:title>{}</dc:title>\
         <dc:language>{}</dc:language><dcterms:created xsi:type=\"dcterms:W3CDTF\">{at}</dcterms:created>\
         </cp:coreProperties>",
        parts::XML,
        escaped(&document.title),
        escaped(document.language.tag()),
    )
}

/// Marking, and that it is a draft, above every page.
fn header(document: &Document) -> String {
    let mut lines = vec![document.marking.as_str()];
    lines.extend(document.draft.then_some(Document::DRAFT));
    let lines: String = lines.into_iter().filter(|line| !line.is_empty()).map(marking).collect();
    format!("{}<w:hdr {}>{}</w:hdr>", parts::XML, parts::SPACES, or_blank(lines))
}

/// What the paper is, the page, and the marking, below every page.
fn footer(document: &Document) -> String {
    let field =
        |name: &str| format!("<w:fldSimple w:instr=\" {name} \"><w:r><w:t>1</w:t></w:r></w:fldSimple>");
    let text = |text: &str| format!("<w:r><w:t xml:space=\"preserve\">{}</w:t></w:r>", escaped(text));
    let line = document.footer.line();
    let before = if line.is_empty() { "Page ".to_owned() } else { format!("{line} · page ") };
    let pages = format!(
        "<w:p><w:pPr><w:pStyle w:val=\"Footer\"/></w:pPr>{}{}{}{}</w:p>",
        text(&before),
        field("PAGE"),
        text(" of "),
        field("NUMPAGES")
    );
    let marked = if document.marking.is_empty() { String::new() } else { marking(&document.marking) };
    format!("{}<w:ftr {}>{pages}{marked}</w:ftr>", parts::XML, parts::SPACES)
}

fn marking(line: &str) -> String {
    format!(
        "<w:p><w:pPr><w:pStyle w:val=\"Marking\"/></w:pPr><w:r><w:t xml:space=\"preserve\">{}</w:t></w:r></w:p>",
        escaped(line)
    )
}

/// A header must hold a paragraph.
fn or_blank(xml: String) -> String {
    if xml.is_empty() { "<w:p/>".to_owned() } else { xml }
}
