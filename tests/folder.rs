//! A record folder in every bad state: each its own message and exit code, and nothing changed.

#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test fails by panicking"
)]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use convenor::domain::id::SeededIds;
use convenor::domain::people::PersonSketch;
use convenor::domain::referral::ReferralForm;
use convenor::domain::request::{Request, TakeReferral};
use convenor::record::entropy::Stream;
use convenor::record::keys::Cost;
use convenor::service::{NewRecord, Now, Service};
use jiff::civil::date;

/// Words that must be found in no file.
const MARKS: [&str; 4] = ["Qwertzfeld", "Wprzęgła", "07700900123", "limping by the canal"];

/// A record with one case, its folder, and a file with the passphrase.
struct Area {
    folder: tempfile::TempDir,
}

impl Area {
    fn new() -> Self {
        let area = Self { folder: tempfile::tempdir().expect("a folder") };
        let local = date(2026, 11, 26).at(9, 0, 0, 0);
        let now = Now { at: local.to_zoned(jiff::tz::TimeZone::UTC).expect("a moment").timestamp(), local };
        let new = NewRecord {
            area: "Lancaster",
            code: "LAN",
            handle: "cath",
            passphrase: "correct horse",
            cost: Cost::TRIFLING,
        };
        let (entropy, ids) = (Stream::seeded(5), SeededIds::new(5, 1_795_000_000_000));
        let mut service =
            Service::create(&area.record(), &new, Box::new(entropy), Box::new(ids), now).expect("a record");
        let form = ReferralForm {
            victim: PersonSketch {
                forename: MARKS[1].into(),
                surname: MARKS[0].into(),
                phones: vec![MARKS[2].into()],
                ..PersonSketch::default()
            },
            reason: MARKS[3].into(),
            ..ReferralForm::default()
        };
        let take = TakeReferral { forum: "marac".to_owned(), row: 1, heard: false, number: None, form };
        let change = service.next_id();
        service
            .execute(now, change, Request::TakeReferral(Box::new(take)), None)
            .expect("the referral is taken in");
        fs::write(area.folder.path().join("right"), "correct horse\n").expect("a file");
        fs::write(area.folder.path().join("wrong"), "battery staple\n").expect("a file");
        area
    }

    fn record(&self) -> PathBuf {
        self.folder.path().join("record")
    }

    fn convenor(&self, passphrase: &str, arguments: &[&str]) -> Output {
        let mut command = Command::new(env!("CARGO_BIN_EXE_convenor"));
        command.args([
            "--record".as_ref(),
            self.record().as_os_str(),
            "--user".as_ref(),
            "cath".as_ref(),
            "--no-input".as_ref(),
        ]);
        command.args(["--passphrase-file".as_ref(), self.folder.path().join(passphrase).as_os_str()]);
        command.args(arguments).output().expect("the program starts")
    }

    /// Every file of the record with its bytes, leaving out what SQLite makes and clears by itself.
    fn files(&self) -> Vec<(PathBuf, Vec<u8>)> {
        let mut files: Vec<_> = files_under(&self.record())
            .into_iter()
            .filter(|path| !path.to_string_lossy().ends_with("-shm"))
            .map(|path| (path.clone(), fs::read(path).expect("a file")))
            .filter(|(_, bytes)| !bytes.is_empty())
            .collect();
        files.sort();
        files
    }

    /// The exit code and the words of a refusal that changed nothing.
    fn refused(&self, passphrase: &str) -> (i32, String) {
        let before = self.files();
        let out = self.convenor(passphrase, &["undo"]);
        assert_eq!(before, self.files(), "a refused opening changed a file");
        assert!(out.stdout.is_empty());
        (out.status.code().unwrap_or(-1), String::from_utf8_lossy(&out.stderr).into_owned())
    }
}

fn files_under(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        if path.is_dir() { found.extend(files_under(&path)) } else { found.push(path) }
    }
    found
}

#[test]
fn a_wrong_passphrase_is_locked_out_with_a_code_of_its_own() {
    let area = Area::new();
    let (code, words) = area.refused("wrong");
    assert_eq!(code, 3);
    assert!(words.contains("passphrase"), "{words}");
    let (code, _) = area.refused("no such file");
    assert_eq!(code, 3);
}

