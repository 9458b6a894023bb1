//! Erasing a person or case: the text goes, the proof that there was one stays.
//!
//! The parts of every entry about the subject lose salt and body and keep their digest; its rows and drafts
//! go; a tombstone with nothing but the identifier is left. Freed pages are overwritten (`secure_delete`), and
//! [`Tx::finish`](super::Tx::finish) empties the log. Backups made earlier still hold the text.

use uuid::Uuid;

use super::apply::Touched;
use super::cell::{self, bytes};
use super::error::RecordError;
use super::view::View;
use crate::domain::shape::{About, TableShape};

/// Erases every subject, noting the rows that went.
///
/// # Errors
/// When the record cannot be written.
pub fn erase(view: View<'_>, subjects: &[Uuid], touched: &mut Vec<Touched>) -> Result<(), RecordError> {
    for subject in subjects {
        let id = bytes(subject);
        let run = |sql: &str| view.connection.prepare_cached(sql)?.execute([id]);
        run("UPDATE part SET salt = NULL, body = NULL WHERE subject = ? AND body IS NOT NULL")?;
        for table in view.catalog.shapes {
            erase_rows(view, table, id, touched)?;
        }
        run("DELETE FROM draft WHERE about = ?")?;
        run("INSERT OR IGNORE INTO tombstone(subject) VALUES(?)")?;
    }
    Ok(())
}

fn erase_rows(
    view: View<'_>,
    table: &'static TableShape,
    subject: &[u8],
    touched: &mut Vec<Touched>,
) -> Result<(), RecordError> {
    let field = match table.about {
        About::Nobody => return Ok(()),
        About::Itself => "id",
        About::The(field) => field,
    };
    let sql = format!("DELETE FROM \"{}\" WHERE \"{field}\" = ? RETURNING id", table.name);
    let mut statement = view.connection.prepare_cached(&sql)?;
    let mut rows = statement.query([subject])?;
    while let Some(row) = rows.next()? {
        touched.push((table.name, cell::id_at(row, 0)?));
    }
    Ok(())
}
