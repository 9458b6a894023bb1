//! Keeping a document with its case, and keeping how heads are read.

use super::{Context, Decision, about};
use crate::domain::entry::EntryKind;
use crate::domain::refusal::Refusal;
use crate::domain::reply::Reply;
use crate::domain::request::{Attach, KeepMapping};
use crate::domain::rows::case::Case;
use crate::domain::rows::document::{Attachment, AttachmentBody, Mapping};
use crate::domain::text::clean;
use crate::domain::value::Json;

/// Most bytes of a document kept with a case (our default: a scanned bail sheet of some pages has a quarter of it).
pub const MOST_ATTACHED: u32 = 8 << 20;
/// Most letters of a mapping's name (our default).
const MOST_NAME: usize = 60;

/// Keeps a document with its case.
pub fn attach(cx: &mut Context<'_>, asked: Attach) -> Result<Decision, Refusal> {
    let mut changes = cx.changes();
    let case: Case = changes.get(asked.case)?;
    let reference = &case.reference;
    if asked.size == 0 || asked.base64.is_empty() {
        return Err(Refusal::rule(format!("the file is empty; nothing was kept with {reference}")));
    }
    if asked.size > MOST_ATTACHED {
        let (is, most) = (asked.size.div_ceil(1 << 20), MOST_ATTACHED >> 20);
        return Err(Refusal::rule(format!(
            "the file has {is} MB and at most {most} MB are kept with a case; send a smaller scan, or only the pages that matter"
        )));
    }
    if asked.received > cx.today() {
        return Err(Refusal::rule("the day it was received is in the future"));
    }
    let held = changes.find::<Attachment>("case", &case.id)?;
    if held.iter().any(|attachment| attachment.digest == asked.digest) {
        return Err(Refusal::rule(format!("the very same file is kept with {reference} already")));
    }
    let area = cx.area()?;
    let supplier = asked.supplier.map(|typed| clean(&typed)).filter(|typed| !typed.is_empty());
    let supplier =
        supplier.map(|typed| area.agencies.named(&typed).map_or(typed, |agency| agency.key.clone()));
    let attachment = Attachment {
        id: cx.id(),
        case: case.id,
        kind: asked.kind,
        name: asked.name,
        media: clean(&asked.media).to_lowercase(),
        supplier,
        received: asked.received,
        size: asked.size,
        digest: asked.digest,
    };
    changes.store(&attachment);
    changes.store(&AttachmentBody {
        id: cx.id(),
        attachment: attachment.id,
        case: case.id,
        base64: asked.base64,
    });
    let reply = Reply::said(format!("{} kept with {reference}", attachment.kind))
        .naming(reference.clone(), attachment.id.uuid());
    Decision::of(changes, EntryKind::Attached, about(&case), None, reply)
}

/// Keeps how the heads of a list are read, under a name that every user may choose.
pub fn keep_mapping(cx: &mut Context<'_>, asked: KeepMapping) -> Result<Decision, Refusal> {
    let mut changes = cx.changes();
    let name = clean(&asked.name);
    if name.is_empty() || name.chars().count() > MOST_NAME {
        return Err(Refusal::rule(format!("a mapping needs a name of at most {MOST_NAME} letters")));
    }
    if asked.heads.iter().all(|head| head.field.is_none()) {
        return Err(Refusal::rule("a mapping that reads nothing is not kept"));
    }
    let held = changes.find::<Mapping>("name", &name)?.into_iter().find(|mapping| mapping.list == asked.list);
    let id = held.map_or_else(|| cx.id(), |mapping| mapping.id);
    let heads = Json(asked.heads);
    changes.store(&Mapping { id, name: name.clone(), list: asked.list, heads, kept: cx.today() });
    let reply = Reply::said(format!("mapping {name} kept"));
    Decision::of(changes, EntryKind::MappingKept, None, None, reply)
}
