//! What is added to a case by one line: children, an interpreter, contact details, whereabouts, views, first contact,
//! a conflict.

use clap::{ArgGroup, Args, Subcommand};

use crate::cli::failure::Failure;
use crate::cli::find;
use crate::cli::out::Out;
use crate::cli::session::{Session, private};
use crate::domain::calendar::show_numeric;
use crate::domain::id::Id;
use crate::domain::request::{
    AddChild, AddContact, AddFirstContact, AddViews, Declare, Request, Restrict, SetInterpreter,
    SetWhereabouts, StopContact,
};
use crate::domain::rows::case::{Party, PartyRole};
use crate::domain::rows::person::{Contact, ContactKind, Person};
use crate::domain::text::clean;
use crate::service::ask::{Answer, Ask};

/// Children of the household.
#[derive(Debug, Subcommand)]
pub enum Children {
    /// Add a child by name; `case amend` says the rest of them
    Add(AddingChild),
}

/// Add a child.
#[derive(Debug, Args)]
#[command(
    after_long_help = "Example:\n  convenor case child add LAN-26-0143 Robin --age 7 --school Larkhill"
)]
pub struct AddingChild {
    /// Reference of the case
    case: String,
    /// First name
    name: String,
    /// Age in whole years
    #[arg(long)]
    age: Option<u8>,
    /// School or nursery
    #[arg(long)]
    school: Option<String>,
}

/// Whose.
#[derive(Debug, Args)]
#[command(group = ArgGroup::new("whose").args(["victim", "perpetrator"]))]
pub struct Whose {
    /// The victim's; so unless told
    #[arg(long)]
    victim: bool,
    /// The perpetrator's
    #[arg(long)]
    perpetrator: bool,
}

/// Contact details of a party.
#[derive(Debug, Subcommand)]
pub enum Contacts {
    /// List contact details with their numbers; restricted ones by number only, unless asked for
    List(Listing),
    /// Add a telephone number, address or e-mail address
    Add(AddingContact),
    /// Keep one off every list, paper and export: a new or refuge address
    Restrict(Numbered),
    /// Let one be shown again
    Unrestrict(Numbered),
    /// Say that one is not to be used any more
    Stop(Numbered),
    /// Use one again
    Resume(Numbered),
}

/// List contact details.
#[derive(Debug, Args)]
pub struct Listing {
    /// Reference of the case
    case: String,
    /// Show restricted ones too
    #[arg(long)]
    restricted: bool,
    #[command(flatten)]
    whose: Whose,
}

/// Add a contact detail.
#[derive(Debug, Args)]
#[command(
    after_long_help = "Example:\n  convenor case contact add LAN-26-0143 telephone \"07700 900665\" --safe \"text first\""
)]
pub struct AddingContact {
    /// Reference of the case
    case: String,
    /// telephone, address or e-mail
    #[arg(value_parser = contact_kind)]
    kind: ContactKind,
    /// The number or address
    value: String,
    /// When and how it is safe to use
    #[arg(long)]
    safe: Option<String>,
    /// New, or a refuge: kept off every list, paper and export
    #[arg(long)]
    restricted: bool,
    #[command(flatten)]
    whose: Whose,
}

/// A contact detail by its number.
#[derive(Debug, Args)]
pub struct Numbered {
    /// Reference of the case
    case: String,
    /// Number of the detail in `case contact list`
    number: usize,
    #[command(flatten)]
    whose: Whose,
}

/// Say which language somebody needs an interpreter for.
#[derive(Debug, Args)]
#[command(
    after_long_help = "Examples:\n  convenor case interpreter LAN-26-0143 Polish\n  convenor case interpreter LAN-26-0143 none"
)]
pub struct Interpreting {
    /// Reference of the case
    case: String,
    /// The language, or none
    language: String,
    #[command(flatten)]
    whose: Whose,
}

/// Say where the perpetrator is now, with who said so and when.
#[derive(Debug, Args)]
#[command(
    after_long_help = "Examples:\n  convenor case whereabouts LAN-26-0143 \"remanded, HMP Preston\" --source police\n  convenor case whereabouts LAN-26-0143 \"\"\n\nEmpty words go by the dates of the case again."
)]
pub struct Whereabouts {
    /// Reference of the case
    case: String,
    /// In one line
    words: String,
    /// Agency that said so
    #[arg(long)]
    source: Option<String>,
    /// Day on which it was said; today unless told
    #[arg(long, value_name = "DATE")]
    date: Option<String>,
}

