//! What is due today: the meeting first, then what must be put right, what is overdue, and the dates coming.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};

use super::parts;
use crate::app::command::{Command, Scope};
use crate::app::cx::Cx;
use crate::app::effect::{Effect, Effects, Tag};
use crate::app::route::Route;
use crate::app::screen::{Msg, Screen};
use crate::app::widgets::sheet::{Sheet, SheetRow};
use crate::app::widgets::{chrome, columns, wide};
use crate::domain::calendar::show_day_near;
use crate::domain::id::Id;
use crate::domain::paper::Subject;
use crate::domain::private::Private;
use crate::domain::rows::case::Case;
use crate::domain::rows::meeting::{Meeting, MeetingState};
use crate::service::ask::{ActionFilter, ActionLine, Answer, Ask, CaseLine, DutyPlace, MeetingLine, Today};

/// What a line of the home screen leads to.
#[derive(Debug, Clone)]
enum Target {
    Meeting(Id<Meeting>),
    Case(Id<Case>),
    Subject(Id<Case>),
    Overdue,
    Desk,
    Duty(DutyPlace),
}

type Row = SheetRow<Target>;

/// The home screen.
#[derive(Default)]
pub struct Home {
    today: Option<Box<Today>>,
    sheet: Sheet,
}

impl Home {
    fn rows(&self, width: usize, cx: &Cx) -> Vec<Row> {
        let Some(today) = &self.today else { return Vec::new() };
        let mut rows = Vec::new();
        meetings(today, width, cx, &mut rows);
        duties(today, width, cx, &mut rows);
        desk(today, width, cx, &mut rows);
        to_look_at(today, width, cx, &mut rows);
        actions(today, width, cx, &mut rows);
        if !today.happenings.is_empty() {
            heading("Dates coming", today.happenings.len(), "", cx, &mut rows);
            for line in &today.happenings {
                let what = line.happening.told(cx.shown(&line.happening.words));
                let day = show_day_near(line.happening.on, cx.today());
                rows.push(about(&day, &line.case, &what, width, cx));
            }
        }
        subjects(today, width, cx, &mut rows);
        rows
    }

    fn rows_now(&self, cx: &Cx) -> Vec<Row> {
        self.rows(usize::from(self.sheet.width()), cx)
    }

    /// The meeting that one key enters: one that sits, else the first of today.
    fn meeting(&self, cx: &Cx) -> Option<&Meeting> {
        let meetings = &self.today.as_ref()?.meetings;
        let sits =
            |line: &&MeetingLine| matches!(line.meeting.state, MeetingState::Open | MeetingState::Paused);
        let today = |line: &&MeetingLine| {
            line.meeting.on == cx.today() && line.meeting.state == MeetingState::Planned
        };
        meetings.iter().find(sits).or_else(|| meetings.iter().find(today)).map(|line| &line.meeting)
    }

    fn open(&self, cx: &Cx) -> Effects {
        let route = match self.sheet.target(&self.rows_now(cx)) {
            Some(Target::Meeting(meeting)) => Route::Agenda(*meeting),
            Some(Target::Case(case)) => Route::Case(*case),
            Some(Target::Subject(case)) => Route::Subject(*case),
            Some(Target::Overdue) => {
                Route::Actions(ActionFilter { live: true, overdue: true, ..ActionFilter::default() })
            }
            Some(Target::Desk | Target::Duty(DutyPlace::Desk)) => Route::Desk,
            Some(Target::Duty(DutyPlace::Agenda(meeting))) => Route::Agenda(*meeting),
            Some(Target::Duty(DutyPlace::Research(meeting))) => Route::Research(*meeting),
            Some(Target::Duty(DutyPlace::Approval(meeting))) => Route::Approval(*meeting),
            Some(Target::Duty(DutyPlace::Reminders)) => Route::Chasing,
            Some(Target::Duty(DutyPlace::Papers(meeting))) => Route::Papers(Subject::Meeting(*meeting)),
            Some(Target::Duty(DutyPlace::Cases(words))) => Route::CasesBy(words.clone()),
            Some(Target::Duty(DutyPlace::Actions(words))) => {
                Route::Actions(ActionFilter { words: words.clone(), ..ActionFilter::default() })
            }
            None => return Effects::none(),
        };
        Effect::Go(route).into()
    }
}

/// Where one enters a meeting: the room while it sits, the agenda before.
fn enter(meeting: &Meeting) -> Route {
    match meeting.state {
        MeetingState::Open | MeetingState::Paused => Route::Room(meeting.id),
        _ => Route::Agenda(meeting.id),
    }
}

