//! Long minutes, all invented: the paper a designer and a screen reader have to put up with.

use convenor::papers::{Align, Column, Document, Footer, Language, Level, Table, Text};

/// Names with the letters our papers must carry.
pub const VICTIMS: [&str; 6] = [
    "Mary KERSHAW",
    "Łucja WIŚNIEWSKA",
    "Siân LLŶR-ŴYNNE",
    "Nguyễn Thị HƯỜNG",
    "Gráinne Ní BHRIAIN",
    "Zoë O’NEILL",
];
const PERPETRATORS: [&str; 6] =
    ["Dean KERSHAW", "Paweł WIŚNIEWSKI", "Rhŷs LLŶR", "Trần Văn ĐỨC", "Séamus Ó BRIAIN", "unknown"];
const AGENCIES: [&str; 8] = [
    "Police",
    "IDVA service",
    "Children’s social care",
    "Health (acute)",
    "Health visiting",
    "Probation",
    "Housing",
    "Mental health",
];
const SAID: [&str; 5] = [
    "Four calls since August, the last on 9 November: neighbours heard shouting; a window was broken. Bail to 2 December with no contact, direct or indirect, and not to enter Moor Lane.",
    "Nothing known.",
    "Child in need plan since May. The school reports that the younger child is often late and has twice said that he sleeps in the bath. Next core group on Thursday 3 December.",
    "Attended A&E on 12 October with an injury to the wrist, said to be a fall; left before being seen. No record of a question being asked about home.",
    "Rent in arrears; joint tenancy. Sanctuary scheme offered in June and declined then; she would now accept it if the locks can be changed without his being told.",
];
const ACTIONS: [&str; 6] = [
    "Marker on the address; treat as urgent",
    "Feedback to victim by the safe number, not via her sister",
    "Sanctuary scheme: locks, letter box, lighting; visit to be agreed with the IDVA",
    "Share the plan with the school’s safeguarding lead",
    "Tell the offender manager before release and ask for an exclusion zone → Moor Lane",
    "Flag and tag",
];

/// A date in words, in Polish, for a language other than the paper's.
pub const POLISH: &str = "Proszę nie dzwonić wieczorem";

/// Minutes of so many cases.
pub fn minutes(cases: usize, draft: bool) -> Document {
    let footer = Footer {
        paper: "Minutes".into(),
        version: "1.0".into(),
        recipient: "Lancashire Housing Partnership".into(),
        copy: Some(3),
    };
    let mut paper = Document::new("Minutes")
        .marking("OFFICIAL-SENSITIVE")
        .header("Lancaster MARAC")
        .header("Thursday 26 November 2026")
        .footer(footer)
        .draft(draft);
    front(&mut paper);
    for number in 1..=cases {
        case(&mut paper, number);
    }
    back(&mut paper);
    paper
}

fn front(paper: &mut Document) {
    paper
        .note(Text::strong("Confidential. ").and(
            "What is shared here is shared for the safety of those named. It is not to be copied, forwarded or told to anyone without the agreement of the agency that gave it. Never contact the victim by any other way than the one stated.",
        ))
        .key_values([
            ("Venue", Text::from("Town Hall, committee room 2, and online")),
            ("Chair", "DI Priya Anand, Lancashire Constabulary".into()),
            ("Minutes", "Tom Bell".into()),
            ("Version", "1.0, approved by e-mail on 27 November 2026".into()),
            ("For", "Lancashire Housing Partnership, copy 3".into()),
        ])
        .heading(Level::One, "Attendance");
    let mut table = Table::new([
        Column::new("Agency", 3.0),
        Column::new("Name", 3.0),
        Column::new("Role", 3.0),
        Column::new("Cases", 1.3).aligned(Align::Right),
    ]);
    for (index, agency) in AGENCIES.iter().enumerate() {
        let cases = if index % 3 == 2 { "4–9" } else { "all" };
        table.push([*agency, "A. Representative", "Designated lead, safeguarding", cases]);
    }
    paper.table(table).heading(Level::One, "Outstanding actions");
    let mut table = Table::new([
        Column::new("Action", 2.2),
        Column::new("Agency", 2.0),
        Column::new("What was to be done", 5.0),
        Column::new("Due", 1.6),
        Column::new("Outcome", 3.0),
    ]);
    for number in 1..=14 {
        let done = if number % 3 == 0 {
            "✗ not done: no reply from the landlord; continues"
        } else {
            "✓ completed"
        };
        let (agency, action) = (AGENCIES[number % AGENCIES.len()], ACTIONS[number % ACTIONS.len()]);
        table.push([format!("LAN-26-01{number:02}/1").as_str(), agency, action, "12 Nov 2026", done]);
    }
    paper.table(table);
}

