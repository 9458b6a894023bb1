//! `convenor user`: who opens the record, and as what.

use std::path::PathBuf;

use clap::{Args, Subcommand};
use serde_json::{Value, json};

use super::Globals;
use super::failure::Failure;
use super::out::Out;
use super::session::Session;
use crate::domain::request::{AddUser, Request, RevokeUser};
use crate::domain::rows::area::{User as UserRow, UserRole};
use crate::record::keys::Cost;

/// Let somebody in, list who may open the record, keep somebody out.
#[derive(Debug, Subcommand)]
pub enum User {
    /// Let somebody open the record
    Add(Adding),
    /// List who may open the record
    List,
    /// Keep somebody out for good: the record gets another key
    Revoke(Revoking),
}

/// Let somebody open the record. Their passphrase is asked for twice, or read from a file, and is never an argument.
#[derive(Debug, Args)]
#[command(after_long_help = "\
Example:
  convenor user add priya --role coordinator --new-passphrase-file priya.txt")]
pub struct Adding {
    /// Name they will open the record by
    handle: String,
    /// What they may do: administrator, coordinator, chair or reader
    #[arg(long, value_parser = role)]
    role: UserRole,
    /// File whose first line is their passphrase, instead of asking
    #[arg(long, value_name = "FILE")]
    new_passphrase_file: Option<PathBuf>,
}

/// Keep somebody out for good. Nobody else may have the record open, since its key changes.
#[derive(Debug, Args)]
#[command(after_long_help = "Example:\n  convenor user revoke priya")]
pub struct Revoking {
    /// Who
    handle: String,
}

fn role(typed: &str) -> Result<UserRole, String> {
    UserRole::parse(typed.trim()).ok_or_else(|| {
        let known: Vec<&str> = UserRole::ALL.iter().map(|role| role.word()).collect();
        format!("a role is one of {}", known.join(", "))
    })
}

impl User {
    /// Does what was asked.
    pub fn run(self, globals: &Globals, out: &mut Out) -> Result<(), Failure> {
        match self {
            Self::Add(adding) => adding.run(globals, out),
            Self::List => list(globals, out),
            Self::Revoke(revoking) => revoking.run(globals, out),
        }
    }
}

impl Adding {
    fn run(self, globals: &Globals, out: &mut Out) -> Result<(), Failure> {
        let mut session = Session::open(globals)?;
        let passphrase = globals.passphrase_of_another(self.new_passphrase_file.as_deref())?;
        let asked = AddUser { handle: self.handle.clone(), role: self.role };
        let reply = session.execute(Request::AddUser(asked))?;
        let let_in = session.service()?.record_mut().users()?.add(&self.handle, &passphrase, Cost::DEFAULT);
        if let Err(error) = let_in {
            // Without a key the name opens nothing: it does not stay on the list.
            session.execute(Request::RevokeUser(RevokeUser { handle: self.handle }))?;
            return Err(error.into());
        }
        out.reply(&reply)
    }
}

fn list(globals: &Globals, out: &mut Out) -> Result<(), Failure> {
    let session = Session::open(globals)?;
    let users = session.rows().all::<UserRow>()?;
    if out.wants_json() {
        let user = |user: &UserRow| json!({ "handle": user.handle, "role": user.role.word(), "active": user.active });
        return out.json(Value::Array(users.iter().map(user).collect()));
    }
    let row = |user: &UserRow| {
        let may = if user.active { "may open the record" } else { "kept out" };
        [user.handle.clone(), user.role.to_string(), may.to_owned()]
    };
    let rows: Vec<[String; 3]> = users.iter().map(row).collect();
    out.table(["User", "Role", "Now"], &rows)
}

impl Revoking {
    fn run(self, globals: &Globals, out: &mut Out) -> Result<(), Failure> {
        let mut session = Session::open(globals)?;
        let reply = session.execute(Request::RevokeUser(RevokeUser { handle: self.handle.clone() }))?;
        session.service()?.record_mut().users()?.remove(&self.handle)?;
        out.reply(&reply)
    }
}
