//! How the form looks: sections at the left, the fields of one beside them, and under both what a complete referral
//! still lacks and what the record would conclude.

use ratatui::Frame;
use ratatui::layout::{Constraint, Layout, Rect};
use ratatui::style::Style;
use ratatui::text::{Line, Span};
use ratatui::widgets::Paragraph;

use super::FormScreen;
use super::editor::Editor;
use super::found;
use super::page::{Page, Spot};
use crate::app::cx::Cx;
use crate::app::widgets::{chrome, wide};
use crate::domain::referral::complete::{Given, Needed};
use crate::domain::referral::{Each, Field, Section, Typed};

/// Columns of the list of sections.
const SECTIONS: u16 = 22;
/// Columns of the labels.
const LABEL: usize = 25;
/// Rows of a longer text that is typed in.
const LONG: usize = 4;
/// Most lines of what is lacking, and of what was found.
const LACKING: usize = 2;
const FOUND: usize = 4;

/// Draws the form.
pub fn view(screen: &FormScreen, frame: &mut Frame, area: Rect, cx: &Cx) {
    let Some(page) = &screen.page else { return chrome::empty(frame, area, "Reading the form …", cx) };
    let foot = foot(screen, page, usize::from(area.width), cx);
    let rows = u16::try_from(foot.len()).unwrap_or(0).min(area.height / 2);
    let [body, under] = Layout::vertical([Constraint::Fill(1), Constraint::Length(rows)]).areas(area);
    let [left, right] = Layout::horizontal([Constraint::Length(SECTIONS), Constraint::Fill(1)]).areas(body);
    frame.render_widget(Paragraph::new(sections(page, cx)), left);
    fields(screen, page, frame, right, cx);
    frame.render_widget(Paragraph::new(foot), under);
}

fn sections(page: &Page, cx: &Cx) -> Vec<Line<'static>> {
    let line = |section: &Section| {
        let here = *section == page.section;
        let sign = if here { "▸" } else { " " };
        let wrong = if page.is_wrong(*section) { "!" } else { " " };
        let count = format!("{:>2}/{}", page.filled(*section), page.spots(*section).len());
        let text = format!(" {sign}{wrong}{}{:>5}", wide::fit(section.label(), 13), count);
        let style = match (here, page.is_wrong(*section)) {
            (true, _) => cx.theme.selected,
            (false, true) => cx.theme.bad,
            (false, false) => cx.theme.text,
        };
        Line::styled(text, style)
    };
    Section::ALL.iter().map(line).collect()
}

/// What is lacking and what was found, under a blank line.
fn foot(screen: &FormScreen, page: &Page, width: usize, cx: &Cx) -> Vec<Line<'static>> {
    let mut lines = vec![Line::default()];
    let missing: Vec<&str> = Given::on_form(&page.form).missing().into_iter().map(Needed::label).collect();
    let (text, style) = if missing.is_empty() {
        ("Complete.".to_owned(), cx.theme.good)
    } else {
        (format!("Lacks {}: {}", missing.len(), missing.join("; ")), cx.theme.quiet)
    };
    lines.extend(cut(&text, width, LACKING).into_iter().map(|line| Line::styled(line, style)));
    let told: Vec<_> = screen.conclusions.iter().filter(|found| found::matters(found)).collect();
    if told.is_empty() && !screen.conclusions.is_empty() {
        lines.push(Line::styled(" No earlier referral of these people is known.", cx.theme.quiet));
    }
    let mut room = FOUND;
    for conclusion in told {
        let found = cut(&format!("! {}", found::line(conclusion)), width, room);
        room = room.saturating_sub(found.len());
        lines.extend(found.into_iter().map(|line| Line::styled(line, cx.theme.warning)));
        if room == 0 {
            break;
        }
    }
    lines
}

/// A text in at most so many lines, the last ending in dots when there is more.
fn cut(text: &str, width: usize, most: usize) -> Vec<String> {
    let columns = width.saturating_sub(2).max(1);
    let mut lines = wide::wrap(text, columns);
    if lines.len() > most {
        lines.truncate(most);
        if let Some(last) = lines.last_mut() {
            *last = wide::cut(&format!("{last} …………"), columns);
        }
    }
    lines.into_iter().map(|line| format!(" {line}")).collect()
}

