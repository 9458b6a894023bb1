//! The house keeps its shape: a room imports only what stands below it, and only its own kind of thing.
//!
//! Read from the sources, so that a layer is enforced and not remembered.

#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test fails by panicking"
)]

use std::fs;
use std::path::{Path, PathBuf};

/// Rooms from the top down, and the rooms each may import. What is not listed is refused.
const ROOMS: &[(&str, &[&str])] = &[
    ("main", &["cli"]),
    ("cli", &["app", "service", "demo", "intake", "papers", "record", "domain", "assets"]),
    ("app", &["service", "domain"]),
    ("demo", &["service", "assets", "domain"]),
    ("service", &["intake", "papers", "record", "domain", "assets"]),
    ("intake", &["domain"]),
    ("papers", &["domain"]),
    ("record", &["domain"]),
    ("assets", &[]),
    ("domain", &[]),
];

/// What only one room may touch: a crate, and the room.
const KEPT: &[(&str, &[&str])] = &[
    ("rusqlite", &["record"]),
    ("crossterm", &["app"]),
    ("ratatui", &["app"]),
    ("printpdf", &["papers"]),
    ("lopdf", &["papers"]),
    ("png", &["papers"]),
    ("clap", &["cli"]),
    ("rpassword", &["cli"]),
    ("etcetera", &["cli"]),
    ("terminal_colorsaurus", &["app"]),
    ("argon2", &["record"]),
    ("signal_hook", &["app", "cli"]),
    ("calamine", &["intake"]),
    ("quick_xml", &["intake"]),
    ("zip", &["intake", "papers"]),
    ("rust_xlsxwriter", &["papers"]),
    ("icalendar", &["papers"]),
    ("mail_builder", &["papers"]),
    ("mail_parser", &["intake"]),
];

fn sources(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).expect("the sources can be listed") {
        let path = entry.expect("an entry of the sources").path();
        if path.is_dir() {
            sources(&path, found);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            found.push(path);
        }
    }
}

/// Each file under `src` with its room and its code, tests at its foot and comments left out.
fn rooms() -> Vec<(String, PathBuf, String)> {
    let src = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut files = Vec::new();
    sources(&src, &mut files);
    let room = |path: &Path| {
        let inside = path.strip_prefix(&src).expect("a file under src");
        let first = inside.components().next().expect("a name").as_os_str().to_string_lossy().into_owned();
        first.trim_end_matches(".rs").to_owned()
    };
    files
        .into_iter()
        .filter(|path| {
            !path.components().any(|part| part.as_os_str() == "tests" || part.as_os_str() == "testing")
        })
        .filter(|path| path.file_stem().is_none_or(|stem| stem != "tests" && stem != "testing"))
        .map(|path| {
            let text = fs::read_to_string(&path).expect("a source can be read");
            let code = text.split("#[cfg(test)]\nmod tests {").next().unwrap_or_default();
            let lines = code.lines().filter(|line| !line.trim_start().starts_with("//"));
            (room(&path), path.clone(), lines.collect::<Vec<_>>().join("\n"))
        })
        .filter(|(room, _, _)| room != "lib")
        .collect()
}

/// The rooms a piece of code names, as `crate::room` or `convenor::room`.
fn named(code: &str) -> Vec<String> {
    let after = |mark: &'static str| code.match_indices(mark).map(move |(at, _)| &code[at + mark.len()..]);
    let word = |rest: &str| rest.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect::<String>();
    let mut rooms: Vec<String> = after("crate::").chain(after("convenor::")).map(word).collect();
    for rest in after("crate::{").chain(after("convenor::{")) {
        let list = rest.split('}').next().unwrap_or_default();
        rooms.extend(list.split(',').map(|part| word(part.trim())));
    }
    rooms
}

