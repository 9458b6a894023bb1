//! New actions: head, date, beneficiary and text put together, once for each sense of the date.

use std::ops::Range;

use super::due::{self, Due, Reader, Sense};
use super::fold;
use super::head::{self, Head};
use super::lexicon::{Beneficiary, Lexicon};
use super::moment::Moment;
use super::note::when_done;
use super::reading::{Draft, Hint, Reading, Status};
use super::token::{Words, lowered};
use super::{ask, status, text};
use crate::domain::calendar::window_end;
use crate::domain::private::Private;

/// Words that say an action was done before it was written down.
const DONE: &[&[&str]] = &[&["already", "done"], &["done"], &["completed"]];

/// Courtesies that close a line; nothing to be done is in them.
const COURTESIES: &[&str] = &["please", "pls", "plz", "thanks", "thx", "ta"];
/// Said after a date, and nothing more than the date says.
const LATEST: &[&[&str]] = &[&["at", "the", "latest"], &["at", "latest"], &["latest"]];

/// A line whose head is read.
struct Line<'a> {
    whole: &'a str,
    head: Head,
    text: &'a str,
    low: &'a str,
    lexicon: &'a Lexicon,
    moment: &'a Moment<'a>,
}

/// What stays the same whatever the date means.
struct Body<'a> {
    words: &'a Words<'a>,
    protects: Vec<Beneficiary>,
    unread: Vec<Private>,
}

/// Reads a line that begins with an agency; none when it does not, or is a note all the same.
pub(super) fn read(line: &str, lexicon: &Lexicon, moment: &Moment<'_>) -> Option<Reading> {
    let low = lowered(line);
    let head = head::read(line, &low, lexicon)?;
    let (text, low) = (line.get(head.end..)?, low.get(head.end..)?);
    // "all quiet since Tuesday" is nobody's action.
    if head.every && !head.marked && !text::is_standing(low, false, lexicon) {
        return None;
    }
    if lexicon.parts().notes.iter().any(|phrase| fold::is_all(low, phrase)) {
        return None;
    }
    let line = Line { whole: line, head, text, low, lexicon, moment };
    let words = Words::cut(text, low);
    let done = DONE.iter().find_map(|phrase| words.phrase(0, phrase));
    Some(done.map_or_else(|| line.planned(words.clone()), |from| line.done(&words, from)))
}

