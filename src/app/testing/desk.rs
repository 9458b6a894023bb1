//! The record's threads as a test sees them: built answers, and a list of what was asked for.

use std::collections::BTreeMap;

use super::{Sitting, documents, fixtures, forums, minutes, people, queue, returned, services, subjects};
use crate::domain::private::Private;
use crate::domain::refusal::Refusal;
use crate::domain::reply::Reply;
use crate::domain::request::Request;
use crate::service::ask::Verdict;
use crate::service::ask::{Answer, Ask, Listing, Window};
use crate::service::import::Steps;
use crate::service::job::{DraftPlace, Job, News, Ticket};
use crate::service::papers::{Order, To};
use crate::service::paperwork::Paperwork;

/// Answers jobs with built values.
#[derive(Default)]
pub struct Desk {
    /// Cases in the record; thirty when nothing is said.
    pub cases: Option<usize>,
    /// Whether nothing has been taken in yet.
    pub bare: bool,
    /// Requests carried out, the newest last.
    pub requests: Vec<Request>,
    /// Questions asked, the newest last.
    pub asks: Vec<Ask>,
    /// How often undo was asked for.
    pub undone: usize,
    /// Papers that were to be written, the newest last.
    pub orders: Vec<Order>,
    /// Where they were to be written.
    pub exports: Vec<std::path::PathBuf>,
    /// Files of the area that were to be adopted.
    pub adopted: Vec<std::path::PathBuf>,
    /// What was done with documents, the newest last.
    pub papers: Vec<Paperwork>,
    /// Lines kept.
    pub kept: BTreeMap<DraftPlace, Private>,
    /// Says no to the next requests, with these words.
    pub refuses: Option<&'static str>,
    /// A meeting that sits, when one does.
    pub sitting: Option<Sitting>,
    /// What a case is assessed with, when it is not the usual one.
    pub assessing: Option<crate::service::assessing::AssessStory>,
    /// Puts everything off until it is told to catch up.
    pub slow: bool,
    /// How many requests each change of several held.
    pub together: Vec<usize>,
    /// What such a change says it did, and what it could not.
    pub done: Vec<uuid::Uuid>,
    /// What was refused of it.
    pub warns: Vec<String>,
    /// Views saved.
    pub views: Vec<crate::service::ask::SavedView>,
    /// What was put off.
    pub put_off: Vec<Job>,
}

impl Desk {
    /// A record with so many cases.
    pub fn of(cases: usize) -> Self {
        Self { cases: Some(cases), ..Self::default() }
    }

    /// A record in which a meeting sits.
    pub fn sitting() -> Self {
        Self { sitting: Some(Sitting::open()), ..Self::default() }
    }

    /// The request carried out last.
    pub fn last(&self) -> &Request {
        self.requests.last().expect("a request")
    }

