//! How a delivery plan stands: the report `plan`.

use super::{forums, line, named};
use crate::domain::amount::Amount;
use crate::domain::facts::Changes;
use crate::domain::plan::{Tally, actual, state_on};
use crate::domain::refusal::Refusal;
use crate::domain::report::{
    Asked, BehindLine, Cell, Figure, Grid, Head, Measure, Measures, Part, Report, Row, Trend,
};
use crate::domain::rows::case::Case;
use crate::domain::rows::plan::{Figure as Value, Indicator, Milestone, PlanItem, PlanState, Rag, Standing};
use crate::domain::told::months::Months;
use crate::domain::tools::forum::Forum;
use crate::service::look::plan;
use crate::service::looking::Looking;

/// One item of a plan with its rows.
struct Item {
    case: Case,
    row: PlanItem,
    milestones: Vec<Milestone>,
    indicators: Vec<Indicator>,
    figures: Vec<Value>,
    standings: Vec<Standing>,
}

/// Counts it. Items, milestones and indicators are of nobody: they are told in full outside the office, too.
pub fn report(with: &Looking<'_>, asked: &Asked) -> Result<Report, Refusal> {
    let forums = forums(with, asked)?;
    let items = gather(&with.rows(), &forums, asked)?;
    let mut report = Report::new(asked, named(asked, &forums), with.now.today());
    report.notes.push("Items as they stood on the last day of the period.".to_owned());
    let mut priorities = Vec::new();
    let mut whole = Tally::default();
    for forum in &forums {
        let view = plan::view(with, Some(&forum.key), asked.to)?;
        whole = whole + view.whole;
        priorities.extend(view.groups.into_iter().map(|group| (group.label, group.tally)));
    }
    report.parts.push(standing(whole, &items, asked));
    report.parts.push(Part::Grid(by_priority(priorities)));
    report.parts.push(Part::Grid(indicators(&items, asked)));
    report.parts.push(Part::Grid(overdue(&items, asked)));
    report.parts.push(trend(&items, asked));
    Ok(report)
}

fn gather(rows: &Changes<'_>, forums: &[&Forum], asked: &Asked) -> Result<Vec<Item>, Refusal> {
    let mut items = Vec::new();
    for forum in forums {
        for case in rows.find::<Case>("forum", &forum.key)? {
            if case.opened > asked.to {
                continue;
            }
            let Some(row) = rows.find::<PlanItem>("case", &case.id)?.into_iter().next() else { continue };
            items.push(Item {
                milestones: rows.find("case", &case.id)?,
                indicators: rows.find("case", &case.id)?,
                figures: rows.find("case", &case.id)?,
                standings: rows.find("case", &case.id)?,
                case,
                row,
            });
        }
    }
    items.sort_by(|one, other| one.case.reference.cmp(&other.case.reference));
    Ok(items)
}

impl Item {
    /// Whether it was open on the last day.
    fn is_open(&self, asked: &Asked) -> bool {
        state_on(&self.row, asked.to) == PlanState::Open
    }

    /// Milestones not reached by the last day whose day has passed, of an item that is open.
    fn overdue<'a>(&'a self, asked: &'a Asked) -> impl Iterator<Item = &'a Milestone> {
        let late = |row: &&Milestone| row.due < asked.to && row.met.is_none_or(|met| met > asked.to);
        self.milestones.iter().filter(move |row| self.is_open(asked) && late(row))
    }

    /// Whether it was achieved within the period.
    fn achieved(&self, asked: &Asked) -> bool {
        let within = self.row.closed.is_some_and(|on| (asked.from..=asked.to).contains(&on));
        self.row.state == PlanState::Achieved && within
    }
}

