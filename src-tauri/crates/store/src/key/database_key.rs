use crate::error::{StoreError, StoreResult};
use zeroize::{Zeroize, Zeroizing};

/// The 256-bit key of the database. Wiped when dropped, never shown.
#[derive(Clone, PartialEq, Eq)]
pub struct DatabaseKey([u8; 32]);

impl DatabaseKey {
    /// A new random key.
    ///
    /// # Errors
    /// When the system has no randomness to give.
    pub fn random() -> StoreResult<Self> {
        let mut bytes = [0; 32];
        getrandom::fill(&mut bytes).map_err(|error| StoreError::Crypto(error.to_string()))?;
        Ok(Self(bytes))
    }

    /// A key of exactly 32 bytes.
    pub(crate) fn from_bytes(bytes: &[u8]) -> Option<Self> {
        bytes.try_into().ok().map(Self)
    }

    pub(crate) fn bytes(&self) -> &[u8] {
        &self.0
    }

    /// The form `PRAGMA key` takes for a raw key. SQLCipher would silently take a malformed one for a passphrase,
    /// so it is built here only, from 32 bytes.
    pub(crate) fn pragma(&self) -> Zeroizing<String> {
        let mut text = Zeroizing::new(String::with_capacity(67));
        text.push_str("x'");
        for byte in self.0 {
            for digit in [byte >> 4, byte & 15] {
                text.push(char::from_digit(u32::from(digit), 16).unwrap_or('0'));
            }
        }
        text.push('\'');
        text
    }
}

impl Drop for DatabaseKey {
    fn drop(&mut self) {
        self.0.zeroize();
    }
}

impl std::fmt::Debug for DatabaseKey {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("DatabaseKey(…)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_raw_form_is_64_hex_digits() {
        let key = DatabaseKey::from_bytes(&[0xA5; 32]).unwrap();
        assert_eq!(key.pragma().as_str(), format!("x'{}'", "a5".repeat(32)));
        assert!(!format!("{key:?}").contains("a5"), "a key must not reach a log");
    }
}