#[test]
fn a_room_imports_only_what_stands_below_it() {
    let mut wrong = Vec::new();
    for (room, path, code) in rooms() {
        let allowed = ROOMS.iter().find(|(name, _)| *name == room);
        let Some((_, allowed)) = allowed else {
            wrong.push(format!("{}: room {room} is not in the plan of the house", path.display()));
            continue;
        };
        for other in named(&code) {
            let is_room = ROOMS.iter().any(|(name, _)| *name == other);
            if is_room && other != room && !allowed.contains(&other.as_str()) {
                wrong.push(format!("{}: {room} may not import {other}", path.display()));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn what_belongs_to_one_room_is_touched_by_no_other() {
    let mut wrong = Vec::new();
    for (room, path, code) in rooms() {
        for (krate, rooms) in KEPT {
            if code.contains(&format!("{krate}::")) && !rooms.contains(&room.as_str()) {
                wrong.push(format!("{}: {krate} belongs to {}", path.display(), rooms.join(", ")));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn the_clock_is_read_in_one_file() {
    let readers: Vec<_> = rooms()
        .into_iter()
        .filter(|(_, _, code)| {
            code.contains("Timestamp::now") || code.contains("Zoned::now") || code.contains("SystemTime::now")
        })
        .map(|(_, path, _)| path)
        .collect();
    assert!(readers.len() <= 1, "{readers:?}");
}

/// The paths a piece of code imports with `use` or names in place, each from its first word.
fn imported(code: &str) -> Vec<String> {
    let mut found = Vec::new();
    let part = |letter: char| letter.is_alphanumeric() || letter == '_' || letter == ':';
    for mark in ["super::", "crate::"] {
        for (at, _) in code.match_indices(mark).filter(|(at, _)| !code[..*at].ends_with("::")) {
            found.push(code[at..].chars().take_while(|letter| part(*letter)).collect());
        }
    }
    for statement in code.split("use ").skip(1) {
        let Some(tree) = statement.split(';').next() else { continue };
        spread(String::new(), &tree.split_whitespace().collect::<String>(), &mut found);
    }
    found
}

/// Writes out `a::{b, c::{d}}` as `a::b` and `a::c::d`.
fn spread(before: String, tree: &str, found: &mut Vec<String>) {
    let Some((head, rest)) = tree.split_once('{') else {
        found.push(before + tree);
        return;
    };
    let (mut depth, mut from) = (0, 0);
    let inside = rest.strip_suffix('}').unwrap_or(rest);
    for (at, letter) in inside.char_indices().chain([(inside.len(), ',')]) {
        match letter {
            '{' => depth += 1,
            '}' => depth -= 1,
            ',' if depth == 0 => {
                spread(format!("{before}{head}"), &inside[from..at], found);
                from = at + 1;
            }
            _ => {}
        }
    }
}

/// The module a file is: `domain::line::due` for `src/domain/line/due/mod.rs`.
fn module(path: &Path) -> String {
    let src = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let inside = path.strip_prefix(src).expect("a file under src").with_extension("");
    let names: Vec<_> =
        inside.iter().map(|name| name.to_string_lossy()).filter(|name| name != "mod").collect();
    names.join("::")
}

/// A path as written in a module, from the top of the house; nothing for another crate's.
fn from_the_top(module: &str, path: &str) -> Option<String> {
    if let Some(path) = path.strip_prefix("crate::") {
        return Some(path.to_owned());
    }
    let mut at = path.strip_prefix("self::").map(|path| (module, path));
    let mut here = (module, path);
    while let Some(rest) = here.1.strip_prefix("super::") {
        here = (here.0.rsplit_once("::").map_or("", |(above, _)| above), rest);
        at = Some(here);
    }
    at.map(|(module, path)| if module.is_empty() { path.to_owned() } else { format!("{module}::{path}") })
}

#[test]
fn no_file_imports_in_a_circle() {
    let files: Vec<(String, String)> =
        rooms().into_iter().map(|(_, path, code)| (module(&path), code)).collect();
    let within = |path: &str, module: &str| {
        path.strip_prefix(module).is_some_and(|rest| rest.is_empty() || rest.starts_with("::"))
    };
    // A module and what is inside it are one thing; between all others an import is an arrow.
    let arrows: Vec<Vec<usize>> = files
        .iter()
        .map(|(module, code)| {
            let paths = imported(code).into_iter().filter_map(|path| from_the_top(module, &path));
            let to = paths.filter_map(|path| {
                let holding = files.iter().enumerate().filter(|(_, (other, _))| within(&path, other));
                let (at, (other, _)) = holding.max_by_key(|(_, (other, _))| other.len())?;
                (!within(module, other) && !within(other, module)).then_some(at)
            });
            to.collect()
        })
        .collect();
    assert!(arrows.iter().map(Vec::len).sum::<usize>() > files.len(), "the imports were not read");
    let mut round = Vec::new();
    for start in 0..files.len() {
        let (mut seen, mut next) = (vec![false; files.len()], arrows[start].clone());
        while let Some(at) = next.pop() {
            if !std::mem::replace(&mut seen[at], true) {
                next.extend(&arrows[at]);
            }
        }
        if seen[start] {
            round.push(files[start].0.as_str());
        }
    }
    assert!(round.is_empty(), "these import one another in a circle: {}", round.join(", "));
}
