//! Papers of a meeting, made from the invented area: what each says, and that no agency reads of a case it is kept out of.

use std::collections::BTreeSet;

use super::*;
use crate::demo::build::{FEWEST, Size, build};
use crate::demo::content;
use crate::domain::paper::{Edition, For, PaperKind, Subject, Wanted};
use crate::domain::request::Declare;
use crate::domain::rows::agenda::AgendaItem;
use crate::domain::rows::case::{Party, Wall};
use crate::domain::rows::person::{Contact, Person};
use crate::papers::{Copy, text};
use crate::service::papers::{Made, make};

/// Papers of this room.
const OURS: &[PaperKind] =
    &[PaperKind::Agenda, PaperKind::ChairBrief, PaperKind::GapSheet, PaperKind::Expiries];

pub(super) fn demo() -> Service {
    let ids = Box::new(SeededIds::new(1, 1_700_000_000_000));
    let now = at(date(2026, 11, 26).at(8, 0, 0, 0));
    let mut service = Service::in_memory(Box::new(Stream::seeded(1)), ids, now).unwrap();
    let size = Size { cases: FEWEST, seed: 1, today: date(2026, 11, 26) };
    build(&mut service, &content::load().unwrap(), size, &mut |_| {}).unwrap();
    service
}

pub(super) fn made(service: &Service, wanted: &Wanted) -> Result<Made, Refusal> {
    let area = service.area().unwrap();
    let with = Looking { view: service.record().view(), area: &area, now: at(NOW), actor: service.actor() };
    make(&with, wanted, &Copy { version: None, recipient: wanted.recipient.clone(), number: 1 })
}

pub(super) fn meeting(service: &Service, reference: &str) -> Id<Meeting> {
    Changes::new(service.record()).find::<Meeting>("reference", &reference.to_owned()).unwrap()[0].id
}

pub(super) fn wanted(kind: PaperKind, meeting: Id<Meeting>, edition: Edition) -> Wanted {
    let recipient = match &edition {
        Edition::Agency(key) => key.clone(),
        _ => String::new(),
    };
    Wanted { edition, recipient, ..Wanted::of(kind, Subject::Meeting(meeting)) }
}

/// A person's name, and the addresses they may be found at.
fn of_person(rows: &Changes<'_>, id: Id<Person>) -> Vec<String> {
    let person: Person = rows.get(id).unwrap();
    let contacts = rows.find::<Contact>("person", &id).unwrap();
    let values = contacts.iter().map(|contact| contact.value.reveal().to_owned());
    let addresses = values.filter(|value| value.contains("ZZ99"));
    std::iter::once(person.listed().reveal().to_owned()).chain(addresses).collect()
}

/// Every word that tells of a case an agency is kept out of: its reference, and names and addresses that stand in no
/// case that it may read.
pub(super) fn forbidden(service: &Service, agency: &str) -> BTreeSet<String> {
    let rows = Changes::new(service.record());
    let walls: Vec<Wall> = rows.all().unwrap();
    let walls: BTreeSet<Id<Case>> =
        walls.into_iter().filter(|wall| wall.agency == agency).map(|wall| wall.case).collect();
    let (mut told, mut known) = (BTreeSet::new(), BTreeSet::new());
    for party in rows.all::<Party>().unwrap() {
        let words = of_person(&rows, party.person);
        if walls.contains(&party.case) { told.extend(words) } else { known.extend(words) }
    }
    let references = walls.iter().map(|case| rows.get::<Case>(*case).unwrap().reference);
    references.chain(told.difference(&known).cloned()).collect()
}

/// Puts up a wall between an agency and a case.
pub(super) fn wall(service: &mut Service, case: Id<Case>, agency: &str) {
    let declared = Declare {
        case,
        meeting: None,
        agency: agency.to_owned(),
        alternate: None,
        reason: "knows the family".into(),
    };
    run(service, Request::Declare(declared)).unwrap();
}

