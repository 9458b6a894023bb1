//! The stack of open screens, and how effects are applied to it.

use super::App;
use super::command::Command;
use super::dialog::{Dialog, DialogScreen};
use super::effect::{Effect, Effects, Shown, Tag, Toast, Tone};
use super::lock::Why;
use super::opened::Screens;
use super::route::Route;
use super::screen::{Msg, Screen};
use super::widgets::chrome;
use super::widgets::form::Form;
use crate::domain::refusal::Refusal;
use crate::domain::reply::Reply;
use crate::service::ask::{ActionFilter, Answer};
use crate::service::job::{Job, Ticket};
use crate::service::paperwork::Paperwork;
use crate::service::plan::Plan;

/// Names an open screen; never used again, so that a late answer finds nobody rather than somebody else.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct ScreenId(u64);

/// An open screen and the one that opened it.
pub(super) struct Open {
    pub(super) id: ScreenId,
    opener: Option<ScreenId>,
    pub(super) screen: Screens,
}

impl App {
    /// Opens a screen on top.
    pub(super) fn push(&mut self, route: Route, opener: Option<ScreenId>) {
        self.put(Screens::open(route), opener);
    }

    /// Opens a question over the top screen.
    fn ask(&mut self, dialog: Dialog, opener: ScreenId) {
        let mut screen = DialogScreen::new(dialog);
        screen.hide(self.cx.privacy);
        self.put(Screens::Dialog(screen), Some(opener));
    }

    fn put(&mut self, mut screen: Screens, opener: Option<ScreenId>) {
        self.next_screen += 1;
        let id = ScreenId(self.next_screen);
        let effects = screen.as_screen_mut().enter(&self.cx);
        self.stack.push(Open { id, opener, screen });
        self.apply(id, effects, None);
    }

    /// Position of the lowest screen in sight: the topmost one that is not a dialog.
    pub(super) fn base(&self) -> usize {
        self.stack.iter().rposition(|open| !open.screen.as_screen().overlay()).unwrap_or(0)
    }

    /// The dialog on top, if one is.
    pub(super) fn dialog(&self) -> Option<&Dialog> {
        match self.stack.last().map(|open| &open.screen) {
            Some(Screens::Dialog(screen)) => Some(screen.dialog()),
            _ => None,
        }
    }

    /// The form on top, to be filled in.
    pub(super) fn form_mut(&mut self) -> Option<&mut Form> {
        match self.stack.last_mut().map(|open| &mut open.screen) {
            Some(Screens::Dialog(screen)) => screen.form_mut(),
            _ => None,
        }
    }

    /// The screen that is stood on, dialogs apart.
    pub(super) fn standing(&self) -> Option<ScreenId> {
        self.stack.get(self.base()).map(|open| open.id)
    }

    /// How many screens and dialogs stand on one another.
    pub(super) const fn depth(&self) -> usize {
        self.stack.len()
    }

    /// The screen on top.
    pub(super) fn top(&self) -> Option<&dyn Screen> {
        self.stack.last().map(|open| open.screen.as_screen())
    }

    pub(super) fn top_takes_text(&self) -> bool {
        self.stack.last().is_some_and(|open| open.screen.as_screen().takes_text())
    }

    pub(super) fn tell_top(&mut self, msg: Msg) {
        if let Some(top) = self.stack.last().map(|open| open.id) {
            self.tell(top, msg);
        }
    }

    /// Tells the screen in sight under any dialog.
    pub(super) fn tell_base(&mut self, msg: &Msg) {
        if let Some(base) = self.stack.get(self.base()).map(|open| open.id) {
            self.tell(base, msg.clone());
        }
    }

    /// Tells a screen, if it is still open.
    pub(super) fn tell(&mut self, screen: ScreenId, msg: Msg) {
        self.tell_from(screen, msg, None);
    }

    fn tell_from(&mut self, screen: ScreenId, msg: Msg, form: Option<Dialog>) {
        let Some(open) = self.stack.iter_mut().find(|open| open.id == screen) else { return };
        let effects = open.screen.as_screen_mut().update(msg, &self.cx);
        self.apply(screen, effects, form);
    }

