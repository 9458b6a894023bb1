//! Needs against provision: the report `gaps`.

use std::collections::BTreeMap;

use super::{forums, named};
use crate::domain::facts::Changes;
use crate::domain::refusal::Refusal;
use crate::domain::report::gaps::{Found, notes};
use crate::domain::report::{Asked, BehindLine, Part, Report};
use crate::domain::rows::case::Case;
use crate::domain::rows::couple::Need;
use crate::domain::rows::pathway::{Pathway, PathwayEnd, UnmetNeed};
use crate::domain::rows::remark::Remark;
use crate::domain::tools::forum::CaseKind;
use crate::service::looking::Looking;

/// Counts it.
pub fn report(with: &Looking<'_>, asked: &Asked) -> Result<Report, Refusal> {
    let forums = forums(with, asked)?;
    let today = with.now.today();
    let mut report = Report::new(asked, named(asked, &forums), today);
    report.notes = notes(with.area, today);
    report.parts = found(with, asked)?.parts(with.area);
    if asked.forum.is_some() {
        report.parts.retain(|part| !matches!(part, Part::Grid(grid) if grid.title == "By forum"));
    }
    Ok(report)
}

/// What is counted: of the period and the forums asked for.
fn found(with: &Looking<'_>, asked: &Asked) -> Result<Found, Refusal> {
    let rows = with.rows();
    let forums = forums(with, asked)?;
    let of = |key: &str| forums.iter().any(|forum| forum.key == key);
    let mut needs = rows.between::<UnmetNeed>("on", &asked.from, &asked.to)?;
    needs.retain(|row| of(&row.forum));
    let mut pathways = rows.between::<Pathway>("agreed", &asked.from, &asked.to)?;
    pathways.retain(|row| of(&row.forum));
    let mut kept = Vec::new();
    for forum in forums.iter().filter(|forum| forum.case_kind == CaseKind::Couple) {
        for case in rows.find::<Case>("forum", &forum.key)? {
            kept.extend(rows.find::<Need>("case", &case.id)?);
        }
    }
    kept.retain(|row| (asked.from..=asked.to).contains(&row.on));
    let mut remarks = rows.between::<Remark>("on", &asked.from, &asked.to)?;
    remarks.retain(|row| row.withdrawn.is_none());
    let items = items(&rows, &remarks)?;
    Ok(Found { needs, pathways, kept, remarks, items })
}

fn items(rows: &Changes<'_>, remarks: &[Remark]) -> Result<BTreeMap<uuid::Uuid, String>, Refusal> {
    let mut items = BTreeMap::new();
    for case in remarks.iter().filter_map(|row| row.plan) {
        if let Some(case) = rows.look::<Case>(case)? {
            items.insert(case.id.uuid(), case.reference);
        }
    }
    Ok(items)
}

/// The cases behind a figure or a line.
pub fn behind(with: &Looking<'_>, asked: &Asked, key: &str) -> Result<Vec<BehindLine>, Refusal> {
    let found = found(with, asked)?;
    let rows = with.rows();
    let (sort, value) = key.split_once(':').unwrap_or((key, ""));
    let of_need = |row: &&UnmetNeed| match sort {
        "found" => true,
        "open" => row.met.is_none(),
        "kind" => row.kind == value,
        "why" => row.lack.word() == value,
        "district" => row.district.as_deref().unwrap_or_default() == value,
        "forum" => row.forum == value,
        _ => false,
    };
    let of_pathway = |row: &&Pathway| match sort {
        "agreed" => true,
        "refused" => row.end == Some(PathwayEnd::Refused),
        "kind" => row.kind.as_deref().unwrap_or_default() == value,
        _ => false,
    };
    let label = |key: &str| with.area.need_label(key).to_owned();
    let mut lines = Vec::new();
    for row in found.needs.iter().filter(of_need) {
        let why = format!("{} ({}): {}", label(&row.kind), row.whom, row.lack);
        lines.push((row.case, why, row.on));
    }
    for row in found.pathways.iter().filter(of_pathway) {
        let stands = row.end.map_or_else(|| row.state().to_string(), |end| end.to_string());
        lines.push((row.case, format!("{} ({}): {stands}", row.name, row.whom), row.agreed));
    }
    for row in found.kept.iter().filter(|row| sort == "kind" && row.kind == value) {
        lines.push((row.case, format!("kept: {}", label(&row.kind)), row.on));
    }
    lines.sort_by_key(|(case, _, on)| (std::cmp::Reverse(*on), *case));
    let line = |(id, why, on)| {
        let case = rows.get::<Case>(id)?.reference;
        Ok(BehindLine { id, case, why, on: Some(on) })
    };
    lines.into_iter().map(line).collect()
}
