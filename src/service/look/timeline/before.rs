//! What stands in the case's own rows: how it came, what is known, what was done outside its meetings.

use super::{Telling, Told};
use crate::domain::calendar::show_day;
use crate::domain::private::Private;
use crate::domain::refusal::Refusal;
use crate::domain::rows::case::ReferralStanding;
use crate::domain::rows::couple::Passage;
use crate::domain::rows::desk::{
    Alert, AlertOutcome, Receipt, Told as IdvaTold, Transfer, TransferWay, Triage,
};
use crate::domain::rows::meeting::Meeting;
use crate::domain::rows::subject::StageMove;
use crate::service::ask::{EventKind, EventPlace};

/// Tells all of it.
pub fn tell(telling: &mut Telling<'_>) -> Result<(), Refusal> {
    came(telling)?;
    known(telling)?;
    desk(telling)?;
    services(telling)?;
    subject(telling)
}

/// Needs without a service, and referrals to services with what came of them.
fn services(telling: &mut Telling<'_>) -> Result<(), Refusal> {
    let nothing = Private::default();
    let story = telling.story;
    for line in &story.needs {
        let row = &line.row;
        let told = Told::at(row.at, EventKind::Service, format!("unmet need: {}", line.words()));
        telling.push(told.words(row.words.as_ref().unwrap_or(&nothing)).by(row.agency.as_ref()))?;
        if let Some(met) = row.met {
            let head = format!("need met: {} ({})", line.label, row.whom);
            let told = Told::on(met, EventKind::Service, head);
            telling.push(told.words(row.outcome.as_ref().unwrap_or(&nothing)))?;
        }
    }
    for line in &story.pathways {
        let row = &line.row;
        let to = |what: &str| format!("{what} {} ({})", row.name, row.whom);
        for (on, what) in [(row.referred, "referred to"), (row.taken_up, "taken up:")] {
            if let Some(on) = on {
                telling.push(Told::on(on, EventKind::Service, to(what)))?;
            }
        }
        if let (Some(on), Some(end)) = (row.ended, row.end) {
            let told = Told::on(on, EventKind::Service, to(&format!("{end}:")));
            telling.push(told.words(row.outcome.as_ref().unwrap_or(&nothing)))?;
        }
    }
    Ok(())
}

/// How it came: referrals and nominations.
fn came(telling: &mut Telling<'_>) -> Result<(), Refusal> {
    for row in &telling.story.referrals {
        let head = match (row.standing, row.repeat_of) {
            (ReferralStanding::Repeat, Some(of)) => format!("referred, a repeat of {}", show_day(of)),
            (ReferralStanding::New, _) => "referred".to_owned(),
            (standing, _) => format!("referred, {standing}"),
        };
        telling.push(
            Told::on(row.received, EventKind::Referral, head).words(&row.reason).by(Some(&row.agency)),
        )?;
    }
    for row in &telling.story.nominations {
        let told = Told::on(row.on, EventKind::Referral, format!("nominated: {}", row.source));
        telling.push(told.words(row.why.as_ref().unwrap_or(&Private::default())).by(Some(&row.agency)))?;
    }
    Ok(())
}

