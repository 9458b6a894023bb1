//! A meeting as a calendar entry: its reference, when and where, and nobody's name.

use icalendar::{Calendar, Class, Component, Event, EventLike};
use jiff::civil::DateTime;
use jiff::tz::TimeZone;
use jiff::{Span, Timestamp};
use uuid::Uuid;

use super::fonts::clean;

/// The clock of the United Kingdom, by its rule in law, so that no database of zones is needed: summer time from the
/// last Sunday in March to the last in October.
const CLOCK: &str = "GMT0BST,M3.5.0/1,M10.5.0";
/// How a moment is written in a calendar, in universal time.
const MOMENT: &str = "%Y%m%dT%H%M%SZ";

/// What a calendar is told of a meeting.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sitting {
    /// The meeting: the same entry is replaced when it is sent again.
    pub id: Uuid,
    /// Its reference.
    pub reference: String,
    /// When it begins, as the clock on the wall shows it.
    pub starts: DateTime,
    /// Minutes set aside for it.
    pub minutes: u32,
    /// Where.
    pub venue: Option<String>,
    /// How often it was sent before: a higher number replaces a lower one.
    pub sequence: u32,
}

/// Writes the entry. `made` is the moment it was made.
pub fn write(sitting: &Sitting, made: Timestamp) -> String {
    let zone = TimeZone::posix(CLOCK).unwrap_or(TimeZone::UTC);
    let moment = |local: DateTime| {
        // A moment the clocks leave out or have twice is taken as they read before.
        let at = zone.to_ambiguous_timestamp(local).compatible();
        at.map_or_else(|_| local.strftime("%Y%m%dT%H%M%S").to_string(), |at| at.strftime(MOMENT).to_string())
    };
    let ends = sitting.starts.checked_add(Span::new().minutes(i64::from(sitting.minutes.clamp(1, 10_000))));
    let mut event = Event::new();
    event
        .uid(&format!("{}@convenor", sitting.id))
        .summary(&clean(&sitting.reference))
        .sequence(sitting.sequence)
        .class(Class::Private)
        .add_property("DTSTAMP", made.strftime(MOMENT).to_string())
        .add_property("DTSTART", moment(sitting.starts))
        .add_property("DTEND", moment(ends.unwrap_or(sitting.starts)));
    if let Some(venue) = sitting.venue.as_deref().filter(|venue| !venue.is_empty()) {
        event.location(&clean(venue));
    }
    let mut calendar = Calendar::empty();
    calendar.append_property(("VERSION", "2.0")).append_property(("PRODID", "-//Convenor//Papers//EN"));
    calendar.append_property(("METHOD", "PUBLISH")).push(event.done());
    // Every line is ended, the last one too.
    let text = calendar.to_string();
    format!("{}\r\n", text.trim_end())
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn summer_and_winter_begin_at_the_hour_on_the_wall() {
        let sitting = |starts| Sitting {
            id: Uuid::nil(),
            reference: "MARAC-2026-11-26".to_owned(),
            starts,
            minutes: 150,
            venue: Some("Town Hall; room 2, or online\nmore".to_owned()),
            sequence: 3,
        };
        let made: Timestamp = "2026-11-20T09:00:00Z".parse().unwrap();
        let winter = write(&sitting(date(2026, 11, 26).at(9, 30, 0, 0)), made);
        for line in [
            "DTSTART:20261126T093000Z\r\n",
            "DTEND:20261126T120000Z\r\n",
            "DTSTAMP:20261120T090000Z\r\n",
            "SEQUENCE:3\r\n",
            "SUMMARY:MARAC-2026-11-26\r\n",
            "LOCATION:Town Hall\\; room 2\\, or online\\nmore\r\n",
            "UID:00000000-0000-0000-0000-000000000000@convenor\r\n",
        ] {
            assert!(winter.contains(line), "{line}: {winter}");
        }
        let summer = write(&sitting(date(2026, 7, 2).at(9, 30, 0, 0)), made);
        assert!(summer.contains("DTSTART:20260702T083000Z"), "{summer}");
        assert_eq!(winter.matches("BEGIN:VEVENT").count(), 1);
        assert!(winter.ends_with("END:VCALENDAR\r\n"), "{winter}");
    }
}
