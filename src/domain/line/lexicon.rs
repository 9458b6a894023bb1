//! The area's words: what its agencies are called, who belongs to them, its shorthand and its usual due dates.
//!
//! [`LexiconParts`] is plain data, as an area's file holds it; [`Lexicon`] is the same made ready for reading a
//! line at every key: names folded once and tried longest first. It never changes; a new file makes a new one.
//! Words of the English language (weekdays, "before", "within") are not area data and live in `due`.

use jiff::civil::Time;
use serde::{Deserialize, Serialize};
use thiserror::Error;

use super::fold;
use super::span::Span;

/// An agency as the area knows it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AgencyPart {
    /// The key actions are stored under.
    pub key: String,
    /// The full name, as papers print it.
    pub name: String,
    /// Other names people type; the key and the full name need not be repeated.
    #[serde(default)]
    pub nicknames: Vec<String>,
    /// Known to the area and not on the meeting's list; an action for it is accepted and marked.
    #[serde(default)]
    pub off_list: bool,
    /// Stands for every agency at once.
    #[serde(default)]
    pub every: bool,
    /// Its actions give away where somebody is (a refuge): they are kept off papers.
    #[serde(default)]
    pub location: bool,
}

/// A rank or post that means an agency: `dc` is police.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TitlePart {
    /// As typed and, in capitals, as shown.
    pub word: String,
    /// Key of the agency it means.
    pub agency: String,
    /// Always followed by a name, even without a colon (`dc shah arrest o/s`).
    #[serde(default)]
    pub named: bool,
}

/// Whom an action protects or, for the perpetrator, concerns.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Beneficiary {
    /// The victim.
    Victim,
    /// The children.
    Children,
    /// The perpetrator, whose risk the action works on.
    Perpetrator,
    /// Other people: family, a new partner.
    Others,
    /// Staff who visit.
    Staff,
}

/// Words that mean one beneficiary.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct BeneficiaryPart {
    /// Whom they mean.
    pub who: Beneficiary,
    /// The words.
    pub words: Vec<String>,
}

/// Shorthand that is written out on the screen.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ExpansionPart {
    /// One word as typed, in small letters.
    pub typed: String,
    /// What is shown in its place.
    pub shown: String,
    /// Left as typed after one of these words (`for ch` names nobody for certain).
    #[serde(default)]
    pub unless_after: Vec<String>,
    /// Left as typed before one of these words (`ch contact` is child contact).
    #[serde(default)]
    pub unless_before: Vec<String>,
}

/// How long the library gives an agency for an action of this wording.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct UsualPart {
    /// Key of the agency; none means any.
    #[serde(default)]
    pub agency: Option<String>,
    /// Words the action's text contains; the longest that fits decides.
    pub phrase: String,
    /// How long.
    pub within: Span,
}

/// Everything an area sets about the action line.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct LexiconParts {
    /// The agencies.
    pub agencies: Vec<AgencyPart>,
    /// Ranks and posts.
    pub titles: Vec<TitlePart>,
    /// Words for whom an action is.
    pub beneficiaries: Vec<BeneficiaryPart>,
    /// Shorthand written out.
    pub expansions: Vec<ExpansionPart>,
    /// Actions that stand for a window after the referral (`flag & tag`).
    pub standing: Vec<String>,
    /// Length of that window in calendar months (published definition: 12).
    pub standing_months: u16,
    /// Phrases that mean feedback to the victim.
    pub feedback: Vec<String>,
    /// What such a phrase becomes.
    pub feedback_shown: String,
    /// Phrases that give away where somebody is.
    pub locations: Vec<String>,
    /// Whole texts that are never an action, even after an agency's name (`nothing known`).
    pub notes: Vec<String>,
    /// The library's usual due dates.
    pub usual: Vec<UsualPart>,
    /// What `cop` and `eod` mean (our default: 17:00).
    pub close_of_play: Time,
    /// Days that `asap` allows (our default: 0, the same day).
    pub asap_days: u16,
}

