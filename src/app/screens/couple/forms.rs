//! What is asked for on a couple's page. Each form names its case in its title and carries the person it is about.

use uuid::Uuid;

use crate::app::command::Command;
use crate::app::cx::Cx;
use crate::app::dialog::Dialog;
use crate::app::effect::Tag;
use crate::app::widgets::form::{Field, Filled};
use crate::domain::id::Id;
use crate::domain::request::{
    Allocate, CoupleChange, GiveConsent, Judge, Measure, NeedChange, Pass, Request,
};
use crate::domain::rows::couple::{ConsentWord, Direction, Need, TeamRole};
use crate::service::ask::{CoupleStory, PersonSection};

const NEED: Tag = Tag(1);
const MET: Tag = Tag(2);
const CONSENT: Tag = Tag(3);
const NAVIGATOR: Tag = Tag(4);
const COORDINATOR: Tag = Tag(5);
const STEP: Tag = Tag(6);
const UP: Tag = Tag(7);
const DOWN: Tag = Tag(8);
/// Tags of criteria begin here: the place of the criterion, then of the question.
const CRITERION: u64 = 1000;

fn agency(story: &CoupleStory, needed: bool) -> Field {
    let mut choices = story.agencies.clone();
    if !needed {
        choices.insert(0, (String::new(), "not said".to_owned()));
    }
    Field::choice("agency", if needed { "Agency" } else { "Who says so" }, choices).optional()
}

fn on(cx: &Cx) -> Field {
    Field::date("on", "On", Some(cx.today()))
}

fn title(story: &CoupleStory, what: &str) -> String {
    format!("{}: {what}", story.story.case.reference)
}

/// The form of a command about one person; nothing for any other command.
pub fn of_person(command: Command, story: &CoupleStory, section: &PersonSection, cx: &Cx) -> Option<Dialog> {
    let whose = section.label.to_lowercase();
    let (what, tag, fields) =
        match command {
            Command::CoupleNeed => (
                "need",
                NEED,
                vec![
                    Field::choice("kind", "What", story.needs.clone()),
                    Field::long("words", "In words", "").optional(),
                    agency(story, false),
                    on(cx),
                ],
            ),
            Command::CoupleConsent => {
                let answers =
                    ConsentWord::ALL.iter().map(|word| (word.word().to_owned(), word.word().to_owned()));
                let fields = vec![
                    Field::choice("answer", "Consent", answers.collect()),
                    Field::line("covers", "What it covers", "").optional(),
                    agency(story, false),
                    on(cx),
                ];
                ("consent", CONSENT, fields)
            }
            Command::CoupleWorker => (
                "navigator",
                NAVIGATOR,
                vec![agency(story, true), Field::line("worker", "Worker", "").optional(), on(cx)],
            ),
            Command::CoupleStep => {
                let mut choices = Vec::new();
                for (key, label, steps) in &story.scales {
                    choices.extend((1..).zip(steps).map(|(number, step)| {
                        (format!("{key}/{number}"), format!("{label}: {number}, {step}"))
                    }));
                }
                let fields = vec![
                    Field::choice("step", "Where on which scale", choices),
                    Field::line("words", "Why", "").optional(),
                    agency(story, false),
                    on(cx),
                ];
                ("step", STEP, fields)
            }
            _ => return None,
        };
    let title = title(story, &format!("{what}, {whose}"));
    Some(Dialog::form(title, tag, fields).about(section.person.uuid()))
}

/// A need is met.
pub fn met(story: &CoupleStory, at: usize, need: Id<Need>, cx: &Cx) -> Option<Dialog> {
    let whose = story.people.get(at)?.label.to_lowercase();
    let fields = vec![on(cx), Field::line("words", "What came of it", "").optional()];
    Some(Dialog::form(title(story, &format!("need met, {whose}")), MET, fields).about(need.uuid()))
}

/// Who pulls together what agencies know of both.
pub fn coordinator(story: &CoupleStory, cx: &Cx) -> Dialog {
    let fields = vec![agency(story, true), Field::line("worker", "Worker", "").optional(), on(cx)];
    Dialog::form(title(story, "coordinator"), COORDINATOR, fields)
}

