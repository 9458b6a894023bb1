//! `convenor minutes`: papers issued, what is said of a draft, approval by silence, and a file looked up again.

mod show;

use std::path::PathBuf;

use clap::{Args, Subcommand};
use serde_json::json;

use crate::cli::Globals;
use crate::cli::failure::Failure;
use crate::cli::find;
use crate::cli::out::Out;
use crate::cli::session::{Session, private};
use crate::domain::id::Id;
use crate::domain::paper::{Edition, PaperKind, Subject, Wanted};
use crate::domain::request::{AddAddendum, AddComment, AnswerComment, DeemApproved, Request};
use crate::domain::rows::meeting::Meeting;
use crate::domain::text::clean;
use crate::service::ask::{Answer, Ask, MinutesStory};
use crate::service::papers::{Options, Verdict, sheets, verify, write};

/// Minutes.
#[derive(Debug, Subcommand)]
pub enum Minutes {
    /// Write the minutes of a meeting as PDF and register the copy; a draft until they are approved
    Export(Export),
    /// Write the action sheets of a meeting, one for each agency; they need not wait for approval
    Sheets(Sheets),
    /// Show what is missing, what was said of the draft, what went out and by when
    Show(Showing),
    /// Keep what somebody said of the draft
    Comment(Commenting),
    /// Say what became of a comment
    Answer(Answering),
    /// Approve by silence, where the area's settings give it a meaning and the time has passed
    Deem(Showing),
    /// Say whether a file is a copy issued from this record
    Verify(Verifying),
    /// Add a dated addendum to approved minutes
    Addendum(Addendum),
}

/// Write the minutes of a meeting as PDF and register the copy.
///
/// Until the minutes are approved they are marked DRAFT. The file is in clear: keep it as your protocol says.
#[derive(Debug, Args)]
#[command(
    after_long_help = "Example:\n  convenor minutes export MARAC-2026-11-26 --out minutes.pdf --to Housing"
)]
pub struct Export {
    /// Reference of the meeting
    meeting: String,
    /// The file to write; no person's name belongs in it
    #[arg(long, value_name = "FILE")]
    out: PathBuf,
    /// Agency the copy is for, which then holds what that agency may see; or a post, which gets it in full
    #[arg(long, value_name = "RECIPIENT")]
    to: Option<String>,
}

/// Write the action sheets of a meeting, one for each agency that took an action on.
///
/// They may go out the same afternoon. Each copy is registered; the files are in clear.
#[derive(Debug, Args)]
#[command(after_long_help = "Example:\n  convenor minutes sheets MARAC-2026-11-26 --out sheets --to Housing")]
pub struct Sheets {
    /// Reference of the meeting
    meeting: String,
    /// The folder to write them into
    #[arg(long, value_name = "FOLDER")]
    out: PathBuf,
    /// Only for this agency; may be given several times
    #[arg(long, value_name = "AGENCY")]
    to: Vec<String>,
}

/// A meeting's minutes.
#[derive(Debug, Args)]
pub struct Showing {
    /// Reference of the meeting
    meeting: String,
}

/// Keep what somebody said of the draft, by e-mail or otherwise.
#[derive(Debug, Args)]
#[command(after_long_help = "\
Example:
  convenor minutes comment MARAC-2026-11-26 --from Probation --case LAN-26-0143 \"licence ends in May, not March\"")]
pub struct Commenting {
    /// Reference of the meeting
    meeting: String,
    /// Who said it: an agency or a post
    #[arg(long, value_name = "WHO")]
    from: String,
    /// Reference of the case it is about, if one
    #[arg(long, value_name = "REF")]
    case: Option<String>,
    /// The day it came [default: today]
    #[arg(long, value_name = "DATE")]
    on: Option<String>,
    /// What was said
    text: String,
}

/// Say what became of a comment: what was changed, or why nothing was.
#[derive(Debug, Args)]
#[command(after_long_help = "\
Example:
  convenor minutes answer MARAC-2026-11-26 1 \"put right in the information of Probation\"")]
pub struct Answering {
    /// Reference of the meeting
    meeting: String,
    /// Number of the comment, as `minutes show` counts them
    number: usize,
    /// What became of it
    text: String,
}

/// Say whether a file is a copy issued from this record: ours, an older edition, altered, or not ours.
///
/// Exits 1 unless it is a copy as issued.
#[derive(Debug, Args)]
#[command(after_long_help = "Example:\n  convenor minutes verify minutes.pdf")]
pub struct Verifying {
    /// The file
    file: PathBuf,
}

/// Add a dated addendum to approved minutes: how a correction is made after approval.
#[derive(Debug, Args)]
#[command(after_long_help = "\
Example:
  convenor minutes addendum MARAC-2026-11-26 --case LAN-26-0143 \"the bail date read 2 December; it is 3 December\"")]
