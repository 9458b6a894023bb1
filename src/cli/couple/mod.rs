//! `convenor couple`: two people of one case, each kept apart.

mod show;

use clap::{Args, Subcommand};
use jiff::civil::Date;

use super::Globals;
use super::failure::Failure;
use super::find;
use super::out::Out;
use super::session::{Session, private};
use crate::domain::id::Id;
use crate::domain::people::PersonSketch;
use crate::domain::request::{
    Allocate, CoupleChange, GiveConsent, Judge, Measure, NeedChange, Pass, ReferCouple, Request,
};
use crate::domain::rows::case::PartyRole;
use crate::domain::rows::couple::{ConsentWord, Direction, TeamRole};
use crate::domain::rows::person::Person;
use crate::domain::text::clean;
use crate::service::ask::{Answer, Ask, CoupleStory, PersonSection};

/// Two people of one case, each kept apart.
#[derive(Debug, Subcommand)]
pub enum Couple {
    /// Take a couple in; what speaks against it is said
    Refer(Referring),
    /// Show a case, each person apart; that you looked is logged
    Show(One),
    /// Keep a need of one person, or say that one is met
    Need(Needing),
    /// Keep one person's answer to the question of consent
    Consent(Consenting),
    /// Name the navigator of one person
    Navigator(Naming),
    /// Name the coordinator of the case
    Coordinator(Naming),
    /// Keep how ready one person is
    Readiness(Measuring),
    /// Keep a step on another of the forum's scales
    Outcome(Measuring),
    /// Refer or nominate to a forum for a higher risk; the case leaves this one
    StepUp(Passing),
    /// Leave the forum for less, with the reason
    StepDown(Passing),
}

/// Take a couple in.
#[derive(Debug, Args)]
#[command(after_long_help = "\
Examples:
  convenor couple refer --victim \"Jane Ashworth\" --perpetrator \"Liam Ashworth\" --relationship husband \\
    --agency housing --reason \"drink, debt, neither wants to part\" --criterion \"continuing-relationship=live together\"
  convenor couple refer --from LAN-26-0143 --agency idva --reason \"below the threshold now\"")]
pub struct Referring {
    /// A case of another forum whose people these are
    #[arg(long, value_name = "REF")]
    from: Option<String>,
    /// The person harmed: first names and surname
    #[arg(long, value_name = "NAME", required_unless_present = "from")]
    victim: Option<String>,
    /// Date of birth of the person harmed
    #[arg(long, value_name = "DATE")]
    victim_born: Option<String>,
    /// The person causing harm: first names and surname
    #[arg(long, value_name = "NAME", required_unless_present = "from")]
    perpetrator: Option<String>,
    /// Date of birth of the person causing harm
    #[arg(long, value_name = "DATE")]
    perpetrator_born: Option<String>,
    /// What the one is to the other
    #[arg(long, value_name = "WORD", default_value = "")]
    relationship: String,
    /// Agency that refers
    #[arg(long)]
    agency: String,
    /// Why
    #[arg(long, value_name = "TEXT")]
    reason: String,
    /// A criterion that is met, with why
    #[arg(long = "criterion", value_name = "KEY=WHY", value_parser = criterion)]
    criteria: Vec<(String, String)>,
    /// Day it was received; today unless told
    #[arg(long, value_name = "DATE")]
    received: Option<String>,
    /// Forum, where the area has more than one for couples
    #[arg(long)]
    forum: Option<String>,
}

fn criterion(typed: &str) -> Result<(String, String), String> {
    let (key, why) = typed.split_once('=').unwrap_or((typed, ""));
    Ok((key.trim().to_lowercase(), clean(why)))
}

/// One case.
#[derive(Debug, Args)]
pub struct One {
    /// Reference of the case
    case: String,
    /// Only what is kept of this person: victim or perpetrator
    #[arg(long = "for", value_name = "WHO", value_parser = role)]
    of: Option<PartyRole>,
}

fn role(typed: &str) -> Result<PartyRole, String> {
    PartyRole::parse(typed).ok_or_else(|| "victim or perpetrator".to_owned())
}

/// Answer a criterion or a question of eligibility.
#[derive(Debug, Args)]
#[command(after_long_help = "\
Examples:
  convenor forum criterion LAN-26-0151 complex-needs yes --why \"alcohol; two programmes broken off\"
  convenor forum criterion LAN-26-0151 agree no")]
