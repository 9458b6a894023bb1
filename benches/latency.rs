//! From key to frame: the program in a terminal over a large record, a key at a time, timed from the moment it is written
//! to the end of the frame that answers it. The floor, in the same run, is a key echoed by the terminal itself.
//!
//! `cargo bench --bench latency -- N` makes an invented record of N cases (2,000 unless told) and keeps it for the next
//! run. Nothing is asserted: the aim is a median under 2 ms and 99 of 100 under 8 ms at 120,000 cases.

#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::print_stdout,
    reason = "a benchmark that cannot run says so by panicking"
)]

#[path = "../tests/terminal/harness.rs"]
#[allow(dead_code, reason = "tests use more of it")]
mod harness;

use std::io::{Read as _, Write as _};
use std::path::PathBuf;
use std::process::Command;
use std::time::{Duration, Instant};

use harness::Terminal;
use portable_pty::{CommandBuilder, PtySize, native_pty_system};

/// Keys timed on each screen.
const KEYS: usize = 300;

/// What is done on one screen.
struct Timed {
    /// Its name.
    name: &'static str,
    /// The keys that go there, each with words that say it has.
    way: &'static [(&'static str, &'static str)],
    /// The keys timed, in turn. Every one of them changes what is shown.
    keys: &'static [&'static str],
}

const F3: &str = "\x1bOR";
const F4: &str = "\x1bOS";
const F6: &str = "\x1b[17~";

const SCREENS: &[Timed] = &[
    Timed { name: "today", way: &[(F3, "today")], keys: &["j", "k"] },
    Timed { name: "cases", way: &[(F4, "Cases")], keys: &["j", "j", "k"] },
    Timed {
        name: "cases, a page at a time",
        way: &[(F4, "Cases")],
        keys: &["\x1b[6~", "\x1b[6~", "\x1b[5~"],
    },
    Timed { name: "cases, to the end and back", way: &[(F4, "Cases")], keys: &["G", "g"] },
    Timed {
        name: "cases, filter typed",
        way: &[(F4, "Cases"), ("/", "/")],
        keys: &["k", "e", "r", "\x7f", "\x7f", "\x7f"],
    },
    Timed { name: "actions", way: &[(F6, "Actions")], keys: &["j", "j", "k"] },
    Timed { name: "people, search typed", way: &[("\x06", "People")], keys: &["k", "e", "\x7f", "\x7f"] },
    Timed {
        name: "room, line typed",
        way: &[(F3, "today"), ("m", "Begins"), ("m", "case 1 of")],
        keys: &["h", "s", "g", ":", " ", "l", "o", "c", "k", "s", " ", "b", "y", " ", "f", "r", "i", "\x15"],
    },
];

fn main() {
    let cases = std::env::args().filter_map(|argument| argument.parse().ok()).next().unwrap_or(2_000);
    let record = record(cases);
    let passphrase = tempfile::NamedTempFile::new().expect("a file");
    writeln!(&passphrase, "demo").expect("a passphrase");
    say("floor: a key echoed by the terminal", echoed());
    let begun = Instant::now();
    let mut terminal = Terminal::start(
        &[
            "--record",
            record.to_str().expect("a path"),
            "--passphrase-file",
            passphrase.path().to_str().expect("a path"),
            "--user",
            "demo",
            "--today",
            "2026-11-26",
        ],
        40,
        120,
    );
    terminal.see("today");
    println!("{:<44} {:>8.1} ms, key derivation included", "start to the first screen", ms(begun.elapsed()));
    for Timed { name, way, keys } in SCREENS {
        for (key, words) in *way {
            terminal.keys(key);
            terminal.see(words);
        }
        let took = keys.iter().cycle().take(KEYS).map(|key| terminal.answer(key)).collect();
        say(name, took);
    }
}

/// The record of so many invented cases, made when it is not there yet.
fn record(cases: u32) -> PathBuf {
    let place = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(format!("latency-{cases}"));
    if !place.join("record.db").exists() {
        let begun = Instant::now();
        let made = Command::new(env!("CARGO_BIN_EXE_convenor"))
            .args(["demo", "--no-ui", "--cases", &cases.to_string(), "--to"])
            .arg(&place)
            .status();
        assert!(made.expect("the program starts").success(), "the record cannot be made");
        println!("{cases} invented cases made in {:.0} s", begun.elapsed().as_secs_f64());
    }
    place
}

/// The floor: how long a terminal takes to echo a key, with nobody behind it.
fn echoed() -> Vec<Duration> {
    let pair = native_pty_system().openpty(PtySize::default()).expect("a terminal");
    let mut child = pair.slave.spawn_command(CommandBuilder::new("cat")).expect("cat");
    let mut reader = pair.master.try_clone_reader().expect("its output");
    let mut writer = pair.master.take_writer().expect("its input");
    let mut byte = [0; 64];
    let took = (0..KEYS)
        .map(|_| {
            let begun = Instant::now();
            writer.write_all(b"x").and_then(|()| writer.flush()).expect("a key");
            let read = reader.read(&mut byte).expect("its echo");
            assert!(read > 0, "the terminal closed");
            begun.elapsed()
        })
        .collect();
    drop(child.kill());
    took
}

fn say(what: &str, mut took: Vec<Duration>) {
    took.sort_unstable();
    let at = |part: usize| ms(took[(took.len() * part / 100).min(took.len() - 1)]);
    println!("{what:<44} median {:>7.3} ms  p99 {:>7.3} ms  most {:>7.3} ms", at(50), at(99), at(100));
}

fn ms(duration: Duration) -> f64 {
    duration.as_secs_f64() * 1000.0
}
