//! Papers: which there are, what each is about, and whom a copy is for.
//!
//! [`SHAPES`] is the one list of papers; screens, the command line and the register read it. What a reader may not see is
//! taken out of the facts before a paper is built from them, and each thing taken out is a [`LeftOut`] with its reason.
//! Not here: what a paper says (the papers room) and how its bytes look.

pub mod form;

mod register;
mod withhold;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

pub use register::{copies, edition, period, reference, subject};
pub use withhold::Withholding;

use super::id::Id;
use super::private::Private;
use super::rows::case::Case;
use super::rows::meeting::Meeting;
use super::rows::person::Person;
use super::tools::forum::Paper;
use crate::words;

words! {
    /// A paper; the word is stored in the register.
    pub enum PaperKind {
        /// The minutes of a meeting.
        Minutes = "minutes",
        /// The part of the minutes that is about one case.
        CaseExtract = "case extract",
        /// Who the numbered victims of a forum about perpetrators are.
        VictimAnnex = "victim annex",
        /// What one agency took on.
        ActionSheet = "action sheet",
        /// When and where a meeting is.
        Invitation = "invitation",
        /// Who is to be looked up for a meeting, with room for what is known.
        ResearchRequest = "research request",
        /// What the IDVA service is told of a referral the day it comes.
        IdvaNotice = "IDVA notice",
        /// What a referrer is told: that the referral came, and what was decided.
        Receipt = "receipt",
        /// Why a referral goes to no meeting, and what its referrer does next.
        Decline = "decline",
        /// What goes to another MARAC with a case.
        TransferPack = "transfer pack",
        /// A letter about somebody to a court, a landlord, another body.
        Evidence = "evidence letter",
        /// What happened around a case and the family in it, across cases and forums.
        Chronology = "chronology",
        /// What happened to one person, across cases and forums.
        PersonChronology = "person chronology",
        /// What is kept of one person of a couple, apart from the other's.
        OwnPaper = "own paper",
        /// The running order of a meeting and its case list.
        Agenda = "agenda",
        /// What the chair is told before a meeting.
        ChairBrief = "chair brief",
        /// What is missing for a meeting.
        GapSheet = "gap sheet",
        /// Flags that end before the next meeting.
        Expiries = "twelve-month list",
        /// What a meeting decided on each case.
        OutcomeSheet = "outcome sheet",
        /// Who came to a meeting; a sheet to sign before it.
        Register = "attendance register",
        /// Asks the chair to approve the minutes.
        ApprovalRequest = "request for approval",
        /// A forum's figures over a period.
        SteeringReport = "steering report",
        /// Who came over a period.
        AttendanceReport = "attendance report",
        /// What one agency, or its senior, is reminded of.
        Reminder = "reminder",
        /// Who came and who answered, as a report.
        EngagementReport = "engagement report",
        /// Flags and repeats, as a report.
        FlagsReport = "flags report",
        /// Needs against provision, as a report.
        GapsReport = "needs and gaps report",
        /// How much was heard, as a report.
        VolumesReport = "volumes report",
        /// What was in time, as a report.
        TimelinessReport = "timeliness report",
        /// What can be seen of subjects before and after, as a report.
        HarmReport = "harm report",
        /// How people of a couple moved, as a report.
        CoupleReport = "couples report",
        /// How a delivery plan stands, as a report.
        PlanReport = "plan report",
        /// What became of actions, as a report.
        ActionsReport = "actions report",
        /// Who was reminded, as a report.
        ChasingReport = "reminders report",
        /// How a forum rates itself, as a report.
        PrinciplesReport = "self-assessment",
        /// What is sent to the national data return; the file itself as CSV and XLSX.
        DataReturn = "data return",
    }
}

