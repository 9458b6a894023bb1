//! What shows that an action was done, as a note says it: "confirmed by DC Shah, marker seen".
//!
//! Only two openings are read, "confirmed by" and "evidence"; whatever else a note says stays a note. The note itself is
//! kept whole by whoever reads it.

use super::private::Private;
use super::request::Proof;

/// Words before who confirmed it.
const CONFIRMED: &str = "confirmed by ";
/// Words before what shows it.
const EVIDENCE: [&str; 2] = ["evidence:", "evidence "];

impl Proof {
    /// What a note says of evidence and of who confirmed it; nothing where it says neither.
    pub fn of(note: &Private) -> Self {
        let mut by = None;
        let (mut shown, mut rest) = (Vec::new(), Vec::new());
        let parts = note.reveal().split([',', ';', '\n']).flat_map(|part| part.split(" - "));
        for part in parts.map(|part| part.trim().trim_matches(['-', '\u{2013}', '.', ' '])) {
            if let Some(name) = after(part, CONFIRMED).map(undated).filter(|name| !name.is_empty()) {
                by.get_or_insert(name);
            } else if let Some(words) = EVIDENCE.iter().find_map(|opening| after(part, opening)) {
                shown.push(words);
            } else if !part.is_empty() {
                rest.push(part);
            }
        }
        // What stands beside the name of whoever confirmed it is what they saw.
        if shown.is_empty() && by.is_some() {
            shown = rest;
        }
        let evidence = (!shown.is_empty()).then(|| Private::from(shown.join(", ")));
        Self { evidence, confirmed_by: by.map(Private::from), confirmed_on: None }
    }
}

/// What follows an opening, whatever its capitals.
fn after<'a>(part: &'a str, opening: &str) -> Option<&'a str> {
    let (head, rest) = part.split_at_checked(opening.len())?;
    head.eq_ignore_ascii_case(opening).then(|| rest.trim())
}

/// A name without the day written after it.
fn undated(name: &str) -> &str {
    let dated = |word: &str| word.starts_with(|first: char| first.is_ascii_digit());
    let end = name.split_whitespace().find(|word| dated(word)).and_then(|word| name.find(word));
    end.map_or(name, |at| name.get(..at).unwrap_or(name)).trim().trim_end_matches(" on").trim()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn who_confirmed_it_and_what_was_seen_are_told_apart() {
        let read = |note: &str| {
            let proof = Proof::of(&Private::from(note));
            let text = |words: Option<Private>| words.map(|words| words.reveal().to_owned());
            (text(proof.confirmed_by), text(proof.evidence))
        };
        let both = |by: &str, shown: &str| (Some(by.to_owned()), Some(shown.to_owned()));
        assert_eq!(read("confirmed by DC Shah, marker seen"), both("DC Shah", "marker seen"));
        assert_eq!(read("- Confirmed by DC Shah 25/11, marker seen"), both("DC Shah", "marker seen"));
        assert_eq!(
            read("locks fitted; evidence: photo of the door; confirmed by J Cole on 3 Dec"),
            both("J Cole", "photo of the door")
        );
        assert_eq!(read("marker seen, confirmed by DC Shah"), both("DC Shah", "marker seen"));
        assert_eq!(read("confirmed by Housing"), (Some("Housing".to_owned()), None));
        assert_eq!(read("locks fitted 25/11"), (None, None));
        assert_eq!(read("confirmed by , "), (None, None));
        assert_eq!(read(""), (None, None));
    }
}
