//! Papers of an invented meeting, for tests of screens.

use jiff::civil::datetime;

use super::fixtures::id;
use crate::domain::paper::{Edition, Format, LeftOut, PaperKind, Subject, Wanted};
use crate::domain::rows::minutes::Issued;
use crate::service::ask::{CopyLine, Offered, PapersStory, Preview, Standing};

/// The papers of a thing: what can be made, and three copies that went out.
pub fn story(about: &Subject) -> PapersStory {
    let agencies = || {
        [("police", "Police"), ("housing", "Housing")]
            .map(|(key, name)| (key.to_owned(), name.to_owned()))
            .to_vec()
    };
    let offered = |kind, cases| Offered { kind, cases, agencies: agencies(), but: None };
    PapersStory {
        subject: about.clone(),
        reference: "MARAC-2026-11-26".to_owned(),
        offered: vec![
            offered(PaperKind::Minutes, Vec::new()),
            offered(PaperKind::CaseExtract, vec![(id(129), "LAN-26-0129".to_owned())]),
            offered(PaperKind::ActionSheet, Vec::new()),
        ],
        copies: vec![
            copy(3, "Housing", Standing::Current),
            copy(2, "Police", Standing::Changed(vec!["Case 7: LAN-26-0143, Actions agreed".to_owned()])),
            copy(1, "Housing", Standing::Replaced(3)),
        ],
    }
}

fn copy(number: u32, recipient: &str, standing: Standing) -> CopyLine {
    CopyLine {
        edition: format!("for {recipient}"),
        standing,
        issued: Issued {
            id: id(880 + number as usize),
            meeting: Some(id(900)),
            paper: PaperKind::Minutes,
            version: 1,
            copy: number,
            recipient: recipient.to_owned(),
            draft: false,
            digest: String::new(),
            at: datetime(2026, 11, 26, 13, 0, 0, 0),
            case: None,
            person: None,
            period: None,
            edition: Some("housing".to_owned()),
            format: Some(Format::Pdf),
            sealed: Some(number == 2),
            by: Some("sam".to_owned()),
            why: None,
            printed: None,
            replaces: None,
        },
    }
}

/// What a copy for an agency would hold.
pub fn preview(wanted: &Wanted) -> Preview {
    let left_out = match wanted.edition {
        Edition::Full => Vec::new(),
        Edition::Agency(_) | Edition::Redacted => vec![LeftOut {
            what: "LAN-26-0147".to_owned(),
            why: "Housing is kept out of this case".to_owned(),
        }],
    };
    Preview {
        wanted: wanted.clone(),
        title: "Minutes MARAC-2026-11-26".to_owned(),
        inside: vec![(1, "The meeting".to_owned()), (1, "Case 1: LAN-26-0129".to_owned())],
        left_out,
        text: "OFFICIAL-SENSITIVE\n\nMinutes MARAC-2026-11-26\n\n# The meeting\n\nDate: Thu 26 Nov 2026\n\n\
               # Case 1: LAN-26-0129\n\nVictim: Mary KERSHAW\n"
            .into(),
    }
}
