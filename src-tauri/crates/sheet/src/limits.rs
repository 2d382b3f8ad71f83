//! How large a workbook may be. A centre's largest roster has some ten thousand rows; these leave room for ten
//! times that and refuse what would take the machine's memory. The manual states them in a clerk's words.

use std::time::Duration;

/// Bytes of the file.
pub const FILE_BYTES: u64 = 64 << 20;
/// Bytes of everything inside a packed file, unpacked.
pub const UNPACKED_BYTES: u64 = 512 << 20;
/// Parts inside a packed file.
pub const PARTS: usize = 10_000;
/// Sheets.
pub const SHEETS: usize = 256;
/// Rows with something in them, on one sheet.
pub const ROWS: u32 = 200_000;
/// Columns: the last one that may hold something.
pub const COLUMNS: u32 = 512;
/// Cells of the whole file.
pub const CELLS: u64 = 10_000_000;
/// Bytes of text in all cells of the whole file, as UTF-8: one long text may stand in very many cells, and each takes
/// its room.
pub const TEXT_BYTES: u64 = 256 << 20;
/// Merged areas of one sheet.
pub const MERGES: usize = 200_000;
/// Bytes of memory of the process that reads a file.
pub const MEMORY: usize = 1 << 30;
/// How long that process may take for a file.
pub const TIME: Duration = Duration::from_secs(10);
