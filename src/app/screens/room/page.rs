//! The case as the room shows it: rows of text by section. What was sent and is not in the record yet ends in `…`.

use ratatui::style::Style;
use ratatui::text::{Line, Span};

use super::line::{Shown, TypedLine};
use super::reading::agency_name;
use super::scroll::Section;
use crate::app::cx::Cx;
use crate::app::offers::arose;
use crate::app::screens::parts;
use crate::app::screens::people::forum_words;
use crate::app::screens::services::forms;
use crate::app::widgets::wide;
use crate::domain::calendar::{show_day, show_day_near};
use crate::domain::private::Private;
use crate::domain::rows::agenda::{Information, InformationKind};
use crate::domain::rows::case::PartyRole;
use crate::domain::tools::forum::CaseKind;
use crate::service::ask::{ActionLine, Agenda, ItemStory, PartyLine};

/// Rows being laid out.
pub struct Page<'a> {
    agenda: &'a Agenda,
    story: &'a ItemStory,
    cx: &'a Cx,
    columns: usize,
    label: usize,
    /// The rows and the section each belongs to.
    pub rows: Vec<(Section, Line<'static>)>,
}

/// Key of the agency that speaks for the victim.
const VOICE: &str = "idva";

/// Who the case is about, in rows that stay in sight.
pub fn identity(story: &ItemStory, listed: &str, columns: usize, cx: &Cx) -> Vec<Line<'static>> {
    let of = |role| story.story.parties.iter().filter(move |party| party.role == role);
    let names = |role| of(role).map(|party| person(party, cx)).collect::<Vec<_>>().join(" and ");
    let (victim, perpetrators) = (names(PartyRole::Victim), names(PartyRole::Perpetrator));
    let parties = match (victim.is_empty(), perpetrators.is_empty()) {
        (false, false) => format!("{victim}  /  {perpetrators}"),
        // An item of a plan has nobody; what it is to reach is what it is known by.
        (true, true) => listed.to_owned(),
        _ => format!("{victim}{perpetrators}"),
    };
    let repeat = story.story.referrals.first().and_then(|referral| referral.repeat_of);
    let repeat =
        repeat.map(|of| format!("   REPEAT of {}", show_day_near(of, cx.today()))).unwrap_or_default();
    let words = format!("{}   {parties}{repeat}", story.story.case.reference);
    wide::wrap(&words, columns).into_iter().take(3).map(|line| Line::styled(line, cx.theme.strong)).collect()
}

/// "Mary KERSHAW 34 (12/3/92), known as Maz".
fn person(party: &PartyLine, cx: &Cx) -> String {
    let person = &party.person;
    if cx.privacy {
        return format!("•••{}", party.age.map(|age| format!(" {age}")).unwrap_or_default());
    }
    let mut words = format!("{} {}", person.forename.reveal(), person.surname.reveal().to_uppercase());
    words = words.trim().to_owned();
    if let Some(age) = party.age {
        words.push_str(&format!(" {age}"));
    }
    if let Some(born) = person.born {
        words.push_str(&format!(" ({})", born.strftime("%-d/%-m/%y")));
    }
    if let Some(relationship) = &party.relationship {
        words.push_str(&format!(" {relationship}"));
    }
    if !party.aliases.is_empty() {
        let aliases: Vec<&str> = party.aliases.iter().map(Private::reveal).collect();
        words.push_str(&format!(", known as {}", aliases.join(", ")));
    }
    words
}

impl<'a> Page<'a> {
    /// Lays a case out in a width.
    pub fn new(
        agenda: &'a Agenda,
        story: &'a ItemStory,
        line: &TypedLine,
        columns: usize,
        cx: &'a Cx,
    ) -> Self {
        let label = if columns >= 70 { 15 } else { 11 };
        let mut page = Self { agenda, story, cx, columns, label, rows: Vec::new() };
        page.known();
        page.last_time();
        page.information(line);
        page.risks(line);
        page.actions(line);
        page.services();
        page.notes(line);
        page.decision();
        page
    }

    /// Text under a label, wrapped; a label of nothing continues the section.
    fn put(&mut self, section: Section, label: &str, words: &str, style: Style) {
        let room = self.columns.saturating_sub(self.label).max(8);
        for (at, words) in wide::wrap(words, room).into_iter().enumerate() {
            let label = wide::fit(if at == 0 { label } else { "" }, self.label);
            let spans = vec![Span::styled(label, self.cx.theme.heading), Span::styled(words, style)];
            self.rows.push((section, Line::from(spans)));
        }
    }

