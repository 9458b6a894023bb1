//! `convenor paper`: every paper, made for a reader, looked at first, written, registered, corrected.
//!
//! `wanted` reads what is asked for; `show` prints lists, previews and the register.

mod show;
mod wanted;

use std::path::PathBuf;

use clap::{Args, Subcommand};
use zeroize::Zeroizing;

use super::Globals;
use super::failure::Failure;
use super::out::Out;
use super::session::{Session, private};
use crate::domain::paper::{Edition, For, Format, SHAPES, Wanted};
use crate::service::ask::{Answer, Ask};
use crate::service::job::Passphrase;
use crate::service::papers::{Options, correct, file_name, recipients, write, write_all};
use wanted::About;

/// Papers.
#[derive(Debug, Subcommand)]
pub enum Paper {
    /// List every paper: what it is about, for whom, and how it can be written
    List,
    /// Show what a copy would hold, what would be left out of it, and why; nothing is written
    Show(Showing),
    /// Write a paper and register the copy
    Write(Writing),
    /// List the copies that went out, and which of them no longer say what the record says
    Register(Registered),
    /// Write a correction for everybody whose copy has changed since
    Correct(Correcting),
}

/// Show what a copy would hold, what would be left out of it, and why.
#[derive(Debug, Args)]
#[command(after_long_help = "\
Examples:
  convenor paper show minutes MARAC-2026-11-26 --to Housing
  convenor paper show minutes MARAC-2026-11-26 --redacted --text
  convenor paper show case-extract MARAC-2026-11-26 --case LAN-26-0143")]
pub struct Showing {
    #[command(flatten)]
    about: About,
    /// Print the paper itself, as text
    #[arg(long)]
    text: bool,
}

/// Write a paper and register the copy, before the file is put in place.
///
/// A paper that is for each agency is written for every agency concerned, into a folder, unless agencies are named. Without a
/// password the file is in clear: keep it as your protocol says.
#[derive(Debug, Args)]
#[command(after_long_help = "\
Examples:
  convenor paper write minutes MARAC-2026-11-26 --to Housing --folder out --generate-password
  convenor paper write minutes MARAC-2026-11-26 --file minutes.html --format html
  convenor paper write action-sheet MARAC-2026-11-26 --folder out")]
pub struct Writing {
    #[command(flatten)]
    about: About,
    /// The file to write; no person's name belongs in it
    #[arg(long, value_name = "FILE", conflicts_with = "folder", required_unless_present = "folder")]
    file: Option<PathBuf>,
    /// The folder to write into, under names of references only
    #[arg(long, value_name = "FOLDER")]
    folder: Option<PathBuf>,
    /// How to write it: pdf, html, txt, json, csv, xlsx, docx, eml, ics [default: the first that `paper list` names]
    #[arg(long, value_name = "FORMAT")]
    format: Option<String>,
    #[command(flatten)]
    how: How,
}

/// Write a correction for everybody whose copy has changed since.
#[derive(Debug, Args)]
#[command(after_long_help = "Example:\n  convenor paper correct MARAC-2026-11-26 --folder corrections")]
pub struct Correcting {
    /// Reference of the meeting or the case
    reference: String,
    /// The folder to write into
    #[arg(long, value_name = "FOLDER")]
    folder: PathBuf,
    #[command(flatten)]
    how: How,
}

/// Size, seal and reason of a copy.
#[derive(Debug, Args)]
struct How {
    /// In 18 point type
    #[arg(long)]
    large_print: bool,
    /// Seal the PDF with the password that is the first line of this file
    #[arg(long, value_name = "FILE", conflicts_with_all = ["ask_password", "generate_password"])]
    password_file: Option<PathBuf>,
    /// Seal the PDF with a password, asked for and not shown
    #[arg(long, conflicts_with = "generate_password")]
    ask_password: bool,
    /// Seal each PDF with a new password of its own, shown once
    #[arg(long)]
    generate_password: bool,
    /// Why it is issued, for the register
    #[arg(long, value_name = "WORDS")]
    why: Option<String>,
}

/// List the copies that went out.
#[derive(Debug, Args)]
#[command(after_long_help = "Example:\n  convenor paper register MARAC-2026-11-26")]
pub struct Registered {
    /// Reference of the meeting or the case
    reference: String,
}

