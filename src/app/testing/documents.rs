//! What a desk answers about documents: an outline with heads nobody knows, a plan with a line of each kind, a form.

use jiff::civil::date;

use super::fixtures;
use crate::domain::referral::{Conclusion, Field, Finding, Problem};
use crate::domain::rows::case::ReferralStanding;
use crate::domain::rows::document::{Attachment, AttachmentKind};
use crate::service::attach::Shown;
use crate::service::mapping::{Mapped, Outline};
use crate::service::paperwork::Document;
use crate::service::plan::{Plan, PlanProblem, PlanRow, PlanStanding};

/// The form a case came with.
pub fn attachment() -> Attachment {
    Attachment {
        id: fixtures::id(700),
        case: fixtures::id(0),
        kind: AttachmentKind::Referral,
        name: "referral KERSHAW.docx".into(),
        media: "docx".into(),
        supplier: Some("housing".into()),
        received: date(2026, 11, 12),
        size: 7_623,
        digest: "0".repeat(64),
    }
}

/// The form, opened.
pub fn shown() -> Shown {
    let text =
        "MARAC referral form\nA. Referrer\nReferring agency  |  Housing\nB. Victim\nSurname  |  KERSHAW";
    Shown { attachment: attachment(), reference: "LAN-26-0143".into(), text: Some(text.into()) }
}

/// A list with two heads nobody knows, read as it was told.
pub fn outline(document: &Document) -> Outline {
    let head = |head: &str, field: Option<&str>, suggestion: Option<&str>, sample: &str| {
        let told = document.choice.told.iter().find(|(told, _)| told == head);
        Mapped {
            head: head.into(),
            field: told.map_or_else(|| field.map(str::to_owned), |(_, field)| field.clone()),
            told: told.is_some(),
            suggestion: suggestion.map(str::to_owned).filter(|_| told.is_none()),
            sample: sample.into(),
        }
    };
    Outline {
        words: "list with semicolons".into(),
        sheet: None,
        sheets: Vec::new(),
        form: false,
        rows: 3,
        heads_row: 2,
        heads: vec![
            head("Our ref", Some("reference"), None, "N1"),
            head("Came in on", None, None, "Thursday 12 November 2026"),
            head("Client last name", Some("victim surname"), None, "Kershaw"),
            head("Contact details of client", None, Some("victim telephone"), "07700 900665"),
        ],
        mapping: document.choice.mapping.clone(),
        kept: vec!["Northside".into()],
        labels: vec!["reference", "date received", "victim surname", "victim telephone"],
    }
}

fn row(number: u32, standing: PlanStanding) -> PlanRow {
    PlanRow {
        row: number,
        source: format!("N{number}"),
        case: Some(format!("LAN-26-{:04}", 200 + number)),
        id: Some(fixtures::id::<Attachment>(0).uuid()),
        standing,
        words: String::new(),
        heard: false,
        findings: Vec::new(),
        to_correct: Vec::new(),
        refused: None,
    }
}

/// A plan with a line of each kind.
pub fn plan(kept: bool) -> Plan {
    let found = |finding, reason: &str| Conclusion {
        row: 4,
        field: Field::VictimName,
        finding,
        reason: reason.into(),
    };
    let new = PlanStanding::Referral(ReferralStanding::New);
    let mut aside = row(4, new);
    let problem = Problem::new(
        Field::VictimBorn,
        "32/13/1990",
        "is no day of the calendar",
        "write it as day/month/year: 23/10/2026",
    );
    aside.to_correct.push(PlanProblem::of(Field::VictimBorn.label(), &problem));
    aside.findings.push(found(Finding::PerpetratorUnknown, "no perpetrator is named"));
    let mut refused = row(5, PlanStanding::Refused);
    (refused.case, refused.id) = (None, None);
    refused.refused = Some("names neither victim nor perpetrator; add a name and read the file again".into());
    Plan {
        rows: vec![row(3, new), aside, refused],
        more: if kept { vec!["mapping Northside kept".into()] } else { Vec::new() },
        found: "list with semicolons".into(),
        mapping: None,
        total: 3,
        unread: vec!["Came in on".into()],
        kept,
    }
}
