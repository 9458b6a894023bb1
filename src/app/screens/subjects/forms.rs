//! Forms of one subject's page: moving, profile, what is asserted, telling, checks.

use uuid::Uuid;

use super::nominate::{agencies, chosen, telling};
use crate::app::cx::Cx;
use crate::app::dialog::{Choice, Dialog};
use crate::app::effect::{Effect, Tag};
use crate::app::screen::Msg;
use crate::app::widgets::form::{Field, Filled};
use crate::domain::id::Id;
use crate::domain::private::Private;
use crate::domain::profile::{self, Answered, FIELDS, FieldRow};
use crate::domain::request::{Assert, DoCheck, MoveSubject, Request, SetProfile, Tell};
use crate::domain::rows::case::Case;
use crate::domain::rows::subject::{Check, Claim, Known, Stage};
use crate::domain::stage::{self, Need};
use crate::service::ask::CaseStory;
use crate::service::subjects::SubjectStory;

/// What a form of the page is called by.
pub const MOVE: Tag = Tag(1_000);
const PROFILE: Tag = Tag(2_000);
pub const ASSERT: Tag = Tag(1);
pub const TELL: Tag = Tag(2);
pub const CHECK: Tag = Tag(3);

/// A number that says which of a list was meant.
fn numbered(from: Tag, at: usize) -> Tag {
    Tag(from.0 + at as u64)
}

/// Which of a list of so many a number means.
fn number_of(from: Tag, tag: Tag, len: usize) -> Option<usize> {
    tag.0.checked_sub(from.0).and_then(|at| usize::try_from(at).ok()).filter(|at| *at < len)
}

/// The stages one can move to, to pick from.
pub fn stages(reference: &str, subject: &SubjectStory) -> Dialog {
    let choice = |to: &Stage| {
        let at = Stage::ALL.iter().position(|stage| stage == to).unwrap_or(0);
        let tag = numbered(MOVE, at);
        Choice { label: to.word().to_owned(), then: Effect::Tell(Box::new(Msg::Picked(tag))).into() }
    };
    Dialog::Pick {
        title: format!("{reference} is {}; now", subject.stage),
        choices: subject.stage.row().to.iter().map(choice).collect(),
    }
}

/// The stage that a number means.
pub fn stage_of(tag: Tag) -> Option<Stage> {
    number_of(MOVE, tag, Stage::ALL.len()).and_then(|at| Stage::ALL.get(at).copied())
}

/// What a move to a stage asks for.
pub fn moving(to: Stage, story: &CaseStory, cx: &Cx) -> Dialog {
    let mut fields = Vec::new();
    let mut grounds = vec![(String::new(), "none of the list".to_owned())];
    grounds.extend(stage::grounds(to).map(|row| (row.key.to_owned(), row.label.to_owned())));
    if grounds.len() > 1 {
        fields.push(Field::choice("ground", "Reason", grounds));
    }
    fields.push(Field::long("reason", "In words", "").optional());
    let asked = stage::asked(to).iter().filter_map(|need| Some((need.row().key, need.row().ask?)));
    fields.extend(asked.map(|(key, label)| Field::line(key, label, "").optional()));
    let mut meetings = vec![(String::new(), "no meeting".to_owned())];
    meetings.extend(
        story
            .hearings
            .iter()
            .map(|hearing| (hearing.meeting.id.uuid().to_string(), hearing.meeting.reference.clone())),
    );
    if meetings.len() > 1 {
        fields.push(Field::choice("meeting", "Decided at", meetings));
    }
    let chair = story.hearings.first().and_then(|hearing| hearing.meeting.chair.clone()).unwrap_or_default();
    fields.push(Field::line("by", "Decided by", cx.begun(&chair)).optional());
    fields.push(Field::date("on", "On", Some(cx.today())));
    if !stage::asked(to).is_empty() {
        fields.push(Field::line("override", "Chair goes on without", "").optional());
    }
    let at = Stage::ALL.iter().position(|stage| *stage == to).unwrap_or(0);
    Dialog::form(format!("{}: {to}", story.case.reference), numbered(MOVE, at), fields)
}

/// The move that a filled form asks for.
pub fn moved(case: Id<Case>, to: Stage, values: &Filled) -> Request {
    let meeting = chosen(values, "meeting").and_then(|id| id.parse::<Uuid>().ok());
    let answers =
        stage::asked(to).iter().filter_map(|need: &Need| Some((*need, values.text(need.row().key)?)));
    Request::MoveSubject(MoveSubject {
        case,
        to,
        on: values.date("on"),
        meeting: meeting.map(Id::new),
        by: values.text("by"),
        ground: chosen(values, "ground"),
        reason: values.text("reason").unwrap_or_default(),
        answers: answers.collect(),
        overridden: values.text("override"),
    })
}

/// The fields of the profile, to pick from.
pub fn fields(reference: &str) -> Dialog {
    let choice = |(at, row): (usize, &FieldRow)| Choice {
        label: format!("{}: {}", row.section.label(), row.label),
        then: Effect::Tell(Box::new(Msg::Picked(numbered(PROFILE, at)))).into(),
    };
    Dialog::Pick {
        title: format!("{reference}: which part of the profile?"),
        choices: FIELDS.iter().enumerate().map(choice).collect(),
    }
}

/// The field that a number means.
pub fn field_of(tag: Tag) -> Option<&'static FieldRow> {
    number_of(PROFILE, tag, FIELDS.len()).and_then(|at| FIELDS.get(at))
}

