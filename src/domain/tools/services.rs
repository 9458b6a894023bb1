//! The directory of local services: who each is for, what it answers, how one gets there, how long one waits, and
//! whether it is accredited; and the kinds of need that a meeting may find no service for.
//!
//! [`Services::provision`] weighs one need against the directory: which services answer it and would take somebody, and
//! what stands in the way of those that would not. A directory is what an area says of its services on a day; nothing
//! here refers anybody.

use jiff::civil::Date;
use serde::Deserialize;

use super::agencies::AgencyList;
use super::day;
use super::{Faults, Tool, ToolProblem};
use crate::words;

/// The directory that comes with the program: kinds of need, and no service.
const OURS: &str = include_str!("../../../assets/area/services.toml");

words! {
    /// Whom a service is for, and whose a need is.
    pub enum ForWhom {
        /// The person harmed.
        Victim = "victim",
        /// The person causing harm.
        Perpetrator = "perpetrator",
        /// A child of the household.
        Child = "child",
        /// Both, as a couple or a family.
        Couple = "couple",
    }
}

words! {
    /// How one gets to a service.
    pub enum Route {
        /// By telephone.
        Phone = "phone",
        /// By a referral form.
        Form = "form",
        /// People ask for themselves.
        Own = "self",
        /// Through an agency, or a panel that decides.
        Agency = "agency",
    }
}

words! {
    /// What a service stands on.
    pub enum Footing {
        /// A public body, or run for one.
        Statutory = "statutory",
        /// A charity or other voluntary body.
        Voluntary = "voluntary",
        /// Neither.
        Private = "private",
    }
}

words! {
    /// Why no service met a need.
    pub enum Lack {
        /// The directory has none of the kind.
        NoService = "no service",
        /// There is one, and its list is closed.
        ListClosed = "waiting list closed",
        /// There is one, and it is not accredited.
        NotAccredited = "not accredited",
        /// There is one, and it does not cover where they live.
        OutsideArea = "outside its area",
        /// There is one, and it takes nobody like this.
        Excluded = "excluded",
        /// There is one, and it would not take them.
        Declined = "would not take them",
        /// There is one, and the wait is too long to help.
        TooLong = "wait too long",
    }
}

/// A kind of need.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NeedKind {
    /// Stable key.
    pub key: String,
    /// For a reader.
    pub label: String,
    /// Whose need it can be; anybody's when empty.
    #[serde(default, rename = "for")]
    pub of: Vec<ForWhom>,
    /// Whether only a service that is accredited answers it.
    #[serde(default)]
    pub accredited_only: bool,
}

impl NeedKind {
    /// Whether it can be the need of somebody.
    pub fn is_of(&self, whom: ForWhom) -> bool {
        self.of.is_empty() || self.of.contains(&whom)
    }
}

/// A local service.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ServiceEntry {
    /// Stable key; referrals carry it.
    pub key: String,
    /// Name as printed.
    pub name: String,
    /// Other names an action line may call it by.
    #[serde(default)]
    pub also: Vec<String>,
    /// Whom it is for.
    #[serde(rename = "for")]
    pub of: Vec<ForWhom>,
    /// Keys of the kinds of need it answers.
    pub needs: Vec<String>,
    /// Where it works, in words; empty for the whole area.
    #[serde(default)]
    pub area: String,
    /// First halves of postcodes it is limited to: "LA1"; empty for no limit.
    #[serde(default)]
    pub districts: Vec<String>,
    /// How one gets there, the usual way first.
    pub route: Vec<Route>,
    /// Telephone number, mailbox or address of the form; of the service, never of a person.
    #[serde(default)]
    pub contact: String,
    /// Days one waits from referral to a start, as the service said.
    #[serde(default)]
    pub waiting_days: Option<u32>,
    /// The day on which it said so.
    #[serde(default, deserialize_with = "day::maybe")]
    pub said_on: Option<Date>,
    /// Whether its waiting list is closed.
    #[serde(default)]
    pub closed: bool,
    /// Whether it is accredited; absent when nobody has said.
    #[serde(default)]
    pub accredited: Option<bool>,
    /// By whom it is accredited.
    #[serde(default)]
    pub accredited_by: String,
    /// What it stands on.
    pub footing: Footing,
    /// Key of the agency of the area that runs it.
    #[serde(default)]
    pub agency: Option<String>,
    /// Whom it does not take, a line each.
    #[serde(default)]
    pub excludes: Vec<String>,
    /// Anything else, for a reader.
    #[serde(default)]
    pub notes: String,
}

