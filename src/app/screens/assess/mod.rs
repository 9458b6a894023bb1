//! Assessing a case at typing speed: `y`, `n` and `?` answer and move on. What is answered is kept on every answer; the
//! count, the area's threshold and what changed since the last time stand beside it and decide nothing. Earlier
//! assessments are read here too.

mod draft;
mod form;
mod page;
#[cfg(test)]
mod tests;

use ratatui::Frame;
use ratatui::layout::{Constraint, Layout, Rect};
use ratatui::text::Line;
use ratatui::widgets::Paragraph;

use self::draft::Draft;
use self::page::Spot;
use crate::app::command::{Command, Scope};
use crate::app::cx::Cx;
use crate::app::dialog::Dialog;
use crate::app::effect::{Effect, Effects, Tag};
use crate::app::screen::{Msg, Screen};
use crate::app::widgets::chrome;
use crate::app::widgets::sheet::{Sheet, SheetRow};
use crate::domain::id::Id;
use crate::domain::private::Private;
use crate::domain::request::Request;
use crate::domain::rows::assessment::Assessment;
use crate::domain::rows::case::Case;
use crate::domain::tools::assessment::Answer;
use crate::domain::tools::risk_tool::{RiskTool, ToolItem};
use crate::service::ask::{Answer as Told, Ask};
use crate::service::assessing::AssessStory;
use crate::service::job::DraftPlace;

/// Put the draft away.
const DISCARD: Tag = Tag(4);
/// Lines above the items.
const HEAD: u16 = 3;
/// Most lines below them.
const FOOT: usize = 3;

/// What is on the screen.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Mode {
    /// The tools and what was assessed before.
    Choosing,
    /// The items of the tool of the draft.
    Filling,
    /// The items of a tool that an item opened.
    Inside {
        /// Key of the tool.
        tool: String,
        /// The item that opened it.
        from: String,
    },
    /// An earlier assessment.
    Reading(Id<Assessment>),
}

/// Assessing a case.
pub struct AssessScreen {
    case: Id<Case>,
    story: Option<Box<AssessStory>>,
    draft: Draft,
    mode: Mode,
    sheet: Sheet,
    /// Counts changes of the draft.
    turn: u64,
    /// The draft as it was sent, until it is committed or refused.
    sent: Option<Draft>,
}

impl AssessScreen {
    /// The assessments of a case.
    pub fn new(case: Id<Case>) -> Self {
        Self {
            case,
            story: None,
            draft: Draft::default(),
            mode: Mode::Choosing,
            sheet: Sheet::default(),
            turn: 0,
            sent: None,
        }
    }

    fn place(&self) -> DraftPlace {
        DraftPlace { kind: "assessment".to_owned(), about: Some(self.case.uuid()) }
    }

    /// The tool whose items are on the screen.
    fn tool(&self) -> Option<&RiskTool> {
        let key = match &self.mode {
            Mode::Filling => &self.draft.tool,
            Mode::Inside { tool, .. } => tool,
            Mode::Choosing | Mode::Reading(_) => return None,
        };
        self.story.as_ref()?.tool(key)
    }

    fn rows(&self, width: usize, cx: &Cx) -> Vec<SheetRow<Spot>> {
        let Some(story) = &self.story else { return Vec::new() };
        match (&self.mode, self.tool()) {
            (_, Some(tool)) => page::items(story, tool, &self.draft, width, cx),
            (Mode::Reading(id), None) => {
                let row = story.assessments.iter().find(|row| row.id == *id);
                row.map(|row| page::reading(story, row, width, cx)).unwrap_or_default()
            }
            _ => page::choosing(story, &self.draft, cx),
        }
    }

    fn here(&self, cx: &Cx) -> Vec<SheetRow<Spot>> {
        self.rows(usize::from(self.sheet.width()), cx)
    }

    fn spot(&self, cx: &Cx) -> Option<Spot> {
        self.sheet.target(&self.here(cx)).cloned()
    }

    /// The item under the cursor.
    fn item(&self, cx: &Cx) -> Option<&ToolItem> {
        let Some(Spot::Item(key)) = self.spot(cx) else { return None };
        self.tool()?.item(&key)
    }

