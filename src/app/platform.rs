//! What differs between systems: how the program is told to end, to stop and to go on, and whether a pasted block arrives as
//! one event.

use std::io;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

/// Whether a pasted block arrives as a burst of keys, since the terminal does not mark it.
pub const PASTES_ARRIVE_AS_KEYS: bool = cfg!(windows);

/// What the system told the program.
#[derive(Debug, Default)]
pub struct Signals {
    end: Arc<AtomicBool>,
    stop: Arc<AtomicBool>,
    woken: Arc<AtomicBool>,
}

impl Signals {
    /// Begins to listen: for the end (also when the terminal is closed under the program), for being stopped, and for going
    /// on afterwards.
    ///
    /// # Errors
    /// The system does not let itself be listened to.
    #[cfg(unix)]
    pub fn listen() -> io::Result<Self> {
        use signal_hook::consts::{SIGCONT, SIGHUP, SIGINT, SIGQUIT, SIGTSTP};
        let signals = Self::default();
        for signal in [SIGHUP, SIGINT, SIGQUIT] {
            signal_hook::flag::register(signal, Arc::clone(&signals.end))?;
        }
        signal_hook::flag::register(SIGTSTP, Arc::clone(&signals.stop))?;
        signal_hook::flag::register(SIGCONT, Arc::clone(&signals.woken))?;
        Ok(signals)
    }

    /// Tells nothing: here the end of a terminal is the end of its input, and programs are not stopped.
    ///
    /// # Errors
    /// None here.
    #[cfg(not(unix))]
    pub fn listen() -> io::Result<Self> {
        Ok(Self::default())
    }

    /// Whether the program is to end.
    pub fn ends(&self) -> bool {
        self.end.load(Ordering::Relaxed)
    }

    /// Whether the program is to stop; told once.
    pub fn stops(&self) -> bool {
        self.stop.swap(false, Ordering::Relaxed)
    }

    /// Whether the program goes on after it was stopped, perhaps without having been told; told once.
    pub fn wakes(&self) -> bool {
        self.woken.swap(false, Ordering::Relaxed)
    }
}

/// Stops the program as the system would have; returns when it goes on.
///
/// # Errors
/// The system does not let it be stopped.
#[cfg(unix)]
pub fn stop() -> io::Result<()> {
    signal_hook::low_level::emulate_default_handler(signal_hook::consts::SIGTSTP)
}

/// Nothing to do: programs are not stopped here.
///
/// # Errors
/// None here.
#[cfg(not(unix))]
pub fn stop() -> io::Result<()> {
    Ok(())
}
