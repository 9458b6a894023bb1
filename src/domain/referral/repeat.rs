//! The repeat rule: same victim and a perpetrator in common, within so many months of the last referral.
//!
//! Published definition (both the older and the present one): within 12 months of the last referral, each repeat
//! starting the window anew. Areas differ in where they count from, so that is a setting. The record and the tick
//! on the form are compared, and a difference is shown either way.

use jiff::civil::Date;
use jiff::{Span, ToSpan};
use serde::{Deserialize, Serialize};

use super::ReferralForm;
use super::conclusion::{Conclusions, Earlier, Finding};
use super::field::Field;
use super::known::{KnownReferral, Standing};
use super::links::Link;
use crate::domain::people::Likeness;

/// What the window counts from.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Anchor {
    /// The day the last referral was received (published definition).
    #[default]
    LastReferral,
    /// The day of the meeting that heard it (some areas); the referral's day where none is recorded.
    LastMeeting,
}

/// What an area sets about repeats.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Settings {
    /// Length of the window in calendar months; its last day is the anniversary itself (our default).
    pub months: u16,
    /// What it counts from.
    pub anchor: Anchor,
}

impl Default for Settings {
    fn default() -> Self {
        Self { months: 12, anchor: Anchor::default() }
    }
}

impl Settings {
    /// The day the window of a referral runs from.
    pub fn anchor_of(self, referral: &KnownReferral) -> Date {
        match self.anchor {
            Anchor::LastReferral => referral.received,
            Anchor::LastMeeting => referral.meeting.unwrap_or(referral.received),
        }
    }

    /// Whether a day falls in the window that runs from another.
    pub fn within(self, from: Date, day: Date) -> bool {
        let window: Span = i32::from(self.months).months();
        from.checked_add(window).is_ok_and(|last| day <= last)
    }
}

/// What the record says against the tick. `links` are those where the victim is the victim.
pub(super) fn conclude_repeat(
    form: &ReferralForm,
    links: &[Link],
    on: Date,
    settings: Settings,
    into: &mut Conclusions,
) {
    let earlier = |link: &&Link| {
        link.in_common() && link.referral.standing == Standing::Heard && link.referral.received <= on
    };
    let last = |likeness: Likeness| {
        let alike = links.iter().filter(earlier).filter(|link| link.victim.likeness == likeness);
        alike.max_by_key(|link| settings.anchor_of(&link.referral))
    };
    let ticked = form.criteria.repeat == Some(true);
    if let Some(link) = last(Likeness::Same) {
        let from = settings.anchor_of(&link.referral);
        if settings.within(from, on) {
            repeat_found(form, link, from, settings, into);
        } else {
            too_old(ticked, link, from, settings, into);
        }
        return;
    }
    let possible =
        last(Likeness::Possible).filter(|link| settings.within(settings.anchor_of(&link.referral), on));
    if let Some(link) = possible {
        let reason = format!(
            "a repeat of {} ({}) if the victim is the same person; {}",
            link.referral.reference,
            uk(settings.anchor_of(&link.referral)),
            link.why()
        );
        into.add(Field::Repeat, Finding::PossibleRepeat((&link.referral).into()), reason);
    } else if ticked {
        let reason = "ticked, but no earlier referral of this victim with this perpetrator is known";
        into.add(Field::Repeat, Finding::RepeatTickedNotFound, reason);
    }
    let unheard = |link: &&Link| {
        link.in_common()
            && link.victim.likeness == Likeness::Same
            && link.referral.standing == Standing::NotHeard
    };
    if let Some(link) = links.iter().find(unheard) {
        let reason = format!("{} of {} was not heard", link.referral.reference, uk(link.referral.received));
        into.add(Field::VictimName, Finding::ReferredBefore((&link.referral).into()), reason);
    }
}

fn too_old(ticked: bool, link: &Link, from: Date, settings: Settings, into: &mut Conclusions) {
    let (reference, months) = (&link.referral.reference, settings.months);
    let reason =
        format!("the last referral ({reference}) was {}, more than {months} months before", uk(from));
    let of = Earlier::from(&link.referral);
    if ticked {
        into.add(Field::Repeat, Finding::RepeatTickedTooOld(of), format!("ticked, but {reason}"));
    } else {
        into.add(Field::VictimName, Finding::ReferredBefore(of), reason);
    }
}

fn repeat_found(form: &ReferralForm, link: &Link, from: Date, settings: Settings, into: &mut Conclusions) {
    let earlier = || Earlier::from(&link.referral);
    let reference = &link.referral.reference;
    let reason = format!(
        "same victim and a perpetrator in common within {} months of {reference} ({}); {}",
        settings.months,
        uk(from),
        link.why()
    );
    into.add(Field::Repeat, Finding::Repeat(earlier()), reason);
    if form.criteria.repeat != Some(true) {
        let tick = if form.criteria.repeat.is_some() { "ticked \"no\"" } else { "not ticked" };
        let reason = format!("{tick}, but {reference} was referred {}", uk(link.referral.received));
        into.add(Field::Repeat, Finding::RepeatNotTicked(earlier()), reason);
    }
    if let Some(claimed) = form.last_referred.filter(|claimed| *claimed != link.referral.received) {
        let reason =
            format!("the list says {}, {reference} was referred {}", uk(claimed), uk(link.referral.received));
        into.add(Field::LastReferred, Finding::LastReferredDiffers(earlier()), reason);
    }
}

/// A date as written in the UK.
pub(super) fn uk(date: Date) -> String {
    date.strftime("%d/%m/%Y").to_string()
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn the_window_is_in_calendar_months_and_ends_on_the_anniversary() {
        let settings = Settings::default();
        for (from, day, inside) in [
            (date(2025, 11, 26), date(2026, 11, 26), true),
            (date(2025, 11, 26), date(2026, 11, 27), false),
            (date(2024, 2, 29), date(2025, 2, 28), true),
            (date(2024, 2, 29), date(2025, 3, 1), false),
            (date(2026, 11, 26), date(2026, 11, 26), true),
        ] {
            assert_eq!(settings.within(from, day), inside, "{from} to {day}");
        }
        assert!(!Settings { months: 6, ..settings }.within(date(2026, 1, 1), date(2026, 7, 2)));
    }
}