    /// Carries out a command: those of every screen here, the others by the screen on top.
    pub(super) fn perform(&mut self, command: Command) {
        let Some(top) = self.stack.last().map(|open| open.id) else { return };
        let effect = match command {
            Command::Quit => return self.leave(),
            Command::Lock => return self.lock(Why::Asked),
            Command::Mouse => self.turn_mouse(),
            Command::Redraw => return self.draw_afresh(),
            Command::Back => return self.back(),
            Command::Hold => Effect::say("kept as it is; Ctrl-q leaves Convenor"),
            Command::Help => Effect::Go(Route::Help(self.commands())),
            Command::Palette => Effect::Go(Route::Palette(self.commands())),
            Command::Privacy => self.privacy(),
            Command::Undo if self.asks_before_undo() => return self.tell(top, Msg::Command(command)),
            Command::Undo => Effect::Undo,
            Command::NextTheme => {
                self.cx.theme = self.cx.theme.next();
                Effect::say(format!("theme: {}", self.cx.theme.name))
            }
            Command::Refresh => return self.tell_base(&Msg::Changed),
            Command::Today => Effect::Visit(Route::Today),
            Command::Cases => Effect::Visit(Route::Cases),
            Command::People => Effect::Visit(Route::People),
            Command::FindAnything => Effect::Go(Route::Find),
            Command::Meetings => Effect::Visit(Route::Meetings),
            Command::Subjects => Effect::Visit(Route::Subjects),
            Command::PapersOf => match self.stack.last().and_then(|open| open.screen.as_screen().papers()) {
                Some(about) => Effect::Go(Route::Papers(about)),
                None => return,
            },
            Command::Plan => Effect::Visit(Route::Plan),
            Command::Flags => Effect::Visit(Route::Flags),
            Command::Services => Effect::Visit(Route::Services),
            Command::Forums => Effect::Visit(Route::Forums),
            Command::Reports => Effect::Visit(Route::Reports),
            Command::Actions => {
                Effect::Visit(Route::Actions(ActionFilter { live: true, ..ActionFilter::default() }))
            }
            Command::Area => Effect::Visit(Route::Area),
            Command::WhatWasDone => Effect::Visit(Route::Done),
            Command::ReferralDesk => Effect::Visit(Route::Desk),
            Command::Import | Command::ImportHere => Effect::Visit(Route::Import),
            command => return self.tell(top, Msg::Command(command)),
        };
        self.apply(top, effect.into(), None);
    }

    /// What can be done on the screen on top, help and palette apart.
    fn commands(&self) -> Vec<Command> {
        self.stack.last().map(|open| chrome::live(open.screen.as_screen())).unwrap_or_default()
    }

    /// Hides names and narrative, in open forms too, or shows them again.
    fn hide(&mut self, hidden: bool) {
        self.cx.privacy = hidden;
        for open in &mut self.stack {
            if let Screens::Dialog(dialog) = &mut open.screen {
                dialog.hide(hidden);
            }
        }
    }

    /// Whether undo is asked for where what was done is listed, and what it would put back is said first.
    fn asks_before_undo(&self) -> bool {
        matches!(self.stack.last().map(|open| &open.screen), Some(Screens::Done(_)))
    }

    /// One key hides names; two steps show them again.
    fn privacy(&self) -> Effect {
        if !self.cx.privacy {
            return Effect::Privacy(true);
        }
        Effect::ask(Dialog::Confirm {
            question: "Show names again?".to_owned(),
            detail: "Everybody who can see this screen will see them.".to_owned(),
            yes: Effect::Privacy(false).into(),
        })
    }

    /// Leaves the program; asks when that would lose what is typed in a form.
    fn leave(&mut self) {
        let asking = self.stack.last().is_some_and(
            |open| matches!(&open.screen, Screens::Dialog(dialog) if matches!(dialog.dialog(), Dialog::Confirm { .. })),
        );
        let Some(top) = self.stack.last().map(|open| open.id) else { return };
        if asking || !self.loses_a_form() {
            self.quitting = true;
            return;
        }
        let question = Dialog::Confirm {
            question: "Leave with a form half filled in?".to_owned(),
            detail: "What is typed in it has not been saved and will be lost.".to_owned(),
            yes: Effect::Quit.into(),
        };
        self.apply(top, Effect::ask(question).into(), None);
    }