/// A head of a section, with how many there are.
fn heading(words: &str, count: usize, note: &str, cx: &Cx, rows: &mut Vec<Row>) {
    if !rows.is_empty() {
        rows.push(Row::pass(""));
    }
    let mut spans = vec![Span::styled(format!(" {words}"), cx.theme.heading)];
    if count > 0 {
        spans.push(Span::styled(format!("  {count}"), cx.theme.quiet));
    }
    if !note.is_empty() {
        spans.push(Span::styled(format!("  {note}"), cx.theme.quiet));
    }
    rows.push(Row::pass(Line::from(spans)));
}

fn meetings(today: &Today, width: usize, cx: &Cx, rows: &mut Vec<Row>) {
    if today.meetings.is_empty() {
        return;
    }
    heading("Meetings", 0, "m enters today's", cx, rows);
    let widths = columns::widths(parts::MEETINGS, width);
    for line in &today.meetings {
        rows.push(Row::stop(
            parts::meeting_row(line, &widths, false, cx),
            Some(Target::Meeting(line.meeting.id)),
        ));
    }
}

/// What is due now, each with why and by when, and a sign for what is late.
fn duties(today: &Today, width: usize, cx: &Cx, rows: &mut Vec<Row>) {
    if today.duties.is_empty() {
        return;
    }
    heading("Due from me", today.duties.len(), "Enter goes where it is done", cx, rows);
    for duty in &today.duties {
        let by = duty.by.map_or_else(|| "now".to_owned(), |by| show_day_near(by, today.day));
        let (sign, style) = if duty.late { ("!", cx.theme.bad) } else { (" ", cx.theme.text) };
        let room = width.saturating_sub(20);
        let what = wide::cut(&duty.what, room);
        let why = room.saturating_sub(wide::width(&what) + 2);
        let line = Line::from(vec![
            Span::styled(
                format!("  {sign} {}", wide::fit(&by, 15)),
                if duty.late { style } else { cx.theme.quiet },
            ),
            Span::styled(format!("{what}  "), style),
            Span::styled(wide::cut(&duty.why, why), cx.theme.quiet),
        ]);
        rows.push(Row::stop(line, Some(Target::Duty(duty.place.clone()))));
    }
}

fn to_look_at(today: &Today, width: usize, cx: &Cx, rows: &mut Vec<Row>) {
    if !today.to_correct.is_empty() {
        heading("To correct", today.to_correct.len(), "Enter opens the case, e corrects there", cx, rows);
        for line in &today.to_correct {
            let what = format!("{}: {}", line.field.field, line.field.problem);
            let mut row = about("!", &line.case, &what, width, cx);
            row.line = row.line.patch_style(cx.theme.bad);
            rows.push(row);
        }
    }
    if !today.findings.is_empty() {
        heading("To look at", today.findings.len(), "", cx, rows);
        for line in &today.findings {
            let what = format!("{}: {}", line.finding.kind, cx.shown(&line.finding.words));
            rows.push(about("!", &line.case, &what, width, cx));
        }
    }
}

fn actions(today: &Today, width: usize, cx: &Cx, rows: &mut Vec<Row>) {
    let widths = columns::widths(parts::ACTIONS, width);
    let list = |lines: &[ActionLine], rows: &mut Vec<Row>| {
        for line in lines {
            rows.push(Row::stop(
                parts::action_row(line, &widths, false, cx),
                Some(Target::Case(line.action.case)),
            ));
        }
    };
    if !today.overdue.is_empty() {
        heading("Overdue", today.overdue_total, &format!("of {} live actions", today.live), cx, rows);
        list(&today.overdue, rows);
        if today.overdue_total > today.overdue.len() {
            let more = format!("  and {} more", today.overdue_total - today.overdue.len());
            rows.push(Row::stop(Line::styled(more, cx.theme.quiet), Some(Target::Overdue)));
        }
    }
    if !today.awaiting.is_empty() {
        heading("Awaiting confirmation", today.awaiting.len(), "", cx, rows);
        list(&today.awaiting, rows);
    }
}

