//! The built binary on the command line: the whole job, exit codes, JSON shapes, what never reaches the terminal.
//!
//! Every process derives a key from the passphrase at full cost, as a user's does; tests keep processes few.

#![expect(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test stops where something is not as it should be"
)]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

use serde_json::Value;
use tempfile::TempDir;

const BINARY: &str = env!("CARGO_BIN_EXE_convenor");
const TODAY: &str = "2026-11-26";
const MEETING: &str = "MARAC-2026-11-26";

/// What a process said.
#[derive(Debug)]
struct Said {
    code: i32,
    out: String,
    err: String,
}

impl Said {
    #[track_caller]
    fn done(self) -> Self {
        assert_eq!(self.code, 0, "{}\n{}", self.out, self.err);
        self
    }

    #[track_caller]
    fn refused(self, code: i32, why: &str) {
        assert_eq!(self.code, code, "{}\n{}", self.out, self.err);
        assert!(self.err.contains(why), "{}", self.err);
    }

    fn json(&self) -> Value {
        serde_json::from_str(&self.out).unwrap_or_else(|error| panic!("{error}: {}", self.out))
    }
}

/// A record in a folder of its own.
struct Area {
    folder: TempDir,
}

impl Area {
    fn new() -> Self {
        let area = Self { folder: tempfile::tempdir().unwrap() };
        fs::write(area.passphrase(), "correct horse battery\n").unwrap();
        let record = area.record();
        let init = ["init", record.to_str().unwrap(), "--area", "Lancaster", "--user", "cath"];
        area.command(&init).output().map(said).unwrap().done();
        area
    }

    fn record(&self) -> PathBuf {
        self.folder.path().join("record")
    }

    fn passphrase(&self) -> PathBuf {
        self.folder.path().join("passphrase")
    }

    fn command(&self, arguments: &[&str]) -> Command {
        let mut command = bare();
        command.env("CONVENOR_RECORD", self.record()).env("CONVENOR_PASSPHRASE_FILE", self.passphrase());
        command.args(["--no-input", "--today", TODAY]).args(arguments);
        command
    }

    fn run(&self, arguments: &[&str]) -> Said {
        said(self.command(arguments).output().unwrap())
    }

    #[track_caller]
    fn done(&self, arguments: &[&str]) -> Said {
        self.run(arguments).done()
    }

    #[track_caller]
    fn json(&self, arguments: &[&str]) -> Value {
        self.command(arguments).arg("--json").output().map(said).unwrap().done().json()
    }
}

fn bare() -> Command {
    let mut command = Command::new(BINARY);
    for name in ["CONVENOR_RECORD", "CONVENOR_PASSPHRASE_FILE"] {
        command.env_remove(name);
    }
    command.stdin(Stdio::null());
    command
}

fn said(output: std::process::Output) -> Said {
    Said {
        code: output.status.code().unwrap_or(-1),
        out: String::from_utf8(output.stdout).unwrap(),
        err: String::from_utf8(output.stderr).unwrap(),
    }
}

fn data(name: &str) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data").join(name);
    path.to_str().unwrap().to_owned()
}

fn text<'a>(value: &'a Value, field: &str) -> &'a str {
    value[field].as_str().unwrap_or_else(|| panic!("{field} in {value}"))
}

fn rows(value: &Value) -> &[Value] {
    value.as_array().unwrap()
}

/// The row of a list with this in a field.
#[track_caller]
fn with<'a>(list: &'a Value, field: &str, is: &str) -> &'a Value {
    rows(list).iter().find(|row| row[field] == is).unwrap_or_else(|| panic!("{field} {is} in {list:#}"))
}

#[test]
fn the_whole_job_by_command_line() {
    let area = Area::new();
    let plan = the_lists_come_in(&area);
    concluded_as_the_key_says(&plan);
    let cases = an_agenda_is_made(&area);
    the_meeting_is_held(&area, &cases);
    minutes_go_out(&area);
    actions_are_followed(&area, &cases);
    let sound = area.json(&["record", "verify"]);
    assert_eq!(sound["sound"], true);
    assert!(sound["entries"].as_u64().unwrap() > 90 && sound["rows"].as_u64().unwrap() > 500, "{sound}");
}

