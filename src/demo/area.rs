//! The invented area: its name and code, its sittings, and who sits in today's room.

use jiff::civil::Date;
use serde::Deserialize;

use crate::domain::private::Private;
use crate::domain::tools::{Faults, Tool, day};

/// One date of a forum.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Sitting {
    /// Key of the forum.
    pub forum: String,
    /// Day.
    #[serde(deserialize_with = "day::date")]
    pub on: Date,
    /// Start, local time.
    pub starts: String,
    /// Where.
    pub venue: String,
    /// Whether people may join online.
    #[serde(default)]
    pub online: bool,
}

/// How somebody takes part.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Attendance {
    /// In the room.
    Present,
    /// Online.
    Online,
    /// Not there, sent word.
    Apologies,
    /// Not there, sent none.
    Absent,
    /// Watches; accepts the confidentiality statement too.
    Observer,
}

/// A duty beyond speaking for an agency.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Duty {
    /// Chairs.
    Chair,
    /// Coordinates and types.
    Coordinator,
    /// Sends papers, chases.
    Administrator,
}

/// Why somebody leaves for a case.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Conflict {
    /// Key of the case.
    pub case: String,
    /// Why.
    pub reason: Private,
    /// Who speaks for the agency instead.
    pub alternate: Private,
}

/// One person at the table, or expected.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Seat {
    /// Key of the agency.
    pub agency: String,
    /// Name.
    pub name: Private,
    /// Post.
    pub post: String,
    /// How the person takes part.
    pub attendance: Attendance,
    /// Duty, if any.
    pub duty: Option<Duty>,
    /// When information was received from somebody who is not there.
    #[serde(default, deserialize_with = "day::maybe")]
    pub information_received: Option<Date>,
    /// When the person has to leave, local time.
    pub leaves: Option<String>,
    /// A case the person goes out for.
    pub conflict: Option<Conflict>,
}

/// The area.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DemoArea {
    /// Name of the area.
    pub name: String,
    /// Version of the file.
    pub version: String,
    /// Code in references: `LAN`.
    pub code: String,
    /// Adult female population (16 and over), for cases per 10,000; invented.
    pub adult_women: u32,
    /// Dates of the forums.
    pub sitting: Vec<Sitting>,
    /// Today's room.
    pub seat: Vec<Seat>,
}

impl Tool for DemoArea {
    const KIND: &'static str = "demonstration area";

    fn name(&self) -> &str {
        &self.name
    }

    fn version(&self) -> &str {
        &self.version
    }

    fn check(&self, faults: &mut Faults) {
        let capital = self.code.len() == 3 && self.code.chars().all(|c| c.is_ascii_uppercase());
        faults.require(capital, "code", "must be three capitals");
        for sitting in &self.sitting {
            let part = format!("sitting {} of {}", sitting.on, sitting.forum);
            faults.filled(format!("{part}, venue"), &sitting.venue);
            faults.require(
                sitting.starts.parse::<jiff::civil::Time>().is_ok(),
                &part,
                "starts at no time of day",
            );
        }
        let chairs = self.seat.iter().filter(|seat| seat.duty == Some(Duty::Chair)).count();
        faults.require(chairs == 1, "seat", "there must be one chair");
    }
}
