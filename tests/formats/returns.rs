//! Sheets that agencies fill in with a spreadsheet or word processor, and send back.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use convenor::domain::facts::Changes;
use convenor::domain::paper::{Edition, Format, PaperKind, Subject, Wanted};
use convenor::domain::request::{Declare, Request};
use convenor::domain::rows::action::{Action, ActionState};
use convenor::domain::rows::agenda::{AgendaItem, Information, InformationKind};
use convenor::domain::rows::case::{Case, Wall};
use convenor::domain::rows::meeting::Meeting;
use convenor::domain::rows::sitting::Research;
use convenor::service::Service;
use convenor::service::ask::{Answer, Ask, Reminder, Rung};
use convenor::service::look::{Looking, look};
use convenor::service::papers::{Options, remind, write};
use convenor::service::returns::{Difference, Sent, Sort, Standing, accepted, difference};

use crate::invented::{demo, now};
use crate::readers;

/// Fills in a workbook or a Word file: for each reference the cells by their heads; `add` are rows more.
const FILL: &str = r"
import datetime, json, sys
path, to, filled, more = sys.argv[1], sys.argv[2], json.loads(sys.argv[3]), json.loads(sys.argv[4])
def value(head, text):
    day = head in ('Done on', 'Date') and path.endswith('.xlsx') and text.count('/') == 2
    return datetime.datetime.strptime(text, '%d/%m/%Y') if day else text
if path.endswith('.xlsx'):
    import openpyxl
    book = openpyxl.load_workbook(path)
    sheet = book.worksheets[0]
    heads = {cell.value: cell.column for cell in sheet[4]}
    assert sheet.protection.sheet and sheet.cell(5, heads[KEY]).protection.locked
    assert sheet.cell(4, heads[KEY]).protection.locked
    lists = {str(v.sqref).split(':')[0][0]: v.formula1 for v in sheet.data_validations.dataValidation if v.type == 'list'}
    assert lists, 'nothing to choose from'
    last = 4
    for row in range(5, sheet.max_row + 1):
        key = sheet.cell(row, heads[KEY]).value
        if key: last = row
        for head, text in filled.get(key, {}).items():
            cell = sheet.cell(row, heads[head])
            assert not cell.protection.locked, head
            cell.value = value(head, text)
    for cells in more:
        last += 1
        for head, text in cells.items(): sheet.cell(last, heads[head]).value = value(head, text)
    book.save(to)
else:
    import docx
    document = docx.Document(path)
    for table in document.tables:
        heads = {cell.text: at for at, cell in enumerate(table.rows[0].cells)}
        if KEY not in heads: continue
        for row in table.rows[1:]:
            for head, text in filled.get(row.cells[heads[KEY]].text, {}).items():
                row.cells[heads[head]].text = text
    document.save(to)
print('filled')
";

type Filled = BTreeMap<String, BTreeMap<&'static str, String>>;

pub fn fill(key: &str, file: &Path, filled: &Filled, more: &[BTreeMap<&str, String>]) -> PathBuf {
    let to = file.with_file_name(format!("back-{}", file.file_name().unwrap().to_string_lossy()));
    let arguments = [
        file.as_os_str().to_owned(),
        to.as_os_str().to_owned(),
        serde_json::to_string(filled).unwrap().into(),
        serde_json::to_string(more).unwrap().into(),
    ];
    let script = format!("KEY = {key:?}\n{FILL}");
    assert_eq!(readers::python(&script, arguments).trim(), "filled");
    to
}

pub fn compared(service: &Service, sent: &Sent) -> Difference {
    let area = service.area().unwrap();
    let with = Looking { view: service.record().view(), area: &area, now: now(), actor: service.actor() };
    difference(&with, sent).unwrap()
}

/// Whether the file is refused, and why.
pub fn refused(service: &Service, sent: &Sent) -> String {
    let area = service.area().unwrap();
    let with = Looking { view: service.record().view(), area: &area, now: now(), actor: service.actor() };
    difference(&with, sent).unwrap_err().to_string()
}

fn actions(service: &Service) -> Vec<Action> {
    Changes::new(service.record()).all().unwrap()
}

