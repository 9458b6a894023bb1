//! What each reader gets: nothing of a case they are kept out of, nothing that may reach the perpetrator, no address kept off
//! papers; and what happens when a paper that went out no longer holds.

use super::meeting_papers::{demo, forbidden, made, meeting, walled, wanted};
use super::*;
use crate::domain::paper::{Edition, For, Format, Of, PaperKind, SHAPES, Subject, Wanted};
use crate::domain::request::{AddAddendum, AddContact, AddNote};
use crate::domain::rows::agenda::{AgendaItem, Information, Risk};
use crate::domain::rows::case::{Party, PartyRole, Views};
use crate::domain::rows::meeting::MeetingState;
use crate::domain::rows::person::{ContactKind, Person};
use crate::papers::text;
use crate::service::ask::{Standing, Verdict};
use crate::service::papers::{Options, correct, verify, write};

/// Every paper about a meeting, or one of its cases, that may go to an agency.
fn for_agencies(meeting: Id<Meeting>, cases: &[Id<Case>]) -> Vec<(PaperKind, Subject)> {
    let mut found = Vec::new();
    for shape in SHAPES.iter().filter(|shape| matches!(shape.to, For::EachAgency | For::Anybody)) {
        match shape.of {
            Of::Meeting => found.push((shape.kind, Subject::Meeting(meeting))),
            Of::Item => found.extend(cases.iter().map(|case| (shape.kind, Subject::Item(meeting, *case)))),
            Of::Case => found.extend(cases.iter().map(|case| (shape.kind, Subject::Case(*case)))),
            Of::Person | Of::Forum | Of::Owed => {}
        }
    }
    found
}

fn cases(service: &Service, meeting: Id<Meeting>) -> Vec<Id<Case>> {
    let items = Changes::new(service.record()).find::<AgendaItem>("meeting", &meeting).unwrap();
    items.into_iter().map(|item| item.case).collect()
}

#[test]
fn no_paper_tells_an_agency_of_a_case_it_is_kept_out_of() {
    let mut service = demo();
    let agency = "housing";
    let meetings = walled(&mut service, agency);
    let forbidden = forbidden(&service, agency);
    let mut read = 0;
    for meeting in meetings {
        for (kind, subject) in for_agencies(meeting, &cases(&service, meeting)) {
            let asked = Wanted { subject, ..wanted(kind, meeting, Edition::Agency(agency.to_owned())) };
            // A paper that cannot be made for this reader tells nothing.
            let Ok(copy) = made(&service, &asked) else { continue };
            let words = text::write(&copy.document);
            for word in &forbidden {
                assert!(!words.contains(word), "{kind} tells {word}:\n{words}");
            }
            read += 1;
        }
    }
    assert!(read > 10, "{read} papers were read");
}

#[test]
fn a_new_address_written_into_a_note_is_in_no_paper() {
    let mut service = demo();
    let meeting = meeting(&service, "MARAC-2026-11-26");
    let case = cases(&service, meeting)[0];
    let victim = Changes::new(service.record())
        .find::<Party>("case", &case)
        .unwrap()
        .into_iter()
        .find(|party| party.role == PartyRole::Victim)
        .unwrap()
        .person;
    let contact = AddContact {
        person: victim,
        kind: ContactKind::Address,
        value: "14 Hidden Row, Morecambe ZZ98 7QQ".into(),
        safe: None,
        restricted: true,
    };
    run(&mut service, Request::AddContact(contact)).unwrap();
    let note = AddNote {
        meeting: Some(meeting),
        case: Some(case),
        words: "she is now at 14 hidden row Morecambe, ZZ987QQ".into(),
        unread: false,
    };
    run(&mut service, Request::AddNote(note)).unwrap();
    let mut with_note = 0;
    for (kind, subject) in for_agencies(meeting, &[case]) {
        let Ok(copy) = made(&service, &Wanted { subject, ..wanted(kind, meeting, Edition::Full) }) else {
            continue;
        };
        let words = text::write(&copy.document);
        assert!(!words.to_lowercase().contains("hidden row") && !words.contains("ZZ98"), "{kind}:\n{words}");
        with_note += usize::from(words.contains("she is now at [kept off papers]"));
    }
    assert!(with_note >= 2, "minutes and extract hold the note without the address");
}

#[test]
fn a_redacted_edition_holds_nothing_that_was_said() {
    let service = demo();
    let rows = Changes::new(service.record());
    let approved = rows.find::<Meeting>("state", &MeetingState::Approved).unwrap();
    let meeting = approved.iter().max_by_key(|meeting| meeting.on).unwrap().id;
    let copy = made(&service, &wanted(PaperKind::Minutes, meeting, Edition::Redacted)).unwrap();
    let (words, full) = (
        text::write(&copy.document),
        text::write(&made(&service, &wanted(PaperKind::Minutes, meeting, Edition::Full)).unwrap().document),
    );
    let said = rows.find::<Information>("meeting", &meeting).unwrap().into_iter().map(|row| row.words);
    let feared = rows.find::<Risk>("meeting", &meeting).unwrap().into_iter().map(|row| row.words);
    let wished =
        cases(&service, meeting).into_iter().flat_map(|case| rows.find::<Views>("case", &case).unwrap());
    let all: Vec<_> =
        said.chain(feared).chain(wished.map(|row| row.words)).filter(|words| !words.is_empty()).collect();
    assert!(
        all.iter().filter(|words| full.contains(words.reveal())).count() > 5,
        "the full edition holds them"
    );
    for secret in all {
        assert!(!words.contains(secret.reveal()), "{}", secret.reveal());
    }
    assert!(copy.left_out.len() > 5, "{:?}", copy.left_out);
}