words! {
    /// How a copy is written; the word is also the ending of its file.
    pub enum Format {
        /// Tagged PDF.
        Pdf = "pdf",
        /// One HTML file without scripts.
        Html = "html",
        /// Plain text.
        Text = "txt",
        /// JSON, for other programs.
        Json = "json",
        /// The tables as comma-separated values.
        Csv = "csv",
        /// The tables as a workbook.
        Xlsx = "xlsx",
        /// A Word document, where a reader must edit.
        Docx = "docx",
        /// A calendar entry that holds a reference and no name.
        Ics = "ics",
        /// An e-mail draft with the PDF attached and a neutral subject.
        Eml = "eml",
    }
}

/// What a paper is about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Subject {
    /// A meeting.
    Meeting(Id<Meeting>),
    /// One case in one meeting.
    Item(Id<Meeting>, Id<Case>),
    /// A case, whatever the meeting.
    Case(Id<Case>),
    /// A person across cases and forums.
    Person(Id<Person>),
    /// A forum over a period, both days included.
    Forum {
        /// Key of the forum.
        forum: String,
        /// First day.
        from: Date,
        /// Last day.
        to: Date,
    },
    /// What is past its date on a day, across cases and forums.
    Owed {
        /// The day.
        on: Date,
    },
}

impl Subject {
    /// What kind of thing it is.
    pub const fn of(&self) -> Of {
        match self {
            Self::Meeting(_) => Of::Meeting,
            Self::Item(..) => Of::Item,
            Self::Case(_) => Of::Case,
            Self::Person(_) => Of::Person,
            Self::Forum { .. } => Of::Forum,
            Self::Owed { .. } => Of::Owed,
        }
    }

    /// The meeting, if it is about one.
    pub const fn meeting(&self) -> Option<Id<Meeting>> {
        match self {
            Self::Meeting(meeting) | Self::Item(meeting, _) => Some(*meeting),
            Self::Case(_) | Self::Person(_) | Self::Forum { .. } | Self::Owed { .. } => None,
        }
    }

    /// The case, if it is about one.
    pub const fn case(&self) -> Option<Id<Case>> {
        match self {
            Self::Item(_, case) | Self::Case(case) => Some(*case),
            Self::Meeting(_) | Self::Person(_) | Self::Forum { .. } | Self::Owed { .. } => None,
        }
    }
}

/// What kind of thing a paper is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Of {
    /// A meeting.
    Meeting,
    /// One case in one meeting.
    Item,
    /// A case.
    Case,
    /// A person.
    Person,
    /// A forum over a period.
    Forum,
    /// What is past its date on a day.
    Owed,
}

/// How much of the facts a copy holds.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Default)]
pub enum Edition {
    /// Everything the paper prints: for the chair and the coordinator.
    #[default]
    Full,
    /// What one agency may see, by its key: cases it is kept out of are absent and the rest numbered anew.
    Agency(String),
    /// Nothing that may reach the perpetrator: no views of the victim, no measure for the victim's safety, no source.
    Redacted,
}

/// Whom a paper is made for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum For {
    /// Anybody who is named as its recipient; it may be made in any edition.
    Anybody,
    /// One agency each: made for every agency concerned unless some are named.
    EachAgency,
    /// The coordinator and the chair only.
    Office,
    /// The agency that referred.
    Referrer,
    /// One agency or body that is named.
    Named,
}

/// A paper as asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wanted {
    /// Which.
    pub kind: PaperKind,
    /// About what.
    pub subject: Subject,
    /// How much of it.
    pub edition: Edition,
    /// Agency or post the copy is for, as printed; empty for a file copy.
    pub recipient: String,
    /// For a paper that can be cut off on a day: only what was known then.
    pub known_on: Option<Date>,
    /// Words of the coordinator for a paper that carries some, such as the reason of a letter.
    pub words: Option<Private>,
    /// Why it is made although it may bring opposing sides together: the coordinator's reason. Nothing refuses such a paper.
    pub despite: Option<Private>,
}

impl Wanted {
    /// A paper in full, for nobody in particular.
    pub const fn of(kind: PaperKind, subject: Subject) -> Self {
        Self {
            kind,
            subject,
            edition: Edition::Full,
            recipient: String::new(),
            known_on: None,
            words: None,
            despite: None,
        }
    }
}