/// Earlier list first; a dry run changes nothing; a list twice adds nothing. Gives what the second list became.
fn the_lists_come_in(area: &Area) -> Value {
    let said = area.done(&["import", "referrals", &data("referrals-earlier.csv")]);
    assert!(said.err.contains("26 rows: 26 new"), "{}", said.err);
    assert!(said.err.contains("26 received more than 42 days ago"), "{}", said.err);
    let before = area.json(&["case", "list"]);
    assert_eq!(rows(&before).len(), 26);
    assert!(rows(&before).iter().all(|case| case["state"] == "heard"));

    let november = data("referrals.csv");
    let tried = area.done(&["import", "referrals", &november, "--dry-run"]);
    assert!(tried.err.contains("a dry run: nothing was taken in"), "{}", tried.err);
    let first = tried.out.lines().next().unwrap();
    assert!(first.starts_with("!! CHECK BEFORE ANY CONTACT"), "{first}");
    assert!(tried.out.contains("31/02/1990") && tried.out.contains("above 24"), "{}", tried.out);
    assert_eq!(area.json(&["case", "list"]), before);

    let plan = area.json(&["import", "referrals", &november]);
    let after = area.json(&["case", "list"]);
    assert_eq!(rows(&after).len(), 26 + 33);
    let again = area.done(&["import", "referrals", &november]);
    assert!(again.err.contains("49 rows: 49 in the record already"), "{}", again.err);
    assert!(again.err.contains("nothing was added"), "{}", again.err);
    assert_eq!(area.json(&["case", "list"]), after);
    plan
}

/// What the import concluded, in the words of the key.
fn concluded_as_the_key_says(plan: &Value) {
    let key: Value = serde_json::from_str(&fs::read_to_string(data("key.json")).unwrap()).unwrap();
    let plan = rows(plan);
    assert_eq!(plan.len(), 49);
    // Row by row: nobody is lost.
    assert!(plan.iter().all(|row| row["case"].is_string() && row["refused"].is_null()));
    let of_kind = |kind: &'static str| {
        plan.iter().flat_map(move |row| {
            let found = rows(&row["findings"]).iter().filter(move |finding| finding["kind"] == kind);
            found.map(move |finding| (text(row, "reference"), finding))
        })
    };
    let named = |kind| of_kind(kind).map(|(reference, _)| reference).collect::<BTreeSet<_>>();
    let listed = |name: &str| rows(&key[name]).iter().filter_map(Value::as_str).collect::<BTreeSet<_>>();
    let mapped = |name: &str| {
        let pairs = key[name].as_object().unwrap().iter();
        pairs.map(|(one, other)| (one.as_str(), other.as_str().unwrap())).collect::<BTreeMap<_, _>>()
    };
    // The first row of this list that was put under a case.
    let row_of =
        |case: &Value| plan.iter().find(|row| row["case"] == *case).map(|row| text(row, "reference"));
    let points_to = |kind| {
        let pairs = of_kind(kind).filter_map(|(one, finding)| Some((one, row_of(&finding["other_case"])?)));
        pairs.collect::<BTreeMap<_, _>>()
    };
    let dated = |kind| {
        let pairs = of_kind(kind).map(|(one, finding)| (one, text(finding, "other_received")));
        pairs.collect::<BTreeMap<_, _>>()
    };

    assert_eq!(named("relationship-reversed"), listed("relationship_reversed"));
    assert_eq!(named("perpetrator-unknown"), listed("perpetrator_unknown"));
    assert_eq!(named("victim16-or17"), listed("victims_16_17"));
    assert_eq!(points_to("possible-same-case"), mapped("possible_same_case"));
    assert_eq!(points_to("duplicate"), mapped("duplicate_of"));
    assert_eq!(points_to("roles-swapped"), mapped("roles_swapped"));
    assert_eq!(dated("repeat"), mapped("repeat_by_record"));
    assert_eq!(dated("repeat-ticked-too-old"), mapped("ticked_repeat_but_over_12_months"));
    let shared = points_to("shared-by-opposing");
    let shared: BTreeSet<&str> = shared.into_iter().flat_map(|(one, other)| [one, other]).collect();
    assert_eq!(shared, listed("same_number_for_opposing_roles"));

    let standing = |is: &str| plan.iter().filter(|row| row["standing"] == is).count();
    assert_eq!(standing("repeat"), mapped("repeat_by_record").len());
    assert_eq!(standing("duplicate"), mapped("duplicate_of").len());

    let expected = key["to_correct"].as_object().unwrap();
    for row in plan {
        let told: Vec<String> = rows(&row["to_correct"])
            .iter()
            .map(|problem| format!("{} {}", text(problem, "field"), text(problem, "what")))
            .collect();
        let wanted =
            expected.get(text(row, "reference")).and_then(Value::as_array).cloned().unwrap_or_default();
        assert_eq!(told.len(), wanted.len(), "{told:?}");
        for want in wanted {
            assert!(told.iter().any(|told| told.starts_with(want.as_str().unwrap())), "{want}: {told:?}");
        }
    }
}

