//! What the area calls its agencies and forums, for values that name one.

use crate::domain::area::AreaData;
use crate::domain::rows::area::Agency;
use crate::domain::text::fold;

/// Something with a key and names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Named {
    /// As the record has it.
    pub key: String,
    /// As shown.
    pub said: String,
    /// Whatever else it is called.
    pub more: Vec<String>,
}

/// The area's names.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Known {
    /// Agencies, in the order of the area.
    pub agencies: Vec<Named>,
    /// Forums.
    pub forums: Vec<Named>,
}

impl Known {
    /// What an area calls its own. `extra` are the agencies of the record: those added in a meeting are known too.
    pub fn of(area: &AreaData, extra: &[Agency]) -> Self {
        let listed = area.agencies.agency.iter().map(|agency| Named {
            key: agency.key.clone(),
            said: agency.said().to_owned(),
            more: agency.words().map(str::to_owned).collect(),
        });
        let mut agencies: Vec<Named> = listed.collect();
        for agency in extra {
            if agencies.iter().all(|known| known.key != agency.key) {
                agencies.push(Named {
                    key: agency.key.clone(),
                    said: agency.name.clone(),
                    more: vec![agency.short.clone()],
                });
            }
        }
        let forums = area.forums.iter().map(|forum| Named {
            key: forum.key.clone(),
            said: forum.code.clone(),
            more: vec![forum.name.clone()],
        });
        Self { agencies, forums: forums.collect() }
    }
}

/// The keys that a typed name means: of that very name, else of every name that begins so.
pub fn meant(among: &[Named], typed: &str) -> Vec<String> {
    let typed = fold(typed);
    if typed.is_empty() {
        return Vec::new();
    }
    let names = |one: &Named| {
        [&one.key, &one.said].into_iter().chain(&one.more).map(|name| fold(name)).collect::<Vec<_>>()
    };
    let exact: Vec<String> =
        among.iter().filter(|one| names(one).contains(&typed)).map(|one| one.key.clone()).collect();
    if !exact.is_empty() {
        return exact;
    }
    let begins = |one: &&Named| names(one).iter().any(|name| name.starts_with(&typed));
    among.iter().filter(begins).map(|one| one.key.clone()).collect()
}