fn case(paper: &mut Document, number: usize) {
    let reference = format!("LAN-26-{:04}", 100 + number);
    let victim = VICTIMS[number % VICTIMS.len()];
    let perpetrator = PERPETRATORS[number % PERPETRATORS.len()];
    paper
        .page_break()
        .heading(Level::One, format!("{number}. {victim} ({reference})"))
        .key_values([
            ("Victim", Text::strong(victim).and(", 34, born 12 March 1992, known as Maz")),
            ("Perpetrator", Text::strong(perpetrator).and(", 37, former partner")),
            ("Children", Text::from("4 and 7; Larkhill Primary School")),
            ("Referred", "12 November 2026 by Housing".into()),
            ("Criteria", "visible high risk: Dash 17 of 24, 2 unknown · escalation: 4 incidents in 12 months".into()),
            ("Repeat", "of 7 July 2026 (same victim and perpetrator, 128 days)".into()),
        ])
        .heading(Level::Two, "Victim’s views and wishes")
        .paragraph(
            Text::from("Seen by the IDVA on 20 November. She wants to stay in the home and fears Friday. Her words: “")
                .and_in(Language::new("pl"), POLISH)
                .and("”. Text first, between half past nine and half past two; not through her sister."),
        )
        .heading(Level::Two, "Information shared");
    let mut table =
        Table::new([Column::new("Agency", 2.0), Column::new("Information", 6.0), Column::new("Source", 1.6)]);
    for (index, agency) in AGENCIES.iter().enumerate() {
        table.push([*agency, SAID[(index + number) % SAID.len()], "records, 24 Nov"]);
    }
    paper
        .table(table)
        .heading(Level::Two, "Risks")
        .bullets([
            "Victim: release on Friday 27 November; threats to kill on 9 November, strangulation in July",
            "Children: contact dispute, hearing on 15 December; the elder child has stopped going to football",
            "Workers: dog at the address, no lone visits",
        ])
        .heading(Level::Two, "Decision")
        .paragraph(
            Text::strong("High risk, accepted as a repeat. ").and(
                "The chair decided so because of strangulation, the release date and the number of calls. Considered and not done: disclosure under the scheme, since she knows of the convictions; a move, which she does not want.",
            ),
        )
        .heading(Level::Two, "Actions");
    let mut table = Table::new([
        Column::new("No.", 0.6).aligned(Align::Right),
        Column::new("Agency", 2.0),
        Column::new("Action", 5.0),
        Column::new("Due", 2.0),
    ]);
    for (index, action) in ACTIONS.iter().enumerate() {
        let agency = AGENCIES[(index + number) % AGENCIES.len()];
        table.push([(index + 1).to_string().as_str(), agency, action, "Fri 27 Nov 2026"]);
    }
    paper
        .table(table)
        .paragraph("Feedback to victim: IDVA, by telephone, on Friday 27 November before noon.");
}

fn back(paper: &mut Document) {
    paper
        .page_break()
        .heading(Level::One, "Other business")
        .numbered(["The next data return is due on 8 January.", "Dates for 2027 are agreed as circulated."])
        .heading(Level::One, "Next meeting")
        .paragraph("Thursday 10 December 2026, 9.30, Town Hall and online.")
        .rule()
        .paragraph("Approved by the chair by e-mail on 27 November 2026 at 16.05.");
}
