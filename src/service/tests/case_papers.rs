//! Papers of a case: what each says, what each refuses, and that a detail kept off lists and an action kept off papers are
//! in none of them.

use super::*;
use crate::domain::paper::{Format, LeftOut, PaperKind, Subject, Wanted};
use crate::domain::referral::{Details, Field};
use crate::domain::request::{
    AcceptReferral, AddActions, AddContact, AddViews, AskForMore, CoupleChange, Declare, DeclineReferral,
    Issue, NeedChange, ReferCouple, SetInterpreter, SetWhereabouts, Terms, TransferOut,
};
use crate::domain::rows::action::{Action, DueKind};
use crate::domain::rows::case::{Party, PartyRole};
use crate::domain::rows::person::{ContactKind, Person};
use crate::papers::{Copy, text};
use crate::service::papers::{Made, make};

/// An address nobody may read on paper, and the words of an action that would tell it.
const REFUGE: &str = "17 Primrose Row, Bentham";
const HIDDEN: &str = "taxi to the refuge on Primrose Row";

/// An area with the case of Mary and Dean Kershaw, with as much as a paper could say of it.
struct Desk {
    service: Service,
    case: Id<Case>,
}

impl Desk {
    fn new() -> Self {
        let mut service = area();
        let Request::TakeReferral(mut taken) = referral("Kershaw") else { panic!("a referral") };
        taken.form.source = "H-77".to_owned();
        taken.form.victim.phones = vec!["07700 900123".into()];
        taken.form.safe_to_call = "weekdays 9.30 to 2.30, text first".into();
        taken.form.consent = "yes".to_owned();
        let mut more = Details::default();
        more.set(Field::UnsafeToTalkTo, "her sister");
        more.set(Field::RiskToChildren, format!("contact handover near {REFUGE}"));
        taken.form.more = more;
        let case = first_id(&run(&mut service, Request::TakeReferral(taken)).unwrap());
        let mut desk = Self { service, case };
        let victim = desk.person(PartyRole::Victim);
        desk.hide(victim, REFUGE);
        desk.did(Request::SetInterpreter(SetInterpreter { person: victim, language: Some("Polish".into()) }));
        desk.did(Request::SetWhereabouts(SetWhereabouts {
            case,
            words: "remanded, HMP Preston".into(),
            on: Some(date(2026, 11, 20)),
            source: Some("police".to_owned()),
        }));
        desk.agreed(HIDDEN, true);
        desk
    }

    fn did(&mut self, request: Request) -> Reply {
        run(&mut self.service, request).unwrap()
    }

    fn person(&self, role: PartyRole) -> Id<Person> {
        let parties = Changes::new(self.service.record()).find::<Party>("case", &self.case).unwrap();
        parties.into_iter().find(|party| party.role == role).unwrap().person
    }

    fn hide(&mut self, person: Id<Person>, address: &str) {
        let contact = AddContact {
            person,
            kind: ContactKind::Address,
            value: address.into(),
            safe: None,
            restricted: true,
        };
        self.did(Request::AddContact(contact));
    }

    fn agreed(&mut self, words: &str, off_papers: bool) {
        let terms = Terms {
            agency: "police".to_owned(),
            off_list: None,
            supporting: Vec::new(),
            person: None,
            words: words.into(),
            due_kind: DueKind::On,
            due: Some(date(2026, 12, 1)),
            due_time: None,
            due_event: None,
            protects: None,
            awaiting: false,
            completed: None,
            completed_on: None,
            off_papers,
        };
        let case = self.case;
        let actions =
            AddActions { meeting: None, case, typed: words.into(), terms: vec![terms], source: None };
        self.did(Request::AddActions(actions));
    }

    /// An IDVA notice as it went out to somebody.
    fn issued(&self, to: &str, digest: &str) -> Issue {
        Issue {
            wanted: Wanted { recipient: to.to_owned(), ..self.paper(PaperKind::IdvaNotice) },
            format: Format::Pdf,
            sealed: false,
            why: None,
            copy: 1,
            version: 0,
            draft: false,
            digest: digest.to_owned(),
            printed: Vec::new(),
            replaces: None,
        }
    }

