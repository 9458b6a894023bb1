//! Who was there, and for which case: worked out from attendance, comings and goings, timed slots and conflicts.
//!
//! Nothing here is stored; minutes, the case page, the room and the quorum all ask [`Table`], so that they cannot disagree.

use std::collections::BTreeSet;

use jiff::civil::{Date, DateTime};

use super::area::AreaData;
use super::facts::Changes;
use super::id::Id;
use super::refusal::Refusal;
use super::rows::agenda::AgendaItem;
use super::rows::case::{Case, Wall};
use super::rows::meeting::{Attendance, Meeting, Presence};
use super::rows::sitting::{Pause, Slot, Stay};
use super::tools::quorum::Quorum;
use super::tools::settings::SettingKey;

/// A stretch of time; without an end it lasts.
type Stretch = (DateTime, Option<DateTime>);

/// An agency that was there while a case was heard.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Present {
    /// Its key.
    pub agency: String,
    /// How it took part.
    pub presence: Presence,
    /// When it came, if the case had begun.
    pub came: Option<DateTime>,
    /// When it left, if the case had not ended.
    pub left: Option<DateTime>,
}

/// Everybody at one meeting, with when they were there.
#[derive(Debug, Clone, Default)]
pub struct Table {
    /// One line an agency.
    pub attendance: Vec<Attendance>,
    /// Agencies that attend only some cases.
    pub slots: Vec<Slot>,
    /// Times during which the meeting did not sit, the first first.
    pub pauses: Vec<Pause>,
    stays: Vec<Stay>,
    day: Option<Date>,
}

impl Table {
    /// Reads it from the record.
    ///
    /// # Errors
    /// When the record cannot be read.
    pub fn read(changes: &Changes<'_>, meeting: &Meeting) -> Result<Self, Refusal> {
        let mut pauses = changes.find::<Pause>("meeting", &meeting.id)?;
        pauses.sort_by_key(|pause| pause.began);
        let mut stays = changes.find::<Stay>("meeting", &meeting.id)?;
        stays.sort_by_key(|stay| (stay.came, stay.id));
        Ok(Self {
            attendance: changes.find::<Attendance>("meeting", &meeting.id)?,
            slots: changes.find::<Slot>("meeting", &meeting.id)?,
            pauses,
            stays,
            day: Some(meeting.opened.map_or(meeting.on, DateTime::date)),
        })
    }

    /// A table made of lines of attendance alone.
    pub fn of(attendance: Vec<Attendance>, slots: Vec<Slot>) -> Self {
        Self { attendance, slots, ..Self::default() }
    }

    /// The line of an agency.
    pub fn line(&self, agency: &str) -> Option<&Attendance> {
        self.attendance.iter().find(|line| line.agency == agency)
    }

    /// Whether an agency attends a case at all: one with a slot attends only its own.
    pub fn belongs(&self, agency: &str, case: Id<Case>) -> bool {
        let mut slots = self.slots.iter().filter(|slot| slot.agency == agency).peekable();
        slots.peek().is_none() || slots.any(|slot| slot.cases.0.contains(&case))
    }

    /// Whether an agency is at the table now.
    pub fn is_here(&self, agency: &str) -> bool {
        self.line(agency).is_some_and(|line| line.presence.is_there() && line.left.is_none())
    }

    /// When an agency was there, the first stretch first.
    pub fn stretches(&self, line: &Attendance) -> Vec<Stretch> {
        let kept: Vec<Stretch> = self
            .stays
            .iter()
            .filter(|stay| stay.agency == line.agency)
            .map(|stay| (stay.came, stay.left))
            .collect();
        if !kept.is_empty() || !line.presence.is_there() {
            return kept;
        }
        let Some(day) = self.day else { return vec![(DateTime::MIN, None)] };
        let at = |time| day.to_datetime(time);
        vec![(line.arrived.map_or(DateTime::MIN, at), line.left.map(at))]
    }

