//! `convenor case refer`, `case amend`, `case form`: a referral as fields, given one by one or in a file.
//!
//! The arguments are made from the table of fields, so that every field of the form on the screen has one here. A field
//! that stands on the form for each perpetrator or child may be given several times; `2=...` says whose it is.

use std::path::PathBuf;
use std::sync::LazyLock;

use clap::builder::ValueParser;
use clap::{Arg, ArgAction, ArgMatches, Args, Command};
use serde_json::{Map, Value, json};

use crate::cli::failure::Failure;
use crate::cli::find;
use crate::cli::out::Out;
use crate::cli::session::{Session, read_file};
use crate::domain::private::Private;
use crate::domain::referral::complete::{Given, Needed};
use crate::domain::referral::{Each, Field, Problem, ReferralForm, Typed};
use crate::domain::request::{AmendCase, Request, TakeReferral};
use crate::service::ask::{Answer, Ask};
use crate::service::field::{self, Fault};

/// Fields that may be given, with their names.
static NAMES: LazyLock<Vec<(Field, &'static str)>> = LazyLock::new(|| {
    let given = Field::all().filter(|field| field.typed() != Typed::Whole);
    given.map(|field| (field, &*field.word().leak())).collect()
});

/// What was given of a form: a field, the place of the person or child from 0, and the text.
#[derive(Debug, Clone, Default)]
pub struct Said(Vec<(Field, usize, Private)>);

impl clap::FromArgMatches for Said {
    fn from_arg_matches(matches: &ArgMatches) -> Result<Self, clap::Error> {
        let mut said = Vec::new();
        for (field, name) in NAMES.iter() {
            let values = matches.get_many::<String>(name).into_iter().flatten();
            for (at, value) in values.enumerate() {
                let (at, value) = placed(*field, at, value);
                said.push((*field, at, crate::domain::text::clean_lines(value).into()));
            }
        }
        Ok(Self(said))
    }

    fn update_from_arg_matches(&mut self, matches: &ArgMatches) -> Result<(), clap::Error> {
        *self = Self::from_arg_matches(matches)?;
        Ok(())
    }
}

impl Args for Said {
    fn augment_args(mut command: Command) -> Command {
        for (field, name) in NAMES.iter() {
            let each = match field.each() {
                Each::Form => "",
                Each::Perpetrator => "; again for the next perpetrator, or 2=...",
                Each::Child => "; again for the next child, or 2=...",
            };
            let action = if field.each() == Each::Form { ArgAction::Set } else { ArgAction::Append };
            let argument = Arg::new(*name)
                .long(*name)
                .value_name("SAID")
                .help(format!("{}{each}", field.label()))
                .help_heading(field.section().label())
                .value_parser(ValueParser::string())
                .allow_hyphen_values(true)
                .action(action);
            command = command.arg(argument);
        }
        command
    }

    fn augment_args_for_update(command: Command) -> Command {
        Self::augment_args(command)
    }
}

/// Whose a value is: `2=value` says so, else the how-manieth it is given.
fn placed(field: Field, at: usize, value: &str) -> (usize, &str) {
    let named = value.split_once('=').and_then(|(place, rest)| Some((place.parse::<usize>().ok()?, rest)));
    match named {
        Some((place, rest)) if field.each() != Each::Form && place > 0 => (place - 1, rest),
        _ => (at, value),
    }
}

/// Take in one referral, field by field; what cannot be read is set aside to be corrected.
#[derive(Debug, clap::Args)]
#[command(after_long_help = "\
Examples:
  convenor case refer --agency housing --victim-forename Mary --victim-surname Kershaw \\
    --victim-born 12/03/1992 --perpetrator-surname Kershaw --relationship ex-partner --dash 17
  convenor case refer --file referral.json

The file holds one object: each field by its name, with \"perpetrators\" and \"children\" as lists of such objects.
Passphrases and files apart, an argument can be seen by others on the same machine: prefer --file for a person.")]
pub struct Referring {
    /// File with the fields, as JSON; `-` reads stdin
    #[arg(long, value_name = "FILE")]
    file: Option<PathBuf>,
    /// Forum that hears it
    #[arg(long, default_value = "marac")]
    forum: String,
    /// Say what would follow, and take nothing in
    #[arg(long)]
    plan: bool,
    #[command(flatten)]
    said: Said,
}

