//! What independent checkers of accessibility find: `outloud` (31 checkpoints of the Matterhorn Protocol) and `pdfua`.
//!
//! They check what a program can; what they leave to a person is looked at by one. Findings that are the checker's own
//! guess are named here one by one, with why.

use std::path::Path;
use std::process::Command;

use super::{python, run};

/// Findings of `outloud` that are no faults of the paper. Each is a rule and part of what it says.
const GUESSES: [(&str, &str); 7] = [
    // The head of a table of eight words or more that is drawn again on a further page is taken for a line left out, and so is
    // the running head of a section of a long name.
    ("TAG-002", "1 line(s) of prose"),
    // A title of one word is taken for a fragment; ours say what the paper is, and of which meeting.
    ("DOC-040", "title"),
    // Cases and papers are known by their references, so headings are; the checker would have names.
    ("HDG-010", "reads as a reference number"),
    // A sheet to sign or to fill in is empty on purpose; one too wide for the page is set as two.
    ("TBL-012", "cells are empty"),
    ("TBL-013", "two tables sit side by side"),
    // Our sample says the same in every case, so lines recur at the top of pages.
    ("PAG-001", "running header or footer line"),
    // A table that goes on over pages is one table in the structure, and several grids on the pages.
    ("TBL-014", "grid"),
];

/// Prints rule, message and evidence of each finding, and each checkpoint of PDF/UA-1 that failed.
const OUTLOUD: &str = "\
import json, sys
report, = json.load(open(sys.argv[1]))['results']
for one in report['findings']: print(one['severity'], one['rule'], one['message'], one.get('evidence'), sep='|')
for one in report['criteria']['pdfua1']:
    if one['status'] == 'fail': print('checkpoint', one['id'], one['name'], '', sep='|')
";

/// What `outloud` finds that is none of its guesses.
pub fn faults(file: &Path) -> Vec<String> {
    let report = file.with_extension("json");
    let out = run("outloud", [Path::new("--quiet"), Path::new("--json"), &report, file]);
    assert!(report.exists(), "{}", String::from_utf8_lossy(&out.stderr));
    let told = python(OUTLOUD, [&report]);
    let guess = |line: &str| {
        GUESSES.iter().any(|(rule, part)| line.contains(&format!("|{rule}|")) && line.contains(part))
    };
    told.lines().filter(|line| !guess(line)).map(str::to_owned).collect()
}

/// Asserts that neither checker finds a fault, and that all fonts are embedded and reduced.
///
/// # Panics
/// When one does, with what it says.
pub fn check(file: &Path) {
    assert_eq!(faults(file), Vec::<String>::new(), "outloud, of {}", file.display());
    sound(file);
}

/// Asserts the same without `outloud`.
///
/// # Panics
/// When there is a fault, with what is said of it.
pub fn sound(file: &Path) {
    let told = run("pdfua", [Path::new("check"), file]);
    let told = String::from_utf8_lossy(&told.stdout);
    assert!(
        told.contains("(no findings)") && !told.contains("[skip"),
        "pdfua, of {}: {told}",
        file.display()
    );
    let fonts = Command::new("pdffonts").arg(file).output().expect("pdffonts of poppler-utils is installed");
    for font in String::from_utf8_lossy(&fonts.stdout).lines().skip(2) {
        assert!(font.contains('+') && font.contains("yes yes yes"), "{font}");
    }
    let sound = Command::new("qpdf").arg("--check").arg(file).output().expect("qpdf is installed");
    assert!(sound.status.success(), "qpdf, of {}", file.display());
}
