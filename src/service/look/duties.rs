//! What is due from the coordinator now, the most pressing first: notices, papers, cut-off, research, action sheets,
//! minutes, feedback, reminders, what is to correct and what is to be passed on. Each day comes from a setting of the
//! area, and says which.

use jiff::civil::Date;

use super::{Looking, grid, minutes};
use crate::domain::calendar::add_days;
use crate::domain::desk;
use crate::domain::facts::Changes;
use crate::domain::ladder::Ladder;
use crate::domain::paper::{PaperKind, Shape, edition};
use crate::domain::refusal::Refusal;
use crate::domain::rows::agenda::{AgendaItem, Decision, ItemState};
use crate::domain::rows::case::ToCorrect;
use crate::domain::rows::meeting::{Meeting, MeetingState};
use crate::domain::rows::minutes::Issued;
use crate::domain::tools::settings::SettingKey;
use crate::service::ask::{DeskCounts, Duty, DutyPlace};
use std::collections::BTreeMap;

/// Days ahead that something to come is told (our default).
const AHEAD: i32 = 7;
/// Days back that a meeting is looked at for papers that have not gone out (our default).
const BACK: i32 = 60;
/// Lines told (our default): what is read at a glance.
const MOST: usize = 14;

/// What is due, late first, then by day.
pub fn duties(with: &Looking<'_>, desk: &DeskCounts) -> Result<Vec<Duty>, Refusal> {
    let mut duties = Duties { with, today: with.now.today(), found: Vec::new(), unsent: Vec::new() };
    duties.notices()?;
    let rows = with.rows();
    let (from, until) = (add_days(duties.today, -BACK), add_days(duties.today, 60));
    for meeting in rows.between::<Meeting>("on", &from, &until)? {
        match meeting.state {
            MeetingState::Planned if meeting.on >= duties.today => duties.before(&rows, &meeting)?,
            MeetingState::Closed | MeetingState::Approved => duties.after(&rows, &meeting)?,
            _ => {}
        }
    }
    duties.unsent();
    duties.reminders()?;
    duties.standing(&rows, desk)?;
    let mut found = duties.found;
    found.sort_by_key(|duty| (!duty.late, duty.by.is_none(), duty.by));
    found.truncate(MOST);
    Ok(found)
}

struct Duties<'a> {
    with: &'a Looking<'a>,
    today: Date,
    found: Vec<Duty>,
    /// Approved minutes that have not gone out: by when, of which meeting, where, why.
    unsent: Vec<(Option<Date>, String, DutyPlace, String)>,
}

/// "1 referral", "3 referrals".
fn many(count: usize, what: &str) -> String {
    format!("{count} {what}{}", if count == 1 { "" } else { "s" })
}

fn copies(count: usize) -> String {
    if count == 1 { "1 copy is".to_owned() } else { format!("{count} copies are") }
}

