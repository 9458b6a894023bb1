//! Usual actions and names of agencies, with the files this program brings.

use super::*;
use crate::domain::line::read;
use crate::domain::request::{NameAgency, Naming};
use crate::service::usual::{UsualLine, UsualQuery};

fn usual(room: &Room, agencies: &[&str], words: &str) -> Vec<UsualLine> {
    let agencies = agencies.iter().map(|key| (*key).to_owned()).collect();
    let query = UsualQuery { forum: "marac".to_owned(), agencies, words: words.to_owned() };
    let Answer::Usual(lines) = ask(&room.service, &Ask::Usual(query)) else { panic!("usual actions") };
    lines
}

fn shown(room: &Room, line: &str) -> String {
    read(line, &room.lexicon(), &room.scene().moment()).preview(NOW.date()).to_string()
}

#[test]
fn every_usual_action_reads_back_as_it_is_offered() {
    let room = Room::new();
    let lines = usual(&room, &[], "");
    assert!(lines.len() > 60, "{}", lines.len());
    for line in &lines {
        let key = line.agency.as_deref().unwrap_or("pol");
        let read = shown(&room, &format!("{key}: {}", line.line));
        let plain = |text: &str| crate::domain::text::fold(text);
        // A time in the words themselves is read as one.
        let timed = line.words.contains("within 24 hours") || line.words.contains("for 12 months");
        assert!(timed || plain(&read).contains(&plain(&line.words)), "{read}\n  of {}", line.line);
        assert!(!read.contains('?') && !read.contains("could not read"), "{read}");
        let due = read.contains("(usual)") || read.contains("before ") || read.contains("standing");
        assert!(
            timed || due || line.due.is_empty() || line.due.starts_with("stands"),
            "{read} of {}",
            line.due
        );
        assert_eq!(line.protects.is_empty(), !read.contains("protects"), "{read}");
    }
}

#[test]
fn the_beginning_of_the_words_finds_them_and_an_agency_without_them_is_offered_whole() {
    let room = Room::new();
    let found = usual(&room, &["police"], "mark");
    assert!(!found.is_empty() && found.iter().all(|line| line.agency.as_deref() == Some("police")));
    assert!(found.iter().any(|line| line.words.contains("marker")));
    assert!(usual(&room, &["police"], "zzz").len() > found.len());
    assert!(usual(&room, &[], "zzz").is_empty());
}

#[test]
fn words_often_used_here_are_learned_and_never_those_that_name_anybody() {
    let mut room = Room::new();
    let mut cases = vec![room.case];
    for surname in ["Alder", "Birch", "Cedar"] {
        cases.push(first_id(&run(&mut room.service, referral(surname)).unwrap()));
    }
    let mut say = |case: usize, line: &str| {
        let reading = read(line, &room.lexicon(), &room.scene().moment());
        let target = Target { case: cases[case], meeting: None, ..room.target() };
        for request in crate::service::typed::requests(line, &reading, &target) {
            run(&mut room.service, request).unwrap();
        }
    };
    for case in 0..3 {
        say(case, "hsg: Fit fireproof letterbox in 4 days for victim");
        say(case, "hsg: fit fireproof letterbox in 4 days");
        say(case, "hsg: ring Mary about the bins");
        say(case, "hsg: ring 07700900123");
        say(case, "hsg: ask pc shah for the log");
    }
    say(0, "hsg: move the shed");
    say(1, "hsg: move the shed");
    let ours: Vec<_> =
        usual(&room, &["housing"], "").into_iter().filter(|line| line.cases.is_some()).collect();
    let words: Vec<&str> =
        ours.iter().map(|line| line.words.to_lowercase()).map(|words| words.leak() as &str).collect();
    assert_eq!(words, ["fit fireproof letterbox"]);
    assert_eq!((ours[0].cases, ours[0].due.as_str()), (Some(3), "4 days"));
    assert!(
        usual(&room, &["police"], "fireproof").iter().all(|line| line.cases.is_none()),
        "of Housing alone"
    );
    // Undone, it is forgotten again.
    for _ in 0..17 {
        undo(&mut room.service).unwrap();
    }
    assert!(usual(&room, &["housing"], "").iter().all(|line| line.cases.is_none()));
}

#[test]
fn a_name_gets_a_meaning_and_the_line_is_read_anew() {
    let mut room = Room::new();
    let name = |room: &mut Room, word: &str, means: Naming| {
        run(&mut room.service, Request::NameAgency(NameAgency { word: word.to_owned(), means }))
    };
    let line = "lcft: cpa review by mon";
    assert!(shown(&room, line).contains("no agency here is called"));
    name(&mut room, "LCFT", Naming::Nickname("mh".to_owned())).unwrap();
    assert_eq!(shown(&room, line), "Mental health · cpa review · due Mon 30 Nov");
    assert!(
        name(&mut room, "lcft", Naming::Nickname("gp".to_owned()))
            .unwrap_err()
            .to_string()
            .contains("already")
    );
    name(&mut room, "lcft", Naming::Nothing).unwrap();
    assert!(shown(&room, line).contains("no agency here is called"));
    undo(&mut room.service).unwrap();
    undo(&mut room.service).unwrap();
    assert!(shown(&room, line).contains("no agency here is called"));

    name(&mut room, "nest", Naming::Agency { name: "Nest Lancashire Young People".to_owned() }).unwrap();
    assert!(shown(&room, "nest: call").starts_with("Nest Lancashire Young People · call"));
    assert!(room.service.area().unwrap().agencies.get("nest").is_some());
    name(&mut room, "orchard house", Naming::Once { name: String::new(), place: true }).unwrap();
    let read = shown(&room, "orchard house: room tonight");
    assert!(read.contains("(off the list)") && read.contains("kept off papers"), "{read}");
    room.enter("orchard house: room tonight");
    assert_eq!(room.story().actions.len(), 1);
    for (word, means) in [
        ("all", Naming::Nickname("mh".to_owned())),
        ("ch", Naming::Nickname("csc".to_owned())),
        ("dc", Naming::Agency { name: String::new() }),
        ("x", Naming::Nickname("navy".to_owned())),
        ("two: words", Naming::Agency { name: String::new() }),
        ("gone", Naming::Nothing),
    ] {
        assert!(name(&mut room, word, means).is_err(), "{word}");
    }
}

#[test]
fn an_action_made_of_what_was_said_keeps_where_it_comes_from() {
    let mut room = Room::new();
    let lexicon = room.lexicon();
    let said = crate::service::typed::information("pol: four calls", &lexicon, &room.target()).unwrap();
    let id = run(&mut room.service, said).unwrap();
    let source = room.item().hearing.information.first().map(|row| row.id.uuid());
    let _ = id;
    let reading = read("pol: check log", &lexicon, &room.scene().moment());
    let target = Target { source, ..room.target() };
    for request in crate::service::typed::requests("pol: check log", &reading, &target) {
        run(&mut room.service, request).unwrap();
    }
    assert_eq!(room.story().actions[0].action.arose, source);
    let nobody = Target { source: Some(Uuid::nil()), ..room.target() };
    for request in crate::service::typed::requests("pol: check log", &reading, &nobody) {
        assert!(run(&mut room.service, request).is_err());
    }
}
