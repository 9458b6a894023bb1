//! What a name typed for an agency means: a nickname of one on the area's list, an agency that joins the list, or one
//! that is known to this record alone. The list is a file of the area, and each change of it a new version.

use super::area::{list_agencies, store};
use super::{Context, Decision, EVERY_AGENCY};
use crate::domain::area::AreaData;
use crate::domain::entry::EntryKind;
use crate::domain::facts::Changes;
use crate::domain::refusal::Refusal;
use crate::domain::reply::Reply;
use crate::domain::request::{NameAgency, Naming};
use crate::domain::rows::area::{Adopted, Agency};
use crate::domain::text::clean;
use crate::domain::tools::agencies::{self, SHORT_NAME, Source};
use crate::domain::tools::file::{self, FileKind};
use crate::domain::tools::naming::{with_agency, with_nickname, without_nickname};

/// The longest name, in characters and in words.
const LETTERS: usize = 40;
const WORDS: usize = 5;

/// Says what a name means.
pub fn name_agency(cx: &mut Context<'_>, asked: NameAgency) -> Result<Decision, Refusal> {
    let word = clean(&asked.word).to_lowercase();
    let fits = word.chars().count() <= LETTERS && word.split_whitespace().count() <= WORDS;
    let plain = |c: char| c.is_alphanumeric() || matches!(c, ' ' | '\'' | '\u{2019}' | '&' | '-' | '/');
    if !fits || !word.chars().all(plain) || !word.chars().any(char::is_alphabetic) {
        return Err(Refusal::rule("a name of an agency is letters and figures, five words at most"));
    }
    match asked.means {
        Naming::Nickname(key) => nickname(cx, &word, &key),
        Naming::Nothing => forget(cx, &word),
        Naming::Agency { name } => listed(cx, &word, &clean(&name)),
        Naming::Once { name, place } => once(cx, &word, &clean(&name), place),
    }
}

/// Refuses a name that means something already.
fn free(area: &AreaData, word: &str) -> Result<(), Refusal> {
    let agencies = &area.agencies;
    if let Some(agency) = agencies.named(word).or_else(|| agencies.titled(word)) {
        return Err(Refusal::rule(format!("{word} means {} already", agency.said())));
    }
    let every = area.words.every_agency.iter().any(|known| known == word) || word == EVERY_AGENCY;
    let whom = area.words.beneficiary.iter().any(|part| part.words.iter().any(|known| known == word));
    if every || whom {
        return Err(Refusal::rule(format!("{word} is a word of the line already and can be no agency")));
    }
    Ok(())
}

fn nickname(cx: &mut Context<'_>, word: &str, key: &str) -> Result<Decision, Refusal> {
    let area = cx.area()?;
    free(area, word)?;
    let agency = area.agencies.get(key).ok_or_else(|| {
        Refusal::rule(format!("{key} is not on the area's list of agencies; put it on the list first"))
    })?;
    let said = agency.said().to_owned();
    let body = with_nickname(&held(&cx.changes())?, key, word).ok_or_else(unwritten)?;
    adopted(cx, body, &format!("{word} means {said} from now on"))
}

fn forget(cx: &mut Context<'_>, word: &str) -> Result<Decision, Refusal> {
    let area = cx.area()?;
    let meant = area
        .agencies
        .agency
        .iter()
        .find(|agency| agency.nicknames.iter().any(|known| known.to_lowercase() == word));
    let Some(agency) = meant else {
        return Err(Refusal::rule(format!("{word} is no nickname of the area's list")));
    };
    let key = agency.key.clone();
    let body = without_nickname(&held(&cx.changes())?, &key, word).ok_or_else(unwritten)?;
    adopted(cx, body, &format!("{word} means no agency any more"))
}

fn listed(cx: &mut Context<'_>, word: &str, name: &str) -> Result<Decision, Refusal> {
    let area = cx.area()?;
    free(area, word)?;
    let name = if name.is_empty() { word } else { name };
    if !name.eq_ignore_ascii_case(word) {
        free(area, &name.to_lowercase())?;
    }
    let key = key_of(word);
    if key.is_empty() || area.agencies.get(&key).is_some() {
        return Err(Refusal::rule(format!("{word} cannot be told from an agency of the list")));
    }
    let short: String = name.chars().take(SHORT_NAME).collect();
    let agency = agencies::Agency {
        nicknames: if word == key || word == name.to_lowercase() {
            Vec::new()
        } else {
            vec![word.to_owned()]
        },
        said: (short != name).then(|| name.to_owned()),
        key,
        name: name.to_owned(),
        short: short.trim_end().to_owned(),
        titles: Vec::new(),
        email: None,
        senior: None,
        senior_email: None,
        core: false,
        off_list: false,
        source: Source::Other,
    };
    let body = with_agency(&held(&cx.changes())?, &agency);
    adopted(cx, body, &format!("{name} is on the list of agencies now"))
}

/// An agency of this record: known to its lines, and not on the area's list.
fn once(cx: &mut Context<'_>, word: &str, name: &str, place: bool) -> Result<Decision, Refusal> {
    let area = cx.area()?;
    free(area, word)?;
    let mut changes = cx.changes();
    let key = key_of(word);
    // A name of several words is found by the name alone.
    let name =
        if name.is_empty() || (word.contains(' ') && !name.eq_ignore_ascii_case(word)) { word } else { name };
    if key.is_empty() || !changes.find::<Agency>("key", &key)?.is_empty() {
        return Err(Refusal::rule(format!("{word} is known to this record already")));
    }
    let short = name.chars().take(SHORT_NAME).collect();
    changes.store(&Agency { id: cx.id(), key, name: name.to_owned(), short, core: false, off_list: place });
    let kept = if place { "; its part in a case is kept off papers" } else { "" };
    let reply = Reply::said(format!("{name} is known to this record now, and not on the area's list{kept}"));
    Decision::of(changes, EntryKind::Adopted, None, None, reply)
}

fn key_of(word: &str) -> String {
    let ascii: String = word.chars().filter(char::is_ascii).collect();
    file::slug(&ascii)
}

fn unwritten() -> Refusal {
    Refusal::rule(
        "the area's list of agencies is written in a way that cannot be changed here; change the file and adopt it",
    )
}

/// The list in use.
fn held(changes: &Changes<'_>) -> Result<String, Refusal> {
    let files = changes.all::<Adopted>()?;
    let held = files.into_iter().rfind(|file| FileKind::stored(&file.kind) == Some(FileKind::Agencies));
    held.map(|file| file.body).ok_or(Refusal::Unknown { what: "list of agencies" })
}

/// Stores the changed list, once it reads.
fn adopted(cx: &mut Context<'_>, body: String, said: &str) -> Result<Decision, Refusal> {
    let head = FileKind::Agencies.check(&body).map_err(|problem| Refusal::rule(problem.to_string()))?;
    let mut changes = cx.changes();
    list_agencies(cx, &mut changes, &body)?;
    let reply = Reply::said(format!("{said}; the list is version {} now", head.version));
    store(cx, &mut changes, &head, file::digest(&body), body);
    Decision::of(changes, EntryKind::Adopted, None, None, reply)
}
