//! Around the table, without leaving the line: who is here, a break or another day, an urgent case, the order of what is
//! left, taking the minutes over.

use std::collections::BTreeSet;

use uuid::Uuid;

use super::{HEAR, Room};
use crate::app::command::Command;
use crate::app::cx::Cx;
use crate::app::dialog::{Choice, Dialog};
use crate::app::effect::{Effect, Effects, Tag};
use crate::app::screens::services::forms;
use crate::app::widgets::form::{Field, Filled};
use crate::app::widgets::wide;
use crate::domain::id::Id;
use crate::domain::private::Private;
use crate::domain::referral::quick::quick;
use crate::domain::reply::Reply;
use crate::domain::request::{
    AcceptConfidentiality, Adjourn, Attend, ListCase, MoveItem, MoveMeeting, Place as Placed, Request,
    SittingChange, Step, TakeMinutes, TakeReferral,
};
use crate::domain::rows::agenda::{AgendaItem, ItemState};
use crate::domain::rows::area::Agency;
use crate::domain::rows::case::CaseState;
use crate::domain::rows::meeting::{Attendance, MeetingState, Presence};
use crate::service::ask::{Agenda, Ask, CaseFilter, CaseLine, ItemLine, Provided, Window};

/// A break or another day.
const ADJOURN: Tag = Tag(40);
/// The cases that wait have been asked for.
pub(super) const WAITING: Tag = Tag(41);
/// A new urgent referral.
const URGENT: Tag = Tag(42);
/// It has been taken in.
pub(super) const REFERRED: Tag = Tag(43);
/// Asks for the form of a new urgent referral.
pub(super) const ASK_URGENT: Tag = Tag(44);
/// What there is for the people of the case has been asked for, to keep a need or to refer somebody.
const NEEDS: Tag = Tag(47);
const SERVICES: Tag = Tag(48);
/// Waiting cases shown to pick from; more are found at the desk.
const MOST: usize = 200;

impl Room {
    /// A command about the table; nothing for any other.
    pub(super) fn at_the_table(&mut self, command: Command, cx: &Cx) -> Option<Effects> {
        Some(match command {
            Command::WhoIsHere => self.who_is_here(cx),
            Command::TakeMinutes => self.take_minutes(),
            Command::UrgentCase => self.waiting_cases(),
            Command::SafetyChecks => self.safety_checks(cx),
            Command::UnmetNeed => self.provided(NEEDS),
            Command::ReferTo => self.provided(SERVICES),
            Command::ItemUp => self.reorder(true),
            Command::ItemDown => self.reorder(false),
            Command::PauseMeeting => self.pause(),
            _ => return None,
        })
    }

    /// Agencies to pick from, each with what Enter records: it arrives, leaves, comes back, accepts.
    fn who_is_here(&self, cx: &Cx) -> Effects {
        let Some(agenda) = &self.agenda else { return Effects::none() };
        let known = |agency: &&Agency| agency.core || agenda.table.line(&agency.key).is_some();
        let (near, far): (Vec<&Agency>, Vec<&Agency>) = agenda.agencies.iter().partition(known);
        let mut choices: Vec<Choice> = near.iter().filter_map(|agency| accepts(agenda, agency)).collect();
        choices.extend(near.iter().map(|agency| comes_or_goes(agenda, agency, Presence::Room, cx)));
        let away = near.iter().filter(|agency| !agenda.table.is_here(&agency.key));
        choices.extend(away.map(|agency| comes_or_goes(agenda, agency, Presence::Online, cx)));
        choices.extend(far.iter().map(|agency| comes_or_goes(agenda, agency, Presence::Room, cx)));
        let title = "Who is here? A few letters, Enter".to_owned();
        Effect::ask(Dialog::Pick { title, choices }).into()
    }

    /// The minutes are taken in this window from now on.
    fn take_minutes(&self) -> Effects {
        let change = SittingChange::TakeMinutes(TakeMinutes { meeting: self.meeting, by: None });
        Effect::run(Request::Sitting(change), HEAR).into()
    }

    /// Asks what there is for the people of the case in sight.
    fn provided(&self, tag: Tag) -> Effects {
        self.listed().map(|line| Effect::look(Ask::Provided(line.item.case), tag)).into()
    }

    /// It has come: needs to pick from, or services. Said to the case it was asked for, whichever is in sight by now.
    pub(super) fn offer_provided(&self, tag: Tag, provided: &Provided, cx: &Cx) -> Effects {
        if tag == NEEDS {
            return Effect::ask(forms::needs(provided, Some(self.meeting), HEAR, cx)).into();
        }
        if provided.services.is_empty() {
            return Effect::sorry("the area's directory names no service; adopt one, or keep an unmet need")
                .into();
        }
        Effect::ask(forms::services(provided, Some(self.meeting), HEAR)).into()
    }

