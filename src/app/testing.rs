//! Helpers for tests of screens.
