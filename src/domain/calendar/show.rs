//! Dates as readers in the United Kingdom write them.

use jiff::civil::Date;

/// `Thu 26 Nov`: where the year cannot be in doubt.
pub fn show_day(date: Date) -> String {
    date.strftime("%a %-d %b").to_string()
}

/// `Thu 26 Nov 2026`.
pub fn show_day_year(date: Date) -> String {
    date.strftime("%a %-d %b %Y").to_string()
}

/// `Thu 26 Nov`, and with the year when it is not that of `today`.
pub fn show_day_near(date: Date, today: Date) -> String {
    if date.year() == today.year() { show_day(date) } else { show_day_year(date) }
}

/// `Thu 26 Nov`, and `26 Nov 2025` of another year than that of `today`: never more than eleven letters, for a column.
pub fn show_day_short(date: Date, today: Date) -> String {
    if date.year() == today.year() { show_day(date) } else { date.strftime("%-d %b %Y").to_string() }
}

/// `26/11/2026`.
pub fn show_numeric(date: Date) -> String {
    date.strftime("%d/%m/%Y").to_string()
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn the_forms() {
        let meeting = date(2026, 11, 26);
        assert_eq!(show_day(meeting), "Thu 26 Nov");
        assert_eq!(show_day_year(meeting), "Thu 26 Nov 2026");
        assert_eq!(show_numeric(date(2026, 3, 5)), "05/03/2026");
        assert_eq!(show_day_near(date(2027, 1, 4), meeting), "Mon 4 Jan 2027");
        assert_eq!(show_day_near(date(2026, 12, 4), meeting), "Fri 4 Dec");
        assert_eq!(show_day_short(date(2026, 12, 24), meeting), "Thu 24 Dec");
        assert_eq!(show_day_short(date(2025, 12, 24), meeting), "24 Dec 2025");
    }
}
