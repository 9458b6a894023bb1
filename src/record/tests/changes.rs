//! Random changes, undone, redone and erased: replay gives the tables, and what is undone is as it was.

use proptest::prelude::*;

use super::super::undo::Done;
use super::*;
use crate::domain::facts::Facts;

/// One thing somebody does.
#[derive(Debug, Clone)]
enum Act {
    Person(u128, String),
    Line(u128, u128, String, u32),
    Place(u128, Option<i64>),
    Drop(u128),
    Erase(u128),
    Undo,
    Redo,
}

fn acts() -> impl Strategy<Value = Vec<Act>> {
    let act = prop_oneof![
        4 => (0..4_u128, ".{0,12}").prop_map(|(id, text)| Act::Person(id, text)),
        5 => (10..18_u128, 0..4_u128, ".{0,20}", 0..3_u32)
            .prop_map(|(id, of, text, number)| Act::Line(id, of, text, number)),
        3 => (20..23_u128, any::<Option<i64>>()).prop_map(|(id, heads)| Act::Place(id, heads)),
        2 => (0..23_u128).prop_map(Act::Drop),
        1 => (0..4_u128).prop_map(Act::Erase),
        3 => Just(Act::Undo),
        2 => Just(Act::Redo),
    ];
    prop::collection::vec(act, 1..25)
}

fn store(changes: &mut Changes<'_>, act: &Act) {
    match act {
        Act::Person(id, text) => changes.store(&person(*id, text)),
        Act::Line(id, of, text, number) => {
            // Whom a line is about never moves.
            let kept = changes.look::<Line>(Id::new(Uuid::from_u128(*id))).unwrap();
            let of = kept.map_or(*of, |line| line.person.uuid().as_u128());
            changes.store(&Line { number: *number, ..line(*id, of, text) });
        }
        Act::Place(id, heads) => {
            changes.store(&Place { id: Id::new(Uuid::from_u128(*id)), title: "hall".into(), heads: *heads });
        }
        Act::Drop(id) if *id < 10 => changes.remove::<Person>(Id::new(Uuid::from_u128(*id))),
        Act::Drop(id) if *id < 20 => changes.remove::<Line>(Id::new(Uuid::from_u128(*id))),
        Act::Drop(id) => changes.remove::<Place>(Id::new(Uuid::from_u128(*id))),
        Act::Erase(_) | Act::Undo | Act::Redo => {}
    }
}

fn undo(record: &mut Record, group: u128) {
    let last = record.view().last_change(stamp(0).actor).unwrap();
    back(record, group, last);
}

fn redo(record: &mut Record, group: u128) {
    let last = record.view().last_undo(stamp(0).actor).unwrap();
    back(record, group, last);
}

/// Takes a change back, unless its text is erased or its values moved.
fn back(record: &mut Record, group: u128, last: Option<Done>) {
    let Some(done) = last else { return };
    let entries = match record.view().reversal(done.group) {
        Err(RecordError::Erased) => return,
        entries => entries.unwrap(),
    };
    match commit(record, &stamp(group), &entries) {
        Err(RecordError::Moved { .. }) => {}
        done => assert!(done.is_ok()),
    }
}

fn act_out(record: &mut Record, acts: &[Act], from: u128) {
    for (act, group) in acts.iter().zip(from..) {
        match act {
            Act::Undo => undo(record, group),
            Act::Redo => redo(record, group),
            Act::Erase(id) => {
                commit(record, &stamp(group), &[erasure(Uuid::from_u128(*id))]).unwrap();
            }
            other => {
                change(record, &stamp(group), |changes| store(changes, other)).unwrap();
            }
        }
    }
}

fn people(record: &Record) -> Vec<(String, Uuid)> {
    let mut keys = record.connection.prepare("SELECT key, person FROM person_key ORDER BY 1, 2").unwrap();
    let pairs =
        keys.query_map([], |row| Ok((row.get(0)?, Uuid::from_slice(&row.get::<_, Vec<u8>>(1)?).unwrap())));
    pairs.unwrap().collect::<Result<_, _>>().unwrap()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, ..ProptestConfig::default() })]

    #[test]
    fn replay_gives_the_tables(acts in acts()) {
        let mut record = Record::in_memory(LAYOUT, entropy()).unwrap();
        act_out(&mut record, &acts, 1);
        sound(&record);
        let kept = people(&record);
        record.rebuild().unwrap();
        prop_assert_eq!(kept, people(&record));
    }

    #[test]
    fn undone_is_as_before_and_redone_as_after(first in acts(), then in acts()) {
        let mut record = Record::in_memory(LAYOUT, entropy()).unwrap();
        act_out(&mut record, &first, 1);
        let before = (rows(record.view()), people(&record));
        change(&mut record, &stamp(1000), |changes| then.iter().for_each(|act| store(changes, act))).unwrap();
        let after = (rows(record.view()), people(&record));
        prop_assume!(before.0 != after.0);
        let latest = record.view().last_change(stamp(0).actor).unwrap().unwrap();
        prop_assert_eq!(latest.group, stamp(1000).group);
        undo(&mut record, 1001);
        prop_assert_eq!(&before, &(rows(record.view()), people(&record)));
        redo(&mut record, 1002);
        prop_assert_eq!(&after, &(rows(record.view()), people(&record)));
        prop_assert!(record.view().last_undo(stamp(0).actor).unwrap().is_none());
        undo(&mut record, 1003);
        prop_assert_eq!(&before, &(rows(record.view()), people(&record)));
        sound(&record);
    }
}

