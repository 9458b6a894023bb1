//! The order of a list: a column and a direction.

use super::List;

/// What a list is sorted by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum SortBy {
    /// Due date.
    Due,
    /// Agency.
    Agency,
    /// Since when: the day it was agreed or last referred.
    Age,
    /// Day of the meeting.
    Meeting,
    /// Reference of the case.
    Case,
    /// Risk as a figure.
    Score,
    /// Name of the victim, or of the subject.
    Name,
    /// How far it has come.
    State,
}

impl SortBy {
    const ALL: [Self; 8] =
        [Self::Due, Self::Agency, Self::Age, Self::Meeting, Self::Case, Self::Score, Self::Name, Self::State];

    /// As typed.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Due => "due",
            Self::Agency => "agency",
            Self::Age => "age",
            Self::Meeting => "meeting",
            Self::Case => "case",
            Self::Score => "score",
            Self::Name => "name",
            Self::State => "state",
        }
    }

    /// What its two directions are called: as it stands, and the other way round.
    pub const fn told(self) -> [&'static str; 2] {
        match self {
            Self::Due => ["earliest first", "latest first"],
            Self::Agency | Self::Name | Self::State => ["a to z", "z to a"],
            Self::Age => ["youngest first", "oldest first"],
            Self::Meeting => ["earliest first", "latest first"],
            Self::Case => ["lowest first", "newest first"],
            Self::Score => ["lowest first", "highest first"],
        }
    }

    /// The heads of the columns that show it.
    pub const fn heads(self) -> &'static [&'static str] {
        match self {
            Self::Due => &["Standing"],
            Self::Agency => &["Agency"],
            Self::Age => &["Referred"],
            Self::Meeting => &[],
            Self::Case => &["Case", "Action"],
            Self::Score => &["Risk"],
            Self::Name => &["Victim", "Parties"],
            Self::State => &["State"],
        }
    }

    /// What a list can be sorted by.
    pub const fn of(list: List) -> &'static [Self] {
        match list {
            List::Cases => &[Self::Case, Self::Name, Self::Score, Self::Age, Self::Meeting, Self::State],
            List::Actions => {
                &[Self::Due, Self::Agency, Self::Age, Self::Meeting, Self::Case, Self::Score, Self::Name]
            }
            List::Desk | List::Subjects | List::Story | List::Done | List::Reports => &[],
        }
    }
}

/// An order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Sort {
    /// By what.
    pub by: SortBy,
    /// Whether the other way round.
    pub down: bool,
}

impl Sort {
    /// An order of a list as typed, `due` or `-due`.
    pub fn typed(text: &str, list: List) -> Option<Self> {
        let (down, word) = text.strip_prefix('-').map_or((false, text), |rest| (true, rest));
        let by = SortBy::ALL.into_iter().find(|by| by.word().eq_ignore_ascii_case(word))?;
        SortBy::of(list).contains(&by).then_some(Self { by, down })
    }

    /// As typed.
    pub fn word(self) -> String {
        format!("{}{}", if self.down { "-" } else { "" }, self.by.word())
    }

    /// The same column the other way round.
    pub const fn turned(self) -> Self {
        Self { by: self.by, down: !self.down }
    }

    /// "age ↓", for where there is little room.
    pub fn short(self) -> String {
        format!("{} {}", self.by.word(), if self.down { "↓" } else { "↑" })
    }

    /// "by age, oldest first".
    pub fn told(self) -> String {
        let [up, down] = self.by.told();
        format!("by {}, {}", self.by.word(), if self.down { down } else { up })
    }
}