impl Default for LexiconParts {
    fn default() -> Self {
        Self {
            agencies: Vec::new(),
            titles: Vec::new(),
            beneficiaries: Vec::new(),
            expansions: Vec::new(),
            standing: Vec::new(),
            standing_months: 12,
            feedback: Vec::new(),
            feedback_shown: "feedback to victim".to_owned(),
            locations: Vec::new(),
            notes: Vec::new(),
            usual: Vec::new(),
            close_of_play: Time::constant(17, 0, 0, 0),
            asap_days: 0,
        }
    }
}

/// What is wrong with an area's words.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum LexiconError {
    /// Two agencies answer to one name.
    #[error("`{name}` is a name of both {first} and {second}: give it to one of them")]
    SharedName {
        /// The name.
        name: String,
        /// Key of the agency that has it first.
        first: String,
        /// Key of the other.
        second: String,
    },
    /// A rank or a usual due date names an agency that is not in the list.
    #[error("`{used_by}` belongs to agency `{key}`, which is not in the list of agencies")]
    UnknownAgency {
        /// The key that is missing.
        key: String,
        /// The rank or phrase that names it.
        used_by: String,
    },
    /// A name, rank or phrase without a letter or digit.
    #[error("agency `{key}` has an empty name")]
    EmptyName {
        /// Key of the agency.
        key: String,
    },
}

/// A folded name and where what it means stands in its list.
#[derive(Clone, Debug)]
struct Name {
    folded: String,
    index: usize,
}

/// An area's words, ready for reading.
#[derive(Clone, Debug)]
pub struct Lexicon {
    parts: LexiconParts,
    /// Longest first, so that `mental health` is tried before a nickname it begins with.
    agencies: Vec<Name>,
    titles: Vec<Name>,
}

impl Lexicon {
    /// Makes an area's words ready.
    ///
    /// # Errors
    /// [`LexiconError`] when a name is shared, empty, or leads to no agency.
    pub fn from_parts(mut parts: LexiconParts) -> Result<Self, LexiconError> {
        let agencies = agency_names(&parts.agencies)?;
        let known = |key: &str| parts.agencies.iter().any(|agency| agency.key == key);
        let titles = parts.titles.iter().map(|title| (&title.word, Some(&title.agency)));
        let usual = parts.usual.iter().map(|usual| (&usual.phrase, usual.agency.as_ref()));
        for (used_by, key) in titles.chain(usual) {
            if let Some(key) = key.filter(|key| !known(key)) {
                return Err(LexiconError::UnknownAgency { key: key.clone(), used_by: used_by.clone() });
            }
        }
        let titles = longest_first(
            (parts.titles.iter().enumerate())
                .map(|(index, title)| Name { folded: fold::folded(&title.word), index })
                .filter(|name| !name.folded.is_empty())
                .collect(),
        );
        let phrases = (parts.standing.iter_mut())
            .chain(&mut parts.feedback)
            .chain(&mut parts.locations)
            .chain(&mut parts.notes)
            .chain(parts.usual.iter_mut().map(|usual| &mut usual.phrase))
            .chain(parts.expansions.iter_mut().map(|expansion| &mut expansion.typed))
            .chain(parts.beneficiaries.iter_mut().flat_map(|part| &mut part.words));
        for phrase in phrases {
            *phrase = fold::folded(phrase);
        }
        for list in [&mut parts.standing, &mut parts.feedback] {
            list.sort_by_key(|phrase| std::cmp::Reverse(phrase.len()));
        }
        Ok(Self { parts, agencies, titles })
    }

    /// The area's settings, phrases folded.
    pub(super) fn parts(&self) -> &LexiconParts {
        &self.parts
    }

    /// The agency whose name `low` begins with, and the bytes the name takes.
    pub(super) fn agency_at(&self, low: &str) -> Option<(&AgencyPart, usize)> {
        let (index, taken) = name_at(&self.agencies, low)?;
        Some((self.parts.agencies.get(index)?, taken))
    }

    /// Whom one word means, whatever the case.
    pub fn whom(&self, word: &str) -> Option<Beneficiary> {
        self.beneficiary(&fold::folded(word))
    }

