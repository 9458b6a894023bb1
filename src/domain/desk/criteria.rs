//! The four grounds of a referral with their figures. A figure never accepts or rejects; where none of them carries a
//! referral, whoever accepts it is asked for a judgement in writing.

use jiff::civil::Date;

use super::last_referral;
use crate::domain::area::AreaData;
use crate::domain::calendar::{add_months, show_day_year};
use crate::domain::facts::Changes;
use crate::domain::id::Id;
use crate::domain::refusal::Refusal;
use crate::domain::rows::assessment::Assessment;
use crate::domain::rows::case::{Case, Referral, ReferralStanding};
use crate::domain::rows::subject::Incident;
use crate::domain::tools::risk_tool::RiskTool;
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
        let latest = Assessment::latest(changes.find::<Assessment>("case", &case)?);
        let referral = last_referral(changes, case)?;
        let criteria = referral.as_ref().map(|referral| referral.criteria.0.clone()).unwrap_or_default();
        let high_risk = latest.map_or_else(Ground::default, |latest| risk(area, &latest, on));
        let escalation = escalation(changes, area, case, criteria.incidents, on)?;
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
        let reasoned = self.judgement.is_met() && self.reasoned;
        !(carried || reasoned)
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

/// The last assessment beside the threshold of its own tool; a tool without one has a grade or nothing to reach.
fn risk(area: &AreaData, latest: &Assessment, on: Date) -> Ground {
    let tool = area.tool(&latest.tool);
    if let Some(grade) = &latest.grade {
        let high = tool.and_then(|tool| tool.grade(grade)).map(|grade| grade.high);
        return Ground {
            ticked: None,
            reached: Some(high.unwrap_or_else(|| grade.eq_ignore_ascii_case("high"))),
            figure: format!("graded {}", grade.to_lowercase()),
        };
    }
    let Some(count) = latest.count else { return Ground::default() };
    let threshold = tool.map_or(Some(SettingKey::DashThreshold), RiskTool::threshold);
    let threshold = threshold.map(|key| area.number(key, on));
    let beside =
        threshold.map_or_else(|| ", no threshold".to_owned(), |least| format!(", threshold {least}"));
    Ground {
        ticked: None,
        reached: threshold.map(|least| u32::from(count) >= least),
        figure: format!("{count} of {}{beside}", latest.items()),
    }
}

/// Incidents the referrer counted, or those the record holds of the area's window, whichever are more. The referrer's
/// count is of twelve months, as the form asks, and says nothing of another window.
fn escalation(
    changes: &Changes<'_>,
    area: &AreaData,
    case: Id<Case>,
    told: Option<u32>,
    on: Date,
) -> Result<Ground, Refusal> {
    let least = area.number(SettingKey::EscalationIncidents, on);
    let months = area.number(SettingKey::EscalationMonths, on);
    let since = add_months(on, i32::try_from(months).map_or(i32::MIN, |months| -months));
    let police_only = area.settings.text(SettingKey::EscalationSource, on).as_deref() == Some("police-only");
    let told = told.filter(|_| months == FORM_MONTHS);
    let held = held(changes, case, since, on, police_only)?;
    if told.is_none() && held == 0 {
        return Ok(Ground::default());
    }
    let (count, whose) = match told {
        Some(told) if told >= held => (told, ""),
        _ => (held, " in the record"),
    };
    let source = if police_only { ", police only" } else { "" };
    Ok(Ground {
        ticked: None,
        reached: Some(count >= least),
        figure: format!("{count} in {months} months{whose}{source}, threshold {least}"),
    })
}

/// Incidents of a case that the record holds between two days: those of police lists, and each referral that was no
/// duplicate of another, since each tells of one.
fn held(
    changes: &Changes<'_>,
    case: Id<Case>,
    since: Date,
    until: Date,
    police_only: bool,
) -> Result<u32, Refusal> {
    let within = |day: Date| (since..=until).contains(&day);
    let incidents = changes.find::<Incident>("case", &case)?.into_iter().filter(|row| within(row.on)).count();
    let referrals = changes.find::<Referral>("case", &case)?.into_iter().filter(|row| {
        let counts = !police_only || row.agency == POLICE;
        within(row.received) && counts && row.standing != ReferralStanding::Duplicate
    });
    Ok(u32::try_from(incidents.max(referrals.count())).unwrap_or(u32::MAX))
}

/// Months over which the referral form asks for incidents (published form).
const FORM_MONTHS: u32 = 12;
/// Key of the police among the agencies.
const POLICE: &str = "police";
