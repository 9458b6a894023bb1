//! Who is to be reminded today of what is past its date, by agency and as far up as the ladder says.

use std::collections::BTreeMap;

use jiff::civil::Date;

use super::{Looking, actions};
use crate::domain::ladder::Ladder;
use crate::domain::refusal::Refusal;
use crate::domain::rows::action::Action;
use crate::domain::rows::case::Wall;
use crate::domain::rows::chase::{Chase, ChaseStep};
use crate::domain::rules::chase::{STEERING_GROUP, held_back, passed_over};
use crate::domain::tools::settings::{Basis, SettingKey};
use crate::service::ask::{Chasing, Reminder, ReminderLine, Rung};

impl Rung {
    /// Where a step goes.
    pub const fn of(step: ChaseStep) -> Self {
        match step {
            ChaseStep::First | ChaseStep::Again => Self::Agency,
            ChaseStep::Senior => Self::Senior,
            ChaseStep::Steering => Self::Steering,
        }
    }

    /// In a word, for a list.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Agency => "agency",
            Self::Senior => "senior",
            Self::Steering => "steering group",
        }
    }
}

/// Who is to be reminded today.
pub fn chasing(with: &Looking<'_>) -> Result<Chasing, Refusal> {
    let day = with.now.today();
    let escalated = with.view.escalated()?.into_iter().map(|action| actions::line(with, action));
    Ok(Chasing {
        day,
        ladder: ladder(with, day),
        reminders: reminders(with, due(with, day)?)?,
        escalated: escalated.collect::<Result<_, _>>()?,
    })
}

/// Actions that are due for a reminder on a day.
fn due(with: &Looking<'_>, day: Date) -> Result<Vec<Action>, Refusal> {
    let before = Ladder::of(with.area, day).before(&with.area.holidays, day);
    Ok(with.view.to_chase(day, before)?)
}

/// What a reminder to one reader holds on a day: what is due then, and what that reader was asked for the same day, so
/// that its paper can be made once more.
///
/// # Errors
/// When the record cannot be read.
pub fn reminder(
    with: &Looking<'_>,
    agency: &str,
    rung: Rung,
    day: Date,
) -> Result<Option<Reminder>, Refusal> {
    let mut actions = due(with, day)?;
    let rows = with.rows();
    let mut asked = with.view.chased_on(day)?;
    asked.retain(|action| actions.iter().all(|known| known.id != action.id));
    let mut again = Vec::new();
    for action in asked {
        let mut chases = rows.find::<Chase>("action", &action.id)?;
        chases.retain(|chase| chase.on == day && Rung::of(chase.step) == rung);
        if let Some(chase) = chases.pop() {
            again.push((action, chase.step));
        }
    }
    actions.retain(|action| action.agency == agency);
    let mut found = reminders(with, actions)?;
    found.retain(|reminder| reminder.rung == rung);
    let mut found = found.into_iter().next();
    for (action, step) in again.into_iter().filter(|(action, _)| action.agency == agency) {
        let line = line(with, action, step)?;
        match &mut found {
            Some(reminder) => reminder.lines.push(line),
            None => found = Some(blank(with, agency, rung)?.with(line)),
        }
    }
    Ok(found)
}

/// Reminders by reader: agencies in the order of their names, each with its senior after it; the steering group last.
fn reminders(with: &Looking<'_>, actions: Vec<Action>) -> Result<Vec<Reminder>, Refusal> {
    let rows = with.rows();
    let mut found: BTreeMap<(bool, String, Rung), Reminder> = BTreeMap::new();
    for action in actions {
        if held_back(&rows, &action)?.is_some() {
            continue;
        }
        let key = action.agency.clone();
        let told = actions::line(with, action.clone())?;
        let Some(next) = told.next else { continue };
        let step = passed_over(with.area, &key, next.step);
        let rung = Rung::of(step);
        let line = line_of(with, told, step)?;
        let name = actions::agency(with, &key)?;
        let place = (rung == Rung::Steering, name, rung);
        match found.get_mut(&place) {
            Some(reminder) => reminder.lines.push(line),
            None => {
                found.insert(place, blank(with, &key, rung)?.with(line));
            }
        }
    }
    Ok(found.into_values().collect())
}

impl Reminder {
    fn with(mut self, line: ReminderLine) -> Self {
        self.lines.push(line);
        self
    }
}

/// A reminder of nothing yet.
fn blank(with: &Looking<'_>, agency: &str, rung: Rung) -> Result<Reminder, Refusal> {
    let known = with.area.agencies.get(agency);
    let name = actions::agency(with, agency)?;
    let (to, mailbox) = match rung {
        Rung::Agency => (name.clone(), known.and_then(|agency| agency.email.clone())),
        Rung::Senior => (
            known.and_then(|agency| agency.senior.clone()).unwrap_or_else(|| name.clone()),
            known.and_then(|agency| agency.senior_email.clone()),
        ),
        Rung::Steering => (STEERING_GROUP.to_owned(), None),
    };
    Ok(Reminder { agency: agency.to_owned(), name, rung, to, mailbox, lines: Vec::new() })
}

fn line(with: &Looking<'_>, action: Action, step: ChaseStep) -> Result<ReminderLine, Refusal> {
    let told = actions::line(with, action)?;
    line_of(with, told, step)
}

fn line_of(
    with: &Looking<'_>,
    line: crate::service::ask::ActionLine,
    step: ChaseStep,
) -> Result<ReminderLine, Refusal> {
    let action = &line.action;
    let walls = with.rows().find::<Wall>("case", &action.case)?;
    let off = if action.off_papers {
        Some("tells where somebody is: tell it by telephone".to_owned())
    } else if walls.iter().any(|wall| wall.agency == action.agency) {
        Some(format!("{} is kept out of this case: ask its alternate", line.agency))
    } else {
        None
    };
    Ok(ReminderLine { case: action.case, step, off, line })
}

/// The ladder in words.
fn ladder(with: &Looking<'_>, day: Date) -> String {
    let figures = Ladder::of(with.area, day);
    let never = |number: u32, words: String| if number == 0 { "never".to_owned() } else { words };
    let days = |number: u32| format!("{number} working day{}", if number == 1 { "" } else { "s" });
    let after = |number: u32| never(number, format!("after {number}"));
    let ours = [
        SettingKey::FirstReminder,
        SettingKey::ReminderAgain,
        SettingKey::SeniorAfter,
        SettingKey::SteeringAfter,
    ]
    .iter()
    .all(|key| with.area.settings.on(*key, day).is_none_or(|set| set.basis == Basis::OurDefault));
    format!(
        "first {} after the date, again every {}, senior {}, steering group {}{}",
        days(figures.first),
        days(figures.again),
        after(figures.senior),
        after(figures.steering),
        if ours { " (our default)" } else { "" }
    )
}
