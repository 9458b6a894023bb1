//! Whether a subject is a serial perpetrator. The default rule is Northumbria's published definition; others
//! exist, so the rule is data and the finding says what it rests on. A flag, never part of a score.

use std::collections::BTreeSet;

use jiff::civil::Date;
use serde::Deserialize;

use super::incident::{Incident, Role, months_before};

/// A definition.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SerialRule {
    /// Whose definition, for a reader.
    pub source: String,
    /// Calendar months looked back; that very day counts.
    pub months: u32,
    /// Fewest records, crimed or not.
    pub records: u32,
    /// Fewest different victims.
    pub victims: u32,
}

/// What the rule finds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SerialFinding {
    /// Whether the definition is met.
    pub serial: bool,
    /// Records counted.
    pub records: u32,
    /// Different victims in them.
    pub victims: u32,
    /// First day counted.
    pub since: Date,
}

/// Applies a definition to a subject's records. Whether the people are 16 or over is for the caller to know.
pub fn serial(rule: &SerialRule, roles: &[Role], incidents: &[Incident], as_of: Date) -> SerialFinding {
    let since = months_before(as_of, rule.months);
    let counts =
        |incident: &&Incident| roles.contains(&incident.role) && (since..=as_of).contains(&incident.date);
    let counted: Vec<&Incident> = incidents.iter().filter(counts).collect();
    let victims: BTreeSet<&str> = counted.iter().filter_map(|incident| incident.known_victim()).collect();
    let records = u32::try_from(counted.len()).unwrap_or(u32::MAX);
    let victims = u32::try_from(victims.len()).unwrap_or(u32::MAX);
    let serial = records >= rule.records && victims >= rule.victims;
    SerialFinding { serial, records, victims, since }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;
    use crate::domain::tools::parse;
    use crate::domain::tools::scheme::Scheme;

    #[test]
    fn two_victims_in_three_years_and_not_a_day_more() {
        let scheme: Scheme = parse(crate::assets::rfgv_default_1()).unwrap();
        let incident = |date, victim: &str| Incident {
            date,
            offence: "Non-crime domestic incident".to_owned(),
            victim: victim.to_owned(),
            role: Role::Suspect,
        };
        let as_of = date(2026, 11, 26);
        let on = |first, second| {
            serial(&scheme.serial, &scheme.roles, &[incident(first, "a"), incident(second, "b")], as_of)
                .serial
        };
        assert!(on(date(2023, 11, 26), date(2026, 1, 1)));
        assert!(!on(date(2023, 11, 25), date(2026, 1, 1)));
        let one_victim = [incident(date(2026, 1, 1), "a"), incident(date(2026, 2, 1), "a")];
        assert!(!serial(&scheme.serial, &scheme.roles, &one_victim, as_of).serial);
    }
}
