//! Files an area adopts, and its settings: everything reads the adopted copy, and earlier ones stay.

use super::{Context, Decision};
use crate::domain::area::AreaData;
use crate::domain::calendar::show_numeric;
use crate::domain::entry::EntryKind;
use crate::domain::facts::Changes;
use crate::domain::paper::PaperKind;
use crate::domain::refusal::Refusal;
use crate::domain::reply::Reply;
use crate::domain::request::{Adopt, SetSetting};
use crate::domain::rows::area::{Adopted, Agency};
use crate::domain::tools::actions::ActionLibrary;
use crate::domain::tools::agencies::AgencyList;
use crate::domain::tools::file::{self, FileHead, FileKind};
use crate::domain::tools::forum::{Beside, Forum};
use crate::domain::tools::harm::HarmTable;
use crate::domain::tools::papers::PaperData;
use crate::domain::tools::risk_tool::RiskTool;
use crate::domain::tools::services::Services;
use crate::domain::tools::settings::{Basis, Setting, Settings};
use crate::domain::tools::{Faults, Tool, ToolProblem, parse};

/// Adopts a file, checked by itself and against the others of the area; all that is wrong is told at once.
pub fn adopt(cx: &mut Context<'_>, asked: Adopt) -> Result<Decision, Refusal> {
    let area = cx.area()?;
    let mut changes = cx.changes();
    let head = file::head(asked.kind, &asked.body).map_err(refused)?;
    fits(cx, area, head.kind, &asked.body).map_err(refused)?;
    let digest = file::digest(&asked.body);
    let adopted = of_identity(&changes, &head)?;
    if adopted.iter().any(|file| file.version == head.version && file.digest != digest) {
        return Err(Refusal::rule(format!(
            "version {} of {} is adopted already and says something else; give the changed file a version of its own",
            head.version, head.name
        )));
    }
    let said = format!("{}, version {}", head.name, head.version);
    if adopted.last().is_some_and(|file| file.digest == digest) {
        return Ok(Decision {
            entries: Vec::new(),
            reply: Reply::said(format!("{said} is adopted already")),
        });
    }
    if head.kind == FileKind::Agencies {
        list_agencies(cx, &mut changes, &asked.body)?;
    }
    let mut reply = Reply::said(format!("{said} adopted"));
    reply.references.push(head.identity.clone());
    reply.ids.push(uuid::Uuid::nil());
    reply.warnings = beside(area, &head, &asked.body)?;
    store(cx, &mut changes, &head, digest, asked.body);
    Decision::of(changes, EntryKind::Adopted, None, None, reply)
}

fn refused(problem: impl std::fmt::Display) -> Refusal {
    Refusal::rule(problem.to_string())
}

/// Adopted files that this one would take the place of, the newest last.
fn of_identity(changes: &Changes<'_>, head: &FileHead) -> Result<Vec<Adopted>, Refusal> {
    let same = |file: &Adopted| {
        let Some(kind) = FileKind::stored(&file.kind).filter(|kind| *kind == head.kind) else { return false };
        // A record of the first version names files by what they were called on the disk.
        kind.is_single()
            || kind
                .check(&file.body)
                .map_or(file.name == head.identity, |held| held.identity == head.identity)
    };
    Ok(changes.all::<Adopted>()?.into_iter().filter(same).collect())
}

pub(super) fn store(
    cx: &mut Context<'_>,
    changes: &mut Changes<'_>,
    head: &FileHead,
    digest: String,
    body: String,
) {
    changes.store(&Adopted {
        id: cx.id(),
        kind: head.kind.word().to_owned(),
        name: head.identity.clone(),
        version: head.version.clone(),
        digest,
        body,
    });
}

/// Agencies that are new on the list are added, known ones take its names; one that is no longer on it stays, since
/// actions and information carry its key.
pub(super) fn list_agencies(
    cx: &mut Context<'_>,
    changes: &mut Changes<'_>,
    body: &str,
) -> Result<(), Refusal> {
    let list: AgencyList = parse(body).map_err(refused)?;
    let known = changes.all::<Agency>()?;
    for agency in list.agency {
        let id = known.iter().find(|row| row.key == agency.key).map(|row| row.id);
        changes.store(&Agency {
            id: id.unwrap_or_else(|| cx.id()),
            key: agency.key,
            name: agency.name,
            short: agency.short,
            core: agency.core,
            off_list: agency.off_list,
        });
    }
    Ok(())
}

