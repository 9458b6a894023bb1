//! `convenor subject nominate`, `assert` and `tell`.

use clap::Args;

use crate::cli::failure::Failure;
use crate::cli::find;
use crate::cli::session::{Session, private};
use crate::domain::calendar::{Expect, read_date};
use crate::domain::nomination::{SubjectForm, Telling};
use crate::domain::people::{Gender, PersonSketch};
use crate::domain::private::Private;
use crate::domain::request::{Assert, Door, Request, TakeSubject};
use crate::domain::rows::subject::{Claim, Ground};
use crate::domain::text::clean;

/// Put somebody forward. Whoever is a subject already, by reference or surely by name and date of birth, gets no second
/// case. The nomination is checked against this month's ranked list.
#[derive(Debug, Args)]
#[command(
    after_long_help = "Example:\n  convenor subject nominate --forename Dean --surname Kershaw --born 1989-05-01 --agency probation --why \"two partners since spring\" --criterion serial=yes,2 --criterion \"high-harm=no\" --serial \"two victims in our files\""
)]
pub struct Nominate {
    /// First name
    #[arg(long, default_value = "")]
    forename: String,
    /// Family name
    #[arg(long, default_value = "")]
    surname: String,
    /// Another name; may be given again
    #[arg(long = "alias", value_name = "NAME")]
    aliases: Vec<String>,
    /// Date of birth
    #[arg(long, value_name = "DATE")]
    born: Option<String>,
    /// Gender: female, male or other
    #[arg(long, value_parser = gender)]
    gender: Option<Gender>,
    /// Address
    #[arg(long)]
    address: Option<String>,
    /// The police's reference of the person
    #[arg(long, default_value = "")]
    nominal: String,
    /// Agency that nominates
    #[arg(long)]
    agency: String,
    /// Why
    #[arg(long, value_name = "WORDS", default_value = "")]
    why: String,
    /// A criterion of the forum, as KEY=yes or KEY=no, then its figure and its reason after commas; may be given again
    #[arg(long = "criterion", value_name = "KEY=ANSWER", value_parser = criterion)]
    criteria: Vec<Ground>,
    /// The agency asserts that the person is a serial perpetrator, on this basis
    #[arg(long, value_name = "BASIS")]
    serial: Option<String>,
    /// The agency asserts that the person is a repeat perpetrator, on this basis
    #[arg(long, value_name = "BASIS")]
    repeat: Option<String>,
    #[command(flatten)]
    telling: Telled,
    /// Forum; the area's first whose cases are subjects unless given
    #[arg(long, value_name = "FORUM", default_value = "", hide_default_value = true)]
    forum: String,
}

/// Whether the subject has been told.
#[derive(Debug, Args)]
struct Telled {
    /// The person was told, on this day
    #[arg(long, value_name = "DATE", conflicts_with = "not_told")]
    told: Option<String>,
    /// It was decided not to tell the person, on this day
    #[arg(long, value_name = "DATE")]
    not_told: Option<String>,
    /// Agency that told them or decided; the nominating one unless given
    #[arg(long, value_name = "AGENCY")]
    told_by: Option<String>,
    /// How: visit, letter, interview
    #[arg(long, value_name = "WORDS")]
    method: Option<String>,
    /// Day the victim's worker looked at it first
    #[arg(long, value_name = "DATE")]
    checked: Option<String>,
    /// Agency of the victim's worker
    #[arg(long, value_name = "AGENCY", default_value = "idva")]
    checked_by: String,
    /// Why the chair goes ahead without that
    #[arg(long = "override", value_name = "REASON")]
    overridden: Option<String>,
}

/// Keep what an agency asserts of a subject. It stands beside what the definitions conclude and is never part of a
/// score.
#[derive(Debug, Args)]
#[command(
    after_long_help = "Example:\n  convenor subject assert LAN-26-0151 serial \"three partners in our files\" --agency probation --definition northumbria"
)]
pub struct Assertion {
    /// Reference of the case
    case: String,
    /// What: serial, repeat, not-serial or not-repeat
    #[arg(value_parser = claim)]
    claim: Claim,
    /// On what basis
    basis: String,
    /// Agency that asserts it
    #[arg(long)]
    agency: String,
    /// Definition it goes by, by its key
    #[arg(long, value_name = "KEY")]
    definition: Option<String>,
    /// When; today unless told
    #[arg(long, value_name = "DATE")]
    date: Option<String>,
}

/// Keep whether a subject has been told, and that the victim's worker looked at it first.
#[derive(Debug, Args)]
#[command(
    after_long_help = "Example:\n  convenor subject tell LAN-26-0151 --told 2026-11-24 --told-by police --method visit --checked 2026-11-23"
)]
pub struct Tell {
    /// Reference of the case
    case: String,
    #[command(flatten)]
    telling: Telled,
}

