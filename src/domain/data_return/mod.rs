//! The data return: what a MARAC sends to SafeLives, in the layout of the template of 2025 (UK edition).
//!
//! One row a meeting, 32 columns A to AF ([`COLUMNS`]). Blank means *not collected* and 0 means *none*: a [`Collected`] keeps
//! the two apart from the field of a referral to the cell of the file. A count is blank when it is known of no case the meeting
//! heard; known of some, it is the count of those, and the completeness report says of how many. Ages are those on the day of
//! the meeting.
//!
//! Made of `columns` (the layout), `amount` (exact counts and shares), `source` (how a referral of several agencies is
//! divided), `ethnicity` (which words stand for which column), `row` (one meeting) and `whole` (a period with its checks and its completeness). Not here: reading the record, and the bytes of a file.

mod amount;
mod columns;
mod ethnicity;
mod row;
mod source;
#[cfg(test)]
mod tests;
mod whole;

pub use amount::{Amount, Collected};
pub use columns::{COLUMNS, Column, Counted, DATE_HEAD, NAME_HEAD};
pub use ethnicity::{Ethnicity, Group, read};
pub use row::{Lack, ReturnRow, Sent, holds};
pub use source::{SourceShare, parts};
pub use whole::{Check, DataReturn, Missing, NotUnderstood, rule};