/// A meeting and an agency that leads many live actions of it which stand on its sheet.
fn busy(service: &Service) -> (Meeting, String, Vec<Action>) {
    let meetings: Vec<Meeting> = Changes::new(service.record()).all().unwrap();
    let agencies =
        service.area().unwrap().agencies.agency.iter().map(|agency| agency.key.clone()).collect::<Vec<_>>();
    let all = actions(service);
    let of = |meeting: &Meeting, agency: &String| {
        let open = all.iter().filter(|action| action.state == ActionState::Open && !action.off_papers);
        let led = open.filter(|action| action.agency == *agency && action.meeting == Some(meeting.id));
        led.cloned().collect::<Vec<_>>()
    };
    let pairs = meetings.iter().flat_map(|meeting| agencies.iter().map(move |agency| (meeting, agency)));
    let (meeting, agency) = pairs.max_by_key(|(meeting, agency)| of(meeting, agency).len()).unwrap();
    (meeting.clone(), agency.clone(), of(meeting, agency))
}

fn sheet(service: &mut Service, meeting: &Meeting, agency: &str, format: Format, folder: &Path) -> PathBuf {
    let name = service.area().unwrap().agency_said(agency).to_owned();
    let wanted = Wanted {
        edition: Edition::Agency(agency.to_owned()),
        recipient: name,
        ..Wanted::of(PaperKind::ActionSheet, Subject::Meeting(meeting.id))
    };
    let file = folder.join(format!("sheet.{}", format.word()));
    write(service, now(), &wanted, &Options { format, ..Options::pdf() }, &file).unwrap();
    file
}

