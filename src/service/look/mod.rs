//! Answering questions: rows and list lines put together for a reader.

pub(super) mod action;
pub(super) mod actions;
pub(super) mod agenda;
mod area;
mod assess;
pub(super) mod case;
pub(super) mod chasing;
pub(super) mod couple;
mod deeds;
pub(super) mod desk;
mod duties;
mod find;
pub(super) mod flags;
mod form;
mod forums;
pub(super) mod grid;
pub(super) mod item;
mod meetings;
pub(super) mod minutes;
mod newest;
pub(super) mod pathways;
mod people;
pub(super) mod plan;
mod profile;
mod sifted;
mod since;
mod sitting;
pub(super) mod subject;
pub(super) mod timeline;
mod today;
mod views;

use super::ask::{Answer, Ask};
use super::attach;
pub use super::looking::Looking;
use super::papers;
use super::paperwork;
use super::reports;
use super::returns;
use super::usual;
use crate::domain::refusal::Refusal;

/// Agencies of the area to choose from: key, and name as spoken.
fn agency_choices(with: &Looking<'_>) -> Vec<(String, String)> {
    let agencies = with.area.agencies.agency.iter();
    agencies.map(|agency| (agency.key.clone(), agency.said().to_owned())).collect()
}

/// Answers a question.
///
/// # Errors
/// When the record cannot be read, or what is asked about is not in it.
#[expect(clippy::too_many_lines, reason = "a table: one arm a question")]
pub fn look(with: Looking<'_>, ask: &Ask) -> Result<Answer, Refusal> {
    let today = with.now.today();
    Ok(match ask {
        Ask::Today => Answer::Today(Box::new(today::today(&with)?)),
        Ask::Cases(filter, window) => {
            Answer::Cases(with.view.cases(&sifted::cases(&with, filter)?, *window, today)?)
        }
        Ask::Case(case) => Answer::Case(Box::new(case::story(&with, *case)?)),
        Ask::Attachment(attachment) => Answer::Attachment(Box::new(attach::show(&with.rows(), *attachment)?)),
        Ask::Outline(document) => {
            Answer::Outline(Box::new(paperwork::outline(&with.rows(), document, today)?))
        }
        Ask::Meetings => Answer::Meetings(meetings::all(&with)?),
        Ask::Agenda(meeting) => Answer::Agenda(Box::new(agenda::agenda(&with, *meeting)?)),
        Ask::Grid(meeting) => Answer::Grid(Box::new(grid::grid(&with, *meeting)?)),
        Ask::Item(item) => Answer::Item(Box::new(item::story(&with, *item)?)),
        Ask::Actions(filter, window) => {
            Answer::Actions(actions::listing(&with, &sifted::actions(&with, filter)?, *window)?)
        }
        Ask::Action(action) => Answer::Action(Box::new(action::story(&with, *action)?)),
        Ask::Chasing => Answer::Chasing(Box::new(chasing::chasing(&with)?)),
        Ask::Outstanding(meeting) => {
            let mut lines = actions::outstanding(&with, *meeting)?;
            lines.extend(actions::closed_since(&with, *meeting)?);
            Answer::Outstanding(lines)
        }
        Ask::Minutes(meeting) => Answer::Minutes(Box::new(minutes::story(&with, *meeting)?)),
        Ask::CaseForm(case) => Answer::CaseForm(Box::new(form::form(&with, *case)?)),
        Ask::Foreseen(form) => Answer::Foreseen(form::foreseen(&with, form)?),
        Ask::Contacts(person) => Answer::Contacts(form::contacts(&with, *person)?),
        Ask::Subjects(filter) => Answer::Subjects(Box::new(subject::top(&with, *filter)?)),
        Ask::Subject(case) => {
            let (story, subject) = profile::story(&with, *case)?;
            Answer::Subject(Box::new(story), Box::new(subject))
        }
        Ask::Plan(forum, on) => Answer::Plan(Box::new(plan::view(&with, forum.as_deref(), *on)?)),
        Ask::PlanItem(case) => Answer::PlanItem(Box::new(plan::story(&with, *case)?)),
        Ask::Flags(heap, forum) => Answer::Flags(Box::new(flags::listed(&with, *heap, forum.as_deref())?)),
        Ask::Provided(case) => Answer::Provided(Box::new(pathways::provided(&with, *case)?)),
        Ask::Directory => Answer::Directory(Box::new(pathways::directory(&with)?)),
        Ask::Needs(from, to) => Answer::Needs(pathways::found(&with, *from, *to)?),
        Ask::Couple(case) => Answer::Couple(Box::new(couple::story(&with, *case)?)),
        Ask::Forums => Answer::Forums(forums::all(&with)?),
        Ask::Forum(name, from) => Answer::Forum(Box::new(forums::story(&with, name, *from)?)),
        Ask::Assessing(case) => Answer::Assessing(Box::new(assess::assessing(&with, *case)?)),
        Ask::People(query, window) => Answer::People(people::found(&with, query, *window)?),
        Ask::Person(person) => Answer::Person(Box::new(people::story(&with, *person)?)),
        Ask::Suggested(after) => Answer::Suggested(people::suggested(&with, after.as_ref())?),
        Ask::Desk(filter, window) => {
            Answer::Desk(Box::new(desk::desk(&with, &sifted::desk(&with, filter)?, *window)?))
        }
        Ask::DeskCase(case) => Answer::DeskCase(Box::new(desk::story(&with, *case)?)),
        Ask::Alerts => Answer::Alerts(since::alerts(&with)?),
        Ask::Transfers => Answer::Transfers(desk::transfers(&with)?),
        Ask::ReceiptsDue => Answer::ReceiptsDue(desk::receipts_due(&with)?),
        Ask::Usual(asked) => Answer::Usual(usual::offered(with.view, with.area, asked)?),
        Ask::Area => Answer::Area(Box::new(area::area(&with)?)),
        Ask::Timeline(case) => Answer::Timeline(Box::new(timeline::timeline(&with, *case)?)),
        Ask::ActionGroups(filter, by) => {
            Answer::ActionGroups(actions::groups(&with, &sifted::actions(&with, filter)?, *by)?)
        }
        Ask::Find(typed) => Answer::Found(find::found(&with, typed)?),
        Ask::Undoing => Answer::Undoing(deeds::undoing(&with)?),
        Ask::Views(list) => Answer::Views(views::saved(&with, *list)?),
        Ask::Returned(sent) => Answer::Returned(Box::new(returns::difference(&with, sent)?)),
        Ask::Papers(subject) => Answer::Papers(Box::new(papers::story(&with, subject)?)),
        Ask::Preview(wanted) => Answer::Preview(Box::new(papers::preview(&with, wanted)?)),
        Ask::Verify(file) => Answer::Verified(papers::verify(&with, file)?),
        Ask::Report(asked) => Answer::Report(Box::new(reports::report(&with, asked)?)),
        Ask::Behind(asked, key) => Answer::Behind(reports::behind(&with, asked, key)?),
        Ask::DataReturn(forum, days) => {
            Answer::DataReturn(Box::new(reports::data_return::sent(&with, forum.as_deref(), *days)?))
        }
        Ask::WhatWasDone(most) => Answer::WhatWasDone(deeds::deeds(&with, *most)?),
    })
}
