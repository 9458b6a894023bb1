//! Long minutes as tagged PDF, beside the Typst compiler (PyPI `typst`, put in place by `tests/readers/set-up`) on the
//! same content in the same run; and how memory grows with pages. Nothing is asserted: the bar is 120 ms for 38 pages.
//!
//! `cargo bench --bench papers`

#![allow(
    clippy::expect_used,
    clippy::panic,
    clippy::print_stdout,
    clippy::unwrap_used,
    reason = "a benchmark that cannot run says so by panicking"
)]

#[path = "../tests/readers/mod.rs"]
mod readers;

use std::fmt::Write;
use std::hint::black_box;
use std::path::Path;
use std::process::Command;
use std::time::{Duration, Instant};

use convenor::papers::layout::lay_out;
use convenor::papers::pdf::{Options, Password, translate, write};
use convenor::papers::{Block, Column, Document, Footer, Level, Table, Text};
use jiff::Timestamp;
use zeroize::Zeroizing;

const NAMES: [&str; 4] = ["Mary KERSHAW", "Łucja WIŚNIEWSKA", "Siân LLŶR-ŴYNNE", "Nguyễn Thị HƯỜNG"];
const SAID: &str = "Four calls since August, the last on 9 November: neighbours heard shouting; a window was broken. \
    Bail to 2 December with no contact, direct or indirect, and not to enter Moor Lane. Next core group on Thursday.";

/// For each case a heading, eight paragraphs, a list of five and a table of five columns and ten rows.
fn minutes(cases: usize) -> Document {
    let footer = Footer { paper: "Minutes".into(), version: "1.0".into(), ..Footer::default() };
    let mut paper = Document::new("Minutes of Lancaster MARAC").marking("OFFICIAL-SENSITIVE").footer(footer);
    for case in 1..=cases {
        let name = NAMES.get(case % NAMES.len()).unwrap();
        paper.heading(Level::One, format!("Case {case}: {name}"));
        for paragraph in 0..8 {
            paper.paragraph(format!("{name}, point {paragraph} of case {case}. {SAID}"));
        }
        paper.bullets((1..=5).map(|risk| format!("risk {risk}: release on Friday, threats to kill in July")));
        let heads = ["No.", "Agency", "Action", "Due", "Outcome"];
        let columns =
            heads.iter().zip([0.6, 2.0, 5.0, 2.0, 2.0]).map(|(head, weight)| Column::new(*head, weight));
        let row = |row: usize| {
            [
                row.to_string(),
                "Housing".to_owned(),
                format!("sanctuary scheme and locks, visit {row} to be agreed with the adviser"),
                "Fri 27 Nov 2026".to_owned(),
                "completed".to_owned(),
            ]
        };
        paper.table((1..=10).fold(Table::new(columns), |table, number| table.row(row(number))));
    }
    paper
}

/// The same content in Typst's words.
fn typst(document: &Document) -> String {
    let mut source = String::from(
        "#set document(title: \"Minutes of Lancaster MARAC\")\n#set text(lang: \"en\", region: \"GB\", font: \"Noto Sans\", size: 10pt)\n\
         #set page(paper: \"a4\", margin: 20mm, header: align(center)[*OFFICIAL-SENSITIVE*], numbering: \"1 of 1\")\n\
         #show table.cell: set text(size: 9pt)\n#title()\n",
    );
    let said = |text: &Text| {
        let words: String = text.runs().iter().map(|run| run.text.reveal()).collect();
        format!("#{words:?}")
    };
    for block in &document.blocks {
        match block {
            Block::Heading(_, text) => writeln!(source, "= {}\n", said(text)),
            Block::Paragraph(text) => writeln!(source, "{}\n", said(text)),
            Block::List(list) => {
                list.entries.iter().try_for_each(|entry| writeln!(source, "- {}", said(entry)))
            }
            Block::Table(table) => {
                let heads: Vec<String> =
                    table.columns().iter().map(|column| format!("[{}]", said(&column.head))).collect();
                let cells = table.rows().iter().flatten().map(|cell| format!("[{}], ", said(cell)));
                let cells: String = cells.collect();
                let widths = "columns: (0.6fr, 2fr, 5fr, 2fr, 2fr)";
                writeln!(source, "\n#table({widths}, table.header({}), {cells})\n", heads.join(", "))
            }
            _ => Ok(()),
        }
        .expect("text");
    }
    source
}

/// Compiles a file twice to warm up and nine times to count; prints the median in milliseconds, and the pages.
const TYPST: &str = "\
import sys, time, typst, pymupdf
def once():
    begun = time.perf_counter()
    bytes = typst.compile(sys.argv[1], font_paths=[sys.argv[2]], ignore_system_fonts=True, pdf_standards=['ua-1'])
    return time.perf_counter() - begun, bytes
took = sorted(once()[0] for _ in range(11))
print(took[5] * 1000, len(pymupdf.open(stream=once()[1], filetype='pdf')))
";

fn median(runs: usize, mut run: impl FnMut()) -> Duration {
    let mut took: Vec<Duration> = (0..runs)
        .map(|_| {
            let begun = Instant::now();
            run();
            begun.elapsed()
        })
        .collect();
    took.sort_unstable();
    took.get(runs / 2).copied().unwrap_or_default()
}

fn options() -> Options {
    Options { created: Timestamp::UNIX_EPOCH, large_print: false, password: None }
}

/// The most memory this process has held, in MiB.
fn most_memory() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    line.and_then(|line| line.trim().trim_end_matches(" kB").parse::<u64>().ok()).unwrap_or_default() / 1024
}

fn main() {
    let mut arguments = std::env::args();
    if arguments.any(|argument| argument == "once") {
        let cases = arguments.next().and_then(|cases| cases.parse().ok()).expect("a number of cases");
        let bytes = write(&minutes(cases), &options()).expect("a PDF");
        println!("{cases} cases: {} KiB of PDF, at most {} MiB of memory", bytes.len() / 1024, most_memory());
        return;
    }
    let document = minutes(30);
    let paper = lay_out(&document, false).expect("pages");
    println!("{} pages, {} elements", paper.pages.len(), paper.elements.len());
    let laid = median(15, || drop(black_box(lay_out(&document, false))));
    let translated = median(15, || drop(black_box(translate(&document, &paper, &options()))));
    let whole = median(15, || drop(black_box(write(&document, &options()))));
    println!("laid out in {laid:.1?}, written in {translated:.1?}, together {whole:.1?}");
    let sealed = Options {
        password: Some(Password::new(Zeroizing::new("kdye-7mra-x3wh".to_owned())).expect("a password")),
        ..options()
    };
    println!("sealed as well: {:.1?}", median(15, || drop(black_box(write(&document, &sealed)))));

    let folder = tempfile::tempdir().expect("a folder");
    let source = folder.path().join("minutes.typ");
    std::fs::write(&source, typst(&document)).expect("a file");
    let fonts = Path::new(env!("CARGO_MANIFEST_DIR")).join("assets/fonts");
    let told = readers::python(TYPST, [&source, &fonts]);
    let (took, pages) = told.trim().split_once(' ').expect("time and pages");
    let took: f64 = took.parse().expect("milliseconds");
    let ratio = took / (whole.as_secs_f64() * 1000.0);
    println!("the Typst compiler: {took:.0} ms for {pages} pages; it takes {ratio:.1} times as long");

    for cases in ["30", "300"] {
        let this = std::env::current_exe().expect("this program");
        let out = Command::new(this).args(["once", cases]).output().expect("this program runs");
        print!("{}", String::from_utf8_lossy(&out.stdout));
    }
}
