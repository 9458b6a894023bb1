//! Filter words as conditions of the list tables: every value a parameter, every name one of ours.

use jiff::civil::Date;
use rusqlite::types::FromSql;
use rusqlite::{Connection, ToSql, params_from_iter};

use crate::domain::calendar::add_days;
use crate::domain::filter::{Days, Key, Range, Term, Test};
use crate::domain::listing::Sift;
use crate::record::error::RecordError;

/// What sorts after every date: an action without one.
pub(super) const NO_DATE: &str = "9999-12-31";

/// Conditions and their values, in order.
#[derive(Default)]
pub(super) struct Where {
    conditions: Vec<String>,
    values: Vec<Box<dyn ToSql>>,
}

impl Where {
    /// Adds a condition with a value for each `?` in it.
    pub(super) fn push<T: ToSql + 'static>(
        &mut self,
        condition: impl Into<String>,
        values: impl IntoIterator<Item = T>,
    ) {
        self.conditions.push(condition.into());
        self.values.extend(values.into_iter().map(|value| Box::new(value) as Box<dyn ToSql>));
    }

    /// " WHERE ...", or nothing.
    pub(super) fn sql(&self) -> String {
        if self.conditions.is_empty() {
            String::new()
        } else {
            format!(" WHERE {}", self.conditions.join(" AND "))
        }
    }

    /// The values, in the order of the conditions.
    pub(super) fn values(&self) -> impl Iterator<Item = &dyn ToSql> {
        self.values.iter().map(AsRef::as_ref)
    }

    /// The one figure of a statement under these conditions.
    pub(super) fn one<T: FromSql>(&self, connection: &Connection, select: &str) -> Result<T, RecordError> {
        let mut statement = connection.prepare_cached(&format!("{select}{}", self.sql()))?;
        Ok(statement.query_row(params_from_iter(self.values()), |row| row.get(0))?)
    }
}

/// A condition with the text of its values.
struct Piece(String, Vec<String>);

impl Piece {
    fn plain(sql: &str) -> Self {
        Self(sql.to_owned(), Vec::new())
    }

    /// `column` is one of the values.
    fn within(column: &str, values: Vec<String>) -> Self {
        Self(format!("{column} IN ({})", vec!["?"; values.len()].join(", ")), values)
    }

    /// Any of these.
    fn any(pieces: Vec<Self>) -> Self {
        if pieces.is_empty() {
            return Self::plain("0");
        }
        let (sql, values): (Vec<String>, Vec<Vec<String>>) =
            pieces.into_iter().map(|Self(sql, values)| (sql, values)).unzip();
        Self(format!("({})", sql.join(" OR ")), values.concat())
    }

    /// The lines of a table whose `column` is among those this condition of another table selects.
    fn among(self, column: &str, select: &str) -> Self {
        Self(format!("{column} IN ({select} {})", self.0), self.1)
    }
}

/// A day column within bounds. `none` is what stands for no day, and sorts after or before every day.
fn days(column: &str, days: Days, none: &str) -> Piece {
    match days {
        Days::None => Piece(format!("{column} = ?"), vec![none.to_owned()]),
        Days::Any => Piece(format!("{column} <> ?"), vec![none.to_owned()]),
        Days::Between(from, until) => {
            let (mut sql, mut values) = (vec![format!("{column} <> ?")], vec![none.to_owned()]);
            if let Some(from) = from {
                sql.push(format!("{column} >= ?"));
                values.push(from.to_string());
            }
            if let Some(until) = until {
                sql.push(format!("{column} <= ?"));
                values.push(until.to_string());
            }
            Piece(format!("({})", sql.join(" AND ")), values)
        }
    }
}

/// A figure within bounds.
fn figures(column: &str, range: Range) -> Piece {
    // Numbers of ours, never text from outside.
    Piece(format!("{column} BETWEEN {} AND {}", range.least, range.most), Vec::new())
}

/// A day so many days ago, within bounds.
fn ages(column: &str, range: Range, today: Date) -> Piece {
    let ago = |days: i64| i32::try_from(days).ok().map(|days| add_days(today, -days));
    days(column, Days::Between(ago(range.most), ago(range.least)), "")
}

/// Adds a condition for each term, each told by `piece`.
fn each(sift: &Sift, wanted: &mut Where, piece: impl Fn(&Test) -> Piece) {
    for Term { not, test } in &sift.terms {
        let Piece(sql, values) = piece(test);
        let sql = if *not { format!("({sql}) IS NOT TRUE") } else { format!("({sql})") };
        wanted.push(sql, values);
    }
}

