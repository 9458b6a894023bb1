//! The lines that decide: today is Thursday 26 November 2026, 11:24, the next MARAC is 10 December.

use super::{Room, check};

#[test]
#[rustfmt::skip]
fn what_is_typed_and_what_it_becomes() {
    let room = Room::new();
    check(&[
        ("pol marker on address today",
         "Police · marker on address · due Thu 26 Nov"),
        ("housing: change locks and fit letterbox guard by fri for victim",
         "Housing · change locks and fit letterbox guard · due Fri 27 Nov · protects victim · awaiting confirmation (not in the room)"),
        ("idva update v cop fri",
         "IDVA · feedback to victim · due Fri 27 Nov 17:00"),
        ("csc+hv: joint visit before 2/12, see ch alone",
         "Children's social care lead, Health visiting supporting · joint visit, see children alone · due Tue 1 Dec"),
        ("hsg: sanctuary and locks 24hrs",
         "Housing · sanctuary and locks · due Fri 27 Nov 11:24 · awaiting confirmation (not in the room)"),
        ("all: flag & tag",
         "Every agency · flag & tag · standing until Fri 12 Nov 2027"),
        ("prob: release addr + licence conds by 14:00 fri",
         "Probation · release address and licence conditions · due Fri 27 Nov 14:00"),
        ("pol: nmo by consent, chk w sols for ch contact by mon",
         "Police · NMO by consent, chk w sols for ch contact · due Mon 30 Nov"),
        ("mh - appt for perp 2/52, no mention of marac",
         "Mental health · appt for perp, no mention of MARAC · due Thu 10 Dec"),
        ("dc shah: arrest o/s for s39 48h",
         "Police (DC Shah) · arrest o/s for s39 · due Sat 28 Nov 11:24"),
        ("gp: code record hidden from online 3/7",
         "3/7: Sun 29 Nov (3 days) or Sat 3 Jul 2027 (the date)? · Primary care · code record hidden from online · due Sun 29 Nov"),
        ("idva done - safe no updated this am",
         "IDVA · safe no updated · completed Thu 26 Nov · this am"),
        ("pol/idva consider dvds rtk by 10 dec",
         "Police and IDVA, one action each · consider dvds rtk · due Thu 10 Dec"),
        ("csc: s47 strat",
         "Children's social care · s47 strat · due Fri 27 Nov (usual)"),
        ("pol: s47 strat",
         "Police · s47 strat · no date given"),
        ("refuge: bed tonight v+2ch out of area",
         "Refuge (off the list) · bed v+2ch out of area · due Thu 26 Nov · awaiting confirmation (not in the room) · location, kept off papers"),
        ("pol: drive-bys nightly til 2/12",
         "Police · drive-bys nightly · ongoing, ends Wed 2 Dec"),
        ("2 due mon",
         "action 2 · due Mon 30 Nov"),
        ("2 done locks fitted 25/11",
         "action 2 · completed Wed 25 Nov · locks fitted 25/11"),
        ("hsg: visit before release",
         "Housing · visit · due Thu 26 Nov (before release) · awaiting confirmation (not in the room)"),
        ("nothing known",
         "note · nothing known"),
    ], |line| room.shown(line));
}

#[test]
fn release_that_has_passed_is_said() {
    use super::{
        super::{Event, EventKind},
        NOW,
    };
    use jiff::civil::date;
    let mut room = Room::new();
    room.present.push("hsg".to_owned());
    room.events = vec![Event { kind: EventKind::Release, date: date(2026, 11, 20) }];
    let shown = room.shown_at("hsg: visit before release", NOW);
    assert_eq!(shown, "Housing · visit · due Thu 19 Nov, which has passed (before release)");
    room.events.push(Event { kind: EventKind::Release, date: date(2026, 12, 4) });
    assert_eq!(room.shown("hsg: visit before release"), "Housing · visit · due Thu 3 Dec (before release)");
    room.events.clear();
    assert_eq!(room.shown("hsg: visit before release"), "Housing · visit · due before release, no date held");
}
