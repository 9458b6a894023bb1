//! What can be seen of subjects before and after a perpetrator forum took them on.
//!
//! A stay lasts from the day a subject was accepted to the day it left. Records are counted over as many days before
//! as after, and days in custody stand beside them: who is locked up has fewer, whatever anybody did. Nothing here says
//! why something changed, and nobody is named.

use std::collections::BTreeSet;

use jiff::civil::Date;

use crate::domain::area::AreaData;
use crate::domain::calendar::{add_days, add_months};
use crate::domain::nomination::counted;
use crate::domain::rows::case::Happening;
use crate::domain::rows::subject::{Incident, Scored, Stage, StageMove};
use crate::domain::scoring::{self, Change, custody_days, custody_spans};
use crate::domain::tools::harm::{HarmTable, whole};
use crate::domain::tools::incident::{Incident as Counted, Role};

/// Most days a window has. Our default: a year before against a year after.
pub const WINDOW: i32 = 365;
/// Months within which a subject that left and came back counts as back. Our default.
pub const BACK_WITHIN: i32 = 12;

/// A time for which a subject was worked with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Stay {
    /// The day the subject was accepted.
    pub entered: Date,
    /// The day it left; nothing while it lasts.
    pub left: Option<Date>,
    /// The day it was put forward again after that.
    pub back: Option<Date>,
}

impl Stay {
    /// The stays that a subject's moves tell, the earliest first.
    pub fn all(moves: &[StageMove]) -> Vec<Self> {
        let mut moves: Vec<&StageMove> = moves.iter().collect();
        moves.sort_by_key(|row| row.number);
        let mut stays: Vec<Self> = Vec::new();
        for step in moves {
            let row = step.stage.row();
            if stays.last().is_some_and(|stay| stay.left.is_none()) {
                if let Some(stay) = stays.last_mut().filter(|_| !row.ranked) {
                    stay.left = Some(step.on.max(stay.entered));
                }
                continue;
            }
            let again = row.reviewed || step.stage == Stage::ReEntered;
            if let Some(stay) = stays.last_mut().filter(|stay| again && stay.back.is_none()) {
                stay.back = Some(step.on);
            }
            if row.reviewed {
                stays.push(Self { entered: step.on, left: None, back: None });
            }
        }
        stays
    }

    /// Whether it touches a period.
    pub fn within(&self, from: Date, to: Date) -> bool {
        self.entered <= to && self.left.is_none_or(|left| left >= from)
    }

    /// Days it lasted; nothing while it does.
    pub fn days(&self) -> Option<usize> {
        usize::try_from((self.left? - self.entered).get_days()).ok()
    }

    /// Whether the subject was put forward again within so many months of leaving.
    pub fn came_back(&self) -> bool {
        self.left.zip(self.back).is_some_and(|(left, back)| back <= add_months(left, BACK_WITHIN))
    }
}

/// What is recorded of a subject over some days.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Window {
    /// Records in which the subject was suspected, charged or found to have done it.
    pub records: usize,
    /// Harm of those in days, where the area has a table.
    pub harm: Option<u32>,
    /// Of those, of offences the table does not name.
    pub unnamed: usize,
    /// Days in custody; nothing where none was ever recorded, which is not the same as none.
    pub custody: Option<u32>,
}

impl Window {
    /// Both together; custody is known as soon as it is of one.
    #[must_use]
    pub fn plus(self, other: Self) -> Self {
        let sum = |one: Option<u32>, two: Option<u32>| match (one, two) {
            (None, None) => None,
            (one, two) => Some(one.unwrap_or(0) + two.unwrap_or(0)),
        };
        Self {
            records: self.records + other.records,
            harm: sum(self.harm, other.harm),
            unnamed: self.unnamed + other.unnamed,
            custody: sum(self.custody, other.custody),
        }
    }
}

/// The same number of days before a stay and after a moment of it.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Beside {
    /// Days of each window.
    pub days: usize,
    /// The days before the subject was accepted.
    pub before: Window,
    /// The days after.
    pub after: Window,
}

/// One stay, told with what is recorded around it.
#[derive(Debug, Clone, PartialEq)]
pub struct Told {
    /// The stay.
    pub stay: Stay,
    /// The score at entry, and at exit or at the end of the period, in the scheme of entry.
    pub change: Option<Change>,
    /// Before entry against since entry.
    pub since: Beside,
    /// Before entry against after leaving.
    pub afterwards: Option<Beside>,
    /// Victims recorded since entry who were recorded never before.
    pub new_victims: usize,
    /// Records whose role nobody can read: counted nowhere.
    pub unread: usize,
}

