//! A meeting's agenda: the cases in order and why each stands there, what fits the time and what needs a longer day.
//! Nobody is dropped: what does not fit is shown below a line, and what was deferred below that.

use ratatui::Frame;
use ratatui::layout::{Constraint, Layout, Rect};
use ratatui::text::{Line, Span};
use ratatui::widgets::Paragraph;

use super::defer;
use crate::app::command::{Command, Scope};
use crate::app::cx::Cx;
use crate::app::dialog::{Choice, Dialog};
use crate::app::effect::{Effect, Effects, Tag};
use crate::app::route::Route;
use crate::app::screen::{Msg, Screen};
use crate::app::widgets::columns::{self, Column, number, text};
use crate::app::widgets::form::{Field, Filled};
use crate::app::widgets::sheet::{Sheet, SheetRow};
use crate::app::widgets::{chrome, wide};
use crate::domain::calendar::{show_day_near, show_day_year};
use crate::domain::desk::{ChangeKind, told_in_words};
use crate::domain::id::Id;
use crate::domain::paper::Subject;
use crate::domain::request::{Allow, BuildAgenda, MoveItem, PapersOut, PlanBreak, Request, SittingChange};
use crate::domain::rows::agenda::{AgendaItem, ItemState};
use crate::domain::rows::meeting::{Meeting, MeetingState};
use crate::domain::tools::forum::CaseKind;
use crate::service::ask::{Agenda, Answer, Ask, ItemLine};

const MOVE_UP: Tag = Tag(1);
const MOVE_DOWN: Tag = Tag(2);
const DONE: Tag = Tag(3);
const PAPERS: Tag = Tag(4);
const BREAK: Tag = Tag(5);
/// Tags of picked presets begin here.
const PRESET: u64 = 100;

const COLUMNS: &[Column] = &[
    number("No", 3, 0),
    text("Begins", 6, 6, 3),
    text("Case", 11, 13, 0),
    text("Victim", 12, 34, 0),
    text("Perpetrator", 11, 34, 2),
    text("Why here", 10, 40, 0),
    text("Risk", 7, 8, 1),
    text("State", 8, 10, 4),
    text("Actions", 9, 11, 5),
];

/// The same for items of a plan, which are nobody's case: what is to be reached, and how it stands.
const PLAN_COLUMNS: &[Column] = &[
    number("No", 3, 0),
    text("Begins", 6, 6, 3),
    text("Item", 11, 14, 0),
    text("Plan item", 16, 60, 0),
    number("", 0, 9),
    text("Why here", 10, 40, 0),
    text("Stands", 7, 8, 0),
    text("State", 8, 10, 4),
    text("Actions", 9, 11, 5),
];

/// The columns of an agenda, by what its cases are.
const fn columns_of(agenda: &Agenda) -> &'static [Column] {
    match agenda.kind {
        CaseKind::Plan => PLAN_COLUMNS,
        CaseKind::Victim | CaseKind::Subject | CaseKind::Couple => COLUMNS,
    }
}

/// "1 time", "3 times".
pub fn times(number: u32) -> String {
    if number == 1 { "once".to_owned() } else { format!("{number} times") }
}

/// The agenda of a meeting.
pub struct AgendaScreen {
    meeting: Id<Meeting>,
    agenda: Option<Box<Agenda>>,
    sheet: Sheet,
}

type Row = SheetRow<Id<AgendaItem>>;

impl AgendaScreen {
    /// The agenda of a meeting.
    pub fn new(meeting: Id<Meeting>) -> Self {
        Self { meeting, agenda: None, sheet: Sheet::default() }
    }

    fn rows(&self, width: usize, cx: &Cx) -> Vec<Row> {
        self.agenda.as_ref().map(|agenda| rows(agenda, width, cx)).unwrap_or_default()
    }

    fn rows_now(&self, cx: &Cx) -> Vec<Row> {
        self.rows(usize::from(self.sheet.width()), cx)
    }

    fn current(&self, cx: &Cx) -> Option<&ItemLine> {
        let rows = self.rows_now(cx);
        let item = *self.sheet.target(&rows)?;
        self.agenda.as_ref()?.items.iter().find(|line| line.item.id == item)
    }

    fn state(&self) -> Option<MeetingState> {
        self.agenda.as_ref().map(|agenda| agenda.meeting.state)
    }

    fn can_change(&self) -> bool {
        self.state().is_some_and(|state| state != MeetingState::Approved)
    }