/// Items by how they stand, and milestones.
fn standing(tally: Tally, items: &[Item], asked: &Asked) -> Part {
    let line = Measure::of_work;
    let share = |of| Figure::share(of, tally.items);
    let due = items.iter().flat_map(|item| &item.milestones);
    let due: Vec<&Milestone> = due.filter(|row| (asked.from..=asked.to).contains(&row.due)).collect();
    let met = due.iter().filter(|row| row.met.is_some_and(|met| met <= row.due)).count();
    let passed: usize = items.iter().map(|item| item.overdue(asked).count()).sum();
    let open = "open items, as somebody judged them last, of all items of the plan";
    Part::Measures(Measures {
        title: "How the plan stands".to_owned(),
        lines: vec![
            line("items", "Items", Figure::Count(tally.items), "items of the plan on the last day").opened(),
            line(
                "achieved",
                "Achieved",
                share(tally.achieved),
                "items achieved by the last day, of all items of the plan",
            )
            .opened(),
            line(
                "achieved-in-period",
                "Achieved in the period",
                share(items.iter().filter(|item| item.achieved(asked)).count()),
                "items achieved on a day of the period, of all items of the plan",
            )
            .opened(),
            line("green", "Green", share(tally.green), open).opened(),
            line("amber", "Amber", share(tally.amber), open).opened(),
            line("red", "Red", share(tally.red), open).opened(),
            line("not-rated", "Not rated", share(tally.unrated), open).opened(),
            line("dropped", "Dropped", share(tally.dropped), "items given up by the last day, of all")
                .opened(),
            line(
                "milestones-in-time",
                "Milestones reached in time",
                Figure::share(met, due.len()),
                "milestones reached by their day, of those due in the period",
            ),
            line(
                "milestones-overdue",
                "Milestones overdue",
                Figure::Count(passed),
                "milestones of open items whose day has passed and that were not reached by the last day",
            )
            .opened(),
        ],
    })
}

fn by_priority(priorities: Vec<(String, Tally)>) -> Grid {
    let row = |(label, tally): (String, Tally)| Row {
        cells: std::iter::once(Cell::Words(label.clone()))
            .chain(
                [
                    tally.items,
                    tally.achieved,
                    tally.green,
                    tally.amber,
                    tally.red,
                    tally.unrated,
                    tally.dropped,
                    tally.overdue,
                ]
                .map(Cell::Count),
            )
            .collect(),
        key: format!("priority:{label}"),
        behind: false,
    };
    let heads = ["Items", "Achieved", "Green", "Amber", "Red", "Not rated", "Dropped", "Milestone overdue"];
    Grid {
        title: "By priority".to_owned(),
        note: String::new(),
        heads: std::iter::once(Head::words("Priority")).chain(heads.map(Head::number)).collect(),
        rows: priorities.into_iter().filter(|(_, tally)| tally.items > 0).map(row).collect(),
    }
}

/// Every indicator of an open or achieved item: where it began, what it is, what it should be.
fn indicators(items: &[Item], asked: &Asked) -> Grid {
    let told = items.iter().filter(|item| state_on(&item.row, asked.to) != PlanState::Dropped);
    let rows = told.flat_map(|item| item.indicators.iter().map(move |row| (item, row)));
    let rows = rows.map(|(item, row)| {
        let figure = actual(&item.figures, row, asked.to);
        let now = figure.map(|figure| figure.value);
        let shown = |amount: Option<Amount>| match (amount, &row.unit) {
            (None, _) => Cell::Blank,
            (Some(amount), Some(unit)) => Cell::Words(format!("{amount} {unit}")),
            (Some(amount), None) => Cell::Words(amount.to_string()),
        };
        Row {
            key: format!("item:{}", item.case.reference),
            cells: vec![
                Cell::Words(item.case.reference.clone()),
                Cell::Words(row.words.clone()),
                shown(row.baseline),
                shown(now),
                figure.map_or(Cell::Blank, |figure| Cell::Date(figure.on)),
                shown(row.target),
                row.by.map_or(Cell::Blank, Cell::Date),
                Cell::Words(reached(row, now)),
            ],
            behind: true,
        }
    });
    Grid {
        title: "Indicators against baseline and target".to_owned(),
        note: "Newest figure by the last day; blank where nobody gave one.".to_owned(),
        heads: vec![
            Head::words("Item"),
            Head::words("Indicator"),
            Head::words("Baseline"),
            Head::words("Newest"),
            Head::date("Of"),
            Head::words("Target"),
            Head::date("By"),
            Head::words("Stands"),
        ],
        rows: rows.collect(),
    }
}

