//! What a forum needs to be able to decide: agencies that must be there, a number of them, or both.
//!
//! No published quorum was found for a MARAC: what the area does not set is our default, and the chair may go on
//! without it for a reason.

use std::collections::BTreeSet;

/// What one forum needs.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Quorum {
    /// Keys of the agencies that must be there.
    pub agencies: Vec<String>,
    /// How many agencies must be there in all; 0 for no number.
    pub number: usize,
}

/// How the setting is written.
const WRITTEN: &str = "must read like \"marac: police, idva, 5; matac: police, 4\"";

/// Reads the setting: forums by key, each with agencies by key and at most one number.
///
/// # Errors
/// What it must look like.
pub fn parse(text: &str) -> Result<Vec<(String, Quorum)>, String> {
    let mut read = Vec::new();
    for part in text.split(';').map(str::trim).filter(|part| !part.is_empty()) {
        let (forum, needs) = part.split_once(':').ok_or_else(|| WRITTEN.to_owned())?;
        let mut quorum = Quorum::default();
        for need in needs.split(',').map(str::trim).filter(|need| !need.is_empty()) {
            match need.parse() {
                Ok(number) if quorum.number == 0 => quorum.number = number,
                Ok(_) => return Err(format!("{WRITTEN}; {} has two numbers", forum.trim())),
                Err(_) => quorum.agencies.push(need.to_lowercase()),
            }
        }
        read.push((forum.trim().to_lowercase(), quorum));
    }
    Ok(read)
}

impl Quorum {
    /// What a forum needs by the setting; nothing when it is not named there, or the setting is not understood.
    pub fn of(text: &str, forum: &str) -> Option<Self> {
        let read = parse(text).ok()?;
        read.into_iter().find(|(key, _)| key.eq_ignore_ascii_case(forum)).map(|(_, quorum)| quorum)
    }

    /// What is missing, in words, with the names that `name` gives agencies; empty when nothing is.
    pub fn missing(&self, here: &BTreeSet<String>, name: impl Fn(&str) -> String) -> Vec<String> {
        let absent = self.agencies.iter().filter(|key| !here.contains(*key));
        let mut missing: Vec<String> = absent.map(|key| name(key)).collect();
        if here.len() < self.number {
            missing.push(format!("{} of {} agencies", here.len(), self.number));
        }
        missing
    }

    /// "Police and IDVA, 5 agencies in all".
    pub fn words(&self, name: impl Fn(&str) -> String) -> String {
        let named: Vec<String> = self.agencies.iter().map(|key| name(key)).collect();
        match (named.is_empty(), self.number) {
            (true, 0) => "none".to_owned(),
            (true, number) => format!("{number} agencies"),
            (false, 0) => named.join(" and "),
            (false, number) => format!("{}, {number} agencies in all", named.join(" and ")),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn here(keys: &[&str]) -> BTreeSet<String> {
        keys.iter().map(|key| (*key).to_owned()).collect()
    }

    #[test]
    fn named_agencies_and_a_number_are_both_asked_for() {
        let quorum = Quorum::of("marac: police, IDVA, 3; matac: 4", "marac").unwrap();
        let name = |key: &str| key.to_uppercase();
        assert_eq!(quorum.words(name), "POLICE and IDVA, 3 agencies in all");
        assert!(quorum.missing(&here(&["police", "idva", "csc"]), name).is_empty());
        assert_eq!(quorum.missing(&here(&["police", "csc"]), name), ["IDVA", "2 of 3 agencies"]);
        assert_eq!(Quorum::of("marac: police; matac: 4", "matac").unwrap().number, 4);
        assert_eq!(Quorum::of("marac: police", "matac"), None);
        assert_eq!(Quorum::of("", "marac"), None);
    }

    #[test]
    fn what_cannot_be_read_says_how_it_is_written() {
        assert!(parse("police and idva").unwrap_err().contains("marac: police"));
        assert!(parse("marac: 3, 4").unwrap_err().contains("two numbers"));
    }
}
