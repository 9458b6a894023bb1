//! Needs against provision, counted: the report `gaps`.
//!
//! What is counted are needs that meetings found no service for, referrals to services and what came of them, and needs
//! that couple forums keep; what they are held against is the directory as it stands today.

use std::collections::BTreeMap;

use jiff::civil::Date;

use super::{Cell, Figure, Grid, Head, Measure, Measures, Part, Row};
use crate::domain::area::AreaData;
use crate::domain::rows::couple;
use crate::domain::rows::pathway::{Pathway, PathwayEnd, UnmetNeed};
use crate::domain::rows::remark::{Remark, RemarkSort};
use crate::domain::told::Ratio;
use crate::domain::tools::services::Provision;

/// What is counted, already of the period and the forums asked for.
#[derive(Debug, Default)]
pub struct Found {
    /// Needs without a service, by the day they were found.
    pub needs: Vec<UnmetNeed>,
    /// Referrals to services, by the day they were agreed.
    pub pathways: Vec<Pathway>,
    /// Needs that couple forums keep of each person, by the day they were said.
    pub kept: Vec<couple::Need>,
    /// What was written of provision.
    pub remarks: Vec<Remark>,
    /// References of the items that remarks became.
    pub items: BTreeMap<uuid::Uuid, String>,
}

/// One line of a count.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Line {
    /// Needs found without a service.
    pub found: usize,
    /// Of those, how many stand open.
    pub open: usize,
    /// Referrals agreed.
    pub agreed: usize,
    /// Of those, how many were made.
    pub made: usize,
    /// Of those made, how many were taken up.
    pub taken_up: usize,
    /// Of those agreed, how many the service would not take.
    pub refused: usize,
    /// Needs that couple forums keep.
    pub kept: usize,
}

impl Line {
    fn need(&mut self, row: &UnmetNeed) {
        self.found += 1;
        self.open += usize::from(row.met.is_none());
    }

    fn pathway(&mut self, row: &Pathway) {
        self.agreed += 1;
        self.made += usize::from(row.referred.is_some());
        self.taken_up += usize::from(row.referred.is_some() && row.taken_up.is_some());
        self.refused += usize::from(row.end == Some(PathwayEnd::Refused));
    }
}

impl Found {
    /// All of it.
    pub fn whole(&self) -> Line {
        let mut line = Line { kept: self.kept.len(), ..Line::default() };
        self.needs.iter().for_each(|row| line.need(row));
        self.pathways.iter().for_each(|row| line.pathway(row));
        line
    }

    /// By kind of need; referrals whose need is not said stand under none.
    pub fn by_kind(&self) -> BTreeMap<&str, Line> {
        let mut lines: BTreeMap<&str, Line> = BTreeMap::new();
        for row in &self.needs {
            lines.entry(&row.kind).or_default().need(row);
        }
        for row in &self.pathways {
            lines.entry(row.kind.as_deref().unwrap_or_default()).or_default().pathway(row);
        }
        for row in &self.kept {
            lines.entry(&row.kind).or_default().kept += 1;
        }
        lines
    }

    /// Needs by something of each: where they live, which forum, why.
    pub fn needs_by<'a, K: Ord>(&'a self, of: impl Fn(&'a UnmetNeed) -> K) -> Vec<(K, Line)> {
        let mut lines: BTreeMap<K, Line> = BTreeMap::new();
        for row in &self.needs {
            lines.entry(of(row)).or_default().need(row);
        }
        lines.into_iter().collect()
    }

    /// Days from the day a need was found to the day it was met, of those that are.
    fn days_to_met(&self) -> Vec<usize> {
        let days = |row: &UnmetNeed| usize::try_from((row.met? - row.on).get_days()).ok();
        self.needs.iter().filter_map(days).collect()
    }

    /// Days from referral to start, of those taken up.
    fn days_to_start(&self) -> Vec<usize> {
        self.pathways
            .iter()
            .filter_map(Pathway::waited)
            .filter_map(|days| usize::try_from(days).ok())
            .collect()
    }

