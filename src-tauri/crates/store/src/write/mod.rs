//! The one door for writes, its log and its undo.

mod chain;
mod operation;
mod restore;
mod table;
mod undo;
mod writer;
mod written;

pub use chain::ChainFault;
pub use operation::{Committed, Kind, Op};
pub(crate) use operation::{answered_before, run};
pub use table::{Row, Table, Value};
pub use undo::{Kept, Reason, Undone};
pub use writer::Writer;
