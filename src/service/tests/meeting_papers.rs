//! Papers of a meeting, made from the invented area: what each says, and that no agency reads of a case it is kept out of.

use std::collections::BTreeSet;
use std::sync::{LazyLock, Mutex, MutexGuard, PoisonError};

use super::*;
use crate::demo::build::{FEWEST, Size, build};
use crate::demo::content;
use crate::domain::paper::{Edition, For, Format, PaperKind, Subject, Wanted};
use crate::domain::request::Declare;
use crate::domain::rows::agenda::AgendaItem;
use crate::domain::rows::case::{Party, Wall};
use crate::domain::rows::person::{Contact, Person};
use crate::papers::{Copy, text};
use crate::service::papers::{Made, Options, make, recipients, write};

/// Papers of this room.
const OURS: &[PaperKind] = &[
    PaperKind::Agenda,
    PaperKind::ChairBrief,
    PaperKind::GapSheet,
    PaperKind::Expiries,
    PaperKind::Register,
];

pub(super) fn demo() -> Service {
    let ids = Box::new(SeededIds::new(1, 1_700_000_000_000));
    let now = at(date(2026, 11, 26).at(8, 0, 0, 0));
    let mut service = Service::in_memory(Box::new(Stream::seeded(1)), ids, now).unwrap();
    let size = Size { cases: FEWEST, seed: 1, today: date(2026, 11, 26) };
    build(&mut service, &content::load().unwrap(), size, &mut |_| {}).unwrap();
    service
}

/// The same record for every test that only reads.
fn read() -> MutexGuard<'static, Service> {
    static DEMO: LazyLock<Mutex<Service>> = LazyLock::new(|| Mutex::new(demo()));
    DEMO.lock().unwrap_or_else(PoisonError::into_inner)
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
            let told = copy.left_out.iter().any(|one| one.why.contains("is kept out of this case"));
            assert!(told || *kind != PaperKind::Agenda, "{kind}: {:?}", copy.left_out);
        }
    }
    numbered_anew(&service, meetings[0], agency);
}

/// A copy that leaves a case out tells no times, since a gap would tell, and is numbered from 1 without one.
fn numbered_anew(service: &Service, id: Id<Meeting>, agency: &str) {
    let copy = made(service, &wanted(PaperKind::Agenda, id, Edition::Agency(agency.to_owned()))).unwrap();
    let words = text::write(&copy.document);
    assert!(!words.contains("About: "), "{words}");
    assert!(words.contains("## 1. ") && words.contains("## 2. ") && !words.contains("## 16. "), "{words}");
}