    /// Text under a label after a name in a column of its own.
    fn named(&mut self, section: Section, label: &str, name: &str, words: &str, style: Style) {
        let name_room = if self.columns >= 70 { 16 } else { 12 };
        let room = self.columns.saturating_sub(self.label + name_room).max(8);
        for (at, words) in wide::wrap(words, room).into_iter().enumerate() {
            let (label, name) = if at == 0 { (label, name) } else { ("", "") };
            let spans = vec![
                Span::styled(wide::fit(label, self.label), self.cx.theme.heading),
                Span::styled(wide::fit(&wide::cut(name, name_room - 1), name_room), self.cx.theme.strong),
                Span::styled(words, style),
            ];
            self.rows.push((section, Line::from(spans)));
        }
    }

    /// Words that were sent and are not in the record yet.
    fn on_its_way(&self, words: &str) -> String {
        if self.cx.privacy { "••• …".to_owned() } else { format!("{words} …") }
    }

    fn shown(&self, text: &Private) -> String {
        self.cx.shown(text).to_owned()
    }

    /// Where the perpetrator is and what comes next; safe contact; children; why here; views.
    fn known(&mut self) {
        let (cx, case) = (self.cx, &self.story.story);
        let text = cx.theme.text;
        if case.kind == CaseKind::Plan {
            return self.put(Section::Case, "Stands", &or_dash(&self.story.why_here), text);
        }
        let mut now: Vec<String> = case.now.iter().map(|now| self.shown(&now.words)).collect();
        let next = case.happenings.iter().filter(|happening| happening.awaited(cx.today())).take(2);
        now.extend(next.map(|held| {
            format!("{} {}: {}", held.named(), show_day_near(held.on, cx.today()), cx.shown(&held.words))
        }));
        self.put(Section::Case, "Where now", &or_dash(&now.join(" · ")), cx.theme.warning);
        let victim = case.parties.iter().find(|party| party.role == PartyRole::Victim);
        if victim.is_some() {
            self.voice();
        }
        let safe = victim.into_iter().flat_map(|party| &party.contacts).filter(|contact| !contact.restricted);
        let mut contact: Vec<String> =
            safe.filter_map(|contact| contact.safe.as_ref()).map(|safe| self.shown(safe)).collect();
        let interpreter = victim.and_then(|party| party.person.interpreter.clone());
        contact.extend(interpreter.map(|language| format!("interpreter: {}", cx.shown(&language))));
        if !contact.is_empty() {
            self.put(Section::Case, "Safe contact", &contact.join(" · "), text);
        }
        self.beside();
        self.children();
        if !self.story.since.is_empty() {
            let since = crate::domain::desk::told_in_words(&self.story.since);
            self.put(Section::Case, "Since papers", &since, cx.theme.warning);
        }
        self.put(Section::Case, "Why here", &or_dash(&self.story.why_here), text);
        for finding in case.findings.iter().filter(|finding| finding.open) {
            self.put(
                Section::Case,
                "Look at",
                &format!("! {}: {}", finding.kind, cx.shown(&finding.words)),
                cx.theme.bad,
            );
        }
    }

    /// Who speaks for the victim, and what the victim wants: first of all that is not the perpetrator.
    fn voice(&mut self) {
        let (cx, case) = (self.cx, &self.story.story);
        let seat = self.agenda.table.line(VOICE);
        let name = seat.and_then(|line| line.name.as_ref()).map(|name| self.shown(name));
        let there = match seat {
            Some(line) if line.left.is_some() => "left",
            Some(line) => line.presence.word(),
            None => "not signed in",
        };
        let mut words = vec![format!("{} ({there})", name.as_deref().unwrap_or("nobody named"))];
        words.extend(case.contacts.first().map(|contact| {
            let on = show_day_near(contact.on, cx.today());
            if contact.reached { format!("reached {on}") } else { format!("tried {on}, NOT reached") }
        }));
        let here = self.agenda.table.is_here(VOICE);
        let style = if here { cx.theme.text } else { cx.theme.warning };
        let label = short(self.agenda, VOICE);
        self.put(Section::Case, &label, &words.join(" · "), style);
        match case.views.first() {
            Some(views) => {
                let by = format!(
                    "{}, {}: ",
                    agency_name(self.agenda, &views.agency),
                    show_day_near(views.on, cx.today())
                );
                self.put(Section::Case, "Views", &format!("{by}{}", cx.shown(&views.words)), cx.theme.text);
            }
            None => self.put(Section::Case, "Views", "not known yet; Alt-v records them", cx.theme.warning),
        }
    }

