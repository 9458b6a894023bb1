//! Text pasted from an e-mail, and saved messages: what the referrer wrote, without the letter round it.
//!
//! Marks of quoting go, the lines of a header (from, sent, to) and what follows a farewell are left out, and a text is
//! parted into several referrals only where it says so: by a ruled line, or by "Referral 2".

use mail_parser::{MessageParser, MimeHeaders};

/// Words that open a farewell.
const FAREWELLS: &[&str] = &[
    "kind regards",
    "regards",
    "best wishes",
    "best regards",
    "many thanks",
    "thanks",
    "thank you",
    "with thanks",
    "yours sincerely",
    "yours faithfully",
    "warm regards",
    "sent from my",
    "kr",
];

/// Names of header lines.
const HEADERS: &[&str] = &[
    "from",
    "sent",
    "to",
    "cc",
    "bcc",
    "subject",
    "date",
    "reply-to",
    "importance",
    "attachments",
    "sensitivity",
];

/// Most of a line that opens a farewell, in words (our default): more is a sentence.
const FAREWELL_WORDS: usize = 5;

/// A file attached to a message.
pub struct Attached {
    /// Its name.
    pub name: String,
    /// Its bytes.
    pub bytes: Vec<u8>,
}

/// A saved message.
pub struct Message {
    /// What was written.
    pub text: String,
    /// What was attached.
    pub attached: Vec<Attached>,
}

/// Reads a saved message; `None` when it is none.
pub fn message(bytes: &[u8]) -> Option<Message> {
    let message = MessageParser::default().parse(bytes)?;
    let text = message.body_text(0)?.into_owned();
    let attached = message.attachments().map(|part| Attached {
        name: part.attachment_name().unwrap_or_default().to_owned(),
        bytes: part.contents().to_vec(),
    });
    Some(Message { text, attached: attached.collect() })
}

/// The referrals of a text, each without the letter round it. At least one.
pub fn referrals(text: &str) -> Vec<String> {
    let mut parts = vec![String::new()];
    for line in body(text) {
        if is_rule(&line) || is_number(&line) {
            parts.push(String::new());
        } else if let Some(part) = parts.last_mut() {
            part.push_str(&line);
            part.push('\n');
        }
    }
    parts
}

/// The lines that the referrer wrote.
fn body(text: &str) -> Vec<String> {
    let lines: Vec<(usize, String)> = text.lines().map(unquoted).collect();
    let mut kept = Vec::new();
    let (mut signed, mut depth, mut head) = (false, 0, false);
    for (at, (quoted, line)) in lines.iter().enumerate() {
        let opens = opens_header(lines.get(at..).unwrap_or_default());
        if opens || passes_on(line) || *quoted != depth {
            signed = false;
        }
        (depth, head) = (*quoted, opens || head && !line.trim().is_empty());
        signed |= is_farewell(line);
        if !(head || signed || passes_on(line)) {
            kept.push(line.clone());
        }
    }
    kept
}

/// A line without its marks of quoting, and how many there were.
fn unquoted(line: &str) -> (usize, String) {
    let (mut depth, mut rest) = (0, line);
    while let Some(inner) = rest.trim_start().strip_prefix('>') {
        depth += 1;
        rest = inner.strip_prefix(' ').unwrap_or(inner);
    }
    (depth, rest.to_owned())
}

fn header_name(line: &str) -> Option<String> {
    let (name, _) = line.split_once(':')?;
    let name = name.trim_matches(['*', ' ']).to_lowercase();
    HEADERS.contains(&name.as_str()).then_some(name)
}

/// Whether a header begins here: `From:` with another header line right after it.
fn opens_header(lines: &[(usize, String)]) -> bool {
    let mut lines = lines.iter().map(|(_, line)| line);
    let first = lines.next().and_then(|line| header_name(line));
    first.as_deref() == Some("from") && lines.take(2).any(|line| header_name(line).is_some())
}

