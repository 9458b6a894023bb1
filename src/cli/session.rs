//! Opening a record for one command: passphrase, clock, identifiers.
//!
//! The only place that asks the system for the time, for random bytes and for a passphrase. Where nothing can be
//! written the record is opened for reading, and a change is refused when it is asked for.

use std::fs;
use std::io::{self, Read};
use std::path::Path;
use std::sync::Arc;

use jiff::Zoned;
use jiff::civil::Date;
use uuid::Uuid;
use zeroize::Zeroizing;

use super::Globals;
use super::failure::Failure;
use crate::domain::area::AreaData;
use crate::domain::facts::{Changes, Facts};
use crate::domain::id::Ids;
use crate::domain::private::Private;
use crate::domain::refusal::Refusal;
use crate::domain::reply::Reply;
use crate::domain::request::Request;
use crate::domain::rows::area::User;
use crate::record::access::{Access, AccessKind};
use crate::record::entropy::SystemEntropy;
use crate::record::{Folder, Reader, RecordError, View};
use crate::service::ask::{Answer, Ask};
use crate::service::desk::Clock;
use crate::service::layout::LAYOUT;
use crate::service::look::{Looking, look};
use crate::service::{Now, Service};

/// The largest passphrase file read, in bytes: nobody types more.
const MOST_PASSPHRASE: u64 = 4096;

/// Identifiers from the clock and the system's random numbers; later ones sort after earlier ones.
#[derive(Debug, Clone, Copy, Default)]
pub struct SystemIds;

impl Ids for SystemIds {
    fn next(&mut self) -> Uuid {
        Uuid::now_v7()
    }
}

/// A record open for one command.
pub struct Session {
    opened: Opened,
    area: Arc<AreaData>,
    actor: Uuid,
    now: Now,
}

enum Opened {
    Writing(Box<Service>),
    Reading(Box<Reader>),
}

impl Session {
    /// Opens the record that the arguments name.
    pub fn open(globals: &Globals) -> Result<Self, Failure> {
        Self::opened(globals, false)
    }

    /// Opens it for reading only, also where it could be written.
    pub fn reading(globals: &Globals) -> Result<Self, Failure> {
        Self::opened(globals, true)
    }

    fn opened(globals: &Globals, reading: bool) -> Result<Self, Failure> {
        let path = globals.record_folder()?;
        let folder = Folder::open(path)?;
        let handle = globals.handle(&folder)?;
        let passphrase = globals.passphrase(&format!("Passphrase of {handle}: "))?;
        let now = globals.now();
        if folder.is_writable() && !reading {
            let service =
                Service::open(path, &handle, &passphrase, Box::new(SystemEntropy), Box::new(SystemIds))?;
            let (area, actor) = (service.area()?, service.actor());
            return Ok(Self { opened: Opened::Writing(Box::new(service)), area, actor, now });
        }
        let reader = folder.reader(&handle, &passphrase, LAYOUT)?;
        let changes = Changes::new(&reader);
        let user = changes.find::<User>("handle", &handle)?.into_iter().find(|user| user.active);
        let user =
            user.ok_or_else(|| Failure::Refused("this user may not use the record any more".to_owned()))?;
        let area = AreaData::read(&changes)?;
        Ok(Self { opened: Opened::Reading(Box::new(reader)), area, actor: user.id.uuid(), now })
    }

    /// When the command was given.
    pub const fn now(&self) -> Now {
        self.now
    }

    /// What the area has adopted.
    pub fn area(&self) -> &AreaData {
        &self.area
    }

    /// The record as it stands.
    pub fn view(&self) -> View<'_> {
        match &self.opened {
            Opened::Writing(service) => service.record().view(),
            Opened::Reading(reader) => reader.view(),
        }
    }

    /// The rows of the record.
    pub fn rows(&self) -> Changes<'_> {
        let facts: &dyn Facts = match &self.opened {
            Opened::Writing(service) => service.record(),
            Opened::Reading(reader) => reader.as_ref(),
        };
        Changes::new(facts)
    }

    /// Answers a question.
    pub fn look(&self, ask: &Ask) -> Result<Answer, Failure> {
        Ok(look(self.looking(), ask)?)
    }

    /// What questions are answered with.
    pub fn looking(&self) -> Looking<'_> {
        Looking { view: self.view(), area: &self.area, now: self.now, actor: self.actor }
    }

    /// The door for changes.
    pub fn service(&mut self) -> Result<&mut Service, Failure> {
        match &mut self.opened {
            Opened::Writing(service) => Ok(service),
            Opened::Reading(_) => Err(RecordError::ReadOnly.into()),
        }
    }

    /// The record, to be handed to the terminal's threads.
    pub fn into_service(self) -> Result<Service, Failure> {
        match self.opened {
            Opened::Writing(service) => Ok(*service),
            Opened::Reading(_) => Err(RecordError::ReadOnly.into()),
        }
    }

    /// Carries out one request.
    pub fn execute(&mut self, request: Request) -> Result<Reply, Failure> {
        let now = self.now;
        let service = self.service()?;
        let change = service.next_id();
        Ok(service.execute(now, change, request, None)?)
    }

    /// Carries out several requests as one change: all of them or none.
    pub fn execute_all(&mut self, requests: Vec<Request>) -> Result<Vec<Reply>, Failure> {
        let now = self.now;
        let service = self.service()?;
        let change = service.next_id();
        let mut replies = Vec::new();
        let mut refused: Option<Refusal> = None;
        let done = service.execute_all(now, change, requests.into_iter(), true, |_, outcome| {
            match outcome {
                Ok(reply) => replies.push(reply),
                Err(refusal) => refused = Some(refusal),
            }
            refused.is_none()
        });
        match (refused, done) {
            (Some(refusal), _) | (None, Err(refusal)) => Err(refusal.into()),
            (None, Ok(())) => Ok(replies),
        }
    }

    /// Logs that something was looked at. Where nothing can be written, nothing is.
    pub fn consulted(&mut self, about: Option<Uuid>, meeting: Option<Uuid>) -> Result<(), Failure> {
        let access = Access {
            at: self.now.at,
            actor: self.actor,
            what: AccessKind::Consulted,
            about,
            meeting,
            item: None,
            why: None,
            recipient: None,
        };
        match &mut self.opened {
            Opened::Writing(service) => Ok(service.record_mut().log(&access)?),
            Opened::Reading(_) => Ok(()),
        }
    }
}

