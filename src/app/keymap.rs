//! Which key does what: the only file that names keys.
//!
//! Made of [`Key`] (a key as a key file spells it), [`Keymap`] (the command table's keys with the user's own laid
//! over them) and [`Edit`] (what a key does to text being typed). Screens hear commands and edits, never key codes.

use std::collections::{BTreeMap, HashMap};
use std::fmt;

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};

use super::command::{Command, Scope, TABLE};

/// Keys by their names in a key file.
const NAMES: &[(&str, KeyCode)] = &[
    ("enter", KeyCode::Enter),
    ("esc", KeyCode::Esc),
    ("tab", KeyCode::Tab),
    ("space", KeyCode::Char(' ')),
    ("backspace", KeyCode::Backspace),
    ("delete", KeyCode::Delete),
    ("insert", KeyCode::Insert),
    ("up", KeyCode::Up),
    ("down", KeyCode::Down),
    ("left", KeyCode::Left),
    ("right", KeyCode::Right),
    ("home", KeyCode::Home),
    ("end", KeyCode::End),
    ("pageup", KeyCode::PageUp),
    ("pagedown", KeyCode::PageDown),
];

/// Leaves the program whatever a key file says.
const ALWAYS_QUITS: Key = Key { code: KeyCode::Char('q'), ctrl: true, alt: false, shift: false };

/// A key with its modifiers. Shift counts only for keys that are not characters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Key {
    code: KeyCode,
    ctrl: bool,
    alt: bool,
    shift: bool,
}

impl Key {
    /// Reads a key as spelt in a key file: `ctrl-p`, `alt-enter`, `f1`, `G`, `?`.
    pub fn parse(text: &str) -> Option<Self> {
        let mut key = Self { code: KeyCode::Null, ctrl: false, alt: false, shift: false };
        let mut rest = text.trim();
        while let Some((modifier, after)) = rest.split_once('-').filter(|(_, after)| !after.is_empty()) {
            match modifier {
                "ctrl" => key.ctrl = true,
                "alt" => key.alt = true,
                "shift" => key.shift = true,
                _ => return None,
            }
            rest = after;
        }
        let mut letters = rest.chars();
        key.code = match (letters.next(), letters.as_str()) {
            (Some(letter), "") if !letter.is_control() => KeyCode::Char(letter),
            (Some('f'), number) if number.parse::<u8>().is_ok_and(|number| (1..=24).contains(&number)) => {
                KeyCode::F(number.parse().ok()?)
            }
            _ => NAMES.iter().find(|(name, _)| *name == rest).map(|(_, code)| *code)?,
        };
        Some(key)
    }

    /// The key as the terminal reports it.
    pub fn of(event: KeyEvent) -> Self {
        let (code, backwards) = match event.code {
            KeyCode::BackTab => (KeyCode::Tab, true),
            code => (code, false),
        };
        let letter = matches!(code, KeyCode::Char(_));
        let ctrl = event.modifiers.contains(KeyModifiers::CONTROL);
        // With Ctrl some terminals report capitals and some do not.
        let code = match code {
            KeyCode::Char(letter) if ctrl => KeyCode::Char(letter.to_ascii_lowercase()),
            code => code,
        };
        Self {
            code,
            ctrl,
            alt: event.modifiers.contains(KeyModifiers::ALT),
            shift: backwards || (!letter && event.modifiers.contains(KeyModifiers::SHIFT)),
        }
    }

    /// Whether the key puts a character on the page. Ctrl with Alt is how some keyboards type `@` and `€`.
    pub const fn is_text(self) -> bool {
        matches!(self.code, KeyCode::Char(_)) && self.ctrl == self.alt
    }

    /// The event that a terminal would send for it.
    pub fn event(self) -> KeyEvent {
        let mut modifiers = KeyModifiers::NONE;
        modifiers.set(KeyModifiers::CONTROL, self.ctrl);
        modifiers.set(KeyModifiers::ALT, self.alt);
        modifiers.set(KeyModifiers::SHIFT, self.shift);
        let code = if self.shift && self.code == KeyCode::Tab { KeyCode::BackTab } else { self.code };
        KeyEvent::new(code, modifiers)
    }
}

