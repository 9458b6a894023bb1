//! How grave an offence is: the tier of the longest name that stands in its text. What matches nothing has no
//! tier and is told about, never guessed.

use std::collections::BTreeMap;

use serde::Deserialize;

use super::Faults;

/// A tier of gravity.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Tier {
    /// Higher is graver.
    pub tier: u32,
    /// Points.
    pub points: u32,
    /// Names of offences, any capitals; a longer name wins over a shorter one in the same text.
    pub offences: Vec<String>,
}

/// The tier an offence's text belongs to.
///
/// Matching is by whole words, without regard to capitals and punctuation.
pub fn tier_of<'a>(tiers: &'a [Tier], offence: &str) -> Option<&'a Tier> {
    let text = words(offence);
    let named = tiers.iter().flat_map(|tier| tier.offences.iter().map(move |name| (words(name), tier)));
    let found = named.filter(|(name, _)| contains(&text, name));
    found.max_by_key(|(name, _)| name.len()).map(|(_, tier)| tier)
}

/// Whether an offence's text names an offence, by whole words, without regard to capitals and punctuation.
pub fn named_in(offence: &str, name: &str) -> bool {
    contains(&words(offence), &words(name))
}

/// Every name must stand in one tier only, and say something.
pub(super) fn check(tiers: &[Tier], faults: &mut Faults) {
    let mut seen: BTreeMap<String, u32> = BTreeMap::new();
    for tier in tiers {
        let part = format!("tier {}", tier.tier);
        faults.require(!tier.offences.is_empty(), &part, "names no offence");
        for name in &tier.offences {
            let name = words(name);
            faults.filled(&part, &name);
            if let Some(other) = seen.insert(name.clone(), tier.tier) {
                faults.add(&part, format!("`{name}` already stands in tier {other}"));
            }
        }
    }
}

/// Whether an offence's text names an offence, as whole words.
pub(super) fn names(offence: &str, name: &str) -> bool {
    contains(&words(offence), &words(name))
}

/// Lower-case words with single spaces.
fn words(text: &str) -> String {
    let lower = text.to_lowercase();
    lower.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
}

/// Whether the words of `name` stand together in `text`; an empty name stands nowhere.
fn contains(text: &str, name: &str) -> bool {
    !name.is_empty() && format!(" {text} ").contains(&format!(" {name} "))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::tools::parse;
    use crate::domain::tools::scheme::Scheme;

    #[test]
    fn the_longest_name_decides() {
        let scheme: Scheme = parse(crate::assets::rfgv_default_1()).unwrap();
        let tier = |offence: &str| tier_of(&scheme.tier, offence).map(|tier| tier.tier);
        for (offence, expected) in [
            ("Intentional strangulation", Some(4)),
            ("Assault occasioning actual bodily harm", Some(3)),
            ("ABH (s.47)", Some(3)),
            ("Section 18 GBH", Some(5)),
            ("section 20 gbh", Some(4)),
            ("Common assault", Some(2)),
            ("Controlling or coercive behaviour", Some(4)),
            ("Threats to kill", Some(3)),
            ("Breach of bail", Some(3)),
            ("Harassment", Some(2)),
            ("Malicious communications", Some(2)),
            ("Criminal damage", Some(2)),
            ("STALKING", Some(3)),
            ("Stalking involving fear of violence", Some(4)),
            ("Breach of non-molestation order", Some(3)),
            ("Breach of non-molestation order without contact", Some(2)),
            ("Non-crime domestic incident", Some(1)),
            ("Theft from shop", None),
            ("rapeseed theft", None),
            ("", None),
        ] {
            assert_eq!(tier(offence), expected, "{offence}");
        }
    }
}