    /// Asks for the cases that wait, to put one on the agenda.
    fn waiting_cases(&self) -> Effects {
        let Some(agenda) = &self.agenda else { return Effects::none() };
        let filter = CaseFilter {
            forum: Some(agenda.meeting.forum.clone()),
            state: Some(CaseState::Referred),
            ..CaseFilter::default()
        };
        Effect::look(Ask::Cases(filter, Window { offset: 0, limit: MOST }), WAITING).into()
    }

    /// The cases that wait have come: one of them, or a new referral.
    pub(super) fn urgent(&self, lines: &[CaseLine], cx: &Cx) -> Effects {
        let new = Choice {
            label: "a new referral: victim, perpetrator, who refers, why".to_owned(),
            then: Effect::Tell(Box::new(super::Msg::Picked(ASK_URGENT))).into(),
        };
        let waits = lines.iter().map(|line| Choice {
            label: format!(
                "{}  {} / {}",
                line.reference,
                cx.shown(&line.victim),
                cx.shown(&line.perpetrators)
            ),
            then: Effect::run(self.list(line.id), HEAR).into(),
        });
        let choices = std::iter::once(new).chain(waits).collect();
        Effect::ask(Dialog::Pick { title: "Which urgent case?".to_owned(), choices }).into()
    }

    fn list(&self, case: Id<crate::domain::rows::case::Case>) -> Request {
        let why = Some("urgent, added in the meeting".to_owned());
        Request::ListCase(ListCase { meeting: self.meeting, case, why })
    }

    /// The form of a new urgent referral.
    pub(super) fn urgent_form(&self) -> Effects {
        let Some(agenda) = &self.agenda else { return Effects::none() };
        let agencies =
            agenda.agencies.iter().map(|agency| (agency.key.clone(), agency.name.clone())).collect();
        let fields = vec![
            Field::line("victim", &format!("{}, date of birth", agenda.labels.victim), ""),
            Field::line("perpetrator", &format!("{}, date of birth", agenda.labels.perpetrator), "")
                .optional(),
            Field::choice("agency", "Who refers", agencies),
            Field::long("why", "Why now", ""),
        ];
        Effect::ask(Dialog::form("An urgent case", URGENT, fields).about(self.meeting.uuid())).into()
    }

    /// It has been taken in: on to the agenda.
    pub(super) fn referred(&self, reply: &Reply) -> Effects {
        let case = reply.ids.first().copied().map(Id::new);
        case.map(|case| Effect::run(self.list(case), HEAR)).into()
    }

    /// A form about the table was filled in; nothing for another form.
    pub(super) fn filled_at_table(&self, tag: Tag, values: &Filled, cx: &Cx) -> Option<Effects> {
        let meeting = self.meeting;
        Some(match tag {
            ADJOURN => {
                let day = values.date("day").unwrap_or_else(|| cx.today());
                let resumes = match (values.time("time"), values.date("day")) {
                    (Some(time), _) => Some(day.to_datetime(time)),
                    (None, Some(day)) => {
                        let starts = self.agenda.as_ref().map(|agenda| agenda.meeting.starts);
                        Some(day.to_datetime(starts.unwrap_or_default()))
                    }
                    (None, None) => None,
                };
                let adjourn = Adjourn { meeting, resumes, why: values.text("why") };
                Effect::run(Request::Sitting(SittingChange::Adjourn(adjourn)), HEAR).into()
            }
            URGENT => {
                let victim = values.text("victim").unwrap_or_default();
                let perpetrator = values.text("perpetrator").unwrap_or_default();
                let agency = values.choice("agency").unwrap_or_default();
                let why = values.text("why").unwrap_or_default();
                let form = quick(victim.reveal(), Some(perpetrator.reveal()), agency, why, cx.today());
                let forum = self.agenda.as_ref().map(|agenda| agenda.meeting.forum.clone());
                let forum = forum.unwrap_or_default();
                let take = TakeReferral { forum, row: 1, heard: false, number: None, form };
                Effect::run(Request::TakeReferral(Box::new(take)), REFERRED).into()
            }
            _ => return None,
        })
    }

    /// Moves a case within what is left: the one in sight while it waits, else the next.
    fn reorder(&self, up: bool) -> Effects {
        let Some(agenda) = &self.agenda else { return Effects::none() };
        let left: Vec<&ItemLine> =
            agenda.items.iter().filter(|line| line.item.state == ItemState::Waiting).collect();
        let shown = self.listed().map(|line| line.item.id);
        let at = left.iter().position(|line| Some(line.item.id) == shown).unwrap_or(0);
        let to = if up { at.checked_sub(1) } else { Some(at + 1) };
        let pair = left.get(at).zip(to.and_then(|to| left.get(to)));
        let Some((moving, place)) = pair else {
            let words = if left.is_empty() { "no case waits" } else { "there is no case beyond it" };
            return Effect::say(words).into();
        };
        let moved = MoveItem { item: moving.item.id, to: place.item.position, reason: None };
        Effect::run(Request::MoveItem(moved), HEAR).into()
    }

