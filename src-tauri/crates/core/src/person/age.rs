//! Age in full years (周岁) and the bands of the annual form (`domain.md` 1.3, F10).

use crate::date::PartialDate;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

macro_rules! bands {
    ($($name:ident $label:literal $last:literal;)*) => {
        /// An age band of the form.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(rename_all = "snake_case")]
        pub enum Band {
            $(#[doc = $label] $name,)*
            /// 不详: no birth date.
            Unknown,
            /// The birth date is too coarse to tell on that day.
            Undecided,
        }

        impl Band {
            /// Every band in the order of the form, without 不详 and undecided.
            pub const ALL: &'static [Band] = &[$(Band::$name),*];

            /// The words of the form.
            pub const fn label(self) -> &'static str {
                match self {
                    $(Band::$name => $label,)*
                    Band::Unknown => "不详",
                    Band::Undecided => "不能确定",
                }
            }

            const fn of(age: u32) -> Band {
                let age = age as u64; // so that the last band's bound is a comparison like the others
                $(if age <= $last { return Band::$name; })*
                Band::From100
            }
        }
    };
}

bands! {
    To45 "45岁及以下" 45;
    From46 "46-50岁" 50;
    From51 "51-55岁" 55;
    From56 "56-60岁" 60;
    From61 "61-70岁" 70;
    From71 "71-80岁" 80;
    From81 "81-90岁" 90;
    From91 "91-99岁" 99;
    From100 "100岁及以上" 4_294_967_295;
}

/// The band somebody is in at the end of a day.
pub fn band(birth: Option<PartialDate>, on: NaiveDate) -> Band {
    let Some(birth) = birth else { return Band::Unknown };
    let (least, most) = birth.full_years_by(on);
    match (Band::of(least), Band::of(most)) {
        (low, high) if low == high => low,
        _ => Band::Undecided,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bands_of_the_form() {
        let on = NaiveDate::from_ymd_opt(2025, 12, 31).unwrap();
        let of = |birth: &str| band(Some(birth.parse().unwrap()), on);
        assert_eq!(of("1980"), Band::To45);
        assert_eq!(of("1979"), Band::From46);
        assert_eq!(of("1945-06"), Band::From71);
        assert_eq!(of("1944-12-31"), Band::From81);
        assert_eq!(of("1925-01-01"), Band::From100);
        assert_eq!(of("1926"), Band::From91);
        assert_eq!(band(None, on), Band::Unknown);
        let june = NaiveDate::from_ymd_opt(2025, 6, 30).unwrap();
        assert_eq!(band(Some("1954".parse().unwrap()), june), Band::Undecided);
        assert_eq!(band(Some("1955".parse().unwrap()), june), Band::From61);
    }
}