#[test]
fn what_has_moved_is_not_undone_and_nothing_else_happens() {
    let mut record = Record::in_memory(LAYOUT, entropy()).unwrap();
    change(&mut record, &stamp(1), |changes| changes.store(&person(1, "Ash"))).unwrap();
    change(&mut record, &stamp(2), |changes| {
        changes.store(&person(2, "Birch"));
        changes.store(&person(1, "Ashe"));
    })
    .unwrap();
    let other = Stamp { actor: Uuid::from_u128(0xB), ..stamp(3) };
    change(&mut record, &other, |changes| changes.store(&person(1, "Alder"))).unwrap();
    let mine = record.view().last_change(stamp(0).actor).unwrap().unwrap();
    assert_eq!(mine.group, stamp(2).group, "the other user's change is not mine to undo");
    let before = (rows(record.view()), record.head().unwrap());
    let entries = record.view().reversal(mine.group).unwrap();
    let mut tx = record.begin().unwrap();
    assert!(matches!(tx.commit(&stamp(4), &entries, None), Err(RecordError::Moved { .. })));
    // The transaction goes on as if that had not been tried.
    let place = Place { id: Id::new(Uuid::from_u128(20)), title: "hall".into(), heads: None };
    let entry = {
        let mut changes = Changes::new(&tx);
        changes.store(&place);
        changes.into_entry(EntryKind::Note, None, None).unwrap()
    };
    tx.commit(&stamp(5), entry.as_slice(), None).unwrap();
    tx.finish().unwrap();
    assert_eq!(rows(record.view()).len(), before.0.len() + 1);
    assert_eq!(record.head().unwrap().seq, before.1.seq + 1);
    sound(&record);
}

#[test]
fn what_was_done_is_listed_newest_first() {
    let mut record = Record::in_memory(LAYOUT, entropy()).unwrap();
    for group in 1..=4 {
        change(&mut record, &stamp(group), |changes| changes.store(&person(group, "Ash"))).unwrap();
    }
    let entries = record.view().reversal(stamp(4).group).unwrap();
    commit(&mut record, &stamp(5), &entries).unwrap();
    let done = record.view().done(None, None, 3).unwrap();
    let told: Vec<_> = done.iter().map(|done| (done.group.as_u128(), done.undone, done.kind)).collect();
    let note = Some(EntryKind::Note);
    assert_eq!(told, [(5, false, Some(EntryKind::Undone)), (4, true, note), (3, false, note)]);
    let older = record.view().done(Some(stamp(0).actor), Some(done[2].pos), 9).unwrap();
    assert_eq!(older.iter().map(|done| done.group.as_u128()).collect::<Vec<_>>(), [2, 1]);
    assert!(matches!(record.view().reversal(Uuid::from_u128(99)), Err(RecordError::NoGroup(_))));
}

#[test]
fn a_retry_adds_nothing_and_a_dropped_transaction_leaves_nothing() {
    let mut record = Record::in_memory(LAYOUT, entropy()).unwrap();
    let key = DraftKey { user: stamp(1).actor, scope: "line".into(), meeting: None, about: None };
    record.put_draft(&key, &"half a wo".into()).unwrap();
    assert_eq!(record.view().drafts(key.user).unwrap(), [(key.clone(), "half a wo".into())]);
    for (again, expected) in [(false, Committed::Added), (true, Committed::Already)] {
        let mut tx = record.begin().unwrap();
        assert_eq!(tx.has(stamp(1).group).unwrap(), again);
        let mut changes = Changes::new(&tx);
        changes.store(&person(if again { 2 } else { 1 }, "Ash"));
        let entry = changes.into_entry(EntryKind::Note, None, None).unwrap();
        assert_eq!(tx.commit(&stamp(1), entry.as_slice(), Some(&key)).unwrap(), expected);
        tx.finish().unwrap();
        assert_eq!(record.view().draft(&key).unwrap(), None, "the draft goes with the change");
    }
    assert_eq!(rows(record.view()).len(), 1);
    let mut tx = record.begin().unwrap();
    let mut changes = Changes::new(&tx);
    changes.store(&person(3, "Oak"));
    let entry = changes.into_entry(EntryKind::Note, None, None).unwrap();
    tx.commit(&stamp(9), entry.as_slice(), None).unwrap();
    assert_eq!(tx.people_with(&["oak".into()]).unwrap(), [Uuid::from_u128(3)], "seen by later rules");
    drop(tx);
    assert_eq!(rows(record.view()).len(), 1);
    assert_eq!(
        record.people_with(&["oak".into(), "ash".into(), "ash".into()]).unwrap(),
        [Uuid::from_u128(1)]
    );
    sound(&record);
}

#[test]
fn facts_are_answered_in_order_and_only_by_what_is_indexed() {
    let mut record = Record::in_memory(LAYOUT, entropy()).unwrap();
    change(&mut record, &stamp(1), |changes| {
        changes.store(&person(1, "Ash"));
        for id in [14, 11, 12] {
            changes.store(&Line { number: id as u32, ..line(id, 1, "said") });
        }
        changes.store(&line(13, 2, "said"));
        assert_eq!(changes.next_number::<Line>("person", &Uuid::from_u128(1), "number").unwrap(), 15);
    })
    .unwrap();
    let of = crate::domain::value::Value::id(Uuid::from_u128(1));
    let found = record.rows(Line::SHAPE, "person", &of).unwrap();
    assert_eq!(found.iter().map(|row| row.id.as_u128()).collect::<Vec<_>>(), [11, 12, 14]);
    assert_eq!(record.highest(Line::SHAPE, "person", &of, "number").unwrap(), Some(14));
    let nobody = crate::domain::value::Value::Null;
    assert_eq!(record.highest(Line::SHAPE, "person", &nobody, "number").unwrap(), None);
    assert!(record.rows(Line::SHAPE, "text", &of).is_err());
    assert_eq!(record.every(Person::SHAPE).unwrap().len(), 1);
}
