//! The words of the action line: what is typed for whom, what expands, what stands for every agency. Data only;
//! reading a line belongs to the domain's action line.

use jiff::civil::Time;
use serde::{Deserialize, Deserializer, de::Error};

use super::{Faults, Tool};

/// Whom an action protects or is about.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Beneficiary {
    /// `victim`, `children`, `perpetrator`, `others`, `staff`.
    pub key: String,
    /// What is typed.
    pub words: Vec<String>,
}

/// Typed text and what it means.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Wording {
    /// As typed, lower case.
    pub typed: String,
    /// As it stands in the minutes.
    pub means: String,
}

/// One line that stands for every agency.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Standing {
    /// Stable key.
    pub key: String,
    /// What is typed.
    pub words: Vec<String>,
    /// What the minutes say.
    pub text: String,
    /// Months it runs, from the referral.
    pub months: u32,
}

/// An event of the case that a due date can hang on.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct EventWords {
    /// Key of the event on a case: `release`, `court`, `birth` ...
    pub key: String,
    /// What is typed after "before" or "by".
    pub words: Vec<String>,
}

/// The words of an area.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LineWords {
    /// Name of the list.
    pub name: String,
    /// Version of the list.
    pub version: String,
    /// When the working day ends, local time.
    #[serde(deserialize_with = "time")]
    pub close_of_play: Time,
    /// What means close of play.
    pub close_of_play_words: Vec<String>,
    /// What means every agency.
    pub every_agency: Vec<String>,
    /// What follows an action that is done already.
    pub done_words: Vec<String>,
    /// What opens the end of something that goes on ("til 2/12"): an end, not a due date.
    pub until_words: Vec<String>,
    /// Initials written in capitals whenever typed.
    pub capitals: Vec<String>,
    /// Typed alone after an agency, means telling the victim.
    pub feedback: Vec<Wording>,
    /// Whole phrases that always expand.
    pub phrase: Vec<Wording>,
    /// Short words that expand on a key, never by themselves.
    pub shorthand: Vec<Wording>,
    /// Whom an action protects.
    pub beneficiary: Vec<Beneficiary>,
    /// Lines for every agency.
    pub standing: Vec<Standing>,
    /// Events a due date can hang on.
    pub event: Vec<EventWords>,
}

fn time<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Time, D::Error> {
    let text = String::deserialize(deserializer)?;
    text.parse().map_err(|_| D::Error::custom(format!("`{text}` is not a time such as 17:00")))
}

impl Tool for LineWords {
    const KIND: &'static str = "list of words";

    fn name(&self) -> &str {
        &self.name
    }

    fn version(&self) -> &str {
        &self.version
    }

    fn check(&self, faults: &mut Faults) {
        faults.keys("beneficiary", self.beneficiary.iter().map(|entry| entry.key.as_str()));
        faults.keys("standing", self.standing.iter().map(|entry| entry.key.as_str()));
        faults.keys("event", self.event.iter().map(|entry| entry.key.as_str()));
        let wordings =
            [("feedback", &self.feedback), ("phrase", &self.phrase), ("shorthand", &self.shorthand)];
        for (part, wordings) in wordings {
            differ(part, wordings.iter().map(|wording| wording.typed.as_str()), faults);
            for wording in wordings {
                faults.filled(format!("{part} `{}`, means", wording.typed), &wording.means);
            }
        }
        differ("beneficiary words", self.beneficiary.iter().flat_map(|entry| strs(&entry.words)), faults);
        differ("standing words", self.standing.iter().flat_map(|entry| strs(&entry.words)), faults);
        differ("event words", self.event.iter().flat_map(|entry| strs(&entry.words)), faults);
        differ("every_agency", strs(&self.every_agency), faults);
        differ("close_of_play_words", strs(&self.close_of_play_words), faults);
        for standing in &self.standing {
            let part = format!("standing `{}`", standing.key);
            faults.require(standing.months > 0, part, "months must be 1 or more");
        }
    }
}

fn strs(words: &[String]) -> impl Iterator<Item = &str> {
    words.iter().map(String::as_str)
}

/// What is typed must say something, be lower case, and mean one thing.
fn differ<'a>(part: &str, words: impl Iterator<Item = &'a str>, faults: &mut Faults) {
    let mut seen = std::collections::BTreeSet::new();
    for word in words {
        faults.filled(part, word);
        faults.require(word == word.to_lowercase(), part, format!("`{word}` must be in lower case"));
        faults.require(seen.insert(word), part, format!("`{word}` stands twice"));
    }
}
