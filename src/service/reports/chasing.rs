//! Who was reminded, and how far that went: the report `chasing`.

use std::collections::BTreeMap;

use super::actions::agreed;
use super::{forums, line, named};
use crate::domain::refusal::Refusal;
use crate::domain::report::{
    Asked, BehindLine, Cell, Figure, Grid, Head, Measure, Measures, Part, Report, Row,
};
use crate::domain::rows::action::Action;
use crate::domain::rows::case::Case;
use crate::domain::rows::chase::ChaseStep;
use crate::domain::tools::forum::Forum;
use crate::record::lists::Reminded;
use crate::service::look::actions::{agency, stands};
use crate::service::looking::Looking;

/// Counts it.
pub fn report(with: &Looking<'_>, asked: &Asked) -> Result<Report, Refusal> {
    let forums = forums(with, asked)?;
    let keys: Vec<&str> = forums.iter().map(|forum| forum.key.as_str()).collect();
    let reminded = with.view.reminders(agreed(&keys, asked))?;
    let escalated = escalated(with, &forums)?;
    let mut report = Report::new(asked, named(asked, &forums), with.now.today());
    report.notes.push("Reminders kept in the period, whenever their actions were agreed.".to_owned());
    report.parts.push(whole(&reminded, escalated.len()));
    report.parts.push(by_agency(with, &reminded, &escalated)?);
    Ok(report)
}

/// Everything together.
fn whole(reminded: &[Reminded], escalated: usize) -> Part {
    let times = |step: ChaseStep| {
        reminded.iter().filter(|line| line.step == step.word()).map(|line| line.times).sum::<usize>()
    };
    let all: usize = reminded.iter().map(|line| line.times).sum();
    let line = |key, name: &str, count, basis: &str| {
        Measure::of_work(key, name, Figure::Count(count), basis.to_owned())
    };
    Part::Measures(Measures {
        title: "All agencies together".to_owned(),
        lines: vec![
            line(
                "reminders",
                "Reminders",
                all,
                "every reminder kept in the period: drafts written, and those told another way",
            ),
            line(
                "first",
                "First reminders",
                times(ChaseStep::First),
                "of those, the first since the date passed",
            ),
            line("again", "Reminded again", times(ChaseStep::Again), "of those, a further one to the agency"),
            line(
                "senior",
                "To the agency's senior",
                times(ChaseStep::Senior),
                "of those, to the post named in the area's list",
            ),
            line(
                "steering",
                "To the steering group",
                times(ChaseStep::Steering),
                "of those, put before the steering group",
            ),
            line(
                "escalated",
                "With the steering group now",
                escalated,
                "live actions put before the steering group since their date passed, as they stand today",
            )
            .opened(),
        ],
    })
}

fn by_agency(with: &Looking<'_>, reminded: &[Reminded], escalated: &[Action]) -> Result<Part, Refusal> {
    let mut agencies: BTreeMap<&str, [usize; 5]> = BTreeMap::new();
    for line in reminded {
        let step = ChaseStep::ALL.iter().position(|step| step.word() == line.step);
        let counts = agencies.entry(&line.agency).or_default();
        if let Some(count) = step.and_then(|at| counts.get_mut(at)) {
            *count += line.times;
        }
    }
    for action in escalated {
        if let Some(now) = agencies.entry(&action.agency).or_default().last_mut() {
            *now += 1;
        }
    }
    let mut rows = Vec::new();
    for (key, counts) in agencies {
        let mut cells = vec![Cell::Words(agency(with, key)?)];
        cells.extend(counts.into_iter().map(Cell::Count));
        rows.push(Row { key: key.to_owned(), cells, behind: false });
    }
    Ok(Part::Grid(Grid {
        title: "By agency".to_owned(),
        note: "Reminders of the period by how far up they went; with the steering group now: live actions, as they stand today."
            .to_owned(),
        heads: vec![
            Head::words("Agency"),
            Head::number("First"),
            Head::number("Again"),
            Head::number("Senior"),
            Head::number("Steering"),
            Head::number("With it now"),
        ],
        rows,
    }))
}

/// Live actions of these forums that are with the steering group.
fn escalated(with: &Looking<'_>, forums: &[&Forum]) -> Result<Vec<Action>, Refusal> {
    let rows = with.rows();
    let mut found = Vec::new();
    for action in with.view.escalated()? {
        let case: Case = rows.get(action.case)?;
        if forums.iter().any(|forum| forum.key == case.forum) {
            found.push(action);
        }
    }
    Ok(found)
}

/// The actions behind a figure.
pub fn behind(with: &Looking<'_>, asked: &Asked, key: &str) -> Result<Vec<BehindLine>, Refusal> {
    if key != "escalated" {
        return Ok(Vec::new());
    }
    let rows = with.rows();
    let told = escalated(with, &forums(with, asked)?)?.into_iter().map(|action| {
        let why =
            format!("{} {}: {}", action.reference, agency(with, &action.agency)?, stands(with, &action));
        line(&rows, action.case, why, action.due)
    });
    told.collect()
}
