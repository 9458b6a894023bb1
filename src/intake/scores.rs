//! Lists of scores as the police analyst works them out (MATAC): one row, one [`ScoreForm`].

use std::sync::LazyLock;

use super::fields::Fault;
use super::heads::{Known, Vocabulary};
use super::list::{Cells, Form};
use crate::domain::calendar::Expect;
use crate::domain::score_list::{ScoreField as Field, ScoreForm};

const HEADS: Vocabulary<Field> = &[
    (
        Field::Nominal,
        &["nominal", "nominal ref", "nominal number", "subject", "subject ref", "perpetrator ref", "URN"],
    ),
    (Field::Recency, &["R", "recency", "recency score", "recency points"]),
    (Field::Frequency, &["F", "frequency", "frequency score", "frequency points"]),
    (Field::Gravity, &["G", "gravity", "gravity score", "gravity points"]),
    (
        Field::Victims,
        &["V", "victims", "victim score", "victims score", "victim points", "number of victims"],
    ),
    (Field::Total, &["total", "score", "total score", "RFGV", "RFG", "RFGV score", "RFGV total", "points"]),
    (Field::Rank, &["rank", "position", "ranking", "place"]),
    (Field::On, &["date", "scored on", "as at", "as of", "date scored", "score date", "counted to"]),
    (Field::Scheme, &["scheme", "method", "matrix", "scheme name", "scoring scheme"]),
];

impl Form for ScoreForm {
    type Field = Field;

    const HEADS: Vocabulary<Field> = HEADS;

    const NAMING: &'static [Field] = &[Field::Nominal];

    fn label(field: Field) -> &'static str {
        field.label()
    }

    fn known() -> &'static Known<Field> {
        static KNOWN: LazyLock<Known<Field>> =
            LazyLock::new(|| Known::of(ScoreForm::HEADS, ScoreForm::repeats));
        &KNOWN
    }

    fn read(mut cells: Cells<'_, Field>) -> Result<Self, &'static str> {
        let nominal = cells.text(Field::Nominal);
        if nominal.is_empty() {
            return Err("gives no nominal reference; ask the analyst whose score it is");
        }
        let mut parts = Vec::new();
        for field in Field::PARTS {
            let points = number(&mut cells, field);
            parts.extend(field.letter().map(str::to_owned).zip(points));
        }
        let (total, rank) = (number(&mut cells, Field::Total), number(&mut cells, Field::Rank));
        let on = cells.date(Field::On, Expect::Received);
        let scheme = cells.text(Field::Scheme);
        Ok(Self { nominal, parts, total, rank, on, scheme, to_correct: cells.into_problems() })
    }
}

/// A whole number; a spreadsheet may write it as `18.0`.
fn number(cells: &mut Cells<'_, Field>, field: Field) -> Option<u32> {
    cells.value(field, |typed| {
        let plain = typed.trim().replace(',', "");
        let whole = plain.split_once('.').map_or(plain.as_str(), |(whole, part)| {
            if part.chars().all(|digit| digit == '0') { whole } else { plain.as_str() }
        });
        whole.parse().map(Some).map_err(|_| Fault::new("is not a whole number", "write it as a number: 18"))
    })
}
