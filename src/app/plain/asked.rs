//! Dialogs asked in plain lines: a question answered yes or no, a choice by its number, a form field by field.

use super::run::Record;
use super::{Plain, words};
use crate::app::command::Command;
use crate::app::dialog::Dialog;
use crate::app::widgets::form::{Field, Form, Input};
use crate::app::widgets::text_area::LongText;
use crate::app::widgets::text_line::TextLine;

/// The most choices read out at a time (our default).
const CHOICES: usize = 40;

/// How far a dialog has been answered.
#[derive(Debug, Default)]
pub struct Asked {
    /// The title of the dialog that was begun, and how deep it stands.
    begun: Option<(usize, String)>,
    /// Whether every field of a form has been asked, so that only saving is left.
    whole: bool,
}

impl Plain {
    /// Asks what the dialog on top asks now.
    pub(super) fn ask(&mut self) {
        let Some(dialog) = self.app.dialog().cloned() else { return };
        let this = Some((self.app.depth(), dialog.title().to_owned()));
        let fresh = self.asked.begun != this;
        if fresh {
            self.asked = Asked { begun: this, whole: false };
        }
        match dialog {
            Dialog::Confirm { question, detail, .. } => {
                self.say(question);
                self.out.extend(detail.lines().map(str::to_owned).filter(|line| !line.is_empty()));
                self.say("Answer yes or no.");
            }
            Dialog::Pick { title, choices } => {
                self.say(format!("{title}:"));
                for (number, choice) in (1..).zip(choices.iter().take(CHOICES)) {
                    self.say(format!("{number}. {}", words::spoken(&choice.label)));
                }
                if choices.len() > CHOICES {
                    self.say(format!("and {} more.", choices.len() - CHOICES));
                }
                self.say("Answer with a number or a part of the words, or cancel.");
            }
            Dialog::Form { title, form, refused, .. } => {
                if fresh {
                    let count = form.fields.len();
                    self.say(format!(
                        "{title}. {count} fields, one at a time. An empty line keeps what is there, a dash empties it, back \
                         goes back a field, cancel leaves."
                    ));
                }
                if let Some(refused) = refused {
                    self.say(format!("Refused: {refused}."));
                }
                if self.asked.whole && form.fields.iter().all(|field| field.problem.is_none()) {
                    self.say("Save? Answer yes or no.");
                } else if let Some(field) = form.fields.get(form.focus) {
                    self.asked.whole = false;
                    self.ask_field(field);
                }
            }
        }
    }

    fn ask_field(&mut self, field: &Field) {
        let need = if field.optional { ", may stay empty" } else { "" };
        let now = match held(field) {
            now if now.is_empty() => "empty".to_owned(),
            now => format!("now {now}"),
        };
        let problem = field.problem.as_ref().map(|problem| format!("{problem}. ")).unwrap_or_default();
        self.say(format!("{problem}{}{need}, {now}:", field.label.trim()));
        if let Input::Choice(choices, _) = &field.input {
            for (number, (_, label)) in (1..).zip(choices.iter().take(CHOICES)) {
                self.say(format!("{number}. {label}"));
            }
        }
        if field.is_long() {
            self.say("A backslash at the end of a line goes on to the next.");
        }
    }

    /// Takes a line as the answer to the dialog on top.
    pub(super) fn answer(&mut self, line: &str, record: &mut dyn Record) {
        let Some(dialog) = self.app.dialog().cloned() else { return };
        let word = line.to_lowercase();
        if word == "quit" {
            return self.perform(Command::Quit, record);
        }
        match dialog {
            Dialog::Confirm { .. } => match word.as_str() {
                "yes" | "y" => self.perform(Command::Yes, record),
                "no" | "n" | "cancel" | "back" => self.perform(Command::No, record),
                _ => {}
            },
            Dialog::Pick { .. } if word == "cancel" || word == "back" => self.perform(Command::Back, record),
            Dialog::Pick { choices, .. } => {
                let labels: Vec<String> = choices.into_iter().map(|choice| choice.label).collect();
                match chosen(&labels, &word) {
                    Ok(at) => {
                        for _ in 0..at {
                            self.perform(Command::PickDown, record);
                        }
                        self.perform(Command::PickTake, record);
                    }
                    Err(why) => self.say(why),
                }
            }
            Dialog::Form { .. } if word == "cancel" => {
                self.asked.begun = None;
                self.perform(Command::Back, record);
            }
            Dialog::Form { .. } if self.asked.whole => match word.as_str() {
                "yes" | "y" | "" => {
                    self.asked.whole = false;
                    self.perform(Command::Submit, record);
                    if self.app.dialog().is_some() {
                        // It came back: the field that is wrong has the focus.
                        self.asked.begun = Some((self.app.depth(), self.top_title()));
                    } else {
                        self.asked.begun = None;
                    }
                }
                "no" | "n" | "back" => self.asked.whole = false,
                _ => {}
            },
            Dialog::Form { .. } if word == "back" => self.perform(Command::PreviousField, record),
            Dialog::Form { form, .. } => self.fill(line, form.focus + 1 >= form.fields.len(), record),
        }
    }