#[test]
fn a_new_or_refuge_address_is_on_no_paper() {
    let service = read();
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
    let service = read();
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
fn every_forum_has_its_papers_and_those_for_the_office_go_to_no_agency() {
    let service = read();
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
fn the_agenda_goes_to_the_agencies_expected_and_to_no_place_of_refuge() {
    let service = read();
    let id = meeting(&service, "MARAC-2026-11-26");
    let area = service.area().unwrap();
    let with = Looking { view: service.record().view(), area: &area, now: at(NOW), actor: service.actor() };
    let to = recipients(&with, PaperKind::Agenda, &Subject::Meeting(id)).unwrap();
    assert!(to.iter().any(|(key, _)| key == "police") && to.len() == 13, "{to:?}");
    let refuges: Vec<_> = area.agencies.agency.iter().filter(|agency| agency.off_list).collect();
    assert!(to.iter().all(|(key, _)| refuges.iter().all(|refuge| refuge.key != *key)), "{to:?}");
}

#[test]
fn the_chair_reads_what_changed_who_is_silent_and_what_is_late() {
    let service = read();
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
    let service = read();
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
    let service = read();
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

#[test]
fn the_register_is_signed_before_a_meeting_and_tells_who_came_after_it() {
    let service = read();
    let said = |name: &str| {
        let wanted = wanted(PaperKind::Register, meeting(&service, name), Edition::Full);
        text::write(&made(&service, &wanted).unwrap().document)
    };
    let before = said("MARAC-2026-11-26");
    assert!(before.contains("# To be signed") && before.contains("Whoever signs accepts this."), "{before}");
    assert!(before.contains("Agency: Police; Name and post: "), "who came last time is filled in: {before}");
    assert!(before.contains("## Observers and others"), "{before}");
    let after = said("MARAC-2026-11-12");
    assert!(after.contains("# Who came") && !after.contains("To be signed"), "{after}");
    assert!(after.contains("The statement was read and accepted at "), "{after}");
}

#[test]
fn the_chair_is_asked_by_reference_alone_and_only_once_the_meeting_is_over() {
    let room = Room::new();
    let asked = wanted(PaperKind::ApprovalRequest, room.meeting, Edition::Full);
    let early = made(&room.service, &asked).unwrap_err().to_string();
    assert!(early.contains("is not over"), "{early}");
    let Room { mut service, meeting, .. } = room;
    run(&mut service, Request::MoveMeeting(MoveMeeting { meeting, step: Step::Close })).unwrap();
    let words = text::write(&made(&service, &asked).unwrap().document);
    assert!(words.contains("The draft minutes of MARAC-2026-11-26"), "{words}");
    assert!(words.contains("- case 1, LAN-26-0001: no decision recorded"), "{words}");
    assert!(words.contains("They are due out on "), "{words}");
    for name in ["Kershaw", "KERSHAW", "Mary", "Dean"] {
        assert!(!words.contains(name), "{name}: {words}");
    }
}

fn period(kind: PaperKind, forum: &str, edition: Edition) -> Wanted {
    let (from, to) = (date(2026, 7, 1), date(2026, 11, 25));
    Wanted { edition, ..Wanted::of(kind, Subject::Forum { forum: forum.to_owned(), from, to }) }
}

#[test]
fn the_steering_report_adds_up_and_names_nobody() {
    let service = read();
    let people: Vec<Person> = Changes::new(service.record()).all().unwrap();
    for forum in ["marac", "matac", "tac", "sg"] {
        for kind in [PaperKind::SteeringReport, PaperKind::AttendanceReport] {
            let words = text::write(&made(&service, &period(kind, forum, Edition::Full)).unwrap().document);
            for person in &people {
                assert!(!words.contains(person.listed().reveal()), "{forum}: {words}");
            }
        }
    }
    let words = text::write(
        &made(&service, &period(PaperKind::SteeringReport, "marac", Edition::Full)).unwrap().document,
    );
    let rows = Changes::new(service.record());
    let meetings =
        crate::domain::told::attendance::held(&rows, "marac", date(2026, 7, 1), date(2026, 11, 25)).unwrap();
    let heard: usize = meetings
        .iter()
        .flat_map(|one| rows.find::<AgendaItem>("meeting", &one.id).unwrap())
        .filter(|item| item.state == crate::domain::rows::agenda::ItemState::Heard)
        .count();
    assert!(heard > 10 && words.contains(&format!("Cases heard: {heard}\n")), "{heard}: {words}");
    assert!(words.contains(&format!("Meetings held: {}\n", meetings.len())), "{words}");
    assert!(words.contains("Month: Jul 2026; Meetings: "), "{words}");
}

#[test]
fn a_steering_report_outside_the_office_tells_no_small_number_of_people() {
    let service = read();
    let edition = Edition::Agency("housing".to_owned());
    let told = made(&service, &period(PaperKind::SteeringReport, "matac", edition)).unwrap();
    assert!(told.left_out.iter().any(|one| one.what.contains("under 5")));
    let words = text::write(&told.document);
    assert!(words.contains("fewer than 5"), "{words}");
    let (cases, _) = words.split_once("# Actions agreed").unwrap();
    for line in cases.lines().filter(|line| line.starts_with("Stage: ") || line.starts_with("Agency: ")) {
        for small in 1..5 {
            assert!(
                !line.contains(&format!(": {small};")) && !line.ends_with(&format!(": {small}")),
                "{line}"
            );
        }
    }
}

#[test]
fn outcomes_say_what_the_minutes_say_and_subjects_have_a_review_and_no_named_victim() {
    let mut service = demo();
    let marac = meeting(&service, "MARAC-2026-11-12");
    let words = text::write(
        &made(&service, &wanted(PaperKind::OutcomeSheet, marac, Edition::Full)).unwrap().document,
    );
    assert!(words.contains("# What was decided") && words.contains("# Actions agreed"), "{words}");
    let planned = wanted(PaperKind::OutcomeSheet, meeting(&service, "MARAC-2026-11-26"), Edition::Full);
    assert!(made(&service, &planned).unwrap_err().to_string().contains("has not sat yet"));
    let matac = meeting(&service, "MATAC-2026-09-17");
    let words = text::write(
        &made(&service, &wanted(PaperKind::OutcomeSheet, matac, Edition::Full)).unwrap().document,
    );
    assert!(words.contains("Review by: "), "{words}");
    walled(&mut service, "probation");
    let forbidden = forbidden(&service, "probation");
    for id in [marac, matac] {
        let copy =
            made(&service, &wanted(PaperKind::OutcomeSheet, id, Edition::Agency("probation".to_owned())))
                .unwrap();
        let words = text::write(&copy.document);
        for word in &forbidden {
            assert!(!words.contains(word), "{word}: {words}");
        }
    }
}

#[test]
fn the_request_for_approval_is_a_draft_mail_with_the_draft_minutes_attached() {
    let Room { mut service, meeting, .. } = Room::new();
    run(&mut service, Request::MoveMeeting(MoveMeeting { meeting, step: Step::Close })).unwrap();
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("approval.eml");
    let asked = wanted(PaperKind::ApprovalRequest, meeting, Edition::Full);
    let options = Options { format: Format::Eml, ..Options::pdf() };
    write(&mut service, at(NOW), &asked, &options, &file).unwrap();
    let bytes = std::fs::read(&file).unwrap();
    let message = mail_parser::MessageParser::default().parse(&bytes).unwrap();
    let told = message.body_text(0).unwrap();
    assert!(told.contains("Please approve them") && !told.contains("KERSHAW"), "{told}");
    assert!(message.subject().unwrap().contains("MARAC-2026-11-26"), "{:?}", message.subject());
    let attached = message.attachment(0).unwrap();
    assert_eq!(mail_parser::MimeHeaders::attachment_name(attached), Some("MARAC-2026-11-26-enclosed.pdf"));
    assert!(attached.contents().starts_with(b"%PDF"));
    let minutes = made(&service, &asked).unwrap().enclosed.unwrap();
    assert!(minutes.draft && minutes.title.starts_with("Minutes"));
}
