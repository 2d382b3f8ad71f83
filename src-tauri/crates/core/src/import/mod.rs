//! Understanding a workbook somebody else made (`domain.md` 4.2, 4.3): from cells to people, without storing
//! anything. The steps: [`raw`] cells, [`table`] finds header and people, [`read`] reads each row,
//! [`matching`] tells who is the same person, [`plan`] says what a run would do.

pub mod clusters;
pub mod list;
mod lookalikes;
pub mod matching;
pub mod plan;
pub mod raw;
pub mod read;
pub mod readings;
pub mod table;

pub use plan::{Plan, plan};
pub use read::{BookReading, Settings, read_book};