    fn walled(&mut self, agency: &str) {
        let wall = Declare {
            case: self.case,
            meeting: None,
            agency: agency.to_owned(),
            alternate: None,
            reason: "works with the family".into(),
        };
        self.did(Request::Declare(wall));
    }

    fn tries(&self, wanted: &Wanted) -> Result<Made, Refusal> {
        let area = self.service.area().unwrap();
        let view = self.service.record().view();
        let with = Looking { view, area: &area, now: at(NOW), actor: self.service.actor() };
        let copy = Copy { version: None, recipient: wanted.recipient.clone(), number: 1 };
        let made = make(&with, wanted, &copy)?;
        let said = text::write(&made.document);
        assert!(!said.contains("Primrose"), "{said}");
        assert!(!said.contains("taxi to the refuge"), "{said}");
        assert!(!made.document.title.contains("KERSHAW") && !made.document.title.contains("Kershaw"));
        Ok(made)
    }

    fn paper(&self, kind: PaperKind) -> Wanted {
        Wanted::of(kind, Subject::Case(self.case))
    }

    fn says(&self, wanted: &Wanted) -> (String, Vec<LeftOut>) {
        let made = self.tries(wanted).unwrap();
        // One line a paragraph is not what is asked for here.
        (text::write(&made.document).split_whitespace().collect::<Vec<_>>().join(" "), made.left_out)
    }

    fn refused(&self, wanted: &Wanted) -> String {
        self.tries(wanted).unwrap_err().to_string()
    }
}

/// Adopts a file of papers that says this, as from a disk.
fn adopts(desk: &mut Desk, version: u32, rest: &str) -> Result<Reply, Refusal> {
    let body = format!("name = \"Papers\"\nversion = \"{version}\"\n{rest}");
    let request = crate::service::adopt::request("papers.toml", body.into_bytes(), None)?;
    run(&mut desk.service, request)
}

fn holds(said: &str, wanted: &[&str]) {
    for words in wanted {
        assert!(said.contains(words), "{words:?} is not in: {said}");
    }
}

#[test]
fn the_idva_notice_says_how_to_reach_her_and_keeps_her_address_to_itself() {
    let desk = Desk::new();
    let (said, left_out) = desk.says(&desk.paper(PaperKind::IdvaNotice));
    holds(
        &said,
        &[
            "LAN-26-0001",
            "Mary KERSHAW",
            "07700 900123 (safe: weekdays 9.30 to 2.30, text first)",
            "unsafe to talk to: her sister",
            "her sister",
            "Interpreter",
            "Polish",
            "17 of 24",
            "high risk",
            "strangulation, threats to kill",
            "aged 4",
            "Dean KERSHAW",
            "ex-partner",
            "remanded, HMP Preston",
            "[kept off papers]",
        ],
    );
    let why: Vec<&str> = left_out.iter().map(|one| one.what.as_str()).collect();
    assert_eq!(why, ["LAN-26-0001: address (1)", "words in 1 place"]);
}

#[test]
fn no_notice_is_written_to_a_service_that_is_kept_out() {
    let mut desk = Desk::new();
    desk.walled("idva");
    let said = desk.refused(&desk.paper(PaperKind::IdvaNotice));
    holds(&said, &["is kept out of LAN-26-0001 by a conflict", "through another service"]);
}

#[test]
fn a_receipt_says_what_was_decided_and_names_nobody() {
    let mut desk = Desk::new();
    let receipt = desk.paper(PaperKind::Receipt);
    let (said, _) = desk.says(&receipt);
    holds(&said, &["LAN-26-0001", "H-77", "It has been received and is being looked at.", "To: Housing"]);
    let case = desk.case;
    desk.did(Request::AskForMore(AskForMore {
        case,
        missing: vec!["her date of birth".to_owned(), "the checklist".to_owned()],
        of: None,
        due: date(2026, 11, 30),
        note: None,
    }));
    let (said, _) = desk.says(&receipt);
    holds(&said, &["more is needed by Mon 30 Nov 2026. Please send: her date of birth; the checklist."]);
    desk.did(Request::AcceptReferral(AcceptReferral {
        case,
        reason: Some("Mary is in danger".into()),
        meeting: None,
    }));
    let (said, left_out) = desk.says(&receipt);
    holds(&said, &["Decision: accepted, Thu 26 Nov 2026."]);
    assert!(!said.contains("Mary") && !said.to_uppercase().contains("KERSHAW"), "{said}");
    assert!(left_out.iter().any(|one| one.what == "LAN-26-0001: the reason"), "{left_out:?}");
    let named = Wanted { words: Some("Ring Mary".into()), ..receipt.clone() };
    holds(&desk.refused(&named), &["line 1 of the words to add names somebody"]);
    let to_her = Wanted { recipient: "Mary Kershaw".to_owned(), ..receipt };
    holds(&desk.refused(&to_her), &["the recipient names somebody"]);
}

