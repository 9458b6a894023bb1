//! The figures of the design, each beside a floor measured in the same run: what the same rows cost without a journal,
//! what the same page costs in one statement. Nothing is asserted: a figure that has moved is seen, and looked into.
//!
//! `cargo bench -- N` sets how many cases the record holds (2,000 unless told).

#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::print_stdout,
    reason = "a benchmark that cannot run says so by panicking"
)]

use std::hint::black_box;
use std::time::{Duration, Instant};

use convenor::demo::build::{Size, build};
use convenor::demo::content::load;
use convenor::domain::facts::Changes;
use convenor::domain::id::SeededIds;
use convenor::domain::lexicon::lexicon;
use convenor::domain::line::read;
use convenor::domain::listing::{ActionFilter, CaseFilter, Window};
use convenor::domain::request::{AddNote, Request};
use convenor::domain::rows::agenda::AgendaItem;
use convenor::domain::rows::area::Agency;
use convenor::domain::rows::case::Case;
use convenor::domain::rows::meeting::{Meeting, MeetingState};
use convenor::papers;
use convenor::papers::Copy;
use convenor::papers::minutes::minutes;
use convenor::record::entropy::Stream;
use convenor::record::keys::Cost;
use convenor::service::ask::{Answer, Ask};
use convenor::service::look::{Looking, look};
use convenor::service::typed::Scene;
use convenor::service::{NewRecord, Now, Service};
use jiff::civil::date;
use rusqlite::Connection;

fn now() -> Now {
    let local = date(2026, 11, 26).at(9, 0, 0, 0);
    Now { at: local.to_zoned(jiff::tz::TimeZone::UTC).expect("a moment").timestamp(), local }
}

/// Median and slowest of twenty of so many runs.
fn timed(runs: usize, mut run: impl FnMut()) -> (Duration, Duration) {
    let mut took: Vec<Duration> = (0..runs)
        .map(|_| {
            let begun = Instant::now();
            run();
            begun.elapsed()
        })
        .collect();
    took.sort_unstable();
    (took[runs / 2], took[runs - 1 - runs / 20])
}

fn say(what: &str, (median, p95): (Duration, Duration), floor: Option<Duration>) {
    let ratio =
        floor.map(|floor| format!("  {:>6.2} x its floor", median.as_secs_f64() / floor.as_secs_f64()));
    println!("{what:<58} {:>9.3} ms  p95 {:>9.3} ms{}", ms(median), ms(p95), ratio.unwrap_or_default());
}

fn ms(duration: Duration) -> f64 {
    duration.as_secs_f64() * 1000.0
}

fn main() {
    let cases = std::env::args().filter_map(|argument| argument.parse().ok()).next().unwrap_or(2_000);
    let folder = tempfile::tempdir().expect("a folder");
    let new = NewRecord {
        area: "Lancaster",
        code: "LAN",
        handle: "demo",
        passphrase: "demo",
        cost: Cost::TRIFLING,
    };
    let (entropy, ids) = (Stream::seeded(1), SeededIds::new(1, 1_795_000_000_000));
    let path = folder.path().join("record");
    let mut service =
        Service::create(&path, &new, Box::new(entropy), Box::new(ids), now()).expect("a record");
    let begun = Instant::now();
    let size = Size { cases, seed: 1, today: now().today() };
    build(&mut service, &load().expect("the invented area"), size, &mut |_| {}).expect("it can be built");
    println!(
        "{cases} cases with their history, built through the rules: {:.1} s",
        begun.elapsed().as_secs_f64()
    );

    durable(&mut service, folder.path());
    questions(&service);
    lines(&service);
    papers_out(&mut service);
    verified(&service);
}

/// Enter to durable, against the same row in a bare encrypted table with the same settings.
fn durable(service: &mut Service, folder: &std::path::Path) {
    let bare = Connection::open(folder.join("bare.db")).expect("a database");
    let settings = "PRAGMA key = \"x'2DD29CA851E7B56E4697B0E1F08507293D761A05CE4D1B628663F411A8086D99'\"; \
                    PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; \
                    CREATE TABLE note(id INTEGER PRIMARY KEY, \"case\" BLOB, words TEXT, at TEXT);";
    bare.execute_batch(settings).expect("the settings");
    let floor = timed(200, || {
        bare.execute(
            "INSERT INTO note(\"case\", words, at) VALUES(x'00', 'as long as what is noted', '2026-11-26')",
            [],
        )
        .expect("a row");
    });
    let case = Changes::new(service.record()).all::<Case>().expect("cases")[0].id;
    let noted = timed(200, || {
        let note = AddNote {
            meeting: None,
            case: Some(case),
            words: "as long as what is noted".into(),
            unread: false,
        };
        let change = service.next_id();
        service.execute(now(), change, Request::AddNote(note), None).expect("a note");
    });
    say("a bare row, durable", floor, None);
    say("Enter to durable: rules, entry, effect, one transaction", noted, Some(floor.0));
}

