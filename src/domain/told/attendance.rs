//! Who came: the register of one meeting, and attendance by agency over a period.
//!
//! A representative is told apart by name and counted; over a period no name is told.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::{Date, DateTime};

use super::Ratio;
use super::agenda::MeetingHead;
use crate::domain::area::AreaData;
use crate::domain::facts::Changes;
use crate::domain::private::Private;
use crate::domain::refusal::Refusal;
use crate::domain::rows::meeting::{Attendance, Meeting, MeetingState, Presence};
use crate::domain::statement::AttendanceFacts;
use crate::domain::text::fold;

/// The register of one meeting: to be signed before it, or as it was.
#[derive(Debug, Clone)]
pub struct RegisterFacts {
    /// The meeting.
    pub head: MeetingHead,
    /// What everybody signs.
    pub confidentiality: String,
    /// Whether the meeting has begun: until then the register is a sheet to sign.
    pub begun: bool,
    /// When it was accepted; nothing before the meeting.
    pub accepted: Option<DateTime>,
    /// Agencies expected or announced, each with whoever is named or came last time.
    pub expected: Vec<Expected>,
    /// Who came, once attendance was taken; empty before.
    pub came: Vec<AttendanceFacts>,
    /// Agencies expected of which nothing was recorded.
    pub nothing: Vec<String>,
}

/// An agency with whom it may send.
#[derive(Debug, Clone)]
pub struct Expected {
    /// Name of the agency.
    pub agency: String,
    /// Who is named for this meeting, or came last time.
    pub name: Option<Private>,
    /// Their post.
    pub post: Option<Private>,
    /// What they have said of their coming: "online", "apologies".
    pub said: Option<Presence>,
}

/// Attendance of a forum over a period.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct AttendanceOver {
    /// Meetings of the period at which attendance was taken.
    pub meetings: usize,
    /// People present, observers included, added up over meetings.
    pub present: usize,
    /// Of those, who accepted the confidentiality statement.
    pub accepted: usize,
    /// Meeting by meeting: the day, how many agencies came, of how many.
    pub each: Vec<(Date, Ratio)>,
    /// Agency by agency, in the area's order; those that neither came nor were expected are left out.
    pub agencies: Vec<AgencyAttendance>,
}

/// How often one agency came.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct AgencyAttendance {
    /// Its key.
    pub key: String,
    /// Its name.
    pub agency: String,
    /// Meetings it was expected at, or had a line of attendance.
    pub of: usize,
    /// Meetings it was at, in the room or by link.
    pub there: usize,
    /// Different people it sent, by name.
    pub people: usize,
    /// Meetings at which it was represented by whoever came most often.
    pub same: usize,
    /// Meetings at which its person stood in for somebody.
    pub deputies: usize,
    /// Meetings to which it sent apologies.
    pub apologies: usize,
    /// Of those, with information sent.
    pub informed: usize,
    /// Meetings it was absent from without a word.
    pub absent: usize,
    /// Of those it was at, came to after the start.
    pub late: usize,
}

/// Keys of the agencies expected at a meeting of a forum, in the area's order: those asked to it, else those the forum's
/// file names, else those expected at every meeting.
///
/// # Errors
/// When the forum is not adopted any more.
pub fn expected(area: &AreaData, meeting: &Meeting) -> Result<Vec<String>, Refusal> {
    let forum = area.forum(&meeting.forum)?;
    let known = area.agencies.agency.iter();
    let is = |key: &str, core: bool| match &meeting.invited {
        Some(invited) => invited.0.iter().any(|one| one == key),
        None if !forum.recipients.is_empty() => forum.recipients.iter().any(|one| one == key),
        None => core,
    };
    Ok(known.filter(|agency| is(&agency.key, agency.core)).map(|agency| agency.key.clone()).collect())
}

/// The meetings of a forum that were held in a period, both days included, in order.
///
/// # Errors
/// When the record cannot be read.
pub fn held(changes: &Changes<'_>, forum: &str, from: Date, to: Date) -> Result<Vec<Meeting>, Refusal> {
    let mut meetings = changes.between::<Meeting>("on", &from, &to)?;
    meetings.retain(|meeting| {
        meeting.forum == forum && matches!(meeting.state, MeetingState::Closed | MeetingState::Approved)
    });
    meetings.sort_by_key(|meeting| (meeting.on, meeting.starts, meeting.id));
    Ok(meetings)
}

/// Attendance at these meetings, agency by agency.
///
/// # Errors
/// When the record cannot be read.
pub fn over(changes: &Changes<'_>, area: &AreaData, meetings: &[Meeting]) -> Result<AttendanceOver, Refusal> {
    let mut told = AttendanceOver::default();
    let mut lines: BTreeMap<String, AgencyAttendance> = BTreeMap::new();
    let mut names: BTreeMap<String, BTreeMap<String, usize>> = BTreeMap::new();
    for meeting in meetings {
        let taken = changes.find::<Attendance>("meeting", &meeting.id)?;
        if taken.is_empty() {
            continue;
        }
        told.meetings += 1;
        let expected = expected(area, meeting)?;
        let here: BTreeSet<&String> = expected.iter().chain(taken.iter().map(|line| &line.agency)).collect();
        let there = taken.iter().filter(|line| came(line)).count();
        told.each.push((meeting.on, Ratio { of: there, all: here.len() }));
        for key in here {
            lines.entry(key.clone()).or_default().of += 1;
        }
        for line in &taken {
            told.present += usize::from(line.presence.is_there());
            told.accepted += usize::from(line.presence.is_there() && line.accepted);
            count(lines.entry(line.agency.clone()).or_default(), meeting, line);
            if let Some(name) = line.name.as_ref().filter(|_| came(line)) {
                *names.entry(line.agency.clone()).or_default().entry(fold(name.reveal())).or_default() += 1;
            }
        }
    }
    for (key, mut line) in lines {
        let people = names.remove(&key).unwrap_or_default();
        line.people = people.len();
        line.same = people.into_values().max().unwrap_or(0);
        line.agency = area.agency_name(&key).to_owned();
        line.key = key;
        told.agencies.push(line);
    }
    let place = |key: &str| area.agencies.agency.iter().position(|agency| agency.key == key);
    told.agencies.sort_by_key(|line| (place(&line.key).unwrap_or(usize::MAX), line.key.clone()));
    Ok(told)
}

/// Whether somebody of the agency took part with a say.
const fn came(line: &Attendance) -> bool {
    matches!(line.presence, Presence::Room | Presence::Online)
}

fn count(told: &mut AgencyAttendance, meeting: &Meeting, line: &Attendance) {
    told.there += usize::from(came(line));
    told.late += usize::from(came(line) && line.arrived.is_some_and(|arrived| arrived > meeting.starts));
    told.deputies += usize::from(came(line) && line.stands_for.is_some());
    let apologies = line.presence == Presence::Apologies;
    told.apologies += usize::from(apologies);
    told.informed += usize::from(apologies && (line.information.is_some() || line.sent == Some(true)));
    told.absent += usize::from(line.presence == Presence::Absent);
}