fn filled(actions: &[Action]) -> Filled {
    let answers = [
        [("State", "completed"), ("Outcome or reason", "locks changed"), ("Done on", "24/11/2026")],
        [("State", "not done"), ("Outcome or reason", "no worker free"), ("Done on", "")],
        [("State", "in hand"), ("Outcome or reason", "visit booked"), ("Done on", "")],
        [("State", "no longer possible"), ("Outcome or reason", "moved away"), ("Done on", "20/11/2026")],
    ];
    let given = |answer: [(&'static str, &str); 3]| {
        answer
            .into_iter()
            .filter(|(_, text)| !text.is_empty())
            .map(|(head, text)| (head, text.to_owned()))
            .collect()
    };
    actions
        .iter()
        .zip(answers.into_iter().cycle())
        .map(|(action, answer)| (action.reference.clone(), given(answer)))
        .collect()
}

#[test]
fn exactly_the_lines_that_are_accepted_change_and_one_undo_takes_them_back() {
    let folder = tempfile::tempdir().unwrap();
    let mut service = demo();
    let (meeting, agency, led) = busy(&service);
    assert!(led.len() >= 2, "the invented area has too little to do: {}", led.len());
    for format in [Format::Xlsx, Format::Docx] {
        let file = sheet(&mut service, &meeting, &agency, format, folder.path());
        let back = fill("Action", &file, &filled(&led), &[]);
        let sent =
            Sent { sort: Sort::Actions, file: back, pasted: None, from: agency.clone(), meeting: None };
        let found = compared(&service, &sent);
        assert_eq!(found.meeting.as_deref(), Some(meeting.reference.as_str()));
        assert_eq!((found.count(Standing::New), found.count(Standing::Refused)), (led.len(), 0), "{found:?}");
        let before = actions(&service);
        for mask in [0b1_usize, 0b10, 0b1010, 0b0101, usize::MAX] {
            let chosen = |at: usize| mask >> (at % 64) & 1 == 1;
            let requests = accepted(&found, chosen);
            let told: Vec<String> = found
                .lines
                .iter()
                .enumerate()
                .filter(|(at, _)| chosen(*at))
                .map(|(_, line)| line.reference.clone())
                .collect();
            if told.is_empty() {
                continue;
            }
            let change = service.next_id();
            let reply = service.together(now(), change, requests).unwrap();
            assert!(reply.warnings.is_empty(), "{:?}", reply.warnings);
            for (was, is) in before.iter().zip(actions(&service)) {
                let accepted = told.contains(&was.reference);
                assert_eq!(*was != is, accepted, "{}", was.reference);
            }
            let again = compared(&service, &sent);
            assert_eq!(
                (again.count(Standing::Held), again.count(Standing::New)),
                (told.len(), led.len() - told.len())
            );
            let change = service.next_id();
            service.undo(now(), change).unwrap();
            assert_eq!(actions(&service), before, "one undo takes all of it back");
        }
    }
}

#[test]
fn a_reminder_comes_back_filled_in_and_changes_exactly_what_is_accepted() {
    let folder = tempfile::tempdir().unwrap();
    let mut service = demo();
    let area = service.area().unwrap();
    let with = Looking { view: service.record().view(), area: &area, now: now(), actor: service.actor() };
    let Answer::Chasing(chasing) = look(with, &Ask::Chasing).unwrap() else { panic!("reminders") };
    let one = chasing.reminders.iter().filter(|one| one.rung == Rung::Agency);
    let one = one.max_by_key(|one| one.on_paper()).unwrap().clone();
    let asked: Vec<Action> =
        one.lines.iter().filter(|line| line.off.is_none()).map(|line| line.line.action.clone()).collect();
    assert!(!asked.is_empty(), "nobody of the invented area is to be reminded");
    let options = Options { format: Format::Eml, ..Options::pdf() };
    let only = |other: &Reminder| (&other.agency, other.rung) == (&one.agency, one.rung);
    let reply = remind(&mut service, now(), &only, &options, folder.path()).unwrap();
    assert_eq!(reply.references.len(), asked.len(), "{}", reply.words);
    let draft = std::fs::read_dir(folder.path()).unwrap().next().unwrap().unwrap().path();
    let draft = std::fs::read(draft).unwrap();
    let message = mail_parser::MessageParser::default().parse(&draft).unwrap();
    let subject = message.subject().unwrap().to_owned();
    let text = message.body_text(0).unwrap().into_owned();
    for line in &one.lines {
        for name in line.line.parties.reveal().split_whitespace().filter(|name| name.len() > 3) {
            assert!(!subject.contains(name) && !text.contains(name), "{name} is named: {subject}");
        }
    }
    use mail_parser::MimeHeaders;
    let sheet =
        message.attachments().find(|part| part.attachment_name().unwrap().ends_with(".xlsx")).unwrap();
    let file = folder.path().join("reminder.xlsx");
    std::fs::write(&file, sheet.contents()).unwrap();
    let back = fill("Action", &file, &filled(&asked), &[]);
    let sent =
        Sent { sort: Sort::Actions, file: back, pasted: None, from: one.agency.clone(), meeting: None };
    let found = compared(&service, &sent);
    assert_eq!(found.count(Standing::Refused), 0, "{found:?}");
    let before = actions(&service);
    let requests = accepted(&found, |at| at == 0);
    let change = service.next_id();
    service.together(now(), change, requests).unwrap();
    for (was, is) in before.iter().zip(actions(&service)) {
        assert_eq!(*was != is, was.reference == found.lines[0].reference, "{}", was.reference);
    }
}

#[test]
fn what_is_anothers_or_unknown_is_refused_by_its_row_and_a_strange_cell_takes_nothing_with_it() {
    let folder = tempfile::tempdir().unwrap();
    let mut service = demo();
    let (meeting, agency, led) = busy(&service);
    let other = actions(&service).into_iter().find(|action| {
        action.agency != agency
            && action.agency != "all"
            && !action.supporting.0.contains(&agency)
            && action.state.is_live()
    });
    let other = other.unwrap();
    let file = sheet(&mut service, &meeting, &agency, Format::Xlsx, folder.path());
    let row = |reference: &str, state: &str, note: &str, on: &str| {
        BTreeMap::from(
            [("Action", reference), ("State", state), ("Outcome or reason", note), ("Done on", on)]
                .map(|(head, text)| (head, text.to_owned())),
        )
    };
    let first = &led[0].reference;
    let more = [
        row(&other.reference, "completed", "", ""),
        row("LAN-99-9999/1", "completed", "", ""),
        row(first, "sort of", "", ""),
        row(first, "not done", "", ""),
        row(first, "completed", "", "24/11/2031"),
        row(first, "", "half of it", ""),
    ];
    let back = fill("Action", &file, &Filled::new(), &more);
    let sent = Sent { sort: Sort::Actions, file: back, pasted: None, from: agency.clone(), meeting: None };
    let found = compared(&service, &sent);
    let why: Vec<&str> = found.lines.iter().filter_map(|line| line.why.as_deref()).collect();
    let expected = [
        "belongs to",
        "no action of this reference",
        "none of",
        "no reason",
        "in the future",
        "nothing is said",
    ];
    assert_eq!(why.len(), expected.len(), "{why:?}");
    for (why, expected) in why.iter().zip(expected) {
        assert!(why.contains(expected), "{expected}: {why}");
    }
    let places: Vec<&str> = found.lines.iter().map(|line| line.place.as_str()).collect();
    let number = |place: &str| place.rsplit(' ').next().unwrap().parse::<u32>().unwrap();
    assert!(places.windows(2).all(|pair| number(pair[0]) + 1 == number(pair[1])), "{places:?}");
    assert!(accepted(&found, |_| true).is_empty());
    let stranger = if agency == "police" { "housing" } else { "police" };
    let sent = Sent { from: stranger.to_owned(), ..sent };
    assert!(refused(&service, &sent).contains("is the sheet of"));
}

/// The meeting to come, and an agency that has returned nothing for it and is kept out of its third case.
fn to_come(service: &mut Service) -> (Meeting, String, Vec<Case>) {
    let rows = Changes::new(service.record());
    let meetings: Vec<Meeting> = rows.all().unwrap();
    let meeting = meetings.into_iter().find(|meeting| meeting.reference == "MARAC-2026-11-26").unwrap();
    let mut items: Vec<AgendaItem> = rows.find("meeting", &meeting.id).unwrap();
    items.sort_by_key(|item| item.position);
    let cases: Vec<Case> = items.iter().map(|item| rows.get(item.case).unwrap()).collect();
    let returned: Vec<Research> = rows.find("meeting", &meeting.id).unwrap();
    let given: Vec<Information> = rows.find("meeting", &meeting.id).unwrap();
    let walls: Vec<Wall> = rows.all().unwrap();
    let area = service.area().unwrap();
    let free = |key: &String| {
        returned.iter().all(|row| row.agency != *key)
            && given.iter().all(|row| row.agency.as_ref() != Some(key))
            && walls.iter().all(|wall| wall.agency != *key)
    };
    let agencies = area.agencies.agency.iter().filter(|agency| agency.core).map(|agency| agency.key.clone());
    let agency = agencies.clone().find(free).or_else(|| agencies.clone().next_back()).unwrap();
    drop(rows);
    let declare = Declare {
        case: cases[2].id,
        meeting: None,
        agency: agency.clone(),
        alternate: None,
        reason: "her brother works there".into(),
    };
    let change = service.next_id();
    service.execute(now(), change, Request::Declare(declare), None).unwrap();
    (meeting, agency, cases)
}

fn request(service: &mut Service, meeting: &Meeting, agency: &str, format: Format, folder: &Path) -> PathBuf {
    let wanted = Wanted {
        edition: Edition::Agency(agency.to_owned()),
        recipient: service.area().unwrap().agency_said(agency).to_owned(),
        ..Wanted::of(PaperKind::ResearchRequest, Subject::Meeting(meeting.id))
    };
    let file = folder.join(format!("list.{}", format.word()));
    write(service, now(), &wanted, &Options { format, ..Options::pdf() }, &file).unwrap();
    file
}

fn cells(known: &str, information: &str, fact: &str, on: &str, by: &str) -> BTreeMap<&'static str, String> {
    [
        ("Known?", known),
        ("Information", information),
        ("Fact or opinion", fact),
        ("Date", on),
        ("By whom", by),
    ]
    .into_iter()
    .filter(|(_, text)| !text.is_empty())
    .map(|(head, text)| (head, text.to_owned()))
    .collect()
}

