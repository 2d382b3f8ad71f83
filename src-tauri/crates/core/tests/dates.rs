//! Every pattern of `domain.md` 4.3, as a table.

use chrono::NaiveDate;
use yinhui_core::date::read::{Context, Usage, read_number, read_text};
use yinhui_core::flag::Flag::{self, Damaged, Doubtful, Normal, Normalised, Unreadable};

fn context(birth: Option<&str>) -> Context {
    Context {
        today: NaiveDate::from_ymd_opt(2026, 3, 6).unwrap_or_default(),
        birth: birth.and_then(|b| b.parse().ok()),
    }
}

fn check(text: &str, usage: Usage, birth: Option<&str>, date: &str, flag: Flag) {
    let reading = read_text(text, usage, &context(birth));
    assert_eq!(
        (reading.date.map(|d| d.to_string()).unwrap_or_default().as_str(), reading.flag),
        (date, flag),
        "{text}"
    );
}

#[test]
fn styles_of_a_full_year() {
    for (text, date) in [
        ("1949.03", "1949-03"),
        ("1949.3", "1949-03"),
        ("1949/3/1", "1949-03-01"),
        ("1949年3月", "1949-03"),
        ("1949年", "1949"),
        ("194903", "1949-03"),
        ("19490312", "1949-03-12"),
        ("1949.03.12", "1949-03-12"),
        ("1949 . 11", "1949-11"),
        ("１９４９．０３", "1949-03"),
        ("一九四九年三月", "1949-03"),
        ("一九四九年三月十二日", "1949-03-12"),
        ("1949.03（76岁）", "1949-03"),
        ("1949-03-12 00:00:00", "1949-03-12"),
        ("1949-3", "1949-03"),
        ("1949.0312", "1949-03-12"),
        ("1949年3月出生", "1949-03"),
        ("1949、3", "1949-03"),
        ("19490312.0", "1949-03-12"),
        ("3/1949", "1949-03"),
        ("25/3/1949", "1949-03-25"),
    ] {
        check(text, Usage::Birth, None, date, Normalised);
    }
    check("1949-03", Usage::Birth, None, "1949-03", Normal);
    check("1949", Usage::Birth, None, "1949", Normal);
}

#[test]
fn short_years_follow_the_use() {
    check("49.3", Usage::Birth, None, "1949-03", Normalised);
    check("6405", Usage::Work, None, "1964-05", Normalised);
    check("65.09", Usage::Work, None, "1965-09", Normalised);
    check("62.07", Usage::Party, None, "1962-07", Normalised);
    check("05.7", Usage::Party, None, "2005-07", Normalised);
    check("05.7", Usage::Retire, None, "2005-07", Normalised);
    check("24.5", Usage::Party, None, "1924-05", Doubtful);
    check("24.5", Usage::Party, Some("1960"), "2024-05", Normalised);
    check("490312", Usage::Birth, None, "1949-03-12", Normalised);
    check("49年3月", Usage::Birth, None, "1949-03", Normalised);
}

#[test]
fn what_cannot_be_decided_is_coarser_or_absent() {
    check("1949.1", Usage::Birth, None, "1949", Doubtful);
    check("1974.00", Usage::Party, None, "1974", Doubtful);
    check("3/4/1949", Usage::Birth, None, "1949", Doubtful);
    check("约1949年", Usage::Birth, None, "1949", Doubtful);
    check("1956.4.31", Usage::Birth, None, "", Damaged);
    check("1952年15月", Usage::Birth, None, "", Damaged);
    check("0000-00-00", Usage::Work, None, "", Unreadable);
    check("农历1949年三月初五", Usage::Birth, None, "1949", Doubtful);
    check("1949年腊月", Usage::Birth, None, "", Doubtful);
    check("1900-01-00", Usage::Retire, None, "", Unreadable);
    check("群众", Usage::Party, None, "", Unreadable);
    check("1.66922E+10", Usage::Birth, None, "", Unreadable);
    check("2030.1.5", Usage::Retire, None, "2030-01-05", Doubtful);
    check("不详", Usage::Birth, None, "", Doubtful);
    for blank in ["", "无", "/", "—"] {
        check(blank, Usage::Party, None, "", Normal);
    }
}

#[test]
fn number_cells() {
    for (value, usage, date, flag) in [
        (1949.1, Usage::Birth, "1949-10", Doubtful),
        (1949.03, Usage::Birth, "1949-03", Normalised),
        (1949.12, Usage::Birth, "1949-12", Normalised),
        (49.3, Usage::Birth, "1949-03", Normalised),
        (194903.0, Usage::Work, "1949-03", Normalised),
        (19490312.0, Usage::Work, "1949-03-12", Normalised),
        (17958.0, Usage::Birth, "1949-03-01", Normalised),
        (1949.0, Usage::Birth, "1949", Normalised),
        (19493.0, Usage::Birth, "", Doubtful),
        (6405.0, Usage::Birth, "1964-05", Normalised),
        (1.0, Usage::Birth, "", Unreadable),
        (f64::NAN, Usage::Birth, "", Unreadable),
    ] {
        let reading = read_number(value, usage, &context(None));
        assert_eq!(
            (reading.date.map(|d| d.to_string()).unwrap_or_default().as_str(), reading.flag),
            (date, flag),
            "{value}"
        );
    }
}
