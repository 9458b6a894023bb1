//! Links: what a reader can follow, each with a description for whoever hears it.

use lopdf::{Document as File, Object, ObjectId, StringFormat, dictionary, text_string};

use crate::papers::PaperError;
use crate::papers::blocks::Link;
use crate::papers::layout::{ElementId, Item, NOWHERE, Paper, Shape, Tag, around};

/// A link on a page.
pub struct Annotation {
    /// The element it belongs to.
    pub element: ElementId,
    /// Its page, from 0.
    pub page: usize,
    /// The object.
    pub id: ObjectId,
}

/// Adds the links to their pages; in the parent tree they are numbered after the pages.
///
/// # Errors
/// [`PaperError::Pdf`] if the file lacks what printpdf always writes.
pub fn add(file: &mut File, paper: &Paper, pages: &[ObjectId]) -> Result<Vec<Annotation>, PaperError> {
    let mut added: Vec<Annotation> = Vec::new();
    for (number, (page, id)) in paper.pages.iter().zip(pages).enumerate() {
        let mut here: Vec<Object> = Vec::new();
        for line in page.items.chunk_by(same_line) {
            let Some(Item { tag: Tag::Content(element), .. }) = line.first() else { continue };
            let Some(link) = paper.elements.get(element.0).and_then(|element| element.link.as_ref()) else {
                continue;
            };
            let Some((target, about)) = target(link, paper, pages) else { continue };
            let (left, top, right, bottom) = line.iter().map(|item| item.shape.edges()).fold(NOWHERE, around);
            let edges = [left, paper.size.1 - bottom, right, paper.size.1 - top].map(Object::Real).to_vec();
            let mut annotation = dictionary! {
                "Type" => "Annot",
                "Subtype" => "Link",
                "Rect" => edges,
                "Border" => vec![Object::Integer(0), Object::Integer(0), Object::Integer(0)],
                "F" => 4,
                "Contents" => text_string(&about),
                "StructParent" => i64::try_from(pages.len() + added.len()).unwrap_or(i64::MAX),
            };
            annotation.extend(&target);
            let id = file.add_object(annotation);
            here.push(Object::Reference(id));
            added.push(Annotation { element: *element, page: number, id });
        }
        if !here.is_empty() {
            file.get_dictionary_mut(*id)?.set("Annots", here);
        }
    }
    Ok(added)
}

/// Text of one element on one line.
fn same_line(one: &Item, other: &Item) -> bool {
    match (&one.shape, &other.shape) {
        (Shape::Text(a), Shape::Text(b)) => one.tag == other.tag && (a.y - b.y).abs() < 0.1,
        _ => false,
    }
}

/// Where a link leads, and what is said of it; nothing where the place it names is not in the paper.
fn target(link: &Link, paper: &Paper, pages: &[ObjectId]) -> Option<(lopdf::Dictionary, String)> {
    match link {
        Link::Address(address) => {
            let about = match address.strip_prefix("mailto:") {
                Some(to) => format!("Write to {to}"),
                None => format!("Open {address}"),
            };
            let address = Object::String(address.as_bytes().to_vec(), StringFormat::Literal);
            let action = dictionary! { "Type" => "Action", "S" => "URI", "URI" => address };
            Some((dictionary! { "A" => action }, about))
        }
        Link::Place(name) => {
            let (number, item) = paper.find(*paper.places.get(name)?)?;
            let (_, top, _, _) = item.shape.edges();
            let page = Object::Reference(*pages.get(number)?);
            let top = Object::Real(paper.size.1 - top + 6.0);
            let place: Vec<Object> = vec![page, "XYZ".into(), Object::Null, top, Object::Null];
            Some((dictionary! { "Dest" => place }, format!("Go to page {}", number + 1)))
        }
    }
}
