//! Numbers of cards.

/// Whether a number can be a card's: what a reader types, and as long.
pub fn is_card(code: &str) -> bool {
    (4..=32).contains(&code.len()) && code.bytes().all(|byte| byte.is_ascii_digit())
}