/// Change what the form of a case says; only the fields given are changed, each by itself.
#[derive(Debug, clap::Args)]
#[command(after_long_help = "\
Examples:
  convenor case amend LAN-26-0143 --surgery \"Castle surgery\"
  convenor case amend LAN-26-0143 --perpetrator-weapons \"2=air rifle\"
  convenor case amend LAN-26-0143 --triggers \"\"")]
pub struct Amending {
    /// Reference of the case
    case: String,
    /// File with the fields, as JSON; `-` reads stdin
    #[arg(long, value_name = "FILE")]
    file: Option<PathBuf>,
    #[command(flatten)]
    said: Said,
}

/// Show the form of a case: every field with its name.
#[derive(Debug, clap::Args)]
pub struct Showing {
    /// Reference of the case; without one, every field there is
    case: Option<String>,
}

impl Referring {
    /// Takes it in.
    pub fn run(self, session: &mut Session, out: &mut Out) -> Result<(), Failure> {
        let mut form = ReferralForm::default();
        let today = session.now().today();
        let said = with_file(self.said, self.file.as_deref())?;
        for (field, at, text) in said.0 {
            if let Err(fault) = say(&mut form, field, at, &text, session) {
                out.warn(&format!("{}: {}; {}", field.label(), fault.what, fault.way_forward));
                form.to_correct.push(Problem::new(field, text.reveal(), fault.what, fault.way_forward));
            }
        }
        form.received.get_or_insert(today);
        let lacking: Vec<&str> = Given::on_form(&form).missing().into_iter().map(Needed::label).collect();
        if !lacking.is_empty() {
            out.warn(&format!("a complete referral also has: {}", lacking.join("; ")));
        }
        if self.plan {
            let Answer::Foreseen(foreseen) = session.look(&Ask::Foreseen(Box::new(form)))? else {
                return Err(Failure::unanswered());
            };
            return foreseen
                .conclusions
                .iter()
                .try_for_each(|found| out.line(&format!("{}: {}", found.field.label(), found.reason)));
        }
        let take = TakeReferral { forum: self.forum, row: 1, heard: false, number: None, form };
        let reply = session.execute(Request::TakeReferral(Box::new(take)))?;
        for found in &reply.conclusions {
            out.say(&format!("{}: {}", found.field.label(), found.reason));
        }
        out.reply(&reply)
    }
}

impl Amending {
    /// Changes it.
    pub fn run(self, session: &mut Session, out: &mut Out) -> Result<(), Failure> {
        let case = find::case(session, &self.case)?;
        session.consulted(Some(case.id.uuid()), None)?;
        let was = form_of(session, &case)?;
        let mut now = was.clone();
        for (field, at, text) in with_file(self.said, self.file.as_deref())?.0 {
            say(&mut now, field, at, &text, session).map_err(|fault| {
                Failure::Usage(format!("{}: {}; {}", field.label(), fault.what, fault.way_forward))
            })?;
        }
        let amend = AmendCase { case: case.id, was: Box::new(was), now: Box::new(now) };
        let reply = session.execute(Request::AmendCase(amend))?;
        out.reply(&reply)
    }
}

impl Showing {
    /// Shows it.
    pub fn run(self, session: &mut Session, out: &mut Out) -> Result<(), Failure> {
        let Some(reference) = self.case else {
            let rows: Vec<[String; 3]> = NAMES
                .iter()
                .map(|(field, name)| {
                    [(*name).to_owned(), field.label().to_owned(), field.section().label().to_owned()]
                })
                .collect();
            return out.table(["FIELD", "MEANS", "SECTION"], &rows);
        };
        let case = find::case(session, &reference)?;
        session.consulted(Some(case.id.uuid()), None)?;
        let form = form_of(session, &case)?;
        if out.wants_json() {
            return out.json(value(&form));
        }
        let mut section = None;
        for (field, at) in form.fields().filter(|(field, _)| field.typed() != Typed::Whole) {
            let said = form.said(field, at);
            if said.is_nothing() {
                continue;
            }
            if section.replace(field.section()) != Some(field.section()) {
                out.line(&format!("{}:", field.section().label()))?;
            }
            let whose = if form.count_of(field.each()) > 1 { format!(" {}", at + 1) } else { String::new() };
            out.indented(2, &format!("{}{whose}: {}", field.label(), said.shown().reveal()))?;
        }
        let missing = Given::on_form(&form).missing();
        if !missing.is_empty() {
            let labels: Vec<&str> = missing.into_iter().map(Needed::label).collect();
            out.line(&format!("lacks: {}", labels.join("; ")))?;
        }
        Ok(())
    }
}

