use jiff::civil::date;
use proptest::prelude::*;

use super::*;
use crate::domain::hearing::{Heard, HearingLine, Tally};
use crate::domain::id::Id;
use crate::domain::private::Private;
use crate::domain::rows::agenda::ItemState;
use crate::domain::tools::agencies::{AgencyList, Source};
use crate::domain::tools::parse;

fn agencies() -> AgencyList {
    parse(crate::assets::agencies()).unwrap()
}

/// A case of which everything is known: a woman of 30, White British, referred by the police, two children.
fn known() -> Heard {
    Heard {
        repeat: Some(false),
        children: Some(2),
        referrers: vec!["police".to_owned()],
        waited: Some(14),
        victim: true,
        male: Some(false),
        age: Some(30),
        ethnicity: Some("White British".into()),
        disabled: Some(false),
        lgbt: Some(false),
        harming: 1,
        harming_aged: 1,
        harming_young: 0,
        views: true,
        told: true,
    }
}

/// A case of which nothing was collected.
fn bare() -> Heard {
    Heard { victim: true, harming: 1, ..Heard::default() }
}

fn line(heard: Option<Heard>, state: ItemState) -> HearingLine {
    let id = uuid::Uuid::from_u128(1);
    HearingLine { item: Id::new(id), meeting: Id::new(id), case: Id::new(id), state, again: false, heard }
}

fn tally(heard: &[Heard]) -> Tally {
    let lines: Vec<_> = heard.iter().map(|heard| line(Some(heard.clone()), ItemState::Heard)).collect();
    Tally::of(&lines)
}

fn row_by(heard: &[Heard], rule: SourceShare) -> ReturnRow {
    let (id, agencies) = (Id::new(uuid::Uuid::from_u128(1)), agencies());
    let sent = Sent { rule, agencies: &agencies };
    ReturnRow::of(id, "MARAC-2026-11-26", date(2026, 11, 26), &tally(heard), sent)
}

fn row(heard: &[Heard]) -> ReturnRow {
    row_by(heard, SourceShare::EqualShares)
}

fn whole(heard: &[Heard]) -> DataReturn {
    DataReturn {
        forum: "marac".to_owned(),
        name: "Lancaster MARAC".to_owned(),
        from: date(2026, 10, 1),
        to: date(2026, 12, 31),
        rule: SourceShare::EqualShares,
        rows: vec![row(heard)],
        not_over: Vec::new(),
    }
}

const fn count(number: u32) -> Option<u32> {
    Some(number)
}

fn said(row: &ReturnRow, counted: Counted) -> String {
    row.cell(counted).to_string()
}

/// Typed words as the office sees them.
fn said_by(words: &Private) -> String {
    words.reveal().to_owned()
}

#[test]
fn the_columns_are_those_of_the_template_a_to_af() {
    let letters: Vec<&str> = COLUMNS.iter().map(|column| column.letter).collect();
    assert_eq!(letters.len() + 2, 32);
    assert_eq!(letters.first().zip(letters.last()), Some((&"C", &"AF")));
    // Spreadsheet letters in their order, C to Z and then AA to AF.
    let expected = ('C'..='Z').map(String::from).chain(('A'..='F').map(|letter| format!("A{letter}")));
    assert!(letters.iter().copied().eq(expected.collect::<Vec<_>>().iter().map(String::as_str)));
    let sources: Vec<&str> = COLUMNS
        .iter()
        .filter(|column| matches!(column.counted, Counted::Source(_)))
        .map(|column| column.letter)
        .collect();
    assert_eq!((sources.len(), sources.first(), sources.last()), (14, Some(&"G"), Some(&"T")));
    assert!(COLUMNS.iter().all(|column| column.short.chars().count() <= 9));
}