    /// The parts of the report.
    pub fn parts(&self, area: &AreaData) -> Vec<Part> {
        let mut parts = vec![Part::Measures(self.measures(area)), Part::Grid(self.kinds(area))];
        parts.push(Part::Grid(self.reasons()));
        parts.push(Part::Grid(self.districts()));
        parts.push(Part::Grid(self.forums(area)));
        parts.push(Part::Grid(provision(area)));
        parts.extend(self.written(area).map(Part::Grid));
        parts
    }

    fn measures(&self, area: &AreaData) -> Measures {
        let whole = self.whole();
        let none =
            area.services.need.iter().filter(|kind| area.services.provision(kind, None, None).lack.is_some());
        let lines = vec![
            Measure::of_people(
                "found",
                "Needs no service met",
                Figure::Count(whole.found),
                "needs recorded in the period, each once while it stands open; our definition",
            )
            .opened(),
            Measure::of_people(
                "open",
                "  of those, still open",
                Figure::Count(whole.open),
                "not said to be met by the day of counting",
            )
            .opened(),
            Measure::of_people(
                "met-after",
                "  days until one was met",
                Figure::days(self.days_to_met()),
                "from the day found to the day met, of those found in the period and met",
            ),
            Measure::of_people(
                "agreed",
                "Referrals to services agreed",
                Figure::Count(whole.agreed),
                "referrals agreed in the period to a service of the area's directory",
            )
            .opened(),
            Measure::of_people(
                "made",
                "  of those, made",
                Figure::share(whole.made, whole.agreed),
                "of referrals agreed in the period",
            ),
            Measure::of_people(
                "taken-up",
                "  of those made, taken up",
                Figure::share(whole.taken_up, whole.made),
                "of referrals agreed in the period and made; one whose outcome nobody has told counts as not taken up",
            ),
            Measure::of_people(
                "refused",
                "  the service would not take",
                Figure::share(whole.refused, whole.agreed),
                "of referrals agreed in the period",
            )
            .opened(),
            Measure::of_people(
                "waited",
                "  days from referral to start",
                Figure::days(self.days_to_start()),
                "of referrals agreed in the period, made and taken up",
            ),
            Measure::of_work(
                "kinds-without",
                "Kinds of need without provision",
                Figure::share(none.count(), area.services.need.len()),
                "kinds of the directory that no service answers and would take anybody for today, of all its kinds",
            ),
        ];
        Measures { title: "In all".to_owned(), lines }
    }

    fn kinds(&self, area: &AreaData) -> Grid {
        let mut lines: Vec<(&str, Line)> = self.by_kind().into_iter().collect();
        lines.sort_by_key(|(_, line)| std::cmp::Reverse((line.found, line.agreed + line.kept)));
        let rows = lines.into_iter().map(|(key, line)| {
            let kind = area.services.kind(key);
            let there = kind.map(|kind| area.services.provision(kind, None, None));
            let name = if key.is_empty() { "not said which" } else { area.need_label(key) };
            Row {
                key: format!("kind:{key}"),
                cells: vec![
                    Cell::Words(name.to_owned()),
                    Cell::Count(line.found),
                    Cell::Count(line.open),
                    Cell::Count(line.agreed),
                    Cell::Share(Ratio { of: line.taken_up, all: line.made }),
                    Cell::Count(line.kept),
                    there.as_ref().map_or(Cell::Blank, |there| Cell::Count(there.services)),
                    there.as_ref().map_or(Cell::Blank, |there| Cell::Words(there.short())),
                ],
                behind: true,
            }
        });
        Grid {
            title: "Needs by kind, against provision".to_owned(),
            note: "Found: needs no service met. Kept: needs a couple forum keeps of its people. Services and wait: what the \
                   directory holds today, as the services said; a kind of a forum's own list is not in the directory."
                .to_owned(),
            heads: vec![
                Head::words("Need"),
                Head::people("Found"),
                Head::people("Open"),
                Head::people("Referred"),
                Head::share("Taken up"),
                Head::people("Kept"),
                Head::number("Services"),
                Head::words("Wait"),
            ],
            rows: rows.collect(),
        }
    }

