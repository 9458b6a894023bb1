//! What is said of documents on their way in and out: where one is, how it is to be read, what to do with it.
//!
//! Plain values, made by screens and subcommands and handed to the record's threads. What is done with them stands in
//! `mapping`, `import`, `attach` and `export`.

use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use jiff::civil::Date;

use crate::domain::calendar::add_days;
use crate::domain::id::Id;
use crate::domain::private::Private;
use crate::domain::report::Period;
use crate::domain::rows::case::Case;
use crate::domain::rows::document::{Attachment, AttachmentKind};
use crate::intake::door::Mapped;

/// Where a document is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Source {
    /// A file.
    File(PathBuf),
    /// Text that was pasted.
    Pasted(Private),
}

impl Source {
    /// What a person typed or pasted: the path of a file when it is one line, else the document itself.
    pub fn of(typed: &str) -> Option<Self> {
        let typed = typed.trim();
        if typed.is_empty() {
            return None;
        }
        if typed.lines().count() > 1 {
            return Some(Self::Pasted(typed.into()));
        }
        // Terminals put quotes round a file dropped on them, or a stroke before its spaces.
        let quoted = |mark: char| typed.strip_prefix(mark).and_then(|rest| rest.strip_suffix(mark));
        let bare =
            quoted('"').or_else(|| quoted('\'')).map_or_else(|| typed.replace("\\ ", " "), str::to_owned);
        let home = bare.strip_prefix("~/").and_then(|rest| Some(std::env::home_dir()?.join(rest)));
        Some(Self::File(home.unwrap_or_else(|| PathBuf::from(bare))))
    }

    /// What it is called in messages.
    pub fn name(&self) -> String {
        match self {
            Self::File(path) => path.file_name().unwrap_or(path.as_os_str()).to_string_lossy().into_owned(),
            Self::Pasted(_) => "the pasted text".to_owned(),
        }
    }
}

/// Says that something long is to stop.
#[derive(Debug, Clone, Default)]
pub struct Stop(Arc<AtomicBool>);

impl Stop {
    /// Stops it, between one row and the next.
    pub fn stop(&self) {
        self.0.store(true, Ordering::Relaxed);
    }

    /// Whether it was stopped.
    pub fn is_stopped(&self) -> bool {
        self.0.load(Ordering::Relaxed)
    }
}

/// A document and how it is to be read.
#[derive(Debug, Clone)]
pub struct Document {
    /// Where it is.
    pub source: Source,
    /// What is in it.
    pub list: List,
    /// How its heads are read.
    pub choice: Choice,
}

/// What is wanted of a tidy export.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Tidy {
    /// Name of the forum; every forum when nothing is given.
    pub forum: Option<String>,
    /// Meetings, referrals and actions of these days; all when nothing is given.
    pub days: Option<Period>,
    /// Case references beside the pseudonyms.
    pub references: bool,
    /// Why names are needed; none are written when nothing is given. No name belongs in it: the log is not erased.
    pub names: Option<String>,
    /// Where the files go; made when it is not there.
    pub folder: PathBuf,
}

/// Something to do with a document.
#[derive(Debug, Clone)]
pub enum Paperwork {
    /// Write the tidy export.
    Tidy(Tidy),
    /// Take it in, or only show what would be.
    Import {
        /// The document.
        document: Document,
        /// Whether referrals were heard before this record began.
        history: History,
        /// With `false`, a dry run.
        keep: bool,
        /// Stops it.
        stop: Stop,
    },
    /// Keep a file with a case.
    Attach {
        /// Which case.
        case: Id<Case>,
        /// The file.
        from: PathBuf,
        /// What is said of it.
        label: Label,
    },
    /// Write a document out in clear.
    Save {
        /// Which.
        attachment: Id<Attachment>,
        /// The file to write.
        to: PathBuf,
    },
    /// Write the referrals out as a list, in clear.
    Referrals {
        /// Which.
        which: Which,
        /// The file to write.
        to: PathBuf,
    },
}

/// Lists that are understood.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum List {
    /// Referrals.
    #[default]
    Referrals,
    /// Nominated subjects.
    Subjects,
    /// Incidents behind subjects.
    Incidents,
    /// Scores as the analyst worked them out.
    Scores,
}

impl List {
    /// Its word, as mappings are kept under it.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Referrals => "referrals",
            Self::Subjects => "subjects",
            Self::Incidents => "incidents",
            Self::Scores => "scores",
        }
    }
}

/// What somebody said of how a document is to be read.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Choice {
    /// The sheet of a spreadsheet.
    pub sheet: Option<String>,
    /// A mapping kept before.
    pub mapping: Option<String>,
    /// Heads with the label of their field; nothing is "not read".
    pub told: Vec<(String, Option<String>)>,
    /// Name under which the mapping is kept, once the document is taken in.
    pub remember: Option<String>,
}

/// A document as it would be read.
#[derive(Debug, Clone, PartialEq)]
pub struct Outline {
    /// What it is, in words.
    pub words: String,
    /// The sheet that is read, of a spreadsheet.
    pub sheet: Option<String>,
    /// Every sheet.
    pub sheets: Vec<String>,
    /// Whether it is a form and not a list.
    pub form: bool,
    /// Rows below the heads.
    pub rows: usize,
    /// Row of the heads; 0 for labels of a form.
    pub heads_row: u32,
    /// Heads with their fields.
    pub heads: Vec<Mapped>,
    /// The mapping that is used.
    pub mapping: Option<String>,
    /// Every mapping that is kept for such lists.
    pub kept: Vec<String>,
    /// Every label that a head can be read as.
    pub labels: Vec<&'static str>,
}

/// What is said of a document beside its bytes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Label {
    /// What it is.
    pub kind: AttachmentKind,
    /// Who gave it.
    pub supplier: Option<String>,
    /// Day it was received.
    pub received: Date,
}

/// A document to be looked at.
#[derive(Debug, Clone, PartialEq)]
pub struct Shown {
    /// What is said of it.
    pub attachment: Attachment,
    /// Reference of its case.
    pub reference: String,
    /// Its text; nothing for a picture, a PDF and the like.
    pub text: Option<Private>,
}

/// Which referrals.
#[derive(Debug, Clone, Default)]
pub struct Which {
    /// Key of the forum; every forum when nothing is said.
    pub forum: Option<String>,
    /// Only those received on this day or later.
    pub since: Option<Date>,
}

/// A referral received more than this many days ago is taken as heard at an earlier meeting, unless somebody says
/// otherwise. Our default: no area lets six weeks pass between referral and meeting.
pub const HISTORY_DAYS: i32 = 42;

/// Whether referrals were heard before this record began.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum History {
    /// Those older than [`HISTORY_DAYS`] were.
    #[default]
    ByDate,
    /// All were.
    Heard,
    /// None was: all wait for a meeting.
    Waiting,
}

impl History {
    pub(super) fn covers(self, received: Option<Date>, today: Date) -> bool {
        match self {
            Self::Heard => true,
            Self::Waiting => false,
            Self::ByDate => received.is_some_and(|received| received < add_days(today, -HISTORY_DAYS)),
        }
    }
}

/// How far an import has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Steps {
    /// Rows done.
    pub done: usize,
    /// Rows in the document.
    pub of: usize,
}