#[test]
fn a_truncated_database_is_said_to_be_damaged() {
    let area = Area::new();
    let database = area.record().join("record.db");
    let bytes = fs::read(&database).expect("the database");
    fs::write(&database, &bytes[..bytes.len() / 2]).expect("a file");
    let (code, words) = area.refused("right");
    assert_eq!(code, 1);
    assert!(words.contains("damaged"), "{words}");
}

#[test]
fn a_flipped_byte_is_found() {
    let area = Area::new();
    // Closed once, so that everything stands in the database itself.
    assert!(area.convenor("right", &["record", "verify"]).status.success());
    let database = area.record().join("record.db");
    let mut bytes = fs::read(&database).expect("the database");
    let at = bytes.len() / 2;
    bytes[at] ^= 0x10;
    fs::write(&database, bytes).expect("a file");
    let out = area.convenor("right", &["record", "verify"]);
    assert_eq!(out.status.code(), Some(1));
    let words = String::from_utf8_lossy(&out.stderr).into_owned() + &String::from_utf8_lossy(&out.stdout);
    assert!(words.contains("damaged"), "{words}");
}

#[test]
fn a_folder_that_is_no_record_says_so() {
    let area = Area::new();
    fs::remove_file(area.record().join("keys.toml")).expect("the file");
    let (code, words) = area.refused("right");
    assert_eq!(code, 1);
    assert!(words.contains("not a record folder"), "{words}");
}

#[test]
fn nothing_stands_in_clear_in_any_file() {
    let area = Area::new();
    let shown = area.convenor("right", &["case", "list"]);
    let shown = String::from_utf8_lossy(&shown.stdout).into_owned();
    assert!(shown.to_lowercase().contains(&MARKS[0].to_lowercase()), "the mark is in the record: {shown}");
    for path in files_under(&area.record()) {
        let bytes = fs::read(&path).expect("a file");
        for mark in MARKS {
            let found = bytes.windows(mark.len()).any(|window| window == mark.as_bytes());
            assert!(!found, "{} holds {mark}", path.display());
        }
    }
}

/// As an ordinary user, since root may write anywhere; needs `setpriv` (util-linux) when the tests run as root.
#[cfg(unix)]
#[test]
fn a_read_only_folder_can_be_read_and_says_that_it_cannot_be_written() {
    use std::os::unix::fs::PermissionsExt as _;
    let area = Area::new();
    assert!(area.convenor("right", &["record", "verify"]).status.success());
    let open = |path: &Path, mode| {
        fs::set_permissions(path, fs::Permissions::from_mode(mode)).expect("its mode can be set");
    };
    for path in files_under(&area.record()) {
        open(&path, 0o444);
    }
    open(&area.folder.path().join("right"), 0o444);
    // A copy where everybody may walk to it: the build may stand in somebody's home.
    let program = area.folder.path().join("convenor");
    fs::copy(env!("CARGO_BIN_EXE_convenor"), &program).expect("a copy of the program");
    for folder in [area.record().join("backups"), area.record(), area.folder.path().to_owned()] {
        open(&folder, 0o555);
    }
    let root = Command::new("id").arg("-u").output().is_ok_and(|out| out.stdout == b"0\n");
    let run = |arguments: &[&str]| {
        if !root {
            return area.convenor("right", arguments);
        }
        let mut command = Command::new("setpriv");
        command.args(["--reuid=65534", "--regid=65534", "--clear-groups"]).arg(&program);
        command.args([
            "--record".as_ref(),
            area.record().as_os_str(),
            "--user".as_ref(),
            "cath".as_ref(),
            "--no-input".as_ref(),
        ]);
        command.args(["--passphrase-file".as_ref(), area.folder.path().join("right").as_os_str()]);
        command.args(arguments).output().expect("setpriv of util-linux is installed")
    };
    let read = run(&["case", "list"]);
    let written = run(&["undo"]);
    for folder in [area.folder.path().to_owned(), area.record(), area.record().join("backups")] {
        open(&folder, 0o755);
    }
    assert!(read.status.success(), "{}", String::from_utf8_lossy(&read.stderr));
    assert_eq!(written.status.code(), Some(1));
    let words = String::from_utf8_lossy(&written.stderr).into_owned();
    assert!(words.contains("cannot be written"), "{words}");
}