/// Two meetings, an agenda in its order, one case moved and one deferred. Gives the references, in order.
fn an_agenda_is_made(area: &Area) -> Vec<String> {
    let added =
        area.done(&["meeting", "add", "--forum", "marac", "--date", "26/11/2026", "--chair", "DI Shah"]);
    assert_eq!(added.out.trim(), MEETING);
    area.done(&["meeting", "add", "--forum", "MARAC", "--date", "2026-12-10", "--time", "14.00"]);
    let built = area.done(&["agenda", "build", "marac-2026-11-26"]);
    assert!(built.err.contains("47 cases") && built.err.contains("nobody was left out"), "{}", built.err);
    let agenda = area.json(&["agenda", "show", MEETING]);
    assert_eq!(rows(&agenda).len(), 47);
    let children: Vec<bool> = rows(&agenda).iter().map(|row| row["children"].as_u64().unwrap() > 0).collect();
    assert!(children.is_sorted_by(|one, other| one >= other), "children first: {children:?}");
    assert!(rows(&agenda).iter().all(|row| !text(row, "why").is_empty()));
    assert_eq!(rows(&agenda)[0]["begins"], "09:30");
    assert!(rows(&agenda).iter().any(|row| row["fits"] == false));

    let (last, second) = (text(&rows(&agenda)[46], "case"), text(&rows(&agenda)[1], "case"));
    area.done(&[
        "agenda",
        "move",
        MEETING,
        "--case",
        &last.to_lowercase(),
        "--to",
        "1",
        "--why",
        "released Friday",
    ]);
    let deferred = area.done(&["agenda", "defer", MEETING, "--case", second, "--why", "referrer not there"]);
    assert!(deferred.err.contains("warning: no interim safety action"), "{}", deferred.err);
    let agenda = area.json(&["agenda", "show", MEETING]);
    assert_eq!(rows(&agenda)[0]["case"], last);
    assert_eq!(rows(&agenda)[0]["moved"], "released Friday");
    assert_eq!(with(&agenda, "case", second)["deferred"], "referrer not there");
    rows(&agenda).iter().map(|row| text(row, "case").to_owned()).collect()
}

fn the_meeting_is_held(area: &Area, cases: &[String]) {
    let (first, second) = (cases[0].as_str(), cases[2].as_str());
    area.done(&[
        "meeting",
        "attend",
        MEETING,
        "--all",
        "--accept",
        "police=room:DI Karen Shah",
        "hsg=apologies",
    ]);
    area.done(&["meeting", "start", MEETING]);
    let meeting = area.json(&["meeting", "show", MEETING]);
    assert_eq!(meeting["state"], "open");
    let housing = with(&meeting["attendance"], "agency", "housing");
    assert_eq!((&housing["presence"], &housing["accepted"]), (&"apologies".into(), &false.into()));
    assert_eq!(with(&meeting["attendance"], "agency", "police")["name"], "DI Karen Shah");

    area.done(&[
        "information",
        "add",
        MEETING,
        "--case",
        first,
        "--agency",
        "pol",
        "four calls since August",
    ]);
    area.done(&["information", "add", MEETING, "--case", first, "--agency", "hv", "--nothing-known"]);
    area.done(&["risk", "add", MEETING, "--case", first, "--to", "children", "contact dispute"]);
    let line = area.done(&["action", "add", MEETING, "--case", first, "idva: safety plan by fri"]);
    assert_eq!(line.out.trim(), format!("{first}/1"));
    assert!(line.err.contains("Fri 27 Nov"), "{}", line.err);
    area.done(&["action", "add", MEETING, "--case", first, "hsg: sanctuary and locks 24hrs"]);
    area.done(&["action", "add", MEETING, "--case", second, "pol: marker on the address by 27/11"]);
    for (case, by) in [(first, "idva"), (second, "pol")] {
        let set = [
            "decision",
            "set",
            MEETING,
            "--case",
            case,
            "--decision",
            "high risk",
            "--why",
            "threats to kill",
        ];
        let more = ["--considered", "disclosure: not now", "--feedback-by", by, "--feedback-how", "by phone"];
        area.done(&[&set[..], &more].concat());
    }
    let agenda = area.json(&["agenda", "show", MEETING]);
    assert_eq!(with(&agenda, "case", first)["state"], "heard");

    let actions = area.json(&["action", "list", "--case", first]);
    let state = |reference: &str| text(with(&actions, "action", reference), "state").to_owned();
    assert_eq!(state(&format!("{first}/1")), "open");
    assert_eq!(state(&format!("{first}/2")), "awaiting confirmation");

    let noted = area.done(&["undo"]);
    assert!(noted.err.contains("undone"), "{}", noted.err);
    let shown = area.json(&["case", "show", second]);
    assert!(rows(&shown["hearings"])[0]["decision"].is_null(), "{shown:#}");
}