#[test]
fn a_decline_gives_the_reason_and_what_to_do_next() {
    let mut desk = Desk::new();
    let decline = desk.paper(PaperKind::Decline);
    holds(&desk.refused(&decline), &["LAN-26-0001 was not declined"]);
    let case = desk.case;
    desk.did(Request::DeclineReferral(DeclineReferral {
        case,
        reason: "no criterion is met and nothing speaks of serious harm".into(),
        withdrawn: false,
    }));
    let next = Some(Private::from("Please offer the outreach service meanwhile."));
    let (said, _) = desk.says(&Wanted { words: next, ..decline.clone() });
    holds(
        &said,
        &[
            "Decision: not taken to a meeting, Thu 26 Nov 2026.",
            "Reason: no criterion is met",
            "Please offer the outreach service meanwhile.",
            "Refer again at once",
        ],
    );
    desk.walled("housing");
    holds(&desk.refused(&decline), &["Housing is kept out of LAN-26-0001"]);
}

fn on(day: Date) -> Now {
    at(day.at(10, 0, 0, 0))
}

/// Carries a request out on another day.
fn later(service: &mut Service, day: Date, request: Request) -> Reply {
    let change = service.next_id();
    service.execute(on(day), change, request, None).unwrap()
}

fn views(case: Id<Case>, words: &str) -> Request {
    Request::AddViews(AddViews {
        case,
        on: date(2026, 11, 19),
        agency: "idva".to_owned(),
        words: words.into(),
    })
}

#[test]
fn a_chronology_holds_what_happened_with_its_source_and_every_copy_with_its_digest() {
    let mut desk = Desk::new();
    desk.agreed("marker on the address", false);
    let case = desk.case;
    desk.did(views(case, "wants to stay in the home"));
    let digest = "5f".repeat(32);
    let notice = desk.issued("IDVA", &digest);
    desk.did(Request::Issue(notice));
    let (said, left_out) = desk.says(&desk.paper(PaperKind::Chronology));
    holds(
        &said,
        &[
            "referred",
            "assessed, 17 of 24",
            "marker on the address",
            "wants to stay in the home",
            "Mary KERSHAW, 34, born 12/03/1992",
            "Children: aged 4; aged 7",
            "IDVA notice",
            &digest,
        ],
    );
    assert!(left_out.iter().any(|one| one.what == "action LAN-26-0001/1"), "{left_out:?}");
    let person =
        Wanted::of(PaperKind::PersonChronology, Subject::Person(desk.person(PartyRole::Perpetrator)));
    holds(&desk.says(&person).0, &["Dean KERSHAW", "marker on the address"]);
}

#[test]
fn what_was_known_on_a_day_is_what_had_been_entered_by_then() {
    let mut service = area();
    let taken = later(&mut service, date(2026, 11, 12), referral("Kershaw"));
    let case = first_id(&taken);
    later(&mut service, date(2026, 11, 19), views(case, "wants to stay"));
    let change = service.next_id();
    service.undo(on(date(2026, 11, 23)), change).unwrap();
    // Of the 19th too, and entered a week later.
    later(&mut service, date(2026, 11, 24), views(case, "fears the release"));
    let desk = Desk { service, case };
    let known = |day| Wanted { known_on: Some(day), ..desk.paper(PaperKind::Chronology) };
    let (said, _) = desk.says(&known(date(2026, 11, 20)));
    holds(&said, &["wants to stay", "Fri 20 Nov 2026", "strangulation"]);
    assert!(!said.contains("fears the release"), "{said}");
    let (said, _) = desk.says(&known(date(2026, 11, 18)));
    assert!(!said.contains("wants to stay"), "{said}");
    let (said, _) = desk.says(&desk.paper(PaperKind::Chronology));
    holds(&said, &["fears the release"]);
    assert!(!said.contains("wants to stay"), "{said}");
    holds(&desk.refused(&known(date(2026, 11, 11))), &["nothing of it was in the record on that day"]);
    holds(&desk.refused(&known(date(2026, 12, 1))), &["a day to come"]);
}

