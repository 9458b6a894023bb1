//! The dialogs of papers: for whom, how, and where to.

use super::{CORRECT, LOOK, LOOKED_UP, Papers, VERIFY, WRITE, WRITTEN};
use crate::app::dialog::Dialog;
use crate::app::effect::{Effect, Effects, Tag};
use crate::app::route::Route;
use crate::app::widgets::form::{Field, Filled};
use crate::domain::id::Id;
use crate::domain::paper::{Edition, For, Format, Of, Subject, Wanted};
use crate::service::ask::{Ask, Offered};
use crate::service::job::Passphrase;
use crate::service::papers::{Options, Order, To};

/// Words of the choice of a reader.
const FULL: &str = "full";
const REDACTED: &str = "redacted";
const EVERY: &str = "every";
const AGENCY: &str = "agency:";

const LARGE: &str = "large";
const SEALED: &str = "sealed";

impl Papers {
    /// For whom, how and where a paper is written.
    pub(super) fn write_form(&self) -> Effects {
        let Some(offered) = self.chosen() else { return Effects::none() };
        let mut fields = self.whom(offered, true);
        let formats = offered.kind.shape().map_or(&[Format::Pdf][..], |shape| shape.formats);
        let formats = formats.iter().map(|format| (format.word().to_owned(), name(*format).to_owned()));
        fields.push(Field::choice("format", "Written as", formats.collect()));
        fields.push(Field::choice(
            "size",
            "Type",
            vec![
                (String::new(), "usual, 10 point".to_owned()),
                (LARGE.to_owned(), "large, 18 point".to_owned()),
            ],
        ));
        fields.extend(self.seal_and_place());
        self.ask("Write the", WRITE, fields)
    }

    /// For whom a paper is looked at.
    pub(super) fn look_form(&self) -> Effects {
        let Some(offered) = self.chosen() else { return Effects::none() };
        let fields = self.whom(offered, false);
        if fields.is_empty() {
            let wanted = Wanted::of(offered.kind, self.about.clone());
            return Effect::Go(Route::Preview(Box::new(wanted))).into();
        }
        self.ask("Look at the", LOOK, fields)
    }

    fn ask(&self, doing: &str, tag: Tag, fields: Vec<Field>) -> Effects {
        let Some(offered) = self.chosen() else { return Effects::none() };
        let title = format!("{doing} {} of {}", offered.kind, self.reference());
        Effect::ask(Dialog::form(title, tag, fields)).into()
    }

    /// The fields that say about what and for whom.
    fn whom(&self, offered: &Offered, writing: bool) -> Vec<Field> {
        let Some(shape) = offered.kind.shape() else { return Vec::new() };
        let mut fields = Vec::new();
        if shape.of == Of::Item {
            let cases =
                offered.cases.iter().map(|(id, reference)| (id.uuid().to_string(), reference.clone()));
            fields.push(Field::choice("case", "Case", cases.collect()));
        }
        let agency = |(key, name): &(String, String)| (format!("{AGENCY}{key}"), name.clone());
        let each = (EVERY.to_owned(), "every agency, a copy each".to_owned());
        let mut readers: Vec<(String, String)> = Vec::new();
        match shape.to {
            For::Anybody => {
                readers.push((FULL.to_owned(), "in full: chair, coordinator".to_owned()));
                readers.extend(writing.then_some(each));
                readers.extend(offered.agencies.iter().map(agency));
                readers.push((REDACTED.to_owned(), "redacted: may reach the perpetrator".to_owned()));
            }
            For::EachAgency => {
                readers.extend(writing.then_some(each));
                readers.extend(offered.agencies.iter().map(agency));
            }
            For::Office | For::Referrer | For::Named => {}
        }
        if !readers.is_empty() {
            fields.push(Field::choice("reader", "Reader", readers));
        }
        if matches!(shape.to, For::Anybody | For::Named) {
            fields.push(Field::line("recipient", "For (agency, post)", "").optional());
        }
        if let Subject::Forum { from, to, .. } = &self.about {
            fields.push(Field::date("from", "From", Some(*from)));
            fields.push(Field::date("until", "Until", Some(*to)));
        }
        if shape.kind.is_cut_off() {
            fields.push(Field::date("known", "Only what was known on", None).optional());
        }
        fields.extend(shape.kind.words_wanted().map(|label| Field::line("words", label, "").optional()));
        if shape.kind.may_oppose() {
            fields.push(Field::line("despite", "Opposing sides all the same, because", "").optional());
        }
        fields
    }

