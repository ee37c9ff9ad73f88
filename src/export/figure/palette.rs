//! The colours of figures, chosen so that those who see colours differently tell them apart, and so does grey print.

use super::drawing::Paint;
use crate::report::Bar;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::export) struct Rgb(pub(in crate::export) u8, pub(in crate::export) u8, pub(in crate::export) u8);

/// What each part that a paint plays looks like on white paper. The style sheet of pages says the same, and again for the
/// dark.
pub(in crate::export) const fn on_paper(paint: Paint) -> Rgb {
    match paint {
        Paint::Ink => Rgb(0x1b, 0x1d, 0x21),
        Paint::Quiet => Rgb(0x56, 0x5b, 0x66),
        Paint::Hair => Rgb(0xc9, 0xcd, 0xd4),
        Paint::Accent => Rgb(0x1f, 0x5f, 0x9e),
        Paint::Colour(colour) => colour,
    }
}

pub(super) const WHITE: Rgb = Rgb(0xff, 0xff, 0xff);
pub(super) const BLACK: Rgb = Rgb(0, 0, 0);
/// Shapes have to stand out this much from what is behind them (WCAG 2.2, 1.4.11).
const ENOUGH: f64 = 3.0;

impl Rgb {
    /// `#rrggbb`
    pub(in crate::export) fn hex(self) -> String {
        format!("#{:02x}{:02x}{:02x}", self.0, self.1, self.2)
    }

    /// Reads `#rrggbb`.
    pub(super) fn read(text: &str) -> Option<Self> {
        let digits = text.strip_prefix('#').filter(|digits| digits.len() == 6 && digits.is_ascii())?;
        let part = |place| u8::from_str_radix(digits.get(place..place + 2)?, 16).ok();
        let is_hex = digits.bytes().all(|digit| digit.is_ascii_hexdigit());
        is_hex.then_some(())?;
        Some(Self(part(0)?, part(2)?, part(4)?))
    }

    /// Relative luminance (WCAG 2.2). It decides between two colours and is never printed, so that it does not matter that
    /// machines may differ in the last digit of a power.
    fn luminance(self) -> f64 {
        let linear = |part: u8| {
            let part = f64::from(part) / 255.0;
            if part <= 0.04045 { part / 12.92 } else { ((part + 0.055) / 1.055).powf(2.4) }
        };
        0.2126 * linear(self.0) + 0.7152 * linear(self.1) + 0.0722 * linear(self.2)
    }

    fn contrast(self, other: Self) -> f64 {
        let (one, two) = (self.luminance() + 0.05, other.luminance() + 0.05);
        if one > two { one / two } else { two / one }
    }

    /// Black or white, whichever is read more easily on this colour.
    pub(in crate::export) fn letters_on(self) -> Self {
        if self.contrast(BLACK) >= self.contrast(WHITE) { BLACK } else { WHITE }
    }

    pub(super) fn text_on(self) -> Paint {
        Paint::Colour(self.letters_on())
    }

    /// A line around a shape that would not stand out from white paper. On dark pages the style sheet draws it.
    pub(super) fn edge(self) -> Option<Paint> {
        (self.contrast(WHITE) < ENOUGH).then_some(Paint::Ink)
    }
}

/// Colours for lines side by side, of Okabe and Ito (2008), those that stand out from paper, light and dark.
const SERIES: [Rgb; 3] = [Rgb(0x00, 0x72, 0xb2), Rgb(0xd5, 0x5e, 0x00), Rgb(0x00, 0x9e, 0x73)];

/// The colour of a line by its place among others.
pub(super) const fn series(index: usize) -> Paint {
    Paint::Colour(colour_of_line(index))
}

pub(in crate::export) const fn colour_of_line(index: usize) -> Rgb {
    SERIES[index % SERIES.len()]
}

/// The two sides of a scale, each from its end to next to the middle, and the middle: orange and blue, which those who
/// confuse red with green tell apart, pale enough inside to be set off from the ends in grey.
pub(super) const LOW: (Rgb, Rgb) = (Rgb(0xb3, 0x58, 0x06), Rgb(0xfd, 0xd0, 0xa2));
pub(super) const HIGH: (Rgb, Rgb) = (Rgb(0x08, 0x51, 0x9c), Rgb(0xbd, 0xd7, 0xee));
pub(super) const NEUTRAL: Rgb = Rgb(0xf2, 0xf2, 0xf2);

/// The colour at one of `count` steps from the first colour to the second.
pub(super) fn between((first, last): (Rgb, Rgb), step: usize, count: usize) -> Rgb {
    let steps = count.saturating_sub(1).max(1);
    let mix = |from: u8, to: u8| {
        let mixed = (usize::from(from) * (steps - step.min(steps)) + usize::from(to) * step.min(steps)) / steps;
        u8::try_from(mixed).expect("it lies between two bytes")
    };
    Rgb(mix(first.0, last.0), mix(first.1, last.1), mix(first.2, last.2))
}

/// A colour that is one: `#rrggbb`, or nothing.
pub(in crate::export) fn colour(bar: &Bar) -> Option<&str> {
    bar.colour.as_deref().filter(|colour| Rgb::read(colour).is_some())
}

/// A bar's colour: its own if it has one that is one, or the page's.
pub(super) fn of_bar(bar: &Bar) -> Paint {
    bar.colour.as_deref().and_then(Rgb::read).map_or(Paint::Accent, Paint::Colour)
}
