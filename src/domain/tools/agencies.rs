//! The agencies of an area: what they are called, what is typed for them, which column of the data return their
//! referrals count in. Not their people, and not who came today.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::{Faults, Tool};

/// Longest short name, in characters: the agency column of the meeting room.
pub const SHORT_NAME: usize = 14;
/// Words that mean every agency, and so can mean none of them alone.
const RESERVED: &[&str] = &["all", "everyone"];

/// Source column of the national data return (its order is the return's).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Source {
    /// Police.
    Police,
    /// Independent domestic violence adviser.
    Idva,
    /// Children's social care.
    ChildrensSocialCare,
    /// GP, health visiting and other primary care.
    PrimaryCare,
    /// Secondary care and acute trust.
    AcuteTrust,
    /// Education.
    Education,
    /// Housing.
    Housing,
    /// Mental health.
    MentalHealth,
    /// Probation.
    Probation,
    /// Voluntary sector.
    VoluntarySector,
    /// Substance misuse.
    SubstanceMisuse,
    /// Adult social care and safeguarding.
    AdultSocialCare,
    /// Multi-agency safeguarding hub.
    Mash,
    /// Anyone else.
    Other,
}

/// One agency.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Agency {
    /// Stable key, for references from other files.
    pub key: String,
    /// Name in full, for papers.
    pub name: String,
    /// Name on the screen, 14 characters at most.
    pub short: String,
    /// Name as a line of the meeting room says it, where the short name is cut down; the short name otherwise.
    #[serde(default)]
    pub said: Option<String>,
    /// What is typed for it, besides its key and names.
    #[serde(default)]
    pub nicknames: Vec<String>,
    /// Ranks and job titles that mean it when they open a line ("dc shah: ...").
    #[serde(default)]
    pub titles: Vec<String>,
    /// Where its papers go: the address of a mailbox, printed in a draft of a message and nowhere else.
    #[serde(default)]
    pub email: Option<String>,
    /// The post that is asked when reminders of an action bring nothing: "Head of Housing Options". A post, not a person.
    #[serde(default)]
    pub senior: Option<String>,
    /// The mailbox of that post.
    #[serde(default)]
    pub senior_email: Option<String>,
    /// Whether it is expected at every meeting.
    #[serde(default)]
    pub core: bool,
    /// Whether it stays off the list of agencies until named (a refuge: its part in a case is a location).
    #[serde(default)]
    pub off_list: bool,
    /// Where its referrals count in the data return.
    pub source: Source,
}

impl Agency {
    /// The name a line of the meeting room says.
    pub fn said(&self) -> &str {
        self.said.as_deref().unwrap_or(&self.short)
    }

    /// Everything that, typed, means this agency: key, names, nicknames; not the titles.
    pub fn words(&self) -> impl Iterator<Item = &str> {
        let names = [self.key.as_str(), &self.name, &self.short, self.said()];
        names.into_iter().chain(self.nicknames.iter().map(String::as_str))
    }
}

/// All agencies of an area.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AgencyList {
    /// Name of the list.
    pub name: String,
    /// Version of the list.
    pub version: String,
    /// In the order they are asked to speak.
    pub agency: Vec<Agency>,
}

impl AgencyList {
    /// The agency with this key.
    pub fn get(&self, key: &str) -> Option<&Agency> {
        self.agency.iter().find(|agency| agency.key == key)
    }

    /// The agency meant by a typed word; capitals make no difference.
    pub fn named(&self, typed: &str) -> Option<&Agency> {
        let typed = typed.trim().to_lowercase();
        self.agency.iter().find(|agency| agency.words().any(|word| word.to_lowercase() == typed))
    }

    /// The agency a rank or job title belongs to.
    pub fn titled(&self, title: &str) -> Option<&Agency> {
        let title = title.trim().to_lowercase();
        self.agency.iter().find(|agency| agency.titles.iter().any(|known| known.to_lowercase() == title))
    }

    /// Adds a fault for each key that is no agency here; for files that refer to agencies.
    pub fn check_keys<'a>(&self, part: &str, keys: impl IntoIterator<Item = &'a str>, faults: &mut Faults) {
        for key in keys {
            faults.require(self.get(key).is_some(), part, format!("`{key}` is not an agency of the area"));
        }
    }
}

impl Tool for AgencyList {
    const KIND: &'static str = "agency list";

    fn name(&self) -> &str {
        &self.name
    }

    fn version(&self) -> &str {
        &self.version
    }

    fn check(&self, faults: &mut Faults) {
        faults.keys("agency key", self.agency.iter().map(|agency| agency.key.as_str()));
        let mut meant: BTreeMap<String, &str> = BTreeMap::new();
        for agency in &self.agency {
            let part = format!("agency `{}`", agency.key);
            faults.filled(format!("{part}, name"), &agency.name);
            faults.filled(format!("{part}, short"), &agency.short);
            faults.filled(format!("{part}, said"), agency.said());
            let length = agency.short.chars().count();
            faults.require(
                length <= SHORT_NAME,
                format!("{part}, short"),
                format!("has {length} characters; {SHORT_NAME} fit the screen"),
            );
            for (field, address) in [("email", &agency.email), ("senior_email", &agency.senior_email)] {
                let address = address.as_deref().unwrap_or("a@b");
                faults.require(
                    address.split_once('@').is_some_and(|(to, at)| !to.is_empty() && !at.is_empty())
                        && !address.contains(char::is_whitespace),
                    format!("{part}, {field}"),
                    "is no address; write it as mailbox@agency.example".to_owned(),
                );
            }
            faults.require(
                agency.senior_email.is_none() || agency.senior.is_some(),
                format!("{part}, senior_email"),
                "has no post beside it; write `senior` too".to_owned(),
            );
            for word in agency.words().chain(agency.titles.iter().map(String::as_str)) {
                let word = word.to_lowercase();
                faults.require(
                    !RESERVED.contains(&word.as_str()),
                    &part,
                    format!("`{word}` means every agency"),
                );
                let other = *meant.entry(word.clone()).or_insert(&agency.key);
                faults.require(other == agency.key, &part, format!("`{word}` already means `{other}`"));
            }
        }
        faults.require(
            self.agency.iter().any(|agency| agency.core),
            "agency",
            "none is expected at the table",
        );
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::tools::parse;

    #[test]
    fn a_bad_list_is_told_about_whole() {
        let text = r#"
            name = "x"
            version = "1"
            [[agency]]
            key = "police"
            name = "Police"
            short = "Police"
            nicknames = ["pol", "all"]
            source = "police"
            [[agency]]
            key = "Housing"
            name = "Housing"
            short = "Housing and homes"
            nicknames = ["pol"]
            source = "housing"
        "#;
        let problem = parse::<AgencyList>(text).unwrap_err().to_string();
        for expected in
            ["`all` means every agency", "`Housing` is not a key", "17 characters", "already means `police`"]
        {
            assert!(problem.contains(expected), "{expected}: {problem}");
        }
    }

    #[test]
    fn an_unknown_field_is_named_with_its_line() {
        let problem = parse::<AgencyList>("name = \"x\"\nversion = \"1\"\nagencys = []\n").unwrap_err();
        assert_eq!(problem.faults[0].part, "near line 3");
        assert!(problem.to_string().contains("agencys"));
    }
}
