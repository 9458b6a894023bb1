//! What is incomplete, approval, the minutes as a file, and addenda once they are approved. It never refuses to
//! approve: what is missing is listed, and each line leads to its place.

use jiff::civil::DateTime;
use ratatui::Frame;
use ratatui::layout::{Constraint, Layout, Rect};
use ratatui::text::Line;
use ratatui::widgets::Paragraph;

use crate::app::command::{Command, Scope};
use crate::app::cx::Cx;
use crate::app::dialog::Dialog;
use crate::app::effect::{Effect, Effects, Tag};
use crate::app::route::Route;
use crate::app::screen::{Msg, Screen};
use crate::app::widgets::cursor::Cursor;
use crate::app::widgets::form::{Field, Filled};
use crate::app::widgets::wide;
use crate::domain::calendar::show_day_year;
use crate::domain::id::Id;
use crate::domain::private::Private;
use crate::domain::request::{AddAddendum, Approve, MoveMeeting, Request, Step};
use crate::domain::rows::meeting::{Meeting, MeetingState};
use crate::service::ask::{Agenda, Answer, Ask, Lack};

const DONE: Tag = Tag(1);
const OPENED: Tag = Tag(2);
const HERE: Tag = Tag(10);
const MAIL: Tag = Tag(11);
const EXPORT: Tag = Tag(12);
const ADDENDUM: Tag = Tag(13);

/// What is incomplete, and approval.
pub struct Approval {
    meeting: Id<Meeting>,
    agenda: Option<Box<Agenda>>,
    lacks: Option<Vec<Lack>>,
    cursor: Cursor,
}

impl Approval {
    /// The minutes of a meeting.
    pub fn new(meeting: Id<Meeting>) -> Self {
        Self { meeting, agenda: None, lacks: None, cursor: Cursor::default() }
    }

    fn state(&self) -> Option<MeetingState> {
        self.agenda.as_ref().map(|agenda| agenda.meeting.state)
    }

    fn reference(&self) -> &str {
        self.agenda.as_ref().map_or("", |agenda| agenda.meeting.reference.as_str())
    }

    fn current(&self) -> Option<&Lack> {
        self.lacks.as_ref()?.get(self.cursor.at())
    }

    /// To where something is missing: its case in the room, or attendance.
    fn jump(&self) -> Effects {
        let Some(lack) = self.current() else { return Effects::none() };
        let route = match lack.item {
            Some(item) => Route::RoomAt(self.meeting, item),
            None => Route::SignIn(self.meeting),
        };
        Effect::Go(route).into()
    }

    fn approve_form(&self, mail: bool, cx: &Cx) -> Effects {
        let chair =
            self.agenda.as_ref().and_then(|agenda| agenda.meeting.chair.as_ref()).map_or("", Private::reveal);
        let mut fields = vec![Field::line("by", "Approved by", chair)];
        if mail {
            fields.push(Field::line("how", "How", "by e-mail"));
            fields.push(Field::date("on", "Given on", Some(cx.today())));
            fields.push(Field::time("at", "At", None).optional());
        }
        let (title, tag) = if mail { ("Approval given of", MAIL) } else { ("Approval of", HERE) };
        Effect::ask(Dialog::form(format!("{title} {}", self.reference()), tag, fields)).into()
    }

    /// Asks once more: it cannot be undone.
    fn confirm(&self, values: &Filled, mail: bool) -> Effects {
        let Some(by) = values.text("by") else { return Effects::none() };
        let how = values
            .text("how")
            .filter(|_| mail)
            .map_or_else(|| "at the keyboard".to_owned(), |how| how.reveal().to_owned());
        let at = values
            .date("on")
            .filter(|_| mail)
            .map(|on| DateTime::from_parts(on, values.time("at").unwrap_or_default()));
        let missing = match self.lacks.as_ref().map_or(0, Vec::len) {
            0 => String::new(),
            1 => " One thing is incomplete.".to_owned(),
            lacks => format!(" {lacks} things are incomplete."),
        };
        let detail = format!(
            "What the minutes print is kept as a statement, and the meeting takes no more changes but dated addenda. \
             Undo cannot reach this. Outcomes of actions stay open.{missing}"
        );
        let request = Request::Approve(Approve { meeting: self.meeting, by, how, at });
        let question = format!("Approve the minutes of {}?", self.reference());
        Effect::ask(Dialog::Confirm { question, detail, yes: Effect::run(request, DONE).into() }).into()
    }

    fn export_form(&self) -> Effects {
        let draft = if self.state() == Some(MeetingState::Approved) { "" } else { "-draft" };
        let name = format!("{}-minutes{draft}.pdf", self.reference());
        let field = Field::line("path", "File", &name);
        Effect::ask(Dialog::form(format!("Write the minutes of {}", self.reference()), EXPORT, vec![field]))
            .into()
    }

    fn addendum_form(&self) -> Effects {
        let Some(agenda) = &self.agenda else { return Effects::none() };
        let mut cases = vec![(String::new(), "the meeting as a whole".to_owned())];
        cases.extend(agenda.items.iter().map(|line| {
            (line.case.id.uuid().to_string(), format!("{} {}", line.item.position, line.case.reference))
        }));
        let fields =
            vec![Field::choice("case", "About", cases).optional(), Field::long("words", "Addendum", "")];
        Effect::ask(Dialog::form(format!("Addendum to {}", self.reference()), ADDENDUM, fields)).into()
    }