#[test]
fn opposing_sides_meet_in_no_chronology_unless_somebody_says_why() {
    let mut desk = Desk::new();
    let Request::TakeReferral(mut counter) = referral("Kershaw") else { panic!("a referral") };
    std::mem::swap(&mut counter.form.victim, &mut counter.form.perpetrators[0]);
    counter.form.reason = "he says she hit him".into();
    let there = desk.did(Request::TakeReferral(counter));
    assert_eq!(there.references, ["LAN-26-0002"]);
    for wanted in [
        desk.paper(PaperKind::Chronology),
        Wanted::of(PaperKind::PersonChronology, Subject::Person(desk.person(PartyRole::Victim))),
    ] {
        let said = desk.refused(&wanted);
        holds(&said, &["in LAN-26-0001 and", "in LAN-26-0002", "opposing sides together", "give a reason"]);
        assert!(!said.contains("Mary"), "{said}");
        let despite = Some(Private::from("ordered by the court on 20 November"));
        let (said, _) = desk.says(&Wanted { despite, ..wanted });
        holds(&said, &["Opposing sides are in this paper", "ordered by the court", "he says she hit him"]);
    }
}

#[test]
fn a_case_its_recipient_is_kept_out_of_is_in_no_chronology() {
    let mut desk = Desk::new();
    desk.walled("housing");
    let wanted = Wanted { recipient: "Housing".to_owned(), ..desk.paper(PaperKind::Chronology) };
    holds(&desk.refused(&wanted), &["every case of it is left out for this reader"]);
}

#[test]
fn an_area_puts_its_own_heading_marking_law_and_words_around_every_paper() {
    let mut desk = Desk::new();
    let dot = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGP4DwABAQEAsTj2FAAAAABJRU5ErkJggg==";
    let own = format!(
        "heading_lines = [\"Lancaster Community Safety Partnership\"]\nmarking = \"OFFICIAL-SENSITIVE PERSONAL\"\n\
         logo = \"{dot}\"\n[[law]]\npaper = \"IDVA notice\"\nlines = [\"Under our agreement of 2025.\"]\n\
         [[template]]\nletter = \"idva-notice\"\ntext = \"\"\"\nFor {{recipient}}, about {{reference}}.\n\n{{facts}}\n\"\"\"\n"
    );
    assert!(adopts(&mut desk, 2, &own).unwrap().words.contains("Papers, version 2 adopted"));
    let made = desk.tries(&desk.paper(PaperKind::IdvaNotice)).unwrap();
    assert_eq!(made.document.heading_lines, ["Lancaster Community Safety Partnership"]);
    assert_eq!(made.document.marking, "OFFICIAL-SENSITIVE PERSONAL");
    assert_eq!(made.document.law_lines, ["Under our agreement of 2025."]);
    assert_eq!(made.document.logo.map(|logo| logo.alternative), Some("Lancaster".to_owned()));
    let (said, _) = desk.says(&desk.paper(PaperKind::IdvaNotice));
    holds(&said, &["For Independent Domestic Violence Adviser service, about LAN-26-0001. ## Victim"]);
    assert!(desk.tries(&desk.paper(PaperKind::Receipt)).unwrap().document.law_lines.is_empty());
    for (rest, wanted) in [
        (
            "[[law]]\npaper = \"minuts\"\nlines = [\"x\"]\n",
            "law of `minuts`: there is no such paper; write every or one of minutes",
        ),
        (
            "[[template]]\nletter = \"mail\"\nsubject = \"{person}\"\ntext = \"{reference}\"\n",
            "template `mail`, subject: `{person}` would tell of a person",
        ),
    ] {
        let said = adopts(&mut desk, 3, rest).unwrap_err().to_string();
        holds(&said, &["the papers file cannot be used", wanted]);
    }
    let cut = own.replace(
        dot,
        "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nJz4DwABAQEAsTj2FAAAAABJRU5ErkJggg==",
    );
    let said = adopts(&mut desk, 4, &cut).unwrap_err().to_string();
    holds(&said, &["papers.toml, logo:", "PNG"]);
}

