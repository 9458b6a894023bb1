//! The dialogs of the minutes: approval, comments, addenda, papers written out.

use jiff::civil::DateTime;

use super::{ADDENDUM, ANSWER, Approval, COMMENT, DEEMED, DONE, EXPORT, HERE, MAIL, SHEETS};
use crate::app::cx::Cx;
use crate::app::dialog::Dialog;
use crate::app::effect::{Effect, Effects, Tag};
use crate::app::widgets::form::{Field, Filled};
use crate::domain::id::Id;
use crate::domain::paper::{PaperKind, Subject, Wanted};
use crate::domain::private::Private;
use crate::domain::request::{AddAddendum, AddComment, AnswerComment, Approve, DeemApproved, Request};
use crate::domain::rows::meeting::MeetingState;
use crate::domain::rows::minutes::Comment;
use crate::service::papers::{Options, Order, To};

/// Said before anything is approved.
const FINAL: &str = "What the minutes print is kept as a statement, and the meeting takes no more changes but dated \
                     addenda. Undo cannot reach this. Outcomes of actions stay open.";

impl Approval {
    /// Who approves; by e-mail, also when it was given and how.
    pub(super) fn approve_form(&self, mail: bool, cx: &Cx) -> Effects {
        let chair = self.meeting().and_then(|meeting| meeting.chair.as_ref()).map_or("", Private::reveal);
        let mut fields = vec![Field::line("by", "Approved by", chair)];
        if mail {
            fields.push(Field::line("how", "How", "by e-mail"));
            fields.push(Field::date("on", "Given on", Some(cx.today())));
            fields.push(Field::time("at", "At", None).optional());
        }
        let (title, tag) = if mail { ("Approval given of", MAIL) } else { ("Approval of", HERE) };
        Effect::ask(Dialog::form(format!("{title} {}", self.reference()), tag, fields)).into()
    }

    /// Asks once more: it cannot be undone.
    fn confirm(&self, values: &Filled, mail: bool) -> Effects {
        let Some(by) = values.text("by") else { return Effects::none() };
        let how = values
            .text("how")
            .filter(|_| mail)
            .map_or_else(|| "at the keyboard".to_owned(), |how| how.reveal().to_owned());
        let at = values
            .date("on")
            .filter(|_| mail)
            .map(|on| DateTime::from_parts(on, values.time("at").unwrap_or_default()));
        let missing = match self.story.as_ref().map_or(0, |story| story.lacks.len()) {
            0 => String::new(),
            1 => " One thing is incomplete.".to_owned(),
            lacks => format!(" {lacks} things are incomplete."),
        };
        let request = Request::Approve(Approve { meeting: self.id, by, how, at });
        let question = format!("Approve the minutes of {}?", self.reference());
        let detail = format!("{FINAL}{missing}");
        Effect::ask(Dialog::Confirm { question, detail, yes: Effect::run(request, DONE).into() }).into()
    }

    /// Asks before minutes are approved by silence.
    pub(super) fn deem(&self) -> Effects {
        let request = Request::DeemApproved(DeemApproved { meeting: self.id });
        let question = format!("Are the minutes of {} deemed approved?", self.reference());
        let yes = Effect::run(request, DEEMED).into();
        Effect::ask(Dialog::Confirm { question, detail: FINAL.to_owned(), yes }).into()
    }

    /// Where the minutes are written to.
    pub(super) fn export_form(&self) -> Effects {
        let approved = self.state() == Some(MeetingState::Approved);
        let draft = if approved { "" } else { "-draft" };
        let name = format!("{}-minutes{draft}.pdf", self.reference());
        self.path_form("minutes", EXPORT, Field::line("path", "File", &name))
    }

    /// Where the action sheets are written to.
    pub(super) fn sheets_form(&self) -> Effects {
        let name = format!("{}-actions", self.reference());
        self.path_form("action sheets, one for each agency,", SHEETS, Field::line("path", "Folder", &name))
    }

    fn path_form(&self, what: &str, tag: Tag, field: Field) -> Effects {
        Effect::ask(Dialog::form(format!("Write the {what} of {}", self.reference()), tag, vec![field]))
            .into()
    }

    fn about(&self) -> Field {
        let mut cases = vec![(String::new(), "the meeting as a whole".to_owned())];
        let items = self.agenda.as_ref().map(|agenda| agenda.items.as_slice()).unwrap_or_default();
        cases.extend(items.iter().map(|line| {
            (line.case.id.uuid().to_string(), format!("{} {}", line.item.position, line.case.reference))
        }));
        Field::choice("case", "About", cases).optional()
    }

    /// An addendum to approved minutes.
    pub(super) fn addendum_form(&self) -> Effects {
        let fields = vec![self.about(), Field::long("words", "Addendum", "")];
        Effect::ask(Dialog::form(format!("Addendum to {}", self.reference()), ADDENDUM, fields)).into()
    }

    /// What somebody said of the draft.
    pub(super) fn comment_form(&self, cx: &Cx) -> Effects {
        let fields = vec![
            Field::line("from", "From (agency, post)", ""),
            Field::date("on", "Came on", Some(cx.today())),
            self.about(),
            Field::long("words", "What is said", ""),
        ];
        Effect::ask(Dialog::form(format!("Comment on {}", self.reference()), COMMENT, fields)).into()
    }

    /// What became of a comment.
    pub(super) fn answer_form(&self, comment: &Comment) -> Effects {
        let held = comment.answer.as_ref().map_or("", Private::reveal);
        let fields = vec![Field::long("words", "What was changed, or why nothing was", held)];
        let dialog = Dialog::form(format!("Answer to a comment on {}", self.reference()), ANSWER, fields);
        Effect::ask(dialog.about(comment.id.uuid())).into()
    }

    /// A form was filled in.
    pub(super) fn filled(&self, tag: Tag, about: Option<uuid::Uuid>, values: &Filled) -> Effects {
        let case = || values.choice("case").and_then(|case| case.parse().ok()).map(Id::new);
        let request = match tag {
            HERE | MAIL => return self.confirm(values, tag == MAIL),
            EXPORT => return self.write(PaperKind::Minutes, values),
            SHEETS => return self.write(PaperKind::ActionSheet, values),
            ADDENDUM => values
                .text("words")
                .map(|words| Request::AddAddendum(AddAddendum { meeting: self.id, case: case(), words })),
            COMMENT => values.text("from").zip(values.text("words")).map(|(from, words)| {
                let on = values.date("on");
                Request::AddComment(AddComment { meeting: self.id, case: case(), from, words, on })
            }),
            ANSWER => about.zip(values.text("words")).map(|(comment, answer)| {
                Request::AnswerComment(AnswerComment { comment: Id::new(comment), answer })
            }),
            _ => None,
        };
        request.map(|request| Effect::run(request, DONE)).into()
    }

    fn write(&self, kind: PaperKind, values: &Filled) -> Effects {
        let path = values.text("path");
        let order = |path: Private| {
            let place = path.reveal().into();
            Order::Write {
                wanted: vec![Wanted::of(kind, Subject::Meeting(self.id))],
                options: Options::pdf(),
                to: if kind == PaperKind::Minutes { To::File(place) } else { To::Folder(place) },
            }
        };
        path.map(|path| Effect::Papers { order: Box::new(order(path)), tag: DONE }).into()
    }
}
