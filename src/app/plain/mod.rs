//! The application as plain lines, for a screen reader: a prompt, a line typed, sentences back; nothing is drawn, no
//! alternate screen is opened, nothing moves.
//!
//! It is the same application behind another door: the same screens, commands, requests and questions. A line is the name
//! of a command from the one table, or a number to choose by; the screen it leads to is drawn where nobody sees it and
//! [read out](words), one item a line, numbered. Dialogs are asked field by field ([`asked`]). [`run()`] is the loop over
//! the two ends of the record's channels and of the terminal.

mod asked;
mod run;
#[cfg(test)]
mod tests;
mod words;

pub use self::run::{Record, run};

use self::asked::Asked;
use self::words::{Row, rows};
use super::App;
use super::command::{Command, Scope};
use super::effect::Tone;
use super::event::Event;
use super::keymap::Key;
use super::mouse::drawn;
use super::theme::Theme;
use super::widgets::chrome;

/// Columns in which screens are laid out to be read: wide enough that little is cut.
const COLUMNS: u16 = 200;
/// The same where a narrower page has everything in one column.
const NARROW: u16 = 78;
/// Rows: enough that a page need not scroll.
const ROWS: u16 = 100;
/// Items read out at a time (our default).
const ITEMS: usize = 20;

/// The application, read out.
pub struct Plain {
    app: App,
    /// The place of the last item read, counted from the first item of the list; nothing before one was read.
    read: usize,
    /// Which dialog is being answered, and how far.
    asked: Asked,
    /// What there is to say.
    out: Vec<String>,
}

impl Plain {
    /// Takes the application over. Its looks are those in which the cursor can be told from the rest.
    pub fn new(mut app: App) -> Self {
        app.cx.theme = Theme::choose(Some("mono"), false);
        Self { app, read: 0, asked: Asked::default(), out: Vec::new() }
    }

    /// Whether the user has left.
    pub const fn is_quitting(&self) -> bool {
        self.app.is_quitting()
    }

    /// Begins: says where one is.
    pub fn begin(&mut self, record: &mut dyn Record) -> Vec<String> {
        self.settle(record);
        self.say("Convenor in plain lines. Type help for what can be done here, quit to leave.");
        self.tell_place(record);
        std::mem::take(&mut self.out)
    }

    /// Hears a line, and gives what there is to read.
    pub fn hear(&mut self, line: &str, record: &mut dyn Record) -> Vec<String> {
        self.settle(record);
        let line = line.trim();
        let (stood, hidden) = (self.app.standing(), self.app.cx.privacy);
        if self.app.dialog().is_some() {
            self.answer(line, record);
        } else {
            self.obey(line, record);
        }
        self.settle(record);
        self.tell_message();
        if self.app.cx.privacy != hidden {
            self.say(if hidden {
                "Names are shown again."
            } else {
                "Names are hidden; privacy, then yes, shows them."
            });
        }
        if self.app.is_quitting() {
            self.say("Left.");
        } else if self.app.dialog().is_some() {
            self.ask();
        } else if self.app.standing() != stood {
            self.tell_place(record);
        }
        std::mem::take(&mut self.out)
    }

    fn say(&mut self, words: impl Into<String>) {
        self.out.push(words.into());
    }

    /// Has the record answer everything that waits.
    fn settle(&mut self, record: &mut dyn Record) {
        let jobs = std::mem::take(&mut self.app.jobs);
        record.serve(&mut self.app, jobs);
    }

    fn perform(&mut self, command: Command, record: &mut dyn Record) {
        self.app.perform(command);
        self.settle(record);
    }

    /// The commands that can be given now.
    fn live(&self) -> Vec<Command> {
        self.app.top().map(chrome::live).unwrap_or_default()
    }

    /// A line outside a dialog.
    fn obey(&mut self, line: &str, record: &mut dyn Record) {
        let (word, rest) = line.split_once(char::is_whitespace).unwrap_or((line, ""));
        let (word, rest) = (word.to_lowercase(), rest.trim());
        if let Ok(number) = word.parse::<usize>() {
            return self.open(number, record);
        }
        match word.as_str() {
            "" => {}
            "cancel" | "yes" | "no" => self.say("Nothing is being asked."),
            "help" | "?" => self.help(rest),
            "list" | "read" => self.tell_place(record),
            "more" => self.more(record),
            "where" => {
                let title = self.app.top().map(|top| top.title(&self.app.cx)).unwrap_or_default();
                self.say(title);
            }
            "filter" => self.filter(rest, record),
            "type" => self.types(rest, record),
            name => match Command::named(name) {
                Some(command) if self.live().contains(&command) => self.give(command, rest, record),
                Some(command) => {
                    let place = command.row().scope.label();
                    self.say(format!("{name} cannot be done here now; it works: {place}."));
                }
                None => {
                    let near = super::keymap::nearest(name).map(|near| format!(" Did you mean {near}?"));
                    self.say(format!(
                        "{name} is not a command.{} Type help for those that work here.",
                        near.unwrap_or_default()
                    ));
                }
            },
        }
    }