/// What is recorded of one subject.
#[derive(Debug, Clone, Copy)]
pub struct Known<'a> {
    /// Its incidents.
    pub incidents: &'a [Incident],
    /// Its scores.
    pub scores: &'a [Scored],
    /// Its moves.
    pub moves: &'a [StageMove],
    /// Its dates.
    pub happenings: &'a [Happening],
}

impl Told {
    /// Tells a stay, as it was known on the last day of a period.
    pub fn of(area: &AreaData, known: Known<'_>, stay: Stay, to: Date) -> Self {
        let roles = [Role::Suspect, Role::Charged, Role::Offender];
        let read: Vec<Counted> = known.incidents.iter().filter_map(counted).collect();
        let unread = known.incidents.len() - read.len();
        let records: Vec<Counted> = read.into_iter().filter(|row| roles.contains(&row.role)).collect();
        let spans = custody_spans(known.moves, known.happenings, to);
        let left = stay.left.filter(|left| *left <= to);
        let look = Look { records: &records, spans: &spans, table: area.every_harm.last() };
        Self {
            change: Self::scored(area, known, left.unwrap_or(to)),
            since: look.beside(stay.entered, stay.entered, left.unwrap_or(to)),
            afterwards: left.filter(|left| *left < to).map(|left| look.beside(stay.entered, left, to)),
            new_victims: new_victims(&records, stay.entered, to),
            unread,
            stay,
        }
    }

    /// The score at entry beside that of a day: what was not there yet on that day counts nowhere.
    fn scored(area: &AreaData, known: Known<'_>, on: Date) -> Option<Change> {
        let scores: Vec<Scored> = known.scores.iter().filter(|row| row.on <= on).cloned().collect();
        let incidents: Vec<Incident> = known.incidents.iter().filter(|row| row.on <= on).cloned().collect();
        scoring::change(area, &scores, &incidents, on)
    }
}

/// Victims recorded from a day on, up to another, who were recorded never before.
fn new_victims(records: &[Counted], entered: Date, to: Date) -> usize {
    let of = |within: &dyn Fn(Date) -> bool| -> BTreeSet<&str> {
        records.iter().filter(|row| within(row.date)).filter_map(Counted::known_victim).collect()
    };
    let before = of(&|on| on < entered);
    of(&|on| on >= entered && on <= to).difference(&before).count()
}

/// What windows are looked at in.
struct Look<'a> {
    records: &'a [Counted],
    spans: &'a [(Date, Date)],
    table: Option<&'a HarmTable>,
}