fn minutes_go_out(area: &Area) {
    area.done(&["note", "add", "--meeting", MEETING, "schools training offered in January"]);
    area.run(&["note", "add", "no place for it"]).refused(2, "--meeting");
    let early = area.run(&["minutes", "addendum", MEETING, "before approval"]);
    early.refused(1, "can still be changed in place");
    let closed = area.done(&["meeting", "close", MEETING]);
    assert!(closed.err.contains("not reached and wait"), "{}", closed.err);
    let file = area.folder.path().join("minutes.pdf");
    let file = file.to_str().unwrap();
    let draft = area.done(&["minutes", "export", MEETING, "--out", file]);
    assert!(draft.err.contains("draft minutes"), "{}", draft.err);
    let approve =
        ["meeting", "approve", MEETING, "--by", "DI Shah", "--how", "by e-mail", "--at", "2026-11-26 09:05"];
    let approved = area.done(&approve);
    assert!(approved.err.contains("warning: case"), "{}", approved.err);
    area.done(&["minutes", "export", MEETING, "--out", file, "--to", "Housing"]);
    let known = area.done(&["minutes", "verify", file]);
    assert!(known.out.contains("ours") && known.out.contains("Housing"), "{}", known.out);
    let mut bytes = fs::read(file).unwrap();
    assert!(bytes.starts_with(b"%PDF-"));
    let middle = bytes.len() / 2;
    bytes[middle] ^= 1;
    fs::write(file, bytes).unwrap();
    area.run(&["minutes", "verify", file]).refused(1, "not a copy as it was issued");
    let late = area.run(&["risk", "add", MEETING, "--case", "LAN-26-0019", "too late"]);
    late.refused(1, "approved");
    area.done(&["minutes", "addendum", MEETING, "the bail date is 3 December"]);
    area.done(&["minutes", "export", MEETING, "--out", file]);
    let printed = Command::new("pdftotext").args(["-layout", file, "-"]).output().unwrap();
    let printed = String::from_utf8_lossy(&printed.stdout).into_owned();
    assert!(printed.contains("schools training offered") && printed.contains("the bail date is 3 December"));
}

/// Outcomes belong to the action and stay open after approval.
fn actions_are_followed(area: &Area, cases: &[String]) {
    let (one, two) = (format!("{}/1", cases[0]), format!("{}/2", cases[0]).to_lowercase());
    area.run(&["action", "update", &two, "not-done"]).refused(1, "say why");
    area.done(&["action", "update", &two, "confirmed", "--note", "accepted by e-mail"]);
    area.done(&["action", "update", &two, "continues", "--meeting", "MARAC-2026-12-10"]);
    area.done(&["action", "update", &one, "completed", "--note", "done by phone", "--on", "26/11/2026"]);
    let overdue = |day: &str| {
        let mut command = bare();
        command.env("CONVENOR_RECORD", area.record()).env("CONVENOR_PASSPHRASE_FILE", area.passphrase());
        command.args(["action", "list", "--overdue", "--agency", "housing", "--json", "--today", day]);
        said(command.output().unwrap()).done().json()
    };
    assert_eq!(rows(&overdue(TODAY)).len(), 0);
    let late = overdue("2026-12-09");
    assert_eq!(rows(&late)[0]["action"], format!("{}/2", cases[0]));
    assert_eq!(rows(&late)[0]["overdue"], true);
    let actions = area.json(&["action", "list"]);
    assert_eq!(with(&actions, "action", &one)["outcome"], "done by phone");
    assert_eq!(with(&actions, "action", &one)["state"], "completed");
    let carried = with(&actions, "action", &format!("{}/2", cases[0]));
    assert_eq!((&carried["state"], &carried["carried"]), (&"open".into(), &1.into()));
}

