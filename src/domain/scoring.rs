//! Scores of a subject: by which scheme, counted from what, and how they have changed.
//!
//! A change is told in the scheme a subject entered with: what is in the record now is counted by that very version.
//! A score that came from the analyst is compared only with another of the same scheme; where nothing can be compared
//! it is said why. A score falls by itself as time passes and in custody, so that a fall is never told alone.

use jiff::civil::Date;

use super::area::AreaData;
use super::calendar::show_numeric;
use super::nomination::counted;
use super::refusal::Refusal;
use super::rows::case::{Happening, HappeningEnd, HappeningKind};
use super::rows::subject::{Incident, ScoreMoment, Scored, Stage, StageMove};
use super::tools::harm::{self, HarmTable};
use super::tools::rfgv;
use super::tools::scheme::Scheme;
use super::tools::settings::SettingKey;

/// The scheme of a list that names none: nothing is compared with it.
pub const UNNAMED: &str = "scheme not named";

/// What a subject can be scored by.
#[derive(Debug, Clone, Copy)]
pub enum By<'a> {
    /// Points for recency, frequency, gravity and victims.
    Points(&'a Scheme),
    /// Harm in days.
    Harm(&'a HarmTable),
}

/// A score and what it was counted from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Counted {
    /// Name and version of the scheme.
    pub scheme: String,
    /// Total: points, or days.
    pub total: u32,
    /// Parts by letter.
    pub parts: Vec<(String, u32)>,
    /// What it was counted from, in words.
    pub inputs: String,
}

/// How a subject's score has changed since entry.
#[derive(Debug, Clone, PartialEq)]
pub struct Change {
    /// The score at entry, or at nomination where none was kept at entry.
    pub entry: Scored,
    /// The same scheme today, or the analyst's newest score by it: total and the day it was counted to.
    pub now: Option<(u32, Date)>,
    /// Why nothing can be compared.
    pub why_not: Option<String>,
    /// Today by the scheme that is used now, where that is another one.
    pub also: Option<Counted>,
}

impl<'a> By<'a> {
    /// Name and version, as they are kept with every score.
    pub fn label(self) -> String {
        let (name, version) = match self {
            Self::Points(scheme) => (&scheme.name, &scheme.version),
            Self::Harm(table) => (&table.name, &table.version),
        };
        format!("{name} version {version}")
    }

    /// What the area scores by on a day: the scheme or table its setting names, or the first scheme it adopted.
    ///
    /// # Errors
    /// When the setting names none that was adopted, or there is no scheme at all.
    pub fn of(area: &'a AreaData, on: Date) -> Result<Self, Refusal> {
        let wanted = area.settings.text(SettingKey::ScoringScheme, on).unwrap_or_default();
        let wanted = wanted.trim();
        if wanted.is_empty() {
            return area.schemes.first().map(By::Points).ok_or(Refusal::Unknown { what: "scoring scheme" });
        }
        let scheme =
            area.schemes.iter().find(|scheme| scheme.name.eq_ignore_ascii_case(wanted)).map(By::Points);
        let table =
            || area.every_harm.iter().rfind(|table| table.name.eq_ignore_ascii_case(wanted)).map(By::Harm);
        scheme.or_else(table).ok_or_else(|| {
            Refusal::rule(format!(
                "the setting scoring-scheme names {wanted}, which the area has not adopted"
            ))
        })
    }

    /// The very version a score was counted by, however long ago it was replaced.
    pub fn labelled(area: &'a AreaData, label: &str) -> Option<Self> {
        let points = area.every_scheme.iter().rev().map(By::Points);
        points.chain(area.every_harm.iter().rev().map(By::Harm)).find(|by| by.label() == label)
    }

