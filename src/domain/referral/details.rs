//! What a form says in fields that only are kept and shown, by field.
//!
//! Fields that something is worked out from (names, dates of birth, criteria ...) have places of their own in
//! [`super::ReferralForm`]; the rest stand here, each in the form in which it is compared: a date as ISO text, yes and
//! no as those words. A field that is not here was not given.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::field::Field;
use super::said::Said;
use crate::domain::private::Private;

/// Fields and what was said in them.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Details(BTreeMap<Field, Private>);

impl Details {
    /// What was said in a field; empty when nothing was.
    pub fn get(&self, field: Field) -> &str {
        self.0.get(&field).map_or("", Private::reveal)
    }

    /// Says something in a field; an empty text takes it away.
    pub fn set(&mut self, field: Field, text: impl Into<Private>) {
        let text = text.into();
        if text.reveal().trim().is_empty() {
            self.0.remove(&field);
        } else {
            self.0.insert(field, text);
        }
    }

    /// Keeps what a field says, in the form in which it is compared.
    pub fn keep(&mut self, field: Field, said: &Said) {
        self.set(field, said.kept());
    }

    /// What a field says, in its kind.
    pub fn said(&self, field: Field) -> Said {
        Said::from_kept(field.typed(), self.get(field))
    }

    /// A field of yes and no; `None` when neither was said.
    pub fn yes(&self, field: Field) -> Option<bool> {
        match self.get(field) {
            "yes" => Some(true),
            "no" => Some(false),
            _ => None,
        }
    }

    /// What was said, in the order of the fields.
    pub fn iter(&self) -> impl Iterator<Item = (Field, &Private)> {
        self.0.iter().map(|(field, text)| (*field, text))
    }

    /// Whether nothing was said.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}
