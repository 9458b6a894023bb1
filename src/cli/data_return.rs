//! `convenor report return`: what to look at first, then the return itself; or the file to send, registered as it leaves.

use std::path::PathBuf;

use serde_json::{Value, json};

use super::failure::Failure;
use super::out::{ColumnHead, Out};
use super::session::Session;
use crate::domain::calendar::{show_day_year, show_numeric};
use crate::domain::data_return::{Amount, COLUMNS, Collected, DataReturn};
use crate::domain::paper::{Format, PaperKind, Subject, Wanted};
use crate::domain::private::Private;
use crate::domain::report::{Asked, Period};
use crate::service::ask::{Answer, Ask};
use crate::service::papers::{self, Options};

/// Meetings from which on the columns are told by quarter.
const MOST_MEETINGS: usize = 13;

/// What is to be written.
pub enum File {
    /// Nothing: it is shown.
    None,
    /// The file to send as comma-separated values, printed.
    Printed,
    /// The file to send.
    To(Format, PathBuf),
}

/// Carries it out.
pub fn run(session: &mut Session, asked: &Asked, file: &File, out: &mut Out) -> Result<(), Failure> {
    let days = Period { from: asked.from, to: asked.to };
    let Answer::DataReturn(told) = session.look(&Ask::DataReturn(asked.forum.clone(), days))? else {
        return Err(Failure::unanswered());
    };
    let (format, to) = match file {
        File::None if out.wants_json() => return out.json(data(&told)),
        File::None => return shown(&told, out),
        File::Printed => (Format::Csv, None),
        File::To(format, path) => (*format, Some(path)),
    };
    if asked.outside {
        return Err(Failure::Usage(
            "a return with numbers held back is no return: leave out --outside, or look at it without --csv and --xlsx"
                .to_owned(),
        ));
    }
    // Shown first, also when it is written: what is missing cannot be seen in the file.
    told.report(revealed).iter().for_each(|line| out.warn(line));
    let subject = Subject::Forum { forum: told.forum.clone(), from: asked.from, to: asked.to };
    let wanted = Wanted::of(PaperKind::DataReturn, subject);
    let options = Options { format, ..Options::pdf() };
    let now = session.now();
    let service = session.service()?;
    match to {
        Some(path) => out.reply(&papers::write(service, now, &wanted, &options, path)?),
        None => {
            let (reply, bytes) = papers::handed(service, now, &wanted, &options)?;
            out.say(&reply.words);
            out.bytes(&bytes)
        }
    }
}

/// Words as somebody typed them: whoever counts has to see what was not understood.
fn revealed(words: &Private) -> String {
    words.reveal().to_owned()
}

fn shown(told: &DataReturn, out: &mut Out) -> Result<(), Failure> {
    out.line(&format!(
        "Data return: {}, {} to {}",
        told.name,
        show_day_year(told.from),
        show_day_year(told.to)
    ))?;
    let first = told.report(revealed);
    if first.is_empty() {
        out.line("Nothing is missing, and the sums hold.")?;
    } else {
        out.line("To look at before it is sent:")?;
        first.iter().try_for_each(|line| out.line(&format!("  - {line}")))?;
    }
    out.gap()?;
    if told.rows.is_empty() {
        out.say("no meeting of these days is over: there is no row to send");
        return Ok(());
    }
    let by_meeting = told.rows.len() <= MOST_MEETINGS;
    let parts: Vec<(String, Vec<Collected<Amount>>)> = if by_meeting {
        told.rows.iter().map(|row| (row.on.strftime("%d/%m").to_string(), row.cells.clone())).collect()
    } else {
        told.quarters()
    };
    let total = told.total();
    let heads: Vec<ColumnHead> =
        [ColumnHead::words(""), ColumnHead::words("COLUMN"), ColumnHead::figures("ALL")]
            .into_iter()
            .chain(parts.iter().map(|(name, _)| ColumnHead::figures(name)))
            .collect();
    let cell = |cells: &[Collected<Amount>], at: usize| match cells.get(at) {
        Some(Collected::Yes(amount)) => amount.to_string(),
        _ => "-".to_owned(),
    };
    let rows: Vec<Vec<String>> = COLUMNS
        .iter()
        .enumerate()
        .map(|(at, column)| {
            [column.letter.to_owned(), column.short.to_owned(), cell(&total, at)]
                .into_iter()
                .chain(parts.iter().map(|(_, cells)| cell(cells, at)))
                .collect()
        })
        .collect();
    out.columns(&heads, &rows)?;
    out.line("- is not collected: blank in the file. 0 is none.")
}

/// The same for other programs; what was not collected is null.
fn data(told: &DataReturn) -> Value {
    let cells = |cells: &[Collected<Amount>]| -> Value {
        let told = COLUMNS.iter().zip(cells);
        let pair = |(column, cell): (&crate::domain::data_return::Column, &Collected<Amount>)| {
            let value = match cell {
                Collected::Yes(amount) if amount.is_whole() => json!(amount.floor()),
                Collected::Yes(amount) => json!(amount.number()),
                Collected::No => Value::Null,
            };
            (column.letter.to_owned(), value)
        };
        Value::Object(told.map(pair).collect())
    };
    json!({
        "name": told.name,
        "from": told.from,
        "to": told.to,
        "source_share": told.rule.word(),
        "columns": COLUMNS.iter().map(|column| json!({
            "letter": column.letter, "head": column.head, "head_seen_in_template": column.verbatim,
        })).collect::<Vec<_>>(),
        "meetings": told.rows.iter().map(|row| json!({
            "reference": row.reference, "on": show_numeric(row.on), "cells": cells(&row.cells),
        })).collect::<Vec<_>>(),
        "quarters": told.quarters().iter().map(|(name, quarter)| json!({
            "quarter": name, "cells": cells(quarter),
        })).collect::<Vec<_>>(),
        "total": cells(&told.total()),
        "checks": told.checks().iter().map(|check| json!({
            "meeting": check.reference, "words": check.words,
        })).collect::<Vec<_>>(),
        "missing": told.missing().iter().map(|missing| json!({
            "what": missing.lack.words(), "known": missing.known, "of": missing.of, "blank": missing.blank,
        })).collect::<Vec<_>>(),
        "not_understood": told.not_understood().iter().map(|odd| json!({
            "what": odd.lack.words(), "words": odd.words.reveal(), "cases": odd.count,
        })).collect::<Vec<_>>(),
        "not_over": told.not_over,
    })
}
