//! Text of a document: runs with emphasis, language and where they lead.
//!
//! All text is [`Private`]: a paper is about people, so no `Debug` shows a word of it.

use std::borrow::Cow;

use crate::domain::private::Private;

/// A language by its BCP 47 tag, so that a screen reader pronounces rightly.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Language(Cow<'static, str>);

impl Language {
    /// British English, the language of papers unless told otherwise.
    pub const ENGLISH: Self = Self(Cow::Borrowed("en-GB"));
    /// Welsh.
    pub const WELSH: Self = Self(Cow::Borrowed("cy"));

    /// A language by BCP 47 tag, such as `pl`.
    pub fn new(tag: impl Into<Cow<'static, str>>) -> Self {
        Self(tag.into())
    }

    /// The BCP 47 tag.
    pub fn tag(&self) -> &str {
        &self.0
    }
}

/// Where a stretch of text leads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Link {
    /// To the [`Block::Anchor`](super::Block::Anchor) of this name in the same paper; where there is none the text leads nowhere.
    Place(String),
    /// To an address: `https://…` or `mailto:…`.
    Address(String),
}

/// A stretch of text in one weight and one language.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Run {
    /// The words.
    pub text: Private,
    /// Set in bold.
    pub strong: bool,
    /// Where it differs from the document's.
    pub language: Option<Language>,
    /// Where it leads.
    pub link: Option<Link>,
}

impl Run {
    /// Plain text in the document's language.
    pub fn plain(text: impl Into<Private>) -> Self {
        Self { text: text.into(), strong: false, language: None, link: None }
    }
}

/// Text: runs one after the other. A line feed in a run is a line break.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Text(Vec<Run>);

impl Text {
    /// Text in bold.
    pub fn strong(text: impl Into<Private>) -> Self {
        Self::default().and_strong(text)
    }

    /// Adds plain text; blanks are the caller's.
    #[must_use]
    pub fn and(self, text: impl Into<Private>) -> Self {
        self.with(Run::plain(text))
    }

    /// Adds bold text.
    #[must_use]
    pub fn and_strong(self, text: impl Into<Private>) -> Self {
        self.with(Run { strong: true, ..Run::plain(text) })
    }

    /// Adds text in another language.
    #[must_use]
    pub fn and_in(self, language: Language, text: impl Into<Private>) -> Self {
        self.with(Run { language: Some(language), ..Run::plain(text) })
    }

    /// Adds text that leads somewhere.
    #[must_use]
    pub fn and_link(self, link: Link, text: impl Into<Private>) -> Self {
        self.with(Run { link: Some(link), ..Run::plain(text) })
    }

    /// Adds a run; an empty one is dropped.
    #[must_use]
    pub fn with(mut self, run: Run) -> Self {
        if !run.text.is_empty() {
            self.0.push(run);
        }
        self
    }

    /// The runs, none of them empty.
    pub fn runs(&self) -> &[Run] {
        &self.0
    }

    /// Whether nothing was written.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Puts other words in place of those that `rewrite` changes.
    pub(crate) fn rewrite(&mut self, rewrite: &mut impl FnMut(&str) -> Option<String>) {
        for run in &mut self.0 {
            if let Some(text) = rewrite(run.text.reveal()) {
                run.text = text.into();
            }
        }
    }

    /// The words alone, as they were written.
    pub(crate) fn words(&self) -> String {
        self.0.iter().map(|run| run.text.reveal()).collect()
    }

    /// The same words, leading nowhere and in no language of their own.
    pub(crate) fn bare(&self) -> Self {
        Self(self.0.iter().cloned().map(|run| Run { language: None, link: None, ..run }).collect())
    }

    /// The same words, all in bold.
    pub(crate) fn emphasised(&self) -> Self {
        Self(self.0.iter().cloned().map(|run| Run { strong: true, ..run }).collect())
    }

    /// Appends another text on a new line.
    pub(crate) fn append(&mut self, other: Self) {
        if !self.is_empty() && !other.is_empty() {
            self.0.push(Run::plain("\n"));
        }
        self.0.extend(other.0);
    }
}

impl<T: Into<Private>> From<T> for Text {
    fn from(text: T) -> Self {
        Self::default().and(text)
    }
}