    /// Gives a command, on an item when a number is given with it.
    fn give(&mut self, command: Command, rest: &str, record: &mut dyn Record) {
        match (rest.is_empty(), rest.parse::<usize>()) {
            (true, _) => self.perform(command, record),
            (false, Ok(number)) if self.to(number, record) => self.perform(command, record),
            (false, Ok(number)) => self.say(format!("There is no item {number} here.")),
            (false, Err(_)) => self.say(format!(
                "{} takes nothing, or the number of an item: {} 3.",
                command.row().name,
                command.row().name
            )),
        }
    }

    fn open(&mut self, number: usize, record: &mut dyn Record) {
        if !self.to(number, record) {
            return self.say(format!("There is no item {number} here."));
        }
        let opens = [Command::Open, Command::PeopleOpen, Command::ImportTake];
        match opens.into_iter().find(|command| self.live().contains(command)) {
            Some(command) => {
                let stood = self.app.standing();
                self.perform(command, record);
                if self.app.standing() == stood && self.app.dialog().is_none() && self.app.toast.is_none() {
                    self.say(format!(
                        "Item {number} has nothing to open. Type help for what can be done with it."
                    ));
                }
            }
            None => self.say(format!("On item {number}. Type help for what can be done with it.")),
        }
    }

    /// Puts the cursor on an item; whether there is one.
    fn to(&mut self, number: usize, record: &mut dyn Record) -> bool {
        let Some((_, down, first)) = self.moves() else { return false };
        let Some(steps) = number.checked_sub(1) else { return false };
        self.first(first, record);
        for step in 0..steps {
            // Those that were read out are there.
            let was = (step + 1 >= self.read).then(|| self.drawn());
            self.perform(down, record);
            if was.is_some_and(|was| self.drawn() == was) {
                return false;
            }
        }
        self.drawn().iter().any(|row| row.on)
    }

    /// The commands that move up, down and to the first item here, where there are items.
    fn moves(&self) -> Option<(Command, Command, Option<Command>)> {
        let live = self.live();
        let all = [
            (Command::Up, Command::Down, Some(Command::First)),
            (Command::PeopleUp, Command::PeopleDown, None),
            (Command::ImportUp, Command::ImportDown, None),
        ];
        all.into_iter().find(|(up, ..)| live.contains(up))
    }

    fn first(&mut self, first: Option<Command>, record: &mut dyn Record) {
        if let Some(first) = first {
            return self.perform(first, record);
        }
        let Some((up, ..)) = self.moves() else { return };
        for _ in 0..self.read.max(ITEMS) {
            self.perform(up, record);
        }
    }

    /// The screen drawn where nobody sees it.
    fn drawn(&self) -> Vec<Row> {
        let narrow = self.app.top().is_some_and(|top| top.scope() == Scope::Room);
        let size = (if narrow { NARROW } else { COLUMNS }, ROWS);
        drawn(&self.app, size).map(|buffer| rows(&buffer)).unwrap_or_default()
    }

    /// Says where one is and what is there.
    fn tell_place(&mut self, record: &mut dyn Record) {
        let title = self.app.top().map(|top| top.title(&self.app.cx)).unwrap_or_default();
        self.say(format!("{}.", title.trim_end_matches('.')));
        if self.app.cx.privacy {
            self.say("Names are hidden.");
        }
        self.read = 0;
        match self.moves() {
            Some((_, _, first)) if self.drawn().iter().any(|row| row.on) => {
                self.first(first, record);
                self.items(record);
                self.first(first, record);
            }
            _ => {
                let rows = self.drawn();
                self.read_on(&rows);
                if self.app.top_takes_text() {
                    self.say("Text is taken here: type, then the words. Type help for the commands.");
                }
            }
        }
    }