impl ServiceEntry {
    /// "waits 21 days, said 2 November"; that its list is closed; that nobody has said.
    pub fn wait_words(&self, day: impl Fn(Date) -> String) -> String {
        let said = self.said_on.map(|on| format!(", said {}", day(on))).unwrap_or_default();
        match (self.closed, self.waiting_days) {
            (true, _) => format!("list closed{said}"),
            (false, Some(0)) => format!("no wait{said}"),
            (false, Some(days)) => format!("{}{said}", in_days(days)),
            (false, None) => "wait not known".to_owned(),
        }
    }

    /// The same without the day, where room is short: "21 days", "closed", "no wait", "not known".
    pub fn wait_short(&self) -> String {
        match (self.closed, self.waiting_days) {
            (true, _) => "closed".to_owned(),
            (false, Some(0)) => "no wait".to_owned(),
            (false, Some(days)) => in_days(days),
            (false, None) => "not known".to_owned(),
        }
    }

    /// "accredited by Respect", "not accredited", "accreditation not known".
    pub fn accredited_words(&self) -> String {
        match self.accredited {
            Some(true) if self.accredited_by.is_empty() => "accredited".to_owned(),
            Some(true) => format!("accredited by {}", self.accredited_by),
            Some(false) => "not accredited".to_owned(),
            None => "accreditation not known".to_owned(),
        }
    }

    /// Whether a text names it, by its name or another of its names, as whole words.
    pub fn is_named_in(&self, text: &str) -> bool {
        let text = words_of(text);
        std::iter::once(&self.name).chain(&self.also).map(|name| words_of(name)).any(|name| {
            !name.is_empty() && text.windows(name.len()).any(|stretch| stretch == name.as_slice())
        })
    }

    /// What stands in the way of somebody from a district; nothing when it would take them, as far as is known.
    fn hindrance(&self, kind: &NeedKind, district: Option<&str>) -> Option<Lack> {
        let outside = |code: &str| !self.districts.iter().any(|known| known.eq_ignore_ascii_case(code));
        if kind.accredited_only && self.accredited == Some(false) {
            return Some(Lack::NotAccredited);
        }
        if !self.districts.is_empty() && district.is_some_and(outside) {
            return Some(Lack::OutsideArea);
        }
        self.closed.then_some(Lack::ListClosed)
    }
}

fn in_days(days: u32) -> String {
    format!("{days} {}", if days == 1 { "day" } else { "days" })
}

/// What the directory has for a need.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Provision {
    /// Services that answer it.
    pub services: usize,
    /// Of those, how many would take them as far as the directory knows.
    pub open: usize,
    /// Shortest wait in days among those that would, when one is known.
    pub wait: Option<u32>,
    /// Why none would; nothing when one would.
    pub lack: Option<Lack>,
}

impl Provision {
    /// "no service", "2 services, from 21 days", "1 service: waiting list closed".
    pub fn words(&self) -> String {
        let services =
            format!("{} {}", self.services, if self.services == 1 { "service" } else { "services" });
        match (self.services, self.lack, self.wait) {
            (0, ..) => Lack::NoService.to_string(),
            (_, Some(lack), _) => format!("{services}: {lack}"),
            (_, None, Some(0)) => format!("{services}, no wait"),
            (_, None, Some(days)) => format!("{services}, from {}", in_days(days)),
            (_, None, None) => format!("{services}, wait not known"),
        }
    }

    /// The same where room is short: "no service", "list closed", "21 days".
    pub fn short(&self) -> String {
        match (self.lack, self.wait) {
            (Some(Lack::ListClosed), _) => "list closed".to_owned(),
            (Some(lack), _) => lack.to_string(),
            (None, Some(0)) => "no wait".to_owned(),
            (None, Some(days)) => in_days(days),
            (None, None) => "wait not known".to_owned(),
        }
    }
}

/// The directory.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Services {
    /// Name of the directory.
    pub name: String,
    /// Its version.
    pub version: String,
    /// Kinds of need, in the order in which they are shown.
    pub need: Vec<NeedKind>,
    /// The services.
    pub service: Vec<ServiceEntry>,
}

impl Services {
    /// The directory that comes with the program, for an area that adopted none.
    ///
    /// # Errors
    /// Never in a program whose tests pass.
    pub fn ours() -> Result<Self, ToolProblem> {
        super::parse(OURS)
    }

    /// A service by its key or a name of it, whatever the case.
    pub fn service(&self, typed: &str) -> Option<&ServiceEntry> {
        let typed = typed.trim();
        let is = |name: &str| name.eq_ignore_ascii_case(typed);
        self.service
            .iter()
            .find(|one| is(&one.key))
            .or_else(|| self.service.iter().find(|one| is(&one.name) || one.also.iter().any(|name| is(name))))
    }

    /// A kind of need by its key.
    pub fn kind(&self, key: &str) -> Option<&NeedKind> {
        self.need.iter().find(|kind| kind.key == key)
    }

