//! Usual actions: those of the forum's library, and those that this area's agencies have often agreed, as they are
//! offered to whoever types a line, and the words that go on the line when one is picked.

use crate::domain::area::AreaData;
use crate::domain::facts::Changes;
use crate::domain::refusal::Refusal;
use crate::domain::rows::agenda::Whom;
use crate::domain::rows::case::Party;
use crate::domain::rows::person::Person;
use crate::domain::text::fold;
use crate::domain::tools::actions::{Protects, UsualAction, UsualDue};
use crate::record::View;
use crate::record::lists::Wording;

/// On how many cases the same words must stand before they are offered to another (our default).
const CASES: usize = 3;
/// Most learned wordings of one agency.
const MOST: usize = 20;
/// Figures in a row that may be a telephone number or a reference.
const FIGURES: usize = 5;
/// Shortest part of a name that is looked for in a wording.
const NAME: usize = 3;

/// What is wanted.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct UsualQuery {
    /// Key of the forum.
    pub forum: String,
    /// Keys of the agencies; none: every agency.
    pub agencies: Vec<String>,
    /// What was typed of the action so far.
    pub words: String,
}

/// One usual action.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UsualLine {
    /// Key of the agency that usually takes it; nothing when any may.
    pub agency: Option<String>,
    /// Its name as said; empty when any agency may.
    pub said: String,
    /// What is to be done.
    pub words: String,
    /// What goes on the line behind the agency.
    pub line: String,
    /// The time it is usually given, in words; empty when none.
    pub due: String,
    /// Whom it protects, in words; empty when nobody is said.
    pub protects: String,
    /// On how many cases this area has used the words, when they were learned.
    pub cases: Option<usize>,
}

/// Usual actions that answer what was typed, in the order of the area's list of agencies; those of the library first,
/// then those of this area.
///
/// # Errors
/// When the area has no such forum, or the record cannot be read.
pub fn offered(view: View<'_>, area: &AreaData, asked: &UsualQuery) -> Result<Vec<UsualLine>, Refusal> {
    let library = area.library(area.forum(&asked.forum)?);
    let known: Vec<&UsualAction> = library.into_iter().flat_map(|library| &library.action).collect();
    let all: Vec<&str> = area.agencies.agency.iter().map(|agency| agency.key.as_str()).collect();
    let wanted: Vec<&str> =
        if asked.agencies.is_empty() { all } else { asked.agencies.iter().map(String::as_str).collect() };
    let mut lines = Vec::new();
    for key in &wanted {
        let named = !asked.agencies.is_empty();
        let takes = |action: &&&UsualAction| {
            let first = action.agencies.first().map(String::as_str);
            first == Some(*key) || (named && action.agencies.iter().any(|held| held == key))
        };
        lines.extend(known.iter().filter(takes).map(|action| of_library(action, Some(key), area)));
        for wording in view.wordings(key, CASES, MOST)? {
            let same = |action: &&UsualAction| fold(&action.text) == fold(wording.newest.words.reveal());
            if !known.iter().any(same) && says_nobody(&wording, &Changes::new(&view), area)? {
                lines.push(learned(&wording, area));
            }
        }
    }
    lines.extend(
        known.iter().filter(|action| action.agencies.is_empty()).map(|action| of_library(action, None, area)),
    );
    let typed: Vec<String> =
        asked.words.split_whitespace().map(fold).filter(|word| !word.is_empty()).collect();
    if typed.is_empty() {
        return Ok(lines);
    }
    let answers = |line: &UsualLine| {
        let short = known.iter().filter(|action| action.text == line.words).flat_map(|action| &action.words);
        let words = short.map(String::as_str).chain([line.words.as_str()]);
        let words: Vec<String> = words.flat_map(str::split_whitespace).map(fold).collect();
        typed.iter().all(|typed| words.iter().any(|word| word.starts_with(typed)))
    };
    let (found, others): (Vec<_>, Vec<_>) = lines.into_iter().partition(answers);
    // Nothing of that wording: everything of the agency is worth a look, everything of everybody is not.
    Ok(if found.is_empty() && !asked.agencies.is_empty() { others } else { found })
}

