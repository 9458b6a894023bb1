//! An answer by e-mail, saved or pasted: lines that name an action and say what became of it.
//!
//! "LAN-26-0143/3 done 20/11, locks fitted" is read; a line that names an action and promises, doubts or asks is told as one
//! that was not understood, so that nothing is closed by a guess. What was quoted from earlier messages is not read.

use jiff::civil::Date;

use super::csv::decode;
use super::kind::{Kind, kind};
use super::mail;
use crate::domain::calendar::{DateError, Expect, read_date, show_numeric};
use crate::domain::paper::form::{Became, became};
use crate::domain::private::Private;

/// Letters from which a line was broken by the program that sent it (our default), so that the next goes on with it.
const BROKEN: usize = 60;
/// Words in a row that can say what became of an action.
const PHRASE: usize = 3;
/// Words that may stand before what became of it.
const BEFORE: &[&str] = &[
    "is", "was", "has", "have", "been", "now", "this", "that", "it", "we", "all", "action", "status",
    "state", "update", "re", "the", "are", "and",
];
/// Words that make of it a promise, a doubt or a question.
const UNSURE: &[&str] = &[
    "will",
    "shall",
    "should",
    "would",
    "could",
    "can",
    "cannot",
    "may",
    "might",
    "must",
    "to",
    "if",
    "when",
    "once",
    "hope",
    "hoping",
    "plan",
    "planned",
    "aim",
    "being",
    "almost",
    "nearly",
    "partly",
    "partially",
    "half",
    "isn't",
    "wasn't",
    "hasn't",
    "haven't",
    "not",
    "nothing",
    "never",
    "unless",
    "until",
    "before",
];

/// What one line says of one action.
#[derive(Debug, Clone)]
pub struct Answer {
    /// Where it stands: "line 4".
    pub place: String,
    /// The action, as written, in capitals.
    pub reference: String,
    /// State, note and day as a sheet would hold them; or why that cannot be told.
    pub said: Result<[Private; 3], String>,
}

/// The answers of a saved e-mail or a text; none of any other file.
pub fn answers(bytes: &[u8], today: Date) -> Vec<Answer> {
    let text = match kind(bytes) {
        Ok(Kind::Mail) => mail::message(bytes).map(|message| message.text),
        Ok(Kind::Text) => Some(decode(bytes).into_owned()),
        _ => None,
    };
    text.map(|text| of_text(&text, today)).unwrap_or_default()
}

/// The answers of a text.
fn of_text(text: &str, today: Date) -> Vec<Answer> {
    let mut found: Vec<Answer> = Vec::new();
    let mut lines = (1..).zip(text.lines()).take_while(|(_, line)| !mail::passes_on(line)).peekable();
    while let Some((number, line)) = lines.next() {
        if is_quoted(line) {
            continue;
        }
        let named = named(line);
        let Some((_, from, _)) = named.first().copied() else { continue };
        let Some((_, _, until)) = named.last().copied() else { continue };
        let before = line.get(..from).unwrap_or_default();
        let mut words = line.get(until..).unwrap_or_default().trim().to_owned();
        let mut broken = line.chars().count() >= BROKEN || trimmed(&words).is_empty();
        while let Some((_, next)) = lines.peek()
            && broken
            && !next.trim().is_empty()
            && !is_quoted(next)
            && !mail::is_farewell(next)
            && self::named(next).is_empty()
        {
            broken = next.chars().count() >= BROKEN;
            words.push(' ');
            words.push_str(next.trim());
            lines.next();
        }
        for (reference, ..) in named {
            let said = read(&words, before, today);
            found.push(Answer { place: format!("line {number}"), reference: reference.to_uppercase(), said });
        }
    }
    found
}

fn is_quoted(line: &str) -> bool {
    line.trim_start().starts_with(['>', '|'])
}

fn trimmed(words: &str) -> &str {
    words
        .trim_matches(|letter: char| letter.is_whitespace() || ":;,.-=\u{2013}\u{2014}()[]*".contains(letter))
}

/// The references in a line, each with where it begins and ends.
fn named(line: &str) -> Vec<(&str, usize, usize)> {
    let mut found = Vec::new();
    for (slash, _) in line.match_indices('/') {
        let head = line.get(..slash).unwrap_or_default();
        let from =
            head.rfind(|letter: char| !letter.is_ascii_alphanumeric() && letter != '-').map_or(0, |at| {
                at + head.get(at..).and_then(|rest| rest.chars().next()).map_or(1, char::len_utf8)
            });
        let rest = line.get(slash + 1..).unwrap_or_default();
        let figures = rest.find(|letter: char| !letter.is_ascii_digit()).unwrap_or(rest.len());
        let until = slash + 1 + figures;
        let ends = line.get(until..).and_then(|rest| rest.chars().next());
        if (1..=4).contains(&figures)
            && is_case(head.get(from..).unwrap_or_default())
            && !ends.is_some_and(|letter| letter.is_alphanumeric() || letter == '/')
        {
            found.extend(line.get(from..until).map(|reference| (reference, from, until)));
        }
    }
    found
}

