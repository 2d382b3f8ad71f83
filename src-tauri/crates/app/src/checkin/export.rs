use crate::checkin::names;
use crate::checkin::span::days;
use crate::context::Context;
use crate::error::Answer;
use crate::file::{About, exported_by, write_table};
use crate::host::FileRef;
use crate::person::Exported;
use chrono::{Datelike, NaiveDate, Weekday};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use ts_rs::TS;
use yinhui_sheet::write::{ColumnKind, ColumnSpec, TableSheet, Value};
use yinhui_store::checkin::DayTotals;

/// Write days at the desk to a workbook.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields)]
pub struct ExportSpan {
    /// Where to.
    pub file: FileRef,
    /// First day.
    pub from: String,
    /// Last day.
    pub to: String,
    /// Who came, line by line, instead of the figures.
    pub names: Option<bool>,
    /// Of the lines only those of this purpose.
    pub purpose: Option<String>,
}

/// Visits by day, those of each purpose beside them.
struct Ledger {
    purposes: Vec<String>,
    days: Vec<(String, DayTotals)>,
    by_purpose: BTreeMap<(String, String), i64>,
    totals: DayTotals,
}

/// Writes visits to a workbook: figures day by day, or, where that is asked for, who came.
pub(crate) fn export(context: &Context<'_>, export: ExportSpan) -> Answer<Exported> {
    let (from, to) = days(&export.from, &export.to)?;
    if export.names == Some(true) {
        return names::write(context, export, from, to);
    }
    let centre = context.read(|reader| reader.centre())?.name;
    let ledger = ledger(context, &from.to_string(), &to.to_string())?;
    let sheet = TableSheet {
        name: "到馆统计".into(),
        title: "到馆人次统计表".into(),
        head_left: format!("单位：{centre}"),
        head_right: format!("{from} 至 {to}"),
        columns: columns(&ledger.purposes),
        rows: rows(&ledger),
        foot: vec![
            "到馆人次：同一人同一天计一次（或按用途计），另加来宾和团体；到馆人数：期间内不重复的在册人员。"
                .into(),
            exported_by(context)?,
        ],
    };
    let file = write_table(context, export.file, &sheet, About::Centre, "visits")?;
    Ok(Exported { rows: i64::try_from(ledger.days.len()).unwrap_or(i64::MAX), file })
}

fn ledger(context: &Context<'_>, from: &str, to: &str) -> Answer<Ledger> {
    context.read(|reader| {
        Ok(Ledger {
            purposes: reader.span_purposes(from, to)?.into_iter().map(|(purpose, _)| purpose).collect(),
            days: reader.span_days(from, to, None)?,
            by_purpose: reader
                .span_days_by_purpose(from, to)?
                .into_iter()
                .map(|(day, purpose, visits)| ((day, purpose), visits))
                .collect(),
            totals: reader.span_totals(from, to, None)?,
        })
    })
}

fn columns(purposes: &[String]) -> Vec<ColumnSpec> {
    let fixed = [
        ("日期", 12.0, ColumnKind::Code),
        ("星期", 6.0, ColumnKind::Short),
        ("到馆人次", 10.0, ColumnKind::Number),
        ("到馆人数", 10.0, ColumnKind::Number),
        ("其中不记名", 12.0, ColumnKind::Number),
    ];
    let fixed = fixed.map(|(label, width, kind)| ColumnSpec { label: label.into(), width, kind });
    let rest = purposes.iter().map(|purpose| ColumnSpec {
        label: purpose.clone(),
        width: 12.0,
        kind: ColumnKind::Number,
    });
    fixed.into_iter().chain(rest).collect()
}

fn rows(ledger: &Ledger) -> Vec<Vec<Value>> {
    let line = |day: &str, weekday: &str, totals: &DayTotals, of: &dyn Fn(&String) -> i64| {
        let head = [Value::from(day.to_owned()), Value::from(weekday.to_owned())];
        let figures = [totals.visits, totals.persons, totals.anonymous];
        head.into_iter()
            .chain(figures.map(number))
            .chain(ledger.purposes.iter().map(|purpose| number(of(purpose))))
            .collect::<Vec<_>>()
    };
    let visits = |day: &str, purpose: &String| {
        ledger.by_purpose.get(&(day.to_owned(), purpose.clone())).copied().unwrap_or(0)
    };
    let mut all: Vec<_> = ledger
        .days
        .iter()
        .map(|(day, totals)| line(day, weekday(day), totals, &|purpose| visits(day, purpose)))
        .collect();
    let sum = |purpose: &String| ledger.days.iter().map(|(day, _)| visits(day, purpose)).sum();
    all.push(line("合计", "", &ledger.totals, &sum));
    all
}

fn number(value: i64) -> Value {
    Value::from(u32::try_from(value).unwrap_or(u32::MAX))
}

fn weekday(day: &str) -> &'static str {
    match day.parse::<NaiveDate>().map(|day| day.weekday()) {
        Ok(Weekday::Mon) => "一",
        Ok(Weekday::Tue) => "二",
        Ok(Weekday::Wed) => "三",
        Ok(Weekday::Thu) => "四",
        Ok(Weekday::Fri) => "五",
        Ok(Weekday::Sat) => "六",
        Ok(Weekday::Sun) => "日",
        Err(_) => "",
    }
}