pub struct Answering {
    /// Reference of the case
    case: String,
    /// Key of the criterion, as `forum show` lists them
    key: String,
    /// yes or no
    #[arg(value_parser = yes_or_no, action = clap::ArgAction::Set)]
    answer: bool,
    /// Why
    #[arg(long, value_name = "TEXT")]
    why: Option<String>,
    /// The figure that belongs to it
    #[arg(long, value_name = "NUMBER")]
    figure: Option<u32>,
    #[command(flatten)]
    said: Said,
}

fn yes_or_no(typed: &str) -> Result<bool, String> {
    match typed.to_lowercase().as_str() {
        "yes" | "y" => Ok(true),
        "no" | "n" => Ok(false),
        _ => Err("yes or no".to_owned()),
    }
}

/// Who says so, and when.
#[derive(Debug, Args)]
pub struct Said {
    /// Agency that says so
    #[arg(long)]
    agency: Option<String>,
    /// The day; today unless told
    #[arg(long, value_name = "DATE")]
    on: Option<String>,
}

impl Said {
    fn read(&self, session: &Session) -> Result<(Option<String>, Date), Failure> {
        let agency = self.agency.as_deref().map(|agency| find::agency(session, agency)).transpose()?;
        Ok((agency, day(session, self.on.as_deref())?))
    }
}

/// Keep a need of one person, or say that one is met.
#[derive(Debug, Args)]
#[command(after_long_help = "\
Examples:
  convenor couple need LAN-26-0151 --for perpetrator alcohol \"drinks from noon since January\" --agency substance
  convenor couple need LAN-26-0151 --for perpetrator --met 1 \"sober eight weeks\"")]
pub struct Needing {
    /// Reference of the case
    case: String,
    /// Whose: victim or perpetrator
    #[arg(long = "for", value_name = "WHO", value_parser = role)]
    of: PartyRole,
    /// Kind of need and words; with --met, words alone
    #[arg(value_name = "KIND WORDS")]
    words: Vec<String>,
    /// Number of a need that is met, as `couple show` counts them
    #[arg(long, value_name = "NUMBER")]
    met: Option<usize>,
    #[command(flatten)]
    said: Said,
}

/// Keep one person's answer to the question of consent.
#[derive(Debug, Args)]
#[command(after_long_help = "\
Example:
  convenor couple consent LAN-26-0151 --for victim given --covers \"talking to housing and the school\"")]
pub struct Consenting {
    /// Reference of the case
    case: String,
    /// Whose: victim or perpetrator
    #[arg(long = "for", value_name = "WHO", value_parser = role)]
    of: PartyRole,
    /// given, refused or withdrawn
    #[arg(value_parser = answer)]
    answer: ConsentWord,
    /// What it covers
    #[arg(long, value_name = "TEXT", default_value = "")]
    covers: String,
    #[command(flatten)]
    said: Said,
}

fn answer(typed: &str) -> Result<ConsentWord, String> {
    ConsentWord::parse(typed).ok_or_else(|| "given, refused or withdrawn".to_owned())
}

/// Name who works with somebody.
#[derive(Debug, Args)]
pub struct Naming {
    /// Reference of the case
    case: String,
    /// The agency
    agency: String,
    /// With whom a navigator works: victim or perpetrator
    #[arg(long = "for", value_name = "WHO", value_parser = role)]
    of: Option<PartyRole>,
    /// The worker
    #[arg(long, value_name = "NAME")]
    worker: Option<String>,
    /// From this day; today unless told
    #[arg(long, value_name = "DATE")]
    on: Option<String>,
}

/// Keep a step on a scale.
#[derive(Debug, Args)]
#[command(after_long_help = "\
Examples:
  convenor couple readiness LAN-26-0151 --for perpetrator 3 --agency perp-service
  convenor couple outcome LAN-26-0151 --for victim --scale feels-safe \"most of the time\"")]
pub struct Measuring {
    /// Reference of the case
    case: String,
    /// The step: its number, or its words
    step: String,
    /// Whose: victim or perpetrator
    #[arg(long = "for", value_name = "WHO", value_parser = role)]
    of: PartyRole,
    /// Scale, as `forum show` lists them
    #[arg(long, value_name = "KEY")]
    scale: Option<String>,
    /// Why
    #[arg(long, value_name = "TEXT")]
    why: Option<String>,
    #[command(flatten)]
    said: Said,
}

