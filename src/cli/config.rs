//! What a user of this machine keeps for the program: keys, a theme of their own, and the theme chosen last.
//!
//! A folder where the system keeps such things, or the one that `CONVENOR_CONFIG` names. It holds nothing of any record.

use std::fs;
use std::path::PathBuf;

use etcetera::BaseStrategy;
use serde::{Deserialize, Serialize};

/// Name of the user's key file.
const KEYS: &str = "keys.toml";
/// Name of the file of what was chosen last.
const CHOSEN: &str = "terminal.toml";

/// What was chosen last.
#[derive(Debug, Default, Serialize, Deserialize)]
struct Chosen {
    theme: Option<String>,
}

/// The folder, where the system has a place for one.
pub fn folder() -> Option<PathBuf> {
    if let Some(named) = std::env::var_os("CONVENOR_CONFIG") {
        return Some(PathBuf::from(named)).filter(|path| !path.as_os_str().is_empty());
    }
    etcetera::choose_base_strategy().ok().map(|places| places.config_dir().join("convenor"))
}

/// Where the user's key file is, or would be.
pub fn keys_file() -> Option<PathBuf> {
    Some(folder()?.join(KEYS))
}

/// Where a theme of the user's own is, or would be, by its name.
pub fn theme_file(name: &str) -> Option<PathBuf> {
    let plain = name.chars().all(|letter| letter.is_alphanumeric() || letter == '-' || letter == '_');
    (plain && !name.is_empty()).then_some(())?;
    Some(folder()?.join("themes").join(format!("{name}.toml")))
}

/// The theme chosen last. A file that cannot be read is nobody's choice.
pub fn theme() -> Option<String> {
    let text = fs::read_to_string(folder()?.join(CHOSEN)).ok()?;
    toml::from_str::<Chosen>(&text).ok()?.theme
}

/// Keeps the theme for the next time. That it cannot be kept stops nobody.
pub fn remember(theme: &str) {
    let Some(folder) = folder() else { return };
    let Ok(text) = toml::to_string(&Chosen { theme: Some(theme.to_owned()) }) else { return };
    if fs::create_dir_all(&folder).is_ok() {
        drop(fs::write(folder.join(CHOSEN), text));
    }
}