    /// Changes what is on the screen, and puts the cursor on the first line that is wanted.
    fn show(&mut self, mode: Mode, on: impl Fn(&Spot) -> bool, cx: &Cx) {
        self.mode = mode;
        self.put_on(on, cx);
    }

    fn put_on(&mut self, on: impl Fn(&Spot) -> bool, cx: &Cx) {
        let rows = self.here(cx);
        let at = rows.iter().position(|row| row.target.as_ref().is_some_and(&on));
        self.sheet.to(at.unwrap_or(0), &rows);
    }

    /// Begins with a tool, or goes on with it: at the first item without an answer.
    fn begin(&mut self, key: &str, cx: &Cx) -> Effects {
        key.clone_into(&mut self.draft.tool);
        let named =
            self.story.as_ref().and_then(|story| story.tool(key)).is_some_and(|tool| tool.item.is_empty());
        self.show(Mode::Filling, |_| true, cx);
        self.seek_unanswered(cx);
        let kept = self.keep();
        if named { kept.and(self.section(cx)) } else { kept }
    }

    fn seek_unanswered(&mut self, cx: &Cx) {
        let open = self.tool().and_then(|tool| {
            tool.item.iter().find(|item| self.draft.answer(&item.key).is_none()).map(|item| item.key.clone())
        });
        self.put_on(
            |spot| open.as_ref().map_or(*spot == Spot::Save, |key| *spot == Spot::Item(key.clone())),
            cx,
        );
    }

    fn keep(&mut self) -> Effects {
        self.turn += 1;
        Effect::Keep { place: self.place(), text: self.draft.line(), turn: self.turn }.into()
    }

    /// Answers the item under the cursor and moves on; a yes opens what the item opens.
    fn answer(&mut self, place: usize, cx: &Cx) -> Effects {
        let Some((key, opens)) = self.item(cx).map(|item| (item.key.clone(), item.opens.clone())) else {
            return Effects::none();
        };
        let answer = self.tool().and_then(|tool| Answer::of(tool).get(place).copied());
        let Some(answer) = answer else { return Effects::none() };
        self.draft.say(&key).answer = Some(answer);
        let inner = opens.filter(|_| answer == Answer::Yes);
        if inner.is_none_or(|inner| !self.go_inside(&inner, &key, cx)) {
            self.on(cx);
        }
        self.keep()
    }

    /// Opens the tool of an item, unless all of it is answered; whether it did.
    fn go_inside(&mut self, inner: &str, from: &str, cx: &Cx) -> bool {
        let story = self.story.as_ref();
        let open = story
            .and_then(|story| story.tool(inner))
            .is_some_and(|tool| self.draft.count(tool).unanswered > 0);
        if open {
            self.show(Mode::Inside { tool: inner.to_owned(), from: from.to_owned() }, |_| true, cx);
            self.seek_unanswered(cx);
        }
        open
    }

    /// Moves to the next line; after the last item of an opened tool, back to the item after the one that opened it.
    fn on(&mut self, cx: &Cx) {
        let rows = self.here(cx);
        self.sheet.command(Command::Down, &rows);
        if let (Mode::Inside { .. }, Some(Spot::Save)) = (&self.mode, self.spot(cx)) {
            self.outside(true, cx);
        }
    }

    /// Back to the tool that opened this one, at the item that did or the one after it.
    fn outside(&mut self, onwards: bool, cx: &Cx) {
        let Mode::Inside { from, .. } = self.mode.clone() else { return };
        self.show(Mode::Filling, |spot| *spot == Spot::Item(from.clone()), cx);
        if onwards {
            let rows = self.here(cx);
            self.sheet.command(Command::Down, &rows);
        }
    }

    fn section(&self, cx: &Cx) -> Effects {
        let (Some(story), Some(tool)) = (&self.story, self.tool()) else { return Effects::none() };
        let threshold = story.threshold(tool);
        Effect::ask(form::section(&story.case.reference, tool, &self.draft, threshold, cx)).into()
    }

    fn about_item(&self, tag: Tag, cx: &Cx) -> Effects {
        let Some(item) = self.item(cx) else { return Effects::none() };
        Effect::ask(form::about_item(tag, item, self.draft.said(&item.key), cx)).into()
    }