#[test]
fn a_transfer_pack_holds_what_the_transfer_says_goes_and_a_slip_to_send_back() {
    let mut desk = Desk::new();
    let pack = desk.paper(PaperKind::TransferPack);
    holds(&desk.refused(&pack), &["is not on its way to another area; record the transfer first"]);
    desk.agreed("marker on the address", false);
    desk.agreed("school told", false);
    desk.walled("housing");
    let case = desk.case;
    let actions = Changes::new(desk.service.record()).find::<Action>("case", &case).unwrap();
    let goes = actions.iter().find(|action| action.words.reveal() == "school told").unwrap().id;
    desk.did(Request::TransferOut(TransferOut {
        case,
        marac: "Preston MARAC".to_owned(),
        reason: "she has moved".into(),
        on: date(2026, 11, 26),
        sent: vec!["minutes".to_owned(), "plans".to_owned()],
        goes: vec![goes],
        flag_until: None,
    }));
    let (said, left_out) = desk.says(&pack);
    holds(
        &said,
        &[
            "To: Preston MARAC",
            "she has moved",
            "First referred",
            "Flag stands until: Fri 12 Nov 2027",
            "Mary KERSHAW",
            "17 of 24",
            "Council housing and homelessness",
            "strangulation, threats to kill",
            "school told",
            "you, once the slip is back",
            "marker on the address",
            "Receipt slip",
            "We have taken it over on: ____",
            "Actions we take over: LAN-26-0001/3",
        ],
    );
    assert!(!said.contains("works with the family"), "{said}");
    assert!(left_out.iter().any(|one| one.what == "action LAN-26-0001/1"), "{left_out:?}");
    let elsewhere = Wanted { recipient: "Blackpool MARAC".to_owned(), ..pack };
    holds(&desk.refused(&elsewhere), &["goes to Preston MARAC"]);
}

#[test]
fn an_evidence_letter_gives_days_and_sources_and_names_nobody_else() {
    let mut desk = Desk::new();
    let case = desk.case;
    for (kind, words) in [
        (HappeningKind::OrderBegins, "not to go to the street of Mary's mother"),
        (HappeningKind::Custody, "remanded by the magistrates"),
    ] {
        desk.did(Request::AddHappening(AddHappening {
            case,
            kind,
            on: date(2026, 11, 20),
            words: words.into(),
            source: Some("police".to_owned()),
            more: HappeningMore::default(),
        }));
    }
    let letter = Wanted {
        recipient: "Preston Family Court".to_owned(),
        words: Some("in support of an application for an order".into()),
        ..desk.paper(PaperKind::Evidence)
    };
    let (said, left_out) = desk.says(&letter);
    holds(
        &said,
        &[
            "To: Preston Family Court",
            "given in support of an application for an order. It is about Dean KERSHAW",
            "remanded by the magistrates",
            "order begins",
            "Thu 12 Nov 2026",
        ],
    );
    for never in ["Mary", "mother", "strangulation", "Housing", "ex-partner", "07700"] {
        assert!(!said.contains(never), "{never}: {said}");
    }
    let what: Vec<&str> = left_out.iter().map(|one| one.what.as_str()).collect();
    for wanted in
        ["LAN-26-0001: words on order begins", "LAN-26-0001: who is harmed (1)", "LAN-26-0001: actions (1)"]
    {
        assert!(what.iter().any(|what| what.starts_with(wanted)), "{wanted}: {what:?}");
    }
    let with = |recipient: &str, words: &str| Wanted {
        recipient: recipient.to_owned(),
        words: Some(words.into()).filter(|words: &Private| !words.is_empty()),
        ..letter.clone()
    };
    holds(&desk.refused(&with("", "in support of x")), &["which body"]);
    holds(&desk.refused(&with("Dean Kershaw", "in support of x")), &["names somebody of the case"]);
    holds(&desk.refused(&with("Court", "")), &["what the letter supports"]);
    holds(&desk.refused(&with("Court", "in support of Mary")), &["what the letter supports names somebody"]);
}

