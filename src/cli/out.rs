//! Printing: data to stdout, words to stderr, every string cleaned of what could steer a terminal.

use std::io::{self, BufWriter, IsTerminal, Stdout, Write};

use serde_json::{Value, json};
use unicode_width::UnicodeWidthStr;

use super::failure::Failure;
use crate::domain::reply::Reply;
use crate::domain::text::{clean, clean_lines};

/// The head of a column.
#[derive(Debug, Clone)]
pub struct ColumnHead {
    /// Its name.
    pub name: String,
    /// Whether figures stand in it, which are set to the right.
    pub right: bool,
}

impl ColumnHead {
    /// A column of words.
    pub fn words(name: &str) -> Self {
        Self { name: name.to_owned(), right: false }
    }

    /// A column of figures.
    pub fn figures(name: &str) -> Self {
        Self { name: name.to_owned(), right: true }
    }
}

/// Where a command prints.
pub struct Out {
    stdout: BufWriter<Stdout>,
    json: bool,
}

impl Out {
    /// Prints text, or JSON.
    pub fn new(json: bool) -> Self {
        Self { stdout: BufWriter::new(io::stdout()), json }
    }

    /// Whether data is wanted as JSON.
    pub const fn wants_json(&self) -> bool {
        self.json
    }

    /// A line of data.
    pub fn line(&mut self, text: &str) -> Result<(), Failure> {
        Ok(writeln!(self.stdout, "{}", clean(text))?)
    }

    /// A line of data some columns in; text of several lines keeps them.
    pub fn indented(&mut self, by: usize, text: &str) -> Result<(), Failure> {
        for line in clean_lines(text).lines() {
            writeln!(self.stdout, "{:by$}{line}", "")?;
        }
        Ok(())
    }

    /// An empty line.
    pub fn gap(&mut self) -> Result<(), Failure> {
        Ok(writeln!(self.stdout)?)
    }

    /// A value as JSON.
    pub fn json(&mut self, mut value: Value) -> Result<(), Failure> {
        clean_value(&mut value);
        // Told through io, so that a closed pipe is known as one.
        serde_json::to_writer_pretty(&mut self.stdout, &value).map_err(io::Error::from)?;
        Ok(writeln!(self.stdout)?)
    }

    /// Rows under heads, each column as wide as its widest cell; the last is as long as it likes. That there
    /// are none is said.
    pub fn table<const N: usize>(&mut self, heads: [&str; N], rows: &[[String; N]]) -> Result<(), Failure> {
        let heads = heads.map(ColumnHead::words);
        self.columns(&heads, &rows.iter().map(|row| row.to_vec()).collect::<Vec<_>>())
    }

    /// The same of as many columns as there are heads, figures to the right.
    pub fn columns(&mut self, heads: &[ColumnHead], rows: &[Vec<String>]) -> Result<(), Failure> {
        if rows.is_empty() {
            self.say("none");
            return Ok(());
        }
        let names: Vec<String> = heads.iter().map(|head| head.name.clone()).collect();
        let cleaned = |row: &[String]| row.iter().map(|cell| clean(cell)).collect::<Vec<String>>();
        let rows: Vec<Vec<String>> =
            std::iter::once(names.as_slice()).chain(rows.iter().map(Vec::as_slice)).map(cleaned).collect();
        let mut widths = vec![0; heads.len()];
        for row in &rows {
            for (width, cell) in widths.iter_mut().zip(row) {
                *width = (*width).max(cell.width());
            }
        }
        for row in &rows {
            let mut line = String::new();
            for ((cell, width), head) in row.iter().zip(&widths).zip(heads) {
                let air = " ".repeat(width.saturating_sub(cell.width()));
                let (before, after) = if head.right { (air.as_str(), "") } else { ("", air.as_str()) };
                line.extend([before, cell, after, "  "]);
            }
            writeln!(self.stdout, "{}", line.trim_end())?;
        }
        Ok(())
    }

    /// Bytes that another program reads, as they are.
    pub fn bytes(&mut self, bytes: &[u8]) -> Result<(), Failure> {
        Ok(self.stdout.write_all(bytes)?)
    }

    /// Words for the person at the keyboard.
    pub fn say(&self, words: &str) {
        // Nobody may be reading; what was done is done all the same.
        let _ = writeln!(io::stderr(), "{}", clean(words));
    }

    /// How far something long has come: told in place to whoever watches, now and then to a file.
    pub fn progress(&self, done: usize, of: usize, what: &str) {
        let watched = io::stderr().is_terminal();
        let step = if watched { (of / 100).max(1) } else { 1_000 };
        if of < 500 || !done.is_multiple_of(step) && done != of {
            return;
        }
        let (before, after) = if watched { ("\r", if done == of { "\n" } else { "" }) } else { ("", "\n") };
        let mut stderr = io::stderr();
        let _ = write!(stderr, "{before}{done} of {of} {what}{after}");
        let _ = stderr.flush();
    }

    /// Words that are more than a confirmation.
    pub fn warn(&self, words: &str) {
        self.say(&format!("warning: {words}"));
    }

    /// What was done: words and warnings to stderr; to stdout the references, as JSON or for a script to read.
    pub fn reply(&mut self, reply: &Reply) -> Result<(), Failure> {
        self.replies(std::slice::from_ref(reply))
    }

    /// The same of several things done as one.
    pub fn replies(&mut self, replies: &[Reply]) -> Result<(), Failure> {
        for reply in replies {
            self.say(&reply.words);
            reply.warnings.iter().for_each(|warning| self.warn(warning));
            for (whose, password) in &reply.told_once {
                self.say(&format!("password of {whose}, shown only this once: {}", password.reveal()));
            }
        }
        let references: Vec<&str> =
            replies.iter().flat_map(|reply| &reply.references).map(String::as_str).collect();
        if self.json {
            let words: Vec<&str> = replies.iter().map(|reply| reply.words.as_str()).collect();
            let warnings: Vec<&str> =
                replies.iter().flat_map(|reply| &reply.warnings).map(String::as_str).collect();
            return self.json(json!({ "references": references, "words": words, "warnings": warnings }));
        }
        if !io::stdout().is_terminal() {
            references.iter().try_for_each(|reference| self.line(reference))?;
        }
        Ok(())
    }

    /// Hands everything over to the reader.
    pub fn finish(&mut self) -> Result<(), Failure> {
        Ok(self.stdout.flush()?)
    }
}

fn clean_value(value: &mut Value) {
    match value {
        Value::String(text) => *text = clean_lines(text),
        Value::Array(values) => values.iter_mut().for_each(clean_value),
        Value::Object(fields) => fields.values_mut().for_each(clean_value),
        Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn json_is_cleaned_at_every_depth() {
        let mut value = json!({ "a": ["x\u{1b}[2J", { "b": "y\u{202e}\nz" }], "n": 1 });
        clean_value(&mut value);
        assert_eq!(value, json!({ "a": ["x[2J", { "b": "y\nz" }], "n": 1 }));
    }
}