/// Leave the forum.
#[derive(Debug, Args)]
#[command(after_long_help = "\
Examples:
  convenor couple step-up LAN-26-0151 --to MARAC --why \"threat with a knife on Sunday\"
  convenor couple step-down LAN-26-0151 --to \"universal services\" --why \"a year without an incident\"")]
pub struct Passing {
    /// Reference of the case
    case: String,
    /// Up: the forum. Down: what comes after, in words
    #[arg(long, value_name = "WHERE")]
    to: Option<String>,
    /// Why
    #[arg(long, value_name = "TEXT")]
    why: String,
    #[command(flatten)]
    said: Said,
}

/// The scale that `readiness` keeps.
const READINESS: &str = "readiness";

impl Couple {
    /// Carries it out.
    pub fn run(self, globals: &Globals, out: &mut Out) -> Result<(), Failure> {
        let mut session = Session::open(globals)?;
        let change = match self {
            Self::Show(one) => {
                let case = find::case(&session, &one.case)?;
                session.consulted(Some(case.id.uuid()), None)?;
                return show::show(&story(&session, &one.case)?, one.of, out);
            }
            Self::Refer(referring) => CoupleChange::Refer(Box::new(referring.asked(&session)?)),
            Self::Need(needing) => CoupleChange::Need(needing.asked(&session)?),
            Self::Consent(consenting) => CoupleChange::Consent(consenting.asked(&session)?),
            Self::Navigator(naming) => CoupleChange::Allocate(naming.asked(&session, TeamRole::Navigator)?),
            Self::Coordinator(naming) => {
                CoupleChange::Allocate(naming.asked(&session, TeamRole::Coordinator)?)
            }
            Self::Readiness(step) => CoupleChange::Measure(step.asked(&session, Some(READINESS))?),
            Self::Outcome(step) => CoupleChange::Measure(step.asked(&session, None)?),
            Self::StepUp(passing) => CoupleChange::Pass(passing.asked(&session, Direction::Up)?),
            Self::StepDown(passing) => CoupleChange::Pass(passing.asked(&session, Direction::Down)?),
        };
        let reply = session.execute(Request::Couple(Box::new(change)))?;
        out.reply(&reply)
    }
}

fn story(session: &Session, reference: &str) -> Result<CoupleStory, Failure> {
    match session.look(&Ask::Couple(find::case(session, reference)?.id))? {
        Answer::Couple(story) => Ok(*story),
        _ => Err(Failure::unanswered()),
    }
}

fn day(session: &Session, typed: Option<&str>) -> Result<Date, Failure> {
    typed.map_or_else(|| Ok(session.now().today()), |typed| find::day(session, typed))
}

/// The person on one side of a case.
fn section(story: &CoupleStory, of: PartyRole) -> Result<&PersonSection, Failure> {
    let mut sections = story.people.iter().filter(|section| section.role == of);
    sections.next().ok_or_else(|| Failure::Refused(format!("{} names no {of}", story.story.case.reference)))
}

fn person(session: &Session, case: &str, of: PartyRole) -> Result<Id<Person>, Failure> {
    section(&story(session, case)?, of).map(|section| section.person)
}

/// "Jane Mary Ashworth": the last word is the surname.
fn sketch(name: Option<&str>, born: Option<Date>) -> PersonSketch {
    let name = clean(name.unwrap_or_default());
    let (forename, surname) = name.trim().rsplit_once(' ').unwrap_or((name.trim(), ""));
    PersonSketch { forename: forename.into(), surname: surname.into(), born, ..PersonSketch::default() }
}

impl Referring {
    fn asked(&self, session: &Session) -> Result<ReferCouple, Failure> {
        let day = |typed: &Option<String>| typed.as_deref().map(|day| find::day(session, day)).transpose();
        let born = |typed: &Option<String>| typed.as_deref().map(|day| find::born(session, day)).transpose();
        Ok(ReferCouple {
            forum: self.forum.clone(),
            from: self.from.as_deref().map(|from| find::case(session, from)).transpose()?.map(|case| case.id),
            victim: sketch(self.victim.as_deref(), born(&self.victim_born)?),
            perpetrator: sketch(self.perpetrator.as_deref(), born(&self.perpetrator_born)?),
            relationship: clean(&self.relationship),
            agency: find::agency(session, &self.agency)?,
            received: day(&self.received)?,
            reason: private(&self.reason),
            criteria: self
                .criteria
                .iter()
                .map(|(key, why)| (key.clone(), (!why.is_empty()).then(|| private(why))))
                .collect(),
        })
    }
}