#[test]
fn an_evidence_letter_that_may_bring_opposing_sides_together_needs_a_reason() {
    let mut desk = Desk::new();
    let letter = Wanted {
        recipient: "Preston Family Court".to_owned(),
        words: Some("in support of an application for an order".into()),
        ..desk.paper(PaperKind::Evidence)
    };
    let notice = desk.issued("preston family court", &"a".repeat(64));
    desk.did(Request::Issue(notice));
    holds(
        &desk.refused(&letter),
        &["was sent the IDVA notice of this case", "reason to write it all the same"],
    );
    let elsewhere = Wanted { recipient: "Lancaster Homes".to_owned(), ..letter.clone() };
    desk.tries(&elsewhere).unwrap();
    let Request::TakeReferral(mut counter) = referral("Kershaw") else { panic!("a referral") };
    std::mem::swap(&mut counter.form.victim, &mut counter.form.perpetrators[0]);
    desk.did(Request::TakeReferral(counter));
    let said = desk.refused(&elsewhere);
    holds(&said, &["in LAN-26-0002"]);
    desk.tries(&Wanted { despite: Some("asked for by the judge".into()), ..elsewhere.clone() }).unwrap();
    desk.walled("housing");
    let walled =
        Wanted { recipient: "Housing".to_owned(), despite: Some("all the same".into()), ..elsewhere };
    holds(&desk.refused(&walled), &["Housing is kept out of LAN-26-0001"]);
}

#[test]
fn each_of_a_couple_has_a_paper_of_their_own_with_nothing_of_the_other() {
    let mut service = area();
    let couple = ReferCouple {
        victim: person("Jane", "Ashworth", date(1990, 4, 2)),
        perpetrator: person("Liam", "Ashworth", date(1988, 9, 9)),
        relationship: "husband".to_owned(),
        agency: "housing".to_owned(),
        received: Some(date(2026, 11, 12)),
        reason: "drink and debt".into(),
        criteria: vec![("continuing-relationship".to_owned(), Some("live together".into()))],
        ..ReferCouple::default()
    };
    let couple = CoupleChange::Refer(Box::new(couple));
    let case = first_id(&run(&mut service, Request::Couple(Box::new(couple))).unwrap());
    let mut desk = Desk { service, case };
    let (jane, liam) = (desk.person(PartyRole::Victim), desk.person(PartyRole::Perpetrator));
    for (person, words) in
        [(jane, "a bank account of her own"), (liam, "stays sober"), (jane, "Liam must not know of it")]
    {
        let add = NeedChange::Add {
            case,
            person,
            kind: "safety".to_owned(),
            words: words.into(),
            agency: None,
            on: date(2026, 11, 20),
        };
        desk.did(Request::Couple(Box::new(CoupleChange::Need(add))));
    }
    let own = |person| Wanted::of(PaperKind::OwnPaper, Subject::Person(person));
    let (hers, left_out) = desk.says(&own(jane));
    holds(
        &hers,
        &["Jane ASHWORTH, 36", "a bank account of her own", "[left out: it tells of somebody else]"],
    );
    let (his, _) = desk.says(&own(liam));
    holds(&his, &["Liam ASHWORTH, 38", "stays sober"]);
    assert!(!hers.contains("sober") && !hers.contains("Liam"), "{hers}");
    assert!(!his.contains("bank account") && !his.contains("Jane"), "{his}");
    let what: Vec<&str> = left_out.iter().map(|one| one.what.as_str()).collect();
    assert!(what.iter().any(|what| what.ends_with("what is kept of the other person")), "{what:?}");
    let to = |person, recipient: &str| Wanted { recipient: recipient.to_owned(), ..own(person) };
    holds(&desk.refused(&to(jane, "Liam Ashworth")), &["does not go to the other"]);
    holds(&desk.refused(&to(liam, "Liam Ashworth")), &["no paper by default", "all the same"]);
    desk.tries(&to(jane, "Jane Ashworth")).unwrap();
    desk.walled("housing");
    let (said, left_out) = desk.says(&to(jane, "Housing"));
    assert!(!said.contains("bank account"), "{said}");
    assert!(left_out.iter().any(|one| one.why == "Housing is kept out of this case"), "{left_out:?}");
}
