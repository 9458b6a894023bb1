//! Forms: labels with values beside, under or after them become the one line of a table whose heads are the labels.
//!
//! [`Labelled`] gathers pairs from lines of text and from the rows of a Word table, whatever way round the form was
//! laid out. It knows which labels mean something from an [`Ear`], and in which part of the form it is (victim,
//! perpetrator, child, referrer), so that a bare "Name" is the name of the right person. What has no label is
//! gathered under [`LOOSE`], to be shown and mapped. Nothing is understood here but what is label and what is value.

use super::Line;
use super::part::Part;
use super::ticks;
use crate::domain::text::clean;

/// Head of the text that stands under no label.
pub const LOOSE: &str = "text without a label";

/// Most words of a label that is not known (our default): more is a sentence.
const LABEL_WORDS: usize = 6;

/// What a label means to whoever listens.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Heard {
    /// Nothing.
    Unknown,
    /// A field of one line.
    Short,
    /// A field whose text runs over lines.
    Long,
}

/// Knows labels.
pub trait Ear {
    /// What a head means: a label, or `Perpetrator: label`.
    fn hear(&self, head: &str) -> Heard;
}

/// One cell of a form's table.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Cell {
    /// Its text, lines kept.
    pub text: String,
    /// Whether all of it is set as labels are: bold, or on a shade.
    pub stands_out: bool,
}

/// Pairs of label and value, gathered in order.
pub struct Labelled<'ear> {
    ear: &'ear dyn Ear,
    part: Part,
    pairs: Vec<(String, String)>,
    loose: Vec<String>,
    /// Whether the newest pair may go on in the next line.
    open: bool,
}

impl<'ear> Labelled<'ear> {
    /// Nothing gathered yet.
    pub fn new(ear: &'ear dyn Ear) -> Self {
        Self { ear, part: Part::None, pairs: Vec::new(), loose: Vec::new(), open: false }
    }

    /// How many labels were heard that mean something.
    pub fn known(&self) -> usize {
        self.pairs.iter().filter(|(head, _)| self.ear.hear(head) != Heard::Unknown).count()
    }

    /// Whether any label that was gathered names somebody.
    pub fn names(&self, naming: impl Fn(&str) -> bool) -> bool {
        self.pairs.iter().any(|(head, value)| !value.is_empty() && naming(head))
    }

    /// What was gathered, in order; what stood under no label last.
    pub fn into_pairs(mut self) -> Vec<(String, String)> {
        if !self.loose.is_empty() {
            self.pairs.push((LOOSE.to_owned(), self.loose.join("\n")));
        }
        self.pairs
    }

    /// A heading: the labels below it are of this part of the form.
    pub fn heading(&mut self, text: &str) {
        self.part = self.part.next(text);
        self.open = false;
    }

    /// A label with its value. Ticked boxes become words.
    pub fn pair(&mut self, label: &str, value: &str) {
        let label = bare(label);
        self.open = false;
        if label.is_empty() {
            return;
        }
        let head = self.part.head(&label);
        let Some(options) = ticks::read(value) else {
            self.open = true;
            return self.pairs.push((head, value.trim().to_owned()));
        };
        // A list of boxes may be a list of labels: "x professional judgement, - repeat".
        let labels =
            options.iter().filter(|option| self.ear.hear(&self.part.head(&option.words)) != Heard::Unknown);
        if options.len() > 1 && labels.count() * 2 > options.len() {
            for option in options.iter().filter(|option| option.ticked) {
                self.pairs.push((self.part.head(&option.words), "yes".to_owned()));
            }
            return;
        }
        self.pairs.push((head, ticks::words(&options)));
    }

    fn hears(&self, label: &str) -> Heard {
        let label = bare(label);
        if label.is_empty() { Heard::Unknown } else { self.ear.hear(&self.part.head(&label)) }
    }

    fn knows(&self, label: &str) -> bool {
        self.hears(label) != Heard::Unknown
    }

    /// Several lines of text.
    pub fn text(&mut self, text: &str) {
        let lines: Vec<&str> = text.lines().map(str::trim_end).collect();
        for (at, line) in lines.iter().enumerate() {
            let below = lines.get(at + 1..).and_then(|rest| rest.iter().find(|line| !line.trim().is_empty()));
            self.line(line, below.copied().unwrap_or_default());
        }
    }

    fn line(&mut self, line: &str, below: &str) {
        let trimmed = line.trim();
        if trimmed.is_empty() {
            let newest = self.pairs.last();
            let runs_on =
                newest.is_some_and(|(head, text)| text.is_empty() || self.ear.hear(head) == Heard::Long);
            self.open &= runs_on;
            return;
        }
        if Part::names_one(trimmed) && (self.split(below).is_some() || !self.knows(trimmed)) {
            return self.heading(trimmed);
        }
        let beside = self.beside(line);
        if beside.len() > 1 {
            beside.iter().for_each(|piece| self.piece(piece));
        } else {
            self.piece(trimmed);
        }
    }

