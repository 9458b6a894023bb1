//! Column heads matched by meaning.
//!
//! A list's vocabulary says, for each field, heads it is known by; a head is compared word by word, folded, with
//! words that mean the same made one (`perp`, `alleged perpetrator`, `offender`) and small words dropped. Heads that
//! mean nothing here are kept, so that they can be shown.

use super::Line;
use crate::domain::text::{LOST, clean, fold};

/// For each field, the heads it is known by.
pub type Vocabulary<F> = &'static [(F, &'static [&'static str])];

/// Rows looked at for the heads: titles and blank rows may stand above.
pub const LOOKED: usize = 20;

/// Words that mean the same in a head.
const SAME: &[(&str, &[&str])] = &[
    ("perpetrator", &["perp", "perps", "perpetrators", "offender", "suspect", "defendant", "abuser"]),
    ("victim", &["victims", "survivor", "client"]),
    ("telephone", &["tel", "phone", "mobile", "telephones"]),
    ("dob", &["birthdate", "dateofbirth"]),
    ("forename", &["firstname", "forenames", "givenname"]),
    ("surname", &["lastname", "familyname"]),
    ("ref", &["reference", "id"]),
    ("number", &["no", "num", "count"]),
    ("gender", &["sex"]),
    ("email", &["emailaddress"]),
];

/// Words a head can do without.
const SMALL: &[&str] = &["of", "the", "in", "to", "s", "alleged", "and", "a", "for"];

/// Phrases that are one word of meaning.
const PHRASES: &[(&str, &str)] = &[
    ("date of birth", "dob"),
    ("birth date", "dob"),
    ("d.o.b", "dob"),
    ("first name", "forename"),
    ("given name", "forename"),
    ("last name", "surname"),
    ("family name", "surname"),
    ("e-mail", "email"),
    ("e mail", "email"),
];

/// Which column holds which field.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Heads<F> {
    columns: Vec<(F, usize)>,
    /// Heads that mean nothing here, cleaned.
    pub unread: Vec<String>,
}

impl<F: Copy + Eq> Heads<F> {
    /// Finds the heads among the first lines: the line with the most heads known, at least two or the whole line,
    /// with one of `naming` among them. Gives its place in `lines`.
    pub fn find(vocabulary: Vocabulary<F>, naming: &[F], lines: &[Line]) -> Option<(usize, Self)> {
        let known: Vec<(F, String)> = vocabulary
            .iter()
            .flat_map(|(field, heads)| heads.iter().map(|head| (*field, meaning(head))))
            .collect();
        let mut best: Option<(usize, Self)> = None;
        for (place, line) in lines.iter().enumerate().take(LOOKED) {
            let heads = Self::read(&known, line);
            let filled = line.cells.iter().filter(|cell| !cell.trim().is_empty()).count();
            let enough = heads.columns.len() >= filled.min(2) && naming.iter().any(|field| heads.has(*field));
            let more = best.as_ref().is_none_or(|(_, kept)| heads.columns.len() > kept.columns.len());
            if enough && more {
                best = Some((place, heads));
            }
        }
        best
    }

    fn read(known: &[(F, String)], line: &Line) -> Self {
        let mut heads = Self { columns: Vec::new(), unread: Vec::new() };
        for (column, cell) in line.cells.iter().enumerate() {
            let meant = meaning(cell);
            let field = known.iter().find(|(_, head)| *head == meant).map(|(field, _)| *field);
            match field.filter(|field| !heads.has(*field)) {
                Some(field) => heads.columns.push((field, column)),
                None if meant.is_empty() => {}
                None => heads.unread.push(clean(cell)),
            }
        }
        heads
    }

    /// Whether a column holds this field.
    pub fn has(&self, field: F) -> bool {
        self.columns.iter().any(|(kept, _)| *kept == field)
    }

    /// The cell of a line for a field; blank where there is none.
    pub fn cell<'line>(&self, field: F, line: &'line Line) -> &'line str {
        let column = self.columns.iter().find(|(kept, _)| *kept == field).map(|(_, column)| *column);
        column.and_then(|column| line.cells.get(column)).map_or("", String::as_str)
    }
}

/// A head reduced to what it means, for comparing only.
fn meaning(head: &str) -> String {
    let mut head = clean(head).to_lowercase();
    for (phrase, word) in PHRASES {
        head = head.replace(phrase, word);
    }
    let words = head.split(|letter: char| !letter.is_alphanumeric()).map(|word| fold(word).replace(LOST, ""));
    let mut meant = String::new();
    for word in words.filter(|word| !SMALL.contains(&word.as_str())) {
        let one =
            SAME.iter().find(|(_, same)| same.contains(&word.as_str())).map_or(word.as_str(), |(one, _)| one);
        meant.push_str(one);
    }
    meant
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(row: u32, cells: &[&str]) -> Line {
        Line { row, cells: cells.iter().map(|cell| (*cell).to_owned()).collect() }
    }

    const TABLE: Vocabulary<char> =
        &[('n', &["victim surname", "surname"]), ('b', &["victim DOB"]), ('p', &["perpetrator DOB"])];

    #[test]
    fn heads_are_read_by_meaning() {
        for (head, same) in [
            ("Victim's Date of Birth", "victim dob"),
            ("VICTIM D.O.B.", "victim DOB"),
            ("Alleged perp: last name", "perpetrator surname"),
            ("Client first name", "victim forename"),
            ("MARAC repeat?", "marac repeat"),
            ("Victim tel.", "victim telephone"),
            ("No. of children in household", "number children household"),
            ("E-mail", "email"),
        ] {
            assert_eq!(meaning(head), meaning(same), "{head}");
        }
        assert_ne!(meaning("victim DOB"), meaning("perpetrator DOB"));
    }

    fn unambiguous<F: Copy + Eq + std::fmt::Debug>(vocabulary: Vocabulary<F>) {
        let mut seen: Vec<(String, F)> = Vec::new();
        for (field, head) in
            vocabulary.iter().flat_map(|(field, heads)| heads.iter().map(|head| (*field, *head)))
        {
            let meant = meaning(head);
            assert!(!meant.is_empty(), "{head}");
            let other = seen.iter().find(|(known, other)| *known == meant && *other != field);
            assert_eq!(other, None, "{head} is also {field:?}");
            seen.push((meant, field));
        }
    }

    #[test]
    fn no_head_means_two_fields() {
        use crate::domain::nomination::{IncidentForm, SubjectForm};
        use crate::domain::referral::ReferralForm;
        use crate::intake::Form;

        unambiguous(ReferralForm::HEADS);
        unambiguous(SubjectForm::HEADS);
        unambiguous(IncidentForm::HEADS);
    }

    #[test]
    fn heads_are_found_below_titles() {
        let lines = [
            line(1, &["Lancaster MARAC", "", ""]),
            line(3, &["Surname", "Perp DOB", "Shoe size", "surname"]),
            line(4, &["Kershaw", "12/03/1992", "5", "again"]),
        ];
        let (place, heads) = Heads::find(TABLE, &['n'], &lines).unwrap();
        assert_eq!(
            (place, heads.unread.as_slice()),
            (1, ["Shoe size".to_owned(), "surname".to_owned()].as_slice())
        );
        assert_eq!(heads.cell('n', &lines[2]), "Kershaw");
        assert_eq!(heads.cell('b', &lines[2]), "");
        assert_eq!(Heads::find(TABLE, &['n'], &lines[2..]), None);
    }
}
