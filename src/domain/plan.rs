//! Progress of a delivery plan, worked out from its rows: what the figures suggest, and how many items are achieved.
//!
//! The suggestion stands beside what a person said and never in its place. Its limits are our defaults: a milestone
//! more than thirty days late is red, and an indicator is held against the way it should have come by that day.

use jiff::civil::Date;

use super::amount::Amount;
use super::calendar::{add_days, show_day_year};
use super::rows::plan::{Figure, Indicator, Milestone, PlanItem, PlanState, Rag, Standing};

/// Days a milestone may be late before it is red. Our default.
const LATE_DAYS: i32 = 30;
/// Parts in a hundred an indicator may be behind its way and still be green. Our default.
const GREEN_BEHIND: i64 = 10;
/// Parts in a hundred it may be behind and still be amber. Our default.
const AMBER_BEHIND: i64 = 25;

/// The newest figure on or before a day.
pub fn actual<'a>(figures: &'a [Figure], indicator: &Indicator, on: Date) -> Option<&'a Figure> {
    let of = figures.iter().filter(|figure| figure.indicator == indicator.id && figure.on <= on);
    of.max_by_key(|figure| (figure.on, figure.at, figure.id))
}

/// "62 of 80 %, from 40"; a dash for what is not known.
pub fn indicator_words(indicator: &Indicator, actual: Option<Amount>) -> String {
    let from = indicator.baseline.map(|from| format!(", from {from}")).unwrap_or_default();
    format!("{}{from}", indicator_short(indicator, actual))
}

/// "62 of 80 %".
pub fn indicator_short(indicator: &Indicator, actual: Option<Amount>) -> String {
    let shown = |amount: Option<Amount>| amount.map_or_else(|| "-".to_owned(), |amount| amount.to_string());
    let unit = indicator.unit.as_ref().map(|unit| format!(" {unit}")).unwrap_or_default();
    format!("{} of {}{unit}", shown(actual), shown(indicator.target))
}

/// How an item was said to stand on a day.
pub fn standing(standings: &[Standing], on: Date) -> Option<&Standing> {
    standings.iter().filter(|row| row.on <= on).max_by_key(|row| (row.on, row.at, row.id))
}

/// The milestone that is next, or overdue longest: the earliest not reached by a day.
pub fn next_milestone(milestones: &[Milestone], on: Date) -> Option<&Milestone> {
    let open = milestones.iter().filter(|row| row.met.is_none_or(|met| met > on));
    open.min_by_key(|row| (row.due, row.id))
}

/// How far an item had come on a day: one closed later was open then.
pub fn state_on(item: &PlanItem, on: Date) -> PlanState {
    match item.closed {
        Some(closed) if closed > on => PlanState::Open,
        _ => item.state,
    }
}

/// Whether a figure reaches the target.
fn reached(indicator: &Indicator, actual: Amount) -> bool {
    indicator.target.is_some_and(|target| if indicator.lower { actual <= target } else { actual >= target })
}

/// What one indicator suggests, and why.
fn of_indicator(indicator: &Indicator, figures: &[Figure], begun: Date, on: Date) -> Option<(Rag, String)> {
    let target = indicator.target?;
    let words = &indicator.words;
    let Some(figure) = actual(figures, indicator, on) else {
        let late = indicator.by.filter(|by| *by < on)?;
        return Some((Rag::Red, format!("{words}: no figure, due {}", show_day_year(late))));
    };
    let said = format!("{words}: {} of {target}", figure.value);
    if reached(indicator, figure.value) {
        return Some((Rag::Green, said));
    }
    if indicator.by.is_some_and(|by| by < on) {
        return Some((Rag::Red, format!("{said}, past its date")));
    }
    let Some(behind) =
        indicator.baseline.and_then(|from| behind(from, target, figure.value, indicator, begun, on))
    else {
        return Some((Rag::Amber, format!("{said}, not reached")));
    };
    let rag = match behind {
        behind if behind <= GREEN_BEHIND => Rag::Green,
        behind if behind <= AMBER_BEHIND => Rag::Amber,
        _ => Rag::Red,
    };
    let way = if behind > 0 {
        format!(", {behind} parts in 100 behind its way")
    } else {
        ", on its way".to_owned()
    };
    Some((rag, format!("{said}{way}")))
}

/// Parts in a hundred that a figure is behind an even way from baseline to target; negative when ahead. Nothing when
/// there is no way to go or no date to go by.
fn behind(
    from: Amount,
    target: Amount,
    actual: Amount,
    indicator: &Indicator,
    begun: Date,
    on: Date,
) -> Option<i64> {
    let whole = target.as_hundredths() - from.as_hundredths();
    let done = actual.as_hundredths() - from.as_hundredths();
    let days = |from: Date, to: Date| i64::from((to - from).get_days());
    let span = days(begun, indicator.by?);
    if whole == 0 || span <= 0 {
        return None;
    }
    let expected = days(begun, on).clamp(0, span) * 100 / span;
    Some(expected - done.saturating_mul(100) / whole)
}

