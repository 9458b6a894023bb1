//! The four grounds of a referral with their figures. A figure never accepts or rejects; where none of them carries a
//! referral, whoever accepts it is asked for a judgement in writing.

use jiff::civil::Date;

use super::last_referral;
use crate::domain::area::AreaData;
use crate::domain::calendar::show_day_year;
use crate::domain::facts::Changes;
use crate::domain::id::Id;
use crate::domain::refusal::Refusal;
use crate::domain::rows::assessment::Assessment;
use crate::domain::rows::case::{Case, ReferralStanding};
use crate::domain::tools::settings::SettingKey;

/// One ground: what the referrer ticked, what the figure says, and the figure.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Ground {
    /// As the referrer ticked it; nothing when left blank.
    pub ticked: Option<bool>,
    /// Whether the figure reaches the area's threshold; nothing without a figure.
    pub reached: Option<bool>,
    /// The figure beside its threshold: "17 of 24, threshold 14".
    pub figure: String,
}

impl Ground {
    /// Whether it is met: by the figure where there is one, by the tick otherwise.
    pub fn is_met(&self) -> bool {
        self.reached.or(self.ticked) == Some(true)
    }
}

/// The four grounds of the newest referral of a case.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Grounds {
    /// Visible high risk: the count of the checklist, or a grade.
    pub high_risk: Ground,
    /// Professional judgement.
    pub judgement: Ground,
    /// Potential escalation: incidents.
    pub escalation: Ground,
    /// Repeat.
    pub repeat: Ground,
    /// Whether the referrer wrote the judgement down.
    pub reasoned: bool,
}

impl Grounds {
    /// The grounds of the newest referral of a case, by the area's thresholds on a day.
    ///
    /// # Errors
    /// When the record cannot be read.
    pub fn of(changes: &Changes<'_>, area: &AreaData, case: Id<Case>, on: Date) -> Result<Self, Refusal> {
        let latest =
            changes.find::<Assessment>("case", &case)?.into_iter().max_by_key(|row| (row.on, row.id));
        let referral = last_referral(changes, case)?;
        let criteria = referral.as_ref().map(|referral| referral.criteria.0.clone()).unwrap_or_default();
        let threshold = area.number(SettingKey::DashThreshold, on);
        let high_risk = latest.map_or_else(Ground::default, |latest| risk(&latest, threshold));
        let least = area.number(SettingKey::EscalationIncidents, on);
        let months = area.number(SettingKey::EscalationMonths, on);
        let escalation = criteria.incidents.map_or_else(Ground::default, |incidents| Ground {
            ticked: None,
            reached: Some(incidents >= least),
            figure: format!("{incidents} in {months} months, threshold {least}"),
        });
        let repeat_of = referral.as_ref().and_then(|referral| referral.repeat_of);
        let is_repeat = referral.as_ref().map(|referral| referral.standing == ReferralStanding::Repeat);
        let repeat = Ground {
            ticked: criteria.repeat,
            reached: is_repeat.filter(|repeat| *repeat),
            figure: repeat_of.map(|of| format!("of {}", show_day_year(of))).unwrap_or_default(),
        };
        Ok(Self {
            high_risk: Ground { ticked: criteria.visible_high_risk, ..high_risk },
            judgement: Ground { ticked: criteria.professional_judgement, ..Ground::default() },
            escalation: Ground { ticked: criteria.potential_escalation, ..escalation },
            repeat,
            reasoned: criteria.rationale.is_some_and(|rationale| !rationale.is_empty()),
        })
    }

    /// Whether whoever accepts it has to write down why: no figure carries it, and the referrer gave no reason for their
    /// judgement.
    pub fn needs_judgement(&self) -> bool {
        let carried = [&self.high_risk, &self.escalation, &self.repeat].into_iter().any(Ground::is_met);
        !carried && !(self.judgement.is_met() && self.reasoned)
    }

    /// The grounds by name, in the order of the form.
    pub const fn named(&self) -> [(&'static str, &Ground); 4] {
        [
            ("high risk", &self.high_risk),
            ("judgement", &self.judgement),
            ("escalation", &self.escalation),
            ("repeat", &self.repeat),
        ]
    }

    /// The grounds met, each with its figure: "high risk (17 of 24, threshold 14), repeat (of 7 Jul 2026)".
    pub fn in_words(&self) -> String {
        let met = self.named().into_iter().filter(|(_, ground)| ground.is_met());
        let words: Vec<String> = met
            .map(|(name, ground)| match ground.figure.as_str() {
                "" => name.to_owned(),
                figure => format!("{name} ({figure})"),
            })
            .collect();
        if words.is_empty() { "none met by figure or tick".to_owned() } else { words.join(", ") }
    }

    /// One letter a ground, in the order of the form: H, J, E, R; a dot for one that is not met.
    pub fn in_letters(&self) -> String {
        let letters = ['H', 'J', 'E', 'R'];
        let named = self.named();
        letters
            .iter()
            .zip(named)
            .map(|(letter, (_, ground))| if ground.is_met() { *letter } else { '·' })
            .collect()
    }
}

fn risk(latest: &Assessment, threshold: u32) -> Ground {
    match (latest.count, &latest.grade) {
        (Some(count), _) => Ground {
            ticked: None,
            reached: Some(u32::from(count) >= threshold),
            figure: format!("{count} of 24, threshold {threshold}"),
        },
        (None, Some(grade)) => Ground {
            ticked: None,
            reached: Some(grade.eq_ignore_ascii_case("high")),
            figure: format!("graded {}", grade.to_lowercase()),
        },
        (None, None) => Ground::default(),
    }
}