    pub fn answer(&mut self, job: Job) -> Vec<News> {
        if self.slow {
            self.put_off.push(job);
            return Vec::new();
        }
        match job {
            Job::Execute { ticket, request, consumes, .. } => {
                if let Some(words) = self.refuses {
                    return vec![News::Done { ticket, outcome: Err(Refusal::rule(words)) }];
                }
                let reply = match &mut self.sitting {
                    Some(sitting) => sitting.play(&request),
                    None => Reply::said("carried out"),
                };
                self.requests.push(*request);
                if let Some(place) = consumes {
                    self.kept.remove(&place);
                }
                vec![News::Done { ticket, outcome: Ok(reply) }]
            }
            Job::Together { ticket, requests, .. } => {
                if let Some(words) = self.refuses {
                    return vec![News::Done { ticket, outcome: Err(Refusal::rule(words)) }];
                }
                let words = format!("{} done as one change", requests.len());
                let reply =
                    Reply { ids: self.done.clone(), warnings: self.warns.clone(), ..Reply::said(words) };
                self.together.push(requests.len());
                self.requests.extend(requests.into_iter().map(|(_, request)| request));
                vec![News::Done { ticket, outcome: Ok(reply) }]
            }
            Job::Undo { ticket, .. } => {
                self.undone += 1;
                vec![News::Done { ticket, outcome: Ok(Reply::said("undone: action added LAN-26-0143/3")) }]
            }
            Job::Look { ticket, ask } => {
                let answer = self.look(&ask);
                self.asks.push(ask);
                vec![News::Answer { ticket, outcome: Ok(answer) }]
            }
            Job::Adopt { ticket, from } => {
                self.adopted.push(from);
                vec![News::Done { ticket, outcome: Ok(Reply::said("adopted")) }]
            }
            Job::Papers { ticket, order } => {
                let (Order::Write { to: To::File(to) | To::Folder(to), .. }
                | Order::Correct { folder: to, .. }
                | Order::Remind { folder: to, .. }) = &*order;
                self.exports.push(to.clone());
                self.orders.push(*order);
                vec![News::Done { ticket, outcome: Ok(Reply::said("minutes written")) }]
            }
            Job::Save { ticket, to, .. } => {
                self.exports.push(to);
                vec![News::Done { ticket, outcome: Ok(Reply::said("written")) }]
            }
            Job::Paperwork { ticket, work, .. } => self.paperwork(ticket, *work),
            // The passphrase of the stage.
            Job::Unlock(typed) => vec![News::Unlocked(Ok(typed.reveal() == "open sesame"))],
            Job::Keep { place, text, turn } => {
                self.kept.insert(place.clone(), text);
                vec![News::Kept { place, turn }]
            }
            Job::Recall { ticket, place } => {
                vec![News::Recalled { ticket, text: self.kept.get(&place).cloned() }]
            }
        }
    }

    /// A document is planned at once and taken in after two steps; anything else is done.
    fn paperwork(&mut self, ticket: Ticket, work: Paperwork) -> Vec<News> {
        let news = match &work {
            Paperwork::Import { keep, .. } => {
                let step = |done| News::Progress { ticket, steps: Steps { done, of: 3 } };
                let planned = News::Planned { ticket, outcome: Ok(Box::new(documents::plan(*keep))) };
                vec![step(1), step(2), planned]
            }
            _ => vec![News::Done { ticket, outcome: Ok(Reply::said("carried out")) }],
        };
        self.papers.push(work);
        news
    }

