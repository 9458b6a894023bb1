//! Every change that the record knows can be made from the terminal and from the command line.
//!
//! Read from the sources: a request is made where its name stands. What the service makes for both is listed here, and
//! so is what one door leaves out, each with the reason; a reason that no longer holds fails too.

#![allow(clippy::expect_used, clippy::panic, clippy::unwrap_used, reason = "a test fails by panicking")]

use std::fs;
use std::path::Path;

/// Requests that a door does not make by name, and why that is right.
const REASONED: &[(&str, &[&str], &str)] = &[
    ("SetUp", BOTH, "made by the service when a record is made"),
    ("Adopt", BOTH, "made of the file by the service, for both"),
    ("TakeIncident", BOTH, "a row of a list, made by the import that both run"),
    ("TakeScore", BOTH, "a row of a list, made by the import that both run"),
    ("KeepMapping", BOTH, "made by the import that both run"),
    ("AddActions", BOTH, "made of the line as typed by the service, for both"),
    ("SplitAction", BOTH, "made of the line as typed by the service, for both"),
    ("LinkActions", BOTH, "made of the line as typed by the service, for both"),
    ("Issue", BOTH, "made by the export that both run"),
    ("Attach", &["app"], "made by the record's thread, which reads the file"),
    ("SetInterpreter", &["app"], "a field of the case's form there"),
    ("AddChild", &["app"], "a field of the case's form there"),
    ("ImportScore", &["app"], "the terminal takes the analyst's scores in as a list"),
    ("AddUser", &["app"], "a passphrase is asked for by the command line alone"),
    ("RevokeUser", &["app"], "stands beside letting in, which is on the command line"),
];
const BOTH: &[&str] = &["app", "cli"];

/// The names of all requests.
fn requests() -> Vec<String> {
    let text = fs::read_to_string(source("domain/request/mod.rs")).expect("the requests");
    let (_, table) = text.split_once("pub enum Request {").expect("the table of requests");
    let (table, _) = table.split_once("\n}").expect("the end of the table");
    let rows = table.lines().map(str::trim).filter(|row| !row.starts_with("//") && !row.is_empty());
    rows.map(|row| row.chars().take_while(|letter| letter.is_alphanumeric()).collect()).collect()
}

fn source(path: &str) -> std::path::PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("src").join(path)
}

/// All code of a room, tests left out.
fn code(folder: &Path, into: &mut String) {
    for entry in fs::read_dir(folder).expect("a room") {
        let path = entry.expect("an entry").path();
        let name = path.file_stem().and_then(|name| name.to_str()).unwrap_or_default().to_owned();
        if path.is_dir() {
            if name != "tests" && name != "testing" {
                code(&path, into);
            }
        } else if !name.ends_with("tests") && path.extension().is_some_and(|extension| extension == "rs") {
            let text = fs::read_to_string(&path).expect("a source");
            into.push_str(text.split("#[cfg(test)]\nmod tests {").next().unwrap_or_default());
        }
    }
}

#[test]
fn every_request_has_two_doors() {
    let names = requests();
    assert!(names.len() > 30, "the table of requests was not read");
    let mut missing = Vec::new();
    for door in ["app", "cli"] {
        let mut made = String::new();
        code(&source(door), &mut made);
        for name in &names {
            let by_name = made.contains(&format!("Request::{name}("));
            let reasoned = REASONED.iter().any(|(known, at, _)| known == name && at.contains(&door));
            if by_name == reasoned {
                missing.push(format!("{name} in {door}{}", if reasoned { ": has one now" } else { "" }));
            }
        }
    }
    assert!(missing.is_empty(), "no door, or a reason that no longer holds:\n{}", missing.join("\n"));
}
