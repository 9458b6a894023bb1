//! Bookmarks: the headings, nested as they are.

use lopdf::{Dictionary, Document as File, Object, ObjectId, dictionary, text_string};

use crate::papers::PaperError;
use crate::papers::layout::page::heading;
use crate::papers::layout::{ElementId, Paper, Shape, Tag};

struct Bookmark {
    element: ElementId,
    depth: u8,
    text: String,
    page: usize,
    /// Baseline of its first line, from the top, and the size of its letters.
    y: f32,
    size: f32,
    /// Baseline of the last line so far.
    last: f32,
}

/// Adds the bookmarks; the title is none.
///
/// # Errors
/// [`PaperError::Pdf`] if the file has no catalog.
pub fn add(file: &mut File, paper: &Paper) -> Result<(), PaperError> {
    let bookmarks = bookmarks(paper);
    if bookmarks.is_empty() {
        return Ok(());
    }
    let pages: Vec<ObjectId> = file.page_iter().collect();
    let root = file.new_object_id();
    let ids: Vec<ObjectId> = bookmarks.iter().map(|_| file.new_object_id()).collect();
    let parents = parents(&bookmarks);
    let under = |parent: Option<usize>| -> Vec<ObjectId> {
        ids.iter().zip(&parents).filter(|(_, of)| **of == parent).map(|(id, _)| *id).collect()
    };

    for (index, bookmark) in bookmarks.iter().enumerate() {
        let (Some(id), Some(&parent)) = (ids.get(index), parents.get(index)) else { continue };
        let top = paper.size.1 - bookmark.y + bookmark.size * 1.5;
        let page = pages.get(bookmark.page).copied().map_or(Object::Null, Object::Reference);
        let target: Vec<Object> = vec![page, "XYZ".into(), Object::Null, Object::Real(top), Object::Null];
        let mut entry = dictionary! {
            "Title" => text_string(&bookmark.text),
            "Parent" => parent.and_then(|parent| ids.get(parent)).copied().unwrap_or(root),
            "Dest" => target,
        };
        let siblings = under(parent);
        let place = siblings.iter().position(|sibling| sibling == id).unwrap_or_default();
        if let Some(previous) = place.checked_sub(1).and_then(|place| siblings.get(place)) {
            entry.set("Prev", *previous);
        }
        if let Some(next) = siblings.get(place + 1) {
            entry.set("Next", *next);
        }
        // Only the first level is open at first: a negative count is closed.
        hold(&mut entry, &under(Some(index)), -1);
        file.set_object(*id, entry);
    }

    let mut outlines = dictionary! { "Type" => "Outlines" };
    hold(&mut outlines, &under(None), 1);
    file.set_object(root, outlines);
    let catalog = file.catalog_mut()?;
    catalog.set("Outlines", root);
    catalog.set("PageMode", "UseOutlines");
    Ok(())
}

fn hold(entry: &mut Dictionary, kids: &[ObjectId], sign: i64) {
    if let (Some(first), Some(last)) = (kids.first(), kids.last()) {
        entry.set("First", *first);
        entry.set("Last", *last);
        entry.set("Count", sign * i64::try_from(kids.len()).unwrap_or_default());
    }
}

fn bookmarks(paper: &Paper) -> Vec<Bookmark> {
    let mut found: Vec<Bookmark> = Vec::new();
    for (page, item) in paper
        .pages
        .iter()
        .enumerate()
        .flat_map(|(page, content)| content.items.iter().map(move |item| (page, item)))
    {
        let (Tag::Content(tag), Shape::Text(text)) = (item.tag, &item.shape) else { continue };
        let Some((element, depth)) = heading(&paper.elements, tag) else { continue };
        match found.last_mut() {
            Some(last) if last.element == element => {
                if (last.last - text.y).abs() > 0.1 {
                    last.text.push(' ');
                }
                last.text.push_str(text.text.reveal());
                last.last = text.y;
            }
            _ => found.push(Bookmark {
                element,
                depth,
                text: text.text.reveal().to_owned(),
                page,
                y: text.y,
                size: text.size,
                last: text.y,
            }),
        }
    }
    found
}

/// For each bookmark the one it is under.
fn parents(bookmarks: &[Bookmark]) -> Vec<Option<usize>> {
    let mut open: Vec<(u8, usize)> = Vec::new();
    let mut parents = Vec::new();
    for (index, bookmark) in bookmarks.iter().enumerate() {
        open.retain(|(depth, _)| *depth < bookmark.depth);
        parents.push(open.last().map(|(_, parent)| *parent));
        open.push((bookmark.depth, index));
    }
    parents
}
