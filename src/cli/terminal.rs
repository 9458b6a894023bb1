//! Opening the terminal application on a record: theme, keys, threads, signals.

use std::fs;
use std::io::{self, IsTerminal};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use signal_hook::consts::SIGTERM;

use super::Globals;
use super::failure::Failure;
use super::session::SystemIds;
use crate::app::keymap::Keymap;
use crate::app::theme::Theme;
use crate::app::{App, Setup, plain, runner};
use crate::service::Service;
use crate::service::desk::Desk;

/// Refuses to open where there is no terminal, before anybody is asked for a passphrase.
pub fn needed(globals: &Globals) -> Result<(), Failure> {
    if globals.plain || io::stdin().is_terminal() && io::stdout().is_terminal() {
        return Ok(());
    }
    Err(Failure::Usage(
        "the application needs a terminal; `convenor plain` reads and writes lines, and `convenor --help` lists the \
         commands"
            .to_owned(),
    ))
}

/// Runs the terminal application until the user leaves or the system asks the program to end. `hint` is what the locked
/// screen says of the passphrase, where it is no secret.
pub fn open(globals: &Globals, service: Service, hint: Option<String>) -> Result<(), Failure> {
    let clock = globals.clock();
    let setup = Setup {
        now: clock().local,
        theme: theme(globals)?,
        keymap: keymap(globals)?,
        ids: Box::new(SystemIds),
        mouse: globals.mouse,
        hint,
    };
    let end = end()?;
    let desk = Desk::start(service, Arc::clone(&clock))?;
    let jobs = desk.jobs().ok_or_else(Failure::unanswered)?;
    let (mut app, first) = App::new(setup);
    if globals.plain {
        let prompt = if io::stdin().is_terminal() { "> " } else { "" };
        let ends = (jobs, desk.news());
        let lines: (&mut dyn io::BufRead, &mut dyn io::Write, _) =
            (&mut io::stdin().lock(), &mut io::stdout(), prompt);
        return Ok(plain::run(app, first, ends, || clock().local, lines)?);
    }
    for job in first {
        // The desk has only just been opened; if it is gone, the loop says so at once.
        drop(jobs.send(job));
    }
    runner::run(&mut app, jobs, desk.news(), || clock().local, end)?;
    Ok(())
}

/// Says when the system asks the program to end.
pub fn end() -> Result<impl Fn() -> bool, Failure> {
    let end = Arc::new(AtomicBool::new(false));
    signal_hook::flag::register(SIGTERM, Arc::clone(&end))?;
    Ok(move || end.load(Ordering::Relaxed))
}

/// The theme to begin with.
pub fn theme(globals: &Globals) -> Result<Theme, Failure> {
    let no_color = std::env::var_os("NO_COLOR").is_some_and(|set| !set.is_empty());
    if let Some(name) = globals.theme.as_deref().filter(|name| Theme::named(name).is_none()) {
        let known = Theme::names().join(", ");
        return Err(Failure::Usage(format!("no theme is called {name}; there are {known}")));
    }
    Ok(Theme::choose(globals.theme.as_deref(), no_color))
}

fn keymap(globals: &Globals) -> Result<Keymap, Failure> {
    let Some(path) = &globals.keys else { return Ok(Keymap::default()) };
    let file = fs::read_to_string(path)
        .map_err(|error| Failure::Usage(format!("{} could not be read: {error}", path.display())))?;
    Keymap::with(&file).map_err(|error| Failure::Usage(format!("{}: {error}", path.display())))
}
