//! Papers out of the record: made for a reader, previewed, written and registered, and looked up again.
//!
//! [`make()`] builds a paper from the facts its reader may see and says what was left out; [`write`](mod@write) turns
//! it into a file, registered before it is put in place; `verify` says of a file whether it is one of ours. What a
//! paper says stands in the papers room, which papers there are in `domain::paper`.

mod bytes;
mod case;
mod chronology;
mod forum;
mod invitation;
mod made;
mod make;
mod meeting;
mod order;
mod password;
mod person;
mod reader;
mod remind;
mod round;
mod story;
mod verify;
mod write;

pub use super::ask::Verdict;
pub use bytes::Options;
pub use made::Made;
pub use make::{facts, make};
pub use order::{Order, To, carry_out};
pub use password::generated;
pub use round::remind;
pub use story::{preview, recipients, story};
pub use verify::verify;
pub use write::{correct, export, file_name, handed, sheets, write, write_all};
