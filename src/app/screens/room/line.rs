//! The line that always has the focus: what is typed, what it is for, how safe it is, and what was sent from it.
//!
//! Every change of it is kept at a place of its own (one per mode and case). What Enter took is shown as sent until
//! the record has answered; what was refused comes back, here or, when something else is typed by then, on a key.

use std::collections::BTreeSet;

use crossterm::event::KeyEvent;
use uuid::Uuid;

use super::mode::Mode;
use super::written::Written;
use crate::app::effect::{Effect, Effects, Tag};
use crate::app::keymap::Edit;
use crate::app::widgets::text_area::LongText;
use crate::domain::private::Private;
use crate::domain::refusal::Refusal;
use crate::domain::reply::Reply;
use crate::domain::request::Request;
use crate::service::job::DraftPlace;

/// Where refused lines wait when the line is taken.
const REFUSED: &str = "refused line";
/// Where the identifier is kept of what the line was made of.
const SOURCE: &str = "action source";
/// Stands for a line break where every refused line is one line.
const BREAK: &str = "\u{2028}";
/// Tags of requests sent from the line begin here.
const FIRST: u64 = 1_000;

/// How something sent is shown until the record shows it.
#[derive(Clone, PartialEq, Eq)]
pub enum Shown {
    /// Information: who, what.
    Information(String, String),
    /// A risk: to whom, what.
    Risk(String, String),
    /// An action: whose, what, when.
    Action(String, String, String),
    /// A note, or a change of a numbered action.
    Note(String),
}

/// One thing to be sent: the request, how it is shown, and the line that would bring it back.
pub struct Parcel {
    /// What to do.
    pub request: Request,
    /// How it is shown meanwhile.
    pub shown: Vec<Shown>,
    /// The line to put back if it is refused.
    pub line: String,
    /// What the line was for.
    pub mode: Mode,
}

/// What is put on the line in one go.
pub struct Taking {
    /// The line.
    pub text: String,
    /// Whether the cursor goes to its beginning, where the agency is still to be typed.
    pub home: bool,
    /// The information or risk it was made of.
    pub source: Option<Uuid>,
    /// Whether it goes on from what was typed; otherwise that is put aside, to be brought back.
    pub continues: bool,
}

/// Something sent from the line.
pub struct Sent {
    tag: Tag,
    about: Option<Uuid>,
    mode: Mode,
    line: String,
    /// How it is shown.
    pub shown: Vec<Shown>,
    /// Once it is in the record: the identifiers it has there.
    pub stored: Option<Vec<Uuid>>,
    /// Numbers of the actions added, once they are in the record.
    pub numbers: Vec<String>,
}

/// A line as it was entered: what Enter took.
#[derive(Clone, PartialEq, Eq)]
pub struct Entered {
    /// The case it was typed for; the meeting, for other business.
    pub about: Option<Uuid>,
    /// What it was for.
    pub mode: Mode,
    /// Which reading was chosen, from 0.
    pub choice: usize,
    /// The line.
    pub line: String,
    /// The information or risk it was made of.
    pub source: Option<Uuid>,
}

/// The line.
#[derive(Default)]
pub struct TypedLine {
    text: Written,
    mode: Mode,
    /// The user has turned the line since its case came in sight: a kept line that comes late turns it no more.
    by_hand: bool,
    choice: usize,
    about: Option<Uuid>,
    turn: u64,
    kept: u64,
    next: u64,
    sent: Vec<Sent>,
    refused: Vec<(Option<Uuid>, Mode, String)>,
    /// Lines entered before their case had been read, in their order. Until they are sent they are kept among those
    /// that can be brought back.
    held: Vec<Entered>,
    /// Places whose kept line has been asked for, and those typed over before it came.
    awaited: BTreeSet<DraftPlace>,
    typed_over: BTreeSet<DraftPlace>,
    /// Counts the changes of what was refused.
    refused_turn: u64,
    /// Why the line came back.
    problem: Option<String>,
    /// The information or risk that the line was made of.
    source: Option<Uuid>,
}

impl TypedLine {
    /// What is typed.
    pub fn text(&self) -> String {
        self.text.text()
    }

    /// What is written, to be drawn.
    pub const fn written(&self) -> &Written {
        &self.text
    }

    /// Opens the editor on what is typed.
    pub fn open_editor(&mut self) {
        self.text.open();
    }

