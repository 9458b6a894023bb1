//! What is typed and what it becomes.

mod asked;
mod edits;
pub mod lexicon;
mod properties;
mod table;
mod variants;

use jiff::civil::{Date, DateTime, date, datetime};

use super::{Event, EventKind, Lexicon, Moment, Reading, read};
use crate::domain::calendar::Holidays;

/// Thursday 26 November 2026, 11:24.
const NOW: DateTime = datetime(2026, 11, 26, 11, 24, 37, 0);

/// Everything a moment borrows.
struct Room {
    lexicon: Lexicon,
    holidays: Holidays,
    events: Vec<Event>,
    present: Vec<String>,
}

impl Room {
    /// Everybody but Housing and those off the list; release on Friday, no court date held.
    fn new() -> Self {
        let present = ["pol", "idva", "csc", "asc", "mh", "prob", "gp", "hv"];
        Self {
            lexicon: Lexicon::from_parts(lexicon::parts()).unwrap(),
            holidays: Holidays::proclaimed(),
            events: vec![Event { kind: EventKind::Release, date: date(2026, 11, 27) }],
            present: present.map(str::to_owned).to_vec(),
        }
    }

    fn moment(&self, now: DateTime) -> Moment<'_> {
        Moment {
            now,
            next_meeting: Some(date(2026, 12, 10)),
            referral: date(2026, 11, 12),
            events: &self.events,
            actions: 3,
            present: Some(&self.present),
            holidays: &self.holidays,
        }
    }

    fn read(&self, line: &str) -> Reading {
        read(line, &self.lexicon, &self.moment(NOW))
    }

    fn shown(&self, line: &str) -> String {
        self.shown_at(line, NOW)
    }

    fn shown_at(&self, line: &str, now: DateTime) -> String {
        read(line, &self.lexicon, &self.moment(now)).preview(now.date()).to_string()
    }
}

fn today() -> Date {
    NOW.date()
}

/// Compares every row and reports all that differ, not the first alone.
fn check(rows: &[(&str, &str)], shown: impl Fn(&str) -> String) {
    let wrong: Vec<String> = rows
        .iter()
        .filter_map(|(typed, expected)| {
            let got = shown(typed);
            if got == *expected {
                None
            } else {
                Some(format!("{typed}\n  became   {got}\n  expected {expected}"))
            }
        })
        .collect();
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}
