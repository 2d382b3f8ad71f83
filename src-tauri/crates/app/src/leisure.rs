//! Work that takes every processor for a while and must keep nobody waiting who stands at the desk.

use std::panic::resume_unwind;

/// How far it gives way, on the scale of Unix: to 19.
#[cfg(target_os = "linux")]
const NICENESS: i32 = 10;

/// Does it on a thread that lets the others go first, where the system has such threads.
pub(crate) fn at_leisure<T: Send>(work: impl FnOnce() -> T + Send) -> T {
    std::thread::scope(|scope| {
        let done = scope.spawn(|| {
            give_way();
            work()
        });
        // A fault in it is a fault of whoever waits, as it would be on one thread.
        done.join().unwrap_or_else(|fault| resume_unwind(fault))
    })
}

/// This thread, and those it begins, take what the others leave.
fn give_way() {
    // Refused only where a thread may not be lowered, and then it works as the others do.
    #[cfg(target_os = "linux")]
    let _ = rustix::process::nice(NICENESS);
}

#[cfg(test)]
mod tests {
    use super::at_leisure;

    #[test]
    fn what_it_comes_to_comes_back() {
        assert_eq!(at_leisure(|| 7), 7);
    }

    /// Whoever asked goes on as quick as before.
    #[cfg(target_os = "linux")]
    #[test]
    fn only_the_work_gives_way() {
        let niceness = || rustix::process::nice(0).unwrap();
        let before = niceness();
        assert_eq!(at_leisure(niceness), (before + super::NICENESS).min(19));
        assert_eq!(niceness(), before);
    }

    #[test]
    #[should_panic(expected = "a fault in it")]
    fn a_fault_in_it_is_not_lost() {
        at_leisure(|| panic!("a fault in it"));
    }
}
