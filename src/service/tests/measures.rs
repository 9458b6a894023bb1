//! Reports of measures against a count by hand: plain loops over the raw rows of twelve months of the invented area, that
//! share no code with what they check.

use std::collections::BTreeMap;
use std::sync::{LazyLock, Mutex, MutexGuard, PoisonError};

use super::*;
use crate::demo::build::{Size, build};
use crate::demo::content;
use crate::domain::report::{Asked, BehindLine, Cell, Figure, Grid, Part, Report, ReportKind, Trend};
use crate::domain::rows::agenda::ItemState;
use crate::domain::rows::case::{Child, Referral, ReferralStanding};
use crate::domain::rows::meeting::{Attendance, MeetingState};
use crate::domain::told::Ratio;
use crate::service::reports;

/// The invented area over more than a year; made once, and only read.
fn area_of_a_year() -> MutexGuard<'static, Service> {
    static DEMO: LazyLock<Mutex<Service>> = LazyLock::new(|| {
        let ids = Box::new(SeededIds::new(3, 1_700_000_000_000));
        let now = at(date(2026, 11, 26).at(8, 0, 0, 0));
        let mut service = Service::in_memory(Box::new(Stream::seeded(3)), ids, now).unwrap();
        let size = Size { cases: 170, seed: 3, today: date(2026, 11, 26) };
        build(&mut service, &content::load().unwrap(), size, &mut |_| {}).unwrap();
        Mutex::new(service)
    });
    DEMO.lock().unwrap_or_else(PoisonError::into_inner)
}

const FROM: Date = date(2025, 11, 27);
const TO: Date = date(2026, 11, 26);

fn year(kind: ReportKind, forum: &str) -> Asked {
    Asked { forum: Some(forum.to_owned()), ..Asked::over(kind, FROM, TO) }
}

fn told(service: &Service, asked: &Asked) -> Report {
    let area = service.area().unwrap();
    let with = Looking { view: service.record().view(), area: &area, now: at(NOW), actor: service.actor() };
    reports::report(&with, asked).unwrap()
}

fn behind(service: &Service, asked: &Asked, key: &str) -> Vec<BehindLine> {
    let area = service.area().unwrap();
    let with = Looking { view: service.record().view(), area: &area, now: at(NOW), actor: service.actor() };
    reports::behind(&with, asked, key).unwrap()
}

fn figure(report: &Report, key: &str) -> Figure {
    report.measure(key).unwrap_or_else(|| panic!("no measure {key}")).figure.clone()
}

fn grid<'a>(report: &'a Report, title: &str) -> &'a Grid {
    let of = |part: &'a Part| match part {
        Part::Grid(grid) if grid.title == title => Some(grid),
        _ => None,
    };
    report.parts.iter().find_map(of).unwrap_or_else(|| panic!("no table {title}"))
}

fn trend(report: &Report) -> &Trend {
    let of = |part: &'_ Part| matches!(part, Part::Trend(_));
    match report.parts.iter().find(|part| of(part)) {
        Some(Part::Trend(trend)) => trend,
        _ => panic!("no trend"),
    }
}

fn share(of: usize, all: usize) -> Figure {
    Figure::Share(Ratio { of, all })
}

/// What a person with the rows in front of them would count.
#[derive(Default)]
struct ByHand {
    meetings: Vec<Meeting>,
    heard: usize,
    repeats: usize,
    children: usize,
    with_children: usize,
    deferred: usize,
    not_heard: usize,
    days: Vec<usize>,
    sources: BTreeMap<String, usize>,
    months: BTreeMap<String, usize>,
}

/// The referral a meeting heard: the one that names it, else the last that had come.
fn referral_of<'a>(referrals: &'a [Referral], meeting: &Meeting, case: Id<Case>) -> Option<&'a Referral> {
    let mut best: Option<&Referral> = None;
    for referral in referrals {
        let duplicate = referral.standing == ReferralStanding::Duplicate;
        if referral.case != case || duplicate || referral.received > meeting.on {
            continue;
        }
        let said = referral.meeting == Some(meeting.id);
        let Some(known) = best else {
            best = Some(referral);
            continue;
        };
        let known_said = known.meeting == Some(meeting.id);
        let newer = referral.received > known.received
            || (referral.received == known.received && referral.id > known.id);
        if (said && !known_said) || (said == known_said && newer) {
            best = Some(referral);
        }
    }
    best
}

