//! A sealed paper: what poppler, qpdf and MuPDF make of it with its password, and without.

use std::process::Command;

use convenor::papers::pdf::{Password, title};
use convenor::papers::{Document, Level};
use zeroize::Zeroizing;

use crate::written::{flat, sealed, written};
use crate::{readers, sample};

const PASSWORD: &str = "kdye-7mra-Łŵx3";
/// A name printed in it, and its title.
const SECRETS: [&str; 2] = ["Llŷr", "Minutes"];

/// Opens with a password, says whether that did it, and prints all text.
const MUPDF: &str = "\
import sys, pymupdf
file = pymupdf.open(sys.argv[1])
print(file.needs_pass, bool(file.authenticate(sys.argv[2])))
if not file.is_encrypted:
    for page in file: print(page.get_text())
";

fn paper() -> Document {
    let mut paper = Document::new("Minutes").marking("OFFICIAL-SENSITIVE");
    paper.heading(Level::One, "Case 1").paragraph("Siân Llŷr: four calls since August");
    paper
}

#[test]
fn it_opens_with_its_password_in_three_readers_and_not_without() {
    let written = sealed(&paper(), PASSWORD);
    let file = written.file.to_str().unwrap();
    let text = written.read_by("pdftotext", &["-enc", "UTF-8", "-upw", PASSWORD], &["-"]);
    assert!(flat(&text).contains("Siân Llŷr: four calls since August"), "{text}");
    let checked = written.read_by("qpdf", &["--check", &format!("--password={PASSWORD}")], &[]);
    assert!(checked.contains("No syntax or stream encoding errors"), "{checked}");
    assert!(checked.contains("R = 6") && checked.contains("AESv3"), "{checked}");
    let text = readers::python(MUPDF, [file, PASSWORD]);
    assert!(text.contains("True") && flat(&text).contains("Siân Llŷr: four calls since August"), "{text}");

    for wrong in ["", "kdye-7mra-Łŵx4"] {
        let refused = Command::new("pdftotext").args(["-upw", wrong, file, "-"]).output().unwrap();
        assert!(!refused.status.success() && refused.stdout.is_empty());
        let refused = Command::new("qpdf").args(["--check", &format!("--password={wrong}"), file]).output();
        assert!(!refused.unwrap().status.success());
        let refused = readers::python(MUPDF, [file, wrong]);
        assert_eq!(flat(&refused), "1 False");
    }
}

#[test]
fn nothing_of_it_can_be_read_in_the_bytes() {
    let open = written(&paper(), false);
    let open = std::fs::read(&open.file).unwrap();
    assert_eq!(title(&open).as_deref(), Some("Minutes"));
    let closed = std::fs::read(&sealed(&paper(), PASSWORD).file).unwrap();
    let text = String::from_utf8_lossy(&closed);
    for secret in SECRETS {
        assert!(!text.contains(secret), "{secret} stands in the file");
    }
    assert_ne!(title(&closed).as_deref(), Some("Minutes"));
}

#[test]
fn structure_language_and_the_right_to_be_read_aloud_survive() {
    let document = sample::minutes(3, false);
    let written = sealed(&document, PASSWORD);
    let told = flat(&written.read_by("pdfinfo", &["-upw", PASSWORD], &[]));
    for fact in ["Title: Minutes", "Tagged: yes", "copy:yes", "change:no", "algorithm:AES-256"] {
        assert!(told.contains(fact), "{fact} not in {told}");
    }
    let script = "\
import sys, pikepdf
file = pikepdf.open(sys.argv[1], password=sys.argv[2])
print(file.Root.Lang, file.allow.accessibility, file.Root.MarkInfo.Marked, b'<dc:title>' in file.Root.Metadata.read_bytes())
";
    let told = readers::python(script, [written.file.to_str().unwrap(), PASSWORD]);
    assert_eq!(told.trim(), "en-GB True True True");
    let structure = |file: &crate::written::Written, before: &[&str]| {
        let before = [&["-struct-text"], before].concat();
        file.read_by("pdfinfo", &before, &[])
    };
    let sealed = structure(&written, &["-upw", PASSWORD]);
    assert!(sealed.lines().count() > 300);
    assert_eq!(sealed, structure(&crate::written::written(&document, false), &[]));
}

#[test]
fn a_password_that_would_not_protect_is_refused() {
    let refused =
        |text: &str| Password::new(Zeroizing::new(text.to_owned())).map(|_| ()).unwrap_err().to_string();
    assert!(refused("short").contains("fewer than 12"));
    assert!(refused(&"long".repeat(32)).contains("longer than the 127 bytes"));
    let options = convenor::papers::pdf::Options {
        created: jiff::Timestamp::UNIX_EPOCH,
        large_print: false,
        password: Some(Password::new(Zeroizing::new("twelve\u{7}letters".to_owned())).unwrap()),
    };
    assert_eq!(format!("{:?}", options.password), "Some(…)");
    let refused = convenor::papers::pdf::write(&paper(), &options).unwrap_err().to_string();
    assert!(refused.contains("holds a character"), "{refused}");
}
