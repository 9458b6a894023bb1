//! Which earlier cases there are, when each was referred and when it was heard.
//!
//! The references of today's cases and of those before them fix how many cases this year and last year had; what
//! is asked for beyond that lies in the years before, at sixteen cases a fortnight or, for a very large record, as
//! many as it takes to stay within [`MOST_YEARS`].

use std::collections::BTreeMap;

use jiff::civil::{Date, Weekday};

use crate::demo::content::DemoContent;
use crate::domain::calendar::{Holidays, add_days};
use crate::domain::request::CaseNumber;

/// Years before last year that a history may fill.
const MOST_YEARS: u32 = 14;
/// Cases of a sitting.
const A_SITTING: usize = 16;
/// Cases of a year at sixteen a fortnight.
const A_YEAR: u32 = 26 * 16;
/// Cases of last year: its one known reference is the 98th, of September.
const LAST_YEAR: u32 = 140;
/// Days between the last referral and the hearing: the cut-off before a Thursday.
const CUT_OFF: i32 = 13;

/// An earlier case to invent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place {
    /// Its reference.
    pub number: CaseNumber,
    /// When it came in.
    pub received: Date,
}

/// An earlier sitting.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Planned {
    /// Cases to invent.
    pub places: Vec<Place>,
    /// Whether it is the first of its fortnight, where outstanding actions are reviewed.
    pub main: bool,
}

/// The earlier sittings by day and turn on that day, with the number of invented cases asked for.
pub fn sittings(content: &DemoContent, cases: u32, holidays: &Holidays) -> BTreeMap<(Date, usize), Planned> {
    let mut by_meeting: BTreeMap<Date, Vec<Place>> = BTreeMap::new();
    for place in places(content, cases) {
        by_meeting.entry(heard(content, place.received, holidays)).or_default().push(place);
    }
    for previous in content.cases.case.iter().flat_map(|case| &case.previous) {
        by_meeting.entry(previous.heard).or_default();
    }
    let mut planned = BTreeMap::new();
    for (on, mut places) in by_meeting {
        places.sort_by_key(|place| place.number);
        let crowded = places.len() > A_SITTING + A_SITTING / 2;
        let size = if crowded { A_SITTING } else { places.len().max(1) };
        let mut turn = 0;
        loop {
            let rest = places.split_off(places.len().min(size));
            let (day, again) = day_of(on, turn, holidays);
            planned.insert((day, again), Planned { places, main: turn == 0 });
            if rest.is_empty() {
                break;
            }
            places = rest;
            turn += 1;
        }
    }
    planned
}

/// The day of a further sitting in the same fortnight: the working days after the first, then once more on each.
fn day_of(on: Date, turn: usize, holidays: &Holidays) -> (Date, usize) {
    let (after, again) = (turn % 6, turn / 6);
    (holidays.add_working_days(on, i32::try_from(after).unwrap_or(0)), again)
}

/// The newest places first.
fn places(content: &DemoContent, cases: u32) -> Vec<Place> {
    let this_year = content.cases.meeting.year();
    let pins = pins(content);
    let first_today = content.cases.case.first().map_or(1, |case| case.number);
    let mut left = cases;
    let mut places = Vec::new();
    let mut year = this_year;
    while left > 0 {
        let size = match this_year - year {
            0 => first_today.saturating_sub(1),
            1 => LAST_YEAR,
            _ => A_YEAR.max(cases.div_ceil(MOST_YEARS)),
        };
        let anchors = anchors(content, &pins, year, size);
        for number in (1..=size).rev() {
            let number = CaseNumber { year, number };
            if left > 0 && !pins.contains_key(&number) {
                places.push(Place { number, received: received(&anchors, number.number) });
                left -= 1;
            }
        }
        year -= 1;
    }
    places
}

/// References that are known, and when they came in.
fn pins(content: &DemoContent) -> BTreeMap<CaseNumber, Date> {
    let previous = content.cases.case.iter().flat_map(|case| &case.previous);
    previous.filter_map(|one| Some((number_of(&one.reference)?, one.referred))).collect()
}

/// Year and number of "LAN-26-0081".
pub fn number_of(reference: &str) -> Option<CaseNumber> {
    let mut parts = reference.rsplit('-');
    let number = parts.next()?.parse().ok()?;
    let year: i16 = parts.next()?.parse().ok()?;
    Some(CaseNumber { year: 2000 + year, number })
}

/// Numbers whose day is known, the year's first and last among them.
fn anchors(
    content: &DemoContent,
    pins: &BTreeMap<CaseNumber, Date>,
    year: i16,
    size: u32,
) -> BTreeMap<u32, Date> {
    let mut anchors: BTreeMap<u32, Date> = pins
        .iter()
        .filter(|(number, _)| number.year == year)
        .map(|(number, on)| (number.number, *on))
        .collect();
    anchors.insert(0, Date::constant(year, 1, 2));
    let today = content.cases.case.first().filter(|_| year == content.cases.meeting.year());
    let last = today.map_or(Date::constant(year, 12, 19), |case| add_days(case.received, -3));
    anchors.insert(size + 1, last);
    anchors
}

/// The day a number was given out: between the two nearest that are known, and a working day of the week.
fn received(anchors: &BTreeMap<u32, Date>, number: u32) -> Date {
    let before = anchors.range(..=number).next_back();
    let after = anchors.range(number..).next();
    let (Some((low, from)), Some((high, to))) = (before, after) else { return Date::MIN };
    let days = from.until(*to).map_or(0, |span| span.get_days());
    let (done, all) = (number - low, (high - low).max(1));
    let part = i64::from(days) * i64::from(done) / i64::from(all);
    let on = add_days(*from, i32::try_from(part).unwrap_or(0));
    match on.weekday() {
        Weekday::Saturday => add_days(on, -1),
        Weekday::Sunday => add_days(on, 1),
        _ => on,
    }
}

/// The sitting that heard a referral: the first of the fortnightly Thursdays after its cut-off, and one before
/// today's, brought forward from a bank holiday.
fn heard(content: &DemoContent, received: Date, holidays: &Holidays) -> Date {
    let today = content.cases.meeting;
    let back = add_days(received, CUT_OFF).until(today).map_or(0, |span| span.get_days());
    let on = add_days(today, -14 * (back / 14).max(1));
    if holidays.is_working_day(on) { on } else { holidays.add_working_days(on, -1) }
}
