//! The bytes of a paper in the format asked for.
//!
//! A paper to read has no columns to be filled in; those go into what can be edited: a workbook, a list, a Word file.
//! What can be sealed is sealed; an e-mail draft carries the paper as PDF, and as a workbook too where it is to come
//! back filled in.

use uuid::Uuid;
use zeroize::Zeroizing;

use super::made::Made;
use super::password::generated;
use crate::domain::area::AreaData;
use crate::domain::calendar::show_day_year;
use crate::domain::paper::{Edition, Format, Wanted};
use crate::domain::private::Private;
use crate::domain::refusal::Refusal;
use crate::domain::tools::papers::{Letter, Passage, Placeholder, Template, Values};
use crate::papers::eml::{Attached, Draft};
use crate::papers::ics::Sitting;
use crate::papers::pdf::Password;
use crate::papers::{self, Block, Document, PaperError, pdf};
use crate::service::clock::Now;
use crate::service::job::Passphrase;

/// How a copy is written.
#[derive(Debug, Clone)]
pub struct Options {
    /// In which format.
    pub format: Format,
    /// In 18 point type instead of 10.
    pub large_print: bool,
    /// A password without which a PDF cannot be opened.
    pub password: Option<Passphrase>,
    /// Whether each copy is sealed with a new password of its own, told once in the reply.
    pub new_password: bool,
    /// Why it is issued, for the register.
    pub why: Option<Private>,
}

impl Options {
    /// With the new password that was asked for, if one was.
    ///
    /// # Errors
    /// When the system gives no random numbers.
    pub fn sealed(&self) -> Result<Self, Refusal> {
        let mut sealed = self.clone();
        if self.new_password {
            sealed.password = Some(generated()?);
        }
        Ok(sealed)
    }

    /// A PDF in the usual size, in clear.
    pub const fn pdf() -> Self {
        Self { format: Format::Pdf, large_print: false, password: None, new_password: false, why: None }
    }
}

/// What a file is called by besides what it says.
pub struct About<'a> {
    /// What was asked for.
    pub wanted: &'a Wanted,
    /// Reference of what the paper is about.
    pub reference: &'a str,
    /// Name of the file, of references only.
    pub file: String,
    /// What a calendar is told, of an invitation.
    pub calendar: Option<Sitting>,
    /// Marks a message apart from every other.
    pub id: Uuid,
    /// Reference of the meeting, for a paper of one.
    pub meeting: String,
    /// Name of the forum it comes from; of the area where it is about a person.
    pub forum: String,
}

/// The bytes of a paper in a format.
///
/// # Errors
/// When the paper cannot be written so: it has no table, the password cannot seal it.
pub fn bytes(
    made: &Made,
    now: Now,
    options: &Options,
    area: &AreaData,
    about: &About<'_>,
) -> Result<Vec<u8>, Refusal> {
    written(made, now, options, area, about)
        .map_err(|error| Refusal::rule(format!("the {} could not be made: {error}", about.wanted.kind)))
}

fn written(
    made: &Made,
    now: Now,
    options: &Options,
    area: &AreaData,
    about: &About<'_>,
) -> Result<Vec<u8>, PaperError> {
    let document = &made.document;
    match options.format {
        Format::Pdf => sealed(document, now, options),
        Format::Html => Ok(papers::html::write(&document.to_read()).into_bytes()),
        Format::Text => Ok(papers::text::write(&document.to_read()).into_bytes()),
        Format::Json => papers::json::write(&document.to_read()),
        Format::Csv => match &made.file {
            Some(file) => papers::data_return::csv(file),
            None => papers::csv::write(document),
        },
        Format::Xlsx => match &made.file {
            Some(file) => papers::data_return::xlsx(file, now.at),
            None => papers::xlsx::write(document, now.at),
        },
        Format::Docx => papers::docx::write(&document.to_edit(), now.at),
        Format::Ics => match &about.calendar {
            Some(sitting) => Ok(papers::ics::write(sitting, now.at).into_bytes()),
            None => Err(PaperError::NoMoment),
        },
        Format::Eml => papers::eml::write(&draft(made, now, options, area, about)?, now.at),
    }
}

