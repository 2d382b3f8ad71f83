//! What a column is by the cells in it.

use super::Person;
use crate::{
    code,
    date::read::{Context, Usage, read_number, read_text},
    import::{
        raw::{Cell, Sheet},
        read::unit_post,
    },
    person::{
        Field,
        field::Kind,
        identity::{self},
        phone,
    },
    text::{compact, is_blank_word, is_cjk},
};
use chrono::NaiveDate;

/// Cells that are looked at.
const SAMPLE: usize = 400;
/// Fewer cells than this say nothing.
const LEAST: usize = 3;

/// The filled cells of a column, the first some hundred.
pub(super) fn sample<'a>(sheet: &'a Sheet, people: &[Person], col: u32) -> Vec<&'a Cell> {
    people
        .iter()
        .filter_map(|person| sheet.row(person.row))
        .map(|row| row.cell(col))
        .filter(|cell| !cell.is_blank() && !is_blank_word(&cell.written()))
        .take(SAMPLE)
        .collect()
}

/// The filled cells of a column below a row, the first some.
pub(super) fn below(sheet: &Sheet, row: u32, col: u32, most: usize) -> Vec<&Cell> {
    let from = sheet.rows.partition_point(|r| r.number <= row);
    let rows = sheet.rows.iter().skip(from).filter(|r| r.filled().nth(1).is_some()).take(most);
    rows.map(|row| row.cell(col)).filter(|cell| !cell.is_blank()).collect()
}

/// True when cells hold names of people and hardly anything else.
pub(super) fn are_names(cells: &[&Cell]) -> bool {
    !cells.is_empty()
        && share(cells, is_like_name) > 0.7
        && share(cells, |t| compact(t).chars().count() <= 4) > 0.6
        && distinct(cells) * 10 >= cells.len() * 7
        && !tells_otherwise(cells)
}

/// The share of cells that read for a field; None where any text does, or there are too few.
pub(super) fn fits(field: Field, cells: &[&Cell]) -> Option<f64> {
    if cells.len() < LEAST {
        return None;
    }
    Some(match field.kind() {
        Kind::Identity => share_of(cells, identity_of),
        Kind::Phones => share_of(cells, |cell| match cell {
            Cell::Number(value) => !phone::read_number(*value).numbers.is_empty(),
            other => !phone::read(&other.written()).numbers.is_empty(),
        }),
        Kind::Date => share_of(cells, is_date),
        Kind::Code => share(cells, |text| code::table(field.key()).is_none_or(|t| t.find(text).is_some())),
        Kind::Text if field == Field::Name => share(cells, is_like_name),
        Kind::Text | Kind::Reference if !takes_numbers(field) => share(cells, |text| !is_number_like(text)),
        _ => return None,
    })
}

/// Fields whose text may be nothing but digits.
const fn takes_numbers(field: Field) -> bool {
    matches!(
        field,
        Field::Remark | Field::Card | Field::OtherIdentity | Field::TreatmentNumber | Field::Children
    )
}

/// A number of a person or a date, where words are expected.
fn is_number_like(text: &str) -> bool {
    let text = compact(text);
    let digits = text.chars().filter(char::is_ascii_digit).count();
    digits >= 4 && digits * 10 >= text.chars().count() * 7
}

/// True when short Chinese words are a code and not names: 傣族, 退休, 党员.
fn tells_otherwise(cells: &[&Cell]) -> bool {
    let coded = [Field::Ethnicity, Field::Political, Field::RetirementKind, Field::Sex, Field::State];
    coded.into_iter().any(|field| share(cells, |text| in_table(field, text)) > 0.3)
}

/// What 类别 holds.
pub(super) fn category(cells: &[&Cell]) -> Option<(Field, &'static str)> {
    let kinds = [
        (Field::RetirementKind, "内容是离休、退休"),
        (Field::StaffKind, "内容是公务员、事业等"),
        (Field::Political, "内容是正式党员、预备党员"),
    ];
    kinds.into_iter().find(|(field, _)| share(cells, |text| in_table(*field, text)) > 0.5)
}

