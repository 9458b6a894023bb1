//! The ingredients of an invented history: names, places, and sentences with gaps that stay right whoever fills
//! them. Nothing is drawn here: a generator picks by its own seed, gives the people of a case different first
//! names, and takes one line an agency.

use serde::Deserialize;

use super::fill::{self, Gap};
use super::people::{Gender, Relation};
use crate::domain::tools::{Faults, Tool};

/// Names of one community. A family's surname may differ by gender (`surnames_female`), position by position.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NamePool {
    /// Stable key.
    pub key: String,
    /// How often it is drawn, against the other pools.
    pub weight: u32,
    /// As self-described.
    pub ethnicity: String,
    /// Column of the data return.
    pub ethnic_group: String,
    /// Language when not English, for an interpreter now and then.
    pub language: Option<String>,
    /// First names.
    pub female: Vec<String>,
    /// First names.
    pub male: Vec<String>,
    /// Surnames; of men only where `surnames_female` is given.
    pub surnames: Vec<String>,
    /// The same surnames as women bear them; empty: the same.
    #[serde(default)]
    pub surnames_female: Vec<String>,
}

/// Whether a pattern needs children in the household.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Children {
    /// At least one.
    Some,
    /// None.
    None,
    /// Either.
    Any,
}

/// Who may be what to whom in a pattern.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Pair {
    /// What the perpetrator is to the victim.
    pub relation: Relation,
    /// Gender of the victim.
    pub victim: Gender,
    /// Gender of the perpetrator.
    pub perpetrator: Gender,
    /// How often it is drawn.
    pub weight: u32,
}

/// Sentences that fit one kind of relationship.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Pattern {
    /// Stable key.
    pub key: String,
    /// How often it is drawn.
    pub weight: u32,
    /// Who may be what to whom.
    pub pairs: Vec<Pair>,
    /// Where the perpetrator may be.
    pub whereabouts: Vec<String>,
    /// Youngest victim.
    pub age_from: u32,
    /// Oldest victim.
    pub age_to: u32,
    /// Children in the household.
    pub children: Children,
    /// Agencies that refer such cases.
    pub referrers: Vec<String>,
    /// Dash concepts nearly always answered yes.
    pub dash: Vec<String>,
    /// Reasons for referral.
    pub reasons: Vec<String>,
    /// Victim's views.
    pub views: Vec<String>,
    /// Risks to the victim.
    pub risks: Vec<String>,
}

/// What an agency usually says.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct UsualInformation {
    /// Agency.
    pub agency: String,
    /// Only when the case has children.
    #[serde(default)]
    pub children: bool,
    /// Patterns it belongs to; empty: all.
    #[serde(default)]
    pub only: Vec<String>,
    /// Patterns in which it would be wrong.
    #[serde(default)]
    pub except: Vec<String>,
    /// Sentences.
    pub lines: Vec<String>,
}

/// Actions a meeting takes, by key of the forum's library, with how they end.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct UsualOutcome {
    /// Key in the MARAC library.
    pub action: String,
    /// How often it is drawn.
    pub weight: u32,
    /// Only when the case has children.
    #[serde(default)]
    pub children: bool,
    /// Patterns it belongs to; empty: all.
    #[serde(default)]
    pub only: Vec<String>,
    /// Patterns in which it would be wrong.
    #[serde(default)]
    pub except: Vec<String>,
    /// What is reported when completed.
    pub completed: Vec<String>,
    /// What is said when not done or no longer possible.
    pub not_done: Vec<String>,
}

/// The ingredients.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct History {
    /// Name of the file.
    pub name: String,
    /// Version of the file.
    pub version: String,
    /// Streets; a house number goes before.
    pub streets: Vec<String>,
    /// Districts.
    pub districts: Vec<String>,
    /// Primary schools.
    pub primary_schools: Vec<String>,
    /// Secondary schools.
    pub secondary_schools: Vec<String>,
    /// Safe contact.
    pub safe_contact: Vec<String>,
    /// Why sharing goes on without consent.
    pub without_consent: Vec<String>,
    /// Reasons of professional judgement.
    pub judgements: Vec<String>,
    /// Names by community.
    pub names: Vec<NamePool>,
    /// By relationship.
    pub pattern: Vec<Pattern>,
    /// By agency.
    pub information: Vec<UsualInformation>,
    /// By action.
    pub outcome: Vec<UsualOutcome>,
}