fn gender(typed: &str) -> Result<Gender, String> {
    match typed.to_lowercase().as_str() {
        "female" | "f" => Ok(Gender::Female),
        "male" | "m" => Ok(Gender::Male),
        "other" => Ok(Gender::Another),
        _ => Err("one of female, male, other".to_owned()),
    }
}

fn claim(typed: &str) -> Result<Claim, String> {
    Claim::parse(typed).ok_or_else(|| "one of serial, repeat, not-serial, not-repeat".to_owned())
}

/// `serial=yes,2`, `high-harm=yes,strangulation`, `score=yes,83,second on the list`.
fn criterion(typed: &str) -> Result<Ground, String> {
    let (key, answer) = typed.split_once('=').ok_or("write it as KEY=yes or KEY=no")?;
    let mut parts = answer.split(',').map(str::trim);
    let met = match parts.next().map(str::to_lowercase).as_deref() {
        Some("yes" | "y") => Some(true),
        Some("no" | "n") => Some(false),
        Some("unknown" | "?") => None,
        _ => return Err("a criterion is answered by yes, no or unknown".to_owned()),
    };
    let mut rest: Vec<&str> = parts.collect();
    let figure = rest.first().and_then(|first| first.parse().ok());
    if figure.is_some() {
        rest.remove(0);
    }
    let reason = rest.join(", ");
    let reason = Some(reason).filter(|reason| !reason.is_empty()).map(|reason| private(&reason));
    Ok(Ground { key: key.trim().to_lowercase(), met, figure, reason })
}

impl Telled {
    fn telling(self, session: &Session, agency: Option<&str>) -> Result<Option<Telling>, Failure> {
        let (told, day) = match (&self.told, &self.not_told) {
            (Some(day), _) => (true, day),
            (None, Some(day)) => (false, day),
            (None, None) => return Ok(None),
        };
        let by = match (&self.told_by, agency) {
            (Some(by), _) => find::agency(session, by)?,
            (None, Some(agency)) => agency.to_owned(),
            (None, None) => return Err(Failure::Usage("say which agency with --told-by".to_owned())),
        };
        let checked = self.checked.as_deref().map(|day| find::day(session, day)).transpose()?;
        let checked_by = find::agency(session, &self.checked_by)?;
        Ok(Some(Telling {
            told,
            on: Some(find::day(session, day)?),
            by,
            method: self.method.as_deref().map(private),
            checked: checked.map(|day| (day, checked_by)),
            overridden: self.overridden.as_deref().map(private),
        }))
    }
}

impl Nominate {
    /// The request it stands for.
    pub fn request(self, session: &Session) -> Result<Request, Failure> {
        let today = session.now().today();
        let born = self.born.as_deref().map(|typed| {
            read_date(typed, Expect::Birth, today).map_err(|error| Failure::Usage(format!("--born: {error}")))
        });
        let agency = find::agency(session, &self.agency)?;
        let telling = self.telling.telling(session, Some(&agency))?;
        let claims = [(Claim::Serial, self.serial), (Claim::Repeat, self.repeat)];
        let claims = claims.into_iter().filter_map(|(claim, basis)| Some((claim, private(&basis?))));
        let person = PersonSketch {
            forename: private(&self.forename),
            surname: private(&self.surname),
            aliases: self.aliases.iter().map(|alias| private(alias)).collect(),
            born: born.transpose()?,
            gender: self.gender,
            addresses: self.address.iter().map(|address| private(address)).collect::<Vec<Private>>(),
            ..PersonSketch::default()
        };
        let form = SubjectForm {
            nominal: clean(&self.nominal),
            person,
            source: "partner nomination".to_owned(),
            nominated_by: agency,
            why: private(&self.why),
            grounds: self.criteria,
            claims: claims.collect(),
            telling,
            ..SubjectForm::default()
        };
        Ok(Request::TakeSubject(Box::new(TakeSubject { forum: self.forum, door: Door::Nomination, form })))
    }
}

impl Assertion {
    /// The request it stands for.
    pub fn request(self, session: &Session) -> Result<Request, Failure> {
        Ok(Request::Assert(Assert {
            case: find::case(session, &self.case)?.id,
            claim: self.claim,
            definition: self.definition,
            agency: find::agency(session, &self.agency)?,
            on: self.date.map(|day| find::day(session, &day)).transpose()?,
            basis: private(&self.basis),
        }))
    }
}

impl Tell {
    /// The request it stands for.
    pub fn request(self, session: &Session) -> Result<Request, Failure> {
        let case = find::case(session, &self.case)?.id;
        let telling = self.telling.telling(session, None)?;
        let telling =
            telling.ok_or_else(|| Failure::Usage("say --told DATE or --not-told DATE".to_owned()))?;
        Ok(Request::Tell(crate::domain::request::Tell { case, telling }))
    }
}
