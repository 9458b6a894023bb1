//! The minutes of a meeting before and after approval: what is missing, what was said of the draft, what went out.

use jiff::civil::Date;

use super::Looking;
use crate::domain::id::Id;
use crate::domain::refusal::Refusal;
use crate::domain::rows::agenda::AgendaItem;
use crate::domain::rows::meeting::Meeting;
use crate::domain::rows::minutes::Issued;
use crate::domain::rules::incomplete::incomplete;
use crate::domain::rules::{comment, deemed};
use crate::domain::statement;
use crate::domain::tools::settings::SettingKey;
use crate::service::ask::{Lack, MinutesStory};

/// What is missing, comments, papers issued, and by when papers go out.
pub fn story(with: &Looking<'_>, id: Id<Meeting>) -> Result<MinutesStory, Refusal> {
    let rows = with.rows();
    let meeting: Meeting = rows.get(id)?;
    let facts = statement::gather(&rows, with.area, &meeting)?;
    let items = rows.find::<AgendaItem>("meeting", &id)?;
    let comments = comment::all(&rows, id)?;
    let item_of = |case| items.iter().find(|item| item.case.uuid() == case).map(|item| item.id);
    let lacks = incomplete(&facts, &comments).into_iter();
    let lacks = lacks.map(|gap| Lack { item: gap.case.and_then(item_of), gap }).collect();
    let mut issued = rows.find::<Issued>("meeting", &id)?;
    issued.sort_by_key(|copy| (copy.at, copy.copy));
    Ok(MinutesStory {
        lacks,
        comments,
        sheets_due: due(with, &meeting, SettingKey::ActionsDue),
        minutes_due: due(with, &meeting, SettingKey::MinutesDue),
        silence: deemed::silence(&rows, with.area, &meeting, with.now.today())?,
        issued,
        meeting,
    })
}

/// The day by which a paper goes out: so many working days after the meeting.
pub fn due(with: &Looking<'_>, meeting: &Meeting, key: SettingKey) -> Date {
    let days = i32::try_from(with.area.number(key, meeting.on)).unwrap_or(0);
    with.area.holidays.add_working_days(meeting.on, days)
}
