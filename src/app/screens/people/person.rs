//! One person: who they are made of and where they stand; whom they may also be is settled here, merged or told apart.

use ratatui::Frame;
use ratatui::layout::Rect;
use uuid::Uuid;

use super::page::{Spot, other, rows};
use crate::app::command::{Command, Scope};
use crate::app::cx::Cx;
use crate::app::dialog::Dialog;
use crate::app::effect::{Effect, Effects, Tag};
use crate::app::route::Route;
use crate::app::screen::{Msg, Screen};
use crate::app::widgets::form::{Field, Filled};
use crate::app::widgets::sheet::{Sheet, SheetRow};
use crate::domain::id::Id;
use crate::domain::paper::Subject;
use crate::domain::private::Private;
use crate::domain::request::{Erase, FlagChange, MergePeople, Request, TellApart, UnmergePeople};
use crate::domain::rows::area::UserRole;
use crate::domain::rows::person::Person;
use crate::service::ask::{Answer, Ask, Goes, PersonStory};

const MERGE: Tag = Tag(1);
const APART: Tag = Tag(2);
const ERASE: Tag = Tag(3);
const DIED: Tag = Tag(4);

/// One person.
pub struct PersonScreen {
    person: Id<Person>,
    story: Option<Box<PersonStory>>,
    sheet: Sheet,
    /// What the cursor is on, for the footer.
    on: Option<Spot>,
    /// Whether whoever sits here may erase.
    may_erase: bool,
}

impl PersonScreen {
    /// A person by any row of theirs.
    pub fn new(person: Id<Person>) -> Self {
        Self { person, story: None, sheet: Sheet::default(), on: None, may_erase: false }
    }

    fn rows(&self, cx: &Cx) -> Vec<SheetRow<Spot>> {
        let width = usize::from(self.sheet.width());
        self.story.as_ref().map(|story| rows(story, width, cx)).unwrap_or_default()
    }

    fn spot(&self, cx: &Cx) -> Option<Spot> {
        self.sheet.target(&self.rows(cx)).copied()
    }

    fn look(&self) -> Effects {
        Effect::look(Ask::Person(self.person), Tag::default()).into()
    }

    fn command(&mut self, command: Command, cx: &Cx) -> Effects {
        match (command, self.spot(cx)) {
            (Command::Open, Some(Spot::Case(case))) => Effect::Go(Route::Case(case)).into(),
            (Command::Open, Some(Spot::Suggestion(person) | Spot::Apart(person))) => {
                Effect::Go(Route::Person(person)).into()
            }
            (Command::MergePeople, Some(Spot::Suggestion(person) | Spot::Apart(person))) => {
                self.merge(person).into()
            }
            (Command::TellApart, Some(Spot::Suggestion(person))) => self.apart(person).into(),
            (Command::UnmergePeople, Some(Spot::Row(person, true))) => {
                Effect::run(Request::UnmergePeople(UnmergePeople { person }), Tag::default()).into()
            }
            (Command::PersonDied, _) => self.died(cx).into(),
            (Command::ErasePerson, _) => self.erase().into(),
            (command, _) => {
                let rows = self.rows(cx);
                self.sheet.command(command, &rows);
                Effects::none()
            }
        }
    }

    /// Where the two stand, so that what was typed comes back under the same title and names nobody.
    fn title_of(&self, person: Id<Person>) -> String {
        let place = |places: Vec<&String>| places.first().map_or_else(String::new, |place| (*place).clone());
        let Some(story) = &self.story else { return String::new() };
        let here = place(story.places.iter().map(|place| &place.reference).collect());
        let lines = story.suggestions.iter().map(|pair| other(story, pair)).chain(&story.apart);
        let there = lines
            .filter(|line| line.id == person)
            .flat_map(|line| line.places.iter().map(|(_, reference)| reference));
        format!("{here} and {}", place(there.collect()))
    }

    fn merge(&self, person: Id<Person>) -> Option<Effect> {
        let story = self.story.as_ref()?;
        let pair = story.suggestions.iter().find(|pair| other(story, pair).id == person);
        let why = pair.map(|pair| pair.why.as_str()).unwrap_or_default();
        let form = Dialog::form(
            format!("One person: {}", self.title_of(person)),
            MERGE,
            vec![Field::line("reason", "Why they are one", why)],
        );
        Some(Effect::ask(form.about(person.uuid())))
    }

