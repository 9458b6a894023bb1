//! The invented area's directory of services, with a few needs and referrals.

use jiff::civil::{Date, date, datetime};

use super::fixtures::id;
use crate::assets;
use crate::domain::calendar::add_months;
use crate::domain::flag::FlagStanding;
use crate::domain::rows::flag::{FlagBasis, FlagEnd};
use crate::domain::rows::pathway::{Pathway, UnmetNeed};
use crate::domain::rows::remark::{Remark, RemarkSort};
use crate::domain::tools::parse;
use crate::domain::tools::services::{ForWhom, Lack, Services};
use crate::service::ask::{
    Directory, KindTold, NeedOffer, NeedTold, PathwayTold, Provided, Referring, RemarkTold, ServiceTold,
};
use crate::service::ask::{FlagHeap, FlagList, FlagTold};

fn services() -> Services {
    parse(assets::demo_services()).expect("a directory")
}

fn need(number: usize, kind: &str, whom: ForWhom, lack: Lack) -> NeedTold {
    let label = services().kind(kind).expect("a kind").label.clone();
    let row = UnmetNeed {
        id: id(7000 + number),
        case: id(number),
        forum: "marac".to_owned(),
        meeting: None,
        whom,
        kind: kind.to_owned(),
        lack,
        service: None,
        district: None,
        words: None,
        agency: None,
        on: date(2026, 11, 12),
        at: datetime(2026, 11, 12, 10, 5, 0, 0),
        met: None,
        outcome: None,
    };
    NeedTold { row, label, case: format!("LAN-26-01{:02}", 43 + number), forum: "MARAC".to_owned() }
}

/// Two needs: of the case of the fixtures, and of another.
pub fn needs() -> Vec<NeedTold> {
    vec![
        need(0, "counselling", ForWhom::Child, Lack::ListClosed),
        need(1, "own-accommodation", ForWhom::Perpetrator, Lack::NoService),
    ]
}

/// A referral that was taken up.
pub fn pathway() -> PathwayTold {
    let row = Pathway {
        id: id(7100),
        case: id(0),
        forum: "marac".to_owned(),
        action: None,
        meeting: None,
        whom: ForWhom::Perpetrator,
        service: "quay-recovery".to_owned(),
        name: "Quay Recovery".to_owned(),
        kind: Some("alcohol".to_owned()),
        agreed: date(2026, 11, 12),
        referred: Some(date(2026, 11, 13)),
        taken_up: Some(date(2026, 11, 20)),
        ended: None,
        end: None,
        outcome: None,
        at: datetime(2026, 11, 12, 10, 5, 0, 0),
    };
    PathwayTold {
        row,
        case: "LAN-26-0143".to_owned(),
        label: Some("Alcohol treatment".to_owned()),
        action: None,
    }
}

/// What there is for the people of the case of the fixtures.
pub fn provided() -> Provided {
    let directory = services();
    let needs = vec![needs().remove(0)];
    let offers = [ForWhom::Victim, ForWhom::Child, ForWhom::Perpetrator].into_iter().flat_map(|whom| {
        let (directory, needs) = (&directory, &needs);
        directory.need.iter().filter(move |kind| kind.is_of(whom)).map(move |kind| NeedOffer {
            key: kind.key.clone(),
            label: kind.label.clone(),
            whom,
            provision: directory.provision(kind, Some(whom), None),
            open: needs
                .iter()
                .find(|line| line.row.kind == kind.key && line.row.whom == whom)
                .map(|line| line.row.on),
        })
    });
    Provided {
        case: id(0),
        reference: "LAN-26-0143".to_owned(),
        offers: offers.collect(),
        referring: vec![Referring { action: id(100), number: 3, words: "refer to alcohol service".into() }],
        pathways: vec![pathway()],
        services: directory.service.clone(),
        needs: needs.clone(),
    }
}

fn remark() -> Remark {
    Remark {
        id: id(7200),
        sort: RemarkSort::Recommendation,
        need: Some("counselling".to_owned()),
        words: "a second list for children's therapy".to_owned(),
        on: date(2026, 11, 20),
        at: datetime(2026, 11, 20, 9, 0, 0, 0),
        plan: None,
        withdrawn: None,
    }
}

/// The directory with what became of referrals.
pub fn directory() -> Directory {
    let services = services();
    let told = |entry: &crate::domain::tools::services::ServiceEntry| ServiceTold {
        answers: entry
            .needs
            .iter()
            .filter_map(|key| services.kind(key))
            .map(|kind| kind.label.clone())
            .collect(),
        agency: None,
        live: usize::from(entry.key == "quay-recovery"),
        made: usize::from(entry.key == "quay-recovery") * 5,
        taken_up: usize::from(entry.key == "quay-recovery") * 3,
        refused: 0,
        waited: (entry.key == "quay-recovery").then_some(11),
        entry: entry.clone(),
    };
    let kind = |kind: &crate::domain::tools::services::NeedKind| KindTold {
        provision: services.provision(kind, None, None),
        open: needs().iter().filter(|line| line.row.kind == kind.key).count(),
        kind: kind.clone(),
    };
    Directory {
        name: services.name.clone(),
        since: date(2024, 11, 26),
        services: services.service.iter().map(told).collect(),
        kinds: services.need.iter().map(kind).collect(),
        needs: needs(),
        remarks: vec![RemarkTold { row: remark(), item: None }],
        priorities: vec![("provision".to_owned(), "Provision".to_owned())],
        agencies: vec![("csc".to_owned(), "Children's social care".to_owned())],
    }
}

/// No flag at all.
pub const fn no_flags() -> FlagList {
    FlagList { lines: Vec::new(), more: 0, agencies: Vec::new() }
}

/// Flags of a heap: a few that end, one that ended early.
pub fn flags(heap: FlagHeap) -> FlagList {
    let line = |number: usize, until: Date, ended: Option<(Date, FlagEnd)>| FlagTold {
        case: id(number),
        reference: format!("LAN-25-01{:02}", 43 + number),
        forum: "MARAC".to_owned(),
        standing: FlagStanding {
            row: (number > 0).then(|| id(7300 + number)),
            from: add_months(until, -12),
            until,
            basis: if number == 1 { FlagBasis::Repeat } else { FlagBasis::Heard },
            ended,
        },
        why: ended.map(|_| "moved away".into()),
        set: ["Police", "Housing"].into_iter().take(number).map(str::to_owned).collect(),
        taken_off: Vec::new(),
        whose: "victim, perpetrator, 2 children".to_owned(),
    };
    let lines = match heap {
        FlagHeap::Ending => {
            (0..3).map(|at| line(at, date(2026, 12, 1 + i8::try_from(at).unwrap_or(0)), None)).collect()
        }
        FlagHeap::Up => vec![line(3, date(2027, 11, 12), None)],
        FlagHeap::Ended => vec![line(2, date(2027, 3, 1), Some((date(2026, 11, 20), FlagEnd::Removed)))],
    };
    FlagList {
        lines,
        more: 0,
        agencies: vec![
            ("police".to_owned(), "Police".to_owned()),
            ("housing".to_owned(), "Housing".to_owned()),
        ],
    }
}