/// Something a copy does not hold, and why.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct LeftOut {
    /// What, by reference and number, never by name: "LAN-26-0143/2".
    pub what: String,
    /// Why, in words: "Housing is kept out of this case".
    pub why: String,
}

/// A section of a paper as it was printed, by digests alone: what it says cannot be read from them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Printed {
    /// Of its heading.
    pub heading: String,
    /// Of what stood under it.
    pub body: String,
}

/// One paper of the list.
#[derive(Debug, Clone, Copy)]
pub struct Shape {
    /// Which.
    pub kind: PaperKind,
    /// What it is about.
    pub of: Of,
    /// Whom it is for.
    pub to: For,
    /// How it can be written, the usual one first.
    pub formats: &'static [Format],
    /// Stands after the reference in a file name: "minutes".
    pub stem: &'static str,
    /// What it is called where a forum's file lists the papers it issues; nothing for a paper any forum may issue.
    pub listed: Option<Paper>,
    /// What it is for, in one line.
    pub what: &'static str,
}

/// How a paper of text is written.
const TEXT: &[Format] = &[Format::Pdf, Format::Html, Format::Text, Format::Json, Format::Docx, Format::Eml];
/// How a paper of text and tables is written.
const TABLES: &[Format] = &[
    Format::Pdf,
    Format::Html,
    Format::Text,
    Format::Json,
    Format::Csv,
    Format::Xlsx,
    Format::Docx,
    Format::Eml,
];

/// A report as a paper: in full for the office, with small numbers held back for anybody else.
const fn report(kind: PaperKind, stem: &'static str, what: &'static str) -> Shape {
    Shape { kind, of: Of::Forum, to: For::Anybody, formats: TABLES, stem, listed: None, what }
}

