//! An e-mail that is not sent yet: the paper attached, a subject and a text that say no more than its reference.
//!
//! Mail programs open it as a draft. Nobody is named, and no word of the paper stands in the text.

use jiff::Timestamp;
use mail_builder::MessageBuilder;
use mail_builder::headers::date::Date;
use mail_builder::headers::raw::Raw;
use uuid::Uuid;

use super::PaperError;
use super::fonts::clean;

/// What is attached.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Attached {
    /// Name of the file: references only.
    pub name: String,
    /// Its media type.
    pub media: &'static str,
    /// Its bytes.
    pub bytes: Vec<u8>,
}

/// A draft.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Draft {
    /// Address it goes to; nothing where the area's list has none.
    pub to: Option<String>,
    /// Its subject: marking and reference.
    pub subject: String,
    /// Its text.
    pub text: String,
    /// What is attached.
    pub attached: Vec<Attached>,
    /// Marks the message apart from every other.
    pub id: Uuid,
}

/// Writes a draft. `made` is the moment it was made.
///
/// # Errors
/// Only when memory runs out under the writer.
pub fn write(draft: &Draft, made: Timestamp) -> Result<Vec<u8>, PaperError> {
    let one_line = |text: &str| clean(text).replace('\n', " ");
    let mut message = MessageBuilder::new()
        // What Outlook and others take for "not sent yet, open it to be edited".
        .header("X-Unsent", Raw::new("1"))
        .message_id(format!("{}@convenor.invalid", draft.id))
        .date(Date::new(made.as_second()))
        .subject(one_line(&draft.subject))
        .text_body(clean(&draft.text).into_owned());
    message = match &draft.to {
        Some(to) => message.to(one_line(to)),
        // An empty line invites whoever opens it to fill it in.
        None => message.header("To", Raw::new("")),
    };
    let message = draft.attached.iter().fold(message, |message, attached| {
        message.attachment(attached.media, one_line(&attached.name), attached.bytes.as_slice())
    });
    Ok(message.write_to_vec()?)
}

#[cfg(test)]
mod tests {
    use mail_parser::{MessageParser, MimeHeaders};

    use super::*;

    #[test]
    fn a_draft_is_read_back_with_what_is_attached() {
        let draft = Draft {
            to: Some("housing@example.org".to_owned()),
            subject: "OFFICIAL-SENSITIVE: MARAC-2026-11-26\r\nBcc: thief@example.org".to_owned(),
            text: "Attached: minutes of MARAC-2026-11-26.\n".to_owned(),
            attached: vec![Attached {
                name: "MARAC-2026-11-26-minutes.pdf".to_owned(),
                media: "application/pdf",
                bytes: b"%PDF-1.7 \x00\xff".to_vec(),
            }],
            id: Uuid::nil(),
        };
        let bytes = write(&draft, "2026-11-27T09:00:00Z".parse().unwrap()).unwrap();
        let message = MessageParser::default().parse(&bytes).unwrap();
        assert!(message.header("X-Unsent").is_some());
        assert!(message.bcc().is_none(), "a line feed in the subject starts no header");
        assert_eq!(message.to().unwrap().first().unwrap().address(), Some("housing@example.org"));
        let part = message.attachment(0).unwrap();
        assert_eq!(part.attachment_name(), Some("MARAC-2026-11-26-minutes.pdf"));
        assert_eq!(part.contents(), b"%PDF-1.7 \x00\xff");
        let nobody = write(&Draft { to: None, ..draft }, "2026-11-27T09:00:00Z".parse().unwrap()).unwrap();
        assert!(String::from_utf8_lossy(&nobody).contains("To: \r\n"));
    }
}