/// Whether this is written as a case reference is: letters, year, number.
fn is_case(word: &str) -> bool {
    let mut parts = word.split('-');
    let (code, year, number) = (parts.next(), parts.next(), parts.next());
    let figures = |part: Option<&str>, least: usize, most: usize| {
        part.is_some_and(|part| {
            (least..=most).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_digit())
        })
    };
    code.is_some_and(|code| (1..=8).contains(&code.len()) && code.bytes().all(|b| b.is_ascii_alphabetic()))
        && figures(year, 2, 2)
        && figures(number, 1, 7)
        && parts.next().is_none()
}

/// What the words say became of the action: those after its reference, else those before it.
fn read(words: &str, before: &str, today: Date) -> Result<[Private; 3], String> {
    let unread = || {
        "what became of it cannot be told; write done, in hand, not done or no longer possible after the reference"
            .to_owned()
    };
    let (state, rest) = match opening(words) {
        Some(found) => found,
        None => match opening(before) {
            Some((state, more)) if trimmed(more).is_empty() => (state, words),
            _ => return Err(unread()),
        },
    };
    let (on, note) = dated(rest, today);
    let word = match state {
        Became::InHand => "in hand",
        Became::Completed => "completed",
        Became::NoLongerPossible => "no longer possible",
        Became::NotDone => "not done",
    };
    // A state that a promise follows is no state: "done by Friday".
    let first = note.split_whitespace().next().unwrap_or_default().to_lowercase();
    let promised = ["by", "when", "once", "if", "soon", "next", "tomorrow"].contains(&first.as_str());
    if state == Became::Completed && (promised || note.trim_end().ends_with('?')) {
        return Err(unread());
    }
    let on = on.map(show_numeric).unwrap_or_default();
    Ok([word.into(), note.into(), on.into()])
}

/// What opens the words says became of it, and what follows. A promise or doubt before it is none.
fn opening(words: &str) -> Option<(Became, &str)> {
    let mut rest = trimmed(words);
    loop {
        let first = rest.split_whitespace().next()?;
        if let Some(found) = phrase(rest) {
            return Some(found);
        }
        let plain = trimmed(first).to_lowercase();
        if UNSURE.contains(&plain.as_str()) || !BEFORE.contains(&plain.as_str()) {
            return None;
        }
        rest = trimmed(rest.get(first.len()..)?);
    }
}

/// A state in the first words, the longest that is one.
fn phrase(text: &str) -> Option<(Became, &str)> {
    let mut ends = Vec::new();
    let mut at = 0;
    for word in text.split_whitespace().take(PHRASE + 1) {
        let from = at + text.get(at..)?.find(word)?;
        at = from + word.len();
        ends.push(at);
    }
    if ends.len() >= 2 && {
        let two = text.get(..*ends.get(1)?)?.to_lowercase();
        two == "not yet"
    } {
        // "Not yet done": somebody is at it.
        let after = text.get(*ends.get(1)?..)?;
        let after = trimmed(after);
        let after = after.strip_prefix("done").or_else(|| after.strip_prefix("completed")).unwrap_or(after);
        return Some((Became::InHand, trimmed(after)));
    }
    ends.truncate(PHRASE);
    let found = ends.iter().rev().find_map(|end| {
        let said = trimmed(text.get(..*end)?);
        // One word alone says "yes" or "no" to a question nobody asked.
        let is_weak = ["yes", "no", "open", "closed"].contains(&said.to_lowercase().as_str());
        (!is_weak).then(|| became(said)).flatten().map(|state| (state, *end))
    });
    let (state, end) = found?;
    let rest = text.get(end..)?;
    // "Not done yet" is no refusal to do it.
    let first = trimmed(rest).split_whitespace().next().unwrap_or_default().to_lowercase();
    if state == Became::NotDone && first == "yet" {
        return Some((Became::InHand, trimmed(trimmed(rest).get(first.len()..)?)));
    }
    Some((state, trimmed(rest)))
}

/// The day that opens the words, if one does, and the rest.
fn dated(words: &str, today: Date) -> (Option<Date>, &str) {
    let rest = trimmed(words);
    let rest = rest.strip_prefix("on ").or_else(|| rest.strip_prefix("On ")).unwrap_or(rest);
    let mut ends = Vec::new();
    let mut at = 0;
    for word in rest.split_whitespace().take(4) {
        let Some(from) = rest.get(at..).and_then(|rest| rest.find(word)) else { break };
        at += from + word.len();
        ends.push(at);
    }
    for end in ends.into_iter().rev() {
        let said = trimmed(rest.get(..end).unwrap_or_default());
        if said.bytes().any(|byte| byte.is_ascii_digit())
            && let Some(on) = past_day(said, today)
        {
            return (Some(on), trimmed(rest.get(end..).unwrap_or_default()));
        }
    }
    (None, trimmed(words))
}

