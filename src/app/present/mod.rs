//! A chair's display in a second terminal: where the meeting is, how its time stands, who has not spoken.
//!
//! [`Sight`] holds numbers, times and names of agencies and nothing else: it is made from what the room sees and leaves
//! everybody's detail behind, so that [`Display`] could not show any. Made to be read from across a room. It follows the
//! record and changes nothing in it.

mod big;
mod view;

use jiff::civil::{Date, DateTime, Time};

use super::screens::room::pace::pace;
use crate::domain::rows::agenda::ItemState;
use crate::domain::rows::meeting::MeetingState;
use crate::service::ask::{Agenda, ItemLine, ItemStory};

pub use self::view::Display;

/// A meeting without anyone's detail.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sight {
    /// Area and forum in short.
    pub forum: String,
    /// Marking of its papers.
    pub marking: String,
    /// The day.
    pub on: Date,
    /// When it begins.
    pub starts: Time,
    /// How far it has come.
    pub state: MeetingState,
    /// Cases on the agenda that are to be heard or were.
    pub cases: usize,
    /// How many have been heard.
    pub heard: usize,
    /// How many were put off.
    pub deferred: usize,
    /// The case being heard, if one is.
    pub open: Option<OpenCase>,
    /// Position and number of the next case.
    pub next: Option<(u32, String)>,
    /// Actions agreed in the whole meeting.
    pub actions: usize,
    /// Agencies here, and those expected.
    pub here: (usize, usize),
    /// How the quorum stands, in words; nothing where the area sets none.
    pub quorum: Option<String>,
    /// When the time set aside is over.
    pub planned: Time,
    /// When it would end at the pace of the cases heard.
    pub ends: Time,
}

/// The case being heard, by its number.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OpenCase {
    /// Its position on the agenda.
    pub position: u32,
    /// The number in its reference.
    pub number: String,
    /// When it was opened.
    pub since: DateTime,
    /// Seconds meant for a case.
    pub meant: i64,
    /// Actions agreed in it.
    pub actions: usize,
    /// Agencies here that have not spoken on it.
    pub silent: Vec<String>,
}

impl Sight {
    /// What a chair's display shows of a meeting; `story` is the case being heard, `actions` how many were agreed in all.
    pub fn of(agenda: &Agenda, story: Option<&ItemStory>, actions: usize, now: DateTime) -> Self {
        let in_state = |state| agenda.items.iter().filter(move |line| line.item.state == state);
        let meeting = &agenda.meeting;
        let off = in_state(ItemState::Deferred).count() + in_state(ItemState::Withdrawn).count();
        let known = |key: &str| agenda.attendance.iter().any(|line| line.agency == key);
        let there =
            agenda.attendance.iter().filter(|line| line.presence.is_there() && line.left.is_none()).count();
        let expected = agenda.agencies.iter().filter(|agency| agency.core || known(&agency.key)).count();
        let planned = meeting.starts.wrapping_add(jiff::SignedDuration::from_mins(meeting.minutes.into()));
        Self {
            forum: agenda.forum.clone(),
            marking: agenda.marking.clone(),
            on: meeting.on,
            starts: meeting.starts,
            state: meeting.state,
            cases: agenda.items.len() - off,
            heard: in_state(ItemState::Heard).count(),
            deferred: in_state(ItemState::Deferred).count(),
            open: hearing(agenda).and_then(|line| open(agenda, line, story)),
            next: in_state(ItemState::Waiting).next().map(|line| (line.item.position, number(line))),
            actions,
            here: (there, expected.max(there)),
            quorum: agenda.around.quorum.as_ref().map(|_| quorum(agenda)),
            planned,
            ends: pace(agenda, hearing(agenda).map(|line| &line.item), now).ends,
        }
    }

    /// Minutes by which it would end late; 0 or less when it would not.
    pub fn late(&self) -> i64 {
        self.planned.duration_until(self.ends).as_mins()
    }

    /// It in sentences.
    pub fn told(&self, now: DateTime) -> Vec<String> {
        view::told(self, now)
    }
}

/// The case being heard.
pub fn hearing(agenda: &Agenda) -> Option<&ItemLine> {
    agenda.items.iter().find(|line| line.item.state == ItemState::Hearing)
}

/// The number in a reference: `0143` of `LAN-26-0143`.
fn number(line: &ItemLine) -> String {
    line.case.reference.rsplit('-').next().unwrap_or_default().to_owned()
}

/// Whether a quorum is there, and what is missing for it.
fn quorum(agenda: &Agenda) -> String {
    let missing = agenda.around.missing.join(", ");
    if missing.is_empty() {
        "there".to_owned()
    } else if agenda.around.lacks_quorum() {
        format!("missing: {missing}")
    } else {
        format!("missing: {missing}; the chair goes on without")
    }
}

