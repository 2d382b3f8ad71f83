//! The number that says in a workbook whose row it is, so that a row is still the same person's after its name, its number
//! and its dates were put right. It stands for a record and says nothing of the person.

use crate::digits;
use std::fmt;

/// Head of the column it stands in.
pub const HEAD: &str = "银辉编号";

const MARK: &str = "78";
/// Hexadecimal digits of a record id that it holds: the last, which come by chance.
const HELD: usize = 16;

/// A record's number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct RecordCode(u64);

impl RecordCode {
    /// The number of a record; none for an id that is not ours.
    pub fn of(id: &str) -> Option<Self> {
        let digits = id.replace('-', "");
        let end = digits.get(digits.len().checked_sub(HELD)?..)?;
        u64::from_str_radix(end, 16).ok().map(Self)
    }

    /// What stands in a cell, where it is such a number.
    pub fn read(text: &str) -> Option<Self> {
        digits::opened(MARK, text.trim())?.parse().ok().map(Self)
    }
}

impl fmt::Display for RecordCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&digits::sealed(MARK, &format!("{:020}", self.0)))
    }
}

#[cfg(test)]
mod tests {
    use super::RecordCode;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn a_number_is_read_as_what_it_was_written_for(end: u64) {
            let written = RecordCode(end).to_string();
            prop_assert_eq!(written.len(), 24);
            prop_assert_eq!(RecordCode::read(&written), Some(RecordCode(end)));
            prop_assert_eq!(crate::event::RowCode::read(&written), None);
        }

        #[test]
        fn a_wrong_digit_is_told(end: u64, at in 2_usize..24, other in 0_u8..10) {
            let mut digits = RecordCode(end).to_string().into_bytes();
            let was = std::mem::replace(&mut digits[at], b'0' + other);
            let read = RecordCode::read(std::str::from_utf8(&digits).unwrap());
            prop_assert_eq!(read.is_some(), was == b'0' + other);
        }
    }

    #[test]
    fn the_end_of_an_id_makes_the_number() {
        let of = |id: &str| RecordCode::of(id).map(|code| code.to_string());
        let one = of("01a22c79-6469-7339-952a-456d19e1322f");
        assert_ne!(one, of("01a22c79-6469-7339-952a-456d19e13230"));
        assert_eq!(one, of("99999999-9999-9999-952a-456d19e1322f"));
        assert_eq!([of(""), of("kurz"), of("names-are-no-ids-at-all")], [None, None, None]);
        assert_eq!(RecordCode::read("1949.03"), None);
    }
}