    /// Counts a subject's incidents as they stood on a day; a role nobody knows is to correct.
    pub fn count(self, rows: &[Incident], as_of: Date) -> Counted {
        let incidents: Vec<rfgv::Incident> = rows.iter().filter_map(counted).collect();
        let unread = rows.len() - incidents.len();
        let (total, parts, mut inputs, aside) = match self {
            Self::Points(scheme) => points(scheme, &incidents, as_of),
            Self::Harm(table) => days(table, &incidents, as_of),
        };
        if aside + unread > 0 {
            inputs.push(format!("{} to correct", aside + unread));
        }
        Counted { scheme: self.label(), total, parts, inputs: inputs.join(", ") }
    }
}

type Parts = (u32, Vec<(String, u32)>, Vec<String>, usize);

fn latest(latest: Option<Date>) -> String {
    latest.map_or_else(|| "none counted".to_owned(), |latest| format!("latest {}", show_numeric(latest)))
}

fn points(scheme: &Scheme, incidents: &[rfgv::Incident], as_of: Date) -> Parts {
    let score = rfgv::score(scheme, incidents, as_of);
    let inputs = vec![
        format!("{} records since {}", score.inputs.records, show_numeric(score.inputs.since)),
        latest(score.inputs.latest),
        score.inputs.top_tier.map_or_else(|| "no tier".to_owned(), |tier| format!("gravest tier {tier}")),
        format!("{} victims", score.inputs.victims),
    ];
    let parts = [("R", score.r), ("F", score.f), ("G", score.g), ("V", score.v)];
    let parts = parts.map(|(letter, points)| (letter.to_owned(), points)).to_vec();
    let aside = score.inputs.set_aside.iter().filter(|(_, why)| why.to_correct()).count();
    (score.total, parts, inputs, aside)
}

fn days(table: &HarmTable, incidents: &[rfgv::Incident], as_of: Date) -> Parts {
    let score = table.score(incidents, as_of);
    let mut inputs =
        vec![format!("{} records since {}", score.records, show_numeric(score.since)), latest(score.latest)];
    if score.unnamed > 0 {
        inputs.push(format!("{} of offences the table does not name", score.unnamed));
    }
    inputs.push(harm::WARNING.to_owned());
    (score.days, vec![("days".to_owned(), score.days)], inputs, 0)
}

/// The score a change is told from: the newest of entry, or the first of all.
pub fn entry(scores: &[Scored]) -> Option<&Scored> {
    let of = |moment| scores.iter().filter(move |score| score.moment == moment);
    let newest = of(ScoreMoment::Entry).max_by_key(|score| (score.on, score.id));
    newest.or_else(|| of(ScoreMoment::Nomination).min_by_key(|score| (score.on, score.id)))
}

/// How a subject's score has changed since entry; nothing before there is one.
pub fn change(area: &AreaData, scores: &[Scored], incidents: &[Incident], today: Date) -> Option<Change> {
    let entry = entry(scores)?.clone();
    if entry.imported {
        return Some(imported(entry, scores));
    }
    let by = By::labelled(area, &entry.scheme);
    let now = by.map(|by| (by.count(incidents, today).total, today));
    let why_not = by.is_none().then(|| format!("{} is not among the schemes of this record", entry.scheme));
    let also = By::of(area, today).ok().filter(|used| used.label() != entry.scheme);
    let also = also.map(|used| used.count(incidents, today));
    Some(Change { entry, now, why_not, also })
}

/// An imported score beside the analyst's newest by the same scheme.
fn imported(entry: Scored, scores: &[Scored]) -> Change {
    let later =
        || scores.iter().filter(|score| score.imported && (score.on, score.id) > (entry.on, entry.id));
    let same = later()
        .filter(|score| score.scheme == entry.scheme && entry.scheme != UNNAMED && score.on > entry.on);
    let now = same.max_by_key(|score| (score.on, score.id)).map(|score| (score.total, score.on));
    let other = later().filter(|score| score.scheme != entry.scheme).max_by_key(|score| (score.on, score.id));
    let why_not = now.is_none().then(|| match other {
        _ if entry.scheme == UNNAMED => "the analyst's list named no scheme".to_owned(),
        Some(other) => {
            format!("the analyst's newest score is by {}, the one at entry by {}", other.scheme, entry.scheme)
        }
        None => format!("no later score by {} has come from the analyst", entry.scheme),
    });
    Change { entry, now, why_not, also: None }
}

