//! Every date a text can mean, for a person to choose from.

use super::{Context, chinese, is_plausible_year};
use crate::date::{PartialDate, Precision};
use crate::text::normal;
use chrono::{Days, NaiveDate};

/// The most that are worth showing.
const MOST: usize = 5;

/// What a written date can mean, the finest first, each also by the year alone; none of them in the future.
pub fn candidates(text: &str, context: &Context) -> Vec<PartialDate> {
    let digits = chinese::to_digits(&normal(text));
    let runs: Vec<&str> = digits.split(|c: char| !c.is_ascii_digit()).filter(|run| !run.is_empty()).collect();
    let mut found: Vec<PartialDate> = match runs.as_slice() {
        [one] => whole(one),
        [year, "1"] => [year_of(year, 10), year_of(year, 1)].concat(),
        [first, second] if second.len() == 4 => parts(second, first, None),
        [year, month] => parts(year, month, None),
        [first, second, year] if year.len() == 4 => {
            [parts(year, first, Some(second)), parts(year, second, Some(first))].concat()
        }
        [year, month, day, ..] => parts(year, month, Some(day)),
        [] => Vec::new(),
    };
    let years: Vec<PartialDate> = found.iter().map(|date| date.coarsened(Precision::Year)).collect();
    found.extend(years);
    let mut out = Vec::new();
    for date in found.into_iter().filter(|date| date.earliest() <= context.today) {
        if !out.contains(&date) {
            out.push(date);
        }
    }
    out.truncate(MOST);
    out
}

fn date(year: u32, month: Option<u32>, day: Option<u32>) -> Option<PartialDate> {
    PartialDate::new(i32::try_from(year).ok()?, month, day)
}

/// The years a text can mean: as it stands, or in either century.
fn years(text: &str) -> Vec<u32> {
    let Ok(year) = text.parse::<u32>() else { return Vec::new() };
    match text.len() {
        4 if is_plausible_year(year) => vec![year],
        1 | 2 => vec![1900 + year, 2000 + year],
        _ => Vec::new(),
    }
}

fn year_of(year: &str, month: u32) -> Vec<PartialDate> {
    years(year).into_iter().filter_map(|year| date(year, Some(month), None)).collect()
}

/// Year, month and day as far as there is such a day.
fn parts(year: &str, month: &str, day: Option<&&str>) -> Vec<PartialDate> {
    let month = month.parse::<u32>().ok();
    let day = day.and_then(|day| day.parse::<u32>().ok());
    let of = |year: u32| {
        let finest = day.and_then(|day| date(year, month, Some(day)));
        let coarser = date(year, month, None);
        finest.into_iter().chain(coarser).chain(date(year, None, None)).collect::<Vec<_>>()
    };
    years(year).into_iter().flat_map(of).collect()
}

/// A run without separators, cut in every way that gives a date.
fn whole(run: &str) -> Vec<PartialDate> {
    let cut = |year: usize, month: usize| {
        let (Some(head), Some(middle), Some(rest)) =
            (run.get(..year), run.get(year..year + month), run.get(year + month..))
        else {
            return Vec::new();
        };
        let day = Some(rest).filter(|rest| !rest.is_empty());
        parts(head, middle, day.as_ref())
    };
    match run.len() {
        8 => cut(4, 2),
        7 => [cut(4, 1), cut(4, 2)].concat(),
        6 => [cut(4, 2), cut(2, 2)].concat(),
        5 => [cut(4, 1), serial(run)].concat(),
        4 => [years(run).into_iter().filter_map(|year| date(year, None, None)).collect(), cut(2, 2)].concat(),
        _ => Vec::new(),
    }
}

/// A day as spreadsheets number them.
fn serial(run: &str) -> Vec<PartialDate> {
    let day = run.parse::<u64>().ok().and_then(|days| {
        let day = NaiveDate::from_ymd_opt(1899, 12, 30)?.checked_add_days(Days::new(days))?;
        PartialDate::full(day)
    });
    day.into_iter().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(text: &str) -> Vec<String> {
        let context = Context { today: NaiveDate::from_ymd_opt(2026, 1, 1).unwrap(), birth: None };
        candidates(text, &context).iter().map(ToString::to_string).collect()
    }

    #[test]
    fn what_a_date_can_mean() {
        assert_eq!(told("1949.1"), ["1949-10", "1949-01", "1949"]);
        assert_eq!(told("1949.2.30"), ["1949-02", "1949"]);
        assert_eq!(told("3/12/1949"), ["1949-03-12", "1949-03", "1949", "1949-12-03", "1949-12"]);
        assert_eq!(told("19493"), ["1949-03", "1949", "1953-05-14", "1953"]);
        assert_eq!(told("05.7"), ["1905-07", "1905", "2005-07", "2005"]);
        assert!(told("不详").is_empty() && told("123456789012").is_empty());
    }
}
