//! The record's threads: one writes, one reads, and one checks the passphrase of a locked screen.
//!
//! The terminal sends [`Job`]s on one channel and hears [`News`] on another. Requests, drafts and papers go to the
//! writer in the order in which they were sent; questions go to the reader, so that a list never waits for the disk.
//! The reader also watches for what other windows write. Dropping the [`Desk`] lets both finish what they hold and joins
//! them: a thread still inside the cipher when the program ends would crash it.

use std::collections::VecDeque;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::thread::{self, JoinHandle};
use std::time::Duration;

use uuid::Uuid;

use super::adopt;
use super::ask::Ask;
use super::clock::Now;
use super::execute::Service;
use super::file::save_text;
use super::job::{Job, News, Passphrase, Ticket};
use super::look::{Looking, look};
use super::papers;
use super::paperwork::{self, Paperwork, Worked};
use crate::domain::area::{AreaData, Edition};
use crate::domain::facts::Changes;
use crate::domain::id::Id;
use crate::domain::lexicon::Lexicons;
use crate::domain::refusal::Refusal;
use crate::domain::request::Request;
use crate::domain::rows::agenda::AgendaItem;
use crate::domain::rows::area::Agency;
use crate::domain::rows::document::Attachment;
use crate::domain::tools::settings::SettingKey;
use crate::record::access::{Access, AccessKind};
use crate::record::{Folder, Reader, RecordError};

/// How soon another window's change is seen.
const FOLLOW: Duration = Duration::from_millis(80);

/// Reads the clock.
pub type Clock = Arc<dyn Fn() -> Now + Send + Sync>;

/// The threads, and the ends of their channels.
pub struct Desk {
    jobs: Option<Sender<Job>>,
    news: Receiver<News>,
    threads: Vec<JoinHandle<()>>,
}

/// Work of the writer: the terminal's jobs, and lines for the access log from the reader.
enum Work {
    Job(Job),
    Consulted(Access),
}

impl Desk {
    /// Starts the threads on an open record.
    ///
    /// # Errors
    /// When the record cannot be opened a second time, for reading.
    pub fn start(service: Service, clock: Clock) -> Result<Self, RecordError> {
        let reader = service.record().reader()?;
        let area = service.area().map_err(|refusal| RecordError::Damaged(refusal.to_string()))?;
        let (to_desk, jobs) = channel::<Job>();
        let (to_terminal, news) = channel::<News>();
        let (to_writer, work) = channel::<Work>();
        let (to_reader, questions) = channel::<(Ticket, Ask)>();
        let (to_door, tries) = channel::<Passphrase>();
        let door = Door {
            folder: service.record().path().map(Path::to_path_buf).unwrap_or_default(),
            handle: service.who().handle.clone(),
            news: to_terminal.clone(),
        };
        let reading = Reading {
            reader,
            area,
            edition: None,
            actor: service.actor(),
            clock: Arc::clone(&clock),
            news: to_terminal.clone(),
            consulted: to_writer.clone(),
        };
        let writing = Writing { service, clock, news: to_terminal };
        let threads = vec![
            thread::spawn(move || route(&jobs, &to_writer, &to_reader, &to_door)),
            thread::spawn(move || door.run(&tries)),
            thread::spawn(move || writing.run(&work)),
            thread::spawn(move || reading.run(&questions)),
        ];
        Ok(Self { jobs: Some(to_desk), news, threads })
    }

    /// Where jobs go; nothing once the desk is closing.
    pub const fn jobs(&self) -> Option<&Sender<Job>> {
        self.jobs.as_ref()
    }

    /// Where news comes from.
    pub const fn news(&self) -> &Receiver<News> {
        &self.news
    }
}

impl Drop for Desk {
    fn drop(&mut self) {
        self.jobs = None;
        for thread in self.threads.drain(..) {
            // A thread that panicked has nothing left to finish.
            drop(thread.join());
        }
    }
}

/// Sends each job to the thread it is for.
fn route(
    jobs: &Receiver<Job>,
    writer: &Sender<Work>,
    reader: &Sender<(Ticket, Ask)>,
    door: &Sender<Passphrase>,
) {
    for job in jobs {
        let sent = match job {
            Job::Look { ticket, ask } => reader.send((ticket, ask)).is_ok(),
            Job::Unlock(passphrase) => door.send(passphrase).is_ok(),
            other => writer.send(Work::Job(other)).is_ok(),
        };
        if !sent {
            return;
        }
    }
}

/// Checks passphrases beside both, since deriving a key takes its time.
struct Door {
    folder: PathBuf,
    handle: String,
    news: Sender<News>,
}

