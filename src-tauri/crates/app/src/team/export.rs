use crate::context::Context;
use crate::error::Answer;
use crate::file::{About, exported_by, write_table};
use crate::host::FileRef;
use crate::person::Exported;
use crate::team::{TeamOf, get};
use serde::{Deserialize, Serialize};
use ts_rs::TS;
use yinhui_sheet::write::{ColumnKind, ColumnSpec, TableSheet, Value};
use yinhui_store::write::Table;

/// Write the members of a team to a workbook.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields)]
pub struct ExportTeam {
    /// Where to.
    pub file: FileRef,
    /// Record id.
    pub id: String,
    /// At the end of that day; today when left out.
    pub day: Option<String>,
}

/// Writes the members of a team to a workbook in print layout, numbers masked.
pub(crate) fn export(context: &Context<'_>, export: ExportTeam) -> Answer<Exported> {
    let page = get(context, TeamOf { id: export.id.clone(), day: export.day })?;
    let team = &page.team;
    let rows = i64::try_from(page.members.len()).unwrap_or(i64::MAX);
    let leader = team.leader.as_ref().map(|leader| format!("　负责人：{}", leader.name)).unwrap_or_default();
    let text = |text: &str| Value::from(text.to_owned());
    let sheet = TableSheet {
        name: "成员名单".into(),
        title: format!("{}成员名单", team.name),
        head_left: format!("类别：{}{leader}", team.kind),
        head_right: format!("截至 {}", page.day),
        columns: columns(),
        rows: page
            .members
            .iter()
            .enumerate()
            .map(|(at, member)| {
                let person = &member.person;
                let belongs = if person.branch.is_empty() { &person.unit } else { &person.branch };
                let post = if member.leads && member.post.is_empty() { "负责人" } else { &member.post };
                vec![
                    Value::from(u32::try_from(at + 1).unwrap_or(u32::MAX)),
                    text(&team.name),
                    text(&person.name),
                    text(&person.sex),
                    text(&person.birth),
                    text(belongs),
                    text(&person.phones),
                    text(post),
                    text(&member.from),
                ]
            })
            .collect(),
        foot: vec![format!("共 {rows} 人。{}", exported_by(context)?)],
    };
    let file = write_table(context, export.file, &sheet, About::Record(Table::Team, &export.id), "team")?;
    Ok(Exported { rows, file })
}

fn columns() -> Vec<ColumnSpec> {
    [
        ("序号", 6.0, ColumnKind::Number),
        ("团队名称", 22.0, ColumnKind::Text),
        ("姓名", 10.0, ColumnKind::Text),
        ("性别", 6.0, ColumnKind::Short),
        ("出生年月", 12.0, ColumnKind::Code),
        ("所在支部", 26.0, ColumnKind::Text),
        ("联系电话", 14.0, ColumnKind::Code),
        ("职务", 10.0, ColumnKind::Text),
        ("加入日期", 12.0, ColumnKind::Code),
    ]
    .map(|(label, width, kind)| ColumnSpec { label: label.into(), width, kind })
    .to_vec()
}
