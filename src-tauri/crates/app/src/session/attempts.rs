use crate::error::{Answer, ApiError, Code};
use chrono::{DateTime, Duration, Utc};
use std::collections::HashMap;

/// Wrong passwords allowed before waiting begins.
const FREE: u32 = 5;
/// The first wait; each further miss doubles it.
const FIRST_WAIT_SECONDS: i64 = 30;
const LONGEST_WAIT_SECONDS: i64 = 15 * 60;

/// Wrong passwords, and wrong numbers at the open screen, by name, since the program began.
#[derive(Debug, Default)]
pub(crate) struct Attempts {
    misses: HashMap<String, (u32, DateTime<Utc>)>,
}

impl Attempts {
    /// Seconds somebody has to wait, 0 for none.
    pub(crate) fn left(&self, name: &str, now: DateTime<Utc>) -> i64 {
        self.misses.get(name).map_or(0, |(misses, last)| (*last + wait(*misses) - now).num_seconds().max(0))
    }

    /// Refuses while somebody has to wait.
    pub(crate) fn admit(&self, name: &str, now: DateTime<Utc>) -> Answer<()> {
        let left = self.left(name, now);
        if left == 0 {
            return Ok(());
        }
        let text = if left < 60 { format!("{left} 秒") } else { format!("{} 分钟", (left + 59) / 60) };
        Err(ApiError::new(Code::LockedOut, format!("密码输错次数太多，请 {text}后再试，或用恢复码进入。")))
    }

    pub(crate) fn missed(&mut self, name: &str, now: DateTime<Utc>) {
        // A name that nobody has costs nothing to forget.
        if self.misses.len() > 1_000 {
            self.misses.clear();
        }
        let entry = self.misses.entry(name.to_owned()).or_insert((0, now));
        *entry = (entry.0.saturating_add(1), now);
    }

    pub(crate) fn succeeded(&mut self, name: &str) {
        self.misses.remove(name);
    }
}

fn wait(misses: u32) -> Duration {
    if misses < FREE {
        return Duration::zero();
    }
    let doubled = FIRST_WAIT_SECONDS.saturating_mul(1 << (misses - FREE).min(10));
    Duration::seconds(doubled.min(LONGEST_WAIT_SECONDS))
}
