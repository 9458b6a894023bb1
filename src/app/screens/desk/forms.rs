//! The forms of the referral desk, and the requests their answers become. Each is about a case and begins with what the
//! desk knows of it.

use uuid::Uuid;

use crate::app::command::Command;
use crate::app::cx::Cx;
use crate::app::dialog::{Choice, Dialog};
use crate::app::effect::{Effect, Effects, Tag};
use crate::app::screen::Msg;
use crate::app::widgets::form::{Field, Filled};
use crate::domain::calendar::{show_day_near, show_day_year};
use crate::domain::desk::{ANSWER_DAYS, Heap};
use crate::domain::id::Id;
use crate::domain::line;
use crate::domain::line::{Moment, Reading};
use crate::domain::private::Private;
use crate::domain::request::{
    AcceptReferral, AddMeeting, Answered, AskForMore, DeclineReferral, Destination, ListCase, ReopenReferral,
    Request, SendOn, SendReceipt, SettleAlert, TellIdva, Terms, TransferIn, TransferOut, TransferReceived,
    Urgent,
};
use crate::domain::rows::case::{Case, CaseState};
use crate::domain::rows::desk::AlertOutcome;
use crate::domain::rows::meeting::Meeting;
use crate::service::ask::{AlertLine, DeskStory};
use crate::service::typed;

/// Says that a request was carried out.
pub const DONE: Tag = Tag(9_000);
/// Tags of forms begin here, in the order of [`Form::ALL`].
const FORMS: u64 = 9_100;

/// A form of the desk.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    Accept,
    Ask,
    Answered,
    Decline,
    Send,
    Told,
    Receipt,
    /// Which way a case moves: opens one of the two that follow.
    Transfer,
    TransferOut,
    TransferIn,
    Received,
    Urgent,
    List,
    Reopen,
    AlertSent,
    AlertNot,
}

impl Form {
    const ALL: [Self; 16] = [
        Self::Accept,
        Self::Ask,
        Self::Answered,
        Self::Decline,
        Self::Send,
        Self::Told,
        Self::Receipt,
        Self::Transfer,
        Self::TransferOut,
        Self::TransferIn,
        Self::Received,
        Self::Urgent,
        Self::List,
        Self::Reopen,
        Self::AlertSent,
        Self::AlertNot,
    ];

    /// The form that a command opens.
    pub const fn of(command: Command) -> Option<Self> {
        Some(match command {
            Command::DeskAccept => Self::Accept,
            Command::DeskAsk => Self::Ask,
            Command::DeskAnswered => Self::Answered,
            Command::DeskDecline => Self::Decline,
            Command::DeskSend => Self::Send,
            Command::DeskTold => Self::Told,
            Command::DeskReceipt => Self::Receipt,
            Command::DeskTransfer => Self::Transfer,
            Command::DeskReceived => Self::Received,
            Command::DeskUrgent => Self::Urgent,
            Command::DeskList => Self::List,
            Command::DeskReopen => Self::Reopen,
            Command::AlertSent => Self::AlertSent,
            Command::AlertNot => Self::AlertNot,
            _ => return None,
        })
    }

    /// What its dialog and the question before it are called by.
    pub const fn tag(self) -> Tag {
        Tag(FORMS + self as u64)
    }

    /// The form of a tag.
    pub fn tagged(tag: Tag) -> Option<Self> {
        let at = usize::try_from(tag.0.checked_sub(FORMS)?).ok()?;
        Self::ALL.get(at).copied()
    }

    /// Whether it can be filled in for a case that stands so.
    pub fn fits(self, state: CaseState, heap: Heap, awaiting: bool) -> bool {
        let waits = matches!(state, CaseState::Referred | CaseState::Listed);
        match self {
            Self::Accept => waits && heap != Heap::Accepted || state == CaseState::Referred,
            Self::Ask | Self::Told => waits,
            Self::Answered => waits && heap == Heap::Asked,
            Self::Decline | Self::Send => waits && !awaiting,
            Self::Transfer | Self::TransferOut => !state.has_left() && !awaiting,
            Self::TransferIn => waits,
            Self::Received => awaiting,
            Self::Urgent | Self::List => !state.has_left(),
            Self::Reopen => {
                matches!(state, CaseState::Declined | CaseState::SentOn) || (waits && heap != Heap::ToDecide)
            }
            Self::Receipt | Self::AlertSent | Self::AlertNot => true,
        }
    }
}

