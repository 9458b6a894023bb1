//! The arithmetic that volumes are set against: cases for a population, and the posts they need.
//!
//! The recommendation of 40 cases per 10,000 adult females (16 and over), one IDVA for 100 cases and one administrator for
//! 400 is published by SafeLives; so is that all of it is of a year. Counts of another period are brought to a year only by
//! whoever says so beside the figure.

/// Adult females a rate is told for: published.
pub const PER: usize = 10_000;
/// Cases recommended in a year for so many adult females: published.
pub const RECOMMENDED: usize = 40;
/// Cases of a year that one IDVA can work with: published.
pub const CASES_AN_IDVA: usize = 100;
/// Cases of a year that one administrator can serve: published.
pub const CASES_AN_ADMINISTRATOR: usize = 400;
/// Days of the year that a period is brought to.
const A_YEAR: usize = 365;

/// Cases recommended in a year for a population of adult females, to the nearest whole one.
pub fn recommended(adult_females: u32) -> usize {
    nearest(to_size(adult_females) * RECOMMENDED, PER).unwrap_or(0)
}

/// Cases per 10,000 adult females, in millionths: 65.903502 is 65,903,502. Nothing for a population of none.
pub fn rate(cases: usize, adult_females: u32) -> Option<usize> {
    nearest(cases * PER * 1_000_000, to_size(adult_females))
}

/// Full-time posts for so many cases of a year, in tenths of a post.
pub fn posts(cases: usize, for_one: usize) -> i64 {
    nearest(cases * 10, for_one).and_then(|tenths| i64::try_from(tenths).ok()).unwrap_or(0)
}

/// What a count of so many days comes to in a year of 365; nothing for no days.
pub fn in_a_year(count: usize, days: usize) -> Option<usize> {
    nearest(count * A_YEAR, days)
}

/// Whether a period of so many days is a year already.
pub const fn is_a_year(days: usize) -> bool {
    days == A_YEAR || days == A_YEAR + 1
}

fn nearest(of: usize, by: usize) -> Option<usize> {
    (of * 2 + by).checked_div(by * 2)
}

fn to_size(count: u32) -> usize {
    usize::try_from(count).unwrap_or(usize::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::told::Ratio;

    /// West Midlands 2025-26, as SafeLives published it: 7,810 cases, 758 repeats (9.7055%), 65.903502 per 10,000, 4,740
    /// recommended; the population follows from the rate.
    const CASES: usize = 7_810;
    const POPULATION: u32 = 1_185_066;

    #[test]
    fn the_published_arithmetic_is_reproduced() {
        assert_eq!(rate(CASES, POPULATION), Some(65_903_502));
        assert_eq!(recommended(POPULATION), 4_740);
        assert_eq!(Ratio { of: 758, all: CASES }.parts(1_000_000), Some(97_055));
        assert_eq!(Ratio { of: 758, all: CASES }.percent(), Some(10));
    }

    #[test]
    fn posts_follow_from_current_and_recommended_volume() {
        assert_eq!(posts(CASES, CASES_AN_IDVA), 781, "78.1 IDVAs");
        assert_eq!(posts(CASES, CASES_AN_ADMINISTRATOR), 195, "19.5 administrators");
        assert_eq!(posts(recommended(POPULATION), CASES_AN_IDVA), 474);
        assert_eq!(posts(recommended(POPULATION), CASES_AN_ADMINISTRATOR), 119, "11.85 is told as 11.9");
    }

    #[test]
    fn a_quarter_is_brought_to_a_year_and_nothing_is_divided_by_nothing() {
        assert_eq!(in_a_year(92, 92), Some(365));
        assert_eq!(in_a_year(100, 91), Some(401));
        assert_eq!(in_a_year(7, 365), Some(7));
        assert_eq!(in_a_year(7, 0), None);
        assert_eq!(rate(7, 0), None);
        assert!(is_a_year(366) && !is_a_year(92));
    }
}
