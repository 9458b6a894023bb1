//! The invented area is a real record, the same for the same seed, and one a coordinator would believe.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic, reason = "tests")]

use std::collections::{BTreeMap, BTreeSet};

use convenor::demo::build::{FEWEST, Size, build};
use convenor::demo::content;
use convenor::domain::facts::Changes;
use convenor::domain::id::SeededIds;
use convenor::domain::rows::action::{Action, ActionState, DueKind};
use convenor::domain::rows::agenda::{AgendaItem, Information, ItemState};
use convenor::domain::rows::case::{
    Case, Finding, Party, PartyRole, Referral, ReferralStanding, ToCorrect, Wall,
};
use convenor::domain::rows::meeting::{Meeting, MeetingState};
use convenor::domain::rows::person::{Contact, Person};
use convenor::domain::shape::Stored;
use convenor::record::entropy::Stream;
use convenor::service::{Now, Service};
use jiff::civil::{Date, date};

const TODAY: Date = date(2026, 11, 26);

fn built(cases: u32, seed: u64) -> Service {
    let local = date(2026, 11, 26).at(8, 0, 0, 0);
    let at = local.to_zoned(jiff::tz::TimeZone::UTC).unwrap().timestamp();
    let ids = Box::new(SeededIds::new(seed, 1_700_000_000_000));
    let mut service = Service::in_memory(Box::new(Stream::seeded(seed)), ids, Now { at, local }).unwrap();
    let content = content::load().unwrap();
    build(&mut service, &content, Size { cases, seed, today: TODAY }, &mut |_| {}).unwrap();
    service
}

fn all<T: Stored>(service: &Service) -> Vec<T> {
    Changes::new(service.record()).all().unwrap()
}

#[test]
fn the_same_seed_tells_the_same_story_and_another_another() {
    let head = |seed| built(FEWEST, seed).record().head().unwrap();
    assert_eq!(head(7), head(7));
    assert_ne!(head(7), head(8));
}

#[test]
fn it_verifies_and_holds_the_cases_asked_for() {
    let service = built(240, 1);
    let verdict = service.record().verify(|_| {}).unwrap();
    assert!(verdict.fault.is_none(), "{verdict:?}");
    assert!(verdict.entries > 1000, "{verdict:?}");
    assert_eq!(all::<Case>(&service).iter().filter(|case| case.forum == "marac").count(), 240);
}

#[test]
fn todays_meeting_is_ready_and_nothing_of_it_has_happened() {
    let service = built(FEWEST, 1);
    let meetings: Vec<Meeting> = all(&service);
    let today = meetings.iter().find(|meeting| meeting.reference == "MARAC-2026-11-26").unwrap();
    assert_eq!(today.state, MeetingState::Planned);
    assert!(today.confidentiality.is_none());
    let items: Vec<AgendaItem> =
        all::<AgendaItem>(&service).into_iter().filter(|item| item.meeting == today.id).collect();
    assert!(items.iter().all(|item| item.state == ItemState::Waiting && item.opened.is_none()));
    let cases: BTreeMap<_, _> = all::<Case>(&service).into_iter().map(|case| (case.id, case)).collect();
    let references: BTreeSet<&str> = items.iter().map(|item| cases[&item.case].reference.as_str()).collect();
    let expected: BTreeSet<String> =
        content::load().unwrap().cases.case.iter().map(|case| format!("LAN-26-{:04}", case.number)).collect();
    assert_eq!(references, expected.iter().map(String::as_str).collect());
    assert!(all::<Action>(&service).iter().all(|action| action.meeting != Some(today.id)));
    for meeting in meetings {
        let state = if meeting.on < TODAY { MeetingState::Approved } else { MeetingState::Planned };
        assert_eq!(meeting.state, state, "{}", meeting.reference);
    }
}

#[test]
fn repeats_and_relations_are_found_as_they_are_written() {
    let service = built(FEWEST, 1);
    let cases: BTreeMap<_, _> = all::<Case>(&service).into_iter().map(|case| (case.id, case)).collect();
    let referrals: Vec<Referral> = all(&service);
    for case in content::load().unwrap().cases.case {
        let reference = format!("LAN-26-{:04}", case.number);
        let now = referrals
            .iter()
            .find(|referral| {
                cases[&referral.case].reference == reference && referral.received == case.received
            })
            .unwrap();
        let expected = match (&case.criteria.repeat, case.previous.first()) {
            (Some(_), _) => ReferralStanding::Repeat,
            (None, Some(previous)) if previous.other_perpetrator => ReferralStanding::Related,
            (None, Some(_)) => ReferralStanding::ReReferred,
            (None, None) => ReferralStanding::New,
        };
        assert_eq!(now.standing, expected, "{reference}");
        assert_eq!(now.repeat_of.is_some(), case.criteria.repeat.is_some(), "{reference}");
    }
}

