//! Carrying out requests: the only writer.

use std::cell::RefCell;
use std::sync::Arc;

use uuid::Uuid;

use super::ask::Who;
use super::clock::Now;
use super::job::DraftPlace;
use super::undone;
use crate::domain::area::{AreaData, Edition};
use crate::domain::entry::EntryKind;
use crate::domain::facts::Changes;
use crate::domain::id::Ids;
use crate::domain::private::Private;
use crate::domain::refusal::Refusal;
use crate::domain::reply::Reply;
use crate::domain::request::Request;
use crate::domain::rows::area::{Area, User, UserRole};
use crate::domain::rules::{self, Context};
use crate::record::follow::Seen;
use crate::record::local::DraftKey;
use crate::record::{Committed, Record, Stamp, Tx};

/// A record open for somebody, ready to carry out what they ask.
pub struct Service {
    record: Record,
    actor: Uuid,
    who: Who,
    area: Option<Arc<AreaData>>,
    /// What was last seen of the record, and which files were adopted then.
    seen: Option<(Seen, Edition)>,
    ids: RefCell<Box<dyn Ids + Send>>,
}

impl Service {
    /// Serves a record to the user who opened it. The area may not be set up yet.
    ///
    /// # Errors
    /// When the record cannot be read, or the user may not use it any more.
    pub(super) fn new(record: Record, handle: &str, ids: Box<dyn Ids + Send>) -> Result<Self, Refusal> {
        let mut service = Self {
            record,
            // Only the first request of a new record, which makes the user, is made by nobody.
            actor: Uuid::nil(),
            who: Who { handle: handle.to_owned(), role: UserRole::Administrator },
            area: None,
            seen: None,
            ids: RefCell::new(ids),
        };
        service.learn()?;
        Ok(service)
    }

    /// Reads who the user is and what the area has adopted.
    fn learn(&mut self) -> Result<(), Refusal> {
        let changes = Changes::new(&self.record);
        let user = changes.find::<User>("handle", &self.who.handle)?.into_iter().next();
        if let Some(user) = user {
            if !user.active {
                return Err(Refusal::rule("this user may not use the record any more"));
            }
            self.actor = user.id.uuid();
            self.who.role = user.role;
            self.area = Some(AreaData::read(&changes)?);
            self.seen = Some((self.record.view().seen()?, Edition::read(&changes)?));
        } else if !changes.all::<Area>()?.is_empty() {
            return Err(Refusal::rule("this user is not in the record"));
        }
        Ok(())
    }

    /// Reads the adopted files again when another window has adopted one.
    fn follow(&mut self) -> Result<(), Refusal> {
        let Some((seen, edition)) = &self.seen else { return Ok(()) };
        let now = self.record.view().seen()?;
        if now == *seen {
            return Ok(());
        }
        if Edition::read(&Changes::new(&self.record))? == *edition {
            let edition = edition.clone();
            self.seen = Some((now, edition));
            return Ok(());
        }
        self.learn()
    }

    /// Who is served.
    pub const fn who(&self) -> &Who {
        &self.who
    }

    /// What the area has adopted.
    ///
    /// # Errors
    /// Before the area is set up.
    pub fn area(&self) -> Result<Arc<AreaData>, Refusal> {
        self.area.clone().ok_or(Refusal::Unknown { what: "area" })
    }

    /// The record, for reading.
    pub const fn record(&self) -> &Record {
        &self.record
    }

    /// The record, for what is neither a request nor a question: users, rebuilding, the access log.
    pub const fn record_mut(&mut self) -> &mut Record {
        &mut self.record
    }

    /// Identifier of the acting user.
    pub const fn actor(&self) -> Uuid {
        self.actor
    }

    /// A new identifier: for a change about to be made.
    pub fn next_id(&self) -> Uuid {
        self.ids.borrow_mut().next()
    }

    /// Carries out one request under the identifier of the change; a retry of the same change adds nothing.
    ///
    /// # Errors
    /// [`Refusal`]; nothing was changed then.
    pub fn execute(
        &mut self,
        now: Now,
        change: Uuid,
        request: Request,
        consumes: Option<&DraftPlace>,
    ) -> Result<Reply, Refusal> {
        self.follow()?;
        let adopts = matches!(
            request,
            Request::SetUp(_) | Request::Adopt(_) | Request::SetSetting(_) | Request::NameAgency(_)
        );
        let draft = consumes.map(|place| self.draft_key(place));
        let session =
            Session { area: self.area.clone(), now, who: self.who.clone(), actor: self.actor, change };
        let mut tx = self.record.begin()?;
        if tx.has(change)? {
            return Ok(already());
        }
        let reply = session.step(&mut tx, self.ids.get_mut().as_mut(), request, draft.as_ref())?;
        tx.finish()?;
        if adopts {
            self.learn()?;
        }
        Ok(reply)
    }

    /// Carries out many requests in one transaction, as one change. A request that is refused changes nothing and
    /// does not stop the others. With `keep` false everything is taken back at the end: a dry run. `on_each` is told
    /// the place and outcome of each request and may stop the whole by returning `false`.
    ///
    /// # Errors
    /// When the record cannot be written; nothing is kept then.
    pub fn execute_all(
        &mut self,
        now: Now,
        change: Uuid,
        requests: impl Iterator<Item = Request>,
        keep: bool,
        mut on_each: impl FnMut(usize, Result<Reply, Refusal>) -> bool,
    ) -> Result<(), Refusal> {
        let session =
            Session { area: self.area.clone(), now, who: self.who.clone(), actor: self.actor, change };
        let mut tx = self.record.begin()?;
        if tx.has(change)? {
            return Ok(());
        }
        for (place, request) in requests.enumerate() {
            let outcome = session.step(&mut tx, self.ids.get_mut().as_mut(), request, None);
            if let Err(failure @ Refusal::Record(_)) = outcome {
                return Err(failure);
            }
            if !on_each(place, outcome) {
                return Err(Refusal::rule("stopped; nothing was taken in"));
            }
        }
        if keep {
            tx.finish()?;
        }
        Ok(())
    }

