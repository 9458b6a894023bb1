//! A report as it is asked for, and the same as words, so that it can be saved under a name.

use jiff::civil::Date;

use super::{Period, ReportKind};

/// A report as it is asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Asked {
    /// Which.
    pub kind: ReportKind,
    /// Key of the forum; nothing for every forum that has such a report.
    pub forum: Option<String>,
    /// First day, included.
    pub from: Date,
    /// Last day, included.
    pub to: Date,
    /// Females of 16 and over who live in the area, where the figures need it.
    pub adult_females: Option<u32>,
    /// Whether it is for somebody outside the office: small numbers are held back.
    pub outside: bool,
    /// Whether each measure has that of the stretch before beside it.
    pub compare: bool,
}

impl Asked {
    /// A report over days, of every forum that has it.
    pub const fn over(kind: ReportKind, from: Date, to: Date) -> Self {
        Self { kind, forum: None, from, to, adult_females: None, outside: false, compare: false }
    }

    /// A report over the 12 months that end today.
    pub fn of_year(kind: ReportKind, today: Date) -> Self {
        let year = Period::year_to(today);
        Self::over(kind, year.from, year.to)
    }

    /// The same over other days.
    #[must_use]
    pub const fn within(mut self, period: Period) -> Self {
        self.from = period.from;
        self.to = period.to;
        self
    }

    /// The same over the stretch before, as long.
    #[must_use]
    pub fn before(&self) -> Self {
        let period = Period { from: self.from, to: self.to }.before();
        Self { compare: false, ..self.clone().within(period) }
    }

    /// Reads a report as words: `volumes forum:marac period:last-quarter adult-females:60000 outside`. What is not said is
    /// the last 12 months, every forum, in full. `forum` gives the
    /// key of a forum by its name.
    ///
    /// # Errors
    /// Which word is not understood, and what may stand there.
    pub fn read(
        words: &str,
        forum: impl Fn(&str) -> Result<String, String>,
        today: Date,
    ) -> Result<Self, String> {
        let mut words = words.split_whitespace();
        let named = words.next().unwrap_or_default();
        let kind = ReportKind::parse(named).ok_or_else(|| {
            let known: Vec<&str> = ReportKind::ALL.iter().map(|kind| kind.word()).collect();
            format!("{named} is no report; there are {}", known.join(", "))
        })?;
        let mut asked = Self::of_year(kind, today);
        for word in words {
            asked.take(word, &forum, today)?;
        }
        if asked.from > asked.to {
            return Err(format!("the period ends on {}, before it begins on {}", asked.to, asked.from));
        }
        Ok(asked)
    }

    fn take(
        &mut self,
        word: &str,
        forum: &impl Fn(&str) -> Result<String, String>,
        today: Date,
    ) -> Result<(), String> {
        let day =
            |typed: &str| typed.parse().map_err(|_| format!("{typed} is no day; write it as 2026-10-01"));
        match word.split_once(':') {
            None if word.eq_ignore_ascii_case("outside") => self.outside = true,
            None if word.eq_ignore_ascii_case("compare") => self.compare = true,
            Some(("forum", name)) => self.forum = Some(forum(name)?),
            Some(("from", typed)) => self.from = day(typed)?,
            Some(("to", typed)) => self.to = day(typed)?,
            Some(("period", typed)) => *self = self.clone().within(Period::read(typed, today)?),
            Some(("adult-females", typed)) => {
                let count =
                    typed.replace(',', "").parse().map_err(|_| format!("{typed} is no number of people"))?;
                self.adult_females = Some(count);
            }
            _ => {
                return Err(format!(
                    "{word} is not understood; forum:, period:, from:, to:, adult-females:, compare or outside"
                ));
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    fn read(words: &str) -> Result<Asked, String> {
        let forum =
            |name: &str| if name == "marac" { Ok(name.to_owned()) } else { Err(format!("no {name}")) };
        Asked::read(words, forum, date(2026, 11, 22))
    }

    #[test]
    fn a_report_is_read_as_words() {
        let name = ReportKind::ALL[0].word();
        let asked =
            read(&format!("{name} forum:marac period:last-quarter adult-females:60,000 outside")).unwrap();
        assert_eq!((asked.forum.as_deref(), asked.adult_females), (Some("marac"), Some(60_000)));
        assert_eq!((asked.from, asked.to, asked.outside), (date(2026, 7, 1), date(2026, 9, 30), true));
        let usual = read(name).unwrap();
        assert_eq!((usual.from, usual.to), (date(2025, 11, 23), date(2026, 11, 22)));
        for wrong in ["", "cases", "forum:marac"] {
            assert!(read(wrong).unwrap_err().contains("there are"), "{wrong}");
        }
        for wrong in
            ["forum:none", "period:soon", "from:1/2", "adult-females:many", "inside", "from:2027-01-01"]
        {
            assert!(read(&format!("{name} {wrong}")).is_err(), "{wrong}");
        }
    }
}