fn open(agenda: &Agenda, line: &ItemLine, story: Option<&ItemStory>) -> Option<OpenCase> {
    let story = story.filter(|story| story.item.id == line.item.id);
    let named = |key: &String| {
        let known = agenda.agencies.iter().find(|agency| agency.key == *key);
        known.map_or_else(|| key.clone(), |agency| agency.name.clone())
    };
    Some(OpenCase {
        position: line.item.position,
        number: number(line),
        since: line.item.opened?,
        meant: pace(agenda, Some(&line.item), agenda.meeting.on.to_datetime(agenda.meeting.starts)).meant,
        actions: story.map_or(0, |story| story.agreed.len()),
        silent: story.map(|story| story.silent.iter().map(named).collect()).unwrap_or_default(),
    })
}

#[cfg(test)]
mod tests {
    use jiff::SignedDuration;
    use ratatui::Terminal;
    use ratatui::backend::TestBackend;

    use super::*;
    use crate::app::testing::Sitting;
    use crate::app::testing::fixtures::NOW;
    use crate::app::theme::Theme;
    use crate::domain::private::made;
    use crate::domain::request::{Hear, Request};

    fn sitting() -> (Agenda, Option<ItemStory>) {
        let mut sitting = Sitting::open();
        let waits = sitting.agenda.items.iter().find(|line| line.item.state == ItemState::Waiting);
        let item = waits.expect("a case that waits").item.id;
        sitting.play(&Request::Hear(Hear { item, done: false }));
        let story = sitting.item(item);
        (sitting.agenda, story)
    }

    fn screen(sight: &Sight, now: DateTime, (columns, rows): (u16, u16)) -> String {
        let display = Display::new(Theme::choose(Some("mono"), false));
        let mut terminal = Terminal::new(TestBackend::new(columns, rows)).unwrap();
        terminal.draw(|frame| display.view(frame, Some(sight), now)).unwrap();
        let buffer = terminal.backend().buffer();
        let row = |y| (0..columns).map(|x| buffer[(x, y)].symbol()).collect::<String>().trim_end().to_owned();
        (0..rows).map(row).collect::<Vec<_>>().join("\n")
    }

    #[test]
    fn it_shows_where_the_meeting_is_and_nothing_of_anybody() {
        made::begin();
        let (agenda, story) = sitting();
        let now = NOW.saturating_add(SignedDuration::from_secs(372));
        let sight = Sight::of(&agenda, story.as_ref(), 9, now);
        for (columns, rows) in [(80, 24), (120, 40), (200, 60)] {
            let shown = screen(&sight, now, (columns, rows));
            insta::assert_snapshot!(format!("present-{columns}"), shown);
        }
        let told = sight.told(now).join("\n");
        insta::assert_snapshot!("present-told", told);
        let everything = format!("{told}\n{}", screen(&sight, now, (120, 40)));
        let mut words = made::end();
        words.extend(["LAN-26".to_owned(), "KERSHAW".to_owned()]);
        for text in words.iter().filter(|text| text.chars().count() >= 4 && *text != "nothing known") {
            let begins: String = text.split_whitespace().take(2).collect::<Vec<_>>().join(" ");
            assert!(begins.chars().count() < 4 || !everything.contains(&begins), "{begins}:\n{everything}");
        }
    }

    #[test]
    fn a_case_that_takes_too_long_is_said_in_words() {
        let (agenda, story) = sitting();
        let now = NOW.saturating_add(SignedDuration::from_mins(12));
        let sight = Sight::of(&agenda, story.as_ref(), 0, now);
        let shown = screen(&sight, now, (80, 24));
        assert!(shown.contains("over by 02:00"), "{shown}");
    }

    #[test]
    fn before_between_and_after_it_says_how_the_meeting_stands() {
        let (mut agenda, _) = sitting();
        for line in &mut agenda.items {
            line.item.state = ItemState::Waiting;
        }
        agenda.around.quorum = Some("police and one more".into());
        agenda.around.missing = vec!["Police".into()];
        assert!(screen(&Sight::of(&agenda, None, 0, NOW), NOW, (80, 24)).contains("missing: Police"));
        for (state, words) in [
            (MeetingState::Planned, "begins at"),
            (MeetingState::Open, "No case is open"),
            (MeetingState::Paused, "adjourned"),
            (MeetingState::Closed, "over"),
            (MeetingState::Approved, "over"),
        ] {
            agenda.meeting.state = state;
            let sight = Sight::of(&agenda, None, 0, NOW);
            let shown = screen(&sight, NOW, (80, 24));
            assert!(shown.contains(words), "{words}:\n{shown}");
            assert!(sight.told(NOW).join(" ").contains(words));
        }
    }

    #[test]
    fn any_size_will_do() {
        let (agenda, story) = sitting();
        let sight = Sight::of(&agenda, story.as_ref(), 3, NOW);
        for columns in [1, 2, 5, 9, 20, 40, 300] {
            for rows in [1, 2, 3, 5, 9, 12, 100] {
                screen(&sight, NOW, (columns, rows));
            }
        }
    }
}