/// Every paper, in the order in which they are offered.
pub const SHAPES: &[Shape] = &[
    Shape {
        kind: PaperKind::Minutes,
        of: Of::Meeting,
        to: For::Anybody,
        formats: TEXT,
        stem: "minutes",
        listed: Some(Paper::Minutes),
        what: "the record of the meeting, a draft until the chair approves",
    },
    Shape {
        kind: PaperKind::CaseExtract,
        of: Of::Item,
        to: For::Anybody,
        formats: TEXT,
        stem: "extract",
        listed: Some(Paper::Minutes),
        what: "the part of the minutes that is about one case",
    },
    Shape {
        kind: PaperKind::VictimAnnex,
        of: Of::Meeting,
        to: For::Named,
        formats: TEXT,
        stem: "victim-annex",
        listed: Some(Paper::Minutes),
        what: "who the numbered victims are, in a forum about perpetrators",
    },
    Shape {
        kind: PaperKind::ActionSheet,
        of: Of::Meeting,
        to: For::EachAgency,
        formats: TABLES,
        stem: "actions",
        listed: Some(Paper::Actions),
        what: "what one agency took on, and what it still owes",
    },
    Shape {
        kind: PaperKind::Invitation,
        of: Of::Meeting,
        to: For::Anybody,
        formats: &[Format::Ics, Format::Eml],
        stem: "invitation",
        listed: None,
        what: "when and where the meeting is, for a calendar; by its reference only",
    },
    Shape {
        kind: PaperKind::ResearchRequest,
        of: Of::Meeting,
        to: For::EachAgency,
        formats: TABLES,
        stem: "research",
        listed: None,
        what: "who is to be looked up; agencies fill in the workbook or the Word file and send it back",
    },
    Shape {
        kind: PaperKind::Agenda,
        of: Of::Meeting,
        to: For::EachAgency,
        formats: TABLES,
        stem: "agenda",
        listed: Some(Paper::Agenda),
        what: "the running order and the case list, so that every agency looks up every case",
    },
    Shape {
        kind: PaperKind::ChairBrief,
        of: Of::Meeting,
        to: For::Office,
        formats: TEXT,
        stem: "chair",
        listed: None,
        what: "the order and why, what changed, what is late, who has not returned anything",
    },
    Shape {
        kind: PaperKind::GapSheet,
        of: Of::Meeting,
        to: For::Office,
        formats: TABLES,
        stem: "gaps",
        listed: None,
        what: "agencies against cases, and what each case still lacks; by reference",
    },
    Shape {
        kind: PaperKind::Expiries,
        of: Of::Meeting,
        to: For::EachAgency,
        formats: TABLES,
        stem: "expiries",
        listed: None,
        what: "flags that end before the next meeting, so that agencies keep them or take them off",
    },
    Shape {
        kind: PaperKind::OutcomeSheet,
        of: Of::Meeting,
        to: For::EachAgency,
        formats: TABLES,
        stem: "outcomes",
        listed: None,
        what: "what was decided on each case, the next review, and who does what",
    },
    Shape {
        kind: PaperKind::Register,
        of: Of::Meeting,
        to: For::Office,
        formats: TABLES,
        stem: "attendance",
        listed: None,
        what: "a sheet to sign before the meeting; after it, who came",
    },
    Shape {
        kind: PaperKind::ApprovalRequest,
        of: Of::Meeting,
        to: For::Office,
        formats: &[Format::Eml, Format::Text],
        stem: "approval",
        listed: None,
        what: "an e-mail that asks the chair to approve, with what is missing, by reference",
    },
    Shape {
        kind: PaperKind::SteeringReport,
        of: Of::Forum,
        to: For::Anybody,
        formats: TABLES,
        stem: "steering",
        listed: None,
        what: "a forum's figures over a period, each with what it is out of; nobody is named",
    },
    Shape {
        kind: PaperKind::AttendanceReport,
        of: Of::Forum,
        to: For::Anybody,
        formats: TABLES,
        stem: "attendance",
        listed: None,
        what: "which agencies came to how many meetings of a period, and with whom; nobody is named",
    },
    report(
        PaperKind::TimelinessReport,
        "timeliness",
        "how long a forum took over a period, and what was in time",
    ),
    report(PaperKind::EngagementReport, "engagement", "who came over a period, and who answered"),
    report(PaperKind::FlagsReport, "flags", "flags raised and ended, and repeats inside the window"),
    report(PaperKind::GapsReport, "gaps", "needs no service met, against local provision"),
    report(
        PaperKind::CoupleReport,
        "couples",
        "how people of couples moved on their scales, consents, needs met",
    ),
    report(PaperKind::PlanReport, "plan", "how the items of a delivery plan stand, and its indicators"),
    report(
        PaperKind::HarmReport,
        "harm",
        "what can be seen of subjects before and after the forum took them on",
    ),
    report(
        PaperKind::VolumesReport,
        "volumes",
        "how much a forum heard over a period, from whom, and the posts it needs",
    ),
    report(
        PaperKind::ActionsReport,
        "action-rates",
        "what became of actions over a period, by agency; nobody is blamed for what was no longer possible",
    ),
    report(PaperKind::ChasingReport, "reminders", "who was reminded over a period, and how far that went"),
    report(
        PaperKind::PrinciplesReport,
        "principles",
        "how the forum rates itself, with the figures beside it",
    ),
    report(
        PaperKind::DataReturn,
        "return",
        "the national data return: the file to send as XLSX or CSV, and what to look at first as any other",
    ),
    Shape {
        kind: PaperKind::Reminder,
        of: Of::Owed,
        to: For::EachAgency,
        formats: TABLES,
        stem: "reminder",
        listed: None,
        what: "what one agency is reminded of on a day; it fills the sheet in and sends it back",
    },
    Shape {
        kind: PaperKind::IdvaNotice,
        of: Of::Case,
        to: For::Named,
        formats: TEXT,
        stem: "idva-notice",
        listed: None,
        what: "a referral for the IDVA service, the day it comes",
    },
    Shape {
        kind: PaperKind::Receipt,
        of: Of::Case,
        to: For::Referrer,
        formats: TEXT,
        stem: "receipt",
        listed: None,
        what: "to the referrer: it came, and what was decided; it names nobody",
    },
    Shape {
        kind: PaperKind::Decline,
        of: Of::Case,
        to: For::Referrer,
        formats: TEXT,
        stem: "decline",
        listed: None,
        what: "to the referrer: why it goes to no meeting, and what to do next",
    },
    Shape {
        kind: PaperKind::TransferPack,
        of: Of::Case,
        to: For::Named,
        formats: TABLES,
        stem: "transfer",
        listed: None,
        what: "a case for the MARAC it moves to, with a slip to send back",
    },
    Shape {
        kind: PaperKind::Evidence,
        of: Of::Case,
        to: For::Named,
        formats: TEXT,
        stem: "letter",
        listed: None,
        what: "days, facts and sources on a perpetrator, for a body that decides; it names nobody else",
    },
    Shape {
        kind: PaperKind::Chronology,
        of: Of::Case,
        to: For::Office,
        formats: TABLES,
        stem: "chronology",
        listed: None,
        what: "what happened around a case and its family, across cases and forums; as known, or on a day",
    },
    Shape {
        kind: PaperKind::PersonChronology,
        of: Of::Person,
        to: For::Office,
        formats: TABLES,
        stem: "chronology",
        listed: None,
        what: "what happened to one person, across cases and forums; as known, or on a day",
    },
    Shape {
        kind: PaperKind::OwnPaper,
        of: Of::Person,
        to: For::Named,
        formats: TABLES,
        stem: "own",
        listed: None,
        what: "what is kept of one person of a couple, with nothing of the other",
    },
];

