//! How things look: styles named by what they mean, read from a small file each. Sixteen colours suffice, and every
//! status is a word or sign as well, so that no theme carries anything by colour alone.

use ratatui::style::{Color, Modifier, Style};
use serde::Deserialize;

/// The themes that come with the program, in the order in which a key walks through them.
const BUILT_IN: &[&str] = &[
    include_str!("../../assets/themes/dark.toml"),
    include_str!("../../assets/themes/light.toml"),
    include_str!("../../assets/themes/high-contrast.toml"),
    include_str!("../../assets/themes/mono.toml"),
];

/// One style as a theme file spells it.
#[derive(Debug, Clone, Copy, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
struct Look {
    #[serde(deserialize_with = "color")]
    fg: Option<Color>,
    #[serde(deserialize_with = "color")]
    bg: Option<Color>,
    bold: bool,
    dim: bool,
    underlined: bool,
    reversed: bool,
}

impl From<Look> for Style {
    fn from(look: Look) -> Self {
        let mut style = Self { fg: look.fg, bg: look.bg, ..Self::default() };
        for (wanted, modifier) in [
            (look.bold, Modifier::BOLD),
            (look.dim, Modifier::DIM),
            (look.underlined, Modifier::UNDERLINED),
            (look.reversed, Modifier::REVERSED),
        ] {
            if wanted {
                style = style.add_modifier(modifier);
            }
        }
        style
    }
}

fn color<'de, D: serde::Deserializer<'de>>(from: D) -> Result<Option<Color>, D::Error> {
    let name = String::deserialize(from)?;
    name.parse().map(Some).map_err(|_not| serde::de::Error::custom(format!("`{name}` is not a colour")))
}

fn style<'de, D: serde::Deserializer<'de>>(from: D) -> Result<Style, D::Error> {
    Look::deserialize(from).map(Style::from)
}

/// Styles by meaning.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Theme {
    /// Its name, as typed.
    pub name: String,
    /// Running text and the ground.
    #[serde(deserialize_with = "style")]
    pub text: Style,
    /// What matters less.
    #[serde(deserialize_with = "style")]
    pub quiet: Style,
    /// What matters more: references, names.
    #[serde(deserialize_with = "style")]
    pub strong: Style,
    /// Heads of sections and columns.
    #[serde(deserialize_with = "style")]
    pub heading: Style,
    /// The line the cursor is on.
    #[serde(deserialize_with = "style")]
    pub selected: Style,
    /// The marking and the bar it stands in.
    #[serde(deserialize_with = "style")]
    pub marking: Style,
    /// Keys in footer and help.
    #[serde(deserialize_with = "style")]
    pub key: Style,
    /// Overdue, refused, to correct.
    #[serde(deserialize_with = "style")]
    pub bad: Style,
    /// To be looked at soon.
    #[serde(deserialize_with = "style")]
    pub warning: Style,
    /// Done, accepted.
    #[serde(deserialize_with = "style")]
    pub good: Style,
    /// A field being typed in.
    #[serde(deserialize_with = "style")]
    pub field: Style,
    /// Frames of dialogs.
    #[serde(deserialize_with = "style")]
    pub frame: Style,
}

impl Theme {
    /// Reads a theme file.
    ///
    /// # Errors
    /// What is wrong with it, in words.
    pub fn parse(file: &str) -> Result<Self, String> {
        toml::from_str(file).map_err(|error| format!("the theme cannot be read: {}", error.message()))
    }

    /// The theme of a name, if one comes with the program.
    pub fn named(name: &str) -> Option<Self> {
        BUILT_IN.iter().filter_map(|file| Self::parse(file).ok()).find(|theme| theme.name == name)
    }

    /// Names of the themes that come with the program.
    pub fn names() -> Vec<String> {
        BUILT_IN.iter().filter_map(|file| Self::parse(file).ok()).map(|theme| theme.name).collect()
    }

    /// A theme by name: no colour at all when `NO_COLOR` is set to anything, else the one wished for, else dark.
    pub fn choose(wished: Option<&str>, no_color: bool) -> Self {
        let name = if no_color { "mono" } else { wished.unwrap_or("dark") };
        Self::named(name).unwrap_or_else(Self::plain)
    }

    /// The next one of those that come with the program.
    #[must_use]
    pub fn next(&self) -> Self {
        let names = Self::names();
        let at = names.iter().position(|name| *name == self.name).map_or(0, |at| at + 1);
        names.get(at).or_else(|| names.first()).and_then(|name| Self::named(name)).unwrap_or_else(Self::plain)
    }

