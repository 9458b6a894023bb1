//! Every report over a large record, beside the same question in hand-written SQL over bare rows in the same run.
//!
//! `cargo bench --bench reports -- N` makes a record of about N cases (120,000 unless told): the invented area is built
//! through the rules once, and its MARAC, cases and meetings with all their rows, is copied back over ten years by entries of
//! the journal until there are as many (the referral forms as taken in are left out of the copies). The bar is 100 ms a
//! report; nothing is asserted: a figure that has moved is seen, and looked into.

#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::print_stdout,
    reason = "a benchmark that cannot run says so by panicking"
)]

use std::collections::{BTreeMap, BTreeSet};
use std::hint::black_box;
use std::time::{Duration, Instant};

use convenor::demo::build::{FEWEST, Size, build};
use convenor::demo::content::load;
use convenor::domain::calendar::add_days;
use convenor::domain::entry::{Edit, Entry, EntryKind, Part, ROW};
use convenor::domain::facts::{Changes, Facts};
use convenor::domain::hearing::is_counted;
use convenor::domain::id::SeededIds;
use convenor::domain::report::{Asked, Period, REPORTS};
use convenor::domain::rows::TABLES;
use convenor::domain::rows::action::Action;
use convenor::domain::rows::agenda::AgendaItem;
use convenor::domain::rows::case::{Case, Party};
use convenor::domain::rows::meeting::Meeting;
use convenor::domain::shape::{About, Row};
use convenor::domain::value::Value;
use convenor::record::Stamp;
use convenor::record::entropy::Stream;
use convenor::record::keys::Cost;
use convenor::service::ask::Ask;
use convenor::service::look::{Looking, look};
use convenor::service::{NewRecord, Now, Service};
use jiff::civil::{Date, DateTime, date};
use rusqlite::{Connection, params};
use uuid::Uuid;

/// Days over which the copies are spread: ten years.
const SPREAD: usize = 3_650;
/// The bar, in milliseconds.
const BAR: f64 = 100.0;

fn now() -> Now {
    let local = date(2026, 11, 26).at(9, 0, 0, 0);
    Now { at: local.to_zoned(jiff::tz::TimeZone::UTC).expect("a moment").timestamp(), local }
}

/// Median and slowest of so many runs.
fn timed(runs: usize, mut run: impl FnMut()) -> (Duration, Duration) {
    let mut took: Vec<Duration> = (0..runs)
        .map(|_| {
            let begun = Instant::now();
            run();
            begun.elapsed()
        })
        .collect();
    took.sort_unstable();
    (took[runs / 2], took[runs - 1])
}

fn ms(duration: Duration) -> f64 {
    duration.as_secs_f64() * 1000.0
}

fn say(what: &str, (median, slowest): (Duration, Duration)) {
    let over = if ms(median) > BAR { "  over the bar" } else { "" };
    println!("{what:<58} {:>9.2} ms  slowest {:>9.2} ms{over}", ms(median), ms(slowest));
}

fn main() {
    let cases = std::env::args().filter_map(|argument| argument.parse().ok()).next().unwrap_or(120_000_usize);
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
    let size = Size { cases: FEWEST, seed: 1, today: now().today() };
    build(&mut service, &load().expect("the invented area"), size, &mut |_| {}).expect("it can be built");
    let (rows, each) = block(&service);
    let mut copies = 0;
    // A quarter of the size first: what grows with the record is seen beside what does not.
    for wanted in [cases / 4, cases] {
        let more = wanted.div_ceil(each.max(1)).saturating_sub(1);
        copied(&mut service, &rows, copies + 1..=more);
        copies = copies.max(more);
        println!("\n{} cases, made in {:.0} s", (copies + 1) * each, begun.elapsed().as_secs_f64());
        measured(&service, folder.path(), wanted);
    }
}

/// Every report and every floor over a year and over everything.
fn measured(service: &Service, folder: &std::path::Path, cases: usize) {
    let floor = bare(service, &folder.join(format!("bare-{cases}.db")));
    println!("{} hearings and {} actions in bare rows", count(&floor, "hearing"), count(&floor, "action"));
    let year = Period::year_to(now().today());
    let ever = Period { from: date(2010, 1, 1), to: now().today() };
    for (name, period) in [("12 months", year), ("everything", ever)] {
        floors(&floor, name, period);
        reports(service, name, period);
    }
}