/// What is known of it: risk, dates, contact, views, conflicts, documents.
fn known(telling: &mut Telling<'_>) -> Result<(), Refusal> {
    let nothing = Private::default();
    let story = telling.story;
    for row in &story.assessments {
        let head = format!("assessed, {}", row.outcome());
        let told = Told::on(row.on, EventKind::Assessment, head.trim_end_matches([',', ' ']));
        telling.push(told.words(row.rationale.as_ref().unwrap_or(&nothing)).by(row.agency.as_ref()))?;
    }
    for row in &story.happenings {
        let ended = row.ended.map(|ended| format!(", {ended}")).unwrap_or_default();
        let told = match row.time {
            Some(time) => {
                Told::at(row.on.to_datetime(time), EventKind::Date, format!("{}{ended}", row.named()))
            }
            None => Told::on(row.on, EventKind::Date, format!("{}{ended}", row.named())),
        };
        telling.push(told.words(&row.words).by(row.source.as_ref()))?;
    }
    for row in &story.contacts {
        let head = if row.reached { "victim reached" } else { "victim not reached" };
        let told = Told::on(row.on, EventKind::Contact, format!("{head}, {}", row.how));
        telling.push(told.words(row.words.as_ref().unwrap_or(&nothing)).by(Some(&row.agency)))?;
    }
    for row in &story.views {
        let told = Told::on(row.on, EventKind::Views, "victim's views and wishes");
        telling.push(told.words(&row.words).by(Some(&row.agency)))?;
    }
    for row in &story.walls {
        // Only one declared in a meeting has a day.
        let Some(meeting) = row.meeting else { continue };
        let meeting: Meeting = telling.with.rows().get(meeting)?;
        let told = Told::on(meeting.on, EventKind::Conflict, "conflict: kept out of the case");
        telling.push(told.words(&row.reason).by(Some(&row.agency)).of(&meeting))?;
    }
    for row in &story.attachments {
        let told = Told::on(row.received, EventKind::Document, row.kind.word()).words(&row.name);
        telling.push_at(told.by(row.supplier.as_ref()), EventPlace::Attachment(row.id))?;
    }
    Ok(())
}

/// What the referral desk did.
fn desk(telling: &mut Telling<'_>) -> Result<(), Refusal> {
    let (rows, case) = (telling.with.rows(), telling.story.case.id);
    for row in rows.find::<Triage>("case", &case)? {
        let told = Told::at(row.at, EventKind::Desk, row.decision.word());
        telling.push(told.words(&row.reason).by(row.asked_of.as_ref()))?;
    }
    for row in rows.find::<IdvaTold>("case", &case)? {
        let told = Told::on(row.on, EventKind::Desk, format!("told of the referral, {}", row.how));
        telling.push(told.by(Some(&row.agency)))?;
    }
    for row in rows.find::<Receipt>("case", &case)? {
        telling.push(Told::on(row.on, EventKind::Desk, format!("receipt sent, {}", row.how)))?;
    }
    for row in rows.find::<Alert>("case", &case)? {
        let head = match row.outcome {
            AlertOutcome::Sent => format!("alert sent: {}", row.words),
            AlertOutcome::NotNeeded => format!("alert not needed: {}", row.words),
        };
        telling.push(Told::on(row.on, EventKind::Desk, head))?;
    }
    for row in rows.find::<Transfer>("case", &case)? {
        let head = match row.way {
            TransferWay::Out => format!("sent to {}", row.marac),
            TransferWay::In => format!("came from {}", row.marac),
        };
        telling.push(Told::on(row.on, EventKind::Transfer, head).words(&row.reason))?;
        if let Some(on) = row.receipt {
            telling.push(Told::on(on, EventKind::Transfer, format!("taken by {}", row.marac)))?;
        }
    }
    for row in rows.find::<Passage>("case", &case)? {
        let to = row.to.clone().unwrap_or_else(|| "nothing further".to_owned());
        let head = format!("stepped {} to {}", row.direction, super::code(telling.with, &to));
        telling.push(Told::on(row.on, EventKind::Stage, head).words(&row.reason))?;
    }
    Ok(())
}

/// A subject's incidents, scores and stages.
fn subject(telling: &mut Telling<'_>) -> Result<(), Refusal> {
    let story = telling.story;
    for row in &story.incidents {
        telling.push(Told::on(row.on, EventKind::Incident, format!("{}, {}", row.offence, row.role)))?;
    }
    for row in &story.scores {
        let head = format!("score {} at {} ({})", row.total, row.moment, row.scheme);
        telling.push(Told::on(row.on, EventKind::Score, head).words(&row.inputs))?;
    }
    for row in telling.with.rows().find::<StageMove>("case", &story.case.id)? {
        let head = match row.before {
            Some(before) => format!("{before} to {}", row.stage),
            None => row.stage.word().to_owned(),
        };
        telling.push(Told::on(row.on, EventKind::Stage, head).words(&row.reason))?;
    }
    Ok(())
}