/// Words as the record writes them.
fn plain(words: &[String]) -> Vec<String> {
    words.iter().map(|word| word.replace('-', " ")).collect()
}

fn yes(words: &[String]) -> bool {
    words.iter().any(|word| word == "yes")
}

/// Conditions on the case list.
pub(super) fn of_case(sift: &Sift, today: Date, wanted: &mut Where) {
    each(sift, wanted, |test| case_piece(test, sift, today));
}

const OF_LIVE: &str = "SELECT \"case\" FROM action_line WHERE live = 1 AND";

fn case_piece(test: &Test, sift: &Sift, today: Date) -> Piece {
    match test {
        Test::Text(word) => Piece("folded LIKE ?".to_owned(), vec![format!("%{word}%")]),
        Test::One(key, words) => match key {
            Key::Agency => Piece::within("agency", words.clone()).among("id", OF_LIVE),
            Key::Is => Piece::any(words.iter().map(|word| case_is(word, sift, today)).collect()),
            Key::Has => Piece::any(words.iter().map(|word| case_has(word)).collect()),
            Key::Repeat => Piece::plain(if yes(words) { "\"repeat\" = 1" } else { "\"repeat\" = 0" }),
            Key::Forum => Piece::within("forum", words.clone()),
            Key::State => {
                let states = plain(words).into_iter();
                let states = states.map(|word| if word == "waiting" { "referred".to_owned() } else { word });
                Piece::within("state", states.collect())
            }
            Key::Meeting => Piece::any(words.iter().map(|word| on_agenda(word)).collect()),
            Key::Flag => Piece::any(words.iter().map(|word| flag(word, sift)).collect()),
            _ => Piece::plain("0"),
        },
        Test::Days(Key::Due, bounds) => days("due", *bounds, NO_DATE).among("id", OF_LIVE),
        Test::Days(_, bounds) => days("last_referred", *bounds, ""),
        Test::Number(Key::Score, range) => figures("score", *range),
        Test::Number(Key::Children, range) => figures("children", *range),
        Test::Number(_, range) => ages("last_referred", *range, today),
        Test::Nothing => Piece::plain("0"),
    }
}

const CLOSED: &str = "(state IN ('declined', 'transferred', 'closed', 'sent to another forum') \
                      OR (state = 'heard' AND id NOT IN (SELECT \"case\" FROM action_line WHERE live = 1)))";

fn case_is(word: &str, sift: &Sift, today: Date) -> Piece {
    match word {
        "overdue" => Piece("due < ?".to_owned(), vec![today.to_string()]).among("id", OF_LIVE),
        "repeat" => Piece::plain("\"repeat\" = 1"),
        "waiting" => Piece::plain("state = 'referred'"),
        "closed" => Piece::plain(CLOSED),
        "open" => Piece::plain(&format!("NOT {CLOSED}")),
        "to-correct" => Piece::plain("id IN (SELECT \"case\" FROM to_correct WHERE open = 1)"),
        "to-look-at" => Piece::plain("id IN (SELECT \"case\" FROM finding WHERE open = 1)"),
        "conflict" => Piece::plain("id IN (SELECT \"case\" FROM wall)"),
        "flagged" => flag("up", sift),
        _ => Piece::plain("0"),
    }
}

fn case_has(word: &str) -> Piece {
    Piece::plain(match word {
        "children" => "children > 0",
        "actions" => "id IN (SELECT \"case\" FROM action_line WHERE live = 1)",
        "views" => "id IN (SELECT \"case\" FROM views)",
        "documents" => "id IN (SELECT \"case\" FROM attachment)",
        "meeting" => "met <> ''",
        "perpetrator" => "perpetrators <> ''",
        _ => "0",
    })
}

/// Whether the flag is still up, and what agencies assert of a subject.
fn flag(word: &str, sift: &Sift) -> Piece {
    let from = sift.flagged_from.map(|day| day.to_string()).unwrap_or_default();
    match word {
        "up" => Piece("last_referred >= ?".to_owned(), vec![from]),
        "expired" => Piece("last_referred < ?".to_owned(), vec![from]),
        claim => Piece("claim = ?".to_owned(), vec![claim.to_owned()])
            .among("id", "SELECT \"case\" FROM assertion WHERE"),
    }
}

/// On the agenda of the meetings whose reference holds these letters; a reference holds its day.
fn on_agenda(word: &str) -> Piece {
    let meetings = Piece("instr(reference, ?) > 0".to_owned(), vec![word.to_uppercase()]);
    meetings.among("meeting", "SELECT id FROM meeting WHERE").among("id", "SELECT \"case\" FROM item WHERE")
}

