//! From a typed line to stored rows, with the words this program brings.

use std::fmt::Write;

use super::*;
use crate::domain::line::{Reading, read};
use crate::domain::rows::action::{Action, DueKind};
use crate::domain::rows::agenda::{Information, Note, Risk};
use crate::service::typed;

/// One row of the table: what is typed, what is shown of it, what is stored.
type Line = (&'static str, &'static str, &'static [&'static str]);

#[rustfmt::skip]
const LINES: &[Line] = &[
    ("pol marker on address today",
     "Police · marker on address · due Thu 26 Nov",
     &["police · marker on address · on 2026-11-26 · open"]),
    ("housing: change locks and fit letterbox guard by fri for victim",
     "Housing · change locks and fit letterbox guard · due Fri 27 Nov · protects victim · awaiting confirmation (not in the room)",
     &["housing · change locks and fit letterbox guard · on 2026-11-27 · awaiting confirmation · victim"]),
    ("idva update v cop fri",
     "IDVA · feedback to victim · due Fri 27 Nov 17:00",
     &["idva · feedback to victim · on 2026-11-27 17:00:00 · open"]),
    ("csc+hv: joint visit before 2/12, see ch alone",
     "Children's social care lead, Health visiting supporting · joint visit, see children alone · due Tue 1 Dec",
     &["csc+hv · joint visit, see children alone · on 2026-12-01 · open"]),
    ("hsg: sanctuary and locks 24hrs",
     "Housing · sanctuary and locks · due Fri 27 Nov 11:24 · awaiting confirmation (not in the room)",
     &["housing · sanctuary and locks · on 2026-11-27 11:24:00 · awaiting confirmation"]),
    ("all: flag & tag",
     "Every agency · flag & tag · standing until Fri 12 Nov 2027",
     &["all · flag & tag · standing 2027-11-12 · open"]),
    ("prob: release addr + licence conds by 14:00 fri",
     "Probation · release address and licence conditions · due Fri 27 Nov 14:00",
     &["probation · release address and licence conditions · on 2026-11-27 14:00:00 · open"]),
    ("pol: nmo by consent, chk w sols for ch contact by mon",
     "Police · NMO by consent, chk w sols for ch contact · due Mon 30 Nov",
     &["police · NMO by consent, chk w sols for ch contact · on 2026-11-30 · open"]),
    ("mh - appt for perp 2/52, no mention of marac",
     "Mental health · appt for perp, no mention of MARAC · due Thu 10 Dec",
     &["mh · appt for perp, no mention of MARAC · on 2026-12-10 · open"]),
    ("dc shah: arrest o/s for s39 48h",
     "Police (DC Shah) · arrest o/s for s39 · due Sat 28 Nov 11:24",
     &["police (DC Shah) · arrest o/s for s39 · on 2026-11-28 11:24:00 · open"]),
    ("gp: code record hidden from online 3/7",
     "3/7: Sun 29 Nov (3 days) or Sat 3 Jul 2027 (the date)? · Primary care · code record hidden from online · due Sun 29 Nov",
     &["gp · code record hidden from online · on 2026-11-29 · open"]),
    ("idva done - safe no updated this am",
     "IDVA · safe no updated · completed Thu 26 Nov · this am",
     &["idva · safe no updated · no date given · completed 2026-11-26 “this am”"]),
    ("pol/idva consider dvds rtk by 10 dec",
     "Police and IDVA, one action each · consider DVDS rtk · due Thu 10 Dec",
     &["police · consider DVDS rtk · on 2026-12-10 · open · linked",
       "idva · consider DVDS rtk · on 2026-12-10 · open · linked"]),
    ("csc: s47 strat",
     "Children's social care · s47 strat · due Fri 27 Nov (usual)",
     &["csc · s47 strat · usual 2026-11-27 · open"]),
    ("cps: s47 strat",
     "CPS · s47 strat · no date given · awaiting confirmation (not in the room)",
     &["cps · s47 strat · no date given · awaiting confirmation"]),
    ("refuge: bed tonight v+2ch out of area",
     "Refuge (off the list) · bed v+2ch out of area · due Thu 26 Nov · awaiting confirmation (not in the room) · location, kept off papers",
     &["refuge · bed v+2ch out of area · on 2026-11-26 · awaiting confirmation · off papers"]),
    ("pol: drive-bys nightly til 2/12",
     "Police · drive-bys nightly · ongoing, ends Wed 2 Dec",
     &["police · drive-bys nightly · ongoing 2026-12-02 · open"]),
    ("hsg: visit before release",
     "Housing · visit · due Thu 26 Nov (before release) · awaiting confirmation (not in the room)",
     &["housing · visit · before 2026-11-26 release · awaiting confirmation"]),
    // Others like them.
    ("hsg: visit before court",
     "Housing · visit · due before court, no date held · awaiting confirmation (not in the room)",
     &["housing · visit · before court · awaiting confirmation"]),
    ("pol: report back next meeting",
     "Police · report back · due Wed 9 Dec (before next meeting)",
     &["police · report back (before next meeting) · on 2026-12-09 · open"]),
    ("csc: plan shared before conference",
     "Children's social care · plan shared · due before conference, no date held",
     &["csc · plan shared (before conference) · no date given · open"]),
    ("pol: drive-bys til release",
     "Police · drive-bys · ongoing, ends Fri 27 Nov (release)",
     &["police · drive-bys · ongoing 2026-11-27 release · open"]),
    ("dc shah + sw jones: joint visit for v and ch by fri",
     "Police (DC Shah) lead, Children's social care (SW Jones) supporting · joint visit · due Fri 27 Nov · protects victim and children",
     &["police+csc (DC Shah) · joint visit (with SW Jones; for victim and children) · on 2026-11-27 · open · victim"]),
    ("dc shah arrest tmrw",
     "Police (DC Shah) · arrest · due Fri 27 Nov",
     &["police (DC Shah) · arrest · on 2026-11-27 · open"]),
    ("csc, womens aid: joint call",
     "Children's social care · womens aid: joint call · no date given · could not read “womens aid”",
     &["csc · womens aid: joint call · no date given · open"]),
    ("idva done new safe no yesterday",
     "IDVA · new safe no · completed Wed 25 Nov · yesterday",
     &["idva · new safe no · no date given · completed 2026-11-25 “yesterday”"]),
    ("all: report further incidents by fri",
     "Every agency · report further incidents · due Fri 27 Nov",
     &["all · report further incidents · on 2026-11-27 · open"]),
];

