//! What is concluded in the cases the invented lists do not hold.

use jiff::civil::{Date, date};

use super::memory::Memory;
use super::{Anchor, Conclusions, Criteria, Field, Finding, ReferralForm, Settings, Standing, conclude};
use crate::domain::people::{Channel, PersonSketch};

const TODAY: Date = date(2026, 11, 26);

fn mary() -> PersonSketch {
    PersonSketch {
        forename: "Mary".into(),
        surname: "Kershaw".into(),
        born: Some(date(1992, 3, 12)),
        ..PersonSketch::default()
    }
}

fn dean() -> PersonSketch {
    PersonSketch {
        forename: "Dean".into(),
        surname: "Kershaw".into(),
        born: Some(date(1989, 1, 5)),
        ..PersonSketch::default()
    }
}

fn zak() -> PersonSketch {
    PersonSketch {
        forename: "Zak".into(),
        surname: "Yates".into(),
        born: Some(date(1985, 7, 30)),
        ..PersonSketch::default()
    }
}

fn at(mut person: PersonSketch, phone: &str) -> PersonSketch {
    person.phones = vec![phone.into()];
    person
}

fn undated(person: PersonSketch) -> PersonSketch {
    PersonSketch { born: None, ..person }
}

fn referral(
    source: &str,
    received: Date,
    victim: PersonSketch,
    perpetrators: &[PersonSketch],
) -> ReferralForm {
    ReferralForm {
        source: source.to_owned(),
        received: Some(received),
        victim,
        perpetrators: perpetrators.to_vec(),
        ..ReferralForm::default()
    }
}

fn found(earlier: &[(ReferralForm, Standing)], form: &ReferralForm, settings: Settings) -> Conclusions {
    let mut known = Memory::default();
    for (form, standing) in earlier {
        known.take_in(form, *standing, TODAY);
    }
    conclude(2, form, &known, settings, TODAY)
}

/// The findings by kind, with the reference they point to.
fn kinds(conclusions: &Conclusions) -> Vec<(String, String)> {
    let told = |finding: &Finding| {
        let value = serde_json::to_value(finding).unwrap();
        let text =
            |path: &str| value.pointer(path).and_then(|text| text.as_str()).unwrap_or_default().to_owned();
        let reference = text("/about/reference");
        (text("/kind"), if reference.is_empty() { text("/about/1/reference") } else { reference })
    };
    conclusions.findings().map(told).collect()
}

fn told(conclusions: &Conclusions) -> Vec<String> {
    kinds(conclusions).into_iter().map(|(kind, of)| format!("{kind} {of}").trim().to_owned()).collect()
}

#[test]
fn an_earlier_referral_is_repeat_duplicate_related_or_known() {
    use Standing::{Heard, NotHeard, Waiting};
    let now = date(2026, 11, 20);
    let last = date(2026, 3, 1);
    let old = date(2025, 3, 1);
    let ours = || referral("R", now, mary(), &[dean()]);
    for (what, earlier, standing, expected) in [
        (
            "within the window",
            referral("E", last, mary(), &[dean()]),
            Heard,
            &["repeat E", "repeat-not-ticked E"][..],
        ),
        (
            "a perpetrator in common",
            referral("E", last, mary(), &[zak(), dean()]),
            Heard,
            &["repeat E", "repeat-not-ticked E"],
        ),
        (
            "perpetrator without date",
            referral("E", last, mary(), &[undated(dean())]),
            Heard,
            &["repeat E", "repeat-not-ticked E"],
        ),
        ("not heard yet", referral("E", last, mary(), &[dean()]), Waiting, &["duplicate E"]),
        ("not heard yet, long deferred", referral("E", old, mary(), &[dean()]), Waiting, &["duplicate E"]),
        ("before the window", referral("E", old, mary(), &[dean()]), Heard, &["referred-before E", "new"]),
        ("declined", referral("E", last, mary(), &[dean()]), NotHeard, &["referred-before E", "new"]),
        ("other perpetrator", referral("E", last, mary(), &[zak()]), Heard, &["related E", "new"]),
        ("unknown perpetrator", referral("E", last, mary(), &[]), Heard, &["possible-same-case E"]),
        (
            "victim without date",
            referral("E", last, undated(mary()), &[dean()]),
            Heard,
            &["possible-repeat E"],
        ),
        (
            "victim without date, waiting",
            referral("E", last, undated(mary()), &[dean()]),
            Waiting,
            &["possible-duplicate E"],
        ),
        ("other victim", referral("E", last, zak(), &[dean()]), Heard, &["new"]),
        ("the other way round", referral("E", last, dean(), &[mary()]), Heard, &["roles-swapped E"]),
        (
            "the other way round, undated",
            referral("E", last, dean(), &[undated(mary())]),
            Heard,
            &["roles-swapped E"],
        ),
        (
            "victim accused by another",
            referral("E", last, zak(), &[mary()]),
            Heard,
            &["new", "victim-elsewhere-perpetrator E"],
        ),
        (
            "perpetrator harmed by another",
            referral("E", last, dean(), &[zak()]),
            Heard,
            &["new", "perpetrator-elsewhere-victim E"],
        ),
    ] {
        let conclusions = found(&[(earlier, standing)], &ours(), Settings::default());
        assert_eq!(told(&conclusions), expected, "{what}");
    }
}

