//! Whether a subject is a serial or a repeat perpetrator, by each definition the area goes by.
//!
//! Definitions differ between areas and agencies, so they are data ([`Definitions`]); each concludes by itself and says
//! what it rests on. A flag, never part of a score. A scheme's own [`SerialRule`] is the flag of that scheme.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;
use serde::Deserialize;

use super::incident::{Incident, Role, months_before};
use super::{Faults, Tool, gravity};
use crate::domain::calendar::{add_days, show_numeric};

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

/// What a definition finds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Finds {
    /// Several victims.
    Serial,
    /// The same victim again.
    Repeat,
    /// Several crimes of one person, whoever the victims.
    Priority,
}

impl Finds {
    /// The word shown.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Serial => "serial",
            Self::Repeat => "repeat",
            Self::Priority => "priority",
        }
    }
}

/// One definition as published, or an area's own.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Definition {
    /// Stable key.
    pub key: String,
    /// For a reader.
    pub label: String,
    /// Whose it is.
    pub source: String,
    /// What it finds.
    pub finds: Finds,
    /// Whether the area goes by it.
    pub applies: bool,
    /// Calendar months looked back; that very day counts.
    #[serde(default)]
    pub months: Option<u32>,
    /// Days looked back, the day asked for included.
    #[serde(default)]
    pub days: Option<u32>,
    /// Fewest records.
    #[serde(default)]
    pub records: u32,
    /// Fewest different victims.
    #[serde(default)]
    pub victims: u32,
    /// Fewest records against one victim.
    #[serde(default)]
    pub same_victim: u32,
    /// Whether records that are no crime are left out.
    #[serde(default)]
    pub crimes_only: bool,
    /// What the records cannot say and somebody has to.
    #[serde(default)]
    pub asks: String,
    /// The definition in our words.
    pub words: String,
}

/// The definitions an area has adopted.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Definitions {
    /// Name of the file.
    pub name: String,
    /// Version of the file.
    pub version: String,
    /// Roles that count.
    pub roles: Vec<Role>,
    /// Words by which a record that is no crime is known.
    pub not_crimes: Vec<String>,
    /// The definitions.
    pub definition: Vec<Definition>,
}

/// What a definition concludes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Concluded {
    /// Key of the definition.
    pub key: String,
    /// Its label.
    pub label: String,
    /// What it finds.
    pub finds: Finds,
    /// Whether the records meet it.
    pub met: bool,
    /// What it rests on: "5 records, 2 victims since 26/11/2023"; and what somebody still has to say.
    pub basis: String,
}

/// The definitions that come with the program, for an area that has adopted none.
const OURS: &str = include_str!("../../../assets/tools/serial-definitions.toml");

impl Definitions {
    /// The definitions that come with the program.
    ///
    /// # Errors
    /// Never, as long as the file is what the tests say.
    pub fn ours() -> Result<Self, super::ToolProblem> {
        super::parse(OURS)
    }

    /// What each definition that applies concludes on a day.
    pub fn conclude(&self, incidents: &[Incident], as_of: Date) -> Vec<Concluded> {
        let applies = self.definition.iter().filter(|definition| definition.applies);
        applies.map(|definition| self.conclusion(definition, incidents, as_of)).collect()
    }

    /// What one definition concludes.
    pub fn conclusion(&self, definition: &Definition, incidents: &[Incident], as_of: Date) -> Concluded {
        let since = definition.since(as_of);
        let from = since.unwrap_or(Date::MIN);
        let counts = |incident: &&Incident| {
            self.roles.contains(&incident.role)
                && (from..=as_of).contains(&incident.date)
                && !(definition.crimes_only && self.is_no_crime(&incident.offence))
        };
        let counted: Vec<&Incident> = incidents.iter().filter(counts).collect();
        let mut of_victim: BTreeMap<&str, u32> = BTreeMap::new();
        for victim in counted.iter().filter_map(|incident| incident.known_victim()) {
            *of_victim.entry(victim).or_default() += 1;
        }
        let (records, victims) = (number(counted.len()), number(of_victim.len()));
        let most = of_victim.values().copied().max().unwrap_or(0);
        let unnamed = number(counted.iter().filter(|incident| incident.known_victim().is_none()).count());
        let met = !counted.is_empty()
            && records >= definition.records
            && victims >= definition.victims
            && most >= definition.same_victim;
        Concluded {
            key: definition.key.clone(),
            label: definition.label.clone(),
            finds: definition.finds,
            met,
            basis: definition.basis(&Count { records, victims, most, unnamed, since, met }),
        }
    }

