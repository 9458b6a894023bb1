//! A data return of an invented forum, for tests of screens: one more meeting than fits the screen, blanks, shares, and words
//! that are in no table.

use jiff::civil::{Date, date};

use super::fixtures::id;
use crate::domain::data_return::{DataReturn, ReturnRow, Sent, SourceShare};
use crate::domain::hearing::{Heard, HearingLine, Tally};
use crate::domain::report::Period;
use crate::domain::rows::agenda::ItemState;
use crate::domain::tools::agencies::AgencyList;
use crate::domain::tools::parse;

/// The return of a quarter with a meeting every week.
pub fn told(days: Period) -> DataReturn {
    let weeks: Vec<Date> =
        (0..9).map(|week| crate::domain::calendar::add_days(date(2026, 10, 1), week * 7)).collect();
    of(days, &weeks)
}

/// The return of days with meetings on these.
pub fn of(days: Period, meetings: &[Date]) -> DataReturn {
    let agencies: AgencyList =
        parse(crate::assets::agencies()).expect("the agencies that come with the program");
    let sent = Sent { rule: SourceShare::EqualShares, agencies: &agencies };
    let row = |(at, on): (usize, &Date)| {
        let lines: Vec<HearingLine> = (0..12 + at % 4).map(|case| line(at, case)).collect();
        ReturnRow::of(id(at), &format!("MARAC-{on}"), *on, &Tally::of(&lines), sent)
    };
    DataReturn {
        forum: "marac".to_owned(),
        name: "Lancaster MARAC".to_owned(),
        from: days.from,
        to: days.to,
        rule: SourceShare::EqualShares,
        rows: meetings.iter().enumerate().map(row).collect(),
        not_over: if meetings.is_empty() { Vec::new() } else { vec!["MARAC-2026-12-03".to_owned()] },
    }
}

fn line(meeting: usize, case: usize) -> HearingLine {
    let referrers: &[&str] = match (meeting + case) % 5 {
        0 => &["housing", "police"],
        1 => &["idva"],
        _ => &["police"],
    };
    let heard = Heard {
        repeat: Some(case.is_multiple_of(3)),
        children: Some(u32::try_from(case % 4).unwrap_or(0)),
        referrers: referrers.iter().map(|key| (*key).to_owned()).collect(),
        waited: Some(14),
        victim: true,
        male: Some(case.is_multiple_of(7)),
        age: Some(17 + u32::try_from(case * 5).unwrap_or(0)),
        ethnicity: Some(["White British", "Pakistani", "Polish", "Elsewhere"][case % 4].into()),
        disabled: meeting.is_multiple_of(2).then_some(case.is_multiple_of(5)),
        lgbt: None,
        harming: 1,
        harming_aged: u32::from(case > 3),
        harming_young: 0,
        views: true,
        told: true,
    };
    HearingLine {
        item: id(meeting * 100 + case),
        meeting: id(meeting),
        case: id(case),
        state: ItemState::Heard,
        again: false,
        heard: Some(heard),
    }
}
