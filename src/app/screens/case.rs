//! One case, whole, on one page: put right what could not be read, settle findings, review actions, and add actions,
//! views, whereabouts and dates between meetings.
//!
//! The action line opens under the page; every change of it is kept, so that it is there again when the case is.

use ratatui::Frame;
use ratatui::layout::{Constraint, Layout, Rect};
use ratatui::text::{Line, Span};

use super::case_forms;
use super::case_rows::{Spot, rows};
use super::review;
use super::services::forms as services;
use crate::app::command::{Command, Scope};
use crate::app::cx::Cx;
use crate::app::dialog::Dialog;
use crate::app::effect::{Effect, Effects, Tag};
use crate::app::line::{Beside, fitted};
use crate::app::offers;
use crate::app::route::Route;
use crate::app::screen::{Msg, Screen};
use crate::app::widgets::form::{Field, Filled};
use crate::app::widgets::sheet::{Sheet, SheetRow};
use crate::app::widgets::text_line::TextLine;
use crate::app::widgets::wide;
use crate::domain::id::Id;
use crate::domain::line::{PartKind, Reading};
use crate::domain::paper::Subject;
use crate::domain::private::Private;
use crate::domain::request::{Correct, Request, Settle, StopContact};
use crate::domain::rows::case::{Case, Happening, PartyRole};
use crate::domain::rows::document::AttachmentKind;
use crate::domain::rows::person::{Contact, Person};
use crate::domain::tools::forum::CaseKind;
use crate::service::ask::{ActionLine, Answer, Ask, CaseStory, NeedTold, PartyLine, Provided};
use crate::service::attach::Label;
use crate::service::job::DraftPlace;
use crate::service::paperwork::{Paperwork, Source};
use crate::service::usual::UsualLine;

const CORRECT: Tag = Tag(1);
const LINE: Tag = Tag(5);
const ATTACH: Tag = Tag(6);
/// What there is for the people of the case has been asked for, to keep a need or to refer somebody.
const NEEDS: Tag = Tag(7);
const REFER: Tag = Tag(8);
/// Columns before what the line means.
const INDENT: usize = 11;

/// One case.
pub struct CaseScreen {
    case: Id<Case>,
    /// Whether it is shown here even where its forum has a page of its own.
    whole: bool,
    story: Option<Box<CaseStory>>,
    sheet: Sheet,
    /// What the cursor is on, for the footer.
    on: Option<Spot>,
    /// Whether the line can be read in more than one way.
    asks: bool,
    line: TextLine,
    open: bool,
    /// Which of several readings of the line is taken.
    reading: usize,
    /// Counts changes of the line.
    turn: u64,
    /// The line as it was sent, until it is committed or refused.
    sent: Option<String>,
    /// Whose contact details were asked for.
    contacts_of: Option<Id<Person>>,
    /// Lines that were offered last, by the order of the choices.
    offers: Vec<String>,
}

impl CaseScreen {
    /// A case by its identifier.
    pub fn new(case: Id<Case>) -> Self {
        Self {
            case,
            whole: false,
            story: None,
            sheet: Sheet::default(),
            on: None,
            asks: false,
            line: TextLine::default(),
            open: false,
            reading: 0,
            turn: 0,
            sent: None,
            contacts_of: None,
            offers: Vec::new(),
        }
    }

    /// The same, also where its forum has a page of its own.
    pub fn whole(case: Id<Case>) -> Self {
        Self { whole: true, ..Self::new(case) }
    }

    /// The same, with the line open for an action between meetings as soon as the case is there.
    pub fn typing(case: Id<Case>) -> Self {
        Self { open: true, ..Self::whole(case) }
    }

    /// The page that the case's forum has for its kind, when it has one.
    fn own_page(&self, story: &CaseStory) -> Option<Route> {
        match story.kind {
            _ if self.whole => None,
            CaseKind::Couple => Some(Route::Couple(self.case)),
            CaseKind::Subject => Some(Route::Subject(self.case)),
            CaseKind::Plan => Some(Route::PlanItem(self.case)),
            CaseKind::Victim => None,
        }
    }

    fn rows(&self, width: usize, cx: &Cx) -> Vec<SheetRow<Spot>> {
        self.story.as_ref().map(|story| rows(story, width, cx)).unwrap_or_default()
    }

    fn spot(&self, cx: &Cx) -> Option<Spot> {
        self.sheet.target(&self.rows(usize::from(self.sheet.width()), cx)).copied()
    }

