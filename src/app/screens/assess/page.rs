//! An assessment as lines: the list to choose from, the items as they are answered, an earlier one to read.

use ratatui::style::Style;
use ratatui::text::{Line, Span};

use super::draft::Draft;
use crate::app::cx::Cx;
use crate::app::screens::parts;
use crate::app::widgets::sheet::SheetRow;
use crate::app::widgets::wide;
use crate::domain::id::Id;
use crate::domain::rows::assessment::Assessment;
use crate::domain::tools::assessment::Answer;
use crate::domain::tools::risk_tool::{RiskTool, ToolItem};
use crate::service::assessing::AssessStory;

/// Columns of an answer.
const ANSWER: usize = 18;
/// Columns of what an item was the last time.
const WAS: usize = 15;

/// What a line stands for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Spot {
    /// A tool to begin with, by its key.
    Tool(String),
    /// An earlier assessment.
    Earlier(Id<Assessment>),
    /// An item, by its key.
    Item(String),
    /// The end of the items: judgement and saving.
    Save,
}

/// The page to choose from: tools, then what was assessed before.
pub fn choosing(story: &AssessStory, draft: &Draft, cx: &Cx) -> Vec<SheetRow<Spot>> {
    let mut rows = vec![SheetRow::pass(""), SheetRow::pass(Line::styled(" Assess with", cx.theme.heading))];
    for tool in story.offered() {
        let begun = Some(draft).filter(|draft| draft.tool == tool.key);
        let begun = begun.map(|draft| format!("  begun: {}", draft.count(tool).said(tool)));
        let begun = if tool.item.is_empty() { None } else { begun };
        let line = Line::from(vec![
            Span::styled(format!("  {}", tool.name), cx.theme.strong),
            Span::styled(begun.unwrap_or_default(), cx.theme.warning),
        ]);
        rows.push(SheetRow::stop(line, Some(Spot::Tool(tool.key.clone()))));
    }
    rows.push(SheetRow::pass(""));
    rows.push(SheetRow::pass(Line::styled(" Assessed before", cx.theme.heading)));
    for row in story.listed() {
        let on = wide::fit(&parts::column_day(row.on, cx), 11);
        let by = row.agency.as_ref().map(|agency| format!(", by {agency}")).unwrap_or_default();
        let line = Line::from(vec![
            Span::styled(format!("  {on} "), cx.theme.quiet),
            Span::styled(format!("{}{by}", story.headline(row)), cx.theme.text),
        ]);
        rows.push(SheetRow::stop(line, Some(Spot::Earlier(row.id))));
    }
    if story.assessments.is_empty() {
        rows.push(SheetRow::pass(Line::styled("  nothing yet", cx.theme.quiet)));
    }
    rows
}

/// An earlier assessment, to read.
pub fn reading(story: &AssessStory, row: &Assessment, width: usize, cx: &Cx) -> Vec<SheetRow<Spot>> {
    let mut rows = Vec::new();
    let by = row.agency.as_ref().map(|agency| format!(", by {agency}")).unwrap_or_default();
    let head = format!("  {}  {}{by}", parts::day(Some(row.on), cx), story.headline(row));
    rows.push(SheetRow::pass(Line::styled(head, cx.theme.strong)));
    told(&mut rows, story, row, 2, width, cx);
    for opened in story.opened_by(row) {
        rows.push(SheetRow::pass(""));
        rows.push(SheetRow::pass(Line::styled(format!("  {}", story.headline(opened)), cx.theme.strong)));
        told(&mut rows, story, opened, 4, width, cx);
    }
    rows
}

fn told(
    rows: &mut Vec<SheetRow<Spot>>,
    story: &AssessStory,
    row: &Assessment,
    indent: usize,
    width: usize,
    cx: &Cx,
) {
    for line in story.told(row) {
        // Narrative is hidden whole while privacy is on; labels and figures say enough.
        let line = if cx.privacy { line.split(": ").next().unwrap_or_default().to_owned() } else { line };
        for line in wide::wrap(&line, width.saturating_sub(indent + 2)) {
            let line = Line::styled(format!("{}{line}", " ".repeat(indent)), cx.theme.text);
            rows.push(SheetRow::stop(line, None));
        }
    }
}