fn of_library(action: &UsualAction, key: Option<&str>, area: &AreaData) -> UsualLine {
    let whom: Vec<&str> = action.protects.iter().map(|who| protected(*who)).collect();
    // A length of time is found again by the words; the rest has to be said.
    let said = match &action.due {
        Some(UsualDue::Before(event)) if event == "meeting" => " before next meeting".to_owned(),
        Some(UsualDue::Before(event)) => format!(" before {event}"),
        _ => String::new(),
    };
    UsualLine {
        agency: key.map(str::to_owned),
        said: key.map(|key| area.agency_said(key).to_owned()).unwrap_or_default(),
        words: action.text.clone(),
        line: format!("{}{said}{}", action.text, for_whom(&whom)),
        due: action.due.as_ref().map(time).unwrap_or_default(),
        protects: whom.join(", "),
        cases: None,
    }
}

fn learned(wording: &Wording, area: &AreaData) -> UsualLine {
    let words = wording.newest.words.reveal();
    let whom: Vec<&str> = wording.newest.protects.into_iter().map(Whom::word).collect();
    let days =
        wording.days.map(|days| if days == 0 { "today".to_owned() } else { plural(days.into(), "day") });
    let said = days.as_ref().map(|days| match days.as_str() {
        "today" => " today".to_owned(),
        days => format!(" within {days}"),
    });
    UsualLine {
        agency: Some(wording.agency.clone()),
        said: area.agency_said(&wording.agency).to_owned(),
        words: words.to_owned(),
        line: format!("{words}{}{}", said.unwrap_or_default(), for_whom(&whom)),
        due: days.unwrap_or_default(),
        protects: whom.join(", "),
        cases: Some(wording.cases),
    }
}

/// Whether a wording names nobody of the cases it stands on, no worker by rank, and no number that may be somebody's.
fn says_nobody(wording: &Wording, rows: &Changes<'_>, area: &AreaData) -> Result<bool, Refusal> {
    let text = wording.newest.words.reveal();
    let figures = text.split(|c: char| !c.is_ascii_digit()).any(|run| run.len() >= FIGURES);
    let words: Vec<String> = text.split(|c: char| !c.is_alphanumeric()).map(fold).collect();
    let ranked = words.iter().any(|word| area.agencies.titled(word).is_some());
    if figures || ranked || wording.newest.person.is_some() {
        return Ok(false);
    }
    for case in &wording.some {
        for party in rows.find::<Party>("case", case)? {
            let person: Person = rows.get(party.person)?;
            let names = [&person.forename, &person.surname];
            let names = names.iter().flat_map(|name| name.reveal().split_whitespace()).map(fold);
            if names.filter(|name| name.len() >= NAME).any(|name| words.contains(&name)) {
                return Ok(false);
            }
        }
    }
    Ok(true)
}

fn for_whom(whom: &[&str]) -> String {
    if whom.is_empty() { String::new() } else { format!(" for {}", whom.join(" and ")) }
}

fn time(due: &UsualDue) -> String {
    match due {
        UsualDue::Hours(hours) => plural(*hours, "hour"),
        UsualDue::Days(0) => "today".to_owned(),
        UsualDue::Days(days) => plural(*days, "day"),
        UsualDue::WorkingDays(days) => plural(*days, "working day"),
        UsualDue::Before(event) => format!("before {event}"),
        UsualDue::StandsMonths(months) => format!("stands {}", plural(*months, "month")),
    }
}

fn plural(count: u32, of: &str) -> String {
    format!("{count} {of}{}", if count == 1 { "" } else { "s" })
}

const fn protected(who: Protects) -> &'static str {
    match who {
        Protects::Victim => "victim",
        Protects::Children => "children",
        Protects::Others => "others",
        Protects::Staff => "staff",
    }
}