/// One line each for what waits on the referral desk; all of them lead there.
fn desk(today: &Today, width: usize, cx: &Cx, rows: &mut Vec<Row>) {
    let counts = &today.desk;
    let late = |count: usize| if count > 0 { format!(", {count} late") } else { String::new() };
    let listed = today.waiting.saturating_sub(counts.to_decide + counts.asked + counts.accepted);
    let lines = [
        (counts.to_decide, "waiting for a decision", String::new(), false),
        (counts.asked, "asked for more", late(counts.answers_late), counts.answers_late > 0),
        (counts.accepted, "accepted and on no agenda", String::new(), false),
        (counts.untold, "of these the IDVA is not told of", late(counts.untold_late), counts.untold_late > 0),
        (listed, "nominated, on no agenda", String::new(), false),
        (counts.transfers, "sent to another area, no receipt yet", String::new(), false),
        (counts.alerts, "changed before a meeting, to be passed on", String::new(), counts.alerts > 0),
        (counts.receipts, "decided, no receipt sent", String::new(), false),
    ];
    if lines.iter().all(|(count, ..)| *count == 0) {
        return;
    }
    heading("Referral desk", 0, "6 goes there", cx, rows);
    for (count, words, more, urgent) in lines.into_iter().filter(|(count, ..)| *count > 0) {
        let sign = if urgent { "!" } else { " " };
        let style = if urgent { cx.theme.bad } else { cx.theme.text };
        let words = format!("  {sign}  {count:>3} {words}{more}");
        rows.push(Row::stop(Line::styled(wide::cut(&words, width), style), Some(Target::Desk)));
    }
}

/// Checks and reviews of subjects that are due, by day.
fn subjects(today: &Today, width: usize, cx: &Cx, rows: &mut Vec<Row>) {
    if today.subjects.is_empty() {
        return;
    }
    heading("Subjects", today.subjects.len(), "reviews overdue, checks due; 8 shows the list", cx, rows);
    for line in &today.subjects {
        let day = show_day_near(line.due, cx.today());
        let (sign, what) = if line.overdue {
            ("!".to_owned(), format!("{}, due {day}", line.what))
        } else {
            (day, line.what.clone())
        };
        let mut row = about(&sign, &line.case, &what, width, cx);
        row.target = Some(Target::Subject(line.case.id));
        rows.push(row);
    }
}

/// A line about a case: a sign or day, the case, who, what.
fn about(sign: &str, case: &CaseLine, what: &str, width: usize, cx: &Cx) -> Row {
    let who = if case.victim.is_empty() { &case.perpetrators } else { &case.victim };
    let sign_width = wide::width(sign).max(1);
    let who = wide::fit(cx.shown(&Private::from(who.reveal())), if width < 100 { 18 } else { 26 });
    let used = 2 + sign_width + 2 + 13 + wide::width(&who) + 2;
    let line = Line::from(vec![
        Span::styled(format!("  {sign}  "), cx.theme.warning),
        Span::styled(wide::fit(&case.reference, 13), cx.theme.strong),
        Span::styled(format!("{who}  "), cx.theme.text),
        Span::styled(wide::cut(what, width.saturating_sub(used)), cx.theme.text),
    ]);
    Row::stop(line, Some(Target::Case(case.id)))
}

impl Screen for Home {
    fn scope(&self) -> Scope {
        Scope::Today
    }

    fn title(&self, _cx: &Cx) -> String {
        self.today.as_ref().map_or_else(|| "Today".to_owned(), |today| format!("{}: today", today.area))
    }

    fn enter(&mut self, _cx: &Cx) -> Effects {
        Effect::look(Ask::Today, Tag::default()).into()
    }

    fn update(&mut self, msg: Msg, cx: &Cx) -> Effects {
        match msg {
            Msg::Command(Command::Open) => return self.open(cx),
            Msg::Command(Command::AddHere) => {
                let rows = self.rows_now(cx);
                return match self.sheet.target(&rows) {
                    Some(Target::Case(case)) => Effect::Go(Route::CaseLine(*case)).into(),
                    _ => Effects::from(Effect::Go(Route::Find))
                        .and(Effect::say("find the case; Enter opens it, and a adds the action there")),
                };
            }
            Msg::Command(Command::EnterMeeting) => {
                return self.meeting(cx).map(|meeting| Effect::Go(enter(meeting))).into();
            }
            Msg::Command(command) => {
                let rows = self.rows_now(cx);
                self.sheet.command(command, &rows);
            }
            Msg::Answer { outcome: Ok(Answer::Today(today)), .. } => self.today = Some(today),
            Msg::Changed => return self.enter(cx),
            _ => {}
        }
        Effects::none()
    }

    fn view(&self, frame: &mut Frame, area: Rect, cx: &Cx) {
        let rows = self.rows(usize::from(area.width), cx);
        if rows.is_empty() && self.today.is_some() {
            let words =
                "Nothing is due today.\n\nPress 3 and then a to add a meeting; take in a case list to begin.";
            return chrome::empty(frame, area, words, cx);
        }
        self.sheet.view(frame, area, &rows, cx);
    }

    fn can(&self, command: Command) -> bool {
        match command {
            Command::Filter | Command::Back => false,
            Command::Open => self.today.is_some(),
            Command::EnterMeeting => self.today.as_ref().is_some_and(|today| !today.meetings.is_empty()),
            _ => true,
        }
    }
}
