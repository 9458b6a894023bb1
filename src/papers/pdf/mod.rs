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

use std::io::Write;
use std::num::NonZero;

use flate2::Compression;
use flate2::write::ZlibEncoder;
use jiff::Timestamp;
use lopdf::{ObjectId, SaveOptions, Stream, dictionary};
use printpdf::{PdfDocument, PdfPage, PdfSaveOptions, Pt};

use super::PaperError;
use super::document::Document;
use super::layout::{ElementId, Paper, lay_out};
use embed::Fonts;
use pictures::Pictures;
pub use seal::Password;

/// Threads that fill pages at most: our default.
const MOST_THREADS: usize = 4;
/// Pages below which no thread is begun for them: our default.
const FEWEST_PAGES: usize = 4;

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
    for (filled, id) in filled(paper, &fonts, &pictures).into_iter().zip(&pages) {
        let (content, elements) = filled?;
        let header = dictionary! { "Filter" => "FlateDecode" };
        let stream = file.add_object(Stream::new(header, content));
        file.get_dictionary_mut(*id)?.set("Contents", stream);
        sequences.push(elements);
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

/// A page's content, compressed, and the element of each marked sequence in it.
type Filled = Result<(Vec<u8>, Vec<ElementId>), PaperError>;

/// Fills all pages, shared out among a few threads: each page stands alone.
fn filled(paper: &Paper, fonts: &Fonts, pictures: &Pictures) -> Vec<Filled> {
    let threads = std::thread::available_parallelism().map_or(1, NonZero::get).min(MOST_THREADS);
    let fill = |page| {
        let content::Marked { content, sequences } = content::translate(page, paper.size.1, fonts, pictures);
        let mut encoder = ZlibEncoder::new(Vec::with_capacity(content.len() / 4), Compression::default());
        encoder.write_all(&content)?;
        Ok((encoder.finish()?, sequences))
    };
    let share = paper.pages.len().div_ceil(threads).max(FEWEST_PAGES);
    std::thread::scope(|scope| {
        let shares: Vec<_> = paper
            .pages
            .chunks(share)
            .map(|pages| scope.spawn(move || pages.iter().map(fill).collect::<Vec<Filled>>()))
            .collect();
        shares
            .into_iter()
            .flat_map(|share| share.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic)))
            .collect()
    })
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
