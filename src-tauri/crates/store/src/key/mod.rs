//! One random database key, and the slots that hold it: one for each operator, one for the recovery code.

mod database_key;
mod recovery;
mod ring;
mod slot;

pub use database_key::DatabaseKey;
pub use recovery::RecoveryCode;
pub use ring::KeyRing;
pub(crate) use ring::sync_folder;
pub use slot::{Slot, SlotKind, WorkFactor};
