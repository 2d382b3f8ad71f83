use serde_json::Value;
use std::collections::BTreeSet;
use std::sync::Mutex;

static EXERCISED: Mutex<BTreeSet<String>> = Mutex::new(BTreeSet::new());

/// Commands that answered Ok in this process and whose answer or effect a test looked at.
pub fn exercised() -> BTreeSet<String> {
    EXERCISED.lock().unwrap().clone()
}

/// An answer somebody still has to look at: dropping it unseen fails the test.
#[must_use = "an answer nobody looks at proves nothing: call .check"]
#[derive(Debug)]
pub struct Checked {
    command: String,
    value: Value,
    seen: bool,
}

impl Checked {
    pub(crate) fn new(command: &str, value: Value) -> Self {
        Self { command: command.to_owned(), value, seen: false }
    }

    /// Looks at the answer, or at what the command changed. Only then does the command count as exercised.
    pub fn check<R>(mut self, look: impl FnOnce(&Value) -> R) -> R {
        self.seen = true;
        let looked = look(&self.value);
        EXERCISED.lock().unwrap().insert(self.command.clone());
        looked
    }
}

impl Drop for Checked {
    fn drop(&mut self) {
        if !self.seen && !std::thread::panicking() {
            panic!("nobody looked at the answer of {}", self.command);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_command_counts_only_once_its_answer_was_looked_at() {
        Checked::new("test.seen", Value::Null).check(|value| assert!(value.is_null()));
        assert!(exercised().contains("test.seen"));
    }

    #[test]
    #[should_panic(expected = "nobody looked at the answer of test.unseen")]
    fn an_answer_nobody_looks_at_fails_the_test() {
        drop(Checked::new("test.unseen", Value::Null));
    }
}