/// Today's meeting, and its first case.
fn todays(service: &Service) -> (Meeting, AgendaItem) {
    let rows = Changes::new(service.record());
    let planned = rows.find::<Meeting>("state", &MeetingState::Planned).expect("meetings");
    let today = planned.into_iter().find(|meeting| meeting.on == now().today()).expect("today's meeting");
    let item = rows.find::<AgendaItem>("meeting", &today.id).expect("items")[0].clone();
    (today, item)
}

fn questions(service: &Service) {
    let area = service.area().expect("the area");
    let with = Looking { view: service.record().view(), area: &area, now: now(), actor: service.actor() };
    let (today, item) = todays(service);
    let page = Window { offset: 0, limit: 40 };
    let asks = [
        ("Today", Ask::Today),
        ("a page of cases", Ask::Cases(CaseFilter::default(), page)),
        (
            "a page of cases found by words",
            Ask::Cases(CaseFilter { words: "kersh".to_owned(), ..CaseFilter::default() }, page),
        ),
        ("one case, whole", Ask::Case(item.case)),
        ("an agenda", Ask::Agenda(today.id)),
        ("an item in the room", Ask::Item(item.id)),
        (
            "a page of overdue actions",
            Ask::Actions(ActionFilter { overdue: true, ..ActionFilter::default() }, page),
        ),
        ("meetings", Ask::Meetings),
    ];
    for (what, ask) in asks {
        say(what, timed(60, || drop(black_box(look(with, &ask).expect("an answer")))), None);
    }
}

/// A line of the meeting room read and shown, as on every key, about the first case of today's meeting.
fn lines(service: &Service) {
    let area = service.area().expect("the area");
    let with = Looking { view: service.record().view(), area: &area, now: now(), actor: service.actor() };
    let (today, item) = todays(service);
    let Ok(Answer::Agenda(agenda)) = look(with, &Ask::Agenda(today.id)) else { panic!("the agenda") };
    let Ok(Answer::Item(item)) = look(with, &Ask::Item(item.id)) else { panic!("the case") };
    let agencies = Changes::new(service.record()).all::<Agency>().expect("agencies");
    let words = lexicon(&area, &today.forum, now().today(), &agencies).expect("the area's words");
    let scene = Scene::of(&item.story, &agenda.attendance, agenda.next, &area.holidays, now().local);
    let typed = ["hsg: sanctuary and locks 24hrs", "csc+hv: joint visit before 2/12, see ch alone"];
    let read_all = || {
        for line in typed {
            black_box(read(line, &words, &scene.moment()).preview(now().today()).to_string());
        }
    };
    say("two action lines read and shown", timed(200, read_all), None);
}

/// The minutes of the newest approved meeting as PDF, the record open.
fn papers_out(service: &mut Service) {
    let approved =
        Changes::new(service.record()).find::<Meeting>("state", &MeetingState::Approved).expect("meetings");
    let meeting = approved.iter().max_by_key(|meeting| meeting.on).expect("an approved meeting").id;
    let copy = Copy { version: Some(1), recipient: String::new(), number: 1 };
    let options = papers::pdf::Options { created: now().at, large_print: false, password: None };
    let mut pages = 0;
    let took = timed(20, || {
        let area = service.area().expect("the area");
        let rows = Changes::new(service.record());
        let facts = convenor::service::papers::facts(&rows, &area, meeting).expect("the statement");
        let paper = minutes(&facts, &copy);
        pages = papers::layout::lay_out(&paper, false).expect("pages").pages.len();
        drop(black_box(papers::pdf::write(&paper, &options).expect("a PDF")));
    });
    say(&format!("minutes of {pages} pages as PDF (laid out twice)"), took, None);
}

fn verified(service: &Service) {
    let begun = Instant::now();
    let verdict = service.record().verify(|_| {}).expect("the record can be read");
    let seconds = begun.elapsed().as_secs_f64();
    println!(
        "verified {} entries and {} rows in {seconds:.2} s: {:.1} s a million entries, sound: {}",
        verdict.entries,
        verdict.rows,
        seconds * 1_000_000.0 / verdict.entries as f64,
        verdict.fault.is_none()
    );
}