/// Names of the fields that say who finishes an open action; a case with more has the rest stay here.
const ACTIONS: [&str; 24] = [
    "action-1",
    "action-2",
    "action-3",
    "action-4",
    "action-5",
    "action-6",
    "action-7",
    "action-8",
    "action-9",
    "action-10",
    "action-11",
    "action-12",
    "action-13",
    "action-14",
    "action-15",
    "action-16",
    "action-17",
    "action-18",
    "action-19",
    "action-20",
    "action-21",
    "action-22",
    "action-23",
    "action-24",
];

/// How people are told; the first is what most use.
const WAYS: &[&str] = &["secure e-mail", "telephone", "in person", "letter"];

fn ways() -> Field {
    Field::choice("how", "How", WAYS.iter().map(|way| ((*way).to_owned(), (*way).to_owned())).collect())
}

/// Opens a form about a case.
pub fn open(form: Form, story: &DeskStory, cx: &Cx) -> Effects {
    if form == Form::Transfer {
        return which_way(story);
    }
    let reference = &story.line.case.reference;
    let (title, fields) = match form {
        Form::Accept => (format!("{reference}: accept"), accept(story, cx)),
        Form::Ask => (format!("{reference}: ask for more"), ask(story, cx)),
        Form::Answered => {
            (format!("{reference}: the answer came"), vec![Field::long("note", "What came", "").optional()])
        }
        Form::Decline => (format!("{reference}: not taken to a meeting"), decline()),
        Form::Send => (format!("{reference}: send on"), send(story)),
        Form::Told => (format!("{reference}: IDVA told"), told(cx)),
        Form::Receipt => (format!("{reference}: receipt to the referrer"), receipt(story, cx)),
        Form::TransferOut => (format!("{reference}: to another MARAC"), transfer_out(story, cx)),
        Form::TransferIn => (format!("{reference}: came from another MARAC"), transfer_in(cx)),
        Form::Received => (format!("{reference}: answer of the other MARAC"), received(cx)),
        Form::Urgent => (format!("{reference}: urgent meeting"), urgent(story, cx)),
        Form::List if story.meetings.is_empty() => {
            return Effect::sorry("no meeting of this forum is to come; add one first").into();
        }
        Form::List => (format!("{reference}: put on an agenda"), list(story)),
        Form::Reopen => {
            (format!("{reference}: open the decision again"), vec![Field::long("reason", "Why", "")])
        }
        Form::Transfer | Form::AlertSent | Form::AlertNot => return Effects::none(),
    };
    let dialog = Dialog::form(title, form.tag(), fields);
    Effect::ask(dialog.about(story.line.case.id.uuid())).into()
}

/// Opens a form about an alert.
pub fn open_alert(form: Form, alert: &AlertLine) -> Effects {
    let to: Vec<&str> = alert.to.iter().map(|(key, _)| key.as_str()).collect();
    let (title, fields) = match form {
        Form::AlertSent => (
            format!("{}: alert before {}", alert.case.reference, alert.reference),
            vec![Field::line("to", "To", &to.join(", ")), Field::letter("text", "As sent", &alert.text)],
        ),
        _ => (
            format!("{}: nobody has to be told", alert.case.reference),
            vec![Field::long("text", "Why not", "")],
        ),
    };
    let dialog = Dialog::form(title, form.tag(), fields);
    Effect::ask(dialog.about(alert.case.id.uuid())).into()
}

fn which_way(story: &DeskStory) -> Effects {
    let way = |label: &str, form: Form| Choice {
        label: label.to_owned(),
        then: Effect::Tell(Box::new(Msg::Picked(form.tag()))).into(),
    };
    let mut choices = Vec::new();
    if Form::TransferOut.fits(story.line.case.state, story.line.heap, false) {
        choices.push(way("it goes to another area's MARAC", Form::TransferOut));
    }
    if story.line.transferred.is_none()
        && Form::TransferIn.fits(story.line.case.state, story.line.heap, false)
    {
        choices.push(way("it came from another area's MARAC", Form::TransferIn));
    }
    Effect::ask(Dialog::Pick { title: format!("Transfer of {}", story.line.case.reference), choices }).into()
}

