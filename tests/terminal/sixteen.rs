//! A whole meeting of sixteen cases, from sign-in to approval, and what it costs to type: keys for each action against
//! typing what they become into a table. Run it with `--nocapture` to see the figures.

use serde_json::Value;

use crate::harness::{Area, Terminal};
use crate::meeting::{approve, into_the_room, opened, turn_to};

const CASES: usize = 16;

/// What is said in a case: information, risks, actions, a line each; the cases take them in turn.
const SAID: [(&[&str], &str, &[&str]); 4] = [
    (
        &["police: four calls since August", "idva: she has left once and gone back", "prob, mh: nk"],
        "children: contact dispute at handover",
        &["hsg: sanctuary and locks by fri", "pol marker on address today", "idva update v cop fri"],
    ),
    (
        &["csc: on a plan since May", "hv: seen on Monday"],
        "threats to kill, repeated on Sunday",
        &["csc+hv: joint visit before 2/12, see ch alone", "mh - appt for perp 2/52, no mention of marac"],
    ),
    (
        &["police: charged with s39", "housing: joint tenancy"],
        "drink driving with the children",
        &["all: flag & tag", "pol/idva consider dvds rtk by 10 dec"],
    ),
    (
        &["gp: seen twice with bruising", "asc: nk"],
        "isolated since the move",
        &[
            "gp: code record hidden from online by mon",
            "csc: s47 strat by mon",
            "hsg: reciprocal move by 10 dec",
        ],
    ),
];

/// Keys typed, by what they were for.
#[derive(Default)]
struct Keys {
    actions: usize,
    all: usize,
}

/// Turns the line to a kind; the keys that took.
fn turned(terminal: &mut Terminal, kind: &str, now: &str) -> usize {
    const KINDS: [&str; 4] = ["information", "action", "risk", "note"];
    let at = |of: &str| KINDS.iter().position(|kind| *kind == of).expect("a kind");
    turn_to(terminal, kind);
    (at(kind) + KINDS.len() - at(now)) % KINDS.len()
}

fn line(terminal: &mut Terminal, words: &str, told: &str) -> usize {
    terminal.keys(words);
    terminal.see(words);
    terminal.keys("\r");
    terminal.see(told);
    words.chars().count() + 1
}

fn hear(terminal: &mut Terminal, case: usize, keys: &mut Keys) {
    let (information, risk, actions) = SAID[case % SAID.len()];
    for words in information {
        keys.all += line(terminal, words, "kept");
    }
    let turn = turned(terminal, "action", "information");
    keys.all += turn;
    keys.actions += turn;
    for words in actions {
        let typed = line(terminal, words, "added");
        keys.actions += typed;
        keys.all += typed;
    }
    keys.all += turned(terminal, "risk", "action");
    keys.all += line(terminal, risk, "kept");
    terminal.keys("\x1bd");
    terminal.see("Decision on");
    terminal.keys("High risk, accepted\tEscalation\r");
    terminal.see("recorded");
    terminal.keys("\x1bf");
    terminal.see("Feedback to the victim");
    terminal.keys("\tby phone, safe number\r");
    terminal.see("recorded");
    keys.all += 2 + "High risk, accepted\tEscalation\r\tby phone, safe number\r".chars().count();
}

/// What the actions of the meeting would have taken in a table: agency, words, date and for whom, with a key from cell to
/// cell; supporting agencies are more text in the first cell.
fn in_a_table(actions: &[Value]) -> usize {
    let cell = |action: &Value, field: &str| action[field].as_str().map_or(0, |text| text.chars().count());
    let row = |action: &Value| {
        let supporting = action["supporting"].as_array().map_or(0, |names| {
            names.iter().map(|name| name.as_str().map_or(0, |name| name.chars().count()) + 2).sum::<usize>()
        });
        let date = if action["due"].is_null() { 0 } else { "26/11/2026".len() };
        cell(action, "agency") + supporting + cell(action, "words") + date + 4
    };
    actions.iter().map(row).sum()
}

#[test]
fn sixteen_cases_from_sign_in_to_approval() {
    let area = Area::with_cases(CASES);
    let mut terminal = area.terminal(40, 120);
    let mut keys = Keys::default();
    into_the_room(&mut terminal);
    for case in 0..CASES {
        opened(&mut terminal, &format!("case {} of {CASES}", case + 1));
        hear(&mut terminal, case, &mut keys);
        terminal.keys("\x1bn");
        keys.all += 1;
    }
    terminal.see("ther business");
    terminal.keys("\x1bc");
    terminal.see("Every case was heard");
    terminal.keys("\r");
    terminal.see("closed, not approved");
    terminal.see("One thing is incomplete");
    terminal.see("no chair is named");
    terminal.keys("a");
    terminal.see("Approve");
    approve(&mut terminal);
    terminal.keys("\x11");
    assert_eq!(terminal.ended(), 0);

    let listed = area.done(&["action", "list", "--json"]);
    let listed: Value = serde_json::from_str(&listed).expect("a list of actions");
    let actions = listed.as_array().or_else(|| listed["actions"].as_array()).expect("actions");
    let agreed: usize = (0..CASES).map(|case| SAID[case % SAID.len()].2.len()).sum();
    assert!(actions.len() > agreed, "{} actions of {agreed} lines", actions.len());
    let table = in_a_table(actions);
    println!(
        "{} actions of {CASES} cases: {} keys, {:.1} for each; typed into a table {table}, {:.1} for each; {} keys in all",
        actions.len(),
        keys.actions,
        per(keys.actions, actions.len()),
        per(table, actions.len()),
        keys.all
    );
    assert!(keys.actions < table, "{} keys, {table} in a table", keys.actions);
    area.done(&["record", "verify"]);
}

fn per(keys: usize, actions: usize) -> f64 {
    f64::from(u32::try_from(keys).unwrap_or(u32::MAX)) / f64::from(u32::try_from(actions.max(1)).unwrap_or(1))
}
