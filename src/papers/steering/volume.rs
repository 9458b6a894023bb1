//! What was heard: how much, month by month, from whom, and how it ended.

use super::{SteeringFacts, share, told};
use crate::domain::told::Ratio;
use crate::domain::told::demand;
use crate::domain::told::figures::Figures;
use crate::domain::told::shown::{SMALLEST, Shown};
use crate::domain::tools::forum::CaseKind;
use crate::papers::{Align, Chart, Column, Document, Figure, Level, Table};

/// The whole period, a line a figure.
pub fn volume(paper: &mut Document, facts: &SteeringFacts) {
    let volume = &facts.total.volume;
    paper.heading(Level::One, "What was heard");
    let heard = volume.heard;
    let told = |of: usize| told(of, heard, facts.exact);
    let one = |count: usize| Shown::one(count, facts.exact).words();
    let mut lines: Vec<(String, String)> = vec![
        ("Meetings held".into(), volume.meetings.to_string()),
        (format!("{}s heard", facts.labels.case), one(heard)),
    ];
    if facts.kind == CaseKind::Victim {
        lines.push(("Of those, repeats".into(), told(volume.repeats)));
    }
    if facts.kind != CaseKind::Plan {
        lines.push(("Of those, with children".into(), told(volume.with_children)));
        lines.push(("Children of those".into(), one(volume.children)));
    }
    if volume.with_victim > 0 {
        let of_victims = |of: usize| super::told(of, volume.with_victim, facts.exact);
        lines.push(("Views held before the hearing".into(), of_victims(volume.views)));
        lines.push(("Somebody named to tell the victim".into(), of_victims(volume.feedback)));
    }
    if let Some(population) = facts.adult_females.filter(|_| facts.kind == CaseKind::Victim) {
        lines.extend(demand(heard, population, facts));
    }
    lines.push(("Deferred".into(), one(volume.deferred)));
    lines.push(("Of those, not for the first time".into(), one(volume.deferred_again)));
    lines.push(("Taken off before the meeting".into(), one(volume.withdrawn)));
    lines.push(("Listed and not come to".into(), one(volume.not_heard)));
    if facts.kind != CaseKind::Plan {
        lines.push((format!("Days from {} to hearing", facts.labels.referral.to_lowercase()), days(facts)));
    }
    lines.push(("Actions completed on time".into(), timely(&facts.total)));
    paper.key_values(lines);
}

/// Cases against the adult females who live in the area, and what is recommended for a year.
fn demand(heard: usize, population: u32, facts: &SteeringFacts) -> Vec<(String, String)> {
    let recommended = demand::recommended(population);
    let posts = |for_one| demand::posts(recommended, for_one);
    let tenths = |tenths: i64| format!("{}.{}", tenths / 10, tenths % 10);
    let rate = demand::rate(heard, population).filter(|_| facts.exact || heard >= SMALLEST);
    let rounded = rate.and_then(|millionths| i64::try_from((millionths + 50_000) / 100_000).ok());
    let rate =
        rounded.map_or_else(|| "not told".to_owned(), |rate| format!("{} in the period", tenths(rate)));
    vec![
        (format!("Cases per 10,000 of {population} adult females"), rate),
        ("Recommended for a year (40 per 10,000, published)".into(), recommended.to_string()),
        (
            "Posts for that: IDVAs (1 per 100), administrators (1 per 400)".into(),
            format!(
                "{} and {}",
                tenths(posts(demand::CASES_AN_IDVA)),
                tenths(posts(demand::CASES_AN_ADMINISTRATOR))
            ),
        ),
    ]
}

/// "14 in the middle, 43 at most, of 64".
fn days(facts: &SteeringFacts) -> String {
    let days = &facts.total.volume.days;
    match (days.middle(), days.most()) {
        _ if !facts.exact && days.len() < SMALLEST => "too few to tell".to_owned(),
        (Some(middle), Some(most)) => format!("{middle} in the middle, {most} at most, of {}", days.len()),
        _ => "none to count".to_owned(),
    }
}

fn timely(figures: &Figures) -> String {
    let deeds = figures.all_deeds();
    format!("{}: those not due yet, no longer possible or taken over left out", share(deeds.timely()))
}

