//! Several windows on one record: all their changes land, each sees the others', and one chain results.

use std::thread;

use super::*;

#[test]
fn all_who_write_at_once_land() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("record");
    let first = create(&path);
    thread::scope(|scope| {
        for writer in 1..=3_u128 {
            let path = &path;
            scope.spawn(move || {
                let mut record = open(path).unwrap();
                for number in 0..20 {
                    let id = writer * 100 + number;
                    let stamp = Stamp { actor: Uuid::from_u128(writer), ..stamp(id) };
                    change(&mut record, &stamp, |changes| changes.store(&person(id, "Ash"))).unwrap();
                }
            });
        }
    });
    assert_eq!(rows(first.view()).len(), 60);
    let verdict = first.verify(|_| ()).unwrap();
    assert_eq!((verdict.entries, verdict.fault), (60, None));
}

#[test]
fn a_window_notices_what_another_did_and_only_that() {
    let dir = tempfile::tempdir().unwrap();
    let mut record = create(&dir.path().join("record"));
    let reader = record.reader().unwrap();
    let (seen, own) = (reader.view().seen().unwrap(), record.view().seen().unwrap());
    assert_eq!(reader.view().seen().unwrap(), seen);
    change(&mut record, &stamp(1), |changes| changes.store(&person(1, "Ash"))).unwrap();
    assert_ne!(reader.view().seen().unwrap(), seen);
    assert_eq!(record.view().seen().unwrap(), own);
    assert_eq!(rows(reader.view()).len(), 1);
}

#[test]
fn whoever_decided_on_an_older_state_is_refused() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("record");
    let mut record = create(&path);
    change(&mut record, &stamp(1), |changes| changes.store(&person(1, "Ash"))).unwrap();
    let entry = {
        let mut changes = Changes::new(&record);
        changes.store(&person(1, "Alder"));
        changes.into_entry(EntryKind::Note, None, None).unwrap()
    };
    let mut other = open(&path).unwrap();
    change(&mut other, &stamp(2), |changes| changes.store(&person(1, "Oak"))).unwrap();
    let refused = commit(&mut record, &stamp(3), entry.as_slice());
    assert!(matches!(refused, Err(RecordError::Moved { what }) if what == "person"));
    assert_eq!(record.head().unwrap().seq, 2);
}

#[test]
fn a_writer_who_waits_too_long_is_told() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("record");
    let mut record = create(&path);
    let mut other = open(&path).unwrap();
    other.connection.busy_timeout(std::time::Duration::ZERO).unwrap();
    let tx = record.begin().unwrap();
    assert!(matches!(other.begin().err().unwrap(), RecordError::Busy));
    drop(tx);
    assert!(other.begin().is_ok());
}