fn by_hand(service: &Service) -> ByHand {
    let rows = Changes::new(service.record());
    let (meetings, items, referrals, children) = (
        rows.all::<Meeting>().unwrap(),
        rows.all::<AgendaItem>().unwrap(),
        rows.all::<Referral>().unwrap(),
        rows.all::<Child>().unwrap(),
    );
    let mut hand = ByHand::default();
    for meeting in meetings {
        let over = meeting.state == MeetingState::Closed || meeting.state == MeetingState::Approved;
        if meeting.forum != "marac" || !over || meeting.on < FROM || meeting.on > TO {
            continue;
        }
        for item in &items {
            if item.meeting != meeting.id {
                continue;
            }
            if item.state == ItemState::Deferred {
                hand.deferred += 1;
            }
            if item.state == ItemState::Waiting {
                hand.not_heard += 1;
            }
            if item.state != ItemState::Heard && item.state != ItemState::Hearing {
                continue;
            }
            hand.heard += 1;
            *hand.months.entry(meeting.on.strftime("%b %Y").to_string()).or_default() += 1;
            let best = referral_of(&referrals, &meeting, item.case);
            let mut named = 0;
            for child in &children {
                if child.case == item.case {
                    named += 1;
                }
            }
            if let Some(referral) = best {
                let counted = usize::from(referral.children.unwrap_or(0));
                if counted > named {
                    named = counted;
                }
                if referral.standing == ReferralStanding::Repeat {
                    hand.repeats += 1;
                }
                hand.days
                    .push(usize::try_from(referral.received.until(meeting.on).unwrap().get_days()).unwrap());
                *hand.sources.entry(referral.agency.clone()).or_default() += 1;
            }
            hand.children += named;
            if named > 0 {
                hand.with_children += 1;
            }
        }
        hand.meetings.push(meeting);
    }
    hand.days.sort_unstable();
    hand
}

#[test]
fn twelve_months_of_volumes_are_what_a_hand_counts() {
    let service = area_of_a_year();
    let hand = by_hand(&service);
    let asked = year(ReportKind::Volumes, "marac");
    let report = told(&service, &asked);
    assert!(hand.heard > 100 && hand.repeats > 0 && hand.meetings.len() > 20, "{}", hand.heard);
    assert_eq!(figure(&report, "meetings"), Figure::Count(hand.meetings.len()));
    assert_eq!(figure(&report, "cases"), Figure::Count(hand.heard));
    assert_eq!(figure(&report, "repeats"), share(hand.repeats, hand.heard));
    assert_eq!(figure(&report, "children"), Figure::Count(hand.children));
    assert_eq!(figure(&report, "with-children"), share(hand.with_children, hand.heard));
    assert_eq!(figure(&report, "deferred"), Figure::Count(hand.deferred));
    assert_eq!(figure(&report, "not-heard"), Figure::Count(hand.not_heard));
    let sources = grid(&report, "Who referred");
    assert_eq!(sources.rows.len(), hand.sources.len() + 1);
    for (key, count) in &hand.sources {
        let row = sources.rows.iter().find(|row| row.key == format!("source:{key}")).unwrap();
        assert_eq!(row.cells[1], Cell::Count(*count), "{key}");
        assert_eq!(behind(&service, &asked, &row.key).len(), *count, "{key}");
    }
    let police = hand.sources.get("police").copied().unwrap_or(0);
    let known: usize = hand.sources.values().sum();
    assert_eq!(sources.rows.last().unwrap().cells[1], Cell::Count(known - police));
    let trend = trend(&report);
    assert_eq!(trend.labels.len(), 13, "27 November to 26 November touches thirteen months");
    for (label, figure) in trend.labels.iter().zip(&trend.series[0].1) {
        assert_eq!(*figure, Figure::Count(hand.months.get(label).copied().unwrap_or(0)), "{label}");
    }
    for (key, count) in
        [("cases", hand.heard), ("repeats", hand.repeats), ("with-children", hand.with_children)]
    {
        assert_eq!(behind(&service, &asked, key).len(), count, "{key}");
    }
}

#[test]
fn rates_and_posts_want_a_population_and_a_quarter_says_that_it_is_annualised() {
    let service = area_of_a_year();
    let asked = year(ReportKind::Volumes, "marac");
    let report = told(&service, &asked);
    assert!(matches!(figure(&report, "rate"), Figure::NotCollected(_)));
    assert!(matches!(figure(&report, "idvas-recommended"), Figure::NotCollected(_)));
    let with = told(&service, &Asked { adult_females: Some(38_500), ..asked.clone() });
    let cases = by_hand(&service).heard;
    assert_eq!(figure(&with, "rate"), Figure::Per { of: cases, all: 38_500, per: 10_000 });
    assert_eq!(figure(&with, "recommended"), Figure::Count(154));
    let posts = |tenths, n| Figure::Amount { tenths, unit: "full-time posts", n };
    assert_eq!(figure(&with, "idvas-recommended"), posts(15, 154), "1.54 posts, told in tenths");
    assert_eq!(figure(&with, "administrators-recommended"), posts(4, 154));
    assert!(with.measure("rate-annualised").is_none(), "a year is not annualised");
    let quarter = Asked { from: date(2026, 7, 1), to: date(2026, 9, 30), ..asked };
    let report = told(&service, &quarter);
    let Figure::Count(heard) = figure(&report, "cases") else { panic!("a count") };
    let in_a_year = (heard * 365 * 2 + 92) / (92 * 2);
    assert_eq!(figure(&report, "cases-annualised"), Figure::Count(in_a_year));
    assert_eq!(report.measure("cases-annualised").unwrap().name, "Cases discussed, annualised from 92 days");
    let ahead = Asked { from: date(2026, 1, 1), to: date(2026, 12, 31), ..quarter };
    let name = told(&service, &ahead).measure("cases-annualised").unwrap().name.clone();
    assert_eq!(name, "Cases discussed, annualised from 330 days", "days to come count nowhere");
    let idva = report.measure("idvas").unwrap();
    assert!(idva.name.contains("annualised from 92 days") && idva.figure.n() == Some(in_a_year));
}