    /// Whether leaving now would lose what is typed in a form.
    pub(super) fn loses_a_form(&self) -> bool {
        let typed =
            |open: &Open| matches!(&open.screen, Screens::Dialog(dialog) if dialog.dialog().is_dirty());
        !self.aside.is_empty() || self.stack.iter().any(typed)
    }

    /// Goes back. A form with something typed in it is put aside; the home screen stays.
    fn back(&mut self) {
        self.toast = None;
        let Some(open) = self.stack.last() else { return };
        if let Screens::Dialog(dialog) = &open.screen
            && dialog.dialog().is_dirty()
        {
            let dialog = dialog.dialog().clone();
            self.aside.insert(dialog.title().to_owned(), dialog);
            self.show(Tone::Plain, "what was typed is kept: the same key brings it back");
        } else if open.screen.as_screen().holds_back() {
            return self.tell_top(Msg::Command(Command::Back));
        }
        self.pop();
    }

    /// Takes the top screen off; what is below reads its data again when it comes into sight.
    fn pop(&mut self) -> Option<ScreenId> {
        if self.stack.len() < 2 {
            return None;
        }
        let gone = self.stack.pop()?;
        if !gone.screen.as_screen().overlay() {
            self.enter_top();
        }
        gone.opener
    }

    fn enter_top(&mut self) {
        let Some(open) = self.stack.last_mut() else { return };
        let (id, effects) = (open.id, open.screen.as_screen_mut().enter(&self.cx));
        self.apply(id, effects, None);
    }

    pub(super) fn show(&mut self, tone: Tone, words: impl Into<String>) {
        self.toast = Some(Shown { toast: Toast { tone, words: words.into() }, at: self.cx.now });
        self.redraw = true;
    }

    /// Applies effects in order, on behalf of a screen; `form` is the one that a request comes from.
    pub(super) fn apply(&mut self, mut actor: ScreenId, effects: Effects, form: Option<Dialog>) {
        let mut form = form;
        for effect in effects.0 {
            match effect {
                Effect::Go(route) => self.push(route, Some(actor)),
                Effect::Swap(route) => {
                    self.stack.pop();
                    self.push(route, Some(actor));
                }
                Effect::Visit(route) => self.visit(route),
                Effect::Back => {
                    form = self.top_form();
                    actor = self.pop().unwrap_or(actor);
                }
                Effect::Ask(dialog) => {
                    let dialog = self.as_left(*dialog);
                    self.ask(dialog, actor);
                }
                Effect::Tell(msg) => self.tell_from(actor, *msg, form.take()),
                Effect::Perform(command) => self.perform(command),
                Effect::Toast(toast) => self.show(toast.tone, toast.words),
                Effect::Quit => self.quitting = true,
                Effect::Privacy(hidden) => self.hide(hidden),
                run @ (Effect::Run { .. } | Effect::Together { .. } | Effect::Adopt { .. }) => {
                    self.job(actor, run, form.take());
                }
                job => self.job(actor, job, None),
            }
        }
    }

    /// A dialog with what was typed when a form of the same title was left; titles say which case.
    fn as_left(&mut self, mut dialog: Dialog) -> Dialog {
        if let Dialog::Form { form: fresh, .. } = &mut dialog {
            let names = |form: &Form| form.fields.iter().map(|field| field.name).collect::<Vec<_>>();
            let fields = names(fresh);
            if let Some(Dialog::Form { form: left, .. }) = self.aside.remove(dialog.title())
                && names(&left) == fields
                && let Dialog::Form { form: fresh, .. } = &mut dialog
            {
                *fresh = left;
            }
        }
        dialog
    }

    /// The form on top, as it stands.
    fn top_form(&self) -> Option<Dialog> {
        match self.stack.last().map(|open| &open.screen) {
            Some(Screens::Dialog(dialog)) if matches!(dialog.dialog(), Dialog::Form { .. }) => {
                Some(dialog.dialog().clone())
            }
            _ => None,
        }
    }

    /// Goes to one of the places, with only the home screen below.
    fn visit(&mut self, route: Route) {
        self.stack.truncate(1);
        if matches!(route, Route::Today) {
            self.enter_top();
        } else {
            let home = self.stack.first().map(|open| open.id);
            self.push(route, home);
        }
    }