    /// Services that answer a kind of need of somebody.
    pub fn answering(&self, kind: &str, whom: Option<ForWhom>) -> impl Iterator<Item = &ServiceEntry> {
        self.service.iter().filter(move |one| {
            one.needs.iter().any(|key| key == kind) && whom.is_none_or(|whom| one.of.contains(&whom))
        })
    }

    /// The only service that a text names: two named leave it open which is meant.
    pub fn named_in(&self, text: &str) -> Option<&ServiceEntry> {
        let mut named = self.service.iter().filter(|one| one.is_named_in(text));
        named.next().filter(|_| named.next().is_none())
    }

    /// What there is for a need of somebody who lives in a district, where that is known.
    pub fn provision(&self, kind: &NeedKind, whom: Option<ForWhom>, district: Option<&str>) -> Provision {
        let mut found = Provision::default();
        let mut lacks = Vec::new();
        for service in self.answering(&kind.key, whom) {
            found.services += 1;
            match service.hindrance(kind, district) {
                Some(lack) => lacks.push(lack),
                None => {
                    found.open += 1;
                    found.wait = match (found.wait, service.waiting_days) {
                        (Some(least), Some(days)) => Some(least.min(days)),
                        (known, days) => known.or(days),
                    };
                }
            }
        }
        found.lack = match (found.services, found.open) {
            (0, _) => Some(Lack::NoService),
            (_, 0) => lacks.first().copied(),
            _ => None,
        };
        found
    }

    /// Adds a fault for each agency the area does not have.
    pub fn check_agencies(&self, agencies: &AgencyList, faults: &mut Faults) {
        for service in &self.service {
            agencies.check_keys(&format!("service `{}`", service.key), service.agency.as_deref(), faults);
        }
    }
}

impl Tool for Services {
    const KIND: &'static str = "directory of services";

    fn name(&self) -> &str {
        &self.name
    }

    fn version(&self) -> &str {
        &self.version
    }

    fn check(&self, faults: &mut Faults) {
        faults.keys("need", self.need.iter().map(|kind| kind.key.as_str()));
        faults.require(!self.need.is_empty(), "need", "lists no kind of need");
        for kind in &self.need {
            faults.filled(format!("need `{}`, label", kind.key), &kind.label);
        }
        faults.keys("service", self.service.iter().map(|one| one.key.as_str()));
        let mut names: Vec<String> = Vec::new();
        for service in &self.service {
            service.check(self, faults);
            for name in std::iter::once(&service.name).chain(&service.also) {
                let name = name.trim().to_lowercase();
                let part = format!("service `{}`", service.key);
                faults.require(!names.contains(&name), part, format!("`{name}` names two services"));
                names.push(name);
            }
        }
    }
}

impl ServiceEntry {
    fn check(&self, directory: &Services, faults: &mut Faults) {
        let part = format!("service `{}`", self.key);
        faults.filled(format!("{part}, name"), &self.name);
        for name in &self.also {
            faults.filled(format!("{part}, also"), name);
        }
        faults.require(!self.of.is_empty(), format!("{part}, for"), "says nobody it is for");
        faults.require(!self.needs.is_empty(), format!("{part}, needs"), "answers no need");
        faults.require(!self.route.is_empty(), format!("{part}, route"), "says no way to it");
        for key in &self.needs {
            let known = directory.kind(key).is_some();
            faults.require(known, format!("{part}, needs"), format!("`{key}` is no need of this file"));
        }
        let dated = self.said_on.is_some() || (self.waiting_days.is_none() && !self.closed);
        faults.require(
            dated,
            format!("{part}, said_on"),
            "a wait or a closed list needs the day it was said",
        );
        let by = self.accredited_by.is_empty() || self.accredited == Some(true);
        faults.require(by, format!("{part}, accredited_by"), "stands where it is not said to be accredited");
        for code in &self.districts {
            let said = format!("`{code}` is not the first half of a postcode, such as LA1");
            faults.require(is_district(code), format!("{part}, districts"), said);
        }
    }
}

/// The words of a text in lower case, without what stands between them.
fn words_of(text: &str) -> Vec<String> {
    let lower = text.to_lowercase();
    lower.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).map(str::to_owned).collect()
}

/// Whether a text is the first half of a postcode: one or two letters, a figure, and perhaps a figure or letter.
pub fn is_district(text: &str) -> bool {
    let letters = text.chars().take_while(char::is_ascii_alphabetic).count();
    let rest: Vec<char> = text.chars().skip(letters).collect();
    (1..=2).contains(&letters)
        && match rest.as_slice() {
            [first] => first.is_ascii_digit(),
            [first, second] => first.is_ascii_digit() && second.is_ascii_alphanumeric(),
            _ => false,
        }
}

