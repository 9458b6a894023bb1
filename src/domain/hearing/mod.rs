//! What is counted of the cases a meeting heard: one line a case, and their sums.
//!
//! A [`HearingLine`] holds the facts of one line of an agenda as the record stands now; a [`Tally`] is the sum of the lines of
//! a meeting, or of several meetings. Both are pure: the tables kept beside the record and a record replayed from its
//! journal are counted by the same code. Only meetings that are over are counted ([`is_counted`]), so that one that sits
//! pays nothing. What an area decides (which column an agency counts in, how a shared referral is divided) is not in here:
//! it is applied when a tally is read.

mod line;
mod tally;

pub use line::{Heard, HearingLine, is_counted, lines, referral_heard};
pub use tally::{Ages, Known, Tallied, Tally, tallied};