/// What stands above the items: tool, count, threshold, marked items.
pub fn head(
    story: &AssessStory,
    tool: &RiskTool,
    draft: &Draft,
    width: usize,
    cx: &Cx,
) -> Vec<Line<'static>> {
    let count = draft.count(tool);
    let last = story.before(tool, None).map(|since| {
        format!("  last {}: {}", parts::day(Some(since.earlier.on), cx), since.earlier.outcome())
    });
    let mut lines = vec![Line::from(vec![
        Span::styled(format!("  {}", tool.name), cx.theme.strong),
        Span::styled(last.unwrap_or_default(), cx.theme.quiet),
    ])];
    let counted = (!tool.item.is_empty()).then(|| count.said(tool));
    let counted: Vec<String> = counted.into_iter().chain(story.beside_threshold(tool, &count)).collect();
    lines.push(Line::styled(wide::cut(&format!("  {}", counted.join("; ")), width), cx.theme.text));
    let marked = AssessStory::marked(tool, &count);
    let marked = if marked.is_empty() { String::new() } else { format!("  marked: {marked}") };
    lines.push(Line::styled(wide::cut(&marked, width), cx.theme.warning));
    lines
}

/// What stands below: the changes since the last time.
pub fn foot(story: &AssessStory, tool: &RiskTool, draft: &Draft, width: usize) -> Vec<String> {
    let changed = story
        .before(tool, None)
        .map(|since| format!("since last time: {}", story.changes_said(since, &draft.given(tool))));
    let ours = tool.item.iter().any(|item| item.placeholder);
    let ours = ours.then(|| "(ours): our words stand in until the area puts its own".to_owned());
    changed.into_iter().chain(ours).flat_map(|told| wide::wrap(&told, width.saturating_sub(4))).collect()
}

/// The items with their answers.
pub fn items(
    story: &AssessStory,
    tool: &RiskTool,
    draft: &Draft,
    width: usize,
    cx: &Cx,
) -> Vec<SheetRow<Spot>> {
    let before = story.before(tool, None).and_then(|since| story.answers(since.earlier));
    let mut rows = Vec::new();
    for (at, item) in tool.item.iter().enumerate() {
        let answer = draft.answer(&item.key);
        let was = before.as_ref().and_then(|before| before.0.get(&item.key)).copied();
        rows.push(SheetRow::stop(
            item_line(at, item, tool, (answer, was), width, cx),
            Some(Spot::Item(item.key.clone())),
        ));
        let inner = item.opens.as_deref().filter(|_| answer == Some(Answer::Yes));
        if let Some(inner) = inner.and_then(|key| story.tool(key)) {
            let count = draft.count(inner).said(inner);
            let line = format!("       {}: {count}  (Enter opens it)", inner.said());
            rows.push(SheetRow::pass(Line::styled(line, cx.theme.quiet)));
        }
        let said = draft.said(&item.key);
        for (lead, text) in [
            ("known from ", said.and_then(|said| said.source.as_ref())),
            ("", said.and_then(|said| said.note.as_ref())),
        ] {
            let Some(text) = text else { continue };
            for line in wide::wrap(&format!("{lead}{}", cx.shown(text)), width.saturating_sub(9)) {
                rows.push(SheetRow::pass(Line::styled(format!("       {line}"), cx.theme.quiet)));
            }
        }
    }
    let end = if tool.opened {
        "  Back to the other checklist"
    } else {
        "  Judgement, agency and date; then it is saved"
    };
    rows.push(SheetRow::stop(Line::styled(end, cx.theme.strong), Some(Spot::Save)));
    rows
}

fn item_line(
    at: usize,
    item: &ToolItem,
    tool: &RiskTool,
    (answer, was): (Option<Answer>, Option<Answer>),
    width: usize,
    cx: &Cx,
) -> Line<'static> {
    let mark = if item.marker { "*" } else { " " };
    let placeholder = if item.placeholder { " (ours)" } else { "" };
    let room = width.saturating_sub(6 + ANSWER + WAS + 3).max(10);
    let label = wide::fit(&format!("{}{placeholder}", item.label), room);
    let shown = answer.map_or_else(|| "-".to_owned(), |answer| answer.label(tool).to_lowercase());
    let was = was.filter(|was| Some(*was) != answer);
    let was = was.map(|was| format!("was {}", was.label(tool).to_lowercase())).unwrap_or_default();
    Line::from(vec![
        Span::styled(format!("  {:>2}{mark} ", at + 1), cx.theme.quiet),
        Span::styled(label, cx.theme.text),
        Span::raw(" "),
        Span::styled(wide::fit(&shown, ANSWER), style(answer, cx)),
        Span::raw(" "),
        Span::styled(wide::fit(&was, WAS), cx.theme.quiet),
    ])
}

const fn style(answer: Option<Answer>, cx: &Cx) -> Style {
    match answer {
        Some(Answer::Yes | Answer::Highest) => cx.theme.strong,
        Some(Answer::Unknown | Answer::Middle) => cx.theme.warning,
        Some(Answer::No | Answer::Lowest) => cx.theme.text,
        None => cx.theme.quiet,
    }
}
