//! The page: papers that can be made, then the copies that went out and how each stands.

use ratatui::text::{Line, Span};

use super::{Papers, Target};
use crate::app::cx::Cx;
use crate::app::widgets::sheet::{SheetRow, heading};
use crate::app::widgets::wide;
use crate::domain::calendar::show_day_near;
use crate::domain::paper::{For, Of};
use crate::service::ask::{CopyLine, Offered, Standing};

type Row = SheetRow<Target>;

/// Columns that the name of a paper takes.
const NAME: usize = 24;

impl Papers {
    /// Everything on the page.
    pub(super) fn rows(&self, width: usize, cx: &Cx) -> Vec<Row> {
        let Some(story) = &self.story else { return Vec::new() };
        let mut rows = heading("Can be written", cx).to_vec();
        for (at, offered) in story.offered.iter().enumerate() {
            rows.push(Row::stop(self::offered(offered, width, cx), Some(Target::Offered(at))));
        }
        if story.copies.is_empty() {
            rows.extend(heading("Went out  0", cx));
            rows.push(Row::pass(Line::styled("  Nothing yet.", cx.theme.quiet)));
            return rows;
        }
        let owed = self.owed();
        let head = match owed {
            0 => format!("Went out  {}", story.copies.len()),
            owed => {
                format!("Went out  {}   ! {owed} changed since: c writes corrections", story.copies.len())
            }
        };
        rows.extend(heading(&head, cx));
        for (at, line) in story.copies.iter().enumerate() {
            rows.extend(copy(at, line, width, cx));
        }
        rows
    }
}

fn offered(offered: &Offered, width: usize, cx: &Cx) -> Line<'static> {
    let shape = offered.kind.shape();
    let name = format!("  {}", offered.kind);
    let whom = match (&offered.but, shape.map(|shape| shape.to), offered.agencies.len()) {
        (Some(but), ..) => but.clone(),
        (None, Some(For::EachAgency), 1) => "1 agency".to_owned(),
        (None, Some(For::EachAgency), count) => format!("{count} agencies"),
        (None, Some(For::Office), _) => "chair and coordinator".to_owned(),
        (None, Some(For::Referrer), _) => "the referrer".to_owned(),
        (None, Some(For::Named), _) => "whom you name".to_owned(),
        (None, ..) => "anybody".to_owned(),
    };
    let of = match shape.map(|shape| shape.of) {
        Some(Of::Item) => format!("{whom}, one case"),
        _ => whom,
    };
    let what = shape.map_or("", |shape| shape.what);
    let room = width.saturating_sub(NAME + 22);
    Line::from(vec![
        Span::styled(wide::fit(&name, NAME), cx.theme.text),
        Span::styled(wide::fit(&of, 22), cx.theme.quiet),
        Span::styled(wide::cut(what, room), cx.theme.quiet),
    ])
}

fn copy(at: usize, line: &CopyLine, width: usize, cx: &Cx) -> Vec<Row> {
    let issued = &line.issued;
    let (sign, style, stands) = match &line.standing {
        Standing::Current => ("✓", cx.theme.text, "as the record says".to_owned()),
        Standing::Replaced(copy) => ("·", cx.theme.quiet, format!("replaced by copy {copy}")),
        Standing::Changed(_) => ("!", cx.theme.warning, "CHANGED since".to_owned()),
        Standing::Unknown => (" ", cx.theme.quiet, String::new()),
    };
    let format = issued.format.map_or("pdf", |format| format.word());
    let sealed = if issued.sealed == Some(true) { " sealed" } else { "" };
    let draft = if issued.draft { " draft" } else { "" };
    let whom = if issued.recipient.is_empty() { line.edition.clone() } else { issued.recipient.clone() };
    // How it stands is what the line is read for: the columns before it give way.
    let columns = if width < 100 { [20, 14, 10, 11] } else { [28, 22, 12, 12] };
    let before = [
        format!("{sign} {} {}{draft}", issued.copy, issued.paper),
        whom,
        format!("{format}{sealed}"),
        show_day_near(issued.at.date(), cx.today()),
    ];
    let mut words: Vec<String> =
        before.iter().zip(columns).map(|(text, columns)| wide::fit(text, columns)).collect();
    words.push(stands);
    let first = wide::cut(&format!("  {}", words.join(" ")), width);
    let mut rows = vec![Row::stop(Line::styled(first, style), Some(Target::Copy(at)))];
    if let Standing::Changed(sections) = &line.standing {
        let told = format!("in {}", sections.join("; "));
        let lines = wide::wrap(&told, width.saturating_sub(8)).into_iter();
        rows.extend(lines.map(|line| Row::pass(Line::styled(format!("      {line}"), cx.theme.quiet))));
    }
    rows
}