#[test]
fn blank_is_not_collected_and_nought_is_none() {
    let everything = row(&[known(), known()]);
    for (counted, expected) in [
        (Counted::Cases, "2"),
        (Counted::Repeats, "0"),
        (Counted::Children, "4"),
        (Counted::WithChildren, "2"),
        (Counted::Source(Source::Police), "2"),
        (Counted::Source(Source::Mash), "0"),
        (Counted::Minoritised, "0"),
        (Counted::Lgbt, "0"),
        (Counted::Disabled, "0"),
        (Counted::Male, "0"),
        (Counted::Young, "0"),
        (Counted::YoungHarming, "0"),
        (Counted::Older, "0"),
        (Counted::Ethnic(Group::Asian), "0"),
    ] {
        assert_eq!(said(&everything, counted), expected, "{counted:?}");
    }
    let nothing = row(&[bare(), bare()]);
    for column in COLUMNS {
        let expected = if column.counted == Counted::Cases { "2" } else { "" };
        assert_eq!(said(&nothing, column.counted), expected, "{}", column.letter);
    }
    // Known of one: the count of those known, never blank.
    let some = row(&[known(), bare()]);
    assert!(COLUMNS.iter().all(|column| !said(&some, column.counted).is_empty()));
    // A meeting that heard nothing has nothing to be unknown.
    let none = row(&[]);
    assert!(COLUMNS.iter().all(|column| said(&none, column.counted) == "0"));
}

#[test]
fn what_is_known_of_some_only_is_counted_and_told_of() {
    let male = Heard { male: Some(true), ..bare() };
    let told = whole(&[male, bare(), known()]);
    assert_eq!(said(&told.rows[0], Counted::Male), "1");
    let report = told.report(said_by);
    assert!(report.contains(&"gender is known of 2 of 3 cases".to_owned()), "{report:?}");
    assert!(
        report
            .iter()
            .any(|line| line.starts_with("date of birth of whoever causes harm is known of 1 of 3 people"))
    );
    let blank = whole(&[bare()]);
    let report = blank.report(said_by);
    assert!(
        report.contains(&"LGBT+ is known of 0 of 1 cases; blank for every meeting".to_owned()),
        "{report:?}"
    );
    let missing = blank.missing();
    assert_eq!(missing.len(), Lack::ALL.len());
    assert!(whole(&[known()]).report(said_by).is_empty());
}

#[test]
fn ages_have_the_bounds_of_the_template() {
    let aged = |age| Heard { age: count(age), ..known() };
    let row = row(&[aged(15), aged(16), aged(17), aged(18), aged(61), aged(64), aged(65), aged(90)]);
    assert_eq!((said(&row, Counted::Young), said(&row, Counted::Older)), ("2".to_owned(), "2".to_owned()));
    let young = Heard { harming: 3, harming_aged: 2, harming_young: 2, ..known() };
    assert_eq!(said(&self::row(&[young]), Counted::YoungHarming), "2");
}

#[test]
fn a_case_of_two_agencies_counts_one_half_each_or_whole_by_the_areas_rule() {
    let shared =
        |keys: &[&str]| Heard { referrers: keys.iter().map(|key| (*key).to_owned()).collect(), ..known() };
    let cases = [shared(&["police", "housing"]), shared(&["police"])];
    let halves = row(&cases);
    assert_eq!(said(&halves, Counted::Source(Source::Police)), "1.5");
    assert_eq!(said(&halves, Counted::Source(Source::Housing)), "0.5");
    assert_eq!(halves.sources(), Amount::whole(2));
    let first = row_by(&cases, SourceShare::FirstReferrer);
    assert_eq!(said(&first, Counted::Source(Source::Police)), "2");
    assert_eq!(said(&first, Counted::Source(Source::Housing)), "0");
    // Two agencies of one column are one case of it; thirds are told with four places and still sum to one.
    assert_eq!(said(&row(&[shared(&["housing", "rsl"])]), Counted::Source(Source::Housing)), "1");
    let thirds = row(&[shared(&["police", "housing", "idva"])]);
    assert_eq!(said(&thirds, Counted::Source(Source::Idva)), "0.3333");
    assert_eq!(thirds.sources(), Amount::whole(1));
}