impl History {
    /// Information that may be said in a case of a pattern.
    pub fn information_for<'a>(
        &'a self,
        pattern: &'a str,
        with_children: bool,
    ) -> impl Iterator<Item = &'a UsualInformation> {
        let fits = move |entry: &&UsualInformation| fits(pattern, &entry.only, &entry.except);
        self.information.iter().filter(fits).filter(move |entry| with_children || !entry.children)
    }

    /// Actions that may be taken in a case of a pattern.
    pub fn outcomes_for<'a>(
        &'a self,
        pattern: &'a str,
        with_children: bool,
    ) -> impl Iterator<Item = &'a UsualOutcome> {
        let fits = move |entry: &&UsualOutcome| fits(pattern, &entry.only, &entry.except);
        self.outcome.iter().filter(fits).filter(move |entry| with_children || !entry.children)
    }

    fn check_patterns(&self, faults: &mut Faults) {
        let named = self.information.iter().flat_map(|entry| entry.only.iter().chain(&entry.except));
        let named = named.chain(self.outcome.iter().flat_map(|entry| entry.only.iter().chain(&entry.except)));
        for key in named {
            let known = self.pattern.iter().any(|pattern| pattern.key == *key);
            faults.require(known, "only and except", format!("`{key}` is no pattern"));
        }
    }

    /// Every sentence with gaps, where it stands, and whether children may be named in it.
    pub fn sentences(&self) -> impl Iterator<Item = (String, &str, bool)> {
        let lists = [
            ("without_consent", &self.without_consent),
            ("judgements", &self.judgements),
            ("safe_contact", &self.safe_contact),
        ];
        let plain = lists
            .into_iter()
            .flat_map(|(part, list)| list.iter().map(move |s| (part.to_owned(), s.as_str(), false)));
        let patterns = self.pattern.iter().flat_map(|pattern| {
            let all = pattern
                .reasons
                .iter()
                .chain(&pattern.views)
                .chain(&pattern.risks)
                .chain(&pattern.whereabouts);
            let part = format!("pattern `{}`", pattern.key);
            all.map(move |s| (part.clone(), s.as_str(), pattern.children == Children::Some))
        });
        let information = self.information.iter().flat_map(|entry| {
            let part = format!("information of `{}`", entry.agency);
            entry.lines.iter().map(move |s| (part.clone(), s.as_str(), entry.children))
        });
        let outcomes = self.outcome.iter().flat_map(|entry| {
            let part = format!("outcome `{}`", entry.action);
            let all = entry.completed.iter().chain(&entry.not_done);
            all.map(move |s| (part.clone(), s.as_str(), entry.children))
        });
        plain.chain(patterns).chain(information).chain(outcomes)
    }
}

fn fits(pattern: &str, only: &[String], except: &[String]) -> bool {
    let names = |list: &[String]| list.iter().any(|key| key == pattern);
    (only.is_empty() || names(only)) && !names(except)
}

impl Tool for History {
    const KIND: &'static str = "demonstration history";

    fn name(&self) -> &str {
        &self.name
    }

    fn version(&self) -> &str {
        &self.version
    }

    fn check(&self, faults: &mut Faults) {
        faults.keys("names", self.names.iter().map(|pool| pool.key.as_str()));
        faults.keys("pattern", self.pattern.iter().map(|pattern| pattern.key.as_str()));
        for pool in &self.names {
            let part = format!("names `{}`", pool.key);
            let full = !pool.female.is_empty() && !pool.male.is_empty() && !pool.surnames.is_empty();
            faults.require(full, &part, "needs female, male and surnames");
            let paired = pool.surnames_female.is_empty() || pool.surnames_female.len() == pool.surnames.len();
            faults.require(paired, &part, "surnames_female must pair with surnames");
        }
        for pattern in &self.pattern {
            let part = format!("pattern `{}`", pattern.key);
            for pair in &pattern.pairs {
                let agrees = pair.relation.gender().is_none_or(|gender| gender == pair.perpetrator);
                faults.require(agrees, &part, format!("a {} of the other gender", pair.relation.words()));
            }
            faults.require(!pattern.pairs.is_empty(), &part, "says not who may be what to whom");
            let said = [&pattern.reasons, &pattern.views, &pattern.risks, &pattern.whereabouts]
                .iter()
                .all(|list| !list.is_empty());
            faults.require(said, &part, "needs reasons, views, risks and whereabouts");
            faults.require(pattern.age_from <= pattern.age_to, &part, "ages run backwards");
            faults.require(pattern.age_from >= 16, &part, "victims are 16 or over");
        }
        self.check_patterns(faults);
        for (part, sentence, children) in self.sentences() {
            match fill::gaps(sentence) {
                Err(wrong) => faults.add(part, wrong.to_string()),
                Ok(gaps) if !children && gaps.contains(&Gap::Children) => {
                    faults.add(part, format!("names children where there may be none: {sentence}"));
                }
                Ok(_) => {}
            }
        }
    }
}