    /// The terminal's own looks with the modifiers every terminal has.
    fn plain() -> Self {
        let none = Style::new();
        let bold = none.add_modifier(Modifier::BOLD);
        let reversed = none.add_modifier(Modifier::REVERSED);
        Self {
            name: "plain".to_owned(),
            text: none,
            quiet: none,
            strong: bold,
            heading: bold,
            selected: reversed,
            marking: reversed,
            key: bold,
            bad: bold,
            warning: bold,
            good: none,
            field: none.add_modifier(Modifier::UNDERLINED),
            frame: none,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_theme_reads_and_the_key_walks_through_all() {
        let names = Theme::names();
        assert_eq!(names.len(), BUILT_IN.len());
        let mut theme = Theme::choose(None, false);
        for _ in 0..names.len() {
            theme = theme.next();
        }
        assert_eq!(theme.name, "dark");
    }

    #[test]
    fn mono_and_no_color_use_no_colour() {
        let theme = Theme::choose(Some("light"), true);
        assert_eq!(theme.name, "mono");
        for style in
            [theme.text, theme.bad, theme.good, theme.warning, theme.selected, theme.marking, theme.frame]
        {
            assert!(
                matches!(style.fg, None | Some(Color::Reset))
                    && matches!(style.bg, None | Some(Color::Reset))
            );
        }
        assert_ne!(theme.selected, theme.text);
    }

    /// Sixteen colours as terminals draw them, in the order black, red, green, yellow, blue, magenta, cyan, gray, and the
    /// same brighter: VGA, xterm, Windows Terminal, Terminal on a Mac.
    const PALETTES: [[u32; 16]; 4] = [
        [
            0x00_00_00, 0xaa_00_00, 0x00_aa_00, 0xaa_55_00, 0x00_00_aa, 0xaa_00_aa, 0x00_aa_aa, 0xaa_aa_aa,
            0x55_55_55, 0xff_55_55, 0x55_ff_55, 0xff_ff_55, 0x55_55_ff, 0xff_55_ff, 0x55_ff_ff, 0xff_ff_ff,
        ],
        [
            0x00_00_00, 0xcd_00_00, 0x00_cd_00, 0xcd_cd_00, 0x00_00_ee, 0xcd_00_cd, 0x00_cd_cd, 0xe5_e5_e5,
            0x7f_7f_7f, 0xff_00_00, 0x00_ff_00, 0xff_ff_00, 0x5c_5c_ff, 0xff_00_ff, 0x00_ff_ff, 0xff_ff_ff,
        ],
        [
            0x0c_0c_0c, 0xc5_0f_1f, 0x13_a1_0e, 0xc1_9c_00, 0x00_37_da, 0x88_17_98, 0x3a_96_dd, 0xcc_cc_cc,
            0x76_76_76, 0xe7_48_56, 0x16_c6_0c, 0xf9_f1_a5, 0x3b_78_ff, 0xb4_00_9e, 0x61_d6_d6, 0xf2_f2_f2,
        ],
        [
            0x00_00_00, 0x99_00_00, 0x00_a6_00, 0x99_99_00, 0x00_00_b2, 0xb2_00_b2, 0x00_a6_b2, 0xbf_bf_bf,
            0x66_66_66, 0xe5_00_00, 0x00_d9_00, 0xe5_e5_00, 0x00_00_ff, 0xe5_00_e5, 0x00_e5_e5, 0xe5_e5_e5,
        ],
    ];

    /// A colour's place among the sixteen.
    fn place(color: Color) -> usize {
        use Color::{
            Black, Blue, Cyan, DarkGray, Gray, Green, LightBlue, LightCyan, LightGreen, LightMagenta,
            LightRed, LightYellow, Magenta, Red, White, Yellow,
        };
        let all = [
            Black,
            Red,
            Green,
            Yellow,
            Blue,
            Magenta,
            Cyan,
            Gray,
            DarkGray,
            LightRed,
            LightGreen,
            LightYellow,
            LightBlue,
            LightMagenta,
            LightCyan,
            White,
        ];
        all.iter()
            .position(|known| *known == color)
            .unwrap_or_else(|| panic!("{color} is not one of sixteen"))
    }

    /// Relative luminance and contrast as WCAG 2.1 defines them.
    fn luminance(color: u32) -> f64 {
        let part = |shift: u32| {
            let value = f64::from((color >> shift) & 0xff) / 255.0;
            if value <= 0.040_45 { value / 12.92 } else { ((value + 0.055) / 1.055).powf(2.4) }
        };
        0.2126 * part(16) + 0.7152 * part(8) + 0.0722 * part(0)
    }

    fn contrast(one: u32, other: u32) -> f64 {
        let (one, other) = (luminance(one), luminance(other));
        (one.max(other) + 0.05) / (one.min(other) + 0.05)
    }

    #[test]
    fn every_style_can_be_read_in_the_usual_sixteen_colours() {
        for (name, least, running) in [("dark", 3.0, 4.5), ("light", 3.0, 4.5), ("high-contrast", 7.0, 7.0)] {
            let theme = Theme::named(name).unwrap();
            let styles = [
                ("text", theme.text, running),
                ("strong", theme.strong, running),
                ("field", theme.field, running),
                ("selected", theme.selected, running),
                ("marking", theme.marking, running),
                ("quiet", theme.quiet, least),
                ("heading", theme.heading, least),
                ("key", theme.key, least),
                ("bad", theme.bad, least),
                ("warning", theme.warning, least),
                ("good", theme.good, least),
                ("frame", theme.frame, least),
            ];
            for palette in PALETTES {
                for (what, style, least) in styles {
                    // What a theme leaves open is the terminal's own: light letters on a dark ground.
                    let fg = style.fg.or(theme.text.fg).unwrap_or(Color::Gray);
                    let bg = style.bg.or(theme.text.bg).unwrap_or(Color::Black);
                    let found = contrast(palette[place(fg)], palette[place(bg)]);
                    assert!(found >= least, "{what} of {name}: {fg} on {bg} has {found:.1}");
                }
            }
        }
    }

    #[test]
    fn a_theme_that_cannot_be_read_says_why() {
        assert!(Theme::parse("name = \"x\"\ntext = { fg = \"puce\" }").unwrap_err().contains("theme"));
    }
}