/// Of each meeting the agency is kept out of the second case, and of one whose flag or action comes up in it.
pub(super) fn walled(service: &mut Service, agency: &str) -> Vec<Id<Meeting>> {
    let meetings =
        ["MARAC-2026-11-26", "MARAC-2026-11-12", "MATAC-2026-12-03"].map(|name| meeting(service, name));
    for meeting in meetings {
        let rows = Changes::new(service.record());
        let mut items = rows.find::<AgendaItem>("meeting", &meeting).unwrap();
        items.sort_by_key(|item| item.position);
        let second = items[1].case;
        let area = service.area().unwrap();
        let ending = crate::domain::statement::expiring(&rows, &area, &rows.get(meeting).unwrap()).unwrap();
        let view = service.record().view();
        let held = rows.get::<Meeting>(meeting).unwrap();
        let owed = view.outstanding(&held.forum, held.on).unwrap();
        let more =
            ending.first().map(|(case, _)| case.id).into_iter().chain(owed.first().map(|one| one.case));
        let cases: BTreeSet<Id<Case>> = more.chain([second]).collect();
        drop(rows);
        cases.into_iter().for_each(|case| wall(service, case, agency));
    }
    meetings.to_vec()
}

#[test]
fn an_agencys_copy_holds_no_word_of_a_case_it_is_kept_out_of() {
    let mut service = demo();
    let agency = "housing";
    let meetings = walled(&mut service, agency);
    let forbidden = forbidden(&service, agency);
    assert!(forbidden.len() > 8, "{forbidden:?}");
    for kind in OURS.iter().filter(|kind| kind.shape().unwrap().to == For::EachAgency) {
        for meeting in &meetings {
            let copy = made(&service, &wanted(*kind, *meeting, Edition::Agency(agency.to_owned()))).unwrap();
            let words = text::write(&copy.document);
            for word in &forbidden {
                assert!(!words.contains(word), "{kind} of {meeting:?} tells {word}:\n{words}");
            }
            assert!(copy.left_out.iter().all(|one| !one.why.is_empty()));
        }
    }
}

#[test]
fn a_new_or_refuge_address_is_on_no_paper() {
    let service = demo();
    let kept: Vec<Contact> = Changes::new(service.record()).all().unwrap();
    let kept: Vec<Contact> = kept.into_iter().filter(|contact| contact.restricted).collect();
    assert!(!kept.is_empty());
    for kind in OURS {
        for name in ["MARAC-2026-11-26", "MARAC-2026-11-12", "MATAC-2026-12-03"] {
            let made = made(&service, &wanted(*kind, meeting(&service, name), Edition::Full)).unwrap();
            let words = text::write(&made.document);
            for contact in &kept {
                assert!(!words.contains(contact.value.reveal()), "{kind} of {name}");
            }
        }
    }
}

#[test]
fn the_agenda_lists_what_agencies_look_up_and_nothing_told_in_confidence() {
    let service = demo();
    let id = meeting(&service, "MARAC-2026-11-26");
    let full = text::write(&made(&service, &wanted(PaperKind::Agenda, id, Edition::Full)).unwrap().document);
    let places: Vec<usize> = [
        "# The meeting",
        "Information: by Mon 23 Nov 2026",
        "# Running order",
        "## Confidentiality",
        "# Outstanding actions",
        "# Case list",
        "## 1. LAN-26-0129",
        "Victim: Zofia WIŚNIEWSKA, 29, born 18/04/1997, also known as Zosia, interpreter: Polish",
        "Perpetrator: Kamil WIŚNIEWSKI",
        "Children: Lena, 6, Quarry Bank Primary",
        "Referral: Mon 2 Nov 2026 by Police",
        "Why: high risk (16 of 24, threshold 14)",
        "# Twelve months passed",
        "# Next meeting",
    ]
    .iter()
    .map(|words| full.find(words).unwrap_or_else(|| panic!("{words} is missing in\n{full}")))
    .collect();
    assert!(places.is_sorted(), "{places:?}");
    assert!(full.contains("1; About: 09:30; Case: LAN-26-0129"), "{full}");
    let rows = Changes::new(service.record());
    for referral in rows.all::<crate::domain::rows::case::Referral>().unwrap() {
        let reason = referral.reason.reveal();
        assert!(
            reason.is_empty() || !full.contains(reason),
            "the narrative of a referral stays with the case"
        );
    }
}

