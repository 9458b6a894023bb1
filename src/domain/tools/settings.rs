//! An area's figures and choices, each with a start date, so that a change never rewrites what went before.

use std::fmt;

use jiff::civil::{Date, Time};
use serde::{Deserialize, Serialize};

use super::day;
use super::quorum;
use super::version::next_version;
use super::{Faults, Tool};

/// What is set. Every key must have a value in the file, but those with a built-in one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum SettingKey {
    /// Dash count from which visible high risk is met.
    DashThreshold,
    /// Incidents from which potential escalation is met.
    EscalationIncidents,
    /// Months those incidents are counted over.
    EscalationMonths,
    /// Whether only police call-outs count: `any-agency` or `police-only`.
    EscalationSource,
    /// Months within which the same pair is a repeat.
    RepeatMonths,
    /// What the months run from: `last-referral` or `last-meeting`.
    RepeatAnchor,
    /// Which definition: `any-abuse` or `would-be-criminal`.
    RepeatDefinition,
    /// Months a flag stays on records.
    FlagMonths,
    /// What the months of a flag run from: `last-referral` or `last-meeting`.
    FlagAnchor,
    /// Clear working days between referral cut-off and meeting.
    ReferralCutOff,
    /// Clear working days between papers and meeting.
    PapersOut,
    /// Clear working days between information asked for and meeting.
    ResearchDue,
    /// Minutes planned for a case.
    MinutesPerCase,
    /// Minutes after which a case shows as long.
    MinutesPerCaseLong,
    /// When the working day ends.
    CloseOfPlay,
    /// Working days within which minutes go out.
    MinutesDue,
    /// Working days within which actions go out.
    ActionsDue,
    /// Working days after a due date before the first reminder.
    FirstReminder,
    /// Days of notice for events of a case shown on Today.
    EventNotice,
    /// Days within which a victim's worker is expected to report back.
    FeedbackDue,
    /// Weeks a MATAC subject may go without review.
    MatacReviewWeeks,
    /// Months after discharge until a subject's record is reviewed.
    RetentionReviewMonths,
    /// Name of the scheme by which subjects are scored; empty for the first the area adopted.
    ScoringScheme,
    /// The area's own wording of the lawful basis of sharing; empty until its data protection officer gives it.
    LawfulBasis,
    /// The area's own wording of the purpose of sharing.
    SharingPurpose,
    /// The area's own wording of why sharing is necessary and proportionate.
    SharingNecessity,
    /// Who authorises sharing without consent where a case names nobody.
    SharingAuthoriser,
    /// Subjects shown at the head of the ranked list.
    MatacTop,
    /// What one forum sees of the same people in another: `outstanding-actions`, `reference-only` or `nothing`.
    CrossForum,
    /// Who must be there for a forum to decide: agencies by key, a number, or both; forum by forum.
    Quorum,
    /// Minutes without a key after which the screen locks; 0 for never.
    IdleLock,
    /// Working days after the draft went out in which nobody objecting means approval; 0 for never.
    DeemedApproval,
    /// What an agency's copy of the minutes holds: `what-concerns-it`, or `every-case` it is not kept out of.
    AgencyMinutes,
    /// Working days between one reminder of an action and the next.
    ReminderAgain,
    /// Reminders after which the agency's named senior is asked; 0 for never.
    SeniorAfter,
    /// Reminders after which the steering group is told; 0 for never.
    SteeringAfter,
    /// Females of 16 and over who live in the area, for rates and the recommended volume; 0 while nobody has said.
    AdultFemales,
    /// How a case that several agencies refer counts in the data return: `equal-shares` or `first-referrer`.
    SourceShare,
}

impl SettingKey {
    /// Every key.
    pub const ALL: [Self; 38] = [
        Self::DashThreshold,
        Self::EscalationIncidents,
        Self::EscalationMonths,
        Self::EscalationSource,
        Self::RepeatMonths,
        Self::RepeatAnchor,
        Self::RepeatDefinition,
        Self::FlagMonths,
        Self::FlagAnchor,
        Self::ReferralCutOff,
        Self::PapersOut,
        Self::ResearchDue,
        Self::MinutesPerCase,
        Self::MinutesPerCaseLong,
        Self::CloseOfPlay,
        Self::MinutesDue,
        Self::ActionsDue,
        Self::FirstReminder,
        Self::EventNotice,
        Self::FeedbackDue,
        Self::MatacReviewWeeks,
        Self::RetentionReviewMonths,
        Self::ScoringScheme,
        Self::LawfulBasis,
        Self::SharingPurpose,
        Self::SharingNecessity,
        Self::SharingAuthoriser,
        Self::MatacTop,
        Self::CrossForum,
        Self::Quorum,
        Self::IdleLock,
        Self::DeemedApproval,
        Self::AgencyMinutes,
        Self::ReminderAgain,
        Self::SeniorAfter,
        Self::SteeringAfter,
        Self::AdultFemales,
        Self::SourceShare,
    ];

