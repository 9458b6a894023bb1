//! Letters whose words an area writes: which there are, what may stand between braces in each, and how it is filled in.
//!
//! A template is paragraphs with an empty line between. `{facts}` on a line of its own is where the paper puts what it
//! knows; every other placeholder is a short word such as a reference or a day. Nothing a template may say names a person,
//! but a letter about somebody in its text.

use serde::Deserialize;

use super::super::Faults;
use crate::words;

words! {
    /// A letter that carries words of the area.
    pub enum Letter {
        /// What the IDVA service gets the day a referral comes.
        IdvaNotice = "idva-notice",
        /// What a referrer gets when a referral has come or was decided on.
        Receipt = "receipt",
        /// What a referrer gets when a referral goes to no meeting.
        Decline = "decline",
        /// The e-mail that asks the chair to approve.
        Approval = "approval",
        /// What opens the pack that goes to another MARAC.
        Transfer = "transfer",
        /// A letter about somebody to a court, a landlord, another body.
        Evidence = "evidence",
        /// The e-mail a paper is sent with.
        Mail = "mail",
    }
}

words! {
    /// What may stand between braces.
    pub enum Placeholder {
        /// Reference of the case, or of what the paper is about.
        Reference = "reference",
        /// Reference of the meeting.
        Meeting = "meeting",
        /// The day the paper is made.
        Date = "date",
        /// The agency that is written to or that referred.
        Agency = "agency",
        /// For whom the copy is.
        Recipient = "recipient",
        /// "Lancaster MARAC".
        Forum = "forum",
        /// Name of the area.
        Area = "area",
        /// What the paper is: "minutes".
        Paper = "paper",
        /// The day something came.
        Received = "received",
        /// The day by which something is due.
        Due = "due",
        /// Who may be asked: handle of a user.
        Contact = "contact",
        /// What was decided, in words of the paper.
        Outcome = "outcome",
        /// Why, in words of the coordinator.
        Reason = "reason",
        /// What the referrer should do next, in words of the coordinator.
        Next = "next",
        /// What the letter supports.
        Purpose = "purpose",
        /// Whom the letter is about, by name.
        Person = "person",
        /// What the paper knows, on a line of its own.
        Facts = "facts",
    }
}

impl Placeholder {
    /// Whether what it stands for names a person or tells of one.
    pub const fn tells(self) -> bool {
        matches!(self, Self::Outcome | Self::Reason | Self::Next | Self::Purpose | Self::Person | Self::Facts)
    }
}

impl Letter {
    /// What its text must hold.
    pub const fn required(self) -> &'static [Placeholder] {
        use Placeholder as P;
        match self {
            Self::IdvaNotice | Self::Transfer => &[P::Reference, P::Facts],
            Self::Receipt => &[P::Reference, P::Outcome],
            Self::Decline => &[P::Reference, P::Outcome, P::Reason],
            Self::Approval => &[P::Meeting],
            Self::Evidence => &[P::Purpose, P::Facts],
            Self::Mail => &[P::Reference],
        }
    }

    /// What its text may hold besides.
    pub const fn allowed(self) -> &'static [Placeholder] {
        use Placeholder as P;
        match self {
            Self::IdvaNotice => &[P::Date, P::Agency, P::Recipient, P::Forum, P::Area, P::Received, P::Due],
            Self::Receipt => &[
                P::Date,
                P::Agency,
                P::Recipient,
                P::Forum,
                P::Area,
                P::Received,
                P::Contact,
                P::Reason,
                P::Next,
            ],
            Self::Decline => {
                &[P::Date, P::Agency, P::Recipient, P::Forum, P::Area, P::Received, P::Contact, P::Next]
            }
            Self::Approval => &[P::Date, P::Recipient, P::Forum, P::Area, P::Paper, P::Due],
            Self::Transfer => &[P::Date, P::Recipient, P::Forum, P::Area],
            Self::Evidence => &[P::Reference, P::Date, P::Recipient, P::Forum, P::Area, P::Person],
            Self::Mail => &[P::Meeting, P::Date, P::Recipient, P::Forum, P::Area, P::Paper],
        }
    }

    /// Whether it is sent as an e-mail and has a subject line.
    pub const fn has_subject(self) -> bool {
        matches!(self, Self::Approval | Self::Mail)
    }
}

/// The words of one letter.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Template {
    /// Which letter, as [`Letter`] writes it.
    pub letter: String,
    /// The subject line of an e-mail.
    #[serde(default)]
    pub subject: Option<String>,
    /// Paragraphs, with an empty line between.
    pub text: String,
}

/// A paragraph of a filled-in template, or the place of the facts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Passage {
    /// A paragraph, its lines joined.
    Paragraph(String),
    /// Where the paper puts what it knows.
    Facts,
}