fn form_of(session: &Session, case: &crate::domain::rows::case::Case) -> Result<ReferralForm, Failure> {
    let Answer::CaseForm(held) = session.look(&Ask::CaseForm(Some(case.id)))? else {
        return Err(Failure::unanswered());
    };
    Ok(held.form)
}

fn say(
    form: &mut ReferralForm,
    field: Field,
    at: usize,
    text: &Private,
    session: &Session,
) -> Result<(), Fault> {
    let said = field::read(field, text.reveal(), session.now().today())?;
    form.say(field, at, said);
    Ok(())
}

/// What the file says, and over it what the arguments say.
fn with_file(said: Said, file: Option<&std::path::Path>) -> Result<Said, Failure> {
    let Some(file) = file else { return Ok(said) };
    let bytes = read_file(file)?;
    let name = file.display();
    let object: Map<String, Value> = serde_json::from_slice(&bytes).map_err(|error| {
        Failure::Refused(format!(
            "{name} is not one JSON object of fields (line {}, column {}); `case form` lists their names",
            error.line(),
            error.column()
        ))
    })?;
    let mut all = Vec::new();
    for (key, value) in object {
        match (key.as_str(), value) {
            ("perpetrators" | "children", Value::Array(people)) => {
                for (at, person) in people.into_iter().enumerate() {
                    let Value::Object(person) = person else {
                        return Err(Failure::Refused(format!("{name}: {key} is a list of objects")));
                    };
                    for (key, value) in person {
                        all.push(field_of(&name.to_string(), &key, at, &value)?);
                    }
                }
            }
            (key, value) => all.push(field_of(&name.to_string(), key, 0, &value)?),
        }
    }
    all.extend(said.0);
    Ok(Said(all))
}

fn field_of(file: &str, key: &str, at: usize, value: &Value) -> Result<(Field, usize, Private), Failure> {
    let field = Field::parse(key).filter(|field| field.typed() != Typed::Whole).ok_or_else(|| {
        Failure::Refused(format!(
            "{file}: no field is called \"{}\"; `case form` lists their names",
            crate::domain::text::clean(key)
        ))
    })?;
    let text = match value {
        Value::String(text) => text.clone(),
        Value::Bool(yes) => if *yes { "yes" } else { "no" }.to_owned(),
        Value::Number(number) => number.to_string(),
        Value::Null => String::new(),
        Value::Array(entries) => entries
            .iter()
            .map(|entry| entry.as_str().map_or_else(|| entry.to_string(), str::to_owned))
            .collect::<Vec<_>>()
            .join(", "),
        Value::Object(_) => {
            return Err(Failure::Refused(format!(
                "{file}: \"{}\" is text, a number, true or false",
                field.word()
            )));
        }
    };
    Ok((field, at, text.into()))
}

/// A form as one object: what `--file` reads.
fn value(form: &ReferralForm) -> Value {
    let of = |each: Each, at: usize| -> Map<String, Value> {
        Field::all()
            .filter(|field| field.each() == each && field.typed() != Typed::Whole)
            .filter_map(|field| {
                let said = form.said(field, at);
                (!said.is_nothing()).then(|| (field.word(), json!(said.shown())))
            })
            .collect()
    };
    let mut whole = of(Each::Form, 0);
    for (key, each) in [("perpetrators", Each::Perpetrator), ("children", Each::Child)] {
        let people: Vec<Value> = (0..form.count_of(each)).map(|at| Value::Object(of(each, at))).collect();
        if !people.is_empty() {
            whole.insert(key.to_owned(), Value::Array(people));
        }
    }
    Value::Object(whole)
}
