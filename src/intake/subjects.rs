//! Lists of nominated subjects (MATAC): one row, one [`SubjectForm`].

use std::sync::LazyLock;

use super::fields;
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
        Ok(Self { nominal, person, source, nominated_by, to_correct: cells.into_problems() })
    }
}
