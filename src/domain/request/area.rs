//! Setting up an area and the files it adopts.

use crate::domain::rows::area::UserRole;

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
