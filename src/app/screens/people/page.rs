//! One person as lines: who they are made of, where they stand on either side, what to check, whom they may also be.

use ratatui::style::Style;
use ratatui::text::{Line, Span};

use crate::app::cx::Cx;
use crate::app::screens::parts;
use crate::app::widgets::sheet::{self, LABEL, SheetRow};
use crate::app::widgets::wide;
use crate::domain::calendar::show_numeric;
use crate::domain::id::Id;
use crate::domain::private::Private;
use crate::domain::rows::case::Case;
use crate::domain::rows::person::Person;
use crate::service::ask::{ElsewhereLine, PersonLine, PersonRow, PersonStory, PlaceLine, SuggestionLine};

/// What can be acted on where the cursor is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Spot {
    /// A row the person is made of; whether it can be parted.
    Row(Id<Person>, bool),
    /// Somebody the person may also be.
    Suggestion(Id<Person>),
    /// Somebody the person is said not to be.
    Apart(Id<Person>),
    /// A case.
    Case(Id<Case>),
}

/// The lines of a person.
pub struct Page<'a> {
    cx: &'a Cx,
    width: usize,
    rows: Vec<SheetRow<Spot>>,
}

/// Lays a person out in a width.
pub fn rows(story: &PersonStory, width: usize, cx: &Cx) -> Vec<SheetRow<Spot>> {
    let mut page = Page { cx, width: width.max(LABEL + 12), rows: Vec::new() };
    page.head(story);
    page.suggestions(story);
    page.places(&story.places);
    page.forums(&story.forums);
    page.made_of(story);
    page.apart(&story.apart);
    page.rows
}

/// The other of a pair, whichever way round it was found.
pub fn other<'a>(story: &PersonStory, pair: &'a SuggestionLine) -> &'a PersonLine {
    if story.rows.iter().any(|row| row.person.id == pair.one.id) { &pair.other } else { &pair.one }
}

