use crate::context::Context;
use crate::error::Answer;
use crate::file::{About, Taken, foot, purpose, write_table};
use crate::host::FileRef;
use crate::person::columns::{Came, Column as Chosen, Known, columns};
use crate::person::list::{filter, order};
use crate::person::{PersonFilter, show};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use ts_rs::TS;
use yinhui_core::person::{Facts, Field};
use yinhui_sheet::write::{ColumnKind, ColumnSpec, TableSheet, Value};
use yinhui_store::person::{Order, PersonRecord};

/// Write people to a workbook.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields)]
pub struct ExportPeople {
    /// Where to.
    pub file: FileRef,
    /// Which people.
    pub filter: Option<PersonFilter>,
    /// Unmasked, all columns; needs `purpose`.
    pub full: bool,
    /// 内部, 公示, 上报.
    pub purpose: Option<String>,
    /// Keys of the columns to write instead of those usual: of fields, `age`, `standing`, `visits`, `last_visit`, and
    /// `own.` and a name.
    pub columns: Option<Vec<String>>,
    /// As in the list; by branch when left out.
    pub sort: Option<String>,
}

/// What was exported.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct Exported {
    /// Rows written.
    pub rows: i64,
    /// The file.
    pub file: FileRef,
}

/// A column: its head, width in characters, kind, and what stands in it.
type Column = (&'static str, f64, ColumnKind, fn(&Facts) -> String);

/// Writes people to a workbook: masked, or whole with its use named. Either is written into the log.
pub(crate) fn export(context: &Context<'_>, export: ExportPeople) -> Answer<Exported> {
    let purpose = purpose(context, export.full, export.purpose.as_deref())?;
    let filter = filter(context, &export.filter.unwrap_or_default())?;
    let order = order(export.sort.as_deref())?.unwrap_or(Order::Branch);
    let chosen = columns(export.columns.as_deref().unwrap_or_default())?;
    let (people, _) = context.read(|reader| reader.list_people(&filter, order, 0, i64::MAX))?;
    let centre = context.read(|reader| reader.centre())?.name;
    let (specs, rows) = if chosen.is_empty() {
        let usual = if export.full { FULL } else { MASKED };
        (
            specs(usual.iter().map(|(label, width, kind, _)| (*label, *width, *kind))),
            rows(&people, |person| usual.iter().map(|(.., tell)| tell(&person.facts)).collect()),
        )
    } else {
        let heads = chosen.iter().map(|column| (column.label(), column.paper().0, column.paper().1));
        let has_own = chosen.iter().any(|column| matches!(column, Chosen::Own(_)));
        let mut extras = if has_own { context.read(|reader| reader.extras())? } else { BTreeMap::new() };
        let came = if chosen.iter().any(Chosen::is_of_visits) { came(context, &people)? } else { Vec::new() };
        let mut came = came.into_iter();
        let mut tell = |person: &PersonRecord| {
            let mut known = Known::of(&person.facts, context.today());
            known.extras = extras.remove(&person.id).unwrap_or_default();
            known.came = came.next().unwrap_or_default();
            let cell =
                |column: &Chosen| if export.full { column.whole(&known) } else { column.shown(&known) };
            chosen.iter().map(cell).collect()
        };
        (specs(heads), rows(&people, &mut tell))
    };
    let sheet = TableSheet {
        name: "人员".into(),
        title: "离退休干部花名册".into(),
        head_left: format!("单位：{centre}"),
        head_right: format!("共 {} 人", people.len()),
        columns: specs,
        rows,
        foot: vec![foot(context, purpose)?],
    };
    let what = if export.full { "people_full" } else { "people_masked" };
    let file = write_table(context, export.file, &sheet, About::Centre, Taken { what, purpose })?;
    Ok(Exported { rows: i64::try_from(people.len()).unwrap_or(i64::MAX), file })
}

/// When each of them came, in their order.
fn came(context: &Context<'_>, people: &[PersonRecord]) -> Answer<Vec<Came>> {
    let today = context.today();
    context.read(|reader| people.iter().map(|person| Came::of(reader, &person.id, today)).collect())
}

fn specs<'a>(heads: impl Iterator<Item = (&'a str, f64, ColumnKind)>) -> Vec<ColumnSpec> {
    let number = ColumnSpec { label: "序号".into(), width: 6.0, kind: ColumnKind::Number };
    let rest = heads.map(|(label, width, kind)| ColumnSpec { label: label.into(), width, kind });
    std::iter::once(number).chain(rest).collect()
}

