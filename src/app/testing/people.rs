//! People as a record would answer with: somebody in two rows, whom they may also be, and a case in another forum.

use jiff::civil::date;

use super::fixtures::{action_line, id, story};
use crate::domain::private::Private;
use crate::domain::rows::case::{CaseState, PartyRole};
use crate::domain::rows::person::Person;
use crate::domain::rules::opposing::Receives;
use crate::service::ask::{
    ElsewhereLine, Goes, PersonLine, PersonRow, PersonStory, PlaceLine, Suggested, SuggestionLine,
};

fn words(text: &str) -> Private {
    text.into()
}

/// A person of a search.
pub fn line(number: usize) -> PersonLine {
    let names = ["Mary KERSHAW", "Maureen KERSHAW", "Małgorzata KERSHAW-JÓŹWIAK"];
    let whys =
        ["same surname, initial", "same surname, initial, born one digit out", "surname begins so, initial"];
    let mut places = vec![(PartyRole::Victim, format!("LAN-26-{:04}", 143 + number))];
    if number == 1 {
        places.push((PartyRole::Perpetrator, "LAN-25-0007".into()));
    }
    PersonLine {
        id: id(700 + number),
        name: words(names.get(number % 3).copied().unwrap_or_default()),
        born: Some(date(1992, 3, 12)),
        rows: number + 1,
        places,
        why: whys.get(number % 3).copied().unwrap_or_default().into(),
    }
}

/// Two people who may be one.
pub fn pair(number: usize) -> SuggestionLine {
    SuggestionLine {
        one: line(number),
        other: line(number + 1),
        rank: 1,
        why: "name spelt a little differently, same date of birth".into(),
    }
}

/// A stretch of the people who may be one, the whole record in it.
pub fn suggested() -> Suggested {
    Suggested { pairs: (0..3).map(pair).collect(), after: None }
}

/// A case of another forum.
pub fn elsewhere() -> ElsewhereLine {
    ElsewhereLine {
        case: id(40),
        reference: "LAN-26-0150".into(),
        forum: "MATAC".into(),
        state: CaseState::Listed,
        next: Some(date(2026, 12, 1)),
        actions: vec![action_line(7)],
    }
}

/// Somebody in two rows.
pub fn person() -> PersonStory {
    let parties = story().parties;
    let Some(mary) = parties.into_iter().next() else { panic!("a victim") };
    let younger =
        Person { id: id(705), surname: words("Clegg"), same_as: Some(mary.person.id), ..mary.person.clone() };
    PersonStory {
        rows: vec![
            PersonRow {
                person: mary.person,
                aliases: mary.aliases,
                contacts: mary.contacts,
                hidden: true,
                cases: vec!["LAN-26-0143".into()],
                matched: None,
            },
            PersonRow {
                person: younger,
                aliases: Vec::new(),
                contacts: Vec::new(),
                hidden: false,
                cases: vec!["LAN-25-0007".into()],
                matched: Some(words("merged 20/11/2026: maiden name, confirmed by IDVA")),
            },
        ],
        age: Some(34),
        places: vec![
            PlaceLine {
                case: id(0),
                reference: "LAN-26-0143".into(),
                forum: "marac".into(),
                state: CaseState::Listed,
                last_referred: date(2026, 11, 12),
                role: PartyRole::Victim,
                relationship: None,
                by_now: Some("by today's record this would be a repeat of Tue 7 Jul 2026 (LAN-26-0103); accepted as new".into()),
                other_side: vec!["LAN-25-0007".into()],
            },
            PlaceLine {
                case: id(7),
                reference: "LAN-25-0007".into(),
                forum: "marac".into(),
                state: CaseState::Heard,
                last_referred: date(2025, 2, 3),
                role: PartyRole::Perpetrator,
                relationship: Some("ex-partner".into()),
                by_now: None,
                other_side: vec!["LAN-26-0143".into()],
            },
        ],
        receives: Receives {
            by_default: false,
            why: "victim in LAN-26-0143 and perpetrator in LAN-25-0007".into(),
        },
        cautions: vec!["same telephone as the perpetrator of LAN-26-0143".into()],
        suggestions: vec![SuggestionLine { one: line(0), other: line(2), rank: 1, why: pair(0).why }],
        apart: vec![line(1)],
        forums: vec![elsewhere()],
        goes: Goes { rows: 2, cases: vec!["LAN-25-0007".into(), "LAN-26-0143".into()] },
    }
}
