use crate::care::{ListMedals, ListVisitsDue, MedalRow, VisitDue, due, medals};
use crate::context::Context;
use crate::error::Answer;
use crate::file::{About, exported_by, write_table};
use crate::host::FileRef;
use crate::person::Exported;
use serde::{Deserialize, Serialize};
use ts_rs::TS;
use yinhui_sheet::write::{ColumnKind, ColumnSpec, TableSheet, Value};

/// Write the list of those to be visited to a workbook.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct ExportVisitsDue {
    /// Where to.
    pub file: FileRef,
    /// Whom to list.
    pub filter: ListVisitsDue,
}

/// Write the list of medals of a year to a workbook.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct ExportMedals {
    /// Where to.
    pub file: FileRef,
    /// 颁发年度
    pub year: i64,
}

/// Writes who is to be visited, with room for what was seen there; numbers are masked.
pub(crate) fn export_due(context: &Context<'_>, export: ExportVisitsDue) -> Answer<Exported> {
    let due = due(context, export.filter)?;
    let centre = context.read(|reader| reader.centre())?.name;
    let rows = i64::try_from(due.rows.len()).unwrap_or(i64::MAX);
    let sheet = TableSheet {
        name: "走访名单".into(),
        title: "走访慰问名单".into(),
        head_left: format!("单位：{centre}"),
        head_right: format!("截至 {}", context.today()),
        columns: columns(&[
            ("序号", 6.0, ColumnKind::Number),
            ("姓名", 10.0, ColumnKind::Text),
            ("性别", 6.0, ColumnKind::Short),
            ("年龄", 6.0, ColumnKind::Short),
            ("所在支部", 24.0, ColumnKind::Text),
            ("住址", 26.0, ColumnKind::Text),
            ("联系电话", 16.0, ColumnKind::Code),
            ("走访事由", 34.0, ColumnKind::Text),
            ("上次走访", 12.0, ColumnKind::Code),
            ("走访安排", 20.0, ColumnKind::Text),
            ("走访记录", 24.0, ColumnKind::Text),
        ]),
        rows: (1..).zip(&due.rows).map(|(nth, one)| visit(nth, one)).collect(),
        foot: vec![format!("共 {rows} 人。{}", due.rule), exported_by(context)?],
    };
    Ok(Exported { rows, file: write_table(context, export.file, &sheet, About::Centre, "visits_due")? })
}

/// Writes who may be given the medal in a year, 临界人员 after the others, with the opinions.
pub(crate) fn export_medals(context: &Context<'_>, export: ExportMedals) -> Answer<Exported> {
    let list = medals(context, ListMedals { year: export.year })?;
    let centre = context.read(|reader| reader.centre())?.name;
    let sure = list.eligible.iter().map(|row| ("符合", row));
    let rows = sure.chain(list.undecided.iter().map(|row| ("临界", row)));
    let rows = (1..).zip(rows).map(|(nth, (class, row))| medal(nth, class, row)).collect::<Vec<_>>();
    let (eligible, undecided) = (list.eligible.len(), list.undecided.len());
    let count = i64::try_from(rows.len()).unwrap_or(i64::MAX);
    let sheet = TableSheet {
        name: "纪念章名单".into(),
        title: format!("{}年“光荣在党50年”纪念章人员名单", list.year),
        head_left: format!("填报单位（盖章）：{centre}"),
        head_right: format!("截至 {}", context.today()),
        columns: columns(&[
            ("序号", 6.0, ColumnKind::Number),
            ("姓名", 10.0, ColumnKind::Text),
            ("性别", 6.0, ColumnKind::Short),
            ("出生日期", 12.0, ColumnKind::Code),
            ("入党时间", 12.0, ColumnKind::Code),
            ("转正时间", 12.0, ColumnKind::Code),
            ("党龄", 10.0, ColumnKind::Short),
            ("所在支部", 28.0, ColumnKind::Text),
            ("认定", 8.0, ColumnKind::Short),
            ("需核对", 26.0, ColumnKind::Text),
            ("组织意见", 10.0, ColumnKind::Short),
            ("理由", 20.0, ColumnKind::Text),
        ]),
        rows,
        foot: vec![
            format!(
                "符合 {eligible} 人，临界 {undecided} 人；以前年度已颁发 {} 人。{}",
                list.before, list.rule
            ),
            exported_by(context)?,
        ],
    };
    let file = write_table(context, export.file, &sheet, About::Centre, "medals")?;
    Ok(Exported { rows: count, file })
}

fn columns(of: &[(&str, f64, ColumnKind)]) -> Vec<ColumnSpec> {
    of.iter()
        .map(|(label, width, kind)| ColumnSpec { label: (*label).to_owned(), width: *width, kind: *kind })
        .collect()
}

fn visit(nth: u32, due: &VisitDue) -> Vec<Value> {
    let told = [
        &due.name,
        &due.sex,
        &due.age,
        &due.branch,
        &due.address,
        &due.phones,
        &due.text,
        &due.visited,
        &due.planned,
    ];
    std::iter::once(Value::from(nth)).chain(told.map(|one| Value::from(one.clone()))).collect()
}

fn medal(nth: u32, class: &str, row: &MedalRow) -> Vec<Value> {
    let notes = row.notes.join("；");
    let told = [&row.name, &row.sex, &row.birth, &row.joined, &row.full, &row.standing, &row.branch];
    let told = told.into_iter().map(String::as_str).chain([class, &notes, &row.opinion, &row.reason]);
    std::iter::once(Value::from(nth)).chain(told.map(|one| Value::from(one.to_owned()))).collect()
}