#[test]
fn timeliness_is_what_a_hand_counts_and_what_nobody_entered_is_not_collected() {
    let service = area_of_a_year();
    let hand = by_hand(&service);
    let asked = year(ReportKind::Timeliness, "marac");
    let report = told(&service, &asked);
    let middle = hand.days[(hand.days.len() - 1) / 2];
    let longest = *hand.days.last().unwrap();
    let days = Figure::Days { median: middle, longest, n: hand.days.len() };
    assert_eq!(figure(&report, "referral-to-hearing"), days);
    let waits = behind(&service, &asked, "referral-to-hearing");
    assert_eq!(waits.len(), hand.days.len());
    assert!(waits[0].why.starts_with(&format!("{longest} days")), "{}", waits[0].why);
    assert!(matches!(figure(&report, "papers-in-time"), Figure::NotCollected(_)));
    let mut approved = 0;
    for meeting in &hand.meetings {
        if meeting.approved.is_some() {
            approved += 1;
        }
    }
    assert_eq!(figure(&report, "approval-days").n(), Some(approved));
    assert_eq!(figure(&report, "unapproved"), Figure::Count(hand.meetings.len() - approved));
}

#[test]
fn engagement_is_what_a_hand_counts() {
    let service = area_of_a_year();
    let hand = by_hand(&service);
    let report = told(&service, &year(ReportKind::Engagement, "marac"));
    let taken = Changes::new(service.record()).all::<Attendance>().unwrap();
    let mut there: BTreeMap<String, usize> = BTreeMap::new();
    let mut late: BTreeMap<String, usize> = BTreeMap::new();
    let mut names: BTreeMap<(String, String), usize> = BTreeMap::new();
    for line in &taken {
        let Some(meeting) = hand.meetings.iter().find(|meeting| meeting.id == line.meeting) else { continue };
        if line.presence != Presence::Room && line.presence != Presence::Online {
            continue;
        }
        *there.entry(line.agency.clone()).or_default() += 1;
        if line.arrived.is_some_and(|arrived| arrived > meeting.starts) {
            *late.entry(line.agency.clone()).or_default() += 1;
        }
        if let Some(name) = &line.name {
            *names.entry((line.agency.clone(), name.reveal().to_lowercase())).or_default() += 1;
        }
    }
    let attendance = grid(&report, "Attendance");
    assert!(attendance.rows.len() > 8);
    for row in &attendance.rows {
        let came = there.get(&row.key).copied().unwrap_or(0);
        let Cell::Share(ratio) = row.cells[1] else { panic!("a share") };
        assert_eq!(ratio.of, came, "{}", row.key);
        let most = names.iter().filter(|((agency, _), _)| *agency == row.key).map(|(_, count)| *count).max();
        assert_eq!(row.cells[3], Cell::Share(Ratio { of: most.unwrap_or(0), all: came }), "{}", row.key);
        assert_eq!(row.cells[5], Cell::Count(late.get(&row.key).copied().unwrap_or(0)), "{}", row.key);
    }
    let all: usize = there.values().sum();
    let Figure::Share(ratio) = figure(&report, "attendance") else { panic!("a share") };
    assert_eq!(ratio.of, all);
}

#[test]
fn no_small_number_of_people_leaves_the_office_and_nobody_is_named() {
    let service = area_of_a_year();
    for kind in [ReportKind::Volumes, ReportKind::Timeliness, ReportKind::Engagement] {
        let asked = Asked { outside: true, ..year(kind, "marac") };
        let report = told(&service, &asked);
        let words = format!("{report:?}");
        assert!(!words.contains("KERSHAW") && !words.contains("Kershaw"));
        for part in &report.parts {
            let Part::Measures(measures) = part else { continue };
            for line in measures.lines.iter().filter(|line| line.people) {
                assert!(!matches!(line.figure, Figure::Count(1..5)), "{}", line.key);
            }
        }
        assert!(behind(&service, &asked, "cases").is_empty());
    }
}
