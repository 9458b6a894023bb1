//! Layout: a document to pages.
//!
//! Blocks become strips (`flow`, `table`), strips are put on pages (`paginate`), and what surrounds the text
//! is added last, when the number of pages is known (`running`). Words are measured by shaping them, each once
//! (`shape`); `lines` breaks them into lines. The result is a value: see [`page`]. Nothing here knows of PDF.

mod flow;
mod lines;
pub mod page;
mod paginate;
mod running;
mod scale;
mod shape;
mod strips;
mod table;

use flow::Flow;
pub use page::{Artifact, Element, ElementId, Glyph, Ink, Item, Page, Paper, Role, SetText, Shape, Tag};
use running::Frame;
use scale::{PAGE, Scale};

use super::PaperError;
use super::document::Document;

/// Lays a document out on A4, in 10 point type or, for large print, 18 point.
///
/// # Errors
/// [`PaperError::NoRoom`] if header and footer take up more than half of a page.
pub fn lay_out(document: &Document, large_print: bool) -> Result<Paper, PaperError> {
    let mut flow = Flow::new(Scale::new(large_print))?;
    let frame = Frame::measure(&mut flow, document)?;
    flow.title(document);
    for block in &document.blocks {
        flow.block(block);
    }
    let mut pages = paginate::paginate(flow.take_strips(), frame.tops, frame.bottom);
    frame.surround(&mut flow, &mut pages);
    let (elements, missing) = flow.finish();
    Ok(Paper { size: PAGE, pages, elements, missing })
}
