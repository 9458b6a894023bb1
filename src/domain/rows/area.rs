//! The area: its name, its users, its agencies and the files it has adopted.

use crate::{record_row, words};

record_row! {
    /// The area whose record this is; one row.
    pub struct Area in "area" about nobody by [] {
        /// Name as printed: "Lancaster".
        name: String,
        /// Letters that open a case reference: "LAN".
        code: String,
    }
}

record_row! {
    /// A file of the area as it was adopted: everything reads this copy, never the file.
    pub struct Adopted in "adopted" about nobody by [name] {
        /// What it is: "forum", "tool", "settings", "actions", "holidays", "line".
        kind: String,
        /// Its own name inside its kind: "MARAC", "dash24".
        name: String,
        /// The version it gives itself.
        version: String,
        /// SHA-256 of the body, in hexadecimal.
        digest: String,
        /// The file, whole.
        body: String,
    }
}

words! {
    /// What a user may do.
    pub enum UserRole {
        /// Everything, users and erasure included.
        Administrator = "administrator",
        /// Everything but users and erasure.
        Coordinator = "coordinator",
        /// Runs the meeting and approves.
        Chair = "chair",
        /// Reads.
        Reader = "reader",
    }
}

record_row! {
    /// Somebody who opens the record.
    pub struct User in "user" about nobody by [handle] {
        /// The name typed to open the record; also the name of the key slot.
        handle: String,
        /// What they may do.
        role: UserRole,
        /// Whether they may still.
        active: bool,
    }
}

record_row! {
    /// An agency that shares information and takes actions.
    pub struct Agency in "agency" about nobody by [key] {
        /// Short word that actions and information carry: "police".
        key: String,
        /// Name as printed: "Children's social care".
        name: String,
        /// Name where room is short, at most 12 letters.
        short: String,
        /// Whether it is expected at every meeting.
        core: bool,
        /// Whether it was added in a meeting and is not on the area's list.
        off_list: bool,
    }
}
