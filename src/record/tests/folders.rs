//! The folder: what each state of it says when opened, who gets in, and that nothing stands there in clear.

use std::fs;
use std::path::PathBuf;

use sha2::{Digest, Sha256};

use super::super::home::DATABASE_FILE;
use super::super::keys::{DataKey, KEYS_FILE, Keys};
use super::super::{connection, home, schema};
use super::*;

const MARKER: &str = "Quorlbrandish";

struct Made {
    _dir: tempfile::TempDir,
    path: PathBuf,
}

/// A closed record with one person in it.
fn made() -> Made {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("record");
    let mut record = create(&path);
    change(&mut record, &stamp(1), |changes| changes.store(&person(1, MARKER))).unwrap();
    Made { _dir: dir, path }
}

/// Every file with a digest of it, which is easier to read in a failure.
fn state_of(path: &Path) -> Vec<(PathBuf, String)> {
    let digest = |bytes: &[u8]| format!("{} bytes, {:x}", bytes.len(), Sha256::digest(bytes));
    bytes_of(path).into_iter().map(|(file, bytes)| (file, digest(&bytes))).collect()
}

fn bytes_of(path: &Path) -> Vec<(PathBuf, Vec<u8>)> {
    let mut files: Vec<_> = fs::read_dir(path)
        .unwrap()
        .map(|file| file.unwrap().path())
        .filter(|file| file.is_file())
        .map(|file| (file.clone(), fs::read(file).unwrap()))
        .collect();
    files.sort();
    files
}

fn refused(path: &Path) -> RecordError {
    open(path).err().unwrap()
}

#[test]
fn nothing_stands_in_clear() {
    let made = made();
    let mut record = open(&made.path).unwrap();
    let key = DraftKey { user: stamp(1).actor, scope: "line".into(), meeting: None, about: None };
    record.put_draft(&key, &MARKER.into()).unwrap();
    assert!(made.path.join("record.db-wal").exists(), "the log is searched too");
    for (file, bytes) in bytes_of(&made.path) {
        let clear = |text: &str| bytes.windows(text.len()).any(|window| window == text.as_bytes());
        assert!(!clear(MARKER) && !clear("SQLite format") && !clear("CREATE TABLE"), "{}", file.display());
        assert!(!clear(PHRASE), "{}", file.display());
    }
}

#[test]
fn a_wrong_passphrase_and_an_unknown_user_say_the_same() {
    let made = made();
    let before = state_of(&made.path);
    let open = |handle, phrase| Record::open(&made.path, handle, phrase, LAYOUT, entropy()).err().unwrap();
    let (wrong, unknown) = (open("ann", "wrong"), open("eve", PHRASE));
    assert!(wrong.is_locked() && unknown.is_locked());
    assert_eq!(wrong.to_string(), unknown.to_string());
    assert_eq!(state_of(&made.path), before);
}

#[test]
fn a_folder_that_is_no_record_or_in_use_is_left_alone() {
    let dir = tempfile::tempdir().unwrap();
    assert!(matches!(refused(dir.path()), RecordError::NotARecord(_)));
    fs::write(dir.path().join("letter.txt"), "mine").unwrap();
    let first = FirstUser { handle: "ann", passphrase: PHRASE, cost: Cost::TRIFLING };
    let made = Folder::create(dir.path(), first, LAYOUT, entropy());
    assert!(matches!(made.err().unwrap(), RecordError::NotEmpty(_)));
    assert_eq!(fs::read_dir(dir.path()).unwrap().count(), 1);
}

#[test]
fn a_damaged_database_says_so_and_is_not_touched() {
    let whole = fs::read(made().path.join(DATABASE_FILE)).unwrap();
    let cuts = [whole.len() / 2, whole.len() - 1, 100, 0];
    for cut in cuts {
        let made = made();
        let file = made.path.join(DATABASE_FILE);
        fs::write(&file, &fs::read(&file).unwrap()[..cut]).unwrap();
        let before = state_of(&made.path);
        let error = refused(&made.path);
        assert!(matches!(error, RecordError::Damaged(_)), "{cut}: {error}");
        assert_eq!(state_of(&made.path), before, "{cut}");
    }
    let made = made();
    fs::remove_file(made.path.join(DATABASE_FILE)).unwrap();
    assert!(matches!(refused(&made.path), RecordError::Damaged(_)));
    assert!(!made.path.join(DATABASE_FILE).exists());
}

#[test]
fn a_newer_record_is_refused_and_not_touched() {
    let made = made();
    let record = open(&made.path).unwrap();
    record.connection.execute("UPDATE meta SET schema = schema + 1", []).unwrap();
    drop(record);
    let before = state_of(&made.path);
    assert!(matches!(refused(&made.path), RecordError::NewerSchema { found, known } if found == known + 1));
    let reader = Folder::open(&made.path).unwrap().reader("ann", PHRASE, LAYOUT);
    assert!(matches!(reader.err().unwrap(), RecordError::NewerSchema { .. }));
    assert_eq!(state_of(&made.path), before);
}