impl Line<'_> {
    /// An action to be done.
    fn planned(&self, mut words: Words<'_>) -> Reading {
        while words.len() > 1 && words.last().is_some_and(|last| COURTESIES.contains(&last.low)) {
            words.truncate(words.len() - 1);
        }
        words = self.without_latest(words);
        let ending = text::beneficiaries(&words, words.len(), self.lexicon);
        let mut protects = Vec::new();
        if let Some((who, from)) = ending {
            protects = who;
            words.truncate(from);
        }
        let reader = Reader { words: &words, lexicon: self.lexicon, moment: self.moment };
        let Some(found) = due::find(reader) else {
            let unread = due::unreadable(reader).map(|range| words.typed(self.text, &range));
            let body = Body { unread: self.unread(unread), words: &words, protects };
            let due = match (due::recurs(&words), due::waits(reader)) {
                (true, _) => Some(Due::Ongoing { until: None, event: None }),
                (false, true) => Some(Due::None),
                (false, false) => None,
            };
            return self.new_actions(&body, &(0..0), due);
        };
        let mut removed = found.words.clone();
        if protects.is_empty()
            && removed.end == words.len()
            && let Some((who, from)) = text::beneficiaries(&words, removed.start, self.lexicon)
        {
            protects = who;
            removed.start = from;
        }
        let body = Body { unread: self.unread(None), words: &words, protects };
        ask::about(words.typed(self.text, &found.words), &found.senses, |sense: &Sense| match sense.due {
            Some(due) => self.new_actions(&body, &removed, Some(due)),
            None => self.new_actions(&body, &(0..0), None),
        })
    }

    /// Without "at the latest" where a date stands before it.
    fn without_latest<'w>(&self, words: Words<'w>) -> Words<'w> {
        let ends = |phrase: &&&[&str]| {
            let from = words.len().checked_sub(phrase.len())?;
            (words.phrase(from, phrase) == Some(words.len())).then_some(from)
        };
        let Some(from) = LATEST.iter().find_map(|phrase| ends(&phrase)) else { return words };
        let mut shorter = words.clone();
        shorter.truncate(from);
        let reader = Reader { words: &shorter, lexicon: self.lexicon, moment: self.moment };
        let closes = due::find(reader).is_some_and(|found| found.words.end == from);
        if closes { shorter } else { words }
    }

    /// An action that was done before it was written down.
    fn done(&self, words: &Words<'_>, from: usize) -> Reading {
        let skipped = |c: char| c.is_whitespace() || matches!(c, '-' | '\u{2013}' | '\u{2014}' | ':' | ',');
        let rest = words.from(self.text, from).trim_start_matches(skipped);
        let low = lowered(rest);
        let words = Words::cut(rest, &low);
        let reader = Reader { words: &words, lexicon: self.lexicon, moment: self.moment };
        let when = when_done(reader, 0);
        let (removed, on) = when.unwrap_or_else(|| (0..0, self.moment.today()));
        let note = words.typed(rest, &removed);
        let note = if note.is_empty() { None } else { Some(Private::from(note)) };
        let body = Body { words: &words, protects: Vec::new(), unread: self.unread(None) };
        let mut reading = self.new_actions(&body, &removed, None);
        if let Reading::New(drafts) = &mut reading {
            for draft in drafts {
                draft.due = Due::None;
                draft.status = Status::Completed { on, note: note.clone() };
            }
        }
        reading
    }

    /// One action for each group of agencies, or a note when nothing is left for them to do.
    fn new_actions(&self, body: &Body<'_>, removed: &Range<usize>, due: Option<Due>) -> Reading {
        let mut text = text::compose(body.words, removed, self.lexicon);
        let mut low = lowered(&text);
        if !text.chars().any(char::is_alphanumeric) {
            let agency = self.head.groups.iter().flatten().next().map(|party| party.name.clone());
            let hint = agency.map(|agency| Hint::NothingToDo { agency });
            return Reading::Note { text: Private::from(self.whole.trim()), hint };
        }
        let feedback = text::feedback(&low, self.lexicon);
        if let Some(taken) = feedback {
            text.replace_range(..taken, &self.lexicon.parts().feedback_shown);
            low = lowered(&text);
        }
        let in_months = body.words.typed(self.low, removed).contains("month");
        let standing = text::is_standing(&low, self.head.every, self.lexicon)
            && (in_months || matches!(due, None | Some(Due::Ongoing { .. })));
        let parts = self.lexicon.parts();
        let kept_off_papers =
            self.head.location || parts.locations.iter().any(|phrase| fold::contains(self.low, phrase));
        let text = Private::from(text);
        let drafts = self.head.groups.iter().filter_map(|group| {
            let (lead, supporting) = group.split_first()?;
            Some(Draft {
                due: if standing {
                    self.standing()
                } else {
                    due.unwrap_or_else(|| self.usual(&lead.key, &low))
                },
                status: status::opening(lead, supporting, self.head.every, self.moment),
                lead: lead.clone(),
                supporting: supporting.to_vec(),
                every: self.head.every,
                text: text.clone(),
                protects: body.protects.clone(),
                feedback: feedback.is_some(),
                kept_off_papers,
                unread: body.unread.clone(),
            })
        });
        Reading::New(drafts.collect())
    }

    fn standing(&self) -> Due {
        let until = window_end(self.moment.referral, self.lexicon.parts().standing_months);
        Due::Standing { until }
    }

    fn usual(&self, agency: &str, low: &str) -> Due {
        let usual = self.lexicon.usual(agency, low);
        usual.map_or(Due::None, |span| Due::Usual(span.end(self.moment).0))
    }

    /// What could not be read: of the head, and of the date.
    fn unread(&self, date: Option<&str>) -> Vec<Private> {
        let head = self.head.unread.clone().and_then(|range| self.whole.get(range));
        head.into_iter().chain(date).map(|words| Private::from(words.trim())).collect()
    }
}