    /// Orders to choose from. Building again keeps what was moved by hand.
    fn build(&self) -> Effects {
        let Some(agenda) = &self.agenda else { return Effects::none() };
        let choices = agenda.presets.iter().zip(PRESET..).map(|((_, label), tag)| Choice {
            label: label.clone(),
            then: Effect::Tell(Box::new(Msg::Picked(Tag(tag)))).into(),
        });
        let title = "In which order?".to_owned();
        Effect::ask(Dialog::Pick { title, choices: choices.collect() }).into()
    }

    fn picked(&self, tag: Tag) -> Effects {
        let at = tag.0.checked_sub(PRESET).and_then(|at| usize::try_from(at).ok());
        let preset = at.and_then(|at| self.agenda.as_ref()?.presets.get(at)).map(|(key, _)| key.clone());
        preset.map_or_else(Effects::none, |preset| {
            let build = BuildAgenda { meeting: self.meeting, preset: Some(preset) };
            Effect::run(Request::BuildAgenda(build), DONE).into()
        })
    }

    /// Asks why a case is to stand elsewhere.
    fn ask_move(&self, up: bool, cx: &Cx) -> Effects {
        let Some(line) = self.current(cx).filter(|line| line.item.state == ItemState::Waiting) else {
            return Effects::none();
        };
        let place = if up { line.item.position.saturating_sub(1) } else { line.item.position + 1 };
        if place == 0
            || self
                .agenda
                .as_ref()
                .is_none_or(|agenda| usize::try_from(place).unwrap_or(0) > agenda.items.len())
        {
            return Effects::none();
        }
        let fields = vec![Field::number("to", "To place", Some(place)), Field::line("reason", "Why", "")];
        let form = Dialog::form(
            format!("Move {}", line.case.reference),
            if up { MOVE_UP } else { MOVE_DOWN },
            fields,
        );
        Effect::ask(form.about(line.item.id.uuid())).into()
    }

    fn filled(&self, tag: Tag, item: Id<AgendaItem>, values: &Filled) -> Effects {
        let request = match tag {
            MOVE_UP | MOVE_DOWN => values
                .number("to")
                .map(|to| Request::MoveItem(MoveItem { item, to, reason: values.text("reason") })),
            defer::DEFER => defer::request(item, values),
            _ => None,
        };
        request.map(|request| Effect::run(request, DONE)).into()
    }

    /// Asks when the papers went out: now, unless something else is typed.
    fn papers(&self, cx: &Cx) -> Effects {
        let Some(agenda) = &self.agenda else { return Effects::none() };
        let fields = vec![
            Field::date("on", "Went out on", Some(cx.today())),
            Field::time("at", "At", None).optional(),
        ];
        let form = Dialog::form(format!("Papers of {}", agenda.meeting.reference), PAPERS, fields);
        Effect::ask(form.about(self.meeting.uuid())).into()
    }

    /// The request that says so. Today without a time of day is now; an earlier day without one is the end of that day.
    fn papers_went(&self, values: &Filled, cx: &Cx) -> Option<Request> {
        let on = values.date("on")?;
        let out = match values.time("at") {
            Some(time) => Some(on.to_datetime(time)),
            None if on == cx.today() => None,
            None => Some(on.at(23, 59, 0, 0)),
        };
        Some(Request::PapersOut(PapersOut { meeting: self.meeting, out }))
    }

    /// Asks when there is a break, and for how long; for no minutes it is taken away.
    fn ask_break(&self) -> Effects {
        let Some(agenda) = &self.agenda else { return Effects::none() };
        let known = agenda.around.breaks.first();
        let fields = vec![
            Field::time("at", "At", known.map(|planned| planned.at)),
            Field::number(
                "minutes",
                "Minutes, 0 for none",
                Some(known.map_or(15, |planned| planned.minutes)),
            ),
        ];
        let form = Dialog::form(format!("A break of {}", agenda.meeting.reference), BREAK, fields);
        Effect::ask(form.about(self.meeting.uuid())).into()
    }

    /// The time of a long case for the one under the cursor, or the usual one again.
    fn longer(&self, cx: &Cx) -> Effects {
        let Some((line, agenda)) = self.current(cx).zip(self.agenda.as_ref()) else { return Effects::none() };
        let minutes = if line.item.minutes.is_some() { None } else { Some(agenda.around.long) };
        let allow = Allow { item: line.item.id, minutes };
        Effect::run(Request::Sitting(SittingChange::Allow(allow)), DONE).into()
    }

    /// The next step of the meeting: sign-in, the room, or the minutes.
    fn onwards(&self) -> Effects {
        let route = match self.state() {
            Some(MeetingState::Planned) => Route::SignIn(self.meeting),
            Some(MeetingState::Open | MeetingState::Paused) => Route::Room(self.meeting),
            Some(MeetingState::Closed | MeetingState::Approved) => Route::Approval(self.meeting),
            None => return Effects::none(),
        };
        Effect::Go(route).into()
    }

