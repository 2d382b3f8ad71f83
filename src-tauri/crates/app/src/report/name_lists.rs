//! 明细: the names behind every figure, one sheet for each form, since tables go upward with their name lists
//! (`domain.md` 2.4, S12). ID numbers stand on none of them unless a use for them was stated.

use crate::report::Form;
use crate::report::export::{About, chinese_day};
use crate::report::frozen::{Content, FrozenForm, FrozenRow};
use std::collections::{BTreeMap, BTreeSet};
use yinhui_sheet::write::{ColumnKind, ColumnSpec, TableSheet, Value};

/// A longer list of one figure is told by its number alone.
const MOST: usize = 20_000;

/// The name lists of a return, of the forms that have anybody behind them.
pub(super) fn name_lists(
    content: &Content,
    about: &About,
    identities: Option<&Identities>,
) -> Vec<TableSheet> {
    let mut tabs = BTreeSet::new();
    let listed = content.forms.iter().filter(|form| form.behind.iter().any(|behind| !behind.is_empty()));
    let sheets = listed.map(|form| {
        let (columns, rows, mut foot) = match &form.shown.layout {
            Some(_) => table(content, form, identities),
            None => figures(content, form, identities),
        };
        foot.push(format!("用途：{}", about.purpose));
        TableSheet {
            name: tab(&form.shown.title, &mut tabs),
            title: format!("{}明细", form.shown.title),
            head_left: format!("填报单位：{}", about.unit),
            head_right: format!("截止日期：{}　共 {} 行", chinese_day(&about.as_at), rows.len()),
            columns,
            rows,
            foot,
        }
    });
    sheets.collect()
}

/// A tab of a name nobody else has, of at most 31 characters.
fn tab(title: &str, taken: &mut BTreeSet<String>) -> String {
    let mut number = 1;
    loop {
        let turn = if number == 1 { String::new() } else { number.to_string() };
        let name = format!("{}明细{turn}", title.chars().take(27).collect::<String>());
        if taken.insert(name.clone()) {
            return name;
        }
        number += 1;
    }
}

/// ID numbers by record id of the person.
type Identities = BTreeMap<String, String>;

type Sheet = (Vec<ColumnSpec>, Vec<Vec<Value>>, Vec<String>);

fn column(label: &str, width: f64, kind: ColumnKind) -> ColumnSpec {
    ColumnSpec { label: label.into(), width, kind }
}

/// What a row is, before what it adds.
fn about(identities: Option<&Identities>) -> Vec<ColumnSpec> {
    let identity = identities.map(|_| column("公民身份号码", 20.0, ColumnKind::Code));
    let mut columns = vec![
        column("序号", 6.0, ColumnKind::Number),
        column("项目", 26.0, ColumnKind::Text),
        column("姓名或名称", 20.0, ColumnKind::Text),
        column("出生日期", 12.0, ColumnKind::Code),
        column("原工作单位", 26.0, ColumnKind::Text),
        column("所在支部", 26.0, ColumnKind::Text),
        column("日期", 12.0, ColumnKind::Code),
        column("说明", 20.0, ColumnKind::Text),
    ];
    columns.extend(identity);
    columns
}

fn told(
    number: usize,
    item: &str,
    (row, detail): (&FrozenRow, &str),
    identities: Option<&Identities>,
) -> Vec<Value> {
    let (birth, unit, branch) = row.about.clone().unwrap_or_default();
    let texts = [item, &row.name, &birth, &unit, &branch, &row.day, detail];
    let number = Value::from(u32::try_from(number).unwrap_or(u32::MAX));
    let identity = identities.map(|known| {
        let identity = row.person.as_ref().and_then(|person| known.get(person));
        Value::from(identity.cloned().unwrap_or_default())
    });
    std::iter::once(number).chain(texts.map(|text| Value::from(text.to_owned()))).chain(identity).collect()
}

/// Of a list of figures: the rows of each figure, one after another.
fn figures(content: &Content, form: &FrozenForm, identities: Option<&Identities>) -> Sheet {
    let mut columns = about(identities);
    columns.push(column("计数", 8.0, ColumnKind::Number));
    let (mut rows, mut foot) = (Vec::new(), Vec::new());
    for (cell, behind) in form.shown.cells.iter().zip(&form.behind) {
        if behind.len() > MOST {
            foot.push(format!(
                "{}：{} 行，太长没有列出，请在程序内打开这个数字查看。",
                cell.label,
                behind.len()
            ));
            continue;
        }
        for (place, weight) in behind {
            let Some(row) = content.rows.get(*place) else { continue };
            let mut line = told(rows.len() + 1, &cell.label, (row, &row.detail), identities);
            line.push(Value::from(crate::report::annual::number(*weight)));
            rows.push(line);
        }
    }
    (columns, rows, foot)
}

/// Of a table: everybody behind it once, with the rows they stand in and what they add to each column.
fn table(content: &Content, form: &FrozenForm, identities: Option<&Identities>) -> Sheet {
    let Some(layout) = &form.shown.layout else { return Sheet::default() };
    let mut columns = about(identities);
    columns.extend(layout.columns.iter().map(|one| {
        let label =
            one.group.as_ref().map_or_else(|| one.label.clone(), |group| format!("{group}\n{}", one.label));
        column(&label, 10.0, ColumnKind::Number)
    }));
    let rows = everybody(content, form).into_iter().enumerate().map(|(at, (row, found))| {
        let mut line = told(at + 1, &found.items.join("、"), (row, found.detail), identities);
        let adds = layout.columns.iter().map(|one| {
            let weight = found.columns.get(one.id.as_str());
            weight.map_or(Value::Empty, |weight| Value::from(crate::report::annual::number(*weight)))
        });
        line.extend(adds);
        line
    });
    (columns, rows.collect(), Vec::new())
}

/// Where in a table a record stands.
#[derive(Default)]
struct Found<'a> {
    detail: &'a str,
    items: Vec<&'a str>,
    columns: BTreeMap<&'a str, i64>,
}

/// Everybody behind a table, in the order of the rows, each once: what explains somebody in one figure stands beside them
/// in all. The row over all others names nobody's part.
fn everybody<'a>(content: &'a Content, form: &'a FrozenForm) -> Vec<(&'a FrozenRow, Found<'a>)> {
    let mut all = BTreeMap::<usize, Found<'_>>::new();
    let mut people = BTreeMap::new();
    let labels = labels(&form.shown);
    for (cell, behind) in form.shown.cells.iter().zip(&form.behind) {
        let Some((row, column)) = cell.id.rsplit_once('.') else { continue };
        for (place, weight) in behind {
            let Some(told) = content.rows.get(*place) else { continue };
            let place = match told.kind == "person" {
                true => *people.entry(told.id.as_str()).or_insert(*place),
                false => *place,
            };
            let found = all.entry(place).or_default();
            if !told.detail.is_empty() {
                found.detail = &told.detail;
            }
            found.columns.entry(column).or_insert(*weight);
            if let Some(label) = labels.get(row)
                && !found.items.contains(label)
            {
                found.items.push(label);
            }
        }
    }
    all.into_iter().filter_map(|(place, found)| Some((content.rows.get(place)?, found))).collect()
}

/// Labels of the rows by id, without the row over all others.
fn labels(form: &Form) -> BTreeMap<&str, &str> {
    let rows = form.layout.iter().flat_map(|layout| &layout.rows);
    let rows = rows.filter(|row| !["总计", "合计"].contains(&row.label.as_str()));
    rows.map(|row| (row.id.as_str(), row.label.as_str())).collect()
}