/// The form for a field of the profile.
pub fn profile(row: &'static FieldRow, reference: &str, subject: &SubjectStory, cx: &Cx) -> Dialog {
    let standing = profile::standing(row, &subject.profile);
    let now = standing.first().filter(|_| !matches!(row.answered, Answered::Every | Answered::PerAgency));
    let words = now.map_or("", |line| cx.begun(&line.words));
    let mut fields = Vec::new();
    if row.answered == Answered::Flag {
        let mut answers: Vec<(String, String)> =
            Known::ALL.iter().map(|known| (known.word().to_owned(), known.word().to_owned())).collect();
        if let Some(at) =
            now.and_then(|line| line.answer).and_then(|now| Known::ALL.iter().position(|one| *one == now))
        {
            answers.rotate_left(at);
        }
        fields.push(Field::choice("answer", row.label, answers));
    }
    let label = match row.answered {
        Answered::OneOf(known) => format!("Some of {}", known.join(", ")),
        Answered::Flag => "In words".to_owned(),
        _ => row.label.to_owned(),
    };
    if let Answered::OneOf(_) = row.answered {
        fields.push(Field::line("words", &label, words).optional());
    } else {
        fields.push(Field::long("words", &label, words).optional());
    }
    fields.push(Field::choice("agency", "Said by", agencies(&subject.agencies, Some("nobody named"))));
    fields.push(Field::date("on", "As of", Some(cx.today())));
    let at = FIELDS.iter().position(|field| field.key == row.key).unwrap_or(0);
    Dialog::form(format!("{reference}: {}", row.label.to_lowercase()), numbered(PROFILE, at), fields)
}

/// The line that a filled form adds.
pub fn told(case: Id<Case>, row: &FieldRow, values: &Filled) -> Request {
    let words = values.text("words").unwrap_or_default();
    let typed = match values.choice("answer") {
        Some(answer) => {
            Private::from(format!("{answer}, {}", words.reveal()).trim_end_matches([',', ' ']).to_owned())
        }
        None => words,
    };
    Request::SetProfile(SetProfile {
        case,
        lines: vec![(row.key.to_owned(), typed)],
        agency: chosen(values, "agency"),
        on: values.date("on"),
    })
}

/// The form for what an agency asserts.
pub fn asserting(reference: &str, subject: &SubjectStory, cx: &Cx) -> Dialog {
    let claims = Claim::ALL.iter().map(|claim| (claim.word().to_owned(), claim.word().to_owned())).collect();
    let mut definitions = vec![(String::new(), "none named".to_owned())];
    definitions.extend(subject.concluded.iter().map(|one| (one.key.clone(), one.label.clone())));
    Dialog::form(
        format!("{reference}: what an agency asserts"),
        ASSERT,
        vec![
            Field::choice("agency", "Agency", agencies(&subject.agencies, None)),
            Field::choice("claim", "Says the subject is", claims),
            Field::choice("definition", "By the definition", definitions),
            Field::long("basis", "On what basis", ""),
            Field::date("on", "On", Some(cx.today())),
        ],
    )
}

/// What the filled form asserts.
pub fn asserted(case: Id<Case>, values: &Filled) -> Option<Request> {
    Some(Request::Assert(Assert {
        case,
        claim: Claim::parse(values.choice("claim")?)?,
        definition: chosen(values, "definition"),
        agency: chosen(values, "agency")?,
        on: values.date("on"),
        basis: values.text("basis")?,
    }))
}

/// The form for whether the subject was told.
pub fn tell(reference: &str, subject: &SubjectStory, cx: &Cx) -> Dialog {
    let told = vec![("told=yes".to_owned(), "yes".to_owned()), ("told=no".to_owned(), "no".to_owned())];
    Dialog::form(
        format!("{reference}: telling the subject"),
        TELL,
        vec![
            Field::choice("told", "Told", told),
            Field::date("told-on", "On", Some(cx.today())),
            Field::choice("by", "By", agencies(&subject.agencies, None)),
            Field::line("method", "How", "").optional(),
            Field::date("checked", "Victim's worker looked", None).optional(),
            Field::choice("checked-by", "Worker of", agencies(&subject.agencies, Some("nobody"))),
            Field::line("override", "Or the chair's reason", "").optional(),
        ],
    )
}

/// What the filled form says of telling.
pub fn telling_of(case: Id<Case>, values: &Filled) -> Option<Request> {
    let telling = telling(values, chosen(values, "by"))?;
    Some(Request::Tell(Tell { case, telling }))
}

/// The form for a check that is to be done.
pub fn checking(check: &Check, reference: &str, subject: &SubjectStory, cx: &Cx) -> Dialog {
    let form = Dialog::form(
        format!("{reference}: {}-month {}", check.months, check.kind),
        CHECK,
        vec![
            Field::long("words", "What was found", ""),
            Field::choice("agency", "Looked at by", agencies(&subject.agencies, Some("nobody named"))),
            Field::date("on", "On", Some(cx.today())),
        ],
    );
    form.about(check.id.uuid())
}

/// The check that a filled form records.
pub fn checked(about: Option<Uuid>, values: &Filled) -> Option<Request> {
    Some(Request::DoCheck(DoCheck {
        check: Id::new(about?),
        on: values.date("on"),
        by: chosen(values, "agency"),
        words: values.text("words")?,
    }))
}
