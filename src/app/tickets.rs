//! What has been asked of the record and not yet answered: which screen asked, and since when.

use std::collections::BTreeMap;

use jiff::civil::DateTime;

use super::dialog::Dialog;
use super::effect::Tag;
use super::shell::ScreenId;
use crate::service::job::{DraftPlace, Ticket};

/// Milliseconds after which something awaited is said to be awaited (our default).
const LATE: i128 = 150;

/// Something awaited.
pub(super) struct Pending {
    /// Who asked.
    pub(super) screen: ScreenId,
    /// What they call it.
    pub(super) tag: Tag,
    /// The form it came from, to be shown again if it is refused.
    pub(super) form: Option<Dialog>,
    place: Option<DraftPlace>,
    since: DateTime,
    /// Whether the screen that asked tells itself how far it has come.
    told: bool,
}

/// Everything awaited.
#[derive(Default)]
pub(super) struct Tickets {
    next: u64,
    pending: BTreeMap<Ticket, Pending>,
}

impl Tickets {
    /// A new ticket for a screen.
    pub(super) fn issue(&mut self, screen: ScreenId, tag: Tag, since: DateTime) -> Ticket {
        self.issue_for(Pending { screen, tag, form: None, place: None, since, told: false })
    }

    /// A new ticket for something long, of which the screen tells how far it has come.
    pub(super) fn issue_told(&mut self, screen: ScreenId, tag: Tag, since: DateTime) -> Ticket {
        self.issue_for(Pending { screen, tag, form: None, place: None, since, told: true })
    }

    /// Who asked, and what they call it, while it is still awaited.
    pub(super) fn of(&self, ticket: Ticket) -> Option<(ScreenId, Tag)> {
        self.pending.get(&ticket).map(|pending| (pending.screen, pending.tag))
    }

    /// A new ticket for a request that a form asked for.
    pub(super) fn issue_with_form(
        &mut self,
        screen: ScreenId,
        tag: Tag,
        since: DateTime,
        form: Option<Dialog>,
    ) -> Ticket {
        self.issue_for(Pending { screen, tag, form, place: None, since, told: false })
    }

    /// A new ticket for a kept line.
    pub(super) fn issue_at(&mut self, screen: ScreenId, place: DraftPlace, since: DateTime) -> Ticket {
        self.issue_for(Pending {
            screen,
            tag: Tag::default(),
            form: None,
            place: Some(place),
            since,
            told: false,
        })
    }

    fn issue_for(&mut self, pending: Pending) -> Ticket {
        self.next += 1;
        let ticket = Ticket(self.next);
        self.pending.insert(ticket, pending);
        ticket
    }

    /// Who asked, once it is answered.
    pub(super) fn take(&mut self, ticket: Ticket) -> Option<Pending> {
        self.pending.remove(&ticket)
    }

    /// Who asked for a kept line, and where it was kept.
    pub(super) fn recalled(&mut self, ticket: Ticket) -> Option<(ScreenId, DraftPlace)> {
        let pending = self.take(ticket)?;
        Some((pending.screen, pending.place?))
    }

    pub(super) fn is_empty(&self) -> bool {
        self.pending.is_empty()
    }

    /// Whether something has been awaited for so long that it should be said.
    pub(super) fn is_late(&self, now: DateTime) -> bool {
        let mut awaited = self.pending.values().filter(|pending| !pending.told);
        awaited.any(|pending| now.duration_since(pending.since).as_millis() >= LATE)
    }
}
