//! Drafts: what is typed and not yet entered, kept at every pause. Local to the folder, never compared.

use rusqlite::{Connection, OptionalExtension, params};
use uuid::Uuid;

use super::cell::{bytes, id_of};
use super::error::RecordError;
use super::view::View;
use crate::domain::private::Private;

/// Which draft.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct DraftKey {
    /// Whose.
    pub user: Uuid,
    /// Where it is typed, such as `line`.
    pub scope: String,
    /// In which meeting.
    pub meeting: Option<Uuid>,
    /// About which case or person.
    pub about: Option<Uuid>,
}

/// An absent identifier, in a key that allows no NULL.
fn maybe(id: &Option<Uuid>) -> &[u8] {
    id.as_ref().map_or(&[], bytes)
}

/// Keeps a draft; an empty one goes.
pub(super) fn put_draft(connection: &Connection, key: &DraftKey, body: &Private) -> Result<(), RecordError> {
    if body.is_empty() {
        return delete_draft(connection, key);
    }
    connection
        .prepare_cached(
            "INSERT INTO draft(user, scope, meeting, about, body) VALUES(?, ?, ?, ?, ?) \
             ON CONFLICT(user, scope, meeting, about) DO UPDATE SET body = excluded.body",
        )?
        .execute(params![
            bytes(&key.user),
            key.scope,
            maybe(&key.meeting),
            maybe(&key.about),
            body.reveal()
        ])?;
    Ok(())
}

/// Takes a draft away, if there is one.
pub(super) fn delete_draft(connection: &Connection, key: &DraftKey) -> Result<(), RecordError> {
    connection
        .prepare_cached("DELETE FROM draft WHERE user = ? AND scope = ? AND meeting = ? AND about = ?")?
        .execute(params![bytes(&key.user), key.scope, maybe(&key.meeting), maybe(&key.about)])?;
    Ok(())
}

impl View<'_> {
    /// A draft's text.
    ///
    /// # Errors
    /// When the record cannot be read.
    pub fn draft(&self, key: &DraftKey) -> Result<Option<Private>, RecordError> {
        let body: Option<String> = self
            .connection
            .prepare_cached(
                "SELECT body FROM draft WHERE user = ? AND scope = ? AND meeting = ? AND about = ?",
            )?
            .query_row(params![bytes(&key.user), key.scope, maybe(&key.meeting), maybe(&key.about)], |row| {
                row.get(0)
            })
            .optional()?;
        Ok(body.map(Private::from))
    }

    /// Every draft of a user, to be offered again after a crash.
    ///
    /// # Errors
    /// When the record cannot be read.
    pub fn drafts(&self, user: Uuid) -> Result<Vec<(DraftKey, Private)>, RecordError> {
        let mut statement = self
            .connection
            .prepare_cached("SELECT scope, meeting, about, body FROM draft WHERE user = ? ORDER BY scope")?;
        let mut rows = statement.query([bytes(&user)])?;
        let mut drafts = Vec::new();
        let id = |blob: Vec<u8>| if blob.is_empty() { Ok(None) } else { id_of(&blob).map(Some) };
        while let Some(row) = rows.next()? {
            let key =
                DraftKey { user, scope: row.get(0)?, meeting: id(row.get(1)?)?, about: id(row.get(2)?)? };
            drafts.push((key, Private::from(row.get::<_, String>(3)?)));
        }
        Ok(drafts)
    }
}