/// Conditions on the action list.
pub(super) fn of_action(sift: &Sift, today: Date, wanted: &mut Where) {
    each(sift, wanted, |test| action_piece(test, today));
}

fn action_piece(test: &Test, today: Date) -> Piece {
    match test {
        Test::Text(word) => Piece("folded LIKE ?".to_owned(), vec![format!("%{word}%")]),
        Test::One(key, words) => match key {
            Key::Agency => Piece::within("agency", words.clone()),
            Key::Is => Piece::any(words.iter().map(|word| action_is(word, today)).collect()),
            Key::Has => Piece::any(words.iter().map(|word| action_has(word)).collect()),
            Key::State => Piece::within("state", plain(words)),
            Key::Forum => Piece::within("forum", words.clone()),
            Key::Repeat => {
                let held = "\"case\" IN (SELECT id FROM case_line WHERE \"repeat\" = 1)";
                Piece::plain(&if yes(words) { held.to_owned() } else { format!("NOT {held}") })
            }
            Key::Owner => Piece::any(words.iter().map(|word| holds("owner", word)).collect()),
            Key::Meeting => Piece::any(
                words
                    .iter()
                    .map(|word| Piece("instr(meeting, ?) > 0".to_owned(), vec![word.to_uppercase()]))
                    .collect(),
            ),
            Key::Case => Piece::any(words.iter().map(|word| of_reference(word)).collect()),
            _ => Piece::plain("0"),
        },
        Test::Days(_, bounds) => days("due", *bounds, NO_DATE),
        Test::Number(_, range) => ages("agreed", *range, today),
        Test::Nothing => Piece::plain("0"),
    }
}

fn holds(column: &str, word: &str) -> Piece {
    Piece(format!("instr({column}, ?) > 0"), vec![crate::domain::text::fold(word)])
}

/// Of the cases whose reference ends so.
fn of_reference(word: &str) -> Piece {
    let word = word.to_uppercase();
    let whole = word.starts_with(char::is_alphabetic);
    let held = if whole {
        Piece("reference = ?".to_owned(), vec![word])
    } else {
        let digits = crate::domain::text::digits(&word);
        Piece("reference LIKE ?".to_owned(), vec![format!("%{digits}")])
    };
    held.among("\"case\"", "SELECT id FROM \"case\" WHERE")
}

fn action_is(word: &str, today: Date) -> Piece {
    match word {
        "overdue" => Piece("(live = 1 AND due < ?)".to_owned(), vec![today.to_string()]),
        "live" => Piece::plain("live = 1"),
        "awaiting" => Piece::plain("awaiting = 1"),
        "closed" => Piece::plain("live = 0"),
        "late" => Piece::plain("late = 1"),
        "carried" => Piece::plain(
            "id IN (SELECT action FROM review WHERE outcome = 'continues' AND meeting IS NOT NULL)",
        ),
        "ongoing" => Piece::plain("kind = 'ongoing'"),
        "standing" => Piece::plain("kind = 'standing'"),
        "undated" => Piece::plain("kind = 'no date given'"),
        "between-meetings" => Piece::plain("meeting = ''"),
        _ => Piece::plain("0"),
    }
}

fn action_has(word: &str) -> Piece {
    match word {
        "owner" => Piece::plain("owner <> ''"),
        "date" => Piece("due <> ?".to_owned(), vec![NO_DATE.to_owned()]),
        "support" => Piece::plain("support = 1"),
        _ => Piece::plain("0"),
    }
}

/// Conditions on the referrals that wait: where they lie is the desk's, the rest is the case list's.
pub(super) fn of_desk(sift: &Sift, today: Date, wanted: &mut Where) {
    each(sift, wanted, |test| match test {
        Test::One(Key::Is, words) => {
            Piece::any(words.iter().map(|word| desk_is(word, sift, today)).collect())
        }
        test => {
            case_piece(test, sift, today).among("id", "SELECT id FROM case_line WHERE state = 'referred' AND")
        }
    });
}

fn desk_is(word: &str, sift: &Sift, today: Date) -> Piece {
    match word {
        "undecided" => Piece::plain("heap = 0"),
        "asked" => Piece::plain("heap = 1"),
        "accepted" => Piece::plain("heap = 2"),
        "late" => Piece("(heap = 1 AND due < ?)".to_owned(), vec![today.to_string()]),
        "untold" => Piece::plain("told = 0"),
        word => {
            case_is(word, sift, today).among("id", "SELECT id FROM case_line WHERE state = 'referred' AND")
        }
    }
}