    /// The pieces of a line that holds several labels side by side; the line alone when it does not.
    fn beside<'line>(&self, line: &'line str) -> Vec<&'line str> {
        let pieces: Vec<&str> = line
            .split(['\t', '|'])
            .flat_map(|piece| piece.split("   "))
            .map(str::trim)
            .filter(|piece| !piece.is_empty())
            .collect();
        if let [label, value] = pieces.as_slice()
            && self.knows(label)
            && self.split(value).is_none()
        {
            return vec![line.trim()];
        }
        if pieces.len() > 1 && pieces.iter().all(|piece| self.split(piece).is_some()) {
            return pieces;
        }
        vec![line.trim()]
    }

    fn piece(&mut self, line: &str) {
        if let Some((label, value)) = self.split(line) {
            let (label, value) = (label.to_owned(), value.to_owned());
            return self.pair(&label, &value);
        }
        if let Some(options) = ticks::read(line)
            && options.iter().all(|option| self.knows(&option.words))
        {
            options.iter().filter(|option| option.ticked).for_each(|option| self.pair(&option.words, "yes"));
            return;
        }
        match self.pairs.last_mut().filter(|_| self.open) {
            Some((head, text)) if self.ear.hear(head) == Heard::Long || text.is_empty() => {
                if !text.is_empty() {
                    text.push('\n');
                }
                text.push_str(line);
            }
            Some((_, text)) => {
                text.push(' ');
                text.push_str(line);
            }
            None => self.loose.push(line.to_owned()),
        }
    }

    /// A line as label and value, if it begins with a label.
    fn split<'line>(&self, line: &'line str) -> Option<(&'line str, &'line str)> {
        let line = line.trim();
        let by = |(at, mark): (usize, &str)| Some((line.get(..at)?, line.get(at + mark.len()..)?));
        for (label, value) in line.match_indices([':', '?', '\t', '=']).filter_map(by) {
            if self.knows(label) && !bare(label).is_empty() {
                return Some((label, value.trim()));
            }
        }
        for (label, value) in line.match_indices(" - ").chain(line.match_indices(" \u{2013} ")).filter_map(by)
        {
            if self.knows(label) {
                return Some((label, value.trim()));
            }
        }
        let (label, value) = line.split_once(':')?;
        let runs_on = self.pairs.last().is_some_and(|(head, _)| self.ear.hear(head) == Heard::Long);
        let words = label.split_whitespace().count();
        let plain = label.chars().next().is_some_and(char::is_uppercase)
            && !label.contains(|letter: char| letter.is_ascii_digit() || letter == '.')
            && !value.starts_with('/');
        (plain && (1..=LABEL_WORDS).contains(&words) && !(self.open && runs_on))
            .then(|| (label, value.trim()))
    }

    /// A row of a form's table: labels with values beside them, several pairs in a row, or both in one cell.
    pub fn row(&mut self, cells: &[Cell]) {
        let filled: Vec<&Cell> = cells.iter().filter(|cell| !cell.text.trim().is_empty()).collect();
        match filled.as_slice() {
            [] => return,
            [only] if cells.len() == 1 || only.stands_out && Part::names_one(&only.text) => {
                return self.alone(only);
            }
            _ => {}
        }
        // Where some cells are set as labels, the others are values, whatever they say.
        let styled = cells.iter().any(|cell| cell.stands_out);
        let is_label = |this: &Self, cell: &Cell| {
            if styled { cell.stands_out || cell.text.trim().ends_with(':') } else { this.is_label(cell) }
        };
        let mut at = 0;
        while let Some(cell) = cells.get(at) {
            at += 1;
            if cell.text.trim().is_empty() {
                continue;
            }
            let within = cell.text.trim();
            if let Some((label, value)) = self.split(within.lines().next().unwrap_or_default())
                && self.knows(label)
                && (!value.is_empty() || within.lines().count() > 1)
                && !self.knows(within)
            {
                self.text(within);
                continue;
            }
            let rest = cells.get(at..).unwrap_or_default();
            let values = rest.iter().take_while(|next| !is_label(self, next)).count();
            // Of an unknown label only the cell beside it is the value: what follows may be another label.
            let values = if self.knows(&cell.text) || rest.len() == values { values } else { values.min(1) };
            let (own, words) = self.told(cell);
            let mut value: Vec<&str> = rest
                .iter()
                .take(values)
                .map(|cell| cell.text.trim())
                .filter(|text| !text.is_empty())
                .collect();
            value.extend(words);
            self.pair(own, &value.join("\n"));
            self.open = false;
            at += values;
        }
    }

    /// A row of heads with values in the rows below (children, several perpetrators): takes those rows in, one person
    /// each, and gives how many they were; none when it is no such row.
    pub fn under_heads(&mut self, heads: &[Cell], below: &[Vec<Cell>]) -> usize {
        let filled = |cells: &[Cell]| cells.iter().filter(|cell| !cell.text.trim().is_empty()).count();
        let known = heads.iter().filter(|head| self.knows(&head.text)).count();
        let labels =
            heads.len() > 1 && heads.iter().all(|head| self.is_label(head) && !head.text.contains(':'));
        if !labels || known * 2 < heads.len() {
            return 0;
        }
        // A value may be a label by chance ("the victim"), most of a row is not.
        let is_value_row = |this: &Self, row: &[Cell]| {
            let known = row.iter().filter(|cell| this.knows(&cell.text)).count();
            row.len() == heads.len()
                && !row.iter().any(|cell| cell.stands_out)
                && (known == 0 || known * 2 < filled(row))
        };
        let rows = below.iter().take_while(|row| is_value_row(self, row)).count();
        if below.iter().take(rows).all(|row| filled(row) == 0) {
            return 0;
        }
        let people = matches!(self.part, Part::Child(_) | Part::Perpetrator(_));
        let part = self.part;
        for (number, row) in (1_u8..).zip(below.iter().take(rows).filter(|row| filled(row) > 0)) {
            self.part = match part {
                Part::Child(_) => Part::Child(number),
                Part::Perpetrator(_) => Part::Perpetrator(number),
                other => other,
            };
            for (head, value) in heads.iter().zip(row).filter(|(_, value)| !value.text.trim().is_empty()) {
                self.pair(&head.text, &value.text);
            }
            if !people {
                break;
            }
        }
        self.open = false;
        if people { rows } else { rows.min(1) }
    }

    /// A label cell as its label, and words under it that belong to the value ("Dash score" over "out of 24" do not).
    fn told<'cell>(&self, cell: &'cell Cell) -> (&'cell str, Option<&'cell str>) {
        let text = cell.text.trim();
        match text.split_once('\n') {
            Some((first, rest)) if !self.knows(text) && self.knows(first) && ticks::read(rest).is_some() => {
                (first, Some(rest))
            }
            Some((first, _)) if !self.knows(text) => (first, None),
            _ => (text, None),
        }
    }

    fn is_label(&self, cell: &Cell) -> bool {
        let text = cell.text.trim();
        if text.is_empty() || ticks::read(text).is_some() {
            return false;
        }
        cell.stands_out
            || text.ends_with(':')
            || self.split(text).is_some_and(|(label, _)| self.knows(label))
            || { self.knows(text) }
    }

    /// The only cell of a row: a heading, or label and value in one cell.
    fn alone(&mut self, cell: &Cell) {
        let text = cell.text.trim();
        let first = text.lines().next().unwrap_or_default();
        if self
            .split(first)
            .is_some_and(|(label, value)| !value.is_empty() || self.knows(label) && text != first)
            || ticks::read(text).is_some()
        {
            self.text(text);
        } else if text != first && self.knows(first) {
            self.pair(first, text.split_once('\n').map_or("", |(_, rest)| rest));
        } else if text == first && text.split_whitespace().count() <= LABEL_WORDS + 4 {
            self.heading(text);
        } else {
            self.text(text);
        }
    }
}

/// A label without the marks that stand at its end.
fn bare(label: &str) -> String {
    clean(label)
        .trim_end_matches([':', '*', '?', '=', ' '])
        .trim_start_matches(['*', '-', '\u{2022}', ' '])
        .to_owned()
}

/// Forms as a table: a line of heads (row 0), then a line for each form, numbered from 1. A label said twice in one
/// form is a column of its own; nothing is run together.
pub fn table(forms: Vec<Vec<(String, String)>>) -> Vec<Line> {
    let mut heads: Vec<String> = Vec::new();
    let mut lines = Vec::new();
    for (form, row) in forms.into_iter().zip(1_u32..) {
        let mut cells: Vec<Option<String>> = vec![None; heads.len()];
        for (head, value) in form {
            let free = heads.iter().zip(&cells).position(|(known, cell)| *known == head && cell.is_none());
            match free.and_then(|at| cells.get_mut(at)) {
                Some(cell) => *cell = Some(value),
                None => {
                    heads.push(head);
                    cells.push(Some(value));
                }
            }
        }
        lines.push(Line { row, cells: cells.into_iter().map(Option::unwrap_or_default).collect() });
    }
    lines.insert(0, Line { row: 0, cells: heads });
    lines
}
