//! The referral form: a new referral, or the form of a case to be changed, section by section.
//!
//! `page` is the form being filled in, `editor` the field that is typed in, `found` what the record would conclude of
//! it, `view` how it looks. Every change is kept, so that a killed program loses nothing; the people named are looked
//! up while they are typed.

mod editor;
mod found;
mod page;
#[cfg(test)]
mod tests;
mod view;

use ratatui::Frame;
use ratatui::layout::Rect;

use self::page::Page;
use crate::app::command::{Command, Scope};
use crate::app::cx::Cx;
use crate::app::dialog::Dialog;
use crate::app::effect::{Effect, Effects};
use crate::app::msg::Msg;
use crate::app::route::Route;
use crate::app::screen::Screen;
use crate::app::tag::Tag;
use crate::domain::id::Id;
use crate::domain::private::Private;
use crate::domain::referral::{Conclusion, Each, Field, Section};
use crate::domain::reply::Reply;
use crate::domain::request::{AmendCase, Request, TakeReferral};
use crate::domain::rows::case::Case;
use crate::service::ask::{Answer, Ask, CaseForm};
use crate::service::job::DraftPlace;

const FORM: Tag = Tag(1);
const FORESEEN: Tag = Tag(2);
const SAVE: Tag = Tag(3);
/// Said back by the question whether to set aside what cannot be read.
const ASIDE: Tag = Tag(4);
/// Said back by the question whether to forget what is typed.
const FORGET: Tag = Tag(5);

/// The referral form.
pub struct FormScreen {
    case: Option<Id<Case>>,
    /// What the record answered; the form in it is how it was then.
    given: Option<Box<CaseForm>>,
    page: Option<Page>,
    /// A form that was kept, until the record has answered.
    recalled: Option<Private>,
    conclusions: Vec<Conclusion>,
    /// What the record was asked by, and whether it has not answered yet.
    asked: Private,
    asking: bool,
    turn: u64,
    sent: bool,
    /// Whether what is wrong is shown everywhere, also where one is.
    tried: bool,
}

impl FormScreen {
    /// A new referral, or the form of a case.
    pub fn new(case: Option<Id<Case>>) -> Self {
        Self {
            case,
            given: None,
            page: None,
            recalled: None,
            conclusions: Vec::new(),
            asked: Private::default(),
            asking: false,
            turn: 0,
            sent: false,
            tried: false,
        }
    }

    fn place(&self) -> DraftPlace {
        DraftPlace { kind: "referral".to_owned(), about: self.case.map(Id::uuid) }
    }

    fn command(&mut self, command: Command, cx: &Cx) -> Effects {
        let today = cx.today();
        let Some(page) = &mut self.page else { return Effects::none() };
        match command {
            Command::ReferralNext => page.step(true),
            Command::ReferralPrevious => page.step(false),
            Command::ReferralDown if page.editor.line(true) => {}
            Command::ReferralUp if page.editor.line(false) => {}
            Command::ReferralDown => page.step(true),
            Command::ReferralUp => page.step(false),
            Command::ReferralSection => page.turn(true),
            Command::ReferralSectionBack => page.turn(false),
            Command::ReferralNewLine => {
                page.new_line(today);
                return self.changed();
            }
            Command::ReferralAnother => {
                page.another();
                return self.changed();
            }
            Command::ReferralRemove => {
                if !page.take_away() {
                    return Effect::sorry("only a child, or a perpetrator just added, can be taken away")
                        .into();
                }
                return self.changed();
            }
            Command::ReferralSave => return self.save(cx),
            Command::ReferralForget if page.is_changed() => {
                return Effect::ask(Dialog::Confirm {
                    question: "Forget what is typed in this form?".to_owned(),
                    detail: "It has not been saved and cannot be brought back.".to_owned(),
                    yes: Effect::Tell(Box::new(Msg::Picked(FORGET))).into(),
                })
                .into();
            }
            _ => {}
        }
        Effects::none()
    }

    /// Keeps what is typed, and looks people up when who is named has changed.
    fn changed(&mut self) -> Effects {
        self.turn += 1;
        let Some(page) = &self.page else { return Effects::none() };
        let keep = Effect::Keep { place: self.place(), text: page.draft(), turn: self.turn };
        Effects::from(keep).and(self.look_up())
    }

    fn look_up(&mut self) -> Effects {
        let Some(page) = self.page.as_ref().filter(|page| self.case.is_none() && page.names_anyone()) else {
            self.conclusions.clear();
            return Effects::none();
        };
        let identity = page.identity();
        if self.asking || identity == self.asked {
            return Effects::none();
        }
        self.asked = identity;
        self.asking = true;
        Effect::look(Ask::Foreseen(Box::new(page.form.clone())), FORESEEN).into()
    }

    fn save(&mut self, cx: &Cx) -> Effects {
        self.tried = true;
        let Some(page) = self.page.as_mut().filter(|_| !self.sent) else { return Effects::none() };
        if !page.names_anyone() {
            page.go((Field::VictimForename, 0));
            return Effect::sorry("name the victim or a perpetrator first").into();
        }
        let Some(wrong) = page.first_wrong() else { return self.send(cx) };
        let fields: Vec<&str> = page.wrong.keys().map(|(field, _)| field.label()).collect();
        let fields = fields.join(", ");
        page.go(wrong);
        if self.case.is_some() {
            return Effect::sorry(format!("cannot be read: {fields}")).into();
        }
        Effect::ask(Dialog::Confirm {
            question: format!("Take it in with what cannot be read set aside: {fields}?"),
            detail: "It will be on Today to be corrected. Nothing typed is lost.".to_owned(),
            yes: Effect::Tell(Box::new(Msg::Picked(ASIDE))).into(),
        })
        .into()
    }

