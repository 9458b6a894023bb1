//! A case as a form, the area's own wording for what may stay blank on it, and what would be concluded from a form
//! before it is taken in.

use super::Looking;
use crate::domain::id::Id;
use crate::domain::referral::{Field, ReferralForm};
use crate::domain::refusal::Refusal;
use crate::domain::rows::case::Case;
use crate::domain::rows::person::{Contact, Person};
use crate::domain::rules::{conclusions, form_of};
use crate::domain::tools::settings::SettingKey;
use crate::service::ask::{CaseForm, Foreseen};

/// The form of a case, or an empty one.
pub fn form(with: &Looking<'_>, case: Option<Id<Case>>) -> Result<CaseForm, Refusal> {
    let rows = with.rows();
    let form = case.map_or_else(|| Ok(ReferralForm::default()), |case| form_of(&rows, case))?;
    let reference = case.map(|case| rows.get::<Case>(case)).transpose()?.map(|case| case.reference);
    let agencies = with.area.agencies.agency.iter();
    Ok(CaseForm {
        form,
        forum: forum(with).to_owned(),
        reference,
        defaults: defaults(with),
        agencies: agencies.map(|agency| (agency.key.clone(), agency.said().to_owned())).collect(),
    })
}

/// The forum that hears a new referral: the MARAC, or the first that the area has.
fn forum<'a>(with: &Looking<'a>) -> &'a str {
    let forums = &with.area.forums;
    let forum = forums.iter().find(|forum| forum.key == "marac").or_else(|| forums.first());
    forum.map_or("", |forum| forum.key.as_str())
}

/// The area's own wording; nothing for what the area has not worded yet.
fn defaults(with: &Looking<'_>) -> Vec<(Field, String)> {
    let keys = [
        (Field::LawfulBasis, SettingKey::LawfulBasis),
        (Field::Purpose, SettingKey::SharingPurpose),
        (Field::Necessity, SettingKey::SharingNecessity),
        (Field::Authoriser, SettingKey::SharingAuthoriser),
    ];
    let today = with.now.today();
    keys.into_iter()
        .filter_map(|(field, key)| Some((field, with.area.settings.text(key, today)?)))
        .filter(|(_, words)| !words.trim().is_empty())
        .collect()
}

/// What taking in a form would conclude, and which of its people may be known.
pub fn foreseen(with: &Looking<'_>, form: &ReferralForm) -> Result<Foreseen, Refusal> {
    let rows = with.rows();
    let conclusions = conclusions(&rows, with.area, forum(with), form, with.now.today())?;
    Ok(Foreseen { conclusions: conclusions.found })
}

/// Every contact detail of somebody, restricted and stopped ones too: for who deals with contact details.
pub fn contacts(with: &Looking<'_>, person: Id<Person>) -> Result<Vec<Contact>, Refusal> {
    let mut contacts = with.rows().find::<Contact>("person", &person)?;
    contacts.sort_by_key(|contact| (contact.stopped.is_some(), contact.kind, contact.id));
    Ok(contacts)
}
