//! One subject on one page: everything the record holds of it, its actions reviewed by one key each, its stage moved by
//! one key, its profile filled in line by line.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::{Line, Span};

use super::forms;
use crate::app::command::{Command, Scope};
use crate::app::cx::Cx;
use crate::app::effect::{Effect, Effects, Tag};
use crate::app::route::Route;
use crate::app::screen::{Msg, Screen};
use crate::app::screens::review;
use crate::app::widgets::form::Filled;
use crate::app::widgets::sheet::{Sheet, SheetRow};
use crate::app::widgets::wide;
use crate::domain::id::Id;
use crate::domain::paper::Subject;
use crate::domain::private::Private;
use crate::domain::profile;
use crate::domain::request::{Request, Score};
use crate::domain::rows::case::Case;
use crate::domain::rows::subject::ScoreMoment;
use crate::service::ask::{ActionLine, Answer, Ask, CaseStory};
use crate::service::profile_page::{PageLine, Spot, Weight, page};
use crate::service::subjects::SubjectStory;

/// Columns of the words that say what a line is.
const LABEL: usize = 14;

/// One subject.
pub struct SubjectScreen {
    case: Id<Case>,
    known: Option<(Box<CaseStory>, Box<SubjectStory>)>,
    sheet: Sheet,
    /// What the cursor is on, for the footer.
    on: Option<Spot>,
}

impl SubjectScreen {
    /// A subject by its case.
    pub fn new(case: Id<Case>) -> Self {
        Self { case, known: None, sheet: Sheet::default(), on: None }
    }

    fn rows(&self, width: usize, cx: &Cx) -> Vec<SheetRow<Spot>> {
        let Some((story, subject)) = &self.known else { return Vec::new() };
        let shown = |text: &Private| cx.shown(text).to_owned();
        let lines = page(story, subject, cx.today(), &shown);
        let mut rows: Vec<_> = lines.iter().flat_map(|line| laid(line, width, cx)).collect();
        // The end of the page is reached, too.
        if let Some(last) = rows.last_mut() {
            last.stops = true;
        }
        rows
    }

    fn spot(&self, cx: &Cx) -> Option<Spot> {
        self.sheet.target(&self.rows(usize::from(self.sheet.width()), cx)).copied()
    }

    fn reference(&self) -> &str {
        self.known.as_ref().map_or("", |(story, _)| story.case.reference.as_str())
    }

    fn action_at(&self, spot: Option<Spot>) -> Option<&ActionLine> {
        let Some(Spot::Action(id)) = spot else { return None };
        self.known.as_ref()?.0.actions.iter().find(|line| line.action.id == id)
    }

    fn command(&mut self, command: Command, cx: &Cx) -> Effects {
        let spot = self.spot(cx);
        if let Some(effects) = review::review(command, self.action_at(spot), None) {
            return effects;
        }
        let Some((_, subject)) = &self.known else { return Effects::none() };
        match command {
            Command::Open => self.open(spot, subject, cx),
            Command::MoveStage => Effect::ask(forms::stages(self.reference(), subject)).into(),
            Command::EditProfile => match spot {
                Some(Spot::Field(key)) => self.field(key, subject, cx),
                _ => Effect::ask(forms::fields(self.reference())).into(),
            },
            Command::AssertFlag => Effect::ask(forms::asserting(self.reference(), subject, cx)).into(),
            Command::TellSubject => Effect::ask(forms::tell(self.reference(), subject, cx)).into(),
            Command::CheckDone => self.check(spot, subject, cx),
            Command::ScoreReview => {
                let score = Score { case: self.case, moment: ScoreMoment::Review };
                Effect::run(Request::Score(score), Tag::default()).into()
            }
            Command::SubjectCase => Effect::Go(Route::WholeCase(self.case)).into(),
            command => {
                let rows = self.rows(usize::from(self.sheet.width()), cx);
                self.sheet.command(command, &rows);
                Effects::none()
            }
        }
    }

    /// Opens what a line is about: another case, a form, or the case's page where it can be put right.
    fn open(&self, spot: Option<Spot>, subject: &SubjectStory, cx: &Cx) -> Effects {
        match spot {
            Some(Spot::Case(case)) => Effect::Go(Route::Case(case)).into(),
            Some(Spot::Field(key)) => self.field(key, subject, cx),
            Some(Spot::Check(_)) => self.check(spot, subject, cx),
            Some(Spot::Correct(_) | Spot::Finding(_) | Spot::Action(_)) => {
                Effect::Go(Route::WholeCase(self.case)).into()
            }
            None => Effects::none(),
        }
    }

