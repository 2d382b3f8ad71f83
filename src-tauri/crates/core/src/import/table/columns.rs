//! What each column is: by its header, then by what stands in it.

use super::{
    Column, Person, SheetOverride,
    dictionary::{Meaning, meaning},
};
use crate::{
    code,
    import::{
        raw::{Cell, Sheet, letter},
        read::unit_post,
    },
    person::{Field, identity, phone},
    text::compact,
};

/// Every column with a header, taken for what its header says.
pub(super) fn map(sheet: &Sheet, header: (u32, u32), over: &SheetOverride) -> Vec<Column> {
    let mut columns: Vec<Column> = Vec::new();
    for col in 0..sheet.width() {
        let (group, own) = names(sheet, header, col);
        if own.is_empty() && group.is_empty() {
            continue;
        }
        let (field, reason) = by_header(&group, &own);
        let header = if group.is_empty() || group == own { own } else { format!("{group}／{own}") };
        columns.push(Column { col, letter: letter(col), header, field, reason });
    }
    for column in &mut columns {
        if let Some(field) = over.columns.get(&column.letter) {
            column.field = *field;
            column.reason = "由您指定".to_owned();
        }
    }
    once_each(&mut columns);
    columns
}

/// The heading above a column and its own name, bottom cell first.
fn names(sheet: &Sheet, (first, last): (u32, u32), col: u32) -> (String, String) {
    let mut cells: Vec<String> = (first..=last)
        .map(|row| compact(&sheet.shown(row, col).written()))
        .filter(|t| !t.is_empty())
        .collect();
    cells.dedup();
    let own = cells.pop().unwrap_or_default();
    (cells.concat(), own)
}

fn by_header(group: &str, own: &str) -> (Option<Field>, String) {
    let own_meaning = meaning(own);
    if meaning(group) == Some(Meaning::Relative) || group.contains("家属") || group.contains("联系人") {
        let relative = match own_meaning {
            Some(Meaning::Field(Field::Name | Field::EmergencyName)) => Some(Field::EmergencyName),
            Some(Meaning::Field(Field::Phones | Field::EmergencyPhones)) => Some(Field::EmergencyPhones),
            Some(Meaning::Field(Field::EmergencyRelation)) => Some(Field::EmergencyRelation),
            _ => None,
        };
        let reason =
            if relative.is_some() { "在家属一栏下" } else { "家属的其他情况，不导入" };
        return (relative, reason.to_owned());
    }
    match own_meaning.or_else(|| meaning(&format!("{group}{own}"))) {
        Some(Meaning::Field(field)) => (Some(field), format!("表头“{own}”")),
        Some(Meaning::Ignored(reason)) => (None, reason),
        Some(Meaning::Open) => (None, "要看内容".to_owned()),
        Some(Meaning::Relative) => (Some(Field::EmergencyName), format!("表头“{own}”")),
        None => (None, "不认识的表头，可手工指定".to_owned()),
    }
}

/// A field is taken from one column only, the first; telephone numbers from all that have some.
fn once_each(columns: &mut [Column]) {
    for at in 0..columns.len() {
        let (before, rest) = columns.split_at_mut(at);
        let Some(column) = rest.first_mut() else { continue };
        let earlier = before.iter().find(|c| c.field.is_some() && c.field == column.field);
        if let (Some(earlier), false) = (earlier, column.field == Some(Field::Phones)) {
            column.reason = format!("与{}列“{}”重复，不导入", earlier.letter, earlier.header);
            column.field = None;
        }
    }
}

/// Second look, at the content: 类别 may be three things, 原工作单位 may hold the post too, and a column with
/// an unknown header may still be full of identity numbers.
pub(super) fn by_content(sheet: &Sheet, people: &[Person], columns: &mut [Column], over: &SheetOverride) {
    let taken = |columns: &[Column], field: Field| columns.iter().any(|c| c.field == Some(field));
    for at in 0..columns.len() {
        let Some(column) = columns.get(at) else { continue };
        if over.columns.contains_key(&column.letter) {
            continue;
        }
        let cells: Vec<&Cell> = people
            .iter()
            .filter_map(|person| sheet.row(person.row))
            .map(|row| row.cell(column.col))
            .filter(|cell| !cell.is_blank())
            .take(400)
            .collect();
        let found = match (column.field, meaning(last_name(&column.header))) {
            (None, Some(Meaning::Open)) => kind_of(&cells),
            (None, None) => unnamed(&cells),
            (Some(Field::Unit), _) if !taken(columns, Field::Post) && !taken(columns, Field::UnitPost) => {
                (share(&cells, |text| unit_post::split(text).is_some()) > 0.3)
                    .then_some((Field::UnitPost, "单元格里既有单位又有职务"))
            }
            _ => None,
        };
        if let Some((field, reason)) = found.filter(|(field, _)| !taken(columns, *field))
            && let Some(column) = columns.get_mut(at)
        {
            column.field = Some(field);
            reason.clone_into(&mut column.reason);
        }
    }
}

fn last_name(header: &str) -> &str {
    header.rsplit('／').next().unwrap_or(header)
}

/// What 类别 holds.
fn kind_of(cells: &[&Cell]) -> Option<(Field, &'static str)> {
    [
        (Field::RetirementKind, "内容是离休、退休"),
        (Field::StaffKind, "内容是公务员、事业等"),
        (Field::Political, "内容是正式党员、预备党员"),
    ]
    .into_iter()
    .find(|(field, _)| {
        share(cells, |text| code::table(field.key()).is_some_and(|t| t.find(text).is_some())) > 0.5
    })
}

/// What a column with an unknown header can be told to be without a doubt.
fn unnamed(cells: &[&Cell]) -> Option<(Field, &'static str)> {
    if cells.len() < 3 {
        return None;
    }
    if share(cells, |text| identity::read(text).number.is_some_and(|n| n.is_valid())) > 0.6 {
        return Some((Field::Identity, "内容是公民身份号码"));
    }
    let mobile =
        |text: &str| phone::read(text).numbers.first().is_some_and(|n| n.len() == 11 && n.starts_with('1'));
    (share(cells, mobile) > 0.6).then_some((Field::Phones, "内容是手机号码"))
}

/// The share of cells for which something holds; 0 without cells.
fn share(cells: &[&Cell], holds: impl Fn(&str) -> bool) -> f64 {
    if cells.is_empty() {
        return 0.0;
    }
    let count = cells.iter().filter(|cell| holds(&cell.written())).count();
    // Counts of a sample, far below the precision of the quotient.
    #[allow(clippy::cast_precision_loss)]
    {
        count as f64 / cells.len() as f64
    }
}
