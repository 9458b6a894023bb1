//! Setting up the area of a new record.

use super::{Context, Decision};
use crate::domain::entry::EntryKind;
use crate::domain::facts::Changes;
use crate::domain::refusal::Refusal;
use crate::domain::reply::Reply;
use crate::domain::request::{AreaFile, SetUp};
use crate::domain::rows::area::{Adopted, Agency, Area, User};
use crate::domain::tools;
use crate::domain::tools::agencies::AgencyList;

/// Names the area, adopts its files, lists its agencies and its first user. Once.
pub fn set_up(cx: &mut Context<'_>, asked: SetUp) -> Result<Decision, Refusal> {
    let mut changes = cx.changes();
    if !changes.all::<Area>()?.is_empty() {
        return Err(Refusal::rule("this record already has an area"));
    }
    let code = asked.code.trim().to_uppercase();
    if asked.area.trim().is_empty()
        || !(2..=5).contains(&code.len())
        || !code.chars().all(|c| c.is_ascii_uppercase())
    {
        return Err(Refusal::rule("an area needs a name and a code of two to five letters"));
    }
    changes.store(&Area { id: cx.id(), name: asked.area.trim().to_owned(), code });
    changes.store(&User { id: cx.id(), handle: asked.handle, role: asked.role, active: true });
    for file in &asked.files {
        adopt(cx, &mut changes, file);
        if file.kind == "agencies" {
            list_agencies(cx, &mut changes, &file.body)?;
        }
    }
    let reply = Reply::said(format!("area {} set up with {} files", asked.area, asked.files.len()));
    Decision::of(changes, EntryKind::SetUp, None, None, reply)
}

fn adopt(cx: &mut Context<'_>, changes: &mut Changes<'_>, file: &AreaFile) {
    changes.store(&Adopted {
        id: cx.id(),
        kind: file.kind.clone(),
        name: file.name.clone(),
        version: file.version.clone(),
        digest: file.digest.clone(),
        body: file.body.clone(),
    });
}

fn list_agencies(cx: &mut Context<'_>, changes: &mut Changes<'_>, body: &str) -> Result<(), Refusal> {
    let list: AgencyList = tools::parse(body).map_err(|problem| Refusal::rule(problem.to_string()))?;
    for agency in list.agency {
        changes.store(&Agency {
            id: cx.id(),
            key: agency.key,
            name: agency.name,
            short: agency.short,
            core: agency.core,
            off_list: agency.off_list,
        });
    }
    Ok(())
}