/// What an action line about action 2 leaves stored of it.
#[rustfmt::skip]
const EDITS: &[Line] = &[
    ("2 due mon",
     "action 2 · due Mon 30 Nov",
     &["housing · locks · on 2026-11-30 · awaiting confirmation"]),
    ("2 before release",
     "action 2 · due Thu 26 Nov (before release)",
     &["housing · locks · before 2026-11-26 release · awaiting confirmation"]),
    ("2 til release",
     "action 2 · ongoing, ends Fri 27 Nov (release)",
     &["housing · locks · ongoing 2026-11-27 release · awaiting confirmation"]),
    ("2 done locks fitted 25/11",
     "action 2 · completed Wed 25 Nov · locks fitted 25/11",
     &["housing · locks · on 2026-11-27 · completed 2026-11-25 “locks fitted 25/11”"]),
    ("2 not done no staff",
     "action 2 · not done · no staff",
     &["housing · locks · on 2026-11-27 · not done 2026-11-26 “no staff”"]),
    ("2 nlp moved away",
     "action 2 · no longer possible · moved away",
     &["housing · locks · on 2026-11-27 · no longer possible 2026-11-26 “moved away”"]),
    ("2 continues",
     "action 2 · reviewed, continues",
     &["housing · locks · on 2026-11-27 · awaiting confirmation"]),
    ("2 to csc+hv",
     "action 2 · to Children's social care lead, Health visiting supporting",
     &["csc+hv · locks · on 2026-11-27 · open"]),
    ("2 -> dc shah",
     "action 2 · to Police (DC Shah)",
     &["police (DC Shah) · locks · on 2026-11-27 · open"]),
];

