//! Decisions on referrals. Each is a row of its own; a score never makes one.

use super::super::{Context, Decision, about, meeting, referral, said, stage};
use super::{listings, take_off};
use crate::domain::calendar::show_day_year;
use crate::domain::desk::{self, Grounds, Heap, Standing};
use crate::domain::entry::EntryKind;
use crate::domain::facts::Changes;
use crate::domain::id::Id;
use crate::domain::private::Private;
use crate::domain::refusal::Refusal;
use crate::domain::reply::Reply;
use crate::domain::request::{
    AcceptReferral, Answered, AskForMore, DeclineReferral, Destination, ReopenReferral, SendOn,
};
use crate::domain::rows::action::Action;
use crate::domain::rows::agenda::ItemState;
use crate::domain::rows::case::{Case, CaseState, Child, Party, PartyRole, Referral, ReferralStanding};
use crate::domain::rows::desk::{Transfer, TransferWay, Triage, TriageDecision};
use crate::domain::rows::meeting::Meeting;
use crate::domain::rows::subject::{Nomination, Stage};
use crate::domain::tools::forum::{CaseKind, Forum};
use crate::domain::value::Json;

/// A case with the standing of its newest referral, as a decision finds it.
struct Found {
    case: Case,
    standing: Standing,
}

impl Found {
    /// A case that may be decided on: it waits, or is on an agenda to come.
    fn waiting(changes: &Changes<'_>, case: Id<Case>) -> Result<Self, Refusal> {
        let case: Case = changes.get(case)?;
        match case.state {
            CaseState::Referred | CaseState::Listed => {}
            CaseState::Heard => {
                return Err(Refusal::rule(format!(
                    "{} has been heard; a new referral would wait for a decision",
                    case.reference
                )));
            }
            state => {
                return Err(Refusal::rule(format!("{} is {state}; open it again first", case.reference)));
            }
        }
        let standing = Standing::of(changes, &case)?;
        Ok(Self { case, standing })
    }

    /// A decision on it with nothing but the reason.
    fn decided(&self, cx: &mut Context<'_>, decision: TriageDecision, reason: Private) -> Triage {
        Triage {
            id: cx.id(),
            case: self.case.id,
            referral: self.standing.referral.as_ref().map(|referral| referral.id),
            decision,
            reason,
            on: cx.today(),
            at: cx.now,
            by: cx.by.to_owned(),
            missing: Json(Vec::new()),
            asked_of: None,
            due: None,
            meeting: None,
            late: None,
            forum: None,
            body: None,
            other: None,
        }
    }
}

fn done(
    changes: Changes<'_>,
    case: &Case,
    meeting: Option<&Meeting>,
    reply: Reply,
) -> Result<Decision, Refusal> {
    let reply = reply.naming(&case.reference, case.id.uuid());
    Decision::of(changes, EntryKind::Triaged, about(case), meeting.and_then(about), reply)
}

/// Accepts a referral. Below the threshold the judgement is asked for in writing; for a meeting whose cut-off has
/// passed it is taken late, and said so.
pub fn accept(cx: &mut Context<'_>, asked: AcceptReferral) -> Result<Decision, Refusal> {
    let area = cx.area()?;
    let mut changes = cx.changes();
    let mut found = Found::waiting(&changes, asked.case)?;
    let reason = asked.reason.unwrap_or_default();
    if found.standing.heap() == Heap::Accepted && asked.meeting == found.standing.accepted_for() {
        return Err(Refusal::rule(format!("{} is accepted already", found.case.reference)));
    }
    let grounds = Grounds::of(&changes, area, found.case.id, found.standing.came)?;
    if grounds.needs_judgement() && reason.reveal().trim().is_empty() {
        return Err(Refusal::rule(format!(
            "{} is below the area's threshold on every figure; say in writing why it is accepted all the same",
            found.case.reference
        )));
    }
    let mut triage = found.decided(cx, TriageDecision::Accepted, reason);
    let mut reply = Reply::said(format!("{} accepted", found.case.reference));
    let mut for_meeting = None;
    if let Some(meeting) = asked.meeting {
        let meeting: Meeting = changes.get(meeting)?;
        if !meeting.is_to_come() || meeting.forum != found.case.forum {
            return Err(Refusal::rule(format!("{} takes no new cases of this forum", meeting.reference)));
        }
        let cut_off = desk::cut_off(area, meeting.on);
        let late = !meeting.is_urgent() && found.standing.came > cut_off;
        triage.meeting = Some(meeting.id);
        triage.late = Some(late);
        reply.words = format!("{} accepted for {}", found.case.reference, meeting.reference);
        if late {
            reply.warnings.push(format!(
                "taken late: it came {}, the cut-off of {} was {}",
                show_day_year(found.standing.came),
                meeting.reference,
                show_day_year(cut_off)
            ));
        }
        for_meeting = Some(meeting);
    }
    changes.store(&triage);
    // A new referral on a case that is on an agenda already does not take it off.
    let listed = listings(&changes, &found.case)?.iter().any(|(item, _)| item.state == ItemState::Waiting);
    if listed && found.case.state == CaseState::Referred {
        found.case.state = CaseState::Listed;
        changes.store(&found.case);
    }
    done(changes, &found.case, for_meeting.as_ref(), reply)
}

