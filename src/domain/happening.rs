//! What is about to happen in a case, in words, and where the perpetrator is now.
//!
//! One status line: what somebody said last, or what the dates of the case imply since, whichever is later. It says who
//! said so and when, so that a chair sees how old it is. Nothing is stored here.

use jiff::civil::Date;

use super::calendar::{show_day_near, show_numeric};
use super::private::Private;
use super::rows::case::{Case, Happening, HappeningEnd, HappeningKind};

impl HappeningKind {
    /// The kind that an action hangs on: a hearing is a hearing at whichever court.
    pub const fn hangs_on(self) -> Self {
        match self {
            Self::SpecialistCourt => Self::Court,
            kind => kind,
        }
    }

    /// What a date of this kind says of the perpetrator once it has passed; none for what moves nobody.
    const fn implies(self) -> Option<&'static str> {
        match self {
            Self::Release => Some("released"),
            Self::Custody => Some("in custody since"),
            Self::BailConditions => Some("on bail with conditions since"),
            Self::Bail => Some("bail ended"),
            _ => None,
        }
    }
}

impl Happening {
    /// Whether it is still awaited on a day.
    pub fn awaited(&self, today: Date) -> bool {
        self.ended.is_none() && self.on >= today
    }

    /// What it is, with the order or court: "order ends (non-molestation)".
    pub fn named(&self) -> String {
        self.which.as_ref().map_or_else(|| self.kind.to_string(), |which| format!("{} ({which})", self.kind))
    }

    /// Time, what, in words, who said so and when, and whether it still stands: for a line with the date before it.
    pub fn told(&self, words: &str) -> String {
        let mut line = self.time.map(|time| format!("{} ", time.strftime("%H:%M"))).unwrap_or_default();
        line.push_str(&self.named());
        if !words.is_empty() {
            line.push_str(&format!(": {words}"));
        }
        let said_on = self.said_on.map(show_numeric);
        match (self.source.as_deref(), said_on) {
            (Some(source), Some(on)) => line.push_str(&format!(" ({source}, {on})")),
            (Some(source), None) => line.push_str(&format!(" ({source})")),
            (None, Some(on)) => line.push_str(&format!(" (said {on})")),
            (None, None) => {}
        }
        match self.ended {
            Some(HappeningEnd::Cancelled) => line.push_str("  CANCELLED"),
            Some(HappeningEnd::Over) => line.push_str("  over"),
            None => {}
        }
        line
    }
}

/// Where the perpetrator is now, in one line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Whereabouts {
    /// In words.
    pub words: Private,
    /// When that was said, or happened.
    pub on: Option<Date>,
    /// Who said so.
    pub source: Option<String>,
    /// Whether it is implied by a date of the case, and nobody said it.
    pub implied: bool,
}

impl Whereabouts {
    /// Who said so and when, for brackets behind the words; empty when neither is known.
    pub fn basis(&self, today: Date) -> String {
        let on = self.on.map(|on| show_day_near(on, today));
        let implied = self.implied.then(|| "by the dates of the case".to_owned());
        let parts: Vec<String> = self.source.iter().cloned().chain(on).chain(implied).collect();
        parts.join(", ")
    }
}

/// Where the perpetrator is: what was said last, unless a date of the case has passed since that says otherwise.
pub fn whereabouts(case: &Case, happenings: &[Happening], today: Date) -> Option<Whereabouts> {
    let said = case.whereabouts.clone().map(|words| Whereabouts {
        words,
        on: case.whereabouts_on,
        source: case.whereabouts_source.clone(),
        implied: false,
    });
    let passed = happenings
        .iter()
        .filter(|happening| happening.ended != Some(HappeningEnd::Cancelled) && happening.on <= today)
        .filter_map(|happening| Some((happening, happening.kind.implies()?)))
        .max_by_key(|(happening, _)| (happening.on, happening.id));
    let Some((happening, implies)) = passed else { return said };
    // What was said without a day is older than any date; the same day's word knows of the date.
    if said.as_ref().is_some_and(|said| said.on.is_some_and(|on| on >= happening.on)) {
        return said;
    }
    if said.as_ref().is_some_and(|said| said.on.is_none() && happening.said_on.is_none()) {
        return said;
    }
    Some(Whereabouts {
        words: format!("{implies} {}", show_numeric(happening.on)).into(),
        on: happening.said_on,
        source: happening.source.clone(),
        implied: true,
    })
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;
    use uuid::Uuid;

    use super::super::id::Id;
    use super::super::rows::case::CaseState;
    use super::*;

    fn case(words: Option<(&str, Date)>) -> Case {
        Case {
            id: Id::new(Uuid::nil()),
            forum: "marac".to_owned(),
            series: "LAN-26".to_owned(),
            number: 1,
            reference: "LAN-26-0001".to_owned(),
            state: CaseState::Referred,
            opened: date(2026, 11, 1),
            last_referred: date(2026, 11, 1),
            whereabouts: words.map(|(words, _)| words.into()),
            linked: None,
            whereabouts_on: words.map(|(_, on)| on),
            whereabouts_source: None,
        }
    }

    fn happening(kind: HappeningKind, on: Date) -> Happening {
        Happening {
            id: Id::new(Uuid::from_u128(1)),
            case: Id::new(Uuid::nil()),
            kind,
            on,
            words: "HMP".into(),
            source: Some("probation".to_owned()),
            time: None,
            which: None,
            said_on: Some(date(2026, 11, 20)),
            ended: None,
            why: None,
        }
    }

    #[test]
    fn what_was_said_stands_until_a_date_says_otherwise() {
        let remanded = case(Some(("remanded", date(2026, 11, 18))));
        let release = happening(HappeningKind::Release, date(2026, 11, 27));
        let on = |day| whereabouts(&remanded, std::slice::from_ref(&release), day).unwrap();
        assert_eq!(on(date(2026, 11, 26)).words.reveal(), "remanded");
        let after = on(date(2026, 11, 27));
        assert_eq!(after.words.reveal(), "released 27/11/2026");
        assert!(after.implied);
        let basis = after.basis(date(2026, 11, 28));
        assert_eq!(basis, "probation, Fri 20 Nov, by the dates of the case");
    }

    #[test]
    fn a_later_word_goes_before_the_date_and_a_cancelled_date_implies_nothing() {
        let mut release = happening(HappeningKind::Release, date(2026, 11, 27));
        let recalled = case(Some(("recalled the same day", date(2026, 11, 27))));
        let found = whereabouts(&recalled, std::slice::from_ref(&release), date(2026, 12, 1)).unwrap();
        assert_eq!(found.words.reveal(), "recalled the same day");
        release.ended = Some(HappeningEnd::Cancelled);
        assert_eq!(whereabouts(&case(None), &[release], date(2026, 12, 1)), None);
        assert_eq!(
            whereabouts(&case(None), &[happening(HappeningKind::Move, date(2026, 11, 2))], date(2026, 12, 1)),
            None
        );
    }

    #[test]
    fn a_date_is_told_with_time_source_and_standing() {
        let mut order = happening(HappeningKind::Order, date(2026, 12, 2));
        order.which = Some("non-molestation".to_owned());
        order.time = jiff::civil::Time::new(10, 0, 0, 0).ok();
        assert_eq!(
            order.told("renew?"),
            "10:00 order ends (non-molestation): renew? (probation, 20/11/2026)"
        );
        order.ended = Some(HappeningEnd::Cancelled);
        assert!(order.told("").ends_with("CANCELLED"));
        assert!(!order.awaited(date(2026, 11, 1)));
    }
}
