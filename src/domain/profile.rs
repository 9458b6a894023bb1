//! What a subject's profile has room for, as a table: each field with its label, its section and how it is answered.
//!
//! The fields are gathered from neighbouring published forms (a MARAC information schedule, MAPPA guidance); no MATAC
//! publishes its own. A line is kept with the agency that gave it and its day, and never changed: the newest of a
//! field is shown, except where every one counts.

use super::rows::subject::{Known, ProfileLine};

/// Where on the page a field stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Section {
    /// Who it is.
    Identity,
    /// The references other systems know the subject by.
    Identifiers,
    /// What is known of the offending beside the incidents.
    Offending,
    /// Triggers and risk to others.
    Risk,
    /// What lies behind the offending.
    Needs,
    /// Who else works with the subject.
    Agencies,
    /// What was tried and what is planned.
    Plan,
}

impl Section {
    /// Every section, in the order of the page.
    pub const ALL: [Self; 7] = [
        Self::Identity,
        Self::Identifiers,
        Self::Offending,
        Self::Risk,
        Self::Needs,
        Self::Agencies,
        Self::Plan,
    ];

    /// Its heading.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Identity => "Identity",
            Self::Identifiers => "Identifiers",
            Self::Offending => "Offending",
            Self::Risk => "Risk",
            Self::Needs => "Needs",
            Self::Agencies => "Agencies",
            Self::Plan => "Plan",
        }
    }
}

/// How a field is answered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Answered {
    /// In words.
    Words,
    /// By yes, no or unknown, with words.
    Flag,
    /// In words, one line an agency: each agency's newest is shown.
    PerAgency,
    /// In words, every line shown.
    Every,
    /// By one of these.
    OneOf(&'static [&'static str]),
}

/// One field.
#[derive(Debug, Clone, Copy)]
pub struct FieldRow {
    /// Its name on the command line and in the record.
    pub key: &'static str,
    /// What people read.
    pub label: &'static str,
    /// Where it stands.
    pub section: Section,
    /// How it is answered.
    pub answered: Answered,
}

const fn field(key: &'static str, label: &'static str, section: Section, answered: Answered) -> FieldRow {
    FieldRow { key, label, section, answered }
}

use Answered::{Every, Flag, OneOf, PerAgency, Words};

/// Every field, in the order of the page.
pub const FIELDS: &[FieldRow] = &[
    field("ethnicity", "Ethnicity", Section::Identity, Words),
    field("language", "Language", Section::Identity, Words),
    field("occupation", "Occupation", Section::Identity, Words),
    field("housing", "Housing", Section::Identity, Words),
    field("pnc", "PNC ID", Section::Identifiers, Words),
    field("ndelius", "nDelius", Section::Identifiers, Words),
    field("visor", "ViSOR", Section::Identifiers, Words),
    field("agency-ref", "Agency's own", Section::Identifiers, PerAgency),
    field("pattern", "Pattern", Section::Offending, Words),
    field("weapons", "Weapons", Section::Offending, Words),
    field("other-offending", "Not DA", Section::Offending, Words),
    field("triggers", "Triggers", Section::Risk, Words),
    field("staff-risk", "Risk to staff", Section::Risk, Words),
    field("new-partner", "New partner", Section::Risk, Words),
    field("alcohol", "Alcohol", Section::Needs, Flag),
    field("drugs", "Drugs", Section::Needs, Flag),
    field("mental-health", "Mental health", Section::Needs, Flag),
    field("accommodation", "Accommodation", Section::Needs, Flag),
    field("finance", "Finance", Section::Needs, Flag),
    field("employment", "Employment", Section::Needs, Flag),
    field("trauma", "Trauma", Section::Needs, Flag),
    field("worker", "Worker", Section::Agencies, PerAgency),
    field("mappa", "MAPPA", Section::Agencies, Flag),
    field("iom", "IOM", Section::Agencies, Flag),
    field("child-protection", "Child protection", Section::Agencies, Flag),
    field("hypothesis", "Why", Section::Plan, Words),
    field(
        "approach",
        "Approach",
        Section::Plan,
        OneOf(&["prevent", "support", "divert", "disrupt", "enforce"]),
    ),
    field("plan", "Plan", Section::Plan, Words),
    field("stance", "Engagement", Section::Plan, Words),
    field("tactic", "Tried", Section::Plan, Every),
];

/// The field of a name.
pub fn named(key: &str) -> Option<&'static FieldRow> {
    FIELDS.iter().find(|row| row.key == key)
}

