//! The tables of a paper as lists: those with the same heads become one, each row after the heading it stood under.

use super::blocks::{Block, Column, Row, Table};
use super::document::Document;
use super::flat::line;

/// Tables with the same heads.
pub struct Group<'a> {
    /// What it is called: the heading of its only section, or that of the part its sections belong to.
    pub name: String,
    /// Its columns.
    pub columns: &'a [Column],
    /// Its rows, each with the heading it stood under; nothing where all stood under the same.
    pub rows: Vec<(Option<String>, &'a Row)>,
    /// Whether a column of it is to be filled in.
    pub is_form: bool,
}

impl Group<'_> {
    /// Whether its rows stood under several headings.
    pub fn has_sections(&self) -> bool {
        self.rows.iter().any(|(section, _)| section.is_some())
    }
}

/// A table with the headings it stands under, from the part down.
struct Found<'a> {
    table: &'a Table,
    path: Vec<String>,
}

fn found(document: &Document) -> Vec<Found<'_>> {
    let mut path: Vec<(u8, String)> = Vec::new();
    let mut found = Vec::new();
    for block in &document.blocks {
        match block {
            Block::Heading(level, text) => {
                path.retain(|(above, _)| *above < level.number());
                path.push((level.number(), line(text)));
            }
            Block::Table(table) => {
                found.push(Found { table, path: path.iter().map(|(_, text)| text.clone()).collect() });
            }
            _ => {}
        }
    }
    found
}

/// The lists of a paper, in the order of their first tables.
pub fn groups(document: &Document) -> Vec<Group<'_>> {
    let mut alike: Vec<(Vec<String>, Vec<Found<'_>>)> = Vec::new();
    for table in found(document) {
        let heads: Vec<String> = table.table.columns().iter().map(|column| line(&column.head)).collect();
        match alike.iter_mut().find(|(known, _)| *known == heads) {
            Some((_, tables)) => tables.push(table),
            None => alike.push((heads, vec![table])),
        }
    }
    alike.into_iter().filter_map(|(_, tables)| group(document, &tables)).collect()
}

fn group<'a>(document: &Document, tables: &[Found<'a>]) -> Option<Group<'a>> {
    let first = tables.first()?;
    let same = tables.iter().all(|table| table.path == first.path);
    // What all of them stand under names the list; what only some do stands in their rows.
    let shared = (0..first.path.len())
        .take_while(|at| tables.iter().all(|table| table.path.get(*at) == first.path.get(*at)))
        .count();
    let name = shared.checked_sub(1).and_then(|at| first.path.get(at)).unwrap_or(&document.title).clone();
    let rows = tables.iter().flat_map(|table| {
        let own = table.path.get(shared..).unwrap_or_default().join(", ");
        let section = (!same).then_some(own);
        table.table.rows().iter().map(move |row| (section.clone(), row))
    });
    Some(Group { name, columns: first.table.columns(), rows: rows.collect(), is_form: first.table.is_form() })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::papers::{Column, Level};

    #[test]
    fn tables_with_the_same_heads_become_one_list_and_no_row_is_lost() {
        let table =
            |cells: [&str; 2]| Table::new([Column::new("No.", 1.0), Column::new("What", 3.0)]).row(cells);
        let mut paper = Document::new("Actions");
        paper.heading(Level::One, "Actions for Housing");
        paper.heading(Level::Two, "LAN-1").table(table(["1", "locks"]));
        paper.heading(Level::Two, "LAN-2").table(table(["1", "visit"]).row(["2", "letter"]));
        paper.heading(Level::One, "Dates").table(Table::new([Column::new("Day", 1.0)]).row(["Thu"]));
        let lists = groups(&paper);
        assert_eq!(lists.len(), 2);
        assert_eq!((lists[0].name.as_str(), lists[0].rows.len()), ("Actions for Housing", 3));
        let sections: Vec<_> = lists[0].rows.iter().map(|(section, _)| section.clone()).collect();
        assert_eq!(sections, ["LAN-1", "LAN-2", "LAN-2"].map(|section| Some(section.to_owned())));
        assert_eq!((lists[1].name.as_str(), lists[1].has_sections()), ("Dates", false));
    }
}
