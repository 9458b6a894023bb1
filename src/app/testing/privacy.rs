//! Privacy, searched for on every screen and in every dialog: whatever the fixtures wrap as private must not show.

use std::collections::BTreeSet;

use super::{Desk, Stage, fixtures};
use crate::app::command::{Command, Scope};
use crate::app::route::Route;
use crate::app::tests::routes;
use crate::app::widgets::chrome;
use crate::domain::private::made;
use crate::domain::request::Request;

/// What the fixtures wrap as private and a screen may say all the same: words of the program, and the user's own.
const SAID_ANYWAY: &[&str] = &[
    // A usual action and what can be done with a numbered one, as the program puts them on the line.
    "1 continues",
    "3 done",
    "fit fireproof",
    "housing: fit",
    "17:00",
    "7 records",
    "Children's social",
    "Police",
    "Probation",
    "Research comes",
    "Head of",
    "Town Hall,",
    "ex-partner",
    "high risk,",
    "housing",
    "idva",
    "moved",
    "name spelt",
    "nominated by",
    "nothing known",
    "police, idva,",
    "telephone",
    "the victim's",
    "victim's address",
];

/// The beginning of each text, enough to know it by where the screen breaks or cuts it; what is too short to be told from
/// a word of the program is left out.
fn telling(texts: BTreeSet<String>) -> BTreeSet<String> {
    texts
        .into_iter()
        .filter_map(|text| {
            let begins = text.split_whitespace().take(2).collect::<Vec<_>>().join(" ");
            (begins.chars().count() >= 4 && !SAID_ANYWAY.contains(&begins.as_str())).then_some(begins)
        })
        .collect()
}

/// What a screen gives away.
fn leaks(screen: &str, telling: &BTreeSet<String>) -> Vec<String> {
    // What may be typed is shown by an example that the fixtures say too.
    let screen: String =
        screen.lines().filter(|line| !line.contains("a view")).collect::<Vec<_>>().join("\n");
    telling.iter().filter(|text| screen.contains(text.as_str())).cloned().collect()
}

#[test]
fn with_privacy_on_no_screen_and_no_dialog_shows_anything_private() {
    let mut found = BTreeSet::new();
    for sits in [false, true] {
        let desk = || if sits { Desk::sitting() } else { Desk::default() };
        for (name, route) in routes() {
            if sits && !matches!(name, "room" | "agenda" | "sign-in" | "outstanding" | "business") {
                continue;
            }
            let mut first = Stage::with(120, 40, desk());
            first.go(route.clone());
            let commands = chrome::live(first.app.top().expect("a screen"));
            for command in commands {
                // Moving about, and going to places that are walked by themselves, opens nothing.
                if matches!(command.row().scope, Scope::Everywhere | Scope::Places | Scope::List)
                    && !matches!(command, Command::Open | Command::Palette | Command::Help)
                {
                    continue;
                }
                made::begin();
                let mut stage = Stage::with(120, 40, desk());
                stage.press("f2").go(route.clone());
                let mut screens = vec![stage.screen()];
                stage.perform(command);
                screens.push(stage.screen());
                for keys in ["down enter", "enter"] {
                    stage.press(keys);
                    screens.push(stage.screen());
                }
                let telling = telling(made::end());
                for (step, screen) in screens.iter().enumerate() {
                    for leak in leaks(screen, &telling) {
                        let line =
                            screen.lines().find(|line| line.contains(&leak)).unwrap_or_default().trim();
                        found.insert(format!("{name} {} step {step}: {leak}: {line}", command.row().name));
                    }
                }
            }
        }
    }
    assert!(found.is_empty(), "{} leaks:\n{}", found.len(), found.into_iter().collect::<Vec<_>>().join("\n"));
}

#[test]
fn what_is_typed_in_the_room_shows_a_word_at_a_time() {
    let mut stage = Stage::with(120, 40, Desk::sitting());
    stage.go(Route::Room(fixtures::id(900))).press("f2").types("housing: her sister in Bolton");
    assert!(stage.shows("› ••• Bolton") && !stage.shows("sister"));
    stage.types(" ");
    assert!(!stage.shows("Bolton"));
    stage.press("f2 enter");
    assert!(stage.shows("housing: her sister in Bolton"));
}

#[test]
fn a_form_keeps_what_it_hides_and_shows_what_is_typed_from_then_on() {
    let mut stage = Stage::new(80, 24);
    stage.press("f4 enter w");
    assert!(stage.shows("HMP"));
    stage.press("f2");
    assert!(!stage.shows("HMP") && stage.shows("•••"));
    stage.types("x");
    assert!(stage.shows("is hidden and stays as it is: F2 shows it"));
    stage.press("f2");
    assert!(!stage.shows("HMP"), "one step is not enough");
    assert!(stage.press("enter").shows("HMP"));
    stage.press("f2 enter");
    assert!(matches!(stage.desk.last(), Request::SetWhereabouts(set) if set.words.reveal().contains("HMP")));
    stage.press("v").types("wants to stay");
    assert!(stage.shows("wants to stay"), "what is typed while it is on is seen by whoever types it");
    assert!(!stage.press("f2 enter f2").shows("wants to stay"), "and is hidden when it is asked for again");
}
