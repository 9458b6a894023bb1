//! Why a command did not do what it was asked, and the exit code that says so.

use std::io;

use crate::domain::refusal::Refusal;
use crate::record::RecordError;

/// A command that was not carried out.
#[derive(Debug, thiserror::Error)]
pub enum Failure {
    /// The rules, the record or the disk said no; nothing was changed.
    #[error("{0}")]
    Refused(String),
    /// The command does not make sense as written.
    #[error("{0}")]
    Usage(String),
    /// No passphrase, or not the right one.
    #[error("{0}")]
    Locked(String),
    /// Whoever read the output went away.
    #[error("the output was closed")]
    Pipe,
}

impl Failure {
    /// The exit code: 1 refused, 2 usage, 3 locked.
    pub const fn code(&self) -> u8 {
        match self {
            Self::Pipe => 0,
            Self::Refused(_) => 1,
            Self::Usage(_) => 2,
            Self::Locked(_) => 3,
        }
    }

    /// The answer was to another question; only a fault of the program gives it.
    pub fn unanswered() -> Self {
        Self::Refused("the record gave no answer to that".to_owned())
    }
}

impl From<Refusal> for Failure {
    fn from(refusal: Refusal) -> Self {
        Self::Refused(refusal.to_string())
    }
}

impl From<RecordError> for Failure {
    fn from(error: RecordError) -> Self {
        if error.is_locked() { Self::Locked(error.to_string()) } else { Self::Refused(error.to_string()) }
    }
}

impl From<io::Error> for Failure {
    fn from(error: io::Error) -> Self {
        match error.kind() {
            io::ErrorKind::BrokenPipe => Self::Pipe,
            _ => Self::Refused(error.to_string()),
        }
    }
}
