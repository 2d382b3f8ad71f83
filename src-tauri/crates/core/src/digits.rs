//! Numbers of our own that are read back from paper and workbooks: digits only, so that no input method swallows them and
//! no spreadsheet program rounds them unseen; a mark of two digits, the body, and two to tell a misread one.

/// The two last digits leave this rest, as with account numbers (ISO 7064, MOD 97-10).
const MODULUS: u128 = 97;
/// How long every such number is.
pub(crate) const WHOLE: usize = 24;

/// A body of twenty digits with its mark and the digits that check it.
pub(crate) fn sealed(mark: &str, body: &str) -> String {
    let rest = format!("{mark}{body}").parse::<u128>().unwrap_or(0) * 100 % MODULUS;
    format!("{mark}{body}{:02}", MODULUS + 1 - rest)
}

/// The body of a number with that mark; none where a digit is wrong.
pub(crate) fn opened<'a>(mark: &str, words: &'a str) -> Option<&'a str> {
    let digits = words.strip_prefix(mark).filter(|_| is_meant(mark, words))?;
    if words.parse::<u128>().ok()? % MODULUS != 1 {
        return None;
    }
    digits.get(..digits.len().checked_sub(2)?)
}

/// It could be nothing else, though not all of it was read.
pub(crate) fn is_meant(mark: &str, words: &str) -> bool {
    words.len() == WHOLE && words.starts_with(mark) && words.bytes().all(|byte| byte.is_ascii_digit())
}
