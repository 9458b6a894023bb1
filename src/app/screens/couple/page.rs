//! The page of a couple as lines: what is shared, then each person's own section.

use ratatui::style::Style;
use ratatui::text::{Line, Span};

use crate::app::cx::Cx;
use crate::app::widgets::sheet::SheetRow;
use crate::app::widgets::wide;
use crate::domain::calendar::{show_day_near, show_numeric};
use crate::domain::id::Id;
use crate::domain::rows::couple::Need;
use crate::service::ask::{CoupleStory, CriterionLine, PersonSection, WorkerLine};

/// Columns of the words that say what a line is.
const LABEL: usize = 14;

/// What the cursor is on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Spot {
    /// A criterion, or a question of eligibility that a person answers, by its key.
    Criterion(String),
    /// A line of the person at this place.
    Person(usize),
    /// A need of the person at this place that is not met.
    Need(usize, Id<Need>),
}

impl Spot {
    /// The place of the person it is about.
    pub const fn person(&self) -> Option<usize> {
        match self {
            Self::Criterion(_) => None,
            Self::Person(at) | Self::Need(at, _) => Some(*at),
        }
    }
}

/// Lays a couple out in a width: both, or one of them alone.
pub fn rows(story: &CoupleStory, alone: Option<usize>, width: usize, cx: &Cx) -> Vec<SheetRow<Spot>> {
    let mut page = Page { cx, width: width.max(LABEL + 12), rows: Vec::new() };
    if alone.is_none() {
        page.shared(story);
        page.criteria(story);
    }
    for (at, section) in story.people.iter().enumerate() {
        if alone.is_none_or(|alone| alone == at) {
            page.person(at, section);
        }
    }
    if alone.is_none() {
        page.actions(story);
    }
    page.rows
}

struct Page<'a> {
    cx: &'a Cx,
    width: usize,
    rows: Vec<SheetRow<Spot>>,
}