impl Duties<'_> {
    fn add(&mut self, what: String, why: impl Into<String>, by: Option<Date>, place: DutyPlace) {
        let late = by.is_some_and(|by| by < self.today);
        self.found.push(Duty { what, why: why.into(), by, late, place });
    }

    /// Whether a day is near enough to be told.
    fn near(&self, day: Date) -> bool {
        day <= add_days(self.today, AHEAD)
    }

    /// Referrals that the IDVA has not been told of.
    fn notices(&mut self) -> Result<(), Refusal> {
        if desk::idva(self.with.area).is_none() {
            return Ok(());
        }
        let untold = self.with.view.desk_totals(self.today)?.untold;
        let count: usize = untold.iter().map(|(_, count)| count).sum();
        let by = untold.iter().map(|(came, _)| desk::idva_due(&self.with.area.holidays, *came)).min();
        if count > 0 {
            let what = format!("tell the IDVA of {}", many(count, "referral"));
            self.add(what, "the working day it came", by, DutyPlace::Desk);
        }
        Ok(())
    }

    /// Cut-off, papers and research of a meeting to come.
    fn before(&mut self, rows: &Changes<'_>, meeting: &Meeting) -> Result<(), Refusal> {
        let (area, place) = (self.with.area, DutyPlace::Agenda(meeting.id));
        let clear = |key| format!("{} clear working days before it", area.number(key, meeting.on));
        let cut_off = desk::cut_off(area, meeting.on);
        if !meeting.is_urgent() && cut_off >= self.today && self.near(cut_off) {
            let what = format!("referrals for {} close", meeting.reference);
            self.add(what, clear(SettingKey::ReferralCutOff), Some(cut_off), place.clone());
        }
        let mut items = rows.find::<AgendaItem>("meeting", &meeting.id)?;
        items.retain(|item| !item.state.is_off());
        let papers = desk::papers_due(area, meeting.on);
        if self.near(papers) && desk::papers_out(rows, meeting.id)?.is_none() {
            let what = if items.is_empty() {
                format!("build the agenda of {}, then send its papers", meeting.reference)
            } else {
                format!("send the papers of {}, {}", meeting.reference, many(items.len(), "case"))
            };
            self.add(what, clear(SettingKey::PapersOut), Some(papers), place.clone());
        }
        let research = desk::research_due(area, meeting.on);
        if self.near(research) {
            let (missing, wanted) = self.research(meeting)?;
            if missing > 0 {
                let what =
                    format!("research for {}: {missing} of {wanted} answers missing", meeting.reference);
                self.add(
                    what,
                    clear(SettingKey::ResearchDue),
                    Some(research),
                    DutyPlace::Research(meeting.id),
                );
            }
        }
        Ok(())
    }

    /// How many answers of agencies are missing, and how many are wanted: every agency expected on every case, less those
    /// kept out of it.
    fn research(&self, meeting: &Meeting) -> Result<(usize, usize), Refusal> {
        let grid = grid::grid(self.with, meeting.id)?;
        let (mut missing, mut wanted) = (0, 0);
        for agency in &grid.agencies {
            for line in &grid.cases {
                let cell = grid.cell(line.item.case, &agency.key);
                wanted += usize::from(cell.walled.is_none() && !cell.elsewhere);
                missing += usize::from(cell.is_gap());
            }
        }
        Ok((missing, wanted))
    }

    /// Action sheets, minutes and feedback of a meeting that is over.
    fn after(&mut self, rows: &Changes<'_>, meeting: &Meeting) -> Result<(), Refusal> {
        let place = DutyPlace::Approval(meeting.id);
        let issued = rows.find::<Issued>("meeting", &meeting.id)?;
        let by = |key| Some(minutes::due(self.with, meeting, key));
        let (sheets, out) = (by(SettingKey::ActionsDue), by(SettingKey::MinutesDue));
        let why = |key| {
            let days = usize::try_from(self.with.area.number(key, meeting.on)).unwrap_or(0);
            format!("{} after it", many(days, "working day"))
        };
        let (sheets_why, out_why) = (why(SettingKey::ActionsDue), why(SettingKey::MinutesDue));
        if meeting.state == MeetingState::Approved {
            self.corrections(rows, meeting, &issued)?;
            // Minutes that go out whole hold the actions too.
            if issued.iter().all(|copy| copy.paper != PaperKind::Minutes || copy.draft) {
                self.unsent.push((out, meeting.reference.clone(), place, out_why));
            }
            return Ok(());
        }
        if issued.iter().all(|copy| copy.paper != PaperKind::ActionSheet)
            && !self.nothing_agreed(rows, meeting)?
        {
            let what = format!("send the action sheets of {}", meeting.reference);
            self.add(what, sheets_why, sheets, place.clone());
        }
        let what = format!("minutes of {} wait for the chair", meeting.reference);
        self.add(what, out_why, out, place.clone());
        self.feedback(rows, meeting, place)
    }

    /// Copies of the approved minutes that an addendum has made old: whoever holds one is owed a correction.
    fn corrections(
        &mut self,
        rows: &Changes<'_>,
        meeting: &Meeting,
        issued: &[Issued],
    ) -> Result<(), Refusal> {
        let edition = edition(rows, meeting.id)?;
        let mut newest: BTreeMap<(PaperKind, &Option<String>, &str), &Issued> = BTreeMap::new();
        for copy in
            issued.iter().filter(|copy| !copy.draft && copy.paper.shape().is_some_and(Shape::is_of_minutes))
        {
            let held = newest.entry((copy.paper, &copy.edition, &copy.recipient)).or_insert(copy);
            if copy.copy > held.copy {
                *held = copy;
            }
        }
        let old = newest.values().filter(|copy| copy.version < edition).count();
        if old > 0 {
            let what =
                format!("send corrections of {}: {} older than its addenda", meeting.reference, copies(old));
            self.add(what, "an addendum came after they went out", None, DutyPlace::Papers(meeting.id));
        }
        Ok(())
    }

    /// Approved minutes that have not gone out: one line, however many, at the oldest.
    fn unsent(&mut self) {
        let mut unsent = std::mem::take(&mut self.unsent);
        unsent.sort_by_key(|(by, ..)| *by);
        let count = unsent.len();
        let Some((by, reference, place, why)) = unsent.into_iter().next() else { return };
        let what = match count {
            1 => format!("send the approved minutes of {reference}"),
            _ => format!("send the approved minutes of {count} meetings, {reference} first"),
        };
        self.add(what, why, by, place);
    }

    fn nothing_agreed(&self, rows: &Changes<'_>, meeting: &Meeting) -> Result<bool, Refusal> {
        let agreed = rows.find::<crate::domain::rows::action::Action>("meeting", &Some(meeting.id))?;
        Ok(agreed.is_empty())
    }

    /// Cases heard of which nobody is named to tell the victim.
    fn feedback(&mut self, rows: &Changes<'_>, meeting: &Meeting, place: DutyPlace) -> Result<(), Refusal> {
        let decisions = rows.find::<Decision>("meeting", &meeting.id)?;
        let named = |case| decisions.iter().any(|row| row.case == case && row.feedback_by.is_some());
        let items = rows.find::<AgendaItem>("meeting", &meeting.id)?;
        let nobody = items.iter().filter(|item| item.state == ItemState::Heard && !named(item.case)).count();
        if nobody > 0 {
            let what = format!("feedback to victim: nobody named for {}", many(nobody, "case"));
            let by = minutes::due(self.with, meeting, SettingKey::FeedbackDue);
            self.add(what, meeting.reference.clone(), Some(by), place);
        }
        Ok(())
    }

    /// Actions whose agencies are to be reminded, for the first time or again.
    fn reminders(&mut self) -> Result<(), Refusal> {
        let ladder = Ladder::of(self.with.area, self.today);
        let counts =
            self.with.view.chase_counts(self.today, ladder.before(&self.with.area.holidays, self.today))?;
        if counts.actions > 0 {
            let agencies = if counts.agencies == 1 {
                "1 agency".to_owned()
            } else {
                format!("{} agencies", counts.agencies)
            };
            let what = format!("remind {agencies} of {}", many(counts.actions, "overdue action"));
            let days = |number: u32| many(usize::try_from(number).unwrap_or(0), "working day");
            let why = format!("{} after the date, again every {}", days(ladder.first), days(ladder.again));
            self.add(what, why, None, DutyPlace::Reminders);
        }
        Ok(())
    }

    /// What waits without a day: fields set aside, alerts, receipts.
    fn standing(&mut self, rows: &Changes<'_>, desk: &DeskCounts) -> Result<(), Refusal> {
        let wrong = rows.find::<ToCorrect>("open", &true)?.len();
        if wrong > 0 {
            let what = format!("put right {}", many(wrong, "field"));
            self.add(what, "set aside when it came in", None, DutyPlace::Cases("is:to-correct".to_owned()));
        }
        if desk.alerts > 0 {
            let what = format!("pass on {} before a meeting", many(desk.alerts, "change"));
            self.add(what, "drafted on the desk", Some(self.today), DutyPlace::Desk);
        }
        if desk.receipts > 0 {
            let what = format!("send {}", many(desk.receipts, "receipt"));
            self.add(what, "decided, the referrer not told", None, DutyPlace::Desk);
        }
        Ok(())
    }
}
