//! The room in keystrokes.
