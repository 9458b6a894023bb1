//! What differs between systems: file modes, flushing a folder, a Mac's full flush. Nothing else does.

use std::fs::{self, File, OpenOptions};
use std::io;
use std::path::Path;

/// Whether the database must ask the drive itself to flush.
pub const FULL_FLUSH: bool = cfg!(target_os = "macos");

/// Opens a new file that only its owner can read or write; fails if there is one.
///
/// # Errors
/// The system's.
pub fn new_private_file(path: &Path) -> io::Result<File> {
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    {
        use std::os::unix::fs::OpenOptionsExt;
        options.mode(0o600);
    }
    options.open(path)
}

/// Makes a folder, and those above it, that only its owner can enter.
///
/// # Errors
/// The system's.
pub fn new_private_folder(path: &Path) -> io::Result<()> {
    fs::create_dir_all(path)?;
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        fs::set_permissions(path, fs::Permissions::from_mode(0o700))?;
    }
    Ok(())
}

/// Makes a rename inside a folder durable; Windows does it by itself.
///
/// # Errors
/// The system's.
pub fn flush_folder(path: &Path) -> io::Result<()> {
    if cfg!(unix) { File::open(path)?.sync_all() } else { Ok(()) }
}
