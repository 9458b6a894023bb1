//! Documents in: a list becomes requests, row by row, in one change that is undone as one.
//!
//! [`import_referrals`], [`import_subjects`] and [`import_incidents`] run the same way: each row that can be read is
//! asked of the rules as a request of its own, and what they concluded is kept in a [`Plan`]. A dry run is the same
//! run taken back at the end. Nothing is concluded here, and nothing read twice.

use std::cell::RefCell;
use std::collections::BTreeSet;

use jiff::civil::Date;
use uuid::Uuid;

use super::clock::Now;
use super::execute::Service;
use super::plan::{Plan, PlanProblem, PlanRow, PlanStanding};
use crate::domain::calendar::add_days;
use crate::domain::id::Id;
use crate::domain::nomination::{IncidentForm, SubjectForm};
use crate::domain::referral::ReferralForm;
use crate::domain::refusal::Refusal;
use crate::domain::reply::Reply;
use crate::domain::request::{Door, Request, Score, TakeIncident, TakeReferral, TakeSubject};
use crate::domain::rows::subject::ScoreMoment;
use crate::intake::{self, Form};

/// A referral received more than this many days ago is taken as heard at an earlier meeting, unless somebody says
/// otherwise. Our default: no area lets six weeks pass between referral and meeting.
pub const HISTORY_DAYS: i32 = 42;

/// Whether referrals were heard before this record began.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum History {
    /// Those older than [`HISTORY_DAYS`] were.
    #[default]
    ByDate,
    /// All were.
    Heard,
    /// None was: all wait for a meeting.
    Waiting,
}

impl History {
    fn covers(self, received: Option<Date>, today: Date) -> bool {
        match self {
            Self::Heard => true,
            Self::Waiting => false,
            Self::ByDate => received.is_some_and(|received| received < add_days(today, -HISTORY_DAYS)),
        }
    }
}

/// How a list is taken in.
#[derive(Debug, Clone, Copy)]
pub struct Import<'a> {
    /// What the user calls the file, for messages.
    pub file: &'a str,
    /// Key or code of the forum.
    pub forum: &'a str,
    /// Whether referrals were heard before this record began; means nothing to other lists.
    pub history: History,
    /// The date of the ranked police list, when the subjects are one.
    pub list: Option<Date>,
    /// With `false` everything is taken back at the end: a dry run.
    pub keep: bool,
}

/// Takes in a list of referrals. `on_row` is told each row when it is done and may stop the whole by `false`.
///
/// # Errors
/// When the file is no such list, the record cannot be written, or `on_row` stopped it; nothing is kept then.
pub fn import_referrals(
    service: &mut Service,
    now: Now,
    bytes: &[u8],
    import: &Import<'_>,
    on_row: impl FnMut(&PlanRow) -> bool,
) -> Result<Plan, Refusal> {
    run::<ReferralForm>(service, now, bytes, import, on_row)
}

/// Takes in a list of nominated subjects.
///
/// # Errors
/// As [`import_referrals`].
pub fn import_subjects(
    service: &mut Service,
    now: Now,
    bytes: &[u8],
    import: &Import<'_>,
    on_row: impl FnMut(&PlanRow) -> bool,
) -> Result<Plan, Refusal> {
    run::<SubjectForm>(service, now, bytes, import, on_row)
}

/// Takes in a list of incidents and scores every subject that one was added to.
///
/// # Errors
/// As [`import_referrals`].
pub fn import_incidents(
    service: &mut Service,
    now: Now,
    bytes: &[u8],
    import: &Import<'_>,
    on_row: impl FnMut(&PlanRow) -> bool,
) -> Result<Plan, Refusal> {
    run::<IncidentForm>(service, now, bytes, import, on_row)
}

/// A list that can be taken in.
trait Listed: Form {
    /// The list's own reference of the row.
    fn source(&self) -> String;

    /// Fields set aside.
    fn problems(&self) -> Vec<PlanProblem>;

    /// Whether it is history rather than work.
    fn is_history(&self, _history: History, _today: Date) -> bool {
        false
    }

    /// Whether its cases are scored once the list is in.
    const SCORED: bool = false;

    /// What is asked of the rules.
    fn request(self, import: &Import<'_>, forum: &str, row: u32, heard: bool) -> Request;
}

impl Listed for ReferralForm {
    fn source(&self) -> String {
        self.source.clone()
    }

    fn problems(&self) -> Vec<PlanProblem> {
        self.to_correct.iter().map(|problem| PlanProblem::of(problem.field.label(), problem)).collect()
    }

    fn is_history(&self, history: History, today: Date) -> bool {
        history.covers(self.received, today)
    }

    fn request(self, _import: &Import<'_>, forum: &str, row: u32, heard: bool) -> Request {
        Request::TakeReferral(Box::new(TakeReferral {
            forum: forum.to_owned(),
            row,
            heard,
            number: None,
            form: self,
        }))
    }
}

impl Listed for SubjectForm {
    fn source(&self) -> String {
        self.nominal.clone()
    }

