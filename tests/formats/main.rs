//! Every paper of the list, from the invented area, in every format it is written in, read back by programs that others
//! wrote: the same words in the same order, structure as structure, nothing that runs.
//!
//! A paper joins by its row in `SHAPES`; there is nothing to add here. What is expected is the paper as JSON, which is
//! held against the neutral document beside its writer.

#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test fails by panicking"
)]

#[path = "../invented/mod.rs"]
mod invented;
#[path = "../readers/mod.rs"]
mod readers;

mod hostile;
mod returns;

use std::path::{Path, PathBuf};

use convenor::domain::paper::{Format, SHAPES};
use convenor::service::Service;
use convenor::service::papers::{Options, write};
use invented::{demo, now, wanted};

/// Every paper in every format: files called after the number of the paper in the list.
fn written(service: &mut Service, folder: &Path) -> Vec<(Format, PathBuf)> {
    let mut files = Vec::new();
    for (number, shape) in SHAPES.iter().enumerate() {
        let wanted = wanted(service, shape, folder);
        for format in shape.formats {
            let file = folder.join(format!("{number}.{}", format.word()));
            let options = Options { format: *format, ..Options::pdf() };
            let reply = write(service, now(), &wanted, &options, &file)
                .unwrap_or_else(|refusal| panic!("{} as {format}: {refusal}", shape.kind));
            assert!(
                reply.warnings.iter().any(|warning| warning.contains("in clear")),
                "{:?}",
                reply.warnings
            );
            files.push((*format, file));
        }
    }
    files
}

#[test]
fn every_paper_in_every_format_is_read_back_by_another_program() {
    let folder = tempfile::tempdir().unwrap();
    let mut service = demo();
    let files = written(&mut service, folder.path());
    for (format, file) in &files {
        assert!(std::fs::metadata(file).unwrap().len() > 100, "{format}: {}", file.display());
    }
    if let Some(kept) = std::env::var_os("KEEP_FORMATS") {
        for (_, file) in &files {
            std::fs::copy(file, Path::new(&kept).join(file.file_name().unwrap())).unwrap();
        }
    }
    for format in Format::ALL {
        assert!(files.iter().any(|(known, _)| known == format), "no paper is written as {format}");
    }
    let told = readers::python(include_str!("read_back.py"), [folder.path()]);
    // One line for each file: what it was read as.
    assert_eq!(told.lines().count(), files.len(), "{told}");
}