    fn open(&mut self, cx: &Cx) -> Effects {
        match self.spot(cx) {
            Some(Spot::Tool(key)) => return self.begin(&key, cx),
            Some(Spot::Earlier(id)) => self.show(Mode::Reading(id), |_| true, cx),
            Some(Spot::Save) if matches!(self.mode, Mode::Inside { .. }) => self.outside(true, cx),
            Some(Spot::Save) => return self.section(cx),
            Some(Spot::Item(key)) => {
                let opens = self.item(cx).and_then(|item| item.opens.clone());
                let yes = self.draft.answer(&key) == Some(Answer::Yes);
                if let Some(inner) = opens.filter(|_| yes) {
                    self.show(Mode::Inside { tool: inner, from: key }, |_| true, cx);
                }
            }
            None => {}
        }
        Effects::none()
    }

    fn back(&mut self, cx: &Cx) {
        match self.mode {
            Mode::Inside { .. } => self.outside(false, cx),
            Mode::Filling => {
                let key = self.draft.tool.clone();
                self.show(Mode::Choosing, |spot| *spot == Spot::Tool(key.clone()), cx);
            }
            Mode::Reading(id) => self.show(Mode::Choosing, |spot| *spot == Spot::Earlier(id), cx),
            Mode::Choosing => {}
        }
    }

    fn command(&mut self, command: Command, cx: &Cx) -> Effects {
        match command {
            Command::AnswerYes => self.answer(0, cx),
            Command::AnswerNo if self.on_levels() => self.answer(0, cx),
            Command::AnswerNo | Command::AnswerMiddle => self.answer(1, cx),
            Command::AnswerUnknown | Command::AnswerHighest => self.answer(2, cx),
            Command::AnswerClear => {
                let key = self.item(cx).map(|item| item.key.clone());
                key.map_or_else(Effects::none, |key| {
                    self.draft.say(&key).answer = None;
                    self.keep()
                })
            }
            Command::ItemNote => self.about_item(form::NOTE, cx),
            Command::ItemSource => self.about_item(form::SOURCE, cx),
            Command::AssessSave => self.section(cx),
            Command::AssessDiscard => Effect::ask(Dialog::Confirm {
                question: "Put away what was answered so far?".to_owned(),
                detail: "It was never part of the record, and cannot be brought back.".to_owned(),
                yes: Effect::Tell(Box::new(Msg::Picked(DISCARD))).into(),
            })
            .into(),
            Command::Open => self.open(cx),
            Command::Back => {
                self.back(cx);
                Effects::none()
            }
            Command::ItemBack => {
                let rows = self.here(cx);
                self.sheet.command(Command::Up, &rows);
                Effects::none()
            }
            command => {
                let rows = self.here(cx);
                self.sheet.command(command, &rows);
                Effects::none()
            }
        }
    }

    fn on_levels(&self) -> bool {
        self.tool().is_some_and(|tool| !tool.level.is_empty())
    }

    /// A form was filled in: a note, a source, or the section that saves.
    fn filled(&mut self, tag: Tag, values: &crate::app::widgets::form::Filled, cx: &Cx) -> Effects {
        if tag == form::SECTION {
            self.draft.section = form::read(values, cx.today());
            let kept = self.keep();
            let Some(story) = &self.story else { return kept };
            let Some(tool) = story.tool(&self.draft.tool) else { return kept };
            let request = self.draft.request(self.case, tool, &story.tools, cx.today());
            self.sent = Some(self.draft.clone());
            let request = Box::new(Request::Assess(Box::new(request)));
            return kept.and(Effect::Run { request, tag, consumes: Some(self.place()) });
        }
        let Some(key) = self.item(cx).map(|item| item.key.clone()) else { return Effects::none() };
        let said = self.draft.say(&key);
        let place = if tag == form::NOTE { &mut said.note } else { &mut said.source };
        *place = values.text("words");
        self.keep()
    }

    /// The assessment was stored, or refused: what was answered since is never lost.
    fn committed(&mut self, stored: bool, cx: &Cx) {
        let sent = self.sent.take();
        if stored && sent.as_ref() == Some(&self.draft) {
            self.draft = Draft::default();
            self.show(Mode::Choosing, |spot| matches!(spot, Spot::Earlier(_)), cx);
        }
    }

