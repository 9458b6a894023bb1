//! Plain lines, driven by text.

use super::{Plain, Record};
use crate::app::App;
use crate::app::command::{Command, Scope};
use crate::app::event::Event;
use crate::app::testing::{Desk, Stage};
use crate::domain::request::{Request, Step};
use crate::domain::rows::action::ReviewOutcome;
use crate::service::ask::Ask;
use crate::service::job::Job;

impl Record for Desk {
    fn serve(&mut self, app: &mut App, jobs: Vec<Job>) {
        let mut jobs = jobs;
        while !jobs.is_empty() {
            let news: Vec<_> = jobs.drain(..).flat_map(|job| self.answer(job)).collect();
            for said in news {
                jobs.extend(app.handle(Event::News(said)));
            }
        }
    }
}

/// The stage, read out.
struct Read {
    plain: Plain,
    desk: Desk,
    said: String,
}

impl Read {
    fn new(desk: Desk) -> Self {
        let Stage { app, mut desk, .. } = Stage::with(80, 24, desk);
        let mut plain = Plain::new(app);
        let said = plain.begin(&mut desk).join("\n");
        Self { plain, desk, said }
    }

    fn hear(&mut self, lines: &[&str]) -> &str {
        for line in lines {
            self.said = self.plain.hear(line, &mut self.desk).join("\n");
            for letter in self.said.chars() {
                assert!(
                    !('\u{2500}'..='\u{259f}').contains(&letter) && letter != '\u{1b}',
                    "drawn:\n{}",
                    self.said
                );
            }
        }
        &self.said
    }

    fn item(&self, words: &str) -> String {
        let line = self
            .said
            .lines()
            .find(|line| line.contains(words) && line.starts_with(|c: char| c.is_ascii_digit()));
        line.unwrap_or_else(|| panic!("no item with {words}:\n{}", self.said))
            .split('.')
            .next()
            .unwrap_or_default()
            .to_owned()
    }
}

#[test]
fn a_place_is_read_with_numbers_and_an_item_opened_by_its_own() {
    let mut read = Read::new(Desk::default());
    assert!(read.said.contains("Lancaster: today"), "{}", read.said);
    let cases = read.hear(&["cases"]).to_owned();
    assert!(cases.starts_with("Cases  1 of 30") || cases.starts_with("Cases"), "{cases}");
    assert!(
        cases.contains("\n1. LAN-26-0143") && cases.contains("\n20. ") && cases.contains("Type more"),
        "{cases}"
    );
    let more = read.hear(&["more"]).to_owned();
    assert!(more.starts_with("21. ") && more.contains("\n30. ") && !more.contains("Type more"), "{more}");
    assert_eq!(read.hear(&["more"]), "That was all.");
    let case = read.hear(&["1"]).to_owned();
    assert!(case.contains("Case LAN-26-0143") && case.contains("Mary KERSHAW"), "{case}");
    assert!(read.hear(&["back"]).contains("Cases"));
    assert!(read.hear(&["filter kershaw"]).contains("of 3"), "{}", read.said);
    assert!(matches!(read.desk.asks.last(), Some(Ask::Cases(filter, _)) if filter.words == "kershaw"));
    assert_eq!(read.hear(&["99"]), "There is no item 99 here.");
}

#[test]
fn actions_are_reviewed_by_name_and_number() {
    let mut read = Read::new(Desk::default());
    read.hear(&["actions", "completed 1"]);
    assert!(
        matches!(read.desk.last(), Request::ReviewAction(review) if review.outcome == ReviewOutcome::Completed)
    );
    assert!(read.said.starts_with("Done: carried out"), "{}", read.said);
    assert!(read.hear(&["not-done 1"]).contains("Reason") || read.said.contains("1 fields"), "{}", read.said);
    let save = read.hear(&["no funds until April"]).to_owned();
    assert!(save.contains("Save?"), "{save}");
    read.hear(&["yes"]);
    assert!(matches!(read.desk.last(), Request::ReviewAction(review)
        if review.note.as_ref().is_some_and(|note| note.reveal() == "no funds until April")));
    assert!(read.hear(&["undo"]).contains("Done: undone: action added"));
}

