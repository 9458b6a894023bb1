//! The loop of plain lines: a line in, the record's answers awaited, sentences out.

use std::io::{self, BufRead, Write};
use std::sync::mpsc::{Receiver, Sender};
use std::time::Duration;

use jiff::civil::DateTime;

use super::Plain;
use crate::app::App;
use crate::app::event::Event;
use crate::service::job::{Job, News};

/// How long an answer is awaited before it is said that it is (our default).
const PATIENCE: Duration = Duration::from_secs(60);

/// Whoever does the jobs.
pub trait Record {
    /// Does jobs, and whatever follows from them, until nothing is awaited any more.
    fn serve(&mut self, app: &mut App, jobs: Vec<Job>);
}

/// The record's threads, waited for.
struct Threads<'ends, C> {
    jobs: &'ends Sender<Job>,
    news: &'ends Receiver<News>,
    clock: C,
    /// Whether the threads are gone.
    closed: bool,
}

impl<C: Fn() -> DateTime> Record for Threads<'_, C> {
    fn serve(&mut self, app: &mut App, jobs: Vec<Job>) {
        let mut jobs = jobs;
        jobs.extend(app.handle(Event::Tick((self.clock)())));
        loop {
            for job in jobs.drain(..) {
                self.closed |= self.jobs.send(job).is_err();
            }
            for said in self.news.try_iter().collect::<Vec<_>>() {
                jobs.extend(app.handle(Event::News(said)));
            }
            if !jobs.is_empty() {
                continue;
            }
            if self.closed || !app.is_waiting() {
                return;
            }
            match self.news.recv_timeout(PATIENCE) {
                Ok(said) => jobs.extend(app.handle(Event::News(said))),
                Err(_) => return,
            }
        }
    }
}

/// Runs the application in plain lines until the user leaves or there is nothing more to read.
///
/// # Errors
/// A line could not be read or written, or the record has been closed.
pub fn run(
    app: App,
    first: Vec<Job>,
    (jobs, news): (&Sender<Job>, &Receiver<News>),
    clock: impl Fn() -> DateTime,
    (input, output, prompt): (&mut dyn BufRead, &mut dyn Write, &str),
) -> io::Result<()> {
    let mut record = Threads { jobs, news, clock, closed: false };
    let mut plain = Plain::new(app);
    record.serve(&mut plain.app, first);
    let mut said = plain.begin(&mut record);
    loop {
        for line in said.drain(..) {
            writeln!(output, "{line}")?;
        }
        if plain.is_quitting() {
            return output.flush();
        }
        if record.closed {
            return Err(io::Error::other("the record has been closed"));
        }
        write!(output, "{prompt}")?;
        output.flush()?;
        let mut line = String::new();
        if input.read_line(&mut line)? == 0 {
            return Ok(());
        }
        said = plain.hear(&line, &mut record);
    }
}
