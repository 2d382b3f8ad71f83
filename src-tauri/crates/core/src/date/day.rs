//! The business day of the desk: +08:00, always. China has no other zone and no summer time since 1991.

use chrono::{DateTime, FixedOffset, NaiveDate, Utc};

/// Beijing time.
pub const BEIJING: FixedOffset = match FixedOffset::east_opt(8 * 3600) {
    Some(zone) => zone,
    None => unreachable!(),
};

/// The same moment on the desk's clock.
pub fn at_beijing(moment: DateTime<Utc>) -> DateTime<FixedOffset> {
    moment.with_timezone(&BEIJING)
}

/// The day a visit of that moment belongs to.
pub fn business_day(moment: DateTime<Utc>) -> NaiveDate {
    at_beijing(moment).date_naive()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_day_turns_at_sixteen_utc() {
        let before: DateTime<Utc> = "2026-03-04T15:59:59Z".parse().unwrap();
        let after: DateTime<Utc> = "2026-03-04T16:00:00Z".parse().unwrap();
        assert_eq!(business_day(before).to_string(), "2026-03-04");
        assert_eq!(business_day(after).to_string(), "2026-03-05");
    }
}