    fn command(&mut self, command: Command, cx: &Cx) -> Effects {
        match command {
            Command::Open => self.onwards(),
            Command::BuildAgenda => self.build(),
            Command::MoveItemUp => self.ask_move(true, cx),
            Command::MoveItemDown => self.ask_move(false, cx),
            Command::DeferItem => {
                let line = self.current(cx).filter(|line| {
                    matches!(line.item.state, ItemState::Waiting | ItemState::Hearing | ItemState::Deferred)
                });
                line.map(|line| Effect::ask(defer::form(&line.item, &line.case.reference))).into()
            }
            Command::AgendaSignIn => Effect::Go(Route::SignIn(self.meeting)).into(),
            Command::AgendaRoom => Effect::Go(Route::Room(self.meeting)).into(),
            Command::AgendaReview => Effect::Go(Route::Outstanding(self.meeting)).into(),
            Command::AgendaMinutes => Effect::Go(Route::Approval(self.meeting)).into(),
            Command::PapersOut => self.papers(cx),
            Command::AgendaResearch => Effect::Go(Route::Research(self.meeting)).into(),
            Command::AgendaBreak => self.ask_break(),
            Command::AgendaLonger => self.longer(cx),
            Command::AgendaCase => self.current(cx).map(|line| Effect::Go(Route::Case(line.case.id))).into(),
            command => {
                let rows = self.rows_now(cx);
                self.sheet.command(command, &rows);
                Effects::none()
            }
        }
    }
}

/// The cases, the line where the time ends, the deferred ones, the flags that end.
fn rows(agenda: &Agenda, width: usize, cx: &Cx) -> Vec<Row> {
    let widths = columns::widths(columns_of(agenda), width);
    let mut rows = Vec::new();
    let (heard, deferred): (Vec<&ItemLine>, Vec<&ItemLine>) =
        agenda.items.iter().partition(|line| !line.item.state.is_off());
    let mut over = false;
    let mut breaks = agenda.around.breaks.iter().peekable();
    for line in heard {
        while let Some(planned) = breaks.next_if(|planned| planned.at <= line.begins) {
            let words =
                format!("  ── {}, a break of {} minutes ──", planned.at.strftime("%H:%M"), planned.minutes);
            rows.push(Row::pass(Line::styled(wide::cut(&words, width), cx.theme.quiet)));
        }
        if !line.fits && !over {
            over = true;
            let words = format!(
                "  ── beyond {} minutes: a longer day, until {}, or a second sitting; nobody drops off ──",
                agenda.meeting.minutes,
                agenda.ends.strftime("%H:%M")
            );
            rows.push(Row::pass(Line::styled(wide::cut(&words, width), cx.theme.warning)));
        }
        rows.push(Row::stop(row(line, &widths, cx), Some(line.item.id)));
    }
    if !deferred.is_empty() {
        rows.push(Row::pass(""));
        rows.push(Row::pass(Line::styled(
            "  Deferred by the chair, or taken off before the meeting",
            cx.theme.heading,
        )));
    }
    for line in deferred {
        rows.push(Row::stop(row(line, &widths, cx), Some(line.item.id)));
        let deferred = line.item.state == ItemState::Deferred;
        let days = (cx.today() - line.case.last_referred).get_days().max(0);
        let reason = line.item.deferred.as_ref().map_or("", |reason| cx.shown(reason));
        let interim = line
            .item
            .interim
            .as_ref()
            .map(|interim| format!(" · until then: {}", cx.shown(interim)))
            .unwrap_or_default();
        let waiting = if deferred { format!(" · {days} days waiting") } else { String::new() };
        let words = format!("        {reason}{interim}{waiting}");
        rows.push(Row::pass(Line::styled(wide::cut(&words, width), cx.theme.quiet)));
    }
    if !agenda.expiries.is_empty() {
        rows.push(Row::pass(""));
        rows.push(Row::pass(Line::styled(
            "  Flags that end: 12 months without a further referral",
            cx.theme.heading,
        )));
        for case in &agenda.expiries {
            let words = format!(
                "  {}  last referred {}",
                case.reference,
                show_day_near(case.last_referred, cx.today())
            );
            rows.push(Row::pass(Line::styled(wide::cut(&words, width), cx.theme.text)));
        }
    }
    rows
}

