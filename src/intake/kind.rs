//! What a document is, told from its bytes: the name it was saved under is not asked.

use super::csv::decode;
use super::packed::Packed;

/// A kind of document that is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A spreadsheet (XLSX).
    Workbook,
    /// A Word document (DOCX).
    Word,
    /// A saved e-mail.
    Mail,
    /// JSON.
    Json,
    /// Text: a list with separators, or a form typed or pasted.
    Text,
}

/// A document that is not read: what it is, and what to do.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{0}")]
pub struct NotRead(pub String);

/// How documents begin that are not read, and what to say.
const REFUSED: &[(&[u8], &str)] = &[
    (
        b"%PDF",
        "it is a PDF; ask for the Word form or the list behind it, or keep it with the case as an attachment",
    ),
    (
        b"\xd0\xcf\x11\xe0",
        "it is an older Office file or protected by a password; open it and save it as .docx or .xlsx without one",
    ),
    (b"{\\rtf", "it is rich text; open it in the word processor and save it as .docx"),
    (b"\x89PNG", "it is a picture; keep it with the case as an attachment, or type the form"),
    (b"\xff\xd8\xff", "it is a picture; keep it with the case as an attachment, or type the form"),
    (b"GIF8", "it is a picture; keep it with the case as an attachment, or type the form"),
];

/// What a document is.
///
/// # Errors
/// When it is of a kind that is not read.
pub fn kind(bytes: &[u8]) -> Result<Kind, NotRead> {
    if let Some((_, why)) = REFUSED.iter().find(|(begins, _)| bytes.starts_with(begins)) {
        return Err(NotRead((*why).to_owned()));
    }
    if bytes.starts_with(b"PK") {
        let packed = Packed::open(bytes).map_err(|bad| NotRead(bad.to_string()))?;
        return office(&packed);
    }
    let text = decode(bytes.get(..bytes.len().min(1 << 16)).unwrap_or(bytes));
    Ok(if looks_json(&text) {
        Kind::Json
    } else if looks_mail(&text) {
        Kind::Mail
    } else {
        Kind::Text
    })
}

fn office(packed: &Packed) -> Result<Kind, NotRead> {
    let refused = |why: &str| Err(NotRead(why.to_owned()));
    if packed.has("xl/workbook.xml") {
        Ok(Kind::Workbook)
    } else if packed.has("word/document.xml") {
        Ok(Kind::Word)
    } else if packed.has("xl/workbook.bin") {
        refused("it is a binary spreadsheet; save it as .xlsx")
    } else if packed.has("content.xml") {
        refused("it is an OpenDocument file; save it as .docx or .xlsx")
    } else {
        refused("it is a zip file with no list or form in it; unpack it and take in what is inside")
    }
}

fn looks_json(text: &str) -> bool {
    let mut letters = text.chars().filter(|letter| !letter.is_whitespace() && *letter != '\u{feff}');
    match (letters.next(), letters.next()) {
        (Some('{'), Some('"' | '}')) => true,
        (Some('['), next) => next.is_some_and(|next| matches!(next, '{' | ']' | '[' | '"')),
        _ => false,
    }
}

/// Whether it opens with the header of a message as it was sent, not as a mail program shows one.
fn looks_mail(text: &str) -> bool {
    let header: Vec<&str> = text.lines().take_while(|line| !line.trim().is_empty()).take(200).collect();
    let has = |name: &str| {
        header
            .iter()
            .any(|line| line.get(..name.len()).is_some_and(|begins| begins.eq_ignore_ascii_case(name)))
    };
    has("from:") && (has("mime-version:") || has("message-id:") || has("content-type:"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn kinds_are_told_by_what_is_inside() {
        let xlsx: &[u8] = include_bytes!("../../tests/data/referrals.xlsx");
        for (bytes, expected) in [
            (xlsx, Kind::Workbook),
            (b" [ {\"ref\": 1}]".as_slice(), Kind::Json),
            (b"{\"ref\": 1}", Kind::Json),
            (b"[Ref],Name\n1,Kershaw", Kind::Text),
            (b"From: a@example.org\nSubject: x\nMIME-Version: 1.0\n\nhello", Kind::Mail),
            (b"From: Jo\nSent: Monday\nSubject: x\n\nVictim: Mary", Kind::Text),
            (b"Ref;Name\n1;Kershaw", Kind::Text),
            (b"", Kind::Text),
        ] {
            assert_eq!(kind(bytes), Ok(expected));
        }
        assert!(kind(b"%PDF-1.7").unwrap_err().to_string().contains("attachment"));
        assert!(kind(b"PK\x03\x04 no zip").unwrap_err().to_string().contains("damaged"));
    }
}