#[test]
fn an_agency_on_no_list_counts_under_other_and_is_told_of() {
    let odd = Heard { referrers: vec!["Fire brigade".to_owned()], ..known() };
    let told = whole(&[odd.clone(), odd]);
    assert_eq!(said(&told.rows[0], Counted::Source(Source::Other)), "2");
    let report = told.report(said_by);
    assert_eq!(report, ["referring agency \"Fire brigade\" is not on the area's list: 2 cases under Other"]);
    // A name that the list knows is not odd, however it is written.
    let named = Heard { referrers: vec!["cops".to_owned()], ..known() };
    assert_eq!(said(&row(&[named]), Counted::Source(Source::Police)), "1");
}

#[test]
fn words_for_an_ethnicity_go_to_their_column_or_are_told_of() {
    let of = |words: &str| Heard { ethnicity: Some(words.into()), ..known() };
    let told = whole(&[
        of("Pakistani"),
        of("Black African"),
        of("Mixed - White and Asian"),
        of("White Irish"),
        of("Polish"),
        of("Arab"),
        of("not stated"),
        of("Martian"),
    ]);
    let row = &told.rows[0];
    for (counted, expected) in [
        (Counted::Ethnic(Group::Asian), "1"),
        (Counted::Ethnic(Group::Black), "1"),
        (Counted::Ethnic(Group::Mixed), "1"),
        (Counted::Ethnic(Group::OtherWhite), "2"),
        (Counted::Ethnic(Group::Other), "1"),
        (Counted::Minoritised, "6"),
    ] {
        assert_eq!(said(row, counted), expected, "{counted:?}");
    }
    let report = told.report(said_by);
    assert!(report.contains(&"ethnicity is known of 6 of 8 cases".to_owned()), "{report:?}");
    assert!(
        report.contains(&"ethnicity \"martian\" is in no column: 1 case counted as not collected".to_owned())
    );
    assert_eq!(read("White British"), Some(Ethnicity::WhiteBritish));
    assert_eq!(read("W9"), Some(Ethnicity::In(Group::OtherWhite)));
}

#[test]
fn sums_that_do_not_hold_warn() {
    let told = whole(&[known(), Heard { referrers: Vec::new(), ..known() }]);
    let words = &told.checks()[0].words;
    assert_eq!(words, "the sources sum to 1 and not to 2 cases: a case heard has no referring agency");
    let mut more = whole(&[known()]);
    let three = Collected::Yes(Amount::whole(3));
    for counted in [Counted::Repeats, Counted::WithChildren] {
        let at = COLUMNS.iter().position(|column| column.counted == counted).unwrap();
        more.rows[0].cells[at] = three;
    }
    let checks: Vec<_> = more.checks().into_iter().map(|check| check.words).collect();
    assert_eq!(checks, ["3 repeats are more than 1 cases", "3 cases with children are more than 1 cases"]);
}

#[test]
fn quarters_are_of_the_calendar_and_blank_only_when_every_meeting_is() {
    let mut told = whole(&[known()]);
    let later = |row: &ReturnRow, on, cell| {
        let mut row = ReturnRow { on, ..row.clone() };
        row.cells[1] = cell;
        row
    };
    let first = told.rows[0].clone();
    told.rows = vec![
        later(&first, date(2026, 9, 30), Collected::No),
        later(&first, date(2026, 10, 1), Collected::No),
        later(&first, date(2026, 12, 31), Collected::Yes(Amount::whole(2))),
    ];
    let quarters = told.quarters();
    let names: Vec<&str> = quarters.iter().map(|(name, _)| name.as_str()).collect();
    assert_eq!(names, ["2026-Q3", "2026-Q4"]);
    assert_eq!(quarters[0].1[1], Collected::No);
    assert_eq!(quarters[1].1[1], Collected::Yes(Amount::whole(2)));
    assert_eq!(told.total()[0], Collected::Yes(Amount::whole(3)));
}

