//! The room in keystrokes, with a record that answers at once or not at all.

use proptest::prelude::*;

use crate::app::event::Event;
use crate::app::keymap::Key;
use crate::app::route::Route;
use crate::app::testing::{Desk, Stage, fixtures};
use crate::domain::request::Request;

/// A room in which the second case has been opened.
fn room(columns: u16, rows: u16) -> Stage {
    let mut stage = Stage::with(columns, rows, Desk::sitting());
    stage.go(Route::Room(fixtures::id(900)));
    stage
}

#[test]
fn look() {
    for (columns, rows) in [(80, 24), (110, 30), (120, 40)] {
        let mut stage = room(columns, rows);
        println!("{}", stage.screen());
        stage.types("csc: seen at school").press("enter tab").types("hsg: sanctuary and locks 24hrs");
        println!("{}", stage.screen());
        stage.press("enter").types("gp: code 3/7");
        println!("{}", stage.screen());
        stage.press("alt-g");
        println!("{}", stage.screen());
        stage.press("alt-g alt-d");
        println!("{}", stage.screen());
    }
}
