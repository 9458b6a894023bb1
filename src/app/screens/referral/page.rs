//! A form being filled in: which field has the focus, what is typed there, what is wrong where, and what is kept of it
//! while it is not saved.
//!
//! A field is read as it is typed; one that cannot be read keeps its text beside what is wrong with it, so that
//! nothing typed is lost. It knows nothing of how it is drawn.

use std::collections::BTreeMap;

use crossterm::event::KeyEvent;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::editor::Editor;
use crate::domain::private::Private;
use crate::domain::referral::{Each, Field, Problem, ReferralForm, Said, Section, Typed};
use crate::service::field;

/// A field, and of which person or child.
pub type Spot = (Field, usize);

/// A field that cannot be read.
#[derive(Clone, Debug)]
pub struct Wrong {
    /// As typed.
    pub typed: Private,
    /// What is wrong.
    pub what: String,
    /// What to do.
    pub way_forward: &'static str,
}

/// What is kept of a form that is not saved yet.
#[derive(Serialize, Deserialize)]
struct Draft {
    was: ReferralForm,
    form: ReferralForm,
    wrong: Vec<(Field, usize, Private)>,
}

/// A form being filled in.
#[derive(Debug)]
pub struct Page {
    /// The form as it was when it was opened.
    pub was: ReferralForm,
    /// The form as it is, but for what cannot be read.
    pub form: ReferralForm,
    /// What cannot be read.
    pub wrong: BTreeMap<Spot, Wrong>,
    /// The section in sight.
    pub section: Section,
    at: usize,
    /// The field that is typed in.
    pub editor: Editor,
}

impl Page {
    /// A form as the record has it.
    pub fn new(form: ReferralForm) -> Self {
        let mut page = Self {
            was: form.clone(),
            form,
            wrong: BTreeMap::new(),
            section: Section::Referrer,
            at: 0,
            editor: Editor::default(),
        };
        page.open();
        page
    }

    /// A form that was left unsaved; `None` when what was kept is not one.
    pub fn kept(text: &Private, today: Date) -> Option<Self> {
        let draft: Draft = serde_json::from_str(text.reveal()).ok()?;
        let mut page = Self::new(draft.was);
        page.form = draft.form;
        for (field, at, typed) in draft.wrong {
            page.read((field, at), typed.reveal(), today);
        }
        page.open();
        Some(page)
    }

    /// What to keep; empty when nothing was changed.
    pub fn draft(&self) -> Private {
        if !self.is_changed() {
            return Private::default();
        }
        let wrong =
            self.wrong.iter().map(|((field, at), wrong)| (*field, *at, wrong.typed.clone())).collect();
        let draft = Draft { was: self.was.clone(), form: self.form.clone(), wrong };
        serde_json::to_string(&draft).map(Private::from).unwrap_or_default()
    }

    /// Whether anything differs from how it was opened.
    pub fn is_changed(&self) -> bool {
        self.form != self.was || !self.wrong.is_empty()
    }

    /// The form with what cannot be read set aside to be corrected.
    pub fn with_set_aside(&self) -> ReferralForm {
        let mut form = self.form.clone();
        form.to_correct = self
            .wrong
            .iter()
            .map(|((field, _), wrong)| {
                Problem::new(*field, wrong.typed.reveal(), &wrong.what, wrong.way_forward)
            })
            .collect();
        form
    }

    /// The fields of a section: those of each person or child one after the other, one at least.
    pub fn spots(&self, section: Section) -> Vec<Spot> {
        let fields = |each: Each| {
            Field::all().filter(move |field| {
                field.section() == section && field.each() == each && field.typed() != Typed::Whole
            })
        };
        let mut spots: Vec<Spot> = fields(Each::Form).map(|field| (field, 0)).collect();
        for each in [Each::Perpetrator, Each::Child] {
            for at in 0..self.form.count_of(each).max(1) {
                spots.extend(fields(each).map(|field| (field, at)));
            }
        }
        spots
    }

    /// The field that has the focus.
    pub fn spot(&self) -> Spot {
        self.spots(self.section).get(self.at).copied().unwrap_or((Field::Source, 0))
    }

    /// Moves the focus by a field, on to the next section from the last and back from the first.
    pub fn step(&mut self, onwards: bool) {
        let last = self.spots(self.section).len().saturating_sub(1);
        match onwards {
            true if self.at < last => self.at += 1,
            false if self.at > 0 => self.at -= 1,
            true => return self.turn(true),
            false => {
                self.turn(false);
                self.at = self.spots(self.section).len().saturating_sub(1);
            }
        }
        self.open();
    }

    /// Goes to the next section, or the one before.
    pub fn turn(&mut self, onwards: bool) {
        let at = Section::ALL.iter().position(|section| *section == self.section).unwrap_or(0);
        let len = Section::ALL.len();
        let to = if onwards { (at + 1) % len } else { (at + len - 1) % len };
        self.section = Section::ALL.get(to).copied().unwrap_or(Section::Referrer);
        self.at = 0;
        self.open();
    }