    /// What the record says beside the case: dangers of contact, what it would be by now, other forums.
    fn beside(&mut self) {
        let (cx, beside) = (self.cx, &self.story.story.beside);
        let cautions = beside.cautions.iter().filter(|caution| caution.role == PartyRole::Victim);
        let mut cautions: Vec<&str> = cautions.map(|caution| caution.words.as_str()).collect();
        cautions.dedup();
        if !cautions.is_empty() {
            let words = format!("! check before any contact: {}", cautions.join("; "));
            self.put(Section::Case, "", &words, cx.theme.bad);
        }
        if let Some(by_now) = &beside.by_now {
            self.put(Section::Case, "Look at", &format!("! {by_now}"), cx.theme.bad);
        }
        for line in &beside.elsewhere {
            let words = format!("{}: {}", line.forum, forum_words(line, cx));
            self.put(Section::Case, "Other forum", &words, cx.theme.text);
        }
    }

    fn children(&mut self) {
        let cx = self.cx;
        let told = self.story.story.children.iter().map(|child| {
            let age = child.age.map_or_else(|| "age not known".to_owned(), |age| age.to_string());
            let school = child.school.as_ref().map(|school| format!(" ({})", cx.shown(school)));
            format!("{age}{}", school.unwrap_or_default())
        });
        let told: Vec<String> = told.collect();
        if !told.is_empty() {
            self.put(Section::Case, "Children", &told.join(", "), cx.theme.text);
        }
    }

    fn last_time(&mut self) {
        let carried: Vec<(String, Style)> = self
            .story
            .carried
            .iter()
            .map(|line| {
                let (standing, style) = parts::standing(line, self.cx);
                let words = wide::cut(self.cx.shown(&line.action.words), 48);
                (format!("{} {} {words}: {}", line.action.number, line.agency, standing.trim()), style)
            })
            .collect();
        for (at, (words, style)) in carried.into_iter().enumerate() {
            self.put(Section::Case, if at == 0 { "Last time" } else { "" }, &words, style);
        }
    }

    fn information(&mut self, line: &TypedLine) {
        let mut label = "Information";
        let agenda = self.agenda;
        for said in &self.story.hearing.information {
            let name = said.agency.as_deref().map_or_else(|| "–".to_owned(), |key| short(agenda, key));
            let (words, style) = self.said(said);
            self.named(Section::Information, std::mem::take(&mut label), &name, &words, style);
        }
        for shown in sent(line) {
            if let Shown::Information(name, words) = shown {
                self.named(
                    Section::Information,
                    std::mem::take(&mut label),
                    name,
                    &self.on_its_way(words),
                    self.cx.theme.quiet,
                );
            }
        }
        let spoke =
            |key: &str| self.story.hearing.information.iter().any(|said| said.agency.as_deref() == Some(key));
        let away =
            agenda.attendance.iter().filter(|place| !place.presence.is_there() && !spoke(&place.agency));
        let away: Vec<(String, String)> = away
            .filter_map(|place| {
                Some((
                    short(agenda, &place.agency),
                    format!("(not here) received {}", show_day(place.information?)),
                ))
            })
            .collect();
        for (name, words) in away {
            self.named(Section::Information, std::mem::take(&mut label), &name, &words, self.cx.theme.quiet);
        }
        match to_speak(agenda, self.story, self.cx) {
            Some((words, style)) => {
                let label = if self.label < 15 { "To speak" } else { "Still to speak" };
                self.put(Section::ToSpeak, label, &words, style);
            }
            None => self.blank(label),
        }
    }

    fn blank(&mut self, label: &str) {
        if !label.is_empty() {
            self.put(Section::Information, label, "nothing yet", self.cx.theme.quiet);
        }
    }