impl Door {
    fn run(self, tries: &Receiver<Passphrase>) {
        for passphrase in tries {
            // Read each time: a passphrase may have been changed from another window.
            let fits = Folder::open(&self.folder)
                .and_then(|folder| folder.is_passphrase(&self.handle, passphrase.reveal()));
            if self.news.send(News::Unlocked(fits.map_err(Refusal::from))).is_err() {
                return;
            }
        }
    }
}

struct Writing {
    service: Service,
    clock: Clock,
    news: Sender<News>,
}

impl Writing {
    fn run(mut self, work: &Receiver<Work>) {
        let opened = self.news.send(News::Opened(self.service.who().clone()));
        if opened.is_err() || self.teach().is_err() {
            return;
        }
        let mut waiting: VecDeque<Work> = VecDeque::new();
        while let Some(next) = waiting.pop_front().or_else(|| work.recv().ok()) {
            waiting.extend(work.try_iter());
            let heard = match next {
                Work::Consulted(access) => {
                    // A log that cannot be written is told by the next request; a reader is not stopped by it.
                    drop(self.service.record_mut().log(&access));
                    true
                }
                Work::Job(Job::Keep { place, .. }) if kept_again(&waiting, &place) => true,
                Work::Job(job) => self.job(job),
            };
            if !heard {
                return;
            }
        }
    }

    /// Does one job and says what came of it; whether anybody still listens.
    fn job(&mut self, job: Job) -> bool {
        let now = (self.clock)();
        let news = match job {
            Job::Execute { ticket, change, request, consumes } => {
                let adds_agency = match &*request {
                    Request::AddActions(line) => line.terms.iter().any(|terms| terms.off_list.is_some()),
                    Request::NameAgency(_) => true,
                    _ => false,
                };
                let outcome = self.service.execute(now, change, *request, consumes.as_ref());
                if adds_agency && outcome.is_ok() && self.teach().is_err() {
                    return false;
                }
                News::Done { ticket, outcome }
            }
            Job::Together { ticket, change, requests } => {
                News::Done { ticket, outcome: self.service.together(now, change, requests) }
            }
            Job::Undo { ticket, change } => News::Done { ticket, outcome: self.service.undo(now, change) },
            Job::Adopt { ticket, from } => {
                News::Done { ticket, outcome: adopt::adopt(&mut self.service, now, &from) }
            }
            Job::Papers { ticket, order } => {
                News::Done { ticket, outcome: papers::carry_out(&mut self.service, now, &order) }
            }
            Job::Save { ticket, about, text, to } => {
                News::Done { ticket, outcome: save_text(&mut self.service, now, about, &text, &to) }
            }
            Job::Paperwork { ticket, change, work } => self.paperwork(ticket, change, *work),
            Job::Keep { place, text, turn } => match self.service.keep(&place, &text) {
                Ok(()) => News::Kept { place, turn },
                Err(refusal) => News::NotKept { place, refusal },
            },
            Job::Recall { ticket, place } => {
                News::Recalled { ticket, text: self.service.recall(&place).ok().flatten() }
            }
            // Passphrases are the door's, questions the reader's; the router sends none here.
            Job::Unlock(_) => News::Unlocked(Ok(false)),
            Job::Look { ticket, .. } => {
                News::Answer { ticket, outcome: Err(Refusal::Record("the question went astray".to_owned())) }
            }
        };
        self.news.send(news).is_ok()
    }

    /// Does something with a document. An import says how far it has come, a hundred times at most, and is stopped
    /// when nobody listens any more.
    fn paperwork(&mut self, ticket: Ticket, change: Uuid, work: Paperwork) -> News {
        let imports = match &work {
            Paperwork::Import { stop, .. } => Some(stop.clone()),
            _ => None,
        };
        let now = (self.clock)();
        let news = self.news.clone();
        let stop = imports.clone().unwrap_or_default();
        let outcome = paperwork::work(&mut self.service, now, change, work, |steps| {
            let told = steps.done.is_multiple_of((steps.of / 100).max(1));
            if told && news.send(News::Progress { ticket, steps }).is_err() {
                stop.stop();
            }
        });
        match outcome {
            Ok(Worked::Plan(plan)) => News::Planned { ticket, outcome: Ok(plan) },
            Ok(Worked::Done(reply)) => News::Done { ticket, outcome: Ok(reply) },
            Err(refusal) if imports.is_some() => News::Planned { ticket, outcome: Err(refusal) },
            Err(refusal) => News::Done { ticket, outcome: Err(refusal) },
        }
    }

    /// Tells the terminal the words that action lines are read with.
    fn teach(&self) -> Result<(), Refusal> {
        let rows = Changes::new(self.service.record());
        for news in words(&rows, &*self.service.area()?, (self.clock)())? {
            drop(self.news.send(news));
        }
        Ok(())
    }
}