/// The lines that stand for a field, the newest first: one for most, one an agency or all for some. A line that was
/// emptied takes the ones before it away.
pub fn standing<'a>(row: &FieldRow, lines: &'a [ProfileLine]) -> Vec<&'a ProfileLine> {
    let mut of: Vec<&ProfileLine> = lines.iter().filter(|line| line.key == row.key).collect();
    of.sort_by_key(|line| std::cmp::Reverse((line.at, line.id)));
    let mut stands: Vec<&ProfileLine> = Vec::new();
    for line in of {
        let replaced = match row.answered {
            Every => false,
            PerAgency => stands.iter().any(|newer| newer.agency == line.agency),
            Words | Flag | OneOf(_) => !stands.is_empty(),
        };
        if !replaced {
            stands.push(line);
        }
    }
    stands.retain(|line| !line.words.is_empty() || line.answer.is_some());
    stands
}

/// Reads what is typed for a field: `yes, two units a day` for a question, plain words for the others. What a field of
/// fixed words does not know is refused with what it takes.
///
/// # Errors
/// What is wrong, in words.
pub fn read(row: &FieldRow, typed: &str) -> Result<(Option<Known>, String), String> {
    let typed = typed.trim();
    match row.answered {
        Flag => {
            let (first, rest) = typed.split_once([' ', ',', ':', ';']).unwrap_or((typed, ""));
            let answer = match first.to_lowercase().as_str() {
                "yes" | "y" => Known::Yes,
                "no" | "n" => Known::No,
                "unknown" | "u" | "?" => Known::Unknown,
                "" => return Ok((None, String::new())),
                _ => {
                    return Err(format!("{} is answered by yes, no or unknown, and then words", row.key));
                }
            };
            Ok((Some(answer), rest.trim_start_matches([' ', ',', ':', ';']).to_owned()))
        }
        OneOf(known) => {
            let words: Vec<&str> = typed.split(',').map(str::trim).filter(|word| !word.is_empty()).collect();
            match words.iter().find(|word| !known.iter().any(|one| one.eq_ignore_ascii_case(word))) {
                Some(_) => Err(format!("{} takes {}", row.key, known.join(", "))),
                None => Ok((None, words.join(", ").to_lowercase())),
            }
        }
        Words | PerAgency | Every => Ok((None, typed.to_owned())),
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use jiff::civil::{date, datetime};

    use super::*;
    use crate::domain::id::Id;

    fn line(number: u128, key: &str, words: &str, agency: &str) -> ProfileLine {
        ProfileLine {
            id: Id::new(uuid::Uuid::from_u128(number)),
            case: Id::new(uuid::Uuid::nil()),
            key: key.to_owned(),
            answer: None,
            words: words.into(),
            agency: Some(agency.to_owned()),
            on: date(2026, 11, 1),
            at: datetime(2026, 11, 1, 9, 0, 0, 0),
        }
    }

    #[test]
    fn keys_are_named_once_and_sections_stand_together() {
        let keys: BTreeSet<&str> = FIELDS.iter().map(|row| row.key).collect();
        assert_eq!(keys.len(), FIELDS.len());
        let sections: Vec<Section> = FIELDS.iter().map(|row| row.section).collect();
        assert!(sections.is_sorted());
        assert!(Section::ALL.iter().all(|section| sections.contains(section)));
    }

    #[test]
    fn the_newest_stands_each_agencys_or_all() {
        let lines = [
            line(1, "pattern", "weekends", "police"),
            line(2, "pattern", "after drinking", "idva"),
            line(3, "worker", "A. Marsh", "probation"),
            line(4, "worker", "B. Clegg", "police"),
            line(5, "worker", "C. Rook", "probation"),
            line(6, "tactic", "letter: no answer", "police"),
            line(7, "tactic", "visit: listened", "police"),
        ];
        let told = |key: &str| -> Vec<&str> {
            let row = named(key).unwrap();
            standing(row, &lines).into_iter().map(|line| line.words.reveal()).collect()
        };
        assert_eq!(told("pattern"), ["after drinking"]);
        assert_eq!(told("worker"), ["C. Rook", "B. Clegg"]);
        assert_eq!(told("tactic"), ["visit: listened", "letter: no answer"]);
        let emptied = [line(1, "pattern", "weekends", "police"), line(2, "pattern", "", "police")];
        assert!(standing(named("pattern").unwrap(), &emptied).is_empty());
    }

    #[test]
    fn what_is_typed_is_read_or_refused_with_what_is_taken() {
        let alcohol = named("alcohol").unwrap();
        assert_eq!(read(alcohol, "yes, most evenings"), Ok((Some(Known::Yes), "most evenings".to_owned())));
        assert_eq!(read(alcohol, "? "), Ok((Some(Known::Unknown), String::new())));
        assert!(read(alcohol, "perhaps").unwrap_err().contains("yes, no or unknown"));
        let approach = named("approach").unwrap();
        assert_eq!(read(approach, "Support, disrupt"), Ok((None, "support, disrupt".to_owned())));
        assert!(read(approach, "frighten").unwrap_err().contains("enforce"));
    }
}
