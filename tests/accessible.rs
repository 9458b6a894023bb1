//! Every paper of the list, made from the invented area as its reader gets it: two checkers of accessibility find no fault.

#![allow(
    clippy::expect_used,
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test stops where something is missing"
)]

#[path = "invented/mod.rs"]
mod invented;
#[path = "readers/mod.rs"]
mod readers;

use convenor::domain::paper::{Format, Of, SHAPES, Wanted};
use convenor::service::papers::{Options, write};
use invented::{demo, now, subjects, wanted};

#[test]
fn checkers_find_no_fault_in_any_paper() {
    let mut service = demo();
    let folder = tempfile::tempdir().unwrap();
    let mut faults: Vec<String> = Vec::new();
    for shape in SHAPES.iter().filter(|shape| shape.formats.contains(&Format::Pdf)) {
        let first = wanted(&mut service, shape, folder.path());
        let mut asked = vec![first.clone()];
        // Papers of a meeting differ between forums.
        if shape.of == Of::Meeting {
            let others = subjects(&service, shape.of).into_iter().take(6);
            asked.extend(others.map(|subject| Wanted { subject, ..first.clone() }));
        }
        for (index, one) in asked.iter().enumerate() {
            let file = folder.path().join(format!("{}-{index}.pdf", shape.stem));
            // Not every meeting has every paper: the first can be made.
            if write(&mut service, now(), one, &Options::pdf(), &file).is_ok() {
                readers::checked::sound(&file);
                let found = readers::checked::faults(&file).into_iter();
                faults.extend(found.map(|fault| format!("{}: {fault}", shape.kind)));
            }
        }
    }
    assert_eq!(faults, Vec::<String>::new());
}
