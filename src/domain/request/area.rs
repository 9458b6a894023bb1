//! Setting up an area, the files it adopts, and its settings.

use jiff::civil::Date;

use crate::domain::rows::area::UserRole;
use crate::domain::tools::file::FileKind;
use crate::domain::tools::settings::SettingKey;

/// See [`super::Request::SetUp`].
#[derive(Debug, Clone)]
pub struct SetUp {
    /// Name of the area.
    pub area: String,
    /// Letters that open a case reference.
    pub code: String,
    /// Handle of the first user.
    pub handle: String,
    /// What they may do.
    pub role: UserRole,
    /// The area's files: kind, name, version, digest, body.
    pub files: Vec<AreaFile>,
}

/// A file for the area to adopt.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AreaFile {
    /// What it is: "forum", "tool", ...
    pub kind: String,
    /// Its name inside its kind.
    pub name: String,
    /// The version it gives itself.
    pub version: String,
    /// SHA-256 of the body, in hexadecimal.
    pub digest: String,
    /// The file, whole.
    pub body: String,
}

/// See [`super::Request::Adopt`].
#[derive(Debug, Clone)]
pub struct Adopt {
    /// What it is; told by its content when not given.
    pub kind: Option<FileKind>,
    /// The file, whole.
    pub body: String,
}

/// See [`super::Request::SetSetting`].
#[derive(Debug, Clone)]
pub struct SetSetting {
    /// What is set.
    pub key: SettingKey,
    /// To what, as typed: a number, a time or a word.
    pub value: String,
    /// First day it holds.
    pub from: Date,
    /// Why, for a reader.
    pub note: String,
}

/// What a name typed for an agency means.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Naming {
    /// The agency of the area's list with this key.
    Nickname(String),
    /// An agency that joins the list.
    Agency {
        /// Its name in full; the name as typed when it is empty.
        name: String,
    },
    /// An agency known to this record alone.
    Once {
        /// Its name; the name as typed when it is empty.
        name: String,
        /// Its part in a case tells where somebody is (a refuge).
        place: bool,
    },
    /// Nothing any more.
    Nothing,
}

/// See [`super::Request::NameAgency`].
#[derive(Debug, Clone)]
pub struct NameAgency {
    /// The name as typed.
    pub word: String,
    /// What it means.
    pub means: Naming,
}