    /// Closes the editor and keeps what is written.
    pub fn close_editor(&mut self) -> Effects {
        let was = self.text.text();
        self.text.close();
        self.changed(&was)
    }

    /// Does something to the text in the editor.
    pub fn edit_long(&mut self, change: impl FnOnce(&mut LongText)) -> Effects {
        let was = self.text.text();
        self.text.change(change);
        self.changed(&was)
    }

    /// What it is for.
    pub const fn mode(&self) -> Mode {
        self.mode
    }

    /// Which reading was chosen, from 0.
    pub const fn choice(&self) -> usize {
        self.choice
    }

    /// Whether the newest change of it is safe.
    pub const fn is_kept(&self) -> bool {
        self.kept >= self.turn
    }

    /// Why the line came back, if it did.
    pub fn problem(&self) -> Option<&str> {
        self.problem.as_deref()
    }

    /// How many refused lines of this case wait to be brought back.
    pub fn waiting(&self) -> usize {
        self.refused.iter().filter(|(about, ..)| *about == self.about).count()
    }

    /// What was sent about the case in sight and is not shown by the record yet.
    pub fn sent(&self) -> impl Iterator<Item = &Sent> {
        self.sent.iter().filter(|sent| sent.about == self.about)
    }

    /// The information or risk that the line was made of.
    pub const fn source(&self) -> Option<Uuid> {
        self.source
    }

    /// Puts a line in place of what is typed.
    pub fn take_over(&mut self, mode: Mode, taking: &Taking) -> Effects {
        let was = self.text.text();
        let mut effects = Effects::none();
        if !taking.continues && !was.trim().is_empty() && was != taking.text {
            self.put_aside(self.about, self.mode, &was);
            effects = self.keep_refused(self.about);
        }
        let old = self.place();
        self.mode = mode;
        self.by_hand = true;
        self.text = Written::holding(&taking.text);
        if taking.home {
            self.text.edit(Edit::Home);
        }
        (self.choice, self.problem) = (0, None);
        effects = effects.and(self.keep());
        if old != self.place() && !was.is_empty() {
            effects = effects.and(Effect::Keep { place: old, text: Private::default(), turn: self.turn });
        }
        if taking.continues { effects } else { effects.and(self.made_of(taking.source)) }
    }

    /// Remembers what the line was made of, so that it is there again with the line.
    fn made_of(&mut self, source: Option<Uuid>) -> Effects {
        if self.source == source {
            return Effects::none();
        }
        self.source = source;
        let text = source.map(|id| Private::from(id.to_string())).unwrap_or_default();
        Effect::Keep { place: self.place_of(SOURCE), text, turn: self.turn }.into()
    }

    /// Where the line is kept.
    pub fn place(&self) -> DraftPlace {
        self.place_of(self.mode.name())
    }

    fn place_of(&self, kind: &str) -> DraftPlace {
        DraftPlace { kind: kind.to_owned(), about: self.about }
    }

    /// Sets what it is for, when nothing is typed.
    pub fn begin(&mut self, mode: Mode) {
        if self.text.is_empty() {
            self.mode = mode;
        }
    }

    /// Another case is in sight: its line is fetched; the one typed stays kept under the case it was typed for.
    pub fn turn_to(&mut self, about: Uuid) -> Effects {
        if self.about == Some(about) {
            return Effects::none();
        }
        // What was typed before the first case was in sight is typed for that case.
        let before = self.about.is_none().then(|| self.place());
        self.about = Some(about);
        for entered in &mut self.held {
            entered.about.get_or_insert(about);
        }
        for (of, ..) in &mut self.refused {
            of.get_or_insert(about);
        }
        self.by_hand = false;
        self.problem = None;
        self.choice = 0;
        let before = before.filter(|_| !self.text.is_empty());
        if before.is_none() {
            self.text.clear();
            self.source = None;
            self.kept = self.turn;
        }
        let kinds = Mode::ALL.map(Mode::name).into_iter().chain([REFUSED, SOURCE]);
        let places: Vec<DraftPlace> = kinds.map(|kind| self.place_of(kind)).collect();
        self.awaited.extend(places.iter().cloned());
        let recalled = places.into_iter().map(Effect::Recall).fold(Effects::none(), Effects::and);
        let Some(before) = before else { return recalled };
        let kept = self.keep();
        recalled.and(kept).and(Effect::Keep { place: before, text: Private::default(), turn: self.turn })
    }

