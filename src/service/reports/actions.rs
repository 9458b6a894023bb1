//! What became of actions: the report `actions`.

use std::collections::BTreeMap;

use super::{forums, line, meetings, named};
use crate::domain::refusal::Refusal;
use crate::domain::report::{
    Asked, BehindLine, Cell, Figure, Grid, Head, Measure, Measures, Part, Report, Row, Trend,
};
use crate::domain::rows::action::ActionState;
use crate::domain::rules::EVERY_AGENCY;
use crate::domain::told::Ratio;
use crate::domain::told::deeds::{Alike, Rates};
use crate::domain::told::months::Months;
use crate::domain::tools::forum::Forum;
use crate::record::lists::Agreed;
use crate::service::look::actions::{agency, stands};
use crate::service::looking::Looking;

/// What every rate is out of.
const DUE: &str = "of actions agreed in the period that could be done and whose time has come: done, not done, or open past their \
                   date (our definition); those no longer possible, withdrawn, merged or with another area are in no rate";

/// Which actions a report is about.
pub(super) fn agreed<'a>(keys: &'a [&'a str], asked: &Asked) -> Agreed<'a> {
    Agreed { forums: keys, from: asked.from, to: asked.to }
}

/// Counts it.
pub fn report(with: &Looking<'_>, asked: &Asked) -> Result<Report, Refusal> {
    let forums = forums(with, asked)?;
    let keys: Vec<&str> = forums.iter().map(|forum| forum.key.as_str()).collect();
    let which = agreed(&keys, asked);
    let alike = with.view.deeds(which, with.now.today())?;
    let late = late_days(with, which)?;
    let mut report = Report::new(asked, named(asked, &forums), with.now.today());
    report.notes.push(
        "Actions agreed in the period, as they stand today. Dates are those now in force; how many moved stands beside them."
            .to_owned(),
    );
    let total: Rates = alike.iter().collect();
    report.parts.push(whole(with, asked, &forums, total, &late)?);
    report.parts.push(by_agency(with, &alike, &late)?);
    report.parts.push(by_forum(&forums, &alike));
    report.parts.push(protects(&alike, total));
    report.parts.push(trend(asked, &alike));
    Ok(report)
}

/// Working days late of what was done late, by agency.
fn late_days(with: &Looking<'_>, which: Agreed<'_>) -> Result<BTreeMap<String, Vec<usize>>, Refusal> {
    let mut late: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for days in with.view.late_days(which)? {
        let between = with.area.holidays.working_days_between(days.due, days.closed);
        let between = usize::try_from(between).unwrap_or(0);
        late.entry(days.agency).or_default().extend(std::iter::repeat_n(between, days.count));
    }
    Ok(late)
}

/// Everything together.
#[expect(clippy::too_many_lines, reason = "a table: one measure after another")]
fn whole(
    with: &Looking<'_>,
    asked: &Asked,
    forums: &[&Forum],
    total: Rates,
    late: &BTreeMap<String, Vec<usize>>,
) -> Result<Part, Refusal> {
    let held = meetings(with, forums, asked)?;
    let mut heard = 0;
    for forum in forums {
        let tallied = with.view.tallied(&forum.key, asked.from, asked.to)?;
        heard +=
            tallied.iter().map(|meeting| usize::try_from(meeting.tally.heard).unwrap_or(0)).sum::<usize>();
    }
    let ids: Vec<_> = held.iter().map(|meeting| meeting.id).collect();
    let (times, carried) = with.view.carried_over(&ids)?;
    let of = |key, name: &str, count, basis: &str| {
        Measure::of_work(key, name, Figure::share(count, total.due()), basis)
    };
    let beside = |key, name: &str, count, basis: &str| {
        Measure::of_work(key, name, Figure::share(count, total.agreed), basis).opened()
    };
    let per_case = if heard == 0 {
        Figure::Nothing
    } else {
        let tenths = (total.met * 20 + heard) / (heard * 2);
        Figure::Amount { tenths: i64::try_from(tenths).unwrap_or(i64::MAX), unit: "", n: heard }
    };
    let lines = vec![
        Measure::of_work(
            "agreed",
            "Actions agreed",
            Figure::Count(total.agreed),
            "actions agreed in the period, in meetings and between them",
        )
        .opened(),
        Measure::of_work(
            "per-case",
            "Actions for each case heard",
            per_case,
            "actions agreed in meetings of the period, for each hearing of a case in it",
        ),
        of("on-time", "Done in time", total.on_time, DUE).opened(),
        of("late", "Done late", total.late, DUE).opened(),
        of("not-done", "Not done", total.not_done, DUE).opened(),
        of("overdue", "Open past their date", total.overdue, DUE).opened(),
        Measure::of_work(
            "days-late",
            "Working days late, of what was done late",
            Figure::days(late.values().flatten().copied().collect()),
            "working days by the area's holidays from the date in force to the day it was done: the middle, and the longest",
        ),
        Measure::of_work(
            "open",
            "Open, with time left",
            Figure::Count(total.open),
            "actions somebody still has to act on whose date has not passed, or that have none; in no rate",
        ),
        beside(
            "no-longer-possible",
            "No longer possible",
            total.impossible,
            "circumstances changed: of actions agreed; nobody is blamed for it, and it is in no rate",
        ),
        beside(
            "withdrawn",
            "Withdrawn",
            total.withdrawn,
            "taken back by whoever asked: of actions agreed; nobody is blamed for it, and it is in no rate",
        ),
        beside(
            "merged",
            "Went on in another",
            total.merged,
            "two said the same and one goes on: of actions agreed; in no rate",
        ),
        Measure::of_work(
            "carried",
            "Actions carried over",
            Figure::Count(carried),
            format!(
                "actions that a meeting of the period reviewed and left to go on, whenever they were agreed; {times} times in all"
            ),
        ),
        Measure::of_work(
            "moved",
            "Date moved",
            Figure::share(total.moved, total.agreed),
            "actions whose first date was changed, of actions agreed",
        ),
        Measure::of_work(
            "shown",
            "Done, and something shows it",
            Figure::share(total.proof, total.done()),
            "actions done with evidence or somebody who confirmed it, of actions done",
        ),
    ];
    Ok(Part::Measures(Measures { title: "All agencies together".to_owned(), lines }))
}

/// The columns of rates, after what they are about.
fn heads(first: &str) -> Vec<Head> {
    vec![
        Head::words(first),
        Head::number("Agreed"),
        Head::share("In time"),
        Head::number("Late"),
        Head::number("Not done"),
        Head::number("Overdue"),
        Head::number("Open"),
        Head::number("No longer possible"),
        Head::number("Withdrawn"),
    ]
}

fn cells(name: String, rates: Rates) -> Vec<Cell> {
    vec![
        Cell::Words(name),
        Cell::Count(rates.agreed),
        Cell::Share(rates.timely()),
        Cell::Count(rates.late),
        Cell::Count(rates.not_done),
        Cell::Count(rates.overdue),
        Cell::Count(rates.open),
        Cell::Count(rates.impossible),
        Cell::Count(rates.withdrawn + rates.merged + rates.taken_over),
    ]
}

const BESIDE: &str = "In time: done by the date in force, of those that could be done and whose time has come. Open: somebody still \
                      has to act and there is time. No longer possible and withdrawn (with those merged or gone to another \
                      area) are in no rate: nobody is blamed for them.";

fn by_agency(
    with: &Looking<'_>,
    alike: &[Alike],
    late: &BTreeMap<String, Vec<usize>>,
) -> Result<Part, Refusal> {
    let mut rates: BTreeMap<&str, Rates> = BTreeMap::new();
    for one in alike {
        rates.entry(&one.agency).or_default().count(one);
    }
    let place = |key: &str| with.area.agencies.agency.iter().position(|agency| agency.key == key);
    let mut keys: Vec<&str> = rates.keys().copied().collect();
    keys.sort_by_key(|key| (*key == EVERY_AGENCY, place(key).unwrap_or(usize::MAX), *key));
    let mut rows = Vec::new();
    for key in keys {
        let mut cells = cells(agency(with, key)?, rates.get(key).copied().unwrap_or_default());
        cells.push(match Figure::days(late.get(key).cloned().unwrap_or_default()) {
            Figure::Days { median, .. } => Cell::Count(median),
            _ => Cell::Blank,
        });
        rows.push(Row { key: key.to_owned(), cells, behind: false });
    }
    let mut heads = heads("Agency");
    heads.push(Head::number("Days late"));
    let note = format!("{BESIDE} Days late: working days, the middle of what was done late.");
    Ok(Part::Grid(Grid { title: "By agency".to_owned(), note, heads, rows }))
}

fn by_forum(forums: &[&Forum], alike: &[Alike]) -> Part {
    let row = |forum: &&Forum| {
        let rates: Rates = alike.iter().filter(|one| one.forum == forum.key).collect();
        Row { key: forum.key.clone(), cells: cells(forum.code.clone(), rates), behind: false }
    };
    let rows = forums.iter().map(row).collect();
    Part::Grid(Grid { title: "By forum".to_owned(), note: BESIDE.to_owned(), heads: heads("Forum"), rows })
}

/// Whom the actions protect.
fn protects(alike: &[Alike], total: Rates) -> Part {
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    for one in alike {
        let whom = one.protects.map_or_else(|| "not said".to_owned(), |whom| whom.word().to_owned());
        *counts.entry(whom).or_default() += one.count;
    }
    let mut counts: Vec<(String, usize)> = counts.into_iter().collect();
    counts.sort_by_key(|(whom, count)| (whom == "not said", std::cmp::Reverse(*count)));
    let row = |(whom, count): (String, usize)| Row {
        key: whom.replace(' ', "-"),
        cells: vec![
            Cell::Words(whom),
            Cell::Count(count),
            Cell::Share(Ratio { of: count, all: total.agreed }),
        ],
        behind: false,
    };
    Part::Grid(Grid {
        title: "Whom they protect".to_owned(),
        note: "As it was said when the action was agreed, of all actions agreed in the period.".to_owned(),
        heads: vec![Head::words("Whom"), Head::number("Actions"), Head::share("Of all")],
        rows: counts.into_iter().map(row).collect(),
    })
}

fn trend(asked: &Asked, alike: &[Alike]) -> Part {
    let mut months = Months::<Rates>::of(asked.from, asked.to);
    for one in alike {
        if let Some(month) = months.at(one.month) {
            month.count(one);
        }
    }
    let shares = |of: fn(&Rates) -> usize| -> Vec<Figure> {
        months.iter().map(|(_, rates)| Figure::share(of(rates), rates.due())).collect()
    };
    let series = vec![
        ("In time".to_owned(), shares(|rates| rates.on_time)),
        ("Not done or overdue".to_owned(), shares(|rates| rates.not_done + rates.overdue)),
    ];
    Part::Trend(Trend {
        title: "Actions in time, by the month they were agreed, in the hundred".to_owned(),
        labels: months.labels(),
        series,
        people: false,
    })
}

/// The actions behind a figure.
pub fn behind(with: &Looking<'_>, asked: &Asked, key: &str) -> Result<Vec<BehindLine>, Refusal> {
    let forums = forums(with, asked)?;
    let keys: Vec<&str> = forums.iter().map(|forum| forum.key.as_str()).collect();
    let live = [ActionState::AwaitingConfirmation, ActionState::Open, ActionState::InHand];
    let (states, late, overdue): (&[ActionState], Option<bool>, _) = match key {
        "agreed" => (ActionState::ALL, None, None),
        "on-time" => (&[ActionState::Completed], Some(false), None),
        "late" => (&[ActionState::Completed], Some(true), None),
        "not-done" => (&[ActionState::NotDone], None, None),
        "overdue" => (&live, None, Some(with.now.today())),
        "no-longer-possible" => (&[ActionState::NoLongerPossible], None, None),
        "withdrawn" => (&[ActionState::Withdrawn], None, None),
        "merged" => (&[ActionState::Merged], None, None),
        _ => return Ok(Vec::new()),
    };
    let found = with.view.deeds_behind(agreed(&keys, asked), states, late, overdue)?;
    let rows = with.rows();
    let told = found.into_iter().map(|action| {
        let why =
            format!("{} {}: {}", action.reference, agency(with, &action.agency)?, stands(with, &action));
        line(&rows, action.case, why, action.closed.or(action.due))
    });
    told.collect()
}
