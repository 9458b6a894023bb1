//! The service over a record in memory.
