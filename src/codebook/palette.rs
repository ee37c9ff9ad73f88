//! Colours for codes that everybody can tell apart, also those who see no red or no green.

use std::sync::LazyLock;

/// Okabe and Ito's palette, then Tol's muted one: made for colour-blind readers.
const SAFE: [u32; 16] = [
    0x00_72b2, 0xe6_9f00, 0x00_9e73, 0xcc_79a7, 0x56_b4e9, 0xd5_5e00, 0xf0_e442, 0x33_2288, 0x11_7733, 0x88_2255,
    0x44_aa99, 0x99_9933, 0xcc_6677, 0xaa_4499, 0xdd_cc77, 0x88_ccee,
];

/// Each of them as it is, darker, lighter.
const SHADES: [f64; 3] = [1.0, 0.62, 1.45];

/// How the two commonest forms of colour blindness see red, green and blue (Machado, Oliveira and Fernandes 2009, full
/// severity), beside how most people do.
const EYES: [[[f64; 3]; 3]; 3] = [
    [[1.0, 0.0, 0.0], [0.0, 1.0, 0.0], [0.0, 0.0, 1.0]],
    [[0.152_286, 1.052_583, -0.204_868], [0.114_503, 0.786_281, 0.099_216], [-0.003_882, -0.048_116, 1.051_998]],
    [[0.367_322, 0.860_646, -0.227_968], [0.280_085, 0.672_501, 0.047_413], [-0.011_820, 0.042_940, 0.968_881]],
];

/// A colour as each pair of eyes sees it: lightness, red to green, yellow to blue.
type Seen = [[f64; 3]; 3];

static PALETTE: LazyLock<Vec<(u32, Seen)>> = LazyLock::new(|| {
    let shades = SHADES.iter().flat_map(|shade| SAFE.iter().map(move |colour| shaded(*colour, *shade)));
    shades.map(|colour| (colour, seen(colour))).collect()
});

/// The colour that is furthest from all that are in use, for the eyes that see the least difference.
pub fn free_colour<'c>(used: impl IntoIterator<Item = &'c str>) -> String {
    let used: Vec<Seen> = used.into_iter().filter_map(number).map(seen).collect();
    // Of equally good ones the first; with none in use, that is the first of all.
    let mut best = (PALETTE[0].0, f64::NEG_INFINITY);
    for (colour, look) in PALETTE.iter() {
        let nearest = used.iter().map(|other| apart(look, other)).fold(f64::INFINITY, f64::min);
        // A colour is chosen for how far it is from others only up to a point: beyond, order decides.
        let worth = nearest.min(FAR_ENOUGH);
        if worth > best.1 {
            best = (*colour, worth);
        }
    }
    format!("#{:06x}", best.0)
}

/// Nobody mistakes colours that are so far apart.
const FAR_ENOUGH: f64 = 25.0;

fn number(written: &str) -> Option<u32> {
    u32::from_str_radix(written.strip_prefix('#')?, 16).ok()
}

fn channels(colour: u32) -> [f64; 3] {
    [16, 8, 0].map(|shift| f64::from((colour >> shift) & 0xff) / 255.0)
}

fn shaded(colour: u32, shade: f64) -> u32 {
    let toned = channels(colour).map(|channel| {
        let toned = if shade <= 1.0 { channel * shade } else { channel + (1.0 - channel) * (shade - 1.0) };
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a channel is between 0 and 255")]
        let byte = (toned * 255.0).round() as u32;
        byte
    });
    toned[0] << 16 | toned[1] << 8 | toned[2]
}

fn seen(colour: u32) -> Seen {
    let linear = channels(colour)
        .map(|channel| if channel <= 0.040_45 { channel / 12.92 } else { ((channel + 0.055) / 1.055).powf(2.4) });
    EYES.map(|eye| {
        lab(eye
            .map(|row| row.iter().zip(linear).map(|(weight, channel)| weight * channel).sum::<f64>().clamp(0.0, 1.0)))
    })
}

/// CIELAB under D65, in which equal steps look about equal.
fn lab([red, green, blue]: [f64; 3]) -> [f64; 3] {
    let x = (0.412_4 * red + 0.357_6 * green + 0.180_5 * blue) / 0.950_47;
    let y = 0.212_6 * red + 0.715_2 * green + 0.072_2 * blue;
    let z = (0.019_3 * red + 0.119_2 * green + 0.950_5 * blue) / 1.088_83;
    let [x, y, z] = [x, y, z].map(|part| if part > 0.008_856 { part.cbrt() } else { 7.787 * part + 16.0 / 116.0 });
    [116.0 * y - 16.0, 500.0 * (x - y), 200.0 * (y - z)]
}

fn apart(one: &Seen, other: &Seen) -> f64 {
    let distance = |(one, other): (&[f64; 3], &[f64; 3])| {
        one.iter().zip(other).map(|(one, other)| (one - other).powi(2)).sum::<f64>().sqrt()
    };
    one.iter().zip(other).map(distance).fold(f64::INFINITY, f64::min)
}
