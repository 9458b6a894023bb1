//! Sheets that agencies fill in with a spreadsheet or word processor, and send back.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use convenor::domain::facts::Changes;
use convenor::domain::paper::{Edition, Format, PaperKind, Subject, Wanted};
use convenor::domain::rows::action::{Action, ActionState};
use convenor::domain::rows::meeting::Meeting;
use convenor::service::Service;
use convenor::service::look::Looking;
use convenor::service::papers::{Options, write};
use convenor::service::returns::{Difference, Sent, Sort, Standing, accepted, difference};

use crate::{demo, now, readers};

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
        [("State", "completed"), ("Outcome or reason", "=locks changed"), ("Done on", "24/11/2026")],
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
        let sent = Sent { sort: Sort::Actions, file: back, from: agency.clone(), meeting: None };
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
                let says_more =
                    filled(&led).get(&was.reference).is_some_and(|cells| cells["State"] != "in hand");
                assert_eq!(*was != is, accepted && says_more, "{}", was.reference);
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
    let sent = Sent { sort: Sort::Actions, file: back, from: agency.clone(), meeting: None };
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