    /// Carries out requests one by one as one change, each with what it is told by: what is refused is told as a
    /// warning and does not stop the others.
    ///
    /// # Errors
    /// When every one is refused, or the record cannot be written; nothing is changed then.
    pub fn together(
        &mut self,
        now: Now,
        change: Uuid,
        requests: Vec<(String, Request)>,
    ) -> Result<Reply, Refusal> {
        self.follow()?;
        let (told, requests): (Vec<String>, Vec<Request>) = requests.into_iter().unzip();
        let mut reply = Reply::default();
        self.execute_all(now, change, requests.into_iter(), true, |place, outcome| {
            match outcome {
                Ok(done) => {
                    reply.references.extend(done.references);
                    reply.ids.extend(done.ids);
                }
                Err(refusal) => {
                    let what = told.get(place).map(String::as_str).unwrap_or_default();
                    reply.warnings.push(format!("{what}: {refusal}"));
                }
            }
            true
        })?;
        let done = told.len() - reply.warnings.len();
        if done == 0 {
            return Err(Refusal::rule(format!("nothing was changed: {}", reply.warnings.join("; "))));
        }
        reply.words = if reply.warnings.is_empty() {
            format!("{done} done as one change; undo takes them all back")
        } else {
            format!("{done} of {} done as one change", told.len())
        };
        Ok(reply)
    }

    /// Carries out requests made at different moments, in one transaction and as one change: how the history of the
    /// invented area is told. All of them or none.
    ///
    /// # Errors
    /// The first refusal; nothing is kept then.
    pub fn retell(
        &mut self,
        change: Uuid,
        requests: impl IntoIterator<Item = (Now, Request)>,
    ) -> Result<Vec<Reply>, Refusal> {
        let mut tx = self.record.begin()?;
        let mut replies = Vec::new();
        for (now, request) in requests {
            let session =
                Session { area: self.area.clone(), now, who: self.who.clone(), actor: self.actor, change };
            replies.push(session.step(&mut tx, self.ids.get_mut().as_mut(), request, None)?);
        }
        tx.finish()?;
        Ok(replies)
    }

    /// Undoes the user's own last change.
    ///
    /// # Errors
    /// When there is none, it was erased, or what it changed has moved since.
    pub fn undo(&mut self, now: Now, change: Uuid) -> Result<Reply, Refusal> {
        if self.who.role == UserRole::Reader {
            return Err(Refusal::rule("this user may read the record and not change it"));
        }
        let mut tx = self.record.begin()?;
        if tx.has(change)? {
            return Ok(already());
        }
        let last = tx.view().last_change(self.actor)?;
        let last = last.ok_or_else(|| Refusal::rule("there is nothing of yours to undo"))?;
        let entries = tx.view().reversal(last.group)?;
        let told = undone::told(tx.view(), &entries);
        let stamp = Stamp { at: now.at, actor: self.actor, group: change };
        tx.commit(&stamp, &entries, None)?;
        tx.finish()?;
        if last.kind == Some(EntryKind::Adopted) {
            self.learn()?;
        }
        let what = last.kind.map_or("change", EntryKind::word);
        let more =
            if told.len() > TOLD { format!("; and {} more", told.len() - TOLD) } else { String::new() };
        let told: Vec<String> = told.into_iter().take(TOLD).collect();
        Ok(Reply::said(format!("undone: {what}; {}{more}", told.join("; "))))
    }

    /// Keeps a line as typed so far; an empty one is forgotten.
    ///
    /// # Errors
    /// When the record cannot be written.
    pub fn keep(&mut self, place: &DraftPlace, text: &Private) -> Result<(), Refusal> {
        let key = self.draft_key(place);
        Ok(self.record.put_draft(&key, text)?)
    }

    /// The line kept at a place.
    ///
    /// # Errors
    /// When the record cannot be read.
    pub fn recall(&self, place: &DraftPlace) -> Result<Option<Private>, Refusal> {
        Ok(self.record.view().draft(&self.draft_key(place))?)
    }

    fn draft_key(&self, place: &DraftPlace) -> DraftKey {
        DraftKey { user: self.actor, scope: place.kind.clone(), meeting: None, about: place.about }
    }
}

/// Rows that an undo tells of at most, on the last line of a screen.
const TOLD: usize = 2;

/// What a retry is told: rules are not asked again about a change that was made.
fn already() -> Reply {
    Reply::said("already in the record")
}

/// What every request of one change has in common.
struct Session {
    area: Option<Arc<AreaData>>,
    now: Now,
    who: Who,
    actor: Uuid,
    change: Uuid,
}

impl Session {
    fn step(
        &self,
        tx: &mut Tx<'_>,
        ids: &mut dyn Ids,
        request: Request,
        draft: Option<&DraftKey>,
    ) -> Result<Reply, Refusal> {
        let mut context = Context {
            facts: &*tx,
            area: self.area.as_deref(),
            now: self.now.local,
            by: &self.who.handle,
            role: self.who.role,
            ids,
        };
        let decision = rules::decide(&mut context, request)?;
        let stamp = Stamp { at: self.now.at, actor: self.actor, group: self.change };
        match tx.commit(&stamp, &decision.entries, draft)? {
            Committed::Added => Ok(decision.reply),
            Committed::Already => Ok(already()),
        }
    }
}
