//! The dialogs of the case screen: views, first contact, whereabouts, dates, contact details, conflicts. Each names its
//! case in its title, since what was typed comes back under the same title.

use uuid::Uuid;

use crate::app::command::Command;
use crate::app::cx::Cx;
use crate::app::dialog::Dialog;
use crate::app::effect::{Choice, Effect, Effects, Tag};
use crate::app::widgets::form::{Field, Filled};
use crate::domain::calendar::show_numeric;
use crate::domain::id::Id;
use crate::domain::private::Private;
use crate::domain::request::{
    AddContact, AddFirstContact, AddHappening, AddViews, ChangeHappening, Declare, EndHappening,
    HappeningMore, Request, Restrict, SetWhereabouts, StopContact,
};
use crate::domain::rows::case::{Case, Happening, HappeningEnd, HappeningKind};
use crate::domain::rows::person::{Contact, ContactKind, Person};
use crate::service::ask::CaseStory;

const VIEWS: Tag = Tag(2);
const WHEREABOUTS: Tag = Tag(3);
const HAPPENING: Tag = Tag(4);
const CHANGE: Tag = Tag(11);
const END: Tag = Tag(12);
const FIRST: Tag = Tag(13);
const CONFLICT: Tag = Tag(14);
const CONTACT: Tag = Tag(15);

/// The form of a command; none for a command that has none.
pub fn form(command: Command, story: &CaseStory, cx: &Cx) -> Option<Dialog> {
    let reference = &story.case.reference;
    Some(match command {
        Command::AddViews => Dialog::form(
            format!("{reference}: the victim's views and wishes"),
            VIEWS,
            vec![
                Field::long("words", "In her or his words", ""),
                Field::date("on", "Given on", Some(cx.today())),
                Field::line("agency", "Heard by (agency)", "idva"),
            ],
        ),
        Command::Whereabouts => {
            let now = story.case.whereabouts.as_ref().map_or("", |now| cx.begun(now));
            let source = story.case.whereabouts_source.as_deref().unwrap_or("");
            Dialog::form(
                format!("{reference}: where the perpetrator is"),
                WHEREABOUTS,
                vec![
                    Field::line("words", "Where now", now).optional(),
                    Field::line("source", "Who says so", source).optional(),
                    Field::date("on", "Said on", Some(cx.today())),
                ],
            )
        }
        Command::AddHappening => {
            let kinds =
                HappeningKind::ALL.iter().map(|kind| (kind.word().into(), kind.word().into())).collect();
            let mut fields = vec![Field::choice("kind", "What", kinds)];
            fields.extend(happening_fields(None, cx));
            Dialog::form(format!("{reference}: a date that something hangs on"), HAPPENING, fields)
        }
        Command::ContactMade => Dialog::form(
            format!("{reference}: first contact with the victim"),
            FIRST,
            vec![
                Field::date("on", "On", Some(cx.today())),
                Field::line("agency", "By (agency)", "idva"),
                Field::line("how", "How", "telephone"),
                Field::choice(
                    "reached",
                    "Reached",
                    vec![("yes".into(), "yes".into()), ("no".into(), "no, a try".into())],
                ),
                Field::line("words", "In words", "").optional(),
            ],
        ),
        Command::CaseConflict => Dialog::form(
            format!("{reference}: an agency to be kept out"),
            CONFLICT,
            vec![
                Field::line("agency", "Agency", ""),
                Field::line("reason", "Why", ""),
                Field::line("alternate", "Who stands in", "").optional(),
            ],
        ),
        _ => return None,
    })
}

fn happening_fields(was: Option<&Happening>, cx: &Cx) -> Vec<Field> {
    let text = |of: fn(&Happening) -> Option<&str>| was.and_then(of).unwrap_or("");
    vec![
        Field::date("on", "When", was.map(|was| was.on)),
        Field::time("time", "Time", was.and_then(|was| was.time)).optional(),
        Field::line("which", "Which order or court", text(|was| was.which.as_deref())).optional(),
        Field::line("words", "In words", was.map_or("", |was| cx.begun(&was.words))),
        Field::line("source", "Who says so", text(|was| was.source.as_deref())).optional(),
        Field::date("said", "Said on", was.map_or(Some(cx.today()), |was| was.said_on)).optional(),
    ]
}

/// The form that corrects a date.
pub fn change(reference: &str, happening: &Happening, cx: &Cx) -> Dialog {
    let title = format!("{reference}: {} of {}", happening.kind, show_numeric(happening.on));
    Dialog::form(title, CHANGE, happening_fields(Some(happening), cx)).about(happening.id.uuid())
}

/// The form that says how a date stands.
pub fn end(reference: &str, happening: &Happening) -> Dialog {
    let title = format!("{reference}: {} of {}, how it stands", happening.kind, show_numeric(happening.on));
    let choices = HappeningEnd::ALL.iter().map(|end| (end.word().into(), end.word().into()));
    let choices = choices.chain([("awaited".into(), "awaited again".into())]).collect();
    let fields = vec![
        Field::choice("ended", "It is", choices),
        Field::line("why", "Why, or how it went", "").optional(),
    ];
    Dialog::form(title, END, fields).about(happening.id.uuid())
}