    /// A line that was kept has come, or there is none. It never takes the place of something typed since, nor is it
    /// lost to it: then it waits to be brought back.
    pub fn recalled(&mut self, place: &DraftPlace, text: Option<&Private>) -> Effects {
        self.awaited.remove(place);
        let typed_over = self.typed_over.remove(place);
        let Some(text) = text.map(Private::reveal).filter(|text| !text.trim().is_empty()) else {
            return Effects::none();
        };
        let here = place.about == self.about;
        if place.kind == SOURCE {
            if here && self.source.is_none() {
                self.source = Uuid::parse_str(text).ok();
            }
            return Effects::none();
        }
        match Mode::named(&place.kind) {
            Some(mode)
                if here && self.text.is_empty() && !typed_over && (mode == self.mode || !self.by_hand) =>
            {
                self.mode = mode;
                self.text = Written::holding(text);
            }
            Some(mode) if here || typed_over => {
                self.put_aside(place.about, mode, text);
                return self.keep_refused(place.about);
            }
            Some(_) => {}
            None => {
                for line in text.lines() {
                    if let Some((mode, line)) = line.split_once(": ") {
                        let line = line.replace(BREAK, "\n");
                        self.put_aside(place.about, Mode::named(mode).unwrap_or_default(), &line);
                    }
                }
            }
        }
        Effects::none()
    }

    fn put_aside(&mut self, about: Option<Uuid>, mode: Mode, line: &str) {
        let waits = (about, mode, line.to_owned());
        if !self.refused.contains(&waits) {
            self.refused.push(waits);
        }
    }

    /// The line is safe up to a turn.
    pub fn is_safe(&mut self, place: &DraftPlace, turn: u64) {
        if *place == self.place() {
            self.kept = self.kept.max(turn);
        }
    }

    /// A key of text or editing.
    pub fn key(&mut self, key: KeyEvent) -> Effects {
        let was = self.text.text();
        self.text.key(key);
        self.changed(&was)
    }

    /// A block of text.
    pub fn paste(&mut self, text: &str) -> Effects {
        let was = self.text.text();
        self.text.put(text);
        self.changed(&was)
    }

    fn changed(&mut self, was: &str) -> Effects {
        if self.text.text() == was {
            return Effects::none();
        }
        self.choice = 0;
        self.problem = None;
        let forgotten = if self.text.is_empty() { self.made_of(None) } else { Effects::none() };
        self.keep().and(forgotten)
    }

    fn keep(&mut self) -> Effects {
        self.turn += 1;
        if self.awaited.contains(&self.place()) {
            self.typed_over.insert(self.place());
        }
        let text = Private::from(self.text.text());
        Effect::Keep { place: self.place(), text, turn: self.turn }.into()
    }

    /// Flips what it is for; what is typed goes along.
    pub fn flip(&mut self, onwards: bool) -> Effects {
        let old = self.place();
        self.mode = self.mode.turned(onwards);
        self.by_hand = true;
        self.choice = 0;
        if self.text.is_empty() {
            return Effects::none();
        }
        let kept = self.keep();
        kept.and(Effect::Keep { place: old, text: Private::default(), turn: self.turn })
    }

    /// Takes another of so many readings.
    pub fn choose(&mut self, onwards: bool, readings: usize) {
        let last = readings.saturating_sub(1);
        self.choice = if onwards { (self.choice + 1).min(last) } else { self.choice.saturating_sub(1) };
    }

    /// Takes the reading of a number, from 0.
    pub const fn take_reading(&mut self, choice: usize) {
        self.choice = choice;
    }

    /// Brings back a line that was refused while something else was typed.
    pub fn bring_back(&mut self) -> Effects {
        if !self.text.is_empty() {
            return Effects::none();
        }
        let Some(at) = self.refused.iter().rposition(|(about, ..)| *about == self.about) else {
            return Effects::none();
        };
        let (about, mode, line) = self.refused.remove(at);
        self.mode = mode;
        self.text = Written::holding(&line);
        self.keep().and(self.keep_refused(about))
    }

    fn keep_refused(&mut self, about: Option<Uuid>) -> Effects {
        self.refused_turn += 1;
        let of = self.refused.iter().filter(|(of, ..)| *of == about);
        let one = |line: &str| line.replace('\n', BREAK);
        let lines: Vec<String> =
            of.map(|(_, mode, line)| format!("{}: {}", mode.name(), one(line))).collect();
        let place = DraftPlace { kind: REFUSED.to_owned(), about };
        Effect::Keep { place, text: Private::from(lines.join("\n")), turn: self.refused_turn }.into()
    }