    fn top_title(&self) -> String {
        self.app.dialog().map(|dialog| dialog.title().to_owned()).unwrap_or_default()
    }

    /// Puts an answer into the field, and goes on to the next.
    fn fill(&mut self, line: &str, last: bool, record: &mut dyn Record) {
        let Some(field) = self.app.form_mut().and_then(Form::focused) else { return };
        let goes_on = field.is_long() && line.ends_with('\\');
        if let Err(why) = put(field, line) {
            return self.say(why);
        }
        if !line.is_empty()
            && let Some(form) = self.app.form_mut()
        {
            form.dirty = true;
        }
        if goes_on {
            return;
        }
        if last {
            self.asked.whole = true;
        } else {
            self.perform(Command::NextField, record);
        }
    }
}

/// What stands in a field, to be read out.
fn held(field: &Field) -> String {
    if field.hidden {
        return "hidden".to_owned();
    }
    match &field.input {
        Input::Line(line)
        | Input::Date(line)
        | Input::Time(line)
        | Input::Number(line)
        | Input::Amount(line) => line.text().trim().to_owned(),
        Input::Long(text) => text.text().trim().trim_end_matches('\\').to_owned(),
        Input::Choice(choices, at) => choices.get(*at).map(|(_, label)| label.clone()).unwrap_or_default(),
    }
}

/// Puts an answer into a field.
fn put(field: &mut Field, line: &str) -> Result<(), String> {
    if line.is_empty() {
        if let Input::Long(held) = &mut field.input
            && let Some(before) = held.text().strip_suffix('\\')
        {
            **held = LongText::holding(before.trim_end());
        }
        return Ok(());
    }
    if field.hidden {
        return Err("It is hidden and stays as it is; privacy, then yes, shows it.".to_owned());
    }
    field.problem = None;
    let text = if line == "-" { "" } else { line };
    match &mut field.input {
        Input::Line(held)
        | Input::Date(held)
        | Input::Time(held)
        | Input::Number(held)
        | Input::Amount(held) => *held = TextLine::holding(text),
        Input::Long(held) => {
            let was = held.text();
            let whole = match was.strip_suffix('\\') {
                Some(before) => format!("{}\n{text}", before.trim_end()),
                None => text.to_owned(),
            };
            **held = LongText::holding(&whole);
        }
        Input::Choice(choices, at) => {
            let labels: Vec<String> = choices.iter().map(|(_, label)| label.clone()).collect();
            *at = chosen(&labels, &text.to_lowercase())?;
        }
    }
    Ok(())
}

/// Which of several is meant by a number or a part of the words.
fn chosen(labels: &[String], typed: &str) -> Result<usize, String> {
    if let Ok(number) = typed.parse::<usize>() {
        let at = number.checked_sub(1).filter(|at| *at < labels.len());
        return at.ok_or_else(|| format!("There is no number {number}; there are {}.", labels.len()));
    }
    let exact = labels.iter().position(|label| label.to_lowercase() == typed);
    let mut holding = labels.iter().enumerate().filter(|(_, label)| label.to_lowercase().contains(typed));
    match (exact, holding.next(), holding.next()) {
        (Some(at), ..) | (None, Some((at, _)), None) => Ok(at),
        (None, None, _) => Err(format!("None of them holds {typed}.")),
        (None, Some((_, one)), Some((_, other))) => {
            Err(format!("{typed} could be {one} or {other}; say more, or the number."))
        }
    }
}
