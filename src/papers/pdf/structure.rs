//! The structure tree: what a screen reader reads, in which order, and as what.

use lopdf::{Dictionary, Document as File, Object, ObjectId, dictionary};

use crate::papers::PaperError;
use crate::papers::blocks::Marker;
use crate::papers::layout::{Element, ElementId, Paper, Role};

/// Adds the tree. `sequences` holds, for each page, the element of each marked sequence.
///
/// # Errors
/// [`PaperError::Pdf`] if the file lacks what printpdf always writes.
pub fn add(file: &mut File, paper: &Paper, sequences: &[Vec<ElementId>]) -> Result<(), PaperError> {
    let pages: Vec<ObjectId> = file.page_iter().collect();
    let ids: Vec<ObjectId> = paper.elements.iter().map(|_| file.new_object_id()).collect();
    let root = file.new_object_id();
    let mut nodes = nodes(paper, sequences);

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

    let parents = parent_tree(file, sequences, &ids);
    file.set_object(
        root,
        dictionary! {
            "Type" => "StructTreeRoot",
            "K" => ids.first().copied().map_or(Object::Null, Object::Reference),
            "ParentTree" => parents,
            "ParentTreeNextKey" => integer(pages.len()),
        },
    );
    for (index, page) in pages.iter().enumerate() {
        let page = file.get_dictionary_mut(*page)?;
        page.set("StructParents", integer(index));
        page.set("Tabs", "S");
        page.remove(b"Annots");
    }
    let catalog = file.catalog_mut()?;
    catalog.set("StructTreeRoot", root);
    catalog.set("MarkInfo", dictionary! { "Marked" => true });
    Ok(())
}

/// What is known of an element before it is written.
#[derive(Clone, Default)]
struct Node {
    /// Its marked sequences: page and number.
    content: Vec<(usize, usize)>,
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
        let mut entry = dictionary! {
            "Type" => "StructElem",
            "S" => structure_type(element.role),
            "P" => parent,
            "K" => kids,
        };
        if let Some(first) = self.page {
            entry.set("Pg", page(first));
        }
        if let Some(language) = &element.language {
            entry.set("Lang", Object::string_literal(language.tag()));
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
        Role::Heading(1) => "H1",
        Role::Heading(2) => "H2",
        Role::Heading(3) => "H3",
        Role::Heading(_) => "H4",
        Role::Paragraph => "P",
        Role::Span => "Span",
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

/// From a page and a sequence's number back to its element.
fn parent_tree(file: &mut File, sequences: &[Vec<ElementId>], ids: &[ObjectId]) -> ObjectId {
    let mut numbers = Vec::new();
    for (page, elements) in sequences.iter().enumerate() {
        let owners: Vec<Object> = elements
            .iter()
            .map(|element| ids.get(element.0).copied().map_or(Object::Null, Object::Reference))
            .collect();
        let owners = file.add_object(owners);
        numbers.extend([integer(page), Object::Reference(owners)]);
    }
    file.add_object(dictionary! { "Nums" => numbers })
}

fn integer(number: usize) -> Object {
    Object::Integer(i64::try_from(number).unwrap_or(i64::MAX))
}