impl Answering {
    /// Keeps the answer.
    pub fn run(self, session: &mut Session, out: &mut Out) -> Result<(), Failure> {
        let change = CoupleChange::Judge(self.asked(session)?);
        let reply = session.execute(Request::Couple(Box::new(change)))?;
        out.reply(&reply)
    }

    fn asked(self, session: &Session) -> Result<Judge, Failure> {
        let (agency, on) = self.said.read(session)?;
        Ok(Judge {
            case: find::case(session, &self.case)?.id,
            key: self.key.to_lowercase(),
            met: self.answer,
            figure: self.figure,
            reason: self.why.as_deref().map(private),
            agency,
            on,
        })
    }
}

impl Needing {
    fn asked(&self, session: &Session) -> Result<NeedChange, Failure> {
        let story = story(session, &self.case)?;
        let section = section(&story, self.of)?;
        let (agency, on) = self.said.read(session)?;
        if let Some(number) = self.met {
            let open: Vec<_> = section.needs.iter().filter(|need| need.row.met.is_none()).collect();
            let need = number.checked_sub(1).and_then(|at| open.get(at));
            let need = need.ok_or_else(|| {
                Failure::Refused(format!("{} open needs are kept of the {}", open.len(), self.of))
            })?;
            let outcome = (!self.words.is_empty()).then(|| private(&self.words.join(" ")));
            return Ok(NeedChange::Met { need: need.row.id, on, outcome });
        }
        let [kind, rest @ ..] = self.words.as_slice() else {
            let known: Vec<&str> = story.needs.iter().map(|(key, _)| key.as_str()).collect();
            return Err(Failure::Usage(format!("say which need: one of {}", known.join(", "))));
        };
        Ok(NeedChange::Add {
            case: story.story.case.id,
            person: section.person,
            kind: kind.clone(),
            words: private(&rest.join(" ")),
            agency,
            on,
        })
    }
}

impl Consenting {
    fn asked(&self, session: &Session) -> Result<GiveConsent, Failure> {
        let (agency, on) = self.said.read(session)?;
        Ok(GiveConsent {
            case: find::case(session, &self.case)?.id,
            person: person(session, &self.case, self.of)?,
            answer: self.answer,
            covers: private(&self.covers),
            agency,
            on,
        })
    }
}

impl Naming {
    fn asked(&self, session: &Session, role: TeamRole) -> Result<Allocate, Failure> {
        // A navigator works with the person causing harm unless something else is said.
        let with = match role {
            TeamRole::Navigator => Some(self.of.unwrap_or(PartyRole::Perpetrator)),
            TeamRole::Coordinator => None,
        };
        Ok(Allocate {
            case: find::case(session, &self.case)?.id,
            role,
            agency: find::agency(session, &self.agency)?,
            worker: self.worker.as_deref().map(private),
            person: with.map(|of| person(session, &self.case, of)).transpose()?,
            on: day(session, self.on.as_deref())?,
        })
    }
}

impl Measuring {
    /// Keeps the step.
    pub fn run(self, session: &mut Session, out: &mut Out) -> Result<(), Failure> {
        let change = CoupleChange::Measure(self.asked(session, None)?);
        let reply = session.execute(Request::Couple(Box::new(change)))?;
        out.reply(&reply)
    }

    fn asked(&self, session: &Session, usual: Option<&str>) -> Result<Measure, Failure> {
        let (agency, on) = self.said.read(session)?;
        let story = story(session, &self.case)?;
        let scale = self.scale.as_deref().or(usual).ok_or_else(|| {
            let known: Vec<&str> = story.scales.iter().map(|(key, ..)| key.as_str()).collect();
            Failure::Usage(format!("say which --scale: one of {}", known.join(", ")))
        })?;
        Ok(Measure {
            case: story.story.case.id,
            person: section(&story, self.of)?.person,
            scale: scale.to_owned(),
            step: self.step.clone(),
            on,
            agency,
            words: self.why.as_deref().map(private),
        })
    }
}

impl Passing {
    fn asked(&self, session: &Session, direction: Direction) -> Result<Pass, Failure> {
        let (agency, on) = self.said.read(session)?;
        Ok(Pass {
            case: find::case(session, &self.case)?.id,
            direction,
            to: self.to.as_deref().map(clean),
            reason: private(&self.why),
            agency,
            on,
        })
    }
}
