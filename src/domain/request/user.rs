//! Who may open the record.

use crate::domain::rows::area::UserRole;

/// See [`super::Request::AddUser`].
#[derive(Debug, Clone)]
pub struct AddUser {
    /// Name they open the record by.
    pub handle: String,
    /// What they may do.
    pub role: UserRole,
}

/// See [`super::Request::RevokeUser`].
#[derive(Debug, Clone)]
pub struct RevokeUser {
    /// Who.
    pub handle: String,
}