/// What the placeholders stand for in one letter.
pub type Values<'a> = [(Placeholder, &'a str)];

impl Template {
    /// The paragraphs with every placeholder filled in; one that stands for nothing leaves no gap.
    pub fn passages(&self, values: &Values<'_>) -> Vec<Passage> {
        let paragraphs = self.text.split("\n\n").map(str::trim).filter(|text| !text.is_empty());
        paragraphs
            .map(|text| match text {
                "{facts}" => Passage::Facts,
                text => {
                    let lines: Vec<&str> = text.lines().map(str::trim).collect();
                    Passage::Paragraph(filled(&lines.join(" "), values))
                }
            })
            .filter(|passage| !matches!(passage, Passage::Paragraph(text) if text.is_empty()))
            .collect()
    }

    /// The subject line filled in; nothing for a letter without.
    pub fn subject_line(&self, values: &Values<'_>) -> Option<String> {
        self.subject.as_ref().map(|line| filled(line.trim(), values))
    }

    /// Adds what is wrong with it.
    pub fn check(&self, faults: &mut Faults) {
        let part = |what: &str| format!("template `{}`, {what}", self.letter);
        let Some(letter) = Letter::parse(&self.letter) else {
            let known: Vec<&str> = Letter::ALL.iter().map(|letter| letter.word()).collect();
            faults.add(part("letter"), format!("there is no such letter; there are {}", known.join(", ")));
            return;
        };
        faults.filled(part("text"), &self.text);
        self.braces(letter, &part("text"), &self.text, false, faults);
        for needed in letter.required().iter().filter(|needed| !holds(&self.text, **needed)) {
            faults
                .add(part("text"), format!("`{{{needed}}}` is missing; the letter is not whole without it"));
        }
        if holds(&self.text, Placeholder::Facts) && !self.passages(&[]).contains(&Passage::Facts) {
            faults.add(
                part("text"),
                "`{facts}` stands on a line of its own, with an empty line on either side",
            );
        }
        match &self.subject {
            Some(line) if letter.has_subject() => {
                faults.filled(part("subject"), line);
                faults.require(!line.trim().contains('\n'), part("subject"), "is one line");
                self.braces(letter, &part("subject"), line, true, faults);
            }
            Some(_) => faults.add(part("subject"), "only an e-mail has a subject line; take it out"),
            None if letter.has_subject() => {
                faults.add(part("subject"), "is missing: an e-mail has a subject line");
            }
            None => {}
        }
    }

    fn braces(&self, letter: Letter, part: &str, text: &str, is_subject: bool, faults: &mut Faults) {
        let may = |one: &Placeholder| {
            (letter.required().contains(one) || letter.allowed().contains(one))
                && !(is_subject && one.tells())
        };
        for word in braced(text) {
            let Some(word) = word else {
                faults.add(part, "a brace is opened and not closed; write `{reference}`");
                continue;
            };
            let known = Placeholder::parse(word);
            if known.is_some_and(|one| may(&one)) {
                continue;
            }
            let may: Vec<String> =
                Placeholder::ALL.iter().filter(|one| may(one)).map(|one| format!("{{{one}}}")).collect();
            let names = known.is_some_and(Placeholder::tells) || NAMES.contains(&word);
            let wrong = if is_subject && names {
                "would tell of a person, and a subject line is read by whoever sees the mailbox"
            } else if names {
                "would tell of a person, which this letter does not"
            } else {
                "is not known in this letter"
            };
            faults.add(part, format!("`{{{word}}}` {wrong}; there may be {}", may.join(" ")));
        }
    }
}

/// Words that somebody might write for a name.
const NAMES: &[&str] = &["name", "victim", "perpetrator", "subject", "child", "children", "address"];

fn holds(text: &str, placeholder: Placeholder) -> bool {
    text.contains(&format!("{{{placeholder}}}"))
}

/// What stands between braces; nothing for a brace that is not closed.
fn braced(text: &str) -> impl Iterator<Item = Option<&str>> {
    text.split('{').skip(1).map(|rest| rest.split_once('}').map(|(word, _)| word.trim()))
}

fn filled(text: &str, values: &Values<'_>) -> String {
    let mut filled = String::with_capacity(text.len());
    let mut parts = text.split('{');
    filled.push_str(parts.next().unwrap_or_default());
    for part in parts {
        let (word, rest) = part.split_once('}').unwrap_or(("", part));
        let value = values.iter().find(|(placeholder, _)| placeholder.word() == word.trim());
        filled.push_str(value.map_or("", |(_, value)| value));
        filled.push_str(rest);
    }
    filled.trim().to_owned()
}