    fn seal_and_place(&self) -> Vec<Field> {
        vec![
            Field::choice(
                "seal",
                "Seal",
                vec![
                    (String::new(), "none: in clear".to_owned()),
                    (SEALED.to_owned(), "a new password for each PDF".to_owned()),
                ],
            ),
            Field::line("folder", "Folder", &format!("{}-papers", self.reference())),
            Field::line("why", "Why it is issued", "").optional(),
        ]
    }

    /// Where corrections go.
    pub(super) fn correct_form(&self) -> Effects {
        let title = format!("Corrections of papers of {}", self.reference());
        Effect::ask(Dialog::form(title, CORRECT, self.seal_and_place())).into()
    }

    /// Which file is looked up.
    pub(super) fn verify_form(&self) -> Effects {
        Effect::ask(Dialog::form("Is this file ours?", VERIFY, vec![Field::line("path", "File", "")])).into()
    }

    /// A form was filled in.
    pub(super) fn filled(&self, tag: Tag, values: &Filled) -> Effects {
        let folder = || values.text("folder").map(|folder| folder.reveal().into());
        match tag {
            WRITE => folder().map_or_else(Effects::none, |folder| self.write(values, folder)),
            LOOK => match self.wanted(values).into_iter().next() {
                Some(wanted) => Effect::Go(Route::Preview(Box::new(wanted))).into(),
                None => Effects::none(),
            },
            CORRECT => folder().map_or_else(Effects::none, |folder| {
                let order = Order::Correct { about: self.about.clone(), options: options(values), folder };
                Effect::Papers { order: Box::new(order), tag: WRITTEN }.into()
            }),
            VERIFY => values.text("path").map_or_else(Effects::none, |path| {
                Effect::look(Ask::Verify(path.reveal().into()), LOOKED_UP).into()
            }),
            _ => Effects::none(),
        }
    }

    fn write(&self, values: &Filled, folder: std::path::PathBuf) -> Effects {
        let order =
            Order::Write { wanted: self.wanted(values), options: options(values), to: To::Folder(folder) };
        Effect::Papers { order: Box::new(order), tag: WRITTEN }.into()
    }

    /// The papers that the form asks for: one, or one for each agency.
    fn wanted(&self, values: &Filled) -> Vec<Wanted> {
        let Some(offered) = self.chosen() else { return Vec::new() };
        let case = values.choice("case").and_then(|case| case.parse().ok()).map(Id::new);
        let subject = match (&self.about, case) {
            (Subject::Meeting(meeting), Some(case)) => Subject::Item(*meeting, case),
            (Subject::Forum { forum, from, to }, _) => Subject::Forum {
                forum: forum.clone(),
                from: values.date("from").unwrap_or(*from),
                to: values.date("until").unwrap_or(*to),
            },
            (about, _) => about.clone(),
        };
        let recipient = values.text("recipient").map(|who| who.reveal().to_owned()).unwrap_or_default();
        let whole = Wanted {
            recipient,
            known_on: values.date("known"),
            words: values.text("words"),
            despite: values.text("despite"),
            ..Wanted::of(offered.kind, subject)
        };
        let copy = |(key, name): &(String, String)| Wanted {
            edition: Edition::Agency(key.clone()),
            recipient: name.clone(),
            ..whole.clone()
        };
        match values.choice("reader") {
            Some(EVERY) => offered.agencies.iter().map(copy).collect(),
            Some(REDACTED) => vec![Wanted { edition: Edition::Redacted, ..whole }],
            Some(reader) => match reader.strip_prefix(AGENCY) {
                Some(key) => offered.agencies.iter().filter(|(known, _)| known == key).map(copy).collect(),
                None => vec![whole],
            },
            None => vec![whole],
        }
    }
}

fn options(values: &Filled) -> Options {
    let format = values.choice("format").and_then(Format::parse).unwrap_or(Format::Pdf);
    Options {
        format,
        large_print: values.choice("size") == Some(LARGE),
        password: None::<Passphrase>,
        new_password: values.choice("seal") == Some(SEALED),
        why: values.text("why"),
    }
}

/// What a format is called.
const fn name(format: Format) -> &'static str {
    match format {
        Format::Pdf => "PDF",
        Format::Html => "HTML, one file",
        Format::Text => "plain text",
        Format::Json => "JSON, for programs",
        Format::Csv => "CSV, its tables",
        Format::Xlsx => "Excel workbook",
        Format::Docx => "Word document",
        Format::Ics => "calendar entry",
        Format::Eml => "e-mail draft",
    }
}
