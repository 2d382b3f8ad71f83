use crate::context::Context;
use crate::error::Answer;
use crate::file::{About, exported_by, write_table};
use crate::host::FileRef;
use crate::person::Exported;
use crate::venue::uses::took_place;
use crate::venue::{ListUses, VenueUse};
use serde::{Deserialize, Serialize};
use ts_rs::TS;
use yinhui_sheet::write::{ColumnKind, ColumnSpec, TableSheet, Value};

/// Write the log of uses to a workbook.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct ExportUses {
    /// Where to.
    pub file: FileRef,
    /// Which uses.
    pub filter: ListUses,
}

/// Writes the log of uses to a workbook in print layout, with their sums.
pub(crate) fn export(context: &Context<'_>, export: ExportUses) -> Answer<Exported> {
    let filter = export.filter.filter()?;
    let today = context.today().to_string();
    let (centre, uses, venues) =
        context.read(|reader| Ok((reader.centre()?.name, reader.venue_uses(&filter)?, reader.venues()?)))?;
    let uses = uses.into_iter().map(VenueUse::from).collect::<Vec<_>>();
    let is_office = |one: &VenueUse| venues.iter().any(|venue| venue.office && venue.id == one.venue.id);
    let sum = |office: bool| {
        let taken = uses.iter().filter(|one| took_place(one, &today) && is_office(one) == office);
        taken.fold((0, 0), |(count, served), one| (count + 1, served + one.served))
    };
    let ((count, served), (own, _)) = (sum(false), sum(true));
    let own =
        if own == 0 { String::new() } else { format!("另有中心自用办公 {own} 次，不计入。") };
    let table = TableSheet {
        name: "场地使用".into(),
        title: "场地使用登记表".into(),
        head_left: format!("单位：{centre}"),
        head_right: format!("{} 至 {}", filter.from, filter.to),
        columns: columns(),
        rows: uses.iter().enumerate().map(|(at, one)| row(at, one)).collect(),
        foot: vec![format!("已使用 {count} 次，受益 {served} 人次。{own}"), exported_by(context)?],
    };
    let rows = i64::try_from(uses.len()).unwrap_or(i64::MAX);
    Ok(Exported { rows, file: write_table(context, export.file, &table, About::Centre, "venue")? })
}

fn columns() -> Vec<ColumnSpec> {
    [
        ("序号", 6.0, ColumnKind::Number),
        ("日期", 12.0, ColumnKind::Code),
        ("时间", 14.0, ColumnKind::Code),
        ("场地", 18.0, ColumnKind::Text),
        ("使用方", 26.0, ColumnKind::Text),
        ("用途", 26.0, ColumnKind::Text),
        ("负责人及电话", 20.0, ColumnKind::Text),
        ("预计人数", 10.0, ColumnKind::Number),
        ("记名", 8.0, ColumnKind::Number),
        ("老干部", 8.0, ColumnKind::Number),
        ("在职", 8.0, ColumnKind::Number),
        ("群众", 8.0, ColumnKind::Number),
        ("受益人次", 10.0, ColumnKind::Number),
        ("备注", 20.0, ColumnKind::Text),
    ]
    .map(|(label, width, kind)| ColumnSpec { label: label.into(), width, kind })
    .to_vec()
}

fn row(at: usize, one: &VenueUse) -> Vec<Value> {
    let text = |text: &str| if text.is_empty() { Value::Empty } else { Value::from(text.to_owned()) };
    let number = |number: i64| u32::try_from(number).map_or(Value::Empty, Value::from);
    let remark = if one.cancelled { format!("已取消　{}", one.remark) } else { one.remark.clone() };
    vec![
        Value::from(u32::try_from(at + 1).unwrap_or(u32::MAX)),
        text(&one.day),
        text(&format!("{}–{}", one.from, one.to)),
        text(&one.venue.name),
        text(&one.user),
        text(&one.purpose),
        text(&one.contact),
        one.expected.map_or(Value::Empty, number),
        number(one.named),
        number(one.heads.retired),
        number(one.heads.in_service),
        number(one.heads.public),
        number(one.served),
        text(remark.trim()),
    ]
}
