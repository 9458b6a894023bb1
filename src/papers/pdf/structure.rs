//! The structure tree: what a screen reader reads, in which order, and as what.

use lopdf::{Dictionary, Document as File, Object, ObjectId, dictionary, text_string};

use super::links::Annotation;
use crate::papers::PaperError;
use crate::papers::blocks::Marker;
use crate::papers::layout::{Element, ElementId, Page, Paper, Role, Tag, around};

/// Adds the tree. `sequences` holds, for each page, the element of each marked sequence; `links` are part of elements too.
///
/// # Errors
/// [`PaperError::Pdf`] if the file lacks what printpdf always writes.
pub fn add(
    file: &mut File,
    paper: &Paper,
    sequences: &[Vec<ElementId>],
    links: &[Annotation],
) -> Result<(), PaperError> {
    let pages: Vec<ObjectId> = file.page_iter().collect();
    let ids: Vec<ObjectId> = paper.elements.iter().map(|_| file.new_object_id()).collect();
    let root = file.new_object_id();
    let mut nodes = nodes(paper, sequences);
    for link in links {
        if let Some(node) = nodes.get_mut(link.element.0) {
            node.links.push((link.page, link.id));
        }
    }

    let mut kids: Vec<Vec<Object>> = Vec::new();
    kids.resize_with(nodes.len(), Vec::new);
    for (index, (node, element)) in nodes.iter().zip(&paper.elements).enumerate() {
        let parent = element.parent.and_then(|parent| kids.get_mut(parent.0));
        if let (true, Some(kids), Some(id)) = (node.kept, parent, ids.get(index)) {
            kids.push(Object::Reference(*id));
        }
    }
    for ((node, element), (kids, id)) in nodes.iter_mut().zip(&paper.elements).zip(kids.into_iter().zip(&ids))
    {
        if node.kept {
            let parent = element.parent.and_then(|parent| ids.get(parent.0)).unwrap_or(&root);
            file.set_object(*id, node.dictionary(element, *parent, kids, &pages));
        }
    }

    let parents = parent_tree(file, sequences, links, &ids);
    file.set_object(
        root,
        dictionary! {
            "Type" => "StructTreeRoot",
            "K" => ids.first().copied().map_or(Object::Null, Object::Reference),
            "ParentTree" => parents,
            "ParentTreeNextKey" => integer(pages.len() + links.len()),
        },
    );
    for (figure, edges) in figures(paper) {
        let Some(id) = ids.get(figure.0) else { continue };
        let place = dictionary! { "O" => "Layout", "Placement" => "Block", "BBox" => edges.map(Object::Real).to_vec() };
        file.get_dictionary_mut(*id)?.set("A", place);
    }
    for (index, page) in pages.iter().enumerate() {
        let page = file.get_dictionary_mut(*page)?;
        page.set("StructParents", integer(index));
        page.set("Tabs", "S");
        if page.get(b"Annots").and_then(Object::as_array).is_ok_and(Vec::is_empty) {
            page.remove(b"Annots");
        }
    }
    let catalog = file.catalog_mut()?;
    catalog.set("StructTreeRoot", root);
    catalog.set("MarkInfo", dictionary! { "Marked" => true });
    Ok(())
}

/// The figures that are drawn on one page, and the edges around each as PDF counts them.
fn figures(paper: &Paper) -> Vec<(ElementId, [f32; 4])> {
    let mut found = Vec::new();
    for (index, _) in paper.elements.iter().enumerate().filter(|(_, element)| element.role == Role::Figure) {
        let figure = ElementId(index);
        let edges = |page: &Page| {
            let items = page.items.iter().filter(|item| item.tag == Tag::Content(figure));
            items.map(|item| item.shape.edges()).reduce(around)
        };
        let mut pages = paper.pages.iter().filter_map(edges);
        if let (Some((left, top, right, bottom)), None) = (pages.next(), pages.next()) {
            found.push((figure, [left, paper.size.1 - bottom, right, paper.size.1 - top]));
        }
    }
    found
}

/// What is known of an element before it is written.
#[derive(Clone, Default)]
struct Node {
    /// Its marked sequences: page and number.
    content: Vec<(usize, usize)>,
    /// Its links: page and object.
    links: Vec<(usize, ObjectId)>,
    /// The first page of it or of what it holds.
    page: Option<usize>,
    /// Not empty, or a cell, whose absence would move its neighbours.
    kept: bool,
}