    fn said(&self, said: &Information) -> (String, Style) {
        let theme = &self.cx.theme;
        let words = self.cx.shown(&said.words);
        let on = said.on.map(|on| format!(" (received {})", show_day(on))).unwrap_or_default();
        match (said.opinion, said.kind) {
            (true, _) => (format!("view: {words}{on}"), theme.text),
            (false, InformationKind::NothingKnown) => (format!("nothing known{on}"), theme.quiet),
            (false, InformationKind::Missing) => ("brought none".to_owned(), theme.warning),
            (false, InformationKind::Late) => (format!("late: {words}{on}"), theme.text),
            (false, InformationKind::Shared) => (format!("{words}{on}"), theme.text),
        }
    }

    fn risks(&mut self, line: &TypedLine) {
        let text = self.cx.theme.text;
        let mut label = "Risks";
        for risk in &self.story.hearing.risks {
            let words = self.shown(&risk.words);
            self.named(Section::Risks, std::mem::take(&mut label), risk.whom.word(), &words, text);
        }
        for shown in sent(line) {
            if let Shown::Risk(whom, words) = shown {
                self.named(
                    Section::Risks,
                    std::mem::take(&mut label),
                    whom,
                    &self.on_its_way(words),
                    self.cx.theme.quiet,
                );
            }
        }
        if !label.is_empty() {
            self.put(Section::Risks, label, "none named yet", self.cx.theme.quiet);
        }
    }

    fn actions(&mut self, line: &TypedLine) {
        let mut label = "Actions";
        for action in &self.story.agreed {
            self.action(std::mem::take(&mut label), action);
        }
        for sent in line.sent() {
            let mut numbers = sent.numbers.iter();
            for shown in &sent.shown {
                if let Shown::Action(agency, words, due) = shown {
                    let number = numbers.next().map_or("…", String::as_str);
                    let words = if self.cx.privacy { "•••" } else { words };
                    self.action_row(
                        std::mem::take(&mut label),
                        number,
                        agency,
                        words,
                        (due, self.cx.theme.quiet),
                    );
                }
            }
        }
        if !label.is_empty() {
            self.put(Section::Actions, label, "none agreed yet", self.cx.theme.quiet);
        }
    }

    fn action(&mut self, label: &str, line: &ActionLine) {
        let (standing, style) = parts::standing(line, self.cx);
        let words = self.shown(&line.action.words);
        let words = if line.action.off_papers { format!("{words} (kept off papers)") } else { words };
        let words = match arose(&self.story.story, &line.action) {
            Some(of) => format!("{words} ({of})"),
            None => words,
        };
        let number = line.action.number.to_string();
        self.action_row(label, &number, &line.agency, &words, (standing.trim(), style));
    }

    /// Number, agency, what, and at the right where it stands; in a narrow room that follows the words.
    fn action_row(&mut self, label: &str, number: &str, agency: &str, words: &str, standing: (&str, Style)) {
        let theme = &self.cx.theme;
        let wide_enough = self.columns >= 70;
        let (agency_room, due_room) = if wide_enough { (16, 24) } else { (12, 0) };
        let room = self.columns.saturating_sub(self.label + 3 + agency_room + due_room).max(8);
        let words = if wide_enough { words.to_owned() } else { format!("{words} · {}", standing.0) };
        for (at, words) in wide::wrap(&words, room).into_iter().enumerate() {
            let first = at == 0;
            let or_blank = |text: &str| if first { text.to_owned() } else { String::new() };
            let mut spans = vec![
                Span::styled(wide::fit(&or_blank(label), self.label), theme.heading),
                Span::styled(wide::fit(&or_blank(number), 3), theme.key),
                Span::styled(
                    wide::fit(&wide::cut(&or_blank(agency), agency_room - 1), agency_room),
                    theme.strong,
                ),
                Span::styled(wide::fit(&words, room), theme.text),
            ];
            if first && wide_enough {
                spans.push(Span::styled(format!(" {}", wide::cut(standing.0, due_room - 1)), standing.1));
            }
            self.rows.push((Section::Actions, Line::from(spans)));
        }
    }

    /// Needs no service meets, and referrals of this case that have not ended.
    fn services(&mut self) {
        let theme = &self.cx.theme;
        let mut label = "No service";
        for need in self.story.story.needs.iter().filter(|need| need.row.met.is_none()) {
            let words = format!("{}, since {}", need.words(), show_day_near(need.row.on, self.cx.today()));
            self.put(Section::Actions, std::mem::take(&mut label), &words, theme.warning);
        }
        let mut label = "Referred";
        for line in self.story.story.pathways.iter().filter(|line| line.row.ended.is_none()) {
            let stands = forms::standing(&line.row, self.cx);
            let words = format!("{} ({}): {stands}", line.row.name, line.row.whom);
            self.put(Section::Actions, std::mem::take(&mut label), &words, theme.text);
        }
    }