impl fmt::Display for Key {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (held, name) in [(self.ctrl, "ctrl-"), (self.alt, "alt-"), (self.shift, "shift-")] {
            if held {
                formatter.write_str(name)?;
            }
        }
        match self.code {
            KeyCode::F(number) => write!(formatter, "f{number}"),
            code => match (NAMES.iter().find(|(_, known)| *known == code), code) {
                (Some((name, _)), _) => formatter.write_str(name),
                (None, KeyCode::Char(letter)) => write!(formatter, "{letter}"),
                (None, _) => formatter.write_str("?"),
            },
        }
    }
}

/// What a key does to text being typed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Edit {
    /// Puts a character in.
    Insert(char),
    /// Takes out the character before the cursor.
    Backspace,
    /// Takes out the character under the cursor.
    Delete,
    /// Moves back a character.
    Left,
    /// Moves on a character.
    Right,
    /// Moves back a word.
    WordLeft,
    /// Moves on a word.
    WordRight,
    /// Moves to the beginning of the line.
    Home,
    /// Moves to the end of the line.
    End,
    /// Moves up a line.
    Up,
    /// Moves down a line.
    Down,
    /// Takes out everything before the cursor.
    KillBefore,
    /// Takes out everything after the cursor.
    KillAfter,
    /// Takes out the word before the cursor.
    KillWord,
}

impl Edit {
    /// What a key does to text; `None` for a key that means nothing there.
    pub fn of(event: KeyEvent) -> Option<Self> {
        let key = Key::of(event);
        Some(match (key.code, key.ctrl, key.alt) {
            (KeyCode::Char(letter), ctrl, alt) if ctrl == alt => Self::Insert(letter),
            (KeyCode::Backspace, false, false) | (KeyCode::Char('h'), true, false) => Self::Backspace,
            (KeyCode::Delete, false, false) | (KeyCode::Char('d'), true, false) => Self::Delete,
            (KeyCode::Left, false, false) | (KeyCode::Char('b'), true, false) => Self::Left,
            (KeyCode::Right, false, false) | (KeyCode::Char('f'), true, false) => Self::Right,
            (KeyCode::Left, _, _) | (KeyCode::Char('b'), false, true) => Self::WordLeft,
            (KeyCode::Right, _, _) | (KeyCode::Char('f'), false, true) => Self::WordRight,
            (KeyCode::Home, _, _) | (KeyCode::Char('a'), true, false) => Self::Home,
            (KeyCode::End, _, _) | (KeyCode::Char('e'), true, false) => Self::End,
            (KeyCode::Up, false, false) => Self::Up,
            (KeyCode::Down, false, false) => Self::Down,
            (KeyCode::Char('u'), true, false) => Self::KillBefore,
            (KeyCode::Char('k'), true, false) => Self::KillAfter,
            (KeyCode::Char('w'), true, false) | (KeyCode::Backspace, _, _) => Self::KillWord,
            _ => return None,
        })
    }
}

/// What is wrong with a key file, and in which line.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("line {line}: {what}")]
pub struct KeyFileError {
    /// The line, counted from 1.
    pub line: usize,
    /// What is wrong there.
    pub what: KeyFileProblem,
}

/// What is wrong with a line of a key file.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum KeyFileProblem {
    /// It is not TOML.
    #[error("this cannot be read: {0}")]
    NotToml(String),
    /// A value is not a list of keys.
    #[error("`{0}` needs a list of keys, as [\"ctrl-z\", \"f14\"]")]
    NotKeys(String),
    /// No preset has this name.
    #[error("no preset is called `{0}`; there are default, {known}", known = preset_names())]
    UnknownPreset(String),
    /// A name is not a command.
    #[error("`{name}` is not a command{}", suggestion(.near))]
    UnknownCommand {
        /// As written.
        name: String,
        /// The nearest command.
        near: Option<&'static str>,
    },
    /// A key is not spelt as keys are.
    #[error("`{key}` for `{command}` is not a key; write `ctrl-p`, `alt-enter`, `f6` or one character")]
    UnknownKey {
        /// As written.
        key: String,
        /// For which command.
        command: &'static str,
    },
    /// Two commands would share a key where both work.
    #[error("`{key}` would be both `{first}` and `{second}` ({place}); give one of them another key")]
    Twice {
        /// The key.
        key: Key,
        /// One command.
        first: &'static str,
        /// The other.
        second: &'static str,
        /// Where both work.
        place: &'static str,
    },
    /// A character would be a command where text is typed.
    #[error(
        "`{key}` cannot be `{command}`, since it is typed as text there; use ctrl, alt or a function key"
    )]
    Text {
        /// The key.
        key: Key,
        /// For which command.
        command: &'static str,
    },
}

