//! A form as a table of fields: focus, typing, choices, and what is wrong with each field, said at the field.
//!
//! A form knows kinds of fields (a line, a longer text, a date, a time, a number, a choice), not what they are for.

use crossterm::event::KeyEvent;
use jiff::civil::{Date, Time};

use super::text_area::LongText;
use super::text_line::TextLine;
use crate::app::keymap::Edit;
use crate::domain::amount::Amount;
use crate::domain::calendar::{DateError, Expect, read_date, show_numeric};
use crate::domain::private::Private;

/// What a field says whose text is hidden.
const HIDDEN: &str = "is hidden and stays as it is: F2 shows it";
/// Rows of a longer text.
const LONG: u16 = 5;
/// Rows of a letter.
const LETTER: u16 = 10;

/// What may stand in a field.
#[derive(Debug, Clone)]
pub enum Input {
    /// One line of text.
    Line(TextLine),
    /// A longer text.
    Long(Box<LongText>),
    /// A day, typed as `26/11/2026`, `26 nov`, ...
    Date(TextLine),
    /// A time of day, typed as `9.30`, `14:00`, ...
    Time(TextLine),
    /// A whole number.
    Number(TextLine),
    /// A figure with at most two decimals.
    Amount(TextLine),
    /// One of these: key and label.
    Choice(Vec<(String, String)>, usize),
}

/// One field.
#[derive(Debug, Clone)]
pub struct Field {
    /// Its name for the screen that asked.
    pub name: &'static str,
    /// Its name for the user.
    pub label: String,
    /// What is typed in it.
    pub input: Input,
    /// Whether it may stay empty.
    pub optional: bool,
    /// What is wrong with it.
    pub problem: Option<String>,
    /// Rows it takes up, what is wrong with it apart.
    pub rows: u16,
    /// Whether what stands in it was there before privacy was asked for, so that it is neither shown nor changed.
    pub hidden: bool,
}

impl Field {
    fn new(name: &'static str, label: &str, input: Input) -> Self {
        let rows = if matches!(input, Input::Long(_)) { LONG } else { 1 };
        Self { name, label: label.to_owned(), input, optional: false, problem: None, rows, hidden: false }
    }

    /// One line of text.
    pub fn line(name: &'static str, label: &str, value: &str) -> Self {
        Self::new(name, label, Input::Line(TextLine::holding(value)))
    }

    /// A longer text.
    pub fn long(name: &'static str, label: &str, value: &str) -> Self {
        Self::new(name, label, Input::Long(Box::new(LongText::holding(value))))
    }

    /// A letter to be read through and changed: begins at its top, and has room.
    pub fn letter(name: &'static str, label: &str, value: &str) -> Self {
        let field = Self::new(name, label, Input::Long(Box::new(LongText::opening(value))));
        Self { rows: LETTER, ..field }
    }

    /// A day.
    pub fn date(name: &'static str, label: &str, value: Option<Date>) -> Self {
        let shown = value.map(show_numeric).unwrap_or_default();
        Self::new(name, label, Input::Date(TextLine::holding(&shown)))
    }

    /// A time of day.
    pub fn time(name: &'static str, label: &str, value: Option<Time>) -> Self {
        let shown = value.map(|time| time.strftime("%H:%M").to_string()).unwrap_or_default();
        Self::new(name, label, Input::Time(TextLine::holding(&shown)))
    }

    /// A whole number.
    pub fn number(name: &'static str, label: &str, value: Option<u32>) -> Self {
        let shown = value.map(|number| number.to_string()).unwrap_or_default();
        Self::new(name, label, Input::Number(TextLine::holding(&shown)))
    }

    /// A figure with at most two decimals.
    pub fn amount(name: &'static str, label: &str, value: &str) -> Self {
        Self::new(name, label, Input::Amount(TextLine::holding(value)))
    }

    /// One of several: key and label of each.
    pub fn choice(name: &'static str, label: &str, choices: Vec<(String, String)>) -> Self {
        Self::new(name, label, Input::Choice(choices, 0))
    }

    /// May stay empty.
    #[must_use]
    pub fn optional(mut self) -> Self {
        self.optional = true;
        self
    }

    /// Whether it is typed in several lines.
    pub const fn is_long(&self) -> bool {
        matches!(self.input, Input::Long(_))
    }

