//! What differs between systems: whether a closed terminal is told, and whether a pasted block arrives as one event.

use std::io;
use std::sync::Arc;
use std::sync::atomic::AtomicBool;

/// Whether a pasted block arrives as a burst of keys, since the terminal does not mark it.
pub const PASTES_ARRIVE_AS_KEYS: bool = cfg!(windows);

/// Becomes true when the terminal is closed under the program.
///
/// # Errors
/// The system does not let itself be listened to.
#[cfg(unix)]
pub fn hung_up() -> io::Result<Arc<AtomicBool>> {
    let flag = Arc::new(AtomicBool::new(false));
    signal_hook::flag::register(signal_hook::consts::SIGHUP, Arc::clone(&flag))?;
    Ok(flag)
}

/// Never true: here the end of a terminal is the end of its input.
///
/// # Errors
/// None here.
#[cfg(not(unix))]
pub fn hung_up() -> io::Result<Arc<AtomicBool>> {
    Ok(Arc::new(AtomicBool::new(false)))
}
