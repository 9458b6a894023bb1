//! What independent checkers of accessibility find: `outloud` (31 checkpoints of the Matterhorn Protocol) and `pdfua`.
//!
//! They check what a program can; what they leave to a person is looked at by one. Findings that are the checker's own
//! guess are named here one by one, with why.

use std::path::Path;

use convenor::papers::{Chart, Document, Language, Level, Link, Text};

use crate::blocks::logo;
use crate::written::{Written, flat, written};
use crate::{readers, sample};

/// Findings of `outloud` that are no faults of the paper. Each is a rule and part of what it says.
const GUESSES: [(&str, &str); 4] = [
    // A head of eight words or more that is drawn again on the next page is taken for prose left out.
    ("TAG-002", "Action Agency What was to be done Due Outcome"),
    // A title of one word is taken for a fragment; ours say what the paper is, and of which meeting.
    ("DOC-040", "title"),
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
fn faults(file: &Path) -> Vec<String> {
    let report = file.with_extension("json");
    let out = readers::run("outloud", [Path::new("--quiet"), Path::new("--json"), &report, file]);
    assert!(report.exists(), "{}", String::from_utf8_lossy(&out.stderr));
    let told = readers::python(OUTLOUD, [&report]);
    let guess = |line: &str| {
        GUESSES.iter().any(|(rule, part)| line.contains(&format!("|{rule}|")) && line.contains(part))
    };
    told.lines().filter(|line| !guess(line)).map(str::to_owned).collect()
}

fn check(written: &Written) {
    assert_eq!(faults(&written.file), Vec::<String>::new());
    let told = readers::run("pdfua", [Path::new("check"), &written.file]);
    let told = flat(&String::from_utf8_lossy(&told.stdout));
    assert!(told.contains("result: PASS (no findings)") && !told.contains("[skip"), "{told}");
}

/// A paper with one of everything.
fn everything() -> Document {
    let mut paper =
        Document::new("Steering report of Lancaster MARAC, July to September 2026").contents(true);
    paper.logo = Some(logo());
    paper.heading_lines =
        vec!["Lancaster Community Safety Partnership".to_owned(), "Town Hall, Lancaster".to_owned()];
    paper.law_lines = vec!["Shared under the law that the area names here.".to_owned()];
    paper
        .heading(Level::One, "Cases heard")
        .paragraph(
            Text::from("More were heard than in the quarter before; see ")
                .and_link(Link::Place("actions".into()), "what was agreed")
                .and(", or write to ")
                .and_link(Link::Address("mailto:marac@lancaster.example".into()), "the co-ordinator")
                .and(". Referred as ")
                .and_in(Language::new("ur"), "محمد علی")
                .and("."),
        )
        .chart(
            Chart::bars("Cases heard, by quarter", ["April to June", "July to September"])
                .says("Cases heard rose from 31 to 44 and repeats from 9 to 12.")
                .series("Heard", [31_u32, 44])
                .series("Repeats", [9_u32, 12]),
        )
        .chart(
            Chart::lines("Referrals, by month", ["April", "May", "June"])
                .says("Referrals rose from month to month.")
                .series("Referrals", [12_u32, 14, 19]),
        )
        .page_break()
        .anchor("actions")
        .heading(Level::One, "What was agreed")
        .heading(Level::Two, "By housing")
        .bullets(["Change the locks before Friday", "Visit with the adviser"])
        .numbered(["Tell the school", "Tell the health visitor"])
        .note("Never write to the victim at the address of the perpetrator.")
        .key_values([("Chair", "DI Priya Anand"), ("Next meeting", "Thursday 10 December 2026")]);
    paper
}

#[test]
fn checkers_find_no_fault_in_a_paper_with_one_of_everything() {
    check(&written(&everything(), false));
    check(&written(&everything(), true));
}

#[test]
fn checkers_find_no_fault_in_long_minutes() {
    check(&written(&sample::minutes(12, true), false));
    check(&written(&sample::minutes(2, false), true));
}

#[test]
fn the_checker_finds_what_is_taken_away() {
    let script = "\
import sys, pikepdf
with pikepdf.open(sys.argv[1], allow_overwriting_input=True) as file:
    del file.Root.Lang
    for page in file.pages:
        for link in page.get('/Annots', []): del link.Contents
    file.save()
";
    let written = written(&everything(), false);
    readers::python(script, [&written.file]);
    let faults = faults(&written.file);
    assert!(faults.iter().any(|fault| fault.contains("anguage")), "{faults:?}");
    assert!(faults.len() > 1, "a link without a description: {faults:?}");
}
