//! Taking in a referral: nothing that names anyone is lost, and what it is beside the record is stored with its
//! reason.
//!
//! Made of `opened` (a new case and its reference), `people` (who is named, and what a further referral adds to them),
//! `told` (everything else the form says) and `found` (what somebody has to look at). A form's fields that have no
//! column of their own are kept by field.

mod found;
mod opened;
mod people;
mod told;

use jiff::civil::Date;

use super::fit::Fit;
use super::known::RecordKnown;
use super::{Context, Decision, about};
use crate::domain::area::AreaData;
use crate::domain::entry::EntryKind;
use crate::domain::facts::Changes;
use crate::domain::id::Id;
use crate::domain::private::Private;
use crate::domain::referral::{Anchor, Conclusions, Field, ReferralForm, Settings, conclude};
use crate::domain::refusal::Refusal;
use crate::domain::reply::Reply;
use crate::domain::request::TakeReferral;
use crate::domain::rows::case::{Case, CaseState, Criteria, Referral, ReferralStanding};
use crate::domain::tools::settings::SettingKey;
use crate::domain::value::Json;

pub use opened::new_case;
pub use people::{gender, interpreter, join, new_person, said_of};
pub use told::{child, kept, with_besides};

/// Takes in one referral.
pub fn take(cx: &mut Context<'_>, asked: &TakeReferral) -> Result<Decision, Refusal> {
    let area = cx.area()?;
    let forum = area.forum(&asked.forum)?.key.clone();
    let mut changes = cx.changes();
    if !asked.form.names_anyone() {
        return Err(Refusal::rule(format!("row {} names nobody", asked.row)));
    }
    if let Some(reply) = already(&changes, &asked.form)? {
        return Ok(Decision { entries: Vec::new(), reply });
    }
    let today = cx.today();
    let conclusions = concluded(&changes, area, (&forum, asked.row), &asked.form, today)?;
    let fit = Fit::of(&conclusions);
    let (mut case, perpetrators) = match &fit.case {
        Some(earlier) => people::enriched(cx, &mut changes, Id::new(earlier.case), &asked.form)?,
        None => opened::opened(cx, &mut changes, &forum, asked)?,
    };
    let received = asked.form.received.unwrap_or(today);
    if fit.standing != ReferralStanding::Duplicate {
        case.last_referred = case.last_referred.max(received);
        case.state = if asked.heard { CaseState::Heard } else { CaseState::Referred };
    }
    if let Some(other) = fit.beside.as_ref().filter(|_| fit.swapped) {
        opened::link(&mut changes, &mut case, Id::new(other.case))?;
    }
    changes.store(&case);
    let referral = referred(cx, area, &case, asked, &fit, received);
    changes.store(&referral);
    told::tell(cx, &mut changes, &referral, &asked.form, &perpetrators);
    found::findings(cx, &mut changes, &case, &conclusions, !asked.heard);
    let mut reply = Reply::said(format!("{} taken in: {}", case.reference, fit.standing));
    reply = reply.naming(&case.reference, case.id.uuid());
    reply.conclusions = conclusions.found;
    reply.standing = Some(fit.standing);
    Decision::of(changes, EntryKind::ReferralTaken, about(&case), None, reply)
}

/// What follows from a form beside the record, before it is taken in: a form by itself.
///
/// # Errors
/// When the record cannot be read.
pub fn conclusions(
    changes: &Changes<'_>,
    area: &AreaData,
    forum: &str,
    form: &ReferralForm,
    today: Date,
) -> Result<Conclusions, Refusal> {
    concluded(changes, area, (forum, 1), form, today)
}

fn concluded(
    changes: &Changes<'_>,
    area: &AreaData,
    (forum, row): (&str, u32),
    form: &ReferralForm,
    today: Date,
) -> Result<Conclusions, Refusal> {
    let known = RecordKnown::new(changes).for_referral_to(forum);
    let conclusions = conclude(row, form, &known, repeat_settings(area, today), today);
    known.finish()?;
    Ok(conclusions)
}

/// The list's own reference with the same date is the same paper: taking it in again adds nothing.
fn already(changes: &Changes<'_>, form: &ReferralForm) -> Result<Option<Reply>, Refusal> {
    if form.source.is_empty() {
        return Ok(None);
    }
    let same = changes.find::<Referral>("source", &form.source)?;
    let same =
        same.into_iter().find(|referral| form.received.is_none_or(|received| referral.received == received));
    let Some(same) = same else { return Ok(None) };
    let case: Case = changes.get(same.case)?;
    let words = format!("{} is in the record already, as {}", form.source, case.reference);
    Ok(Some(Reply::said(words)))
}

/// What the area counts repeats by on a day.
pub fn repeat_settings(area: &AreaData, on: Date) -> Settings {
    let anchor = area.settings.text(SettingKey::RepeatAnchor, on);
    Settings {
        months: u16::try_from(area.number(SettingKey::RepeatMonths, on)).unwrap_or(12),
        anchor: if anchor.as_deref() == Some("last-meeting") {
            Anchor::LastMeeting
        } else {
            Anchor::LastReferral
        },
    }
}

fn referred(
    cx: &mut Context<'_>,
    area: &AreaData,
    case: &Case,
    asked: &TakeReferral,
    fit: &Fit,
    received: Date,
) -> Referral {
    let form = &asked.form;
    let named = |typed: &str| {
        area.agencies.named(typed).map_or_else(|| typed.to_owned(), |agency| agency.key.clone())
    };
    Referral {
        id: cx.id(),
        case: case.id,
        source: Some(form.source.clone()).filter(|source| !source.is_empty()),
        agency: named(&form.agency),
        received,
        criteria: Json(Criteria {
            visible_high_risk: form.criteria.visible_high_risk,
            professional_judgement: form.criteria.professional_judgement,
            potential_escalation: form.criteria.potential_escalation,
            repeat: form.criteria.repeat,
            incidents: incidents(form),
            call_outs: form.call_outs,
            rationale: judgement(form),
        }),
        reason: form.reason.clone(),
        consent: Some(form.consent.clone()).filter(|consent| !consent.is_empty()),
        heard: asked.heard,
        meeting: None,
        standing: fit.standing,
        repeat_of: fit.repeat_of,
        basis: fit.basis.clone(),
        children: form.children.count.and_then(|count| u8::try_from(count).ok()),
        form: serde_json::to_string(form).ok().map(Private::from),
        sharing: Some(form.sharing.iter().map(|agency| named(agency)).collect::<Vec<_>>())
            .filter(|sharing| !sharing.is_empty())
            .map(Json),
    }
}

/// Incidents that escalation is counted by: those told of, else the police call-outs.
pub fn incidents(form: &ReferralForm) -> Option<u32> {
    form.said(Field::Incidents, 0).count().or(form.call_outs)
}

/// Why professional judgement is claimed.
pub fn judgement(form: &ReferralForm) -> Option<Private> {
    let why = form.more.get(Field::ProfessionalJudgementWhy);
    Some(why).filter(|why| !why.is_empty()).map(Private::from)
}