/// The first half of the postcode that an address ends in or holds: "LA1" of "4 Mill Lane, LA1 1AA". The last one
/// counts; nothing when it holds none.
pub fn district_of(address: &str) -> Option<String> {
    let words: Vec<&str> =
        address.split(|c: char| !c.is_ascii_alphanumeric()).filter(|word| !word.is_empty()).collect();
    let inward = |text: &str| {
        let mut chars = text.chars();
        text.len() == 3
            && chars.next().is_some_and(|c| c.is_ascii_digit())
            && chars.all(|c| c.is_ascii_alphabetic())
    };
    let apart = words.windows(2).rev().find_map(|pair| match pair {
        [out, after] if is_district(out) && inward(after) => Some((*out).to_owned()),
        _ => None,
    });
    let whole = || {
        words.iter().rev().find_map(|word| {
            let (out, after) = word.split_at_checked(word.len().checked_sub(3)?)?;
            (is_district(out) && inward(after)).then(|| out.to_owned())
        })
    };
    apart.or_else(whole).map(|code| code.to_ascii_uppercase())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::domain::tools::parse;

    const SMALL: &str = r#"
name = "Services"
version = "1"

[[need]]
key = "refuge"
label = "Refuge"
for = ["victim"]

[[need]]
key = "programme"
label = "Behaviour change programme"
for = ["perpetrator"]
accredited_only = true

[[service]]
key = "haven"
name = "Haven"
also = ["the haven"]
for = ["victim"]
needs = ["refuge"]
districts = ["LA1", "LA2"]
route = ["phone"]
waiting_days = 3
said_on = 2026-11-02
footing = "voluntary"

[[service]]
key = "steps"
name = "Steps to Change"
for = ["perpetrator"]
needs = ["programme"]
route = ["form", "self"]
accredited = false
footing = "voluntary"
"#;

    fn small() -> Services {
        parse(SMALL).unwrap()
    }

    fn found(kind: &str, district: Option<&str>) -> Provision {
        let directory = small();
        directory.provision(directory.kind(kind).unwrap(), None, district)
    }

    #[test]
    fn provision_says_what_stands_in_the_way() {
        assert_eq!(found("refuge", None).words(), "1 service, from 3 days");
        assert_eq!(found("refuge", Some("la2")).lack, None);
        assert_eq!(found("refuge", Some("M14")).words(), "1 service: outside its area");
        assert_eq!(found("programme", None).lack, Some(Lack::NotAccredited));
        let mut closed = small();
        closed.service[0].closed = true;
        let kind = closed.kind("refuge").unwrap();
        assert_eq!(closed.provision(kind, None, None).lack, Some(Lack::ListClosed));
        // A service for a victim is none for a child.
        assert_eq!(closed.provision(kind, Some(ForWhom::Child), None).words(), "no service");
    }

    #[test]
    fn a_line_that_names_one_service_means_it() {
        let directory = small();
        let named = |text| directory.named_in(text).map(|one| one.key.as_str());
        assert_eq!(named("refer to Steps to change by Friday"), Some("steps"));
        assert_eq!(named("refer to the Haven's outreach"), Some("haven"));
        assert_eq!(named("refer to Haven, and to Steps to Change"), None);
        assert_eq!(named("havens"), None);
    }

    #[test]
    fn every_fault_names_its_service() {
        let told =
            |from: &str, to: &str| parse::<Services>(&SMALL.replace(from, to)).unwrap_err().to_string();
        for (from, to, said) in [
            ("said_on = 2026-11-02\n", "", "service `haven`, said_on"),
            ("needs = [\"refuge\"]", "needs = [\"food\"]", "`food` is no need"),
            ("\"LA2\"", "\"Lancaster\"", "`Lancaster` is not the first half"),
            ("name = \"Steps to Change\"", "name = \"haven\"", "`haven` names two services"),
            ("route = [\"phone\"]", "route = []", "says no way to it"),
            ("accredited = false", "accredited_by = \"Respect\"", "accredited_by"),
        ] {
            assert!(told(from, to).contains(said), "{said}: {}", told(from, to));
        }
    }

    #[test]
    fn a_district_is_read_from_an_address() {
        for (address, code) in [
            ("4 Mill Lane, Lancaster LA1 1AA", Some("LA1")),
            ("Flat 2, 10 High St, m14 5tq", Some("M14")),
            ("12 The Row, SW1A1AA", Some("SW1A")),
            ("12 The Row", None),
            ("", None),
        ] {
            assert_eq!(district_of(address).as_deref(), code, "{address}");
        }
    }

    #[test]
    fn ours_lists_needs_and_no_service() {
        let ours = Services::ours().unwrap();
        assert!(ours.service.is_empty() && ours.need.len() > 10);
    }

    proptest! {
        #[test]
        fn any_text_is_read_without_a_panic(text in "\\PC*") {
            let _ = district_of(&text);
            let _ = small().named_in(&text);
            let _ = parse::<Services>(&text);
        }
    }
}