#[test]
fn the_tick_and_the_record_are_held_together() {
    let heard = |received| [(referral("E", received, mary(), &[dean()]), Standing::Heard)];
    let mut form = referral("R", date(2026, 11, 20), mary(), &[dean()]);
    form.criteria = Criteria { repeat: Some(true), ..Criteria::default() };
    form.last_referred = Some(date(2026, 3, 1));
    let tell = |received, form: &ReferralForm| told(&found(&heard(received), form, Settings::default()));
    assert_eq!(tell(date(2026, 3, 1), &form), ["repeat E"]);
    assert_eq!(tell(date(2026, 3, 2), &form), ["repeat E", "last-referred-differs E"]);
    assert_eq!(tell(date(2025, 3, 1), &form), ["repeat-ticked-too-old E", "new"]);
    assert_eq!(told(&found(&[], &form, Settings::default())), ["repeat-ticked-not-found", "new"]);
    form.criteria.repeat = Some(false);
    assert_eq!(tell(date(2026, 3, 1), &form), ["repeat E", "repeat-not-ticked E"]);
}

#[test]
fn an_area_sets_the_window_and_each_repeat_starts_it_anew() {
    let earlier =
        |received| (referral(&format!("E{received}"), received, mary(), &[dean()]), Standing::Heard);
    let form = referral("R", date(2026, 11, 20), mary(), &[dean()]);
    let both = [earlier(date(2025, 10, 1)), earlier(date(2026, 6, 1))];
    let last = |settings| kinds(&found(&both, &form, settings)).swap_remove(0);
    assert_eq!(last(Settings::default()), ("repeat".to_owned(), "E2026-06-01".to_owned()));
    let short = Settings { months: 3, anchor: Anchor::LastMeeting };
    assert_eq!(last(short), ("referred-before".to_owned(), "E2026-06-01".to_owned()));
}

#[test]
fn a_detail_that_leads_to_the_other_side_warns() {
    let number = "07700 900665";
    let now = date(2026, 11, 20);
    let heard = |form| [(form, Standing::Heard)];
    let shared = |conclusions: &Conclusions| -> Vec<(Field, Channel, bool)> {
        let of = |conclusion: &super::Conclusion| match &conclusion.finding {
            Finding::SharedByOpposing(channel, other) => Some((conclusion.field, *channel, other.is_some())),
            _ => None,
        };
        conclusions.found.iter().filter_map(of).collect()
    };
    let tell =
        |earlier: &[(ReferralForm, Standing)], form| shared(&found(earlier, &form, Settings::default()));
    let victim = (Field::VictimTelephone, Channel::Telephone, true);

    let one_form = referral("R", now, at(mary(), number), &[at(dean(), "+447700900665")]);
    assert_eq!(tell(&[], one_form), [(Field::VictimTelephone, Channel::Telephone, false)]);
    let counter = heard(referral("E", now, at(dean(), number), &[mary()]));
    assert_eq!(tell(&counter, referral("R", now, at(mary(), number), &[undated(dean())])), [victim]);
    let accused = heard(referral("E", now, dean(), &[at(zak(), number)]));
    assert_eq!(tell(&accused, referral("R", now, at(mary(), number), &[dean()])), [victim]);
    let harmed = heard(referral("E", now, at(zak(), number), &[]));
    let form = referral("R", now, mary(), &[at(dean(), number)]);
    assert_eq!(tell(&harmed, form), [(Field::PerpetratorTelephone, Channel::Telephone, true)]);
    // Two victims of one household, and one victim twice, are no warning.
    assert_eq!(tell(&harmed, referral("R", now, at(mary(), number), &[dean()])), []);
    let again = heard(referral("E", now, at(mary(), number), &[dean()]));
    assert_eq!(tell(&again, referral("R", now, at(mary(), number), &[dean()])), []);
}