    fn field(&self, key: &str, subject: &SubjectStory, cx: &Cx) -> Effects {
        let row = profile::named(key);
        row.map(|row| Effect::ask(forms::profile(row, self.reference(), subject, cx))).into()
    }

    fn check(&self, spot: Option<Spot>, subject: &SubjectStory, cx: &Cx) -> Effects {
        let Some(Spot::Check(id)) = spot else { return Effects::none() };
        let check = subject.checks.iter().find(|check| check.id == id);
        check.map(|check| Effect::ask(forms::checking(check, self.reference(), subject, cx))).into()
    }

    fn picked(&self, tag: Tag, cx: &Cx) -> Effects {
        let Some((story, subject)) = &self.known else { return Effects::none() };
        if let Some(row) = forms::field_of(tag) {
            return Effect::ask(forms::profile(row, self.reference(), subject, cx)).into();
        }
        forms::stage_of(tag).map(|to| Effect::ask(forms::moving(to, story, cx))).into()
    }

    fn filled(&self, tag: Tag, about: Option<uuid::Uuid>, values: &Filled) -> Option<Request> {
        match tag {
            forms::ASSERT => forms::asserted(self.case, values),
            forms::TELL => forms::telling_of(self.case, values),
            forms::CHECK => forms::checked(about, values),
            tag => match (forms::field_of(tag), forms::stage_of(tag)) {
                (Some(row), _) => Some(forms::told(self.case, row, values)),
                (None, Some(to)) => Some(forms::moved(self.case, to, values)),
                (None, None) => None,
            },
        }
    }

    fn hear(&mut self, msg: Msg, cx: &Cx) -> Effects {
        match msg {
            Msg::Command(command) => return self.command(command, cx),
            Msg::Picked(tag) => return self.picked(tag, cx),
            Msg::Filled { tag, about, values } => {
                if let Some(effects) = review::reasoned(tag, about, &values, None) {
                    return effects;
                }
                return self.filled(tag, about, &values).map(|request| Effect::run(request, tag)).into();
            }
            Msg::Answer { outcome: Ok(Answer::Subject(story, subject)), .. } => {
                self.known = Some((story, subject));
            }
            Msg::Changed => return self.enter(cx),
            _ => {}
        }
        Effects::none()
    }
}

/// A line of the page in a width: a label and a text wrapped beside it. The cursor stops on each, so that what does not
/// fit on the screen is reached.
fn laid(line: &PageLine, width: usize, cx: &Cx) -> Vec<SheetRow<Spot>> {
    let theme = &cx.theme;
    let style: Style = match line.weight {
        Weight::Plain => theme.text,
        Weight::Strong => theme.strong,
        Weight::Quiet => theme.quiet,
        Weight::Warning => theme.warning,
        Weight::Bad => theme.bad,
    };
    let room = width.saturating_sub(LABEL + 3).max(12);
    let wrapped = wide::wrap(&line.text, room).into_iter().enumerate();
    wrapped
        .map(|(at, words)| {
            let label = wide::fit(if at == 0 { line.label } else { "" }, LABEL);
            let row =
                Line::from(vec![Span::styled(format!("  {label}"), theme.quiet), Span::styled(words, style)]);
            if at == 0 { SheetRow::stop(row, line.spot) } else { SheetRow::pass(row) }
        })
        .collect()
}

impl Screen for SubjectScreen {
    fn scope(&self) -> Scope {
        Scope::Subject
    }

    fn papers(&self) -> Option<Subject> {
        Some(Subject::Case(self.case))
    }

    fn title(&self, _cx: &Cx) -> String {
        format!("Subject {}", self.reference()).trim_end().to_owned()
    }

    fn enter(&mut self, _cx: &Cx) -> Effects {
        Effect::look(Ask::Subject(self.case), Tag::default()).into()
    }

    fn update(&mut self, msg: Msg, cx: &Cx) -> Effects {
        let effects = self.hear(msg, cx);
        self.on = self.spot(cx);
        effects
    }

    fn view(&self, frame: &mut Frame, area: Rect, cx: &Cx) {
        let rows = self.rows(usize::from(area.width), cx);
        self.sheet.view_or(frame, area, &rows, "Reading the subject …", cx);
    }

    fn can(&self, command: Command) -> bool {
        if let Some(can) = review::can(command, self.action_at(self.on)) {
            return can;
        }
        match command {
            Command::Filter => false,
            Command::Open => self.on.is_some(),
            Command::CheckDone => matches!(self.on, Some(Spot::Check(_))),
            _ => self.known.is_some() || matches!(command.row().scope, Scope::Places | Scope::Everywhere),
        }
    }
}