fn row(line: &ItemLine, widths: &[usize], cx: &Cx) -> Line<'static> {
    let theme = &cx.theme;
    let carried = if line.carried == 0 { String::new() } else { format!("{} carried", line.carried) };
    let before = if line.item.deferrals > 0 {
        format!("; deferred {} before", times(line.item.deferrals))
    } else {
        String::new()
    };
    let moved = if line.item.moved.is_some() { "; moved by hand" } else { "" };
    let state = match line.item.state {
        ItemState::Waiting => (String::new(), theme.quiet),
        ItemState::Hearing => ("● hearing".to_owned(), theme.strong),
        ItemState::Heard => ("✓ heard".to_owned(), theme.good),
        ItemState::Deferred => ("deferred".to_owned(), theme.warning),
        ItemState::Withdrawn => ("taken off".to_owned(), theme.warning),
    };
    let begins =
        if line.item.state.is_off() { String::new() } else { line.begins.strftime("%H:%M").to_string() };
    let cells = vec![
        (line.item.position.to_string(), theme.strong),
        (begins, if line.fits { theme.text } else { theme.warning }),
        (line.case.reference.clone(), theme.strong),
        (cx.shown(&line.case.victim).to_owned(), theme.text),
        (cx.shown(&line.case.perpetrators).to_owned(), theme.text),
        (
            format!("{}{}{}{before}{moved}", marked(line), own_time(line), line.item.why),
            if line.item.deferrals > 0 || !line.since.is_empty() { theme.warning } else { theme.text },
        ),
        (line.case.risk.clone(), theme.text),
        state,
        (carried, theme.quiet),
    ];
    columns::row(COLUMNS, widths, cells, None, theme)
}

/// Why a case stands there, and what changed since the papers went out.
fn whole(line: &ItemLine) -> String {
    if line.since.is_empty() {
        return line.item.why.clone();
    }
    format!("Since the papers: {} · {}", told_in_words(&line.since), line.item.why)
}

/// What stands before the reason of a case that is not in the papers as it is now, or that nobody has accepted.
fn marked(line: &ItemLine) -> String {
    let added = line.since.iter().any(|change| change.kind == ChangeKind::Added);
    let undecided = line.undecided.map(|heap| format!("{heap} · ")).unwrap_or_default();
    match (added, line.since.is_empty()) {
        (true, _) => format!("! added late · {undecided}"),
        (false, false) => format!("! changed · {undecided}"),
        (false, true) => undecided,
    }
}

/// The minutes of a case that has a time of its own.
fn own_time(line: &ItemLine) -> String {
    line.item.minutes.map(|minutes| format!("{minutes} min · ")).unwrap_or_default()
}

/// What agencies returned: "returns due Tue 24 Nov, 3 of 13 missing".
fn returned(agenda: &Agenda, cx: &Cx) -> String {
    let around = &agenda.around;
    let Some(due) = around.research_due.filter(|_| !agenda.items.is_empty()) else { return String::new() };
    let due = show_day_near(due, cx.today());
    match around.silent {
        (0, _) => "every agency has returned · ".to_owned(),
        (silent, all) if agenda.meeting.state == MeetingState::Planned => {
            format!("returns due {due}, {silent} of {all} missing · ")
        }
        (silent, all) => format!("{silent} of {all} returned nothing · "),
    }
}

/// When the papers went out, or by when they should.
fn papers(agenda: &Agenda, cx: &Cx) -> String {
    match agenda.papers {
        Some(out) => format!("papers out {}", show_day_near(out.date(), cx.today())),
        None if agenda.meeting.is_urgent() || agenda.meeting.state != MeetingState::Planned => String::new(),
        None if agenda.papers_due < cx.today() => {
            format!("! papers were due {}", show_day_near(agenda.papers_due, cx.today()))
        }
        None => format!("papers due {}", show_day_near(agenda.papers_due, cx.today())),
    }
}

/// Where the meeting stands, over the list.
fn summary(agenda: &Agenda, columns: usize, cx: &Cx) -> Vec<Line<'static>> {
    let meeting = &agenda.meeting;
    let venue = meeting.venue.as_deref().unwrap_or("venue not given");
    let to_hear = agenda.items.iter().filter(|line| !line.item.state.is_off()).count();
    let first = format!(
        " {}{}  {}  {} to {}, {} · {}",
        if meeting.is_urgent() { "URGENT " } else { "" },
        meeting.reference,
        show_day_year(meeting.on),
        meeting.starts.strftime("%H:%M"),
        agenda.ends.strftime("%H:%M"),
        venue,
        meeting.state
    );
    let time = if agenda.over > 0 {
        format!("{} minutes more than the {} set aside", agenda.over, meeting.minutes)
    } else {
        format!("all fit the {} minutes", meeting.minutes)
    };
    let papers = papers(agenda, cx);
    let papers = if papers.is_empty() { papers } else { format!("{papers} · ") };
    let mut second =
        format!(" {papers}{}{to_hear} cases of {} minutes, {time}", returned(agenda, cx), meeting.per_case);
    second.push_str(&format!(
        " · outstanding actions {} · waiting on no agenda {}",
        agenda.outstanding, agenda.waiting
    ));
    let tone = if agenda.over > 0 { cx.theme.warning } else { cx.theme.text };
    vec![
        Line::from(Span::styled(wide::cut(&first, columns), cx.theme.strong)),
        Line::from(Span::styled(wide::cut(&second, columns), tone)),
    ]
}

