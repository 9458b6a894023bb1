//! Pages to PDF.
//!
//! printpdf makes the file, its pages and fonts (`embed`); through lopdf it is filled with what stands on the pages
//! (`content`, `pictures`, `links`), the structure a screen reader follows (`structure`), bookmarks (`outline`), title,
//! language and dates (`catalog`), and the seal of a paper that travels (`seal`). Nothing is measured here. The bytes
//! of two runs differ in places printpdf decides; pages do not.
//!
//! The structure is that of PDF/UA-1 and the file says so: `tests/papers` has it read by two checkers, which confirm
//! what a program can check of it. Three checkpoints need a person, and veraPDF has not been run.

mod catalog;
mod content;
mod embed;
mod links;
mod operators;
mod outline;
mod pictures;
mod seal;
mod structure;

use jiff::Timestamp;
use lopdf::{Dictionary, ObjectId, SaveOptions, Stream};
use printpdf::{PdfDocument, PdfPage, PdfSaveOptions, Pt};

use super::PaperError;
use super::document::Document;
use super::layout::{Paper, lay_out};
use embed::Fonts;
use pictures::Pictures;
pub use seal::Password;

/// How a PDF is written.
#[derive(Clone, Debug)]
pub struct Options {
    /// The moment it says it was created.
    pub created: Timestamp,
    /// 18 point type instead of 10.
    pub large_print: bool,
    /// Sealed: it opens with this password alone.
    pub password: Option<Password>,
}

/// Lays a document out and writes it as PDF.
///
/// # Errors
/// [`PaperError`], as for [`lay_out`]; and if the file cannot be put together.
pub fn write(document: &Document, options: &Options) -> Result<Vec<u8>, PaperError> {
    let paper = lay_out(document, options.large_print)?;
    translate(document, &paper, options)
}

/// Writes pages as PDF.
///
/// # Errors
/// [`PaperError`] if a face cannot be reduced, the file cannot be put together, or the password not be used.
pub fn translate(document: &Document, paper: &Paper, options: &Options) -> Result<Vec<u8>, PaperError> {
    let (mut file, fonts) = shell(document, paper)?;
    let pages: Vec<ObjectId> = file.page_iter().collect();
    let pictures = Pictures::of(paper);
    pictures.embed(&mut file, &pages)?;
    let mut sequences = Vec::new();
    for (page, id) in paper.pages.iter().zip(&pages) {
        let marked = content::translate(page, paper.size.1, &fonts, &pictures);
        let stream = file.add_object(Stream::new(Dictionary::new(), marked.content));
        file.get_dictionary_mut(*id)?.set("Contents", stream);
        sequences.push(marked.sequences);
    }
    let links = links::add(&mut file, paper, &pages)?;
    structure::add(&mut file, paper, &sequences, &links)?;
    outline::add(&mut file, paper)?;
    catalog::complete(&mut file, document, options.created)?;
    file.version = "1.7".into();
    file.prune_objects();
    file.compress();
    if let Some(password) = &options.password {
        seal::seal(&mut file, password)?;
    }
    // After sealing: an identity drawn from what is sealed would confirm a guess at it.
    catalog::identify(&mut file);
    let mut bytes = Vec::new();
    // lopdf seals objects one by one, not the streams it gathers them in.
    let gathered = options.password.is_none();
    let how = SaveOptions::builder().use_object_streams(gathered).use_xref_streams(gathered).build();
    file.save_with_options(&mut bytes, how)?;
    Ok(bytes)
}

/// The file as printpdf makes it: fonts, and pages of the paper's size that show nothing yet.
fn shell(document: &Document, paper: &Paper) -> Result<(lopdf::Document, Fonts), PaperError> {
    let mut pdf = PdfDocument::new(&document.title);
    let (fonts, mut specimen) = Fonts::embed(&mut pdf, paper)?;
    let (width, height) = (Pt(paper.size.0), Pt(paper.size.1));
    let blank = |ops| PdfPage::new(width.into(), height.into(), ops);
    // The specimen, on the first page, is replaced by what the page shows.
    pdf.with_pages(paper.pages.iter().map(|_| blank(std::mem::take(&mut specimen))).collect());
    Ok((pdf.to_lopdf_document(&PdfSaveOptions::default(), &mut Vec::new()), fonts))
}

/// The title a PDF gives itself; nothing when the bytes are no PDF or have none.
pub fn title(bytes: &[u8]) -> Option<String> {
    let file = lopdf::Document::load_mem(bytes).ok()?;
    let info = file.trailer.get(b"Info").ok()?.as_reference().ok()?;
    let title = file.get_dictionary(info).ok()?.get(b"Title").ok()?;
    lopdf::decode_text_string(title).ok()
}