    /// Who was there while a case was heard, in the order of the lines; nobody for one that was not begun. An agency kept
    /// out by a conflict was not, nor one at whose slot it did not stand.
    pub fn present(&self, item: &AgendaItem, walls: &[Wall], now: DateTime) -> Vec<Present> {
        let Some(begins) = item.opened else { return Vec::new() };
        let ends = item.closed.unwrap_or(now);
        let walled = |agency: &str| walls.iter().any(|wall| wall.agency == agency);
        let lines = self.attendance.iter().filter(|line| {
            line.presence.is_there() && !walled(&line.agency) && self.belongs(&line.agency, item.case)
        });
        let there = lines.filter_map(|line| {
            let stretches = self.stretches(line).into_iter();
            let during: Vec<Stretch> = stretches
                .filter(|(came, left)| *came < ends.max(begins) && left.is_none_or(|left| left > begins))
                .collect();
            let (came, _) = *during.first()?;
            let left = during.last().and_then(|(_, left)| *left).filter(|left| *left < ends);
            Some(Present {
                agency: line.agency.clone(),
                presence: line.presence,
                came: Some(came).filter(|came| *came > begins),
                left,
            })
        });
        there.collect()
    }

    /// Seconds between two moments in which the meeting sat.
    pub fn seconds(&self, from: DateTime, to: DateTime) -> i64 {
        let whole = to.duration_since(from).as_secs();
        let paused: i64 = self
            .pauses
            .iter()
            .map(|pause| {
                let (began, ended) = (pause.began.max(from), pause.ended.unwrap_or(to).min(to));
                ended.duration_since(began).as_secs().max(0)
            })
            .sum();
        (whole - paused).max(0)
    }
}

/// What a meeting needs to decide, by the area's setting of its day.
pub fn quorum(area: &AreaData, meeting: &Meeting) -> Option<Quorum> {
    Quorum::of(&area.settings.text(SettingKey::Quorum, meeting.on)?, &meeting.forum)
}

impl Table {
    /// What is missing for a quorum among those who are here now, in words. Observers have no say and do not count.
    pub fn missing(&self, area: &AreaData, meeting: &Meeting) -> Vec<String> {
        let here = self.attendance.iter().filter(|line| line.presence.is_there() && line.left.is_none());
        let here = here.filter(|line| line.presence != Presence::Observer);
        lacks(area, meeting, &here.map(|line| line.agency.clone()).collect())
    }
}

/// What was missing for a quorum among those who were there for a case.
pub fn missing_among(area: &AreaData, meeting: &Meeting, present: &[Present]) -> Vec<String> {
    let counts = present.iter().filter(|one| one.presence != Presence::Observer);
    lacks(area, meeting, &counts.map(|one| one.agency.clone()).collect())
}

fn lacks(area: &AreaData, meeting: &Meeting, here: &BTreeSet<String>) -> Vec<String> {
    let Some(quorum) = quorum(area, meeting) else { return Vec::new() };
    quorum.missing(here, |key| area.agency_said(key).to_owned())
}

