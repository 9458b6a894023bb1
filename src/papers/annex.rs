//! The victim annex: who the numbered victims of a forum about perpetrators are. A paper of its own, so that the minutes
//! can go to agencies that need not know.

use jiff::civil::Date;

use super::{Align, Column, Copy, Document, Footer, Level, Table};
use crate::domain::calendar::{show_day_year, show_numeric};
use crate::domain::private::Private;
use crate::domain::statement::MeetingFacts;

/// One numbered victim.
#[derive(Debug, Clone)]
pub struct AnnexLine {
    /// As the minutes number them within the case, from 1.
    pub number: usize,
    /// Who.
    pub name: Private,
    /// Date of birth.
    pub born: Option<Date>,
    /// References of the cases elsewhere that hold them.
    pub cases: Vec<String>,
}

/// Builds the annex: for each case of the meeting by reference, its victims.
pub fn annex(meeting: &MeetingFacts, sections: &[(String, Vec<AnnexLine>)], copy: &Copy) -> Document {
    let name = format!("Victim annex {}", meeting.reference);
    let mut paper = Document::new(name.clone())
        .marking(meeting.marking.clone())
        .header(format!("{} {}", meeting.area, meeting.forum))
        .header(format!("{}, {}", show_day_year(meeting.on), meeting.reference))
        .footer(Footer {
            paper: name,
            version: copy.version.map_or_else(|| "draft".to_owned(), |version| version.to_string()),
            recipient: copy.recipient.clone(),
            copy: Some(copy.number),
        })
        .draft(copy.version.is_none());
    paper.note("Keep apart from the minutes. It says who the numbered victims are; it holds no address.");
    for (reference, lines) in sections {
        paper.heading(Level::One, reference.clone());
        if lines.is_empty() {
            paper.paragraph("No victim is in the record.");
            continue;
        }
        let mut table = Table::new([
            Column::new("Victim", 1.0).aligned(Align::Right),
            Column::new("Name", 4.0),
            Column::new("Born", 2.0),
            Column::new("Known from", 3.0),
        ]);
        for line in lines {
            let born = line.born.map_or_else(|| "not recorded".to_owned(), show_numeric);
            let cases = if line.cases.is_empty() { "this case".to_owned() } else { line.cases.join(", ") };
            table.push([
                Private::from(line.number.to_string()),
                line.name.clone(),
                born.into(),
                cases.into(),
            ]);
        }
        paper.table(table);
    }
    paper
}
