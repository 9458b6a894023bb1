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
        ("pol+hsg: fit alarm", "Police lead, Housing supporting · fit alarm · no date given · awaiting confirmation (Housing not in the room)"),
        ("csc, womens aid: joint visit", "Children's social care · womens aid: joint visit · no date given · could not read “womens aid”"),
        ("sw jones: visit", "Children's social care (SW Jones) · visit · no date given"),
        ("sw jones - visit", "Children's social care (SW Jones) · visit · no date given"),
        ("sw visit by fri", "Children's social care · visit · due Fri 27 Nov"),
        ("SW Jones visit by fri", "Children's social care (SW Jones) · visit · due Fri 27 Nov"),
        ("sw jones to visit", "Children's social care (SW Jones) · visit · no date given"),
        ("DC O'Hara-Shah: arrest", "Police (DC O'Hara-Shah) · arrest · no date given"),
        ("dc shah arrest tmrw", "Police (DC Shah) · arrest · due Fri 27 Nov"),
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
        ("pol: x by mon", "Police · x · due Mon 30 Nov"),
        ("pol: x mon 30th", "Police · x · due Mon 30 Nov"),
        ("pol: x mon 30", "Police · x · due Mon 30 Nov"),
        ("pol: x by the 30th", "Police · x · due Mon 30 Nov"),
        ("pol: x 30 nov", "Police · x · due Mon 30 Nov"),
        ("pol: x 30th of November", "Police · x · due Mon 30 Nov"),
        ("pol: x nov 30th", "Police · x · due Mon 30 Nov"),
        ("pol: x 30/11", "Police · x · due Mon 30 Nov"),
        ("pol: x 30/11/26", "Police · x · due Mon 30 Nov"),
        ("pol: x 30.11.2026", "Police · x · due Mon 30 Nov"),
        ("pol: x 2026-11-30", "Police · x · due Mon 30 Nov"),
        ("pol: x monday 30 november 2026 at 2pm", "Police · x · due Mon 30 Nov 14:00"),
        ("pol: x mon 30th, 9.30", "Police · x · due Mon 30 Nov 09:30"),
        ("pol: x tmrw noon", "Police · x · due Fri 27 Nov 12:00"),
        ("pol: x tomorrow am", "Police · x · due Fri 27 Nov 12:00"),
        ("pol: x this pm", "Police · x · due Thu 26 Nov 17:00"),
        ("pol: x by 2pm", "Police · x · due Thu 26 Nov 14:00"),
        ("pol: x 14:00", "Police · x · due Thu 26 Nov 14:00"),
        ("pol: x by 2 pm on fri", "Police · x · due Fri 27 Nov 14:00"),
        ("pol: x eod", "Police · x · due Thu 26 Nov 17:00"),
        ("pol: x fri eod", "Police · x · due Fri 27 Nov 17:00"),
        ("pol: x by close of play fri", "Police · x · due Fri 27 Nov 17:00"),
        ("pol: x asap", "Police · x · due Thu 26 Nov"),
        ("pol: x next week", "Police · x · due Fri 4 Dec"),
        ("pol: x by end of the week", "Police · x · due Fri 27 Nov"),
        ("pol: x in 2 weeks", "Police · x · due Thu 10 Dec"),
        ("pol: x in a fortnight", "Police · x · due Thu 10 Dec"),
        ("pol: x in 2 weeks time", "Police · x · due Thu 10 Dec"),
        ("pol: x 24 hours", "Police · x · due Fri 27 Nov 11:24"),
        ("pol: x within 24h", "Police · x · due Fri 27 Nov 11:24"),
        ("pol: x 48hrs", "Police · x · due Sat 28 Nov 11:24"),
        ("pol: x within 5 working days", "Police · x · due Thu 3 Dec"),
        ("pol: x 5wd", "Police · x · due Thu 3 Dec"),
        ("pol: x before next meeting", "Police · x · due Wed 9 Dec (before next meeting)"),
        ("pol: report back next meeting", "Police · report back · due Wed 9 Dec (before next meeting)"),
        ("pol: report to next marac", "Police · report · due Wed 9 Dec (before next meeting)"),
        ("pol: x before court", "Police · x · due before court, no date held"),
        ("pol: x before his release", "Police · x · due Thu 26 Nov (before release)"),
        ("pol: x prior to release", "Police · x · due Thu 26 Nov (before release)"),
        ("pol: serve before court order lapses", "Police · serve before court order lapses · no date given"),
        ("pol: x ongoing", "Police · x · ongoing"),
        ("pol: x until further notice", "Police · x · ongoing"),
        ("pol: x till 30 nov", "Police · x · ongoing, ends Mon 30 Nov"),
        ("pol: x until release", "Police · x · ongoing, ends Fri 27 Nov (release)"),
        ("pol: x for 2 weeks", "Police · x · ongoing, ends Thu 10 Dec"),
        ("pol: x before xmas", "Police · x · due Thu 24 Dec"),
        ("pol: x before 2pm fri", "Police · x · due Fri 27 Nov 14:00"),
        ("pol: x by 29/2", "Police · x · due Tue 29 Feb 2028"),
    ], |line| room.shown(line));
}

#[test]
#[rustfmt::skip]
fn stories_that_only_look_like_dates() {
    let room = Room::new();
    check(&[
        ("pol: statement about last fri", "Police · statement about last fri · no date given"),
        ("pol: calls from mon", "Police · calls from mon · no date given"),
        ("hv: visits twice a week", "Health visiting · visits twice a week · no date given"),
        ("hv: visit every 2 weeks", "Health visiting · visit every 2 weeks · no date given"),
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
