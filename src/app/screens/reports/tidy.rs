//! The tidy export, asked for in a form: where to, over which days, and whether anybody is named.

use std::path::PathBuf;

use crate::app::cx::Cx;
use crate::app::dialog::Dialog;
use crate::app::effect::{Effect, Effects, Tag};
use crate::app::widgets::form::{Field, Filled};
use crate::domain::report::Period;
use crate::service::document::{Paperwork, Tidy};

/// What the form answers to.
pub const TIDY: Tag = Tag(9);

/// Keys of the choice of who is named.
const NOBODY: &str = "nobody";
const REFERENCES: &str = "references";
const NAMES: &str = "names";

/// Asks.
pub fn ask() -> Effects {
    let choice = |key: &str, words: &str| (key.to_owned(), words.to_owned());
    let fields = vec![
        Field::line("folder", "Folder to write into", "tidy-export"),
        Field::line("period", "Period (empty: everything)", "").optional(),
        Field::choice(
            "names",
            "Cases go by",
            vec![
                choice(NOBODY, "pseudonyms alone"),
                choice(REFERENCES, "pseudonyms and references"),
                choice(NAMES, "references and names"),
            ],
        ),
        Field::line("reason", "Why names are needed (logged)", "").optional(),
    ];
    Effect::ask(Dialog::form("Tables for statistics, in clear, outside the record", TIDY, fields)).into()
}

/// Hands on what was filled in.
pub fn filled(values: &Filled, cx: &Cx) -> Effects {
    let text = |name: &str| values.text(name).map(|typed| typed.reveal().trim().to_owned());
    let text = |name: &str| text(name).filter(|typed| !typed.is_empty());
    let days = match text("period").map(|typed| Period::read(&typed, cx.today())).transpose() {
        Ok(days) => days,
        Err(why) => return Effect::sorry(why).into(),
    };
    let Some(folder) = text("folder") else { return Effects::none() };
    let named = values.choice("names").unwrap_or(NOBODY).to_owned();
    let reason = text("reason").unwrap_or_default();
    if named == NAMES && reason.is_empty() {
        return Effect::sorry("names leave only for a reason: say why they are needed").into();
    }
    let tidy = Tidy {
        forum: None,
        days,
        references: named != NOBODY,
        names: (named == NAMES).then_some(reason),
        folder: PathBuf::from(folder),
    };
    Effect::paperwork(Paperwork::Tidy(tidy), TIDY).into()
}
