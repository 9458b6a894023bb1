//! Who came and who answered: the report `engagement`.

use super::{forums, named};
use crate::domain::refusal::Refusal;
use crate::domain::report::{Asked, Cell, Grid, Head, Part, Report, Row};
use crate::domain::told::attendance::{held, over};
use crate::domain::told::figures::Ratio;
use crate::service::looking::Looking;

/// Counts it.
pub fn report(with: &Looking<'_>, asked: &Asked) -> Result<Report, Refusal> {
    let forums = forums(with, asked)?;
    let rows = with.rows();
    let mut meetings = Vec::new();
    for forum in &forums {
        meetings.extend(held(&rows, &forum.key, asked.from, asked.to)?);
    }
    let told = over(&rows, with.area, &meetings)?;
    let lines = told.agencies.iter().map(|line| Row {
        key: line.key.clone(),
        cells: vec![
            Cell::Words(line.agency.clone()),
            Cell::Share(Ratio { of: line.there, all: line.of }),
            Cell::Count(line.people),
            Cell::Share(Ratio { of: line.same, all: line.there }),
            Cell::Count(line.apologies),
            Cell::Count(line.informed),
            Cell::Count(line.absent),
        ],
        behind: false,
    });
    let mut report = Report::new(asked, named(asked, &forums), with.now.today());
    report.parts.push(Part::Grid(Grid {
        title: "Attendance".to_owned(),
        note: format!(
            "Meetings with attendance taken: {}. Came to: in the room or by link, of those an agency was expected at. Same person: \
             meetings at which whoever came most often came, of those it came to.",
            told.meetings
        ),
        heads: vec![
            Head::words("Agency"),
            Head::share("Came to"),
            Head::number("People"),
            Head::share("Same person"),
            Head::number("Apologies"),
            Head::number("With information"),
            Head::number("No word"),
        ],
        rows: lines.collect(),
    }));
    Ok(report)
}