    fn is_no_crime(&self, offence: &str) -> bool {
        self.not_crimes.iter().any(|name| gravity::named_in(offence, name))
    }
}

/// What was counted for a definition.
struct Count {
    records: u32,
    victims: u32,
    most: u32,
    unnamed: u32,
    since: Option<Date>,
    met: bool,
}

impl Definition {
    /// The first day that counts; nothing when every day does.
    fn since(&self, as_of: Date) -> Option<Date> {
        let days = self.days.map(|days| add_days(as_of, 1 - i32::try_from(days).unwrap_or(i32::MAX)));
        days.or_else(|| self.months.map(|months| months_before(as_of, months)))
    }

    fn basis(&self, count: &Count) -> String {
        let what = if self.crimes_only { ("crime", "crimes") } else { ("record", "records") };
        let told = |number: u32, (one, many): (&str, &str)| {
            format!("{number} {}", if number == 1 { one } else { many })
        };
        let mut words = told(count.records, what);
        if self.same_victim > 0 {
            words.push_str(&format!(", {} against one victim", count.most));
        } else if self.victims > 0 {
            words.push_str(&format!(", {}", told(count.victims, ("victim", "victims"))));
        }
        if let Some(since) = count.since {
            words.push_str(&format!(" since {}", show_numeric(since)));
        }
        if count.unnamed > 0 && self.victims + self.same_victim > 0 {
            words.push_str(&format!("; {} without a victim's reference", count.unnamed));
        }
        if count.met && !self.asks.is_empty() {
            words.push_str(&format!("; somebody has to say {}", self.asks));
        }
        words
    }
}

fn number(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}

impl Tool for Definitions {
    const KIND: &'static str = "list of serial and repeat definitions";

    fn name(&self) -> &str {
        &self.name
    }

    fn version(&self) -> &str {
        &self.version
    }

    fn check(&self, faults: &mut Faults) {
        faults.require(!self.roles.is_empty(), "roles", "no role counts");
        faults.keys("definition", self.definition.iter().map(|definition| definition.key.as_str()));
        for definition in &self.definition {
            let part = format!("definition `{}`", definition.key);
            for (field, text) in
                [("label", &definition.label), ("source", &definition.source), ("words", &definition.words)]
            {
                faults.filled(format!("{part}, {field}"), text);
            }
            let counts = definition.records.max(definition.victims).max(definition.same_victim) > 0;
            faults.require(counts, &part, "counts nothing: give `records`, `victims` or `same_victim`");
            let both = definition.months.is_some() && definition.days.is_some();
            faults.require(!both, &part, "has both `months` and `days`; give one");
            let none = definition.months == Some(0) || definition.days == Some(0);
            faults.require(
                !none,
                &part,
                "looks back over no time; leave the window out or make it 1 or more",
            );
        }
    }
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

    fn incident(on: Date, victim: &str, offence: &str, role: Role) -> Incident {
        Incident { date: on, offence: offence.to_owned(), victim: victim.to_owned(), role }
    }

    fn suspected(on: Date, victim: &str) -> Incident {
        incident(on, victim, "Common assault", Role::Suspect)
    }

    const AS_OF: Date = date(2026, 11, 26);

    fn meets(key: &str, incidents: &[Incident]) -> bool {
        let definitions = Definitions::ours().unwrap();
        let definition = definitions.definition.iter().find(|definition| definition.key == key).unwrap();
        definitions.conclusion(definition, incidents, AS_OF).met
    }

