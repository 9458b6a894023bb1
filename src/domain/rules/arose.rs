//! What an action was made of: a piece of information or a risk of its case, so that the minutes can be followed back.

use uuid::Uuid;

use crate::domain::facts::Changes;
use crate::domain::id::Id;
use crate::domain::refusal::Refusal;
use crate::domain::reply::Reply;
use crate::domain::rows::action::Action;
use crate::domain::rows::agenda::{Information, Risk};
use crate::domain::rows::case::Case;

/// What an action can be made of: a piece of information or a risk of its case.
pub(super) fn source(changes: &Changes<'_>, case: &Case, source: Uuid) -> Result<Uuid, Refusal> {
    let told = changes.find::<Information>("case", &case.id)?.iter().any(|row| row.id.uuid() == source);
    let risk = || {
        Ok::<_, Refusal>(changes.find::<Risk>("case", &case.id)?.iter().any(|row| row.id.uuid() == source))
    };
    if told || risk()? {
        return Ok(source);
    }
    Err(Refusal::rule(format!("what the action was made of is not there any more under {}", case.reference)))
}

/// Keeps of new actions what they were made of.
pub(super) fn arose(changes: &mut Changes<'_>, reply: &Reply, source: Uuid) -> Result<(), Refusal> {
    for id in &reply.ids {
        let action: Action = changes.get(Id::new(*id))?;
        changes.store(&Action { arose: Some(source), ..action });
    }
    Ok(())
}
