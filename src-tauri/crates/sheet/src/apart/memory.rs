//! The memory limit.

/// From here on the process ends where it asks for more than that many bytes together.
#[cfg(target_os = "linux")]
pub(super) fn limit(bytes: usize) {
    use rustix::process::{Resource, Rlimit, setrlimit};
    // What is its own to write: heap, stacks and the data of its libraries, which are little beside the limit; not their
    // code. A limit below an older one is always taken.
    let most = u64::try_from(bytes).ok();
    let _ = setrlimit(Resource::Data, Rlimit { current: most, maximum: most });
}

/// The same where the system has no such limit, or counts with it what the window's libraries map: the program counts
/// what it asks for.
#[cfg(not(target_os = "linux"))]
pub(super) use counted::limit;

#[cfg(not(target_os = "linux"))]
mod counted {
    use cap::Cap;
    use std::alloc::System;

    /// Unlimited but in the process that reads.
    #[global_allocator]
    static MEMORY: Cap<System> = Cap::new(System, usize::MAX);

    pub(in super::super) fn limit(bytes: usize) {
        // Refused only where more is taken already, and a process that has just begun has taken little.
        let _ = MEMORY.set_limit(bytes);
    }
}
