//! `convenor service`: the directory of local services, and what became of referrals to each.

use clap::{Args, Subcommand};
use serde_json::{Value, json};

use super::Globals;
use super::failure::Failure;
use super::out::Out;
use super::session::Session;
use crate::domain::calendar::{show_day_year, show_numeric};
use crate::domain::tools::services::{ForWhom, Route};
use crate::service::ask::{Answer, Ask, Directory, ServiceTold};

/// The directory of local services.
#[derive(Debug, Subcommand)]
pub enum Service {
    /// List the services: whom each is for, the wait, whether it is accredited, what became of referrals
    List(Listing),
    /// Show one service, whole
    Show(One),
    /// List the kinds of need against the directory: what there is for each, how many stand open
    Needs,
}

/// List the services.
#[derive(Debug, Args)]
#[command(after_long_help = "\
Examples:
  convenor service list --for perpetrator
  convenor service list --need alcohol
  convenor area adopt services.toml")]
pub struct Listing {
    /// Only those for: victim, perpetrator, child, couple
    #[arg(long = "for", value_name = "WHOM", value_parser = super::need::whom)]
    of: Option<ForWhom>,
    /// Only those that answer this kind of need
    #[arg(long, value_name = "KEY")]
    need: Option<String>,
}

/// One service.
#[derive(Debug, Args)]
pub struct One {
    /// Its key, or its name
    service: String,
}

impl Service {
    /// Carries it out.
    pub fn run(self, globals: &Globals, out: &mut Out) -> Result<(), Failure> {
        let session = Session::open(globals)?;
        let Answer::Directory(directory) = session.look(&Ask::Directory)? else {
            return Err(Failure::unanswered());
        };
        match self {
            Self::List(listing) => listing.print(&directory, out),
            Self::Show(one) => one.print(&session, &directory, out),
            Self::Needs => kinds(&directory, out),
        }
    }
}

impl Listing {
    fn print(&self, directory: &Directory, out: &mut Out) -> Result<(), Failure> {
        let fits = |told: &&ServiceTold| {
            self.of.is_none_or(|whom| told.entry.of.contains(&whom))
                && self.need.as_ref().is_none_or(|key| told.entry.needs.iter().any(|one| one == key))
        };
        let found: Vec<&ServiceTold> = directory.services.iter().filter(fits).collect();
        if out.wants_json() {
            return out.json(found.into_iter().map(value).collect());
        }
        if directory.services.is_empty() {
            out.say("the area's directory names no service yet: fill in services.toml and adopt it");
        }
        let rows: Vec<[String; 8]> = found
            .into_iter()
            .map(|told| {
                let entry = &told.entry;
                [
                    entry.key.clone(),
                    entry.name.clone(),
                    whose(&entry.of),
                    entry.wait_words(show_numeric),
                    entry.accredited_words(),
                    entry.footing.to_string(),
                    told.live.to_string(),
                    format!("{} of {}", told.taken_up, told.made),
                ]
            })
            .collect();
        out.table(["KEY", "SERVICE", "FOR", "WAIT", "ACCREDITED", "FOOTING", "LIVE", "TAKEN UP"], &rows)
    }
}

fn whose(of: &[ForWhom]) -> String {
    of.iter().map(|whom| whom.word()).collect::<Vec<_>>().join(", ")
}

fn value(told: &ServiceTold) -> Value {
    let entry = &told.entry;
    json!({
        "key": entry.key,
        "name": entry.name,
        "for": entry.of,
        "needs": entry.needs,
        "area": entry.area,
        "districts": entry.districts,
        "route": entry.route,
        "contact": entry.contact,
        "waiting_days": entry.waiting_days,
        "said_on": entry.said_on,
        "closed": entry.closed,
        "accredited": entry.accredited,
        "accredited_by": entry.accredited_by,
        "footing": entry.footing,
        "agency": entry.agency,
        "excludes": entry.excludes,
        "notes": entry.notes,
        "referrals": {
            "live": told.live,
            "made": told.made,
            "taken_up": told.taken_up,
            "refused": told.refused,
            "median_days_to_start": told.waited,
        },
    })
}

impl One {
    fn print(&self, session: &Session, directory: &Directory, out: &mut Out) -> Result<(), Failure> {
        let found = session.area().services.service(&self.service);
        let told = found.and_then(|one| directory.services.iter().find(|told| told.entry.key == one.key));
        let told = told.ok_or_else(|| {
            Failure::Refused(format!("no service of the area's directory is called {}", self.service))
        })?;
        if out.wants_json() {
            return out.json(value(told));
        }
        let entry = &told.entry;
        out.line(&format!("{}  ({})", entry.name, entry.key))?;
        let routes: Vec<&str> = entry
            .route
            .iter()
            .map(|route| match route {
                Route::Own => "people ask for themselves",
                route => route.word(),
            })
            .collect();
        let lines = [
            ("for", whose(&entry.of)),
            ("answers", told.answers.join(", ")),
            ("where", if entry.area.is_empty() { "the whole area".to_owned() } else { entry.area.clone() }),
            ("districts", entry.districts.join(", ")),
            ("way", routes.join(" or ")),
            ("contact", entry.contact.clone()),
            ("wait", entry.wait_words(show_day_year)),
            ("accredited", entry.accredited_words()),
            ("footing", entry.footing.to_string()),
            ("run by", told.agency.clone().unwrap_or_default()),
            ("not for", entry.excludes.join("; ")),
            ("notes", entry.notes.clone()),
            (
                "referrals",
                format!(
                    "since {}: {} made, {} taken up, {} refused by the service, {} live",
                    show_day_year(directory.since),
                    told.made,
                    told.taken_up,
                    told.refused,
                    told.live
                ),
            ),
        ];
        for (label, words) in lines.iter().filter(|(_, words)| !words.is_empty()) {
            out.indented(2, &format!("{label:<12}{words}"))?;
        }
        Ok(())
    }
}

fn kinds(directory: &Directory, out: &mut Out) -> Result<(), Failure> {
    if out.wants_json() {
        let of = |told: &crate::service::ask::KindTold| {
            json!({
                "key": told.kind.key,
                "label": told.kind.label,
                "for": told.kind.of,
                "open": told.open,
                "services": told.provision.services,
                "would_take": told.provision.open,
                "shortest_wait_days": told.provision.wait,
                "lack": told.provision.lack,
            })
        };
        return out.json(directory.kinds.iter().map(of).collect());
    }
    let rows: Vec<[String; 5]> = directory
        .kinds
        .iter()
        .map(|told| {
            [
                told.kind.key.clone(),
                told.kind.label.clone(),
                whose(&told.kind.of),
                told.open.to_string(),
                told.provision.words(),
            ]
        })
        .collect();
    out.table(["KEY", "NEED", "FOR", "OPEN", "WHAT THERE IS"], &rows)
}
