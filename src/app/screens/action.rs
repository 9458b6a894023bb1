//! One action, whole: what it is and where it stands, what it answers and repeats, and everything that happened to it.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::{Line, Span};
use uuid::Uuid;

use super::{bulk, parts, review};
use crate::app::command::{Command, Scope};
use crate::app::cx::Cx;
use crate::app::dialog::{Choice, Dialog};
use crate::app::effect::{Effect, Effects, Tag};
use crate::app::route::Route;
use crate::app::screen::{Msg, Screen};
use crate::app::widgets::form::{Field, Filled};
use crate::app::widgets::sheet::{Sheet, SheetRow, heading, labelled};
use crate::app::widgets::wide;
use crate::domain::calendar::{show_day_near, show_day_year};
use crate::domain::id::Id;
use crate::domain::private::Private;
use crate::domain::request::{
    ActionLife, Answers, ChaseActions, Merge, Proof, Repeats, Request, ReviewAction,
};
use crate::domain::rows::action::{Action, ReviewOutcome};
use crate::domain::rows::chase::ChaseHow;
use crate::service::ask::{ActionEvent, ActionStory, Answer, Ask, OtherAction};

const NOTE: Tag = Tag(1);
const REMINDED: Tag = Tag(2);
/// Ways of reminding that are kept by hand; a draft is kept by what writes it.
const BY_HAND: [ChaseHow; 3] = [ChaseHow::Telephone, ChaseHow::Mail, ChaseHow::Spoken];

type Row = SheetRow<Id<Action>>;

/// One action.
pub struct ActionScreen {
    action: Id<Action>,
    story: Option<Box<ActionStory>>,
    sheet: Sheet,
}

impl ActionScreen {
    /// An action.
    pub fn new(action: Id<Action>) -> Self {
        Self { action, story: None, sheet: Sheet::default() }
    }

    fn rows(&self, width: usize, cx: &Cx) -> Vec<Row> {
        let Some(story) = &self.story else { return Vec::new() };
        let mut page = Page { cx, width, rows: Vec::new() };
        page.head(story);
        page.others(story);
        page.history(&story.events);
        page.rows
    }

    fn rows_now(&self, cx: &Cx) -> Vec<Row> {
        self.rows(usize::from(self.sheet.width()), cx)
    }

    fn marks(&self) -> bulk::Marks {
        let reference = self.story.as_ref().map(|story| story.line.action.reference.clone());
        [(self.action.uuid(), reference.unwrap_or_default())].into()
    }

    fn command(&mut self, command: Command, cx: &Cx) -> Effects {
        let Some(story) = &self.story else { return Effects::none() };
        if let Some(effects) = review::review(command, Some(&story.line), None) {
            return effects;
        }
        let alike = match command {
            Command::ActionDue => Some(Command::NewDueDate),
            Command::ActionGive => Some(Command::HandOver),
            _ => None,
        };
        if let Some(effects) = alike.and_then(|alike| bulk::form(alike, &self.marks(), cx)) {
            return effects;
        }
        match command {
            Command::Open => {
                let rows = self.rows_now(cx);
                let other = self.sheet.target(&rows).copied();
                other
                    .map_or(Effect::Go(Route::Case(story.line.action.case)), |id| {
                        Effect::Go(Route::Action(id))
                    })
                    .into()
            }
            Command::ActionNote => self.note(story),
            Command::ActionAnswers => self.answers(story, cx),
            Command::ActionRepeats => self.repeats(story, cx),
            Command::ActionMerge => self.merge(story, cx),
            Command::ActionReminded => Self::reminded(story),
            command => {
                let rows = self.rows_now(cx);
                self.sheet.command(command, &rows);
                Effects::none()
            }
        }
    }

