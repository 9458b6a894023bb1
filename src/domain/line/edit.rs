//! A line that begins with the number of an action, or several: what becomes of them.

use super::due::{self, Due, Reader, Sense};
use super::head;
use super::lexicon::Lexicon;
use super::moment::Moment;
use super::note::completed_on;
use super::reading::{Change, Hint, Party, Reading};
use super::token::{Words, lowered};
use super::{ask, numbered, status};
use crate::domain::calendar::window_end;
use crate::domain::private::Private;

/// What can be said of an action.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Verb {
    Completed,
    NotDone,
    NoLongerPossible,
    Continues,
    Confirmed,
    InHand,
    Withdrawn,
    Reopened,
}

/// Longest first where one begins another.
const VERBS: &[(&[&str], Verb)] = &[
    (&["not", "yet", "done"], Verb::Continues),
    (&["not", "yet"], Verb::Continues),
    (&["not", "done"], Verb::NotDone),
    (&["not", "completed"], Verb::NotDone),
    (&["no", "longer", "possible"], Verb::NoLongerPossible),
    (&["no", "longer", "poss"], Verb::NoLongerPossible),
    (&["no", "longer", "needed"], Verb::NoLongerPossible),
    (&["no", "longer", "required"], Verb::NoLongerPossible),
    (&["not", "possible"], Verb::NoLongerPossible),
    (&["not", "poss"], Verb::NoLongerPossible),
    (&["not", "needed"], Verb::NoLongerPossible),
    (&["not", "required"], Verb::NoLongerPossible),
    (&["n/a"], Verb::NoLongerPossible),
    (&["nlp"], Verb::NoLongerPossible),
    (&["cancelled"], Verb::NoLongerPossible),
    (&["cancel"], Verb::NoLongerPossible),
    (&["withdrawn"], Verb::Withdrawn),
    (&["withdraw"], Verb::Withdrawn),
    (&["taken", "back"], Verb::Withdrawn),
    (&["reopened"], Verb::Reopened),
    (&["reopen"], Verb::Reopened),
    (&["re-open"], Verb::Reopened),
    (&["open", "again"], Verb::Reopened),
    (&["opened", "again"], Verb::Reopened),
    (&["in", "hand"], Verb::InHand),
    (&["in", "progress"], Verb::InHand),
    (&["under", "way"], Verb::InHand),
    (&["underway"], Verb::InHand),
    (&["begun"], Verb::InHand),
    (&["started"], Verb::InHand),
    (&["now", "done"], Verb::Completed),
    (&["all", "done"], Verb::Completed),
    (&["done"], Verb::Completed),
    (&["completed"], Verb::Completed),
    (&["complete"], Verb::Completed),
    (&["actioned"], Verb::Completed),
    (&["confirmed"], Verb::Confirmed),
    (&["accepted"], Verb::Confirmed),
    (&["agreed"], Verb::Confirmed),
    (&["reviewed", "continues"], Verb::Continues),
    (&["continues"], Verb::Continues),
    (&["continue"], Verb::Continues),
    (&["still", "ongoing"], Verb::Continues),
    (&["ongoing"], Verb::Continues),
    (&["still", "outstanding"], Verb::Continues),
    (&["outstanding"], Verb::Continues),
    (&["still", "open"], Verb::Continues),
    (&["carried", "forward"], Verb::Continues),
    (&["carried", "fwd"], Verb::Continues),
    (&["carry", "forward"], Verb::Continues),
    (&["carry", "fwd"], Verb::Continues),
    (&["c/f"], Verb::Continues),
];

/// Words before the agency an action is given to.
const GIVEN: &[&[&str]] =
    &[&["reassign", "to"], &["reassign"], &["give", "to"], &["now", "with"], &["now"], &["to"]];
/// Words after it, before the agency that had the action.
const NOT: &[&[&str]] = &[&["instead", "of"], &["rather", "than"], &["not"]];
/// Words before agencies that help.
const ALSO: &[&[&str]] = &[&["also"], &["plus"], &["with"], &["add"], &["and"], &["+"], &["&"]];
/// Words before agencies that have no more part.
const WITHOUT: &[&[&str]] = &[&["drop"], &["remove"], &["without"], &["minus"]];
/// Words before agencies that get an action of their own.
const SPLIT: &[&[&str]] =
    &[&["split", "to"], &["split", "for"], &["split", "off"], &["split"], &["same", "for"], &["copy", "to"]];
/// Words before the numbers of other actions; whether it supports them.
const LINKED: &[(&[&str], bool)] = &[
    (&["supports"], true),
    (&["support"], true),
    (&["linked", "to"], false),
    (&["linked", "with"], false),
    (&["links", "to"], false),
    (&["link", "to"], false),
    (&["link", "with"], false),
    (&["link"], false),
    (&["with"], false),
];
/// Words before the number of the action that goes on for both.
const MERGED: &[&[&str]] = &[
    &["merge", "with"],
    &["merged", "with"],
    &["merge", "into"],
    &["merged", "into"],
    &["same", "as"],
    &["duplicate", "of"],
    &["duplicates"],
];
/// What parts another date from why.
const WHY: &[&str] = &[" because ", " as ", " - ", " \u{2013} ", "; ", ", "];
const UNLINKED: &[&[&str]] = &[&["unlink"], &["not", "linked"]];