    /// Reads items out from the one the cursor is on: each with its number, and what stands before it without.
    fn items(&mut self, record: &mut dyn Record) {
        let Some((_, down, _)) = self.moves() else { return };
        let mut last: Option<String> = None;
        for count in 0..ITEMS {
            let seen = self.drawn();
            let Some(at) = seen.iter().position(|row| row.on) else { return };
            let from = last.as_ref().map_or(0, |last| {
                seen.iter().take(at).rposition(|row| row.words == *last).map_or(at, |last| last + 1)
            });
            if count > 0 || self.read == 0 {
                self.read_on(seen.get(from..at).unwrap_or_default());
            }
            self.read += 1;
            let words = seen.get(at).map(|row| row.words.clone()).unwrap_or_default();
            self.say(format!("{}. {words}", self.read));
            last = Some(words);
            self.perform(down, record);
            if self.drawn() == seen {
                self.read_on(seen.get(at + 1..).unwrap_or_default());
                return;
            }
        }
        self.say("Type more for more.");
    }

    /// Reads rows out that have no number; what goes on with the row before it is said with that one.
    fn read_on(&mut self, rows: &[Row]) {
        for row in rows.iter().filter(|row| row.is_telling()) {
            match self.out.last_mut().filter(|_| row.goes_on) {
                Some(last) => {
                    last.push(' ');
                    last.push_str(&row.words);
                }
                None => self.out.push(row.words.clone()),
            }
        }
    }

    fn more(&mut self, record: &mut dyn Record) {
        let read = self.read;
        if read == 0 || !self.to(read + 1, record) {
            return self.say("That was all.");
        }
        self.items(record);
    }

    /// Narrows a list; with nothing said, shows all of it again.
    fn filter(&mut self, words: &str, record: &mut dyn Record) {
        if !self.live().contains(&Command::Filter) {
            return self.say("There is no filter here.");
        }
        self.perform(Command::Filter, record);
        self.types(words, record);
        self.perform(Command::FilterApply, record);
        self.tell_place(record);
    }

    /// Types words where text is taken, in place of what stands there.
    fn types(&mut self, words: &str, record: &mut dyn Record) {
        if !self.app.top_takes_text() {
            return self.say("No text is taken here.");
        }
        for key in ["end", "ctrl-u"].into_iter().filter_map(Key::parse) {
            let jobs = self.app.handle(Event::Key(key.event()));
            record.serve(&mut self.app, jobs);
        }
        let jobs = self.app.handle(Event::Paste(words.to_owned()));
        record.serve(&mut self.app, jobs);
        if self.app.top().is_some_and(|top| top.scope() != Scope::Filter) {
            self.tell_place(record);
        }
    }

    /// Lists what can be done here, or what of it has these words.
    fn help(&mut self, words: &str) {
        let words = words.to_lowercase();
        self.say("A number opens an item. A command takes a number too: completed 3. Also: list reads the place again, more \
                  goes on, filter and words narrows, where says where you are, type and words puts text in.");
        let all = words == "all";
        let mut left_out = 0;
        for command in self.live() {
            let row = command.row();
            let general = matches!(row.scope, Scope::Places | Scope::Everywhere);
            let found = words.is_empty()
                || all
                || format!("{} {} {}", row.name, row.title, row.doc).to_lowercase().contains(&words);
            if !found || is_for_eyes(command) {
                continue;
            }
            if general && words.is_empty() {
                left_out += 1;
                continue;
            }
            self.say(format!("{}: {}", row.name, row.doc));
        }
        if left_out > 0 {
            self.say(format!("{left_out} more work everywhere, to go to other places, undo and so on: help all reads them too."));
        }
    }

    /// Says what the application said last.
    fn tell_message(&mut self) {
        if let Some(shown) = self.app.toast.take() {
            let tone = match shown.toast.tone {
                Tone::Good => "Done: ",
                Tone::Plain => "",
                Tone::Bad => "Refused: ",
            };
            self.say(format!("{tone}{}.", shown.toast.words.trim_end_matches('.')));
        }
    }
}

/// Whether a command only serves whoever looks at a screen.
const fn is_for_eyes(command: Command) -> bool {
    matches!(
        command,
        Command::Up
            | Command::Down
            | Command::PageUp
            | Command::PageDown
            | Command::First
            | Command::Last
            | Command::Open
            | Command::Palette
            | Command::Help
            | Command::NextTheme
            | Command::Redraw
            | Command::Lock
            | Command::Hold
    )
}