    #[expect(clippy::too_many_lines, reason = "a table: one answer a question")]
    fn look(&self, ask: &Ask) -> Answer {
        if self.bare {
            return fixtures::nothing(ask);
        }
        if let Some(sitting) = &self.sitting {
            match ask {
                Ask::Agenda(_) => return Answer::Agenda(Box::new(sitting.agenda.clone())),
                Ask::Grid(_) => return Answer::Grid(Box::new(sitting.grid())),
                Ask::Item(id) => {
                    return Answer::Item(Box::new(sitting.item(*id).expect("an item of the sitting")));
                }
                _ => {}
            }
        }
        match ask {
            Ask::Today => Answer::Today(Box::new(fixtures::today())),
            Ask::Cases(filter, window) => {
                let total = if filter.words.is_empty() { self.cases.unwrap_or(30) } else { 3 };
                Answer::Cases(listing(total, *window, fixtures::case_line))
            }
            Ask::Case(_) => Answer::Case(Box::new(fixtures::story())),
            Ask::Meetings => Answer::Meetings(fixtures::meetings()),
            Ask::Attachment(_) => Answer::Attachment(Box::new(documents::shown())),
            Ask::Outline(document) => Answer::Outline(Box::new(documents::outline(document))),
            Ask::Agenda(_) => Answer::Agenda(Box::new(fixtures::agenda())),
            Ask::Grid(_) => Answer::Grid(Box::new(fixtures::grid())),
            Ask::Returned(sent) => Answer::Returned(Box::new(returned::returned(sent))),
            Ask::Item(_) => Answer::Item(Box::new(fixtures::item())),
            Ask::Actions(filter, window) => {
                let total = if filter.overdue { 3 } else { self.cases.unwrap_or(30) * 2 };
                Answer::Actions(listing(total, *window, fixtures::action_line))
            }
            Ask::Action(_) => Answer::Action(Box::new(super::actions::story())),
            Ask::Chasing => Answer::Chasing(Box::new(super::actions::chasing())),
            Ask::Outstanding(_) => Answer::Outstanding((0..4).map(fixtures::action_line).collect()),
            Ask::Minutes(_) => Answer::Minutes(Box::new(minutes::story(
                self.sitting.as_ref().map(|sitting| sitting.agenda.meeting.state),
            ))),
            Ask::Subjects(filter) => Answer::Subjects(Box::new(subjects::top(filter.every))),
            Ask::Subject(_) => {
                let (story, subject) = subjects::story();
                Answer::Subject(Box::new(story), Box::new(subject))
            }
            Ask::Plan(..) => Answer::Plan(Box::new(forums::plan())),
            Ask::PlanItem(_) => Answer::PlanItem(Box::new(forums::plan_story())),
            Ask::Flags(heap, _) => Answer::Flags(Box::new(services::flags(*heap))),
            Ask::Provided(_) => Answer::Provided(Box::new(services::provided())),
            Ask::Directory => Answer::Directory(Box::new(services::directory())),
            Ask::Needs(..) => Answer::Needs(services::needs()),
            Ask::Couple(_) => Answer::Couple(Box::new(forums::couple())),
            Ask::Forums => Answer::Forums(forums::lines()),
            Ask::Forum(..) => Answer::Forum(Box::new(forums::story())),
            Ask::People(query, window) => {
                let total = if query.words.reveal().contains('z') { 0 } else { 3 };
                Answer::People(listing(total, *window, people::line))
            }
            Ask::Person(_) => Answer::Person(Box::new(people::person())),
            Ask::Suggested(_) => Answer::Suggested(people::suggested()),
            Ask::Desk(filter, window) => {
                Answer::Desk(Box::new(queue::desk(filter, *window, self.cases.unwrap_or(9))))
            }
            Ask::DeskCase(case) => Answer::DeskCase(Box::new(queue::story(*case))),
            Ask::Alerts => Answer::Alerts(queue::alerts()),
            Ask::Transfers => Answer::Transfers(queue::transfers()),
            Ask::ReceiptsDue => Answer::ReceiptsDue(vec![queue::line(6), queue::line(7)]),
            Ask::ActionGroups(_, by) => Answer::ActionGroups(super::lists::groups(*by)),
            Ask::Find(typed) => Answer::Found(super::lists::found(typed.reveal())),
            Ask::Undoing => Answer::Undoing(Some(super::lists::undoing())),
            Ask::Timeline(_) => Answer::Timeline(Box::new(super::lists::timeline())),
            Ask::Views(_) => Answer::Views(self.views.clone()),
            Ask::Report(asked) => Answer::Report(Box::new(super::reports::report(asked))),
            Ask::Behind(..) => Answer::Behind(super::reports::behind()),
            Ask::DataReturn(_, days) => Answer::DataReturn(Box::new(super::data_return::told(*days))),
            Ask::Papers(about) => Answer::Papers(Box::new(super::papers::story(about))),
            Ask::Preview(wanted) => Answer::Preview(Box::new(super::papers::preview(wanted))),
            Ask::Verify(_) => Answer::Verified(Verdict::NotOurs("not ours".to_owned())),
            Ask::WhatWasDone(_) => Answer::WhatWasDone(fixtures::deeds()),
            Ask::CaseForm(case) => Answer::CaseForm(Box::new(super::form::case_form(case.is_some()))),
            Ask::Foreseen(form) => Answer::Foreseen(super::form::foreseen(form)),
            Ask::Contacts(_) => Answer::Contacts(super::form::contacts()),
            Ask::Assessing(_) => {
                Answer::Assessing(Box::new(self.assessing.clone().unwrap_or_else(super::assess::story)))
            }
            Ask::Usual(asked) => Answer::Usual(super::usual::lines(asked)),
            Ask::Area => Answer::Area(Box::new(super::area::story())),
        }
    }
}

/// A window of a list of which every line can be made.
fn listing<T>(total: usize, window: Window, line: impl Fn(usize) -> T) -> Listing<T> {
    let lines = (window.offset..total).take(window.limit).map(line).collect();
    Listing { total, offset: window.offset, lines }
}