/// Words before another due date.
const MOVED: &[&[&str]] = &[
    &["extend", "to"],
    &["extended", "to"],
    &["extend", "until"],
    &["extended", "until"],
    &["move", "to"],
    &["moved", "to"],
    &["put", "back", "to"],
    &["pushed", "to"],
    &["push", "to"],
    &["pushed", "back", "to"],
    &["change", "to"],
    &["changed", "to"],
    &["new", "due", "date"],
    &["new", "date"],
    &["now", "due"],
    &["is", "now"],
    &["now"],
];
const UNDATED: &[&[&str]] = &[&["no", "due", "date"], &["no", "date"]];
const STANDING: &[&[&str]] = &[&["standing"], &["stands"]];

/// What follows the numbers.
struct Rest<'a> {
    rest: &'a str,
    low: &'a str,
    words: &'a Words<'a>,
    lexicon: &'a Lexicon,
    moment: &'a Moment<'a>,
}

/// Reads a line that begins with the numbers of actions; none when what follows changes nothing.
pub(super) fn read(line: &str, lexicon: &Lexicon, moment: &Moment<'_>) -> Option<Reading> {
    let (actions, rest) = numbered::opening(line)?;
    let low = lowered(rest);
    let words = Words::cut(rest, &low);
    let of = Rest { rest, low: &low, words: &words, lexicon, moment };
    let reading = |change| Reading::Edit { actions: actions.clone(), change };
    let found = if let Some(change) = of.spoken().or_else(|| of.linked(&actions)) {
        reading(change)
    } else if let Some(senses) = of.moved() {
        ask::about(rest, &senses, |sense: &Sense| {
            sense.due.map_or_else(|| note(line), |due| reading(Change::Due(due)))
        })
    } else if let Some(change) = of.moved_because().or_else(|| of.parted()) {
        reading(change)
    } else {
        let (given, senses) = of.given()?;
        match senses {
            None => reading(given(None)),
            Some((typed, senses)) => ask::about(typed, &senses, |sense: &Sense| reading(given(sense.due))),
        }
    };
    let others: &[u16] = match &found {
        Reading::Edit { change: Change::Linked { with, .. }, .. } => with,
        Reading::Edit { change: Change::Merged { into }, .. } => std::slice::from_ref(into),
        _ => &[],
    };
    let missing = actions.iter().chain(others).find(|action| !(1..=moment.actions).contains(*action));
    let Some(missing) = missing else { return Some(found) };
    let hint = Some(Hint::NoSuchAction { action: *missing, actions: moment.actions });
    Some(Reading::Note { text: Private::from(line.trim()), hint })
}