    /// Puts the focus on a field.
    pub fn go(&mut self, spot: Spot) {
        self.section = spot.0.section();
        self.at = self.spots(self.section).iter().position(|known| *known == spot).unwrap_or(0);
        self.open();
    }

    /// The first field that cannot be read.
    pub fn first_wrong(&self) -> Option<Spot> {
        let spots = Section::ALL.iter().flat_map(|section| self.spots(*section));
        spots.into_iter().find(|spot| self.wrong.contains_key(spot))
    }

    /// What stands for several in this section: another can be added there.
    pub const fn each(&self) -> Each {
        match self.section {
            Section::Perpetrators => Each::Perpetrator,
            Section::Children => Each::Child,
            _ => Each::Form,
        }
    }

    /// Another perpetrator or child.
    pub fn another(&mut self) {
        let (each, first) = match self.each() {
            Each::Form => return,
            Each::Perpetrator => (Each::Perpetrator, Field::PerpetratorForename),
            Each::Child => (Each::Child, Field::ChildName),
        };
        let at = self.form.count_of(each).max(1);
        // Room is made by saying nothing of them yet.
        self.form.say(first, at, Said::nothing(first.typed()));
        self.go((first, at));
    }

    /// Takes the child under the cursor away, or a perpetrator who was not there before; whether it could.
    pub fn take_away(&mut self) -> bool {
        let (field, at) = self.spot();
        match field.each() {
            Each::Child if at < self.form.children.each.len() => {
                self.form.children.each.remove(at);
            }
            Each::Perpetrator if at >= self.was.perpetrators.len() && at < self.form.perpetrators.len() => {
                self.form.perpetrators.remove(at);
                if at < self.form.perpetrators_more.len() {
                    self.form.perpetrators_more.remove(at);
                }
            }
            _ => return false,
        }
        let (each, mut moved) = (field.each(), BTreeMap::new());
        for ((field, place), wrong) in std::mem::take(&mut self.wrong) {
            match place.cmp(&at) {
                _ if field.each() != each => moved.insert((field, place), wrong),
                std::cmp::Ordering::Less => moved.insert((field, place), wrong),
                std::cmp::Ordering::Equal => None,
                std::cmp::Ordering::Greater => moved.insert((field, place - 1), wrong),
            };
        }
        self.wrong = moved;
        self.at = 0;
        self.open();
        true
    }

    /// A key for the field; whether it meant something there.
    pub fn key(&mut self, event: KeyEvent, today: Date) -> bool {
        let meant = self.editor.key(event);
        self.typed(today);
        meant
    }

    /// A block of text for the field.
    pub fn paste(&mut self, text: &str, today: Date) {
        self.editor.paste(text);
        self.typed(today);
    }

    /// A new line in a longer text.
    pub fn new_line(&mut self, today: Date) {
        self.editor.new_line();
        self.typed(today);
    }

    fn typed(&mut self, today: Date) {
        let text = self.editor.text();
        self.read(self.spot(), &text, today);
    }

    fn read(&mut self, spot: Spot, typed: &str, today: Date) {
        let (field, at) = spot;
        let same = self.form.said(field, at).shown().reveal() == typed;
        match field::read(field, typed, today) {
            Ok(_) if same => {
                self.wrong.remove(&spot);
            }
            Ok(said) => {
                self.wrong.remove(&spot);
                // A person or child of whom nothing is said is not made by passing through.
                if !said.is_nothing() || at < self.form.count_of(field.each()) {
                    self.form.say(field, at, said);
                }
            }
            Err(fault) => {
                if at < self.form.count_of(field.each()) {
                    self.form.say(field, at, Said::nothing(field.typed()));
                }
                let wrong = Wrong { typed: typed.into(), what: fault.what, way_forward: fault.way_forward };
                self.wrong.insert(spot, wrong);
            }
        }
    }

    /// What stands in a field: what cannot be read as typed, else what is said.
    pub fn text(&self, spot: Spot) -> Private {
        self.wrong
            .get(&spot)
            .map_or_else(|| self.form.said(spot.0, spot.1).shown(), |wrong| wrong.typed.clone())
    }

    /// Opens the field that has the focus to be typed in.
    fn open(&mut self) {
        let spot = self.spot();
        self.editor = Editor::holding(spot.0.typed(), self.text(spot).reveal());
    }

    /// How many fields of a section say something.
    pub fn filled(&self, section: Section) -> usize {
        self.spots(section)
            .into_iter()
            .filter(|(field, at)| !self.form.said(*field, *at).is_nothing())
            .count()
    }

    /// Whether something in a section cannot be read.
    pub fn is_wrong(&self, section: Section) -> bool {
        self.wrong.keys().any(|(field, _)| field.section() == section)
    }

    /// Whether somebody is named, so that it is worth asking who is known.
    pub fn names_anyone(&self) -> bool {
        self.form.names_anyone()
    }

    /// What the record is asked by: names, dates of birth and contact details.
    pub fn identity(&self) -> Private {
        let people = (&self.form.victim, &self.form.perpetrators, &self.form.relationship);
        serde_json::to_string(&people).map(Private::from).unwrap_or_default()
    }
}