    /// The form of a review with all that can be said.
    fn note(&self, story: &ActionStory) -> Effects {
        let outcomes = ReviewOutcome::SAID.iter();
        let outcomes = outcomes.map(|outcome| (outcome.word().to_owned(), outcome.word().to_owned()));
        let fields = vec![
            Field::choice("outcome", "Outcome", outcomes.collect()),
            Field::long("note", "What was said", "").optional(),
            Field::date("on", "Done on", None).optional(),
            Field::line("evidence", "Evidence that it was done", "").optional(),
            Field::line("by", "Confirmed by", "").optional(),
        ];
        let form = Dialog::form(format!("What became of {}", story.line.action.reference), NOTE, fields);
        Effect::ask(form.about(self.action.uuid())).into()
    }

    fn life(&self, life: ActionLife) -> Effects {
        Effect::run(Request::ActionLife(life), Tag::default()).into()
    }

    fn answers(&self, story: &ActionStory, cx: &Cx) -> Effects {
        let choice = |label: String, source: Option<Uuid>| Choice {
            label,
            then: self.life(ActionLife::Answers(Answers { action: self.action, source })),
        };
        let mut choices: Vec<Choice> = story
            .sources
            .iter()
            .map(|line| choice(format!("{}: {}", line.what, one_line(cx.shown(&line.words))), Some(line.id)))
            .collect();
        if choices.is_empty() {
            return Effect::sorry("no risk and no information is kept under this case").into();
        }
        choices.push(choice("nothing in particular".to_owned(), None));
        pick(format!("{} answers", story.line.action.reference), choices)
    }

    /// Those of much the same words first, then every earlier one of the case that is linked by nothing.
    fn repeats(&self, story: &ActionStory, cx: &Cx) -> Effects {
        let choice = |label: String, of: Option<Id<Action>>| Choice {
            label,
            then: self.life(ActionLife::Repeats(Repeats { action: self.action, of })),
        };
        let mut choices: Vec<Choice> =
            story.may_repeat.iter().map(|other| choice(brief(other, cx), Some(other.id))).collect();
        if story.repeats.is_some() {
            choices.push(choice("none: it repeats no earlier action".to_owned(), None));
        }
        if choices.is_empty() {
            let words =
                "no earlier action of this agency and case says much the same; the command line links any";
            return Effect::say(words).into();
        }
        pick(format!("{} repeats", story.line.action.reference), choices)
    }

    fn merge(&self, story: &ActionStory, cx: &Cx) -> Effects {
        let merged = |other: &OtherAction| Choice {
            label: brief(other, cx),
            then: self.life(ActionLife::Merge(Merge { action: self.action, into: other.id, reason: None })),
        };
        let choices: Vec<Choice> = story.beside.iter().map(merged).collect();
        if choices.is_empty() {
            return Effect::sorry("no other action of the case is open").into();
        }
        pick(format!("{} closes; which goes on for both?", story.line.action.reference), choices)
    }

    fn reminded(story: &ActionStory) -> Effects {
        let how = BY_HAND.iter().map(|how| (how.word().to_owned(), how.word().to_owned())).collect();
        let fields = vec![
            Field::choice("how", "How", how),
            Field::line("to", "To (a post; the agency when empty)", "").optional(),
            Field::long("note", "What was said", "").optional(),
        ];
        let form = Dialog::form(format!("Reminded of {}", story.line.action.reference), REMINDED, fields);
        Effect::ask(form.about(story.line.action.id.uuid())).into()
    }

    fn filled(&self, tag: Tag, about: Option<Uuid>, values: &Filled) -> Effects {
        match tag {
            NOTE => {
                let Some(outcome) = values.choice("outcome").and_then(ReviewOutcome::parse) else {
                    return Effects::none();
                };
                let proof = Proof {
                    evidence: values.text("evidence"),
                    confirmed_by: values.text("by"),
                    confirmed_on: None,
                };
                let (note, on) = (values.text("note"), values.date("on"));
                let asked = ReviewAction { note, on, proof, ..ReviewAction::of(self.action, outcome) };
                Effect::run(Request::ReviewAction(asked), NOTE).into()
            }
            REMINDED => {
                let how = values.choice("how").and_then(ChaseHow::parse).unwrap_or(ChaseHow::Telephone);
                let asked = ChaseActions {
                    actions: vec![self.action],
                    step: None,
                    how,
                    to: values.text("to"),
                    note: values.text("note"),
                };
                Effect::run(Request::Chase(asked), REMINDED).into()
            }
            tag => review::reasoned(tag, about, values, None)
                .or_else(|| bulk::filled(tag, values, &self.marks()))
                .unwrap_or_default(),
        }
    }
}