fn nodes(paper: &Paper, sequences: &[Vec<ElementId>]) -> Vec<Node> {
    let mut nodes = vec![Node::default(); paper.elements.len()];
    for (page, elements) in sequences.iter().enumerate() {
        for (number, element) in elements.iter().enumerate() {
            if let Some(node) = nodes.get_mut(element.0) {
                node.content.push((page, number));
                node.page.get_or_insert(page);
                node.kept = true;
            }
        }
    }
    // Children come after their parents: backwards, each knows what it holds before its parent asks.
    for (index, element) in paper.elements.iter().enumerate().rev() {
        let Some(node) = nodes.get_mut(index) else { continue };
        node.kept |= matches!(element.role, Role::Cell | Role::HeaderCell | Role::Document);
        let (kept, page) = (node.kept, node.page);
        if let Some(parent) = element.parent.and_then(|parent| nodes.get_mut(parent.0)).filter(|_| kept) {
            parent.kept = true;
            parent.page = match (parent.page, page) {
                (Some(one), Some(other)) => Some(one.min(other)),
                (one, other) => one.or(other),
            };
        }
    }
    nodes
}

impl Node {
    fn dictionary(
        &mut self,
        element: &Element,
        parent: ObjectId,
        mut kids: Vec<Object>,
        pages: &[ObjectId],
    ) -> Dictionary {
        let page = |page: usize| pages.get(page).copied().map_or(Object::Null, Object::Reference);
        for &(on, number) in &self.content {
            kids.push(if Some(on) == self.page {
                integer(number)
            } else {
                dictionary! { "Type" => "MCR", "Pg" => page(on), "MCID" => integer(number) }.into()
            });
        }
        for &(on, link) in &self.links {
            kids.push(dictionary! { "Type" => "OBJR", "Pg" => page(on), "Obj" => link }.into());
        }
        let mut entry = dictionary! {
            "Type" => "StructElem",
            "S" => structure_type(element.role),
            "P" => parent,
        };
        match kids.len() {
            1 => entry.set("K", kids.remove(0)),
            _ => entry.set("K", kids),
        }
        if let Some(first) = self.page {
            entry.set("Pg", page(first));
        }
        if let Some(language) = &element.language {
            entry.set("Lang", Object::string_literal(language.tag()));
        }
        if let Some(alternative) = &element.alternative {
            entry.set("Alt", text_string(alternative.reveal()));
        }
        if let Some(attributes) = attributes(element.role) {
            entry.set("A", attributes);
        }
        entry
    }
}

fn structure_type(role: Role) -> &'static str {
    match role {
        Role::Document => "Document",
        Role::Section => "Sect",
        Role::Heading(1) => "H1",
        Role::Heading(2) => "H2",
        Role::Heading(3) => "H3",
        Role::Heading(_) => "H4",
        Role::Paragraph => "P",
        Role::Span => "Span",
        Role::Link => "Link",
        Role::Figure => "Figure",
        Role::Contents => "TOC",
        Role::ContentsEntry => "TOCI",
        Role::List(_) => "L",
        Role::ListItem => "LI",
        Role::Label => "Lbl",
        Role::ListBody => "LBody",
        Role::Table => "Table",
        Role::TableHead => "THead",
        Role::TableBody => "TBody",
        Role::Row => "TR",
        Role::HeaderCell => "TH",
        Role::Cell => "TD",
        Role::Note => "Div",
    }
}

fn attributes(role: Role) -> Option<Dictionary> {
    let numbering = |name: &str| dictionary! { "O" => "List", "ListNumbering" => name };
    match role {
        Role::List(Some(Marker::Bullet)) => Some(numbering("Disc")),
        Role::List(Some(Marker::Number)) => Some(numbering("Decimal")),
        Role::List(None) => Some(numbering("None")),
        Role::HeaderCell => Some(dictionary! { "O" => "Table", "Scope" => "Column" }),
        _ => None,
    }
}

/// From a page and a sequence's number, and from a link, back to its element.
fn parent_tree(
    file: &mut File,
    sequences: &[Vec<ElementId>],
    links: &[Annotation],
    ids: &[ObjectId],
) -> ObjectId {
    let id = |element: &ElementId| ids.get(element.0).copied().map_or(Object::Null, Object::Reference);
    let mut numbers = Vec::new();
    for (page, elements) in sequences.iter().enumerate() {
        let owners: Vec<Object> = elements.iter().map(id).collect();
        let owners = file.add_object(owners);
        numbers.extend([integer(page), Object::Reference(owners)]);
    }
    for (index, link) in links.iter().enumerate() {
        numbers.extend([integer(sequences.len() + index), id(&link.element)]);
    }
    file.add_object(dictionary! { "Nums" => numbers })
}

fn integer(number: usize) -> Object {
    Object::Integer(i64::try_from(number).unwrap_or(i64::MAX))
}
