//! Orders and views of a list: picked from a question, saved under a name, deleted again.
//!
//! A view is filter words with an order. Those that come with the program stand in the domain; a user's own are kept
//! beside the record, where lines being typed are kept, and are nobody else's.

use super::super::command::Command;
use super::super::effect::{Choice, Dialog, Effect, Effects};
use super::super::msg::Msg;
use super::super::tag::Tag;
use super::form::Field;
use crate::domain::filter::{List, SHIPPED, Sort, SortBy};
use crate::domain::private::Private;
use crate::service::ask::{Answer, Ask, SavedView};
use crate::service::job::DraftPlace;

/// Where the tags of the choices here begin, far from those of any screen.
const BASE: u64 = 1 << 40;
const ORDERS: u64 = BASE;
const VIEWS: u64 = BASE + 1_000;
const DELETES: u64 = BASE + 100_000;
const LISTED: Tag = Tag(BASE + 200_000);
const SAVE: Tag = Tag(BASE + 200_001);
const NAMED: Tag = Tag(BASE + 200_002);
const DELETE: Tag = Tag(BASE + 200_003);

/// The views of a list.
#[derive(Debug, Clone)]
pub struct Views {
    list: List,
    saved: Vec<SavedView>,
}

/// What was chosen.
#[derive(Debug, Clone)]
pub enum Chosen {
    /// Something is asked first.
    Asks(Effects),
    /// An order; the list's own when it is nothing.
    Order(Option<Sort>),
    /// Filter words with an order.
    View(String),
}

impl Views {
    /// The views of a list.
    pub const fn of(list: List) -> Self {
        Self { list, saved: Vec::new() }
    }

    /// Hears a message that may be for the order or the views. `said` is what narrows and sorts the list now.
    pub fn hear(&mut self, msg: &Msg, order: Option<Sort>, said: &str) -> Option<Chosen> {
        Some(match msg {
            Msg::Command(Command::Order) => Chosen::Asks(Effect::ask(self.orders()).into()),
            Msg::Command(Command::TurnOrder) => Chosen::Order(self.turned(order)),
            Msg::Command(Command::Views) => Chosen::Asks(Effect::look(Ask::Views(self.list), LISTED).into()),
            Msg::Answer { tag: LISTED, outcome: Ok(Answer::Views(views)) } => {
                self.saved.clone_from(views);
                Chosen::Asks(Effect::ask(self.choices()).into())
            }
            Msg::Picked(SAVE) => {
                let fields =
                    vec![Field::line("name", "Name", ""), Field::line("words", "Filter and order", said)];
                Chosen::Asks(Effect::ask(Dialog::form("Save as a view of your own", NAMED, fields)).into())
            }
            Msg::Picked(DELETE) => Chosen::Asks(Effect::ask(self.deletes()).into()),
            Msg::Filled { tag: NAMED, values, .. } => {
                let (name, words) = (values.text("name"), values.text("words"));
                let keep = name.zip(words).map(|(name, words)| self.keep(name.reveal(), words));
                Chosen::Asks(keep.unwrap_or_else(Effects::none))
            }
            Msg::Picked(Tag(tag)) if *tag >= DELETES => self.deleted(place(*tag, DELETES)?)?,
            Msg::Picked(Tag(tag)) if *tag >= VIEWS => Chosen::View(self.words(place(*tag, VIEWS)?)?),
            Msg::Picked(Tag(tag)) if *tag >= ORDERS => Chosen::Order(self.order(place(*tag, ORDERS)?)),
            _ => return None,
        })
    }

    /// The order the other way round; a list in its own order is turned by its first column.
    fn turned(&self, order: Option<Sort>) -> Option<Sort> {
        let own = SortBy::of(self.list).first().map(|by| Sort { by: *by, down: self.list == List::Cases });
        order.or(own).map(Sort::turned)
    }

    /// Every order, each column both ways; the list's own first.
    fn orders(&self) -> Dialog {
        let mut choices = vec![choice("the list's own order".to_owned(), ORDERS, 0)];
        for (at, by) in SortBy::of(self.list).iter().enumerate() {
            for (turn, down) in [false, true].into_iter().enumerate() {
                choices.push(choice(Sort { by: *by, down }.told(), ORDERS, at * 2 + turn + 1));
            }
        }
        Dialog::Pick { title: "In which order?".to_owned(), choices }
    }

    fn order(&self, at: usize) -> Option<Sort> {
        let at = at.checked_sub(1)?;
        let by = SortBy::of(self.list).get(at / 2)?;
        Some(Sort { by: *by, down: at % 2 == 1 })
    }

    /// A user's own views first, then those that come with the program.
    fn all(&self) -> impl Iterator<Item = (&str, &str)> {
        let own = self.saved.iter().map(|view| (view.name.as_str(), view.words.reveal()));
        let shipped = SHIPPED.iter().filter(|view| view.list == self.list);
        own.chain(shipped.map(|view| (view.name, view.words)))
    }

    fn choices(&self) -> Dialog {
        let mut choices: Vec<Choice> =
            self.all().enumerate().map(|(at, (name, _))| choice(name.to_owned(), VIEWS, at)).collect();
        choices.push(choice("save what is shown as a view".to_owned(), SAVE.0, 0));
        if !self.saved.is_empty() {
            choices.push(choice("delete a view of your own".to_owned(), DELETE.0, 0));
        }
        Dialog::Pick { title: "Which view?".to_owned(), choices }
    }

    fn words(&self, at: usize) -> Option<String> {
        self.all().nth(at).map(|(_, words)| words.to_owned())
    }

    fn deletes(&self) -> Dialog {
        let saved = self.saved.iter().enumerate();
        let choices = saved.map(|(at, view)| choice(view.name.clone(), DELETES, at)).collect();
        Dialog::Pick { title: "Delete which view?".to_owned(), choices }
    }

    fn deleted(&self, at: usize) -> Option<Chosen> {
        let view = self.saved.get(at)?;
        let keep = Effect::Keep { place: self.kept(&view.name), text: Private::default(), turn: 0 };
        Some(Chosen::Asks(Effects::from(keep).and(Effect::say(format!("view {} deleted", view.name)))))
    }

    fn kept(&self, name: &str) -> DraftPlace {
        DraftPlace { kind: SavedView::kept_as(self.list, name), about: None }
    }

    fn keep(&self, name: &str, words: Private) -> Effects {
        let name = SavedView::name(name);
        let keep = Effect::Keep { place: self.kept(&name), text: words, turn: 0 };
        Effects::from(keep).and(Effect::say(format!("view {name} saved; V shows it")))
    }
}

fn place(tag: u64, base: u64) -> Option<usize> {
    tag.checked_sub(base).and_then(|at| usize::try_from(at).ok())
}

fn choice(label: String, base: u64, at: usize) -> Choice {
    Choice { label, then: Effect::Tell(Box::new(Msg::Picked(Tag(base + at as u64)))).into() }
}
