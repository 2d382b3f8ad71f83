use crate::error::{StoreError, StoreResult};
use sha2::{Digest, Sha256};
use zeroize::Zeroizing;

/// Digits and letters that are not mistaken for one another on paper (Crockford's base 32).
const SYMBOLS: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";
/// 26 symbols carry 130 random bits.
const RANDOM: usize = 26;
const CHECK: usize = 2;
const GROUP: usize = 4;

/// The printed recovery code: 130 random bits and two check symbols, in seven groups of four.
#[derive(Clone)]
pub struct RecoveryCode(Zeroizing<String>);

impl RecoveryCode {
    /// A new random code.
    ///
    /// # Errors
    /// When the system has no randomness to give.
    pub fn random() -> StoreResult<Self> {
        let mut bytes = Zeroizing::new([0_u8; RANDOM]);
        getrandom::fill(bytes.as_mut_slice()).map_err(|error| StoreError::Crypto(error.to_string()))?;
        let mut text = Zeroizing::new(bytes.iter().map(|byte| symbol(*byte)).collect::<String>());
        let check = check_symbols(&text);
        text.push_str(&check);
        Ok(Self(text))
    }

    /// Reads a code as typed: case, spaces and hyphens do not matter, O is 0, I and L are 1.
    ///
    /// # Errors
    /// [`StoreError::RecoveryMistyped`] when it is not a code or its check symbols do not fit.
    pub fn typed(text: &str) -> StoreResult<Self> {
        let symbols = Zeroizing::new(text.chars().filter_map(folded).collect::<String>());
        if symbols.len() != RANDOM + CHECK || !symbols.bytes().all(|byte| SYMBOLS.contains(&byte)) {
            return Err(StoreError::RecoveryMistyped);
        }
        let random = symbols.chars().take(RANDOM).collect::<String>();
        if symbols.ends_with(&check_symbols(&random)) {
            Ok(Self(symbols))
        } else {
            Err(StoreError::RecoveryMistyped)
        }
    }

    /// As printed: `XXXX-XXXX-…`.
    pub fn printed(&self) -> String {
        let symbols = self.0.chars().collect::<Vec<_>>();
        symbols.chunks(GROUP).map(|group| group.iter().collect::<String>()).collect::<Vec<_>>().join("-")
    }

    /// The group that is typed back to prove that the code was printed.
    pub fn last_group(&self) -> String {
        self.0.chars().skip(RANDOM + CHECK - GROUP).collect()
    }

    /// Whether `text` is the last group as typed.
    pub fn is_last_group(&self, text: &str) -> bool {
        text.chars().filter_map(folded).collect::<String>() == self.last_group()
    }

    pub(crate) fn passphrase(&self) -> &str {
        &self.0
    }
}

impl std::fmt::Debug for RecoveryCode {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("RecoveryCode(…)")
    }
}

fn symbol(value: u8) -> char {
    SYMBOLS.get(usize::from(value & 31)).map_or('0', |byte| char::from(*byte))
}

fn folded(letter: char) -> Option<char> {
    match letter.to_ascii_uppercase() {
        'O' => Some('0'),
        'I' | 'L' => Some('1'),
        other if other.is_ascii_alphanumeric() => Some(other),
        _ => None,
    }
}

fn check_symbols(random: &str) -> String {
    Sha256::digest(random.as_bytes()).iter().take(CHECK).map(|byte| symbol(*byte)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_printed_code_is_read_back_however_it_is_typed() {
        let code = RecoveryCode::random().unwrap();
        let printed = code.printed();
        assert_eq!(printed.len(), 34);
        assert_eq!(RecoveryCode::typed(&printed).unwrap().passphrase(), code.passphrase());
        let sloppy = printed.to_lowercase().replace('-', " ").replace('0', "o").replace('1', "l");
        assert_eq!(RecoveryCode::typed(&sloppy).unwrap().passphrase(), code.passphrase());
        assert!(code.is_last_group(&printed.rsplit('-').next().unwrap().to_lowercase()));
        assert!(!code.is_last_group(""));
    }

    proptest! {
        #[test]
        fn a_mistyped_symbol_is_noticed_nearly_always(at in 0_usize..28, shift in 1_u8..32) {
            // Two check symbols catch all but one mistake in a thousand; this counts over many trials.
            let mut missed = 0;
            for _ in 0..20 {
                let code = RecoveryCode::random().unwrap();
                let mut symbols = code.passphrase().bytes().collect::<Vec<_>>();
                let place = SYMBOLS.iter().position(|s| *s == symbols[at]).unwrap();
                symbols[at] = SYMBOLS[(place + usize::from(shift)) % 32];
                if RecoveryCode::typed(&String::from_utf8(symbols).unwrap()).is_ok() { missed += 1; }
            }
            prop_assert!(missed <= 2);
        }
    }
}
