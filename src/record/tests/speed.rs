//! Figures to hold, printed on demand: `cargo test --release -- --ignored --nocapture speed`.

use std::time::Instant;

use super::*;

/// What a coordinator enters: one line about a person, with its entry, against the same row bare.
#[test]
#[ignore = "measures; run it in a release build"]
fn entering_costs_little_more_than_bare_rows() {
    let dir = tempfile::tempdir().unwrap();
    let mut record = create(&dir.path().join("record"));
    change(&mut record, &stamp(1), |changes| changes.store(&person(1, "Ash"))).unwrap();
    let (mut entered, mut bare) = (Vec::new(), Vec::new());
    for number in 0..300_u128 {
        let id = 1000 + number;
        let start = Instant::now();
        change(&mut record, &stamp(id), |changes| changes.store(&line(id, 1, "four calls since August")))
            .unwrap();
        entered.push(start.elapsed());
        let row = line(500_000 + number, 1, "four calls since August").to_row();
        let start = Instant::now();
        let insert = "INSERT INTO line(id, person, text, number) VALUES(?, ?, ?, 1)";
        let person = Uuid::from_u128(1);
        let parameters = (row.id.as_bytes(), person.as_bytes(), "four calls since August");
        record.connection.prepare_cached(insert).unwrap().execute(parameters).unwrap();
        bare.push(start.elapsed());
    }
    entered.sort_unstable();
    bare.sort_unstable();
    println!("entered: median {:?}, p95 {:?}", entered[150], entered[285]);
    println!("bare:    median {:?}, p95 {:?}", bare[150], bare[285]);
    assert!(entered[150] < bare[150] * 2);
}

/// A large record: how fast it fills, verifies and tells what was done.
#[test]
#[ignore = "measures; run it in a release build"]
fn a_large_record_verifies_in_time() {
    const ENTRIES: u128 = 250_000;
    let dir = tempfile::tempdir().unwrap();
    let mut record = create(&dir.path().join("record"));
    let start = Instant::now();
    let mut tx = record.begin().unwrap();
    for number in 0..ENTRIES {
        let entry = {
            let mut changes = Changes::new(&tx);
            if number % 5 == 0 {
                changes.store(&person(number, "Ash"));
            } else {
                changes.store(&line(
                    number,
                    number - number % 5,
                    "four calls since August; bail to 2 December",
                ));
            }
            changes.into_entry(EntryKind::Note, None, None).unwrap()
        };
        tx.commit(&stamp(1), entry.as_slice(), None).unwrap();
    }
    tx.finish().unwrap();
    println!("filled with {ENTRIES} entries in {:?}", start.elapsed());
    for pragma in ["cipher_integrity_check", "quick_check", "integrity_check"] {
        let start = Instant::now();
        record.connection.execute_batch(&format!("PRAGMA {pragma}")).unwrap();
        println!("{pragma} in {:?}", start.elapsed());
    }
    let start = Instant::now();
    let replayed = replay::replay(record.view(), &mut |_| ()).unwrap();
    println!("replayed in {:?}: {}", start.elapsed(), replayed.entries);
    let start = Instant::now();
    let verdict = record.verify(|_| ()).unwrap();
    println!("verified in {:?}: {verdict:?}", start.elapsed());
    assert_eq!((verdict.fault, verdict.rows), (None, ENTRIES as u64));
    let start = Instant::now();
    record.view().done(None, None, 20).unwrap();
    println!("what was done in {:?}", start.elapsed());
    let start = Instant::now();
    record.rebuild().unwrap();
    println!("rebuilt in {:?}", start.elapsed());
}