impl Page<'_> {
    fn shown(&self, text: &Private) -> String {
        self.cx.shown(text).to_owned()
    }

    fn heading(&mut self, words: &str) {
        self.rows.extend(sheet::heading(words, self.cx));
    }

    /// A label and a text wrapped beside it; the cursor stops on its first line when there is something to act on.
    fn told(&mut self, label: &str, text: &str, style: Style, spot: Option<Spot>) {
        self.rows.extend(sheet::labelled((label, text), (self.width, style), spot.map(Some), self.cx));
    }

    fn head(&mut self, story: &PersonStory) {
        let theme = &self.cx.theme;
        let Some(first) = story.rows.first() else { return };
        let mut spans =
            vec![Span::styled(format!("  {}", parts::name(&first.person, self.cx)), theme.strong)];
        if !self.cx.privacy {
            spans.extend(story.age.map(|age| Span::styled(format!(" {age}"), theme.strong)));
            let born = story.rows.iter().find_map(|row| row.person.born);
            spans.extend(born.map(|born| Span::styled(format!("  born {}", show_numeric(born)), theme.text)));
        }
        if story.rows.len() > 1 {
            spans.push(Span::styled(format!("  one person in {} rows", story.rows.len()), theme.quiet));
        }
        self.rows.push(SheetRow::pass(Line::from(spans)));
        let (warning, text) = (self.cx.theme.warning, self.cx.theme.text);
        if story.receives.by_default {
            self.told("Papers", &format!("as usual: {}", story.receives.why), text, None);
        } else {
            let words = format!("! no letter or bundle by default: {}", story.receives.why);
            self.told("Papers", &words, warning, None);
        }
        for (at, caution) in story.cautions.iter().enumerate() {
            let label = if at == 0 { "Contact" } else { "" };
            self.told(label, &format!("! check before any contact: {caution}"), self.cx.theme.bad, None);
        }
    }

    fn suggestions(&mut self, story: &PersonStory) {
        if story.suggestions.is_empty() {
            return;
        }
        self.heading("May also be");
        for pair in &story.suggestions {
            let line = other(story, pair);
            let text = format!("{}: {}", self.line(line), pair.why);
            self.told("? one person", &text, self.cx.theme.warning, Some(Spot::Suggestion(line.id)));
        }
    }

    /// "Mary CLEGG (12/03/1992), victim in LAN-25-0087".
    fn line(&self, line: &PersonLine) -> String {
        let mut text = self.shown(&line.name);
        if let Some(born) = line.born.filter(|_| !self.cx.privacy) {
            text.push_str(&format!(" ({})", show_numeric(born)));
        }
        let places: Vec<String> =
            line.places.iter().take(4).map(|(role, reference)| format!("{role} in {reference}")).collect();
        if !places.is_empty() {
            text.push_str(&format!(", {}", places.join(", ")));
        }
        text
    }

    fn places(&mut self, places: &[PlaceLine]) {
        if places.is_empty() {
            return;
        }
        self.heading("Cases");
        for place in places {
            let of = place.relationship.as_ref().map(|of| format!("  {of}")).unwrap_or_default();
            let referred = parts::day(Some(place.last_referred), self.cx);
            let forum = place.forum.to_uppercase();
            let text = format!("{}  {forum}  {}  referred {referred}{of}", place.reference, place.state);
            self.told(place.role.word(), &text, self.cx.theme.text, Some(Spot::Case(place.case)));
            if !place.other_side.is_empty() {
                let text = format!("! roles swapped: counter-allegation {}", place.other_side.join(", "));
                self.told("", &text, self.cx.theme.warning, None);
            }
            if let Some(by_now) = &place.by_now {
                self.told("", &format!("! {by_now}"), self.cx.theme.warning, None);
            }
        }
    }

    fn forums(&mut self, forums: &[ElsewhereLine]) {
        if !forums.is_empty() {
            self.heading("In each forum, outstanding actions side by side");
        }
        for line in forums {
            let text = forum_words(line, self.cx);
            self.told(&line.forum, &text, self.cx.theme.text, Some(Spot::Case(line.case)));
            for action in &line.actions {
                let (standing, style) = parts::standing(action, self.cx);
                let words = self.shown(&action.action.words);
                let text =
                    format!("/{} {}: {words}  {}", action.action.number, action.agency, standing.trim());
                self.told("", &text, style, None);
            }
        }
    }

    fn made_of(&mut self, story: &PersonStory) {
        self.heading(if story.rows.len() > 1 { "Made of these rows" } else { "As the form gave it" });
        for (at, row) in story.rows.iter().enumerate() {
            self.made_of_row(row, at > 0);
        }
    }

    fn made_of_row(&mut self, row: &PersonRow, parts_off: bool) {
        let mut text = parts::name(&row.person, self.cx);
        if let Some(born) = row.person.born.filter(|_| !self.cx.privacy) {
            text.push_str(&format!(" ({})", show_numeric(born)));
        }
        if !row.aliases.is_empty() {
            let names: Vec<_> = row.aliases.iter().map(|alias| self.shown(alias)).collect();
            text.push_str(&format!(", known as {}", names.join(", ")));
        }
        let label = if row.cases.is_empty() { "row".to_owned() } else { row.cases.join(", ") };
        let (label, more) =
            if wide::width(&label) < LABEL { (label, None) } else { ("row".to_owned(), Some(label)) };
        text.extend(more.map(|cases| format!("; from {cases}")));
        self.told(&label, &text, self.cx.theme.strong, Some(Spot::Row(row.person.id, parts_off)));
        if let Some(why) = &row.matched {
            let text = self.shown(why);
            self.told("", &text, self.cx.theme.quiet, None);
        }
        for contact in &row.contacts {
            let safe =
                contact.safe.as_ref().map(|safe| format!("  safe: {}", self.shown(safe))).unwrap_or_default();
            let text = format!("{} {}{safe}", contact.kind, self.shown(&contact.value));
            self.told("", &text, self.cx.theme.text, None);
        }
        if row.hidden {
            self.told("", "a detail of this row is kept hidden", self.cx.theme.quiet, None);
        }
    }

    fn apart(&mut self, apart: &[PersonLine]) {
        if !apart.is_empty() {
            self.heading("Said to be somebody else");
        }
        for line in apart {
            let text = self.line(line);
            self.told("not the same", &text, self.cx.theme.quiet, Some(Spot::Apart(line.id)));
        }
    }
}

/// "LAN-26-0150, listed, next Tue 1 Dec; 2 outstanding".
pub fn forum_words(line: &ElsewhereLine, cx: &Cx) -> String {
    let next = line.next.map_or_else(
        || "no meeting planned".to_owned(),
        |next| format!("next meeting {}", parts::day(Some(next), cx)),
    );
    let outstanding = match line.actions.len() {
        0 => String::new(),
        many => format!("; {many} outstanding"),
    };
    format!("{}, {}, {next}{outstanding}", line.reference, line.state)
}
