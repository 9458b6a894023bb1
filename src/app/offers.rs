//! What can be offered to whoever types an action line, here and between meetings: usual actions, and what a name that
//! is no agency's means. Questions, choices and the text that goes on the line; a screen says where it goes.

use super::cx::Cx;
use super::dialog::Dialog;
use super::effect::{Choice, Effect, Tag};
use super::msg::Msg;
use super::widgets::form::{Field, Filled};
use super::widgets::wide;
use crate::domain::line::{Lexicon, begun, unknown_agency};
use crate::domain::request::{NameAgency, Naming, Request};
use crate::domain::rows::action::Action;
use crate::service::ask::CaseStory;
use crate::service::usual::{UsualLine, UsualQuery};

/// Tags of what is picked of an offer begin here.
pub const PICKED: u64 = 50_000;
/// Comes back with what a name means.
pub const NAMED: Tag = Tag(49_000);
/// Comes back with the usual actions.
pub const USUAL: Tag = Tag(49_001);

/// Columns of the agency, the words, and the time in a list to pick from.
const AGENCY: usize = 14;
const WORDS: usize = 31;

/// What to ask for, with a line as typed so far.
pub fn usual_query(typed: &str, forum: &str, lexicon: &Lexicon) -> UsualQuery {
    let begun = begun(typed, lexicon);
    let forum = forum.to_owned();
    UsualQuery { forum, agencies: begun.agencies.clone(), words: begun.words.to_owned() }
}

/// Usual actions to pick from.
pub fn usual_pick(lines: &[UsualLine]) -> Dialog {
    let choices = lines.iter().zip(PICKED..).map(|(line, tag)| {
        let words = wide::fit(&wide::cut(&line.words, WORDS), WORDS);
        let more = match line.cases {
            Some(cases) if line.due.is_empty() => format!("ours, {cases} cases"),
            Some(cases) => format!("{}; ours, {cases}", line.due),
            None => line.due.clone(),
        };
        Choice {
            label: format!("{} {words} {more}", wide::fit(&wide::cut(&line.said, AGENCY - 1), AGENCY)),
            then: picked(tag),
        }
    });
    Dialog::Pick {
        title: "Usual actions; with the time usually given".to_owned(),
        choices: choices.collect(),
    }
}

/// What is said to the screen when the choice of a tag is taken.
pub fn picked(tag: u64) -> super::effect::Effects {
    Effect::Tell(Box::new(Msg::Picked(Tag(tag)))).into()
}

/// The place of a picked offer among those made.
pub fn place(tag: Tag) -> Option<usize> {
    tag.0.checked_sub(PICKED).and_then(|at| usize::try_from(at).ok())
}

/// The line with a usual action on it: the agency stays as typed, or is the usual one.
pub fn with_usual(typed: &str, line: &UsualLine, lexicon: &Lexicon) -> String {
    let begun = begun(typed, lexicon);
    if !begun.head.is_empty() {
        let gap = if begun.head.ends_with(char::is_whitespace) { "" } else { " " };
        return format!("{}{gap}{}", begun.head, line.line);
    }
    match &line.agency {
        Some(key) => format!("{key}: {}", line.line),
        // Any agency may take it: it is typed in front.
        None => line.line.clone(),
    }
}

/// The form in which a name is given a meaning, begun with the one on the line; what is wrong when there is none.
pub fn naming_form(
    typed: &str,
    agencies: &[(String, String)],
    lexicon: &Lexicon,
) -> Result<Dialog, &'static str> {
    let first = || {
        let named = begun(typed, lexicon).agencies.is_empty();
        typed.split_whitespace().next().filter(|_| named)
    };
    let word = unknown_agency(typed, lexicon).or_else(first);
    let word = word.ok_or("every agency on the line is known; type a name first that is not")?;
    let word = word.trim_end_matches([':', ',', ';', '-']);
    let mut means = vec![
        ("new".to_owned(), "a new agency on the list".to_owned()),
        ("once".to_owned(), "an agency, not on the list".to_owned()),
        ("place".to_owned(), "a refuge or safe address, kept off papers".to_owned()),
    ];
    let mut listed: Vec<(String, String)> =
        agencies.iter().map(|(key, name)| (format!("={key}"), name.clone())).collect();
    listed.sort_by_key(|(_, name)| name.to_lowercase());
    means.extend(listed.into_iter().map(|(key, name)| (key, format!("{name}: this is a nickname of it"))));
    Ok(Dialog::form(
        "A name the area does not know",
        NAMED,
        vec![
            Field::line("word", "As typed", word),
            Field::choice("means", "It is", means),
            Field::line("name", "Name in full, of a new one", "").optional(),
        ],
    ))
}

/// What a filled-in naming form asks for.
pub fn naming_request(values: &Filled) -> Option<Request> {
    let word = values.text("word")?.reveal().to_owned();
    let name = values.text("name").map(|name| name.reveal().to_owned()).unwrap_or_default();
    let means = match values.choice("means")? {
        "new" => Naming::Agency { name },
        "once" => Naming::Once { name, place: false },
        "place" => Naming::Once { name, place: true },
        key => Naming::Nickname(key.strip_prefix('=')?.to_owned()),
    };
    Some(Request::NameAgency(NameAgency { word, means }))
}

/// The words that lines of a forum are read with, or why nothing can be offered.
pub fn lexicon<'a>(cx: &'a Cx, forum: &str) -> Result<&'a Lexicon, &'static str> {
    cx.lexicons.for_forum(forum).ok_or("the area's words are not here yet")
}

/// What an action was made of, in words; none when it was made of nothing that is still there.
pub fn arose(story: &CaseStory, action: &Action) -> Option<String> {
    let id = action.arose?;
    let said = |key: &str| story.said.get(key).map_or_else(|| key.to_owned(), Clone::clone);
    story.hearings.iter().find_map(|hearing| {
        let told = hearing.information.iter().find(|row| row.id.uuid() == id).map(|row| {
            row.agency
                .as_deref()
                .map_or_else(|| "of what was said".to_owned(), |key| format!("of what {} said", said(key)))
        });
        let risk = hearing.risks.iter().find(|row| row.id.uuid() == id);
        told.or_else(|| risk.map(|row| format!("of the risk to {}", row.whom)))
    })
}
