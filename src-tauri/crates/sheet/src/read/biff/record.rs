//! Records, and numbers in them.

/// The version of a stream.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Version {
    Two,
    Three,
    Four,
    Five,
    Eight,
}

/// A record.
#[derive(Debug, Clone, Copy)]
pub(super) struct Record<'a> {
    pub(super) kind: u16,
    pub(super) data: &'a [u8],
}

/// The next record, and what follows it. None at the end, also where one is cut off.
pub(super) fn next(stream: &[u8]) -> Option<(Record<'_>, &[u8])> {
    let kind = u16_at(stream, 0)?;
    let length = usize::from(u16_at(stream, 2)?);
    let (data, rest) = stream.get(4..)?.split_at_checked(length)?;
    Some((Record { kind, data }, rest))
}

/// What the record that opens a part says: its version, and whether it opens a whole workbook. None for others.
pub(super) fn opens(record: Record<'_>) -> Option<(Version, bool)> {
    match record.kind {
        0x0009 => Some((Version::Two, false)),
        0x0209 => Some((Version::Three, false)),
        0x0409 => Some((Version::Four, u16_at(record.data, 2) == Some(0x0100))),
        0x0809 => {
            let version = if u16_at(record.data, 0)? >= 0x0600 { Version::Eight } else { Version::Five };
            Some((version, u16_at(record.data, 2)? == 0x0005))
        }
        _ => None,
    }
}

/// The kind of the record that ends a part.
pub(super) const END: u16 = 0x000a;
/// The kind of a record that continues the one before.
pub(super) const CONTINUE: u16 = 0x003c;

/// A record with all that continue it, and what follows them.
pub(super) fn continued<'a>(first: &'a [u8], mut rest: &'a [u8]) -> (Vec<&'a [u8]>, &'a [u8]) {
    let mut pieces = vec![first];
    while let Some((record, after)) = next(rest).filter(|(record, _)| record.kind == CONTINUE) {
        pieces.push(record.data);
        rest = after;
    }
    (pieces, rest)
}

pub(super) fn u8_at(data: &[u8], at: usize) -> Option<u8> {
    data.get(at).copied()
}

pub(super) fn u16_at(data: &[u8], at: usize) -> Option<u16> {
    data.get(at..at.checked_add(2)?)?.try_into().ok().map(u16::from_le_bytes)
}

pub(super) fn u32_at(data: &[u8], at: usize) -> Option<u32> {
    data.get(at..at.checked_add(4)?)?.try_into().ok().map(u32::from_le_bytes)
}

pub(super) fn f64_at(data: &[u8], at: usize) -> Option<f64> {
    data.get(at..at.checked_add(8)?)?.try_into().ok().map(f64::from_le_bytes)
}

/// A number packed into 30 bits: a whole number or the upper half of a real one, perhaps a hundredth of it.
pub(super) fn packed_number(packed: u32) -> f64 {
    let number = if packed & 2 != 0 {
        f64::from(packed.cast_signed() >> 2)
    } else {
        f64::from_bits(u64::from(packed & !3) << 32)
    };
    if packed & 1 != 0 { number / 100.0 } else { number }
}

/// What is said of an error.
pub(super) fn error_word(code: u8) -> &'static str {
    match code {
        0x00 => "#NULL!",
        0x07 => "#DIV/0!",
        0x0f => "#VALUE!",
        0x17 => "#REF!",
        0x1d => "#NAME?",
        0x24 => "#NUM!",
        0x2a => "#N/A",
        _ => "#ERROR",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn packed_numbers() {
        assert_eq!(packed_number(0x0000_0012), 4.0);
        assert_eq!(packed_number(0x0000_04d3), 3.08);
        assert_eq!(packed_number(0x3ff0_0000), 1.0);
        assert_eq!(packed_number(0xffff_fffe), -1.0);
    }
}
