//! What a list is filtered by that is worked out and stands in no field: 党龄, 到馆.

use crate::write::Value;
use rusqlite::functions::Context;
use yinhui_core::person::standing::standing;

/// A test of what is worked out of somebody.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Reckoned {
    /// 党龄 of so many full years at least, or at most, on that day; only where the dates leave no doubt.
    Standing {
        /// How many.
        years: Bound,
        /// The day, ISO.
        on: String,
    },
    /// 到馆人次 since that day.
    Visits {
        /// How many.
        times: Bound,
        /// The first day, ISO.
        since: String,
    },
}

/// A number and the side of it that passes; the number itself does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Bound {
    /// It or more.
    Least(i64),
    /// It or less.
    Most(i64),
}

/// The day somebody of `person_sort s` last added to 到馆人次, from the end of its index; NULL for who never came.
pub(super) const LAST_VISIT: &str = "(SELECT v.day FROM presence v INDEXED BY presence_counted
     WHERE v.person = s.person AND v.person IS NOT NULL AND v.undone = 0 AND v.visits > 0
     ORDER BY v.day DESC LIMIT 1)";

impl Reckoned {
    /// SQL that is true for those of `person_sort s` and `person p` who pass; its parameters are added.
    pub(super) fn sql(&self, params: &mut Vec<Value>) -> String {
        let mut place = |value: Value| {
            params.push(value);
            params.len()
        };
        match self {
            Self::Standing { years, on } => {
                let on = place(on.as_str().into());
                let (sign, number, most) = match years {
                    Bound::Least(number) => (">=", *number, 0),
                    Bound::Most(number) => ("<=", *number, 1),
                };
                let number = place(number.into());
                format!(
                    "standing_years(p.party_join, p.full_membership, p.standing_correction, ?{on}, {most}) {sign} ?{number}"
                )
            }
            // Everybody came not at all, at least.
            Self::Visits { times: Bound::Least(..=0), .. } => "1".into(),
            Self::Visits { times, since } => {
                let since = place(since.as_str().into());
                let (within, number) = match times {
                    Bound::Least(number) => ("IN", *number),
                    Bound::Most(number) => ("NOT IN", number.saturating_add(1)),
                };
                let number = place(number.into());
                format!(
                    "s.person {within} (SELECT person FROM presence
                     WHERE day >= ?{since} AND person IS NOT NULL AND undone = 0
                     GROUP BY person HAVING sum(visits) >= ?{number})"
                )
            }
        }
    }
}

/// The SQL function: full years of 党龄 that somebody has at least (0), or at most (1); NULL where no date is known.
pub(crate) fn standing_years(context: &Context<'_>) -> rusqlite::Result<Option<u32>> {
    let text = |at: usize| context.get_raw(at).as_str_or_null().unwrap_or(None);
    let date = |at: usize| text(at).and_then(|date| date.parse().ok());
    let (join, full) = (date(0), date(1));
    let Some(on) = text(3).and_then(|day| day.parse().ok()).filter(|_| join.is_some() || full.is_some())
    else {
        return Ok(None);
    };
    let correction = text(2).and_then(|months| months.parse().ok()).unwrap_or(0);
    let (least, most) = standing(join, full, correction, on).years;
    Ok(Some(if context.get::<i64>(4)? == 0 { least } else { most }))
}
