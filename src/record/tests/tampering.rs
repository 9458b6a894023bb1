//! Whatever is altered behind the program's back is found, and the first of it named.

use std::fs;

use super::super::access::AccessKind;
use super::super::fault::Fault;
use super::super::home::DATABASE_FILE;
use super::*;

fn access(item: i64) -> Access {
    Access {
        at: Timestamp::UNIX_EPOCH,
        actor: Uuid::from_u128(0xA),
        what: AccessKind::Heard,
        about: Some(Uuid::from_u128(1)),
        meeting: Some(Uuid::from_u128(7)),
        item: Some(item),
        why: None,
        recipient: None,
    }
}

fn filled() -> Record {
    let mut record = Record::in_memory(LAYOUT, entropy()).unwrap();
    for group in 1..=6 {
        change(&mut record, &stamp(group), |changes| {
            changes.store(&person(group, "Ash"));
            changes.store(&line(10 + group, group, "said"));
        })
        .unwrap();
        record.log(&access(group as i64)).unwrap();
    }
    commit(&mut record, &stamp(7), &[erasure(Uuid::from_u128(6))]).unwrap();
    record
}

const UNFIX: &str = "DROP TRIGGER entry_fixed; DROP TRIGGER entry_stays; DROP TRIGGER part_fixed;
    DROP TRIGGER part_stays; DROP TRIGGER access_fixed; DROP TRIGGER access_stays; DROP TRIGGER tombstone_stays;
    DROP TRIGGER tombstone_fixed;";

type Expected = Box<dyn Fn(&Fault) -> bool>;

#[test]
fn every_alteration_is_found_and_named() {
    let one = "x'00000000000000000000000000000001'";
    let entry = |seq| move |fault: &Fault| matches!(fault, Fault::Entry { seq: found, .. } if *found == seq);
    let row =
        |name: &'static str| move |fault: &Fault| matches!(fault, Fault::Row { table, .. } if *table == name);
    let line = |fault: &Fault| *fault == Fault::Access(3);
    let erasure = |fault: &Fault| matches!(fault, Fault::Erasure(_));
    let cases: Vec<(String, Expected)> =
        vec![
        (format!("UPDATE person SET family = 'Oak' WHERE id = {one}"), Box::new(row("person"))),
        (format!("DELETE FROM line WHERE person = {one}"), Box::new(row("line"))),
        ("INSERT INTO place(id, title) VALUES(zeroblob(16), 'x')".into(), Box::new(row("place"))),
        ("UPDATE entry SET actor = zeroblob(16) WHERE seq = 3".into(), Box::new(entry(3))),
        ("UPDATE entry SET at = '2020-01-01T00:00:00Z' WHERE seq = 5".into(), Box::new(entry(5))),
        ("UPDATE entry SET meeting = zeroblob(16) WHERE seq = 1".into(), Box::new(entry(1))),
        ("DELETE FROM part WHERE seq = 4; DELETE FROM entry WHERE seq = 4".into(), Box::new(entry(5))),
        ("UPDATE part SET salt = zeroblob(16) WHERE seq = 2 AND n = 0".into(), Box::new(entry(2))),
        ("UPDATE part SET body = (SELECT body FROM part WHERE seq = 1), salt = (SELECT salt FROM part \
          WHERE seq = 1), digest = (SELECT digest FROM part WHERE seq = 1) WHERE seq = 2"
            .into(), Box::new(entry(2))),
        ("UPDATE part SET salt = NULL, body = NULL WHERE seq = 2".into(), Box::new(entry(2))),
        ("UPDATE part SET subject = zeroblob(16) WHERE seq = 3".into(), Box::new(entry(3))),
        ("UPDATE entry SET pos = 100 WHERE seq = 2".into(), Box::new(entry(3))),
        ("DELETE FROM tombstone".into(), Box::new(entry(6))),
        (format!("INSERT INTO tombstone(subject) VALUES({one})"), Box::new(erasure)),
        ("UPDATE access SET item = 9 WHERE seq = 3".into(), Box::new(line)),
        ("DELETE FROM access WHERE seq = 2".into(), Box::new(line)),
    ];
    for (sql, expected) in cases {
        let record = filled();
        sound(&record);
        record.connection.execute_batch(UNFIX).unwrap();
        record.connection.execute_batch(&sql).unwrap();
        let fault = record.verify(|_| ()).unwrap().fault;
        assert!(fault.as_ref().is_some_and(expected), "{sql}: {fault:?}");
    }
}

#[test]
fn the_program_itself_cannot_alter_what_stays() {
    let record = filled();
    for sql in [
        "UPDATE entry SET kind = 'x'",
        "DELETE FROM entry",
        "INSERT OR REPLACE INTO entry SELECT * FROM entry WHERE seq = 1",
        "UPDATE part SET body = zeroblob(4)",
        "UPDATE part SET digest = zeroblob(32), body = NULL, salt = NULL",
        "DELETE FROM part",
        "INSERT OR REPLACE INTO part SELECT * FROM part WHERE seq = 1",
        "UPDATE access SET item = 1",
        "DELETE FROM access",
        "DELETE FROM tombstone",
    ] {
        assert!(record.connection.execute(sql, []).is_err(), "{sql}");
    }
    sound(&record);
}

#[test]
fn a_flipped_byte_anywhere_is_found() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("record");
    drop({
        let mut record = create(&path);
        change(&mut record, &stamp(1), |changes| changes.store(&person(1, "Ash"))).unwrap();
        record
    });
    let file = path.join(DATABASE_FILE);
    let whole = fs::read(&file).unwrap();
    for at in (20..whole.len()).step_by(4096 * 3 + 1234) {
        let mut bytes = whole.clone();
        bytes[at] ^= 1;
        fs::write(&file, &bytes).unwrap();
        let found = match open(&path) {
            Err(error) => matches!(error, RecordError::Damaged(_)),
            Ok(record) => matches!(record.verify(|_| ()), Ok(verdict) if verdict.fault.is_some()),
        };
        assert!(found, "byte {at} of {}", whole.len());
        for beside in ["record.db-wal", "record.db-shm"] {
            let _ = fs::remove_file(path.join(beside));
        }
    }
}

#[test]
fn the_access_log_is_read_by_case() {
    let record = filled();
    let heard = record.view().accesses(Some(Uuid::from_u128(1))).unwrap();
    assert_eq!(
        heard.iter().map(|access| access.item).collect::<Vec<_>>(),
        (1..=6).map(Some).collect::<Vec<_>>()
    );
    assert_eq!(record.view().accesses(None).unwrap(), heard);
    assert_eq!(record.view().accesses(Some(Uuid::from_u128(2))).unwrap(), []);
    assert_eq!(record.verify(|_| ()).unwrap().accesses, 6);
}
