//! The area's words for the action line, put together from what the area has adopted.
//!
//! Names come from the list of agencies, whole texts and shorthand from the list of words, usual due dates from
//! the forum's library of actions, close of play from the settings. Each forum has a [`Lexicon`] of its own, since the
//! same words are due on other days elsewhere; [`Lexicons`] holds them all. Nothing is decided here: what a word does to
//! a line is the action line's business.

use std::collections::BTreeMap;
use std::sync::Arc;

use jiff::civil::Date;

use super::area::AreaData;
use super::filter::Known;
use super::line::{
    AgencyPart, ExpansionPart, Lexicon, LexiconError, LexiconParts, Span, TitlePart, Unit, UsualPart,
};
use super::refusal::Refusal;
use super::rows::area::Agency;
use super::rules::EVERY_AGENCY;
use super::tools::actions::{ActionLibrary, UsualDue};
use super::tools::settings::SettingKey;

/// The words of every forum, by the forum's key, and what the area calls its own; shared, never changed.
#[derive(Clone, Debug, Default)]
pub struct Lexicons {
    forums: BTreeMap<String, Arc<Lexicon>>,
    known: Arc<Known>,
}

impl Lexicons {
    /// The words of every forum of an area on a day.
    ///
    /// # Errors
    /// When two agencies answer to one name.
    pub fn of(area: &AreaData, on: Date, extra: &[Agency]) -> Result<Self, Refusal> {
        let each = area
            .forums
            .iter()
            .map(|forum| Ok((forum.key.clone(), Arc::new(lexicon(area, &forum.key, on, extra)?))));
        Ok(Self { forums: each.collect::<Result<_, Refusal>>()?, known: Arc::new(Known::of(area, extra)) })
    }

    /// The words of one forum alone.
    pub fn one(forum: &str, lexicon: Lexicon) -> Self {
        let forums = BTreeMap::from([(forum.to_owned(), Arc::new(lexicon))]);
        Self { forums, known: Arc::default() }
    }

    /// The same, with what the area calls its own.
    #[must_use]
    pub fn knowing(self, known: Known) -> Self {
        Self { known: Arc::new(known), ..self }
    }

    /// The words with which lines of a forum are read; nothing until they are known.
    pub fn for_forum(&self, forum: &str) -> Option<&Lexicon> {
        self.forums.get(forum).map(Arc::as_ref)
    }

    /// What the area calls its agencies and forums.
    pub fn known(&self) -> &Known {
        &self.known
    }
}

/// How every agency at once is called.
const EVERY_AGENCY_NAME: &str = "Every agency";

/// The words with which lines of a forum are read on a day. `extra` are the agencies of the record; those that the
/// area's list does not have were added in a meeting, and are known too.
///
/// # Errors
/// When the area has no such forum, or two agencies answer to one name.
pub fn lexicon(area: &AreaData, forum: &str, on: Date, extra: &[Agency]) -> Result<Lexicon, Refusal> {
    let forum = area.forum(forum)?;
    let words = &area.words;
    let library = area.library(forum);
    let mut parts = LexiconParts {
        agencies: agencies(area, extra),
        titles: titles(area),
        beneficiaries: words.beneficiary.clone(),
        expansions: expansions(area),
        standing: words.standing.clone(),
        feedback: words.feedback.clone(),
        feedback_shown: words.feedback_written.clone(),
        locations: words.locations.clone(),
        notes: words.nothing_known.clone(),
        ..LexiconParts::default()
    };
    if let Some(months) = area.settings.number(SettingKey::FlagMonths, on) {
        parts.standing_months = u16::try_from(months).unwrap_or(u16::MAX);
    }
    if let Some(time) = area.settings.time(SettingKey::CloseOfPlay, on) {
        parts.close_of_play = time;
    }
    let known = |key: &str| parts.agencies.iter().any(|agency| agency.key == key);
    parts.usual = library
        .into_iter()
        .flat_map(usual)
        .filter(|usual| usual.agency.as_deref().is_none_or(known))
        .collect();
    Lexicon::from_parts(parts).map_err(|error: LexiconError| Refusal::rule(error.to_string()))
}

/// The area's agencies, every agency at once, and those added in a meeting.
fn agencies(area: &AreaData, extra: &[Agency]) -> Vec<AgencyPart> {
    let mut agencies: Vec<AgencyPart> = Vec::new();
    for agency in &area.agencies.agency {
        agencies.push(AgencyPart {
            key: agency.key.clone(),
            name: agency.said().to_owned(),
            nicknames: agency.words().map(str::to_owned).collect(),
            off_list: agency.off_list,
            every: false,
            location: agency.off_list,
        });
    }
    agencies.push(AgencyPart {
        key: EVERY_AGENCY.to_owned(),
        name: EVERY_AGENCY_NAME.to_owned(),
        nicknames: area.words.every_agency.clone(),
        off_list: false,
        every: true,
        location: false,
    });
    for agency in extra {
        // A name that already means another agency goes on meaning that one.
        let taken = [&agency.key, &agency.name].into_iter().any(|name| area.agencies.named(name).is_some());
        if !taken && !agencies.iter().any(|known| known.key == agency.key) {
            agencies.push(AgencyPart {
                key: agency.key.clone(),
                name: agency.name.clone(),
                nicknames: Vec::new(),
                off_list: agency.off_list,
                every: false,
                location: agency.off_list,
            });
        }
    }
    agencies
}

fn titles(area: &AreaData) -> Vec<TitlePart> {
    let of = |agency: &super::tools::agencies::Agency| {
        let key = agency.key.clone();
        let part = move |word: &String| TitlePart {
            word: word.clone(),
            agency: key.clone(),
            named: area.words.named_titles.contains(word),
        };
        agency.titles.iter().map(part).collect::<Vec<_>>()
    };
    area.agencies.agency.iter().flat_map(of).collect()
}

/// Words written out, and initials in capitals.
fn expansions(area: &AreaData) -> Vec<ExpansionPart> {
    let capitals = area.words.capitals.iter().map(|word| ExpansionPart {
        typed: word.clone(),
        shown: word.to_uppercase(),
        ..ExpansionPart::default()
    });
    area.words.expansion.iter().cloned().chain(capitals).collect()
}

/// The library's usual due dates that are a length of time, under every word that finds the action. What is due
/// before an event, or stands, is said by whoever takes the action from the library.
fn usual(library: &ActionLibrary) -> Vec<UsualPart> {
    let mut parts = Vec::new();
    for action in &library.action {
        let Some(within) = action.due.as_ref().and_then(span) else { continue };
        let agencies: Vec<Option<String>> = match action.agencies.as_slice() {
            [] => vec![None],
            agencies => agencies.iter().cloned().map(Some).collect(),
        };
        for agency in agencies {
            let phrases = action.words.iter().chain([&action.text]);
            parts.extend(phrases.map(|phrase| UsualPart {
                agency: agency.clone(),
                phrase: phrase.clone(),
                within,
            }));
        }
    }
    parts
}

fn span(due: &UsualDue) -> Option<Span> {
    let (count, unit) = match *due {
        UsualDue::Hours(hours) => (hours, Unit::Hours),
        UsualDue::Days(days) => (days, Unit::Days),
        UsualDue::WorkingDays(days) => (days, Unit::WorkingDays),
        UsualDue::Before(_) | UsualDue::StandsMonths(_) => return None,
    };
    Some(Span { count: u16::try_from(count).ok()?, unit })
}