/// Every report, of all forums that have it.
fn reports(service: &Service, name: &str, period: Period) {
    let area = service.area().expect("the area");
    let with = Looking { view: service.record().view(), area: &area, now: now(), actor: service.actor() };
    for shape in REPORTS {
        let asked = Asked { adult_females: Some(60_000), ..Asked::over(shape.kind, period.from, period.to) };
        let ask = Ask::Report(Box::new(asked));
        let run = || drop(black_box(look(with, &ask).expect("a report")));
        say(&format!("{name}: report {}", shape.kind), timed(5, run));
    }
    let ask = Ask::DataReturn(None, period);
    let run = || drop(black_box(look(with, &ask).expect("the return")));
    say(&format!("{name}: the data return, row by row"), timed(5, run));
}

/// What the same questions cost in SQL over bare rows of the same number.
fn floors(floor: &Connection, name: &str, period: Period) {
    let days = [period.from.to_string(), period.to.to_string()];
    let sums = "SELECT meeting, count(*), sum(\"repeat\"), sum(children), sum(children > 0), sum(male), \
                sum(age BETWEEN 16 AND 17), sum(age >= 65), sum(agency = 'police'), sum(agency = 'idva') \
                FROM hearing WHERE \"on\" BETWEEN ? AND ? GROUP BY meeting";
    say(&format!("{name}: floor, sums of hearings by meeting"), timed(5, || rows(floor, sums, &days)));
    let deeds = "SELECT agency, state, count(*), sum(closed > due) FROM action \
                 WHERE agreed BETWEEN ? AND ? GROUP BY agency, state";
    say(&format!("{name}: floor, actions by agency and state"), timed(5, || rows(floor, deeds, &days)));
}

fn rows(connection: &Connection, sql: &str, days: &[String; 2]) {
    let mut statement = connection.prepare_cached(sql).expect("a statement");
    let mut rows = statement.query(params![days[0], days[1]]).expect("an answer");
    while let Some(row) = rows.next().expect("a row") {
        black_box(row.get_ref(1).expect("a sum"));
    }
}

fn count(connection: &Connection, table: &str) -> i64 {
    connection.query_row(&format!("SELECT count(*) FROM {table}"), [], |row| row.get(0)).expect("a count")
}

/// An encrypted database of two bare tables, indexed by day: what a report would be counted from by hand.
fn bare(service: &Service, file: &std::path::Path) -> Connection {
    let bare = Connection::open(file).expect("a database");
    bare.execute_batch(
        "PRAGMA key = \"x'2DD29CA851E7B56E4697B0E1F08507293D761A05CE4D1B628663F411A8086D99'\"; \
         PRAGMA journal_mode = WAL; PRAGMA synchronous = OFF; \
         CREATE TABLE hearing(meeting BLOB, \"on\" TEXT, \"repeat\" INTEGER, children INTEGER, male INTEGER, \
             age INTEGER, agency TEXT); \
         CREATE TABLE action(agency TEXT, state TEXT, agreed TEXT, due TEXT, closed TEXT); BEGIN;",
    )
    .expect("the settings");
    let view = service.record().view();
    for met in view.tallied("marac", date(2000, 1, 1), date(2100, 1, 1)).expect("the meetings") {
        for line in view.hearing_lines(met.meeting).expect("the lines") {
            let Some(heard) = line.heard else { continue };
            let mut add =
                bare.prepare_cached("INSERT INTO hearing VALUES(?, ?, ?, ?, ?, ?, ?)").expect("a statement");
            add.execute(params![
                met.meeting.uuid().as_bytes(),
                met.on.to_string(),
                heard.repeat,
                heard.children,
                heard.male,
                heard.age,
                heard.referrers.first()
            ])
            .expect("a row");
        }
    }
    for action in Changes::new(service.record()).all::<Action>().expect("the actions") {
        let mut add = bare.prepare_cached("INSERT INTO action VALUES(?, ?, ?, ?, ?)").expect("a statement");
        add.execute(params![
            action.agency,
            action.state.word(),
            action.agreed.date().to_string(),
            action.due.map(|day| day.to_string()),
            action.closed.map(|day| day.to_string())
        ])
        .expect("a row");
    }
    bare.execute_batch(
        "COMMIT; CREATE INDEX hearing_on ON hearing(\"on\"); CREATE INDEX action_agreed ON action(agreed)",
    )
    .expect("the indexes");
    bare
}

/// Copies the MARAC of the invented area back in time, a copy an entry.
fn copied(service: &mut Service, rows: &[Row], copies: std::ops::RangeInclusive<usize>) {
    let last = *copies.end();
    for copy in copies {
        // Evenly over the years, however many copies there are.
        let back = i32::try_from(copy * 997 % SPREAD).expect("a number of days");
        let entry = again(rows, copy, back);
        let stamp = Stamp { at: now().at, actor: service.actor(), group: service.next_id() };
        let mut tx = service.record_mut().begin().expect("the lock");
        tx.commit(&stamp, &[entry], None).expect("the copy");
        tx.finish().expect("the copy");
        if copy % 50 == 0 {
            println!("  copy {copy} of {last}");
        }
    }
}