fn pick(title: String, choices: Vec<Choice>) -> Effects {
    Effect::ask(Dialog::Pick { title, choices }).into()
}

fn one_line(words: &str) -> String {
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn brief(other: &OtherAction, cx: &Cx) -> String {
    format!("{} {}: {} ({})", other.reference, other.agency, one_line(cx.shown(&other.words)), other.standing)
}

/// "never", "once", "3 times".
fn times(count: u32) -> String {
    match count {
        0 => "never".to_owned(),
        1 => "once".to_owned(),
        2 => "twice".to_owned(),
        count => format!("{count} times"),
    }
}

/// Lines being laid out.
struct Page<'a> {
    cx: &'a Cx,
    width: usize,
    rows: Vec<Row>,
}

impl Page<'_> {
    fn told(&mut self, label: &str, text: &str, style: Style) {
        let told = labelled((label, text), (self.width, style), Some(None), self.cx);
        self.rows.extend(told);
    }

    fn fact(&mut self, label: &str, text: &str) {
        self.told(label, text, self.cx.theme.text);
    }

    fn head(&mut self, story: &ActionStory) {
        let (cx, line, action) = (self.cx, &story.line, &story.line.action);
        let agency = action
            .person
            .as_ref()
            .map_or_else(|| line.agency.clone(), |person| format!("{} ({})", line.agency, cx.shown(person)));
        self.told("Agency", &agency, cx.theme.strong);
        self.fact("What", cx.shown(&action.words));
        self.fact("Who", cx.shown(&line.parties));
        let (standing, style) = parts::standing(line, cx);
        let standing = standing.trim_start_matches(['!', '?', '✓', '×', ' ']);
        let state = action.state.word();
        let stands =
            if standing.contains(state) { standing.to_owned() } else { format!("{state}, {standing}") };
        self.told("Stands", &stands, style);
        if let Some(days) = story.done_late {
            let days = if days == 1 { "1 working day".to_owned() } else { format!("{days} working days") };
            self.fact("Done late", &format!("{days} after its date"));
        }
        if let Some(words) = &action.outcome {
            self.fact("Outcome", cx.shown(words));
        }
        if let Some(words) = &action.evidence {
            self.fact("Evidence", cx.shown(words));
        }
        if let Some(by) = &action.confirmed_by {
            let on = action.confirmed_on.map(|on| format!(", {}", show_day_near(on, cx.today())));
            self.fact("Confirmed by", &format!("{}{}", cx.shown(by), on.unwrap_or_default()));
        }
        let first = action.first_due.map(|first| format!("first due {}, ", show_day_year(first)));
        let moved = match line.moved {
            0 => "as it was agreed".to_owned(),
            moved => format!("{}moved {}", first.unwrap_or_default(), times(moved)),
        };
        self.fact("Date", &moved);
        let age = if line.age == 1 { "1 day".to_owned() } else { format!("{} days", line.age) };
        self.fact("Age", &format!("{age} since it was agreed; carried over {}", times(line.carried)));
        if line.reminded > 0 || line.next.is_some() {
            let last = line.last_reminded.map(|on| format!(", last {}", show_day_near(on, cx.today())));
            let next = line
                .next
                .map(|next| format!("; next: {}, {}", next.step, show_day_near(next.on, cx.today())));
            let words =
                format!("{}{}{}", times(line.reminded), last.unwrap_or_default(), next.unwrap_or_default());
            self.fact("Reminded", &words);
        }
        if let Some(whom) = action.protects {
            self.fact("Protects", whom.word());
        }
        if let Some(of) = &story.answers {
            self.fact("Answers", &format!("{}: {}", of.what, cx.shown(&of.words)));
        }
    }

    fn others(&mut self, story: &ActionStory) {
        let groups: [(&str, Vec<&OtherAction>); 6] = [
            ("Repeats", story.repeats.iter().collect()),
            ("May repeat", story.may_repeat.iter().collect()),
            ("Repeated by", story.repeated.iter().collect()),
            ("Goes on as", story.merged_into.iter().collect()),
            ("Goes on for", story.merged.iter().collect()),
            ("Linked with", story.linked.iter().collect()),
        ];
        for (label, others) in groups {
            for other in others {
                let text = brief(other, self.cx);
                let stop = Some(Some(other.id));
                let told = labelled((label, &text), (self.width, self.cx.theme.text), stop, self.cx);
                self.rows.extend(told);
            }
        }
    }

    /// What happened, the oldest first: each with its day, and what was said beneath.
    fn history(&mut self, events: &[ActionEvent]) {
        let cx = self.cx;
        self.rows.extend(heading("Story", cx));
        for event in events {
            let day = wide::fit(&show_day_near(event.at.date(), cx.today()), 16);
            let meeting = event.meeting.as_ref().map(|meeting| format!("  {meeting}")).unwrap_or_default();
            let room = self.width.saturating_sub(19 + wide::width(&meeting));
            self.rows.push(Row::stop(
                Line::from(vec![
                    Span::styled(format!("  {day} "), cx.theme.quiet),
                    Span::styled(wide::cut(&event.head, room), cx.theme.text),
                    Span::styled(meeting, cx.theme.quiet),
                ]),
                None,
            ));
            if !event.words.is_empty() {
                let said = cx.shown(&Private::from(one_line(event.words.reveal()))).to_owned();
                for line in wide::wrap(&said, self.width.saturating_sub(21)) {
                    self.rows
                        .push(Row::pass(Line::styled(format!("{}{line}", " ".repeat(19)), cx.theme.quiet)));
                }
            }
        }
    }
}

