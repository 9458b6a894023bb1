//! The service over a record in memory: the invented area's agencies, one case, one meeting.

mod actions;
mod amend;
mod area;
mod case_papers;
mod data_return;
mod desk;
mod documents;
mod flags;
mod flow;
mod forums;
mod lines;
mod lists;
mod measures;
mod meeting_papers;
mod minutes;
mod outcomes;
mod pathways;
mod people;
mod readers;
mod reports;
mod scores;
mod sitting;
mod subjects;
mod tidy;
mod tired;
mod usual;

use jiff::civil::{Date, DateTime, Time, date, datetime};
use jiff::tz::TimeZone;
use uuid::Uuid;

use super::ask::{Agenda, Answer, Ask, CaseStory, ItemStory};
use super::clock::Now;
use super::execute::Service;
use super::look::{Looking, look};
use super::typed::{Scene, Target};
use crate::domain::facts::Changes;
use crate::domain::id::{Id, SeededIds};
use crate::domain::lexicon::lexicon;
use crate::domain::line::Lexicon;
use crate::domain::people::PersonSketch;
use crate::domain::private::Private;
use crate::domain::referral::{Children, ReferralForm, RiskClaim};
use crate::domain::refusal::Refusal;
use crate::domain::reply::Reply;
use crate::domain::request::{
    AddHappening, AddMeeting, Attend, BuildAgenda, HappeningMore, Hear, MoveMeeting, Place, Request, Step,
    TakeReferral,
};
use crate::domain::rows::agenda::AgendaItem;
use crate::domain::rows::area::Agency;
use crate::domain::rows::case::{Case, HappeningKind};
use crate::domain::rows::meeting::{Meeting, Presence};
use crate::record::entropy::Stream;

/// Thursday 26 November 2026, 11:24.
const NOW: DateTime = datetime(2026, 11, 26, 11, 24, 37, 0);

fn at(local: DateTime) -> Now {
    Now { at: local.to_zoned(TimeZone::UTC).unwrap().timestamp(), local }
}

/// An area with nothing in it.
fn area() -> Service {
    let ids = SeededIds::new(7, 1_795_000_000_000);
    Service::in_memory(Box::new(Stream::seeded(7)), Box::new(ids), at(NOW)).unwrap()
}

/// Carries a request out as a change of its own.
fn run(service: &mut Service, request: Request) -> Result<Reply, Refusal> {
    let change = service.next_id();
    service.execute(at(NOW), change, request, None)
}

fn undo(service: &mut Service) -> Result<Reply, Refusal> {
    let change = service.next_id();
    service.undo(at(NOW), change)
}

fn ask(service: &Service, ask: &Ask) -> Answer {
    let area = service.area().unwrap();
    let view = service.record().view();
    look(Looking { view, area: &area, now: at(NOW), actor: service.actor() }, ask).unwrap()
}

fn first_id<T>(reply: &Reply) -> Id<T> {
    Id::new(*reply.ids.first().unwrap_or(&Uuid::nil()))
}

fn person(forename: &str, surname: &str, born: Date) -> PersonSketch {
    let (forename, surname) = (forename.into(), surname.into());
    PersonSketch { forename, surname, born: Some(born), ..PersonSketch::default() }
}

/// A referral of 12 November by housing.
fn referral(surname: &str) -> Request {
    let form = ReferralForm {
        received: Some(date(2026, 11, 12)),
        agency: "housing".to_owned(),
        victim: person("Mary", surname, date(1992, 3, 12)),
        perpetrators: vec![person("Dean", surname, date(1989, 5, 1))],
        relationship: "ex-partner".to_owned(),
        children: Children { count: Some(2), ages: vec![4, 7], ..Children::default() },
        risk: RiskClaim { dash: Some(17), ..RiskClaim::default() },
        reason: "strangulation, threats to kill".into(),
        ..ReferralForm::default()
    };
    Request::TakeReferral(Box::new(TakeReferral {
        forum: "marac".to_owned(),
        row: 1,
        heard: false,
        number: None,
        form,
    }))
}

fn meeting_on(on: Date) -> Request {
    Request::AddMeeting(AddMeeting {
        forum: "marac".to_owned(),
        on,
        starts: Time::constant(9, 30, 0, 0),
        minutes: None,
        venue: None,
        chair: Some("Det Insp Lomax".into()),
        urgent: None,
    })
}

/// A case being heard: everybody but Housing and those off the list is in the room, the release is on Friday, the
/// next meeting on 10 December.
struct Room {
    service: Service,
    meeting: Id<Meeting>,
    item: Id<AgendaItem>,
    case: Id<Case>,
}

impl Room {
    fn new() -> Self {
        let mut service = area();
        let case = first_id(&run(&mut service, referral("Kershaw")).unwrap());
        let meeting = first_id(&run(&mut service, meeting_on(date(2026, 11, 26))).unwrap());
        run(&mut service, meeting_on(date(2026, 12, 10))).unwrap();
        run(&mut service, Request::BuildAgenda(BuildAgenda { meeting, preset: None })).unwrap();
        run(&mut service, Request::MoveMeeting(MoveMeeting { meeting, step: Step::Open })).unwrap();
        let there = ["police", "idva", "csc", "asc", "mh", "probation", "gp", "hv"];
        let place = |(key, presence): (&str, _)| Place::of(key, presence);
        let absent = ("housing", Presence::Apologies);
        let places = there.map(|key| (key, Presence::Room)).into_iter().chain([absent]).map(place).collect();
        run(&mut service, Request::Attend(Attend { meeting, places })).unwrap();
        let happening = AddHappening {
            case,
            kind: HappeningKind::Release,
            on: date(2026, 11, 27),
            words: "HMP".into(),
            source: None,
            more: HappeningMore::default(),
        };
        run(&mut service, Request::AddHappening(happening)).unwrap();
        let items = Changes::new(service.record()).find::<AgendaItem>("meeting", &meeting).unwrap();
        let item = items.first().unwrap().id;
        run(&mut service, Request::Hear(Hear { item, done: false })).unwrap();
        Self { service, meeting, item, case }
    }

    fn lexicon(&self) -> Lexicon {
        let area = self.service.area().unwrap();
        let agencies = Changes::new(self.service.record()).all::<Agency>().unwrap();
        lexicon(&area, "marac", NOW.date(), &agencies).unwrap()
    }

    fn agenda(&self) -> Agenda {
        let Answer::Agenda(agenda) = ask(&self.service, &Ask::Agenda(self.meeting)) else {
            panic!("an agenda")
        };
        *agenda
    }

    fn item(&self) -> ItemStory {
        let Answer::Item(story) = ask(&self.service, &Ask::Item(self.item)) else { panic!("an item") };
        *story
    }

    fn story(&self) -> CaseStory {
        let Answer::Case(story) = ask(&self.service, &Ask::Case(self.case)) else { panic!("a case") };
        *story
    }

    fn scene(&self) -> Scene {
        let (agenda, area) = (self.agenda(), self.service.area().unwrap());
        Scene::of(&self.item().story, &agenda.attendance, agenda.next, &area.holidays, NOW)
    }

    fn target(&self) -> Target {
        Target::of(&self.item().story, Some(self.meeting))
    }
}
