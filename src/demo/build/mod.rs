//! Building the invented area as a real record: every row of it is an entry, made by the same requests that a user's
//! keys make, at the moments they would have been made.
//!
//! [`plan`] says which earlier cases and sittings there are, [`couple`] and [`invent`] make them up, [`sitting`] holds
//! them, [`present`] prepares today's meeting and [`subjects`] the MATAC. [`teller`] is the only hand on the service.
//! The same content, size and seed give the same requests, so that with seeded identifiers and salts the record is
//! the same, digest for digest.

mod chance;
mod couple;
mod forms;
mod invent;
mod past;
mod plan;
mod present;
mod services;
mod sitting;
mod subjects;
mod teller;

use jiff::civil::{Date, DateTime};

use self::chance::Chance;
use self::invent::Inventor;
use self::present::{Present, days_before};
use self::sitting::{Past, Sitting};
use self::teller::Teller;
use super::content::DemoContent;
use crate::domain::calendar::{add_days, add_months};
use crate::domain::refusal::Refusal;
use crate::service::Service;

/// Fewest cases: with fewer there is hardly anything outstanding to show.
pub const FEWEST: u32 = 60;
/// Cases when nothing is said.
pub const USUAL: u32 = 200;
/// Referrals waiting for the next meeting.
const WAITING: u32 = 3;

/// How large an invented area is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Size {
    /// MARAC cases in all, today's and those waiting included; at least [`FEWEST`] are made.
    pub cases: u32,
    /// Names another invented history; today's meeting is the same in all of them.
    pub seed: u64,
    /// The day it is used on: the day of today's meeting, or a later one.
    pub today: Date,
}

/// How far building has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Progress {
    /// Steps done.
    pub done: usize,
    /// Steps in all.
    pub of: usize,
}

/// One step of the story.
#[derive(Clone, Copy, Debug)]
enum Step {
    Diary,
    Prepare(usize),
    Sit(usize),
    Approve(usize),
    Take(usize),
    List,
    Views,
    Sent,
    Subjects,
    Waiting,
    Expected,
    Remind,
}

/// Builds the invented area in a record whose area is set up and holds nothing else.
///
/// # Errors
/// When the record cannot be written, holds cases already, or is to be used on a day before today's meeting.
pub fn build(
    service: &mut Service,
    content: &DemoContent,
    size: Size,
    progress: &mut dyn FnMut(Progress),
) -> Result<(), Refusal> {
    let meeting = content.cases.meeting;
    if size.today < meeting {
        return Err(Refusal::rule(format!("the invented area lives on {meeting} or later")));
    }
    let area = service.area()?;
    let invented = size.cases.max(FEWEST).saturating_sub(resting(content));
    let planned = plan::sittings(content, invented, &area.holidays);
    let mut sittings: Vec<Sitting> =
        planned.into_iter().map(|((on, _), planned)| Sitting::new(on, planned)).collect();
    let last = sittings.iter().map(|sitting| sitting.on).max().unwrap_or(meeting);
    let steps = steps(content, &sittings);
    let inventor = Inventor::new(content, &area, size.cases);
    let chance = Chance::new(size.seed, 1);
    let kept_from = add_months(meeting, -12);
    let mut past = Past::new(content, &area.holidays, inventor, chance, kept_from, last);
    let mut present = Present::new(content);
    let mut subjects = Vec::new();
    let mut chance = Chance::new(size.seed, 2);
    let mut teller = Teller::new(service);
    let listed = days_before(meeting, 10);
    if let Some((at, _)) = steps.first() {
        services::adopt(&mut teller, at.date())?;
    }
    let of = steps.len();
    for (done, (at, step)) in steps.into_iter().enumerate() {
        progress(Progress { done, of });
        teller.report_until(at.date())?;
        match step {
            Step::Diary => present.diary(&mut teller, at.date())?,
            Step::Prepare(place) => with(&mut sittings, place, |sitting| past.prepare(&mut teller, sitting))?,
            Step::Sit(place) => with(&mut sittings, place, |sitting| past.sit(&mut teller, sitting))?,
            Step::Approve(place) => with(&mut sittings, place, |sitting| past.approve(&mut teller, sitting))?,
            Step::Take(place) => {
                if let Some(case) = content.cases.case.get(place) {
                    present.take(&mut teller, case)?;
                }
            }
            Step::List => present.list(&mut teller, listed)?,
            Step::Subjects => subjects = subjects::take(&mut teller, content, listed)?,
            Step::Views => present.views(&mut teller)?,
            Step::Sent => {
                present.sent(&mut teller, listed)?;
                let matac = present.meeting("matac", content.matac.meeting)?;
                subjects::prepare(&mut teller, content, matac, &subjects)?;
            }
            Step::Waiting => {
                let on = [8, 6, 2].map(|days| days_before(meeting, days));
                present.waiting(&mut teller, &mut past.inventor, &mut chance, &on)?;
            }
            Step::Expected => present.expected(&mut teller, at.date())?,
            Step::Remind => teller.remind(at.date())?,
        }
    }
    teller.report_until(meeting)?;
    progress(Progress { done: of, of });
    Ok(())
}

/// Cases that are written or wait, and are not invented with the history: today's, those only related to one of
/// today's, and the waiting ones.
fn resting(content: &DemoContent) -> u32 {
    let cases = content.cases.case.iter();
    let related = cases.flat_map(|case| &case.previous).filter(|previous| previous.other_perpetrator);
    u32::try_from(content.cases.case.len() + related.count()).unwrap_or(0) + WAITING
}

fn with(
    sittings: &mut [Sitting],
    place: usize,
    what: impl FnOnce(&mut Sitting) -> Result<(), Refusal>,
) -> Result<(), Refusal> {
    sittings.get_mut(place).map_or(Ok(()), what)
}

/// Every step at its moment, in order.
fn steps(content: &DemoContent, sittings: &[Sitting]) -> Vec<(DateTime, Step)> {
    let meeting = content.cases.meeting;
    let before = |days: i32, hour: i8| days_before(meeting, days).at(hour, 0, 0, 0);
    let mut steps = vec![
        (before(64, 9), Step::Diary),
        (before(10, 9), Step::List),
        (before(6, 9), Step::Remind),
        (before(10, 14), Step::Subjects),
        (before(1, 15), Step::Views),
        (before(1, 16), Step::Sent),
        (before(1, 17), Step::Waiting),
        (before(1, 18), Step::Expected),
    ];
    for (place, sitting) in sittings.iter().enumerate() {
        steps.push((sitting.prepared(None).at(11, 0, 0, 0), Step::Prepare(place)));
        steps.push((sitting.on.at(9, 30, 0, 0), Step::Sit(place)));
        steps.push((add_days(sitting.on, 4).at(8, 0, 0, 0), Step::Approve(place)));
    }
    for (place, case) in content.cases.case.iter().enumerate() {
        steps.push((case.received.at(10, 0, 0, 0), Step::Take(place)));
    }
    steps.sort_by_key(|(at, _)| *at);
    steps
}
