//! Drawings of few colours as small PNG files: a table of colours, and one byte a pixel (W3C PNG §11.2.2, §12).

use std::collections::BTreeMap;

/// Red, green, blue.
pub(super) type Rgb = [u8; 3];

/// The number of values of one byte.
const MOST: usize = 256;

/// Encodes the picture of `pixels`, row by row, in at most 256 colours: those that are there, or where they are more,
/// the most frequent ones of those that look alike.
pub(super) fn png(width: u32, height: u32, pixels: &[Rgb]) -> Vec<u8> {
    let runs = runs(pixels);
    let table = table(&runs);
    let mut known: BTreeMap<Rgb, u8> = BTreeMap::new();
    let mut bytes: Vec<u8> = Vec::with_capacity(pixels.len());
    for (colour, count) in runs {
        let place = *known.entry(colour).or_insert_with(|| nearest(&table, colour));
        bytes.resize(bytes.len() + count, place);
    }

    let mut out = Vec::new();
    let mut encoder = png::Encoder::new(&mut out, width, height);
    encoder.set_color(png::ColorType::Indexed);
    encoder.set_palette(table.as_flattened());
    encoder.set_compression(png::Compression::High);
    // Neighbours are equal, not alike.
    encoder.set_filter(png::Filter::NoFilter);
    // Writing into memory cannot fail.
    let _ = encoder.write_header().and_then(|mut writer| writer.write_image_data(&bytes));
    out
}

/// Returns runs of pixels of one colour.
fn runs(pixels: &[Rgb]) -> Vec<(Rgb, usize)> {
    pixels.chunk_by(|a, b| a == b).filter_map(|run| Some((*run.first()?, run.len()))).collect()
}

fn table(runs: &[(Rgb, usize)]) -> Vec<Rgb> {
    let mut counts: BTreeMap<Rgb, usize> = BTreeMap::new();
    for (colour, count) in runs {
        *counts.entry(*colour).or_default() += count;
    }
    // Coarser and coarser, until what looks alike is few enough.
    for bits in 0..8_u32 {
        let mut alike: BTreeMap<Rgb, (usize, [usize; 3])> = BTreeMap::new();
        for (colour, count) in &counts {
            let (all, sums) = alike.entry(colour.map(|value| value >> bits)).or_default();
            *all += count;
            for (sum, value) in sums.iter_mut().zip(colour) {
                *sum += usize::from(*value) * count;
            }
        }
        if alike.len() <= MOST {
            let middle = |(all, sums): &(usize, [usize; 3])| {
                sums.map(|sum| u8::try_from((sum + all / 2) / all).unwrap_or(u8::MAX))
            };
            return alike.values().map(middle).collect();
        }
    }
    vec![[0; 3]]
}

fn nearest(table: &[Rgb], colour: Rgb) -> u8 {
    let apart = |other: &Rgb| other.iter().zip(colour).map(|(a, b)| u32::from(a.abs_diff(b)).pow(2)).sum::<u32>();
    let place = table.iter().enumerate().min_by_key(|(_, other)| apart(other)).map_or(0, |(place, _)| place);
    u8::try_from(place).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_is_read_again() {
        let pixels = [[1, 2, 3], [255, 0, 9], [1, 2, 3], [0, 0, 0], [7, 7, 7], [7, 7, 7]];
        let read = image::load_from_memory(&png(3, 2, &pixels)).unwrap().to_rgb8();
        assert_eq!((read.dimensions(), read.as_raw().as_slice()), ((3, 2), pixels.as_flattened()));
    }

    #[test]
    fn more_colours_than_fit_are_brought_together() {
        let pixels: Vec<Rgb> = (0..=255).flat_map(|a| [[a, 0, 0], [a, 255, a]]).collect();
        let read = image::load_from_memory(&png(512, 1, &pixels)).unwrap().to_rgb8();
        assert!(read.pixels().zip(&pixels).all(|(a, b)| a.0.iter().zip(b).all(|(a, b)| a.abs_diff(*b) <= 2)));
    }
}
