//! A document written as PDF for others to read.

use std::path::PathBuf;
use std::process::Command;

use convenor::papers::Document;
use convenor::papers::pdf::{self, Options, Password};
use jiff::Timestamp;
use tempfile::TempDir;
use zeroize::Zeroizing;

/// A PDF in a folder of its own, gone with it.
pub struct Written {
    _folder: TempDir,
    /// Where it is.
    pub file: PathBuf,
}

/// Written as readers get it.
pub fn written(document: &Document, large_print: bool) -> Written {
    written_as(document, large_print, None)
}

/// Written under a password.
pub fn sealed(document: &Document, password: &str) -> Written {
    let password = Password::new(Zeroizing::new(password.to_owned())).unwrap();
    written_as(document, false, Some(password))
}

fn written_as(document: &Document, large_print: bool, password: Option<Password>) -> Written {
    let created: Timestamp = "2026-11-27T16:05:00Z".parse().unwrap();
    let bytes = pdf::write(document, &Options { created, large_print, password }).unwrap();
    if let Some(folder) = std::env::var_os("KEEP_PAPERS") {
        // To look at: the largest paper written under each title wins.
        let name = format!("{}{}.pdf", document.title, if large_print { "-large" } else { "" });
        let kept = PathBuf::from(folder).join(name);
        if std::fs::metadata(&kept).map_or(0, |kept| kept.len()) < bytes.len() as u64 {
            std::fs::write(kept, &bytes).unwrap();
        }
    }
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("paper.pdf");
    std::fs::write(&file, bytes).unwrap();
    Written { _folder: folder, file }
}

impl Written {
    /// What a tool prints that is given the file among its arguments.
    pub fn read_by(&self, tool: &str, before: &[&str], after: &[&str]) -> String {
        let output =
            Command::new(tool).args(before).arg(&self.file).args(after).output().unwrap_or_else(|error| {
                panic!("{tool} could not be run ({error}): install poppler-utils and qpdf to run these tests")
            });
        assert!(output.status.success(), "{tool}: {}", String::from_utf8_lossy(&output.stderr));
        assert_eq!(String::from_utf8_lossy(&output.stderr), "", "{tool} complains");
        String::from_utf8(output.stdout).unwrap()
    }

    /// The text of each page.
    pub fn pages(&self) -> Vec<String> {
        let text = self.read_by("pdftotext", &["-enc", "UTF-8"], &["-"]);
        text.trim_end_matches('\u{C}').split('\u{C}').map(str::to_owned).collect()
    }
}

/// One blank between words, whatever the lines.
pub fn flat(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
