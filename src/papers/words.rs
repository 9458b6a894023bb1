//! Small wordings that several papers share.

use jiff::civil::{Date, Time};

use crate::domain::calendar::{show_day, show_day_year, show_numeric};
use crate::domain::private::Private;
use crate::domain::rows::action::{ActionState, DueKind};
use crate::domain::statement::{ActionFacts, PersonFacts};

/// "14:00".
pub fn time(time: Time) -> String {
    format!("{:02}:{:02}", time.hour(), time.minute())
}

/// "Mary KERSHAW, 34, born 12/03/1992, also known as Maz".
pub fn person(person: &PersonFacts) -> Private {
    let mut words = vec![person.name.reveal().to_owned()];
    words.extend(person.age.map(|age| age.to_string()));
    words.extend(person.born.map(|born| format!("born {}", show_numeric(born))));
    if !person.aliases.is_empty() {
        let names: Vec<&str> = person.aliases.iter().map(Private::reveal).collect();
        words.push(format!("also known as {}", names.join(", ")));
    }
    words.extend(person.relationship.as_ref().map(|relationship| format!("{relationship} of the victim")));
    words.extend(person.interpreter.as_ref().map(|language| format!("interpreter: {}", language.reveal())));
    words.join(", ").into()
}

/// "Thu 26 Nov 14:00", "ongoing until Wed 2 Dec", "no date given".
pub fn due(action: &ActionFacts) -> String {
    let day = |date: Date| show_day_year(date);
    match (action.due_kind, action.due) {
        (DueKind::Ongoing, Some(until)) => format!("ongoing until {}", day(until)),
        (DueKind::Ongoing, None) => "ongoing".to_owned(),
        (DueKind::Standing, Some(until)) => format!("stands until {}", day(until)),
        (DueKind::Before, Some(date)) => format!("{}, before the event", day(date)),
        (_, Some(date)) => {
            action.due_time.map_or_else(|| day(date), |at| format!("{} {}", day(date), time(at)))
        }
        (_, None) => "no date given".to_owned(),
    }
}

/// Where an action stood, nothing for one that is simply open.
pub fn standing(action: &ActionFacts) -> Option<String> {
    let word = match (action.state, action.check) {
        (ActionState::Open, Some(check)) => check.word().to_owned(),
        (ActionState::Open, None) => return None,
        (state, _) => state.word().to_owned(),
    };
    Some(action.outcome.as_ref().map_or(word.clone(), |outcome| format!("{word}: {}", outcome.reveal())))
}

/// "Housing, with Police (DC Shah)".
pub fn owner(action: &ActionFacts) -> Private {
    let mut words = action.agency.clone();
    if let Some(person) = &action.person {
        words.push_str(&format!(" ({})", person.reveal()));
    }
    if !action.supporting.is_empty() {
        words.push_str(&format!(", with {}", action.supporting.join(", ")));
    }
    words.into()
}

/// "Thu 26 Nov".
pub fn short(date: Date) -> String {
    show_day(date)
}

/// "yes", "no", "not given".
pub const fn tick(value: Option<bool>) -> &'static str {
    match value {
        Some(true) => "yes",
        Some(false) => "no",
        None => "not given",
    }
}

/// "Ben, 7, Larkhill Primary; Ann, 4", "none recorded".
pub fn children(children: &[Private]) -> Private {
    let words: Vec<&str> = children.iter().map(Private::reveal).collect();
    if words.is_empty() { "none recorded".into() } else { words.join("; ").into() }
}

/// "Victim: Mary KERSHAW, 34, born 12/03/1992", a line each.
pub fn people(people: &[(String, PersonFacts)]) -> Private {
    let lines: Vec<String> =
        people.iter().map(|(label, one)| format!("{label}: {}", person(one).reveal())).collect();
    lines.join("\n").into()
}
