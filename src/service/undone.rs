//! What an undo puts back, told row by row: which row, and its fields from what to what. Narrative is never told, only that
//! it is put back.

use crate::domain::entry::{Edit, Entry, ROW};
use crate::domain::rows::TABLES;
use crate::domain::shape::TableShape;
use crate::domain::value::Value;
use crate::record::View;

/// Fields of one row told at most.
const FIELDS: usize = 4;

/// Fields that hold a word, a day or a figure in every table that has them, and never a name or narrative.
const OPEN: &[&str] = &[
    "state",
    "due",
    "due_kind",
    "closed",
    "agency",
    "on",
    "position",
    "presence",
    "accepted",
    "open",
    "standing",
    "heard",
    "forum",
    "received",
    "last_referred",
    "starts",
    "kind",
    "received",
    "whereabouts_on",
];

/// What entries that undo something do, row by row.
pub fn told(view: View<'_>, entries: &[Entry]) -> Vec<String> {
    let edits: Vec<&Edit> =
        entries.iter().flat_map(|entry| &entry.parts).flat_map(|part| &part.edits).collect();
    let mut lines = Vec::new();
    for run in edits.chunk_by(|one, other| one.id == other.id && one.table == other.table) {
        let Some(first) = run.first() else { continue };
        let shape = TABLES.iter().copied().find(|table| table.name == first.table);
        let what = named(view, shape, first, run);
        let row = run.iter().find(|edit| edit.field == ROW);
        lines.push(match row.map(|edit| edit.now == Value::Null) {
            Some(true) => format!("takes away {what}"),
            Some(false) => format!("brings back {what}"),
            None => format!("{what}: {}", fields(run)),
        });
    }
    let mut told: Vec<String> = Vec::new();
    for same in lines.chunk_by(|one, other| one == other) {
        told.extend(same.first().map(|line| match same.len() {
            1 => line.clone(),
            many => format!("{line}, {many} times"),
        }));
    }
    told
}

/// "action LAN-26-0143/3", "attendance".
fn named(view: View<'_>, shape: Option<&'static TableShape>, first: &Edit, run: &[&Edit]) -> String {
    let table = first.table.replace('_', " ");
    let edited = run.iter().filter(|edit| edit.field == "reference").flat_map(|edit| [&edit.now, &edit.was]);
    let text = |value: &Value| if let Value::Text(text) = value { Some(text.clone()) } else { None };
    let stored = || {
        let shape = shape.filter(|shape| shape.position("reference").is_some())?;
        let row = view.row(shape, first.id).ok().flatten()?;
        text(row.value("reference"))
    };
    match edited.filter_map(text).next().or_else(stored) {
        Some(reference) => format!("{table} {reference}"),
        None => table,
    }
}

/// "state completed to open, closed 26/11/2026 to nothing".
fn fields(run: &[&Edit]) -> String {
    let mut told: Vec<String> = run.iter().take(FIELDS).map(|edit| field(edit)).collect();
    if run.len() > FIELDS {
        told.push(format!("and {} more", run.len() - FIELDS));
    }
    told.join(", ")
}

fn field(edit: &Edit) -> String {
    let name = edit.field.replace('_', " ");
    if !OPEN.contains(&edit.field.as_str()) {
        return format!("{name} as it was");
    }
    format!("{name} {} to {}", value(&edit.was), value(&edit.now))
}

fn value(value: &Value) -> String {
    match value {
        Value::Null => "nothing".to_owned(),
        Value::Int(number) => number.to_string(),
        Value::Text(text) => text.replace('T', " "),
        _ => "something".to_owned(),
    }
}
