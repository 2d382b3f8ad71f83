use crate::context::Context;
use crate::error::{Answer, ApiError, Code};
use crate::file::{About, exported_by, write_table};
use crate::host::FileRef;
use crate::ledger::{Entries, EntryRow, known, list::sums};
use crate::person::Exported;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use ts_rs::TS;
use yinhui_core::ledger::{ColumnKind, Ledger, SubjectKind};
use yinhui_sheet::write::{ColumnKind as Holds, ColumnSpec, TableSheet, Value};

/// More lines do not go into one workbook.
const MOST: i64 = 100_000;

/// Write lines of one ledger to a workbook.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct ExportEntries {
    /// Where to.
    pub file: FileRef,
    /// Which lines; the ledger must be named.
    pub filter: Entries,
}

/// Writes the lines that fit to a workbook in print layout, oldest first, with their sums.
pub(crate) fn export(context: &Context<'_>, export: ExportEntries) -> Answer<Exported> {
    let ledger = known(export.filter.ledger.as_deref().unwrap_or_default())?;
    let (from, to) = (export.filter.from.clone(), export.filter.to.clone());
    let filter = export.filter.filter(context.today())?;
    let today = context.today().to_string();
    let (centre, records, persons, sums) = context.read(|reader| {
        let (total, persons) = reader.count_entries(&filter)?;
        let records = if total > MOST { Vec::new() } else { reader.entries(&filter, 0, MOST)? };
        Ok((reader.centre()?.name, (total, records), persons, sums(reader, &filter)?))
    })?;
    let (total, records) = records;
    if total > MOST {
        return Err(ApiError::new(Code::TooLarge, format!("一次最多导出 {MOST} 行，请缩小日期范围。")));
    }
    let lines = records.into_iter().rev().map(|record| EntryRow::of(record, &today)).collect::<Vec<_>>();
    let span = match (from, to) {
        (Some(from), Some(to)) => format!("{from} 至 {to}"),
        (Some(from), None) => format!("{from} 起"),
        (None, Some(to)) => format!("至 {to}"),
        (None, None) => format!("截至 {today}"),
    };
    let sheet = TableSheet {
        name: ledger.title.chars().take(31).collect(),
        title: format!("{}登记表", ledger.title),
        head_left: format!("单位：{centre}"),
        head_right: span,
        columns: columns(ledger),
        rows: rows(ledger, &lines, &sums),
        foot: vec![
            format!("共 {total} {}，涉及 {persons} 人（不重复）。", ledger.unit),
            exported_by(context)?,
        ],
    };
    let file = write_table(context, export.file, &sheet, About::Centre, "ledger")?;
    Ok(Exported { rows: total, file })
}

fn columns(ledger: &Ledger) -> Vec<ColumnSpec> {
    let spec = |label: &str, width, kind| ColumnSpec { label: label.to_owned(), width, kind };
    let mut all = vec![spec("序号", 6.0, Holds::Number), spec(&ledger.day, 12.0, Holds::Code)];
    all.extend(ledger.until.iter().map(|label| spec(label, 12.0, Holds::Code)));
    all.extend(ledger.subjects.iter().map(|subject| {
        let width = if subject.kind == SubjectKind::Person { 10.0 } else { 24.0 };
        spec(&subject.label, width, Holds::Text)
    }));
    all.extend(ledger.fields.iter().map(|column| match column.kind {
        kind if kind.is_number() => spec(&column.label, 12.0, Holds::Number),
        ColumnKind::Lines => spec(&column.label, 30.0, Holds::Text),
        ColumnKind::Text | ColumnKind::Choice => spec(&column.label, 16.0, Holds::Text),
        _ => spec(&column.label, 12.0, Holds::Code),
    }));
    if !ledger.states.is_empty() {
        all.push(spec("状态", 10.0, Holds::Short));
    }
    all
}

fn rows(ledger: &Ledger, lines: &[EntryRow], sums: &BTreeMap<String, String>) -> Vec<Vec<Value>> {
    let mut all = lines.iter().enumerate().map(|(n, line)| row(ledger, n + 1, line)).collect::<Vec<_>>();
    if !sums.is_empty() && !lines.is_empty() {
        let before = 2 + usize::from(ledger.until.is_some()) + ledger.subjects.len();
        let mut last = vec![Value::Empty; before];
        if let Some(first) = last.get_mut(1) {
            *first = Value::from("合计".to_owned());
        }
        last.extend(
            ledger.fields.iter().map(|column| sums.get(&column.key).map_or(Value::Empty, |sum| number(sum))),
        );
        all.push(last);
    }
    all
}

fn row(ledger: &Ledger, nth: usize, line: &EntryRow) -> Vec<Value> {
    let text = |text: &str| Value::from(text.to_owned());
    let mut row = vec![Value::from(u32::try_from(nth).unwrap_or(u32::MAX)), text(&line.day)];
    row.extend(ledger.until.iter().map(|_| text(&line.until)));
    row.extend(ledger.subjects.iter().map(|subject| {
        let named = match subject.kind {
            SubjectKind::Person => &line.person,
            SubjectKind::Organization => &line.organization,
            SubjectKind::Team => &line.team,
            SubjectKind::Event => &line.event,
        };
        text(named.as_ref().map_or("", |named| &named.name))
    }));
    row.extend(ledger.fields.iter().map(|column| {
        line.facts
            .get(&column.key)
            .map_or(Value::Empty, |value| if column.kind.is_number() { number(value) } else { text(value) })
    }));
    if !ledger.states.is_empty() {
        row.push(text(&line.state));
    }
    row
}

fn number(shown: &str) -> Value {
    shown.parse::<f64>().map_or_else(|_| Value::from(shown.to_owned()), Value::from)
}
