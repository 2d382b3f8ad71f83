//! What must hold for every input.

use chrono::{Days, NaiveDate};
use proptest::prelude::*;
use yinhui_core::{
    code,
    date::{
        PartialDate, Precision, Tri,
        read::{Context, Usage, read_number, read_text},
        typed,
    },
    person::{age, identity, name, phone, pinyin, standing::standing},
    text,
};

fn partial() -> impl Strategy<Value = PartialDate> {
    (1800..2100_i32, 0..=12_u32, 0..=31_u32).prop_filter_map("a day that exists", |(y, m, d)| {
        PartialDate::new(y, Some(m).filter(|m| *m > 0), Some(d).filter(|d| *d > 0 && m > 0))
    })
}

fn any_day() -> impl Strategy<Value = NaiveDate> {
    (0..110_000_u64)
        .prop_filter_map("a day", |n| NaiveDate::from_ymd_opt(1800, 1, 1)?.checked_add_days(Days::new(n)))
}

fn context(today: NaiveDate) -> Context {
    Context { today, birth: None }
}

proptest! {
    #[test]
    fn a_date_survives_its_text(date in partial()) {
        prop_assert_eq!(date.to_string().parse::<PartialDate>(), Ok(date));
        prop_assert!(date.earliest() <= date.latest());
        prop_assert_eq!(date.precision() == Precision::Day, date.earliest() == date.latest());
    }

    #[test]
    fn the_order_is_that_of_the_earliest_day(a in partial(), b in partial()) {
        if a.earliest() < b.earliest() { prop_assert!(a < b); }
    }

    #[test]
    fn a_test_agrees_with_every_day_of_the_interval(date in partial(), day in any_day(), offset in 0..366_u64) {
        let within = date.earliest().checked_add_days(Days::new(offset)).filter(|d| *d <= date.latest());
        if let Some(real) = within {
            match date.on_or_before(day) {
                Tri::Yes => prop_assert!(real <= day),
                Tri::No => prop_assert!(real > day),
                Tri::Undecided => prop_assert!(date.precision() != Precision::Day),
            }
            prop_assert_eq!(date.before(day) == Tri::No, date.on_or_before(day.pred_opt().unwrap_or(day)) == Tri::No);
        }
        let (least, most) = date.full_years_by(day);
        prop_assert!(least <= most && most <= least + 1);
    }

    #[test]
    fn iso_text_is_read_as_it_stands(date in partial(), today in any_day()) {
        prop_assume!(date.year() >= 1850 && (date.year(), date.month()) != (1900, Some(1)));
        prop_assert_eq!(read_text(&date.to_string(), Usage::Birth, &context(today)).date, Some(date));
        prop_assert_eq!(typed(&date.to_string(), today).is_some(), date.precision() != Precision::Year || (1900..=2099).contains(&date.year()));
    }

    #[test]
    fn nothing_makes_a_reader_panic(text in "\\PC{0,30}", value in any::<f64>(), today in any_day()) {
        for usage in [Usage::Birth, Usage::Work, Usage::Party, Usage::Retire, Usage::Other] {
            let _ = read_text(&text, usage, &context(today));
            let _ = read_number(value, usage, &context(today));
        }
        let _ = (typed(&text, today), identity::read(&text), identity::read_number(value), phone::read(&text));
        let _ = (phone::read_number(value), phone::mask(&text), identity::mask(&text), text::tidy(&text));
    }

    #[test]
    fn date_like_noise_does_not_panic(text in "[0-9.年月日/ 一二十廿（）岁-]{0,16}", today in any_day()) {
        let reading = read_text(&text, Usage::Work, &context(today));
        prop_assert!(reading.date.is_none() || !reading.flag.needs_look() || reading.note.is_some());
    }

    #[test]
    fn every_prefix_has_one_check_digit(prefix in "[1-9][0-9]{16}") {
        let right = identity::check_digit(&prefix);
        prop_assert!(right.is_some());
        let good = "0123456789X".chars().filter(|c| Some(*c) == right).count();
        prop_assert_eq!(good, 1);
    }

    #[test]
    fn a_number_is_read_back(region in 110_000..660_000_u32, day in 0..36_000_u64, serial in 0..1000_u32) {
        let birth = NaiveDate::from_ymd_opt(1900, 1, 1).unwrap().checked_add_days(Days::new(day)).unwrap();
        let head = format!("{region}{}{serial:03}", birth.format("%Y%m%d"));
        let whole = format!("{head}{}", identity::check_digit(&head).unwrap());
        let number = identity::read(&whole).number.unwrap();
        prop_assert!(number.is_valid() && number.birth() == birth);
        prop_assert_eq!(number.sex(), if serial % 2 == 1 { "男" } else { "女" });
        let masked = identity::mask(&whole);
        prop_assert_eq!((masked.len(), masked.get(6..14)), (18, Some("********")));
        prop_assert_eq!(identity::mask_short(&whole), format!("{region}************"));
    }

    #[test]
    fn a_mask_keeps_no_more_than_its_ends(text in "[0-9A-Za-z]{0,30}") {
        let stars = |masked: &str| masked.chars().filter(|c| *c == '*').count();
        prop_assert!(stars(&identity::mask(&text)) * 3 >= text.len());
        prop_assert!(stars(&phone::mask(&text)) * 3 >= text.len());
    }

    #[test]
    fn phones_are_read_back(number in "1[3-9][0-9]{9}", line in "0691-[2-8][0-9]{6}", mark in "[/、；, \n]") {
        let both = format!("{number}{mark}{line}");
        prop_assert_eq!(phone::read(&both).numbers, vec![number, line]);
    }

    #[test]
    fn keys_are_plain_letters(written in "\\PC{0,12}", chinese in "[岩玉刀召曾单吕绿长乐行重温罕]{1,8}") {
        for name in [written, chinese] {
            let keys = pinyin::keys(&name);
            for key in keys.full.iter().chain(&keys.initials).chain([&keys.sort]) {
                prop_assert!(key.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit()), "{}", key);
            }
            prop_assert!(keys.full.len() <= 64 && keys.initials.len() <= 64);
            prop_assert!(keys.sort.is_empty() || keys.full.contains(&keys.sort));
        }
    }

    #[test]
    fn showing_a_name_twice_changes_nothing(written in "[ 　张三岩·.•\u{200b}A-C]{0,12}") {
        let shown = name::display(&written);
        prop_assert_eq!(name::display(&shown), shown.clone());
        prop_assert_eq!(name::key(&shown), name::key(&written));
    }

    #[test]
    fn a_finer_date_never_widens_the_standing(date in partial(), on in any_day()) {
        let coarse = standing(Some(date.coarsened(Precision::Year)), None, 0, on);
        let fine = standing(Some(date), None, 0, on);
        prop_assert!(coarse.years.0 <= fine.years.0 && fine.years.1 <= coarse.years.1);
        prop_assert!(fine.start.is_some_and(|(a, b)| a <= b));
        let _ = age::band(Some(date), on).label();
    }

    #[test]
    fn a_label_finds_itself(table in prop::sample::select(code::NAMES), pick in 0..200_usize) {
        let table = code::table(table).unwrap();
        let entry = &table.entries[pick % table.entries.len()];
        prop_assert_eq!(table.find(&entry.label), Some(entry));
        prop_assert_eq!(table.label(&entry.code), Some(entry.label.as_str()));
    }
}
