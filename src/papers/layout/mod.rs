//! Layout: a document to pages.
//!
//! Blocks become strips (`flow`, `table`), strips are put on pages (`paginate`), and what surrounds the text
//! is added last, when the number of pages is known (`running`). Words are measured by shaping them, each once
//! (`shape`); `atoms` and `lines` break them into lines, each stretch in its direction (`bidi`). The result is a value: see [`page`]. Nothing here knows of PDF.

mod atoms;
mod bidi;
mod chart;
mod drawn;
mod flow;
mod lines;
mod listing;
mod opening;
pub mod page;
mod paginate;
mod plot;
mod running;
mod scale;
mod shape;
mod strips;
mod table;
mod words;

pub use drawn::{Glyph, Ink, NOWHERE, SetText, Shape, around, points};
use flow::Flow;
pub use page::{Artifact, Element, ElementId, Item, Page, Paper, Role, Tag};
use running::Frame;
use scale::Scale;

use super::PaperError;
use super::document::Document;

/// Lays a document out on A4, in 10 point type or, for large print, 18 point.
///
/// # Errors
/// [`PaperError::NoRoom`] if header and footer take up more than half of a page.
pub fn lay_out(document: &Document, large_print: bool) -> Result<Paper, PaperError> {
    let (paper, pages) = lay_out_with(document, large_print, &[])?;
    if !document.contents {
        return Ok(paper);
    }
    // The list of parts is as long with its page numbers as without: they are known after the first time.
    Ok(lay_out_with(document, large_print, &pages)?.0)
}

/// Lays out with the pages of the parts as told, and says on which pages they are.
fn lay_out_with(
    document: &Document,
    large_print: bool,
    parts: &[usize],
) -> Result<(Paper, Vec<usize>), PaperError> {
    let mut flow = Flow::new(Scale::new(large_print))?;
    let frame = Frame::measure(&mut flow, document)?;
    flow.letterhead(document);
    flow.title(document);
    if document.contents {
        flow.contents(document, parts);
    }
    for block in &document.blocks {
        flow.block(block);
    }
    flow.law_lines(document);
    let mut pages = paginate::paginate(flow.take_strips(), frame.tops, frame.bottom);
    let found = flow.part_headings();
    let found = found.iter().filter_map(|heading| Some(page::find(&pages, *heading)?.0 + 1)).collect();
    frame.surround(&mut flow, &mut pages);
    Ok((flow.finish(pages), found))
}
