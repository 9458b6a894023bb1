//! The action line: one line of typing in, what it means out, at every key.
//!
//! [`read`] takes a line, the area's words ([`Lexicon`]) and the [`Moment`], and answers a [`Reading`]: new
//! actions, a change of a numbered one, a note, or a question with its answers ready. It answers every line and
//! refuses none; what cannot be read stays in the text as typed. [`Reading::preview`] puts a reading in a line of
//! words for the screen.
//!
//! A line goes through `token` (words), `head` (agencies), `due` (when), `text` (for whom, expansions) and
//! `draft` (all of it together); `edit` takes the lines that begin with a number, `several` those that say more than one
//! thing, `opening` what stands before the agency, `slip` and `unknown` names that are nearly or not an agency's. Not here: storing, numbering,
//! the library's full wordings, and anything a line could do by itself: nothing is done until it is committed.

mod ask;
mod begun;
mod draft;
mod due;
mod edit;
mod fold;
mod head;
mod lexicon;
mod moment;
mod note;
mod numbered;
mod opening;
mod preview;
mod reading;
mod several;
mod slip;
mod span;
mod speaker;
mod status;
mod text;
mod token;
mod unknown;

#[cfg(test)]
mod tests;

pub use begun::{Begun, begun};
pub use due::Due;
pub use lexicon::{
    AgencyPart, Beneficiary, BeneficiaryPart, ExpansionPart, Lexicon, LexiconError, LexiconParts, TitlePart,
    UsualPart,
};
pub use moment::{Event, EventKind, Moment};
pub use preview::{Part, PartKind, Preview};
pub use reading::{Change, Draft, Hint, Party, Reading, Status};
pub use span::{Span, Unit};
pub use speaker::{Spoken, speaker, speakers};
pub use unknown::unknown_agency;

use crate::domain::private::Private;

/// Reads one line. It answers whatever is typed, and always the same for the same arguments.
pub fn read(line: &str, lexicon: &Lexicon, moment: &Moment<'_>) -> Reading {
    if line.trim().is_empty() {
        return Reading::Blank;
    }
    let action =
        |line: &str| several::read(line, lexicon, moment).or_else(|| draft::read(line, lexicon, moment));
    edit::read(line, lexicon, moment)
        .or_else(|| action(line))
        .or_else(|| {
            let reading = opening::without(line, lexicon, moment).and_then(|line| action(&line))?;
            // What is no action after all is kept as it was typed.
            if matches!(reading, Reading::Note { .. }) { None } else { Some(reading) }
        })
        .or_else(|| slip::read(line, lexicon, moment))
        .unwrap_or_else(|| {
            let name = unknown_agency(line, lexicon).map(Private::from);
            let hint = name.map(|name| Hint::UnknownAgency { name });
            Reading::Note { text: Private::from(line.trim()), hint }
        })
}