/// Whether a file agrees with the others the area has.
fn fits(cx: &Context<'_>, area: &AreaData, kind: FileKind, body: &str) -> Result<(), ToolProblem> {
    let mut faults = Faults::default();
    match kind {
        FileKind::Forum => {
            let (forums, libraries, agencies) = (&area.forums, &area.libraries, &area.agencies);
            parse::<Forum>(body)?.check_beside(&Beside { forums, libraries, agencies }, &mut faults);
            faults.finish(Forum::KIND)
        }
        FileKind::Actions => {
            let library: ActionLibrary = parse(body)?;
            library.check_agencies(&area.agencies, &mut faults);
            let known = area.forums.iter().any(|forum| forum.key == library.forum);
            faults.require(known, "forum", format!("the area has no forum `{}`", library.forum));
            faults.finish(ActionLibrary::KIND)
        }
        FileKind::Harm => {
            let table: HarmTable = parse(body)?;
            faults.require(!table.offence.is_empty(), "offence", "names no offence and its days");
            faults.finish(HarmTable::KIND)
        }
        FileKind::Papers => {
            let known: Vec<&str> = PaperKind::ALL.iter().map(|kind| kind.word()).collect();
            parse::<PaperData>(body)?.check_papers(&known, &mut faults);
            faults.finish(PaperData::KIND)
        }
        FileKind::Services => {
            parse::<Services>(body)?.check_agencies(&area.agencies, &mut faults);
            faults.finish(Services::KIND)
        }
        FileKind::Settings => {
            let settings: Settings = parse(body)?;
            settings.keeps(&area.settings, cx.today(), &mut faults);
            faults.finish(Settings::KIND)
        }
        _ => Ok(()),
    }
}

/// What should be known of an adoption all the same.
fn beside(area: &AreaData, head: &FileHead, body: &str) -> Result<Vec<String>, Refusal> {
    if head.kind != FileKind::Tool {
        return Ok(Vec::new());
    }
    let tool: RiskTool = parse(body).map_err(refused)?;
    let missing = tool.item.iter().filter_map(|item| {
        let opens = item.opens.as_deref()?;
        area.tool(opens)
            .is_none()
            .then(|| format!("item {} opens {opens}, which the area has not adopted", item.key))
    });
    Ok(missing.collect())
}

/// Sets a figure or choice from a day on: a new version of the adopted settings in which earlier values stay.
pub fn set_setting(cx: &mut Context<'_>, asked: &SetSetting) -> Result<Decision, Refusal> {
    let area = cx.area()?;
    let mut changes = cx.changes();
    let value = asked
        .key
        .read(&asked.value)
        .map_err(|wrong| Refusal::rule(format!("{} {wrong}; {} was given", asked.key.word(), asked.value)))?;
    let held = changes.all::<Adopted>()?;
    let held = held.iter().rfind(|file| FileKind::stored(&file.kind) == Some(FileKind::Settings));
    let held = held.ok_or(Refusal::Unknown { what: "settings" })?;
    let setting = Setting {
        key: asked.key,
        value,
        from: asked.from,
        basis: Basis::Area,
        note: asked.note.trim().to_owned(),
    };
    if area.settings.setting.iter().any(|other| (other.key, other.from) == (setting.key, setting.from)) {
        return Err(Refusal::rule(format!(
            "{} has a value from {} already, which stays; let the new one begin on another day",
            asked.key.word(),
            show_numeric(asked.from)
        )));
    }
    let body = setting.appended_to(&held.body);
    let head = FileKind::Settings.check(&body).map_err(refused)?;
    store(cx, &mut changes, &head, file::digest(&body), body);
    let mut reply = Reply::said(format!(
        "{} is {} from {}; settings are version {} now",
        asked.key.word(),
        setting.value,
        show_numeric(asked.from),
        head.version
    ));
    if asked.from < cx.today() {
        reply
            .warnings
            .push("it begins in the past; what was concluded before today stays as it was".to_owned());
    }
    Decision::of(changes, EntryKind::Adopted, None, None, reply)
}
