//! The papers of a thing: what can be made of it, and what went out. Enter writes a paper for a reader, a preview says first
//! what is in and what is left out, a correction goes to everybody whose copy has changed since.
//!
//! `rows` is the page, `forms` its dialogs, [`preview`] the page of one paper before it is written.

mod forms;
pub mod preview;
mod rows;
#[cfg(test)]
mod tests;

use ratatui::Frame;
use ratatui::layout::Rect;

use crate::app::command::{Command, Scope};
use crate::app::cx::Cx;
use crate::app::dialog::Dialog;
use crate::app::effect::{Effect, Effects, Tag};
use crate::app::screen::{Msg, Screen};
use crate::app::widgets::sheet::Sheet;
use crate::domain::paper::Subject;
use crate::domain::private::Private;
use crate::service::ask::{Answer, Ask, Offered, PapersStory, Standing};

const READ: Tag = Tag(1);
const WRITTEN: Tag = Tag(2);
const LOOKED_UP: Tag = Tag(3);
const WRITE: Tag = Tag(10);
const LOOK: Tag = Tag(11);
const CORRECT: Tag = Tag(12);
const VERIFY: Tag = Tag(13);

/// What a line of the page leads to.
#[derive(Debug, Clone, Copy)]
enum Target {
    /// A paper that can be made, by its place in the list.
    Offered(usize),
    /// A copy that went out, by its place in the list.
    Copy(usize),
}

/// The papers of a thing.
pub struct Papers {
    about: Subject,
    story: Option<Box<PapersStory>>,
    sheet: Sheet,
    /// The paper that a dialog is about.
    chosen: usize,
}

impl Papers {
    /// The papers of a thing.
    pub fn new(about: Subject) -> Self {
        Self { about, story: None, sheet: Sheet::default(), chosen: 0 }
    }

    fn reference(&self) -> &str {
        self.story.as_ref().map_or("", |story| story.reference.as_str())
    }

    fn target(&self, cx: &Cx) -> Option<Target> {
        self.sheet.target(&self.rows(usize::from(self.sheet.width()), cx)).copied()
    }

    /// The paper under the cursor; on a copy, the paper that it is of.
    fn under(&self, cx: &Cx) -> Option<usize> {
        match self.target(cx)? {
            Target::Offered(at) => Some(at),
            Target::Copy(at) => {
                let story = self.story.as_ref()?;
                let kind = story.copies.get(at)?.issued.paper;
                story.offered.iter().position(|offered| offered.kind == kind)
            }
        }
    }

    fn chosen(&self) -> Option<&Offered> {
        self.story.as_ref()?.offered.get(self.chosen)
    }

    /// How many copies have changed since they went out.
    fn owed(&self) -> usize {
        let copies = self.story.as_ref().map(|story| story.copies.as_slice()).unwrap_or_default();
        copies.iter().filter(|line| matches!(line.standing, Standing::Changed(_))).count()
    }

    fn command(&mut self, command: Command, cx: &Cx) -> Effects {
        match command {
            Command::Open | Command::PreviewPaper => {
                let Some(at) = self.under(cx) else { return Effects::none() };
                self.chosen = at;
                if command == Command::Open { self.write_form() } else { self.look_form() }
            }
            Command::CorrectPapers => self.correct_form(),
            Command::VerifyPaper => self.verify_form(),
            command => {
                let rows = self.rows(usize::from(self.sheet.width()), cx);
                self.sheet.command(command, &rows);
                Effects::none()
            }
        }
    }
}

/// Shows new passwords, once.
pub fn told_once(told: &[(String, Private)]) -> Effects {
    if told.is_empty() {
        return Effects::none();
    }
    let lines: Vec<String> =
        told.iter().map(|(whose, password)| format!("{whose}: {}", password.reveal())).collect();
    let question = if told.len() == 1 { "Noted the new password?" } else { "Noted the new passwords?" };
    // No full stop follows a password: what is copied is what opens the paper.
    let detail = format!(
        "Shown only now and kept nowhere; tell it by another way than the paper.  {}",
        lines.join("   ")
    );
    Effect::ask(Dialog::Confirm { question: question.to_owned(), detail, yes: Effects::none() }).into()
}

impl Screen for Papers {
    fn scope(&self) -> Scope {
        Scope::Papers
    }

    fn title(&self, _cx: &Cx) -> String {
        match self.reference() {
            "" => "Papers".to_owned(),
            reference => format!("Papers of {reference}"),
        }
    }

    fn enter(&mut self, _cx: &Cx) -> Effects {
        Effect::look(Ask::Papers(self.about.clone()), READ).into()
    }

    fn update(&mut self, msg: Msg, cx: &Cx) -> Effects {
        match msg {
            Msg::Command(command) => return self.command(command, cx),
            Msg::Filled { tag, values, .. } => return self.filled(tag, &values),
            Msg::Done { tag: WRITTEN, outcome: Ok(reply) } => {
                return self.enter(cx).and(told_once(&reply.told_once));
            }
            Msg::Answer { outcome: Ok(Answer::Papers(story)), .. } => self.story = Some(story),
            Msg::Answer { tag: LOOKED_UP, outcome: Ok(Answer::Verified(verdict)) } => {
                return Effect::say(verdict.words()).into();
            }
            Msg::Changed => return self.enter(cx),
            _ => {}
        }
        Effects::none()
    }

    fn view(&self, frame: &mut Frame, area: Rect, cx: &Cx) {
        let rows = self.rows(usize::from(area.width), cx);
        let words = if self.story.is_some() { "There is no paper of this." } else { "" };
        self.sheet.view_or(frame, area, &rows, words, cx);
    }

    fn can(&self, command: Command) -> bool {
        match command {
            Command::Filter => false,
            Command::CorrectPapers => self.owed() > 0,
            _ => true,
        }
    }
}