    fn place(&self) -> DraftPlace {
        DraftPlace { kind: "action".to_owned(), about: Some(self.case.uuid()) }
    }

    fn reference(&self) -> &str {
        self.story.as_ref().map_or("", |story| story.case.reference.as_str())
    }

    /// The action under the cursor.
    fn action(&self, cx: &Cx) -> Option<&ActionLine> {
        let Some(Spot::Action(id)) = self.spot(cx) else { return None };
        self.story.as_ref()?.actions.iter().find(|line| line.action.id == id)
    }

    fn command(&mut self, command: Command, cx: &Cx) -> Effects {
        if let Some(effects) = review::review(command, self.action(cx), None) {
            return effects;
        }
        match command {
            Command::CaseStory => Effect::Go(Route::Timeline(self.case)).into(),
            Command::AssessCase => Effect::Go(Route::Assess(self.case)).into(),
            Command::AddAction => {
                self.open = self.story.is_some();
                Effects::none()
            }
            Command::Back => {
                self.open = false;
                Effects::none()
            }
            Command::LineAdd => self.add(cx),
            Command::CaseUsual | Command::CaseNameAgency => self.offer(command, cx),
            Command::LineReading => {
                self.reading += 1;
                Effects::none()
            }
            Command::Open => match self.spot(cx) {
                Some(Spot::Correct(_) | Spot::Happening(_)) => self.correct(cx),
                Some(Spot::Attachment(attachment)) => Effect::Go(Route::Attachment(attachment)).into(),
                Some(Spot::Person(person)) => Effect::Go(Route::Person(person)).into(),
                Some(Spot::Case(case)) => Effect::Go(Route::Case(case)).into(),
                Some(Spot::Need(id)) => {
                    let line = self.needs().find(|line| line.row.id == id);
                    line.map(|line| Effect::ask(services::met(line, cx))).into()
                }
                Some(Spot::Pathway(id)) => {
                    let mut lines = self.story.iter().flat_map(|story| &story.pathways);
                    let line = lines.find(|line| line.row.id == id);
                    line.and_then(|line| services::goes(line, cx.today())).map(Effect::ask).into()
                }
                _ => Effects::none(),
            },
            Command::Correct => self.correct(cx),
            Command::Settle => match self.spot(cx) {
                Some(Spot::Finding(finding)) => {
                    Effect::run(Request::Settle(Settle { finding }), Tag::default()).into()
                }
                Some(Spot::Happening(_)) => {
                    let end = |row| Effect::ask(case_forms::end(self.reference(), row));
                    self.happening(cx).map(end).into()
                }
                _ => Effects::none(),
            },
            Command::CaseNeed => Effect::look(Ask::Provided(self.case), NEEDS).into(),
            Command::CaseRefer => Effect::look(Ask::Provided(self.case), REFER).into(),
            Command::Attach => self.attach_form(cx).into(),
            Command::CaseForm => Effect::Go(Route::Form(Some(self.case))).into(),
            Command::CaseContacts => {
                self.contacts_of = self.contacts_of(cx).map(|party| party.person.id);
                self.contacts_of.map(|person| Effect::look(Ask::Contacts(person), Tag::default())).into()
            }
            Command::AddViews
            | Command::Whereabouts
            | Command::AddHappening
            | Command::ContactMade
            | Command::CaseConflict => {
                let story = self.story.as_ref();
                story.and_then(|story| case_forms::form(command, story, cx)).map(Effect::ask).into()
            }
            command => {
                let rows = self.rows(usize::from(self.sheet.width()), cx);
                self.sheet.command(command, &rows);
                Effects::none()
            }
        }
    }

    fn needs(&self) -> impl Iterator<Item = &NeedTold> {
        self.story.iter().flat_map(|story| &story.needs)
    }

    /// What there is for the people of the case has come.
    fn provided(tag: Tag, provided: &Provided) -> Effects {
        let dialog = match tag {
            NEEDS => services::need(provided),
            _ if provided.services.is_empty() => {
                return Effect::sorry(
                    "the area's directory names no service; adopt one, or keep an unmet need",
                )
                .into();
            }
            _ => services::services(provided, None, Tag::default()),
        };
        Effect::ask(dialog).into()
    }

