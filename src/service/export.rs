//! Referrals out of the record as a list that any import reads back.

use std::path::Path;

use super::attach::{IN_CLEAR, write_in_clear};
use super::clock::Now;
pub use super::document::Which;
use super::execute::Service;
use crate::domain::facts::Changes;
use crate::domain::id::Id;
use crate::domain::referral::{Field, ReferralForm, Said, Typed};
use crate::domain::refusal::Refusal;
use crate::domain::reply::Reply;
use crate::domain::rows::case::{Case, Party, Referral, ToCorrect};
use crate::domain::rows::person::Contact;
use crate::domain::text::fold;
use crate::intake::written;

/// Referrals as a list.
#[derive(Debug)]
pub struct Listed {
    /// The file's bytes.
    pub bytes: Vec<u8>,
    /// How many there are.
    pub referrals: usize,
    /// How many addresses, numbers and the like were kept off.
    pub kept_off: usize,
}

/// The referrals of the record, oldest first, as they were taken in, with what was corrected since. What is kept off
/// every list stays off this one.
///
/// # Errors
/// When the record cannot be read.
pub fn list(rows: &Changes<'_>, which: &Which) -> Result<Listed, Refusal> {
    let mut referrals = rows.all::<Referral>()?;
    referrals.retain(|referral| which.since.is_none_or(|since| referral.received >= since));
    referrals.sort_by_key(|referral| (referral.received, referral.id));
    let (mut forms, mut kept_off) = (Vec::new(), 0);
    for referral in referrals {
        let case: Case = rows.get(referral.case)?;
        if which.forum.as_ref().is_some_and(|forum| *forum != case.forum) {
            continue;
        }
        let stored = referral.form.as_ref().and_then(|form| serde_json::from_str(form.reveal()).ok());
        let mut form: ReferralForm = stored.unwrap_or_else(|| bare(&referral));
        corrected(rows, case.id, &mut form)?;
        kept_off += keep_off(rows, case.id, &mut form)?;
        forms.push(form);
    }
    let bytes = written::list(&forms).map_err(|error| Refusal::rule(error.to_string()))?;
    Ok(Listed { bytes, referrals: forms.len(), kept_off })
}

/// A referral that came without a form.
fn bare(referral: &Referral) -> ReferralForm {
    ReferralForm {
        source: referral.source.clone().unwrap_or_default(),
        received: Some(referral.received),
        agency: referral.agency.clone(),
        reason: referral.reason.clone(),
        ..ReferralForm::default()
    }
}

/// Puts in what was corrected since.
fn corrected(rows: &Changes<'_>, case: Id<Case>, form: &mut ReferralForm) -> Result<(), Refusal> {
    if form.to_correct.is_empty() {
        return Ok(());
    }
    let held = rows.find::<ToCorrect>("case", &case)?;
    for problem in &mut form.to_correct {
        let same = |row: &&ToCorrect| row.field == problem.field.label() && row.typed == problem.typed;
        if let Some(value) = held.iter().find(same).and_then(|row| row.corrected.clone()) {
            problem.typed = value;
        }
    }
    Ok(())
}

/// Takes out every contact detail that is kept off lists and papers, and an address told to be new or a refuge.
fn keep_off(rows: &Changes<'_>, case: Id<Case>, form: &mut ReferralForm) -> Result<usize, Refusal> {
    let mut hidden = Vec::new();
    for party in rows.find::<Party>("case", &case)? {
        let contacts = rows.find::<Contact>("person", &party.person)?;
        hidden.extend(
            contacts
                .into_iter()
                .filter(|contact| contact.restricted)
                .map(|contact| fold(contact.value.reveal())),
        );
    }
    let secret = form.said(Field::VictimAddressHidden, 0) == Said::YesNo(Some(true));
    let mut taken = 0;
    let fields: Vec<(Field, usize)> = form.fields().collect();
    for (field, at) in fields {
        let said = form.said(field, at);
        let is_hidden = |text: &str| !text.trim().is_empty() && hidden.contains(&fold(text));
        match said {
            Said::Text(text)
                if is_hidden(text.reveal())
                    || secret && field == Field::VictimAddress && !text.is_empty() =>
            {
                form.say(field, at, Said::nothing(Typed::Line));
                taken += 1;
            }
            Said::Several(entries) if entries.iter().any(|entry| is_hidden(entry.reveal())) => {
                let left: Vec<_> =
                    entries.iter().filter(|entry| !is_hidden(entry.reveal())).cloned().collect();
                taken += entries.len() - left.len();
                form.say(field, at, Said::Several(left));
            }
            _ => {}
        }
    }
    Ok(taken)
}

/// Writes the list to a file that is not there yet, in clear. That it left is in the access log.
///
/// # Errors
/// When the record cannot be read, or the file or the log not written.
pub fn referrals(service: &mut Service, now: Now, which: &Which, to: &Path) -> Result<Reply, Refusal> {
    let listed = list(&Changes::new(service.record()), which)?;
    let many =
        |count: usize, one: &str, more: &str| format!("{count} {}", if count == 1 { one } else { more });
    let referrals = many(listed.referrals, "referral", "referrals");
    let why = format!("{referrals} written to a list");
    write_in_clear(service, now, (None, &why), to, &listed.bytes)?;
    let mut reply = Reply::said(format!("{referrals} written to {}", to.display()));
    if listed.kept_off > 0 {
        let details = many(listed.kept_off, "contact detail is", "contact details are");
        reply.warnings.push(format!(
            "{details} kept off lists and left out; check the narrative before it goes anywhere"
        ));
    }
    reply.warnings.push(IN_CLEAR.to_owned());
    Ok(reply)
}