    fn notes(&mut self, line: &TypedLine) {
        let mut label = "Notes";
        for note in &self.story.hearing.notes {
            let words = self.shown(&note.words);
            let (words, style) = if note.unread {
                (format!("? {words} (typed as an action and not read as one)"), self.cx.theme.warning)
            } else {
                (words, self.cx.theme.text)
            };
            self.put(Section::Notes, std::mem::take(&mut label), &words, style);
        }
        for shown in sent(line) {
            if let Shown::Note(words) = shown {
                self.put(
                    Section::Notes,
                    std::mem::take(&mut label),
                    &self.on_its_way(words),
                    self.cx.theme.quiet,
                );
            }
        }
    }

    /// A conflict raises the question of a position of trust: it stands there until it is decided.
    fn trust(&mut self) {
        let walls = &self.story.story.walls;
        let decided = self.story.hearing.decision.as_ref().and_then(|row| row.trust);
        if let Some(trust) = decided {
            return self.put(Section::Decision, "  trust", trust.word(), self.cx.theme.text);
        }
        if !walls.is_empty() {
            let names: Vec<String> =
                walls.iter().map(|wall| agency_name(self.agenda, &wall.agency)).collect();
            let words = format!(
                "! position of trust ({}): LADO, professional standards? Alt-d decides",
                names.join(", ")
            );
            self.put(Section::Decision, "To decide", &words, self.cx.theme.warning);
        }
    }

    fn decision(&mut self) {
        self.trust();
        let theme = &self.cx.theme;
        let (text, quiet, warning) = (theme.text, theme.quiet, theme.warning);
        let Some(decision) = &self.story.hearing.decision else {
            return self.put(Section::Decision, "Decision", "none yet; Alt-d records it", quiet);
        };
        let made = if decision.decision.is_empty() {
            ("none yet; Alt-d records it".to_owned(), quiet)
        } else {
            (self.shown(&decision.decision), text)
        };
        self.put(Section::Decision, "Decision", &made.0, made.1);
        if !decision.why.is_empty() {
            self.put(Section::Decision, "  why", &self.shown(&decision.why), text);
        }
        let considered: Vec<String> = decision.considered.0.iter().map(|words| self.shown(words)).collect();
        if !considered.is_empty() {
            self.put(Section::Decision, "  not done", &considered.join("; "), text);
        }
        let Some(by) = &decision.feedback_by else {
            return self.put(
                Section::Decision,
                "Feedback",
                "nobody named to tell the victim; Alt-f",
                warning,
            );
        };
        let mut words = vec![agency_name(self.agenda, by)];
        words.extend(decision.feedback_how.as_ref().map(|how| self.shown(how)));
        words.extend(decision.feedback_due.map(show_day));
        self.put(Section::Decision, "Feedback", &words.join(", "), text);
    }
}

/// Who is here and has not spoken; nothing while nobody has signed in.
fn to_speak(agenda: &Agenda, story: &ItemStory, cx: &Cx) -> Option<(String, Style)> {
    // Many are told in short, so that all of them fit.
    let many = story.silent.len() > 5;
    let name = |key: &String| if many { short(agenda, key) } else { agency_name(agenda, key) };
    let silent: Vec<String> = story.silent.iter().map(name).collect();
    match silent.as_slice() {
        [] if agenda.attendance.is_empty() => None,
        [] => Some(("everybody here has spoken".to_owned(), cx.theme.good)),
        silent => Some((silent.join(", "), cx.theme.warning)),
    }
}

/// What was sent about the case in sight.
fn sent(line: &TypedLine) -> impl Iterator<Item = &Shown> {
    line.sent().flat_map(|sent| &sent.shown)
}

fn short(agenda: &Agenda, key: &str) -> String {
    let known = agenda.agencies.iter().find(|agency| agency.key == key);
    known.map_or_else(|| key.to_owned(), |agency| agency.short.clone())
}

fn or_dash(words: &str) -> String {
    if words.is_empty() { "–".to_owned() } else { words.to_owned() }
}
