//! JPEG pictures as a page sends them.

use crate::error::{Answer, ApiError, Code};
use base64::{Engine as _, engine::general_purpose::STANDARD};

/// The bytes of a JPEG in base64, of at most so many bytes and pixels along a side.
///
/// # Errors
/// Refused where it is no JPEG, or larger.
pub(crate) fn read(base64: &str, bytes: usize, pixels: u32) -> Answer<Vec<u8>> {
    let unreadable =
        || ApiError::invalid("jpeg", "unreadable", "这不是能用的照片，请换一张 JPG 或 PNG 图片。");
    let large = || ApiError::new(Code::TooLarge, "照片太大，请换一张小一些的。");
    if base64.len() > bytes * 2 {
        return Err(large());
    }
    let jpeg = STANDARD.decode(base64.as_bytes()).map_err(|_| unreadable())?;
    let (width, height) = size(&jpeg).ok_or_else(unreadable)?;
    if jpeg.len() > bytes || width > pixels || height > pixels { Err(large()) } else { Ok(jpeg) }
}

/// Width and height by the frame header of a JPEG (ITU T.81, B.2.2); `None` for anything else.
fn size(jpeg: &[u8]) -> Option<(u32, u32)> {
    let mut rest = jpeg.strip_prefix(&[0xFF, 0xD8])?;
    while let [0xFF, marker, high, low, after @ ..] = rest {
        let length = usize::from(u16::from_be_bytes([*high, *low])).checked_sub(2)?;
        let segment = after.get(..length)?;
        // SOF0 to SOF15, without DHT, JPG and DAC, which stand among them.
        if (0xC0..=0xCF).contains(marker) && !matches!(marker, 0xC4 | 0xC8 | 0xCC) {
            let [_, h1, h2, w1, w2, ..] = segment else { return None };
            let (height, width) = (u16::from_be_bytes([*h1, *h2]), u16::from_be_bytes([*w1, *w2]));
            return (height > 0 && width > 0).then_some((u32::from(width), u32::from(height)));
        }
        rest = after.get(length..)?;
    }
    None
}

#[cfg(test)]
mod tests {
    use super::size;

    #[test]
    fn the_size_stands_in_the_frame_header() {
        let start = [0xFF, 0xD8, 0xFF, 0xE0, 0, 4, 1, 2];
        let frame = [0xFF, 0xC0, 0, 11, 8, 0, 240, 0, 180, 1, 0x11, 0, 0];
        assert_eq!(size(&[&start[..], &frame].concat()), Some((180, 240)));
        assert_eq!(size(&frame), None, "no beginning");
        for cut in 0..start.len() + 8 {
            let whole = [&start[..], &frame].concat();
            assert_eq!(size(&whole[..cut]), None, "cut at {cut}");
        }
        assert_eq!(size(b"\x89PNG\r\n\x1a\n"), None);
    }
}
