//! Every paper of the list, from the invented area, in every format it is written in, read back by programs that others
//! wrote: the same words in the same order, structure as structure, nothing that runs.
//!
//! A paper joins by its row in `SHAPES`; there is nothing to add here. What is expected is the paper as JSON, which is
//! held against the neutral document beside its writer.

#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test fails by panicking"
)]

#[path = "../readers/mod.rs"]
mod readers;

mod hostile;
mod returns;

use std::path::{Path, PathBuf};

use convenor::demo::build::{FEWEST, Size, build};
use convenor::demo::content;
use convenor::domain::facts::Changes;
use convenor::domain::id::SeededIds;
use convenor::domain::paper::{Edition, For, Format, Of, SHAPES, Shape, Subject, Wanted};
use convenor::domain::rows::agenda::AgendaItem;
use convenor::domain::rows::case::Case;
use convenor::domain::rows::meeting::Meeting;
use convenor::domain::rows::person::Person;
use convenor::record::entropy::Stream;
use convenor::service::papers::{Options, write};
use convenor::service::{Now, Service};
use jiff::civil::{Date, date};

const TODAY: Date = date(2026, 11, 26);

fn now() -> Now {
    let local = TODAY.at(8, 0, 0, 0);
    Now { at: local.to_zoned(jiff::tz::TimeZone::UTC).unwrap().timestamp(), local }
}

fn demo() -> Service {
    let ids = Box::new(SeededIds::new(1, 1_700_000_000_000));
    let mut service = Service::in_memory(Box::new(Stream::seeded(1)), ids, now()).unwrap();
    let content = content::load().unwrap();
    build(&mut service, &content, Size { cases: FEWEST, seed: 1, today: TODAY }, &mut |_| {}).unwrap();
    service
}

/// What a paper may be about, the newest first.
fn subjects(service: &Service, of: Of) -> Vec<Subject> {
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
        Of::Forum => ["marac", "matac"]
            .map(|forum| Subject::Forum { forum: forum.to_owned(), from: date(2025, 11, 26), to: TODAY })
            .to_vec(),
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
fn wanted(service: &mut Service, shape: &Shape, folder: &Path) -> Wanted {
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

/// Every paper in every format: files called after the number of the paper in the list.
fn written(service: &mut Service, folder: &Path) -> Vec<(Format, PathBuf)> {
    let mut files = Vec::new();
    for (number, shape) in SHAPES.iter().enumerate() {
        let wanted = wanted(service, shape, folder);
        for format in shape.formats {
            let file = folder.join(format!("{number}.{}", format.word()));
            let options = Options { format: *format, ..Options::pdf() };
            let reply = write(service, now(), &wanted, &options, &file)
                .unwrap_or_else(|refusal| panic!("{} as {format}: {refusal}", shape.kind));
            assert!(
                reply.warnings.iter().any(|warning| warning.contains("in clear")),
                "{:?}",
                reply.warnings
            );
            files.push((*format, file));
        }
    }
    files
}

#[test]
fn every_paper_in_every_format_is_read_back_by_another_program() {
    let folder = tempfile::tempdir().unwrap();
    let mut service = demo();
    let files = written(&mut service, folder.path());
    for (format, file) in &files {
        assert!(std::fs::metadata(file).unwrap().len() > 100, "{format}: {}", file.display());
    }
    if let Some(kept) = std::env::var_os("KEEP_FORMATS") {
        for (_, file) in &files {
            std::fs::copy(file, Path::new(&kept).join(file.file_name().unwrap())).unwrap();
        }
    }
    for format in Format::ALL {
        assert!(files.iter().any(|(known, _)| known == format), "no paper is written as {format}");
    }
    let told = readers::python(include_str!("read_back.py"), [folder.path()]);
    // One line for each file: what it was read as.
    assert_eq!(told.lines().count(), files.len(), "{told}");
}
