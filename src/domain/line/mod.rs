//! The action line: one line of typing in, what it means out, at every key.
//!
//! [`read`] takes a line, the area's words ([`Lexicon`]) and the [`Moment`], and answers a [`Reading`]: new
//! actions, a change of a numbered one, a note, or a question with its answers ready. It answers every line and
//! refuses none; what cannot be read stays in the text as typed. [`Reading::preview`] puts a reading in a line of
//! words for the screen.
//!
//! A line goes through `token` (words), `head` (agencies), `due` (when), `text` (for whom, expansions) and
//! `draft` (all of it together); `edit` takes the lines that begin with a number. Not here: storing, numbering,
//! the library's full wordings, and anything a line could do by itself: nothing is done until it is committed.

mod ask;
mod draft;
mod due;
mod edit;
mod fold;
mod head;
mod lexicon;
mod moment;
mod note;
mod preview;
mod reading;
mod slip;
mod span;
mod speaker;
mod status;
mod text;
mod token;

#[cfg(test)]
mod tests;

pub use due::Due;
pub use lexicon::{
    AgencyPart, Beneficiary, BeneficiaryPart, ExpansionPart, Lexicon, LexiconError, LexiconParts, TitlePart,
    UsualPart,
};
pub use moment::{Event, EventKind, Moment};
pub use preview::{Part, PartKind, Preview};
pub use reading::{Change, Draft, Hint, Party, Reading, Status};
pub use span::{Span, Unit};
pub use speaker::{Spoken, speaker};

use crate::domain::private::Private;

/// Reads one line. It answers whatever is typed, and always the same for the same arguments.
pub fn read(line: &str, lexicon: &Lexicon, moment: &Moment<'_>) -> Reading {
    if line.trim().is_empty() {
        return Reading::Blank;
    }
    edit::read(line, lexicon, moment)
        .or_else(|| draft::read(line, lexicon, moment))
        .or_else(|| slip::read(line, lexicon, moment))
        .unwrap_or_else(|| Reading::Note { text: Private::from(line.trim()), hint: None })
}