/// Asks for what is missing. The referral keeps its place, and its case stays on an agenda it is on.
pub fn ask(cx: &mut Context<'_>, asked: AskForMore) -> Result<Decision, Refusal> {
    let area = cx.area()?;
    let mut changes = cx.changes();
    let found = Found::waiting(&changes, asked.case)?;
    let missing: Vec<String> = asked
        .missing
        .iter()
        .map(|missing| missing.trim().to_owned())
        .filter(|missing| !missing.is_empty())
        .collect();
    if missing.is_empty() {
        return Err(Refusal::rule("say what is missing"));
    }
    if asked.due < cx.today() {
        return Err(Refusal::rule("the answer is due on a day that has passed"));
    }
    if let Some(key) = asked.of.as_ref().filter(|key| area.agencies.get(key).is_none()) {
        return Err(Refusal::rule(format!("no agency of this area is called {key}")));
    }
    let referrer = found.standing.referral.as_ref().map(|referral| referral.agency.clone());
    let mut triage = found.decided(cx, TriageDecision::Asked, asked.note.unwrap_or_default());
    triage.missing = Json(missing);
    triage.asked_of = asked.of.or(referrer).filter(|of| !of.is_empty());
    triage.due = Some(asked.due);
    changes.store(&triage);
    let of = triage.asked_of.as_deref().map_or("the referrer", |key| area.agency_said(key));
    let words = format!("{}: asked {of} for more by {}", found.case.reference, show_day_year(asked.due));
    done(changes, &found.case, None, Reply::said(words))
}

/// What was asked for has come: the referral waits for a decision again.
pub fn answered(cx: &mut Context<'_>, asked: Answered) -> Result<Decision, Refusal> {
    let mut changes = cx.changes();
    let found = Found::waiting(&changes, asked.case)?;
    if found.standing.heap() != Heap::Asked {
        return Err(Refusal::rule(format!("nothing was asked about {}", found.case.reference)));
    }
    let triage = found.decided(cx, TriageDecision::Answered, asked.note.unwrap_or_default());
    changes.store(&triage);
    let words = format!("{}: the answer came; it waits for a decision", found.case.reference);
    done(changes, &found.case, None, Reply::said(words))
}

/// Declines a referral, or keeps that the referrer took it back.
pub fn decline(cx: &mut Context<'_>, asked: DeclineReferral) -> Result<Decision, Refusal> {
    let mut changes = cx.changes();
    let mut found = Found::waiting(&changes, asked.case)?;
    said(&asked.reason, "the reason")?;
    let decision = if asked.withdrawn { TriageDecision::Withdrawn } else { TriageDecision::Declined };
    let mut reply = Reply::said(format!("{} {decision}", found.case.reference));
    reply.warnings = leaves(&mut changes, &mut found.case, CaseState::Declined, &asked.reason)?;
    let triage = found.decided(cx, decision, asked.reason);
    changes.store(&triage);
    done(changes, &found.case, None, reply)
}

/// A case leaves the desk: it is off every agenda to come, and its live actions are said to stay.
fn leaves(
    changes: &mut Changes<'_>,
    case: &mut Case,
    state: CaseState,
    reason: &Private,
) -> Result<Vec<String>, Refusal> {
    let out = changes.find::<Transfer>("case", &case.id)?;
    if out.iter().any(|transfer| transfer.awaiting && transfer.way == TransferWay::Out) {
        return Err(Refusal::rule(format!(
            "{} is on its way to another area; record that side's answer first",
            case.reference
        )));
    }
    let mut warnings = take_off(changes, case, reason)?;
    let live = changes.find::<Action>("case", &case.id)?;
    let live = live.iter().filter(|action| action.state.is_live()).count();
    if live > 0 {
        warnings.push(format!("{} stay open", meeting::counted(live, "action", "actions")));
    }
    case.state = state;
    changes.store(case);
    Ok(warnings)
}

/// Sends a referral on: to a forum of this area, where a referral linked to this one waits, or to a body outside.
pub fn send_on(cx: &mut Context<'_>, asked: &SendOn) -> Result<Decision, Refusal> {
    let area = cx.area()?;
    let mut changes = cx.changes();
    let mut found = Found::waiting(&changes, asked.case)?;
    said(&asked.reason, "the reason")?;
    let mut triage = found.decided(cx, TriageDecision::Sent, asked.reason.clone());
    let mut reply = Reply::default();
    let to = match &asked.to {
        Destination::Body(name) if name.trim().is_empty() => {
            return Err(Refusal::rule("say where it is sent"));
        }
        Destination::Body(name) => {
            triage.body = Some(name.trim().to_owned());
            name.trim().to_owned()
        }
        Destination::Forum(name) => {
            let forum = area.forum(name)?;
            let there = opened_there(cx, &mut changes, &mut found, forum, &asked.reason)?;
            triage.forum = Some(forum.key.clone());
            triage.other = Some(there.id);
            reply = reply.naming(&there.reference, there.id.uuid());
            format!("{}, as {}", forum.code, there.reference)
        }
    };
    reply.words = format!("{} sent to {to}", found.case.reference);
    reply.warnings = leaves(&mut changes, &mut found.case, CaseState::SentOn, &asked.reason)?;
    changes.store(&triage);
    done(changes, &found.case, None, reply)
}