/// What a form asks for.
pub fn request(
    tag: Tag,
    about: Option<Uuid>,
    values: &Filled,
    (case, story): (Id<Case>, Option<&CaseStory>),
) -> Option<Request> {
    let plain = |name: &str| values.text(name).map(|text| text.reveal().to_owned());
    let agency = |name: &str| plain(name).map(|agency| agency.to_lowercase());
    Some(match tag {
        VIEWS => Request::AddViews(AddViews {
            case,
            on: values.date("on")?,
            agency: agency("agency")?,
            words: values.text("words")?,
        }),
        WHEREABOUTS => Request::SetWhereabouts(SetWhereabouts {
            case,
            words: values.text("words").unwrap_or_default(),
            on: values.date("on"),
            source: plain("source"),
        }),
        HAPPENING => Request::AddHappening(AddHappening {
            case,
            kind: HappeningKind::parse(values.choice("kind")?)?,
            on: values.date("on")?,
            words: values.text("words")?,
            source: plain("source"),
            more: more(values),
        }),
        CHANGE => {
            let was = story?.happenings.iter().find(|row| Some(row.id.uuid()) == about)?;
            Request::ChangeHappening(ChangeHappening {
                happening: was.id,
                on: values.date("on")?,
                words: values.text("words")?,
                source: plain("source"),
                more: more(values),
            })
        }
        END => Request::EndHappening(EndHappening {
            happening: Id::new(about?),
            ended: HappeningEnd::parse(values.choice("ended")?),
            why: values.text("why"),
        }),
        FIRST => Request::AddFirstContact(AddFirstContact {
            case,
            on: values.date("on")?,
            agency: agency("agency")?,
            how: plain("how")?,
            reached: values.choice("reached") == Some("yes"),
            words: values.text("words"),
        }),
        CONFLICT => Request::Declare(Declare {
            case,
            meeting: None,
            agency: agency("agency")?,
            alternate: values.text("alternate"),
            reason: values.text("reason")?,
        }),
        CONTACT => Request::AddContact(AddContact {
            person: Id::new(about?),
            kind: ContactKind::parse(values.choice("kind")?)?,
            value: values.text("value")?,
            safe: values.text("safe"),
            restricted: values.choice("restricted") == Some("yes"),
        }),
        _ => return None,
    })
}

fn more(values: &Filled) -> HappeningMore {
    HappeningMore {
        time: values.time("time"),
        which: values.text("which").map(|which| which.reveal().to_owned()),
        said_on: values.date("said"),
    }
}

/// Contact details of one person to pick from: what can be done with each follows. One that is kept off lists is not
/// written out here either.
pub fn contacts(reference: &str, whose: &str, person: Id<Person>, rows: &[Contact], cx: &Cx) -> Dialog {
    let add = Choice {
        label: format!("Add a telephone number, address or e-mail for the {whose}"),
        then: Effect::ask(add_contact(reference, whose, person)).into(),
    };
    let mut choices: Vec<Choice> = rows
        .iter()
        .map(|contact| Choice {
            label: contact_words(contact, cx),
            then: Effect::ask(contact_deeds(reference, contact)).into(),
        })
        .collect();
    choices.push(add);
    Dialog::Pick { title: format!("{reference}: contact details of the {whose}"), choices }
}

fn contact_words(contact: &Contact, cx: &Cx) -> String {
    let hidden = Private::from("kept off lists and papers");
    let value = if contact.restricted { &hidden } else { &contact.value };
    let safe = contact.safe.as_ref().map(|safe| format!("  safe: {}", cx.shown(safe))).unwrap_or_default();
    let stopped = contact.stopped.map(|from| format!("  not used since {}", show_numeric(from)));
    format!("{} {}{safe}{}", contact.kind, cx.shown(value), stopped.unwrap_or_default())
}

fn contact_deeds(reference: &str, contact: &Contact) -> Dialog {
    let choice = |label: &str, then: Effects| Choice { label: label.to_owned(), then };
    let id = contact.id;
    let restrict =
        |restricted| Effect::run(Request::Restrict(Restrict { contact: id, restricted }), Tag::default());
    let mut choices = vec![match contact.restricted {
        true => choice("Let it be shown again", restrict(false).into()),
        false => choice("New or a refuge: keep it off every list and paper", restrict(true).into()),
    }];
    if contact.stopped.is_some() {
        let again = Request::StopContact(StopContact { contact: id, from: None });
        choices.push(choice("Use it again", Effect::run(again, Tag::default()).into()));
    } else {
        choices.push(choice(
            "Stop using it",
            Effect::Tell(Box::new(crate::app::msg::Msg::Filled {
                tag: STOP,
                about: Some(id.uuid()),
                values: Filled::default(),
            }))
            .into(),
        ));
    }
    if contact.restricted {
        let shown = Dialog::Confirm {
            question: contact.value.reveal().to_owned(),
            detail: "Shown to you only, here and now. It stays off every list and paper.".to_owned(),
            yes: Effects::none(),
        };
        choices.push(choice("Show it here", Effect::ask(shown).into()));
    }
    Dialog::Pick { title: format!("{reference}: this {}", contact.kind), choices }
}

/// Said back when a contact detail is to be stopped: the screen knows the day.
pub const STOP: Tag = Tag(16);

fn add_contact(reference: &str, whose: &str, person: Id<Person>) -> Dialog {
    let kinds = ContactKind::ALL.iter().map(|kind| (kind.word().into(), kind.word().into())).collect();
    let yes_no = vec![("no".into(), "no".into()), ("yes".into(), "yes: keep it off lists and papers".into())];
    Dialog::form(
        format!("{reference}: a contact detail of the {whose}"),
        CONTACT,
        vec![
            Field::choice("kind", "What", kinds),
            Field::line("value", "Number or address", ""),
            Field::line("safe", "When and how it is safe", "").optional(),
            Field::choice("restricted", "New or a refuge", yes_no),
        ],
    )
    .about(person.uuid())
}
