//! What checkers of accessibility find in papers made of everything a paper can hold.

use convenor::papers::{Chart, Document, Language, Level, Link, Text};

use crate::blocks::logo;
use crate::readers::checked::{check, faults};
use crate::written::written;
use crate::{readers, sample};

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
    check(&written(&everything(), false).file);
    check(&written(&everything(), true).file);
}

#[test]
fn checkers_find_no_fault_in_long_minutes() {
    check(&written(&sample::minutes(12, true), false).file);
    check(&written(&sample::minutes(2, false), true).file);
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