#[test]
fn a_copy_that_leaves_a_case_out_tells_no_times_and_numbers_from_one() {
    let mut service = demo();
    let id = walled(&mut service, "csc")[0];
    let copy = made(&service, &wanted(PaperKind::Agenda, id, Edition::Agency("csc".to_owned()))).unwrap();
    let words = text::write(&copy.document);
    assert!(!words.contains("About: "), "{words}");
    assert!(words.contains("## 1. ") && words.contains("## 2. ") && !words.contains("## 16. "), "{words}");
    assert!(copy.left_out.iter().any(|one| one.why.contains("kept out of this case")), "{:?}", copy.left_out);
}

#[test]
fn every_forum_has_its_papers_and_those_for_the_office_go_to_no_agency() {
    let service = demo();
    for name in
        ["MARAC-2026-11-26", "MARAC-2026-11-12", "MATAC-2026-12-03", "TAC-2026-12-01", "SG-2027-01-14"]
    {
        for kind in OURS {
            let id = meeting(&service, name);
            let made_full = made(&service, &wanted(*kind, id, Edition::Full)).unwrap();
            assert!(made_full.document.blocks.len() > 1, "{kind} of {name}");
            let words = text::write(&made_full.document);
            assert!(words.starts_with("OFFICIAL"), "{kind} of {name}: {words}");
            let agency = made(&service, &wanted(*kind, id, Edition::Agency("housing".to_owned())));
            let office = kind.shape().unwrap().to == For::Office;
            assert_eq!(agency.is_err(), office, "{kind} of {name}");
            assert!(made(&service, &wanted(*kind, id, Edition::Redacted)).is_err(), "{kind} of {name}");
        }
    }
}

#[test]
fn the_chair_reads_what_changed_who_is_silent_and_what_is_late() {
    let service = demo();
    let id = meeting(&service, "MARAC-2026-11-26");
    let words =
        text::write(&made(&service, &wanted(PaperKind::ChairBrief, id, Edition::Full)).unwrap().document);
    for told in [
        "Cases: 16; all fit into the 160 minutes set aside, until about 12:10",
        "Research: nothing yet from 10 of 13 expected: Police",
        "Quorum: Police and IDVA",
        "Fri 27 Nov: release: Release from HMP Larchfield",
        "Conflict: Housing leaves the room; Priya Nair, housing options team leader stands in",
        "Decide: whether a position of trust is involved",
        "Victim's views: IDVA, Fri 20 Nov 2026: She wants to stay in the home",
    ] {
        assert!(words.contains(told), "{told} is missing in\n{words}");
    }
}

#[test]
fn the_gap_sheet_counts_as_the_grid_does_and_names_nobody() {
    let service = demo();
    let id = meeting(&service, "MARAC-2026-11-26");
    let words =
        text::write(&made(&service, &wanted(PaperKind::GapSheet, id, Edition::Full)).unwrap().document);
    let Answer::Grid(grid) = ask(&service, &Ask::Grid(id)) else { panic!("the grid") };
    let gaps: usize = grid.agencies.iter().map(|agency| grid.gaps(&agency.key).count()).sum();
    assert!(words.contains(&format!("{gaps} of ")), "{gaps}: {words}");
    assert!(words.contains("Agency: Housing; 0129: GAP; 0131: GAP"), "{words}");
    assert!(words.contains("0143: out"), "{words}");
    let people: Vec<Person> = Changes::new(service.record()).all().unwrap();
    for person in people {
        assert!(!words.contains(person.listed().reveal()));
    }
}

#[test]
fn flags_that_end_are_told_with_names_and_of_subjects_what_was_said() {
    let service = demo();
    let marac = meeting(&service, "MARAC-2026-11-12");
    let full = wanted(PaperKind::Expiries, marac, Edition::Full);
    let words = text::write(&made(&service, &full).unwrap().document);
    assert!(words.contains("A flag stays 12 months from the last referral."), "{words}");
    assert!(!words.contains("Flags on leaving"), "{words}");
    let matac = wanted(PaperKind::Expiries, meeting(&service, "MATAC-2026-12-03"), Edition::Full);
    let words = text::write(&made(&service, &matac).unwrap().document);
    assert!(words.contains("Case: LAN-26-0148; Subject: Craig VARLEY"), "{words}");
    assert!(words.contains("Leaves: exit proposed"), "{words}");
}