/// The words that action lines are read with, and the holidays; and when the screen locks by itself.
fn words(rows: &Changes<'_>, area: &AreaData, now: Now) -> Result<[News; 2], Refusal> {
    let agencies = rows.all::<Agency>()?;
    let lexicons = Lexicons::of(area, now.today(), &agencies)?;
    let idle = area.number(SettingKey::IdleLock, now.today());
    Ok([News::IdleLock(idle), News::Words(lexicons, Arc::new(area.holidays.clone()))])
}

/// Whether a newer state of the same line waits already, or what consumes it.
fn kept_again(waiting: &VecDeque<Work>, place: &super::job::DraftPlace) -> bool {
    waiting.iter().any(|work| match work {
        Work::Job(Job::Keep { place: other, .. } | Job::Execute { consumes: Some(other), .. }) => {
            other == place
        }
        _ => false,
    })
}

struct Reading {
    reader: Reader,
    area: Arc<AreaData>,
    /// Which files `area` was read from, once that was asked.
    edition: Option<Edition>,
    actor: Uuid,
    clock: Clock,
    news: Sender<News>,
    consulted: Sender<Work>,
}

impl Reading {
    fn run(mut self, questions: &Receiver<(Ticket, Ask)>) {
        let mut seen = self.reader.view().seen().ok();
        let mut head = self.reader.head().ok();
        let mut last = None;
        self.edition = Edition::read(&Changes::new(&self.reader)).ok();
        loop {
            match questions.recv_timeout(FOLLOW) {
                Ok((ticket, ask)) => {
                    // What was adopted a moment ago is what the answer is given with.
                    if self.reader.view().seen().ok() != seen && !self.follow() {
                        return;
                    }
                    let outcome = self.answer(&ask);
                    if self.news.send(News::Answer { ticket, outcome }).is_err() {
                        return;
                    }
                    self.log(&ask, &mut last);
                }
                Err(RecvTimeoutError::Disconnected) => return,
                Err(RecvTimeoutError::Timeout) => {}
            }
            let now_seen = self.reader.view().seen().ok();
            if now_seen != seen {
                seen = now_seen;
                // A draft changes the file and not the record.
                let now_head = self.reader.head().ok();
                if now_head != head {
                    head = now_head;
                    if !self.follow() || self.news.send(News::Changed).is_err() {
                        return;
                    }
                }
            }
        }
    }

    /// Reads the adopted files again when they have changed; whether anybody still listens.
    fn follow(&mut self) -> bool {
        let rows = Changes::new(&self.reader);
        let edition = Edition::read(&rows).ok();
        if edition == self.edition {
            return true;
        }
        // A file that cannot be read is told by whoever adopts it; until then the last good ones are used.
        let Ok(area) = AreaData::read(&rows) else { return true };
        let taught = words(&rows, &area, (self.clock)());
        self.area = area;
        self.edition = edition;
        taught.is_ok_and(|news| news.into_iter().all(|news| self.news.send(news).is_ok()))
    }

    fn answer(&mut self, ask: &Ask) -> Result<super::ask::Answer, Refusal> {
        let (area, now, actor) = (Arc::clone(&self.area), (self.clock)(), self.actor);
        self.reader.at_once(|view| look(Looking { view, area: &area, now, actor }, ask))
    }

    /// A case that is shown is logged, once while it stays in view; in a meeting, by its number.
    fn log(&self, ask: &Ask, last: &mut Option<(AccessKind, Option<Uuid>)>) {
        let access = |what, about, meeting, item| Access {
            at: (self.clock)().at,
            actor: self.actor,
            what,
            about,
            meeting,
            item,
            why: None,
            recipient: None,
        };
        let access = match ask {
            Ask::Attachment(attachment) => {
                let Ok(row) = Changes::new(&self.reader).get::<Attachment>(*attachment) else { return };
                access(AccessKind::Consulted, Some(row.case.uuid()), None, None)
            }
            Ask::Case(case) | Ask::Assessing(case) | Ask::Timeline(case) => {
                access(AccessKind::Consulted, Some(case.uuid()), None, None)
            }
            Ask::Person(person) => access(AccessKind::Consulted, Some(person.uuid()), None, None),
            Ask::Item(item) => {
                let Ok(item) = Changes::new(&self.reader).get::<AgendaItem>(*item) else { return };
                let (case, meeting) = (Some(item.case.uuid()), Some(item.meeting.uuid()));
                access(AccessKind::Heard, case, meeting, Some(i64::from(item.position)))
            }
            Ask::Preview(wanted) => {
                let about = wanted.subject.case().map(Id::uuid);
                access(AccessKind::Printed, about, wanted.subject.meeting().map(Id::uuid), None)
            }
            _ => return,
        };
        let this = (access.what, access.about);
        if last.replace(this) != Some(this) {
            drop(self.consulted.send(Work::Consulted(access)));
        }
    }
}
