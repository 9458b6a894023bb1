//! The chair's display, drawn; and the same in sentences.

use jiff::civil::DateTime;
use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::{Line, Span};
use ratatui::widgets::Paragraph;

use super::{OpenCase, Sight, big};
use crate::app::screens::room::pace::clock;
use crate::app::theme::Theme;
use crate::app::widgets::wide;
use crate::domain::rows::meeting::MeetingState;

/// Columns that labels take.
const LABEL: usize = 17;
/// Columns of the bar of time.
const BAR: usize = 40;

/// The display.
#[derive(Debug)]
pub struct Display {
    theme: Theme,
}

impl Display {
    /// A display in a theme.
    pub const fn new(theme: Theme) -> Self {
        Self { theme }
    }

    /// Draws what there is to see.
    pub fn view(&self, frame: &mut Frame, sight: Option<&Sight>, now: DateTime) {
        let area = frame.area();
        frame.buffer_mut().set_style(area, self.theme.text);
        let columns = usize::from(area.width);
        let Some(sight) = sight else {
            let words = Line::styled("  The meeting is being read.", self.theme.quiet);
            return frame.render_widget(words, Rect { height: area.height.min(1), ..area });
        };
        let clock = now.strftime("%H:%M").to_string();
        let head = format!(" {}   {}  {}", sight.marking, sight.forum, sight.on.strftime("%a %-d %b %Y"));
        let gap = columns.saturating_sub(wide::width(&head) + wide::width(&clock) + 1);
        let head = wide::fit(&format!("{head}{}{clock}", " ".repeat(gap)), columns);
        let foot = area.height.saturating_sub(1);
        frame.render_widget(
            Line::styled(head, self.theme.marking),
            Rect { height: area.height.min(1), ..area },
        );
        if foot > 0 {
            let keys = Line::from(vec![
                Span::styled(" q", self.theme.key),
                Span::styled(" leaves   nobody's details are shown here", self.theme.quiet),
            ]);
            frame.render_widget(keys, Rect { y: area.y + foot, height: 1, ..area });
        }
        let lines = self.lines(sight, columns, now);
        // Air between the lines where there is room for it.
        let room = usize::from(area.height.saturating_sub(2));
        let airy = lines.iter().filter(|(_, breaks)| *breaks).count();
        let spare = room.saturating_sub(lines.len());
        let air = spare.checked_div(airy.max(1)).unwrap_or(0).min(2);
        let mut left = if air < 2 { spare - air * airy } else { 0 };
        let mut spread = Vec::new();
        for (line, breaks) in lines {
            if breaks {
                let more = left.min(1);
                left -= more;
                spread.extend(std::iter::repeat_n(Line::default(), air + more));
            }
            spread.push(line);
        }
        let body = Rect { y: area.y + 1, height: area.height.saturating_sub(2), ..area };
        frame.render_widget(Paragraph::new(spread), body.intersection(area));
    }

    /// The lines, and before which there may be air.
    fn lines(&self, sight: &Sight, columns: usize, now: DateTime) -> Vec<(Line<'static>, bool)> {
        let mut lines = Vec::new();
        match &sight.open {
            Some(open) => self.case(sight, open, now, columns, &mut lines),
            None => {
                let words = standing(sight);
                let begins = wide::wrap(&words, columns.saturating_sub(6).max(8));
                lines.extend(
                    begins
                        .into_iter()
                        .map(|line| (Line::styled(format!("   {line}"), self.theme.strong), true)),
                );
            }
        }
        for (label, words, style) in self.rows(sight) {
            let wrapped = wide::wrap(&words, columns.saturating_sub(LABEL + 5).max(8));
            for (at, words) in wrapped.into_iter().enumerate() {
                let label = wide::fit(if at == 0 { label } else { "" }, LABEL);
                let line = Line::from(vec![
                    Span::styled(format!("   {label}"), self.theme.quiet),
                    Span::styled(words, style),
                ]);
                lines.push((line, at == 0));
            }
        }
        lines
    }

