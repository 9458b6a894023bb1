//! Deemed approval: where an area's protocol says so, draft minutes to which nobody objects in so many working days are
//! approved. How many is a setting; the built-in figure is none, so that silence means nothing.

use jiff::civil::Date;

use super::{Context, Decision, approval, comment};
use crate::domain::area::AreaData;
use crate::domain::calendar::show_day_year;
use crate::domain::facts::Changes;
use crate::domain::paper::PaperKind;
use crate::domain::refusal::Refusal;
use crate::domain::request::{Approve, DeemApproved};
use crate::domain::rows::meeting::Meeting;
use crate::domain::rows::minutes::Issued;
use crate::domain::tools::settings::SettingKey;

/// When silence becomes approval, and what stands in its way.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Silence {
    /// Working days that are waited; never 0.
    pub days: u32,
    /// When the first draft went out after the meeting closed.
    pub sent: Option<Date>,
    /// The first day on which the minutes are approved, if nobody objects.
    pub from: Option<Date>,
    /// Comments nobody has answered.
    pub open: usize,
}

impl Silence {
    /// Why the minutes are not approved by silence on a day; nothing when they are.
    pub fn but(&self, today: Date) -> Option<String> {
        match (self.sent, self.from) {
            _ if self.open == 1 => Some("a comment has not been answered".to_owned()),
            _ if self.open > 1 => Some(format!("{} comments have not been answered", self.open)),
            (Some(_), Some(from)) if today >= from => None,
            (Some(_), Some(from)) => Some(format!("there is time to object before {}", show_day_year(from))),
            _ => Some("no draft has gone out since the meeting closed".to_owned()),
        }
    }
}

/// What silence means for the minutes of a meeting; nothing where the area does not let it mean anything.
///
/// # Errors
/// When the record cannot be read.
pub fn silence(
    changes: &Changes<'_>,
    area: &AreaData,
    meeting: &Meeting,
    today: Date,
) -> Result<Option<Silence>, Refusal> {
    let days = area.number(SettingKey::DeemedApproval, today);
    if days == 0 {
        return Ok(None);
    }
    let issued = changes.find::<Issued>("meeting", &meeting.id)?.into_iter();
    let drafts = issued
        .filter(|copy| copy.draft && copy.paper == PaperKind::Minutes && Some(copy.at) >= meeting.closed);
    let sent = drafts.map(|copy| copy.at.date()).min();
    let wait = i32::try_from(days).unwrap_or(i32::MAX).saturating_add(1);
    let open = comment::all(changes, meeting.id)?.iter().filter(|comment| comment.answer.is_none()).count();
    Ok(Some(Silence { days, sent, from: sent.map(|sent| area.holidays.add_working_days(sent, wait)), open }))
}

/// Approves the minutes as deemed.
pub fn approve(cx: &mut Context<'_>, asked: &DeemApproved) -> Result<Decision, Refusal> {
    let changes = cx.changes();
    let meeting: Meeting = changes.get(asked.meeting)?;
    let area = cx.area()?;
    let Some(silence) = silence(&changes, area, &meeting, cx.today())? else {
        return Err(Refusal::rule(
            "this area's settings give silence no meaning: the chair approves, or `deemed-approval` is set",
        ));
    };
    if let Some(but) = silence.but(cx.today()) {
        return Err(Refusal::rule(format!(
            "the minutes of {} are not deemed approved: {but}",
            meeting.reference
        )));
    }
    let sent = silence.sent.map(show_day_year).unwrap_or_default();
    let how = format!("deemed: nobody objected within {} working days of the draft of {sent}", silence.days);
    let by = meeting.chair.unwrap_or_else(|| "the chair".into());
    approval::approve(cx, Approve { meeting: asked.meeting, by, how, at: None })
}
