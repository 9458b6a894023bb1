//! The form by which somebody is put forward, and what it becomes.

use jiff::civil::Date;

use crate::app::dialog::Dialog;
use crate::app::effect::Tag;
use crate::app::widgets::form::{Field, Filled};
use crate::domain::calendar::{Expect, read_date};
use crate::domain::nomination::{SubjectForm, Telling};
use crate::domain::people::{Gender, PersonSketch};
use crate::domain::private::Private;
use crate::domain::request::{Door, Request, TakeSubject};
use crate::domain::rows::subject::{Claim, Ground};

/// Names of the fields of criteria: whether each is met, and its figure and reason. More than a forum has.
const CRITERIA: [(&str, &str); 8] = [
    ("met-1", "why-1"),
    ("met-2", "why-2"),
    ("met-3", "why-3"),
    ("met-4", "why-4"),
    ("met-5", "why-5"),
    ("met-6", "why-6"),
    ("met-7", "why-7"),
    ("met-8", "why-8"),
];

/// Agencies to choose from.
pub fn agencies(known: &[(String, String)], first: Option<&str>) -> Vec<(String, String)> {
    let mut choices: Vec<(String, String)> =
        first.map(|label| (String::new(), label.to_owned())).into_iter().collect();
    choices.extend(known.iter().cloned());
    choices
}

fn yes_or_no(key: &str) -> Vec<(String, String)> {
    ["not answered", "yes", "no"]
        .iter()
        .map(|word| {
            let key = if *word == "not answered" { String::new() } else { format!("{key}={word}") };
            (key, (*word).to_owned())
        })
        .collect()
}

/// The form, with the agencies and the criteria of the forum.
pub fn form(tag: Tag, known: &[(String, String)], criteria: &[(String, String)]) -> Dialog {
    let mut fields = vec![
        Field::line("forename", "First name", "").optional(),
        Field::line("surname", "Family name", "").optional(),
        Field::line("alias", "Also known as", "").optional(),
        Field::line("born", "Born", "").optional(),
        Field::choice(
            "gender",
            "Gender",
            vec![
                (String::new(), "not known".into()),
                ("male".into(), "male".into()),
                ("female".into(), "female".into()),
                ("other".into(), "other".into()),
            ],
        ),
        Field::line("nominal", "Police reference", "").optional(),
        Field::choice("agency", "Nominated by", agencies(known, None)),
        Field::long("why", "Why", "").optional(),
    ];
    for ((key, label), (met, why)) in criteria.iter().zip(CRITERIA) {
        fields.push(Field::choice(met, label, yes_or_no(key)));
        fields.push(Field::line(why, "  figure, reason", "").optional());
    }
    fields.extend([
        Field::line("serial", "Asserted serial: basis", "").optional(),
        Field::line("repeat", "Asserted repeat: basis", "").optional(),
        Field::choice("told", "Told of it", yes_or_no("told")),
        Field::date("told-on", "  on", None).optional(),
        Field::line("method", "  how", "").optional(),
        Field::date("checked", "  victim's worker looked", None).optional(),
        Field::choice("checked-by", "  worker of", agencies(known, Some("nobody"))),
        Field::line("override", "  or the chair's reason", "").optional(),
    ]);
    Dialog::form("Put somebody forward", tag, fields)
}

fn text(values: &Filled, name: &str) -> Private {
    values.text(name).unwrap_or_default()
}

/// A choice that was made.
pub fn chosen(values: &Filled, name: &str) -> Option<String> {
    values.choice(name).filter(|key| !key.is_empty()).map(str::to_owned)
}

fn ground(values: &Filled, (met, why): (&str, &str)) -> Option<Ground> {
    let answer = chosen(values, met)?;
    let (key, word) = answer.split_once('=')?;
    let said = text(values, why);
    let (first, rest) = said.reveal().split_once([',', ' ']).unwrap_or((said.reveal(), ""));
    let figure: Option<u32> = first.parse().ok();
    let reason = if figure.is_some() { rest.trim_start_matches([',', ' ']) } else { said.reveal() };
    Some(Ground {
        key: key.to_owned(),
        met: Some(word == "yes"),
        figure,
        reason: Some(Private::from(reason)).filter(|reason| !reason.is_empty()),
    })
}

/// Whether the subject was told, as filled in.
pub fn telling(values: &Filled, by: Option<String>) -> Option<Telling> {
    let told = chosen(values, "told")?;
    let by = by.unwrap_or_default();
    Some(Telling {
        told: told.ends_with("=yes"),
        on: values.date("told-on"),
        by,
        method: values.text("method"),
        checked: values.date("checked").zip(chosen(values, "checked-by")),
        overridden: values.text("override"),
    })
}

/// What the filled form asks for.
///
/// # Errors
/// What is wrong with it, in words.
pub fn request(values: &Filled, today: Date) -> Result<Request, String> {
    let born = values.text("born").map(|typed| read_date(typed.reveal(), Expect::Birth, today));
    let born = born.transpose().map_err(|error| format!("the date of birth is {error}"))?;
    let agency = chosen(values, "agency").unwrap_or_default();
    let claims = [(Claim::Serial, "serial"), (Claim::Repeat, "repeat")];
    let claims = claims.into_iter().filter_map(|(claim, name)| Some((claim, values.text(name)?)));
    let form = SubjectForm {
        nominal: text(values, "nominal").reveal().to_owned(),
        person: PersonSketch {
            forename: text(values, "forename"),
            surname: text(values, "surname"),
            aliases: values.text("alias").into_iter().collect(),
            born,
            gender: match values.choice("gender") {
                Some("male") => Some(Gender::Male),
                Some("female") => Some(Gender::Female),
                Some("other") => Some(Gender::Another),
                _ => None,
            },
            ..PersonSketch::default()
        },
        source: "partner nomination".to_owned(),
        why: text(values, "why"),
        grounds: CRITERIA.into_iter().filter_map(|names| ground(values, names)).collect(),
        claims: claims.collect(),
        telling: telling(values, Some(agency.clone())),
        nominated_by: agency,
        ..SubjectForm::default()
    };
    Ok(Request::TakeSubject(Box::new(TakeSubject { forum: String::new(), door: Door::Nomination, form })))
}
