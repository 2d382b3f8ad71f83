//! Who came, line by line, as a workbook.

use crate::checkin::day::line;
use crate::checkin::{ExportSpan, StreamLine};
use crate::context::Context;
use crate::error::{Answer, ApiError};
use crate::file::{About, exported_by, write_table};
use crate::person::Exported;
use chrono::NaiveDate;
use yinhui_sheet::write::{ColumnKind, ColumnSpec, TableSheet, Value};

/// Lines of one workbook: a year of a busy centre.
const MOST: usize = 100_000;

/// Writes who came from one day to another, first to last.
pub(super) fn write(
    context: &Context<'_>,
    export: ExportSpan,
    from: NaiveDate,
    to: NaiveDate,
) -> Answer<Exported> {
    let purpose = export.purpose.as_deref().filter(|purpose| !purpose.is_empty());
    let centre = context.read(|reader| reader.centre())?.name;
    let mut rows = Vec::new();
    for day in from.iter_days().take_while(|day| *day <= to) {
        context.stop_if_cancelled()?;
        let lines = lines(context, day, purpose)?;
        rows.extend(lines.iter().map(|line| cells(day, line)));
        if rows.len() > MOST {
            let message = format!("到馆记录超过 {MOST} 条，请分几段时间导出。");
            return Err(ApiError::invalid("to", "count", message));
        }
    }
    for (number, row) in (1_u32..).zip(&mut rows) {
        row.insert(0, Value::from(number));
    }
    let count = rows.len();
    let sheet = TableSheet {
        name: "到馆名单".into(),
        title: "到馆签到表".into(),
        head_left: format!("单位：{centre}"),
        head_right: if from == to { from.to_string() } else { format!("{from} 至 {to}") },
        columns: columns(),
        rows,
        foot: vec![exported_by(context)?],
    };
    let file = write_table(context, export.file, &sheet, About::Centre, "visitors")?;
    Ok(Exported { rows: i64::try_from(count).unwrap_or(i64::MAX), file })
}

fn lines(context: &Context<'_>, day: NaiveDate, purpose: Option<&str>) -> Answer<Vec<StreamLine>> {
    let (rows, _) = context.read(|reader| reader.day_stream(&day.to_string(), purpose, i64::MAX))?;
    let mut lines = rows
        .chunk_by(|a, b| a.entry == b.entry)
        .filter_map(|entry| line(entry, |_| false))
        .collect::<Vec<_>>();
    lines.reverse();
    Ok(lines)
}

fn columns() -> Vec<ColumnSpec> {
    [
        ("序号", 6.0, ColumnKind::Number),
        ("日期", 12.0, ColumnKind::Code),
        ("到馆", 8.0, ColumnKind::Code),
        ("姓名", 20.0, ColumnKind::Text),
        ("类别和人数", 24.0, ColumnKind::Text),
        ("用途", 14.0, ColumnKind::Text),
        ("离馆", 8.0, ColumnKind::Code),
        ("备注", 8.0, ColumnKind::Short),
    ]
    .map(|(label, width, kind)| ColumnSpec { label: label.into(), width, kind })
    .into()
}

fn cells(day: NaiveDate, line: &StreamLine) -> Vec<Value> {
    let remark = if line.back_entered { "补录" } else { "" };
    [
        day.to_string(),
        line.at.clone(),
        line.name.clone(),
        line.detail.clone(),
        line.purpose.clone(),
        line.left.clone().unwrap_or_default(),
        remark.to_owned(),
    ]
    .map(Value::from)
    .into()
}
