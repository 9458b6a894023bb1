//! Lines that begin with the number of an action.

use super::{Room, check};

#[test]
#[rustfmt::skip]
fn numbered_actions() {
    let room = Room::new();
    check(&[
        ("2 done", "action 2 · completed Thu 26 Nov"),
        ("2 DONE yesterday", "action 2 · completed Wed 25 Nov · yesterday"),
        ("#2: done - fitted", "action 2 · completed Thu 26 Nov · fitted"),
        ("action 2 completed", "action 2 · completed Thu 26 Nov"),
        ("2 not done no staff", "action 2 · not done · no staff"),
        ("2 no longer possible moved away", "action 2 · no longer possible · moved away"),
        ("2 nlp - moved", "action 2 · no longer possible · moved"),
        ("2 continues", "action 2 · reviewed, continues"),
        ("2 continues review in jan", "action 2 · reviewed, continues · review in jan"),
        ("2 housing", "action 2 · to Housing · awaiting confirmation (not in the room)"),
        ("2 to mental health", "action 2 · to Mental health"),
        ("2 -> dc shah", "action 2 · to Police (DC Shah)"),
        ("2 csc+hv", "action 2 · to Children's social care lead, Health visiting supporting"),
        ("2 mon 2pm", "action 2 · due Mon 30 Nov 14:00"),
        ("2 by cop tmrw", "action 2 · due Fri 27 Nov 17:00"),
        ("2 before next meeting", "action 2 · due Wed 9 Dec (before next meeting)"),
        ("2 til release", "action 2 · ongoing, ends Fri 27 Nov (release)"),
        ("2 48h", "action 2 · due Sat 28 Nov 11:24"),
        ("2 due: mon", "action 2 · due Mon 30 Nov"),
        // Not a change: kept.
        ("2 children at home", "note · 2 children at home"),
        ("2 police cars seen", "note · 2 police cars seen"),
        ("2/12 hearing", "note · 2/12 hearing"),
        ("2", "note · 2"),
        ("9 done", "note · 9 done · the case has no action 9: its actions are numbered to 3"),
        ("0 done", "note · 0 done · the case has no action 0: its actions are numbered to 3"),
    ], |line| room.shown(line));
}
