//! A sheet that came back, in tests.

use super::fixtures::id;
use crate::domain::private::Private;
use crate::domain::request::{Request, ReviewAction};
use crate::domain::rows::action::ReviewOutcome;
use crate::service::ask::{Difference, ReturnLine, ReturnStanding, Sent};

/// What it says: a line of every standing.
pub fn returned(sent: &Sent) -> Difference {
    let review = |number: usize, outcome, note: &str| {
        let note = Some(note.into());
        Request::ReviewAction(ReviewAction { note, ..ReviewAction::of(id(number), outcome) })
    };
    let line = |row: usize, standing, held: &str, says: &str, why: Option<&str>, request| ReturnLine {
        place: format!("row {row}"),
        reference: format!("LAN-26-014{row}/2"),
        standing,
        held: Private::from(held),
        says: Private::from(says),
        why: why.map(str::to_owned),
        request,
    };
    let lines = vec![
        line(
            5,
            ReturnStanding::New,
            "open",
            "completed 24/11/2026: locks changed, letter box sealed, light over the door; the key is with her sister",
            None,
            Some(review(5, ReviewOutcome::Completed, "locks changed")),
        ),
        line(
            6,
            ReturnStanding::Changed,
            "open",
            "not done: no worker free",
            None,
            Some(review(6, ReviewOutcome::NotDone, "no worker free")),
        ),
        line(7, ReturnStanding::Held, "completed", "completed", None, None),
        line(8, ReturnStanding::Refused, "", "", Some("belongs to Police"), None),
    ];
    Difference {
        sort: sent.sort,
        agency: "Housing".to_owned(),
        meeting: Some("MARAC-2026-11-26".to_owned()),
        lines,
        blank: 3,
    }
}
