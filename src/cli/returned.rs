//! A sheet that an agency filled in and sent back: shown line by line beside what is held, and taken in as one change.

use std::io::Read;
use std::path::PathBuf;

use clap::Args;
use serde_json::{Value, json};

use super::failure::Failure;
use super::find;
use super::out::Out;
use super::session::{Session, private};
use crate::domain::private::Private;
use crate::service::ask::{Answer, Ask};
use crate::service::returns::{Difference, ReturnLine, Sent, Sort, Standing, accepted};

/// Bytes read of a text that is pasted.
const MOST_PASTED: u64 = 1 << 20;

/// The file and who sent it.
#[derive(Debug, Args)]
pub struct Take {
    /// The file: the workbook or Word file as it came back, a list, or the e-mail it is attached to; - for text from stdin
    file: PathBuf,
    /// Agency that sent it, by any name it goes by
    #[arg(long, value_name = "AGENCY")]
    from: String,
    /// Take only the lines of these references; every line when not given
    #[arg(long, value_name = "REF")]
    only: Vec<String>,
    /// Show what would change, and change nothing
    #[arg(long)]
    dry_run: bool,
}

impl Take {
    /// Shows the difference and takes in what is accepted.
    pub fn run(
        self,
        sort: Sort,
        meeting: Option<&str>,
        session: &mut Session,
        out: &mut Out,
    ) -> Result<(), Failure> {
        let pasted = if self.file.as_os_str() == "-" { Some(pasted(sort)?) } else { None };
        let sent = Sent {
            sort,
            file: self.file,
            pasted,
            from: find::agency(session, &self.from)?,
            meeting: meeting.map(|meeting| find::meeting(session, meeting)).transpose()?.map(|row| row.id),
        };
        let Answer::Returned(found) = session.look(&Ask::Returned(Box::new(sent)))? else {
            return Err(Failure::unanswered());
        };
        let is_meant = |line: &ReturnLine| self.only.is_empty() || self.only.contains(&line.reference);
        if let Some(none) =
            self.only.iter().find(|only| found.lines.iter().all(|line| line.reference != **only))
        {
            return Err(Failure::Refused(format!("nothing is filled in for {none}")));
        }
        show(&found, out)?;
        let requests = accepted(&found, |at| found.lines.get(at).is_some_and(is_meant));
        out.say(&format!("{} of {}: {}", sort.word(), found.agency, found.in_words()));
        if requests.is_empty() {
            out.say("nothing was changed");
        } else if self.dry_run {
            out.say("a dry run: nothing was changed");
        } else {
            let now = session.now();
            let service = session.service()?;
            let change = service.next_id();
            let reply = service.together(now, change, requests)?;
            reply.warnings.iter().for_each(|warning| out.warn(warning));
            out.say(&reply.words);
        }
        Ok(())
    }
}

/// The text of an e-mail from stdin.
fn pasted(sort: Sort) -> Result<Private, Failure> {
    if sort == Sort::Research {
        return Err(Failure::Usage("a research list comes back as a file: name it".to_owned()));
    }
    let mut text = Vec::new();
    std::io::stdin().take(MOST_PASTED).read_to_end(&mut text)?;
    Ok(private(&String::from_utf8_lossy(&text)))
}

fn show(found: &Difference, out: &mut Out) -> Result<(), Failure> {
    if out.wants_json() {
        return out.json(found.lines.iter().map(value).collect());
    }
    if found.lines.is_empty() {
        return Ok(());
    }
    let rows: Vec<[String; 5]> = found
        .lines
        .iter()
        .map(|line| {
            let says = line.says.reveal().replace('\n', " / ");
            let why = line.why.as_deref().map(|why| format!("! {why}"));
            [
                line.place.clone(),
                line.reference.clone(),
                line.standing.word().to_owned(),
                line.held.reveal().replace('\n', " / "),
                [Some(says).filter(|says| !says.is_empty()), why]
                    .into_iter()
                    .flatten()
                    .collect::<Vec<_>>()
                    .join("  "),
            ]
        })
        .collect();
    out.table(["WHERE", "REFERENCE", "WHAT", "HELD", "THE SHEET SAYS"], &rows)?;
    out.gap()
}

/// A line as JSON.
fn value(line: &ReturnLine) -> Value {
    json!({
        "where": line.place,
        "reference": line.reference,
        "standing": match line.standing {
            Standing::New => "new",
            Standing::Changed => "changed",
            Standing::Held => "held",
            Standing::Refused => "refused",
        },
        "held": line.held.reveal(),
        "says": line.says.reveal(),
        "why": line.why,
    })
}
