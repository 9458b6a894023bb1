//! Flags counted: the report `flags`: raised, run on by a repeat, ended and how, and which agencies saw a repeat or said
//! that they set the flag.

use std::collections::BTreeMap;

use jiff::civil::Date;

use super::{Cell, Figure, Grid, Head, Measure, Measures, Part, Row};
use crate::domain::area::AreaData;
use crate::domain::rows::flag::{Flag, FlagBasis, FlagConfirmed, FlagDeed, FlagEnd};
use crate::domain::told::Ratio;

/// What is counted, already of the forums asked for.
#[derive(Debug, Default)]
pub struct Found {
    /// Flags whose months began in the period.
    pub raised: Vec<Flag>,
    /// Flags that ended in the period, on their day or before.
    pub ended: Vec<Flag>,
    /// Flags that are up at the end of the period's last day.
    pub up: usize,
    /// What agencies said in the period.
    pub confirmed: Vec<FlagConfirmed>,
}

/// How a flag ended, as the report says it.
pub fn how(flag: &Flag) -> &'static str {
    flag.end.map_or("on its day", FlagEnd::word)
}

/// One agency's part in flags.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Line {
    /// Repeats it referred while a flag was up.
    pub repeats: usize,
    /// Of those, how many it named a repeat itself.
    pub named: usize,
    /// Flags it said it set.
    pub set: usize,
    /// Flags it said it took off.
    pub taken_off: usize,
}

impl Found {
    fn repeats(&self) -> impl Iterator<Item = &Flag> {
        self.raised.iter().filter(|row| is_repeat(row))
    }

    /// Agency by agency.
    pub fn by_agency(&self) -> BTreeMap<&str, Line> {
        let mut lines: BTreeMap<&str, Line> = BTreeMap::new();
        for row in self.repeats() {
            let line = lines.entry(row.agency.as_deref().unwrap_or_default()).or_default();
            line.repeats += 1;
            line.named += usize::from(row.named == Some(true));
        }
        for row in &self.confirmed {
            let line = lines.entry(&row.agency).or_default();
            match row.deed {
                FlagDeed::Set => line.set += 1,
                FlagDeed::TakenOff => line.taken_off += 1,
            }
        }
        lines
    }

    /// The parts of the report.
    pub fn parts(&self, area: &AreaData, to: Date) -> Vec<Part> {
        vec![Part::Measures(self.measures(to)), Part::Grid(self.ends()), Part::Grid(self.agencies(area))]
    }

    fn measures(&self, to: Date) -> Measures {
        let repeats = self.repeats().count();
        let named = self.repeats().filter(|row| row.named == Some(true)).count();
        let kept = self.raised.iter().filter(|row| row.basis == FlagBasis::Kept).count();
        let lines = vec![
            Measure::of_people(
                "raised",
                "Flags raised",
                Figure::Count(self.raised.len()),
                "flags whose months began in the period, by the day the area counts from; kept ones too",
            )
            .opened(),
            Measure::of_people(
                "repeats",
                "  of those, by a repeat inside the window",
                Figure::share(repeats, self.raised.len()),
                "of flags raised: the case was referred again while the flag of the referral before was up, and accepted as a \
                 repeat; the window is the area's months",
            ),
            Measure::of_people(
                "named",
                "  repeats the referring agency named as one",
                Figure::share(named, repeats),
                "of repeats inside the window: the referral said that it was one; the rest were found in the record",
            ),
            Measure::of_people(
                "kept",
                "  kept beyond their day, or on leaving",
                Figure::share(kept, self.raised.len()),
                "of flags raised",
            ),
            Measure::of_people(
                "ended",
                "Flags ended",
                Figure::Count(self.ended.len()),
                "flags whose day came in the period, and those ended before it; one that a repeat replaced is not counted",
            )
            .opened(),
            Measure::of_people(
                "up",
                "Flags up",
                Figure::Count(self.up),
                format!("at the end of {}", crate::domain::calendar::show_day_year(to)),
            ),
        ];
        Measures { title: "In all".to_owned(), lines }
    }

    fn ends(&self) -> Grid {
        let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
        for row in &self.ended {
            *counts.entry(how(row)).or_default() += 1;
        }
        let rows = counts.into_iter().map(|(how, count)| Row {
            key: format!("how:{how}"),
            cells: vec![Cell::Words(how.to_owned()), Cell::Count(count)],
            behind: true,
        });
        Grid {
            title: "How flags ended".to_owned(),
            note: String::new(),
            heads: vec![Head::words("How"), Head::people("Flags")],
            rows: rows.collect(),
        }
    }

    fn agencies(&self, area: &AreaData) -> Grid {
        let rows = self.by_agency().into_iter().map(|(key, line)| Row {
            key: format!("agency:{key}"),
            cells: vec![
                Cell::Words(if key.is_empty() { "not said" } else { area.agency_name(key) }.to_owned()),
                Cell::Count(line.repeats),
                Cell::Share(Ratio { of: line.named, all: line.repeats }),
                Cell::Count(line.set),
                Cell::Count(line.taken_off),
            ],
            behind: line.repeats > 0,
        });
        Grid {
            title: "By agency".to_owned(),
            note: "Repeats: referred by the agency while the flag was up. Named: of those, how many it said were repeats. Set, \
                   taken off: flags of which the agency said so in the period."
                .to_owned(),
            heads: vec![
                Head::words("Agency"),
                Head::people("Repeats"),
                Head::share("Named"),
                Head::people("Set"),
                Head::people("Taken off"),
            ],
            rows: rows.collect(),
        }
    }
}

/// Whether a flag was raised by a repeat.
pub fn is_repeat(row: &Flag) -> bool {
    row.basis == FlagBasis::Repeat
}

#[cfg(test)]
mod tests {
    use jiff::civil::{date, datetime};
    use uuid::Uuid;

    use super::*;
    use crate::domain::id::Id;

    fn flag(basis: FlagBasis, agency: &str, named: Option<bool>, end: Option<FlagEnd>) -> Flag {
        Flag {
            id: Id::new(Uuid::from_u128(1)),
            case: Id::new(Uuid::from_u128(2)),
            forum: "marac".to_owned(),
            from: date(2026, 3, 1),
            until: date(2027, 3, 1),
            basis,
            why: None,
            agency: Some(agency.to_owned()),
            named,
            at: datetime(2026, 3, 1, 10, 0, 0, 0),
            ended: end.map(|_| date(2026, 4, 1)),
            end,
            reason: None,
        }
    }

    #[test]
    fn repeats_are_counted_of_the_agency_that_referred_and_of_those_it_named() {
        let found = Found {
            raised: vec![
                flag(FlagBasis::Repeat, "police", Some(true), None),
                flag(FlagBasis::Repeat, "police", Some(false), None),
                flag(FlagBasis::Repeat, "idva", Some(true), None),
                flag(FlagBasis::Heard, "police", None, None),
            ],
            ended: vec![flag(FlagBasis::Heard, "police", None, Some(FlagEnd::Died))],
            ..Found::default()
        };
        let lines = found.by_agency();
        assert_eq!(lines["police"], Line { repeats: 2, named: 1, ..Line::default() });
        assert_eq!(lines.values().map(|line| line.repeats).sum::<usize>(), found.repeats().count());
        assert_eq!(found.ends().rows[0].cells, [Cell::Words("died".to_owned()), Cell::Count(1)]);
    }
}