#[test]
fn a_form_is_asked_field_by_field_and_says_what_is_wrong() {
    let mut read = Read::new(Desk::default());
    let first = read.hear(&["meetings", "add-meeting"]).to_owned();
    assert!(first.contains("one at a time") && first.contains("1. "), "{first}");
    assert!(read.hear(&["marac", "31/2/2026"]).contains("may stay empty") || !read.said.is_empty());
    for _ in 0..12 {
        if read.said.contains("Save?") {
            break;
        }
        read.hear(&[""]);
    }
    assert!(read.hear(&["yes"]).contains("there is no day 31 in month 2 of 2026"), "{}", read.said);
    read.hear(&["24/12/2026"]);
    for _ in 0..12 {
        if read.said.contains("Save?") {
            break;
        }
        read.hear(&[""]);
    }
    read.hear(&["yes"]);
    let Request::AddMeeting(added) = read.desk.last() else { panic!("no meeting: {}", read.said) };
    assert_eq!((added.forum.as_str(), added.on.to_string().as_str()), ("marac", "2026-12-24"));
}

#[test]
fn the_room_is_read_and_a_question_is_answered_in_words() {
    let mut read = Read::new(Desk::sitting());
    let agenda = read.hear(&["enter-meeting"]).to_owned();
    assert!(agenda.contains("LAN-26"), "{agenda}");
    let room = read.hear(&["agenda-room"]).to_owned();
    assert!(room.contains("Why here") && room.contains("KERSHAW") && !room.contains("▶"), "{room}");
    let asked = read.hear(&["close-meeting"]).to_owned();
    assert!(asked.contains("Answer yes or no"), "{asked}");
    read.hear(&["yes"]);
    assert!(matches!(read.desk.last(), Request::MoveMeeting(asked) if asked.step == Step::Close));
}

#[test]
fn help_lists_what_can_be_typed_and_a_slip_is_told() {
    let mut read = Read::new(Desk::default());
    read.hear(&["cases"]);
    assert!(read.hear(&["help"]).contains("new-referral: Opens an empty referral form"));
    assert!(!read.said.contains("page-down"));
    assert!(read.hear(&["help undo"]).contains("undo: Undoes your own last change."));
    assert!(read.hear(&["meetngs"]).contains("Did you mean meetings?"));
    assert!(read.hear(&["decision"]).contains("cannot be done here now"));
    assert_eq!(read.hear(&["quit"]), "Left.");
}

#[test]
fn privacy_hides_names_here_too() {
    let mut read = Read::new(Desk::default());
    assert!(read.hear(&["privacy"]).starts_with("Names are hidden"));
    assert!(!read.hear(&["cases"]).contains("KERSHAW") && read.said.contains("hidden"));
    assert!(read.hear(&["privacy"]).contains("Answer yes or no"));
    assert!(read.hear(&["yes"]).starts_with("Names are shown again"));
    assert!(read.hear(&["list"]).contains("KERSHAW"));
    assert_eq!(read.item("KERSHAW"), "1");
}

#[test]
fn every_command_of_every_place_can_be_typed_and_nothing_is_drawn() {
    for place in ["meetings"] {
        let mut read = Read::new(Desk::default());
        read.hear(&[place, "1", "help all", "more", "list"]);
        let own = |command: &&Command| {
            !matches!(command.row().scope, Scope::List | Scope::Places | Scope::Everywhere)
        };
        let names: Vec<_> = read.plain.live().iter().filter(own).map(|command| command.row().name).collect();
        for name in names {
            let mut read = Read::new(Desk::default());
            read.hear(&[place, "1", name, "1", "cancel", "back"]);
        }
    }
}
