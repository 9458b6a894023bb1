//! Files adopted and settings changed: what runs is the newest, what was stays.

use std::sync::Arc;

use jiff::civil::date;

use super::{NOW, area, ask, at, run, undo};
use crate::assets;
use crate::domain::facts::Changes;
use crate::domain::id::SeededIds;
use crate::domain::request::{Adopt, Request, SetSetting};
use crate::domain::rows::area::Adopted;
use crate::domain::tools::file::FileKind;
use crate::domain::tools::settings::SettingKey;
use crate::record::entropy::Stream;
use crate::record::keys::Cost;
use crate::service::ask::{Answer, AreaStory, Ask};
use crate::service::{NewRecord, Service};

fn adopt(
    service: &mut Service,
    body: &str,
) -> Result<crate::domain::reply::Reply, crate::domain::refusal::Refusal> {
    run(service, Request::Adopt(Adopt { kind: None, body: body.to_owned() }))
}

fn story(service: &Service) -> AreaStory {
    match ask(service, &Ask::Area) {
        Answer::Area(story) => *story,
        _ => panic!("no area"),
    }
}

fn second_marac() -> String {
    assets::forum_marac()
        .replacen("version = \"2\"", "version = \"3\"", 1)
        .replace("capacity = 16", "capacity = 20")
}

fn threshold(value: &str, from: jiff::civil::Date) -> Request {
    let note = "steering group".to_owned();
    Request::SetSetting(SetSetting { key: SettingKey::DashThreshold, value: value.to_owned(), from, note })
}

#[test]
fn a_forum_adopted_again_takes_the_place_of_the_one_before() {
    let mut service = area();
    let reply = adopt(&mut service, &second_marac()).unwrap();
    assert_eq!(reply.words, "Multi-Agency Risk Assessment Conference, version 3 adopted");
    let now = service.area().unwrap();
    assert_eq!(now.forums.first().map(|forum| (forum.key.as_str(), forum.capacity)), Some(("marac", 20)));
    assert_eq!(now.forums.len(), 5);
    let line = story(&service)
        .files
        .into_iter()
        .find(|file| file.identity == "marac" && file.kind == FileKind::Forum);
    assert_eq!(line.map(|line| (line.version, line.adopted)), Some(("3".to_owned(), 2)));
    undo(&mut service).unwrap();
    assert_eq!(service.area().unwrap().forums.first().map(|forum| forum.capacity), Some(16));
}

#[test]
fn a_new_forum_is_added_after_the_others() {
    let mut service = area();
    let panel = assets::forum_marac()
        .replace("key = \"marac\"", "key = \"daily\"")
        .replace("code = \"MARAC\"", "code = \"DAILY\"")
        .replace("name = \"Multi-Agency Risk Assessment Conference\"", "name = \"Panel\"");
    adopt(&mut service, &panel).unwrap();
    let area = service.area().unwrap();
    assert_eq!(area.forums.iter().map(|forum| forum.code.as_str()).next_back(), Some("DAILY"));
    assert_eq!(area.forum("daily").unwrap().code, "DAILY");
}

#[test]
fn the_same_version_with_other_content_is_refused_and_with_the_same_adds_nothing() {
    let mut service = area();
    let changed = assets::forum_marac().replace("capacity = 16", "capacity = 20");
    let refusal = adopt(&mut service, &changed).unwrap_err().to_string();
    assert!(refusal.contains("give the changed file a version of its own"), "{refusal}");
    let before = Changes::new(service.record()).all::<Adopted>().unwrap().len();
    let reply = adopt(&mut service, assets::forum_marac()).unwrap();
    assert!(reply.words.ends_with("is adopted already"), "{}", reply.words);
    assert_eq!(Changes::new(service.record()).all::<Adopted>().unwrap().len(), before);
}

#[test]
fn all_that_is_wrong_with_a_file_is_told_with_its_part() {
    let mut service = area();
    let taken = assets::forum_marac()
        .replace("key = \"marac\"", "key = \"daily\"")
        .replace("version = \"1\"", "version = \"2\"");
    let refusal = adopt(&mut service, &taken).unwrap_err().to_string();
    assert!(refusal.contains("code: `MARAC` is the code of"), "{refusal}");
    let library = assets::actions_marac()
        .replacen("version = \"1\"", "version = \"2\"", 1)
        .replace("\"police\"", "\"polis\"");
    let refusal = adopt(&mut service, &library).unwrap_err().to_string();
    assert!(refusal.contains("polis"), "{refusal}");
    let refusal = adopt(&mut service, "name = \"x\"").unwrap_err().to_string();
    assert!(refusal.contains("cannot be told from its content"), "{refusal}");
}

#[test]
fn a_setting_holds_from_its_day_and_what_was_stays() {
    let mut service = area();
    let reply = run(&mut service, threshold("12", date(2027, 4, 1))).unwrap();
    assert_eq!(reply.words, "dash-threshold is 12 from 01/04/2027; settings are version 2 now");
    let settings = service.area().unwrap().settings.clone();
    assert_eq!(settings.number(SettingKey::DashThreshold, date(2027, 3, 31)), Some(14));
    assert_eq!(settings.number(SettingKey::DashThreshold, date(2027, 4, 1)), Some(12));
    let line =
        story(&service).settings.into_iter().find(|line| line.key == SettingKey::DashThreshold).unwrap();
    assert_eq!(
        (line.value.as_str(), line.later.as_slice()),
        ("14", &[(date(2027, 4, 1), "12".to_owned())][..])
    );
    assert!(run(&mut service, threshold("11", date(2027, 4, 1))).is_err(), "that day has a value");
    assert!(run(&mut service, threshold("many", date(2027, 5, 1))).is_err(), "not a number");
    let late = run(&mut service, threshold("13", date(2026, 1, 1))).unwrap();
    assert!(late.warnings.iter().any(|warning| warning.contains("in the past")), "{:?}", late.warnings);
}

#[test]
fn a_settings_file_may_not_rewrite_what_has_been_in_force() {
    let mut service = area();
    let rewritten = assets::settings().replace("value = 14", "value = 12").replacen(
        "version = \"1\"",
        "version = \"9\"",
        1,
    );
    let refusal = adopt(&mut service, &rewritten).unwrap_err().to_string();
    assert!(
        refusal.contains("setting `dash-threshold` from 2020-01-01: has been in force as 14"),
        "{refusal}"
    );
}

#[test]
fn an_area_without_a_newer_setting_has_its_built_in_value() {
    let service = area();
    assert_eq!(
        service.area().unwrap().settings.text(SettingKey::ScoringScheme, NOW.date()),
        Some(String::new())
    );
}

#[test]
fn another_window_uses_what_this_one_adopts() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("record");
    let new =
        NewRecord { area: "Lancaster", code: "LAN", handle: "cath", passphrase: "p", cost: Cost::TRIFLING };
    let ids = |seed| Box::new(SeededIds::new(seed, 1_795_000_000_000 + seed * 1_000_000));
    let mut one = Service::create(&path, &new, Box::new(Stream::seeded(1)), ids(1), at(NOW)).unwrap();
    let mut other = Service::open(&path, "cath", "p", Box::new(Stream::seeded(2)), ids(2)).unwrap();
    adopt(&mut one, &second_marac()).unwrap();
    let held = Arc::clone(&other.area().unwrap());
    assert_eq!(held.forums.first().map(|forum| forum.capacity), Some(16));
    run(&mut other, threshold("12", date(2027, 4, 1))).unwrap();
    assert_eq!(other.area().unwrap().forums.first().map(|forum| forum.capacity), Some(20));
}
