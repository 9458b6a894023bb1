//! What the IDVA service is told the day a referral comes: how to reach the person harmed safely, how high the risk is and
//! why, whom to be careful of.

use jiff::civil::Date;

use super::head::CaseHead;
use crate::domain::area::AreaData;
use crate::domain::calendar::show_day_year;
use crate::domain::desk::{self, Grounds, Standing, idva_due};
use crate::domain::facts::Changes;
use crate::domain::happening::whereabouts;
use crate::domain::id::Id;
use crate::domain::private::Private;
use crate::domain::referral::Field;
use crate::domain::refusal::Refusal;
use crate::domain::rows::assessment::Assessment;
use crate::domain::rows::case::{Case, Child, Detail, Happening, Party, PartyRole, Referral, Wall};
use crate::domain::rules::opposing;
use crate::domain::statement::{PersonFacts, child_words, people_of};
use crate::domain::tools::agencies::Agency;
use crate::domain::tools::papers::{Letter, Passage, Placeholder};

/// A labelled line.
pub type Line = (String, Private);

/// Everything a notice says.
#[derive(Debug, Clone)]
pub struct NoticeFacts {
    /// Its head.
    pub head: CaseHead,
    /// The area's words around the facts.
    pub passages: Vec<Passage>,
    /// Who referred, when, and what the person harmed knows of it.
    pub referral: Vec<Line>,
    /// The people harmed, each with how to reach them.
    pub victims: Vec<(PersonFacts, Vec<Line>)>,
    /// What to check before any contact, in one clause.
    pub before_contact: Option<String>,
    /// Whom it is safe and unsafe to talk to, and what else helps to reach them.
    pub reach: Vec<Line>,
    /// Figures and criteria.
    pub risk: Vec<Line>,
    /// Why it was referred.
    pub reason: Private,
    /// What the referral says of the risk, field by field.
    pub grounds: Vec<Line>,
    /// Children, in words.
    pub children: Vec<Private>,
    /// Those said to cause harm, each with what is known.
    pub perpetrators: Vec<(PersonFacts, Vec<Line>)>,
    /// Where the perpetrator is, with who said so and when.
    pub whereabouts: Option<(Private, String)>,
    /// Dates to come.
    pub to_come: Vec<(Date, Private)>,
}

/// How the person harmed is reached, beside their own contact details.
const REACH: &[Field] = &[
    Field::MayCall,
    Field::SafeToCall,
    Field::SafeChannel,
    Field::SafeAlternative,
    Field::SafeAlternativeTelephone,
    Field::SafeToTalkTo,
    Field::UnsafeToTalkTo,
    Field::AdditionalNeeds,
];
/// What the person harmed knows and wants.
const KNOWS: &[Field] = &[Field::Aware, Field::NotAwareWhy, Field::NoConsentWhy, Field::IdvaReferral];
/// What the referral says of the risk.
const GROUNDS: &[Field] = &[
    Field::RecentIncidents,
    Field::History,
    Field::RiskToVictim,
    Field::RiskToChildren,
    Field::RiskToOthers,
    Field::RiskToStaff,
    Field::Triggers,
    Field::Fears,
    Field::Wishes,
    Field::SupportInPlace,
    Field::ActionsTaken,
    Field::Orders,
    Field::BailConditions,
];
/// What is known of each perpetrator.
const OF_PERPETRATOR: &[Field] = &[Field::PerpetratorCustody, Field::PerpetratorWeapons];

/// The agency a notice goes to: the one that counts as the IDVA service.
///
/// # Errors
/// When the area has none, or a conflict keeps it out of the case.
pub fn recipient<'a>(changes: &Changes<'_>, area: &'a AreaData, case: &Case) -> Result<&'a Agency, Refusal> {
    let agency = desk::idva(area).ok_or_else(|| {
        Refusal::rule("no agency of this area counts as the IDVA; the list of agencies says which one does")
    })?;
    let walls = changes.find::<Wall>("case", &case.id)?;
    if walls.iter().any(|wall| wall.agency == agency.key) {
        return Err(Refusal::rule(format!(
            "{} is kept out of {} by a conflict: no notice of it is written; find support for the person harmed \
             through another service",
            agency.said(),
            case.reference
        )));
    }
    Ok(agency)
}

