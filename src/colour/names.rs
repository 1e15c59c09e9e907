//! The colours that have a name: those of CSS, and Handbound's own palettes.

use super::{Colour, Oklch};

/// A colour, and the accent that glows beside it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Palette {
    pub colour: Colour,
    pub warm: Colour,
}

/// The palettes, each readable as it is by day. The first is the usual one.
pub const PALETTES: [(&str, Palette); 5] = [
    ("seaglass", palette(0x17_605c, 0xf2_b872)),
    ("heather", palette(0x6a_3d7c, 0xe7_b1c3)),
    ("clay", palette(0x8c_3f20, 0xe9_bd7f)),
    ("harbour", palette(0x1f_5288, 0xf0_c36b)),
    ("lichen", palette(0x4c_5f14, 0xd9_c667)),
];

const fn palette(colour: u32, warm: u32) -> Palette {
    Palette { colour: Colour::of(colour), warm: Colour::of(warm) }
}

impl Palette {
    /// Returns the palette of any colour: beside it glows an amber that is as lively as the colour is.
    #[must_use]
    pub fn of(colour: Colour) -> Self {
        let amber = Oklch::from(PALETTES[0].1.warm);
        let liveliness = Oklch::from(colour).chroma * 1.5;
        Palette { colour, warm: Oklch { chroma: amber.chroma.min(liveliness), ..amber }.shown() }
    }
}

/// Returns the colour that CSS knows by `name`, which is in small letters.
pub(super) fn named(name: &str) -> Option<Colour> {
    let place = NAMED.binary_search_by(|(known, _)| (*known).cmp(name)).ok()?;
    Some(Colour::of(NAMED[place].1))
}

/// Returns the name in CSS that comes nearest to `colour`, as far as people see. Hue counts more than lightness: a dark
/// sea green is `teal` before it is a grey.
#[must_use]
pub fn nearest_name(colour: Colour) -> &'static str {
    /// The weight of a difference in lightness beside one in colour.
    const LIGHTNESS: f64 = 0.05;
    let place = |colour: Colour| {
        let Oklch { lightness, chroma, hue } = colour.into();
        (lightness, chroma * hue.cos(), chroma * hue.sin())
    };
    let meant = place(colour);
    let distance = |number: u32| {
        let (lightness, a, b) = place(Colour::of(number));
        LIGHTNESS * (lightness - meant.0).powi(2) + (a - meant.1).powi(2) + (b - meant.2).powi(2)
    };
    let nearest = NAMED.iter().map(|(name, number)| (*name, distance(*number))).min_by(|a, b| a.1.total_cmp(&b.1));
    nearest.map_or("", |(name, _)| name)
}

/// Returns every name.
pub(super) fn all() -> impl Iterator<Item = &'static str> {
    NAMED.iter().map(|(name, _)| *name)
}