    fn read(&self, today: Date) -> Result<Given, String> {
        let given = match &self.input {
            Input::Line(line) => text(&line.text()),
            Input::Long(area) => text(&area.text()),
            Input::Date(line) if !line.text().trim().is_empty() => {
                Given::Date(read_day(line.text().trim(), today).map_err(|error| error.to_string())?)
            }
            Input::Time(line) if !line.text().trim().is_empty() => Given::Time(
                read_time(line.text().trim()).ok_or("is not a time of day; write `9:30` or `14:00`")?,
            ),
            Input::Number(line) if !line.text().trim().is_empty() => {
                Given::Number(line.text().trim().parse().map_err(|_not| "is not a whole number".to_owned())?)
            }
            Input::Amount(line) if !line.text().trim().is_empty() => Given::Amount(line.text().parse()?),
            Input::Choice(choices, at) => {
                choices.get(*at).map_or(Given::Nothing, |(key, _)| Given::Choice(key.clone()))
            }
            Input::Date(_) | Input::Time(_) | Input::Number(_) | Input::Amount(_) => Given::Nothing,
        };
        if given == Given::Nothing && !self.optional { Err("is needed".to_owned()) } else { Ok(given) }
    }
}

fn text(typed: &str) -> Given {
    if typed.trim().is_empty() { Given::Nothing } else { Given::Text(Private::from(typed.trim().to_owned())) }
}

/// A day as people type it; without a year it is the nearest one.
fn read_day(typed: &str, today: Date) -> Result<Date, DateError> {
    match read_date(typed, Expect::Near, today) {
        Err(DateError::NoYear) => (-1..=1)
            .filter_map(|years| {
                let year = today.year() + years;
                [format!("{typed} {year}"), format!("{typed}/{year}")]
                    .into_iter()
                    .find_map(|whole| read_date(&whole, Expect::Near, today).ok())
            })
            .min_by_key(|day| today.duration_until(*day).as_secs().abs())
            .ok_or(DateError::NoYear),
        read => read,
    }
}

/// A time of day as people type it: `9`, `9.30`, `14:00`.
fn read_time(typed: &str) -> Option<Time> {
    let (hours, minutes) = typed.split_once([':', '.']).unwrap_or((typed, "0"));
    Time::new(hours.parse().ok()?, minutes.parse().ok()?, 0, 0).ok()
}

/// What a field holds when the form is saved.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Given {
    /// Left empty.
    Nothing,
    /// Text.
    Text(Private),
    /// A day.
    Date(Date),
    /// A time of day.
    Time(Time),
    /// A whole number.
    Number(u32),
    /// A figure.
    Amount(Amount),
    /// Key of the choice.
    Choice(String),
}