impl Screen for AgendaScreen {
    fn scope(&self) -> Scope {
        Scope::Agenda
    }

    fn papers(&self) -> Option<Subject> {
        Some(Subject::Meeting(self.meeting))
    }

    fn title(&self, _cx: &Cx) -> String {
        self.agenda.as_ref().map_or_else(|| "Agenda".to_owned(), |agenda| format!("{}: agenda", agenda.forum))
    }

    fn enter(&mut self, _cx: &Cx) -> Effects {
        Effect::look(Ask::Agenda(self.meeting), Tag::default()).into()
    }

    fn update(&mut self, msg: Msg, cx: &Cx) -> Effects {
        match msg {
            Msg::Command(command) => self.command(command, cx),
            Msg::Picked(tag) => self.picked(tag),
            Msg::Filled { tag: PAPERS, values, .. } => {
                self.papers_went(&values, cx).map(|request| Effect::run(request, DONE)).into()
            }
            Msg::Filled { tag: BREAK, values, .. } => {
                let planned = values.time("at").map(|at| PlanBreak {
                    meeting: self.meeting,
                    at,
                    minutes: values.number("minutes").unwrap_or(0),
                });
                planned
                    .map(|planned| Effect::run(Request::Sitting(SittingChange::PlanBreak(planned)), DONE))
                    .into()
            }
            Msg::Filled { tag, about: Some(item), values } => self.filled(tag, Id::new(item), &values),
            Msg::Answer { outcome: Ok(Answer::Agenda(agenda)), .. } => {
                self.agenda = Some(agenda);
                Effects::none()
            }
            Msg::Changed => self.enter(cx),
            _ => Effects::none(),
        }
    }

    fn view(&self, frame: &mut Frame, area: Rect, cx: &Cx) {
        let Some(agenda) = &self.agenda else { return };
        let width = usize::from(area.width);
        let [top, head, body] =
            Layout::vertical([Constraint::Length(2), Constraint::Length(1), Constraint::Fill(1)]).areas(area);
        frame.render_widget(Paragraph::new(summary(agenda, width, cx)), top);
        if agenda.items.is_empty() {
            let words = format!(
                "Nothing is on this agenda yet; {} cases wait.\n\nb puts them on it, in an order to choose.",
                agenda.waiting
            );
            return chrome::empty(frame, body, &words, cx);
        }
        let widths = columns::widths(columns_of(agenda), width);
        frame.render_widget(columns::heads(columns_of(agenda), &widths, &cx.theme), head);
        // The column shows how the reason begins; the reason itself stands whole under the list.
        let why = self
            .current(cx)
            .map(|line| wide::wrap(&whole(line), width.saturating_sub(2)))
            .unwrap_or_default();
        let why: Vec<Line<'_>> =
            why.into_iter().take(2).map(|words| Line::styled(format!(" {words}"), cx.theme.quiet)).collect();
        let room = if body.height >= 8 { 2 } else { 0 };
        let [body, foot] = Layout::vertical([Constraint::Fill(1), Constraint::Length(room)]).areas(body);
        frame.render_widget(Paragraph::new(why), foot);
        self.sheet.view(frame, body, &self.rows(width, cx), cx);
    }

    fn can(&self, command: Command) -> bool {
        match command {
            Command::Filter => false,
            Command::BuildAgenda | Command::PapersOut | Command::AgendaBreak => self.can_change(),
            Command::MoveItemUp | Command::MoveItemDown | Command::DeferItem | Command::AgendaLonger => {
                self.can_change() && self.agenda.as_ref().is_some_and(|agenda| !agenda.items.is_empty())
            }
            Command::AgendaMinutes => {
                matches!(self.state(), Some(MeetingState::Closed | MeetingState::Approved))
            }
            _ => self.agenda.is_some() || matches!(command, Command::Back),
        }
    }
}
