//! What is asked about needs and services, in the room and on the page of a case: which need no service met, which
//! service somebody is referred to, what came of it.

use jiff::civil::Date;
use uuid::Uuid;

use crate::app::cx::Cx;
use crate::app::dialog::{Choice, Dialog};
use crate::app::effect::{Effect, Tag};
use crate::app::widgets::form::{Field, Filled};
use crate::app::widgets::wide;
use crate::domain::calendar::show_day_near;
use crate::domain::id::Id;
use crate::domain::request::{AddPlanItem, KeepNeed, PathwayChange, ReferTo, RemarkChange, Request};
use crate::domain::rows::case::Case;
use crate::domain::rows::meeting::Meeting;
use crate::domain::rows::pathway::{Pathway, PathwayEnd, PathwayState, UnmetNeed};
use crate::domain::rows::remark::RemarkSort;
use crate::domain::tools::services::{ForWhom, Lack, Route, ServiceEntry};
use crate::service::ask::{Directory, NeedOffer, NeedTold, PathwayTold, Provided, RemarkTold};

const NEED: Tag = Tag(161);
const MET: Tag = Tag(162);
const GOES: Tag = Tag(163);
const REMARK: Tag = Tag(164);
const INTO_PLAN: Tag = Tag(165);

/// Columns of what a need or service is called in a list to pick from, and of whose it is.
const NAME: usize = 34;
const WHOM: usize = 11;

/// Needs to pick from with what the directory has for each; Enter keeps it. Those that stand open come last: Enter says
/// that they are met.
pub fn needs(provided: &Provided, meeting: Option<Id<Meeting>>, tag: Tag, cx: &Cx) -> Dialog {
    let open = provided.needs.iter().filter(|line| line.row.met.is_none());
    let met = open.map(|line| Choice {
        label: format!(
            "{} {} open since {}: met",
            wide::fit(&wide::cut(&line.label, NAME), NAME),
            wide::fit(line.row.whom.word(), WHOM),
            show_day_near(line.row.on, cx.today())
        ),
        then: Effect::run(
            Request::Pathway(PathwayChange::Met { need: line.row.id, on: cx.today(), outcome: None }),
            tag,
        )
        .into(),
    });
    let kept = provided.offers.iter().filter(|offer| offer.open.is_none()).map(|offer| Choice {
        label: format!(
            "{} {} {}",
            wide::fit(&wide::cut(&offer.label, NAME), NAME),
            wide::fit(offer.whom.word(), WHOM),
            offer.provision.short()
        ),
        then: Effect::run(keep(provided.case, meeting, offer), tag).into(),
    });
    let title = format!("{}: which need is not met? A few letters, Enter", provided.reference);
    Dialog::Pick { title, choices: kept.chain(met).collect() }
}

fn keep(case: Id<Case>, meeting: Option<Id<Meeting>>, offer: &NeedOffer) -> Request {
    Request::Pathway(PathwayChange::Need(Box::new(KeepNeed {
        case,
        meeting,
        kind: offer.key.clone(),
        whom: Some(offer.whom),
        lack: None,
        service: None,
        words: None,
        agency: None,
        on: None,
    })))
}

/// Services to pick from, for whom each is, and how long one waits; Enter refers. The newest action that refers somebody
/// and names no service takes it.
pub fn services(provided: &Provided, meeting: Option<Id<Meeting>>, tag: Tag) -> Dialog {
    let action = provided.referring.first();
    let whose: Vec<ForWhom> = provided.offers.iter().map(|offer| offer.whom).collect();
    let lines = provided.services.iter().flat_map(|entry| {
        entry.of.iter().filter(|whom| whose.contains(whom)).map(move |whom| (entry, *whom))
    });
    let choices = lines.map(|(entry, whom)| Choice {
        label: format!(
            "{} {} {}",
            wide::fit(&wide::cut(&entry.name, NAME), NAME),
            wide::fit(whom.word(), WHOM),
            entry.wait_short()
        ),
        then: Effect::run(
            Request::Pathway(PathwayChange::Refer(Box::new(ReferTo {
                case: provided.case,
                meeting,
                action: action.map(|line| line.action),
                service: entry.key.clone(),
                whom: Some(whom),
                kind: None,
                referred: None,
            }))),
            tag,
        )
        .into(),
    });
    let of = action.map_or_else(String::new, |line| format!("/{}", line.number));
    let title = format!("{}{of}: which service?", provided.reference);
    Dialog::Pick { title, choices: choices.collect() }
}