    fn correct(&self, cx: &Cx) -> Effects {
        if let Some(happening) = self.happening(cx) {
            return Effect::ask(case_forms::change(self.reference(), happening, cx)).into();
        }
        let Some(Spot::Correct(id)) = self.spot(cx) else { return Effects::none() };
        let field =
            self.story.as_ref().and_then(|story| story.to_correct.iter().find(|field| field.id == id));
        let Some(field) = field else { return Effects::none() };
        let title = format!("{}: {}", self.reference(), field.field);
        let form =
            Dialog::form(title, CORRECT, vec![Field::line("value", "It should say", cx.begun(&field.typed))]);
        Effect::ask(form.about(id.uuid())).into()
    }

    /// The form of a file to be kept with the case.
    fn attach_form(&self, cx: &Cx) -> Option<Effect> {
        self.story.as_ref()?;
        let kinds = AttachmentKind::ALL.iter().map(|kind| (kind.word().into(), kind.word().into())).collect();
        Some(Effect::ask(Dialog::form(
            format!("{}: keep a file with the case", self.reference()),
            ATTACH,
            vec![
                Field::line("from", "File", ""),
                Field::choice("kind", "What it is", kinds),
                Field::line("supplier", "From (agency)", "").optional(),
                Field::date("received", "Received", Some(cx.today())),
            ],
        )))
    }

    /// A file was named: the record's threads read it.
    fn attach(&self, values: &Filled) -> Option<Effect> {
        let from = values.text("from")?;
        let Some(Source::File(from)) = Source::of(from.reveal()) else { return None };
        let label = Label {
            kind: AttachmentKind::parse(values.choice("kind")?)?,
            supplier: values.text("supplier").map(|supplier| supplier.reveal().to_owned()),
            received: values.date("received")?,
        };
        Some(Effect::paperwork(Paperwork::Attach { case: self.case, from, label }, ATTACH))
    }

    fn filled(&self, tag: Tag, about: Option<uuid::Uuid>, values: &Filled, cx: &Cx) -> Option<Request> {
        match tag {
            CORRECT => {
                Some(Request::Correct(Correct { field: Id::new(about?), value: values.text("value")? }))
            }
            case_forms::STOP => {
                Some(Request::StopContact(StopContact { contact: Id::new(about?), from: Some(cx.today()) }))
            }
            tag if services::filled(tag, about, values).is_some() => services::filled(tag, about, values),
            tag => case_forms::request(tag, about, values, (self.case, self.story.as_deref())),
        }
    }

    /// The date under the cursor.
    fn happening(&self, cx: &Cx) -> Option<&Happening> {
        let Some(Spot::Happening(id)) = self.spot(cx) else { return None };
        self.story.as_ref()?.happenings.iter().find(|row| row.id == id)
    }

    /// Whose contact details are meant: the person's under the cursor, else the victim's.
    fn contacts_of(&self, cx: &Cx) -> Option<&PartyLine> {
        let parties = &self.story.as_ref()?.parties;
        match self.spot(cx) {
            Some(Spot::Person(id)) => parties.iter().find(|party| party.person.id == id),
            _ => parties.first(),
        }
    }

    /// Contact details have come: what can be done with each.
    fn contacts(&mut self, rows: &[Contact], cx: &Cx) -> Effects {
        let Some(person) = self.contacts_of.take() else { return Effects::none() };
        let parties = self.story.iter().flat_map(|story| &story.parties);
        let role = parties.into_iter().find(|party| party.person.id == person).map(|party| party.role);
        let whose = role.map_or("person", PartyRole::word);
        Effect::ask(case_forms::contacts(self.reference(), whose, person, rows, cx)).into()
    }

    /// What the line means, with the reading that was chosen.
    fn read(&self, cx: &Cx) -> Option<Reading> {
        let reading = Beside::case(self.story.as_ref()?).read(&self.line.text(), cx)?;
        Some(match &reading {
            Reading::Ask { choices, .. } if self.reading > 0 => {
                choices.get(self.reading % choices.len().max(1)).cloned().unwrap_or(reading)
            }
            _ => reading,
        })
    }

    /// Sends the line. It stays until the record has it.
    fn add(&mut self, cx: &Cx) -> Effects {
        let typed = self.line.text();
        let request = self.read(cx).and_then(|reading| {
            let beside = Beside::case(self.story.as_ref()?);
            beside.request(&reading, &typed)
        });
        let Some(request) = request.filter(|_| self.sent.is_none()) else { return Effects::none() };
        self.sent = Some(typed);
        Effect::Run { request: Box::new(request), tag: LINE, consumes: Some(self.place()) }.into()
    }

