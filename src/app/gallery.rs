//! Every dialog that a key opens, on every screen, as it looks at 80x24 and 120x40: made from the command table, so that
//! a new command's dialog is in the gallery without anybody remembering it. Looked at by eye whenever it changes.

use super::command::{Command, Scope, TABLE};
use super::route::Route;
use super::testing::{Desk, Stage};
use super::tests::routes;
use crate::domain::rows::meeting::MeetingState;

/// Commands that are shown elsewhere or lead away from where one is.
const ELSEWHERE: &[Scope] = &[Scope::Everywhere, Scope::Places, Scope::List, Scope::Filter];

/// A meeting sits, where the screen is about one; it has closed, where its minutes are.
fn stage(columns: u16, rows: u16, route: &Route) -> Stage {
    let mut desk = match route {
        Route::Agenda(_) | Route::SignIn(_) | Route::Outstanding(_) | Route::Room(_) | Route::Approval(_) => {
            Desk::sitting()
        }
        _ => Desk::default(),
    };
    if let (Route::Approval(_), Some(sitting)) = (route, &mut desk.sitting) {
        sitting.agenda.meeting.state = MeetingState::Closed;
    }
    let mut stage = Stage::with(columns, rows, desk);
    // Long enough for a message of what was just done to be gone.
    stage.go(route.clone()).wait(6_000);
    stage
}

/// The dialog that a command opens on a screen, if it opens one.
fn dialog(columns: u16, rows: u16, route: &Route, key: &str) -> Option<String> {
    let mut stage = stage(columns, rows, route);
    let screens = stage.app.stack.len();
    stage.press(key);
    let top = stage.app.stack.last()?;
    let opened = stage.app.stack.len() > screens && top.screen.as_screen().overlay();
    opened.then(|| stage.screen())
}

/// The commands of a screen's own scopes, each with a key that reaches it.
fn commands(route: &Route) -> Vec<(Command, &'static str)> {
    let stage = stage(80, 24, route);
    let scope = stage.app.stack.last().map_or(Scope::Places, |open| open.screen.as_screen().scope());
    let own =
        TABLE.iter().filter(|row| scope.chain().contains(&row.scope) && !ELSEWHERE.contains(&row.scope));
    own.filter_map(|row| Some((row.command, *row.keys.first()?))).collect()
}

#[test]
fn every_dialog_looks_as_it_was_looked_at() {
    let mut shown = 0;
    for (name, route) in routes() {
        let commands = commands(&route);
        for (columns, rows) in [(80, 24), (120, 40)] {
            let dialogs: Vec<String> = commands
                .iter()
                .filter_map(|(command, key)| {
                    let screen = dialog(columns, rows, &route, key)?;
                    Some(format!("{} ({key})\n{screen}", command.row().title))
                })
                .collect();
            shown += dialogs.len();
            if !dialogs.is_empty() {
                insta::assert_snapshot!(format!("{name}-{columns}"), dialogs.join("\n\n"));
            }
        }
    }
    assert!(shown > 80, "the gallery shows {shown} dialogs: it has lost some");
}