/// Keep the victim's views and wishes.
#[derive(Debug, Args)]
#[command(
    after_long_help = "Example:\n  convenor case views LAN-26-0143 \"wants to stay in the home\" --agency idva"
)]
pub struct Views {
    /// Reference of the case
    case: String,
    /// In her or his words
    words: String,
    /// Agency that heard them
    #[arg(long, default_value = "idva")]
    agency: String,
    /// Day on which they were given; today unless told
    #[arg(long, value_name = "DATE")]
    date: Option<String>,
}

/// Keep the first contact with the victim, or a try at it.
#[derive(Debug, Args)]
#[command(after_long_help = "\
Examples:
  convenor case contact-made LAN-26-0143 --agency idva --how telephone
  convenor case contact-made LAN-26-0143 --agency idva --how text --not-reached")]
pub struct Reaching {
    /// Reference of the case
    case: String,
    /// Agency that made it
    #[arg(long, default_value = "idva")]
    agency: String,
    /// How: telephone, visit, at a surgery ...
    #[arg(long)]
    how: String,
    /// The victim was not reached
    #[arg(long)]
    not_reached: bool,
    /// Day; today unless told
    #[arg(long, value_name = "DATE")]
    date: Option<String>,
    /// In words
    #[arg(long)]
    words: Option<String>,
}

/// Keep an agency out of a case in which it has a conflict.
#[derive(Debug, Args)]
#[command(
    after_long_help = "Example:\n  convenor case conflict LAN-26-0143 housing --why \"worker is related\" --alternate \"A. Smith\""
)]
pub struct Conflict {
    /// Reference of the case
    case: String,
    /// The agency kept out
    agency: String,
    /// Why
    #[arg(long)]
    why: String,
    /// Who stands in for it
    #[arg(long)]
    alternate: Option<String>,
    /// Reference of the meeting it is declared in
    #[arg(long)]
    meeting: Option<String>,
}

fn contact_kind(typed: &str) -> Result<ContactKind, String> {
    let known: Vec<&str> = ContactKind::ALL.iter().map(|kind| kind.word()).collect();
    ContactKind::parse(typed).ok_or_else(|| format!("one of {}", known.join(", ")))
}

impl Whose {
    fn person(&self, session: &Session, case: &str) -> Result<Id<Person>, Failure> {
        let case = find::case(session, case)?;
        let role = if self.perpetrator { PartyRole::Perpetrator } else { PartyRole::Victim };
        let mut parties = session.rows().find::<Party>("case", &case.id)?;
        parties.retain(|party| party.role == role);
        parties.sort_by_key(|party| party.id);
        let party =
            parties.first().ok_or_else(|| Failure::Refused(format!("{} names no {role}", case.reference)))?;
        Ok(party.person)
    }

    fn contacts(&self, session: &Session, case: &str) -> Result<Vec<Contact>, Failure> {
        let person = self.person(session, case)?;
        let Answer::Contacts(contacts) = session.look(&Ask::Contacts(person))? else {
            return Err(Failure::unanswered());
        };
        Ok(contacts)
    }
}

impl Children {
    /// The request it stands for.
    pub fn request(self, session: &Session) -> Result<Request, Failure> {
        let Self::Add(adding) = self;
        Ok(Request::AddChild(AddChild {
            case: find::case(session, &adding.case)?.id,
            name: private(&adding.name),
            age: adding.age,
            school: adding.school.as_deref().map(private),
        }))
    }
}