/// A stored action, field by field, without its case, number and what was typed.
fn row(action: &Action) -> String {
    let helpers = action.supporting.0.iter().map(|key| format!("+{key}")).collect::<String>();
    let person = action.person.as_ref().map(|person| format!(" ({})", person.reveal())).unwrap_or_default();
    let mut out = format!("{}{helpers}{person} · {} · ", action.agency, action.words.reveal());
    out.push_str(action.due_kind.word());
    for part in [
        action.due.map(|date| date.to_string()),
        action.due_time.map(|time| time.to_string()),
        action.due_event.map(|event| event.word().to_owned()),
    ]
    .into_iter()
    .flatten()
    {
        write!(out, " {part}").unwrap();
    }
    write!(out, " · {}", action.state).unwrap();
    out.extend(action.closed.map(|on| format!(" {on}")));
    out.extend(action.outcome.as_ref().map(|said| format!(" “{}”", said.reveal())));
    out.extend(action.protects.map(|whom| format!(" · {whom}")));
    out.push_str(if action.off_papers { " · off papers" } else { "" });
    out.push_str(if action.linked.is_some() { " · linked" } else { "" });
    out
}

impl Room {
    fn actions(&self) -> Vec<Action> {
        self.story().actions.into_iter().map(|line| line.action).collect()
    }

    /// Types a line and presses Enter; every request of it is carried out.
    pub(super) fn enter(&mut self, line: &str) -> Reading {
        let (scene, lexicon) = (self.scene(), self.lexicon());
        let reading = read(line, &lexicon, &scene.moment());
        for request in typed::requests(line, &reading, &self.target()) {
            run(&mut self.service, request).unwrap_or_else(|refusal| panic!("{line}: {refusal}"));
        }
        reading
    }
}

fn shown(reading: &Reading) -> String {
    reading.preview(NOW.date()).to_string()
}

