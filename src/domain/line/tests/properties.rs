//! What holds for any line.

use std::collections::HashSet;
use std::sync::LazyLock;

use jiff::ToSpan;
use proptest::prelude::*;

use super::super::{Draft, Moment, Reading, read};
use super::{NOW, Room};

static ROOM: LazyLock<Room> = LazyLock::new(Room::new);

fn drafts(reading: &Reading) -> Vec<&Draft> {
    match reading {
        Reading::New(drafts) => drafts.iter().collect(),
        Reading::Ask { choices, .. } => choices.iter().flat_map(drafts).collect(),
        _ => Vec::new(),
    }
}

fn words(text: &str) -> impl Iterator<Item = String> {
    text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).map(str::to_lowercase)
}

/// Lines put together from what a coordinator types, so that every branch is met.
fn line() -> impl Strategy<Value = String> {
    let word = prop_oneof![
        "(pol|idva|csc|hsg|mh|all|refuge|dc|sw|shah|Jones)",
        "(:|;|-|–|,|/|\\+|&|and|\\(|\\)|\\.)",
        "(by|before|til|until|within|in|for|on|at|due|the|next|this|end of)",
        "(fri|thu|mon|today|tmrw|tonight|week|month|meeting|release|court|xmas|asap|ongoing|30th|nov|2026)",
        "[0-9]{1,3}(/|:|\\.|-|h|hrs|wd|pm|th|)[0-9]{0,4}(/[0-9]{1,4})?",
        "(done|not|continues|update v|flag & tag|nothing known|v|ch|addr|conds|victim|visit|refuge|12 months)",
        "\\PC{0,4}",
    ];
    (prop::collection::vec(word, 0..9), prop_oneof![Just(" "), Just(""), Just("  ")])
        .prop_map(|(words, gap)| words.join(gap))
}

fn sound(room: &Room, line: &str, moment: &Moment<'_>) -> Result<(), TestCaseError> {
    let reading = read(line, &room.lexicon, moment);
    let _ = reading.preview(moment.now.date()).to_string();
    prop_assert_eq!(matches!(reading, Reading::Blank), line.trim().is_empty());
    let shown = "children address conditions and marac nmo feedback to victim";
    let allowed: HashSet<String> = words(line).chain(words(shown)).collect();
    for draft in drafts(&reading) {
        prop_assert!(words(draft.text.reveal()).next().is_some(), "an action without words: {line:?}");
        for word in words(draft.text.reveal()) {
            prop_assert!(allowed.contains(&word), "{word:?} was not typed in {line:?}");
        }
    }
    if let Reading::Ask { choices, .. } = &reading {
        prop_assert!(choices.len() > 1);
        let again = |choice: &Reading| matches!(choice, Reading::Ask { .. } | Reading::Blank);
        prop_assert!(!choices.iter().any(again));
    }
    if let Reading::Note { text, .. } = &reading {
        prop_assert_eq!(text.reveal(), line.trim());
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1500))]

    #[test]
    fn any_text_is_read(line in "\\PC*") {
        let room = &*ROOM;
        sound(room, &line, &room.moment(NOW))?;
    }

    #[test]
    fn any_line_is_read_on_any_day(line in line(), days in 0i32..1500, minutes in 0i32..1440) {
        let room = &*ROOM;
        let now = NOW.checked_add(days.days()).unwrap().checked_add(minutes.minutes()).unwrap();
        sound(room, &line, &room.moment(now))?;
    }

    #[test]
    fn case_does_not_change_what_is_due(line in line()) {
        let room = &*ROOM;
        let (small, capital) = (line.to_ascii_lowercase(), line.to_ascii_uppercase());
        let (small, capital) = (room.read(&small), room.read(&capital));
        let due = |reading: &Reading| drafts(reading).iter().map(|draft| draft.due).collect::<Vec<_>>();
        prop_assert_eq!(due(&small), due(&capital));
    }
}

#[test]
fn the_ends_of_the_calendar_hold() {
    let room = Room::new();
    for now in [jiff::civil::DateTime::MIN, jiff::civil::DateTime::MAX] {
        for line in
            ["pol: x in 999 months", "pol: x by 29/2", "pol: x 999h", "pol: x next fri", "pol: x til 4/1"]
        {
            room.shown_at(line, now);
        }
    }
}