/// The values of a form that was saved.
#[derive(Debug, Clone, Default)]
pub struct Filled(pub Vec<(&'static str, Given)>);

impl Filled {
    fn given(&self, name: &str) -> Option<&Given> {
        self.0.iter().find(|(known, _)| *known == name).map(|(_, given)| given)
    }

    /// A text, if one was typed.
    pub fn text(&self, name: &str) -> Option<Private> {
        match self.given(name) {
            Some(Given::Text(text)) => Some(text.clone()),
            _ => None,
        }
    }

    /// A day, if one was typed.
    pub fn date(&self, name: &str) -> Option<Date> {
        match self.given(name) {
            Some(Given::Date(date)) => Some(*date),
            _ => None,
        }
    }

    /// A time, if one was typed.
    pub fn time(&self, name: &str) -> Option<Time> {
        match self.given(name) {
            Some(Given::Time(time)) => Some(*time),
            _ => None,
        }
    }

    /// A number, if one was typed.
    pub fn number(&self, name: &str) -> Option<u32> {
        match self.given(name) {
            Some(Given::Number(number)) => Some(*number),
            _ => None,
        }
    }

    /// A figure, if one was typed.
    pub fn amount(&self, name: &str) -> Option<Amount> {
        match self.given(name) {
            Some(Given::Amount(amount)) => Some(*amount),
            _ => None,
        }
    }

    /// The key of a choice.
    pub fn choice(&self, name: &str) -> Option<&str> {
        match self.given(name) {
            Some(Given::Choice(key)) => Some(key),
            _ => None,
        }
    }
}

/// A table of fields with the focus on one.
#[derive(Debug, Clone)]
pub struct Form {
    /// The fields.
    pub fields: Vec<Field>,
    /// Which has the focus.
    pub focus: usize,
    /// The letters typed to find a choice, and the field they were typed in.
    sought: Option<(usize, String)>,
    /// Whether anything was typed.
    pub dirty: bool,
}

impl Form {
    /// A form with the focus on its first field.
    pub const fn new(fields: Vec<Field>) -> Self {
        Self { fields, focus: 0, dirty: false, sought: None }
    }

    /// Moves the focus on.
    pub fn next(&mut self) {
        self.focus = if self.focus + 1 < self.fields.len() { self.focus + 1 } else { 0 };
    }

    /// Moves the focus back.
    pub fn previous(&mut self) {
        self.focus = self.focus.checked_sub(1).unwrap_or_else(|| self.fields.len().saturating_sub(1));
    }

    /// The field that is typed in.
    pub fn focused(&mut self) -> Option<&mut Field> {
        self.fields.get_mut(self.focus)
    }

    /// Takes the next choice of the field, or the one before.
    pub fn turn(&mut self, onwards: bool) {
        self.dirty = true;
        if let Some(Field { input: Input::Choice(choices, at), .. }) = self.focused() {
            let len = choices.len().max(1);
            *at = if onwards { (*at + 1) % len } else { (*at + len - 1) % len };
        }
    }

    /// Hides the texts that stand in it, or shows them again. What is typed from then on shows as it is typed.
    pub fn hide(&mut self, hidden: bool) {
        for field in &mut self.fields {
            let filled = match &field.input {
                Input::Line(line) => !line.text().trim().is_empty(),
                Input::Long(area) => !area.text().trim().is_empty(),
                _ => false,
            };
            field.hidden = hidden && filled;
            field.problem.take_if(|problem| problem == HIDDEN);
        }
    }

    /// The field to type into; a hidden one says so instead, since nobody should change what they cannot see.
    fn typed_into(&mut self) -> Option<&mut Field> {
        let field = self.fields.get_mut(self.focus)?;
        if field.hidden {
            field.problem = Some(HIDDEN.to_owned());
            return None;
        }
        self.dirty = true;
        field.problem = None;
        Some(field)
    }

    /// Types a key into the field.
    pub fn key(&mut self, event: KeyEvent) {
        let sought = self.sought.take().filter(|(field, _)| *field == self.focus);
        let mut sought = sought.map(|(_, letters)| letters).unwrap_or_default();
        let at = self.focus;
        let Some(field) = self.typed_into() else { return };
        match &mut field.input {
            Input::Line(line)
            | Input::Date(line)
            | Input::Time(line)
            | Input::Number(line)
            | Input::Amount(line) => {
                line.key(event);
            }
            Input::Long(area) => {
                area.key(event);
            }
            Input::Choice(choices, at) => choose(choices, at, Edit::of(event), &mut sought),
        }
        self.sought = Some((at, sought)).filter(|(_, letters)| !letters.is_empty());
    }

    /// Puts a block of text into the field.
    pub fn paste(&mut self, text: &str) {
        match self.typed_into().map(|field| &mut field.input) {
            Some(
                Input::Line(line)
                | Input::Date(line)
                | Input::Time(line)
                | Input::Number(line)
                | Input::Amount(line),
            ) => {
                line.put(text);
            }
            Some(Input::Long(area)) => area.put(text),
            Some(Input::Choice(..)) | None => {}
        }
    }

    /// Begins a new line in a longer text.
    pub fn new_line(&mut self) {
        if let Some(Field { input: Input::Long(area), .. }) = self.typed_into() {
            area.new_line();
        }
    }

    /// The values; or nothing, every wrong field saying what is wrong and the first having the focus.
    pub fn read(&mut self, today: Date) -> Option<Filled> {
        let mut values = Vec::new();
        let mut wrong = None;
        for (at, field) in self.fields.iter_mut().enumerate() {
            match field.read(today) {
                Ok(given) => values.push((field.name, given)),
                Err(problem) => {
                    field.problem = Some(problem);
                    wrong = wrong.or(Some(at));
                }
            }
        }
        match wrong {
            Some(at) => {
                self.focus = at;
                None
            }
            None => Some(Filled(values)),
        }
    }
}

/// Arrows walk through the choices. Letters go to the choice that begins with all of them, by its label or its key, so
/// that `pol` finds the police; a letter that no such choice has begins anew with the next that begins with it.
fn choose(choices: &[(String, String)], at: &mut usize, edit: Option<Edit>, sought: &mut String) {
    let len = choices.len().max(1);
    match edit {
        Some(Edit::Right) => *at = (*at + 1) % len,
        Some(Edit::Left) => *at = (*at + len - 1) % len,
        Some(Edit::Insert(letter)) => {
            sought.extend(letter.to_lowercase());
            let begins = |at: &usize, with: &str| {
                choices.get(*at).is_some_and(|(key, label)| {
                    [label, key].iter().any(|text| text.to_lowercase().starts_with(with))
                })
            };
            let stays = (0..len).map(|step| (*at + step) % len).find(|at| begins(at, sought));
            let found = stays.filter(|_| sought.chars().count() > 1).or_else(|| {
                *sought = letter.to_lowercase().collect();
                (1..=len).map(|step| (*at + step) % len).find(|at| begins(at, sought))
            });
            *at = found.unwrap_or(*at);
        }
        _ => {}
    }
    if !matches!(edit, Some(Edit::Insert(_))) {
        sought.clear();
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn everything_wrong_is_said_and_the_first_has_the_focus() {
        let mut form = Form::new(vec![
            Field::line("venue", "Where", "").optional(),
            Field::date("on", "Day", None),
            Field::time("starts", "Begins", None),
        ]);
        form.focus = 2;
        form.paste("25:00");
        assert!(form.read(date(2026, 11, 26)).is_none());
        assert_eq!(form.focus, 1);
        assert_eq!(form.fields[1].problem.as_deref(), Some("is needed"));
        assert!(form.fields[2].problem.as_deref().is_some_and(|problem| problem.contains("not a time")));
    }

    #[test]
    fn letters_find_a_choice_by_all_of_them_and_the_same_letter_walks() {
        let choices = ["Probation", "Police", "Primary care", "Landlords", "Housing"];
        let choices = choices.map(|name| (name.to_lowercase(), name.to_owned())).to_vec();
        let chosen = |typed: &str| {
            let mut form = Form::new(vec![Field::choice("agency", "Agency", choices.clone())]);
            for letter in typed.chars() {
                form.key(KeyEvent::from(crossterm::event::KeyCode::Char(letter)));
            }
            let Input::Choice(choices, at) = &form.fields[0].input else { panic!("a choice") };
            choices[*at].1.clone()
        };
        assert_eq!(chosen("pol"), "Police");
        assert_eq!(chosen("pri"), "Primary care");
        assert_eq!(chosen("hou"), "Housing");
        assert_eq!(chosen("p"), "Police", "the next that begins with it");
        assert_eq!(chosen("pp"), "Primary care");
        assert_eq!(chosen("x"), "Probation", "nothing begins with it");
    }

    #[test]
    fn a_day_without_a_year_is_the_nearest() {
        let today = date(2026, 11, 26);
        for (typed, read) in [
            ("24/12", date(2026, 12, 24)),
            ("4/1", date(2027, 1, 4)),
            ("20 nov", date(2026, 11, 20)),
            ("1/12/26", date(2026, 12, 1)),
        ] {
            assert_eq!(read_day(typed, today), Ok(read), "{typed}");
        }
        assert!(read_day("31/2", today).is_err());
    }

    #[test]
    fn values_come_back_by_name() {
        let mut form = Form::new(vec![
            Field::date("on", "Day", Some(date(2026, 12, 10))),
            Field::time("starts", "Begins", None),
            Field::choice(
                "forum",
                "Forum",
                vec![("MARAC".into(), "MARAC".into()), ("MATAC".into(), "MATAC".into())],
            ),
        ]);
        form.focus = 1;
        form.paste("9.30");
        form.focus = 2;
        form.turn(true);
        let filled = form.read(date(2026, 11, 26)).unwrap();
        assert_eq!(filled.date("on"), Some(date(2026, 12, 10)));
        assert_eq!(filled.time("starts"), Time::new(9, 30, 0, 0).ok());
        assert_eq!(filled.choice("forum"), Some("MATAC"));
        assert_eq!(filled.text("on"), None);
    }
}