impl Edition {
    /// The word of it in the register.
    pub fn word(&self) -> &str {
        match self {
            Self::Full => FULL,
            Self::Agency(key) => key,
            Self::Redacted => REDACTED,
        }
    }

    /// The edition of a word; an agency's by its key.
    pub fn parse(word: &str) -> Self {
        match word {
            FULL => Self::Full,
            REDACTED => Self::Redacted,
            key => Self::Agency(key.to_owned()),
        }
    }
}

const FULL: &str = "full";
const REDACTED: &str = "redacted";

impl Shape {
    /// Whether it says what the minutes say, and so has their edition.
    pub fn is_of_minutes(&self) -> bool {
        self.listed == Some(Paper::Minutes)
    }

    /// Whether whoever holds a copy is owed a correction when it no longer holds: it says what was agreed in a meeting.
    /// Others say how things stand on the day they are made, or carry words of that day, and differ from then on.
    pub fn is_corrected(&self) -> bool {
        matches!(self.listed, Some(Paper::Minutes | Paper::Actions))
    }
}

impl PaperKind {
    /// Whether it can be cut off on a day: only what was known then.
    pub const fn is_cut_off(self) -> bool {
        matches!(self, Self::Chronology | Self::PersonChronology)
    }

    /// What the coordinator's words in it are, for a paper that carries some.
    pub const fn words_wanted(self) -> Option<&'static str> {
        match self {
            Self::Receipt | Self::Decline => Some("What the referrer should do next"),
            Self::Evidence => Some("Given ... (in support of)"),
            _ => None,
        }
    }

    /// Whether it may bring opposing sides together, and is then made only for a reason.
    pub const fn may_oppose(self) -> bool {
        matches!(self, Self::Chronology | Self::PersonChronology | Self::Evidence | Self::OwnPaper)
    }

    /// Its line of the list; every kind has one.
    pub fn shape(self) -> Option<&'static Shape> {
        SHAPES.iter().find(|shape| shape.kind == self)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_paper_is_on_the_list_once_and_can_be_written() {
        for kind in PaperKind::ALL {
            assert_eq!(SHAPES.iter().filter(|shape| shape.kind == *kind).count(), 1, "{kind}");
            assert!(kind.shape().is_some_and(|shape| !shape.formats.is_empty()));
        }
    }
}
