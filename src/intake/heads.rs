//! Column heads matched by meaning.
//!
//! A list's vocabulary says, for each field, heads it is known by; a head is compared word by word, folded, with
//! words that mean the same made one (`perp`, `alleged perpetrator`, `offender`) and small words dropped. Heads that
//! mean nothing here are kept, so that they can be shown.

use std::borrow::Cow;
use std::collections::HashMap;

use super::Line;
use super::signs::FORMULA;
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
    ("child", &["childs"]),
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

/// A field, and of which of several people when a form has several: 0 is the first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Slot<F> {
    /// The field.
    pub field: F,
    /// Whose, from 0.
    pub place: u8,
}

/// The heads of a vocabulary by what they mean.
pub struct Known<F> {
    heads: HashMap<String, F>,
    repeats: fn(F) -> bool,
}

/// How near a head must come to a known one to be suggested: 1 is the same (our default).
const NEAR: f64 = 0.72;

impl<F: Copy + Eq> Known<F> {
    /// Of a vocabulary; `repeats` says which fields a form has for each of several people.
    pub fn of(vocabulary: Vocabulary<F>, repeats: fn(F) -> bool) -> Self {
        let mut heads = HashMap::new();
        for (field, known) in vocabulary {
            for head in *known {
                heads.entry(meaning(head)).or_insert(*field);
            }
        }
        Self { heads, repeats }
    }

    /// What a head means: by itself, or as a label in a part of a form (`Perpetrator 2: Date of birth`). A label that
    /// is anybody's (`Name`) is the victim's only where the part does not say somebody else.
    pub fn slot(&self, head: &str) -> Option<Slot<F>> {
        let (meant, place) = placed(head);
        let placed_in = |field: F| Slot { field, place: if (self.repeats)(field) { place } else { 0 } };
        if let Some(field) = self.heads.get(&meant) {
            return Some(placed_in(*field));
        }
        let (part, label) = head.split_once(": ")?;
        let anybodys = self.heads.contains_key(&meaning(&format!("victim {label}")));
        let field = self.heads.get(&meaning(label)).filter(|_| !anybodys || meaning(part) == "victim")?;
        Some(placed_in(*field))
    }

    /// The field whose known head comes nearest to one that is not known.
    fn suggestion(&self, head: &str, taken: impl Fn(F) -> bool) -> Option<F> {
        let meant = meaning(head);
        if meant.chars().count() < 3 {
            return None;
        }
        let nearness = |known: &str| {
            let within =
                known.len() >= 5 && (meant.contains(known) || known.contains(&meant) && meant.len() >= 5);
            let near = strsim::normalized_damerau_levenshtein(known, &meant);
            if within { near.max(NEAR) } else { near }
        };
        let free = self.heads.iter().filter(|(_, field)| !taken(**field));
        let scored = free.map(|(known, field)| (nearness(known), known, *field));
        let best = scored.max_by(|one, other| one.0.total_cmp(&other.0).then_with(|| other.1.cmp(one.1)))?;
        (best.0 >= NEAR).then_some(best.2)
    }
}

/// What somebody said of a head: its field, or that it is not to be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Told<F> {
    /// The head.
    pub head: String,
    /// Its field; nothing is "not read".
    pub slot: Option<Slot<F>>,
}

/// One column, or one label of a form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Column<F> {
    /// Its head, cleaned.
    pub head: String,
    /// Its place from the left.
    at: usize,
    /// What it holds; nothing is not read.
    pub slot: Option<Slot<F>>,
    /// Whether somebody said so.
    pub told: bool,
    /// The field it may be, where that is not known.
    pub suggestion: Option<F>,
}

/// Which column holds which field.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Heads<F> {
    /// Row of the heads; 0 for labels of a form.
    pub row: u32,
    /// Columns with a head, from the left.
    pub columns: Vec<Column<F>>,
}

impl<F: Copy + Eq> Heads<F> {
    /// Finds the heads among the first lines: the line with the most heads known, at least two or the whole line; one
    /// with any of `naming` among them before one without. Gives its place in `lines`.
    pub fn find(known: &Known<F>, told: &[Told<F>], naming: &[F], lines: &[Line]) -> Option<(usize, Self)> {
        let mut best: Option<(usize, Self)> = None;
        for (place, line) in lines.iter().enumerate().take(LOOKED) {
            let heads = Self::read(known, told, line);
            let filled = line.cells.iter().filter(|cell| !cell.trim().is_empty()).count();
            let weight = |heads: &Self| (heads.names(naming), heads.read_columns());
            let more = best.as_ref().is_none_or(|(_, kept)| weight(&heads) > weight(kept));
            if heads.read_columns() >= filled.clamp(1, 2) && more {
                best = Some((place, heads));
            }
        }
        best.map(|(place, mut heads)| {
            heads.suggest(known);
            (place, heads)
        })
    }

