//! The headers of a table as a whole: by them the same roster is known again next year.

use super::Column;
use std::collections::BTreeSet;

/// From this share of common headers on two tables count as alike.
pub const ALIKE: f64 = 0.6;

/// Headers that are there now and were not, and the other way round.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Differs {
    /// New ones.
    pub added: Vec<String>,
    /// Ones that are gone.
    pub missing: Vec<String>,
}

/// The headers of a table in their order.
pub fn of(columns: &[Column]) -> Vec<String> {
    columns.iter().map(|column| column.header.clone()).filter(|header| !header.is_empty()).collect()
}

/// The share of headers two tables have in common, from 0 to 1.
pub fn alike(now: &[String], then: &[String]) -> f64 {
    let (now, then): (BTreeSet<_>, BTreeSet<_>) = (now.iter().collect(), then.iter().collect());
    let all = now.union(&then).count();
    if all == 0 {
        return 0.0;
    }
    // Headers of a table, far below the precision of the quotient.
    #[allow(clippy::cast_precision_loss)]
    {
        now.intersection(&then).count() as f64 / all as f64
    }
}

/// What has changed.
pub fn differs(now: &[String], then: &[String]) -> Differs {
    let without = |these: &[String], those: &[String]| {
        these.iter().filter(|header| !those.contains(header)).cloned().collect()
    };
    Differs { added: without(now, then), missing: without(then, now) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn next_years_headers() {
        let headers = |text: &str| text.split(' ').map(str::to_owned).collect::<Vec<_>>();
        let (then, now) = (headers("序号 姓名 性别 电话 支部"), headers("序号 姓名 性别 手机 支部"));
        assert!(alike(&now, &then) >= ALIKE && alike(&now, &headers("甲 乙")) < ALIKE);
        let changed = differs(&now, &then);
        assert_eq!((changed.added, changed.missing), (headers("手机"), headers("电话")));
    }
}