    /// Offers usual actions for the line, or asks what a name on it means.
    fn offer(&self, command: Command, cx: &Cx) -> Effects {
        let Some(story) = self.story.as_deref() else { return Effects::none() };
        let typed = self.line.text();
        let effect = offers::lexicon(cx, &story.case.forum).and_then(|lexicon| {
            if command == Command::CaseUsual {
                let query = offers::usual_query(&typed, &story.case.forum, lexicon);
                return Ok(Effect::look(Ask::Usual(query), offers::USUAL));
            }
            let listed: Vec<_> = story.said.iter().map(|(key, name)| (key.clone(), name.clone())).collect();
            offers::naming_form(&typed, &listed, lexicon).map(Effect::ask)
        });
        effect.unwrap_or_else(Effect::sorry).into()
    }

    fn take_usual(&mut self, lines: &[UsualLine], cx: &Cx) -> Effects {
        let Some(story) = self.story.as_deref() else { return Effects::none() };
        let Ok(lexicon) = offers::lexicon(cx, &story.case.forum) else { return Effects::none() };
        if lines.is_empty() {
            return Effect::sorry("no usual action has these words; fewer of them find more").into();
        }
        let typed = self.line.text();
        self.offers = lines.iter().map(|line| offers::with_usual(&typed, line, lexicon)).collect();
        Effect::ask(offers::usual_pick(lines)).into()
    }

    fn picked(&mut self, tag: Tag) -> Effects {
        let Some(text) = offers::place(tag).and_then(|at| self.offers.get(at)) else {
            return Effects::none();
        };
        self.line = TextLine::holding(text);
        self.typed()
    }

    fn typed(&mut self) -> Effects {
        self.reading = 0;
        self.turn += 1;
        let text = Private::from(self.line.text());
        Effect::Keep { place: self.place(), text, turn: self.turn }.into()
    }

    /// The line was committed, or refused: what was typed since is never lost.
    fn committed(&mut self, carried_out: bool) {
        let sent = self.sent.take();
        if carried_out && sent.as_deref() == Some(self.line.text().as_str()) {
            self.line.clear();
            self.reading = 0;
        }
    }

    fn hear(&mut self, msg: Msg, cx: &Cx) -> Effects {
        match msg {
            Msg::Command(command) => return self.command(command, cx),
            Msg::Key(key) if self.line.key(key) => return self.typed(),
            Msg::Paste(text) => {
                self.line.put(&text);
                return self.typed();
            }
            Msg::Filled { tag: offers::NAMED, values, .. } => {
                return offers::naming_request(&values)
                    .map(|request| Effect::run(request, offers::NAMED))
                    .into();
            }
            Msg::Answer { outcome: Ok(Answer::Usual(lines)), .. } => return self.take_usual(&lines, cx),
            Msg::Picked(tag) => return self.picked(tag),
            Msg::Filled { tag: ATTACH, values, .. } => return self.attach(&values).into(),
            Msg::Filled { tag, about, values } => {
                if let Some(effects) = review::reasoned(tag, about, &values, None) {
                    return effects;
                }
                return self.filled(tag, about, &values, cx).map(|request| Effect::run(request, tag)).into();
            }
            Msg::Done { tag: LINE, outcome } => self.committed(outcome.is_ok()),
            Msg::Answer { tag, outcome: Ok(Answer::Provided(provided)) } => {
                return Self::provided(tag, &provided);
            }
            Msg::Answer { outcome: Ok(Answer::Contacts(rows)), .. } => return self.contacts(&rows, cx),
            Msg::Answer { outcome: Ok(Answer::Case(story)), .. } => {
                if let Some(route) = self.own_page(&story) {
                    return Effect::Swap(route).into();
                }
                self.story = Some(story);
            }
            Msg::Recalled { text: Some(text), .. } if self.line.is_empty() && self.sent.is_none() => {
                self.line = TextLine::holding(text.reveal());
                self.open = true;
            }
            Msg::Changed => return Effect::look(Ask::Case(self.case), Tag::default()).into(),
            _ => {}
        }
        Effects::none()
    }

