//! The same lines as other people type them.

use super::{Room, check};

#[test]
#[rustfmt::skip]
fn heads() {
    let room = Room::new();
    check(&[
        ("POL: MARKER ON ADDR TODAY", "Police · MARKER ON address · due Thu 26 Nov"),
        ("  pol   :marker  on address   today ", "Police · marker on address · due Thu 26 Nov"),
        ("pol:marker", "Police · marker · no date given"),
        ("pol; marker", "Police · marker · no date given"),
        ("pol, marker", "Police · marker · no date given"),
        ("pol – marker", "Police · marker · no date given"),
        ("mh- appt", "Mental health · appt · no date given"),
        ("Children's social care: see ch by fri", "Children's social care · see children · due Fri 27 Nov"),
        ("childrens social care see ch by fri", "Children's social care · see children · due Fri 27 Nov"),
        ("children’s  social care - visit", "Children's social care · visit · no date given"),
        ("mental health appt for perp by fri", "Mental health · appt · due Fri 27 Nov · about perpetrator"),
        ("police to put marker on by fri", "Police · put marker on · due Fri 27 Nov"),
        ("csc, hv: joint visit", "Children's social care lead, Health visiting supporting · joint visit · no date given"),
        ("csc & hv joint visit", "Children's social care lead, Health visiting supporting · joint visit · no date given"),
        ("csc and hv to visit", "Children's social care lead, Health visiting supporting · visit · no date given"),
        ("pol, idva, and csc: share", "Police lead, IDVA, Children's social care supporting · share · no date given"),
        ("pol / idva / csc: share", "Police, IDVA and Children's social care, one action each · share · no date given"),
        ("pol/csc+hv: share", "Police and Children's social care lead, Health visiting supporting, one action each · share · no date given"),
        ("pol and victim to meet", "Police · and victim to meet · no date given"),
        ("pol+pol: fit alarm", "Police · fit alarm · no date given"),
        ("pol+hsg: fit alarm", "Police lead, Housing supporting · fit alarm · no date given · awaiting confirmation (Housing not in the room)"),
        ("csc, womens aid: joint visit", "Children's social care · womens aid: joint visit · no date given · could not read “womens aid”"),
        ("sw jones: visit", "Children's social care (SW Jones) · visit · no date given"),
        ("sw jones - visit", "Children's social care (SW Jones) · visit · no date given"),
        ("sw visit by fri", "Children's social care · visit · due Fri 27 Nov"),
        ("SW Jones visit by fri", "Children's social care (SW Jones) · visit · due Fri 27 Nov"),
        ("sw jones to visit", "Children's social care (SW Jones) · visit · no date given"),
        ("DC O'Hara-Shah: arrest", "Police (DC O'Hara-Shah) · arrest · no date given"),
        ("dc shah arrest tmrw", "Police (DC Shah) · arrest · due Fri 27 Nov"),
        ("dc sh4h: arrest", "Police · sh4h: arrest · no date given"),
        ("pc to visit", "Police · visit · no date given"),
        ("pol (dc shah): arrest", "Police (DC Shah) · arrest · no date given"),
        ("dc shah + sw jones: joint visit", "Police (DC Shah) lead, Children's social care (SW Jones) supporting · joint visit · no date given"),
        ("all flag and tag", "Every agency · flag and tag · standing until Fri 12 Nov 2027"),
        ("all: flag & tag 12 months", "Every agency · flag & tag · standing until Fri 12 Nov 2027"),
        ("pol: flag & tag", "Police · flag & tag · standing until Fri 12 Nov 2027"),
        ("pol: flag & tag by fri", "Police · flag & tag · due Fri 27 Nov"),
        ("all: report further incidents by fri", "Every agency · report further incidents · due Fri 27 Nov"),
        ("all quiet since tuesday", "note · all quiet since tuesday"),
        ("police-led visit", "note · police-led visit"),
        ("policy to be checked", "note · policy to be checked"),
        ("pol: nothing known", "note · pol: nothing known"),
        ("pol", "note · pol · nothing yet for Police to do"),
        ("pol: today", "note · pol: today · nothing yet for Police to do"),
        ("background: known to all", "note · background: known to all"),
    ], |line| room.shown(line));
}

