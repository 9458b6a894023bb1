//! Every paper of the list, made from the invented area as its reader gets it: two checkers of accessibility find no fault.

#![allow(
    clippy::expect_used,
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test stops where something is missing"
)]

#[path = "readers/mod.rs"]
mod readers;

use convenor::demo::build::{FEWEST, Size, build};
use convenor::demo::content;
use convenor::domain::facts::Changes;
use convenor::domain::id::SeededIds;
use convenor::domain::paper::{Edition, For, Format, Of, PaperKind, SHAPES, Subject, Wanted};
use convenor::domain::rows::agenda::AgendaItem;
use convenor::domain::rows::case::Party;
use convenor::domain::rows::meeting::Meeting;
use convenor::record::entropy::Stream;
use convenor::service::papers::{Options, write};
use convenor::service::{Now, Service};
use jiff::civil::date;

fn now() -> Now {
    let local = date(2026, 11, 26).at(8, 0, 0, 0);
    Now { at: local.to_zoned(jiff::tz::TimeZone::UTC).unwrap().timestamp(), local }
}

fn built() -> Service {
    let ids = Box::new(SeededIds::new(1, 1_700_000_000_000));
    let mut service = Service::in_memory(Box::new(Stream::seeded(1)), ids, now()).unwrap();
    let content = content::load().unwrap();
    let size = Size { cases: FEWEST, seed: 1, today: now().today() };
    build(&mut service, &content, size, &mut |_| {}).unwrap();
    service
}

/// What a paper of the list may be about in the invented area.
fn subjects(service: &Service, of: Of) -> Vec<Subject> {
    let rows = Changes::new(service.record());
    let meetings: Vec<Meeting> = rows.all().unwrap();
    let meeting =
        |reference: &str| meetings.iter().find(|meeting| meeting.reference == reference).map(|one| one.id);
    let heard = meeting("MARAC-2026-11-12").unwrap();
    let item = rows.find::<AgendaItem>("meeting", &heard).unwrap().into_iter().next().unwrap();
    match of {
        Of::Meeting => ["MARAC-2026-11-12", "MARAC-2026-11-26", "MATAC-2026-09-17"]
            .into_iter()
            .filter_map(|reference| Some(Subject::Meeting(meeting(reference)?)))
            .collect(),
        Of::Item => vec![Subject::Item(heard, item.case)],
        Of::Case => vec![Subject::Case(item.case)],
        Of::Person => {
            let party = rows.find::<Party>("case", &item.case).unwrap().into_iter().next().unwrap();
            vec![Subject::Person(party.person)]
        }
        Of::Forum => {
            vec![Subject::Forum { forum: "marac".to_owned(), from: date(2026, 7, 1), to: date(2026, 9, 30) }]
        }
    }
}

fn wanted(kind: PaperKind, subject: Subject, to: For) -> Wanted {
    let (edition, recipient) = match to {
        For::EachAgency => (Edition::Agency("police".to_owned()), "Police"),
        _ => (Edition::Full, "the chair"),
    };
    Wanted {
        edition,
        recipient: recipient.to_owned(),
        words: Some("As asked for in the order of the court.".into()),
        ..Wanted::of(kind, subject)
    }
}

#[test]
fn checkers_find_no_fault_in_any_paper() {
    let mut service = built();
    let folder = tempfile::tempdir().unwrap();
    let mut made = Vec::new();
    let mut faults: Vec<String> = Vec::new();
    for shape in SHAPES.iter().filter(|shape| shape.formats.contains(&Format::Pdf)) {
        for (index, subject) in subjects(&service, shape.of).into_iter().enumerate() {
            let file = folder.path().join(format!("{}-{index}.pdf", shape.stem));
            match write(&mut service, now(), &wanted(shape.kind, subject, shape.to), &Options::pdf(), &file) {
                Ok(_) => {
                    readers::checked::sound(&file);
                    let found = readers::checked::faults(&file).into_iter();
                    faults.extend(found.map(|fault| format!("{}: {fault}", shape.kind)));
                    made.push(shape.kind);
                }
                // Not every meeting has every paper: each is made of one at least.
                Err(refusal) => println!("{}: {refusal}", shape.kind),
            }
        }
        assert!(made.contains(&shape.kind), "the {} is made of nothing in the invented area", shape.kind);
    }
    assert_eq!(faults, Vec::<String>::new());
}