/// A row of the fields: what it shows, and whether it belongs to the field that is typed in.
enum Row {
    Told(Line<'static>),
    Typed(Spot),
    More,
}

fn fields(screen: &FormScreen, page: &Page, frame: &mut Frame, area: Rect, cx: &Cx) {
    let width = usize::from(area.width);
    let (mut rows, mut focus) = (Vec::new(), 0);
    for spot in page.spots(page.section) {
        let at_focus = spot == page.spot();
        heading(page, spot, cx, &mut rows);
        if at_focus {
            focus = rows.len();
            rows.push(Row::Typed(spot));
            let more = if page.editor.is_long() { LONG - 1 } else { 0 };
            rows.extend((0..more).map(|_| Row::More));
        } else {
            rows.push(Row::Told(told(screen, page, spot, width, cx)));
        }
        if let Some(wrong) = page.wrong.get(&spot).filter(|_| !at_focus || screen.tried) {
            let room = width.saturating_sub(LABEL).max(1);
            for line in wide::wrap(&format!("! {}; {}", wrong.what, wrong.way_forward), room) {
                let line = format!("{}{line}", " ".repeat(LABEL));
                rows.push(Row::Told(Line::styled(line, cx.theme.bad)));
            }
        }
    }
    let height = usize::from(area.height);
    // The field that is typed in is in sight with what stands under it.
    let below = if page.editor.is_long() { LONG + 1 } else { 2 };
    let first = (focus + below).saturating_sub(height).min(focus);
    for (row, line) in rows.into_iter().skip(first).take(height).zip(area.y..) {
        let spot = Rect { y: line, height: 1, ..area };
        match row {
            Row::Told(line) => frame.render_widget(line, spot),
            Row::Typed(field) => typed(screen, page, field, frame, area, line, cx),
            Row::More => {}
        }
    }
}

/// A heading over the first field of each perpetrator and child.
fn heading(page: &Page, (field, at): Spot, cx: &Cx, rows: &mut Vec<Row>) {
    let what = match field {
        Field::PerpetratorForename => "Perpetrator",
        Field::ChildName => "Child",
        _ => return,
    };
    let count = page.form.count_of(field.each()).max(1);
    if field.each() == Each::Child || at > 0 {
        rows.push(Row::Told(Line::default()));
    }
    rows.push(Row::Told(Line::styled(format!("{what} {} of {count}", at + 1), cx.theme.heading)));
}

/// Labels that are too long for their column, in short.
const SHORT: &[(Field, &str)] = &[
    (Field::SharingAgencies, "Agencies sharing it"),
    (Field::AgenciesInvolved, "Others involved"),
    (Field::SafeAlternativeTelephone, "  their telephone"),
    (Field::VictimAddressHidden, "  new or a refuge"),
    (Field::VisibleHighRiskWhy, "  why"),
    (Field::ProfessionalJudgementWhy, "  why"),
    (Field::PotentialEscalationWhy, "  why"),
    (Field::RepeatWhy, "  why"),
    (Field::NotAwareWhy, "  if not, why"),
    (Field::NoConsentWhy, "  if none, why"),
    (Field::Necessity, "Necessary, proportionate"),
    (Field::OtherMaracWhen, "  when"),
    (Field::IdvaReferralOn, "  on"),
    (Field::ChildSafeguarding, "Child safeguarding made"),
    (Field::AdultSafeguarding, "Adult safeguarding made"),
];

/// The label within its section: the section says whose it is.
fn label(field: Field) -> String {
    if let Some((_, short)) = SHORT.iter().find(|(known, _)| *known == field) {
        return (*short).to_owned();
    }
    let label = field.label();
    let owns = match field.section() {
        Section::Victim => "victim ",
        Section::Perpetrators => "perpetrator ",
        Section::Children => "child ",
        Section::Referrer => "referrer ",
        _ => "",
    };
    let short = label.strip_prefix(owns).unwrap_or(label);
    let short = short.strip_prefix("child's ").unwrap_or(short);
    let mut letters = short.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}

/// What stands in an empty field: the area's own wording, or how it is written.
fn hint(screen: &FormScreen, field: Field) -> String {
    let default = screen.given.as_ref().and_then(|given| {
        given.defaults.iter().find(|(known, _)| *known == field).map(|(_, words)| words.clone())
    });
    if let Some(words) = default {
        return format!("as the area has it: {words}");
    }
    match field {
        Field::LawfulBasis | Field::Purpose | Field::Necessity => "the area has not worded it yet".to_owned(),
        Field::Agency => agencies(screen),
        _ => match field.typed() {
            Typed::Day | Typed::Birth | Typed::Coming => "day/month/year".to_owned(),
            Typed::Births => "day/month/year, ...".to_owned(),
            Typed::YesNo | Typed::Gender => "not said".to_owned(),
            Typed::Several => "commas between".to_owned(),
            _ => String::new(),
        },
    }
}

fn agencies(screen: &FormScreen) -> String {
    let names = screen.given.iter().flat_map(|given| &given.agencies).map(|(_, name)| name.as_str());
    names.take(6).collect::<Vec<_>>().join(", ")
}

/// A field that is not typed in, on one line.
fn told(screen: &FormScreen, page: &Page, spot: Spot, width: usize, cx: &Cx) -> Line<'static> {
    let text = page.text(spot);
    let room = width.saturating_sub(LABEL);
    let one_line = cx.shown(&text).replace('\n', " ");
    let (shown, style) = if text.is_empty() {
        (String::new(), cx.theme.quiet)
    } else if page.wrong.contains_key(&spot) {
        (one_line, cx.theme.bad)
    } else {
        (agency_name(screen, spot.0, &one_line), cx.theme.text)
    };
    Line::from(vec![
        Span::styled(wide::fit(&label(spot.0), LABEL), cx.theme.quiet),
        Span::styled(wide::cut(&shown, room), style),
    ])
}