impl Page<'_> {
    fn heading(&mut self, words: &str) {
        if !self.rows.is_empty() {
            self.rows.push(SheetRow::pass(""));
        }
        let words = wide::cut(&format!(" {words}"), self.width);
        self.rows.push(SheetRow::pass(Line::styled(words, self.cx.theme.heading)));
    }

    /// A label and a text wrapped beside it; the cursor stops on its first line.
    fn told(&mut self, label: &str, text: &str, style: Style, spot: Option<Spot>) {
        let mut label = wide::fit(label, LABEL);
        let mut spot = Some(spot);
        for line in wide::wrap(text, self.width.saturating_sub(LABEL + 3)) {
            let spans =
                vec![Span::styled(format!("  {label}"), self.cx.theme.quiet), Span::styled(line, style)];
            let line = Line::from(spans);
            self.rows.push(match spot.take() {
                Some(spot) => SheetRow::stop(line, spot),
                None => SheetRow::pass(line),
            });
            label = " ".repeat(LABEL);
        }
    }

    fn worker(&self, line: &WorkerLine) -> String {
        let name = line.worker.as_ref().map(|name| format!(", {}", self.cx.shown(name))).unwrap_or_default();
        format!("{}{name}, since {}", line.agency, show_day_near(line.since, self.cx.today()))
    }

    fn shared(&mut self, story: &CoupleStory) {
        let theme = &self.cx.theme;
        let (text, quiet, warning) = (theme.text, theme.quiet, theme.warning);
        let case = &story.story.case;
        self.told("Case", &format!("{}, {}", case.reference, case.state), theme.strong, None);
        if let Some(referral) = story.story.referrals.first() {
            let on = show_day_near(referral.received, self.cx.today());
            self.told("Referred", &format!("{on}: {}", self.cx.shown(&referral.reason)), text, None);
        }
        match &story.coordinator {
            Some(line) => {
                let words = self.worker(line);
                self.told("Coordinator", &words, text, None);
            }
            None => self.told("Coordinator", "nobody yet; o names one", quiet, None),
        }
        for line in &story.passages {
            let other = line.other.as_ref().map(|other| format!(", {other}")).unwrap_or_default();
            let to = if line.to.is_empty() { String::new() } else { format!(" to {}", line.to) };
            let words = format!(
                "{}{to}{other}, {}: {}",
                line.direction,
                show_day_near(line.on, self.cx.today()),
                self.cx.shown(&line.reason)
            );
            self.told("Stepped", &words, warning, None);
        }
    }

    fn criteria(&mut self, story: &CoupleStory) {
        self.heading("Belongs here?");
        for answer in &story.eligibility {
            let style = match answer.holds {
                Some(true) => self.cx.theme.text,
                Some(false) => self.cx.theme.bad,
                None => self.cx.theme.warning,
            };
            let spot = answer.asked.then(|| Spot::Criterion(answer.key.clone()));
            let sign = sign(answer.holds);
            self.told(sign, &format!("{} ({})", answer.label, answer.why), style, spot);
        }
        for line in &story.criteria {
            self.criterion(line);
        }
    }

    fn criterion(&mut self, line: &CriterionLine) {
        let figure = line.figure.map(|figure| format!(" ({figure})")).unwrap_or_default();
        let why = line.reason.as_ref().map(|why| format!(": {}", self.cx.shown(why))).unwrap_or_default();
        let style = if line.met == Some(true) { self.cx.theme.strong } else { self.cx.theme.quiet };
        let spot = Some(Spot::Criterion(line.key.clone()));
        self.told(sign(line.met), &format!("{}{figure}{why}", line.label), style, spot);
    }

    fn person(&mut self, at: usize, section: &PersonSection) {
        let theme = &self.cx.theme;
        let (text, quiet, warning) = (theme.text, theme.quiet, theme.warning);
        let age = section.age.map(|age| format!(", {age}")).unwrap_or_default();
        self.heading(&format!("{}: {}{age}", section.label, self.cx.shown(&section.name)));
        let here = || Some(Spot::Person(at));
        match &section.navigator {
            Some(line) => {
                let words = self.worker(line);
                self.told("Navigator", &words, text, here());
            }
            None => self.told("Navigator", "nobody yet", quiet, here()),
        }
        match section.consent.first() {
            Some(row) => {
                let on = show_day_near(row.on, self.cx.today());
                let words = format!("{} {on}: {}", row.answer, self.cx.shown(&row.covers));
                self.told("Consent", &words, text, here());
            }
            None => self.told("Consent", "not asked", warning, here()),
        }
        for need in &section.needs {
            let said = self.cx.shown(&need.row.words);
            match need.row.met {
                None => {
                    let spot = Some(Spot::Need(at, need.row.id));
                    self.told("Need", &format!("{}: {said}", need.kind), text, spot);
                }
                Some(met) => {
                    let words = format!("✓ {}: {said} (met {})", need.kind, show_numeric(met));
                    self.told("Need", &words, quiet, here());
                }
            }
        }
        if section.needs.is_empty() {
            self.told("Need", "none recorded", quiet, here());
        }
        for scale in section.scales.iter().filter(|scale| !scale.steps.is_empty()) {
            let before: Vec<String> =
                scale.steps.iter().skip(1).take(4).map(|row| row.step.to_string()).collect();
            let before =
                if before.is_empty() { String::new() } else { format!("; before {}", before.join(", ")) };
            self.told("Way", &format!("{}: {}{before}", scale.label, scale.said), text, here());
        }
    }

    fn actions(&mut self, story: &CoupleStory) {
        let live = story.story.actions.iter().filter(|line| line.action.state.is_live());
        let lines: Vec<_> = live.collect();
        if lines.is_empty() {
            return;
        }
        self.heading("Live actions (w shows the whole case)");
        for line in lines {
            let words = format!("{}: {} ({})", line.agency, self.cx.shown(&line.action.words), line.standing);
            let label = format!("/{}", line.action.number);
            self.told(&label, &words, self.cx.theme.text, None);
        }
    }
}

/// Yes, no, or not known, as a word.
const fn sign(answer: Option<bool>) -> &'static str {
    match answer {
        Some(true) => "✓ yes",
        Some(false) => "! no",
        None => "? not known",
    }
}