/// What the figures and dates of an item suggest on a day, the worst of all, with the reason; nothing when there is
/// nothing to go by.
pub fn suggestion(
    milestones: &[Milestone],
    indicators: &[Indicator],
    figures: &[Figure],
    begun: Date,
    on: Date,
) -> Option<(Rag, String)> {
    let mut found: Vec<(Rag, String)> = Vec::new();
    if let Some(next) = next_milestone(milestones, on) {
        let due = show_day_year(next.due);
        found.push(if next.due >= on {
            (Rag::Green, format!("next milestone {due}"))
        } else if add_days(next.due, LATE_DAYS) < on {
            (Rag::Red, format!("a milestone overdue since {due}"))
        } else {
            (Rag::Amber, format!("a milestone overdue since {due}"))
        });
    }
    found.extend(indicators.iter().filter_map(|row| of_indicator(row, figures, begun, on)));
    let worst = found.iter().map(|(rag, _)| *rag).min()?;
    let why: Vec<&str> = found.iter().filter(|(rag, _)| *rag == worst).map(|(_, why)| why.as_str()).collect();
    Some((worst, why.join("; ")))
}

/// How many items stand how.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Tally {
    /// Items in the plan on the day.
    pub items: usize,
    /// Achieved by then.
    pub achieved: usize,
    /// Dropped by then.
    pub dropped: usize,
    /// Open and said to be red.
    pub red: usize,
    /// Open and said to be amber.
    pub amber: usize,
    /// Open and said to be green.
    pub green: usize,
    /// Open, and nobody has said how they stand.
    pub unrated: usize,
    /// Open with a milestone overdue.
    pub overdue: usize,
}

impl Tally {
    /// Counts one item.
    pub fn count(&mut self, state: PlanState, rag: Option<Rag>, overdue: bool) {
        self.items += 1;
        match (state, rag) {
            (PlanState::Achieved, _) => self.achieved += 1,
            (PlanState::Dropped, _) => self.dropped += 1,
            (PlanState::Open, Some(Rag::Red)) => self.red += 1,
            (PlanState::Open, Some(Rag::Amber)) => self.amber += 1,
            (PlanState::Open, Some(Rag::Green)) => self.green += 1,
            (PlanState::Open, None) => self.unrated += 1,
        }
        self.overdue += usize::from(overdue && state == PlanState::Open);
    }

    /// Items that are open.
    pub const fn open(&self) -> usize {
        self.red + self.amber + self.green + self.unrated
    }

    /// "75 of 92 achieved (81.5%)".
    pub fn achieved_words(&self) -> String {
        let share = (self.achieved * 1000 + self.items / 2).checked_div(self.items);
        let share = share.map(|tenths| format!(" ({}.{}%)", tenths / 10, tenths % 10)).unwrap_or_default();
        format!("{} of {} achieved{share}", self.achieved, self.items)
    }

    /// "75 of 92 achieved (81.5%); 14 open: 2 red, 3 amber, 9 green; 3 dropped; 1 with a milestone overdue".
    pub fn words(&self) -> String {
        let mut words = vec![self.achieved_words()];
        let open: Vec<String> =
            [(self.red, "red"), (self.amber, "amber"), (self.green, "green"), (self.unrated, "not rated")]
                .iter()
                .filter(|(count, _)| *count > 0)
                .map(|(count, word)| format!("{count} {word}"))
                .collect();
        if !open.is_empty() {
            words.push(format!("{} open: {}", self.open(), open.join(", ")));
        }
        if self.dropped > 0 {
            words.push(format!("{} dropped", self.dropped));
        }
        if self.overdue > 0 {
            words.push(format!("{} with a milestone overdue", self.overdue));
        }
        words.join("; ")
    }
}

impl std::ops::Add for Tally {
    type Output = Self;

