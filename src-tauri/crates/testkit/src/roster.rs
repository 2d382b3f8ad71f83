use chrono::NaiveDate;
use std::path::{Path, PathBuf};
use yinhui_sheet::write::{ColumnKind, ColumnSpec, Options, TableSheet, Value, table};

/// Writes a small roster workbook with one sheet `花名册`: a title, a line below it, the headers, the rows.
pub fn roster(folder: &Path, name: &str, headers: &[&str], rows: &[&[&str]]) -> PathBuf {
    let column = |label: &&str| ColumnSpec { label: (*label).into(), width: 16.0, kind: ColumnKind::Code };
    let sheet = TableSheet {
        name: "花名册".into(),
        title: "离退休干部花名册".into(),
        head_left: "单位：勐海县离退休干部党群服务中心".into(),
        head_right: format!("共 {} 人", rows.len()),
        columns: headers.iter().map(column).collect(),
        rows: rows.iter().map(|row| row.iter().map(|text| Value::from(*text)).collect()).collect(),
        foot: Vec::new(),
    };
    let day = NaiveDate::from_ymd_opt(2026, 3, 5).and_then(|day| day.and_hms_opt(9, 0, 0)).unwrap();
    let path = folder.join(name);
    std::fs::write(&path, table(&sheet, &Options::at(day)).unwrap()).unwrap();
    path
}
