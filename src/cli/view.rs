//! `convenor view`: filter and order of a list under a name.

use clap::{Args, Subcommand};
use serde_json::json;

use super::Globals;
use super::failure::Failure;
use super::narrow::{saved, understood};
use super::out::Out;
use super::report::forum;
use super::session::{Session, private};
use crate::domain::filter::{List, SHIPPED};
use crate::domain::private::Private;
use crate::domain::report::Asked;
use crate::service::ask::SavedView;
use crate::service::job::DraftPlace;

/// Views.
#[derive(Debug, Subcommand)]
pub enum View {
    /// List the views of a list, or of every list
    List(Listing),
    /// Save filter words and order under a name, for yourself
    Save(Saving),
    /// Delete a view of your own
    Remove(Removing),
}

/// List the views: your own, and those that come with the program.
#[derive(Debug, Args)]
pub struct Listing {
    /// Only views of this list: cases, actions, desk, reports
    #[arg(value_name = "LIST", value_parser = list)]
    of: Option<List>,
}

/// Save filter words and order under a name. They are kept for you, beside this record, and are no change of it.
#[derive(Debug, Args)]
#[command(after_long_help = "\
Examples:
  convenor view save actions \"housing late\" \"agency:housing is:overdue sort:-age\"
  convenor action list --view \"housing late\"
  convenor view save reports \"board figures\" \"engagement forum:marac period:last-quarter outside\"
  convenor report --view \"board figures\"")]
pub struct Saving {
    /// Of which list: cases, actions, desk, reports
    #[arg(value_name = "LIST", value_parser = list)]
    of: List,
    /// Its name
    name: String,
    /// Filter words, with sort:COLUMN for the order
    words: String,
}

/// Delete a view of your own.
#[derive(Debug, Args)]
pub struct Removing {
    /// Of which list: cases, actions, desk, reports
    #[arg(value_name = "LIST", value_parser = list)]
    of: List,
    /// Its name
    name: String,
}

fn list(typed: &str) -> Result<List, String> {
    LISTS
        .into_iter()
        .find(|list| List::named(typed) == Some(*list))
        .ok_or_else(|| "one of cases, actions, desk, reports".to_owned())
}

/// Lists that have views.
const LISTS: [List; 4] = [List::Cases, List::Actions, List::Desk, List::Reports];

impl View {
    /// Carries it out.
    pub fn run(self, globals: &Globals, out: &mut Out) -> Result<(), Failure> {
        let mut session = Session::open(globals)?;
        match self {
            Self::List(listing) => listing.run(&session, out),
            Self::Save(saving) => {
                if saving.of == List::Reports {
                    Asked::read(&saving.words, |name| forum(&session, name), session.now().today())
                        .map_err(Failure::Usage)?;
                } else if let Some(note) =
                    understood(&session, &saving.words, saving.of)?.notes.into_iter().next()
                {
                    return Err(Failure::Usage(note));
                }
                let name = SavedView::name(&saving.name);
                keep(&mut session, saving.of, &name, &private(&saving.words))?;
                out.say(&format!("view {name} saved"));
                Ok(())
            }
            Self::Remove(removing) => {
                let name = SavedView::name(&removing.name);
                if saved(&session, removing.of)?.iter().all(|view| view.name != name) {
                    return Err(Failure::Refused(format!("no view of your own is called {name}")));
                }
                keep(&mut session, removing.of, &name, &Private::default())?;
                out.say(&format!("view {name} deleted"));
                Ok(())
            }
        }
    }
}

fn keep(session: &mut Session, list: List, name: &str, words: &Private) -> Result<(), Failure> {
    let place = DraftPlace { kind: SavedView::kept_as(list, name), about: None };
    Ok(session.service()?.keep(&place, words)?)
}

impl Listing {
    fn run(self, session: &Session, out: &mut Out) -> Result<(), Failure> {
        let mut rows = Vec::new();
        for list in LISTS.into_iter().filter(|list| self.of.is_none_or(|of| of == *list)) {
            for view in saved(session, list)? {
                rows.push([
                    list.word().to_owned(),
                    view.name,
                    "yours".to_owned(),
                    view.words.reveal().to_owned(),
                ]);
            }
            for view in SHIPPED.iter().filter(|view| view.list == list) {
                let [name, words] = [view.name, view.words].map(str::to_owned);
                rows.push([list.word().to_owned(), name, "comes with it".to_owned(), words]);
            }
        }
        if out.wants_json() {
            let value = |[list, name, whose, words]: &[String; 4]| json!({ "list": list, "name": name, "own": whose == "yours", "words": words });
            return out.json(rows.iter().map(value).collect());
        }
        out.table(["LIST", "VIEW", "WHOSE", "WORDS"], &rows)
    }
}
