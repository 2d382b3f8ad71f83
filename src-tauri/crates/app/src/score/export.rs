use crate::context::Context;
use crate::error::Answer;
use crate::file::{About, exported_by, write_table};
use crate::host::FileRef;
use crate::person::Exported;
use crate::score::{ScoreRow, ScoreSheet, rows, table::totals};
use serde::{Deserialize, Serialize};
use ts_rs::TS;
use yinhui_sheet::write::{ColumnKind, ColumnSpec, TableSheet, Value};
use yinhui_store::write::Table;

/// Write a sheet to a workbook: of one organization item by item, or of all of them by their sums.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields)]
pub struct ExportScores {
    /// Where to.
    pub file: FileRef,
    /// Record id of the sheet.
    pub sheet: String,
    /// Record id of the organization; left out for the table of all of them.
    pub organization: Option<String>,
}

/// Writes a sheet to a workbook in print layout.
pub(crate) fn export(context: &Context<'_>, export: ExportScores) -> Answer<Exported> {
    let today = context.today().to_string();
    let (sheet, who, columns, rows) = context.read(|reader| {
        let sheet = ScoreSheet::from(reader.score_sheet(&export.sheet)?);
        let Some(organization) = &export.organization else {
            let rows = totals(reader, &sheet, &today)?;
            let rows = rows.iter().enumerate().map(|(at, row)| {
                let words = [&row.name, &row.own, &row.review, &row.concluded];
                line(at, words.map(String::as_str), &[1, 2])
            });
            return Ok((sheet, reader.centre()?.name, all_columns(), rows.collect::<Vec<_>>()));
        };
        let name = reader.organization(organization)?.name;
        let rows = rows(reader, &export.sheet, organization)?;
        let rows = rows.iter().enumerate().map(|(at, row)| item_line(at, row)).collect();
        Ok((sheet, name, item_columns(), rows))
    })?;
    let count = i64::try_from(rows.len()).unwrap_or(i64::MAX);
    let table = TableSheet {
        name: "评分表".into(),
        title: format!("{}年度{}评分表", sheet.year, sheet.scheme),
        head_left: format!("单位：{who}"),
        head_right: format!("满分 {} 分", sheet.most),
        columns,
        rows,
        foot: vec![exported_by(context)?],
    };
    Ok(Exported {
        rows: count,
        file: write_table(
            context,
            export.file,
            &table,
            About::Record(Table::ScoreSheet, &export.sheet),
            "exported",
        )?,
    })
}

fn spec(label: &str, width: f64, kind: ColumnKind) -> ColumnSpec {
    ColumnSpec { label: label.into(), width, kind }
}

fn all_columns() -> Vec<ColumnSpec> {
    vec![
        spec("序号", 6.0, ColumnKind::Number),
        spec("党组织", 36.0, ColumnKind::Text),
        spec("自评分", 10.0, ColumnKind::Number),
        spec("复评分", 10.0, ColumnKind::Number),
        spec("评定", 16.0, ColumnKind::Text),
    ]
}

fn item_columns() -> Vec<ColumnSpec> {
    vec![
        spec("序号", 6.0, ColumnKind::Number),
        spec("一级指标", 16.0, ColumnKind::Text),
        spec("考核内容", 50.0, ColumnKind::Text),
        spec("满分", 8.0, ColumnKind::Number),
        spec("自评分", 8.0, ColumnKind::Number),
        spec("复评分", 8.0, ColumnKind::Number),
        spec("佐证材料", 30.0, ColumnKind::Text),
    ]
}

fn item_line(at: usize, row: &ScoreRow) -> Vec<Value> {
    let links = row.shown.iter().map(|one| format!("{} {}", one.day, one.name));
    let evidence = std::iter::once(row.evidence.clone()).filter(|words| !words.is_empty()).chain(links);
    let evidence = evidence.collect::<Vec<_>>().join("\n");
    let words = [&row.part, &row.standard, &row.most, &row.own, &row.review, &evidence];
    line(at, words.map(String::as_str), &[2, 3, 4])
}

/// A numbered line; those places are numbers.
fn line<const N: usize>(at: usize, words: [&str; N], numbers: &[usize]) -> Vec<Value> {
    let number = Value::from(u32::try_from(at + 1).unwrap_or(u32::MAX));
    let value = |(place, text): (usize, &str)| match text.parse::<f64>() {
        Ok(number) if numbers.contains(&place) => Value::from(number),
        _ if text.is_empty() => Value::Empty,
        _ => Value::from(text.to_owned()),
    };
    std::iter::once(number).chain(words.into_iter().enumerate().map(value)).collect()
}
