//! Telephone numbers, addresses and e-mails in the form in which they are compared.
//!
//! What two people share is told by channel. A text that could be anybody's (`no fixed abode`, `withheld`, a
//! number too short to ring) has no such form and is never shared.

use serde::{Deserialize, Serialize};

use super::PersonSketch;
use crate::domain::text::{digits, fold};

/// Gives the comparable form of a detail, if it is one.
type Comparable = fn(&str) -> Option<String>;

/// A way to reach somebody.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Channel {
    /// Telephone.
    Telephone,
    /// Postal address.
    Address,
    /// E-mail.
    Email,
}

impl Channel {
    /// Every channel.
    pub const ALL: [Self; 3] = [Self::Telephone, Self::Address, Self::Email];

    /// The word on screens and papers.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Telephone => "telephone",
            Self::Address => "address",
            Self::Email => "e-mail",
        }
    }

    /// What a sketch gives for this channel, in comparable form.
    pub(super) fn of(self, person: &PersonSketch) -> Vec<String> {
        let (given, comparable) = match self {
            Self::Telephone => (&person.phones, telephone as Comparable),
            Self::Address => (&person.addresses, address as Comparable),
            Self::Email => (&person.emails, email as Comparable),
        };
        given.iter().filter_map(|text| comparable(text.reveal())).collect()
    }
}

/// The channels on which two sketches give the same detail.
pub fn shared(one: &PersonSketch, other: &PersonSketch) -> Vec<Channel> {
    let common = |channel: &Channel| {
        let theirs = channel.of(other);
        channel.of(one).iter().any(|detail| theirs.contains(detail))
    };
    Channel::ALL.into_iter().filter(common).collect()
}

/// Digits of a UK number, whichever way it was written: `+44`, `0044`, or the leading nought lost by a spreadsheet.
pub(super) fn telephone(text: &str) -> Option<String> {
    let written = digits(text);
    let national = written.strip_prefix("0044").or_else(|| written.strip_prefix("44")).unwrap_or(&written);
    let national = national.trim_start_matches('0');
    (national.len() >= 6).then(|| format!("0{national}"))
}

/// An address with a number in it; one without (`no fixed abode`) is nobody's in particular.
fn address(text: &str) -> Option<String> {
    let folded = fold(text);
    (folded.len() >= 8 && folded.contains(|letter: char| letter.is_ascii_digit())).then_some(folded)
}

pub(super) fn email(text: &str) -> Option<String> {
    let lower = text.trim().to_lowercase();
    lower.contains('@').then_some(lower)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_agree_however_written() {
        let written =
            ["07700 900665", "+44 7700 900665", "0044 (0)7700 900665", "7700900665", "07700-900-665"];
        for text in written {
            assert_eq!(telephone(text).as_deref(), Some("07700900665"), "{text}");
        }
        assert_eq!(telephone("via sister"), None);
        assert_eq!(telephone("999"), None);
    }

    #[test]
    fn an_address_for_anybody_is_shared_by_nobody() {
        let at = |text: &str| PersonSketch { addresses: vec![text.into()], ..PersonSketch::default() };
        assert!(shared(&at("no fixed abode"), &at("No fixed abode")).is_empty());
        let (one, other) = (at("4 Cobden Walk, Lancaster, ZZ99 3VZ"), at("4 COBDEN WALK LANCASTER ZZ993VZ"));
        assert_eq!(shared(&one, &other), [Channel::Address]);
    }
}
