//! Erasing: no byte of the text is left in any file, the rest verifies, and nothing brings it back.

use std::fs;

use super::super::{connection, schema};
use super::*;
use crate::domain::facts::Facts;

/// A record whose files are not encrypted, so that the pages themselves can be searched.
fn plain(path: &Path) -> Record {
    let connection = connection::plain(&path.join("plain.db")).unwrap();
    let catalog = Catalog::new(LAYOUT.tables);
    let station = Uuid::from_u128(1);
    let meta = schema::Meta { folder: station, station, keys: [0; 32], keys_next: None };
    let mut record = Record::new(connection, catalog, LAYOUT, station, entropy(), None);
    schema::create(&mut record.connection, &record.catalog, LAYOUT, &meta).unwrap();
    record
}

fn found(folder: &Path, needle: &[u8]) -> bool {
    fs::read_dir(folder).unwrap().any(|file| {
        let path = file.unwrap().path();
        path.is_file() && fs::read(path).unwrap().windows(needle.len()).any(|window| window == needle)
    })
}

#[test]
fn no_byte_is_left_and_the_rest_verifies() {
    let folder = tempfile::tempdir().unwrap();
    let mut record = plain(folder.path());
    let marker = "Zwickelmarker";
    // Enough rows that pages split and freed ones lie about.
    for group in 1..=60 {
        let subject = group % 3;
        change(&mut record, &stamp(group), |changes| {
            changes.store(&person(subject, &format!("{marker}-family-{subject}-{group}")));
            let text = format!("{marker}-text-{subject}-{group} ").repeat(40);
            changes.store(&line(100 + group, subject, &text));
        })
        .unwrap();
    }
    let subject = Uuid::from_u128(1);
    let key = DraftKey { user: stamp(1).actor, scope: "line".into(), meeting: None, about: Some(subject) };
    record.put_draft(&key, &format!("{marker}-text-1-draft").into()).unwrap();
    let bodies = bodies_of(&record, subject);
    assert_eq!(bodies.len(), 20);
    let texts = [format!("{marker}-text-1-"), format!("{marker}-family-1-").to_lowercase()];
    assert!(texts.iter().all(|text| found(folder.path(), text.as_bytes())), "the search can find");
    assert!(bodies.iter().all(|body| found(folder.path(), body)));

    let durable = commit(&mut record, &stamp(1000), &[erasure(subject)]).unwrap();
    assert!(durable.cleared);
    assert!(!texts.iter().any(|text| found(folder.path(), text.as_bytes())));
    assert!(!bodies.iter().any(|body| found(folder.path(), body)));
    assert!(found(folder.path(), format!("{marker}-text-2-").as_bytes()), "the others stay");
    sound(&record);
    assert!(record.row(Person::SHAPE, subject).unwrap().is_none());
    assert!(record.people_with(&[format!("{marker}-family-1-58").to_lowercase()]).unwrap().is_empty());
    assert!(matches!(record.view().reversal(stamp(58).group), Err(RecordError::Erased)));
    assert!(matches!(record.view().reversal(stamp(1000).group), Err(RecordError::Erased)));
}

fn bodies_of(record: &Record, subject: Uuid) -> Vec<Vec<u8>> {
    let mut bodies = record.connection.prepare("SELECT body FROM part WHERE subject = ?").unwrap();
    let all = bodies.query_map([subject.as_bytes().as_slice()], |row| row.get(0)).unwrap();
    all.collect::<Result<_, _>>().unwrap()
}

#[test]
fn a_reader_in_the_way_is_told_of() {
    let folder = tempfile::tempdir().unwrap();
    let mut record = create(&folder.path().join("r"));
    change(&mut record, &stamp(1), |changes| changes.store(&person(1, "Ash"))).unwrap();
    record.connection.busy_timeout(std::time::Duration::ZERO).unwrap();
    let mut reader = record.reader().unwrap();
    let durable = reader
        .at_once(|view| {
            assert_eq!(rows(view).len(), 1);
            commit(&mut record, &stamp(2), &[erasure(Uuid::from_u128(1))])
        })
        .unwrap();
    assert!(!durable.cleared);
    assert!(record.clear().unwrap());
}