#[test]
#[rustfmt::skip]
fn dates() {
    let room = Room::new();
    check(&[
        ("pol: call by mon", "Police · call · due Mon 30 Nov"),
        ("pol: call mon 30th", "Police · call · due Mon 30 Nov"),
        ("pol: call mon 30", "Police · call · due Mon 30 Nov"),
        ("pol: call by the 30th", "Police · call · due Mon 30 Nov"),
        ("pol: call 30 nov", "Police · call · due Mon 30 Nov"),
        ("pol: call 30th of November", "Police · call · due Mon 30 Nov"),
        ("pol: call nov 30th", "Police · call · due Mon 30 Nov"),
        ("pol: call 30/11", "Police · call · due Mon 30 Nov"),
        ("pol: call 30/11/26", "Police · call · due Mon 30 Nov"),
        ("pol: call 30.11.2026", "Police · call · due Mon 30 Nov"),
        ("pol: call 2026-11-30", "Police · call · due Mon 30 Nov"),
        ("pol: call monday 30 november 2026 at 2pm", "Police · call · due Mon 30 Nov 14:00"),
        ("pol: call mon 30th, 9.30", "Police · call · due Mon 30 Nov 09:30"),
        ("pol: call tmrw noon", "Police · call · due Fri 27 Nov 12:00"),
        ("pol: call tomorrow am", "Police · call · due Fri 27 Nov 12:00"),
        ("pol: call this pm", "Police · call · due Thu 26 Nov 17:00"),
        ("pol: call by 2pm", "Police · call · due Thu 26 Nov 14:00"),
        ("pol: call 14:00", "Police · call · due Thu 26 Nov 14:00"),
        ("pol: call by 2 pm on fri", "Police · call · due Fri 27 Nov 14:00"),
        ("pol: call eod", "Police · call · due Thu 26 Nov 17:00"),
        ("pol: call fri eod", "Police · call · due Fri 27 Nov 17:00"),
        ("pol: call by close of play fri", "Police · call · due Fri 27 Nov 17:00"),
        ("pol: call asap", "Police · call · due Thu 26 Nov"),
        ("pol: call next week", "Police · call · due Fri 4 Dec"),
        ("pol: call by end of the week", "Police · call · due Fri 27 Nov"),
        ("pol: call in 2 weeks", "Police · call · due Thu 10 Dec"),
        ("pol: call in a fortnight", "Police · call · due Thu 10 Dec"),
        ("pol: call in 2 weeks time", "Police · call · due Thu 10 Dec"),
        ("pol: call 24 hours", "Police · call · due Fri 27 Nov 11:24"),
        ("pol: call within 24h", "Police · call · due Fri 27 Nov 11:24"),
        ("pol: call 48hrs", "Police · call · due Sat 28 Nov 11:24"),
        ("pol: call within 5 working days", "Police · call · due Thu 3 Dec"),
        ("pol: call 5wd", "Police · call · due Thu 3 Dec"),
        ("pol: call before next meeting", "Police · call · due Wed 9 Dec (before next meeting)"),
        ("pol: report back next meeting", "Police · report back · due Wed 9 Dec (before next meeting)"),
        ("pol: report to next marac", "Police · report · due Wed 9 Dec (before next meeting)"),
        ("pol: call before court", "Police · call · due before court, no date held"),
        ("pol: call before his release", "Police · call · due Thu 26 Nov (before release)"),
        ("pol: call prior to release", "Police · call · due Thu 26 Nov (before release)"),
        ("pol: serve before court order lapses", "Police · serve before court order lapses · no date given"),
        ("pol: call ongoing", "Police · call · ongoing"),
        ("pol: call until further notice", "Police · call · ongoing"),
        ("pol: call till 30 nov", "Police · call · ongoing, ends Mon 30 Nov"),
        ("pol: call until release", "Police · call · ongoing, ends Fri 27 Nov (release)"),
        ("pol: call for 2 weeks", "Police · call · ongoing, ends Thu 10 Dec"),
        ("pol: call before xmas", "Police · call · due Thu 24 Dec"),
        ("pol: call before 2pm fri", "Police · call · due Fri 27 Nov 14:00"),
        ("pol: call within the next 48 hours", "Police · call · due Sat 28 Nov 11:24"),
        ("pol: call within the week", "Police · call · due Thu 3 Dec"),
        ("pol: call over next 2 weeks", "Police · call · due Thu 10 Dec"),
        ("pol: call (by fri)", "Police · call · due Fri 27 Nov"),
        ("pol: call v, fri!", "Police · call v · due Fri 27 Nov"),
        ("pol: call on the 30th", "Police · call · due Mon 30 Nov"),
        ("pol: call a week on friday", "Police · call · due Fri 4 Dec"),
        ("pol: call by end of dec", "Police · call · due Thu 31 Dec"),
        ("pol: call by 1400", "Police · call · due Thu 26 Nov 14:00"),
        ("pol: call fri 0900", "Police · call · due Fri 27 Nov 09:00"),
        ("pol: call before court and tell v", "Police · call and tell v · due before court, no date held"),
        ("pol: call by fri and tell v", "Police · call and tell v · due Fri 27 Nov"),
        ("pol: call by fri: priority", "Police · call: priority · due Fri 27 Nov"),
        ("pol call v: today", "Police · call v · due Thu 26 Nov"),
        ("pol: call by 29/2", "Police · call · due Tue 29 Feb 2028"),
    ], |line| room.shown(line));
}

