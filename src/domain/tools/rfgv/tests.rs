//! The published test vectors of the default scheme, its edges, and that no record disappears.

use jiff::ToSpan;
use jiff::civil::{Date, date};
use proptest::prelude::*;

use super::*;
use crate::domain::tools::parse;

const AS_OF: Date = date(2026, 11, 26);

fn scheme() -> Scheme {
    parse(crate::assets::rfgv_default_1()).unwrap()
}

fn incident(days_ago: i64, offence: &str, victim: &str) -> Incident {
    let date = AS_OF.checked_sub(days_ago.days()).unwrap();
    Incident { date, offence: offence.to_owned(), victim: victim.to_owned(), role: Role::Suspect }
}

/// So many records, the latest so many days ago, one of them of the offence, over so many victims.
fn subject(days: i64, records: usize, offence: &str, victims: usize) -> Vec<Incident> {
    (0..records)
        .map(|n| {
            let offence = if n == 0 { offence } else { "Non-crime domestic incident" };
            incident(days + n as i64, offence, &format!("V{}", n % victims))
        })
        .collect()
}

#[test]
fn the_vectors() {
    let cases = [
        ("A", subject(12, 7, "Intentional strangulation", 3), [25, 18, 20, 20], 83, "red"),
        ("B", subject(200, 2, "ABH", 1), [8, 8, 14, 5], 35, "green"),
        ("C", subject(95, 16, "Common assault", 1), [14, 25, 8, 5], 52, "amber"),
        ("D 28", subject(28, 1, "Non-crime domestic incident", 1), [25, 3, 2, 5], 35, "green"),
        ("D 29", subject(29, 1, "Non-crime domestic incident", 1), [20, 3, 2, 5], 30, "green"),
        ("E", subject(731, 1, "Rape", 1), [0, 0, 0, 0], 0, "green"),
    ];
    for (name, incidents, parts, total, band) in cases {
        let score = score(&scheme(), &incidents, AS_OF);
        assert_eq!([score.r, score.f, score.g, score.v], parts, "{name}");
        assert_eq!((score.total, score.band.as_deref()), (total, Some(band)), "{name}");
    }
}

#[test]
fn every_boundary_of_recency() {
    let edges = [(0, 25), (90, 20), (91, 14), (180, 14), (181, 8), (365, 8), (366, 3), (730, 3), (731, 0)];
    for (days, points) in edges {
        assert_eq!(score(&scheme(), &subject(days, 1, "ABH", 1), AS_OF).r, points, "{days} days");
    }
}

#[test]
fn only_roles_that_count_and_only_the_lookback() {
    let mut incidents = subject(10, 3, "Common assault", 1);
    incidents[1].role = Role::Victim;
    incidents[2].date = date(2026, 11, 27);
    let score = score(&scheme(), &incidents, AS_OF);
    assert_eq!(score.inputs.records, 1);
    assert_eq!(score.inputs.set_aside, [(1, SetAside::Role), (2, SetAside::AfterAsOf)]);
}

#[test]
fn an_unknown_offence_counts_as_a_record_and_is_to_correct() {
    let incidents = [incident(10, "Contempt of cort", "V1"), incident(20, "Common assault", " ")];
    let score = score(&scheme(), &incidents, AS_OF);
    assert_eq!((score.inputs.records, score.inputs.top_tier, score.inputs.victims), (2, Some(2), 1));
    assert_eq!(score.inputs.set_aside, [(0, SetAside::UnknownOffence), (1, SetAside::UnknownVictim)]);
    assert!(score.inputs.set_aside.iter().all(|(_, reason)| reason.to_correct()));
}

#[test]
fn an_absurd_scheme_neither_panics_nor_wraps() {
    let text = crate::assets::rfgv_default_1()
        .replace("lookback_months = 24", "lookback_months = 4000000000")
        .replace("points = 25", "points = 4000000000")
        .replace("points = 20", "points = 3999999999");
    let scheme: Scheme = parse(&text).unwrap();
    assert!(score(&scheme, &subject(731, 20, "Rape", 4), AS_OF).total >= 40_000_000);
}

#[test]
fn equal_totals_are_told_apart_in_the_scheme_s_order() {
    let scheme = scheme();
    let at = |days| score(&scheme, &subject(days, 1, "ABH", 1), AS_OF);
    let (earlier, later) = (at(20), at(10));
    assert_eq!(earlier.total, later.total);
    assert_eq!(rank(&scheme, (&later, "N2"), (&earlier, "N1")), Ordering::Less);
    assert_eq!(rank(&scheme, (&later, "N2"), (&later, "N1")), Ordering::Greater);
}

proptest! {
    #[test]
    fn no_record_disappears(list in proptest::collection::vec((0_i64..1500, 0_u8..5, 0_u8..3), 0..30)) {
        let roles = [Role::Suspect, Role::Offender, Role::Charged, Role::Victim, Role::Witness];
        let incidents: Vec<Incident> = list.iter().map(|(days, role, victim)| {
            let mut incident = incident(*days - 20, "Harassment", &format!("V{victim}"));
            incident.role = roles[*role as usize];
            incident
        }).collect();
        let score = score(&scheme(), &incidents, AS_OF);
        prop_assert_eq!(score.inputs.records as usize + score.inputs.set_aside.len(), incidents.len());
        prop_assert_eq!(score.inputs.halves.0 + score.inputs.halves.1, score.inputs.records);
        prop_assert_eq!(score.total, score.r + score.f + score.g + score.v);
        prop_assert!(score.total <= 100);
        let mut backwards = incidents.clone();
        backwards.reverse();
        prop_assert_eq!(super::score(&scheme(), &backwards, AS_OF).total, score.total);
    }
}