fn accept(story: &DeskStory, cx: &Cx) -> Vec<Field> {
    let mut meetings = vec![(String::new(), "the next agenda built".to_owned())];
    meetings.extend(story.meetings.iter().map(|timing| {
        let late = if timing.urgent {
            "urgent".to_owned()
        } else if timing.is_late(story.line.came) {
            format!("LATE: cut-off {}", show_day_near(timing.cut_off, cx.today()))
        } else {
            "in time".to_owned()
        };
        (timing.meeting.uuid().to_string(), format!("{} ({late})", show_day_near(timing.on, cx.today())))
    }));
    let needed = story.line.grounds.needs_judgement();
    let label = if needed { "Judgement" } else { "Why" };
    let reason = Field::long("reason", label, "");
    vec![if needed { reason } else { reason.optional() }, Field::choice("meeting", "For", meetings)]
}

fn ask(story: &DeskStory, cx: &Cx) -> Vec<Field> {
    let due = cx.holidays.add_working_days(cx.today(), ANSWER_DAYS);
    vec![
        Field::long("missing", "Missing, one a line", &story.line.missing.join("\n")),
        Field::date("due", "Answer by", Some(due)),
        Field::line("of", "Asked of (agency)", "").optional(),
        Field::line("note", "Note", "").optional(),
    ]
}

fn decline() -> Vec<Field> {
    let kinds = [("declined", "declined here"), ("withdrawn", "taken back by the referrer")];
    let kinds = kinds.iter().map(|(key, label)| ((*key).to_owned(), (*label).to_owned())).collect();
    vec![Field::long("reason", "Why", ""), Field::choice("kind", "How", kinds)]
}

fn send(story: &DeskStory) -> Vec<Field> {
    let mut to: Vec<(String, String)> = story.forums.clone();
    to.push((String::new(), "a body outside".to_owned()));
    vec![
        Field::choice("to", "To", to),
        Field::line("body", "Name, if outside", "").optional(),
        Field::long("reason", "Why", ""),
    ]
}

fn told(cx: &Cx) -> Vec<Field> {
    vec![
        Field::date("on", "On", Some(cx.today())),
        Field::time("time", "At", Some(cx.now.time())).optional(),
        ways(),
    ]
}

fn receipt(story: &DeskStory, cx: &Cx) -> Vec<Field> {
    vec![
        Field::letter("text", "As sent", &story.letter),
        Field::line("to", "To", &story.line.referrer),
        ways(),
        Field::date("on", "On", Some(cx.today())),
        Field::line("file", "Also to file", "").optional(),
    ]
}

fn transfer_out(story: &DeskStory, cx: &Cx) -> Vec<Field> {
    let mut fields = vec![
        Field::line("marac", "To which MARAC", ""),
        Field::long("reason", "Why", ""),
        Field::date("on", "Sent on", Some(cx.today())),
        Field::line("sent", "What was sent", "minutes, plans").optional(),
        Field::date("flag", "Flag until", Some(story.flag_until)),
    ];
    for (name, (action, agency)) in ACTIONS.iter().zip(&story.live) {
        let label = format!("{} {agency}", action.reference);
        let here = (String::new(), "stays here".to_owned());
        let there = (action.id.uuid().to_string(), "goes there".to_owned());
        fields.push(Field::choice(name, &label, vec![here, there]));
    }
    fields
}

fn transfer_in(cx: &Cx) -> Vec<Field> {
    let heard = [("", "not heard there"), ("heard", "heard there")];
    let heard = heard.iter().map(|(key, label)| ((*key).to_owned(), (*label).to_owned())).collect();
    vec![
        Field::line("marac", "From which MARAC", ""),
        Field::date("original", "First referred there", None),
        Field::date("on", "Came on", Some(cx.today())),
        Field::choice("heard", "Heard", heard),
        Field::date("flag", "Flag until", None).optional(),
        Field::long("actions", "Open actions, one a line", "").optional(),
        Field::long("reason", "Why it moved", "").optional(),
    ]
}