impl<'a> Rest<'a> {
    fn reader(&self) -> Reader<'_> {
        Reader { words: self.words, lexicon: self.lexicon, moment: self.moment }
    }

    fn after(&self, phrases: &[&[&str]]) -> Option<usize> {
        phrases.iter().find_map(|phrase| self.words.phrase(0, phrase))
    }

    /// What words mean as a date, if they are nothing else.
    fn senses(&self, rest: &str) -> Option<Vec<Sense>> {
        let low = lowered(rest);
        let words = Words::cut(rest, &low);
        due::whole(Reader { words: &words, ..self.reader() })
    }

    /// What was found of it.
    fn spoken(&self) -> Option<Change> {
        let found = VERBS.iter().find_map(|(phrase, verb)| Some((*verb, self.words.phrase(0, phrase)?)));
        let (verb, from) = found?;
        let typed =
            self.words.from(self.rest, from).trim_start_matches(['-', '\u{2013}', ':', ',', ' ']).trim();
        // "ongoing til release" sets a date.
        if verb == Verb::Continues
            && let low = lowered(typed)
            && let words = Words::cut(typed, &low)
            && let Some(senses) = due::until(Reader { words: &words, ..self.reader() })
        {
            return senses.first().and_then(|sense| sense.due).map(Change::Due);
        }
        let said = if typed.is_empty() { None } else { Some(Private::from(typed)) };
        Some(match verb {
            Verb::Completed => Change::Completed { on: completed_on(self.reader(), from), note: said },
            Verb::NotDone => Change::NotDone { reason: said },
            Verb::NoLongerPossible => Change::NoLongerPossible { reason: said },
            Verb::Continues => Change::Continues { note: said },
            Verb::Confirmed => Change::Confirmed { note: said },
            Verb::InHand => Change::InHand { note: said },
            Verb::Withdrawn => Change::Withdrawn { reason: said },
            Verb::Reopened => Change::Reopened { reason: said },
        })
    }

    /// Other actions it goes with.
    fn linked(&self, actions: &[u16]) -> Option<Change> {
        if self.after(UNLINKED) == Some(self.words.len()) {
            return Some(Change::Unlinked);
        }
        if let Some(from) = self.after(MERGED)
            && let Some([into]) = numbered::alone(self.words.from(self.rest, from)).as_deref()
            && !actions.contains(into)
        {
            return Some(Change::Merged { into: *into });
        }
        LINKED.iter().find_map(|(phrase, supports)| {
            let from = self.words.phrase(0, phrase)?;
            let with = numbered::alone(self.words.from(self.rest, from))?;
            let others = with.iter().all(|other| !actions.contains(other));
            others.then_some(Change::Linked { with, supports: *supports })
        })
    }

    /// Another date, and nothing else.
    fn moved(&self) -> Option<Vec<Sense>> {
        let sense = |due| Some(vec![Sense { due: Some(due), says: String::new() }]);
        if self.after(UNDATED) == Some(self.words.len()) {
            return sense(Due::None);
        }
        if self.after(STANDING) == Some(self.words.len()) {
            let until = window_end(self.moment.referral, self.lexicon.parts().standing_months);
            return sense(Due::Standing { until });
        }
        due::whole(self.reader()).or_else(|| {
            let rest = self.words.from(self.rest, self.after(MOVED)?);
            // A date that is moved to is one that the action is due by.
            self.senses(&format!("by {rest}")).or_else(|| self.senses(rest))
        })
    }

    /// Another date that can be read in one way only, and why: "due mon because the keys are late".
    fn moved_because(&self) -> Option<Change> {
        WHY.iter().find_map(|sign| {
            let at = self.low.find(sign)?;
            let (date, reason) = (self.rest.get(..at)?.trim(), self.rest.get(at + sign.len()..)?.trim());
            let low = lowered(date);
            let words = Words::cut(date, &low);
            let shorter = Rest { rest: date, low: &low, words: &words, ..*self };
            let senses = shorter.moved()?;
            let [sense] = senses.as_slice() else { return None };
            let due = sense.due.filter(|_| !reason.is_empty())?;
            Some(Change::Moved { due, reason: Private::from(reason) })
        })
    }

    /// Agencies that help, have no more part, or get an action of their own.
    fn parted(&self) -> Option<Change> {
        if let Some(from) = self.after(SPLIT) {
            if from == self.words.len() {
                return Some(Change::Split { to: Vec::new() });
            }
            return self.parties(from).map(|to| Change::Split { to });
        }
        let also = self.after(ALSO).and_then(|from| self.parties(from)).map(|by| Change::Helped { by });
        also.or_else(|| Some(Change::Dropped { who: self.parties(self.after(WITHOUT)?)? }))
    }

    /// Agencies from the word at `from` on, and nothing after them.
    fn parties(&self, from: usize) -> Option<Vec<Party>> {
        let (rest, low) = (self.words.from(self.rest, from), self.words.from(self.low, from));
        let head = head::read(rest, low, self.lexicon)?;
        let closing = |c: char| c.is_whitespace() || matches!(c, '.' | '!');
        let parties: Vec<Party> = head.groups.into_iter().flatten().collect();
        (rest.get(head.end..)?.trim_matches(closing).is_empty() && !head.every).then_some(parties)
    }

    /// Another agency, with or without another date: what it becomes, and what the date can mean.
    #[expect(clippy::type_complexity, reason = "said in the doc; used once")]
    fn given(&self) -> Option<(impl Fn(Option<Due>) -> Change + use<>, Option<(&'a str, Vec<Sense>)>)> {
        let from = self.after(GIVEN).unwrap_or(0);
        let (rest, low) = (self.words.from(self.rest, from), self.words.from(self.low, from));
        let head = head::read(rest, low, self.lexicon)?;
        let closing = |c: char| c.is_whitespace() || matches!(c, '.' | '!' | ',');
        let mut more = rest.get(head.end..)?.trim_matches(closing);
        let below = lowered(more);
        let words = Words::cut(more, &below);
        if let Some(from) = NOT.iter().find_map(|phrase| words.phrase(0, phrase)) {
            let had = words.from(more, from);
            let had = head::read(had, words.from(&below, from), self.lexicon).map(|head| (had, head.end))?;
            more = had.0.get(had.1..)?.trim_matches(closing);
        }
        let senses = if more.is_empty() {
            None
        } else {
            let low = lowered(more);
            let words = Words::cut(more, &low);
            Some((more, due::whole(Reader { words: &words, ..self.reader() })?))
        };
        let mut parties = head.groups.into_iter().flatten();
        let lead = parties.next()?;
        let supporting: Vec<_> = parties.collect();
        let status = status::opening(&lead, &supporting, head.every, self.moment);
        let change = move |due| Change::Agency {
            lead: lead.clone(),
            supporting: supporting.clone(),
            status: status.clone(),
            due,
        };
        Some((change, senses))
    }
}

fn note(line: &str) -> Reading {
    Reading::Note { text: Private::from(line.trim()), hint: None }
}
