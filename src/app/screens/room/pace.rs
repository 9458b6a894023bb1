//! The clock of a meeting: how long this case has been open, and when the last would end at this pace.

use jiff::civil::{DateTime, Time};

use crate::domain::rows::agenda::{AgendaItem, ItemState};
use crate::service::ask::Agenda;

/// How a meeting stands in time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Pace {
    /// Seconds for which the case has been open; nothing when it is not being heard.
    pub open: Option<i64>,
    /// Seconds meant for a case.
    pub meant: i64,
    /// When the last case would end, if the rest take as long as those heard so far.
    pub ends: Time,
}

/// Works out the pace; `item` is the case in sight.
pub fn pace(agenda: &Agenda, item: Option<&AgendaItem>, now: DateTime) -> Pace {
    let usual = i64::from(agenda.meeting.per_case) * 60;
    let own = |item: &AgendaItem| item.minutes.map_or(usual, |minutes| i64::from(minutes) * 60);
    let meant = item.map_or(usual, own);
    let seconds = |from, to| agenda.table.seconds(from, to);
    let items = || agenda.items.iter().map(|line| &line.item);
    let taken: Vec<i64> = items()
        .filter(|item| item.state == ItemState::Heard)
        .filter_map(|item| Some(seconds(item.opened?, item.closed?)))
        .collect();
    let each = match i64::try_from(taken.len()) {
        Ok(count) if count > 0 => taken.iter().sum::<i64>() / count,
        _ => usual,
    };
    let running: i64 = items()
        .filter(|item| item.state == ItemState::Hearing)
        .filter_map(|item| Some((each - seconds(item.opened?, now)).max(0)))
        .sum();
    let to_come = items().filter(|item| item.state == ItemState::Waiting).count();
    let left = running + each.saturating_mul(i64::try_from(to_come).unwrap_or(i64::MAX));
    let open = item.filter(|item| item.state == ItemState::Hearing).and_then(|item| item.opened);
    Pace {
        open: open.map(|opened| seconds(opened, now)),
        meant,
        ends: now.time().wrapping_add(jiff::SignedDuration::from_secs(left)),
    }
}

/// Minutes and seconds as a clock shows them: `06:12`, `72:03`.
pub fn clock(seconds: i64) -> String {
    format!("{:02}:{:02}", seconds / 60, seconds % 60)
}

#[cfg(test)]
mod tests {
    use jiff::ToSpan;

    use super::*;
    use crate::app::testing::fixtures::{NOW, agenda};

    #[test]
    fn the_end_moves_with_the_pace_of_the_cases_heard() {
        let mut agenda = agenda();
        for line in &mut agenda.items {
            line.item.state = ItemState::Waiting;
        }
        let planned = pace(&agenda, None, NOW).ends;
        assert_eq!(planned, NOW.saturating_add(160.minutes()).time());
        let first = &mut agenda.items[0].item;
        first.state = ItemState::Heard;
        first.opened = Some(NOW.saturating_sub(20.minutes()));
        first.closed = Some(NOW.saturating_sub(5.minutes()));
        let second = &mut agenda.items[1].item;
        second.state = ItemState::Hearing;
        second.opened = Some(NOW.saturating_sub(5.minutes()));
        let item = agenda.items[1].item.clone();
        let slow = pace(&agenda, Some(&item), NOW);
        assert_eq!(slow.open.map(clock).as_deref(), Some("05:00"));
        assert_eq!(slow.ends, NOW.saturating_add((10 + 14 * 15).minutes()).time());
    }

    #[test]
    fn a_long_case_is_shown_in_minutes() {
        assert_eq!(clock(4323), "72:03");
    }
}