fn received(cx: &Cx) -> Vec<Field> {
    let taken = [("taken", "they have it"), ("", "they did not take it")];
    let taken = taken.iter().map(|(key, label)| ((*key).to_owned(), (*label).to_owned())).collect();
    vec![
        Field::choice("taken", "Answer", taken),
        Field::date("on", "On", Some(cx.today())),
        Field::line("by", "From whom", "").optional(),
        Field::long("reason", "Why not, if so", "").optional(),
    ]
}

fn urgent(story: &DeskStory, cx: &Cx) -> Vec<Field> {
    let invite: Vec<&str> = story.agencies.iter().map(|(key, _)| key.as_str()).collect();
    vec![
        Field::date("on", "Day", Some(cx.today())),
        Field::time("starts", "Begins", None),
        Field::line("invite", "Agencies asked", &invite.join(", ")),
        Field::number("minutes", "Minutes", None).optional(),
        Field::line("venue", "Where", "").optional(),
        Field::line("chair", "Chair", "").optional(),
    ]
}

fn list(story: &DeskStory) -> Vec<Field> {
    let meetings = story.meetings.iter().map(|timing| {
        let urgent = if timing.urgent { ", urgent" } else { "" };
        let label = format!("{} ({}{urgent})", timing.reference, show_day_year(timing.on));
        (timing.meeting.uuid().to_string(), label)
    });
    vec![Field::choice("meeting", "Agenda of", meetings.collect()), Field::line("why", "Why", "").optional()]
}

/// The request of a form that was filled in.
fn request(form: Form, about: Uuid, values: &Filled, story: Option<&DeskStory>, cx: &Cx) -> Option<Request> {
    let case: Id<Case> = Id::new(about);
    let text = |name: &str| values.text(name).unwrap_or_default();
    Some(match form {
        Form::Accept => Request::AcceptReferral(AcceptReferral {
            case,
            reason: values.text("reason"),
            meeting: chosen_meeting(values),
        }),
        Form::Ask => Request::AskForMore(AskForMore {
            case,
            missing: text("missing").reveal().lines().map(str::to_owned).collect(),
            of: values.text("of").map(|of| of.reveal().trim().to_lowercase()),
            due: values.date("due")?,
            note: values.text("note"),
        }),
        Form::Answered => Request::Answered(Answered { case, note: values.text("note") }),
        Form::Decline => Request::DeclineReferral(DeclineReferral {
            case,
            reason: text("reason"),
            withdrawn: values.choice("kind") == Some("withdrawn"),
        }),
        Form::Send => {
            let to = match values.choice("to").filter(|key| !key.is_empty()) {
                Some(forum) => Destination::Forum(forum.to_owned()),
                None => Destination::Body(text("body").reveal().to_owned()),
            };
            Request::SendOn(SendOn { case, to, reason: text("reason") })
        }
        Form::Told => Request::TellIdva(TellIdva {
            case,
            on: values.date("on")?,
            time: values.time("time"),
            how: values.choice("how").unwrap_or_default().to_owned(),
        }),
        Form::Receipt => Request::SendReceipt(SendReceipt {
            case,
            to: text("to").reveal().to_owned(),
            how: values.choice("how").unwrap_or_default().to_owned(),
            on: values.date("on")?,
            text: text("text"),
        }),
        form => return moved(form, case, values, story, cx),
    })
}

