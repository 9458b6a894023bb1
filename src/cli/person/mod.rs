//! `convenor person`: finding somebody, saying who is who, erasing somebody.

mod erase;
mod find;
mod matching;
mod show;

use clap::{Args, Subcommand};
use uuid::Uuid;

use super::Globals;
use super::failure::Failure;
use super::find::{case as find_case, day as find_day};
use super::out::Out;
use super::session::Session;
use crate::domain::id::Id;
use crate::domain::request::{FlagChange, Request};
use crate::domain::rows::case::{Party, PartyRole};
use crate::domain::rows::person::Person as PersonRow;
use crate::domain::shape::Stored;

/// Find a person, see who is who, erase one.
#[derive(Debug, Subcommand)]
pub enum Person {
    /// Find people by whatever is known of them, likest first, each with the reason
    Find(find::Find),
    /// Show one person: names, rows, cases on either side, what to check before contact
    Show(Named),
    /// List people who may be one, over the whole record
    Duplicates(find::Duplicates),
    /// Say that two people are one; it can be taken back
    Merge(matching::Merge),
    /// Take back that two people are one
    Unmerge(Named),
    /// Say that two people are not one: they are not suggested again
    Different(matching::Different),
    /// Say that a person has died: flags end, and no contact is offered
    Died(Dying),
    /// Erase a person, with every case they are a party to
    Erase(erase::Erasing),
}

/// Somebody, as people write it.
#[derive(Debug, Args)]
#[command(after_long_help = "\
Examples:
  convenor person show LAN-26-0143/victim
  convenor person show LAN-26-0143/perpetrator2
  convenor person show 9f2ab31c")]
pub struct Named {
    /// Case and side (LAN-26-0143/victim, LAN-26-0143/perpetrator), or the letters that `person find` prints
    #[arg(value_name = "PERSON")]
    person: String,
}

/// Say that a person has died.
#[derive(Debug, Args)]
#[command(after_long_help = "Example:\n  convenor person died LAN-26-0143/perpetrator --on 20/11/2026")]
pub struct Dying {
    #[command(flatten)]
    who: Named,
    /// The day; today unless told
    #[arg(long, value_name = "DATE", conflicts_with = "alive")]
    on: Option<String>,
    /// That was a mistake
    #[arg(long)]
    alive: bool,
}

impl Dying {
    fn run(self, globals: &Globals, out: &mut Out) -> Result<(), Failure> {
        let mut session = Session::open(globals)?;
        let person = somebody(&session, &self.who.person)?;
        let day = match self.on.as_deref() {
            Some(typed) => find_day(&session, typed)?,
            None => session.now().today(),
        };
        let on = (!self.alive).then_some(day);
        let reply = session.execute(Request::Flag(FlagChange::Died { person, on }))?;
        out.reply(&reply)
    }
}

impl Person {
    /// Does what was asked.
    pub fn run(self, globals: &Globals, out: &mut Out) -> Result<(), Failure> {
        match self {
            Self::Find(find) => find.run(globals, out),
            Self::Show(named) => {
                let mut session = Session::open(globals)?;
                let person = somebody(&session, &named.person)?;
                show::show(&mut session, person, out)
            }
            Self::Duplicates(duplicates) => duplicates.run(globals, out),
            Self::Merge(merge) => merge.run(globals, out),
            Self::Unmerge(named) => matching::unmerge(&named.person, globals, out),
            Self::Different(different) => different.run(globals, out),
            Self::Died(dying) => dying.run(globals, out),
            Self::Erase(erasing) => erasing.run(globals, out),
        }
    }
}

/// The end of an identifier by which a list names somebody.
fn short(person: Id<PersonRow>) -> String {
    let whole = person.uuid().simple().to_string();
    whole.get(whole.len().saturating_sub(8)..).unwrap_or(&whole).to_owned()
}

/// Somebody by case and side, by identifier, or by the end of one.
pub fn somebody(session: &Session, typed: &str) -> Result<Id<PersonRow>, Failure> {
    let typed = typed.trim();
    if let Some((reference, side)) = typed.split_once('/') {
        return party(session, reference, side);
    }
    if let Ok(whole) = Uuid::parse_str(typed) {
        let held = session.rows().look::<PersonRow>(Id::new(whole))?;
        return held.map(|person| person.id).ok_or_else(|| nobody(typed));
    }
    let letters = typed.to_lowercase();
    if letters.len() < 6 || !letters.chars().all(|letter| letter.is_ascii_hexdigit()) {
        return Err(Failure::Usage(format!(
            "{typed} names nobody; write LAN-26-0143/victim, or the letters that `convenor person find` prints"
        )));
    }
    match session.view().people_ending(&letters)?.as_slice() {
        [one] => Ok(Id::new(*one)),
        [] => Err(nobody(typed)),
        _ => Err(Failure::Refused(format!("several people end in {typed}; give more of the identifier"))),
    }
}

fn nobody(typed: &str) -> Failure {
    Failure::Refused(format!("no {} {typed} is in the record", PersonRow::SHAPE.name))
}

/// A party of a case: `victim`, `perpetrator`, or `perpetrator2` where there are several.
fn party(session: &Session, reference: &str, side: &str) -> Result<Id<PersonRow>, Failure> {
    let case = find_case(session, reference)?;
    let word = side.trim().to_lowercase();
    let number = word.trim_start_matches(|letter: char| letter.is_alphabetic());
    let role = PartyRole::parse(word.trim_end_matches(number)).ok_or_else(|| {
        Failure::Usage(format!(
            "{side} is no side of a case; write victim or perpetrator after the reference"
        ))
    })?;
    let mut parties = session.rows().find::<Party>("case", &case.id)?;
    parties.retain(|party| party.role == role);
    parties.sort_by_key(|party| party.id);
    let wanted: Option<usize> = if number.is_empty() { None } else { number.parse().ok() };
    match (wanted, parties.as_slice()) {
        (_, []) => Err(Failure::Refused(format!("{} names no {role}", case.reference))),
        (None, [one]) => Ok(one.person),
        (None, several) => Err(Failure::Refused(format!(
            "{} names {} of that side; write {role}1 to {role}{}",
            case.reference,
            several.len(),
            several.len()
        ))),
        (Some(number), several) => {
            let party = number.checked_sub(1).and_then(|at| several.get(at));
            party.map(|party| party.person).ok_or_else(|| {
                Failure::Refused(format!("{} names {} of that side", case.reference, several.len()))
            })
        }
    }
}