    fn filled(&self, tag: Tag, values: &Filled) -> Effects {
        match tag {
            HERE | MAIL => self.confirm(values, tag == MAIL),
            EXPORT => values
                .text("path")
                .map(|path| Effect::Export {
                    meeting: self.meeting.uuid(),
                    to: path.reveal().into(),
                    tag: DONE,
                })
                .into(),
            ADDENDUM => values
                .text("words")
                .map(|words| {
                    let case = values.choice("case").and_then(|case| case.parse().ok()).map(Id::new);
                    Effect::run(
                        Request::AddAddendum(AddAddendum { meeting: self.meeting, case, words }),
                        DONE,
                    )
                })
                .into(),
            _ => Effects::none(),
        }
    }

    fn command(&mut self, command: Command, cx: &Cx) -> Effects {
        match command {
            Command::Open => self.jump(),
            Command::ApproveHere => self.approve_form(false, cx),
            Command::ApproveByMail => self.approve_form(true, cx),
            Command::ExportMinutes => self.export_form(),
            Command::AddAddendum => self.addendum_form(),
            Command::OtherBusiness => Effect::Go(Route::Business(self.meeting)).into(),
            Command::OpenAgain => {
                let step = MoveMeeting { meeting: self.meeting, step: Step::Open };
                Effect::run(Request::MoveMeeting(step), OPENED).into()
            }
            command => {
                self.cursor.command(command);
                Effects::none()
            }
        }
    }

    fn standing(&self, cx: &Cx) -> String {
        let Some(agenda) = &self.agenda else { return String::new() };
        let meeting = &agenda.meeting;
        let day = show_day_year(meeting.on);
        match (meeting.approved, &meeting.approved_by) {
            (Some(at), Some(by)) => format!(
                "{} of {day}: approved {} by {}, {}",
                meeting.reference,
                at.strftime("%a %-d %b %Y %H:%M"),
                cx.shown(by),
                meeting.approved_how.as_deref().unwrap_or("how is not recorded")
            ),
            _ => format!("{} of {day}: {}, not approved", meeting.reference, meeting.state),
        }
    }

    /// What can be done now, in a line.
    const fn advice(&self) -> &'static str {
        match &self.agenda {
            Some(agenda) => match agenda.meeting.state {
                MeetingState::Closed => {
                    "a approves here, e records an approval by e-mail, x writes the draft as a PDF"
                }
                MeetingState::Approved => "x writes the minutes as a PDF, d adds a dated addendum",
                _ => "the meeting is closed first: Alt-c in its room",
            },
            None => "",
        }
    }
}

impl Screen for Approval {
    fn scope(&self) -> Scope {
        Scope::Approval
    }

    fn title(&self, _cx: &Cx) -> String {
        self.agenda
            .as_ref()
            .map_or_else(|| "Minutes".to_owned(), |agenda| format!("{}: minutes", agenda.forum))
    }

    fn enter(&mut self, _cx: &Cx) -> Effects {
        let agenda = Effects::from(Effect::look(Ask::Agenda(self.meeting), DONE));
        agenda.and(Effect::look(Ask::Incomplete(self.meeting), DONE))
    }

    fn update(&mut self, msg: Msg, cx: &Cx) -> Effects {
        match msg {
            Msg::Command(command) => self.command(command, cx),
            Msg::Filled { tag, values, .. } => self.filled(tag, &values),
            Msg::Done { tag: OPENED, outcome: Ok(_) } => Effect::Visit(Route::Room(self.meeting)).into(),
            Msg::Answer { outcome: Ok(Answer::Agenda(agenda)), .. } => {
                self.agenda = Some(agenda);
                Effects::none()
            }
            Msg::Answer { outcome: Ok(Answer::Incomplete(lacks)), .. } => {
                self.cursor.set_len(lacks.len());
                self.lacks = Some(lacks);
                Effects::none()
            }
            Msg::Changed => self.enter(cx),
            _ => Effects::none(),
        }
    }

    fn view(&self, frame: &mut Frame, area: Rect, cx: &Cx) {
        let Some(lacks) = &self.lacks else { return };
        let columns = usize::from(area.width);
        let theme = &cx.theme;
        let mut head: Vec<Line> = wide::wrap(&format!(" {}", self.standing(cx)), columns)
            .into_iter()
            .map(|line| Line::styled(line, theme.strong))
            .collect();
        head.push(Line::styled(wide::cut(&format!(" {}", self.advice()), columns), theme.quiet));
        head.push(Line::default());
        head.push(match lacks.len() {
            0 => Line::styled(" Nothing is missing.", theme.good),
            1 => Line::styled(" One thing is incomplete; Enter goes there.", theme.heading),
            len => Line::styled(format!(" {len} things are incomplete; Enter goes to one."), theme.heading),
        });
        let rows = u16::try_from(head.len()).unwrap_or(u16::MAX).min(area.height);
        let [top, body] = Layout::vertical([Constraint::Length(rows), Constraint::Fill(1)]).areas(area);
        frame.render_widget(Paragraph::new(head), top);
        let at = self.cursor.at();
        let lines: Vec<Line> = self
            .cursor
            .visible(usize::from(body.height))
            .filter_map(|row| {
                let lack = lacks.get(row)?;
                let (sign, style) = if row == at { ("▸ ", theme.selected) } else { ("  ", theme.text) };
                let place = if lack.place.is_empty() { "the meeting" } else { &lack.place };
                Some(Line::styled(wide::fit(&format!("{sign}{place}: {}", lack.words), columns), style))
            })
            .collect();
        frame.render_widget(Paragraph::new(lines), body);
    }

    fn can(&self, command: Command) -> bool {
        let state = self.state();
        match command {
            Command::Filter => false,
            Command::Open => self.current().is_some(),
            Command::ApproveHere | Command::ApproveByMail | Command::OpenAgain => {
                state == Some(MeetingState::Closed)
            }
            Command::ExportMinutes | Command::OtherBusiness => state.is_some(),
            Command::AddAddendum => state == Some(MeetingState::Approved),
            _ => true,
        }
    }
}
