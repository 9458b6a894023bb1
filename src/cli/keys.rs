//! `convenor keys`: which keys do what, presets to start from, and whether a key file is right.

use std::path::{Path, PathBuf};

use clap::Subcommand;
use serde_json::{Value, json};

use super::failure::Failure;
use super::out::Out;
use super::{Globals, config, terminal};
use crate::app::command::{Row, Scope, TABLE};
use crate::app::keymap::{Keymap, PRESETS, preset};

/// The keys of the terminal: list them, start from a preset, check a key file.
///
/// A key file names commands and their keys, one a line: `undo = ["ctrl-z", "f14"]`. A key that begins with `+` is added to
/// the usual ones: `undo = ["+f14"]`. `preset = "vim"` at its top begins from a preset. It is read from --keys, or else
/// from where `convenor keys list` says. Ctrl-q leaves the program whatever a file says.
#[derive(Debug, Subcommand)]
pub enum Keys {
    /// List every command with its keys, as they are with your key file
    List,
    /// Print a preset as a key file to save: default, vim, emacs or function-keys
    Preset {
        /// Which one
        #[arg(value_name = "NAME")]
        name: String,
    },
    /// Say everything that is wrong with a key file
    Check {
        /// The file; your own when none is named
        #[arg(value_name = "FILE")]
        file: Option<PathBuf>,
    },
}

impl Keys {
    /// Does it.
    pub fn run(self, globals: &Globals, out: &mut Out) -> Result<(), Failure> {
        match self {
            Self::List => list(&terminal::keymap(globals)?, globals, out),
            Self::Preset { name } => print(&name, out),
            Self::Check { file } => check(file.as_deref(), globals, out),
        }
    }
}

fn list(keymap: &Keymap, globals: &Globals, out: &mut Out) -> Result<(), Failure> {
    let keys = |row: &Row| keymap.keys(row.command).iter().map(ToString::to_string).collect::<Vec<_>>();
    let rows = Scope::ALL.iter().flat_map(|scope| TABLE.iter().filter(move |row| row.scope == *scope));
    if out.wants_json() {
        let value = |row: &Row| json!({ "command": row.name, "keys": keys(row), "where": row.scope.label(), "does": row.doc });
        return out.json(Value::Array(rows.map(value).collect()));
    }
    let rows: Vec<[String; 4]> = rows
        .map(|row| {
            [row.scope.label().to_owned(), row.name.to_owned(), keys(row).join(" "), row.doc.to_owned()]
        })
        .collect();
    out.table(["WHERE", "COMMAND", "KEYS", "DOES"], &rows)?;
    if let Some(path) = terminal::keys_path(globals).or_else(config::keys_file) {
        let stands = if path.is_file() { "your key file is" } else { "a key file of your own would be" };
        out.say(&format!("{stands} {}", path.display()));
    }
    Ok(())
}

fn print(name: &str, out: &mut Out) -> Result<(), Failure> {
    if name == "default" {
        out.line("# The usual keys, every one as a comment: take the # off a line and change it.")?;
        for scope in Scope::ALL {
            let mut rows = TABLE.iter().filter(|row| row.scope == *scope).peekable();
            if rows.peek().is_some() {
                out.gap()?;
                out.line(&format!("# {}", scope.label()))?;
            }
            for row in rows {
                let keys: Vec<String> = row.keys.iter().map(|key| format!("\"{key}\"")).collect();
                out.line(&format!("# {} = [{}]  # {}", row.name, keys.join(", "), row.doc))?;
            }
        }
        return Ok(());
    }
    let file = preset(name).ok_or_else(|| unknown(name))?;
    out.indented(0, file)
}

fn unknown(name: &str) -> Failure {
    let known: Vec<&str> = PRESETS.iter().map(|(name, _)| *name).collect();
    Failure::Usage(format!("no preset is called {name}; there are default, {}", known.join(", ")))
}

fn check(file: Option<&Path>, globals: &Globals, out: &Out) -> Result<(), Failure> {
    let path =
        file.map(Path::to_path_buf).or_else(|| terminal::keys_path(globals)).or_else(config::keys_file);
    let path = path.ok_or_else(|| Failure::Usage("name a key file".to_owned()))?;
    let text = terminal::read(&path)?;
    let problems = Keymap::problems(&text);
    if problems.is_empty() {
        out.say(&format!("{}: nothing is wrong with it", path.display()));
        return Ok(());
    }
    let last = problems.len() - 1;
    for problem in problems.iter().take(last) {
        out.say(&format!("{}: {problem}", path.display()));
    }
    let problem = problems.last().map(ToString::to_string).unwrap_or_default();
    Err(Failure::Refused(format!("{}: {problem}", path.display())))
}
