//! Making a record, and opening one.

use std::path::Path;

use super::clock::Now;
use super::execute::Service;
use super::layout::LAYOUT;
use crate::assets::{self, Asset, Kind};
use crate::domain::id::Ids;
use crate::domain::refusal::Refusal;
use crate::domain::request::{AreaFile, Request, SetUp};
use crate::domain::rows::area::UserRole;
use crate::domain::tools::file::{self, FileKind};
use crate::record::entropy::Entropy;
use crate::record::keys::Cost;
use crate::record::{FirstUser, Folder, Record, RecordError};

/// What a new record needs to know.
pub struct NewRecord<'a> {
    /// Name of the area.
    pub area: &'a str,
    /// Letters that open a case reference.
    pub code: &'a str,
    /// Handle of the first user, an administrator.
    pub handle: &'a str,
    /// Their passphrase.
    pub passphrase: &'a str,
    /// What deriving a key from it costs.
    pub cost: Cost,
}

impl Service {
    /// Makes a record in a new or empty folder, sets its area up with the files this program brings, and opens it.
    ///
    /// # Errors
    /// When the folder is in use or cannot be written, or the area's name or code cannot be used.
    pub fn create(
        path: &Path,
        new: &NewRecord<'_>,
        entropy: Box<dyn Entropy>,
        mut ids: Box<dyn Ids + Send>,
        now: Now,
    ) -> Result<Self, Refusal> {
        let first = FirstUser { handle: new.handle, passphrase: new.passphrase, cost: new.cost };
        let change = ids.next();
        let record = Folder::create(path, first, LAYOUT, entropy)?;
        let mut service = Self::new(record, new.handle, ids)?;
        let request = SetUp {
            area: new.area.to_owned(),
            code: new.code.to_owned(),
            handle: new.handle.to_owned(),
            role: UserRole::Administrator,
            files: area_files(),
        };
        service.execute(now, change, Request::SetUp(request), None)?;
        Ok(service)
    }

    /// Opens a record.
    ///
    /// # Errors
    /// [`RecordError`] tells a wrong passphrase, damage, a newer schema and a read-only folder apart; the record's
    /// own refusals come as [`RecordError::Damaged`].
    pub fn open(
        path: &Path,
        handle: &str,
        passphrase: &str,
        entropy: Box<dyn Entropy>,
        ids: Box<dyn Ids + Send>,
    ) -> Result<Self, RecordError> {
        let record = Record::open(path, handle, passphrase, LAYOUT, entropy)?;
        Self::new(record, handle, ids).map_err(|refusal| RecordError::Damaged(refusal.to_string()))
    }

    /// Serves a record in memory, its area set up: for tests.
    ///
    /// # Errors
    /// When the database library fails.
    pub fn in_memory(
        entropy: Box<dyn Entropy>,
        mut ids: Box<dyn Ids + Send>,
        now: Now,
    ) -> Result<Self, Refusal> {
        let change = ids.next();
        let record = Record::in_memory(LAYOUT, entropy)?;
        let mut service = Self::new(record, "demo", ids)?;
        let request = SetUp {
            area: "Lancaster".to_owned(),
            code: "LAN".to_owned(),
            handle: "demo".to_owned(),
            role: UserRole::Administrator,
            files: area_files(),
        };
        service.execute(now, change, Request::SetUp(request), None)?;
        Ok(service)
    }
}

/// The files a new area adopts: everything embedded but the invented area and what is only there to start from.
pub fn area_files() -> Vec<AreaFile> {
    assets::ALL.iter().filter_map(area_file).collect()
}

/// What an embedded file is once an area adopts it; nothing for the invented area's.
pub const fn kind_of(asset: &Asset) -> Option<FileKind> {
    Some(match asset.kind {
        Kind::Agencies => FileKind::Agencies,
        Kind::LineWords => FileKind::Line,
        Kind::Settings => FileKind::Settings,
        Kind::Actions => FileKind::Actions,
        Kind::Forum => FileKind::Forum,
        Kind::Tool => FileKind::Tool,
        Kind::Scheme => FileKind::Scheme,
        Kind::Harm => FileKind::Harm,
        Kind::Definitions => FileKind::Definitions,
        Kind::Holidays => FileKind::Holidays,
        Kind::Papers => FileKind::Papers,
        Kind::Services => FileKind::Services,
        Kind::Principles => FileKind::Principles,
        Kind::DemoServices | Kind::DemoArea | Kind::DemoCases | Kind::DemoMatac | Kind::DemoHistory => {
            return None;
        }
    })
}

fn area_file(asset: &Asset) -> Option<AreaFile> {
    // A table of harm without values is nothing to score by.
    let kind = kind_of(asset).filter(|kind| *kind != FileKind::Harm)?;
    // A file of ours that cannot be read is found by the tests of `assets`.
    let head = kind.check(asset.text).ok()?;
    Some(AreaFile {
        kind: kind.word().to_owned(),
        name: head.identity,
        version: head.version,
        digest: file::digest(asset.text),
        body: asset.text.to_owned(),
    })
}