    /// The line that looks most like heads where none is known: the first that is nearly as wide as the widest.
    pub fn guess(known: &Known<F>, told: &[Told<F>], lines: &[Line]) -> Option<(usize, Self)> {
        let filled = |line: &Line| line.cells.iter().filter(|cell| !cell.trim().is_empty()).count();
        let widest = lines.iter().take(LOOKED).map(filled).max().filter(|widest| *widest > 1)?;
        let (place, line) = lines.iter().enumerate().find(|(_, line)| filled(line) * 5 >= widest * 4)?;
        let mut heads = Self::read(known, told, line);
        heads.suggest(known);
        Some((place, heads))
    }

    /// Reads a line as heads. What was told goes before what is known; a field is read from one column, or from all
    /// those that were told to hold it.
    pub fn read(known: &Known<F>, told: &[Told<F>], line: &Line) -> Self {
        let mut columns: Vec<Column<F>> = Vec::new();
        for (at, cell) in line.cells.iter().enumerate() {
            let head = clean(cell);
            if placed(&head).0.is_empty() {
                continue;
            }
            let said = told.iter().find(|told| told.head == head || placed(&told.head) == placed(&head));
            let slot = said.and_then(|said| said.slot);
            columns.push(Column { head, at, slot, told: said.is_some(), suggestion: None });
        }
        let mut heads = Self { row: line.row, columns };
        for at in 0..heads.columns.len() {
            let Some(column) = heads.columns.get(at).filter(|column| !column.told) else { continue };
            let slot = known.slot(&column.head).filter(|slot| !heads.holds(*slot));
            if let Some(column) = heads.columns.get_mut(at) {
                column.slot = slot;
            }
        }
        heads
    }

    fn suggest(&mut self, known: &Known<F>) {
        for at in 0..self.columns.len() {
            let Some(column) = self.columns.get(at) else { continue };
            if column.slot.is_none() && !column.told {
                let suggestion = known.suggestion(&column.head, |field| self.has(field));
                if let Some(column) = self.columns.get_mut(at) {
                    column.suggestion = suggestion;
                }
            }
        }
    }

    /// How many columns are read.
    pub fn read_columns(&self) -> usize {
        self.columns.iter().filter(|column| column.slot.is_some()).count()
    }

    /// Heads that mean nothing here, or are not to be read.
    pub fn unread(&self) -> Vec<String> {
        self.columns.iter().filter(|column| column.slot.is_none()).map(|column| column.head.clone()).collect()
    }

    /// Whether one of these fields is among them.
    pub fn names(&self, naming: &[F]) -> bool {
        naming.iter().any(|field| self.has(*field))
    }

    fn holds(&self, slot: Slot<F>) -> bool {
        self.columns.iter().any(|column| column.slot == Some(slot))
    }

    /// Whether a column holds this field, of whomever.
    pub fn has(&self, field: F) -> bool {
        self.columns.iter().any(|column| column.slot.is_some_and(|slot| slot.field == field))
    }

    /// For how many people there is a column that holds one of these fields.
    pub fn places(&self, of: impl Fn(F) -> bool) -> u8 {
        let places = self.columns.iter().filter_map(|column| column.slot).filter(|slot| of(slot.field));
        places.map(|slot| slot.place.saturating_add(1)).max().unwrap_or(0)
    }

    /// The fields of one of several people that there is a column for, from the left.
    pub fn fields(&self, place: u8) -> impl Iterator<Item = F> {
        self.columns
            .iter()
            .filter_map(|column| column.slot)
            .filter(move |slot| slot.place == place)
            .map(|slot| slot.field)
    }

    /// The cell of a line for a field; blank where there is none; with commas between where several columns hold it.
    pub fn cell<'line>(&self, slot: Slot<F>, line: &'line Line) -> Cow<'line, str> {
        let columns = self.columns.iter().filter(|column| column.slot == Some(slot));
        let mut cells =
            columns.filter_map(|column| line.cells.get(column.at)).filter(|cell| !cell.trim().is_empty());
        let Some(first) = cells.next() else { return Cow::Borrowed("") };
        // A mark that keeps a spreadsheet program from taking text for a formula is not part of the text.
        let first = first.strip_prefix('\'').filter(|rest| rest.starts_with(FORMULA)).unwrap_or(first);
        cells.fold(Cow::Borrowed(first), |text, cell| Cow::Owned(format!("{}, {cell}", text.trim())))
    }

    /// The text of a column in a line.
    pub fn sample<'line>(&self, column: &Column<F>, line: &'line Line) -> &'line str {
        line.cells.get(column.at).map_or("", String::as_str)
    }
}

/// A head reduced to what it means, for comparing only.
pub fn meaning(head: &str) -> String {
    placed(head).0
}