/// A day that has been; one written without its year is the last of that date.
fn past_day(said: &str, today: Date) -> Option<Date> {
    match read_date(said, Expect::Received, today) {
        Ok(on) => Some(on),
        Err(DateError::NoYear) => [today.year(), today.year().saturating_sub(1)]
            .iter()
            .find_map(|year| read_date(&format!("{said} {year}"), Expect::Received, today).ok()),
        Err(_) => None,
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;
    use proptest::prelude::*;

    use super::*;

    const TODAY: Date = date(2026, 11, 26);

    fn told(text: &str) -> Vec<(String, Option<[String; 3]>)> {
        let found = of_text(text, TODAY).into_iter();
        found
            .map(|answer| {
                let said = answer.said.ok().map(|cells| cells.map(|cell| cell.reveal().to_owned()));
                (answer.reference, said)
            })
            .collect()
    }

    fn one(text: &str) -> Option<[String; 3]> {
        told(text).into_iter().next().and_then(|(_, said)| said)
    }

    fn cells(state: &str, note: &str, on: &str) -> Option<[String; 3]> {
        Some([state.to_owned(), note.to_owned(), on.to_owned()])
    }

    #[test]
    fn lines_that_name_an_action_say_what_became_of_it() {
        let done = "completed";
        for (line, expected) in [
            ("LAN-26-0143/3 done 20/11, locks fitted", cells(done, "locks fitted", "20/11/2026")),
            (
                "lan-26-0143/3: completed on 20/11/2026 - locks fitted.",
                cells(done, "locks fitted", "20/11/2026"),
            ),
            ("LAN-26-0143/3 - this has now been completed", cells(done, "", "")),
            ("Done: LAN-26-0143/3", cells(done, "", "")),
            (
                "* LAN-26-0143/3 = in hand, joiner booked for Friday",
                cells("in hand", "joiner booked for Friday", ""),
            ),
            ("LAN-26-0143/3 in progress", cells("in hand", "", "")),
            ("LAN-26-0143/3 not yet done, waiting for keys", cells("in hand", "waiting for keys", "")),
            ("LAN-26-0143/3 not done yet", cells("in hand", "", "")),
            ("LAN-26-0143/3 not done - no worker free", cells("not done", "no worker free", "")),
            (
                "LAN-26-0143/3 no longer possible: she has moved",
                cells("no longer possible", "she has moved", ""),
            ),
            (
                "LAN-26-0143/3 done 3 Nov confirmed by J Cole",
                cells(done, "confirmed by J Cole", "03/11/2026"),
            ),
        ] {
            assert_eq!(one(line), expected, "{line}");
        }
    }

    #[test]
    fn what_promises_doubts_or_asks_closes_nothing() {
        for line in [
            "LAN-26-0143/3 will be done by Friday",
            "LAN-26-0143/3 done by Friday",
            "LAN-26-0143/3 done?",
            "LAN-26-0143/3 to be completed next week",
            "LAN-26-0143/3 should be done",
            "LAN-26-0143/3 hasn't been done",
            "LAN-26-0143/3 almost done",
            "LAN-26-0143/3 who is to do this",
            "LAN-26-0143/3 yes",
            "LAN-26-0143/3",
        ] {
            assert_eq!(told(line), [("LAN-26-0143/3".to_owned(), None)], "{line}");
        }
        for line in
            ["done 20/11", "see 24/11/2026", "and/or done", "LAN-26-0143 done", "http://a-1-2/3x done"]
        {
            assert!(told(line).is_empty(), "{line}");
        }
    }

    #[test]
    fn broken_lines_go_on_and_earlier_messages_are_not_read() {
        let text = "Hi Cath,\n\nLAN-26-0143/3\ndone 20/11, locks fitted\n\n\
            LAN-26-0150/1 and LAN-26-0151/2 done\nThanks\nJo\n\n\
            LAN-26-0152/4 in hand, the joiner comes on Friday and brings what is\nmissing\n\n\
            > LAN-26-0160/1 done\n-----Original Message-----\nLAN-26-0161/1 done\n";
        let found = told(text);
        let references: Vec<&str> = found.iter().map(|(reference, _)| reference.as_str()).collect();
        assert_eq!(references, ["LAN-26-0143/3", "LAN-26-0150/1", "LAN-26-0151/2", "LAN-26-0152/4"]);
        assert_eq!(found[0].1, cells("completed", "locks fitted", "20/11/2026"));
        assert_eq!(found[2].1, cells("completed", "", ""));
        let goes_on = "the joiner comes on Friday and brings what is missing";
        assert_eq!(found[3].1, cells("in hand", goes_on, ""));
    }

    proptest! {
        #[test]
        fn no_text_makes_it_panic(text in "\\PC{0,80}", bytes in proptest::collection::vec(any::<u8>(), 0..120)) {
            let _ = of_text(&text, TODAY);
            let _ = of_text(&format!("LAN-26-0143/3 {text}"), TODAY);
            let _ = answers(&bytes, TODAY);
        }
    }
}
