//! What is asked about, in place, and what Enter takes.

use jiff::civil::datetime;

use super::super::Reading;
use super::{NOW, Room, check, today};

#[test]
#[rustfmt::skip]
fn questions_on_a_thursday() {
    let room = Room::new();
    check(&[
        // A day in the next calendar week is likelier than one after it.
        ("pol: visit next wed", "next wed: Wed 2 Dec or Wed 9 Dec? · Police · visit · due Wed 2 Dec"),
        ("pol: visit next fri", "next fri: Fri 4 Dec or Fri 27 Nov? · Police · visit · due Fri 4 Dec"),
        ("pol: visit by thu", "by thu: Thu 26 Nov or Thu 3 Dec? · Police · visit · due Thu 26 Nov"),
        // What has passed: as typed first, so that it shows; a bare date is likelier to be the story.
        ("pol: visit by 20/11", "by 20/11: Fri 20 Nov (passed) or Sat 20 Nov 2027 or no due date? · Police · visit · due Fri 20 Nov"),
        ("pol: visit by 20/11/26", "by 20/11/26: Fri 20 Nov (passed) or no due date? · Police · visit · due Fri 20 Nov"),
        ("pol: check call of 20/11", "Police · check call of 20/11 · no date given"),
        ("pol: check log 20/11", "20/11: no due date or Fri 20 Nov (passed) or Sat 20 Nov 2027? · Police · check log 20/11 · no date given"),
        ("pol: call by 9.30", "by 9.30: Fri 27 Nov 09:30 or Thu 26 Nov 09:30 (passed)? · Police · call · due Fri 27 Nov 09:30"),
        ("pol: call today 9am", "today 9am: no due date or Thu 26 Nov 09:00 (passed)? · Police · call today 9am · no date given"),
        // The clinic's shorthand: the sooner first.
        ("gp: review 1/12", "1/12: Tue 1 Dec (the date) or Sat 26 Dec (1 month)? · Primary care · review · due Tue 1 Dec"),
        ("gp: review 14/12", "Primary care · review · due Mon 14 Dec"),
        ("gp: review 2/52", "Primary care · review · due Thu 10 Dec"),
        ("gp: review in 3/7", "Primary care · review · due Sun 29 Nov"),
        ("gp: review by 1/12", "Primary care · review · due Tue 1 Dec"),
        ("gp: review 1/12 2pm", "Primary care · review · due Tue 1 Dec 14:00"),
        ("gp: review by 3/7", "by 3/7: Sat 3 Jul 2027 or Fri 3 Jul (passed)? · Primary care · review · due Sat 3 Jul 2027"),
        // An event's date that is not the one the case holds.
        ("pol: marker before release 4 dec", "before release 4 dec: Fri 4 Dec as typed or Fri 27 Nov, the release the case holds? · Police · marker · due Thu 3 Dec"),
        ("pol: marker before release on fri", "Police · marker · due Thu 26 Nov (before release)"),
        ("pol: marker before court 4 dec", "Police · marker · due Thu 3 Dec (before court)"),
        // A slip of the finger before a colon.
        ("hosuing: locks by fri", "hosuing: an action for housing, or a note? · Housing · locks · due Fri 27 Nov · awaiting confirmation (not in the room)"),
        ("probaton: code 3/7", "probaton: an action for probation, or a note? · Probation · code · due Sun 29 Nov"),
        // A weekday that is not the date's.
        ("pol: visit tue 30 nov", "tue 30 nov: Mon 30 Nov or Tue 1 Dec? · Police · visit · due Mon 30 Nov"),
        ("2 due next wed", "due next wed: Wed 2 Dec or Wed 9 Dec? · action 2 · due Wed 2 Dec"),
        // Not asked: next January, and a date that is coming.
        ("pol: visit by 4/1", "Police · visit · due Mon 4 Jan 2027"),
        ("pol: visit 4/1", "Police · visit · due Mon 4 Jan 2027"),
        ("pol: visit thurs week", "Police · visit · due Thu 10 Dec"),
    ], |line| room.shown(line));
}

#[test]
fn friday_said_on_a_friday() {
    let room = Room::new();
    let friday = datetime(2026, 11, 27, 10, 0, 0, 0);
    let shown = room.shown_at("pol: visit by fri", friday);
    assert_eq!(shown, "by fri: Fri 27 Nov or Fri 4 Dec? · Police · visit · due Fri 27 Nov");
}

#[test]
fn every_answer_is_a_reading_that_asks_no_more() {
    let room = Room::new();
    let Reading::Ask { choices, .. } = room.read("gp: code record 3/7") else { panic!("asks") };
    let shown: Vec<String> = choices.iter().map(|choice| choice.preview(today()).to_string()).collect();
    assert_eq!(
        shown,
        ["Primary care · code record · due Sun 29 Nov", "Primary care · code record · due Sat 3 Jul 2027"]
    );
    assert_eq!(room.read("gp: code record 3/7").taken(), &choices[0]);
    assert_eq!(NOW.date(), today());
}
