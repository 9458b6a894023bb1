//! Needs without a service, referrals to services, and the directory, put together for a reader.

use jiff::civil::Date;

use super::Looking;
use super::newest::newest;
use crate::domain::calendar::add_months;
use crate::domain::id::Id;
use crate::domain::refusal::Refusal;
use crate::domain::rows::action::Action;
use crate::domain::rows::case::{Case, Child};
use crate::domain::rows::pathway::{Pathway, PathwayEnd, UnmetNeed};
use crate::domain::rows::remark::Remark;
use crate::domain::rules::pathway::{district, refers};
use crate::domain::tools::forum::{CaseKind, Forum};
use crate::domain::tools::services::{ForWhom, NeedKind, ServiceEntry};
use crate::service::ask::{
    Directory, KindTold, NeedOffer, NeedTold, PathwayTold, Provided, Referring, RemarkTold, ServiceTold,
};

/// Months of referrals and needs that the directory is shown with. Our default.
const MONTHS: i32 = 24;

/// Needs of a case, open ones first, then the newest first.
pub fn needs(with: &Looking<'_>, case: &Case) -> Result<Vec<NeedTold>, Refusal> {
    let rows = with.rows().find::<UnmetNeed>("case", &case.id)?;
    let rows = newest(rows, |row| (row.met.is_none(), row.on, row.id));
    Ok(rows.into_iter().map(|row| told(with, row, case)).collect())
}

fn told(with: &Looking<'_>, row: UnmetNeed, case: &Case) -> NeedTold {
    let forum = with.area.forum(&case.forum).map_or_else(|_| case.forum.clone(), |forum| forum.code.clone());
    NeedTold { label: with.area.need_label(&row.kind).to_owned(), case: case.reference.clone(), forum, row }
}

/// Referrals of a case to services, those that have not ended first, then the newest first.
pub fn pathways(with: &Looking<'_>, case: &Case) -> Result<Vec<PathwayTold>, Refusal> {
    let rows = with.rows();
    let found =
        newest(rows.find::<Pathway>("case", &case.id)?, |row| (row.ended.is_none(), row.agreed, row.id));
    let line = |row: Pathway| {
        let action = row.action.map(|action| rows.look::<Action>(action)).transpose()?.flatten();
        Ok(PathwayTold {
            label: row.kind.as_deref().map(|key| with.area.need_label(key).to_owned()),
            action: action.map(|action| action.reference),
            case: case.reference.clone(),
            row,
        })
    };
    found.into_iter().map(line).collect()
}

/// Whose needs a case can have.
fn whose(with: &Looking<'_>, case: &Case, forum: &Forum) -> Result<Vec<ForWhom>, Refusal> {
    let children = !with.rows().find::<Child>("case", &case.id)?.is_empty();
    Ok(match forum.case_kind {
        CaseKind::Subject => vec![ForWhom::Perpetrator, ForWhom::Victim, ForWhom::Child],
        CaseKind::Couple => vec![ForWhom::Victim, ForWhom::Perpetrator, ForWhom::Couple, ForWhom::Child],
        CaseKind::Victim if children => vec![ForWhom::Victim, ForWhom::Child, ForWhom::Perpetrator],
        CaseKind::Victim => vec![ForWhom::Victim, ForWhom::Perpetrator],
        CaseKind::Plan => Vec::new(),
    })
}

/// What there is for the people of a case.
pub fn provided(with: &Looking<'_>, id: Id<Case>) -> Result<Provided, Refusal> {
    let rows = with.rows();
    let case: Case = rows.get(id)?;
    let forum = with.area.forum(&case.forum)?;
    let (needs, pathways) = (needs(with, &case)?, pathways(with, &case)?);
    let mut offers = Vec::new();
    let kinds = with.area.needs(forum);
    for whom in whose(with, &case, forum)? {
        let lives = district(&rows, &case, whom)?;
        offers.extend(kinds.iter().filter(|kind| kind.is_of(whom)).map(|kind| NeedOffer {
            key: kind.key.clone(),
            label: kind.label.clone(),
            whom,
            provision: with.area.services.provision(kind, Some(whom), lives.as_deref()),
            open: standing(&needs, kind, whom),
        }));
    }
    let mut referring = newest(rows.find::<Action>("case", &id)?, |action| action.number);
    referring.retain(|action| {
        let has = pathways.iter().any(|line| line.row.action == Some(action.id));
        action.state.is_live() && !has && refers(action.words.reveal())
    });
    Ok(Provided {
        case: id,
        reference: case.reference,
        offers,
        services: with.area.services.service.clone(),
        referring: referring
            .into_iter()
            .map(|action| Referring { action: action.id, number: action.number, words: action.words })
            .collect(),
        needs,
        pathways,
    })
}