#[test]
fn users_come_change_and_go() {
    let made = made();
    let mut record = open(&made.path).unwrap();
    record.users().unwrap().add("bob", "bob's own", Cost::TRIFLING).unwrap();
    let as_bob = || Record::open(&made.path, "bob", "bob's own", LAYOUT, entropy());
    assert_eq!(rows(as_bob().unwrap().view()).len(), 1);
    let old_keys = fs::read(made.path.join(KEYS_FILE)).unwrap();
    record.users().unwrap().change_passphrase("ann", PHRASE, "another", Cost::TRIFLING).unwrap();
    let as_ann = || Record::open(&made.path, "ann", "another", LAYOUT, entropy());
    assert!(open(&made.path).err().unwrap().is_locked());
    assert!(as_ann().is_ok());

    let reader = record.reader().unwrap();
    record.connection.busy_timeout(std::time::Duration::ZERO).unwrap();
    let busy = record.users().unwrap().remove("bob");
    assert!(matches!(busy, Err(RecordError::Busy)), "not while somebody reads");
    assert!(as_bob().is_ok());
    drop(reader);
    record.users().unwrap().remove("bob").unwrap();
    change(&mut record, &stamp(2), |changes| changes.store(&person(2, "Ash"))).unwrap();
    sound(&record);
    drop(record);
    assert!(as_bob().err().unwrap().is_locked());
    let record = as_ann().unwrap();
    assert_eq!(rows(record.view()).len(), 2);
    sound(&record);
    drop(record);
    // The list from before knows bob, but neither the key nor the record any more.
    fs::write(made.path.join(KEYS_FILE), old_keys).unwrap();
    assert!(matches!(as_bob().err().unwrap(), RecordError::Damaged(_)));
}

#[test]
fn another_list_of_users_is_noticed() {
    let made = made();
    let mut keys = Keys::read(&made.path).unwrap();
    let key = keys.unlock("ann", PHRASE).unwrap();
    keys.add("eve", "let me in", Cost::TRIFLING, &key, entropy().as_mut()).unwrap();
    keys.write(&made.path).unwrap();
    assert!(matches!(refused(&made.path), RecordError::KeysMoved));
}

#[test]
fn an_interrupted_change_of_users_is_settled_at_the_next_opening() {
    // Announced, file not yet in place; then announced and in place; then the key changed and the file not.
    for (placed, rekeyed) in [(false, false), (true, false), (false, true)] {
        let made = made();
        let mut keys = Keys::read(&made.path).unwrap();
        let key = keys.unlock("ann", PHRASE).unwrap();
        let next = DataKey::draw(&mut Stream::seeded(2)).unwrap();
        keys.add("bob", "bob's own", Cost::TRIFLING, &key, entropy().as_mut()).unwrap();
        if rekeyed {
            keys.reseal(&next, entropy().as_mut()).unwrap();
            keys.write_as(&made.path, home::NEXT_KEYS).unwrap();
        }
        let record = open(&made.path).unwrap();
        let announced = "UPDATE meta SET keys_next = ?";
        record.connection.execute(announced, [keys.digest().unwrap()]).unwrap();
        if rekeyed {
            let mode = |_: &rusqlite::Row<'_>| Ok(());
            record.connection.query_row("PRAGMA journal_mode = DELETE", [], mode).unwrap();
            connection::give(&record.connection, "rekey", &next).unwrap();
        }
        drop(record);
        if placed {
            keys.write(&made.path).unwrap();
        }
        for _ in 0..2 {
            let record = open(&made.path).unwrap();
            assert_eq!(rows(record.view()).len(), 1);
            assert_eq!(schema::meta(&record.connection).unwrap().keys_next, None);
            assert!(!made.path.join(home::NEXT_KEYS).exists());
        }
        let bob = Record::open(&made.path, "bob", "bob's own", LAYOUT, entropy());
        let refused = bob.err().map(|error| error.is_locked());
        assert_eq!(refused, (!placed && !rekeyed).then_some(true), "{placed} {rekeyed}");
    }
}

#[test]
fn an_older_folder_put_back_is_noticed_by_its_head() {
    let made = made();
    let mut record = open(&made.path).unwrap();
    let early = record.head().unwrap();
    record.clear().unwrap();
    let old = fs::read(made.path.join(DATABASE_FILE)).unwrap();
    change(&mut record, &stamp(2), |changes| changes.store(&person(2, "Ash"))).unwrap();
    let late = record.head().unwrap();
    assert!(record.includes(early).unwrap() && record.includes(late).unwrap());
    drop(record);
    fs::write(made.path.join(DATABASE_FILE), old).unwrap();
    let record = open(&made.path).unwrap();
    assert!(record.includes(early).unwrap() && !record.includes(late).unwrap());
}