/// A figure of a month: its head, and how it is counted.
type Monthly = (&'static str, fn(&Figures) -> usize);

/// The figures told month by month, as far as cases of the kind have them.
fn monthly(kind: CaseKind) -> Vec<Monthly> {
    let mut told: Vec<Monthly> = vec![("Heard", |figures| figures.volume.heard)];
    if kind == CaseKind::Victim {
        told.push(("Repeats", |figures| figures.volume.repeats));
    }
    if kind != CaseKind::Plan {
        told.push(("With children", |figures| figures.volume.with_children));
    }
    told.push(("Deferred", |figures| figures.volume.deferred));
    told
}

/// Month by month.
pub fn months(paper: &mut Document, facts: &SteeringFacts) {
    paper.heading(Level::One, "Month by month");
    let told = monthly(facts.kind);
    let columns: Vec<Vec<Shown>> = told
        .iter()
        .map(|(_, get)| {
            let counts: Vec<usize> = facts.months.iter().map(|(_, figures)| get(figures)).collect();
            Shown::parts(&counts, facts.exact)
        })
        .collect();
    chart(paper, facts, &told, &columns);
    let right = |head: &str| Column::new(head, 1.6).aligned(Align::Right);
    let heads =
        ["Meetings"].into_iter().chain(told.iter().map(|(head, _)| *head)).chain(["Actions", "On time"]);
    let mut table = Table::new(std::iter::once(Column::new("Month", 2.0)).chain(heads.map(right)));
    for (at, (month, figures)) in facts.months.iter().enumerate() {
        let deeds = figures.all_deeds();
        let mut row = vec![month.clone(), figures.volume.meetings.to_string()];
        let shown = columns.iter().filter_map(|column| column.get(at));
        row.extend(shown.map(|one| one.words()));
        row.push(deeds.agreed.to_string());
        row.push(percent(deeds.timely()));
        table.push(row);
    }
    paper.table(table);
}

/// Months from which on a line tells more than bars.
const LINES_FROM: usize = 3;

/// The first figures of each month drawn; what may not be told is not drawn either.
fn chart(paper: &mut Document, facts: &SteeringFacts, told: &[Monthly], columns: &[Vec<Shown>]) {
    if facts.total.volume.heard == 0 {
        return;
    }
    let labels = facts.months.iter().map(|(month, _)| month.as_str());
    let title = format!("{}s heard, month by month", facts.labels.case);
    let chart = if facts.months.len() < LINES_FROM {
        Chart::bars(title, labels)
    } else {
        Chart::lines(title, labels)
    };
    let drawn = told.iter().zip(columns).take(2);
    let chart =
        drawn.fold(chart, |chart, ((name, _), column)| chart.series(*name, column.iter().map(figure)));
    paper.chart(chart);
}

fn figure(shown: &Shown) -> Figure {
    match shown {
        Shown::Count(count) => Figure::from(u32::try_from(*count).unwrap_or(u32::MAX)),
        Shown::Small | Shown::Held => Figure::withheld(shown.words()),
    }
}

fn percent(ratio: Ratio) -> String {
    ratio.percent().map_or_else(|| "-".to_owned(), |percent| format!("{percent}% of {}", ratio.all))
}

/// Who referred.
pub fn sources(paper: &mut Document, facts: &SteeringFacts) {
    if facts.sources.is_empty() {
        return;
    }
    paper.heading(Level::One, "Who referred");
    parts(paper, facts, "Agency", &format!("{}s", facts.labels.case), &facts.sources);
}

/// How cases ended, where the forum's file lists it.
pub fn outcomes(paper: &mut Document, facts: &SteeringFacts) {
    if facts.outcomes.is_empty() {
        return;
    }
    let (title, what) = match facts.kind {
        CaseKind::Subject => ("Where subjects went", "Stage"),
        _ => ("What was decided", "Decision"),
    };
    paper.heading(Level::One, title);
    parts(paper, facts, what, "Times", &facts.outcomes);
}

/// Parts of a whole, the most first.
fn parts(paper: &mut Document, facts: &SteeringFacts, what: &str, count: &str, lines: &[(String, usize)]) {
    let counts: Vec<usize> = lines.iter().map(|(_, count)| *count).collect();
    let all: usize = counts.iter().sum();
    let mut table = Table::new([
        Column::new(what, 5.0),
        Column::new(count, 2.0).aligned(Align::Right),
        Column::new("Share", 3.0).aligned(Align::Right),
    ]);
    for ((name, _), shown) in lines.iter().zip(Shown::parts(&counts, facts.exact)) {
        let of_all = match shown {
            Shown::Count(of) => percent(Ratio { of, all }),
            Shown::Small | Shown::Held => String::new(),
        };
        table.push([name.clone(), shown.words(), of_all]);
    }
    paper.table(table);
}

/// Needs the record holds, in a forum that keeps them.
pub fn needs(paper: &mut Document, facts: &SteeringFacts) {
    if facts.needs.is_empty() {
        return;
    }
    paper.heading(Level::One, "Needs");
    let mut table = Table::new([
        Column::new("Need", 5.0),
        Column::new("Recorded", 2.0).aligned(Align::Right),
        Column::new("Not met", 3.0).aligned(Align::Right),
    ]);
    for (need, all, met) in &facts.needs {
        let open = all.saturating_sub(*met);
        table.push([need.clone(), Shown::one(*all, facts.exact).words(), told(open, *all, facts.exact)]);
    }
    paper.table(table);
}