#[test]
fn what_one_case_holds_sums_to_the_cell() {
    let agencies = agencies();
    let sent = Sent { rule: SourceShare::EqualShares, agencies: &agencies };
    let shared = Heard { referrers: vec!["police".to_owned(), "idva".to_owned()], ..known() };
    let (half, unknown) = holds(&shared, Counted::Source(Source::Idva), sent);
    assert_eq!((half.unwrap().to_string().as_str(), unknown), ("0.5", false));
    assert_eq!(holds(&bare(), Counted::Male, sent), (None, true));
    assert_eq!(holds(&known(), Counted::Male, sent), (None, false));
}

#[test]
fn every_word_stands_once_in_the_table_of_ethnicity() {
    let mut words: Vec<&str> = ethnicity::words().collect();
    let all = words.len();
    words.sort_unstable();
    words.dedup();
    assert_eq!(words.len(), all);
    assert!(words.iter().all(|word| crate::domain::text::fold(word) == **word));
}

fn any_heard() -> impl Strategy<Value = Heard> {
    let keys = prop::sample::subsequence(
        vec!["police", "housing", "rsl", "idva", "csc", "Fire brigade", "hv"],
        0..7,
    );
    let flag = || prop::option::of(any::<bool>());
    (flag(), prop::option::of(0..6_u32), keys, flag(), prop::option::of(10..90_u32), flag(), flag()).prop_map(
        |(repeat, children, keys, male, age, disabled, lgbt)| Heard {
            repeat,
            children,
            referrers: keys.into_iter().map(str::to_owned).collect(),
            male,
            age,
            disabled,
            lgbt,
            ..bare()
        },
    )
}

proptest! {
    #[test]
    fn the_three_sums_hold_of_whatever_was_heard(
        mut heard in proptest::collection::vec(any_heard(), 0..20), whole_first in any::<bool>(),
    ) {
        for one in &mut heard {
            if one.referrers.is_empty() {
                one.referrers.push("police".to_owned());
            }
        }
        let rule = if whole_first { SourceShare::FirstReferrer } else { SourceShare::EqualShares };
        let row = row_by(&heard, rule);
        prop_assert_eq!(row.sources(), Amount::whole(u32::try_from(heard.len()).unwrap()));
        let told = DataReturn { rows: vec![row.clone()], ..whole(&[]) };
        prop_assert!(told.checks().is_empty(), "{:?}", told.checks());
        let agencies = agencies();
        let sent = Sent { rule, agencies: &agencies };
        for column in COLUMNS {
            let mut sum = Amount::default();
            for one in &heard {
                sum += holds(one, column.counted, sent).0.unwrap_or_default();
            }
            prop_assert_eq!(row.cell(column.counted).some().unwrap_or_default(), sum, "{}", column.letter);
        }
    }

    #[test]
    fn sums_of_meetings_are_the_sums_of_their_lines(
        one in proptest::collection::vec(any_heard(), 0..9), other in proptest::collection::vec(any_heard(), 0..9),
    ) {
        let mut sum = tally(&one);
        sum.add(&tally(&other));
        let together: Vec<Heard> = one.into_iter().chain(other).collect();
        prop_assert_eq!(&sum, &tally(&together));
        let kept: Tally = serde_json::from_str(&serde_json::to_string(&sum).unwrap()).unwrap();
        prop_assert_eq!(kept, sum);
    }
}

#[test]
fn lines_that_were_not_heard_are_kept_apart() {
    let lines = [
        line(None, ItemState::Deferred),
        HearingLine { again: true, ..line(None, ItemState::Deferred) },
        line(None, ItemState::Withdrawn),
        line(None, ItemState::Waiting),
        line(Some(known()), ItemState::Heard),
    ];
    let tally = Tally::of(&lines);
    assert_eq!(
        (tally.deferred, tally.deferred_again, tally.withdrawn, tally.not_heard, tally.heard),
        (2, 1, 1, 1, 1)
    );
}
