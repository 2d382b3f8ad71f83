//! QR codes of digits: as a path for the page, as a picture for a workbook.

use crate::error::{Answer, ApiError};
use png::{BitDepth, ColorType, Encoder};
use qrcode::{Color, EcLevel, QrCode};
use std::fmt::Write as _;

/// Light squares around a QR code, as its standard asks.
const MARGIN: usize = 4;
/// Pixels of a square of a picture: a printer must not have to guess its edges.
const PIXELS: usize = 6;

/// A code as a page draws it.
#[derive(Default)]
pub(crate) struct Drawn {
    /// Squares along a side, the margin included.
    pub(crate) squares: i64,
    /// Its dark squares as an SVG path.
    pub(crate) path: String,
}

/// Draws digits so that a card can be scratched and still be read.
pub(crate) fn draw(code: &str) -> Answer<Drawn> {
    let qr = of(code)?;
    let width = qr.width();
    let mut path = String::new();
    for (y, line) in qr.to_colors().chunks(width).enumerate() {
        for (x, _) in line.iter().enumerate().filter(|(_, colour)| **colour == Color::Dark) {
            let _ = write!(path, "M{} {}h1v1h-1z", x + MARGIN, y + MARGIN);
        }
    }
    Ok(Drawn { squares: i64::try_from(width + 2 * MARGIN).unwrap_or(0), path })
}

/// The same as a PNG.
pub(crate) fn picture(code: &str) -> Answer<Vec<u8>> {
    let qr = of(code)?;
    let width = qr.width();
    let side = (width + 2 * MARGIN) * PIXELS;
    let mut pixels = vec![u8::MAX; side * side];
    for (at, _) in qr.to_colors().iter().enumerate().filter(|(_, colour)| **colour == Color::Dark) {
        let (top, left) = ((at / width + MARGIN) * PIXELS, (at % width + MARGIN) * PIXELS);
        for line in pixels.chunks_mut(side).skip(top).take(PIXELS) {
            line.iter_mut().skip(left).take(PIXELS).for_each(|pixel| *pixel = 0);
        }
    }
    let mut file = Vec::new();
    let long = u32::try_from(side).unwrap_or(u32::MAX);
    let mut encoder = Encoder::new(&mut file, long, long);
    encoder.set_color(ColorType::Grayscale);
    encoder.set_depth(BitDepth::Eight);
    let written = encoder.write_header().and_then(|mut writer| writer.write_image_data(&pixels));
    written.map_err(|error| ApiError::fault(&error))?;
    Ok(file)
}

fn of(code: &str) -> Answer<QrCode> {
    QrCode::with_error_correction_level(code, EcLevel::Q).map_err(|error| ApiError::fault(&error))
}
