//! Trends over the months of the period: how long cases waited, and what was done in time, drawn as lines.

use super::SteeringFacts;
use crate::domain::told::Ratio;
use crate::domain::told::answers::Answers;
use crate::domain::told::figures::Figures;
use crate::domain::told::shown::{SMALLEST, Shown};
use crate::domain::tools::forum::CaseKind;
use crate::papers::{Chart, Document, Figure, Level};

/// Months from which on a line tells something.
const MONTHS_FROM: usize = 3;

/// A share of one month, and whether it is one of people.
type Monthly = (&'static str, bool, fn(&Figures) -> Ratio);

/// What is drawn in the hundred.
const SHARES: [Monthly; 3] = [
    ("Actions on time", false, |figures| figures.all_deeds().timely()),
    ("Research in time", false, research),
    ("Repeats", true, |figures| Ratio { of: figures.volume.repeats, all: figures.volume.heard }),
];

/// The trends of a period of three months or more.
pub fn trends(paper: &mut Document, facts: &SteeringFacts) {
    if facts.months.len() < MONTHS_FROM {
        return;
    }
    paper.heading(Level::One, "Trends");
    let labels = || facts.months.iter().map(|(month, _)| month.as_str());
    let has = |get: fn(&Figures) -> Ratio| facts.months.iter().any(|(_, figures)| get(figures).all > 0);
    let mut chart = Chart::lines("In the hundred, month by month", labels());
    let mut drawn = 0;
    for (name, people, get) in SHARES {
        let of_victims = facts.kind == CaseKind::Victim;
        if !has(get) || (people && !of_victims) {
            continue;
        }
        drawn += 1;
        let exact = facts.exact || !people;
        chart = chart.series(name, facts.months.iter().map(|(_, figures)| share(get(figures), exact)));
    }
    if drawn > 0 {
        paper.chart(chart);
    }
    if facts.kind != CaseKind::Plan && !facts.total.volume.days.is_empty() {
        let title = format!(
            "Days from {} to hearing, the middle of each month",
            facts.labels.referral.to_lowercase()
        );
        let days = facts.months.iter().map(|(_, figures)| days(figures, facts.exact));
        paper.chart(Chart::lines(title, labels()).series("Days", days));
    }
}

/// Answers in time of all asked for; nothing where no answer was entered.
fn research(figures: &Figures) -> Ratio {
    let mut sum = Answers::default();
    figures.answers.values().for_each(|line| sum.add(*line));
    if sum.none_came() { Ratio::default() } else { Ratio { of: sum.in_time, all: sum.asked } }
}

/// A share as a point; one of few people is not drawn outside the office.
fn share(ratio: Ratio, exact: bool) -> Figure {
    let told = |count| matches!(Shown::one(count, exact), Shown::Count(_));
    let rest = ratio.all.saturating_sub(ratio.of);
    let Some(percent) = ratio.percent().and_then(|percent| u32::try_from(percent).ok()) else {
        return Figure::withheld("none");
    };
    if !(told(ratio.of) && told(ratio.all) && told(rest)) {
        return Figure::withheld("held back");
    }
    Figure::new(f64::from(percent), format!("{percent}% of {}", ratio.all))
}

/// The middle of the days of a month.
fn days(figures: &Figures, exact: bool) -> Figure {
    let days = &figures.volume.days;
    match days.middle().and_then(|middle| u32::try_from(middle).ok()) {
        Some(_) if !exact && days.len() < SMALLEST => Figure::withheld("held back"),
        Some(middle) => Figure::new(f64::from(middle), format!("{middle} of {}", days.len())),
        None => Figure::withheld("none"),
    }
}
