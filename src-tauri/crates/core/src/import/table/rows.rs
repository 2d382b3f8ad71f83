//! Which rows below the header are people.

use super::{
    Column, Person, Skipped,
    dictionary::{Meaning, is_name, meaning},
};
use crate::{
    import::raw::{Row, Sheet},
    person::Field,
    text::compact,
};
use serde::Serialize;

/// Why a row is no person.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Skip {
    /// Nothing in it.
    Blank,
    /// The header printed again.
    Header,
    /// 合计, 小计, 共N人.
    Total,
    /// 填表人, 审核人, 注：…
    Note,
    /// The title of the group below.
    Group,
    /// Too little in it to be a person, and no name.
    NoName,
    /// Hidden, and hidden rows are left out.
    Hidden,
}

impl Skip {
    /// The words a clerk reads.
    pub const fn label(self) -> &'static str {
        match self {
            Skip::Blank => "空行",
            Skip::Header => "重复的表头",
            Skip::Total => "合计行",
            Skip::Note => "表下的说明或签字",
            Skip::Group => "分组标题",
            Skip::NoName => "没有姓名",
            Skip::Hidden => "隐藏的行",
        }
    }
}

/// Sorts the rows below the header into people and others. A row without a name but with much in it counts as
/// a person here, so that it is refused aloud rather than dropped.
pub(super) fn sort(sheet: &Sheet, header: (u32, u32), columns: &[Column]) -> (Vec<Person>, Vec<Skipped>) {
    let mut people = Vec::new();
    let mut skipped = Vec::new();
    let mut group = None;
    for row in sheet.rows.iter().filter(|row| row.number > header.1) {
        match kind(row, columns) {
            Kind::Person => people.push(Person { row: row.number, group: group.clone() }),
            Kind::Other(reason, title) => {
                if title.is_some() {
                    group = title;
                }
                skipped.push(Skipped { row: row.number, reason, text: reason.label().to_owned() });
            }
        }
    }
    (people, skipped)
}

enum Kind {
    Person,
    /// The reason, and the branch named by a group title.
    Other(Skip, Option<String>),
}

fn kind(row: &Row, columns: &[Column]) -> Kind {
    let filled: Vec<(u32, String)> =
        row.filled().map(|(col, cell)| (col, compact(&cell.written()))).collect();
    let Some((_, first)) = filled.first() else { return Kind::Other(Skip::Blank, None) };
    if is_header(row, columns) {
        return Kind::Other(Skip::Header, None);
    }
    let name_col = columns.iter().find(|c| c.field == Some(Field::Name)).map(|c| c.col);
    let name = name_col.and_then(|col| filled.iter().find(|(c, _)| *c == col)).map(|(_, text)| text.as_str());
    let few = filled.len() * 3 <= columns.len().max(6);
    if few && filled.iter().take(3).any(|(_, text)| is_total(text)) {
        return Kind::Other(Skip::Total, None);
    }
    if is_note(first) && (few || filled.len() <= 4) {
        return Kind::Other(Skip::Note, None);
    }
    match name {
        Some(_) if filled.len() > 1 || columns.len() <= 2 => Kind::Person,
        _ if filled.len() == 1 => match group_title(first) {
            Some(title) => Kind::Other(Skip::Group, Some(title)),
            None => Kind::Other(Skip::NoName, None),
        },
        Some(_) => Kind::Person,
        None if few => Kind::Other(Skip::NoName, None),
        None => Kind::Person,
    }
}

/// Three or more cells that name their own columns; a remark or a state of health may be a name by chance.
fn is_header(row: &Row, columns: &[Column]) -> bool {
    let names_itself = |column: &&Column| {
        let text = compact(&row.cell(column.col).written());
        !text.is_empty()
            && (column.header.rsplit('／').next() == Some(&text)
                || column
                    .field
                    .is_some_and(|field| is_name(&text) && meaning(&text) == Some(Meaning::Field(field))))
    };
    let names: Vec<&Column> = columns.iter().filter(names_itself).collect();
    names.len() >= 3 && names.iter().any(|column| column.field == Some(Field::Name))
}

/// 合计, 小计, 总计, 共60人, 合计：60.
fn is_total(text: &str) -> bool {
    const WORDS: [&str; 6] = ["合计", "小计", "总计", "共计", "累计", "总人数"];
    let counted = text
        .strip_prefix('共')
        .and_then(|rest| rest.strip_suffix('人').or_else(|| rest.strip_suffix("名")))
        .is_some_and(|middle| !middle.is_empty() && middle.chars().all(|c| c.is_ascii_digit()));
    counted || WORDS.iter().any(|word| text.starts_with(word))
}

/// The lines under a table.
fn is_note(text: &str) -> bool {
    const WORDS: [&str; 16] = [
        "填表人",
        "填报人",
        "制表人",
        "制表",
        "审核人",
        "审核",
        "负责人",
        "单位负责人",
        "经办人",
        "联系人:",
        "联系电话:",
        "填报单位",
        "填报时间",
        "填表时间",
        "报送时间",
        "填表说明",
    ];
    let noted = ["注:", "备注:", "说明:", "注1", "附注"].iter().any(|word| text.starts_with(word));
    noted || WORDS.iter().any(|word| text.starts_with(word))
}

/// 第一党支部（12人）: the branch of the rows below.
fn group_title(text: &str) -> Option<String> {
    let name = text.split('(').next().unwrap_or(text);
    let numeral = |text: &str| text.chars().all(|c| "一二三四五六七八九十0123456789".contains(c));
    let name =
        name.split_once(['、', '.']).filter(|(number, _)| numeral(number)).map_or(name, |(_, rest)| rest);
    (name.ends_with("支部") || name.ends_with("总支")).then(|| name.to_owned())
}
