//! The tidy export: tables that fit together, and nobody in them unless that was asked for.

use std::collections::BTreeSet;

use super::meeting_papers::demo;
use super::*;
use crate::domain::rows::action::Action;
use crate::domain::rows::meeting::{Attendance, MeetingState};
use crate::domain::rows::person::{Alias, Contact, Person};
use crate::service::tidy::{Table, Tidy, export, tables};

fn made(service: &Service, which: &Tidy) -> Vec<Table> {
    let area = service.area().unwrap();
    let with = Looking { view: service.record().view(), area: &area, now: at(NOW), actor: service.actor() };
    tables(&with, which).unwrap()
}

fn table<'a>(tables: &'a [Table], name: &str) -> &'a Table {
    tables.iter().find(|table| table.name == name).unwrap_or_else(|| panic!("no table {name}"))
}

fn column<'a>(table: &'a Table, name: &str) -> Vec<&'a str> {
    let at = table.columns.iter().position(|column| column.name == name).unwrap();
    table.rows.iter().map(|row| row[at].as_str()).collect()
}

/// Everything about people that may not be in a table: names, aliases, contact details, dates of birth, references, words.
fn forbidden(service: &Service) -> BTreeSet<String> {
    let rows = Changes::new(service.record());
    let mut words = BTreeSet::new();
    for person in rows.all::<Person>().unwrap() {
        words.extend([person.forename, person.surname].map(|name| name.reveal().to_owned()));
        words.extend(person.born.map(|born| born.to_string()));
        words.extend(person.born.map(|born| born.strftime("%d/%m/%Y").to_string()));
    }
    words.extend(rows.all::<Alias>().unwrap().into_iter().map(|alias| alias.name.reveal().to_owned()));
    words.extend(rows.all::<Contact>().unwrap().into_iter().map(|contact| contact.value.reveal().to_owned()));
    words.extend(rows.all::<Case>().unwrap().into_iter().map(|case| case.reference));
    words.extend(rows.all::<Action>().unwrap().into_iter().map(|action| action.words.reveal().to_owned()));
    let lines = rows.all::<Attendance>().unwrap();
    words.extend(lines.into_iter().filter_map(|line| line.name).map(|name| name.reveal().to_owned()));
    words.retain(|word| word.chars().count() > 3);
    words
}

#[test]
fn nobody_is_in_the_tables() {
    let service = demo();
    let forbidden = forbidden(&service);
    assert!(forbidden.len() > 100);
    let tables = made(&service, &Tidy::default());
    let mut cells = 0;
    for table in tables.iter().filter(|table| table.name != "dictionary") {
        assert!(!table.rows.is_empty(), "{}", table.name);
        for cell in table.rows.iter().flatten().filter(|cell| !cell.is_empty()) {
            cells += 1;
            // As a word of its own: a name may be part of "not on the list".
            assert!(!forbidden.contains(cell), "{}: {cell}", table.name);
        }
        let whole = table.rows.iter().map(|row| row.join(" ")).collect::<Vec<_>>().join("\n");
        for word in forbidden.iter().filter(|word| word.contains(' ') || word.contains('-')) {
            assert!(!whole.contains(word.as_str()), "{}: {word}", table.name);
        }
    }
    assert!(cells > 1_000);
}

