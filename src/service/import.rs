//! Documents in: a list or form becomes requests, row by row, in one change that is undone as one.
//!
//! [`import`] runs alike for every kind of list: each row that can be read is asked of the rules as a request of its
//! own, and what they concluded is kept in a [`Plan`]. A dry run is the same run taken back at the end. A form that
//! came by itself is kept with its case as an attachment. Nothing is concluded here.

use std::cell::RefCell;
use std::collections::BTreeSet;

use jiff::civil::Date;
use uuid::Uuid;

use super::attach::{self, Label};
use super::clock::Now;
pub use super::document::{HISTORY_DAYS, History, Steps};
use super::execute::Service;
use super::mapping::{self, Choice, Chosen, List};
use super::plan::{Plan, PlanProblem, PlanRow, PlanStanding};
use crate::domain::facts::Changes;
use crate::domain::id::Id;
use crate::domain::nomination::{IncidentForm, SubjectForm};
use crate::domain::referral::ReferralForm;
use crate::domain::refusal::Refusal;
use crate::domain::reply::Reply;
use crate::domain::request::{
    Door, KeepMapping, Request, Score, TakeIncident, TakeReferral, TakeScore, TakeSubject,
};
use crate::domain::rows::document::{AttachmentKind, MappedHead};
use crate::domain::rows::subject::ScoreMoment;
use crate::domain::score_list::ScoreForm;
use crate::intake::Form;
use crate::intake::door::Opened;

/// How a list is taken in.
#[derive(Debug, Clone)]
pub struct Import<'a> {
    /// What is in it.
    pub list: List,
    /// What the user calls the file, for messages.
    pub file: &'a str,
    /// Key or code of the forum.
    pub forum: &'a str,
    /// Whether referrals were heard before this record began; means nothing to other lists.
    pub history: History,
    /// The date of the ranked police list, when the subjects are one.
    pub ranked: Option<Date>,
    /// With `false` everything is taken back at the end: a dry run.
    pub keep: bool,
    /// How it is to be read.
    pub choice: Choice,
    /// The change it is, minted when the user said so; a retry of it adds nothing.
    pub change: Option<Uuid>,
}

impl<'a> Import<'a> {
    /// A list of referrals or others, taken in as it is.
    pub fn new(list: List, file: &'a str, forum: &'a str) -> Self {
        Self {
            list,
            file,
            forum,
            history: History::ByDate,
            ranked: None,
            keep: true,
            choice: Choice::default(),
            change: None,
        }
    }
}

/// Takes in a document. `on_row` is told each row when it is done and may stop the whole by `false`.
///
/// # Errors
/// When the document is no such list, the record cannot be written, or `on_row` stopped it; nothing is kept then.
pub fn import(
    service: &mut Service,
    now: Now,
    bytes: &[u8],
    import: &Import<'_>,
    on_row: impl FnMut(&PlanRow, Steps) -> bool,
) -> Result<Plan, Refusal> {
    match import.list {
        List::Referrals => run::<ReferralForm>(service, now, bytes, import, on_row),
        List::Subjects => run::<SubjectForm>(service, now, bytes, import, on_row),
        List::Incidents => run::<IncidentForm>(service, now, bytes, import, on_row),
        List::Scores => run::<ScoreForm>(service, now, bytes, import, on_row),
    }
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

    /// What is said of the document when it is kept with the case; nothing when such a document is not.
    fn label(&self, _today: Date) -> Option<Label> {
        None
    }

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

    fn label(&self, today: Date) -> Option<Label> {
        Some(Label {
            kind: AttachmentKind::Referral,
            supplier: Some(self.agency.clone()).filter(|agency| !agency.is_empty()),
            received: self.received.unwrap_or(today).min(today),
        })
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
        let door = import.ranked.map_or(Door::Nomination, Door::PoliceList);
        Request::TakeSubject(Box::new(TakeSubject { forum: forum.to_owned(), door, form: self }))
    }
}