/// Gathers the notice of the newest referral of a case.
///
/// # Errors
/// As [`recipient`]; when the case is not about somebody harmed; or the record cannot be read.
pub fn notice(
    changes: &Changes<'_>,
    area: &AreaData,
    id: Id<Case>,
    today: Date,
    to: &str,
) -> Result<NoticeFacts, Refusal> {
    let case: Case = changes.get(id)?;
    let agency = recipient(changes, area, &case)?;
    let to = if to.trim().is_empty() { agency.name.clone() } else { to.trim().to_owned() };
    let head = CaseHead::of(area, &case, today, to)?;
    let standing = Standing::of(changes, &case)?;
    let details = details(changes, standing.referral.as_ref())?;
    let (victims, perpetrators) = people(changes, &case, today, &details)?;
    if victims.is_empty() {
        return Err(Refusal::rule(format!(
            "{} names nobody who is harmed: there is nothing to tell the IDVA service",
            case.reference
        )));
    }
    let mut happenings = changes.find::<Happening>("case", &id)?;
    let now = whereabouts(&case, &happenings, today);
    happenings.retain(|happening| happening.awaited(today));
    happenings.sort_by_key(|happening| (happening.on, happening.time, happening.id));
    Ok(NoticeFacts {
        passages: passages(area, &head, &standing),
        referral: referred(area, &standing, &details),
        victims,
        before_contact: opposing::before_contact(changes, &case)?,
        reach: said(&details, REACH, None),
        risk: risk(changes, area, &case, &standing, &Grounds::of(changes, area, id, standing.came)?)?,
        reason: standing.referral.as_ref().map(|row| row.reason.clone()).unwrap_or_default(),
        grounds: said(&details, GROUNDS, None),
        children: changes.find::<Child>("case", &id)?.iter().map(child_words).collect(),
        perpetrators,
        whereabouts: now.map(|now| {
            let basis = now.basis(today);
            (now.words, basis)
        }),
        to_come: happenings.iter().map(|row| (row.on, row.told(row.words.reveal()).into())).collect(),
        head,
    })
}

fn passages(area: &AreaData, head: &CaseHead, standing: &Standing) -> Vec<Passage> {
    let (date, received) = (show_day_year(head.on), show_day_year(standing.came));
    let due = show_day_year(idva_due(&area.holidays, standing.came));
    area.papers.template(Letter::IdvaNotice).passages(&[
        (Placeholder::Reference, &head.reference),
        (Placeholder::Date, &date),
        (Placeholder::Agency, &head.recipient),
        (Placeholder::Recipient, &head.recipient),
        (Placeholder::Forum, &head.forum),
        (Placeholder::Area, &head.area),
        (Placeholder::Received, &received),
        (Placeholder::Due, &due),
    ])
}

/// What the referral says in fields kept by name; of one perpetrator, when one is given.
fn said(details: &[Detail], fields: &[Field], of: Option<Id<Party>>) -> Vec<Line> {
    let line = |field: &Field| {
        let row = details.iter().find(|row| row.party == of && Field::parse(&row.field) == Some(*field))?;
        Some((capital(field.label()), row.value.clone()))
    };
    fields.iter().filter_map(line).collect()
}

