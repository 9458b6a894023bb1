//! What agencies returned before a meeting, counted against what was asked of them.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;

use super::attendance::expected;
use crate::domain::area::AreaData;
use crate::domain::desk;
use crate::domain::facts::Changes;
use crate::domain::id::Id;
use crate::domain::refusal::Refusal;
use crate::domain::rows::agenda::{AgendaItem, Information, InformationKind};
use crate::domain::rows::case::{Case, Wall};
use crate::domain::rows::meeting::Meeting;
use crate::domain::rows::sitting::Research;

/// What agencies returned before meetings.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Answers {
    /// Asked for: every agency expected on every case listed, less those kept out of it.
    pub asked: usize,
    /// Came by the day asked for, information or that nothing is known.
    pub in_time: usize,
    /// Of those, that nothing is known.
    pub nothing: usize,
    /// Came after it.
    pub late: usize,
}

impl Answers {
    /// Adds those of another meeting or agency.
    pub const fn add(&mut self, more: Self) {
        self.asked += more.asked;
        self.in_time += more.in_time;
        self.nothing += more.nothing;
        self.late += more.late;
    }

    /// Whether something was asked for and no answer at all came, or was entered.
    pub const fn none_came(self) -> bool {
        self.asked > 0 && self.in_time + self.late == 0
    }

    /// Asked for and not there.
    pub const fn unanswered(self) -> usize {
        self.asked.saturating_sub(self.in_time + self.late)
    }
}

/// What every agency expected returned on the cases of a meeting, by its key.
///
/// # Errors
/// When the record cannot be read.
pub fn answers(
    changes: &Changes<'_>,
    area: &AreaData,
    meeting: &Meeting,
    items: &[AgendaItem],
) -> Result<BTreeMap<String, Answers>, Refusal> {
    let due = desk::research_due(area, meeting.on);
    // What was written down before the meeting began was sent, not spoken.
    let spoken = changes.find::<Information>("meeting", &meeting.id)?.into_iter();
    let sent = spoken.filter(|row| meeting.opened.is_none_or(|opened| row.at < opened));
    let sent =
        sent.filter_map(|row| Some((row.case, row.agency?, row.kind, row.on.unwrap_or(row.at.date()))));
    let mut came: BTreeMap<(Id<Case>, String), (InformationKind, Date)> =
        sent.map(|(case, agency, kind, on)| ((case, agency), (kind, on))).collect();
    for row in changes.find::<Research>("meeting", &meeting.id)? {
        came.insert((row.case, row.agency), (row.kind, row.on));
    }
    let expected = expected(area, meeting)?;
    let mut told: BTreeMap<String, Answers> = BTreeMap::new();
    for item in items.iter().filter(|item| !item.state.is_off()) {
        let walls = changes.find::<Wall>("case", &item.case)?;
        let walled: BTreeSet<&str> = walls.iter().map(|wall| wall.agency.as_str()).collect();
        for key in expected.iter().filter(|key| !walled.contains(key.as_str())) {
            let line = told.entry(key.clone()).or_default();
            line.asked += 1;
            match came.get(&(item.case, key.clone())) {
                None | Some((InformationKind::Missing, _)) => {}
                Some((InformationKind::Late, _)) => line.late += 1,
                Some((_, on)) if *on > due => line.late += 1,
                Some((kind, _)) => {
                    line.in_time += 1;
                    line.nothing += usize::from(*kind == InformationKind::NothingKnown);
                }
            }
        }
    }
    Ok(told)
}