impl Listed for ScoreForm {
    fn source(&self) -> String {
        self.nominal.clone()
    }

    fn problems(&self) -> Vec<PlanProblem> {
        self.to_correct.iter().map(|problem| PlanProblem::of(problem.field.label(), problem)).collect()
    }

    fn request(self, _import: &Import<'_>, _forum: &str, _row: u32, _heard: bool) -> Request {
        Request::TakeScore(TakeScore { form: self })
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
    /// What the document is called when it is kept with the case, and the case.
    label: Option<Label>,
    case: Option<Uuid>,
    on_row: F,
    stopped: bool,
}

impl<F: FnMut(&PlanRow, Steps) -> bool> Progress<F> {
    fn add(&mut self, row: PlanRow) {
        let steps = Steps { done: self.plan.rows.len() + 1, of: self.plan.total };
        self.stopped |= !(self.on_row)(&row, steps);
        self.plan.rows.push(row);
    }

    fn answered(&mut self, outcome: Result<Reply, Refusal>, scored: bool) {
        let Some(mut row) = self.asked.take() else {
            match outcome {
                Ok(reply) => self.plan.more.push(reply.words),
                Err(refusal) => self.plan.more.push(refusal.to_string()),
            }
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
                let ids = reply.ids;
                if row.standing != PlanStanding::Already {
                    self.case = ids.first().copied();
                }
                if scored {
                    self.touched.extend(&ids);
                }
                row.words = reply.words;
                row.id = ids.first().copied();
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
    on_row: impl FnMut(&PlanRow, Steps) -> bool,
) -> Result<Plan, Refusal> {
    // Whether the forum is one of the area's is settled once, not on every row.
    let forum = service.area()?.forum(import.forum)?.key.clone();
    let today = now.today();
    let rows = Changes::new(service.record());
    let Chosen { opened, mapping } =
        mapping::opened::<T>(&rows, import.list, (import.file, bytes), &import.choice, today)?;
    let found = opened.found.clone();
    let by_itself = found.form && found.rows == 1;
    let remembered = import.choice.remember.clone().map(|name| remember(import.list, name, &opened));
    let plan = Plan {
        found: found.words,
        mapping,
        total: found.rows,
        unread: opened.unread(),
        kept: import.keep,
        ..Plan::default()
    };
    let progress = RefCell::new(Progress {
        plan,
        asked: None,
        touched: BTreeSet::new(),
        label: None,
        case: None,
        on_row,
        stopped: false,
    });
    let rows = opened.rows().map_err(|error| mapping::refused(&error))?;
    let requests = rows.filter_map(|row| {
        let mut line = PlanRow::asked(row.row);
        match row.read {
            Ok(form) => {
                line.source = form.source();
                line.to_correct = form.problems();
                line.heard = form.is_history(import.history, today);
                let label = Listed::label(&form, today).filter(|_| by_itself);
                let request = form.request(import, &forum, row.row, line.heard);
                let mut progress = progress.borrow_mut();
                progress.asked = Some(line);
                progress.label = label;
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
    let original = std::iter::once(()).filter_map(|()| {
        let mut progress = progress.borrow_mut();
        let (case, label) = (progress.case?, progress.label.take()?);
        Some(Request::Attach(Box::new(attach::request(Id::new(case), import.file, bytes, label))))
    });
    let change = import.change.unwrap_or_else(|| service.next_id());
    let requests = requests.chain(scores).chain(original).chain(remembered);
    service.execute_all(now, change, requests, import.keep, |_, outcome| {
        let mut progress = progress.borrow_mut();
        progress.answered(outcome, T::SCORED);
        !progress.stopped
    })?;
    Ok(progress.into_inner().plan)
}

/// What is asked of the rules to keep a mapping.
fn remember<T: Form>(list: List, name: String, opened: &Opened<T>) -> Request {
    let heads = opened.mapping().into_iter().map(|(head, field)| MappedHead { head, field });
    Request::KeepMapping(KeepMapping { list: list.word().to_owned(), name, heads: heads.collect() })
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