    fn recalled(&mut self, text: &Private, cx: &Cx) -> Effects {
        let fresh = self.draft == Draft::default() && self.sent.is_none();
        let Some(draft) = Draft::read(text).filter(|_| fresh) else { return Effects::none() };
        self.draft = draft;
        if self.story.is_some() {
            self.go_on(cx);
        }
        Effect::say("the assessment that was begun is here again").into()
    }

    /// Goes on with a draft that was found again.
    fn go_on(&mut self, cx: &Cx) {
        let known = self.story.as_ref().is_some_and(|story| story.tool(&self.draft.tool).is_some());
        if self.mode == Mode::Choosing && known {
            self.mode = Mode::Filling;
            self.seek_unanswered(cx);
        }
    }

    fn hear(&mut self, msg: Msg, cx: &Cx) -> Effects {
        match msg {
            Msg::Command(command) => return self.command(command, cx),
            Msg::Filled { tag, values, .. } => return self.filled(tag, &values, cx),
            Msg::Picked(DISCARD) => {
                self.draft = Draft::default();
                self.show(Mode::Choosing, |_| true, cx);
                return self.keep();
            }
            Msg::Done { tag: form::SECTION, outcome } => self.committed(outcome.is_ok(), cx),
            Msg::Answer { outcome: Ok(Told::Assessing(story)), .. } => {
                let first = self.story.is_none();
                self.story = Some(story);
                if first && !self.draft.tool.is_empty() {
                    self.go_on(cx);
                }
            }
            Msg::Recalled { text: Some(text), .. } => return self.recalled(&text, cx),
            Msg::Changed => return Effect::look(Ask::Assessing(self.case), Tag::default()).into(),
            _ => {}
        }
        Effects::none()
    }
}

impl Screen for AssessScreen {
    fn scope(&self) -> Scope {
        Scope::Assess
    }

    fn title(&self, _cx: &Cx) -> String {
        let reference = self.story.as_ref().map_or("", |story| story.case.reference.as_str());
        format!("Assess {reference}").trim_end().to_owned()
    }

    fn enter(&mut self, _cx: &Cx) -> Effects {
        Effects::from(Effect::look(Ask::Assessing(self.case), Tag::default()))
            .and(Effect::Recall(self.place()))
    }

    fn update(&mut self, msg: Msg, cx: &Cx) -> Effects {
        self.hear(msg, cx)
    }

    fn view(&self, frame: &mut Frame, area: Rect, cx: &Cx) {
        let width = usize::from(area.width);
        let rows = self.rows(width, cx);
        if rows.is_empty() {
            return chrome::empty(frame, area, "Reading the case …", cx);
        }
        let (Some(story), Some(tool)) = (&self.story, self.tool()) else {
            return self.sheet.view(frame, area, &rows, cx);
        };
        let mut told = page::foot(story, tool, &self.draft, width);
        told.truncate(FOOT);
        let feet = u16::try_from(told.len()).unwrap_or(0);
        let [head, items, foot] =
            Layout::vertical([Constraint::Length(HEAD), Constraint::Fill(1), Constraint::Length(feet)])
                .areas(area);
        frame.render_widget(Paragraph::new(page::head(story, tool, &self.draft, width, cx)), head);
        self.sheet.view(frame, items, &rows, cx);
        let told: Vec<Line> =
            told.into_iter().map(|line| Line::styled(format!("  {line}"), cx.theme.quiet)).collect();
        frame.render_widget(Paragraph::new(told), foot);
    }

    fn can(&self, command: Command) -> bool {
        let filling = self.tool().is_some();
        match command {
            Command::Filter => false,
            Command::AnswerYes | Command::AnswerUnknown => filling && !self.on_levels(),
            Command::AnswerMiddle | Command::AnswerHighest => self.on_levels(),
            Command::AnswerNo
            | Command::AnswerClear
            | Command::ItemNote
            | Command::ItemSource
            | Command::ItemBack => filling,
            Command::AssessSave => matches!(self.mode, Mode::Filling),
            Command::AssessDiscard => !self.draft.tool.is_empty(),
            _ => true,
        }
    }

    fn holds_back(&self) -> bool {
        self.mode != Mode::Choosing
    }
}