    /// The value where an adopted file says nothing: of keys that came after the first version, so that an area's
    /// older file still stands.
    pub fn built_in(self) -> Option<Value> {
        match self {
            Self::ScoringScheme
            | Self::LawfulBasis
            | Self::SharingPurpose
            | Self::SharingNecessity
            | Self::SharingAuthoriser => Some(Value::Text(String::new())),
            Self::MatacTop => Some(Value::Number(20)),
            Self::FlagAnchor => Some(Value::Text("last-referral".to_owned())),
            Self::IdleLock => Some(Value::Number(10)),
            Self::ReminderAgain => Some(Value::Number(5)),
            Self::SeniorAfter => Some(Value::Number(2)),
            Self::SteeringAfter => Some(Value::Number(3)),
            Self::DeemedApproval | Self::AdultFemales => Some(Value::Number(0)),
            Self::AgencyMinutes => Some(Value::Text("what-concerns-it".to_owned())),
            Self::SourceShare => Some(Value::Text("equal-shares".to_owned())),
            Self::CrossForum => Some(Value::Text("outstanding-actions".to_owned())),
            Self::Quorum => Some(Value::Text("marac: police, idva".to_owned())),
            _ => None,
        }
    }

    /// What a key with a built-in value sets, where no file says it.
    pub const fn meaning(self) -> &'static str {
        match self {
            Self::ScoringScheme => {
                "Name of the scheme by which subjects are scored; empty for the first the area adopted."
            }
            Self::LawfulBasis => {
                "Lawful basis of sharing, in the words of the area's data protection officer."
            }
            Self::SharingPurpose => "Purpose of sharing, in the area's own words.",
            Self::SharingNecessity => "Why sharing is necessary and proportionate, in the area's own words.",
            Self::SharingAuthoriser => "Who authorises sharing without consent, where a case names nobody.",
            Self::FlagAnchor => {
                "What the months of a flag run from: the last referral (published), or the last meeting that heard the case."
            }
            Self::MatacTop => "Subjects shown at the head of the ranked list.",
            Self::IdleLock => {
                "Minutes without a key after which the screen locks (our default: 10); 0 for never. It never does in the room \
                 of an open meeting."
            }
            Self::DeemedApproval => {
                "Working days after draft minutes went out in which nobody objecting means approval (our default: 0, never)."
            }
            Self::AdultFemales => {
                "Females of 16 and over who live in the area (census), for cases per 10,000 and the recommended volume (our \
                 default: 0, not given)."
            }
            Self::AgencyMinutes => {
                "What an agency's copy of the minutes holds (our default: the cases it referred, spoke on or took an action \
                 in); every case it is not kept out of where your protocol sends minutes to all partners."
            }
            Self::ReminderAgain => {
                "Working days between one reminder of an action and the next (our default: 5); an answer counts as one."
            }
            Self::SeniorAfter => {
                "Reminders of an action after which the agency's named senior is asked (our default: 2); 0 for never."
            }
            Self::SteeringAfter => {
                "Reminders of an action after which the steering group is told (our default: 3); 0 for never."
            }
            Self::SourceShare => {
                "How a case that several agencies refer together counts in the data return (our default: equal shares, one half \
                 each of two, as the published yearly workbook counts; whether the return itself takes decimals is not known \
                 to us, so ask SafeLives); first-referrer counts it whole for whoever sent it."
            }
            Self::CrossForum => {
                "What one forum sees of the same people in another (our default: outstanding actions, so that nothing is \
                 tasked twice); settle it with your information sharing agreement."
            }
            Self::Quorum => {
                "Who must be there, forum by forum: agencies by key, a number of agencies, or both, as in \"marac: police, \
                 idva, 5; matac: police\" (our default: police and IDVA at a MARAC; no published figure was found). The \
                 chair may go on without."
            }
            _ => "",
        }
    }

    /// As the file writes it.
    pub fn word(self) -> String {
        toml::Value::try_from(self)
            .ok()
            .and_then(|value| Some(value.as_str()?.to_owned()))
            .unwrap_or_default()
    }

    /// The key that a file writes so.
    pub fn named(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|key| key.word().eq_ignore_ascii_case(word.trim()))
    }

    /// Reads a value as typed.
    ///
    /// # Errors
    /// What it must be.
    pub fn read(self, typed: &str) -> Result<Value, String> {
        let typed = typed.trim();
        let value = typed.parse().map_or_else(|_| Value::Text(typed.to_owned()), Value::Number);
        self.allows().refusal(&value).map_or(Ok(value), Err)
    }

    /// The words it may be, when it is one of several.
    pub fn choices(self) -> &'static [&'static str] {
        match self.allows() {
            Allowed::OneOf(words) => words,
            Allowed::Number | Allowed::Time | Allowed::Words | Allowed::Quorum => &[],
        }
    }

    /// The values it may take.
    fn allows(self) -> Allowed {
        match self {
            Self::EscalationSource => Allowed::OneOf(&["any-agency", "police-only"]),
            Self::FlagAnchor | Self::RepeatAnchor => Allowed::OneOf(&["last-referral", "last-meeting"]),
            Self::RepeatDefinition => Allowed::OneOf(&["any-abuse", "would-be-criminal"]),
            Self::CrossForum => Allowed::OneOf(&["outstanding-actions", "reference-only", "nothing"]),
            Self::AgencyMinutes => Allowed::OneOf(&["what-concerns-it", "every-case"]),
            Self::SourceShare => Allowed::OneOf(&["equal-shares", "first-referrer"]),
            Self::CloseOfPlay => Allowed::Time,
            Self::Quorum => Allowed::Quorum,
            Self::ScoringScheme
            | Self::LawfulBasis
            | Self::SharingPurpose
            | Self::SharingNecessity
            | Self::SharingAuthoriser => Allowed::Words,
            _ => Allowed::Number,
        }
    }
}