    /// Turns an effect into a job with a ticket.
    fn job(&mut self, actor: ScreenId, effect: Effect, form: Option<Dialog>) {
        let now = self.cx.now;
        let job = match effect {
            Effect::Run { request, tag, consumes } => Job::Execute {
                ticket: self.tickets.issue_with_form(actor, tag, now, form),
                change: self.ids.next(),
                request,
                consumes,
            },
            Effect::Together { requests, tag } => Job::Together {
                ticket: self.tickets.issue_with_form(actor, tag, now, form),
                change: self.ids.next(),
                requests,
            },
            Effect::Undo => {
                Job::Undo { ticket: self.tickets.issue(actor, Tag::default(), now), change: self.ids.next() }
            }
            Effect::Look { ask, tag } => Job::Look { ticket: self.tickets.issue(actor, tag, now), ask },
            Effect::Save { about, text, to, tag } => {
                Job::Save { ticket: self.tickets.issue(actor, tag, now), about, text, to }
            }
            Effect::Papers { order, tag } => {
                Job::Papers { ticket: self.tickets.issue_with_form(actor, tag, now, form), order }
            }
            Effect::Adopt { from, tag } => {
                Job::Adopt { ticket: self.tickets.issue_with_form(actor, tag, now, form), from }
            }
            Effect::Paperwork { work, tag } => Job::Paperwork {
                ticket: match &*work {
                    Paperwork::Import { .. } => self.tickets.issue_told(actor, tag, now),
                    _ => self.tickets.issue_with_form(actor, tag, now, form),
                },
                change: self.ids.next(),
                work,
            },
            Effect::Keep { place, text, turn } => Job::Keep { place, text, turn },
            Effect::Recall(place) => {
                Job::Recall { ticket: self.tickets.issue_at(actor, place.clone(), now), place }
            }
            _ => return,
        };
        self.jobs.push(job);
    }

    /// A request was carried out or refused: says so, tells who asked, and has what is in sight read again.
    pub(super) fn done(&mut self, ticket: Ticket, outcome: Result<Reply, Refusal>) {
        let Some(pending) = self.tickets.take(ticket) else { return };
        let carried_out = outcome.is_ok();
        match &outcome {
            Ok(reply) if reply.warnings.is_empty() => self.show(Tone::Good, reply.words.clone()),
            Ok(reply) => self.show(Tone::Plain, format!("{}; {}", reply.words, reply.warnings.join("; "))),
            Err(refusal) => self.show(Tone::Bad, refusal.to_string()),
        }
        if let (Err(refusal), Some(mut form)) = (&outcome, pending.form) {
            if let Dialog::Form { refused, form, .. } = &mut form {
                *refused = Some(refusal.to_string());
                form.dirty = true;
            }
            if self.stack.iter().any(|open| open.id == pending.screen) {
                self.ask(form, pending.screen);
            } else {
                self.aside.insert(form.title().to_owned(), form);
            }
        }
        self.tell(pending.screen, Msg::Done { tag: pending.tag, outcome });
        if carried_out {
            self.tell_base(&Msg::Changed);
        }
    }

    /// What became of a list: refused, planned, or taken in, after which what is in sight is read again.
    pub(super) fn planned(&mut self, ticket: Ticket, outcome: Result<Box<Plan>, Refusal>) {
        let Some(pending) = self.tickets.take(ticket) else { return };
        let kept = outcome.as_ref().is_ok_and(|plan| plan.kept);
        match &outcome {
            Ok(plan) if plan.kept => {
                let counts = plan.counts();
                let added = counts.rows - counts.already - counts.refused;
                self.show(
                    Tone::Good,
                    format!("{added} of {} rows taken in; undo takes all of it back", counts.rows),
                );
            }
            Ok(_) => {}
            Err(refusal) => self.show(Tone::Bad, refusal.to_string()),
        }
        self.tell(pending.screen, Msg::Planned { tag: pending.tag, outcome });
        if kept {
            self.tell_base(&Msg::Changed);
        }
    }

    /// A question was answered; a refusal is shown even when whoever asked has gone.
    pub(super) fn answered(&mut self, ticket: Ticket, outcome: Result<Answer, Refusal>) {
        let Some(pending) = self.tickets.take(ticket) else { return };
        if let Err(refusal) = &outcome {
            self.show(Tone::Bad, refusal.to_string());
        }
        self.tell(pending.screen, Msg::Answer { tag: pending.tag, outcome });
    }
}