#[test]
#[rustfmt::skip]
fn stories_that_only_look_like_dates() {
    let room = Room::new();
    check(&[
        ("pol: statement about last fri", "Police · statement about last fri · no date given"),
        ("pol: called since mon 30th nov", "Police · called since mon 30th nov · no date given"),
        ("pol: patrol on fri nights", "Police · patrol on fri nights · no date given"),
        ("pol: calls from mon", "Police · calls from mon · no date given"),
        ("hv: visits twice a week", "Health visiting · visits twice a week · ongoing"),
        ("hv: visit every 2 weeks", "Health visiting · visit every 2 weeks · ongoing"),
        ("pol: arrest within 24h of release", "Police · arrest within 24h of release · no date given"),
        ("idva: call by hand by arrangement", "IDVA · call by hand by arrangement · no date given"),
        ("csc: plan for ch contact at xmas", "Children's social care · plan for ch contact at xmas · no date given"),
        ("pol: dash 14/24", "Police · dash 14/24 · no date given"),
        ("pol: visit by 31/2", "Police · visit by 31/2 · no date given · could not read “by 31/2”"),
        ("pol: visit by 5", "Police · visit by 5 · no date given · could not read “by 5”"),
        ("pol: check locks (see note)", "Police · check locks (see note) · no date given"),
        ("pol: safety plan by consent", "Police · safety plan by consent · due Thu 3 Dec (usual)"),
    ], |line| room.shown(line));
}

#[test]
#[rustfmt::skip]
fn beneficiaries_and_places() {
    let room = Room::new();
    check(&[
        ("idva: alarm for v", "IDVA · alarm · no date given · protects victim"),
        ("idva: alarm for v and ch by fri", "IDVA · alarm · due Fri 27 Nov · protects victim and children"),
        ("idva: alarm by fri for the victim", "IDVA · alarm · due Fri 27 Nov · protects victim"),
        ("idva: alarm for neighbour", "IDVA · alarm for neighbour · no date given"),
        ("idva: update victim re court", "IDVA · feedback to victim re court · no date given"),
        ("pol: marker on new addr", "Police · marker on new address · no date given · location, kept off papers"),
        ("idva done safe no updated 25/11", "IDVA · safe no updated · completed Wed 25 Nov · 25/11"),
        ("idva: done", "note · idva: done · nothing yet for IDVA to do"),
    ], |line| room.shown(line));
}
