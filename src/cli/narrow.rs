//! What narrows and sorts a list on the command line: the same filter words as in the terminal.

use clap::Args;

use super::failure::Failure;
use super::out::Out;
use super::session::Session;
use crate::domain::filter::{Known, List, Read, SHIPPED, Sort, SortBy, read};
use crate::domain::rows::area::Agency;
use crate::service::ask::{Answer, Ask, SavedView};

/// Words, filter, order and view of a list.
#[derive(Debug, Clone, Default, Args)]
pub struct Narrow {
    /// Words that a line must hold, or filter words such as agency:housing
    words: Vec<String>,
    /// Filter words: "agency:housing is:overdue -is:closed due:<7d"
    #[arg(long, value_name = "WORDS", allow_hyphen_values = true)]
    filter: Option<String>,
    /// Column to sort by; with - before it the other way round
    #[arg(long, value_name = "COLUMN", allow_hyphen_values = true)]
    sort: Option<String>,
    /// A view: one that comes with the program, or your own
    #[arg(long, value_name = "NAME")]
    view: Option<String>,
}

impl Narrow {
    /// A text of filter words alone.
    pub fn by(filter: Option<String>) -> Self {
        Self { filter, ..Self::default() }
    }

    /// What is asked, in filter words.
    ///
    /// # Errors
    /// When there is no such view, or the list has no such column.
    pub fn text(&self, session: &Session, list: List) -> Result<String, Failure> {
        let mut words = Vec::new();
        if let Some(name) = &self.view {
            words.push(view(session, list, name)?);
        }
        if let Some(sort) = &self.sort {
            let sort = Sort::typed(sort, list).ok_or_else(|| {
                let columns: Vec<&str> = SortBy::of(list).iter().map(|by| by.word()).collect();
                let known =
                    if columns.is_empty() { "it has its own order".to_owned() } else { columns.join(", ") };
                Failure::Usage(format!("{} cannot be sorted by {sort}: {known}", list.word()))
            })?;
            words.push(format!("sort:{}", sort.word()));
        }
        words.extend(self.filter.clone());
        words.extend(self.words.iter().cloned());
        Ok(words.join(" "))
    }

    /// The same, with a warning for each word that is not understood.
    ///
    /// # Errors
    /// As [`Narrow::text`].
    pub fn told(&self, session: &Session, list: List, out: &Out) -> Result<String, Failure> {
        let text = self.text(session, list)?;
        for note in understood(session, &text, list)?.notes {
            out.warn(&note);
        }
        Ok(text)
    }
}

/// Filter words, understood by what the area calls its own.
///
/// # Errors
/// When the record cannot be read.
pub fn understood(session: &Session, text: &str, list: List) -> Result<Read, Failure> {
    let known = Known::of(session.area(), &session.rows().all::<Agency>()?);
    Ok(read(text, list, &known, session.now().today()))
}

/// The views of a list that the user has saved.
///
/// # Errors
/// When the record cannot be read.
pub fn saved(session: &Session, list: List) -> Result<Vec<SavedView>, Failure> {
    match session.look(&Ask::Views(list))? {
        Answer::Views(views) => Ok(views),
        _ => Err(Failure::unanswered()),
    }
}

/// The words of a view: one's own before one that comes with the program.
fn view(session: &Session, list: List, name: &str) -> Result<String, Failure> {
    let same = |known: &str| known.eq_ignore_ascii_case(name.trim());
    let own = saved(session, list)?;
    if let Some(view) = own.iter().find(|view| same(&view.name)) {
        return Ok(view.words.reveal().to_owned());
    }
    let shipped = SHIPPED.iter().filter(|view| view.list == list);
    shipped.clone().find(|view| same(view.name)).map(|view| view.words.to_owned()).ok_or_else(|| {
        let known: Vec<&str> =
            own.iter().map(|view| view.name.as_str()).chain(shipped.map(|view| view.name)).collect();
        Failure::Usage(format!("no view of {} is called {name}; there are {}", list.word(), known.join(", ")))
    })
}
