//! The invented area for tests of papers, and a paper of each kind that can be made of it.

#![allow(
    dead_code,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test fails by panicking; not every test uses all of it"
)]

use std::path::Path;

use convenor::demo::build::{FEWEST, Size, build};
use convenor::demo::content;
use convenor::domain::facts::Changes;
use convenor::domain::id::{Id, SeededIds};
use convenor::domain::paper::{Edition, For, Of, Shape, Subject, Wanted};
use convenor::domain::people::PersonSketch;
use convenor::domain::referral::ReferralForm;
use convenor::domain::request::{
    AddPlanItem, CoupleChange, DeclineReferral, PlanChange, ReferCouple, Request, TakeReferral, TransferOut,
};
use convenor::domain::rows::agenda::AgendaItem;
use convenor::domain::rows::case::Case;
use convenor::domain::rows::meeting::Meeting;
use convenor::domain::rows::person::Person;
use convenor::record::entropy::Stream;
use convenor::service::papers::{Options, write};
use convenor::service::{Now, Service};
use jiff::civil::{Date, date};

/// The day on which it is read.
pub const TODAY: Date = date(2026, 11, 26);

/// The moment at which it is made and read.
pub fn now() -> Now {
    let local = TODAY.at(8, 0, 0, 0);
    Now { at: local.to_zoned(jiff::tz::TimeZone::UTC).unwrap().timestamp(), local }
}

/// The invented area, with what it has none of and papers are about.
pub fn demo() -> Service {
    let ids = Box::new(SeededIds::new(1, 1_700_000_000_000));
    let mut service = Service::in_memory(Box::new(Stream::seeded(1)), ids, now()).unwrap();
    let content = content::load().unwrap();
    build(&mut service, &content, Size { cases: FEWEST, seed: 1, today: TODAY }, &mut |_| {}).unwrap();
    moved(&mut service);
    service
}

/// What the invented area has none of and papers are about: a case on its way elsewhere, one that was declined, a couple, an
/// item of the delivery plan.
fn moved(service: &mut Service) {
    let mut did = |request| {
        let change = service.next_id();
        service.execute(now(), change, request, None).unwrap()
    };
    let couple = ReferCouple {
        victim: PersonSketch {
            forename: "Nia".into(),
            surname: "Prys".into(),
            born: Some(date(1991, 2, 3)),
            ..PersonSketch::default()
        },
        perpetrator: PersonSketch {
            forename: "Owain".into(),
            surname: "Prys".into(),
            born: Some(date(1990, 5, 6)),
            ..PersonSketch::default()
        },
        relationship: "husband".to_owned(),
        agency: "housing".to_owned(),
        reason: "debt".into(),
        criteria: vec![("continuing-relationship".to_owned(), Some("live together".into()))],
        ..ReferCouple::default()
    };
    did(Request::Couple(Box::new(CoupleChange::Refer(Box::new(couple)))));
    did(Request::Plan(PlanChange::Add(Box::new(AddPlanItem {
        forum: None,
        priority: "prevention".to_owned(),
        objective: "schools know whom to ring".to_owned(),
        owner: Some("education".to_owned()),
        post: None,
        on: None,
        milestones: vec![("the list is sent to every school".to_owned(), date(2027, 1, 31))],
        indicators: Vec::new(),
    }))));
    for decline in [true, false] {
        let form = ReferralForm {
            received: Some(TODAY),
            agency: "housing".to_owned(),
            victim: PersonSketch {
                forename: if decline { "Ffion" } else { "Gwen" }.into(),
                surname: "Madoc".into(),
                ..PersonSketch::default()
            },
            reason: "threats".into(),
            ..ReferralForm::default()
        };
        let taken = TakeReferral { forum: "marac".to_owned(), row: 1, heard: false, number: None, form };
        let reply = did(Request::TakeReferral(Box::new(taken)));
        let case = Id::new(reply.ids[0]);
        did(if decline {
            Request::DeclineReferral(DeclineReferral {
                case,
                reason: "no criterion is met".into(),
                withdrawn: false,
            })
        } else {
            Request::TransferOut(TransferOut {
                case,
                marac: "Preston MARAC".to_owned(),
                reason: "moved there".into(),
                on: TODAY,
                sent: Vec::new(),
                goes: Vec::new(),
                flag_until: None,
            })
        });
    }
}

/// What a paper may be about, the newest first.
pub fn subjects(service: &Service, of: Of) -> Vec<Subject> {
    let rows = Changes::new(service.record());
    let mut meetings: Vec<Meeting> = rows.all().unwrap();
    // Those that were held say more than those to come.
    meetings.sort_by_key(|meeting| std::cmp::Reverse((meeting.closed, meeting.on)));
    match of {
        Of::Meeting => meetings.iter().map(|meeting| Subject::Meeting(meeting.id)).collect(),
        Of::Item => {
            let items: Vec<AgendaItem> = rows.find("meeting", &meetings[0].id).unwrap();
            items.iter().map(|item| Subject::Item(item.meeting, item.case)).collect()
        }
        Of::Case => {
            let cases: Vec<Case> = rows.all().unwrap();
            cases.iter().rev().map(|case| Subject::Case(case.id)).collect()
        }
        Of::Person => {
            let people: Vec<Person> = rows.all().unwrap();
            people.iter().rev().map(|person| Subject::Person(person.id)).collect()
        }
        Of::Owed => vec![Subject::Owed { on: TODAY }],
        Of::Forum => {
            let of =
                |key: &String| Subject::Forum { forum: key.clone(), from: date(2025, 11, 26), to: TODAY };
            let area = service.area().unwrap();
            area.forums.iter().map(|forum| of(&forum.key)).collect()
        }
    }
}

/// Whom copies may be for; those the paper is meant for first.
fn editions(service: &Service, shape: &Shape) -> Vec<(Edition, String)> {
    let area = service.area().unwrap();
    let agencies =
        area.agencies.agency.iter().map(|agency| (Edition::Agency(agency.key.clone()), agency.name.clone()));
    let full = [(Edition::Full, String::new()), (Edition::Full, "Chair".to_owned())];
    match shape.to {
        For::EachAgency | For::Referrer | For::Named => agencies.chain(full).collect(),
        For::Anybody | For::Office => full.into_iter().chain(agencies).collect(),
    }
}

/// A paper of a kind, as something that can be made of the invented area.
pub fn wanted(service: &mut Service, shape: &Shape, folder: &Path) -> Wanted {
    let mut why = String::new();
    for subject in subjects(service, shape.of).into_iter().take(40) {
        for (edition, recipient) in editions(service, shape) {
            let words = Some("as asked for".into());
            let wanted = Wanted { edition, recipient, words, ..Wanted::of(shape.kind, subject.clone()) };
            let options = Options { format: shape.formats[0], ..Options::pdf() };
            match write(service, now(), &wanted, &options, &folder.join("tried")) {
                Ok(_) => return wanted,
                Err(refusal) => why = refusal.to_string(),
            }
        }
    }
    panic!("no {} can be made of the invented area: {why}", shape.kind);
}
