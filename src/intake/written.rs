//! Referrals written as a list that is read back: the very heads of the import, one row a form.

use std::collections::BTreeSet;

use super::IntakeError;
use super::list::Form;
use super::signs::FORMULA;
use crate::domain::referral::{Each, Field, ReferralForm, Typed};

/// Begins a text table, so that spreadsheet programs take it for UTF-8.
const MARK: &str = "\u{feff}";

/// Forms as a text table with commas: a column for each field that any of them gives, in the order of the form.
///
/// # Errors
/// Only when memory runs out under the writer.
pub fn list(forms: &[ReferralForm]) -> Result<Vec<u8>, IntakeError> {
    let failed =
        |error: csv::Error| IntakeError::Unreadable { file: "the list".to_owned(), why: error.to_string() };
    let mut writer =
        csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(MARK.as_bytes().to_vec());
    let columns = columns(forms);
    writer.write_record(columns.iter().map(|(field, at)| head(*field, *at))).map_err(failed)?;
    for form in forms {
        writer.write_record(columns.iter().map(|(field, at)| cell(form, *field, *at))).map_err(failed)?;
    }
    writer.into_inner().map_err(|error| failed(error.into_error().into()))
}

/// The fields that any form gives, with the place of the person; those that a list must have always.
fn columns(forms: &[ReferralForm]) -> Vec<(Field, usize)> {
    let mut given: BTreeSet<(Field, usize)> =
        [Field::Source, Field::Received, Field::VictimForename, Field::VictimSurname]
            .map(|field| (field, 0))
            .into();
    for form in forms {
        let said = form.fields().filter(|(field, _)| field.typed() != Typed::Whole);
        given.extend(said.filter(|(field, at)| !cell(form, *field, *at).is_empty()));
    }
    let mut columns: Vec<(Field, usize)> = Field::all()
        .flat_map(|field| given.iter().filter(move |(known, _)| *known == field).copied().collect::<Vec<_>>())
        .collect();
    // Each person's fields stand together.
    columns.sort_by_key(|(field, at)| (field.section(), *at));
    columns
}

/// The head of a column: the first that the field is known by.
fn head(field: Field, at: usize) -> String {
    let known = ReferralForm::HEADS.iter().find(|(known, _)| *known == field);
    let head = known.and_then(|(_, heads)| heads.first()).copied().unwrap_or_default();
    match field.each() {
        Each::Perpetrator if at > 0 => format!("Perpetrator {}: {head}", at + 1),
        Each::Child if at > 0 => format!("Child {}: {head}", at + 1),
        _ => head.to_owned(),
    }
}

/// What a form gives; what could not be read as it was typed.
fn cell(form: &ReferralForm, field: Field, at: usize) -> String {
    let mut said = form.said(field, at).shown().reveal().to_owned();
    if said.is_empty() && at == 0 {
        let aside = form.to_correct.iter().find(|problem| problem.field == field);
        aside.map_or("", |problem| problem.typed.reveal()).clone_into(&mut said);
    }
    if said.starts_with(FORMULA) { format!("'{said}") } else { said }
}