    fn send(&mut self, cx: &Cx) -> Effects {
        let (Some(page), Some(given)) = (&self.page, &self.given) else { return Effects::none() };
        let request = match self.case {
            Some(case) if page.is_changed() => Request::AmendCase(AmendCase {
                case,
                was: Box::new(page.was.clone()),
                now: Box::new(page.form.clone()),
            }),
            Some(_) => return Effects::from(Effect::Back).and(Effect::say("nothing was changed")),
            None => {
                let mut form = page.with_set_aside();
                form.received.get_or_insert(cx.today());
                Request::TakeReferral(Box::new(TakeReferral {
                    forum: given.forum.clone(),
                    row: 1,
                    heard: false,
                    number: None,
                    form,
                }))
            }
        };
        self.sent = true;
        Effect::Run { request: Box::new(request), tag: SAVE, consumes: Some(self.place()) }.into()
    }

    /// It is in the record: on to the case.
    fn saved(reply: &Reply, amended: bool) -> Effects {
        match reply.ids.first().filter(|_| !amended) {
            Some(case) => Effect::Swap(Route::Case(Id::new(*case))).into(),
            None => Effect::Back.into(),
        }
    }

    /// The record has answered, and what was kept has come: the form begins.
    fn begin(&mut self, cx: &Cx) -> Effects {
        let Some(given) = self.given.as_ref().filter(|_| self.page.is_none()) else { return Effects::none() };
        let kept = self.recalled.take().and_then(|text| Page::kept(&text, cx.today()));
        let brought_back = kept.is_some();
        self.page = Some(kept.unwrap_or_else(|| Page::new(given.form.clone())));
        let look = self.look_up();
        if brought_back {
            return look.and(Effect::say("what was typed before is here again; it is not saved yet"));
        }
        look
    }

    fn recalled(&mut self, text: Option<Private>, cx: &Cx) -> Effects {
        let untouched = self.page.as_ref().is_none_or(|page| !page.is_changed());
        let Some(text) = text.filter(|text| untouched && !text.is_empty()) else { return Effects::none() };
        self.recalled = Some(text);
        if self.given.is_some() {
            self.page = None;
        }
        self.begin(cx)
    }

    fn forget(&mut self) -> Effects {
        if let Some(page) = &mut self.page {
            *page = Page::new(page.was.clone());
        }
        self.tried = false;
        self.changed()
    }
}

impl Screen for FormScreen {
    fn scope(&self) -> Scope {
        Scope::Referral
    }

    fn title(&self, _cx: &Cx) -> String {
        match self.given.as_ref().and_then(|given| given.reference.as_ref()) {
            Some(reference) => format!("Form of {reference}"),
            None if self.case.is_some() => "Form of a case".to_owned(),
            None => "New referral".to_owned(),
        }
    }

    fn enter(&mut self, _cx: &Cx) -> Effects {
        if self.page.is_some() {
            return Effects::none();
        }
        Effects::from(Effect::Recall(self.place())).and(Effect::look(Ask::CaseForm(self.case), FORM))
    }

    fn update(&mut self, msg: Msg, cx: &Cx) -> Effects {
        match msg {
            Msg::Command(command) => self.command(command, cx),
            Msg::Key(key) => {
                let meant = self.page.as_mut().is_some_and(|page| page.key(key, cx.today()));
                if meant { self.changed() } else { Effects::none() }
            }
            Msg::Paste(text) => {
                if let Some(page) = &mut self.page {
                    page.paste(&text, cx.today());
                }
                self.changed()
            }
            Msg::Answer { tag: FORM, outcome: Ok(Answer::CaseForm(given)) } => {
                self.given.get_or_insert(given);
                self.begin(cx)
            }
            Msg::Answer { tag: FORESEEN, outcome } => {
                self.asking = false;
                if let Ok(Answer::Foreseen(foreseen)) = outcome {
                    self.conclusions = foreseen.conclusions;
                }
                self.look_up()
            }
            Msg::Recalled { text, .. } => self.recalled(text, cx),
            Msg::Done { tag: SAVE, outcome } => {
                self.sent = false;
                outcome.map_or_else(|_| Effects::none(), |reply| Self::saved(&reply, self.case.is_some()))
            }
            Msg::Picked(ASIDE) => self.send(cx),
            Msg::Picked(FORGET) => self.forget(),
            _ => Effects::none(),
        }
    }

    fn view(&self, frame: &mut Frame, area: Rect, cx: &Cx) {
        view::view(self, frame, area, cx);
    }

    fn takes_text(&self) -> bool {
        self.page.is_some()
    }

    fn can(&self, command: Command) -> bool {
        let page = self.page.as_ref();
        match command {
            Command::ReferralAnother => page.is_some_and(|page| page.each() != Each::Form),
            Command::ReferralRemove => page.is_some_and(|page| {
                matches!(page.section, Section::Children | Section::Perpetrators)
                    && page.spot().0.each() != Each::Form
            }),
            Command::ReferralNewLine => page.is_some_and(|page| page.editor.is_long()),
            Command::ReferralForget => page.is_some_and(Page::is_changed),
            _ => true,
        }
    }
}
