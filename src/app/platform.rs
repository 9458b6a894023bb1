//! What differs between systems: how the program is asked to end, and whether a pasted block arrives as one event.

use std::io;
use std::sync::Arc;
use std::sync::atomic::AtomicBool;

/// Whether a pasted block arrives as a burst of keys, since the terminal does not mark it.
pub const PASTES_ARRIVE_AS_KEYS: bool = cfg!(windows);

/// Becomes true when the system asks the program to end: the terminal was closed, or somebody told it to.
///
/// # Errors
/// The system does not let itself be listened to.
#[cfg(unix)]
pub fn asked_to_end() -> io::Result<Arc<AtomicBool>> {
    use signal_hook::consts::{SIGHUP, SIGTERM};
    let flag = Arc::new(AtomicBool::new(false));
    for signal in [SIGHUP, SIGTERM] {
        signal_hook::flag::register(signal, Arc::clone(&flag))?;
    }
    Ok(flag)
}

/// Becomes true when the system asks the program to end; elsewhere the terminal's end ends the program's input.
///
/// # Errors
/// None here.
#[cfg(not(unix))]
pub fn asked_to_end() -> io::Result<Arc<AtomicBool>> {
    Ok(Arc::new(AtomicBool::new(false)))
}
