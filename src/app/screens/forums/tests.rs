//! The forums in keystrokes, and as they look.

use crate::app::testing::Stage;
use crate::domain::request::Request;

#[test]
fn the_forums_look_as_they_were_looked_at() {
    for (columns, rows) in [(80, 24), (120, 40)] {
        for (name, keys) in [("forums", "0"), ("forum", "0 enter")] {
            let screen = Stage::new(columns, rows).press(keys).screen();
            insta::assert_snapshot!(format!("{name}-{columns}"), screen);
        }
    }
}

#[test]
fn a_meeting_is_added_on_a_date_of_the_cycle() {
    let mut stage = Stage::new(80, 24);
    stage.press("0 enter a enter");
    let Request::AddMeeting(added) = stage.desk.last() else { panic!("no meeting") };
    assert_eq!((added.forum.as_str(), added.on.to_string().as_str()), ("marac", "2026-12-24"));
    assert_eq!(added.starts.to_string(), "09:30:00");
    // On a date that has its meeting, Enter goes there.
    stage.press("down enter");
    assert!(stage.shows("agenda"), "{}", stage.screen());
}
