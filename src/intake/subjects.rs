//! Lists of nominated subjects (MATAC): one row, one [`SubjectForm`].

use std::sync::LazyLock;

use super::fields::{self, Fault};
use super::heads::{Known, Vocabulary};
use super::list::{Cells, Form};
use crate::domain::calendar::Expect;
use crate::domain::nomination::{SubjectField as Field, SubjectForm};
use crate::domain::people::PersonSketch;

const HEADS: Vocabulary<Field> = &[
    (Field::Nominal, &["nominal", "nominal ref", "nominal number", "ref", "URN"]),
    (Field::Name, &["name", "full name", "subject", "subject name", "perpetrator", "perpetrator name"]),
    (Field::Forename, &["first name", "subject first name", "perpetrator first name"]),
    (Field::Surname, &["surname", "subject surname", "perpetrator surname"]),
    (Field::Alias, &["alias", "aliases", "aka", "known as"]),
    (Field::Born, &["DOB", "subject DOB", "perpetrator DOB"]),
    (Field::Gender, &["gender"]),
    (Field::Source, &["source", "nomination source", "source of nomination"]),
    (Field::NominatedBy, &["nominated by", "nominating agency", "agency"]),
    (Field::Rank, &["rank", "position", "list rank", "place"]),
    (Field::Score, &["score", "total", "RFGV", "RFG", "RFGV score", "total score"]),
    (Field::Scheme, &["scheme", "scoring scheme"]),
    (Field::Why, &["why", "reason", "reason for nomination", "rationale"]),
];

impl Form for SubjectForm {
    type Field = Field;

    const HEADS: Vocabulary<Field> = HEADS;

    const NAMING: &'static [Field] = &[Field::Surname, Field::Name];

    fn label(field: Field) -> &'static str {
        field.label()
    }

    fn known() -> &'static Known<Field> {
        static KNOWN: LazyLock<Known<Field>> =
            LazyLock::new(|| Known::of(SubjectForm::HEADS, SubjectForm::repeats));
        &KNOWN
    }

    fn read(mut cells: Cells<'_, Field>) -> Result<Self, &'static str> {
        let (name, forename, surname) =
            (cells.text(Field::Name), cells.text(Field::Forename), cells.text(Field::Surname));
        let (mut forename, mut surname) = (fields::name(&forename), fields::name(&surname));
        if forename.is_empty() && surname.is_empty() {
            (forename, surname) = fields::whole_name(&name);
        }
        let person = PersonSketch {
            forename: forename.into(),
            surname: surname.into(),
            aliases: fields::aliases(&cells.text(Field::Alias)).into_iter().map(Into::into).collect(),
            born: cells.date(Field::Born, Expect::PartyBirth),
            gender: cells.value(Field::Gender, fields::gender),
            ..PersonSketch::default()
        };
        let nominal = cells.text(Field::Nominal);
        if !person.named() && nominal.is_empty() {
            return Err("gives neither a name nor a nominal reference; add one and read the file again");
        }
        let (source, nominated_by) = (cells.text(Field::Source), cells.text(Field::NominatedBy));
        let (rank, score) = (cells.value(Field::Rank, place), cells.value(Field::Score, points));
        let (scheme, why) = (cells.text(Field::Scheme), cells.lines(Field::Why));
        let to_correct = cells.into_problems();
        Ok(Self {
            nominal,
            person,
            source,
            nominated_by,
            rank,
            score,
            scheme,
            why,
            to_correct,
            ..Self::default()
        })
    }
}

/// A place on a list: `4`, `4.`, `#4`, `4th`, `=4`.
fn place(cell: &str) -> Result<Option<u32>, Fault> {
    let digits = cell
        .trim_start_matches(['#', '='])
        .trim_end_matches(|c: char| c == '.' || c == '=' || c.is_alphabetic());
    match digits.trim().parse() {
        Ok(rank) if rank > 0 => Ok(Some(rank)),
        _ => Err(Fault::new("is no place on a list", "write it as a whole number from 1")),
    }
}

/// A total in the list's own points, rounded to whole ones.
fn points(cell: &str) -> Result<Option<u32>, Fault> {
    let fault = || Fault::new("is no score", "write it as a number of points, such as 83");
    let (whole, part) = cell.split_once('.').unwrap_or((cell, "0"));
    let up = match part.bytes().next() {
        Some(digit) if part.bytes().all(|byte| byte.is_ascii_digit()) => u32::from(digit >= b'5'),
        _ => return Err(fault()),
    };
    let whole: u32 = whole.trim().parse().map_err(|_| fault())?;
    whole.checked_add(up).map(Some).ok_or_else(fault)
}