pub struct Addendum {
    /// Reference of the meeting
    meeting: String,
    /// Reference of the case it is about, if one
    #[arg(long, value_name = "REF")]
    case: Option<String>,
    /// The addendum in words
    text: String,
}

impl Minutes {
    /// Carries it out.
    pub fn run(self, globals: &Globals, out: &mut Out) -> Result<(), Failure> {
        let mut session = Session::open(globals)?;
        match self {
            Self::Export(asked) => {
                let meeting = find::meeting(&session, &asked.meeting)?.id;
                let wanted = wanted(&session, meeting, asked.to.as_deref());
                let now = session.now();
                let reply = write(session.service()?, now, &wanted, &Options::pdf(), &asked.out)?;
                out.reply(&reply)
            }
            Self::Sheets(asked) => {
                let meeting = find::meeting(&session, &asked.meeting)?.id;
                let to =
                    asked.to.iter().map(|typed| recipient(&session, typed)).collect::<Result<Vec<_>, _>>()?;
                let now = session.now();
                let reply = sheets(session.service()?, now, meeting, &asked.out, &to)?;
                out.reply(&reply)
            }
            Self::Show(asked) => {
                let meeting = find::meeting(&session, &asked.meeting)?.id;
                show::told(&story(&session, meeting)?, out)
            }
            Self::Comment(asked) => {
                let case = asked.case.map(|case| find::case(&session, &case)).transpose()?;
                let reply = session.execute(Request::AddComment(AddComment {
                    meeting: find::meeting(&session, &asked.meeting)?.id,
                    case: case.map(|case| case.id),
                    from: private(&asked.from),
                    words: private(&asked.text),
                    on: asked.on.map(|on| find::day(&session, &on)).transpose()?,
                }))?;
                out.reply(&reply)
            }
            Self::Answer(asked) => {
                let meeting = find::meeting(&session, &asked.meeting)?.id;
                let comments = story(&session, meeting)?.comments;
                let at = asked.number.checked_sub(1).and_then(|at| comments.get(at));
                let comment = at.ok_or_else(|| {
                    Failure::Refused(format!("there is no comment {} on {}", asked.number, asked.meeting))
                })?;
                let answer = AnswerComment { comment: comment.id, answer: private(&asked.text) };
                let reply = session.execute(Request::AnswerComment(answer))?;
                out.reply(&reply)
            }
            Self::Deem(asked) => {
                let meeting = find::meeting(&session, &asked.meeting)?.id;
                let reply = session.execute(Request::DeemApproved(DeemApproved { meeting }))?;
                out.reply(&reply)
            }
            Self::Addendum(asked) => {
                let case = asked.case.map(|case| find::case(&session, &case)).transpose()?;
                let reply = session.execute(Request::AddAddendum(AddAddendum {
                    meeting: find::meeting(&session, &asked.meeting)?.id,
                    case: case.map(|case| case.id),
                    words: private(&asked.text),
                }))?;
                out.reply(&reply)
            }
            Self::Verify(asked) => {
                let verdict = verify(&session.looking(), &asked.file)?;
                told(&verdict, out)
            }
        }
    }
}

/// The minutes for a recipient: what an agency may see when it is one, in full for anybody else.
fn wanted(session: &Session, meeting: Id<Meeting>, to: Option<&str>) -> Wanted {
    let whole = Wanted::of(PaperKind::Minutes, Subject::Meeting(meeting));
    let Some(to) = to else { return whole };
    match find::agency(session, to) {
        Ok(key) => Wanted {
            recipient: session.area().agency_said(&key).to_owned(),
            edition: Edition::Agency(key),
            ..whole
        },
        Err(_) => Wanted { recipient: clean(to), ..whole },
    }
}

/// The name papers give an agency, by anything it is called.
fn recipient(session: &Session, typed: &str) -> Result<String, Failure> {
    let key = find::agency(session, typed)?;
    Ok(session.area().agency_said(&key).to_owned())
}

fn story(session: &Session, meeting: Id<Meeting>) -> Result<MinutesStory, Failure> {
    match session.look(&Ask::Minutes(meeting))? {
        Answer::Minutes(story) => Ok(*story),
        _ => Err(Failure::unanswered()),
    }
}

fn told(verdict: &Verdict, out: &mut Out) -> Result<(), Failure> {
    if out.wants_json() {
        let word = match verdict {
            Verdict::Ours(_) => "ours",
            Verdict::Older(_) => "older",
            Verdict::Altered(_) => "altered",
            Verdict::NotOurs(_) => "not-ours",
        };
        out.json(json!({ "verdict": word, "words": verdict.words() }))?;
    } else {
        out.line(verdict.words())?;
    }
    if verdict.is_ours() {
        return Ok(());
    }
    out.finish()?;
    Err(Failure::Refused("this is not a copy as it was issued".to_owned()))
}
