//! Figures and lengths of time as bounds: `14`, `>14`, `<=3`, `2..4`, and with a unit `>60d`, `<2w`.

/// Bounds of a figure, both included.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Range {
    /// The least.
    pub least: i64,
    /// The most.
    pub most: i64,
}

impl Range {
    /// Whether a figure lies within.
    pub const fn holds(self, figure: i64) -> bool {
        self.least <= figure && figure <= self.most
    }

    /// Bounds as typed, each bound read by `one`.
    fn typed(text: &str, one: impl Fn(&str) -> Option<i64>) -> Option<Self> {
        let (least, most) = if let Some(rest) = text.strip_prefix(">=") {
            (one(rest)?, i64::MAX)
        } else if let Some(rest) = text.strip_prefix("<=") {
            (i64::MIN, one(rest)?)
        } else if let Some(rest) = text.strip_prefix('>') {
            (one(rest)?.saturating_add(1), i64::MAX)
        } else if let Some(rest) = text.strip_prefix('<') {
            (i64::MIN, one(rest)?.saturating_sub(1))
        } else if let Some((from, to)) = text.split_once("..") {
            (one(from)?, one(to)?)
        } else {
            let figure = one(text)?;
            (figure, figure)
        };
        Some(Self { least, most })
    }

    /// A figure or bounds of one.
    pub fn figures(text: &str) -> Option<Self> {
        Self::typed(text, |figure| figure.parse().ok().filter(|figure| (0..1_000_000).contains(figure)))
    }

    /// A length of time in days, or bounds of one.
    pub fn lengths(text: &str) -> Option<Self> {
        Self::typed(text, length)
    }
}

/// Days in a length such as `7d`, `2w`, `3m`, `1y` or plain `7`; a month is 30 days and a year 365.
pub fn length(text: &str) -> Option<i64> {
    let digits = text.find(|letter: char| !letter.is_ascii_digit()).unwrap_or(text.len());
    let (figure, unit) = text.split_at(digits);
    let figure: i64 = figure.parse().ok().filter(|figure| *figure <= 20_000)?;
    let days = match unit.to_lowercase().as_str() {
        "" | "d" | "day" | "days" => 1,
        "w" | "week" | "weeks" => 7,
        "m" | "month" | "months" => 30,
        "y" | "year" | "years" => 365,
        _ => return None,
    };
    Some(figure * days)
}