/// What cells can be told to be without a doubt.
pub(super) fn class(cells: &[&Cell]) -> Option<(Field, &'static str)> {
    if cells.len() < LEAST {
        return None;
    }
    if share(cells, |text| identity::read(text).number.is_some_and(|n| n.is_valid())) > 0.6 {
        return Some((Field::Identity, "内容是公民身份号码"));
    }
    let mobile = |cell: &Cell| {
        let reading = match cell {
            Cell::Number(value) => phone::read_number(*value),
            other => phone::read(&other.written()),
        };
        reading.numbers.first().is_some_and(|n| n.len() == 11 && n.starts_with('1'))
    };
    if share_of(cells, mobile) > 0.6 {
        return Some((Field::Phones, "内容是手机号码"));
    }
    let coded = [
        (Field::Sex, "内容是男、女", 0.9),
        (Field::Ethnicity, "内容是民族", 0.8),
        (Field::RetirementKind, "内容是离休、退休", 0.9),
        (Field::Political, "内容是政治面貌", 0.9),
    ];
    let units = [
        (Field::Branch, "内容是党支部", is_branch as fn(&str) -> bool),
        (Field::UnitPost, "内容是单位和职务", |text| unit_post::split(text).is_some()),
        (Field::Unit, "内容是单位", unit_post::is_unit),
    ];
    let by_code = coded.into_iter().find(|(field, _, least)| share(cells, |t| in_table(*field, t)) > *least);
    by_code
        .map(|(field, reason, _)| (field, reason))
        .or_else(|| are_names(cells).then_some((Field::Name, "内容像姓名")))
        .or_else(|| {
            let found = units.into_iter().find(|(_, _, is)| share(cells, *is) > 0.7);
            found.map(|(field, reason, _)| (field, reason))
        })
}

fn is_branch(text: &str) -> bool {
    let text = compact(text);
    text.ends_with("支部") || text.ends_with("总支")
}

/// Figures and codes like 1 and 2 stand for too much to tell a column by.
fn in_table(field: Field, text: &str) -> bool {
    !text.chars().all(|c| c.is_ascii_digit())
        && code::table(field.key()).is_some_and(|table| table.find(text).is_some())
}

fn identity_of(cell: &Cell) -> bool {
    let reading = match cell {
        Cell::Number(value) => identity::read_number(*value),
        other => identity::read(&other.written()),
    };
    reading.number.is_some() || reading.hint.is_some()
}

fn is_date(cell: &Cell) -> bool {
    let context = Context { today: NaiveDate::MAX, birth: None };
    match cell {
        Cell::Date(_) | Cell::Month { .. } | Cell::DateTime(_) => true,
        Cell::Number(value) => read_number(*value, Usage::Other, &context).date.is_some(),
        other => read_text(&other.written(), Usage::Other, &context).date.is_some(),
    }
}

/// Two to eight Chinese characters, or a minority name with its dot.
fn is_like_name(text: &str) -> bool {
    let text = compact(text);
    let bare = text.split('(').next().unwrap_or("");
    (2..=12).contains(&bare.chars().count())
        && bare.chars().all(|c| is_cjk(c) || matches!(c, '·' | '•' | '・' | '．' | '.' | '?' | '□'))
}

fn distinct(cells: &[&Cell]) -> usize {
    cells.iter().map(|cell| cell.written()).collect::<std::collections::HashSet<_>>().len()
}

/// The share of cells for whose text something holds; 0 without cells.
pub(super) fn share(cells: &[&Cell], holds: impl Fn(&str) -> bool) -> f64 {
    share_of(cells, |cell| holds(&cell.written()))
}

fn share_of(cells: &[&Cell], holds: impl Fn(&Cell) -> bool) -> f64 {
    if cells.is_empty() {
        return 0.0;
    }
    let count = cells.iter().filter(|cell| holds(cell)).count();
    // Counts of a sample, far below the precision of the quotient.
    #[allow(clippy::cast_precision_loss)]
    {
        count as f64 / cells.len() as f64
    }
}