#[test]
fn subjects_are_scored_and_one_undo_takes_a_list_back() {
    let area = Area::new();
    area.done(&["import", "subjects", &data("matac-subjects.csv")]);
    let unscored = area.json(&["case", "list", "--forum", "MATAC"]);
    assert_eq!(rows(&unscored).len(), 34);
    assert!(rows(&unscored).iter().all(|row| row["risk"] == ""));
    let tried = area.done(&["import", "incidents", &data("matac-incidents.csv"), "--dry-run"]);
    assert!(tried.out.contains(" scores "), "{}", tried.out);
    assert_eq!(area.json(&["case", "list"]), unscored);
    area.done(&["import", "incidents", &data("matac-incidents.csv")]);
    let scored = area.json(&["case", "list", "--forum", "matac"]);
    assert!(rows(&scored).iter().all(|row| text(row, "risk").parse::<u32>().is_ok()), "{scored:#}");
    let again = area.done(&["import", "incidents", &data("matac-incidents.csv")]);
    assert!(again.err.contains("nothing was added"), "{}", again.err);
    assert_eq!(area.json(&["case", "list"]), scored);
    area.done(&["undo"]);
    assert_eq!(area.json(&["case", "list"]), unscored);
    let subject = text(&rows(&unscored)[0], "case").to_owned();
    let score = ["--total", "91", "--scheme", "Force RFGV 3", "--rank", "4", "--part", "R=25"];
    area.done(&[&["case", "score", &subject], score.as_slice()].concat());
    let imported = area.json(&["case", "list"]);
    assert_eq!(text(with(&imported, "case", &subject), "risk"), "91");
}

#[test]
fn exit_codes_tell_usage_refusal_and_lock_apart() {
    let area = Area::new();
    area.run(&["case", "show", "LAN-26-0001"]).refused(1, "no case LAN-26-0001");
    area.run(&["agenda", "build", "MARAC-2026-01-01"]).refused(1, "no meeting");
    area.run(&["meeting", "add", "--forum", "PTA", "--date", "2026-12-10"])
        .refused(1, "no forum is called PTA");
    area.run(&["meeting", "add", "--forum", "MARAC", "--date", "31/02/2027"]).refused(2, "31/02/2027");
    area.run(&["meeting", "frobnicate"]).refused(2, "frobnicate");
    area.run(&["action", "update", "LAN-26-0001", "completed"]).refused(2, "write it as");
    let folder = area.folder.path().to_str().unwrap();
    area.run(&["--record", folder, "case", "list"]).refused(1, "is not a record folder");
    said(bare().args(["case", "list"]).output().unwrap()).refused(2, "CONVENOR_RECORD");

    let record = area.record();
    let record = record.to_str().unwrap();
    let locked = ["--record", record, "--no-input", "case", "list"];
    said(bare().args(locked).output().unwrap()).refused(3, "--passphrase-file");
    let wrong = area.folder.path().join("wrong");
    fs::write(&wrong, "correct horse batteries").unwrap();
    let wrong = wrong.to_str().unwrap();
    area.run(&["--passphrase-file", wrong, "case", "list"]).refused(3, "passphrase is not right");
    area.run(&["--user", "nobody", "case", "list"]).refused(3, "passphrase is not right");
    let again = ["init", record, "--area", "Lancaster", "--user", "cath"];
    area.run(&again).refused(1, "is not empty");

    let help = said(bare().arg("--help").output().unwrap()).done();
    assert!(help.out.contains("Examples:") && help.err.is_empty(), "{help:?}");
}