    /// Asks until when the meeting is adjourned, or goes on.
    fn pause(&self) -> Effects {
        match self.agenda.as_ref().map(|agenda| agenda.meeting.state) {
            Some(MeetingState::Open) => {
                let fields = vec![
                    Field::time("time", "Goes on at", None).optional(),
                    Field::date("day", "On another day", None).optional(),
                    Field::line("why", "Why", "").optional(),
                ];
                let form = Dialog::form("Break: Enter adjourns now", ADJOURN, fields);
                Effect::ask(form.about(self.meeting.uuid())).into()
            }
            Some(MeetingState::Paused | MeetingState::Planned) => {
                let open = MoveMeeting { meeting: self.meeting, step: Step::Open };
                Effect::run(Request::MoveMeeting(open), HEAR).into()
            }
            _ => Effect::sorry("the meeting is closed; it can be opened again from its minutes").into(),
        }
    }

    /// Somebody else has begun to take the minutes since the agenda was last read: said once.
    pub(super) fn taken_over(&self, next: &Agenda, cx: &Cx) -> Effects {
        let by = |agenda: &Agenda| agenda.around.minutes_by.as_ref().map(|(by, _)| by.clone());
        let was = self.agenda.as_deref().and_then(by);
        let own = cx.who.as_ref().map(|who| Private::from(who.handle.as_str()));
        match (was, by(next), next.around.minutes_by.as_ref()) {
            (Some(was), Some(now), Some((_, since))) if was != now && own.as_ref() == Some(&was) => {
                let at = since.strftime("%H:%M");
                Effect::sorry(format!(
                    "the minutes were taken over in another window at {at}; this one follows"
                ))
                .into()
            }
            _ => Effects::none(),
        }
    }

    /// The item that another form is about, when it is on the agenda.
    pub(super) fn line_about(&self, about: Option<Uuid>) -> Option<&ItemLine> {
        let item = about.map(Id::<AgendaItem>::new);
        self.agenda.as_ref()?.items.iter().find(|line| Some(line.item.id) == item)
    }
}

/// Who came in late accepts the confidentiality statement, once it has been read.
fn accepts(agenda: &Agenda, agency: &Agency) -> Option<Choice> {
    agenda.meeting.confidentiality?;
    let there = |line: &&Attendance| line.presence.is_there() && !line.accepted;
    agenda.table.line(&agency.key).filter(there).filter(|line| line.left.is_none())?;
    let others = agenda.attendance.iter().filter(there).filter(|line| line.agency != agency.key);
    let except: BTreeSet<String> = others.map(|line| line.agency.clone()).collect();
    let accept = AcceptConfidentiality { meeting: agenda.meeting.id, except: except.into_iter().collect() };
    Some(Choice {
        label: format!("{} accepts confidentiality", wide::fit(&agency.name, 26)),
        then: Effect::run(Request::AcceptConfidentiality(accept), HEAR).into(),
    })
}

/// An agency that is away arrives or comes back; one that is here leaves.
fn comes_or_goes(agenda: &Agenda, agency: &Agency, how: Presence, cx: &Cx) -> Choice {
    let now = super::minute(cx.now);
    let line = agenda.table.line(&agency.key);
    let was_there = line.filter(|line| line.presence.is_there());
    let (words, place) = match was_there {
        Some(line) if line.left.is_none() => (
            format!("{}; leaves now", line.presence),
            Placed { left: Some(now), ..Placed::of(agency.key.as_str(), line.presence) },
        ),
        Some(line) => {
            let left = line.left.map(|left| left.strftime("%H:%M").to_string()).unwrap_or_default();
            (format!("left {left}; comes back, {how}"), Placed::of(agency.key.as_str(), how))
        }
        None => {
            let sits = agenda.meeting.opened.is_some();
            let known = line.map_or("not here", |line| line.presence.word());
            (
                format!("{known}; arrives, {how}"),
                Placed { arrived: sits.then_some(now), ..Placed::of(agency.key.as_str(), how) },
            )
        }
    };
    let attend = Attend { meeting: agenda.meeting.id, places: vec![place] };
    Choice {
        label: format!("{} {words}", wide::fit(&agency.name, 26)),
        then: Effect::run(Request::Attend(attend), HEAR).into(),
    }
}
