//! The files and settings of the area.

use super::Looking;
use crate::domain::refusal::Refusal;
use crate::domain::rows::area::Adopted;
use crate::domain::tools::file::FileKind;
use crate::domain::tools::settings::SettingKey;
use crate::service::ask::{AreaFileLine, AreaStory, SettingLine};

/// What the area has adopted.
pub fn area(with: &Looking<'_>) -> Result<AreaStory, Refusal> {
    let mut files: Vec<AreaFileLine> = Vec::new();
    for file in with.rows().all::<Adopted>()? {
        let Some(kind) = FileKind::stored(&file.kind) else { continue };
        let line = match kind.check(&file.body) {
            Ok(head) => AreaFileLine {
                kind,
                identity: head.identity,
                name: head.name,
                version: head.version,
                adopted: 1,
                body: file.body,
            },
            // An older version that this program no longer understands: known by what it was stored under.
            Err(_) => AreaFileLine {
                kind,
                identity: file.name.clone(),
                name: file.name,
                version: file.version,
                adopted: 1,
                body: file.body,
            },
        };
        let same = |held: &&mut AreaFileLine| held.kind == kind && held.identity == line.identity;
        match files.iter_mut().find(same) {
            Some(held) => *held = AreaFileLine { adopted: held.adopted + 1, ..line },
            None => files.push(line),
        }
    }
    files.sort_by_key(|file| file.kind);
    let settings = SettingKey::ALL.into_iter().map(|key| setting(with, key)).collect();
    Ok(AreaStory { name: with.area.name.clone(), code: with.area.code.clone(), files, settings })
}

fn setting(with: &Looking<'_>, key: SettingKey) -> SettingLine {
    let (settings, today) = (&with.area.settings, with.now.today());
    let held = settings.on(key, today);
    let mut later: Vec<_> = settings
        .setting
        .iter()
        .filter(|setting| setting.key == key && setting.from > today)
        .map(|setting| (setting.from, setting.value.to_string()))
        .collect();
    later.sort();
    SettingLine {
        key,
        value: settings.value(key, today).map(|value| value.to_string()).unwrap_or_default(),
        since: held.map(|setting| setting.from),
        basis: held.map(|setting| setting.basis),
        note: held.map_or_else(|| key.meaning().to_owned(), |setting| setting.note.clone()),
        later,
    }
}