impl Globals {
    /// The moment: today's clock, or the same time of another day. The journal keeps the real instant.
    pub fn now(&self) -> Now {
        clock(self.today)
    }

    /// The same, to be asked again and again.
    pub fn clock(&self) -> Clock {
        let today = self.today;
        Arc::new(move || clock(today))
    }

    fn record_folder(&self) -> Result<&Path, Failure> {
        let missing = || Failure::Usage("give --record DIR or set CONVENOR_RECORD".to_owned());
        self.record.as_deref().ok_or_else(missing)
    }

    /// The user named, or the only one there is.
    fn handle(&self, folder: &Folder) -> Result<String, Failure> {
        if let Some(handle) = &self.user {
            return Ok(handle.clone());
        }
        let mut handles = folder.handles();
        match (handles.next(), handles.next()) {
            (Some(only), None) => Ok(only.to_owned()),
            _ => {
                Err(Failure::Usage("several people use this record; say who you are with --user".to_owned()))
            }
        }
    }

    /// The passphrase from its file, or asked for.
    pub fn passphrase(&self, prompt: &str) -> Result<Zeroizing<String>, Failure> {
        if let Some(path) = &self.passphrase_file {
            return passphrase_in(path);
        }
        if self.no_input {
            return Err(Failure::Locked(
                "the record is locked; give --passphrase-file, or leave out --no-input to be asked"
                    .to_owned(),
            ));
        }
        let asked = rpassword::prompt_password(prompt);
        asked.map(Zeroizing::new).map_err(|_| {
            Failure::Locked("the passphrase cannot be asked for here; give --passphrase-file".to_owned())
        })
    }

    /// A new passphrase: from its file, or asked for twice.
    pub fn new_passphrase(&self) -> Result<Zeroizing<String>, Failure> {
        let first = self.passphrase("New passphrase: ")?;
        if first.is_empty() {
            return Err(Failure::Refused("the passphrase is empty".to_owned()));
        }
        if self.passphrase_file.is_none() && self.passphrase("The same again: ")? != first {
            return Err(Failure::Refused("the two passphrases differ; nothing was made".to_owned()));
        }
        Ok(first)
    }

    /// The passphrase of somebody to be let in: from a file of their own, or asked for twice.
    pub fn passphrase_of_another(&self, file: Option<&Path>) -> Result<Zeroizing<String>, Failure> {
        let theirs = Self { passphrase_file: file.map(Path::to_path_buf), ..self.clone() };
        theirs.new_passphrase()
    }
}

/// What the system's clock says, on the day that was given.
#[expect(clippy::disallowed_methods, reason = "the one place that reads the clock")]
fn clock(today: Option<Date>) -> Now {
    let now = Zoned::now();
    let local = now.datetime().round(jiff::Unit::Second).unwrap_or_else(|_| now.datetime());
    let local = today.map_or(local, |day| day.to_datetime(local.time()));
    Now { at: now.timestamp(), local }
}

/// The first line of a file.
fn passphrase_in(path: &Path) -> Result<Zeroizing<String>, Failure> {
    let failed = |error: &dyn std::fmt::Display| {
        Failure::Locked(format!("the passphrase file {} cannot be read: {error}", path.display()))
    };
    let mut text = Zeroizing::new(String::new());
    let file = fs::File::open(path).map_err(|error| failed(&error))?;
    file.take(MOST_PASSPHRASE).read_to_string(&mut text).map_err(|error| failed(&error))?;
    Ok(Zeroizing::new(text.lines().next().unwrap_or_default().to_owned()))
}

/// The bytes of a file, or of stdin for `-`.
pub fn read_file(path: &Path) -> Result<Vec<u8>, Failure> {
    let mut bytes = Vec::new();
    let read = if path == Path::new("-") {
        io::stdin().read_to_end(&mut bytes)
    } else {
        fs::File::open(path).and_then(|mut file| file.read_to_end(&mut bytes))
    };
    match read {
        Ok(_) => Ok(bytes),
        Err(error) => Err(Failure::Refused(format!("{} cannot be read: {error}", path.display()))),
    }
}

/// Text about a case as given in an argument.
pub fn private(text: &str) -> Private {
    crate::domain::text::clean_lines(text).into()
}
