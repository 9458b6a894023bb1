//! A paper that was built, before it is written anywhere.

use crate::domain::data_return::DataReturn;
use crate::domain::paper::LeftOut;
use crate::papers::Document;

/// A paper that was built, and what it does not hold.
#[derive(Debug, Clone)]
pub struct Made {
    /// What it says.
    pub document: Document,
    /// What was taken out for its reader, each with its reason.
    pub left_out: Vec<LeftOut>,
    /// The paper that a letter is about: sent by e-mail, the letter is the text and this is attached.
    pub enclosed: Option<Document>,
    /// The file that other people's programs read, for a paper that has one: written as CSV and XLSX in its own layout.
    pub file: Option<DataReturn>,
}

impl From<Document> for Made {
    /// A paper from which nothing had to be left out.
    fn from(document: Document) -> Self {
        Self { document, left_out: Vec::new(), enclosed: None, file: None }
    }
}

impl From<(Document, Vec<LeftOut>)> for Made {
    /// A paper with what was left out of it.
    fn from((document, left_out): (Document, Vec<LeftOut>)) -> Self {
        Self { document, left_out, enclosed: None, file: None }
    }
}
