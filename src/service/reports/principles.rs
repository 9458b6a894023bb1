//! The self-assessment: ratings against the area's lists of principles, with figures of the other reports beside each.

use std::cell::RefCell;
use std::collections::BTreeMap;

use crate::domain::refusal::Refusal;
use crate::domain::report::{Asked, Measures, Part, Period, Report, ReportKind, principles};
use crate::domain::rows::principle::PrincipleRating;
use crate::domain::tools::forum::Forum;
use crate::service::looking::Looking;

/// Puts it together for forums that rate themselves alike. `other` answers another report.
pub fn report(
    with: &Looking<'_>,
    asked: &Asked,
    (named, forums): (Option<String>, &[&Forum]),
    other: &dyn Fn(&Asked) -> Result<Report, Refusal>,
) -> Result<Report, Refusal> {
    let period = Period { from: asked.from, to: asked.to };
    let mut given = with.rows().all::<PrincipleRating>()?;
    given.retain(|rating| forums.iter().any(|forum| forum.key == rating.forum));
    let told: RefCell<BTreeMap<ReportKind, Option<Report>>> = RefCell::default();
    let find = |named: &str, key: &str| {
        let kind = ReportKind::parse(named).filter(|kind| *kind != asked.kind)?;
        let mut told = told.borrow_mut();
        let report = told.entry(kind).or_insert_with(|| other(&within(asked, kind, forums)).ok());
        report.as_ref()?.measure(key).cloned()
    };
    let mut report = Report::new(asked, named, with.now.today());
    report
        .notes
        .push("Rated by people; the figures are there to look at and rate nothing by themselves.".to_owned());
    let mut beside = Vec::new();
    for list in &with.area.principles {
        let table = principles::ratings(list, &given, period, asked.outside);
        let lines = principles::tally(list, &table);
        report
            .parts
            .push(Part::Measures(Measures { title: format!("{}: how they stand", list.name), lines }));
        report.parts.push(Part::Grid(table));
        beside.extend(
            list.principle.iter().map(|principle| Part::Measures(principles::evidence(principle, find))),
        );
    }
    report.parts.extend(beside);
    Ok(report)
}

/// The report that tells a figure shown beside a principle, by its key.
pub fn told_by(with: &Looking<'_>, asked: &Asked, forums: &[&Forum], key: &str) -> Option<Asked> {
    let lists = with.area.principles.iter().flat_map(|list| &list.principle);
    let mut named = lists.flat_map(|principle| &principle.evidence).filter_map(|named| named.split_once('/'));
    let (report, _) = named.find(|(_, figure)| *figure == key)?;
    let kind = ReportKind::parse(report).filter(|kind| *kind != asked.kind)?;
    Some(within(asked, kind, forums))
}

/// The same period asked of another report: of this forum where that has it, of every forum else.
fn within(asked: &Asked, kind: ReportKind, forums: &[&Forum]) -> Asked {
    let has = kind.shape().is_some_and(|shape| forums.iter().all(|forum| shape.is_of(forum.case_kind)));
    Asked { kind, forum: asked.forum.clone().filter(|_| has), ..asked.clone() }
}