    /// Whether `text` says that somebody looked and has nothing.
    pub fn says_nothing_known(&self, text: &str) -> bool {
        let low = super::token::lowered(text);
        self.parts.notes.iter().any(|phrase| fold::is_all(&low, phrase))
    }

    /// Every agency's names, folded.
    pub(super) fn names(&self) -> impl Iterator<Item = &str> {
        self.agencies.iter().map(|name| name.folded.as_str())
    }

    /// Bytes of the longest of them.
    pub(super) fn longest_name(&self) -> usize {
        self.agencies.first().map_or(0, |name| name.folded.len())
    }

    /// The rank that `low` begins with, its agency, and the bytes the rank takes.
    pub(super) fn title_at(&self, low: &str) -> Option<(&TitlePart, &AgencyPart, usize)> {
        let (index, taken) = name_at(&self.titles, low)?;
        let title = self.parts.titles.get(index)?;
        let agency = self.parts.agencies.iter().find(|agency| agency.key == title.agency)?;
        Some((title, agency, taken))
    }

    /// Whom one folded word means.
    pub(super) fn beneficiary(&self, word: &str) -> Option<Beneficiary> {
        let part = self.parts.beneficiaries.iter().find(|part| part.words.iter().any(|known| known == word));
        part.map(|part| part.who)
    }

    /// The usual time for an action of this agency whose text, in small letters, is `low`.
    pub(super) fn usual(&self, agency: &str, low: &str) -> Option<Span> {
        (self.parts.usual.iter())
            .filter(|usual| usual.agency.as_ref().is_none_or(|key| key == agency))
            .filter(|usual| fold::contains(low, &usual.phrase))
            .max_by_key(|usual| usual.phrase.len())
            .map(|usual| usual.within)
    }
}

fn agency_names(agencies: &[AgencyPart]) -> Result<Vec<Name>, LexiconError> {
    let mut names: Vec<Name> = Vec::new();
    for (index, agency) in agencies.iter().enumerate() {
        for name in [&agency.key, &agency.name].into_iter().chain(&agency.nicknames) {
            let folded = fold::folded(name);
            if folded.is_empty() {
                return Err(LexiconError::EmptyName { key: agency.key.clone() });
            }
            match names.iter().find(|known| known.folded == folded) {
                None => names.push(Name { folded, index }),
                Some(known) if known.index == index => {}
                Some(known) => {
                    let first =
                        agencies.get(known.index).map(|agency| agency.key.clone()).unwrap_or_default();
                    return Err(LexiconError::SharedName {
                        name: name.clone(),
                        first,
                        second: agency.key.clone(),
                    });
                }
            }
        }
    }
    Ok(longest_first(names))
}

fn longest_first(mut names: Vec<Name>) -> Vec<Name> {
    names.sort_by_key(|name| std::cmp::Reverse(name.folded.len()));
    names
}

fn name_at(names: &[Name], low: &str) -> Option<(usize, usize)> {
    names.iter().find_map(|name| Some((name.index, fold::begins(low, &name.folded)?)))
}

#[cfg(test)]
mod tests {
    use super::super::tests::lexicon::parts;
    use super::*;

    #[test]
    fn an_area_file_reads_back() {
        let text = toml::to_string(&parts()).unwrap();
        assert_eq!(toml::from_str::<LexiconParts>(&text).unwrap(), parts());
    }

    #[test]
    fn names_lead_to_one_agency() {
        let mut shared = parts();
        shared.agencies[1].nicknames.push("Police".to_owned());
        let error = Lexicon::from_parts(shared).unwrap_err();
        assert_eq!(error.to_string(), "`Police` is a name of both pol and idva: give it to one of them");

        let mut stray = parts();
        stray.titles[0].agency = "navy".to_owned();
        let error = Lexicon::from_parts(stray).unwrap_err().to_string();
        assert_eq!(error, "`dc` belongs to agency `navy`, which is not in the list of agencies");

        let mut empty = parts();
        empty.agencies[0].nicknames.push(" ' ".to_owned());
        assert!(matches!(Lexicon::from_parts(empty), Err(LexiconError::EmptyName { .. })));
    }
}
