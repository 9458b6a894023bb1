//! The files and settings of an invented area, some of each kind.

use jiff::civil::date;

use crate::domain::tools::file::FileKind;
use crate::domain::tools::settings::{Basis, SettingKey};
use crate::service::ask::{AreaFileLine, AreaStory, SettingLine};

/// Two files and four settings.
pub fn story() -> AreaStory {
    let file = |kind, identity: &str, name: &str, adopted: usize| AreaFileLine {
        kind,
        identity: identity.to_owned(),
        name: name.to_owned(),
        version: adopted.to_string(),
        adopted,
        body: format!("# {name}\nname = \"{name}\"\nversion = \"{adopted}\"\n"),
    };
    let setting = |key, value: &str, note: &str| SettingLine {
        key,
        value: value.to_owned(),
        since: Some(date(2020, 1, 1)),
        basis: Some(Basis::Published),
        note: note.to_owned(),
        later: Vec::new(),
    };
    AreaStory {
        name: "Lancaster".to_owned(),
        code: "LAN".to_owned(),
        files: vec![
            file(FileKind::Forum, "marac", "Multi-Agency Risk Assessment Conference", 2),
            file(FileKind::Tool, "dash24", "Dash checklist (24)", 1),
        ],
        settings: vec![
            SettingLine {
                later: vec![(date(2027, 4, 1), "12".to_owned())],
                ..setting(
                    SettingKey::DashThreshold,
                    "14",
                    "Yes answers out of 24 from which visible high risk is met.",
                )
            },
            SettingLine {
                basis: Some(Basis::OurDefault),
                ..setting(SettingKey::EscalationSource, "any-agency", "Which incidents count.")
            },
            setting(SettingKey::CloseOfPlay, "17:00", "End of the working day, local time."),
            SettingLine {
                since: None,
                basis: None,
                ..setting(SettingKey::ScoringScheme, "", "Name of the scheme by which subjects are scored.")
            },
        ],
    }
}
