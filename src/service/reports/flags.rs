//! Flags over a period: the report `flags`.

use std::collections::BTreeSet;

use super::{forums, named};
use crate::domain::calendar::{add_days, add_months, show_day_year};
use crate::domain::refusal::Refusal;
use crate::domain::report::flags::{Found, how, is_repeat};
use crate::domain::report::{Asked, BehindLine, Report};
use crate::domain::rows::case::Case;
use crate::domain::rows::flag::{Flag, FlagConfirmed, FlagEnd};
use crate::service::looking::Looking;

/// Counts it.
pub fn report(with: &Looking<'_>, asked: &Asked) -> Result<Report, Refusal> {
    let mut report = Report::new(asked, named(asked, &forums(with, asked)?), with.now.today());
    report.notes.push(
        "Counted are flags kept as such. A case heard before flags were kept has one worked out from its last referral: it \
         stands in the list of flags, and not here."
            .to_owned(),
    );
    report.parts = found(with, asked)?.parts(with.area, asked.to);
    Ok(report)
}

fn found(with: &Looking<'_>, asked: &Asked) -> Result<Found, Refusal> {
    let rows = with.rows();
    let forums = forums(with, asked)?;
    let of = |row: &Flag| forums.iter().any(|forum| forum.key == row.forum);
    let mut raised = rows.between::<Flag>("from", &asked.from, &asked.to)?;
    raised.retain(of);
    // On its day, or before: one that was replaced runs on in the next.
    let mut ended = rows.between::<Flag>("until", &asked.from, &asked.to)?;
    ended.retain(|row| row.ended.is_none() && row.until <= with.now.today());
    ended.extend(rows.between::<Flag>("ended", &Some(asked.from), &Some(asked.to))?);
    ended.retain(|row| of(row) && row.end != Some(FlagEnd::Replaced));
    let mut later = rows.between::<Flag>("until", &add_days(asked.to, 1), &add_months(asked.to, 240))?;
    later.retain(|row| of(row) && row.from <= asked.to && row.ended.is_none_or(|on| on > asked.to));
    let up: BTreeSet<_> = later.iter().map(|row| row.case).collect();
    let mut confirmed = Vec::new();
    for word in rows.between::<FlagConfirmed>("on", &asked.from, &asked.to)? {
        let case: Case = rows.get(word.case)?;
        if forums.iter().any(|forum| forum.key == case.forum) {
            confirmed.push(word);
        }
    }
    Ok(Found { raised, ended, up: up.len(), confirmed })
}

/// The cases behind a figure or a line.
pub fn behind(with: &Looking<'_>, asked: &Asked, key: &str) -> Result<Vec<BehindLine>, Refusal> {
    let found = found(with, asked)?;
    let rows = with.rows();
    let (sort, value) = key.split_once(':').unwrap_or((key, ""));
    let mut lines = Vec::new();
    for row in &found.raised {
        let agency = row.agency.as_deref().unwrap_or_default();
        if sort == "raised" || (sort == "agency" && is_repeat(row) && agency == value) {
            lines.push((row.case, format!("{}, until {}", row.basis, show_day_year(row.until)), row.from));
        }
    }
    for row in &found.ended {
        if sort == "ended" || (sort == "how" && how(row) == value) {
            lines.push((row.case, how(row).to_owned(), row.ended.unwrap_or(row.until)));
        }
    }
    lines.sort_by_key(|(case, _, on)| (std::cmp::Reverse(*on), *case));
    let line = |(id, why, on)| {
        let case = rows.get::<Case>(id)?.reference;
        Ok(BehindLine { id, case, why, on: Some(on) })
    };
    lines.into_iter().map(line).collect()
}
