//! The months of a period, each with what was counted in it.

use jiff::civil::Date;

use crate::domain::calendar::add_months;

/// One value for every month that a period touches, in order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Months<T> {
    months: Vec<(Date, T)>,
}

impl<T: Default> Months<T> {
    /// The months from the first day of a period to its last, nothing counted yet.
    pub fn of(from: Date, to: Date) -> Self {
        let mut months = Vec::new();
        let mut at = from.first_of_month();
        while at <= to {
            months.push((at, T::default()));
            let next = add_months(at, 1);
            if next <= at {
                break;
            }
            at = next;
        }
        Self { months }
    }
}

impl<T> Months<T> {
    /// What belongs to the month of a day; nothing for a day outside the period's months.
    pub fn at(&mut self, day: Date) -> Option<&mut T> {
        let first = day.first_of_month();
        self.months.iter_mut().find(|(month, _)| *month == first).map(|(_, value)| value)
    }

    /// Each month as it is written, "Oct 2026", with its value.
    pub fn told(self) -> Vec<(String, T)> {
        self.months.into_iter().map(|(month, value)| (label(month), value)).collect()
    }

    /// Each month's first day, with its value.
    pub fn iter(&self) -> impl Iterator<Item = (Date, &T)> {
        self.months.iter().map(|(month, value)| (*month, value))
    }

    /// The months as they are written.
    pub fn labels(&self) -> Vec<String> {
        self.months.iter().map(|(month, _)| label(*month)).collect()
    }
}

/// "Oct 2026".
fn label(month: Date) -> String {
    month.strftime("%b %Y").to_string()
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn every_month_of_a_period_stands_once_and_a_day_outside_belongs_to_none() {
        let mut months = Months::<usize>::of(date(2025, 11, 30), date(2026, 2, 1));
        assert_eq!(months.labels(), ["Nov 2025", "Dec 2025", "Jan 2026", "Feb 2026"]);
        *months.at(date(2026, 1, 31)).unwrap() += 2;
        assert!(months.at(date(2026, 3, 1)).is_none());
        assert_eq!(months.told()[2], ("Jan 2026".to_owned(), 2));
        assert!(Months::<usize>::of(date(2026, 2, 1), date(2026, 1, 1)).labels().is_empty());
    }
}
