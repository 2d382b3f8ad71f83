use crate::error::{StoreError, StoreResult};
use crate::key::DatabaseKey;
use age::secrecy::SecretString;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use std::io::{Read, Write};
use zeroize::Zeroizing;

/// scrypt's log2 N. Fixed, since age would calibrate it to the machine that encrypts and an old office PC would
/// then wait for seconds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct WorkFactor(u8);

impl WorkFactor {
    /// About a fifth of a second and 64 MiB: what every real slot has.
    pub const STANDARD: Self = Self(16);
    /// For tests only: a few milliseconds.
    pub const TEST: Self = Self(4);
    /// Anything above is refused: a file must not hold the desk for minutes.
    const MAX: u8 = 20;
}

/// Whose slot it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SlotKind {
    /// An operator's password.
    Operator,
    /// The printed recovery code.
    Recovery,
}

/// The database key, sealed by one passphrase. A JSON file named by a random id.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Slot {
    /// Form of this file.
    version: u32,
    /// Whose.
    pub kind: SlotKind,
    /// Record id of the operator; empty for the recovery code.
    pub operator: String,
    /// Display name; empty for the recovery code.
    pub name: String,
    /// The key in age's passphrase format, which the standard tool opens too.
    age: String,
    /// SHA-256 of all of the above: tells a damaged slot from a wrong password.
    sha256: String,
}

impl Slot {
    /// Seals the key.
    ///
    /// # Errors
    /// When the cipher fails.
    pub fn seal(
        kind: SlotKind,
        operator: &str,
        name: &str,
        passphrase: &str,
        key: &DatabaseKey,
        work: WorkFactor,
    ) -> StoreResult<Self> {
        let mut recipient = age::scrypt::Recipient::new(SecretString::from(passphrase.to_owned()));
        recipient.set_work_factor(work.0);
        let encryptor = age::Encryptor::with_recipients(std::iter::once(&recipient as &dyn age::Recipient))
            .map_err(|error| StoreError::Crypto(error.to_string()))?;
        let mut text = Vec::new();
        let armor = age::armor::ArmoredWriter::wrap_output(&mut text, age::armor::Format::AsciiArmor)
            .map_err(crypto)?;
        let mut writer = encryptor.wrap_output(armor).map_err(crypto)?;
        writer.write_all(key.bytes()).map_err(crypto)?;
        writer.finish().and_then(age::armor::ArmoredWriter::finish).map_err(crypto)?;
        let age = String::from_utf8(text).map_err(|error| StoreError::Crypto(error.to_string()))?;
        let mut slot = Self {
            version: 1,
            kind,
            operator: operator.into(),
            name: name.into(),
            age,
            sha256: String::new(),
        };
        slot.sha256 = slot.digest();
        Ok(slot)
    }

    /// Whether the file is as it was written. Asked before the password is.
    pub fn is_whole(&self) -> bool {
        self.version == 1 && self.sha256 == self.digest()
    }

    /// Opens the slot.
    ///
    /// # Errors
    /// [`StoreError::SlotDamaged`] when the slot is not whole, [`StoreError::WrongPassword`].
    pub fn open(&self, passphrase: &str) -> StoreResult<DatabaseKey> {
        if !self.is_whole() {
            return Err(StoreError::SlotDamaged(self.name.clone()));
        }
        let damaged = |_| StoreError::SlotDamaged(self.name.clone());
        let decryptor =
            age::Decryptor::new(age::armor::ArmoredReader::new(self.age.as_bytes())).map_err(damaged)?;
        let mut identity = age::scrypt::Identity::new(SecretString::from(passphrase.to_owned()));
        identity.set_max_work_factor(WorkFactor::MAX);
        let mut reader = decryptor.decrypt(std::iter::once(&identity as &dyn age::Identity)).map_err(
            |error| match error {
                age::DecryptError::DecryptionFailed | age::DecryptError::NoMatchingKeys => {
                    StoreError::WrongPassword
                }
                _ => StoreError::SlotDamaged(self.name.clone()),
            },
        )?;
        let mut bytes = Zeroizing::new(Vec::with_capacity(32));
        reader.read_to_end(&mut bytes).map_err(|_| StoreError::SlotDamaged(self.name.clone()))?;
        DatabaseKey::from_bytes(&bytes).ok_or_else(|| StoreError::SlotDamaged(self.name.clone()))
    }

    fn digest(&self) -> String {
        let mut hash = Sha256::new();
        for part in
            [self.version.to_string().as_str(), word(self.kind), &self.operator, &self.name, &self.age]
        {
            hash.update((part.len() as u64).to_be_bytes());
            hash.update(part.as_bytes());
        }
        hash.finalize().iter().map(|byte| format!("{byte:02x}")).collect()
    }
}

const fn word(kind: SlotKind) -> &'static str {
    match kind {
        SlotKind::Operator => "operator",
        SlotKind::Recovery => "recovery",
    }
}

fn crypto(error: std::io::Error) -> StoreError {
    StoreError::Crypto(error.to_string())
}
