//! The code beside a name on a list to sign: scanned, it says who and at which event.
//!
//! It holds the ends of two record ids. It names nobody, and whoever copies it can do no more with it than point at a name
//! on that list.

use crate::digits;
use std::fmt;

const MARK: &str = "77";
const PART: usize = 10;

/// A code as read: the last eight hexadecimal digits of the ids of an event and of a person.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RowCode {
    /// Of the event.
    pub event: u32,
    /// Of the person.
    pub person: u32,
}

impl RowCode {
    /// The code of somebody on the list of an event; none for ids that are not ours.
    pub fn of(event: &str, person: &str) -> Option<Self> {
        Some(Self { event: tail(event)?, person: tail(person)? })
    }

    /// It could be nothing else, though not all of it was read.
    pub fn is_meant(words: &str) -> bool {
        digits::is_meant(MARK, words)
    }

    /// What was typed or scanned, where it is such a code.
    pub fn read(words: &str) -> Option<Self> {
        let (event, person) = digits::opened(MARK, words)?.split_at_checked(PART)?;
        Some(Self { event: event.parse().ok()?, person: person.parse().ok()? })
    }

    /// Whether a record id ends as the person's of this code.
    pub fn is_of(self, person: &str) -> bool {
        tail(person) == Some(self.person)
    }
}

impl fmt::Display for RowCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&digits::sealed(MARK, &format!("{:010}{:010}", self.event, self.person)))
    }
}

fn tail(id: &str) -> Option<u32> {
    let start = id.len().checked_sub(8)?;
    u32::from_str_radix(id.get(start..)?, 16).ok()
}

#[cfg(test)]
mod tests {
    use super::RowCode;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn a_code_is_read_as_what_it_was_written_for(event: u32, person: u32) {
            let code = RowCode { event, person };
            let digits = code.to_string();
            prop_assert_eq!(digits.len(), 24);
            prop_assert_eq!(RowCode::read(&digits), Some(code));
        }

        #[test]
        fn one_wrong_digit_and_two_that_changed_places_are_told(event: u32, person: u32, at in 2_usize..23, other in 0_u8..10) {
            let digits = RowCode { event, person }.to_string().into_bytes();
            let read = |bytes: &[u8]| RowCode::read(std::str::from_utf8(bytes).unwrap());
            let mut wrong = digits.clone();
            wrong[at] = b'0' + other;
            prop_assert_eq!(read(&wrong).is_some(), wrong == digits);
            let mut swapped = digits.clone();
            swapped.swap(at, at + 1);
            prop_assert_eq!(read(&swapped).is_some(), swapped == digits);
        }
    }

    #[test]
    fn other_numbers_are_none() {
        for words in
            ["", "77", "532801194903121234", "770000000000000000000000", "七七", "7700000000010000000001ab"]
        {
            assert_eq!(RowCode::read(words), None, "{words}");
        }
        assert_eq!(RowCode::of("kurz", "01a22c79-6469-7339-952a-456d19e1322f"), None);
    }
}