/// How a figure stands against baseline and target, in words.
fn reached(row: &Indicator, now: Option<Amount>) -> String {
    let Some(now) = now else { return "no figure".to_owned() };
    let at_least = |goal: Amount| if row.lower { now <= goal } else { now >= goal };
    let words = match (row.target, row.baseline) {
        (Some(target), _) if at_least(target) => "target reached",
        (_, Some(baseline)) if now == baseline => "as at baseline",
        (_, Some(baseline)) if at_least(baseline) => "better than baseline",
        (_, Some(_)) => "worse than baseline",
        (Some(_), None) => "target not reached",
        (None, None) => "no target",
    };
    words.to_owned()
}

/// Milestones that are overdue.
fn overdue(items: &[Item], asked: &Asked) -> Grid {
    let rows = items.iter().flat_map(|item| item.overdue(asked).map(move |row| (item, row)));
    let rows = rows.map(|(item, row)| Row {
        key: format!("item:{}", item.case.reference),
        cells: vec![
            Cell::Words(item.case.reference.clone()),
            Cell::Words(item.row.objective.clone()),
            Cell::Words(row.words.clone()),
            Cell::Date(row.due),
            Cell::Count(usize::try_from((asked.to - row.due).get_days()).unwrap_or(0)),
        ],
        behind: true,
    });
    Grid {
        title: "Milestones overdue".to_owned(),
        note: String::new(),
        heads: vec![
            Head::words("Item"),
            Head::words("Objective"),
            Head::words("Milestone"),
            Head::date("Due"),
            Head::number("Days over"),
        ],
        rows: rows.collect(),
    }
}

/// Month by month: items achieved, milestones due and reached.
fn trend(items: &[Item], asked: &Asked) -> Part {
    let mut achieved = Months::<usize>::of(asked.from, asked.to);
    let (mut due, mut met) = (achieved.clone(), achieved.clone());
    let add = |months: &mut Months<usize>, on| {
        if let Some(count) =
            Some(on).filter(|on| (asked.from..=asked.to).contains(on)).and_then(|on| months.at(on))
        {
            *count += 1;
        }
    };
    for item in items {
        if let Some(on) = item.row.closed.filter(|_| item.row.state == PlanState::Achieved) {
            add(&mut achieved, on);
        }
        for row in &item.milestones {
            add(&mut due, row.due);
            if let Some(on) = row.met {
                add(&mut met, on);
            }
        }
    }
    let line = |name: &str, months: &Months<usize>| {
        (name.to_owned(), months.iter().map(|(_, count)| Figure::Count(*count)).collect())
    };
    Part::Trend(Trend {
        title: "Items and milestones, month by month".to_owned(),
        labels: achieved.labels(),
        series: vec![
            line("Items achieved", &achieved),
            line("Milestones due", &due),
            line("Milestones reached", &met),
        ],
        people: false,
    })
}

/// The items behind a figure.
pub fn behind(with: &Looking<'_>, asked: &Asked, key: &str) -> Result<Vec<BehindLine>, Refusal> {
    let rows = with.rows();
    let mut lines = Vec::new();
    for item in gather(&rows, &forums(with, asked)?, asked)? {
        let state = state_on(&item.row, asked.to);
        let rag = crate::domain::plan::standing(&item.standings, asked.to).filter(|_| item.is_open(asked));
        let rated = |wanted: Rag| rag.is_some_and(|row| row.rag == wanted);
        let counts = match key {
            "items" => true,
            "achieved" => state == PlanState::Achieved,
            "achieved-in-period" => item.achieved(asked),
            "green" => rated(Rag::Green),
            "amber" => rated(Rag::Amber),
            "red" => rated(Rag::Red),
            "not-rated" => item.is_open(asked) && rag.is_none(),
            "dropped" => state == PlanState::Dropped,
            "milestones-overdue" => item.overdue(asked).next().is_some(),
            _ => key.strip_prefix("item:") == Some(item.case.reference.as_str()),
        };
        if counts {
            let on = if item.is_open(asked) { rag.map(|row| row.on) } else { item.row.closed };
            lines.push(line(&rows, item.case.id, item.row.objective.clone(), on)?);
        }
    }
    Ok(lines)
}
