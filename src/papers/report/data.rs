//! A report for other programs: every figure with its parts, as JSON and as comma-separated values.

use serde_json::{Map, Value, json};

use crate::domain::report::{Cell, Figure, Grid, Head, Measures, Part, Report, Row};
use crate::papers::PaperError;
use crate::papers::csv::safe;

/// One line for each figure: where it stands, its name for programs, the figure, what it is out of, how it is counted.
///
/// # Errors
/// Only when memory runs out under the writer.
pub fn csv(told: &Report) -> Result<Vec<u8>, PaperError> {
    let mut writer = csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(Vec::new());
    writer.write_record(["part", "key", "name", "column", "value", "of", "all", "n", "basis"])?;
    for line in told.parts.iter().flat_map(lines) {
        writer.write_record(line.iter().map(|cell| safe(cell)))?;
    }
    Ok(writer.into_inner().map_err(csv::IntoInnerError::into_error)?)
}

type Record = [String; 9];

fn lines(part: &Part) -> Vec<Record> {
    match part {
        Part::Measures(part) => part
            .lines
            .iter()
            .flat_map(|line| {
                let record =
                    |column, figure| record([&part.title, line.key, &line.name, column], figure, &line.basis);
                let before = line.before.as_ref().map(|figure| record("before", figure));
                std::iter::once(record("", &line.figure)).chain(before).collect::<Vec<_>>()
            })
            .collect(),
        Part::Grid(part) => part
            .rows
            .iter()
            .flat_map(|row| {
                part.heads.iter().zip(&row.cells).map(|(head, cell)| cell_record(part, row, head, cell))
            })
            .collect(),
        Part::Trend(part) => part
            .series
            .iter()
            .flat_map(|(name, figures)| {
                part.labels
                    .iter()
                    .zip(figures)
                    .map(|(label, figure)| record([&part.title, label, name, ""], figure, ""))
            })
            .collect(),
    }
}

fn record([part, key, name, column]: [&str; 4], figure: &Figure, basis: &str) -> Record {
    let (of, all) = match figure {
        Figure::Share(ratio) => (ratio.of.to_string(), ratio.all.to_string()),
        Figure::Per { of, all, .. } => (of.to_string(), all.to_string()),
        Figure::Count(count) => (count.to_string(), String::new()),
        _ => (String::new(), String::new()),
    };
    let n = figure.n().map(|count| count.to_string()).unwrap_or_default();
    [part.into(), key.into(), name.into(), column.into(), figure.said(), of, all, n, basis.into()]
}

fn cell_record(part: &Grid, row: &Row, head: &Head, cell: &Cell) -> Record {
    let (of, all) = match cell {
        Cell::Share(ratio) => (ratio.of.to_string(), ratio.all.to_string()),
        _ => (String::new(), String::new()),
    };
    let value = match cell {
        Cell::Count(count) => count.to_string(),
        Cell::Date(day) => day.to_string(),
        cell => cell.said(),
    };
    let name = row.cells.first().map(Cell::said).unwrap_or_default();
    let (title, note) = (part.title.clone(), part.note.clone());
    [title, row.key.clone(), name, head.name.clone(), value, of, all, String::new(), note]
}

/// A report as JSON.
pub fn json(told: &Report) -> Value {
    json!({
        "report": told.kind.word(),
        "forum": told.forum,
        "from": told.from,
        "to": told.to,
        "counted": told.counted,
        "outside": told.outside,
        "notes": told.notes,
        "parts": told.parts.iter().map(part_value).collect::<Vec<_>>(),
    })
}

fn part_value(part: &Part) -> Value {
    match part {
        Part::Measures(part) => measures_value(part),
        Part::Grid(part) => json!({
            "table": part.title,
            "note": part.note,
            "columns": part.heads.iter().map(|head| &head.name).collect::<Vec<_>>(),
            "rows": part.rows.iter().map(|row| json!({
                "key": row.key,
                "cells": row.cells.iter().map(cell_value).collect::<Vec<_>>(),
            })).collect::<Vec<_>>(),
        }),
        Part::Trend(part) => {
            let series: Map<String, Value> = part
                .series
                .iter()
                .map(|(name, figures)| (name.clone(), figures.iter().map(figure_value).collect()))
                .collect();
            json!({ "trend": part.title, "labels": part.labels, "series": series })
        }
    }
}

fn measures_value(part: &Measures) -> Value {
    let lines = part.lines.iter().map(|line| {
        json!({
            "key": line.key,
            "name": line.name,
            "figure": figure_value(&line.figure),
            "before": line.before.as_ref().map(figure_value),
            "basis": line.basis,
        })
    });
    json!({ "measures": part.title, "lines": lines.collect::<Vec<_>>() })
}

fn cell_value(cell: &Cell) -> Value {
    match cell {
        Cell::Words(words) => json!(words),
        Cell::Count(count) => json!(count),
        Cell::Share(ratio) => json!({ "of": ratio.of, "all": ratio.all }),
        Cell::Date(day) => json!(day),
        Cell::Blank => Value::Null,
    }
}

fn figure_value(figure: &Figure) -> Value {
    match figure {
        Figure::Count(count) => json!({ "count": count }),
        Figure::Share(ratio) => json!({ "of": ratio.of, "all": ratio.all, "percent": ratio.percent() }),
        Figure::Per { of, all, per } => {
            json!({ "of": of, "all": all, "per": per, "tenths": figure.tenths() })
        }
        Figure::Days { median, longest, n } => {
            json!({ "median_days": median, "longest_days": longest, "n": n })
        }
        Figure::Amount { tenths, unit, n } => json!({ "tenths": tenths, "unit": unit, "n": n }),
        Figure::Word(word, n) => json!({ "word": word, "n": n }),
        Figure::Nothing => json!({ "none_to_count": true }),
        Figure::NotCollected(why) => json!({ "not_collected": why }),
        Figure::Held => json!({ "held_back": true }),
    }
}
