//! Killed at any moment while actions are typed: whatever the screen had acknowledged is in the record, and so is the
//! line as far as the screen had said that it is kept.

use proptest::prelude::Rng as _;
use proptest::test_runner::{RngAlgorithm, TestRng};

use crate::harness::Area;
use crate::meeting::{into_the_room, turn_to};

/// How often the program is killed.
const TIMES: u32 = 50;

/// The lines typed in one life, each told apart from all others by its words.
fn lines(life: u32) -> Vec<String> {
    let agencies = ["pol", "idva", "hsg", "mh"];
    (0..6).map(|n| format!("{}: task {life:02}x{n} by fri", agencies[usize::try_from(n).unwrap_or(0) % 4])).collect()
}

/// The tasks that the screen shows as actions of the case: numbered, and not still on their way.
fn acknowledged(screen: &str, life: u32) -> Vec<String> {
    let told = screen.lines().filter(|line| !line.contains(" ›") && !line.contains('…'));
    let mark = format!("task {life:02}x");
    told.filter_map(|line| {
        let at = line.find(&mark)?;
        let numbered = line[..at].chars().any(|c| c.is_ascii_digit());
        let rest = &line[at..];
        let end = rest.find(|c: char| c.is_whitespace()).map(|first| {
            rest[first + 1..].find(|c: char| c.is_whitespace()).map_or(rest.len(), |second| first + 1 + second)
        });
        (numbered && line.contains("due ")).then(|| rest[..end.unwrap_or(rest.len())].to_owned())
    })
    .collect()
}

/// The line as it stood when the screen said that it is kept.
fn kept(screen: &str) -> Option<String> {
    let line = screen.lines().find(|line| line.contains("action ›") && line.contains("✓ kept"))?;
    let typed = line.split("action ›").nth(1)?.split("✓ kept").next()?.trim();
    Some(typed.to_owned()).filter(|typed| !typed.is_empty())
}

#[test]
fn nothing_acknowledged_is_lost() {
    let area = Area::with_lists();
    let mut chance = TestRng::from_seed(RngAlgorithm::ChaCha, &[11; 32]);
    let mut lost = Vec::new();
    let mut first = true;
    let mut seen_kept = 0;
    let mut seen_added = 0;
    for life in 0..TIMES {
        let mut terminal = area.terminal(60, 120);
        if first {
            into_the_room(&mut terminal);
            first = false;
        } else {
            terminal.see("MARAC-2026-11-26");
            terminal.keys("m");
            terminal.wait("the room or the agenda", |text| text.contains("case 1 of") || text.contains("Why here"));
            if !terminal.text().contains("case 1 of") {
                terminal.keys("m");
            }
            terminal.see("case 1 of");
        }
        turn_to(&mut terminal, "action");
        // What was left on the line by the life before goes first.
        terminal.keys("\x15");
        let typed: String = lines(life).iter().map(|line| format!("{line}\r")).collect();
        let stop = usize::try_from(chance.next_u32()).unwrap_or(0) % typed.len();
        let pauses = usize::try_from(chance.next_u32()).unwrap_or(0) % 3;
        for (n, letter) in typed.chars().take(stop + 1).enumerate() {
            terminal.keys(&letter.to_string());
            if n % 7 == pauses {
                terminal.glance();
            }
        }
        if chance.next_u32() % 2 == 0 {
            terminal.wait("the line to be kept or taken", |text| kept(text).is_some() || text.contains("added"));
        }
        let screen = terminal.kill();

        let listed = area.done(&["action", "list", "--json"]);
        let added = acknowledged(&screen, life);
        seen_added += added.len();
        lost.extend(added.into_iter().filter(|task| !listed.contains(task.as_str())));
        if let Some(line) = kept(&screen) {
            seen_kept += 1;
            let mut again = area.terminal(60, 120);
            again.see("MARAC-2026-11-26");
            again.keys("m");
            again.wait("the room or the agenda", |text| text.contains("case 1 of") || text.contains("Why here"));
            if !again.text().contains("case 1 of") {
                again.keys("m");
            }
            again.see("case 1 of");
            // Later letters may have been kept too; what was said to be kept must be.
            again.wait(&format!("the kept line `{line}`"), |text| text.contains(&line));
            drop(again.kill());
        }
        area.done(&["record", "verify"]);
    }
    assert!(lost.is_empty(), "acknowledged and lost: {lost:?}");
    assert!(seen_added > 20 && seen_kept > 5, "the test has seen too little: {seen_added} actions, {seen_kept} lines");
}
