//! Opening the terminal application on a record: theme, keys, threads, signals.

use std::fs;
use std::io::{self, IsTerminal};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use signal_hook::consts::SIGTERM;

use super::failure::Failure;
use super::session::SystemIds;
use super::{Globals, config};
use crate::app::ground::{self, Ground};
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
    let begun = app.theme_name().to_owned();
    let ran = runner::run(&mut app, jobs, desk.news(), || clock().local, end);
    if app.theme_name() != begun {
        config::remember(app.theme_name());
    }
    Ok(ran?)
}

/// Says when the system asks the program to end.
pub fn end() -> Result<impl Fn() -> bool, Failure> {
    let end = Arc::new(AtomicBool::new(false));
    signal_hook::flag::register(SIGTERM, Arc::clone(&end))?;
    Ok(move || end.load(Ordering::Relaxed))
}

/// The theme to begin with: no colour where the environment says so; the one named, or chosen last; or else the one that
/// suits the terminal's ground.
pub fn theme(globals: &Globals) -> Result<Theme, Failure> {
    if std::env::var_os("NO_COLOR").is_some_and(|set| !set.is_empty()) {
        return Ok(Theme::choose(None, true));
    }
    let Some(name) = &globals.theme else {
        // A theme that was remembered and is gone is no reason not to open.
        let remembered =
            config::theme().and_then(|name| Theme::named(&name).or_else(|| own_theme(&name)?.ok()));
        return Ok(remembered.unwrap_or_else(fitting));
    };
    if name == AUTOMATIC {
        return Ok(fitting());
    }
    if let Some(theme) = Theme::named(name) {
        return Ok(theme);
    }
    if let Some(theme) = own_theme(name) {
        return theme;
    }
    let known = Theme::names().join(", ");
    Err(Failure::Usage(format!(
        "no theme is called {name}; there are {AUTOMATIC}, {known}, and files of your own"
    )))
}

/// The name by which the theme is left to the terminal.
const AUTOMATIC: &str = "auto";

/// The theme that suits the terminal.
fn fitting() -> Theme {
    let ground = if io::stdout().is_terminal() { ground::ask() } else { None };
    Theme::choose(Some(if ground == Some(Ground::Light) { "light" } else { "dark" }), false)
}

/// A theme of the user's own, by its path or by its name in their folder; nothing when there is no such file.
fn own_theme(name: &str) -> Option<Result<Theme, Failure>> {
    let given = PathBuf::from(name);
    let path =
        if given.is_file() { given } else { config::theme_file(name).filter(|path| path.is_file())? };
    let read = || {
        let text = read(&path)?;
        Theme::parse(&text).map_err(|problem| Failure::Usage(format!("{}: {problem}", path.display())))
    };
    Some(read())
}

/// The key file that was named.
pub fn keys_path(globals: &Globals) -> Option<PathBuf> {
    globals.keys.clone()
}

/// The text of a file that was named.
pub fn read(path: &Path) -> Result<String, Failure> {
    fs::read_to_string(path)
        .map_err(|error| Failure::Usage(format!("{} could not be read: {error}", path.display())))
}

/// The keys: the file named, else the user's own, else the usual ones.
pub fn keymap(globals: &Globals) -> Result<Keymap, Failure> {
    let own = config::keys_file().filter(|path| path.is_file());
    let Some(path) = keys_path(globals).or(own) else { return Ok(Keymap::default()) };
    let file = read(&path)?;
    Keymap::with(&file).map_err(|error| {
        let more = match Keymap::problems(&file).len() {
            0 | 1 => String::new(),
            count => format!("; {} more: `convenor keys check` says them all", count - 1),
        };
        Failure::Usage(format!("{}: {error}{more}", path.display()))
    })
}
