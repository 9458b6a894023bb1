//! How the heads of a document are read: by what is known, by a mapping kept before, by what somebody just said.
//!
//! [`opened`] opens a document so; [`outline`] shows it before anything is taken in. A mapping that was kept is used
//! when it is asked for by name, and by itself when all its heads come again.

use jiff::civil::Date;

use crate::domain::facts::Changes;
use crate::domain::nomination::{IncidentForm, SubjectForm};
use crate::domain::referral::ReferralForm;
use crate::domain::refusal::Refusal;
use crate::domain::rows::document::{MappedHead, Mapping};
use crate::domain::score_list::ScoreForm;
use crate::intake::door::{self, Opened, Reading};
use crate::intake::heads::meaning;
use crate::intake::{Form, IntakeError};

pub use super::document::{Choice, List, Outline};
pub use crate::intake::door::Mapped;

/// A document open, with the name of the mapping that is used.
pub struct Chosen<T: Form> {
    /// The document.
    pub opened: Opened<T>,
    /// The mapping.
    pub mapping: Option<String>,
}

/// Why a document could not be read, as a refusal.
pub fn refused(error: &IntakeError) -> Refusal {
    Refusal::rule(error.to_string())
}

/// Opens a document as it was chosen.
///
/// # Errors
/// When there is no mapping of that name, or the document cannot be read.
pub fn opened<T: Form>(
    rows: &Changes<'_>,
    list: List,
    (file, bytes): (&str, &[u8]),
    choice: &Choice,
    today: Date,
) -> Result<Chosen<T>, Refusal> {
    let kept = kept(rows, list)?;
    let open = |mapping: Option<&Mapping>| {
        let mut told = choice.told.clone();
        let of_mapping = mapping.into_iter().flat_map(|mapping| &mapping.heads.0);
        // What was said just now goes before what was kept.
        let later = |head: &MappedHead| told_of(&choice.told, &head.head).is_none();
        told.extend(
            of_mapping.filter(|head| later(head)).map(|head| (head.head.clone(), head.field.clone())),
        );
        let reading = Reading { sheet: choice.sheet.clone(), told };
        door::open::<T>(file, bytes, &reading, today).map_err(|error| refused(&error))
    };
    if let Some(name) = &choice.mapping {
        let found = kept.iter().find(|mapping| mapping.name.eq_ignore_ascii_case(name));
        let names: Vec<&str> = kept.iter().map(|mapping| mapping.name.as_str()).collect();
        let found = found.ok_or_else(|| match names.as_slice() {
            [] => Refusal::rule(format!("no mapping for {} is kept yet", list.word())),
            names => Refusal::rule(format!("no mapping is called {name}; there are {}", names.join(", "))),
        })?;
        return Ok(Chosen { opened: open(Some(found))?, mapping: Some(found.name.clone()) });
    }
    let plain = open(None)?;
    let heads: Vec<String> = plain.heads().map(meaning).collect();
    let fits = |mapping: &&Mapping| {
        mapping.heads.0.len() > 1 && mapping.heads.0.iter().all(|head| heads.contains(&meaning(&head.head)))
    };
    match kept.iter().filter(fits).max_by_key(|mapping| (mapping.heads.0.len(), mapping.kept, mapping.id)) {
        Some(mapping) => Ok(Chosen { opened: open(Some(mapping))?, mapping: Some(mapping.name.clone()) }),
        None => Ok(Chosen { opened: plain, mapping: None }),
    }
}

fn told_of<'told>(told: &'told [(String, Option<String>)], head: &str) -> Option<&'told Option<String>> {
    told.iter().find(|(told, _)| told == head || meaning(told) == meaning(head)).map(|(_, field)| field)
}

/// The mappings kept for a kind of list, by name.
///
/// # Errors
/// When the record cannot be read.
pub fn kept(rows: &Changes<'_>, list: List) -> Result<Vec<Mapping>, Refusal> {
    let mut kept: Vec<Mapping> = rows.all::<Mapping>()?;
    kept.retain(|mapping| mapping.list == list.word());
    kept.sort_by(|one, other| one.name.cmp(&other.name));
    Ok(kept)
}

/// Shows how a document would be read.
///
/// # Errors
/// As [`opened`].
pub fn outline(
    rows: &Changes<'_>,
    list: List,
    document: (&str, &[u8]),
    choice: &Choice,
    today: Date,
) -> Result<Outline, Refusal> {
    match list {
        List::Referrals => outline_of::<ReferralForm>(rows, list, document, choice, today),
        List::Subjects => outline_of::<SubjectForm>(rows, list, document, choice, today),
        List::Incidents => outline_of::<IncidentForm>(rows, list, document, choice, today),
        List::Scores => outline_of::<ScoreForm>(rows, list, document, choice, today),
    }
}

fn outline_of<T: Form>(
    rows: &Changes<'_>,
    list: List,
    document: (&str, &[u8]),
    choice: &Choice,
    today: Date,
) -> Result<Outline, Refusal> {
    let Chosen { opened, mapping } = opened::<T>(rows, list, document, choice, today)?;
    let (found, heads_row) = (opened.found.clone(), opened.heads_row());
    Ok(Outline {
        words: found.words,
        sheet: found.sheet,
        sheets: found.sheets,
        form: found.form,
        rows: found.rows,
        heads_row,
        heads: opened.mapped(),
        mapping,
        kept: kept(rows, list)?.into_iter().map(|mapping| mapping.name).collect(),
        labels: door::labels::<T>(),
    })
}