/// Days in custody between two days, however the spans overlap; nothing when none is recorded.
pub fn custody_days(spans: &[(Date, Date)], from: Date, to: Date) -> Option<u32> {
    if spans.is_empty() {
        return None;
    }
    let mut spans: Vec<(Date, Date)> =
        spans.iter().map(|(begun, ended)| ((*begun).max(from), (*ended).min(to))).collect();
    spans.sort_unstable();
    let (mut days, mut reached) = (0, from);
    for (begun, ended) in spans {
        let begun = begun.max(reached);
        if ended > begun {
            days += begun.duration_until(ended).as_hours() / 24;
            reached = ended;
        }
    }
    u32::try_from(days).ok()
}

/// Spans in custody, as a subject's moves say and the dates of the case: from the day it begins to the release, or to a day.
pub fn custody_spans(moves: &[StageMove], happenings: &[Happening], today: Date) -> Vec<(Date, Date)> {
    let mut spans = Vec::new();
    let mut moves: Vec<&StageMove> = moves.iter().filter(|row| row.on <= today).collect();
    moves.sort_by_key(|row| std::cmp::Reverse(row.number));
    // The newest lasts until today, each before it until the next.
    let mut until = today;
    for row in moves {
        spans.extend((row.stage == Stage::InCustody).then_some((row.on, until)));
        until = row.on;
    }
    let mut dates: Vec<&Happening> = happenings.iter().filter(|row| row.on <= today).collect();
    dates.retain(|row| row.ended != Some(HappeningEnd::Cancelled));
    dates.sort_by_key(|row| (row.on, row.id));
    let mut begun = None;
    for row in dates {
        match row.kind {
            HappeningKind::Release => spans.extend(begun.take().map(|from| (from, row.on))),
            HappeningKind::Custody => begun = begun.or(Some(row.on)),
            _ => {}
        }
    }
    spans.extend(begun.map(|from| (from, today)));
    spans
}

impl Change {
    /// Points more or fewer than at entry.
    pub fn by(&self) -> Option<i64> {
        self.now.map(|(now, _)| i64::from(now) - i64::from(self.entry.total))
    }

    /// In words: "83 at entry, 35 now: 48 fewer (RFGV-DEFAULT-1 version 1)", or why there is nothing to compare.
    pub fn said(&self) -> String {
        let at = if self.entry.moment == ScoreMoment::Entry { "entry" } else { "nomination" };
        let then = format!("{} at {at}", self.entry.total);
        let mut words = match (self.now, &self.why_not) {
            (Some((now, on)), _) => {
                let moved = match i64::from(now) - i64::from(self.entry.total) {
                    0 => "as at first".to_owned(),
                    more if more > 0 => format!("{more} more"),
                    fewer => format!("{} fewer", -fewer),
                };
                format!("{then}, {now} on {}: {moved} ({})", show_numeric(on), self.entry.scheme)
            }
            (None, Some(why)) => format!("{then}; no comparison is possible: {why}"),
            (None, None) => then,
        };
        if let Some(also) = &self.also {
            words.push_str(&format!("; {} today by {}", also.total, also.scheme));
        }
        words
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn days_in_custody_are_counted_once_and_not_known_is_not_none() {
        let (from, to) = (date(2026, 6, 1), date(2026, 7, 1));
        assert_eq!(custody_days(&[], from, to), None);
        let spans = [
            (date(2026, 5, 20), date(2026, 6, 6)),
            (date(2026, 6, 3), date(2026, 6, 5)),
            (date(2026, 6, 20), date(2026, 8, 1)),
        ];
        assert_eq!(custody_days(&spans, from, to), Some(5 + 11));
        assert_eq!(custody_days(&[(date(2026, 1, 1), date(2026, 2, 1))], from, to), Some(0));
    }
}