    #[test]
    fn each_published_definition_at_its_boundaries() {
        let (a, b) = ("V1", "V2");
        let long_ago = date(2009, 1, 1);
        for (key, incidents, met) in [
            // Northumbria: more than one record, two victims, three years, crimed or not.
            ("northumbria", vec![suspected(date(2023, 11, 26), a), suspected(AS_OF, b)], true),
            ("northumbria", vec![suspected(date(2023, 11, 25), a), suspected(AS_OF, b)], false),
            ("northumbria", vec![suspected(date(2026, 1, 1), a), suspected(AS_OF, a)], false),
            ("northumbria", vec![suspected(AS_OF, a)], false),
            (
                "northumbria",
                vec![
                    incident(AS_OF, a, "Non-crime domestic incident", Role::Offender),
                    incident(AS_OF, b, "Non-crime domestic incident", Role::Suspect),
                ],
                true,
            ),
            (
                "northumbria",
                vec![suspected(AS_OF, a), incident(AS_OF, b, "Common assault", Role::Witness)],
                false,
            ),
            // ACPO 2009 and HHHF: two victims, whenever it was.
            ("acpo-2009", vec![suspected(long_ago, a), suspected(AS_OF, b)], true),
            ("acpo-2009", vec![suspected(long_ago, a), suspected(AS_OF, a)], false),
            ("hhhf", vec![suspected(long_ago, a), suspected(AS_OF, b)], true),
            ("hhhf", vec![suspected(AS_OF, b)], false),
            // Drive: different victims is serial, the same victim repeat; one subject may be both.
            ("drive-serial", vec![suspected(long_ago, a), suspected(AS_OF, b)], true),
            ("drive-repeat", vec![suspected(long_ago, a), suspected(AS_OF, b)], false),
            ("drive-repeat", vec![suspected(long_ago, a), suspected(AS_OF, a)], true),
            ("drive-serial", vec![suspected(long_ago, a), suspected(AS_OF, a)], false),
            ("drive-repeat", vec![suspected(long_ago, ""), suspected(AS_OF, "")], false),
            // V100: more than one crime within 365 days, whoever the victims.
            ("v100", vec![suspected(date(2025, 11, 27), a), suspected(AS_OF, a)], true),
            ("v100", vec![suspected(date(2025, 11, 26), a), suspected(AS_OF, a)], false),
            (
                "v100",
                vec![suspected(AS_OF, a), incident(AS_OF, b, "Non-crime domestic incident", Role::Suspect)],
                false,
            ),
        ] {
            assert_eq!(meets(key, &incidents), met, "{key} {incidents:?}");
        }
    }

    #[test]
    fn a_definition_says_what_it_rests_on_and_what_it_cannot_know() {
        let definitions = Definitions::ours().unwrap();
        let concluded = definitions
            .conclude(&[suspected(AS_OF, "V1"), suspected(AS_OF, "V2"), suspected(AS_OF, "")], AS_OF);
        let said: Vec<(&str, bool, &str)> =
            concluded.iter().map(|one| (one.key.as_str(), one.met, one.basis.as_str())).collect();
        assert_eq!(
            said,
            [
                (
                    "northumbria",
                    true,
                    "3 records, 2 victims since 26/11/2023; 1 without a victim's reference; somebody has to \
                     say that everybody is 16 or over"
                ),
                ("drive-repeat", false, "3 records, 1 against one victim; 1 without a victim's reference"),
            ]
        );
        assert!(definitions.conclude(&[], AS_OF).iter().all(|one| !one.met));
    }

    #[test]
    fn a_definition_that_counts_nothing_is_refused() {
        let text = OURS.replace("same_victim = 2\n", "");
        let problem = parse::<Definitions>(&text).unwrap_err().to_string();
        assert!(problem.contains("definition `drive-repeat`: counts nothing"), "{problem}");
        let text = OURS.replace("days = 365\n", "days = 0\n");
        let problem = parse::<Definitions>(&text).unwrap_err().to_string();
        assert!(problem.contains("definition `v100`: looks back over no time"), "{problem}");
    }
}
