//! The moment a request is made: a parameter, so that a test or `--today` fixes it.

use jiff::Timestamp;
use jiff::civil::{Date, DateTime};

/// A moment, as an instant and as the clock on the wall shows it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Now {
    /// The instant, for the journal.
    pub at: Timestamp,
    /// Local date and time, to the second.
    pub local: DateTime,
}

impl Now {
    /// Today.
    pub fn today(&self) -> Date {
        self.local.date()
    }
}
