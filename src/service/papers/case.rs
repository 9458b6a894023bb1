//! Papers of one case: gathered, built, and searched for what may stand in none of them.

use crate::domain::paper::{Edition, LeftOut, Wanted, Withholding};
use crate::domain::refusal::Refusal;
use crate::domain::rows::case::{Case, Wall};
use crate::domain::told::{evidence, kept, notice, receipt, transfer};
use crate::domain::tools::papers::Letter;
use crate::papers::{self, Copy, Document};
use crate::service::look::desk;
use crate::service::looking::Looking;

/// A paper, and what was left out of it.
pub type Built = (Document, Vec<LeftOut>);

/// The case a paper is about.
///
/// # Errors
/// When it is about something else or gone.
pub fn of_case(with: &Looking<'_>, wanted: &Wanted) -> Result<Case, Refusal> {
    let case = wanted.subject.case().ok_or_else(|| Refusal::rule("this paper is about a case"))?;
    with.rows().get(case)
}

/// Made for its one reader and never redacted: an agency named as its reader is its recipient.
///
/// # Errors
/// When it is asked for redacted.
pub fn for_one_reader(wanted: &Wanted) -> Result<(), Refusal> {
    match &wanted.edition {
        Edition::Full | Edition::Agency(_) => Ok(()),
        Edition::Redacted => {
            Err(Refusal::rule(format!("there is no redacted {}: it is made for its one reader", wanted.kind)))
        }
    }
}

/// Takes what is kept off papers out of a document's sentences, and tells so.
///
/// # Errors
/// When the record cannot be read.
pub fn kept_off(
    with: &Looking<'_>,
    cases: &[Case],
    mut document: Document,
    mut left_out: Vec<LeftOut>,
) -> Result<Built, Refusal> {
    let mut withheld = Withholding::new();
    for case in cases {
        left_out.extend(kept::keep_off(&with.rows(), case, &mut withheld)?);
    }
    let found = document.withhold(&withheld);
    if found > 0 {
        left_out.push(LeftOut {
            what: format!("words in {found} {}", if found == 1 { "place" } else { "places" }),
            why: "they give a detail that is kept off papers".to_owned(),
        });
    }
    Ok((document, left_out))
}

/// Refuses a recipient that a conflict keeps out of the case, whether by the agency's key or name.
///
/// # Errors
/// When it does.
pub fn not_walled(with: &Looking<'_>, case: &Case, recipient: &str) -> Result<(), Refusal> {
    let recipient = recipient.trim();
    let walls = with.rows().find::<Wall>("case", &case.id)?;
    let is = |key: &str| {
        [key, with.area.agency_said(key), with.area.agency_name(key)]
            .iter()
            .any(|name| name.eq_ignore_ascii_case(recipient))
    };
    match walls.iter().find(|wall| is(&wall.agency)) {
        None => Ok(()),
        Some(wall) => Err(Refusal::rule(format!(
            "{} is kept out of {} by a conflict and gets no paper of it",
            with.area.agency_said(&wall.agency),
            case.reference
        ))),
    }
}

/// The notice to the IDVA service.
///
/// # Errors
/// When that service is kept out of the case, there is none, or nobody is harmed in it.
pub fn idva_notice(with: &Looking<'_>, wanted: &Wanted, copy: &Copy) -> Result<Built, Refusal> {
    for_one_reader(wanted)?;
    let case = of_case(with, wanted)?;
    not_walled(with, &case, &wanted.recipient)?;
    let service = notice::recipient(&with.rows(), with.area, &case)?;
    if let Edition::Agency(key) = &wanted.edition
        && *key != service.key
    {
        return Err(Refusal::rule(format!(
            "the {} goes to {} and to no other agency",
            wanted.kind, service.name
        )));
    }
    let facts = notice::notice(&with.rows(), with.area, case.id, with.now.today(), &wanted.recipient)?;
    kept_off(with, &[case], papers::notice::notice(&facts, copy), Vec::new())
}

/// The receipt to the referrer, or the letter that declines.
///
/// # Errors
/// When nothing was declined, the referrer is kept out of the case, or somebody is named in words that were typed.
pub fn receipt(with: &Looking<'_>, wanted: &Wanted, copy: &Copy, which: Letter) -> Result<Built, Refusal> {
    for_one_reader(wanted)?;
    let case = of_case(with, wanted)?;
    let draft = desk::letter_of(with, case.id)?;
    let to = if wanted.recipient.trim().is_empty() { &draft.referrer } else { &wanted.recipient };
    not_walled(with, &case, to)?;
    let (words, today) = (wanted.words.as_ref(), with.now.today());
    let facts = receipt::receipt(with.area, &case, &draft, which, today, &wanted.recipient, words)?;
    kept_off(with, &[case], papers::receipt::receipt(&facts, copy), facts.left_out.clone())
}

/// What goes to another MARAC with a case.
///
/// # Errors
/// When no transfer is recorded, or it goes elsewhere than to the recipient.
pub fn transfer_pack(with: &Looking<'_>, wanted: &Wanted, copy: &Copy) -> Result<Built, Refusal> {
    for_one_reader(wanted)?;
    let case = of_case(with, wanted)?;
    let facts = transfer::pack(&with.rows(), with.area, case.id, with.now.today(), &wanted.recipient)?;
    kept_off(with, &[case], papers::transfer_pack::pack(&facts, copy), facts.left_out.clone())
}

/// A letter about the perpetrators of a case to a body that decides on them.
///
/// # Errors
/// As [`evidence::evidence`]; and when the recipient is kept out of the case.
pub fn evidence_letter(with: &Looking<'_>, wanted: &Wanted, copy: &Copy) -> Result<Built, Refusal> {
    for_one_reader(wanted)?;
    let case = of_case(with, wanted)?;
    not_walled(with, &case, &wanted.recipient)?;
    let asked = evidence::Asked {
        to: &wanted.recipient,
        purpose: wanted.words.as_ref(),
        despite: wanted.despite.as_ref(),
    };
    let facts = evidence::evidence(&with.rows(), with.area, case.id, with.now.today(), asked)?;
    kept_off(with, &[case], papers::evidence::evidence(&facts, copy), facts.left_out.clone())
}