#[test]
fn a_flipped_byte_is_told_and_nothing_is_changed() {
    let area = Area::new();
    let database = area.record().join("record.db");
    let mut bytes = fs::read(&database).unwrap();
    let middle = bytes.len() / 2;
    bytes[middle] ^= 1;
    fs::write(&database, &bytes).unwrap();
    let verdict = area.run(&["record", "verify"]);
    assert_eq!(verdict.code, 1, "{verdict:?}");
    assert!(verdict.err.contains("damaged"), "{verdict:?}");
    assert!(fs::read(&database).unwrap() == bytes);
    fs::write(&database, &bytes[..1000]).unwrap();
    area.run(&["case", "list"]).refused(1, "damaged");
}

#[test]
fn processes_that_write_at_once_all_land() {
    let area = Area::new();
    let days: Vec<String> = (1..=4).map(|day| format!("2026-12-0{day}")).collect();
    let start = |day: &String| -> Child {
        let mut command = area.command(&["meeting", "add", "--forum", "MARAC", "--date", day]);
        command.stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap()
    };
    let children: Vec<Child> = days.iter().map(start).collect();
    for mut child in children {
        assert!(child.wait().unwrap().success());
    }
    let meetings = area.json(&["meeting", "list"]);
    let held: BTreeSet<&str> = rows(&meetings).iter().map(|row| text(row, "date")).collect();
    assert_eq!(held, days.iter().map(String::as_str).collect());
    assert_eq!(area.json(&["record", "verify"])["sound"], true);
}

#[test]
fn what_steers_a_terminal_never_comes_out() {
    let area = Area::new();
    let list = area.folder.path().join("list.csv");
    let hostile = "\u{1b}[2J\u{1b}]0;x\u{7}\u{202e}\u{2066}\u{0}\u{9b}31m\u{200b}";
    let written = format!(
        "Ref,Date received,Referring agency,Victim first name,Victim surname,Victim DOB,Victim tel.,Relationship to \
         victim,DASH score,Reason for referral,Od{hostile}d\n\
         R{hostile}1,20/11/2026,Po{hostile}lice,Ma{hostile}ry,Ker{hostile}shaw,31/{hostile}02/1990,07{hostile}700,\
         ex{hostile},2{hostile}7,\"Threats {hostile}\nto kill\",x\n"
    );
    fs::write(&list, written).unwrap();
    let list = list.to_str().unwrap();
    let plan = area.done(&["import", "referrals", list]);
    let shown = [
        plan,
        area.done(&["case", "list"]),
        area.done(&["case", "show", "lan-26-0001"]),
        area.done(&["case", "show", "lan-26-0001", "--json"]),
        area.run(&["case", "show", &format!("X{}", hostile.replace('\0', ""))]),
    ];
    for said in shown {
        let steers = |letter: &char| {
            letter.is_control() && *letter != '\n' || "\u{202e}\u{2066}\u{200b}".contains(*letter)
        };
        let found: Vec<char> = said.out.chars().chain(said.err.chars()).filter(steers).collect();
        assert!(found.is_empty(), "{found:?} in {said:?}");
        assert!(!said.out.contains("\\u00"), "{}", said.out);
    }
    // Cleaned is not lost.
    let case = area.json(&["case", "show", "LAN-26-0001"]);
    assert!(text(&rows(&case["parties"])[0], "name").starts_with("Ma"), "{case:#}");
    let reason = text(&rows(&case["referrals"])[0], "reason");
    assert!(reason.starts_with("Threats") && reason.ends_with("to kill"), "{reason}");
}

#[test]
fn a_field_set_aside_is_corrected_in_place() {
    let area = Area::new();
    let list = area.folder.path().join("list.csv");
    fs::write(
        &list,
        "Ref,Date received,Victim first name,Victim surname,Victim DOB,DASH score\n\
         R1,20/11/2026,Mary,Kershaw,31/02/1990,27\nR2,20/11/2026,,,,12\n",
    )
    .unwrap();
    let plan = area.done(&["import", "referrals", list.to_str().unwrap()]);
    assert!(plan.err.contains("1 refused") && plan.err.contains("2 fields to correct"), "{}", plan.err);
    area.run(&["case", "correct", "LAN-26-0001", "shoe size", "5"]).refused(1, "victim date of birth, Dash");
    area.run(&["case", "correct", "LAN-26-0001", "dash", "25"]).refused(1, "from 0 to 24");
    area.done(&["case", "correct", "LAN-26-0001", "dash", "17"]);
    area.done(&["case", "correct", "LAN-26-0001", "Victim date", "12/03/1992"]);
    let case = area.json(&["case", "show", "LAN-26-0001"]);
    assert!(rows(&case["to_correct"]).iter().all(|field| field["open"] == false), "{case:#}");
    assert_eq!(rows(&case["parties"])[0]["born"], "1992-03-12");
    assert_eq!(rows(&area.json(&["case", "list", "kershaw"]))[0]["risk"], "17/24");

    area.run(&["person", "erase", "LAN-26-0001", "--victim"]).refused(2, "--yes");
    area.done(&["person", "erase", "LAN-26-0001", "--victim", "--yes"]);
    area.run(&["case", "show", "LAN-26-0001"]).refused(1, "no case");
    assert_eq!(area.json(&["record", "verify"])["sound"], true);
}