#[test]
fn there_is_something_to_do_today() {
    let service = built(140, 1);
    let actions: Vec<Action> = all(&service);
    let states: BTreeSet<ActionState> = actions.iter().map(|action| action.state).collect();
    assert_eq!(states.len(), 5, "{states:?}");
    let late = |action: &&Action| action.state.is_live() && action.due.is_some_and(|due| due < TODAY);
    assert!(actions.iter().filter(late).count() >= 5);
    assert!(all::<ToCorrect>(&service).iter().filter(|field| field.open).count() == 2);
    let findings = all::<Finding>(&service).iter().filter(|finding| finding.open).count();
    assert!((2..=8).contains(&findings), "{findings}");
    let live = actions.iter().filter(|action| action.state.is_live()).count();
    assert!(live * 5 < actions.len(), "{live} of {}", actions.len());
}

#[test]
fn nothing_happened_after_today_or_out_of_order() {
    let service = built(80, 3);
    for action in all::<Action>(&service) {
        assert!(action.agreed.date() < TODAY, "{}", action.reference);
        assert!(
            action.due_kind == DueKind::Before || action.due.is_some_and(|due| due >= action.agreed.date())
        );
        assert!(action.closed.is_none_or(|closed| closed >= action.agreed.date() && closed < TODAY));
    }
    assert!(all::<Information>(&service).iter().all(|row| row.at.date() < TODAY));
    for case in all::<Case>(&service) {
        assert!(case.opened <= case.last_referred && case.last_referred < TODAY, "{}", case.reference);
    }
    let people: BTreeMap<_, _> =
        all::<Person>(&service).into_iter().map(|person| (person.id, person)).collect();
    for party in all::<Party>(&service) {
        let person = &people[&party.person];
        let adult = person
            .age_on(TODAY)
            .is_none_or(|age| age >= if party.role == PartyRole::Victim { 16 } else { 18 });
        assert!(adult, "{:?}", person.born);
    }
}

#[test]
fn people_stand_where_they_belong_and_reach_nobody() {
    let service = built(100, 5);
    let people: BTreeMap<_, _> =
        all::<Person>(&service).into_iter().map(|person| (person.id, person)).collect();
    let name = |party: &Party| {
        let person = &people[&party.person];
        (person.forename.reveal().to_owned(), person.surname.reveal().to_owned())
    };
    let mut of_case: BTreeMap<_, Vec<Party>> = BTreeMap::new();
    for party in all::<Party>(&service) {
        of_case.entry(party.case).or_default().push(party);
    }
    let referrals: Vec<Referral> = all(&service);
    for (case, parties) in &of_case {
        let forenames: BTreeSet<String> = parties.iter().map(|party| name(party).0).collect();
        assert_eq!(forenames.len(), parties.len(), "two people of one case share a first name");
        // Every reason speaks of the case's own people and is filled.
        for referral in referrals.iter().filter(|referral| referral.case == *case) {
            let reason = referral.reason.reveal();
            assert!(forenames.iter().any(|forename| reason.contains(forename.as_str())), "{reason}");
            assert!(!reason.contains(['{', '}']), "{reason}");
        }
    }
    let mut telephones = BTreeMap::new();
    for contact in all::<Contact>(&service) {
        let value = contact.value.reveal();
        if value.starts_with("07") {
            assert!(value.starts_with("07700 900"), "{value}");
            let born = people[&contact.person].born;
            // Whoever has a number has it alone; a person may stand in two cases.
            assert_eq!(*telephones.entry(value.to_owned()).or_insert(born), born, "{value}");
        } else {
            assert!(value.ends_with("ZZ99 3VZ") || !value.contains(|c: char| c.is_ascii_digit()), "{value}");
        }
    }
}

#[test]
fn an_agency_with_a_conflict_has_no_action_of_the_case_since() {
    let service = built(FEWEST, 1);
    let walls: Vec<Wall> = all(&service);
    assert_eq!(walls.len(), 2, "the case and the one beside it");
    for action in all::<Action>(&service) {
        let walled = walls.iter().any(|wall| wall.case == action.case && wall.agency == action.agency);
        assert!(!(walled && action.state.is_live()), "{}", action.reference);
    }
}