/// The request of a form about where a case goes: another area, a meeting, back to the desk.
fn moved(form: Form, case: Id<Case>, values: &Filled, story: Option<&DeskStory>, cx: &Cx) -> Option<Request> {
    let text = |name: &str| values.text(name).unwrap_or_default();
    Some(match form {
        Form::TransferOut => Request::TransferOut(TransferOut {
            case,
            marac: text("marac").reveal().to_owned(),
            reason: text("reason"),
            on: values.date("on")?,
            sent: listed(&text("sent")),
            goes: ACTIONS
                .iter()
                .filter_map(|name| values.choice(name).and_then(|key| Uuid::parse_str(key).ok()).map(Id::new))
                .collect(),
            flag_until: values.date("flag"),
        }),
        Form::TransferIn => Request::TransferIn(Box::new(came(case, &story?.line.case.forum, values, cx)?)),
        Form::Received => Request::TransferReceived(TransferReceived {
            case,
            on: values.date("on")?,
            by: values.text("by"),
            refused: (values.choice("taken") != Some("taken")).then(|| text("reason")),
        }),
        Form::Urgent => Request::AddMeeting(AddMeeting {
            forum: story?.line.case.forum.clone(),
            on: values.date("on")?,
            starts: values.time("starts")?,
            minutes: values.number("minutes"),
            venue: values.text("venue").map(|venue| venue.reveal().to_owned()),
            chair: values.text("chair"),
            urgent: Some(Urgent { cases: vec![case], invite: listed(&text("invite")) }),
        }),
        Form::List => Request::ListCase(ListCase {
            meeting: chosen_meeting(values)?,
            case,
            why: values.text("why").map(|why| why.reveal().to_owned()),
        }),
        Form::Reopen => Request::ReopenReferral(ReopenReferral { case, reason: text("reason") }),
        _ => return None,
    })
}

/// The meeting chosen, if one was.
fn chosen_meeting(values: &Filled) -> Option<Id<Meeting>> {
    values.choice("meeting").and_then(|key| Uuid::parse_str(key).ok()).map(Id::new)
}

/// What follows a form that was filled in: its request, and the file that a receipt is written to as well.
pub fn effects(form: Form, about: Uuid, values: &Filled, story: Option<&DeskStory>, cx: &Cx) -> Effects {
    let Some(request) = request(form, about, values, story, cx) else { return Effects::none() };
    let file = values.text("file").filter(|_| form == Form::Receipt);
    let save = file.map(|file| Effect::Save {
        about,
        text: values.text("text").unwrap_or_default(),
        to: file.reveal().into(),
        tag: DONE,
    });
    Effects::from(Effect::run(request, DONE)).and(save)
}

/// The request that settles an alert.
pub fn settle(form: Form, alert: &AlertLine, values: &Filled) -> Request {
    let sent = form == Form::AlertSent;
    Request::SettleAlert(SettleAlert {
        case: alert.case.id,
        meeting: alert.meeting,
        covers: alert.changes.iter().map(|change| change.group).collect(),
        words: crate::domain::desk::told_in_words(&alert.changes),
        outcome: if sent { AlertOutcome::Sent } else { AlertOutcome::NotNeeded },
        to: if sent { listed(&values.text("to").unwrap_or_default()) } else { Vec::new() },
        text: values.text("text").unwrap_or_default(),
    })
}

/// What stands between commas.
fn listed(text: &Private) -> Vec<String> {
    let parts = text.reveal().split([',', '\n']).map(str::trim).filter(|part| !part.is_empty());
    parts.map(str::to_owned).collect()
}

fn came(case: Id<Case>, forum: &str, values: &Filled, cx: &Cx) -> Option<TransferIn> {
    let original = values.date("original")?;
    let typed = values.text("actions").unwrap_or_default();
    let lines = typed.reveal().lines().map(str::trim).filter(|line| !line.is_empty());
    Some(TransferIn {
        case,
        marac: values.text("marac")?.reveal().to_owned(),
        reason: values.text("reason"),
        on: values.date("on")?,
        original,
        heard: values.choice("heard") == Some("heard"),
        flag_until: values.date("flag"),
        actions: lines.map(|typed| (typed.into(), read(typed, forum, original, cx))).collect(),
    })
}

/// The actions of a line as in the meeting room; none of one that is no action, which the rule says.
fn read(typed: &str, forum: &str, referral: jiff::civil::Date, cx: &Cx) -> Vec<Terms> {
    let Some(lexicon) = cx.lexicons.for_forum(forum) else { return Vec::new() };
    let moment = Moment {
        now: cx.now,
        next_meeting: None,
        referral,
        events: &[],
        actions: 0,
        present: None,
        holidays: &cx.holidays,
    };
    match line::read(typed, lexicon, &moment).taken() {
        Reading::New(drafts) => drafts.iter().map(typed::terms).collect(),
        _ => Vec::new(),
    }
}