impl Present {
    /// "from 10:20", "until 11:05", or nothing for one that was there throughout.
    pub fn times(&self) -> Option<String> {
        let clock = |at: DateTime| at.strftime("%H:%M").to_string();
        let came = self.came.map(|at| format!("from {}", clock(at)));
        let left = self.left.map(|at| format!("until {}", clock(at)));
        let words: Vec<String> = came.into_iter().chain(left).collect();
        (!words.is_empty()).then(|| words.join(" "))
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::{date, datetime, time};
    use uuid::Uuid;

    use super::*;
    use crate::domain::rows::agenda::ItemState;
    use crate::domain::value::Json;

    fn id<T>(number: u128) -> Id<T> {
        Id::new(Uuid::from_u128(number))
    }

    fn line(agency: &str) -> Attendance {
        Attendance {
            id: id(1),
            meeting: id(900),
            agency: agency.to_owned(),
            name: None,
            post: None,
            presence: Presence::Room,
            accepted: true,
            information: None,
            arrived: None,
            left: None,
            stands_for: None,
            observes: None,
            consented: None,
            sent: None,
        }
    }

    fn heard(number: u128, from: (i8, i8), to: (i8, i8)) -> AgendaItem {
        let at = |(hour, minute)| Some(date(2026, 11, 26).at(hour, minute, 0, 0));
        AgendaItem {
            id: id(800 + number),
            meeting: id(900),
            case: id(number),
            position: 1,
            why: String::new(),
            state: ItemState::Heard,
            opened: at(from),
            closed: at(to),
            moved: None,
            deferred: None,
            interim: None,
            deferrals: 0,
            minutes: None,
        }
    }

    fn stay(came: DateTime, left: Option<DateTime>) -> Stay {
        Stay { id: id(3), meeting: id(900), agency: "school".to_owned(), came, left }
    }

    const NOW: DateTime = datetime(2026, 11, 26, 13, 0, 0, 0);

    fn names(table: &Table, item: &AgendaItem) -> Vec<String> {
        table.present(item, &[], NOW).into_iter().map(|one| one.agency).collect()
    }

    #[test]
    fn who_came_late_or_left_early_was_there_for_the_cases_between() {
        let mut late = line("housing");
        late.arrived = Some(time(10, 20, 0, 0));
        let mut gone = line("school");
        gone.left = Some(time(11, 5, 0, 0));
        let day = Some(date(2026, 11, 26));
        let table = Table { attendance: vec![line("police"), late, gone], day, ..Table::default() };
        assert_eq!(names(&table, &heard(1, (10, 0), (10, 10))), ["police", "school"]);
        let across = table.present(&heard(2, (10, 15), (10, 30)), &[], NOW);
        assert_eq!(across[1].times().as_deref(), Some("from 10:20"));
        let across = table.present(&heard(3, (11, 0), (11, 10)), &[], NOW);
        assert_eq!(across[2].times().as_deref(), Some("until 11:05"));
        assert_eq!(names(&table, &heard(4, (11, 5), (11, 20))), ["police", "housing"]);
    }

    #[test]
    fn who_came_back_was_away_between() {
        let at = |hour, minute| date(2026, 11, 26).at(hour, minute, 0, 0);
        let stays = vec![stay(at(9, 30), Some(at(10, 0))), stay(at(11, 0), None)];
        let table = Table { attendance: vec![line("school")], stays, ..Table::default() };
        assert_eq!(names(&table, &heard(1, (9, 40), (9, 50))), ["school"]);
        assert!(names(&table, &heard(2, (10, 10), (10, 50))).is_empty());
        assert_eq!(names(&table, &heard(3, (11, 10), (11, 20))), ["school"]);
    }

    #[test]
    fn a_slot_and_a_conflict_keep_an_agency_out_of_the_other_cases() {
        let slot = Slot {
            id: id(2),
            meeting: id(900),
            agency: "school".to_owned(),
            cases: Json(vec![id(1)]),
            begins: None,
            ends: None,
        };
        let table = Table::of(vec![line("police"), line("school")], vec![slot]);
        assert_eq!(names(&table, &heard(1, (10, 0), (10, 10))), ["police", "school"]);
        assert_eq!(names(&table, &heard(2, (10, 10), (10, 20))), ["police"]);
        let wall = Wall {
            id: id(4),
            case: id(1),
            meeting: None,
            agency: "police".to_owned(),
            alternate: None,
            reason: "".into(),
        };
        assert_eq!(table.present(&heard(1, (10, 0), (10, 10)), &[wall], NOW).len(), 1);
    }

    #[test]
    fn time_does_not_run_while_the_meeting_does_not_sit() {
        let at = |hour, minute| date(2026, 11, 26).at(hour, minute, 0, 0);
        let pause =
            |began, ended| Pause { id: id(5), meeting: id(900), began, ended, resumes: None, why: None };
        let pauses = vec![pause(at(10, 0), Some(at(10, 15))), pause(at(11, 0), None)];
        let table = Table { pauses, ..Table::default() };
        assert_eq!(table.seconds(at(9, 50), at(10, 20)), 15 * 60);
        assert_eq!(table.seconds(at(10, 5), at(10, 10)), 0);
        assert_eq!(table.seconds(at(10, 50), at(12, 0)), 10 * 60);
    }
}