    /// One count of needs under a title.
    fn counted(title: &str, (head, note): (&str, &str), lines: Vec<(String, String, Line)>) -> Grid {
        let row = |(key, name, line): (String, String, Line)| Row {
            key,
            cells: vec![Cell::Words(name), Cell::Count(line.found), Cell::Count(line.open)],
            behind: true,
        };
        Grid {
            title: title.to_owned(),
            note: note.to_owned(),
            heads: vec![Head::words(head), Head::people("Found"), Head::people("Open")],
            rows: lines.into_iter().map(row).collect(),
        }
    }

    fn reasons(&self) -> Grid {
        let lines = self.needs_by(|row| row.lack).into_iter();
        let lines = lines.map(|(lack, line)| (format!("why:{lack}"), lack.to_string(), line));
        Self::counted("Why no service met them", ("Why", ""), lines.collect())
    }

    fn districts(&self) -> Grid {
        let lines = self.needs_by(|row| row.district.as_deref()).into_iter().map(|(code, line)| match code {
            Some(code) => (format!("district:{code}"), code.to_owned(), line),
            None => ("district:".to_owned(), "not collected".to_owned(), line),
        });
        let note = "First half of the postcode of an address that may be used; where there is none, or the address is kept \
                    hidden, it is not collected. No ward is held.";
        Self::counted("By where they live", ("District", note), lines.collect())
    }

    fn forums(&self, area: &AreaData) -> Grid {
        let name = |key: &str| area.forum(key).map_or_else(|_| key.to_owned(), |forum| forum.code.clone());
        let lines = self.needs_by(|row| row.forum.as_str()).into_iter();
        let lines = lines.map(|(key, line)| (format!("forum:{key}"), name(key), line));
        Self::counted("By forum", ("Forum", ""), lines.collect())
    }

    /// What was written, strengths first; nothing while nobody wrote any.
    fn written(&self, area: &AreaData) -> Option<Grid> {
        let mut remarks: Vec<&Remark> = self.remarks.iter().collect();
        remarks.sort_by_key(|row| (row.sort, row.on, row.id));
        let row = |remark: &&Remark| Row {
            key: format!("remark:{}", remark.id.uuid()),
            cells: vec![
                Cell::Words(remark.sort.to_string()),
                Cell::Words(remark.words.clone()),
                Cell::Words(
                    remark.need.as_deref().map(|key| area.need_label(key).to_owned()).unwrap_or_default(),
                ),
                Cell::Words(self.item(remark)),
            ],
            behind: false,
        };
        (!remarks.is_empty()).then(|| Grid {
            title: "Strengths, weaknesses, recommendations".to_owned(),
            note: "Written by the coordinator; not counted.".to_owned(),
            heads: vec![
                Head::words("What"),
                Head::words("In words"),
                Head::words("Need"),
                Head::words("Delivery plan"),
            ],
            rows: remarks.iter().map(row).collect(),
        })
    }

    fn item(&self, remark: &Remark) -> String {
        let item = remark.plan.and_then(|case| self.items.get(&case.uuid())).cloned();
        let waits = if remark.sort == RemarkSort::Recommendation { "not in the plan" } else { "" };
        item.unwrap_or_else(|| waits.to_owned())
    }
}

/// Every kind of need of the directory with what there is for it.
fn provision(area: &AreaData) -> Grid {
    let rows = area.services.need.iter().map(|kind| {
        let Provision { services, open, wait, lack } = area.services.provision(kind, None, None);
        let accredited = area.services.answering(&kind.key, None);
        let accredited = accredited.filter(|one| one.accredited == Some(true)).count();
        let said = area.services.answering(&kind.key, None).filter_map(|one| one.said_on).min();
        Row {
            key: format!("provision:{}", kind.key),
            cells: vec![
                Cell::Words(kind.label.clone()),
                Cell::Words(kind.of.iter().map(|whom| whom.word()).collect::<Vec<_>>().join(", ")),
                Cell::Count(services),
                Cell::Count(open),
                Cell::Count(accredited),
                wait.map_or(Cell::Blank, |days| Cell::Count(usize::try_from(days).unwrap_or(usize::MAX))),
                said.map_or(Cell::Blank, Cell::Date),
                Cell::Words(lack.map(|lack| lack.to_string()).unwrap_or_default()),
            ],
            behind: false,
        }
    });
    Grid {
        title: "Provision, as the directory has it today".to_owned(),
        note: "Would take: services that answer the need, accredited where it asks for that, with an open list. Wait: the \
               shortest, in days. Said: the day of the oldest word on a wait."
            .to_owned(),
        heads: vec![
            Head::words("Need"),
            Head::words("For"),
            Head::number("Services"),
            Head::number("Would take"),
            Head::number("Accredited"),
            Head::number("Wait"),
            Head::date("Said"),
            Head::words("Why none"),
        ],
        rows: rows.collect(),
    }
}