/// A head reduced to what it means, and of which of several people it is.
fn placed(head: &str) -> (String, u8) {
    let mut head = clean(head).to_lowercase();
    for (phrase, word) in PHRASES {
        head = head.replace(phrase, word);
    }
    let words = head.split(|letter: char| !letter.is_alphanumeric()).map(|word| fold(word).replace(LOST, ""));
    let (mut meant, mut place, mut before) = (String::new(), 0, String::new());
    for word in words.filter(|word| !word.is_empty() && !SMALL.contains(&word.as_str())) {
        let (word, number) = numbered(&word);
        let one = SAME.iter().find(|(_, same)| same.contains(&word)).map_or(word, |(one, _)| one);
        match number.filter(|_| PEOPLE.contains(&one) || one.is_empty() && PEOPLE.contains(&before.as_str()))
        {
            Some(number) => {
                place = number - 1;
                meant.push_str(one);
            }
            None => {
                meant.push_str(one);
                meant.extend(number.map(|number| number.to_string()));
            }
        }
        one.clone_into(&mut before);
    }
    (meant, place)
}

/// People of whom a form has several: a number after one of these says which.
const PEOPLE: &[&str] = &["perpetrator", "child"];

/// A word and the number at its end: `perpetrator2`, `2`.
fn numbered(word: &str) -> (&str, Option<u8>) {
    let letters = word.trim_end_matches(|letter: char| letter.is_ascii_digit());
    let number = word
        .get(letters.len()..)
        .and_then(|digits| digits.parse().ok())
        .filter(|number| (1..100).contains(number));
    // A number with a nought before it, or a long one, is part of the word.
    let plain = number.is_some_and(|number: u8| word.len() - letters.len() == number.to_string().len());
    if plain { (letters, number) } else { (word, None) }
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
        let known = Known::of(TABLE, |_| false);
        let (place, heads) = Heads::find(&known, &[], &['n'], &lines).unwrap();
        assert_eq!((place, heads.unread()), (1, vec!["Shoe size".to_owned(), "surname".to_owned()]));
        assert_eq!(heads.cell(first('n'), &lines[2]), "Kershaw");
        assert_eq!(heads.cell(first('b'), &lines[2]), "");
        assert_eq!(Heads::find(&known, &[], &['n'], &lines[2..]), None);
        assert_eq!(Heads::guess(&known, &[], &lines).unwrap().0, 1);
    }

    const fn first(field: char) -> Slot<char> {
        Slot { field, place: 0 }
    }

    #[test]
    fn a_part_of_the_form_says_whose_a_label_is() {
        const PARTS: Vocabulary<char> = &[
            ('n', &["victim surname", "surname"]),
            ('p', &["perpetrator surname"]),
            ('r', &["reason for referral"]),
        ];
        let known = Known::of(PARTS, |field| field == 'p');
        for (head, slot) in [
            ("Surname", Some(('n', 0))),
            ("Victim: Surname", Some(('n', 0))),
            ("Perpetrator: Surname", Some(('p', 0))),
            ("Perpetrator 2: last name", Some(('p', 1))),
            ("perp3 surname", Some(('p', 2))),
            ("Referrer: Surname", None),
            ("Referrer: Reason for referral", Some(('r', 0))),
            ("surname 12", None),
        ] {
            assert_eq!(known.slot(head).map(|slot| (slot.field, slot.place)), slot, "{head}");
        }
    }

    #[test]
    fn what_is_told_goes_before_what_is_known_and_columns_told_alike_are_joined() {
        let known = Known::of(TABLE, |_| false);
        let lines = [line(1, &["Surname", "Family", "Perp DOB", "First", "Second"])];
        let told = |head: &str, slot| Told { head: head.to_owned(), slot };
        let said = [
            told("family", Some(first('n'))),
            told("perpetrator dob", None),
            told("First", Some(first('b'))),
            told("Second", Some(first('b'))),
        ];
        let (_, heads) = Heads::find(&known, &said, &['n'], &lines).unwrap();
        assert_eq!(heads.unread(), ["Surname", "Perp DOB"]);
        let row = line(2, &["Bell", "Kershaw", "1/2/1990", "one", "two"]);
        assert_eq!(heads.cell(first('n'), &row), "Kershaw");
        assert_eq!(heads.cell(first('b'), &row), "one, two");
    }

    #[test]
    fn a_head_that_is_nearly_known_is_suggested_and_not_taken() {
        let known = Known::of(TABLE, |_| false);
        let (_, heads) = Heads::find(
            &known,
            &[],
            &['n'],
            &[line(1, &["Victim DOB", "Perp DOB", "Victm surnme", "Shoes"])],
        )
        .unwrap();
        let suggested: Vec<_> =
            heads.columns.iter().map(|column| (column.slot.is_some(), column.suggestion)).collect();
        assert_eq!(suggested, [(true, None), (true, None), (false, Some('n')), (false, None)]);
    }
}
