//! The receipt that a referrer gets: drafted from the facts, without a name of anybody the case is about.

use jiff::civil::Date;

use crate::domain::calendar::show_day_year;
use crate::domain::private::Private;
use crate::domain::rows::desk::TriageDecision;

/// What a receipt is drafted from.
#[derive(Debug, Clone)]
pub struct Letter {
    /// Marking of the forum's papers.
    pub marking: String,
    /// "Lancaster MARAC".
    pub forum: String,
    /// The referrer, as written to.
    pub referrer: String,
    /// The case reference.
    pub reference: String,
    /// The referrer's own reference.
    pub source: Option<String>,
    /// The day it came.
    pub received: Date,
    /// What was decided, when, and why.
    pub decision: Option<(TriageDecision, Date, Private)>,
    /// What is missing.
    pub missing: Vec<String>,
    /// When the answer is due.
    pub due: Option<Date>,
    /// Where it went.
    pub sent_to: Option<String>,
    /// The meeting it is expected at: its day.
    pub meeting: Option<Date>,
    /// Who to ask: handle of the user.
    pub contact: String,
    /// Names of the parties, which must not stand in it.
    pub parties: Vec<Private>,
}

impl Letter {
    /// The text. A reason that names a party is left out.
    pub fn draft(&self) -> String {
        let mut lines = vec![self.marking.clone(), String::new(), format!("To: {}", self.referrer)];
        lines.push(format!("From: {}", self.forum));
        let source =
            self.source.as_ref().map(|source| format!(" (your reference {source})")).unwrap_or_default();
        lines.push(format!("Referral: {}{source}", self.reference));
        lines.push(format!("Received: {}", show_day_year(self.received)));
        lines.push(String::new());
        lines.extend(self.outcome());
        lines.extend(self.reason().map(|reason| format!("Reason: {}", reason.reveal())));
        lines.push(String::new());
        lines.push(format!(
            "Please quote the reference and no names. Questions: the coordinator of {} ({}).",
            self.forum, self.contact
        ));
        lines.push(
            "This receipt changes nothing about what your own agency has to do to keep people safe now."
                .to_owned(),
        );
        lines.join("\n")
    }

    /// The reason of the decision; nothing when there is none or it names a party.
    pub fn reason(&self) -> Option<&Private> {
        let (.., reason) = self.decision.as_ref()?;
        Some(reason).filter(|reason| !reason.is_empty() && names_a_party(reason, &self.parties).is_none())
    }

    /// What was decided, in one paragraph.
    pub fn outcome_in_one(&self) -> String {
        let mut words = String::new();
        let mut listed = false;
        for line in self.outcome() {
            let part = line.strip_prefix("  - ");
            words.push_str(match (listed, part.is_some()) {
                _ if words.is_empty() => "",
                (true, true) => "; ",
                (true, false) => ". ",
                (false, _) => " ",
            });
            listed = part.is_some();
            words.push_str(part.unwrap_or(&line));
        }
        words
    }

    fn outcome(&self) -> Vec<String> {
        let Some((decision, on, _)) = &self.decision else {
            return vec!["It has been received and is being looked at.".to_owned()];
        };
        let on = show_day_year(*on);
        let meeting = self.meeting.map(|day| {
            format!("It is expected at the meeting of {}; the agenda will say when.", show_day_year(day))
        });
        match decision {
            TriageDecision::Accepted => {
                let mut lines = vec![format!("Decision: accepted, {on}.")];
                lines.push(meeting.unwrap_or_else(|| "The date of the meeting will follow.".to_owned()));
                lines
            }
            TriageDecision::Asked => {
                let by = self.due.map(|due| format!(" by {}", show_day_year(due))).unwrap_or_default();
                let mut lines = vec![format!("Decision: more is needed{by}. Please send:")];
                lines.extend(self.missing.iter().map(|missing| format!("  - {missing}")));
                lines.push("The referral keeps its place while it waits.".to_owned());
                lines
            }
            TriageDecision::Declined => vec![format!("Decision: not taken to a meeting, {on}.")],
            TriageDecision::Withdrawn => vec![format!("Withdrawn at your request, {on}.")],
            TriageDecision::Sent => {
                let to = self.sent_to.as_deref().unwrap_or("another forum");
                vec![format!("Decision: sent to {to}, {on}.")]
            }
            TriageDecision::Answered | TriageDecision::Reopened => {
                vec![format!("It has been open for a decision again since {on}.")]
            }
        }
    }
}

/// The line of a text that holds a name of a party, counted from 1: a whole word with a capital.
pub fn names_a_party(text: &Private, parties: &[Private]) -> Option<usize> {
    let parts: Vec<&str> = parties
        .iter()
        .flat_map(|name| name.reveal().split_whitespace())
        .filter(|part| part.chars().count() > 1)
        .collect();
    // A name is written with a capital; "will" and "grace" in a sentence are none.
    let named = |word: &str| word.chars().next().is_some_and(char::is_uppercase);
    let same =
        |word: &str| named(word) && parts.iter().any(|part| part.to_lowercase() == word.to_lowercase());
    let holds = |line: &str| line.split(|letter: char| !letter.is_alphanumeric() && letter != '-').any(same);
    text.reveal().lines().position(holds).map(|at| at + 1)
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    fn letter(decision: TriageDecision, reason: &str) -> Letter {
        Letter {
            marking: "OFFICIAL-SENSITIVE".to_owned(),
            forum: "Lancaster MARAC".to_owned(),
            referrer: "Housing".to_owned(),
            reference: "LAN-26-0143".to_owned(),
            source: Some("H-77".to_owned()),
            received: date(2026, 11, 12),
            decision: Some((decision, date(2026, 11, 13), reason.into())),
            missing: vec!["victim's date of birth".to_owned()],
            due: Some(date(2026, 11, 17)),
            sent_to: Some("MATAC".to_owned()),
            meeting: Some(date(2026, 11, 26)),
            contact: "cath".to_owned(),
            parties: vec!["Mary Kershaw".into(), "Dean Kershaw".into()],
        }
    }

    #[test]
    fn each_decision_says_what_the_referrer_has_to_know() {
        for (decision, words) in [
            (TriageDecision::Accepted, "It is expected at the meeting of Thu 26 Nov 2026"),
            (TriageDecision::Asked, "more is needed by Tue 17 Nov 2026"),
            (TriageDecision::Declined, "not taken to a meeting, Fri 13 Nov 2026"),
            (TriageDecision::Withdrawn, "Withdrawn at your request"),
            (TriageDecision::Sent, "sent to MATAC"),
            (TriageDecision::Reopened, "open for a decision again"),
        ] {
            let text = letter(decision, "below every threshold").draft();
            assert!(text.contains(words), "{decision}: {text}");
            assert!(text.contains("LAN-26-0143 (your reference H-77)"));
            assert!(text.contains("Reason: below every threshold"));
        }
        assert!(letter(TriageDecision::Asked, "").draft().contains("  - victim's date of birth"));
    }

    #[test]
    fn no_party_is_named_even_when_the_reason_does() {
        for reason in ["Mary is safe now", "KERSHAW moved", "Dean's solicitor wrote"] {
            let text = letter(TriageDecision::Declined, reason).draft();
            assert!(!text.contains(reason), "{text}");
            assert_eq!(names_a_party(&text.into(), &letter(TriageDecision::Sent, "").parties), None);
        }
        assert!(names_a_party(&"marred by delay".into(), &["Mar Red".into()]).is_none());
        assert_eq!(names_a_party(&"one\nof Mary".into(), &["Mary Kershaw".into()]), Some(2));
    }
}