#[cfg(unix)]
#[test]
fn only_the_owner_can_look_inside() {
    use std::os::unix::fs::PermissionsExt;
    let made = made();
    let _open = open(&made.path).unwrap();
    let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
    assert_eq!(mode(&made.path), 0o700);
    for (file, _) in bytes_of(&made.path) {
        assert_eq!(mode(&file), 0o600, "{}", file.display());
    }
}

/// Where nothing can be written a record is read as it is, or says why not. The mode stands for such a folder,
/// since the tests may run as a user whom permissions do not stop.
#[test]
fn a_frozen_record_is_read_unless_changes_wait_beside_it() {
    let made = made();
    let folder = Folder::open(&made.path).unwrap();
    let home = || Home {
        path: made.path.clone(),
        key: Keys::read(&made.path).unwrap().unlock("ann", PHRASE).unwrap(),
    };
    assert!(folder.is_writable());
    let before = state_of(&made.path);
    let reader = home().reader(LAYOUT, Mode::Frozen).unwrap();
    assert_eq!(rows(reader.view()).len(), 1);
    assert_eq!(reader.verify(|_| ()).unwrap().fault, None);
    assert!(reader.connection.execute("UPDATE meta SET schema = 0", []).is_err());
    drop(reader);
    assert_eq!(state_of(&made.path), before, "reading left nothing behind");
    let mut record = open(&made.path).unwrap();
    change(&mut record, &stamp(2), |changes| changes.store(&person(2, "Ash"))).unwrap();
    let unclosed = home().reader(LAYOUT, Mode::Frozen);
    assert!(matches!(unclosed.err().unwrap(), RecordError::Unclosed));
}

#[test]
fn a_field_added_to_the_rules_is_added_to_the_record() {
    use crate::domain::shape::{About, FieldShape};
    use crate::domain::value::{Kind, Value};
    static WIDER: TableShape = TableShape {
        name: "place",
        about: About::Nobody,
        numbered: None,
        fields: &[
            FieldShape { name: "title", kind: Kind::Text, indexed: true },
            FieldShape { name: "heads", kind: Kind::Int, indexed: false },
            FieldShape { name: "floor", kind: Kind::Int, indexed: false },
        ],
    };
    static TABLES: &[&TableShape] = &[Person::SHAPE, Line::SHAPE, &WIDER];
    let made = made();
    let mut record = open(&made.path).unwrap();
    let place = Place { id: Id::new(Uuid::from_u128(20)), title: "hall".into(), heads: None };
    change(&mut record, &stamp(2), |changes| changes.store(&place)).unwrap();
    drop(record);
    let layout = Layout { tables: TABLES, derived: DERIVED };
    let record = Record::open(&made.path, "ann", PHRASE, layout, entropy()).unwrap();
    let found = crate::domain::facts::Facts::rows(&record, &WIDER, "title", &Value::Text("hall".into()));
    assert_eq!(found.unwrap()[0].values.len(), 3);
    sound(&record);
}

/// Root may write everywhere, so this says nothing when it is run by root.
#[cfg(unix)]
#[test]
fn a_folder_that_cannot_be_written_is_read() {
    use std::os::unix::fs::PermissionsExt;
    let made = made();
    let allow = |mode| fs::set_permissions(&made.path, fs::Permissions::from_mode(mode)).unwrap();
    allow(0o500);
    let folder = Folder::open(&made.path).unwrap();
    if !folder.is_writable() {
        assert!(matches!(refused(&made.path), RecordError::ReadOnly));
        let reader = folder.reader("ann", PHRASE, LAYOUT).unwrap();
        assert_eq!(rows(reader.view()).len(), 1);
        let keys = Keys::read(&made.path).unwrap();
        assert!(matches!(keys.write(&made.path), Err(RecordError::ReadOnly)));
    }
    allow(0o700);
}

/// A table of the rules that had the name of one of ours would be mixed up with it.
#[test]
fn the_tables_of_the_rules_are_all_there_and_none_is_one_of_ours() {
    let layout = |tables| Layout { tables, derived: &[] };
    let names = |record: &Record| -> Vec<String> {
        let mut names =
            record.connection.prepare("SELECT name FROM sqlite_schema WHERE type = 'table'").unwrap();
        let all = names.query_map([], |row| row.get(0)).unwrap();
        all.collect::<Result<_, _>>().unwrap()
    };
    let ours = names(&Record::in_memory(layout(&[]), entropy()).unwrap());
    let record = Record::in_memory(layout(crate::domain::rows::TABLES), entropy()).unwrap();
    let derived: Vec<_> = DERIVED.iter().flat_map(|derived| derived.tables()).collect();
    assert!(crate::domain::rows::TABLES.iter().all(|table| !derived.contains(&&table.name)));
    assert_eq!(names(&record).len(), ours.len() + crate::domain::rows::TABLES.len());
    for table in crate::domain::rows::TABLES {
        assert!(crate::domain::facts::Facts::every(&record, table).unwrap().is_empty(), "{}", table.name);
    }
    sound(&record);
}