/// Key files to begin from, by name.
pub const PRESETS: &[(&str, &str)] = &[
    ("vim", include_str!("../../assets/keys/vim.toml")),
    ("emacs", include_str!("../../assets/keys/emacs.toml")),
    ("function-keys", include_str!("../../assets/keys/function-keys.toml")),
];

/// The preset of a name.
pub fn preset(name: &str) -> Option<&'static str> {
    PRESETS.iter().find(|(known, _)| *known == name).map(|(_, file)| *file)
}

fn preset_names() -> String {
    PRESETS.iter().map(|(name, _)| *name).collect::<Vec<_>>().join(", ")
}

fn suggestion(near: &Option<&'static str>) -> String {
    near.map(|name| format!("; did you mean `{name}`?")).unwrap_or_default()
}

/// Which keys do what, where.
#[derive(Debug, Clone)]
pub struct Keymap {
    keys: BTreeMap<Command, Vec<Key>>,
    /// By scope and key.
    commands: HashMap<(Scope, Key), Command>,
}

impl Default for Keymap {
    fn default() -> Self {
        Self::new(
            TABLE
                .iter()
                .map(|row| (row.command, row.keys.iter().filter_map(|key| Key::parse(key)).collect()))
                .collect(),
        )
    }
}

impl Keymap {
    fn new(keys: BTreeMap<Command, Vec<Key>>) -> Self {
        let mut commands = HashMap::new();
        for (command, keys) in &keys {
            for key in keys {
                commands.insert((command.row().scope, *key), *command);
            }
        }
        commands.insert((Scope::Everywhere, ALWAYS_QUITS), Command::Quit);
        Self { keys, commands }
    }

    /// The usual keys with a user's file laid over them: `undo = ["ctrl-z", "f14"]`, one line per command; `"+f14"` adds a
    /// key to the usual ones; `preset = "vim"` begins from a preset.
    ///
    /// # Errors
    /// The first thing wrong with the file, in words for whoever wrote it.
    pub fn with(file: &str) -> Result<Self, KeyFileError> {
        let (keys, mut problems) = laid_over(Self::default().keys, file);
        if problems.is_empty() { Ok(Self::new(keys)) } else { Err(problems.swap_remove(0)) }
    }

    /// Everything that is wrong with a file, in the order of its lines.
    pub fn problems(file: &str) -> Vec<KeyFileError> {
        laid_over(Self::default().keys, file).1
    }

    /// What a key does in a scope; the nearest scope of its chain decides.
    pub fn command(&self, scope: Scope, event: KeyEvent) -> Option<Command> {
        let key = Key::of(event);
        scope.chain().iter().find_map(|scope| self.commands.get(&(*scope, key)).copied())
    }

    /// The keys of a command, the first being the one to show.
    pub fn keys(&self, command: Command) -> &[Key] {
        self.keys.get(&command).map_or(&[], Vec::as_slice)
    }

    /// The key to show for a command; where text is typed, one that is not a character.
    pub fn shown(&self, command: Command, typing: bool) -> Option<String> {
        let keys = self.keys(command);
        keys.iter().find(|key| !typing || !key.is_text()).map(|key| pretty(*key))
    }
}

/// A key as footer and help write it: `^P`, `Alt-z`, `F1`, `Enter`.
pub fn pretty(key: Key) -> String {
    let plain = Key { ctrl: false, ..key }.to_string();
    let mut shown = match key.code {
        KeyCode::Char(letter) if letter != ' ' => plain,
        KeyCode::Up => "↑".to_owned(),
        KeyCode::Down => "↓".to_owned(),
        KeyCode::PageUp => "PgUp".to_owned(),
        KeyCode::PageDown => "PgDn".to_owned(),
        _ => {
            let mut letters = plain.chars();
            letters
                .next()
                .map(|first| first.to_ascii_uppercase().to_string() + letters.as_str())
                .unwrap_or_default()
        }
    };
    if key.alt && shown.starts_with("alt-") {
        shown.replace_range(..1, "A");
    }
    if key.ctrl { format!("^{}", shown.to_uppercase()) } else { shown }
}