/// An agency by its name where the record keeps its key.
fn agency_name(screen: &FormScreen, field: Field, said: &str) -> String {
    let known = screen.given.iter().flat_map(|given| &given.agencies).find(|(key, _)| key == said);
    match known.filter(|_| field == Field::Agency) {
        Some((_, name)) => name.clone(),
        None => said.to_owned(),
    }
}

/// The field that is typed in, with the cursor.
fn typed(
    screen: &FormScreen,
    page: &Page,
    (field, _): Spot,
    frame: &mut Frame,
    area: Rect,
    line: u16,
    cx: &Cx,
) {
    let indent = u16::try_from(LABEL).unwrap_or(0).min(area.width);
    let left = area.bottom().saturating_sub(line);
    frame.render_widget(
        Line::styled(wide::fit(&label(field), LABEL), cx.theme.key),
        Rect { y: line, height: 1, ..area },
    );
    let value = Rect { x: area.x + indent, width: area.width - indent, y: line, height: 1 };
    let columns = usize::from(value.width);
    let empty = page.editor.text().is_empty();
    if cx.privacy && !empty {
        return frame.render_widget(Line::styled(wide::fit("•••", columns), cx.theme.field), value);
    }
    match &page.editor {
        Editor::Line(text) => {
            let (shown, column) = text.visible(columns);
            let (shown, style) =
                if empty { (hint(screen, field), cx.theme.quiet) } else { (shown, cx.theme.field) };
            let style: Style = if empty { cx.theme.field.patch(style) } else { style };
            frame.render_widget(Line::styled(wide::fit(&shown, columns), style), value);
            let column = u16::try_from(column).unwrap_or(0);
            frame.set_cursor_position((value.x.saturating_add(column), value.y));
        }
        Editor::Long(text) => {
            let height = u16::try_from(LONG).unwrap_or(1).min(left);
            text.view(frame, Rect { height, ..value }, &cx.theme, true);
            if empty {
                let style = cx.theme.field.patch(cx.theme.quiet);
                frame.render_widget(Line::styled(wide::cut(&hint(screen, field), columns), style), value);
                frame.set_cursor_position((value.x, value.y));
            }
        }
        Editor::Choice(words, at) => {
            let word = words.get(*at).copied().filter(|word| !word.is_empty()).unwrap_or("not said");
            let keys: Vec<String> = words
                .iter()
                .filter_map(|word| word.chars().next())
                .map(|first| first.to_string())
                .chain(["?".to_owned()])
                .collect();
            let line = Line::from(vec![
                Span::styled(format!("‹ {word} ›"), cx.theme.selected),
                Span::styled(format!("  {}", keys.join(" / ")), cx.theme.quiet),
            ]);
            frame.render_widget(line, value);
        }
    }
}