fn standing(needs: &[NeedTold], kind: &NeedKind, whom: ForWhom) -> Option<Date> {
    let open =
        |line: &&NeedTold| line.row.kind == kind.key && line.row.whom == whom && line.row.met.is_none();
    needs.iter().find(open).map(|line| line.row.on)
}

/// Needs found between two days, both included, of whichever case; open ones first.
pub fn found(with: &Looking<'_>, from: Date, to: Date) -> Result<Vec<NeedTold>, Refusal> {
    let rows = with.rows();
    let mut lines = Vec::new();
    for row in newest(rows.between::<UnmetNeed>("on", &from, &to)?, |row| (row.met.is_none(), row.on, row.id))
    {
        let case: Case = rows.get(row.case)?;
        lines.push(told(with, row, &case));
    }
    Ok(lines)
}

/// The directory with what became of referrals, and the needs that stand open.
pub fn directory(with: &Looking<'_>) -> Result<Directory, Refusal> {
    let today = with.now.today();
    let since = add_months(today, -MONTHS);
    let needs = found(with, since, today)?;
    let open = |key: &str| needs.iter().filter(|line| line.row.kind == key && line.row.met.is_none()).count();
    let mut kinds: Vec<KindTold> = Vec::new();
    for kind in with.area.forums.iter().flat_map(|forum| with.area.needs(forum)) {
        if kinds.iter().any(|told| told.kind.key == kind.key) {
            continue;
        }
        let open = open(&kind.key);
        // What stands on a forum's list alone is shown once somebody needed it.
        if with.area.services.kind(&kind.key).is_some() || open > 0 {
            let provision = with.area.services.provision(&kind, None, None);
            kinds.push(KindTold { open, provision, kind });
        }
    }
    let place = |key: &str| with.area.services.need.iter().position(|kind| kind.key == key);
    kinds.sort_by_key(|told| place(&told.kind.key).unwrap_or(usize::MAX));
    let services = with.area.services.service.iter();
    Ok(Directory {
        name: with.area.services.name.clone(),
        since,
        services: services.map(|entry| service(with, entry, since)).collect::<Result<_, _>>()?,
        kinds,
        needs,
        remarks: remarks(with, since, today)?,
        priorities: with.area.forum_of(CaseKind::Plan).map_or_else(
            |_| Vec::new(),
            |forum| forum.priority.iter().map(|one| (one.key.clone(), one.label.clone())).collect(),
        ),
        agencies: super::agency_choices(with),
    })
}

/// What was written between two days, strengths first; nothing that was taken back.
fn remarks(with: &Looking<'_>, from: Date, to: Date) -> Result<Vec<RemarkTold>, Refusal> {
    let rows = with.rows();
    let mut found = rows.between::<Remark>("on", &from, &to)?;
    found.retain(|row| row.withdrawn.is_none());
    found.sort_by_key(|row| (row.sort, row.on, row.id));
    let told = |row: Remark| {
        let item = row.plan.map(|case| rows.look::<Case>(case)).transpose()?.flatten();
        Ok(RemarkTold { item: item.map(|case| case.reference), row })
    };
    found.into_iter().map(told).collect()
}

fn service(with: &Looking<'_>, entry: &ServiceEntry, since: Date) -> Result<ServiceTold, Refusal> {
    let rows = with.rows().find::<Pathway>("service", &entry.key)?;
    let made = || rows.iter().filter(|row| row.referred.is_some_and(|on| on >= since));
    let mut waited: Vec<i64> = made().filter_map(Pathway::waited).collect();
    waited.sort_unstable();
    Ok(ServiceTold {
        answers: entry.needs.iter().map(|key| with.area.need_label(key).to_owned()).collect(),
        agency: entry.agency.as_deref().map(|key| with.area.agency_said(key).to_owned()),
        live: rows.iter().filter(|row| row.ended.is_none()).count(),
        made: made().count(),
        taken_up: made().filter(|row| row.taken_up.is_some()).count(),
        refused: made().filter(|row| row.end == Some(PathwayEnd::Refused)).count(),
        waited: waited.get(waited.len() / 2).copied(),
        entry: entry.clone(),
    })
}
