//! Foreign bytes are read in a process of our own, with a limit of memory and of time: some files make any reader
//! take all memory or end its program, and nothing within the program can stop that.
//!
//! The process is the host's own program, started with [`ARGUMENT`]. It is given the file as its standard input, so
//! that neither a name nor a path stands on a command line, and sends the workbook back while it still reads.

mod memory;
mod read;
mod serve;
mod wire;

pub use read::read;
pub use serve::serve;

/// The one argument that makes a program [`serve`] instead of being itself.
pub const ARGUMENT: &str = "--read-workbook";