    fn view_line(&self, frame: &mut Frame, area: Rect, cx: &Cx) {
        let [typed, meaning] = Layout::vertical([Constraint::Length(1), Constraint::Fill(1)]).areas(area);
        let prompt = "  action › ";
        let room = usize::from(typed.width).saturating_sub(wide::width(prompt));
        let (shown, column) = self.line.visible(room);
        let line = Line::from(vec![Span::styled(prompt, cx.theme.key), Span::styled(shown, cx.theme.field)]);
        frame.render_widget(line, typed);
        let column = u16::try_from(wide::width(prompt) + column).unwrap_or(0);
        if typed.height > 0 {
            frame.set_cursor_position((typed.x.saturating_add(column), typed.y));
        }
        let words = match (self.sent.is_some(), self.read(cx)) {
            (true, _) => "… being added".to_owned(),
            (false, None) => "the area's words are not here yet; the line is kept".to_owned(),
            (false, Some(Reading::Blank)) => {
                "agency: what is to be done, by when (housing: locks by fri)".to_owned()
            }
            (false, Some(reading)) => {
                let parts = reading.preview(cx.today()).parts.into_iter();
                let hides = |kind| cx.privacy && matches!(kind, PartKind::Text | PartKind::Unread);
                let parts = parts
                    .map(|part| (part.kind, if hides(part.kind) { "•••".to_owned() } else { part.text }));
                let room = usize::from(meaning.width).saturating_sub(INDENT);
                let shown: Vec<String> =
                    fitted(parts.collect(), room).into_iter().map(|(_, text)| text).collect();
                shown.join(" · ")
            }
        };
        let words = format!("{:INDENT$}{words}", "");
        frame.render_widget(
            Line::styled(wide::cut(&words, usize::from(meaning.width)), cx.theme.quiet),
            meaning,
        );
    }
}

impl Screen for CaseScreen {
    fn scope(&self) -> Scope {
        if self.open { Scope::CaseLine } else { Scope::Case }
    }

    fn papers(&self) -> Option<Subject> {
        Some(Subject::Case(self.case))
    }

    fn title(&self, _cx: &Cx) -> String {
        format!("Case {}", self.reference()).trim_end().to_owned()
    }

    fn enter(&mut self, _cx: &Cx) -> Effects {
        Effects::from(Effect::look(Ask::Case(self.case), Tag::default())).and(Effect::Recall(self.place()))
    }

    fn update(&mut self, msg: Msg, cx: &Cx) -> Effects {
        let effects = self.hear(msg, cx);
        self.on = self.spot(cx);
        self.asks = self.open
            && self.story.as_ref().is_some_and(|story| {
                matches!(Beside::case(story).read(&self.line.text(), cx), Some(Reading::Ask { .. }))
            });
        effects
    }

    fn view(&self, frame: &mut Frame, area: Rect, cx: &Cx) {
        let line = if self.open { 3 } else { 0 };
        let [page, _, typed] = Layout::vertical([
            Constraint::Fill(1),
            Constraint::Length(line.min(1)),
            Constraint::Length(line.saturating_sub(1)),
        ])
        .areas(area);
        let rows = self.rows(usize::from(area.width), cx);
        self.sheet.view_or(frame, page, &rows, "Reading the case …", cx);
        if self.open {
            self.view_line(frame, typed, cx);
        }
    }

    fn takes_text(&self) -> bool {
        self.open
    }

    fn can(&self, command: Command) -> bool {
        let action = match self.on {
            Some(Spot::Action(id)) => {
                self.story.as_ref().and_then(|story| story.actions.iter().find(|line| line.action.id == id))
            }
            _ => None,
        };
        if let Some(can) = review::can(command, action) {
            return can;
        }
        match command {
            Command::Filter => false,
            Command::Open => {
                matches!(
                    self.on,
                    Some(
                        Spot::Correct(_)
                            | Spot::Happening(_)
                            | Spot::Attachment(_)
                            | Spot::Person(_)
                            | Spot::Case(_)
                            | Spot::Need(_)
                            | Spot::Pathway(_)
                    )
                )
            }
            Command::Correct => matches!(self.on, Some(Spot::Correct(_) | Spot::Happening(_))),
            Command::Settle => matches!(self.on, Some(Spot::Finding(_) | Spot::Happening(_))),
            Command::LineReading => self.asks,
            _ => self.story.is_some() || matches!(command.row().scope, Scope::Places | Scope::Everywhere),
        }
    }

    fn holds_back(&self) -> bool {
        self.open
    }
}