/// CSS Color 4, §6.1, sorted by name.
#[rustfmt::skip]
const NAMED: [(&str, u32); 148] = [
    ("aliceblue", 0xf0_f8ff), ("antiquewhite", 0xfa_ebd7), ("aqua", 0x00_ffff), ("aquamarine", 0x7f_ffd4),
    ("azure", 0xf0_ffff), ("beige", 0xf5_f5dc), ("bisque", 0xff_e4c4), ("black", 0x00_0000),
    ("blanchedalmond", 0xff_ebcd), ("blue", 0x00_00ff), ("blueviolet", 0x8a_2be2), ("brown", 0xa5_2a2a),
    ("burlywood", 0xde_b887), ("cadetblue", 0x5f_9ea0), ("chartreuse", 0x7f_ff00), ("chocolate", 0xd2_691e),
    ("coral", 0xff_7f50), ("cornflowerblue", 0x64_95ed), ("cornsilk", 0xff_f8dc), ("crimson", 0xdc_143c),
    ("cyan", 0x00_ffff), ("darkblue", 0x00_008b), ("darkcyan", 0x00_8b8b), ("darkgoldenrod", 0xb8_860b),
    ("darkgray", 0xa9_a9a9), ("darkgreen", 0x00_6400), ("darkgrey", 0xa9_a9a9), ("darkkhaki", 0xbd_b76b),
    ("darkmagenta", 0x8b_008b), ("darkolivegreen", 0x55_6b2f), ("darkorange", 0xff_8c00), ("darkorchid", 0x99_32cc),
    ("darkred", 0x8b_0000), ("darksalmon", 0xe9_967a), ("darkseagreen", 0x8f_bc8f), ("darkslateblue", 0x48_3d8b),
    ("darkslategray", 0x2f_4f4f), ("darkslategrey", 0x2f_4f4f), ("darkturquoise", 0x00_ced1),
    ("darkviolet", 0x94_00d3), ("deeppink", 0xff_1493), ("deepskyblue", 0x00_bfff), ("dimgray", 0x69_6969),
    ("dimgrey", 0x69_6969), ("dodgerblue", 0x1e_90ff), ("firebrick", 0xb2_2222), ("floralwhite", 0xff_faf0),
    ("forestgreen", 0x22_8b22), ("fuchsia", 0xff_00ff), ("gainsboro", 0xdc_dcdc), ("ghostwhite", 0xf8_f8ff),
    ("gold", 0xff_d700), ("goldenrod", 0xda_a520), ("gray", 0x80_8080), ("green", 0x00_8000),
    ("greenyellow", 0xad_ff2f), ("grey", 0x80_8080), ("honeydew", 0xf0_fff0), ("hotpink", 0xff_69b4),
    ("indianred", 0xcd_5c5c), ("indigo", 0x4b_0082), ("ivory", 0xff_fff0), ("khaki", 0xf0_e68c),
    ("lavender", 0xe6_e6fa), ("lavenderblush", 0xff_f0f5), ("lawngreen", 0x7c_fc00), ("lemonchiffon", 0xff_facd),
    ("lightblue", 0xad_d8e6), ("lightcoral", 0xf0_8080), ("lightcyan", 0xe0_ffff),
    ("lightgoldenrodyellow", 0xfa_fad2), ("lightgray", 0xd3_d3d3), ("lightgreen", 0x90_ee90),
    ("lightgrey", 0xd3_d3d3), ("lightpink", 0xff_b6c1), ("lightsalmon", 0xff_a07a), ("lightseagreen", 0x20_b2aa),
    ("lightskyblue", 0x87_cefa), ("lightslategray", 0x77_8899), ("lightslategrey", 0x77_8899),
    ("lightsteelblue", 0xb0_c4de), ("lightyellow", 0xff_ffe0), ("lime", 0x00_ff00), ("limegreen", 0x32_cd32),
    ("linen", 0xfa_f0e6), ("magenta", 0xff_00ff), ("maroon", 0x80_0000), ("mediumaquamarine", 0x66_cdaa),
    ("mediumblue", 0x00_00cd), ("mediumorchid", 0xba_55d3), ("mediumpurple", 0x93_70db),
    ("mediumseagreen", 0x3c_b371), ("mediumslateblue", 0x7b_68ee), ("mediumspringgreen", 0x00_fa9a),
    ("mediumturquoise", 0x48_d1cc), ("mediumvioletred", 0xc7_1585), ("midnightblue", 0x19_1970),
    ("mintcream", 0xf5_fffa), ("mistyrose", 0xff_e4e1), ("moccasin", 0xff_e4b5), ("navajowhite", 0xff_dead),
    ("navy", 0x00_0080), ("oldlace", 0xfd_f5e6), ("olive", 0x80_8000), ("olivedrab", 0x6b_8e23),
    ("orange", 0xff_a500), ("orangered", 0xff_4500), ("orchid", 0xda_70d6), ("palegoldenrod", 0xee_e8aa),
    ("palegreen", 0x98_fb98), ("paleturquoise", 0xaf_eeee), ("palevioletred", 0xdb_7093), ("papayawhip", 0xff_efd5),
    ("peachpuff", 0xff_dab9), ("peru", 0xcd_853f), ("pink", 0xff_c0cb), ("plum", 0xdd_a0dd),
    ("powderblue", 0xb0_e0e6), ("purple", 0x80_0080), ("rebeccapurple", 0x66_3399), ("red", 0xff_0000),
    ("rosybrown", 0xbc_8f8f), ("royalblue", 0x41_69e1), ("saddlebrown", 0x8b_4513), ("salmon", 0xfa_8072),
    ("sandybrown", 0xf4_a460), ("seagreen", 0x2e_8b57), ("seashell", 0xff_f5ee), ("sienna", 0xa0_522d),
    ("silver", 0xc0_c0c0), ("skyblue", 0x87_ceeb), ("slateblue", 0x6a_5acd), ("slategray", 0x70_8090),
    ("slategrey", 0x70_8090), ("snow", 0xff_fafa), ("springgreen", 0x00_ff7f), ("steelblue", 0x46_82b4),
    ("tan", 0xd2_b48c), ("teal", 0x00_8080), ("thistle", 0xd8_bfd8), ("tomato", 0xff_6347), ("turquoise", 0x40_e0d0),
    ("violet", 0xee_82ee), ("wheat", 0xf5_deb3), ("white", 0xff_ffff), ("whitesmoke", 0xf5_f5f5),
    ("yellow", 0xff_ff00), ("yellowgreen", 0x9a_cd32),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_found_and_sorted() {
        assert!(NAMED.is_sorted());
        assert!(NAMED.iter().all(|(name, number)| named(name) == Some(Colour::of(*number))));
        assert_eq!(named("handbound"), None);
    }

    #[test]
    fn the_nearest_name_is_the_one_people_would_say() {
        let of = |number| nearest_name(Colour::of(number));
        assert_eq!([of(0x66_3399), of(0x00_0001), of(0xfe_cc01)], ["rebeccapurple", "black", "gold"]);
        let palettes = PALETTES.map(|(_, palette)| nearest_name(palette.colour));
        assert_eq!(palettes, ["teal", "rebeccapurple", "sienna", "steelblue", "darkolivegreen"]);
    }
}