/// The values a key may take.
enum Allowed {
    Number,
    Time,
    Words,
    Quorum,
    OneOf(&'static [&'static str]),
}

impl Allowed {
    fn refusal(&self, value: &Value) -> Option<String> {
        match (self, value) {
            (Self::Number, Value::Number(_)) | (Self::Words, Value::Text(_)) => None,
            (Self::Time, Value::Text(text)) if text.parse::<Time>().is_ok() => None,
            (Self::OneOf(words), Value::Text(text)) if words.contains(&text.as_str()) => None,
            (Self::Number, Value::Text(_)) => Some("must be a whole number".to_owned()),
            (Self::Quorum, Value::Text(text)) => quorum::parse(text).err(),
            (Self::Words | Self::Quorum, Value::Number(_)) => Some("must be words".to_owned()),
            (Self::Time, _) => Some("must be a time such as \"17:00\"".to_owned()),
            (Self::OneOf(words), _) => Some(format!("must be one of: {}", words.join(", "))),
        }
    }
}

/// Where a value comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Basis {
    /// A published definition or recommendation.
    Published,
    /// Our own starting value.
    OurDefault,
    /// The area's own decision.
    Area,
}

impl Basis {
    /// As the file writes it.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Published => "published",
            Self::OurDefault => "our-default",
            Self::Area => "area",
        }
    }
}

/// A value.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(untagged)]
pub enum Value {
    /// A count of days, months, minutes, incidents ...
    Number(u32),
    /// A time of day or a word.
    Text(String),
}

impl fmt::Display for Value {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Number(number) => write!(formatter, "{number}"),
            Self::Text(text) => formatter.write_str(text),
        }
    }
}

/// A value from a day on.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Setting {
    /// What is set.
    pub key: SettingKey,
    /// To what.
    pub value: Value,
    /// First day it holds.
    #[serde(deserialize_with = "day::date")]
    pub from: Date,
    /// Where it comes from.
    pub basis: Basis,
    /// For a reader: unit and reason.
    pub note: String,
}

impl Setting {
    /// A settings file with this setting at its end and the next version; all else, comments too, as it was.
    pub fn appended_to(&self, body: &str) -> String {
        let quoted = |text: &str| toml::Value::String(text.to_owned()).to_string();
        let value = match &self.value {
            Value::Number(number) => number.to_string(),
            Value::Text(text) => quoted(text),
        };
        format!(
            "{}\n\n[[setting]]\nkey = {}\nvalue = {value}\nfrom = {}\nbasis = {}\nnote = {}\n",
            next_version(body).trim_end(),
            quoted(&self.key.word()),
            self.from,
            quoted(self.basis.word()),
            quoted(&self.note)
        )
    }
}

