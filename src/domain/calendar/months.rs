//! Calendar months: the same day of a later month, or that month's last day where there is none.

use jiff::Span;
use jiff::civil::Date;

/// `months` calendar months after `date` (before it, when negative), clamped to the last day of a shorter month
/// and to the ends of the calendar.
pub fn add_months(date: Date, months: i32) -> Date {
    let end = if months < 0 { Date::MIN } else { Date::MAX };
    Span::new().try_months(months).and_then(|span| date.checked_add(span)).unwrap_or(end)
}

/// The last day of a window of `months` calendar months that opened on `opened`: a referral of 12 November is
/// within 12 months of another up to and including 12 November of the next year (published definition: "within
/// 12 months of the last referral"; that the anniversary still counts is our default).
pub fn window_end(opened: Date, months: u16) -> Date {
    add_months(opened, i32::from(months))
}

/// `days` later (earlier, when negative), clamped to the ends of the calendar.
pub fn add_days(date: Date, days: i32) -> Date {
    let end = if days < 0 { Date::MIN } else { Date::MAX };
    Span::new().try_days(days).and_then(|span| date.checked_add(span)).unwrap_or(end)
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn months_are_clamped() {
        for (from, months, to) in [
            (date(2026, 11, 12), 12, date(2027, 11, 12)),
            (date(2024, 2, 29), 12, date(2025, 2, 28)),
            (date(2026, 11, 30), 3, date(2027, 2, 28)),
            (date(2026, 3, 31), -1, date(2026, 2, 28)),
            (date(9999, 12, 31), 1, Date::MAX),
            (date(2026, 1, 1), i32::MIN, Date::MIN),
        ] {
            assert_eq!(add_months(from, months), to, "{from} {months}");
        }
        assert_eq!(window_end(date(2026, 8, 31), 6), date(2027, 2, 28));
        assert_eq!(add_days(Date::MAX, 1), Date::MAX);
    }
}