/// Every row of the MARAC's meetings that are over, of the cases heard there, and of the people of those cases.
fn block(service: &Service) -> (Vec<Row>, usize) {
    let rows = Changes::new(service.record());
    let mut meetings = rows.all::<Meeting>().expect("meetings");
    meetings.retain(|meeting| meeting.forum == "marac" && is_counted(meeting.state));
    let mut wanted: BTreeSet<Uuid> = meetings.iter().map(|meeting| meeting.id.uuid()).collect();
    let mut cases = BTreeSet::new();
    for meeting in &meetings {
        let items = rows.find::<AgendaItem>("meeting", &meeting.id).expect("items");
        cases.extend(items.iter().map(|item| item.case));
    }
    for case in &cases {
        wanted.insert(case.uuid());
        let parties = rows.find::<Party>("case", case).expect("parties");
        wanted.extend(parties.iter().map(|party| party.person.uuid()));
    }
    let is_wanted = |row: &Row| match row.table.about {
        About::Nobody => {
            wanted.contains(&row.id)
                || matches!(row.value("meeting"), Value::Id { id } if wanted.contains(id))
                    && row.table.name != "issued"
        }
        About::Itself | About::The(_) => row.subject().is_some_and(|subject| wanted.contains(&subject)),
    };
    let every = TABLES.iter().flat_map(|table| service.record().every(table).expect("a table"));
    let mut block: Vec<Row> = every.filter(is_wanted).collect();
    // A row about a meeting that is not copied stays behind, and so does a document with its bytes.
    block.retain(|row| {
        !matches!(row.value("meeting"), Value::Id { id } if !wanted.contains(id))
            && !row.table.name.starts_with("attachment")
    });
    assert!(rows.look::<Case>(*cases.first().expect("a case")).expect("a case").is_some());
    (block, cases.len())
}

/// The rows again, so many days earlier, with identifiers and references of their own, as one entry.
fn again(rows: &[Row], copy: usize, back: i32) -> Entry {
    let mut ids: BTreeMap<Uuid, Uuid> = BTreeMap::new();
    for row in rows {
        let mut bytes = *row.id.as_bytes();
        // The end of an identifier is random: with the number of the copy in it, it is one of its own.
        let number = u32::try_from(copy).expect("a number").to_be_bytes();
        bytes[8..12].iter_mut().zip(number).for_each(|(byte, of)| *byte ^= of);
        ids.insert(row.id, Uuid::from_bytes(bytes));
    }
    let mut parts: BTreeMap<Option<Uuid>, Vec<Edit>> = BTreeMap::new();
    for row in rows {
        let id = ids[&row.id];
        let edit = |field: &str, now: Value| Edit {
            table: row.table.name.to_owned(),
            id,
            field: field.to_owned(),
            was: Value::Null,
            now,
        };
        let subject = row.subject().map(|subject| ids.get(&subject).copied().unwrap_or(subject));
        let edits = parts.entry(subject).or_default();
        edits.push(edit(ROW, Value::Int(1)));
        for (field, value) in row.table.fields.iter().zip(&row.values) {
            let moved = match (field.name, value) {
                ("form", _) if row.table.name == "referral" => Value::Null,
                (_, Value::Id { id }) => Value::id(ids.get(id).copied().unwrap_or(*id)),
                ("reference" | "series", Value::Text(text)) => Value::Text(format!("{copy}.{text}")),
                (_, Value::Text(text)) => Value::Text(earlier(text, back)),
                (_, other) => other.clone(),
            };
            if moved != Value::Null {
                edits.push(edit(field.name, moved));
            }
        }
    }
    let parts = parts.into_iter().map(|(subject, edits)| Part { subject, edits }).collect();
    Entry {
        kind: EntryKind::ReferralTaken,
        about: None,
        meeting: None,
        undoes: None,
        erases: Vec::new(),
        parts,
    }
}

/// A day or a moment so many days earlier; any other text as it is.
fn earlier(text: &str, back: i32) -> String {
    if let Ok(day) = text.parse::<Date>()
        && text.len() == 10
    {
        return add_days(day, -back).to_string();
    }
    match text.parse::<DateTime>() {
        Ok(moment) if text.len() >= 16 => {
            add_days(moment.date(), -back).to_datetime(moment.time()).to_string()
        }
        _ => text.to_owned(),
    }
}