/// The keys of criteria, then of the questions a person answers, in the order of their tags.
fn keys(story: &CoupleStory) -> Vec<&str> {
    let asked = story.eligibility.iter().filter(|answer| answer.asked).map(|answer| answer.key.as_str());
    story.criteria.iter().map(|line| line.key.as_str()).chain(asked).collect()
}

/// A criterion is answered.
pub fn criterion(story: &CoupleStory, key: &str, cx: &Cx) -> Dialog {
    let at = keys(story).iter().position(|known| *known == key).unwrap_or(0);
    let answer = vec![("yes".to_owned(), "yes".to_owned()), ("no".to_owned(), "no".to_owned())];
    let fields = vec![
        Field::choice("met", "Answer", answer),
        Field::long("words", "Why", "").optional(),
        Field::number("figure", "Figure", None).optional(),
        agency(story, false),
        on(cx),
    ];
    let tag = Tag(CRITERION + u64::try_from(at).unwrap_or(0));
    Dialog::form(title(story, &key.replace('-', " ")), tag, fields)
}

/// To a forum for a higher risk.
pub fn up(story: &CoupleStory, cx: &Cx) -> Dialog {
    let fields = vec![
        Field::choice("to", "To", story.above.clone()),
        Field::long("words", "Why", ""),
        agency(story, false),
        on(cx),
    ];
    Dialog::form(title(story, "step up"), UP, fields)
}

/// To less.
pub fn down(story: &CoupleStory, cx: &Cx) -> Dialog {
    let fields =
        vec![Field::line("to", "What comes after", "").optional(), Field::long("words", "Why", ""), on(cx)];
    Dialog::form(title(story, "step down"), DOWN, fields)
}

/// The request of a form that was filled in.
pub fn filled(story: &CoupleStory, tag: Tag, about: Option<Uuid>, values: &Filled) -> Option<Request> {
    let case = story.story.case.id;
    let on = values.date("on")?;
    let words = values.text("words");
    let agency = values.choice("agency").filter(|key| !key.is_empty()).map(str::to_owned);
    let person = || about.map(Id::new);
    let worker = values.text("worker");
    let pass = |direction, to| {
        Some(Pass { case, direction, to, reason: words.clone()?, agency: agency.clone(), on })
    };
    let change = match tag {
        NEED => CoupleChange::Need(NeedChange::Add {
            case,
            person: person()?,
            kind: values.choice("kind")?.to_owned(),
            words: words.unwrap_or_default(),
            agency,
            on,
        }),
        MET => CoupleChange::Need(NeedChange::Met { need: Id::new(about?), on, outcome: words }),
        CONSENT => CoupleChange::Consent(GiveConsent {
            case,
            person: person()?,
            answer: ConsentWord::parse(values.choice("answer")?)?,
            covers: values.text("covers").unwrap_or_default(),
            agency,
            on,
        }),
        NAVIGATOR => {
            let (role, person) = (TeamRole::Navigator, person());
            CoupleChange::Allocate(Allocate { case, role, agency: agency?, worker, person, on })
        }
        COORDINATOR => {
            let role = TeamRole::Coordinator;
            CoupleChange::Allocate(Allocate { case, role, agency: agency?, worker, person: None, on })
        }
        STEP => {
            let (scale, step) = values.choice("step")?.split_once('/')?;
            let (scale, step) = (scale.to_owned(), step.to_owned());
            CoupleChange::Measure(Measure { case, person: person()?, scale, step, on, agency, words })
        }
        UP => CoupleChange::Pass(pass(Direction::Up, values.choice("to").map(str::to_owned))?),
        DOWN => {
            let to = values.text("to").map(|to| to.reveal().to_owned());
            CoupleChange::Pass(pass(Direction::Down, to)?)
        }
        Tag(at) => {
            let at = usize::try_from(at.checked_sub(CRITERION)?).ok()?;
            CoupleChange::Judge(Judge {
                case,
                key: (*keys(story).get(at)?).to_owned(),
                met: values.choice("met") == Some("yes"),
                figure: values.number("figure"),
                reason: words,
                agency,
                on,
            })
        }
    };
    Some(Request::Couple(Box::new(change)))
}