#[test]
fn minutes_about_perpetrators_number_the_victims_and_the_annex_names_them() {
    let service = demo();
    let meeting = meeting(&service, "MATAC-2026-12-03");
    let annex = made(&service, &wanted(PaperKind::VictimAnnex, meeting, Edition::Full)).unwrap();
    let minutes = made(&service, &wanted(PaperKind::Minutes, meeting, Edition::Full)).unwrap();
    let (annex, minutes) = (text::write(&annex.document), text::write(&minutes.document));
    let rows = Changes::new(service.record());
    let names: Vec<String> = rows
        .all::<Party>()
        .unwrap()
        .into_iter()
        .filter(|party| party.role == PartyRole::Victim)
        .map(|party| rows.get::<Person>(party.person).unwrap().listed().reveal().to_owned())
        .filter(|name| annex.contains(name.as_str()))
        .collect();
    assert!(!names.is_empty(), "the annex names somebody:\n{annex}");
    for name in names {
        assert!(!minutes.contains(&name), "{name}");
    }
}

fn owed_today(service: &Service) -> bool {
    match ask(service, &Ask::Today) {
        Answer::Today(today) => today.duties.iter().any(|duty| duty.what.contains("send corrections of")),
        _ => panic!("today"),
    }
}

#[test]
fn whoever_holds_a_copy_that_changed_is_owed_a_correction_and_a_file_says_what_it_is() {
    let mut service = demo();
    let rows = Changes::new(service.record());
    let approved = rows.find::<Meeting>("state", &MeetingState::Approved).unwrap();
    let held = approved.iter().max_by_key(|meeting| meeting.on).unwrap().id;
    let case = cases(&service, held)[0];
    drop(rows);
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("minutes.txt");
    let options = Options { format: Format::Text, ..Options::pdf() };
    let asked = Wanted { recipient: "Police".to_owned(), ..wanted(PaperKind::Minutes, held, Edition::Full) };
    write(&mut service, at(NOW), &asked, &options, &file).unwrap();
    let verdict = |service: &Service, file: &std::path::Path| {
        let area = service.area().unwrap();
        let with =
            Looking { view: service.record().view(), area: &area, now: at(NOW), actor: service.actor() };
        verify(&with, file).unwrap()
    };
    assert!(matches!(verdict(&service, &file), Verdict::Ours(_)));
    let about = Subject::Meeting(held);
    let none = correct(&mut service, at(NOW), &about, &options, folder.path()).unwrap_err().to_string();
    assert!(none.contains("nobody is owed a correction"), "{none}");

    let addendum =
        AddAddendum { meeting: held, case: Some(case), words: "the bail date was 3 December".into() };
    run(&mut service, Request::AddAddendum(addendum)).unwrap();
    let Verdict::Older(words) = verdict(&service, &file) else { panic!("a copy that changed") };
    assert!(words.contains("changed since: Addenda (new)"), "{words}");
    match ask(&service, &Ask::Papers(about.clone())) {
        Answer::Papers(story) => assert!(matches!(story.copies[0].standing, Standing::Changed(_))),
        _ => panic!("the papers"),
    }
    assert!(owed_today(&service), "Today says that a correction is owed");
    correct(&mut service, at(NOW), &about, &options, folder.path()).unwrap();
    assert!(!owed_today(&service), "and no more once it went out");
    let corrected = std::fs::read_dir(folder.path())
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .find(|path| path.file_name().unwrap().to_string_lossy().starts_with("correction-"))
        .unwrap();
    let words = std::fs::read_to_string(&corrected).unwrap();
    assert!(words.contains("This copy replaces copy 1") && words.contains("3 December"), "{words}");
    assert!(matches!(verdict(&service, &corrected), Verdict::Ours(_)));
    let Verdict::Older(words) = verdict(&service, &file) else { panic!("a copy that was replaced") };
    assert!(words.contains("replaced by copy 2"), "{words}");
    let twice = correct(&mut service, at(NOW), &about, &options, folder.path()).unwrap_err().to_string();
    assert!(twice.contains("nobody is owed a correction"), "{twice}");
}

#[test]
fn a_paper_of_the_day_is_no_draft_and_owes_no_correction_when_the_day_is_over() {
    let mut service = demo();
    let about = Subject::Meeting(meeting(&service, "MARAC-2026-11-26"));
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("agenda.txt");
    let options = Options { format: Format::Text, ..Options::pdf() };
    let asked = Wanted::of(PaperKind::Agenda, about.clone());
    write(&mut service, at(NOW), &asked, &options, &file).unwrap();
    let later = at(date(2026, 12, 20).at(9, 0, 0, 0));
    let area = service.area().unwrap();
    let with = Looking { view: service.record().view(), area: &area, now: later, actor: service.actor() };
    let copy = crate::service::papers::story(&with, &about).unwrap().copies.remove(0);
    assert!(!copy.issued.draft);
    assert_eq!(copy.standing, Standing::Unknown);
    let Verdict::Ours(words) = verify(&with, &file).unwrap() else { panic!("a copy as issued") };
    assert!(words.contains("agenda of MARAC-2026-11-26, copy 1"), "{words}");
}
