//! Who may open the record. The key slots are the record room's affair; here is who they are and what they may do.

use super::{Context, Decision};
use crate::domain::entry::EntryKind;
use crate::domain::refusal::Refusal;
use crate::domain::reply::Reply;
use crate::domain::request::{AddUser, RevokeUser};
use crate::domain::rows::area::{User, UserRole};

/// Lets somebody in, or in again under a name that was kept out.
pub fn add(cx: &mut Context<'_>, asked: AddUser) -> Result<Decision, Refusal> {
    let mut changes = cx.changes();
    let known = changes.find::<User>("handle", &asked.handle)?.into_iter().next();
    if known.as_ref().is_some_and(|user| user.active) {
        return Err(Refusal::rule(format!("there is a user {} already", asked.handle)));
    }
    let id = known.map_or_else(|| cx.id(), |user| user.id);
    let reply = Reply::said(format!("{} may open the record as {}", asked.handle, asked.role));
    changes.store(&User { id, handle: asked.handle, role: asked.role, active: true });
    Decision::of(changes, EntryKind::UserChanged, None, None, reply)
}

/// Keeps somebody out; an administrator always stays.
pub fn revoke(cx: &mut Context<'_>, asked: &RevokeUser) -> Result<Decision, Refusal> {
    let mut changes = cx.changes();
    let users = changes.all::<User>()?;
    let user = users.iter().find(|user| user.handle == asked.handle).cloned();
    let mut user = user.ok_or_else(|| Refusal::rule(format!("no user is called {}", asked.handle)))?;
    let administers = |other: &&User| other.active && other.role == UserRole::Administrator;
    if users.iter().filter(administers).all(|other| other.handle == user.handle) {
        return Err(Refusal::rule("the last administrator stays; let another one in first"));
    }
    let reply = Reply::said(format!("{} may not open the record any more", user.handle));
    // Kept out already, and asked again since the key could not be changed then: there is nothing to store.
    user.active = false;
    changes.store(&user);
    Decision::of(changes, EntryKind::UserChanged, None, None, reply)
}
