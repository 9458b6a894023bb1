//! `convenor case attach`, `attachment` and `export`: documents kept with a case, and referrals out as a list.

use std::path::{Path, PathBuf};

use clap::{Args, Subcommand, ValueEnum};
use serde_json::json;

use crate::cli::failure::Failure;
use crate::cli::find;
use crate::cli::out::Out;
use crate::cli::session::Session;
use crate::domain::calendar::show_numeric;
use crate::domain::request::Request;
use crate::domain::rows::case::Case;
use crate::domain::rows::document::{Attachment, AttachmentKind};
use crate::service::attach::{self, Label};
use crate::service::export::{self, Which};

/// Keep a file with a case, inside the encrypted record.
#[derive(Debug, Args)]
#[command(
    after_long_help = "Example:\n  convenor case attach LAN-26-0143 dash.docx --kind dash --from police --received 12/11/2026"
)]
pub struct Attaching {
    /// Reference of the case
    case: String,
    /// The file; it is copied into the record and stays where it is
    file: PathBuf,
    /// What it is: referral-form, dash, research, bail-sheet, order or other
    #[arg(long, value_parser = kind)]
    kind: AttachmentKind,
    /// Agency that gave it
    #[arg(long = "from", value_name = "AGENCY")]
    supplier: Option<String>,
    /// Day it was received; today unless told
    #[arg(long, value_name = "DATE")]
    received: Option<String>,
}

/// A kind of document by its word, or the beginning of it.
fn kind(typed: &str) -> Result<AttachmentKind, String> {
    let wanted = typed.trim().to_lowercase().replace('-', " ");
    let begins =
        |kind: &&AttachmentKind| !wanted.is_empty() && kind.word().to_lowercase().starts_with(&wanted);
    let known: Vec<String> =
        AttachmentKind::ALL.iter().map(|kind| kind.word().to_lowercase().replace(' ', "-")).collect();
    let found = AttachmentKind::parse(&wanted).or_else(|| AttachmentKind::ALL.iter().find(begins).copied());
    found.ok_or_else(|| format!("one of {}", known.join(", ")))
}

/// Documents kept with a case.
#[derive(Debug, Subcommand)]
pub enum Document {
    /// List the documents of a case
    List(Of),
    /// Print a document's text; that you looked is logged
    Show(One),
    /// Write a document to a file as it came, in clear; that it left is logged
    Save(Saving),
}

/// List the documents of a case.
#[derive(Debug, Args)]
pub struct Of {
    /// Reference of the case
    case: String,
}

/// Print a document's text.
#[derive(Debug, Args)]
#[command(after_long_help = "Example:\n  convenor case attachment show LAN-26-0143 1")]
pub struct One {
    /// Reference of the case
    case: String,
    /// Number of the document, as `case attachment list` counts them
    number: usize,
}

/// Write a document to a file as it came.
///
/// The file is in clear, outside the record: keep it as your protocol says, and delete it after. One that is there
/// already is not replaced.
#[derive(Debug, Args)]
#[command(after_long_help = "Example:\n  convenor case attachment save LAN-26-0143 1 dash.docx")]
pub struct Saving {
    /// Reference of the case
    case: String,
    /// Number of the document, as `case attachment list` counts them
    number: usize,
    /// The file to write; no person's name belongs in it
    to: PathBuf,
}

/// What is written out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum What {
    /// Every referral with what its form says
    Referrals,
}

/// Write referrals to a file as a list that `import` reads back.
///
/// The heads are those of the import. Addresses and numbers that are kept off lists are left out. The file is in clear,
/// outside the record; that it left is logged.
#[derive(Debug, Args)]
#[command(after_long_help = "Example:\n  convenor case export referrals referrals.csv --since 1/10/2026")]
pub struct Exporting {
    /// What to write
    what: What,
    /// The file to write (CSV)
    to: PathBuf,
    /// Only of this forum
    #[arg(long)]
    forum: Option<String>,
    /// Only those received on this day or later
    #[arg(long, value_name = "DATE")]
    since: Option<String>,
}

