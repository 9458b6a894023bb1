//! What goes to another MARAC with a case: as the record of the transfer says, and what its minutes stated.

use jiff::civil::Date;

use super::head::CaseHead;
use super::notice::{Line, People, parties, risk};
use crate::domain::area::AreaData;
use crate::domain::calendar::show_day_year;
use crate::domain::desk::{Grounds, Standing};
use crate::domain::facts::Changes;
use crate::domain::happening::whereabouts;
use crate::domain::id::Id;
use crate::domain::paper::LeftOut;
use crate::domain::private::Private;
use crate::domain::refusal::Refusal;
use crate::domain::rows::action::Action;
use crate::domain::rows::agenda::AgendaItem;
use crate::domain::rows::assessment::Assessment;
use crate::domain::rows::case::{Case, Child, Happening, Referral, ReferralStanding};
use crate::domain::rows::desk::{Transfer, TransferAction, TransferWay};
use crate::domain::rows::meeting::Meeting;
use crate::domain::statement::{self, CaseFacts, MeetingFacts, View, child_words, narrow};
use crate::domain::tools::papers::{Letter, Passage, Placeholder};

/// Everything a transfer pack says.
#[derive(Debug, Clone)]
pub struct TransferFacts {
    /// Its head.
    pub head: CaseHead,
    /// The area's words around the facts.
    pub passages: Vec<Passage>,
    /// Of the transfer itself: when, why, until when the flag stands.
    pub transfer: Vec<Line>,
    /// Those harmed.
    pub victims: People,
    /// Those said to cause harm.
    pub perpetrators: People,
    /// Where the perpetrator is, and who said so.
    pub whereabouts: Option<Private>,
    /// Children, in words.
    pub children: Vec<Private>,
    /// Dates to come.
    pub to_come: Vec<(Date, Private)>,
    /// Each referral: when, by whom, what it is beside the record, why.
    pub referrals: Vec<(Date, String, Private)>,
    /// Each assessment: when, its figure, by whom.
    pub assessments: Vec<(Date, String, String)>,
    /// Figures and criteria as they stand.
    pub risk: Vec<Line>,
    /// What approved minutes state of the case, meeting by meeting.
    pub minutes: Vec<(MeetingFacts, CaseFacts)>,
    /// Open actions: reference, agency, in words, due, and whether they go there.
    pub actions: Vec<OpenAction>,
    /// What is not in it, and why.
    pub left_out: Vec<LeftOut>,
}

/// An open action of a case that moves.
#[derive(Debug, Clone)]
pub struct OpenAction {
    /// Its reference.
    pub reference: String,
    /// Whose it is here.
    pub agency: String,
    /// What is to be done.
    pub words: Private,
    /// By when.
    pub due: Option<Date>,
    /// Whether the other side finishes it; it stays here otherwise.
    pub goes: bool,
}

/// The transfer a pack is for: the last one out that was not refused.
fn transfer_of(changes: &Changes<'_>, case: &Case) -> Result<Transfer, Refusal> {
    let out = changes.find::<Transfer>("case", &case.id)?.into_iter();
    let out = out.filter(|transfer| transfer.way == TransferWay::Out && transfer.refused.is_none());
    out.max_by_key(|transfer| (transfer.on, transfer.id)).ok_or_else(|| {
        Refusal::rule(format!(
            "{} is not on its way to another area; record the transfer first, it says what goes",
            case.reference
        ))
    })
}

/// Gathers the pack of a case.
///
/// # Errors
/// When no transfer is recorded, or it goes elsewhere than to this recipient.
pub fn pack(
    changes: &Changes<'_>,
    area: &AreaData,
    id: Id<Case>,
    today: Date,
    to: &str,
) -> Result<TransferFacts, Refusal> {
    let case: Case = changes.get(id)?;
    let transfer = transfer_of(changes, &case)?;
    if !to.trim().is_empty() && !to.trim().eq_ignore_ascii_case(transfer.marac.trim()) {
        return Err(Refusal::rule(format!(
            "{} goes to {}; a pack for another MARAC needs a transfer of its own",
            case.reference, transfer.marac
        )));
    }
    let head = CaseHead::of(area, &case, today, transfer.marac.clone())?;
    let standing = Standing::of(changes, &case)?;
    let (victims, perpetrators) = parties(changes, &case, today, standing.referral.as_ref())?;
    let mut happenings = changes.find::<Happening>("case", &id)?;
    let now = whereabouts(&case, &happenings, today);
    happenings.retain(|happening| happening.awaited(today));
    happenings.sort_by_key(|happening| (happening.on, happening.time, happening.id));
    let mut left_out = Vec::new();
    Ok(TransferFacts {
        passages: passages(area, &head),
        transfer: told(&transfer),
        victims,
        perpetrators,
        whereabouts: now.map(|now| match now.basis(today).as_str() {
            "" => now.words,
            basis => format!("{} ({basis})", now.words.reveal()).into(),
        }),
        children: changes.find::<Child>("case", &id)?.iter().map(child_words).collect(),
        to_come: happenings.iter().map(|row| (row.on, row.told(row.words.reveal()).into())).collect(),
        referrals: referrals(changes, area, id)?,
        assessments: assessments(changes, area, id)?,
        risk: risk(changes, area, &case, &standing, &Grounds::of(changes, area, id, standing.came)?)?,
        minutes: minutes(changes, area, &case, &transfer, &mut left_out)?,
        actions: actions(changes, area, &transfer, &mut left_out)?,
        left_out,
        head,
    })
}

