//! Deferring a case: the form that the agenda and the room share. It says when the case was deferred before.

use crate::app::dialog::Dialog;
use crate::app::effect::Tag;
use crate::app::widgets::form::{Field, Filled};
use crate::domain::id::Id;
use crate::domain::private::Private;
use crate::domain::request::{Defer, Request};
use crate::domain::rows::agenda::AgendaItem;

/// What the form is called by whoever listens.
pub const DEFER: Tag = Tag(u64::MAX - 1);

/// Asks why, and what keeps the victim safe until then.
pub fn form(item: &AgendaItem, reference: &str) -> Dialog {
    let before = match item.deferrals {
        0 => String::new(),
        1 => " (deferred once before)".to_owned(),
        times => format!(" (deferred {times} times before)"),
    };
    let reason = item.deferred.as_ref().map_or("", Private::reveal);
    let interim = item.interim.as_ref().map_or("", Private::reveal);
    let fields = vec![
        Field::long("reason", "Why", reason),
        Field::long("interim", "Safe until then by", interim).optional(),
    ];
    Dialog::form(format!("Defer {reference}{before}"), DEFER, fields).about(item.id.uuid())
}

/// The request of the filled form.
pub fn request(item: Id<AgendaItem>, values: &Filled) -> Option<Request> {
    let reason = values.text("reason")?;
    Some(Request::Defer(Defer { item, reason, interim: values.text("interim") }))
}
