use crate::context::Context;
use crate::error::Answer;
use crate::file::{About, exported_by, write_table};
use crate::host::FileRef;
use crate::person::Exported;
use crate::talent::{FACTS, ListTalents, Talent, list};
use serde::{Deserialize, Serialize};
use ts_rs::TS;
use yinhui_sheet::write::{ColumnKind, ColumnSpec, TableSheet, Value};

/// Write the pool to a workbook.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct ExportTalents {
    /// Where to.
    pub file: FileRef,
    /// Which of the pool.
    pub filter: ListTalents,
}

/// Writes those of the pool that fit to a workbook, numbers masked.
pub(crate) fn export(context: &Context<'_>, export: ExportTalents) -> Answer<Exported> {
    let found = list(context, export.filter)?.rows;
    let centre = context.read(|reader| reader.centre())?.name;
    let rows = i64::try_from(found.len()).unwrap_or(i64::MAX);
    let sheet = TableSheet {
        name: "银发人才库".into(),
        title: "银发人才库花名册".into(),
        head_left: format!("单位：{centre}"),
        head_right: format!("截至 {}", context.today()),
        columns: columns(),
        rows: found.iter().enumerate().map(|(at, talent)| row(at + 1, talent)).collect(),
        foot: vec![format!("共 {rows} 人。{}", exported_by(context)?)],
    };
    let file = write_table(context, export.file, &sheet, About::Centre, "talents")?;
    Ok(Exported { rows, file })
}

fn columns() -> Vec<ColumnSpec> {
    let spec = |label: &str, width, kind| ColumnSpec { label: label.to_owned(), width, kind };
    let mut all = vec![
        spec("序号", 6.0, ColumnKind::Number),
        spec("姓名", 10.0, ColumnKind::Text),
        spec("性别", 6.0, ColumnKind::Short),
        spec("年龄", 6.0, ColumnKind::Short),
        spec("单位（支部）", 24.0, ColumnKind::Text),
        spec("联系电话", 14.0, ColumnKind::Code),
        spec("主类别", 18.0, ColumnKind::Text),
    ];
    all.extend(FACTS.iter().map(|(_, label)| spec(label, 16.0, ColumnKind::Text)));
    all.extend([
        spec("外来", 6.0, ColumnKind::Short),
        spec("状态", 8.0, ColumnKind::Short),
        spec("起始日期", 12.0, ColumnKind::Code),
        spec("服务时长（小时）", 12.0, ColumnKind::Number),
        spec("最近一次服务", 12.0, ColumnKind::Code),
    ]);
    all
}

fn row(nth: usize, talent: &Talent) -> Vec<Value> {
    let text = |text: &str| Value::from(text.to_owned());
    let person = &talent.person;
    let belongs = if person.branch.is_empty() { &person.unit } else { &person.branch };
    let mut row = vec![Value::from(u32::try_from(nth).unwrap_or(u32::MAX))];
    row.extend(
        [&person.name, &person.sex, &person.age, belongs, &person.phones, &talent.category]
            .map(|one| text(one)),
    );
    row.extend(FACTS.iter().map(|(key, _)| {
        let value = talent.facts.get(*key).map(String::as_str).unwrap_or_default();
        text(&match *key {
            "weekdays" => weekdays(value),
            "others" | "elders" => value.replace(' ', "、"),
            _ => value.to_owned(),
        })
    }));
    row.extend([text(if talent.external { "是" } else { "" }), text(&talent.state), text(&talent.since)]);
    row.push(talent.hours.parse::<f64>().map_or(Value::Empty, Value::from));
    row.push(text(&talent.last_used));
    row
}

/// `1 4` as 周一、周四.
fn weekdays(days: &str) -> String {
    const NAMES: [&str; 7] = ["周一", "周二", "周三", "周四", "周五", "周六", "周日"];
    let names = days.split_whitespace().filter_map(|day| day.parse::<usize>().ok()?.checked_sub(1));
    names.filter_map(|at| NAMES.get(at).copied()).collect::<Vec<_>>().join("、")
}
