//! The README says what the program does: its tables are made from the same ones the program reads.
//!
//! `UPDATE_README=1` writes them; without it a difference is a failure.

#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test fails by panicking"
)]

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::Path;

use convenor::app::command::{Scope, TABLE};
use convenor::cli;

fn keys() -> String {
    let mut out = String::new();
    for scope in Scope::ALL {
        let rows: Vec<_> = TABLE.iter().filter(|row| row.scope == *scope).collect();
        if rows.is_empty() {
            continue;
        }
        let label = scope.label();
        writeln!(out, "\n**{}{}**\n", label[..1].to_uppercase(), &label[1..]).expect("text");
        out.push_str("| command | keys | what it does |\n|---|---|---|\n");
        for row in rows {
            let keys: Vec<String> =
                row.keys.iter().map(|key| format!("`{}`", key.replace('|', "\\|"))).collect();
            writeln!(out, "| {} | {} | {} |", row.name, keys.join(" "), row.doc).expect("text");
        }
    }
    out
}

/// Whether an argument is one of the fields of the referral form, which are too many to list.
fn is_field(argument: &clap::Arg) -> bool {
    argument.get_value_names().is_some_and(|names| names.iter().any(|name| name == "SAID"))
}

fn leaves(command: &clap::Command, path: &str, out: &mut BTreeMap<String, String>) {
    for sub in command.get_subcommands().filter(|sub| sub.get_name() != "help") {
        let path = format!("{path} {}", sub.get_name());
        if sub.get_subcommands().any(|inner| inner.get_name() != "help") {
            leaves(sub, &path, out);
            continue;
        }
        let mut usage = path.trim().to_owned();
        let fields = sub.get_arguments().filter(|argument| is_field(argument)).count();
        if fields > 0 {
            write!(usage, " [--FIELD SAID ({fields} fields, `case form` lists them)]").expect("text");
        }
        for argument in sub.get_arguments().filter(|argument| {
            argument.get_id() != "help" && !argument.is_global_set() && !is_field(argument)
        }) {
            let value = argument.get_value_names().and_then(|names| names.first()).map(ToString::to_string);
            let shown = match (argument.get_long(), value) {
                (Some(long), Some(value)) if argument.get_action().takes_values() => {
                    format!("--{long} {value}")
                }
                (Some(long), _) => format!("--{long}"),
                (None, Some(value)) => value,
                (None, None) => argument.get_id().to_string().to_uppercase(),
            };
            let shown = if argument.is_required_set() { shown } else { format!("[{shown}]") };
            write!(usage, " {shown}").expect("text");
        }
        let about = sub.get_about().map(ToString::to_string).unwrap_or_default();
        out.insert(usage, about);
    }
}

fn commands() -> String {
    let mut found = BTreeMap::new();
    leaves(&cli::commands(), "", &mut found);
    let mut out = String::from("\n| command | what it does |\n|---|---|\n");
    for (usage, about) in found {
        writeln!(out, "| `{}` | {about} |", usage.replace('|', "\\|")).expect("text");
    }
    out
}

/// The text with what stands between a mark and the next end replaced.
fn with(text: &str, mark: &str, made: &str) -> String {
    let open = format!("<!-- {mark}: generated -->\n");
    let (before, rest) = text.split_once(&open).unwrap_or_else(|| panic!("README has no place for {mark}"));
    let (_, after) = rest.split_once("<!-- end -->").expect("the place ends");
    format!("{before}{open}{made}\n<!-- end -->{after}")
}

#[test]
fn its_tables_are_the_programs_own() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("README.md");
    let text = std::fs::read_to_string(&path).expect("the README");
    let made = with(&with(&text, "keys", &keys()), "commands", &commands());
    if std::env::var_os("UPDATE_README").is_some() {
        std::fs::write(&path, made).expect("the README can be written");
        return;
    }
    assert!(text == made, "README.md is behind: run UPDATE_README=1 cargo test --test readme");
}

#[test]
fn it_names_the_commands_a_new_user_types() {
    let text = include_str!("../README.md");
    for command in ["cargo run --release -- demo", "cargo test", "convenor init", "convenor minutes export"] {
        assert!(text.contains(command), "{command}");
    }
}

/// What a command declares of its arguments must make sense; a slip shows only when that very command is run.
#[test]
fn every_command_can_be_run() {
    fn told(command: &mut clap::Command) -> usize {
        1 + command.get_subcommands_mut().map(told).sum::<usize>()
    }
    let mut commands = cli::commands();
    commands.build();
    commands.clone().debug_assert();
    assert!(told(&mut commands) > 100);
}
