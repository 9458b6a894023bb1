//! `convenor case happening`: dates that actions and risk hang on.

use clap::{Args, Subcommand};

use crate::cli::failure::Failure;
use crate::cli::find;
use crate::cli::session::{Session, private};
use crate::domain::request::{AddHappening, ChangeHappening, EndHappening, HappeningMore, Request};
use crate::domain::rows::case::{Happening, HappeningEnd, HappeningKind};
use crate::domain::text::clean;

/// Dates that something hangs on.
#[derive(Debug, Subcommand)]
pub enum Happenings {
    /// Add a release, hearing, order or other date; what is due before it moves with it
    Add(Adding),
    /// Correct a date, by its number in `case show`; what is due before it moves with it
    Change(Changing),
    /// Say that a date will not come; what hung on it keeps its day, and that is said
    Cancel(Ending),
    /// Say that a date has come and gone
    Over(Ending),
    /// Await a date again that was cancelled or over
    Again(Ending),
}

/// What is said of a date.
#[derive(Debug, Args)]
pub struct Told {
    /// In words: conditions, from where, what for
    #[arg(long)]
    words: Option<String>,
    /// Agency that said so
    #[arg(long)]
    source: Option<String>,
    /// Day on which it said so
    #[arg(long, value_name = "DATE")]
    said: Option<String>,
    /// Time of day
    #[arg(long)]
    time: Option<String>,
    /// Which order or court, in short
    #[arg(long)]
    which: Option<String>,
}

/// Add a date.
#[derive(Debug, Args)]
#[command(after_long_help = "\
Examples:
  convenor case happening add LAN-26-0143 release 27/11/2026 --words \"HMP Preston\" --source probation
  convenor case happening add LAN-26-0143 order-ends 2/12/2026 --which non-molestation --source police")]
pub struct Adding {
    /// Reference of the case
    case: String,
    /// release, custody-begins, court, specialist-court, bail-ends, bail-conditions, order-begins, order-ends,
    /// licence-ends, birth, move or other-date
    #[arg(value_parser = kind)]
    kind: HappeningKind,
    /// When
    date: String,
    #[command(flatten)]
    told: Told,
}

/// Correct a date.
#[derive(Debug, Args)]
#[command(after_long_help = "Example:\n  convenor case happening change LAN-26-0143 1 --date 4/12/2026")]
pub struct Changing {
    /// Reference of the case
    case: String,
    /// Number of the date in `case show`
    number: usize,
    /// When it is now
    #[arg(long, value_name = "DATE")]
    date: Option<String>,
    #[command(flatten)]
    told: Told,
}

/// End a date.
#[derive(Debug, Args)]
pub struct Ending {
    /// Reference of the case
    case: String,
    /// Number of the date in `case show`
    number: usize,
    /// Why, or how it went
    #[arg(long)]
    why: Option<String>,
}

fn kind(typed: &str) -> Result<HappeningKind, String> {
    let known: Vec<String> = HappeningKind::ALL.iter().map(|kind| kind.word().replace(' ', "-")).collect();
    HappeningKind::parse(typed).ok_or_else(|| format!("one of {}", known.join(", ")))
}

impl Happenings {
    /// The request it stands for.
    pub fn request(self, session: &Session) -> Result<Request, Failure> {
        Ok(match self {
            Self::Add(adding) => {
                let case = find::case(session, &adding.case)?.id;
                let on = find::day(session, &adding.date)?;
                let more = adding.told.more(session, None)?;
                let source = adding.told.source(session)?;
                let words = adding.told.words.as_deref().map(private).unwrap_or_default();
                Request::AddHappening(AddHappening { case, kind: adding.kind, on, words, source, more })
            }
            Self::Change(changing) => {
                let was = numbered(session, &changing.case, changing.number)?;
                let on = changing.date.as_deref().map(|day| find::day(session, day)).transpose()?;
                let more = changing.told.more(session, Some(&was))?;
                let source = changing.told.source(session)?;
                Request::ChangeHappening(ChangeHappening {
                    happening: was.id,
                    on: on.unwrap_or(was.on),
                    words: changing.told.words.as_deref().map_or(was.words, private),
                    source: source.or(was.source),
                    more,
                })
            }
            Self::Cancel(ending) => ending.request(session, Some(HappeningEnd::Cancelled))?,
            Self::Over(ending) => ending.request(session, Some(HappeningEnd::Over))?,
            Self::Again(ending) => ending.request(session, None)?,
        })
    }
}

impl Told {
    fn source(&self, session: &Session) -> Result<Option<String>, Failure> {
        self.source.as_deref().map(|agency| find::agency(session, agency)).transpose()
    }

    /// What is said, and where nothing is, what was.
    fn more(&self, session: &Session, was: Option<&Happening>) -> Result<HappeningMore, Failure> {
        let time = self.time.as_deref().map(find::time).transpose()?;
        let said = self.said.as_deref().map(|day| find::day(session, day)).transpose()?;
        Ok(HappeningMore {
            time: time.or(was.and_then(|was| was.time)),
            which: self.which.as_deref().map(clean).or_else(|| was.and_then(|was| was.which.clone())),
            said_on: said.or(was.and_then(|was| was.said_on)),
        })
    }
}

impl Ending {
    fn request(self, session: &Session, ended: Option<HappeningEnd>) -> Result<Request, Failure> {
        let happening = numbered(session, &self.case, self.number)?.id;
        let why = self.why.as_deref().map(private);
        Ok(Request::EndHappening(EndHappening { happening, ended, why }))
    }
}

/// A date by its number in `case show`.
fn numbered(session: &Session, case: &str, number: usize) -> Result<Happening, Failure> {
    let case = find::case(session, case)?;
    let mut dates = session.rows().find::<Happening>("case", &case.id)?;
    dates.sort_by_key(|row| (row.on, row.time, row.id));
    let count = dates.len();
    number
        .checked_sub(1)
        .and_then(|at| dates.into_iter().nth(at))
        .ok_or_else(|| Failure::Refused(format!("{} has {count} dates", case.reference)))
}