/// The label with a capital, as a paper has it.
fn capital(label: &str) -> String {
    let mut letters = label.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

fn referred(area: &AreaData, standing: &Standing, details: &[Detail]) -> Vec<Line> {
    let mut lines: Vec<Line> = Vec::new();
    if let Some(referral) = &standing.referral {
        lines.push(("Referred by".to_owned(), area.agency_name(&referral.agency).into()));
        lines.extend(contact_of(details).map(|words| ("Ask there".to_owned(), words)));
        lines.extend(referral.source.clone().map(|source| ("Their reference".to_owned(), source.into())));
    }
    lines.push(("Received".to_owned(), show_day_year(standing.came).into()));
    let consent = standing.referral.as_ref().and_then(|referral| referral.consent.clone());
    lines.extend(consent.filter(|words| !words.is_empty()).map(|words| ("Consent".to_owned(), words.into())));
    lines.extend(said(details, KNOWS, None));
    lines
}

/// Who may be asked at the referring agency.
fn contact_of(details: &[Detail]) -> Option<Private> {
    const WHO: &[Field] =
        &[Field::ReferrerName, Field::ReferrerPost, Field::ReferrerTelephone, Field::ReferrerEmail];
    let said = said(details, WHO, None);
    let words: Vec<&str> = said.iter().map(|(_, value)| value.reveal()).collect();
    (!words.is_empty()).then(|| words.join(", ").into())
}

/// The last assessment with its reason, the criteria that are met, and the referrer's judgement.
pub(super) fn risk(
    changes: &Changes<'_>,
    area: &AreaData,
    case: &Case,
    standing: &Standing,
    grounds: &Grounds,
) -> Result<Vec<Line>, Refusal> {
    let mut lines: Vec<Line> = Vec::new();
    let latest = Assessment::latest(changes.find::<Assessment>("case", &case.id)?);
    let figure = latest.as_ref().map_or_else(
        || "no assessment received".to_owned(),
        |row| {
            let by = row.agency.as_deref().map(|key| format!(", {}", area.agency_said(key)));
            let tool = area.tool(&row.tool).map_or(row.tool.as_str(), |tool| tool.name.as_str());
            format!("{tool}: {}, {}{}", row.outcome(), show_day_year(row.on), by.unwrap_or_default())
        },
    );
    lines.push(("Risk".to_owned(), figure.into()));
    lines.extend(latest.and_then(|row| row.rationale).map(|why| ("Why".to_owned(), why)));
    lines.push(("Criteria met".to_owned(), grounds.in_words().into()));
    let rationale = standing.referral.as_ref().and_then(|row: &Referral| row.criteria.0.rationale.clone());
    lines.extend(rationale.map(|why| ("Judgement".to_owned(), why)));
    Ok(lines)
}

/// Each person with what a reader has to know of them.
pub type People = Vec<(PersonFacts, Vec<Line>)>;

/// What a referral says in fields kept by name.
fn details(changes: &Changes<'_>, referral: Option<&Referral>) -> Result<Vec<Detail>, Refusal> {
    match referral {
        Some(referral) => changes.find::<Detail>("referral", &referral.id),
        None => Ok(Vec::new()),
    }
}

/// The people of a case, each with what a reader of a letter has to know of them.
///
/// # Errors
/// When the record cannot be read.
pub(super) fn parties(
    changes: &Changes<'_>,
    case: &Case,
    today: Date,
    referral: Option<&Referral>,
) -> Result<(People, People), Refusal> {
    people(changes, case, today, &details(changes, referral)?)
}

/// Those harmed with their own contact details, none that is kept off lists; those said to cause harm with what is known.
fn people(
    changes: &Changes<'_>,
    case: &Case,
    today: Date,
    details: &[Detail],
) -> Result<(People, People), Refusal> {
    let (mut victims, mut perpetrators) = (Vec::new(), Vec::new());
    for (party, facts) in people_of(changes, case.id, today)? {
        match party.role {
            PartyRole::Victim => {
                let mut lines = reached_at(changes, &party, today)?;
                let language = facts.interpreter.clone();
                lines.push(("Interpreter".to_owned(), language.unwrap_or_else(|| "none asked for".into())));
                victims.push((facts, lines));
            }
            PartyRole::Perpetrator => {
                perpetrators.push((facts, said(details, OF_PERPETRATOR, Some(party.id))));
            }
        }
    }
    Ok((victims, perpetrators))
}

fn reached_at(changes: &Changes<'_>, party: &Party, today: Date) -> Result<Vec<Line>, Refusal> {
    let mut contacts = opposing::shown_contacts(changes, party.person)?;
    contacts.retain(|contact| {
        contact.person == party.person && contact.stopped.is_none_or(|stopped| stopped > today)
    });
    contacts.sort_by_key(|contact| (contact.kind, contact.id));
    let lines = contacts.into_iter().map(|contact| {
        let safe = match contact.safe.as_ref().filter(|safe| !safe.is_empty()) {
            Some(safe) => format!("{} (safe: {})", contact.value.reveal(), safe.reveal()),
            None => format!("{} (not said when it is safe)", contact.value.reveal()),
        };
        (capital(contact.kind.word()), Private::from(safe))
    });
    let lines: Vec<Line> = lines.collect();
    Ok(if lines.is_empty() {
        vec![("Contact".to_owned(), "none on paper; ask the coordinator".into())]
    } else {
        lines
    })
}