/// All settings of an area.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Settings {
    /// Name of the file.
    pub name: String,
    /// Version of the file.
    pub version: String,
    /// In any order.
    pub setting: Vec<Setting>,
}

impl Settings {
    /// The setting that holds on a day; none before the first.
    pub fn on(&self, key: SettingKey, date: Date) -> Option<&Setting> {
        let held = self.setting.iter().filter(|setting| setting.key == key && setting.from <= date);
        held.max_by_key(|setting| setting.from)
    }

    /// The value that holds on a day: the area's, or the built-in one.
    pub fn value(&self, key: SettingKey, date: Date) -> Option<Value> {
        self.on(key, date).map(|setting| setting.value.clone()).or_else(|| key.built_in())
    }

    /// The number that holds on a day.
    pub fn number(&self, key: SettingKey, date: Date) -> Option<u32> {
        match self.value(key, date)? {
            Value::Number(number) => Some(number),
            Value::Text(_) => None,
        }
    }

    /// The word or time that holds on a day, as written.
    pub fn text(&self, key: SettingKey, date: Date) -> Option<String> {
        match self.value(key, date)? {
            Value::Text(text) => Some(text),
            Value::Number(_) => None,
        }
    }

    /// The time of day that holds on a day.
    pub fn time(&self, key: SettingKey, date: Date) -> Option<Time> {
        self.text(key, date)?.parse().ok()
    }

    /// Adds a fault for each value of `held` that has been in force by `today` and does not stand here as it was.
    pub fn keeps(&self, held: &Self, today: Date, faults: &mut Faults) {
        for was in held.setting.iter().filter(|was| was.from <= today) {
            let same = |now: &&Setting| (now.key, now.from, &now.value) == (was.key, was.from, &was.value);
            faults.require(
                self.setting.iter().any(|now| same(&now)),
                format!("setting `{}` from {}", was.key.word(), was.from),
                format!("has been in force as {} and must stay; add an entry with a later `from`", was.value),
            );
        }
    }
}

impl Tool for Settings {
    const KIND: &'static str = "settings";

    fn name(&self) -> &str {
        &self.name
    }

    fn version(&self) -> &str {
        &self.version
    }

    fn check(&self, faults: &mut Faults) {
        let mut seen = std::collections::BTreeSet::new();
        for setting in &self.setting {
            let part = format!("setting `{}` from {}", setting.key.word(), setting.from);
            if let Some(refusal) = setting.key.allows().refusal(&setting.value) {
                faults.add(&part, refusal);
            }
            faults.require(seen.insert((setting.key, setting.from)), &part, "stands twice");
        }
        for key in SettingKey::ALL {
            let given = key.built_in().is_some() || self.setting.iter().any(|setting| setting.key == key);
            faults.require(given, format!("setting `{}`", key.word()), "is missing");
        }
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;
    use crate::domain::tools::parse;

    #[test]
    fn the_value_of_the_day_holds() {
        let later = "\n[[setting]]\nkey = \"dash-threshold\"\nvalue = 12\nfrom = 2027-04-01\nbasis = \"area\"\nnote = \"\"\n";
        let text = format!("{}{later}", crate::assets::settings());
        let settings: Settings = parse(&text).unwrap();
        assert_eq!(settings.number(SettingKey::DashThreshold, date(2027, 3, 31)), Some(14));
        assert_eq!(settings.number(SettingKey::DashThreshold, date(2027, 4, 1)), Some(12));
    }

    #[test]
    fn a_missing_or_misspelt_value_is_refused() {
        let text = crate::assets::settings().replace("\"last-referral\"", "\"last-refferal\"");
        let problem = parse::<Settings>(&text).unwrap_err().to_string();
        assert!(problem.contains("must be one of: last-referral, last-meeting"), "{problem}");
        let problem = parse::<Settings>("name = \"x\"\nversion = \"1\"\nsetting = []").unwrap_err();
        assert_eq!(problem.faults[0].to_string(), "setting `dash-threshold`: is missing");
        let needed = SettingKey::ALL.iter().filter(|key| key.built_in().is_none());
        assert_eq!(problem.faults.len(), needed.count());
        let settings: Settings =
            parse(&crate::assets::settings().replace("matac-top\"\nvalue = 20", "matac-top\"\nvalue = 25"))
                .unwrap();
        assert_eq!(settings.number(SettingKey::MatacTop, date(2026, 11, 26)), Some(25));
        assert_eq!(settings.number(SettingKey::MatacTop, date(2019, 12, 31)), Some(20));
    }
}