fn rows(people: &[PersonRecord], mut tell: impl FnMut(&PersonRecord) -> Vec<String>) -> Vec<Vec<Value>> {
    let row = |(number, person): (u32, &PersonRecord)| {
        std::iter::once(Value::from(number)).chain(tell(person).into_iter().map(Value::from)).collect()
    };
    (1..).zip(people).map(row).collect()
}

const MASKED: &[Column] = &[
    ("姓名", 10.0, ColumnKind::Text, |f| show::fact(f, Field::Name)),
    ("性别", 6.0, ColumnKind::Short, |f| show::fact(f, Field::Sex)),
    ("民族", 8.0, ColumnKind::Short, |f| show::fact(f, Field::Ethnicity)),
    ("出生日期", 12.0, ColumnKind::Code, |f| show::fact(f, Field::Birth)),
    ("公民身份号码", 20.0, ColumnKind::Code, |f| masked(f, Field::Identity)),
    ("离退休类型", 10.0, ColumnKind::Short, |f| show::fact(f, Field::RetirementKind)),
    ("原工作单位及职务", 28.0, ColumnKind::Text, unit_and_post),
    ("职级", 12.0, ColumnKind::Text, |f| show::fact(f, Field::Rank)),
    ("联系电话", 26.0, ColumnKind::Code, |f| masked(f, Field::Phones)),
    ("所在支部", 24.0, ColumnKind::Text, |f| show::fact(f, Field::Branch)),
    ("状态", 8.0, ColumnKind::Short, |f| show::fact(f, Field::State)),
];

const FULL: &[Column] = &[
    ("姓名", 10.0, ColumnKind::Text, |f| show::fact(f, Field::Name)),
    ("性别", 6.0, ColumnKind::Short, |f| show::fact(f, Field::Sex)),
    ("民族", 8.0, ColumnKind::Short, |f| show::fact(f, Field::Ethnicity)),
    ("出生日期", 12.0, ColumnKind::Code, |f| show::fact(f, Field::Birth)),
    ("公民身份号码", 20.0, ColumnKind::Code, |f| show::fact(f, Field::Identity)),
    ("政治面貌", 10.0, ColumnKind::Short, |f| show::fact(f, Field::Political)),
    ("入党时间", 12.0, ColumnKind::Code, |f| show::fact(f, Field::PartyJoin)),
    ("转正时间", 12.0, ColumnKind::Code, |f| show::fact(f, Field::FullMembership)),
    ("参加工作时间", 12.0, ColumnKind::Code, |f| show::fact(f, Field::WorkStart)),
    ("离退休时间", 12.0, ColumnKind::Code, |f| show::fact(f, Field::Retire)),
    ("离退休类型", 10.0, ColumnKind::Short, |f| show::fact(f, Field::RetirementKind)),
    ("原工作单位及职务", 28.0, ColumnKind::Text, unit_and_post),
    ("职级", 12.0, ColumnKind::Text, |f| show::fact(f, Field::Rank)),
    ("文化程度", 10.0, ColumnKind::Short, |f| show::fact(f, Field::Education)),
    ("手机号码", 14.0, ColumnKind::Code, |f| phones(f, true)),
    ("住宅电话", 14.0, ColumnKind::Code, |f| phones(f, false)),
    ("所在支部", 24.0, ColumnKind::Text, |f| show::fact(f, Field::Branch)),
    ("住址", 28.0, ColumnKind::Text, |f| show::fact(f, Field::Address)),
    ("健康状况", 12.0, ColumnKind::Text, |f| show::fact(f, Field::Health)),
    ("是否在世", 8.0, ColumnKind::Short, |f| alive(f).into()),
    ("备注", 20.0, ColumnKind::Text, |f| show::fact(f, Field::Remark)),
];

fn masked(facts: &Facts, field: Field) -> String {
    show::masked(field, &show::fact(facts, field), true)
}

fn unit_and_post(facts: &Facts) -> String {
    match facts.get(&Field::UnitPost) {
        Some(both) => both.to_string(),
        None => format!("{}{}", show::fact(facts, Field::Unit), show::fact(facts, Field::Post)),
    }
}

fn phones(facts: &Facts, mobile: bool) -> String {
    let all = show::fact(facts, Field::Phones);
    let is_mobile = |number: &&str| number.len() == 11 && number.starts_with('1') && !number.contains('-');
    all.split(' ')
        .filter(|number| !number.is_empty() && is_mobile(number) == mobile)
        .collect::<Vec<_>>()
        .join(" ")
}

fn alive(facts: &Facts) -> &'static str {
    if facts.get(&Field::State).is_some_and(|state| state == "去世") { "否" } else { "是" }
}