impl Contacts {
    /// Lists, or gives the request it stands for.
    pub fn request(self, session: &mut Session, out: &mut Out) -> Result<Option<Request>, Failure> {
        let (numbered, change): (Numbered, fn(&Contact, jiff::civil::Date) -> Request) = match self {
            Self::List(listing) => {
                let case = find::case(session, &listing.case)?;
                session.consulted(Some(case.id.uuid()), None)?;
                let contacts = listing.whose.contacts(session, &listing.case)?;
                list(&contacts, listing.restricted, out)?;
                return Ok(None);
            }
            Self::Add(adding) => {
                let person = adding.whose.person(session, &adding.case)?;
                return Ok(Some(Request::AddContact(AddContact {
                    person,
                    kind: adding.kind,
                    value: private(&adding.value),
                    safe: adding.safe.as_deref().map(private),
                    restricted: adding.restricted,
                })));
            }
            Self::Restrict(numbered) => {
                (numbered, |contact, _| Request::Restrict(Restrict { contact: contact.id, restricted: true }))
            }
            Self::Unrestrict(numbered) => (numbered, |contact, _| {
                Request::Restrict(Restrict { contact: contact.id, restricted: false })
            }),
            Self::Stop(numbered) => (numbered, |contact, today| {
                Request::StopContact(StopContact { contact: contact.id, from: Some(today) })
            }),
            Self::Resume(numbered) => {
                (numbered, |contact, _| Request::StopContact(StopContact { contact: contact.id, from: None }))
            }
        };
        let contacts = numbered.whose.contacts(session, &numbered.case)?;
        let contact = numbered.number.checked_sub(1).and_then(|at| contacts.get(at));
        let contact = contact.ok_or_else(|| {
            Failure::Refused(format!(
                "there are {} contact details; `case contact list` numbers them",
                contacts.len()
            ))
        })?;
        Ok(Some(change(contact, session.now().today())))
    }
}

fn list(contacts: &[Contact], restricted: bool, out: &mut Out) -> Result<(), Failure> {
    let rows: Vec<[String; 5]> = (1..)
        .zip(contacts)
        .map(|(number, contact): (usize, &Contact)| {
            let hidden = contact.restricted && !restricted;
            [
                number.to_string(),
                contact.kind.to_string(),
                if hidden {
                    "kept off lists and papers".to_owned()
                } else {
                    contact.value.reveal().to_owned()
                },
                contact.safe.as_ref().map(|safe| safe.reveal().to_owned()).unwrap_or_default(),
                match (contact.stopped, contact.restricted) {
                    (Some(from), _) => format!("not to be used since {}", show_numeric(from)),
                    (None, true) => "restricted".to_owned(),
                    (None, false) => String::new(),
                },
            ]
        })
        .collect();
    out.table(["NO", "KIND", "CONTACT", "SAFE", "STANDS"], &rows)
}

impl Interpreting {
    /// The request it stands for.
    pub fn request(self, session: &Session) -> Result<Request, Failure> {
        let person = self.whose.person(session, &self.case)?;
        let none = matches!(self.language.trim().to_lowercase().as_str(), "none" | "no" | "");
        let language = (!none).then(|| private(&self.language));
        Ok(Request::SetInterpreter(SetInterpreter { person, language }))
    }
}

impl Whereabouts {
    /// The request it stands for.
    pub fn request(self, session: &Session) -> Result<Request, Failure> {
        Ok(Request::SetWhereabouts(SetWhereabouts {
            case: find::case(session, &self.case)?.id,
            words: private(&self.words),
            on: self.date.as_deref().map(|day| find::day(session, day)).transpose()?,
            source: self.source.as_deref().map(|agency| find::agency(session, agency)).transpose()?,
        }))
    }
}

impl Views {
    /// The request it stands for.
    pub fn request(self, session: &Session) -> Result<Request, Failure> {
        let on = self.date.as_deref().map(|day| find::day(session, day)).transpose()?;
        Ok(Request::AddViews(AddViews {
            case: find::case(session, &self.case)?.id,
            on: on.unwrap_or(session.now().today()),
            agency: find::agency(session, &self.agency)?,
            words: private(&self.words),
        }))
    }
}

impl Reaching {
    /// The request it stands for.
    pub fn request(self, session: &Session) -> Result<Request, Failure> {
        let on = self.date.as_deref().map(|day| find::day(session, day)).transpose()?;
        Ok(Request::AddFirstContact(AddFirstContact {
            case: find::case(session, &self.case)?.id,
            on: on.unwrap_or(session.now().today()),
            agency: find::agency(session, &self.agency)?,
            how: clean(&self.how),
            reached: !self.not_reached,
            words: self.words.as_deref().map(private),
        }))
    }
}

impl Conflict {
    /// The request it stands for.
    pub fn request(self, session: &Session) -> Result<Request, Failure> {
        let meeting = self.meeting.as_deref().map(|meeting| find::meeting(session, meeting)).transpose()?;
        Ok(Request::Declare(Declare {
            case: find::case(session, &self.case)?.id,
            meeting: meeting.map(|meeting| meeting.id),
            agency: find::agency(session, &self.agency)?,
            alternate: self.alternate.as_deref().map(private),
            reason: private(&self.why),
        }))
    }
}