/// `-----Original Message-----`, `On 12 November Jo wrote:`: what follows was written before.
pub(super) fn passes_on(line: &str) -> bool {
    let line = line.trim().to_lowercase();
    (line.starts_with('-') && (line.contains("original message") || line.contains("forwarded message")))
        || (line.starts_with("on ") && line.ends_with("wrote:"))
}

pub(super) fn is_farewell(line: &str) -> bool {
    let plain = line.trim().trim_end_matches([',', '.', '!']).to_lowercase();
    line.trim_end_matches(['\r']) == "-- "
        || line.trim() == "--"
        || plain.split_whitespace().count() <= FAREWELL_WORDS
            && FAREWELLS.iter().any(|word| plain == *word || (word.contains(' ') && plain.starts_with(word)))
}

/// A ruled line.
fn is_rule(line: &str) -> bool {
    let line = line.trim();
    line.len() >= 5 && (line.chars().all(|letter| "-_=*~\u{2014}".contains(letter)))
}

/// `Referral 2`, `Referral 2 of 3:`.
fn is_number(line: &str) -> bool {
    let words: Vec<String> = line
        .to_lowercase()
        .split_whitespace()
        .map(|word| word.trim_matches([':', '.', '#', '-']).to_owned())
        .collect();
    let number = |word: &String| !word.is_empty() && word.bytes().all(|byte| byte.is_ascii_digit());
    match words.iter().filter(|word| !word.is_empty()).collect::<Vec<_>>().as_slice() {
        [first, second] => *first == "referral" && number(second),
        [first, second, of, last] => *first == "referral" && number(second) && *of == "of" && number(last),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_letter_round_a_referral_is_left_out() {
        let text = "Hi Cath,\nsee below.\n\nKind regards,\nJo Bell\nTel: 01632 960123\n\n\
            -----Original Message-----\nFrom: A Clegg\nSent: 12 November 2026 09:10\nTo: Jo\nSubject: MARAC\n\n\
            > Victim name: Mary Kershaw\n> Reason: she said: I am afraid\n>\n> Many thanks\n> Alice\n> Tel: 01632 960999\n";
        let found = referrals(text);
        assert_eq!(found.len(), 1);
        assert!(found[0].contains("Victim name: Mary Kershaw") && found[0].contains("I am afraid"));
        for gone in ["01632", "A Clegg", "Sent:", "Alice", "Original"] {
            assert!(!found[0].contains(gone), "{gone}: {}", found[0]);
        }
    }

    #[test]
    fn several_referrals_are_parted_only_where_the_text_says_so() {
        assert_eq!(referrals("Referral 1 of 2\nVictim: A\n\nReferral 2 of 2\nVictim: B\n").len(), 3);
        assert_eq!(referrals("Victim: A\n----------\nVictim: B").len(), 2);
        assert_eq!(referrals("Victim: A\n\n\nVictim: B\nthanks to referral 2 years ago").len(), 1);
    }

    #[test]
    fn a_saved_message_gives_its_text_and_what_was_attached() {
        let saved = "From: jo@example.org\r\nTo: marac@example.org\r\nSubject: referral\r\nMIME-Version: 1.0\r\n\
            Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\nContent-Type: text/plain; charset=utf-8\r\n\
            Content-Transfer-Encoding: quoted-printable\r\n\r\nVictim name: Siobh=C3=A1n\r\n--b\r\n\
            Content-Type: application/octet-stream\r\nContent-Disposition: attachment; filename=\"form.docx\"\r\n\
            Content-Transfer-Encoding: base64\r\n\r\nUEs=\r\n--b--\r\n";
        let message = message(saved.as_bytes()).unwrap();
        assert_eq!(message.text.trim(), "Victim name: Siobh\u{e1}n");
        assert_eq!(
            (message.attached[0].name.as_str(), message.attached[0].bytes.as_slice()),
            ("form.docx", &b"PK"[..])
        );
    }
}