#[test]
fn every_line_of_the_table_is_shown_and_stored() {
    let mut room = Room::new();
    let mut wrong = Vec::new();
    for (line, preview, rows) in LINES {
        let reading = room.enter(line);
        let stored = room.actions();
        let said: Vec<String> = stored.iter().map(row).collect();
        if shown(&reading) != *preview || said != *rows {
            wrong.push(format!("{line}\n  {}\n  {}", shown(&reading), said.join("\n  ")));
        }
        for action in &stored {
            assert_eq!(action.typed.reveal(), *line);
            assert_eq!(action.meeting, Some(room.meeting));
        }
        undo(&mut room.service).unwrap();
        assert!(room.actions().is_empty(), "{line}");
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

#[test]
fn lines_about_a_numbered_action_change_it_alone() {
    let mut room = Room::new();
    room.enter("pol: marker by fri");
    room.enter("hsg: locks by fri");
    let other = room.actions().first().cloned();
    let mut wrong = Vec::new();
    for (line, preview, rows) in EDITS {
        let reading = room.enter(line);
        let stored = room.actions();
        let said: Vec<String> = stored.iter().skip(1).map(row).collect();
        if shown(&reading) != *preview || said != *rows {
            wrong.push(format!("{line}\n  {}\n  {}", shown(&reading), said.join("\n  ")));
        }
        assert_eq!(stored.first().cloned(), other, "{line}");
        undo(&mut room.service).unwrap();
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

#[test]
fn actions_are_split_shared_and_linked_by_their_numbers_and_undone() {
    let mut room = Room::new();
    for line in ["pol+csc: joint visit by fri", "idva: safety plan", "gp: code record"] {
        room.enter(line);
    }
    let before = room.actions();
    room.enter("1 also hv");
    assert_eq!(row(&room.actions()[0]), "police+csc+hv · joint visit · on 2026-11-27 · open");
    room.enter("1 drop hv");
    assert_eq!(room.actions(), before);
    undo(&mut room.service).unwrap();
    undo(&mut room.service).unwrap();
    room.enter("1 split");
    let after = room.actions();
    assert_eq!(row(&after[0]), "police · joint visit · on 2026-11-27 · open · linked");
    assert_eq!(row(&after[3]), "csc · joint visit · on 2026-11-27 · open · linked");
    assert_eq!(after[3].number, 4);
    room.enter("3 split housing");
    assert_eq!(
        row(&room.actions()[4]),
        "housing · code record · usual 2026-12-03 · awaiting confirmation · linked",
        "Housing is not in the room"
    );
    undo(&mut room.service).unwrap();
    // Two groups become one; taking one out leaves the others.
    room.enter("2 supports 1");
    let linked: Vec<bool> = room.actions().iter().map(|action| action.linked.is_some()).collect();
    assert_eq!(linked, [true, true, false, true]);
    let all = room.actions();
    assert!(all[0].linked == all[1].linked && all[1].linked == all[3].linked);
    room.enter("2 unlink");
    room.enter("1 unlink");
    assert!(room.actions().iter().all(|action| action.linked.is_none()), "nobody is linked alone");
    for _ in 0..4 {
        undo(&mut room.service).unwrap();
    }
    assert_eq!(room.actions(), before);
    // Several at once, and all or none of them.
    room.enter("2 and 3 due mon");
    assert!(room.actions()[1..].iter().all(|action| action.due == Some(date(2026, 11, 30))));
    room.enter("2 and 9 done");
    assert!(room.actions().iter().all(|action| action.closed.is_none()));
}

#[test]
fn what_is_no_action_is_kept_as_typed() {
    let mut room = Room::new();
    for line in ["nothing known", " pol ", "hsg: nil", "9 done", "womens aid to call"] {
        room.enter(line);
    }
    room.enter("   ");
    let notes = room.item().hearing.notes;
    let words: Vec<&str> = notes.iter().map(|note: &Note| note.words.reveal()).collect();
    assert_eq!(words, ["nothing known", "pol", "hsg: nil", "9 done", "womens aid to call"]);
    assert!(notes.iter().all(|note| note.unread && note.case == Some(room.case)));
    assert!(room.actions().is_empty());
}

#[test]
fn an_action_that_hangs_on_an_event_moves_with_it() {
    let mut room = Room::new();
    room.enter("hsg: visit before release");
    room.enter("pol: drive-bys til release");
    let moved = AddHappening {
        case: room.case,
        kind: HappeningKind::Release,
        on: date(2026, 12, 4),
        words: "put back".into(),
        source: None,
        more: HappeningMore::default(),
    };
    let reply = run(&mut room.service, Request::AddHappening(moved)).unwrap();
    assert_eq!(reply.warnings.len(), 2, "{:?}", reply.warnings);
    let due: Vec<_> = room.actions().into_iter().map(|action| (action.due_kind, action.due)).collect();
    let expected = [(DueKind::Before, Some(date(2026, 12, 3))), (DueKind::Ongoing, Some(date(2026, 12, 4)))];
    assert_eq!(due, expected);
}

#[test]
fn a_walled_agency_is_not_in_the_room() {
    let mut room = Room::new();
    let wall = crate::domain::request::Declare {
        case: room.case,
        meeting: Some(room.meeting),
        agency: "police".to_owned(),
        alternate: None,
        reason: "related".into(),
    };
    run(&mut room.service, Request::Declare(wall)).unwrap();
    let (scene, lexicon) = (room.scene(), room.lexicon());
    let line = "csc+pol: visit";
    let reading = read(line, &lexicon, &scene.moment());
    assert!(shown(&reading).contains("Police not in the room"), "{}", shown(&reading));
    for request in typed::requests(line, &reading, &room.target()) {
        let reply = run(&mut room.service, request).unwrap();
        assert!(reply.warnings.iter().any(|words| words.contains("out of")), "helping is taking part");
    }
}

#[test]
#[rustfmt::skip]
fn information_says_who_brought_what() {
    let mut room = Room::new();
    let table = [
        ("police: four calls since August; bail to 2 Dec", "police · information · four calls since August; bail to 2 Dec"),
        ("pol four calls", "police · information · four calls"),
        ("idva she wants to stay", "idva · information · she wants to stay"),
        ("hv nk", "hv · nothing known · nk"),
        ("housing nothing known", "housing · nothing known · nothing known"),
        ("Health visiting: Nothing known.", "hv · nothing known · Nothing known."),
        ("nil", "- · nothing known · nil"),
        ("mh: late: seen on Tuesday", "mh · late · seen on Tuesday"),
        ("gp: none", "gp · none · none"),
        ("csc: ? he is back at the house", "csc · information, a view · he is back at the house"),
        ("prob - view: recall likely", "probation · information, a view · recall likely"),
        ("view of the neighbour: loud", "- · information · view of the neighbour: loud"),
        // A name that belongs to the sentence attributes nothing and is not lost.
        ("police called twice by neighbour", "- · information · police called twice by neighbour"),
        ("family court hearing on Friday", "- · information · family court hearing on Friday"),
        ("fire set at the door", "- · information · fire set at the door"),
        ("children's bedroom door broken", "- · information · children's bedroom door broken"),
        ("late night calls", "- · information · late night calls"),
        ("dc shah: no further offences", "police · information · dc shah: no further offences"),
        ("police:", "- · information · police:"),
        ("all: quiet", "- · information · all: quiet"),
    ];
    let lexicon = room.lexicon();
    for (line, _) in table {
        let request = typed::information(line, &lexicon, &room.target()).unwrap();
        run(&mut room.service, request).unwrap();
    }
    let said = |row: &Information| {
        let view = if row.opinion { ", a view" } else { "" };
        format!("{} · {}{view} · {}", row.agency.as_deref().unwrap_or("-"), row.kind, row.words.reveal())
    };
    let stored: Vec<String> = room.item().hearing.information.iter().map(said).collect();
    assert_eq!(stored, table.map(|(_, row)| row.to_owned()));
    assert!(typed::information("  ", &lexicon, &room.target()).is_none());
}

#[test]
#[rustfmt::skip]
fn a_risk_says_whom_it_threatens() {
    let mut room = Room::new();
    let table = [
        ("release Friday", "victim · release Friday"),
        ("v: release Friday", "victim · release Friday"),
        ("children: contact dispute", "children · contact dispute"),
        ("ch - collected from school", "children · collected from school"),
        ("children saw it", "children · children saw it"),
        ("perp: suicidal", "perpetrator · suicidal"),
        ("perp has a knife", "victim · perp has a knife"),
        ("family: threats to grandmother", "others · threats to grandmother"),
        ("staff: dog at the address", "staff · dog at the address"),
        ("idva: children: contact dispute", "children · contact dispute · idva"),
        ("children:", "children · children:"),
    ];
    let lexicon = room.lexicon();
    for (line, _) in table {
        let request = typed::risk(line, &lexicon, &room.target()).unwrap();
        run(&mut room.service, request).unwrap();
    }
    let said = |row: &Risk| {
        let by = row.agency.as_ref().map(|key| format!(" · {key}")).unwrap_or_default();
        format!("{} · {}{by}", row.whom, row.words.reveal())
    };
    let stored: Vec<String> = room.item().hearing.risks.iter().map(said).collect();
    assert_eq!(stored, table.map(|(_, row)| row.to_owned()));
}

#[test]
fn between_meetings_nobody_has_to_be_there() {
    let mut room = Room::new();
    let area = room.service.area().unwrap();
    let scene = Scene::of(&room.story(), &[], None, &area.holidays, NOW);
    let target = Target::of(&room.story(), None);
    let lexicon = room.lexicon();
    let line = "hsg: locks by fri";
    let reading = read(line, &lexicon, &scene.moment());
    assert_eq!(shown(&reading), "Housing · locks · due Fri 27 Nov");
    for request in typed::requests(line, &reading, &target) {
        run(&mut room.service, request).unwrap();
    }
    for request in
        [typed::information("pol: calls", &lexicon, &target), typed::risk("ch: cold", &lexicon, &target)]
    {
        run(&mut room.service, request.unwrap()).unwrap();
    }
    let rows = Changes::new(room.service.record());
    let kept: Vec<Note> = rows.find("case", &Some(room.case)).unwrap();
    assert_eq!(kept.iter().filter(|note| note.meeting.is_none() && !note.unread).count(), 2);
    assert_eq!(
        room.actions().iter().map(row).collect::<Vec<_>>(),
        ["housing · locks · on 2026-11-27 · open"]
    );
}

#[test]
fn agencies_added_in_a_meeting_are_known() {
    let room = Room::new();
    let area = room.service.area().unwrap();
    let agency = |key: &str, name: &str| Agency {
        id: Id::new(Uuid::nil()),
        key: key.to_owned(),
        name: name.to_owned(),
        short: name.to_owned(),
        core: false,
        off_list: true,
    };
    // The second one's name already means the police, and goes on meaning them.
    let extra = [agency("orchard", "Orchard House"), agency("pol2", "Police")];
    let words = lexicon(&area, "marac", NOW.date(), &extra).unwrap();
    let scene = room.scene();
    let said = |line: &str| shown(&read(line, &words, &scene.moment()));
    assert!(
        said("orchard house: room").starts_with("Orchard House (off the list) · room"),
        "{}",
        said("orchard house: room")
    );
    assert!(said("police: call").starts_with("Police · call"));
    assert!(lexicon(&area, "navy", NOW.date(), &[]).is_err());
}