fn passages(area: &AreaData, head: &CaseHead) -> Vec<Passage> {
    let date = show_day_year(head.on);
    area.papers.template(Letter::Transfer).passages(&[
        (Placeholder::Reference, &head.reference),
        (Placeholder::Date, &date),
        (Placeholder::Recipient, &head.recipient),
        (Placeholder::Forum, &head.forum),
        (Placeholder::Area, &head.area),
    ])
}

fn told(transfer: &Transfer) -> Vec<Line> {
    let line = |label: &str, words: Private| (label.to_owned(), words);
    let mut lines = vec![line("Sent", show_day_year(transfer.on).into())];
    lines.push(line("Why", transfer.reason.clone()));
    lines.extend(transfer.original.map(|on| line("First referred", show_day_year(on).into())));
    let heard = if transfer.heard { "yes" } else { "no, not before it moved" };
    lines.push(line("Heard by our meeting", heard.into()));
    lines.extend(transfer.flag_until.map(|on| line("Flag stands until", show_day_year(on).into())));
    lines.extend(
        transfer.after_papers.clone().map(|meeting| {
            line("Agencies here know", format!("the papers of {meeting} had gone out").into())
        }),
    );
    if !transfer.sent.0.is_empty() {
        lines.push(line("Goes with it", transfer.sent.0.join(", ").into()));
    }
    lines
}

fn referrals(
    changes: &Changes<'_>,
    area: &AreaData,
    case: Id<Case>,
) -> Result<Vec<(Date, String, Private)>, Refusal> {
    let mut rows = changes.find::<Referral>("case", &case)?;
    rows.retain(|row| row.standing != ReferralStanding::Duplicate);
    rows.sort_by_key(|row| (row.received, row.id));
    let line = |row: Referral| {
        let by = area.agency_name(&row.agency).to_owned();
        let standing = match (row.standing, row.repeat_of) {
            (ReferralStanding::New, _) => by,
            (standing, Some(of)) => format!("{by}: {standing} of {}", show_day_year(of)),
            (standing, None) => format!("{by}: {standing}"),
        };
        (row.received, standing, row.reason)
    };
    Ok(rows.into_iter().map(line).collect())
}

fn assessments(
    changes: &Changes<'_>,
    area: &AreaData,
    case: Id<Case>,
) -> Result<Vec<(Date, String, String)>, Refusal> {
    let mut rows = changes.find::<Assessment>("case", &case)?;
    rows.sort_by_key(|row| (row.on, row.id));
    let line = |row: Assessment| {
        let tool = area.tool(&row.tool).map_or(row.tool.as_str(), |tool| tool.name.as_str());
        let by = row.agency.as_deref().map(|key| area.agency_said(key).to_owned());
        (row.on, format!("{tool}: {}", row.outcome()), by.unwrap_or_default())
    };
    Ok(rows.into_iter().map(line).collect())
}

/// What approved minutes state of the case; conflicts, the case beside it and what tells where somebody is stay here.
fn minutes(
    changes: &Changes<'_>,
    area: &AreaData,
    case: &Case,
    transfer: &Transfer,
    left_out: &mut Vec<LeftOut>,
) -> Result<Vec<(MeetingFacts, CaseFacts)>, Refusal> {
    let goes = |word: &String| word.to_lowercase().contains("minute");
    let with_minutes = transfer.sent.0.is_empty() || transfer.sent.0.iter().any(goes);
    let mut meetings = Vec::new();
    for item in changes.find::<AgendaItem>("case", &case.id)? {
        meetings.push(changes.get::<Meeting>(item.meeting)?);
    }
    meetings.sort_by_key(|meeting| (meeting.on, meeting.id));
    let mut stated = Vec::new();
    for meeting in meetings {
        let why = match (with_minutes, meeting.approved.is_some()) {
            (false, _) => "the transfer does not say that minutes go",
            (true, false) => "its minutes are not approved",
            (true, true) => {
                let narrowed = narrow(statement::gather(changes, area, &meeting)?, View::Full);
                let own = |line: &LeftOut| line.what.contains(&case.reference);
                left_out.extend(narrowed.left_out.into_iter().filter(own));
                let found = narrowed.facts.cases.into_iter().find(|facts| facts.case == case.id.uuid());
                stated.extend(found.map(|facts| (narrowed.facts.meeting, without_conflicts(facts))));
                continue;
            }
        };
        left_out.push(LeftOut {
            what: format!("{} of {}", case.reference, meeting.reference),
            why: why.to_owned(),
        });
    }
    Ok(stated)
}

/// Who left the room and who was missing is of no use there; the case beside it may be the other side's.
fn without_conflicts(facts: CaseFacts) -> CaseFacts {
    CaseFacts {
        walled: Vec::new(),
        present: None,
        no_quorum: Vec::new(),
        trust: None,
        trust_open: false,
        linked: None,
        ..facts
    }
}

fn actions(
    changes: &Changes<'_>,
    area: &AreaData,
    transfer: &Transfer,
    left_out: &mut Vec<LeftOut>,
) -> Result<Vec<OpenAction>, Refusal> {
    let mut open = Vec::new();
    for owner in changes.find::<TransferAction>("transfer", &transfer.id)? {
        let Some(action) = changes.look::<Action>(owner.action)? else { continue };
        if action.off_papers {
            left_out.push(LeftOut {
                what: format!("action {}", action.reference),
                why: "it tells where somebody is; tell it by telephone".to_owned(),
            });
            continue;
        }
        open.push((
            action.number,
            OpenAction {
                agency: area.agency_said(&action.agency).to_owned(),
                reference: action.reference,
                words: action.words,
                due: action.due,
                goes: owner.goes,
            },
        ));
    }
    open.sort_by_key(|(number, _)| *number);
    Ok(open.into_iter().map(|(_, action)| action).collect())
}