    /// The line as Enter would take it now.
    pub fn entered(&self) -> Entered {
        Entered {
            about: self.about,
            mode: self.mode,
            choice: self.choice,
            line: self.text(),
            source: self.source,
        }
    }

    /// Enter came before the case had been read: the line waits, and the next one can be typed.
    pub fn hold(&mut self) -> Effects {
        let entered = self.entered();
        self.put_aside(entered.about, entered.mode, &entered.line);
        let kept = self.keep_refused(entered.about);
        self.held.push(entered);
        self.text.clear();
        self.choice = 0;
        self.problem = None;
        kept.and(self.keep()).and(self.made_of(None))
    }

    /// Lines that waited for a case to be read, in the order in which they were entered.
    pub fn held_for(&mut self, about: Uuid) -> Vec<Entered> {
        let (ready, held) =
            std::mem::take(&mut self.held).into_iter().partition(|line| line.about == Some(about));
        self.held = held;
        ready
    }

    /// Sends what was read from a line that waited; it is not kept among the others any more.
    pub fn send_held(&mut self, entered: &Entered, parcels: Vec<Parcel>) -> Effects {
        let same = |(about, mode, line): &(Option<Uuid>, Mode, String)| {
            (*about, *mode, line.as_str()) == (entered.about, entered.mode, entered.line.as_str())
        };
        if let Some(at) = self.refused.iter().position(same) {
            self.refused.remove(at);
        }
        self.dispatch(entered.about, parcels, None).and(self.keep_refused(entered.about))
    }

    /// Sends what was read from the line. The last request uses the kept line up.
    pub fn send(&mut self, parcels: Vec<Parcel>) -> Effects {
        let effects = self.dispatch(self.about, parcels, Some(&self.place()));
        self.text.clear();
        self.choice = 0;
        self.problem = None;
        self.kept = self.turn;
        effects.and(self.made_of(None))
    }

    fn dispatch(&mut self, about: Option<Uuid>, parcels: Vec<Parcel>, uses: Option<&DraftPlace>) -> Effects {
        let last = parcels.len().saturating_sub(1);
        let mut effects = Effects::none();
        for (at, parcel) in parcels.into_iter().enumerate() {
            self.next += 1;
            let tag = Tag(FIRST + self.next);
            let consumes = uses.filter(|_| at == last).cloned();
            effects = effects.and(Effect::Run { request: Box::new(parcel.request), tag, consumes });
            self.sent.push(Sent {
                tag,
                about,
                mode: parcel.mode,
                line: parcel.line,
                shown: parcel.shown,
                stored: None,
                numbers: Vec::new(),
            });
        }
        effects
    }

    /// The record has answered about something sent.
    pub fn done(&mut self, tag: Tag, outcome: &Result<Reply, Refusal>) -> Effects {
        let Some(at) = self.sent.iter().position(|sent| sent.tag == tag) else { return Effects::none() };
        match outcome {
            Ok(reply) => {
                if let Some(sent) = self.sent.get_mut(at) {
                    let number =
                        |reference: &String| reference.rsplit_once('/').map(|(_, number)| number.to_owned());
                    sent.numbers = reply.references.iter().filter_map(number).collect();
                    sent.stored = Some(reply.ids.clone());
                }
                Effects::none()
            }
            Err(refusal) => {
                let sent = self.sent.remove(at);
                if self.text.is_empty() && sent.about == self.about {
                    self.mode = sent.mode;
                    self.text = Written::holding(&sent.line);
                    self.problem = Some(refusal.to_string());
                    return self.keep();
                }
                self.problem = Some(format!(
                    "a line was refused: {refusal}; Up on its case's empty line brings it back"
                ));
                self.put_aside(sent.about, sent.mode, &sent.line);
                self.keep_refused(sent.about)
            }
        }
    }

    /// The record's own picture of the case has come: what it shows need not be shown as sent any more.
    pub fn shown_by_record(&mut self, about: Uuid, actions: &[Uuid]) {
        self.sent.retain(|sent| match &sent.stored {
            Some(ids) if sent.about == Some(about) => {
                let adds = sent.shown.iter().any(|shown| matches!(shown, Shown::Action(..)));
                adds && !ids.iter().all(|id| actions.contains(id))
            }
            _ => true,
        });
    }
}