#[test]
fn the_tables_fit_together_and_every_column_is_explained() {
    let service = demo();
    let tables = made(&service, &Tidy::default());
    let names: Vec<&str> = tables.iter().map(|table| table.name).collect();
    assert_eq!(names, ["cases", "referrals", "meetings", "hearings", "actions", "attendance", "dictionary"]);
    for table in &tables {
        assert!(table.rows.iter().all(|row| row.len() == table.columns.len()), "{}", table.name);
        let unique: BTreeSet<&str> = table.columns.iter().map(|column| column.name).collect();
        assert_eq!(unique.len(), table.columns.len(), "{}", table.name);
        assert!(table.columns.iter().all(|column| !column.what.is_empty()));
    }
    let columns: usize = tables[..6].iter().map(|table| table.columns.len()).sum();
    assert_eq!(tables[6].rows.len(), columns);
    // A case has one pseudonym, and every other table's cases are among them.
    let cases = column(&tables[0], "case");
    let known: BTreeSet<&str> = cases.iter().copied().collect();
    assert_eq!(known.len(), cases.len());
    for name in ["referrals", "hearings", "actions"] {
        assert!(column(table(&tables, name), "case").iter().all(|case| known.contains(case)), "{name}");
    }
    let rows = Changes::new(service.record());
    let over = |state| rows.find::<Meeting>("state", &state).unwrap().len();
    let meetings = over(MeetingState::Closed) + over(MeetingState::Approved);
    assert_eq!(table(&tables, "meetings").rows.len(), meetings);
    // The same in another export, and in none the identifier itself.
    assert_eq!(column(&made(&service, &Tidy::default())[0], "case"), cases);
    assert!(cases.iter().all(|case| case.len() == 13 && case.starts_with('C')));
}

#[test]
fn a_forum_and_days_narrow_every_table() {
    let service = demo();
    let days = crate::domain::report::Period { from: date(2026, 7, 1), to: date(2026, 9, 30) };
    let which = Tidy { forum: Some("MARAC".to_owned()), days: Some(days), ..Tidy::default() };
    let tables = made(&service, &which);
    for (name, of) in
        [("meetings", "day"), ("hearings", "day"), ("actions", "agreed"), ("referrals", "received")]
    {
        let found = column(table(&tables, name), of);
        assert!(
            !found.is_empty() && found.iter().all(|day| ("2026-07-01"..="2026-09-30").contains(day)),
            "{name}"
        );
    }
    assert!(column(&tables[0], "forum").iter().all(|forum| *forum == "marac"));
    let heard = column(table(&tables, "meetings"), "heard")
        .iter()
        .filter_map(|n| n.parse::<usize>().ok())
        .sum::<usize>();
    let lines = column(table(&tables, "hearings"), "state").iter().filter(|state| **state == "heard").count();
    assert_eq!(heard, lines);
}

#[test]
fn names_leave_for_a_reason_and_everything_that_leaves_is_logged() {
    let mut service = demo();
    let folder = tempfile::tempdir().unwrap();
    let which = Tidy { folder: folder.path().join("tables"), ..Tidy::default() };
    let reply = export(&mut service, at(NOW), &which).unwrap();
    assert!(reply.words.contains("in 7 files"), "{}", reply.words);
    assert!(!folder.path().join("tables/names.csv").exists());
    let cases = std::fs::read_to_string(folder.path().join("tables/cases.csv")).unwrap();
    assert!(cases.starts_with("case,forum,opened,"), "{cases}");
    let again = export(&mut service, at(NOW), &which).unwrap_err().to_string();
    assert!(again.contains("is there already"), "{again}");
    let named = |reason: &str| Tidy {
        names: Some(reason.to_owned()),
        references: true,
        folder: folder.path().join("named"),
        ..Tidy::default()
    };
    assert!(export(&mut service, at(NOW), &named(" ")).is_err());
    export(&mut service, at(NOW), &named("audit of the steering group")).unwrap();
    let names = std::fs::read_to_string(folder.path().join("named/names.csv")).unwrap();
    assert!(names.lines().count() > 10);
    assert!(folder.path().join("named/references.csv").exists());
    let log: Vec<_> =
        service.record().view().accesses(None).unwrap().into_iter().filter_map(|line| line.why).collect();
    let left: Vec<_> = log.iter().filter(|why| why.starts_with("tidy export of every forum: ")).collect();
    assert_eq!(left.len(), 2, "{log:?}");
    assert!(left[0].ends_with("rows, no names"), "{log:?}");
    assert!(left[1].ends_with("with references, with names: audit of the steering group"), "{log:?}");
}