#[test]
fn people_are_found_merged_and_parted_and_users_let_in_and_kept_out() {
    let area = Area::new();
    let list = area.folder.path().join("list.csv");
    fs::write(
        &list,
        "Ref,Date received,Victim first name,Victim surname,Victim DOB,Victim tel.,Perpetrator surname\n\
         R1,20/10/2026,Mary,Kershaw,12/03/1992,07700 900143,Quilter\n\
         R2,20/11/2026,Maureen,Clegg,13/03/1992,07700 900143,Bramhall\n",
    )
    .unwrap();
    area.done(&["import", "referrals", list.to_str().unwrap()]);
    let found = area.json(&["person", "find", "M", "kershow", "--born", "12/03/1993"]);
    assert_eq!(text(&rows(&found)[0], "name"), "Mary KERSHAW");
    assert_eq!(
        text(&rows(&found)[0], "why"),
        "surname spelt a little differently, initial, born one digit out"
    );
    let (one, other) = ("LAN-26-0001/victim", "lan-26-0002/victim");
    area.done(&["person", "merge", one, other, "--reason", "maiden name"]);
    let shown = area.json(&["person", "show", other]);
    assert_eq!((rows(&shown["rows"]).len(), rows(&shown["places"]).len()), (2, 2), "{shown:#}");
    area.run(&["person", "merge", one, other, "--reason", "again"]).refused(1, "one person already");
    area.run(&["person", "merge", one, "LAN-26-0001/perpetrator", "--reason", "no"])
        .refused(1, "both in one case");
    let goes = area.json(&["person", "erase", other, "--dry-run"]);
    assert_eq!((&goes["rows"], rows(&goes["cases"]).len()), (&2.into(), 2));
    area.done(&["person", "unmerge", other]);
    area.done(&["person", "different", one, other]);
    assert!(rows(&area.json(&["person", "show", one])["suggestions"]).is_empty());
    assert!(rows(&area.json(&["person", "duplicates"])).is_empty());
    area.run(&["person", "show", "LAN-26-0001/witness"]).refused(2, "no side of a case");

    let theirs = area.folder.path().join("theirs");
    fs::write(&theirs, "another horse entirely\n").unwrap();
    let add = ["user", "add", "priya", "--role", "reader", "--new-passphrase-file", theirs.to_str().unwrap()];
    area.done(&add);
    area.run(&["person", "find", "mary"]).refused(2, "--user");
    let as_priya = |arguments: &[&str]| {
        let mut command = area.command(arguments);
        said(command.env("CONVENOR_PASSPHRASE_FILE", &theirs).args(["--user", "priya"]).output().unwrap())
    };
    as_priya(&["person", "find", "mary"]).done();
    as_priya(&["person", "merge", one, other, "--reason", "no"]).refused(1, "may read the record");
    area.run(&["--user", "cath", "user", "revoke", "cath"]).refused(1, "last administrator stays");
    area.done(&["--user", "cath", "user", "revoke", "priya"]);
    let kept_out = as_priya(&["person", "find", "mary"]);
    assert_ne!(kept_out.code, 0, "{kept_out:?}");
    assert_eq!(area.json(&["--user", "cath", "record", "verify"])["sound"], true);
}