fn sent_by(service: &Service, agency: &str, case: &Case) -> (Option<InformationKind>, Vec<Information>) {
    let rows = Changes::new(service.record());
    let all: Vec<Research> = rows.all().unwrap();
    let kind = all.iter().find(|row| row.case == case.id && row.agency == agency).map(|row| row.kind);
    let mut given: Vec<Information> = rows.find("case", &case.id).unwrap();
    given.retain(|row| row.agency.as_deref() == Some(agency));
    (kind, given)
}

#[test]
fn a_research_list_comes_back_once_and_what_it_changes_is_told() {
    let folder = tempfile::tempdir().unwrap();
    for format in [Format::Xlsx, Format::Docx] {
        let mut service = demo();
        let (meeting, agency, cases) = to_come(&mut service);
        let already = sent_by(&service, &agency, &cases[0]).1.len();
        let file = request(&mut service, &meeting, &agency, format, folder.path());
        let said = "Four calls since August;\n\"he was drunk\" & left";
        let filled = Filled::from([
            (cases[0].reference.clone(), cells("information", said, "opinion", "12/11/2026", "DC Shah")),
            (cases[1].reference.clone(), cells("nothing known", "", "", "", "DC Shah")),
            (cases[3].reference.clone(), cells("", "seen in clinic", "", "some time", "")),
            (cases[4].reference.clone(), cells("information", "", "", "", "")),
            // It is not on this agency's list, and nothing is filled in there.
            (cases[2].reference.clone(), cells("information", "should not be there", "", "", "")),
        ]);
        let walled =
            |row: &str| BTreeMap::from([("Case", row.to_owned()), ("Known?", "nothing known".to_owned())]);
        let more = [walled(&cases[2].reference), walled("LAN-99-0001")];
        let more: &[_] = if format == Format::Xlsx { &more } else { &[] };
        let back = fill("Case", &file, &filled, more);
        let sent =
            Sent { sort: Sort::Research, file: back, pasted: None, from: agency.clone(), meeting: None };
        let found = compared(&service, &sent);
        let standings: Vec<(Standing, bool)> =
            found.lines.iter().map(|line| (line.standing, line.why.is_some())).collect();
        let (new, refused) = ((Standing::New, false), (Standing::Refused, true));
        let mut expected = vec![new, new, (Standing::New, true), refused];
        expected.extend(more.iter().map(|_| refused));
        assert_eq!(standings, expected, "{found:?}");
        let change = service.next_id();
        service.together(now(), change, accepted(&found, |_| true)).unwrap();

        let (kind, given) = sent_by(&service, &agency, &cases[0]);
        assert_eq!((kind, given.len()), (Some(InformationKind::Shared), already + 1));
        let row = given.iter().find(|row| row.words.reveal() == said).unwrap();
        assert_eq!((row.opinion, row.on), (true, Some(jiff::civil::date(2026, 11, 12))));
        assert_eq!(row.source.as_ref().unwrap().reveal(), "DC Shah");
        assert_eq!(sent_by(&service, &agency, &cases[1]).0, Some(InformationKind::NothingKnown));
        assert_eq!(sent_by(&service, &agency, &cases[3]).1.last().unwrap().words.reveal(), "seen in clinic");
        assert_eq!(sent_by(&service, &agency, &cases[2]), (None, Vec::new()), "kept out");

        let again = compared(&service, &sent);
        assert_eq!((again.count(Standing::Held), accepted(&again, |_| true).len()), (3, 0), "{again:?}");
        // The agency mends what it said, and now knows something of the second case.
        let mut other = filled.clone();
        other.get_mut(&cases[0].reference).unwrap().insert("Information", "Five calls".to_owned());
        other.insert(cases[1].reference.clone(), cells("information", "one call", "fact", "", "DC Shah"));
        let back = fill("Case", &file, &other, &[]);
        let sent = Sent { file: back, ..sent };
        let found = compared(&service, &sent);
        assert_eq!((found.count(Standing::Changed), found.count(Standing::Held)), (2, 1), "{found:?}");
        assert!(
            found.lines[0].held.reveal().contains("Four calls")
                && found.lines[0].says.reveal().contains("Five")
        );
        let change = service.next_id();
        service.together(now(), change, accepted(&found, |_| true)).unwrap();
        let (_, given) = sent_by(&service, &agency, &cases[0]);
        assert_eq!(given.len(), already + 1, "changed, not added");
        assert!(given.iter().any(|row| row.words.reveal() == "Five calls"));
        for _ in 0..2 {
            let change = service.next_id();
            service.undo(now(), change).unwrap();
        }
        assert_eq!(sent_by(&service, &agency, &cases[0]).1.len(), already, "two undos take both back");
    }
}

#[test]
fn a_request_holds_no_case_that_the_agency_is_kept_out_of_and_is_numbered_without_a_gap() {
    let folder = tempfile::tempdir().unwrap();
    let mut service = demo();
    let (meeting, agency, cases) = to_come(&mut service);
    let file = request(&mut service, &meeting, &agency, Format::Json, folder.path());
    let text = std::fs::read_to_string(file).unwrap();
    assert!(!text.contains(&cases[2].reference) && text.contains(&cases[3].reference));
    let paper: serde_json::Value = serde_json::from_str(&text).unwrap();
    let table = paper["blocks"].as_array().unwrap().iter().find(|block| block["kind"] == "table").unwrap();
    let numbers = table["rows"].as_array().unwrap().iter().map(|row| row[0].as_str().unwrap().to_owned());
    assert!(numbers.enumerate().all(|(at, number)| number == (at + 1).to_string()));
    assert_eq!(
        table["columns"],
        serde_json::json!(["No.", "Case", "People"]),
        "to read, nothing is to be filled in"
    );
}