impl Paper {
    /// Carries it out.
    pub fn run(self, globals: &Globals, out: &mut Out) -> Result<(), Failure> {
        match self {
            Self::List => show::list(out),
            Self::Show(asked) => {
                let session = Session::open(globals)?;
                let wanted = asked.about.wanted(&session)?;
                let Some(first) = wanted.into_iter().next() else { return Err(nobody()) };
                match session.look(&Ask::Preview(Box::new(first)))? {
                    Answer::Preview(preview) => show::preview(&preview, asked.text, out),
                    _ => Err(Failure::unanswered()),
                }
            }
            Self::Write(asked) => asked.run(globals, out),
            Self::Register(asked) => {
                let session = Session::open(globals)?;
                let subject = wanted::subject(&session, &asked.reference)?;
                match session.look(&Ask::Papers(subject))? {
                    Answer::Papers(story) => show::register(&story, out),
                    _ => Err(Failure::unanswered()),
                }
            }
            Self::Correct(asked) => {
                let mut session = Session::open(globals)?;
                let subject = wanted::subject(&session, &asked.reference)?;
                let options = asked.how.options(Format::Pdf, globals)?;
                let now = session.now();
                let reply = correct(session.service()?, now, &subject, &options, &asked.folder)?;
                out.reply(&reply)
            }
        }
    }
}

fn nobody() -> Failure {
    Failure::Refused("no agency is concerned: there is nothing to write".to_owned())
}

impl Writing {
    fn run(self, globals: &Globals, out: &mut Out) -> Result<(), Failure> {
        let mut session = Session::open(globals)?;
        let mut wanted = self.about.wanted(&session)?;
        let shape = wanted.first().and_then(|first| first.kind.shape()).ok_or_else(nobody)?;
        let usual = shape.formats.first().copied().unwrap_or(Format::Pdf);
        let format = match &self.format {
            None => usual,
            Some(typed) => Format::parse(typed).ok_or_else(|| {
                let known: Vec<&str> = shape.formats.iter().map(|format| format.word()).collect();
                Failure::Usage(format!(
                    "{typed} is no format; the {} is written as {}",
                    shape.kind,
                    known.join(", ")
                ))
            })?,
        };
        if shape.to == For::EachAgency && self.about.is_for_nobody() {
            wanted = each(&session, wanted)?;
        }
        let options = self.how.options(format, globals)?;
        let now = session.now();
        let reply = match (&self.file, &self.folder, wanted.as_slice()) {
            (Some(file), _, [one]) => write(session.service()?, now, one, &options, file)?,
            (Some(_), _, many) => {
                return Err(Failure::Usage(format!(
                    "there are {} copies to write: name a --folder instead of a --file, or one agency with --to",
                    many.len()
                )));
            }
            (None, Some(folder), [one]) => {
                let name = file_name(&session.rows(), one, format)?;
                std::fs::create_dir_all(folder).map_err(|error| {
                    Failure::Refused(format!("{} could not be made: {error}", folder.display()))
                })?;
                write(session.service()?, now, one, &options, &folder.join(name))?
            }
            (None, Some(folder), many) => write_all(session.service()?, now, many, &options, folder)?,
            (None, None, _) => return Err(Failure::Usage("name a --file or a --folder".to_owned())),
        };
        out.reply(&reply)
    }
}

/// One copy for every agency concerned.
fn each(session: &Session, wanted: Vec<Wanted>) -> Result<Vec<Wanted>, Failure> {
    let Some(first) = wanted.into_iter().next() else { return Err(nobody()) };
    let agencies = recipients(&session.looking(), first.kind, &first.subject)?;
    if agencies.is_empty() {
        return Err(nobody());
    }
    let copy = |(key, name): (String, String)| Wanted {
        edition: Edition::Agency(key),
        recipient: name,
        ..first.clone()
    };
    Ok(agencies.into_iter().map(copy).collect())
}

impl How {
    /// The options; a password is read here, a new one is made for each copy when it is written.
    fn options(&self, format: Format, globals: &Globals) -> Result<Options, Failure> {
        let password = if let Some(file) = &self.password_file {
            Some(Passphrase::new(globals.passphrase_of_another(Some(file))?))
        } else if self.ask_password {
            Some(Passphrase::new(asked()?))
        } else {
            None
        };
        let why = self.why.as_deref().map(private);
        Ok(Options {
            format,
            large_print: self.large_print,
            password,
            new_password: self.generate_password,
            why,
        })
    }
}

/// A password typed twice, not shown.
fn asked() -> Result<Zeroizing<String>, Failure> {
    let ask = |prompt: &str| {
        rpassword::prompt_password(prompt)
            .map(Zeroizing::new)
            .map_err(|error| Failure::Refused(format!("no password could be read: {error}")))
    };
    let first = ask("Password of the file: ")?;
    if first.is_empty() {
        return Err(Failure::Refused("an empty password seals nothing".to_owned()));
    }
    if ask("The same again: ")? != first {
        return Err(Failure::Refused("the two passwords differ; nothing was written".to_owned()));
    }
    Ok(first)
}

/// Every kind by the word that names it on the command line.
fn known() -> String {
    let words: Vec<String> =
        SHAPES.iter().map(|shape| shape.kind.word().replace(' ', "-").replace('\'', "")).collect();
    words.join(", ")
}