impl Screen for ActionScreen {
    fn scope(&self) -> Scope {
        Scope::Action
    }

    fn title(&self, _cx: &Cx) -> String {
        self.story.as_ref().map_or_else(
            || "Action".to_owned(),
            |story| format!("{}  {}", story.line.action.reference, story.forum),
        )
    }

    fn enter(&mut self, _cx: &Cx) -> Effects {
        Effect::look(Ask::Action(self.action), Tag::default()).into()
    }

    fn update(&mut self, msg: Msg, cx: &Cx) -> Effects {
        match msg {
            Msg::Command(command) => self.command(command, cx),
            Msg::Filled { tag, about, values } => self.filled(tag, about, &values),
            Msg::Answer { outcome: Ok(Answer::Action(story)), .. } => {
                self.story = Some(story);
                Effects::none()
            }
            Msg::Done { tag: bulk::DONE, outcome } => bulk::done(&outcome).1,
            Msg::Changed => self.enter(cx),
            _ => Effects::none(),
        }
    }

    fn view(&self, frame: &mut Frame, area: Rect, cx: &Cx) {
        let rows = self.rows(usize::from(area.width), cx);
        self.sheet.view(frame, area, &rows, cx);
    }

    fn can(&self, command: Command) -> bool {
        let line = self.story.as_ref().map(|story| &story.line);
        let live = line.is_some_and(|line| line.action.state.is_live());
        match command {
            Command::Filter | Command::ActionStory => false,
            Command::ActionNote
            | Command::ActionDue
            | Command::ActionGive
            | Command::ActionMerge
            | Command::ActionReminded => live,
            command => review::can(command, line).unwrap_or(true),
        }
    }
}