/// Keys by command.
type Keys = BTreeMap<Command, Vec<Key>>;

/// Lays a file over keys, and says everything that is wrong with it.
fn laid_over(usual: Keys, file: &str) -> (Keys, Vec<KeyFileError>) {
    let table: toml::Table = match toml::from_str(file) {
        Ok(table) => table,
        Err(error) => {
            let before = error.span().and_then(|span| file.get(..span.start)).unwrap_or_default();
            let what = KeyFileProblem::NotToml(error.message().to_owned());
            return (usual, vec![KeyFileError { line: before.matches('\n').count() + 1, what }]);
        }
    };
    let mut problems = Vec::new();
    let mut keys = usual;
    let mut say = |name: &str, what| problems.push(KeyFileError { line: line_of(file, name), what });
    match table.get("preset").map(|named| (named, named.as_str())) {
        None | Some((_, Some("default"))) => {}
        Some((_, Some(name))) if preset(name).is_some() => {
            keys = laid_over(keys, preset(name).unwrap_or_default()).0;
        }
        Some((other, name)) => {
            say(
                "preset",
                KeyFileProblem::UnknownPreset(name.map_or_else(|| other.to_string(), str::to_owned)),
            );
        }
    }
    for (name, spelt) in table.iter().filter(|(name, _)| *name != "preset") {
        let Some(command) = Command::named(name) else {
            say(name, KeyFileProblem::UnknownCommand { near: nearest(name), name: name.clone() });
            continue;
        };
        match read_keys(command, spelt, keys.get(&command).map_or(&[], Vec::as_slice)) {
            Ok(read) => {
                keys.insert(command, read);
            }
            Err(what) => say(name, what),
        }
    }
    let quits = keys.entry(Command::Quit).or_default();
    if !quits.contains(&ALWAYS_QUITS) {
        quits.push(ALWAYS_QUITS);
    }
    for (first, second, key, place) in clashes(&keys) {
        // Told at the line of the two that the file has; a clash is nobody's but the file's.
        let named = [first, second].map(|command| command.row().name);
        let name = named.into_iter().find(|name| table.contains_key(*name)).unwrap_or("preset");
        let [first, second] = named;
        say(name, KeyFileProblem::Twice { key, first, second, place });
    }
    problems.sort_by_key(|problem| problem.line);
    (keys, problems)
}

/// The keys that a line of a file gives to a command that had others.
fn read_keys(command: Command, spelt: &toml::Value, had: &[Key]) -> Result<Vec<Key>, KeyFileProblem> {
    let row = command.row();
    let not_keys = || KeyFileProblem::NotKeys(row.name.to_owned());
    let mut read = Vec::new();
    for key in spelt.as_array().ok_or_else(not_keys)? {
        let key = key.as_str().ok_or_else(not_keys)?;
        let added = key.strip_prefix('+').filter(|rest| !rest.is_empty());
        if added.is_some() && read.is_empty() {
            read.extend_from_slice(had);
        }
        let parsed = Key::parse(added.unwrap_or(key))
            .ok_or_else(|| KeyFileProblem::UnknownKey { key: key.to_owned(), command: row.name })?;
        if row.scope.types() && parsed.is_text() {
            return Err(KeyFileProblem::Text { key: parsed, command: row.name });
        }
        if !read.contains(&parsed) {
            read.push(parsed);
        }
    }
    Ok(read)
}

/// The line in which a name is given something.
fn line_of(file: &str, name: &str) -> usize {
    let gives = |line: &str| {
        let line = line.trim_start().trim_start_matches(['"', '\'']);
        line.strip_prefix(name)
            .is_some_and(|rest| rest.trim_start_matches(['"', '\'', ' ', '\t']).starts_with('='))
    };
    file.lines().position(gives).map_or(1, |at| at + 1)
}

