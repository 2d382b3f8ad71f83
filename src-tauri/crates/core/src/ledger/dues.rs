//! What a retired member pays (`domain.md` 2.7). The formula is a setting: two readings of the rule are about.

use serde::{Deserialize, Serialize};

/// How the dues of a month follow from the base.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Formula {
    /// Bands from the lowest on; the first begins at 0.
    pub bands: Vec<Band>,
    /// Only what lies within a band is charged at its rate; else the whole base at the rate of the band it falls in.
    pub within: bool,
}

/// A band of bases.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Band {
    /// Bases above this, in 分; a base of exactly this much belongs to the band before.
    pub above: i64,
    /// Hundredths of a per cent.
    pub rate: i64,
}

impl Default for Formula {
    /// 中组发〔2008〕3号: up to 5000 元 0.5 %, above it 1 % of the whole base.
    fn default() -> Self {
        Self { bands: vec![Band { above: 0, rate: 50 }, Band { above: 500_000, rate: 100 }], within: false }
    }
}

impl Formula {
    /// The dues of a month, in 分, half a 分 rounded up. A base of nothing owes nothing.
    pub fn due(&self, base: i64) -> i64 {
        let owed = if self.within { self.by_parts(base) } else { self.whole(base) };
        (owed + 5_000) / 10_000
    }

    fn whole(&self, base: i64) -> i64 {
        let band = self.bands.iter().rev().find(|band| base > band.above);
        band.map_or(0, |band| base * band.rate)
    }

    fn by_parts(&self, base: i64) -> i64 {
        let ends = self.bands.iter().skip(1).map(|band| band.above).chain([i64::MAX]);
        self.bands.iter().zip(ends).map(|(band, end)| (base.min(end) - band.above).max(0) * band.rate).sum()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_whole_base_is_charged_at_the_rate_of_its_band() {
        let formula = Formula::default();
        assert_eq!(formula.due(0), 0);
        assert_eq!(formula.due(320_000), 1_600, "3200 元: 16 元");
        assert_eq!(formula.due(500_000), 2_500, "5000 元 belong to the lower band");
        assert_eq!(formula.due(500_001), 5_000);
        assert_eq!(formula.due(612_345), 6_123, "61.2345 元");
        assert_eq!(formula.due(612_350), 6_124, "half a 分 is rounded up");
    }

    #[test]
    fn or_each_part_at_its_own() {
        let formula = Formula { within: true, ..Formula::default() };
        assert_eq!(formula.due(320_000), 1_600);
        assert_eq!(formula.due(500_000), 2_500);
        assert_eq!(formula.due(600_000), 3_500, "25 元 and 1 % of 1000");
    }
}