/// What a reader has to know of the whole: a directory that is empty, or whose waits were said long ago.
pub fn notes(area: &AreaData, today: Date) -> Vec<String> {
    let mut notes = Vec::new();
    if area.services.service.is_empty() {
        notes.push("The area's directory names no service: every need shows as without one.".to_owned());
    }
    let old = |on: Date| (today - on).get_days() > OLD;
    let stale = area.services.service.iter().filter(|one| one.said_on.is_some_and(old)).count();
    if stale > 0 {
        let services = if stale == 1 { "service" } else { "services" };
        notes.push(format!(
            "What {stale} {services} said of the wait is over {OLD} days old (our default): ask again."
        ));
    }
    notes
}

/// Days after which what a service said of its wait is old. Our default.
const OLD: i32 = 90;

#[cfg(test)]
mod tests {
    use jiff::civil::{date, datetime};

    use super::*;
    use crate::domain::id::Id;
    use crate::domain::tools::services::{ForWhom, Lack};

    fn need(kind: &str, met: Option<Date>, district: Option<&str>) -> UnmetNeed {
        UnmetNeed {
            id: Id::new(uuid::Uuid::from_u128(1)),
            case: Id::new(uuid::Uuid::from_u128(2)),
            forum: "marac".to_owned(),
            meeting: None,
            whom: ForWhom::Victim,
            kind: kind.to_owned(),
            lack: Lack::NoService,
            service: None,
            district: district.map(str::to_owned),
            words: None,
            agency: None,
            on: date(2026, 3, 1),
            at: datetime(2026, 3, 1, 10, 0, 0, 0),
            met,
            outcome: None,
        }
    }

    fn pathway(referred: Option<Date>, taken_up: Option<Date>, end: Option<PathwayEnd>) -> Pathway {
        Pathway {
            id: Id::new(uuid::Uuid::from_u128(3)),
            case: Id::new(uuid::Uuid::from_u128(2)),
            forum: "marac".to_owned(),
            action: None,
            meeting: None,
            whom: ForWhom::Victim,
            service: "haven".to_owned(),
            name: "Haven".to_owned(),
            kind: Some("refuge".to_owned()),
            agreed: date(2026, 3, 1),
            referred,
            taken_up,
            ended: end.map(|_| date(2026, 5, 1)),
            end,
            outcome: None,
            at: datetime(2026, 3, 1, 10, 0, 0, 0),
        }
    }

    #[test]
    fn lines_add_up_and_each_share_has_its_own_whole() {
        let day = Some(date(2026, 3, 9));
        let found = Found {
            needs: vec![
                need("refuge", None, Some("LA1")),
                need("refuge", day, None),
                need("legal", None, Some("LA1")),
            ],
            pathways: vec![
                pathway(None, None, None),
                pathway(day, Some(date(2026, 3, 19)), None),
                pathway(day, None, Some(PathwayEnd::Refused)),
            ],
            ..Found::default()
        };
        let whole = found.whole();
        assert_eq!((whole.found, whole.open), (3, 2));
        assert_eq!((whole.agreed, whole.made, whole.taken_up, whole.refused), (3, 2, 1, 1));
        let kinds = found.by_kind();
        assert_eq!(kinds.values().map(|line| line.found).sum::<usize>(), whole.found);
        assert_eq!((kinds["refuge"].found, kinds["refuge"].open, kinds["refuge"].agreed), (2, 1, 3));
        let districts = found.needs_by(|row| row.district.as_deref());
        assert_eq!(districts[0], (None, Line { found: 1, open: 0, ..Line::default() }));
        assert_eq!(districts[1].1.found, 2);
        assert_eq!((found.days_to_met(), found.days_to_start()), (vec![8], vec![10]));
    }
}
