//! Workbooks in and out. Knows no database and no rule about people.

pub mod apart;
mod error;
pub mod limits;
mod read;
pub mod write;

pub use error::SheetError;
pub use read::read;
