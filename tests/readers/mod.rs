//! Independent readers for tests: Python programs of the registries, put in place by `tests/readers/set-up`.
//!
//! A test crate takes this in with `#[path = "readers/mod.rs"] mod readers;` and hands over a script and its arguments:
//!
//! ```ignore
//! let names = readers::python("import sys, openpyxl; print(openpyxl.load_workbook(sys.argv[1]).sheetnames)", [&file]);
//! ```

#![allow(dead_code, reason = "each test crate uses what it needs")]
#![allow(clippy::panic, clippy::expect_used, reason = "a test stops where a reader is missing or complains")]

pub mod checked;

use std::ffi::OsStr;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

/// What a Python script prints, with these arguments from `sys.argv[1]` on.
///
/// # Panics
/// When the readers are not installed, or the script fails: then with what it says.
pub fn python<A: AsRef<OsStr>>(script: &str, arguments: impl IntoIterator<Item = A>) -> String {
    // -I: neither this machine's settings nor the working folder change what is imported. -X utf8: whatever the locale.
    let fixed = ["-I", "-X", "utf8", "-c", script].map(OsStr::new);
    let arguments: Vec<A> = arguments.into_iter().collect();
    let output = run("python3", fixed.into_iter().chain(arguments.iter().map(AsRef::as_ref)));
    let told = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "the script fails: {told}");
    String::from_utf8(output.stdout).unwrap_or_else(|error| panic!("the script prints no UTF-8: {error}"))
}

/// Runs a program that came with a reader, such as `outloud`, however it ends.
///
/// # Panics
/// When the readers are not installed.
pub fn run<A: AsRef<OsStr>>(program: &str, arguments: impl IntoIterator<Item = A>) -> Output {
    let program = installed().join("bin").join(program);
    Command::new(&program)
        .args(arguments)
        .output()
        .unwrap_or_else(|error| panic!("{} could not be run: {error}", program.display()))
}

/// Where the readers are.
fn installed() -> PathBuf {
    let place = Path::new(env!("CARGO_MANIFEST_DIR")).join("target/readers");
    assert!(
        place.join("bin/python3").exists(),
        "no readers in target/readers: run tests/readers/set-up first"
    );
    place
}