/// The keys that two commands share in a chain of scopes, each pair once.
fn clashes(keys: &Keys) -> Vec<(Command, Command, Key, &'static str)> {
    let mut found: Vec<(Command, Command, Key, &'static str)> = Vec::new();
    for scope in Scope::ALL {
        let mut seen = HashMap::new();
        for (command, keys) in keys.iter().filter(|(command, _)| scope.chain().contains(&command.row().scope))
        {
            let gives_way = command.gives_way(*scope);
            for key in keys.iter().filter(|key| !(gives_way && key.is_text())) {
                let Some(first) = seen.insert(*key, *command).filter(|first| first != command) else {
                    continue;
                };
                if !found.iter().any(|known| (known.0, known.1, known.2) == (first, *command, *key)) {
                    found.push((first, *command, *key, scope.label()));
                }
            }
        }
    }
    found
}

pub(super) fn nearest(name: &str) -> Option<&'static str> {
    TABLE
        .iter()
        .map(|row| (strsim::damerau_levenshtein(row.name, name), row.name))
        .min()
        .filter(|(distance, near)| *distance <= near.len() / 2)
        .map(|(_, near)| near)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_are_read_as_they_are_written() {
        for spelt in ["ctrl-p", "alt-enter", "f1", "f12", "G", "?", "-", "alt--", "space", "shift-tab", "esc"]
        {
            let key = Key::parse(spelt).unwrap();
            assert_eq!(key.to_string(), spelt);
            assert_eq!(Key::of(key.event()), key, "{spelt}");
        }
        for wrong in ["", "ctrl", "hyper-x", "f25", "f0", "escape", "ctrl-"] {
            assert_eq!(Key::parse(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn a_key_file_changes_what_it_names_and_nothing_else() {
        let map = Keymap::with("undo = [\"f13\"]").unwrap();
        let press = |map: &Keymap, key: &str| map.command(Scope::Cases, Key::parse(key).unwrap().event());
        assert_eq!(press(&map, "f13"), Some(Command::Undo));
        assert_eq!(press(&map, "ctrl-z"), None);
        assert_eq!(press(&map, "f1"), Some(Command::Help));
    }

    #[test]
    fn the_quit_key_cannot_be_taken_away() {
        let map = Keymap::with("quit = [\"f13\"]").unwrap();
        let press = |key: &str| map.command(Scope::Room, Key::parse(key).unwrap().event());
        assert_eq!(press("ctrl-q"), Some(Command::Quit));
        assert_eq!(press("f13"), Some(Command::Quit));
        let taken = Keymap::with("undo = [\"ctrl-q\"]").unwrap_err();
        assert!(matches!(taken.what, KeyFileProblem::Twice { .. }), "{taken}");
    }

    #[test]
    fn what_is_wrong_with_a_key_file_is_said_with_its_line() {
        for (file, said) in [
            ("# mine\nundo = 3", "line 2: `undo` needs a list of keys"),
            ("undo = [", "line 1: this cannot be read"),
            ("\n\nundoo = [\"f18\"]", "line 3: `undoo` is not a command; did you mean `undo`"),
            ("undo = [\"hyper-z\"]", "`hyper-z` for `undo` is not a key"),
            ("undo = [\"f1\"]", "would be both"),
            ("undo = [\"+f1\"]", "would be both"),
            ("submit = [\"s\"]", "typed as text"),
            (
                "preset = \"vi\"",
                "line 1: no preset is called `vi`; there are default, vim, emacs, function-keys",
            ),
        ] {
            let error = Keymap::with(file).unwrap_err().to_string();
            assert!(error.contains(said), "{error}");
        }
        let several = Keymap::problems("undoo = [\"f18\"]\nsubmit = [\"s\"]\nundo = [\"f1\", \"f2\"]\n");
        let lines: Vec<_> = several.iter().map(|problem| problem.line).collect();
        assert_eq!(lines, [1, 2, 3, 3], "{several:?}");
    }

    #[test]
    fn every_preset_is_right_leaves_and_can_be_changed_further() {
        for (name, file) in PRESETS {
            assert_eq!(Keymap::problems(file), [], "{name}");
            let own = format!("preset = \"{name}\"\nundo = [\"+f20\"]\ndefer-case = [\"alt-x\"]\n");
            let map = Keymap::with(&own).unwrap_or_else(|error| panic!("{name}: {error}"));
            let press = |key: &str| map.command(Scope::Cases, Key::parse(key).unwrap().event());
            assert_eq!(press("f20"), Some(Command::Undo), "{name}");
            assert_eq!(press("ctrl-z"), Some(Command::Undo), "a + adds to the usual keys");
            assert_eq!(press("ctrl-q"), Some(Command::Quit));
        }
        assert_eq!(Keymap::problems("preset = \"default\""), []);
    }
}
