//! The answer of a test against something known only within limits.

use serde::{Deserialize, Serialize};

/// Yes, no, or not to be decided from what is known (`design.md` 4: a test against an interval).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Tri {
    /// True for every day the date can be.
    Yes,
    /// False for every day the date can be.
    No,
    /// True for some of the days and false for others: a person must rule.
    Undecided,
}

impl Tri {
    /// `certain` holds for every day, `possible` for at least one.
    pub(crate) const fn of(certain: bool, possible: bool) -> Tri {
        if certain {
            Tri::Yes
        } else if possible {
            Tri::Undecided
        } else {
            Tri::No
        }
    }

    /// Both hold; undecided when one is undecided and the other does not already say no.
    pub const fn and(self, other: Tri) -> Tri {
        match (self, other) {
            (Tri::No, _) | (_, Tri::No) => Tri::No,
            (Tri::Yes, Tri::Yes) => Tri::Yes,
            _ => Tri::Undecided,
        }
    }

    /// The opposite; undecided stays undecided.
    #[allow(clippy::should_implement_trait)] // `!tri` would read like a bool
    pub const fn not(self) -> Tri {
        match self {
            Tri::Yes => Tri::No,
            Tri::No => Tri::Yes,
            Tri::Undecided => Tri::Undecided,
        }
    }
}