#[test]
fn a_reader_that_went_away_is_no_error() {
    let area = Area::new();
    area.done(&["meeting", "add", "--forum", "MARAC", "--date", "2026-12-10"]);
    for arguments in [&["meeting", "list"][..], &["meeting", "list", "--json"]] {
        let (reader, writer) = io::pipe().unwrap();
        drop(reader);
        let output = area.command(arguments).stdout(writer).output().unwrap();
        let said = said(output);
        assert_eq!((said.code, said.err.as_str()), (0, ""));
    }
}

#[test]
fn the_invented_area_is_the_same_for_the_same_seed() {
    let folder = tempfile::tempdir().unwrap();
    let passphrase = folder.path().join("passphrase");
    fs::write(&passphrase, "demo").unwrap();
    let written = |name: &str, seed: &str| {
        let record = folder.path().join(name);
        let to = ["demo", "--no-ui", "--cases", "60", "--seed", seed, "--to"];
        said(bare().args(to).arg(&record).output().unwrap()).done();
        let list = |arguments: &[&str]| {
            let mut command = bare();
            command.arg("--record").arg(&record).arg("--passphrase-file").arg(&passphrase);
            said(command.args(["--today", TODAY, "--json"]).args(arguments).output().unwrap()).done().json()
        };
        (list(&["case", "list", "--forum", "MARAC"]), list(&["action", "list"]), list(&["record", "verify"]))
    };
    let (one, other, third) = (written("one", "7"), written("other", "7"), written("third", "8"));
    assert_eq!(one, other);
    assert_ne!(one.1, third.1);
    assert_eq!(rows(&one.0).len(), 60);
    assert!(rows(&one.1).len() > 60 && one.2["sound"] == true, "{}", one.2);
    said(bare().args(["demo", "--no-ui"]).output().unwrap()).refused(2, "--to");
    // Without a terminal there is nothing to open, and nothing is made.
    said(bare().arg("demo").output().unwrap()).refused(2, "needs a terminal");
}

#[test]
fn documents_come_in_are_kept_and_go_out() {
    let area = Area::new();
    let data = |name: &str| format!("{}/tests/data/{name}", env!("CARGO_MANIFEST_DIR"));
    let preview = area.done(&["import", "referrals", &data("referral-form.docx"), "--preview"]);
    assert!(
        preview.out.contains("Victim: Date of birth") && preview.err.contains("Word form, 1 row"),
        "{preview:?}"
    );
    let taken = area.done(&["import", "referrals", &data("referral-form.docx")]);
    assert!(taken.out.contains("referral form kept with LAN-26-0001"), "{}", taken.out);
    let folder = area.folder.path();
    let sheet = folder.join("bail sheet.txt");
    fs::write(&sheet, "Bail to 2 December; no contact.").unwrap();
    area.done(&[
        "case",
        "attach",
        "lan-26-0001",
        sheet.to_str().unwrap(),
        "--kind",
        "bail",
        "--from",
        "police",
    ]);
    let kept = area.json(&["case", "attachment", "list", "LAN-26-0001"]);
    assert_eq!(rows(&kept).len(), 2);
    assert_eq!((text(&rows(&kept)[1], "kind"), text(&rows(&kept)[1], "from")), ("bail sheet", "police"));
    assert!(
        area.done(&["case", "attachment", "show", "LAN-26-0001", "2"]).out.contains("Bail to 2 December")
    );
    let out = folder.join("out.docx");
    let saved = area.done(&["case", "attachment", "save", "LAN-26-0001", "1", out.to_str().unwrap()]);
    assert!(saved.err.contains("in clear"), "{}", saved.err);
    assert_eq!(fs::read(&out).unwrap(), fs::read(data("referral-form.docx")).unwrap());
    let list = folder.join("list.csv");
    area.done(&["case", "export", "referrals", list.to_str().unwrap()]);
    let again = area.done(&["import", "referrals", list.to_str().unwrap(), "--dry-run"]);
    assert!(again.err.contains("1 in the record already"), "{}", again.err);
    let text = "Victim name: Elin Rawstron\nPerpetrator name: Owen Bell\nDate received: 12th Nov 2026\n";
    let mut piped = area.command(&["import", "referrals"]);
    let mut piped =
        piped.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    io::Write::write_all(&mut piped.stdin.take().unwrap(), text.as_bytes()).unwrap();
    let piped = said(piped.wait_with_output().unwrap()).done();
    assert!(piped.err.contains("text") && piped.out.contains("LAN-26-0002"), "{piped:?}");
}