fn sealed(document: &Document, now: Now, options: &Options) -> Result<Vec<u8>, PaperError> {
    let password = options.password.as_ref().map(|typed| Zeroizing::new(typed.reveal().to_owned()));
    let password = password.map(Password::new).transpose()?;
    let options = pdf::Options { created: now.at, large_print: options.large_print, password };
    pdf::write(&document.to_read(), &options)
}

/// The message a paper goes out with. It says what is attached by reference, and nothing of what stands in it.
fn draft(
    made: &Made,
    now: Now,
    options: &Options,
    area: &AreaData,
    about: &About<'_>,
) -> Result<Draft, PaperError> {
    let document = &made.document;
    let named = |ending: Format| format!("{}.{}", about.file.trim_end_matches(".eml"), ending.word());
    let attached =
        |format: Format, media: &'static str, bytes| Attached { name: named(format), media, bytes };
    let mut attachments = Vec::new();
    let is_form = document.blocks.iter().any(|block| matches!(block, Block::Table(table) if table.is_form()));
    if let Some(sitting) = &about.calendar {
        let entry = papers::ics::write(sitting, now.at).into_bytes();
        attachments.push(attached(Format::Ics, "text/calendar; charset=utf-8; method=PUBLISH", entry));
    } else if let Some(enclosed) = &made.enclosed {
        let name = format!("{}-enclosed.{}", about.reference, Format::Pdf);
        attachments.push(Attached { name, media: "application/pdf", bytes: sealed(enclosed, now, options)? });
    } else {
        attachments.push(attached(Format::Pdf, "application/pdf", sealed(document, now, options)?));
    }
    // A workbook cannot be sealed: what was asked to be sealed does not leave beside its seal in clear.
    if is_form && options.password.is_none() {
        let sheet = papers::xlsx::write(document, now.at)?;
        attachments.push(attached(
            Format::Xlsx,
            "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            sheet,
        ));
    }
    let agency = match &about.wanted.edition {
        Edition::Agency(key) => area.agencies.get(key),
        Edition::Full | Edition::Redacted => None,
    };
    let kind = if made.enclosed.is_some() { Letter::Approval } else { Letter::Mail };
    let template = area.papers.template(kind);
    let recipient = if about.wanted.recipient.is_empty() { "you" } else { &about.wanted.recipient };
    let day = show_day_year(now.today());
    let values: &Values<'_> = &[
        (Placeholder::Reference, about.reference),
        (Placeholder::Meeting, &about.meeting),
        (Placeholder::Forum, &about.forum),
        (Placeholder::Area, &area.name),
        (Placeholder::Paper, about.wanted.kind.word()),
        (Placeholder::Recipient, recipient),
        (Placeholder::Date, &day),
    ];
    let line = template.subject_line(values).unwrap_or_else(|| about.reference.to_owned());
    let marking = &document.marking;
    let subject = if marking.is_empty() { line } else { format!("{marking}: {line}") };
    let senior = agency.filter(|agency| agency.senior.as_deref() == Some(recipient));
    let mailbox = match senior {
        Some(agency) => agency.senior_email.clone(),
        None => agency.and_then(|agency| agency.email.clone()),
    };
    Ok(Draft {
        to: mailbox,
        subject,
        text: match &made.enclosed {
            Some(_) => {
                let opening = passages(&template, values).join("\n\n");
                format!("{opening}\n\n{}", papers::text::write(&document.to_read()))
            }
            None => letter(&template, values, options, attachments.len() > 1),
        },
        attached: attachments,
        id: about.id,
    })
}

/// The text of the message: the area's words, then what the reader has to know of what is attached.
fn letter(template: &Template, values: &Values<'_>, options: &Options, comes_back: bool) -> String {
    let mut paragraphs = passages(template, values);
    if options.password.is_some() {
        paragraphs.push("It opens with a password, which reaches you another way.".to_owned());
    }
    if comes_back {
        paragraphs.push(
            "Please fill in the coloured columns of the workbook and send it back as an answer to this message."
                .to_owned(),
        );
    }
    paragraphs.join("\n\n") + "\n"
}

/// The paragraphs of a letter that has no place for facts.
fn passages(template: &Template, values: &Values<'_>) -> Vec<String> {
    let passages = template.passages(values).into_iter();
    passages
        .filter_map(|passage| match passage {
            Passage::Paragraph(text) => Some(text),
            Passage::Facts => None,
        })
        .collect()
}
