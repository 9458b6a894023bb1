//! The door the invented area goes through: requests at the moments they would have been made, and actions that
//! wait for the day their end is reported.

use std::collections::BTreeMap;

use jiff::civil::Date;
use jiff::tz::TimeZone;

use crate::domain::facts::Changes;
use crate::domain::id::Id;
use crate::domain::ladder::Ladder;
use crate::domain::private::Private;
use crate::domain::refusal::Refusal;
use crate::domain::reply::Reply;
use crate::domain::request::{ChaseActions, Request, ReviewAction};
use crate::domain::rows::action::{Action, ReviewOutcome};
use crate::domain::rows::case::Case;
use crate::domain::rows::chase::ChaseHow;
use crate::domain::rows::meeting::Meeting;
use crate::domain::shape::Stored;
use crate::domain::value::Field;
use crate::service::{Now, Service};

/// Requests and their moments.
pub type Batch = Vec<(Now, Request)>;

/// Most actions reviewed at the start of a sitting.
const REVIEWED: usize = 12;
/// Actions reminded of before today.
const REMINDED: usize = 3;

/// What will be reported of an action.
struct Report {
    action: Id<Action>,
    outcome: ReviewOutcome,
    note: Option<String>,
    due: Option<Date>,
}

/// Tells a history to a service.
pub struct Teller<'a> {
    service: &'a mut Service,
    reports: BTreeMap<Date, Vec<Report>>,
}

/// A moment, as an instant and on the wall; the instant of the invented area is the wall's time.
pub fn moment(on: Date, hour: i8, minutes: u32) -> Now {
    let minutes = i64::from(hour) * 60 + i64::from(minutes);
    let start = on.at(0, 0, 0, 0);
    let local = start.saturating_add(jiff::Span::new().minutes(minutes));
    let at = local.to_zoned(TimeZone::UTC).map_or(jiff::Timestamp::UNIX_EPOCH, |zoned| zoned.timestamp());
    Now { at, local }
}

impl<'a> Teller<'a> {
    /// To a service.
    pub const fn new(service: &'a mut Service) -> Self {
        Self { service, reports: BTreeMap::new() }
    }

    /// Carries out a batch, all of it.
    pub fn tell(&mut self, batch: Batch) -> Result<Vec<Reply>, Refusal> {
        if batch.is_empty() {
            return Ok(Vec::new());
        }
        let change = self.service.next_id();
        self.service.retell(change, batch)
    }

    /// Carries out one request that changes what the area goes by.
    pub fn adopt(&mut self, now: Now, request: Request) -> Result<(), Refusal> {
        let change = self.service.next_id();
        self.service.execute(now, change, request, None).map(drop)
    }

    /// The rows whose field holds a value.
    pub fn find<T: Stored>(&self, field: &'static str, value: &impl Field) -> Result<Vec<T>, Refusal> {
        Changes::new(self.service.record()).find(field, value)
    }

    /// What will be reported of an action, on a day to come.
    pub fn expect(
        &mut self,
        action: Id<Action>,
        on: Date,
        outcome: ReviewOutcome,
        note: Option<String>,
        due: Option<Date>,
    ) {
        self.reports.entry(on).or_default().push(Report { action, outcome, note, due });
    }

    /// Reports what is due to be reported before a day.
    pub fn report_until(&mut self, day: Date) -> Result<(), Refusal> {
        let later = self.reports.split_off(&day);
        let due = std::mem::replace(&mut self.reports, later);
        let mut batch = Batch::new();
        for (on, reports) in due {
            batch.extend(reports.into_iter().map(|report| (moment(on, 15, 10), report.request())));
        }
        self.tell(batch).map(drop)
    }

    /// Reminds of what is past its date on a day: of the longest only, so that somebody is still to be reminded later.
    pub fn remind(&mut self, on: Date) -> Result<(), Refusal> {
        let area = self.service.area()?;
        let before = Ladder::of(&area, on).before(&area.holidays, on);
        let due = self.service.record().view().to_chase(on, before)?;
        let asked = |action: Action| ChaseActions {
            actions: vec![action.id],
            step: None,
            how: ChaseHow::Mail,
            to: None,
            note: None,
        };
        let requests = due.into_iter().take(REMINDED).map(|action| Request::Chase(asked(action)));
        let batch = requests.map(|request| (moment(on, 10, 0), request)).collect();
        self.tell(batch).map(drop)
    }

    /// Reviews at the start of a sitting: what is overdue and not reported goes on.
    pub fn outstanding(&self, meeting: Id<Meeting>, on: Date) -> Batch {
        let overdue = self.reports.values().flatten().filter(|report| {
            report.outcome != ReviewOutcome::Confirmed && report.due.is_some_and(|due| due < on)
        });
        let review = |report: &Report| ReviewAction {
            meeting: Some(meeting),
            note: Some("Not done yet; to be reported before the next meeting.".into()),
            ..ReviewAction::of(report.action, ReviewOutcome::Continues)
        };
        let requests = overdue.take(REVIEWED).map(|report| Request::ReviewAction(review(report)));
        requests.map(|request| (moment(on, 9, 36), request)).collect()
    }
}

impl Report {
    fn request(self) -> Request {
        Request::ReviewAction(ReviewAction {
            note: self.note.map(Private::from),
            ..ReviewAction::of(self.action, self.outcome)
        })
    }
}

/// The first thing a reply names.
pub fn named<T>(reply: Option<&Reply>) -> Result<Id<T>, Refusal> {
    let id = reply.and_then(|reply| reply.ids.first());
    id.map(|id| Id::new(*id)).ok_or_else(|| Refusal::rule("the invented area: a request named nothing"))
}

/// The case that a referral went to.
pub fn case_of(reply: Option<&Reply>) -> Result<Id<Case>, Refusal> {
    named(reply)
}
