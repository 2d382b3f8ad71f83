//! The memory limit. It counts what the program asks for, on every system alike; a limit of the system's own would
//! also count what the window's libraries map.

use cap::Cap;
use std::alloc::System;

/// Unlimited but in the process that reads.
#[global_allocator]
static MEMORY: Cap<System> = Cap::new(System, usize::MAX);

/// From here on the process ends where it asks for more than that many bytes together.
pub(super) fn limit(bytes: usize) {
    // Refused only where more is taken already, and a process that has just begun has taken little.
    let _ = MEMORY.set_limit(bytes);
}