    fn apart(&self, person: Id<Person>) -> Option<Effect> {
        self.story.as_ref()?;
        let form = Dialog::form(
            format!("Not the same: {}", self.title_of(person)),
            APART,
            vec![Field::line("reason", "Why they are two (name nobody)", "").optional()],
        );
        Some(Effect::ask(form.about(person.uuid())))
    }

    /// The form that says when the person died; a day that is taken out says that it was a mistake.
    fn died(&self, cx: &Cx) -> Option<Effect> {
        let known = self.story.as_ref()?.rows.iter().find_map(|row| row.person.died);
        let field = Field::date("on", "Died on (empty: alive)", known.or(Some(cx.today()))).optional();
        Some(Effect::ask(Dialog::form("This person has died", DIED, vec![field]).about(self.person.uuid())))
    }

    /// Asks before what undo cannot reach, saying what goes.
    fn erase(&self) -> Option<Effect> {
        let goes = &self.story.as_ref()?.goes;
        Some(Effect::ask(Dialog::Confirm {
            question: "Erase this person and their cases for good?".to_owned(),
            detail: goes_words(goes),
            yes: Effect::run(Request::Erase(Erase { person: self.person }), ERASE).into(),
        }))
    }

    fn filled(&self, tag: Tag, about: Option<Uuid>, values: &Filled) -> Option<Request> {
        let (one, other) = (self.person, Id::new(about?));
        let reason: Private = values.text("reason").unwrap_or_default();
        Some(match tag {
            MERGE => Request::MergePeople(MergePeople { one, other, reason }),
            DIED => Request::Flag(FlagChange::Died { person: self.person, on: values.date("on") }),
            APART => Request::TellApart(TellApart { one, other, reason }),
            _ => return None,
        })
    }
}

/// "2 rows of this person, and 3 cases whole: LAN-25-0087, ... It cannot be undone; copies in backups stay."
fn goes_words(goes: &Goes) -> String {
    let rows = if goes.rows == 1 { "1 row".to_owned() } else { format!("{} rows", goes.rows) };
    let cases = match goes.cases.len() {
        0 => "no case".to_owned(),
        1 => format!("1 case whole: {}", goes.cases.join(", ")),
        many => format!("{many} cases whole: {}", goes.cases.join(", ")),
    };
    format!("{rows} of this person, and {cases}. It cannot be undone; copies in backups stay.")
}

impl Screen for PersonScreen {
    fn scope(&self) -> Scope {
        Scope::Person
    }

    fn papers(&self) -> Option<Subject> {
        Some(Subject::Person(self.person))
    }

    fn title(&self, _cx: &Cx) -> String {
        "Person".to_owned()
    }

    fn enter(&mut self, _cx: &Cx) -> Effects {
        self.look()
    }

    fn update(&mut self, msg: Msg, cx: &Cx) -> Effects {
        self.may_erase = cx.who.as_ref().is_some_and(|who| who.role == UserRole::Administrator);
        let effects = match msg {
            Msg::Command(command) => self.command(command, cx),
            Msg::Filled { tag, about, values } => {
                self.filled(tag, about, &values).map(|request| Effect::run(request, tag)).into()
            }
            Msg::Done { tag: ERASE, outcome: Ok(_) } => Effect::Back.into(),
            Msg::Answer { outcome: Ok(Answer::Person(story)), .. } => {
                self.story = Some(story);
                Effects::none()
            }
            Msg::Changed => self.look(),
            _ => Effects::none(),
        };
        self.on = self.spot(cx);
        effects
    }

    fn view(&self, frame: &mut Frame, area: Rect, cx: &Cx) {
        let width = usize::from(area.width);
        let rows = self.story.as_ref().map(|story| rows(story, width, cx)).unwrap_or_default();
        self.sheet.view_or(frame, area, &rows, "Reading the record …", cx);
    }

    fn can(&self, command: Command) -> bool {
        match command {
            Command::Filter => false,
            Command::Open => matches!(self.on, Some(Spot::Case(_) | Spot::Suggestion(_) | Spot::Apart(_))),
            Command::MergePeople => matches!(self.on, Some(Spot::Suggestion(_) | Spot::Apart(_))),
            Command::TellApart => matches!(self.on, Some(Spot::Suggestion(_))),
            Command::UnmergePeople => matches!(self.on, Some(Spot::Row(_, true))),
            Command::ErasePerson => self.may_erase && self.story.is_some(),
            _ => true,
        }
    }
}