/// The form of a need on the page of a case: which, whose, why no service met it, what is said.
pub fn need(provided: &Provided) -> Dialog {
    let kinds = provided.offers.iter().map(|offer| {
        (
            format!("{} {}", offer.key, offer.whom),
            format!("{} ({}): {}", offer.label, offer.whom, offer.provision.words()),
        )
    });
    let mut lacks = vec![(String::new(), "as the directory says".to_owned())];
    lacks.extend(Lack::ALL.iter().map(|lack| (lack.word().to_owned(), lack.word().to_owned())));
    let mut asked = vec![(String::new(), "none was asked".to_owned())];
    asked.extend(provided.services.iter().map(|entry| (entry.key.clone(), entry.name.clone())));
    let fields = vec![
        Field::choice("kind", "Need", kinds.collect()),
        Field::choice("lack", "Why not met", lacks).optional(),
        Field::choice("service", "Service asked", asked).optional(),
        Field::long("words", "In words", "").optional(),
    ];
    Dialog::form(format!("{}: a need no service meets", provided.reference), NEED, fields)
        .about(provided.case.uuid())
}

/// The form that says a need is met.
pub fn met(line: &NeedTold, cx: &Cx) -> Dialog {
    let fields = vec![
        Field::date("on", "Met on", Some(cx.today())),
        Field::long("words", "How, or why it is no longer there", "").optional(),
    ];
    Dialog::form(format!("{}: {} is met", line.case, line.label.to_lowercase()), MET, fields)
        .about(line.row.id.uuid())
}

/// The form that says how a referral goes on: only what may follow is offered.
pub fn goes(line: &PathwayTold, today: Date) -> Option<Dialog> {
    let steps: &[&str] = match line.row.state() {
        PathwayState::Agreed => &["made", "taken-up"],
        PathwayState::Referred => &["taken-up"],
        PathwayState::TakenUp => &[],
        PathwayState::Ended => return None,
    };
    let started = line.row.taken_up.is_some();
    let mut choices: Vec<(String, String)> = steps
        .iter()
        .map(|key| ((*key).to_owned(), if *key == "made" { "referral made" } else { "taken up" }.to_owned()))
        .collect();
    let ends = PathwayEnd::ALL.iter().filter(|end| match end {
        PathwayEnd::Finished | PathwayEnd::Left => started,
        PathwayEnd::NotTakenUp | PathwayEnd::Refused => !started,
        PathwayEnd::Withdrawn => true,
    });
    choices.extend(ends.map(|end| (end.word().to_owned(), end.word().to_owned())));
    let fields = vec![
        Field::choice("what", "What came", choices),
        Field::date("on", "On", Some(today)),
        Field::long("words", "What was said", "").optional(),
    ];
    let dialog = Dialog::form(format!("{}: {} ({})", line.case, line.row.name, line.row.whom), GOES, fields);
    Some(dialog.about(line.row.id.uuid()))
}

/// The form of a strength, a weakness or a recommendation.
pub fn remark(view: &Directory) -> Dialog {
    let mut sorts: Vec<(String, String)> =
        RemarkSort::ALL.iter().map(|sort| (sort.word().to_owned(), sort.word().to_owned())).collect();
    sorts.reverse();
    let mut needs = vec![(String::new(), "no one need".to_owned())];
    needs.extend(view.kinds.iter().map(|told| (told.kind.key.clone(), told.kind.label.clone())));
    let fields = vec![
        Field::choice("sort", "What", sorts),
        Field::long("words", "In words (no names)", ""),
        Field::choice("need", "Need", needs).optional(),
    ];
    Dialog::form("Of local provision", REMARK, fields)
}