impl Look<'_> {
    /// As many days before entry as there are from a day to another, the last included; a year at most.
    fn beside(&self, entered: Date, from: Date, to: Date) -> Beside {
        let days = ((to - from).get_days() + 1).clamp(0, WINDOW);
        Beside {
            days: usize::try_from(days).unwrap_or(0),
            before: self.window(add_days(entered, -days), entered),
            after: self.window(from, add_days(from, days)),
        }
    }

    /// From a day, included, to another, not included.
    fn window(&self, from: Date, until: Date) -> Window {
        let within: Vec<&Counted> =
            self.records.iter().filter(|row| row.date >= from && row.date < until).collect();
        let harm: Vec<Option<f64>> = self
            .table
            .map(|table| within.iter().map(|row| table.days(&row.offence)).collect())
            .unwrap_or_default();
        Window {
            records: within.len(),
            harm: self.table.map(|_| whole(harm.iter().flatten().sum())),
            unnamed: harm.iter().filter(|days| days.is_none()).count(),
            custody: custody_days(self.spans, from, until),
        }
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::{Time, date};
    use uuid::Uuid;

    use super::*;
    use crate::domain::id::Id;
    use crate::domain::value::Json;

    fn step(number: u32, stage: Stage, on: Date) -> StageMove {
        StageMove {
            id: Id::new(Uuid::from_u128(u128::from(number))),
            case: Id::new(Uuid::nil()),
            number,
            stage,
            before: None,
            on,
            meeting: None,
            by: None,
            ground: None,
            reason: String::new().into(),
            score: None,
            scheme: None,
            counts: None,
            answers: Json(Vec::new()),
            lacking: Json(Vec::new()),
            overridden: None,
            at: on.to_datetime(Time::midnight()),
        }
    }

    #[test]
    fn a_stay_lasts_from_acceptance_to_leaving_and_a_second_one_is_told_apart() {
        let moves = [
            step(1, Stage::Nominated, date(2025, 11, 1)),
            step(2, Stage::Accepted, date(2025, 12, 1)),
            step(3, Stage::Engaging, date(2026, 1, 1)),
            step(4, Stage::Deferred, date(2026, 2, 1)),
            step(5, Stage::Accepted, date(2026, 2, 20)),
            step(6, Stage::ExitProposed, date(2026, 3, 1)),
            step(7, Stage::Discharged, date(2026, 3, 10)),
            step(8, Stage::Monitoring, date(2026, 3, 11)),
            step(9, Stage::ReEntered, date(2026, 8, 1)),
            step(10, Stage::Accepted, date(2026, 9, 1)),
        ];
        let stays = Stay::all(&moves);
        let (first, second) = (date(2025, 12, 1), date(2026, 9, 1));
        let (left, back) = (Some(date(2026, 3, 10)), Some(date(2026, 8, 1)));
        assert_eq!(
            stays,
            [Stay { entered: first, left, back }, Stay { entered: second, left: None, back: None }]
        );
        assert_eq!(stays[0].days(), Some(99), "being put off does not end a stay");
        assert!(stays[0].came_back() && !stays[1].came_back());
        assert!(stays[0].within(date(2026, 3, 10), date(2026, 4, 1)));
        assert!(!stays[0].within(date(2026, 3, 11), date(2026, 4, 1)));
        assert!(!stays[1].within(date(2026, 1, 1), date(2026, 8, 31)));
        let late = Stay { entered: first, left, back: Some(date(2027, 3, 11)) };
        assert!(!late.came_back(), "a day over twelve months");
        assert!(Stay::all(&moves[..1]).is_empty(), "put forward is not taken on");
    }

    fn record(on: Date, victim: &str) -> Counted {
        let offence = "Common assault".to_owned();
        Counted { date: on, offence, victim: victim.to_owned(), role: Role::Suspect }
    }

    #[test]
    fn windows_are_equal_and_no_record_stands_in_both() {
        let entered = date(2026, 6, 1);
        let records = [
            record(date(2026, 5, 1), "a"),
            record(date(2026, 5, 2), "a"),
            record(date(2026, 5, 31), "b"),
            record(date(2026, 6, 1), "a"),
            record(date(2026, 6, 30), "c"),
            record(date(2026, 7, 1), "d"),
        ];
        let spans = [(date(2026, 5, 20), date(2026, 6, 11))];
        let look = Look { records: &records, spans: &spans, table: None };
        let beside = look.beside(entered, entered, date(2026, 6, 30));
        assert_eq!(beside.days, 30);
        assert_eq!((beside.before.records, beside.after.records), (2, 2), "1 May is the 31st day before");
        assert_eq!((beside.before.custody, beside.after.custody), (Some(12), Some(10)));
        assert_eq!(beside.before.harm, None, "without a table harm is not known");
        let long = look.beside(entered, entered, date(2028, 6, 30));
        assert_eq!(long.days, 365);
        assert_eq!(new_victims(&records, entered, date(2026, 6, 30)), 1);
        assert_eq!(new_victims(&records, entered, date(2026, 7, 1)), 2);
    }

    #[test]
    fn harm_is_added_up_by_the_table_and_what_it_does_not_name_is_told() {
        let body = "name = \"x\"\nversion = \"1\"\nsource = \"ours\"\ndays_of = 365\nroles = [\"suspect\"]\n\
                    [[offence]]\nname = \"common assault\"\ndays = 10.4\n";
        let table: HarmTable = crate::domain::tools::parse(body).unwrap();
        let mut records = vec![record(date(2026, 6, 2), "a"), record(date(2026, 6, 3), "a")];
        records.push(Counted { offence: "Theft".to_owned(), ..record(date(2026, 6, 4), "a") });
        let look = Look { records: &records, spans: &[], table: Some(&table) };
        let window = look.window(date(2026, 6, 1), date(2026, 7, 1));
        assert_eq!((window.records, window.harm, window.unnamed, window.custody), (3, Some(21), 1, None));
        let known = Window { custody: Some(3), ..Window::default() };
        assert_eq!(known.plus(Window::default()).custody, Some(3));
    }
}