    /// The case being heard: its place and its time in large figures, and a bar of the time.
    fn case(
        &self,
        sight: &Sight,
        open: &OpenCase,
        now: DateTime,
        columns: usize,
        lines: &mut Vec<(Line<'static>, bool)>,
    ) {
        let used = seconds(open, now);
        let place =
            format!("{}/{}", open.position, sight.cases.max(usize::try_from(open.position).unwrap_or(0)));
        let style = if used > open.meant { self.theme.bad } else { self.theme.strong };
        let left = big::rows(&place);
        let right = big::rows(&clock(used));
        let width = left.iter().map(|row| wide::width(row)).max().unwrap_or(0).max(24);
        let heads = format!("   {}   time, of {}", wide::fit("case", width), clock(open.meant));
        lines.push((Line::styled(wide::cut(&heads, columns), self.theme.quiet), true));
        for (left, right) in left.iter().zip(&right) {
            lines.push((
                Line::from(vec![
                    Span::styled(format!("   {}   ", wide::fit(left, width)), self.theme.strong),
                    Span::styled(right.clone(), style),
                ]),
                false,
            ));
        }
        lines.push((Line::default(), false));
        let number = format!("   {}   ", wide::fit(&format!("number {}", open.number), width));
        lines.push((
            Line::from(vec![
                Span::styled(number, self.theme.strong),
                Span::styled(format!("{}  {}", bar(used, open.meant), left_words(used, open.meant)), style),
            ]),
            false,
        ));
    }

    fn rows(&self, sight: &Sight) -> Vec<(&'static str, String, Style)> {
        let theme = &self.theme;
        let mut rows = Vec::new();
        if let Some(open) = &sight.open {
            let silent = if open.silent.is_empty() {
                "everybody here has spoken".to_owned()
            } else {
                open.silent.join(", ")
            };
            rows.push(("still to speak", silent, theme.text));
            rows.push((
                "actions",
                format!("{} in this case, {} in the meeting", open.actions, sight.actions),
                theme.text,
            ));
        } else {
            rows.push(("actions", format!("{} in the meeting", sight.actions), theme.text));
        }
        rows.push(("next", next(sight), theme.text));
        let late = sight.late();
        let style = if is_sitting(sight) && late > 0 { theme.warning } else { theme.text };
        rows.push(("ends", ends(sight), style));
        rows.push(("heard", heard(sight), theme.text));
        rows.push(("here", here(sight), theme.text));
        if let Some(quorum) = &sight.quorum {
            let style = if quorum.starts_with("missing") { theme.warning } else { theme.text };
            rows.push(("quorum", quorum.clone(), style));
        }
        rows
    }
}

const fn is_sitting(sight: &Sight) -> bool {
    matches!(sight.state, MeetingState::Open | MeetingState::Paused)
}

/// Seconds for which the case has been open.
fn seconds(open: &OpenCase, now: DateTime) -> i64 {
    now.duration_since(open.since).as_secs().max(0)
}

fn left_words(used: i64, meant: i64) -> String {
    if used > meant {
        format!("over by {}", clock(used - meant))
    } else {
        format!("{} left", clock(meant - used))
    }
}

/// A bar of the time used.
fn bar(used: i64, meant: i64) -> String {
    let whole = i64::try_from(BAR / 2).unwrap_or(20);
    let full = usize::try_from((used * whole / meant.max(1)).clamp(0, whole)).unwrap_or(0);
    format!("{}{}", "█".repeat(full), "·".repeat(BAR / 2 - full))
}

fn standing(sight: &Sight) -> String {
    match sight.state {
        MeetingState::Planned => {
            format!("The meeting begins at {}.", sight.starts.strftime("%H:%M"))
        }
        MeetingState::Open if sight.heard == 0 => "No case is open yet.".to_owned(),
        MeetingState::Open => "No case is open.".to_owned(),
        MeetingState::Paused => "The meeting is adjourned.".to_owned(),
        MeetingState::Closed | MeetingState::Approved => "The meeting is over.".to_owned(),
    }
}

fn next(sight: &Sight) -> String {
    sight.next.as_ref().map_or_else(
        || "no further case".to_owned(),
        |(position, number)| format!("case {position}, number {number}"),
    )
}

fn ends(sight: &Sight) -> String {
    let planned = sight.planned.strftime("%H:%M");
    if !is_sitting(sight) {
        return format!("{planned} as planned");
    }
    let at = sight.ends.strftime("%H:%M");
    match sight.late() {
        late if late > 0 => format!("{at} at this pace, {late} minutes after {planned}"),
        _ => format!("{at} at this pace; until {planned} is set aside"),
    }
}

fn heard(sight: &Sight) -> String {
    let deferred = match sight.deferred {
        0 => String::new(),
        count => format!(", {count} deferred"),
    };
    format!("{} of {} cases{deferred}", sight.heard, sight.cases)
}

fn here(sight: &Sight) -> String {
    let expected = if is_sitting(sight) { "agencies" } else { "agencies, as signed in so far" };
    format!("{} of {} {expected}", sight.here.0, sight.here.1)
}

/// A meeting in sentences, for whoever does not look at a screen.
pub fn told(sight: &Sight, now: DateTime) -> Vec<String> {
    let mut lines = vec![format!("{}, {}.", sight.forum, sight.on.strftime("%a %-d %b %Y"))];
    match &sight.open {
        Some(open) => {
            let used = seconds(open, now);
            lines.push(format!("Case {} of {}, number {}.", open.position, sight.cases, open.number));
            lines.push(format!(
                "{} of {} used, {}.",
                clock(used),
                clock(open.meant),
                left_words(used, open.meant)
            ));
            lines.push(match open.silent.as_slice() {
                [] => "Everybody here has spoken.".to_owned(),
                silent => format!("Still to speak: {}.", silent.join(", ")),
            });
            lines.push(format!("Actions: {} in this case, {} in the meeting.", open.actions, sight.actions));
        }
        None => lines.push(standing(sight)),
    }
    lines.push(format!("Next: {}.", next(sight)));
    lines.push(format!("Ends {}.", ends(sight)));
    lines.push(format!("Heard: {}.", heard(sight)));
    lines.push(format!("Here: {}.", here(sight)));
    lines.extend(sight.quorum.as_ref().map(|quorum| format!("Quorum: {quorum}.")));
    lines
}