    fn add(self, other: Self) -> Self {
        Self {
            items: self.items + other.items,
            achieved: self.achieved + other.achieved,
            dropped: self.dropped + other.dropped,
            red: self.red + other.red,
            amber: self.amber + other.amber,
            green: self.green + other.green,
            unrated: self.unrated + other.unrated,
            overdue: self.overdue + other.overdue,
        }
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::{Time, date};
    use proptest::prelude::*;
    use uuid::Uuid;

    use super::*;
    use crate::domain::id::Id;

    fn indicator(baseline: i64, target: i64, lower: bool) -> Indicator {
        Indicator {
            id: Id::new(Uuid::from_u128(1)),
            case: Id::new(Uuid::from_u128(9)),
            words: "referrals in time".into(),
            unit: Some("%".into()),
            baseline: Some(Amount::hundredths(baseline * 100)),
            target: Some(Amount::hundredths(target * 100)),
            by: Some(date(2027, 4, 1)),
            lower,
        }
    }

    fn figure(on: Date, value: i64) -> Figure {
        let indicator = indicator(0, 0, false);
        Figure {
            id: Id::new(Uuid::from_u128(2)),
            case: indicator.case,
            indicator: indicator.id,
            on,
            value: Amount::hundredths(value * 100),
            at: on.to_datetime(Time::midnight()),
        }
    }

    fn milestone(due: Date, met: Option<Date>) -> Milestone {
        Milestone {
            id: Id::new(Uuid::from_u128(3)),
            case: Id::new(Uuid::from_u128(9)),
            words: "protocol agreed".into(),
            due,
            met,
        }
    }

    /// Halfway between beginning (3 October 2026) and date (1 April 2027): half of the way is due.
    const BEGUN: Date = date(2026, 10, 3);
    const HALFWAY: Date = date(2027, 1, 1);

    fn suggested(baseline: i64, target: i64, lower: bool, value: i64) -> Option<Rag> {
        let rows = [indicator(baseline, target, lower)];
        suggestion(&[], &rows, &[figure(HALFWAY, value)], BEGUN, HALFWAY).map(|(rag, _)| rag)
    }

    #[test]
    fn an_indicator_is_held_against_its_way() {
        assert_eq!(suggested(40, 80, false, 60), Some(Rag::Green));
        assert_eq!(suggested(40, 80, false, 57), Some(Rag::Green));
        assert_eq!(suggested(40, 80, false, 52), Some(Rag::Amber));
        assert_eq!(suggested(40, 80, false, 41), Some(Rag::Red));
        assert_eq!(suggested(40, 80, false, 85), Some(Rag::Green));
        assert_eq!(suggested(20, 5, true, 12), Some(Rag::Green), "less is better");
        assert_eq!(suggested(20, 5, true, 19), Some(Rag::Red));
        assert_eq!(suggested(20, 5, true, 4), Some(Rag::Green));
    }

    #[test]
    fn without_a_figure_nothing_is_suggested_until_the_date_has_passed() {
        let rows = [indicator(40, 80, false)];
        assert_eq!(suggestion(&[], &rows, &[], BEGUN, HALFWAY), None);
        let late = suggestion(&[], &rows, &[], BEGUN, date(2027, 4, 2)).unwrap();
        assert_eq!(late.0, Rag::Red);
        assert!(late.1.contains("no figure"));
    }

    #[test]
    fn a_late_milestone_weighs_more_than_a_good_figure_and_one_that_was_met_nothing() {
        let rows = [indicator(40, 80, false)];
        let good = [figure(HALFWAY, 70)];
        let with = |due, met| suggestion(&[milestone(due, met)], &rows, &good, BEGUN, HALFWAY).unwrap().0;
        assert_eq!(with(date(2026, 12, 20), None), Rag::Amber);
        assert_eq!(with(date(2026, 11, 1), None), Rag::Red);
        assert_eq!(with(date(2026, 11, 1), Some(date(2026, 11, 5))), Rag::Green);
        assert_eq!(with(HALFWAY, None), Rag::Green, "due today is not late");
    }

    #[test]
    fn the_founding_line() {
        let mut tally = Tally { achieved: 75, items: 75, ..Tally::default() };
        for _ in 0..14 {
            tally.count(PlanState::Open, Some(Rag::Green), false);
        }
        for _ in 0..3 {
            tally.count(PlanState::Dropped, None, false);
        }
        assert_eq!(tally.achieved_words(), "75 of 92 achieved (81.5%)");
        assert_eq!(tally.words(), "75 of 92 achieved (81.5%); 14 open: 14 green; 3 dropped");
        assert_eq!(Tally::default().words(), "0 of 0 achieved");
    }

    fn any_item() -> impl Strategy<Value = (usize, PlanState, Option<Rag>, bool)> {
        let state = prop_oneof![Just(PlanState::Open), Just(PlanState::Achieved), Just(PlanState::Dropped)];
        let rag = proptest::option::of(prop_oneof![Just(Rag::Red), Just(Rag::Amber), Just(Rag::Green)]);
        (0_usize..4, state, rag, any::<bool>())
    }

    proptest! {
        #[test]
        fn priorities_add_up_to_the_whole_and_every_item_is_counted_once(
            items in proptest::collection::vec(any_item(), 0..120)
        ) {
            let mut whole = Tally::default();
            let mut parts = [Tally::default(); 4];
            for (priority, state, rag, overdue) in &items {
                whole.count(*state, *rag, *overdue);
                parts[*priority].count(*state, *rag, *overdue);
            }
            prop_assert_eq!(parts.into_iter().fold(Tally::default(), |sum, part| sum + part), whole);
            prop_assert_eq!(whole.items, items.len());
            prop_assert_eq!(whole.open() + whole.achieved + whole.dropped, whole.items);
            prop_assert!(whole.overdue <= whole.open());
        }

        #[test]
        fn a_suggestion_never_panics_and_a_better_figure_never_makes_it_worse(
            baseline in -1000_i64..1000, target in -1000_i64..1000, value in -2000_i64..2000, more in 0_i64..500,
            days in -400_i32..800
        ) {
            let lower = target < baseline;
            let rows = [indicator(baseline, target, lower)];
            let on = add_days(BEGUN, days);
            let better = if lower { value - more } else { value + more };
            let of = |value| suggestion(&[], &rows, &[figure(on, value)], BEGUN, on).map(|(rag, _)| rag);
            prop_assert!(of(better) >= of(value));
        }
    }
}