/// The case in the other forum, with the people that forum hears of and a referral that names this one.
fn opened_there(
    cx: &mut Context<'_>,
    changes: &mut Changes<'_>,
    found: &mut Found,
    forum: &Forum,
    reason: &Private,
) -> Result<Case, Refusal> {
    let from = &mut found.case;
    if forum.key == from.forum || forum.case_kind == CaseKind::Plan {
        return Err(Refusal::rule(format!("{} cannot be sent to {}", from.reference, forum.code)));
    }
    let mut there = referral::new_case(cx, changes, &forum.key, cx.today())?;
    there.linked = Some(from.id);
    changes.store(&there);
    if forum.case_kind == CaseKind::Subject {
        stage::begin(cx, changes, &mut there, Stage::Nominated, &format!("sent on from {}", from.reference))?;
        changes.store(&there);
    }
    let mut people = 0;
    for party in changes.find::<Party>("case", &from.id)? {
        if forum.case_kind == CaseKind::Subject && party.role != PartyRole::Perpetrator {
            continue;
        }
        people += 1;
        changes.store(&Party { id: cx.id(), case: there.id, ..party });
    }
    if people == 0 {
        return Err(Refusal::rule(format!("{} names nobody {} could hear", from.reference, forum.code)));
    }
    for child in changes.find::<Child>("case", &from.id)? {
        if forum.case_kind != CaseKind::Subject {
            changes.store(&Child { id: cx.id(), case: there.id, ..child });
        }
    }
    let agency = format!("{} ({})", cx.area()?.forum(&from.forum)?.code, from.reference);
    if forum.case_kind == CaseKind::Subject {
        changes.store(&Nomination {
            id: cx.id(),
            case: there.id,
            nominal: None,
            source: "sent on by another forum".to_owned(),
            agency: agency.clone(),
            on: cx.today(),
            grounds: None,
            why: Some(reason.clone()),
            checked: None,
        });
    }
    let was = desk::last_referral(changes, from.id)?;
    changes.store(&Referral {
        id: cx.id(),
        case: there.id,
        source: Some(from.reference.clone()),
        agency,
        received: cx.today(),
        criteria: was.as_ref().map_or_else(|| Json(Default::default()), |was| was.criteria.clone()),
        reason: reason.clone(),
        consent: was.as_ref().and_then(|was| was.consent.clone()),
        heard: false,
        meeting: None,
        standing: ReferralStanding::New,
        repeat_of: None,
        basis: None,
        children: was.as_ref().and_then(|was| was.children),
        form: None,
        sharing: was.as_ref().and_then(|was| was.sharing.clone()),
    });
    from.linked.get_or_insert(there.id);
    Ok(there)
}

/// Opens a decision again: the referral waits, and stands where it stood on agendas to come.
pub fn reopen(cx: &mut Context<'_>, asked: ReopenReferral) -> Result<Decision, Refusal> {
    let mut changes = cx.changes();
    let mut case: Case = changes.get(asked.case)?;
    said(&asked.reason, "the reason")?;
    let standing = Standing::of(&changes, &case)?;
    let waits = matches!(case.state, CaseState::Referred | CaseState::Listed);
    let left = matches!(case.state, CaseState::Declined | CaseState::SentOn);
    let decided = waits && standing.heap() != Heap::ToDecide;
    if !(left || decided) {
        return Err(Refusal::rule(format!(
            "nothing was decided on {} that could be opened again",
            case.reference
        )));
    }
    let mut reply = Reply::said(format!("{} waits for a decision again", case.reference));
    if left {
        case.state = CaseState::Referred;
        for (mut item, meeting) in listings(&changes, &case)? {
            if item.state == ItemState::Withdrawn {
                item.state = ItemState::Waiting;
                item.deferred = None;
                changes.store(&item);
                case.state = CaseState::Listed;
                reply.warnings.push(format!("on the agenda of {} again", meeting.reference));
            }
        }
        changes.store(&case);
        let sent = standing.last.as_ref().and_then(|last| last.other);
        if let Some(there) = sent.map(|other| changes.look::<Case>(other)).transpose()?.flatten() {
            reply.warnings.push(format!("{} stays open in the other forum", there.reference));
        }
    }
    let found = Found { case, standing };
    let triage = found.decided(cx, TriageDecision::Reopened, asked.reason);
    changes.store(&triage);
    done(changes, &found.case, None, reply)
}
