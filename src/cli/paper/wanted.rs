//! A paper as the command line asks for it.

use clap::Args;

use super::known;
use crate::cli::failure::Failure;
use crate::cli::find;
use crate::cli::session::{Session, private};
use crate::domain::paper::{Edition, For, Of, PaperKind, Subject, Wanted};
use crate::domain::text::clean;

/// Which paper, about what, for whom.
#[derive(Debug, Args)]
pub struct About {
    /// Which paper, as `paper list` names it
    #[arg(value_name = "PAPER")]
    kind: String,
    /// What it is about: a meeting, a case, a person (LAN-26-0143/victim), a forum, or a day (today)
    #[arg(value_name = "REF")]
    reference: String,
    /// The case, for a paper about one case of a meeting
    #[arg(long, value_name = "REF")]
    case: Option<String>,
    /// Agency the copy is for, which holds what that agency may see; may be given several times
    #[arg(long, value_name = "AGENCY", conflicts_with = "redacted")]
    to: Vec<String>,
    /// Who a full or redacted copy is for, as printed on it
    #[arg(long, value_name = "WHO", conflicts_with = "to")]
    recipient: Option<String>,
    /// Without anything that may reach the perpetrator
    #[arg(long)]
    redacted: bool,
    /// First day, for a paper about a period
    #[arg(long, value_name = "DATE")]
    from: Option<String>,
    /// Last day, for a paper about a period [default: today]
    #[arg(long, value_name = "DATE")]
    until: Option<String>,
    /// Only what was known on this day, for a paper that can be cut off
    #[arg(long, value_name = "DATE")]
    known_on: Option<String>,
    /// Words for a paper that carries some: what the referrer should do next, what a letter supports
    #[arg(long, value_name = "WORDS")]
    words: Option<String>,
    /// Why a paper is made although it may bring opposing sides together
    #[arg(long, value_name = "REASON")]
    despite: Option<String>,
}

impl About {
    /// Whether no agency was named.
    pub const fn is_for_nobody(&self) -> bool {
        self.to.is_empty()
    }

    /// The papers asked for: one for each agency named, or one for nobody in particular.
    pub fn wanted(&self, session: &Session) -> Result<Vec<Wanted>, Failure> {
        let kind = named(&self.kind)
            .ok_or_else(|| Failure::Usage(format!("{} is no paper; there are {}", self.kind, known())))?;
        let shape = kind.shape().ok_or_else(|| Failure::Usage(format!("{kind} is not on the list")))?;
        if self.redacted && shape.to != For::Anybody {
            return Err(Failure::Usage(format!("there is no redacted edition of the {kind}")));
        }
        let first = Wanted {
            edition: if self.redacted { Edition::Redacted } else { Edition::Full },
            recipient: self.recipient.as_deref().map(clean).unwrap_or_default(),
            known_on: self.known_on.as_deref().map(|day| find::day(session, day)).transpose()?,
            words: self.words.as_deref().map(private),
            despite: self.despite.as_deref().map(private),
            ..Wanted::of(kind, self.subject(session, shape.of)?)
        };
        if self.to.is_empty() {
            return Ok(vec![first]);
        }
        let copy = |typed: &String| {
            let key = find::agency(session, typed)?;
            let recipient = session.area().agency_said(&key).to_owned();
            Ok(Wanted { edition: Edition::Agency(key), recipient, ..first.clone() })
        };
        self.to.iter().map(copy).collect()
    }

    fn subject(&self, session: &Session, of: Of) -> Result<Subject, Failure> {
        let day = |typed: &String| find::day(session, typed);
        Ok(match of {
            Of::Meeting => Subject::Meeting(find::meeting(session, &self.reference)?.id),
            Of::Item => {
                let case = self.case.as_ref().ok_or_else(|| {
                    Failure::Usage(
                        "this paper is about one case of a meeting: name it with --case".to_owned(),
                    )
                })?;
                let (meeting, case, _) = find::listed(session, &self.reference, case)?;
                Subject::Item(meeting.id, case.id)
            }
            Of::Case => Subject::Case(find::case(session, &self.reference)?.id),
            Of::Person => Subject::Person(crate::cli::person::somebody(session, &self.reference)?),
            Of::Forum => {
                let from = self.from.as_ref().map(day).transpose()?.ok_or_else(|| {
                    Failure::Usage("this paper is about a period: name its first day with --from".to_owned())
                })?;
                let to = self.until.as_ref().map(day).transpose()?.unwrap_or(session.now().today());
                if to < from {
                    return Err(Failure::Usage(format!("{to} is before {from}")));
                }
                let forum = session.area().forum(&self.reference)?.key.clone();
                Subject::Forum { forum, from, to }
            }
            // What is past its date is told as it stands; a day gone by cannot be told again.
            Of::Owed => Subject::Owed { on: session.now().today() },
        })
    }
}

/// A paper by its name or by the word in its file names, whatever stands between the letters.
fn named(typed: &str) -> Option<PaperKind> {
    let letters = |text: &str| text.chars().filter(|letter| letter.is_alphanumeric()).collect::<String>();
    let typed = letters(&typed.to_lowercase());
    let fits = |kind: &&PaperKind| {
        letters(kind.word()) == typed || kind.shape().is_some_and(|shape| letters(shape.stem) == typed)
    };
    PaperKind::ALL.iter().find(fits).copied()
}

/// What a reference names: a meeting, or a case.
pub fn subject(session: &Session, reference: &str) -> Result<Subject, Failure> {
    if let Ok(meeting) = find::meeting(session, reference) {
        return Ok(Subject::Meeting(meeting.id));
    }
    if let Ok(case) = find::case(session, reference) {
        return Ok(Subject::Case(case.id));
    }
    Err(Failure::Refused(format!("no meeting and no case is called {reference}")))
}
