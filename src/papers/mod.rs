//! Papers: documents out.
//!
//! A [`Document`] says what a paper holds, in order, and nothing about where it falls. [`layout`] measures it and
//! makes pages, which are values; [`pdf`] translates pages into bytes. The same document is written as plain text
//! ([`text`]), one page for a browser ([`html`]), data ([`json`]), its tables as a list ([`csv`]) and a workbook
//! ([`xlsx`]), a Word document ([`docx`]), and an e-mail draft around a PDF ([`eml`]). Nothing here reads a clock, a
//! record or a file: the moment of creation is a parameter and the faces are part of the program. What a paper *says*
//! is decided by whoever builds the document.

pub mod actions;
pub mod agenda;
pub mod annex;
pub mod approval;
pub mod chair_brief;
pub mod chronology;
pub mod csv;
pub mod data_return;
pub mod document;
pub mod docx;
pub mod eml;
pub mod evidence;
pub mod expiries;
pub mod fonts;
pub mod gap_sheet;
pub mod html;
pub mod ics;
pub mod invitation;
pub mod json;
pub mod layout;
pub mod minutes;
pub mod notice;
pub mod outcomes;
pub mod own;
pub mod pdf;
pub mod printed;
pub mod receipt;
pub mod register;
pub mod reminder;
pub mod report;
pub mod research;
pub mod steering;
pub mod text;
pub mod transfer_pack;
pub mod xlsx;

mod blocks;
mod chart;
mod copy;
mod fill;
mod flat;
mod groups;
mod head;
mod letter;
mod parts;
mod picture;
mod rewrite;
mod tables;
mod wording;
mod words;

pub use blocks::{
    Align, Block, Column, KeyValue, Language, Level, Link, List, Marker, Note, Row, Run, Table, Text,
};
pub use chart::{Chart, ChartKind, Figure, Series};
pub use copy::Copy;
pub use document::{Document, Footer};
pub use fill::{Fill, Part};
pub use picture::Picture;
pub use words::person as person_words;

/// Why a paper could not be made.
#[derive(Debug, thiserror::Error)]
pub enum PaperError {
    /// Header and footer together leave less than half of the page for the text.
    #[error(
        "the marking, header and footer leave no room for the text; shorten the header lines or the recipient"
    )]
    NoRoom,
    /// A built-in face could not be read: the program itself is damaged.
    #[error("the built-in face {0} could not be read; install Convenor again")]
    Face(&'static str),
    /// A face could not be reduced to the letters used.
    #[error("the letters used could not be taken from the face {face}")]
    Subset {
        /// The face concerned.
        face: &'static str,
        /// What the subsetter says.
        source: subsetter::Error,
    },
    /// A picture cannot be printed; the words say why and what to do.
    #[error("the picture cannot be used: {0}")]
    Picture(&'static str),
    /// A password cannot seal a paper; the words say why and what to do.
    #[error("the password cannot be used: {0}")]
    Password(&'static str),
    /// The system gives no random numbers to seal with.
    #[error("the paper could not be sealed: the system gives no random numbers")]
    Random,
    /// The PDF could not be put together.
    #[error("the PDF could not be put together")]
    Pdf(#[from] lopdf::Error),
    /// The PDF could not be written out.
    #[error("the PDF could not be written out")]
    Write(#[from] std::io::Error),
    /// A calendar entry is about a moment, and the paper has none.
    #[error("it is about no moment; only an invitation is written for a calendar")]
    NoMoment,
    /// The list could not be written.
    #[error("the list could not be written")]
    List(#[from] ::csv::Error),
    /// The workbook could not be written.
    #[error("the workbook could not be written: {0}")]
    Workbook(#[from] rust_xlsxwriter::XlsxError),
    /// The data could not be written.
    #[error("the data could not be written")]
    Json(#[from] serde_json::Error),
    /// The Word document could not be packed.
    #[error("the Word document could not be packed")]
    Packed(#[from] zip::result::ZipError),
}
