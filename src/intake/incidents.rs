//! Lists of the incidents behind nominations (MATAC): one row, one [`IncidentForm`].

use std::sync::LazyLock;

use super::fields::Fault;
use super::heads::{Known, Vocabulary};
use super::list::{Cells, Form};
use crate::domain::calendar::Expect;
use crate::domain::nomination::{IncidentField as Field, IncidentForm};

const HEADS: Vocabulary<Field> = &[
    (Field::Nominal, &["nominal", "nominal ref", "nominal number", "subject", "perpetrator ref"]),
    (Field::On, &["date", "incident date", "date of incident", "offence date", "date of offence"]),
    (Field::Offence, &["offence", "offence type", "incident type", "crime type", "offence title"]),
    (Field::VictimRef, &["victim ref", "victim", "victim number"]),
    (Field::Role, &["role", "subject role", "status"]),
];

impl Form for IncidentForm {
    type Field = Field;

    const HEADS: Vocabulary<Field> = HEADS;

    const NAMING: &'static [Field] = &[Field::Nominal];

    fn label(field: Field) -> &'static str {
        field.label()
    }

    fn known() -> &'static Known<Field> {
        static KNOWN: LazyLock<Known<Field>> =
            LazyLock::new(|| Known::of(IncidentForm::HEADS, IncidentForm::repeats));
        &KNOWN
    }

    fn read(mut cells: Cells<'_, Field>) -> Result<Self, &'static str> {
        let (nominal, victim_ref) = (cells.text(Field::Nominal), cells.text(Field::VictimRef));
        if nominal.is_empty() && victim_ref.is_empty() {
            return Err("gives neither a nominal nor a victim reference; add one and read the file again");
        }
        if nominal.is_empty() {
            let fault = Fault::new("is not given", "ask the analyst whose incident it is");
            cells.set_aside(Field::Nominal, fault);
        }
        let on = cells.date(Field::On, Expect::Received);
        let (offence, role) = (cells.text(Field::Offence), cells.text(Field::Role));
        Ok(Self { nominal, on, offence, victim_ref, role, to_correct: cells.into_problems() })
    }
}
