//! The calls that are being answered now: what can be cancelled, and what a restore has to wait for.

use std::collections::HashMap;
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

/// Commands that touch neither the store nor its keys: they may run, a dialog may stay open, while a backup comes back.
const APART: [&str; 3] = ["file.choose", "file.save_as", "system.cancel"];

/// The calls under way.
#[derive(Debug, Default)]
pub(crate) struct Running {
    now: Mutex<Now>,
    ended: Condvar,
}

#[derive(Debug, Default)]
struct Now {
    /// Calls that may hold the store or its keys.
    calls: usize,
    /// A restore waits for them, or is on its way: no other begins.
    alone: bool,
    /// Calls of each request, and whether it is to stop.
    requests: HashMap<String, (usize, bool)>,
}

impl Running {
    /// A call begins; `None` while a restore has the store for itself.
    pub(crate) fn begin(&self, command: &str, request: Option<&str>) -> Option<Call<'_>> {
        let counts = !APART.contains(&command);
        let mut now = self.lock();
        if counts && now.alone {
            return None;
        }
        now.calls += usize::from(counts);
        if let Some(request) = request {
            now.requests.entry(request.to_owned()).or_default().0 += 1;
        }
        Some(Call { running: self, counts, request: request.map(str::to_owned) })
    }

    /// Asks a request to stop; one that is not under way is nobody's.
    pub(crate) fn cancel(&self, request: &str) {
        if let Some((_, stop)) = self.lock().requests.get_mut(request) {
            *stop = true;
        }
    }

    pub(crate) fn is_cancelled(&self, request: &str) -> bool {
        self.lock().requests.get(request).is_some_and(|(_, stop)| *stop)
    }

    /// Lets no further call begin and waits for all but the one that asks. `None` when they do not end in that time, or
    /// another has asked already.
    pub(crate) fn alone(&self, patience: Duration) -> Option<Alone<'_>> {
        let mut now = self.lock();
        if now.alone {
            return None;
        }
        now.alone = true;
        drop(now);
        let alone = Alone(self);
        let waited = self.ended.wait_timeout_while(self.lock(), patience, |now| now.calls > 1);
        let calls = waited.unwrap_or_else(PoisonError::into_inner).0.calls;
        (calls <= 1).then_some(alone)
    }

    /// A panic in another call left the value whole: its guard took it out.
    fn lock(&self) -> MutexGuard<'_, Now> {
        self.now.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// One call under way, until it is dropped.
pub(crate) struct Call<'a> {
    running: &'a Running,
    counts: bool,
    request: Option<String>,
}

impl Drop for Call<'_> {
    fn drop(&mut self) {
        let mut now = self.running.lock();
        now.calls -= usize::from(self.counts);
        if let Some(request) = &self.request
            && let Some((calls, _)) = now.requests.get_mut(request)
        {
            *calls -= 1;
            if *calls == 0 {
                now.requests.remove(request);
            }
        }
        self.running.ended.notify_all();
    }
}

/// Nobody else is at work, until this is dropped.
pub(crate) struct Alone<'a>(&'a Running);

impl Drop for Alone<'_> {
    fn drop(&mut self) {
        self.0.lock().alone = false;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_is_under_way_can_be_stopped() {
        let running = Running::default();
        running.cancel("one");
        assert!(running.lock().requests.is_empty(), "nobody can fill the memory");
        let call = running.begin("import.run", Some("one")).unwrap();
        assert!(!running.is_cancelled("one"));
        running.cancel("one");
        assert!(running.is_cancelled("one"));
        drop(call);
        assert!(!running.is_cancelled("one") && running.lock().requests.is_empty());
    }

    #[test]
    fn a_restore_waits_for_others_and_lets_none_begin() {
        let running = Running::default();
        let own = running.begin("backup.restore", None).unwrap();
        let import = running.begin("import.run", None).unwrap();
        assert!(running.alone(Duration::from_millis(20)).is_none(), "the import is still at work");
        assert!(running.begin("session.login", None).is_some(), "and everything goes on");
        std::thread::scope(|scope| {
            scope.spawn(|| {
                std::thread::sleep(Duration::from_millis(30));
                drop(import);
            });
            let alone = running.alone(Duration::from_secs(10)).expect("the import has ended");
            assert!(running.begin("session.login", None).is_none());
            assert!(running.begin("system.cancel", None).is_some());
            assert!(running.alone(Duration::ZERO).is_none(), "one restore at a time");
            drop(alone);
        });
        assert!(running.begin("session.login", None).is_some());
        drop(own);
    }
}
