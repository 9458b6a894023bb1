//! The words of the action line that are neither an agency's names nor a setting: whom an action is for, what is
//! written out, what stands for every agency. Data only; reading a line belongs to the domain's action line.

use std::collections::BTreeSet;

use serde::Deserialize;

use super::{Faults, Tool};
use crate::domain::line::{BeneficiaryPart, ExpansionPart};

/// The words of an area.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LineWords {
    /// Name of the list.
    pub name: String,
    /// Version of the list.
    pub version: String,
    /// What means every agency.
    pub every_agency: Vec<String>,
    /// Titles that always have a name after them.
    pub named_titles: Vec<String>,
    /// Actions that stand from the referral, for as long as a flag does.
    pub standing: Vec<String>,
    /// Phrases that mean telling the victim.
    pub feedback: Vec<String>,
    /// How such a phrase is written.
    pub feedback_written: String,
    /// Phrases that tell where somebody is.
    pub locations: Vec<String>,
    /// What an agency says that has nothing.
    pub nothing_known: Vec<String>,
    /// Initials written in capitals however typed.
    pub capitals: Vec<String>,
    /// Whom an action protects.
    pub beneficiary: Vec<BeneficiaryPart>,
    /// Words that are always written out.
    pub expansion: Vec<ExpansionPart>,
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
        let lists = [
            ("every_agency", &self.every_agency),
            ("named_titles", &self.named_titles),
            ("standing", &self.standing),
            ("feedback", &self.feedback),
            ("locations", &self.locations),
            ("nothing_known", &self.nothing_known),
        ];
        for (part, words) in lists {
            differ(part, strs(words), faults);
        }
        faults.require(!self.every_agency.is_empty(), "every_agency", "nothing means every agency");
        faults.filled("feedback_written", &self.feedback_written);
        let written_out = self.expansion.iter().map(|expansion| expansion.typed.as_str());
        differ("capitals and expansions", strs(&self.capitals).chain(written_out), faults);
        for expansion in &self.expansion {
            let part = format!("expansion `{}`", expansion.typed);
            faults.filled(format!("{part}, shown"), &expansion.shown);
            faults.require(one_word(&expansion.typed), part, "must be one word");
        }
        differ("beneficiary words", self.beneficiary.iter().flat_map(|part| strs(&part.words)), faults);
        for word in self.beneficiary.iter().flat_map(|part| strs(&part.words)) {
            faults.require(one_word(word), "beneficiary words", format!("`{word}` must be one word"));
        }
    }
}

fn strs(words: &[String]) -> impl Iterator<Item = &str> {
    words.iter().map(String::as_str)
}

fn one_word(text: &str) -> bool {
    text.split_whitespace().count() == 1
}

/// What is typed must say something, be lower case, and mean one thing.
fn differ<'a>(part: &str, words: impl Iterator<Item = &'a str>, faults: &mut Faults) {
    let mut seen = BTreeSet::new();
    for word in words {
        faults.filled(part, word);
        faults.require(word == word.to_lowercase(), part, format!("`{word}` must be in lower case"));
        faults.require(seen.insert(word), part, format!("`{word}` stands twice"));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::tools::parse;

    #[test]
    fn a_bad_list_is_told_about_whole() {
        let text = crate::assets::line_words()
            .replace(r#""flag and tag","#, r#""Flag","#)
            .replace(r#"["others", "family", "relatives"]"#, r#"["others", "new partner"]"#)
            .replace(r#"typed = "addr""#, r#"typed = "gp""#);
        let problem = parse::<LineWords>(&text).unwrap_err().to_string();
        for expected in
            ["`Flag` must be in lower case", "`new partner` must be one word", "`gp` stands twice"]
        {
            assert!(problem.contains(expected), "{expected}: {problem}");
        }
    }
}