impl Attaching {
    /// Keeps the file.
    pub fn run(self, session: &mut Session, out: &mut Out) -> Result<(), Failure> {
        let case = find::case(session, &self.case)?;
        let bytes = attach::read_file(&self.file)?;
        let today = session.now().today();
        let received = self.received.as_deref().map(|day| find::day(session, day)).transpose()?;
        let label = Label { kind: self.kind, supplier: self.supplier, received: received.unwrap_or(today) };
        let name = self.file.file_name().unwrap_or(self.file.as_os_str()).to_string_lossy();
        let request = attach::request(case.id, &name, &bytes, label);
        let reply = session.execute(Request::Attach(Box::new(request)))?;
        out.reply(&reply)
    }
}

/// The documents of a case, in the order in which they were kept.
fn documents(session: &Session, case: &Case) -> Result<Vec<Attachment>, Failure> {
    let mut documents = session.rows().find::<Attachment>("case", &case.id)?;
    documents.sort_by_key(|document| document.id);
    Ok(documents)
}

fn one(session: &Session, case: &str, number: usize) -> Result<(Case, Attachment), Failure> {
    let case = find::case(session, case)?;
    let mut documents = documents(session, &case)?;
    let many = documents.len();
    match number.checked_sub(1).filter(|at| *at < many) {
        Some(at) => Ok((case, documents.swap_remove(at))),
        None => Err(Failure::Refused(format!("{} has {many} documents", case.reference))),
    }
}

impl Document {
    /// Carries it out.
    pub fn run(self, session: &mut Session, out: &mut Out) -> Result<(), Failure> {
        match self {
            Self::List(of) => {
                let case = find::case(session, &of.case)?;
                let documents = documents(session, &case)?;
                session.consulted(Some(case.id.uuid()), None)?;
                list(&documents, out)
            }
            Self::Show(asked) => {
                let (case, document) = one(session, &asked.case, asked.number)?;
                session.consulted(Some(case.id.uuid()), None)?;
                let shown = attach::show(&session.rows(), document.id)?;
                let text = shown.text.ok_or_else(|| {
                    Failure::Refused(format!(
                        "a {} file has no text to print; save it with `convenor case attachment save`",
                        document.media
                    ))
                })?;
                if out.wants_json() {
                    return out.json(json!({ "kind": document.kind.word(), "text": text.reveal() }));
                }
                out.indented(0, text.reveal())
            }
            Self::Save(asked) => {
                let (_, document) = one(session, &asked.case, asked.number)?;
                let now = session.now();
                let reply = attach::save(session.service()?, now, document.id, &asked.to)?;
                out.reply(&reply)
            }
        }
    }
}

/// Documents as lines, numbered.
pub fn list(documents: &[Attachment], out: &mut Out) -> Result<(), Failure> {
    if out.wants_json() {
        let value = |(number, document): (usize, &Attachment)| {
            json!({
                "number": number,
                "kind": document.kind.word(),
                "from": document.supplier,
                "received": document.received,
                "name": document.name.reveal(),
                "bytes": document.size,
            })
        };
        return out.json((1..).zip(documents).map(value).collect());
    }
    let rows: Vec<[String; 6]> = (1..)
        .zip(documents)
        .map(|(number, document): (usize, &Attachment)| {
            [
                number.to_string(),
                document.kind.word().to_owned(),
                document.supplier.clone().unwrap_or_default(),
                show_numeric(document.received),
                format!("{} kB", document.size.div_ceil(1 << 10)),
                document.name.reveal().to_owned(),
            ]
        })
        .collect();
    out.table(["NO", "WHAT", "FROM", "RECEIVED", "SIZE", "NAME"], &rows)
}

impl Exporting {
    /// Writes the list.
    pub fn run(self, session: &mut Session, out: &mut Out) -> Result<(), Failure> {
        let What::Referrals = self.what;
        let forum = self.forum.map(|forum| session.area().forum(&forum).map(|forum| forum.key.clone()));
        let since = self.since.as_deref().map(|day| find::day(session, day)).transpose()?;
        let which = Which { forum: forum.transpose()?, since };
        let now = session.now();
        let reply = export::referrals(session.service()?, now, &which, Path::new(&self.to))?;
        out.reply(&reply)
    }
}