/// The form that makes a plan item of what was written.
pub fn into_plan(view: &Directory, told: &RemarkTold) -> Dialog {
    let priority = if view.priorities.is_empty() {
        Field::line("priority", "Priority", "")
    } else {
        Field::choice("priority", "Priority", view.priorities.clone())
    };
    let mut owners = vec![(String::new(), "nobody yet".to_owned())];
    owners.extend(view.agencies.iter().cloned());
    let fields = vec![
        priority,
        Field::line("objective", "Objective", &told.row.words),
        Field::choice("owner", "Owner", owners).optional(),
        Field::line("post", "Post (no name)", "").optional(),
        Field::line("milestone", "First milestone", "").optional(),
        Field::date("due", "  due", None).optional(),
    ];
    Dialog::form(format!("Into the delivery plan, of a {}", told.row.sort), INTO_PLAN, fields)
        .about(told.row.id.uuid())
}

/// The request of a form about what was written; nothing for another.
fn written(tag: Tag, about: Option<Uuid>, values: &Filled) -> Option<Request> {
    let plain = |name: &str| {
        let text = values.text(name).map(|text| text.reveal().to_owned());
        text.or_else(|| values.choice(name).map(str::to_owned)).filter(|text| !text.is_empty())
    };
    Some(Request::Remark(match tag {
        REMARK => RemarkChange::Add {
            sort: RemarkSort::parse(values.choice("sort")?)?,
            need: plain("need"),
            words: plain("words")?,
            on: None,
        },
        INTO_PLAN => RemarkChange::Plan {
            remark: Id::new(about?),
            item: Box::new(AddPlanItem {
                forum: None,
                priority: plain("priority")?,
                objective: plain("objective").unwrap_or_default(),
                owner: plain("owner"),
                post: plain("post"),
                on: None,
                milestones: plain("milestone").zip(values.date("due")).into_iter().collect(),
                indicators: Vec::new(),
            }),
        },
        _ => return None,
    }))
}

/// The request of one of these forms; nothing for another.
pub fn filled(tag: Tag, about: Option<Uuid>, values: &Filled) -> Option<Request> {
    if let Some(request) = written(tag, about, values) {
        return Some(request);
    }
    let about = about?;
    let on = values.date("on");
    let words = values.text("words");
    let change = match tag {
        NEED => {
            let (kind, whom) = values.choice("kind")?.split_once(' ')?;
            PathwayChange::Need(Box::new(KeepNeed {
                case: Id::new(about),
                meeting: None,
                kind: kind.to_owned(),
                whom: ForWhom::parse(whom),
                lack: values.choice("lack").and_then(Lack::parse),
                service: values.choice("service").filter(|key| !key.is_empty()).map(str::to_owned),
                words,
                agency: None,
                on: None,
            }))
        }
        MET => PathwayChange::Met { need: Id::<UnmetNeed>::new(about), on: on?, outcome: words },
        GOES => {
            let pathway = Id::<Pathway>::new(about);
            match values.choice("what")? {
                "made" => PathwayChange::Made { pathway, on: on? },
                "taken-up" => PathwayChange::TakenUp { pathway, on: on? },
                end => {
                    PathwayChange::Ended { pathway, on: on?, end: PathwayEnd::parse(end)?, outcome: words }
                }
            }
        }
        _ => return None,
    };
    Some(Request::Pathway(change))
}

/// How a referral stands: "agreed 26 Nov", "taken up 2 Dec, after 14 days".
pub fn standing(row: &Pathway, cx: &Cx) -> String {
    let day = |on| show_day_near(on, cx.today());
    match (row.ended, row.end, row.taken_up, row.referred) {
        (Some(on), end, ..) => format!("{} {}", end.map_or("ended", PathwayEnd::word), day(on)),
        (None, _, Some(on), _) => {
            let waited = row.waited().map(|days| format!(", after {days} days")).unwrap_or_default();
            format!("taken up {}{waited}", day(on))
        }
        (None, _, None, Some(on)) => format!("referred {}", day(on)),
        (None, ..) => format!("agreed {}, not known to be made", day(row.agreed)),
    }
}

/// "phone or form: 01632 960145".
pub fn way(entry: &ServiceEntry) -> String {
    let routes: Vec<&str> = entry.route.iter().map(|route| route_words(*route)).collect();
    let contact = if entry.contact.is_empty() { String::new() } else { format!(": {}", entry.contact) };
    format!("{}{contact}", routes.join(" or "))
}

const fn route_words(route: Route) -> &'static str {
    match route {
        Route::Phone => "by phone",
        Route::Form => "by form",
        Route::Own => "people ask for themselves",
        Route::Agency => "through an agency",
    }
}