    fn problems(&self) -> Vec<PlanProblem> {
        self.to_correct.iter().map(|problem| PlanProblem::of(problem.field.label(), problem)).collect()
    }

    fn request(self, import: &Import<'_>, forum: &str, _row: u32, _heard: bool) -> Request {
        let door = import.list.map_or(Door::Nomination, Door::PoliceList);
        Request::TakeSubject(Box::new(TakeSubject { forum: forum.to_owned(), door, form: self }))
    }
}

impl Listed for IncidentForm {
    const SCORED: bool = true;

    fn source(&self) -> String {
        self.nominal.clone()
    }

    fn problems(&self) -> Vec<PlanProblem> {
        self.to_correct.iter().map(|problem| PlanProblem::of(problem.field.label(), problem)).collect()
    }

    fn request(self, _import: &Import<'_>, _forum: &str, _row: u32, _heard: bool) -> Request {
        Request::TakeIncident(TakeIncident { form: self })
    }
}

/// What is known while rows become requests and replies become lines of the plan.
struct Progress<F> {
    plan: Plan,
    /// The row now with the rules.
    asked: Option<PlanRow>,
    /// Cases to be scored at the end.
    touched: BTreeSet<Uuid>,
    on_row: F,
    stopped: bool,
}

impl<F: FnMut(&PlanRow) -> bool> Progress<F> {
    fn add(&mut self, row: PlanRow) {
        self.stopped |= !(self.on_row)(&row);
        self.plan.rows.push(row);
    }

    fn answered(&mut self, outcome: Result<Reply, Refusal>, scored: bool) {
        let Some(mut row) = self.asked.take() else {
            self.plan.scores.extend(outcome.ok().map(|reply| reply.words));
            return;
        };
        match outcome {
            Ok(reply) => {
                row.standing = match reply.standing {
                    Some(standing) => PlanStanding::Referral(standing),
                    // A row that is in the record already names nothing that was added.
                    None if reply.references.is_empty() => PlanStanding::Already,
                    None => PlanStanding::Taken,
                };
                if row.standing == PlanStanding::Already {
                    row.heard = false;
                    row.to_correct.clear();
                }
                if scored {
                    self.touched.extend(reply.ids);
                }
                row.words = reply.words;
                row.case = reply.references.into_iter().next();
                row.findings = reply.conclusions;
            }
            Err(refusal) => row.refuse(refusal.to_string()),
        }
        self.add(row);
    }
}

fn run<T: Listed>(
    service: &mut Service,
    now: Now,
    bytes: &[u8],
    import: &Import<'_>,
    on_row: impl FnMut(&PlanRow) -> bool,
) -> Result<Plan, Refusal> {
    // Whether the forum is one of the area's is settled once, not on every row.
    let forum = service.area()?.forum(import.forum)?.key.clone();
    let today = now.today();
    let rows = intake::open::<T, _>(import.file, intake::csv::lines(bytes), today)
        .map_err(|problem| Refusal::rule(problem.to_string()))?;
    let plan = Plan { unread: rows.unread().to_vec(), kept: import.keep, ..Plan::default() };
    let progress =
        RefCell::new(Progress { plan, asked: None, touched: BTreeSet::new(), on_row, stopped: false });
    let requests = rows.filter_map(|row| {
        let mut line = PlanRow::asked(row.row);
        match row.read {
            Ok(form) => {
                line.source = form.source();
                line.to_correct = form.problems();
                line.heard = form.is_history(import.history, today);
                let request = form.request(import, &forum, row.row, line.heard);
                progress.borrow_mut().asked = Some(line);
                Some(request)
            }
            Err(refusal) => {
                line.refuse(refusal.reason.to_owned());
                progress.borrow_mut().add(line);
                None
            }
        }
    });
    let scores = std::iter::from_fn(|| {
        let case = progress.borrow_mut().touched.pop_first()?;
        Some(Request::Score(Score { case: Id::new(case), moment: ScoreMoment::Nomination }))
    });
    let change = service.next_id();
    service.execute_all(now, change, requests.chain(scores), import.keep, |_, outcome| {
        let mut progress = progress.borrow_mut();
        progress.answered(outcome, T::SCORED);
        !progress.stopped
    })?;
    Ok(progress.into_inner().plan)
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn history_begins_after_six_weeks_and_only_for_what_has_a_date() {
        let today = date(2026, 11, 26);
        for (received, history, heard) in [
            (Some(date(2026, 10, 15)), History::ByDate, false),
            (Some(date(2026, 10, 14)), History::ByDate, true),
            (None, History::ByDate, false),
            (Some(today), History::Heard, true),
            (Some(date(2011, 1, 1)), History::Waiting, false),
        ] {
            assert_eq!(history.covers(received, today), heard, "{received:?} {history:?}");
        }
    }
}
