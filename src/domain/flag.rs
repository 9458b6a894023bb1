//! How the flag of a case stands on a day: by its newest row, or, for a case from before flags were kept, by its last
//! referral.

use jiff::civil::Date;

use super::calendar::window_end;
use super::id::Id;
use super::rows::case::{Case, CaseState};
use super::rows::flag::{Flag, FlagBasis, FlagEnd};

/// The flag of a case.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FlagStanding {
    /// Its row; nothing for one worked out from the last referral.
    pub row: Option<Id<Flag>>,
    /// The day the months are counted from.
    pub from: Date,
    /// The day it ends, unless it ended before.
    pub until: Date,
    /// Why it stands.
    pub basis: FlagBasis,
    /// The day it ended before its own, and why.
    pub ended: Option<(Date, FlagEnd)>,
}

impl FlagStanding {
    /// The flag of a case by its rows, newest last or not; nothing for a case that never had one.
    pub fn of(case: &Case, rows: &[Flag], months: u16) -> Option<Self> {
        let newest = rows.iter().max_by_key(|row| (row.at, row.id));
        if let Some(row) = newest {
            return Some(Self {
                row: Some(row.id),
                from: row.from,
                until: row.until,
                basis: row.basis,
                ended: row.ended.zip(row.end),
            });
        }
        (case.state == CaseState::Heard).then(|| Self {
            row: None,
            from: case.last_referred,
            until: window_end(case.last_referred, months),
            basis: FlagBasis::Heard,
            ended: None,
        })
    }

    /// Whether it is up on a day: from the day it ends, it is down.
    pub fn is_up(&self, on: Date) -> bool {
        self.ended.is_none() && on < self.until
    }

    /// The day from which it is down.
    pub fn down_from(&self) -> Date {
        self.ended.map_or(self.until, |(on, _)| on)
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::{date, datetime};
    use uuid::Uuid;

    use super::*;

    fn case(state: CaseState) -> Case {
        Case {
            id: Id::new(Uuid::from_u128(1)),
            forum: "marac".to_owned(),
            series: "LAN-26".to_owned(),
            number: 1,
            reference: "LAN-26-0001".to_owned(),
            state,
            opened: date(2024, 2, 29),
            last_referred: date(2024, 2, 29),
            whereabouts: None,
            whereabouts_on: None,
            whereabouts_source: None,
            linked: None,
        }
    }

    fn flag(number: u128, from: Date, hour: i8, ended: Option<FlagEnd>) -> Flag {
        Flag {
            id: Id::new(Uuid::from_u128(number)),
            case: Id::new(Uuid::from_u128(1)),
            forum: "marac".to_owned(),
            from,
            until: window_end(from, 12),
            basis: FlagBasis::Heard,
            why: None,
            agency: None,
            named: None,
            at: datetime(2026, 1, 1, hour, 0, 0, 0),
            ended: ended.map(|_| date(2026, 2, 1)),
            end: ended,
            reason: None,
        }
    }

    #[test]
    fn without_a_row_it_is_counted_from_the_last_referral_of_a_case_that_was_heard() {
        let standing = FlagStanding::of(&case(CaseState::Heard), &[], 12).unwrap();
        assert_eq!((standing.row, standing.until), (None, date(2025, 2, 28)));
        assert!(standing.is_up(date(2025, 2, 27)) && !standing.is_up(date(2025, 2, 28)));
        assert_eq!(FlagStanding::of(&case(CaseState::Referred), &[], 12), None);
    }

    #[test]
    fn the_newest_row_holds_and_an_end_before_its_day_is_its_end() {
        let rows =
            [flag(3, date(2026, 1, 1), 10, None), flag(2, date(2025, 1, 1), 9, Some(FlagEnd::Replaced))];
        let standing = FlagStanding::of(&case(CaseState::Referred), &rows, 12).unwrap();
        assert_eq!((standing.from, standing.is_up(date(2026, 6, 1))), (date(2026, 1, 1), true));
        let rows = [flag(3, date(2026, 1, 1), 10, Some(FlagEnd::Died))];
        let standing = FlagStanding::of(&case(CaseState::Heard), &rows, 12).unwrap();
        assert!(!standing.is_up(date(2026, 1, 15)));
        assert_eq!(standing.down_from(), date(2026, 2, 1));
    }
}
