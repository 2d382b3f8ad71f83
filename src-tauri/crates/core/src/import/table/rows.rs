//! Which rows below the header are people.

use super::{
    Column, Group, Person, Skipped,
    dictionary::{Meaning, is_name, meaning},
    place::Place,
};
use crate::{
    import::{
        raw::{Row, Sheet},
        read::unit_post,
    },
    person::Field,
    text::{compact, is_cjk},
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
pub(super) fn sort(sheet: &Sheet, place: &Place, columns: &[Column]) -> (Vec<Person>, Vec<Skipped>) {
    let mut people = Vec::new();
    let mut skipped = Vec::new();
    let mut group = titled(sheet, place);
    let table = Below { place, columns, name: columns.iter().find(|c| c.field() == Some(Field::Name)) };
    let below = |row: &&Row| row.number > place.header.1 && row.number <= place.last_row;
    for row in sheet.rows.iter().filter(below) {
        match table.kind(row) {
            Kind::Person => people.push(Person { row: row.number, group: group.clone() }),
            Kind::Other(reason, title) => {
                if title.is_some() {
                    group = title;
                }
                skipped.push(Skipped::new(row.number, reason));
            }
        }
    }
    (people, skipped)
}

/// What the title above a table says of everybody in it.
fn titled(sheet: &Sheet, place: &Place) -> Option<Group> {
    let above = sheet.rows.iter().rev().filter(|row| row.number < place.header.0).take(3);
    let lines = above.filter_map(|row| {
        let mut filled = place.filled(row);
        let (_, cell) = filled.next()?;
        filled.next().is_none().then(|| compact(&cell.written()))
    });
    lines.filter_map(|line| retirement_kind(&line)).next()
}

enum Kind {
    Person,
    /// The reason, and what a group title says.
    Other(Skip, Option<Group>),
}

/// The rows under a header.
struct Below<'a> {
    place: &'a Place,
    columns: &'a [Column],
    name: Option<&'a Column>,
}

impl Below<'_> {
    fn kind(&self, row: &Row) -> Kind {
        let filled = self.place.filled(row).count();
        let Some((first_col, first)) = self.place.filled(row).next() else {
            return Kind::Other(Skip::Blank, None);
        };
        let name = self.name.map(|c| row.cell(c.col)).filter(|cell| !cell.is_blank());
        if name.is_some_and(|name| is_name(&name.written())) && repeats_header(row, self.columns) {
            return Kind::Other(Skip::Header, None);
        }
        let few = filled * 3 <= self.columns.len().max(6);
        let first = || compact(&first.written());
        if few && self.place.filled(row).take(3).any(|(_, cell)| is_total(&compact(&cell.written()))) {
            return Kind::Other(Skip::Total, None);
        }
        if (few || filled <= 4) && is_note(&first()) {
            return Kind::Other(Skip::Note, None);
        }
        let in_name = self.name.is_some_and(|column| column.col == first_col);
        match name {
            Some(_) if filled > 1 || self.columns.len() <= 2 => Kind::Person,
            // A line with nothing but a name: somebody of whom nothing else is known.
            Some(_) if in_name && group_title(&first()).is_none() && is_short_name(&first()) => Kind::Person,
            _ if filled <= 2 => match group_title(&first()) {
                Some(title) => Kind::Other(Skip::Group, Some(title)),
                None => Kind::Other(Skip::NoName, None),
            },
            Some(_) => Kind::Person,
            None if few => Kind::Other(Skip::NoName, None),
            None => Kind::Person,
        }
    }
}

/// Two to four Chinese characters.
fn is_short_name(text: &str) -> bool {
    (2..=4).contains(&text.chars().count()) && text.chars().all(is_cjk)
}

/// Three or more cells that name their own columns; a remark or a state of health may be a name by chance.
pub(super) fn repeats_header(row: &Row, columns: &[Column]) -> bool {
    let names_itself = |column: &&Column| {
        let text = compact(&row.cell(column.col).written());
        !text.is_empty()
            && (column.name() == text
                || column
                    .field()
                    .is_some_and(|field| is_name(&text) && meaning(&text) == Some(Meaning::Field(field))))
    };
    let names: Vec<&Column> = columns.iter().filter(names_itself).collect();
    // A header of other columns belongs to a table of its own.
    let others = row
        .filled()
        .filter(|(col, cell)| is_name(&cell.written()) && !names.iter().any(|column| column.col == *col))
        .count();
    names.len() >= 3
        && others <= names.len() / 2
        && names.iter().any(|column| column.field() == Some(Field::Name))
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

/// 第一党支部（12人）, 一、离休干部, 县教育局：12人: what holds for the rows below.
fn group_title(text: &str) -> Option<Group> {
    let name = text.split(['(', ':']).next().unwrap_or(text);
    let numeral = |text: &str| text.chars().all(|c| "第一二三四五六七八九十0123456789".contains(c));
    let name =
        name.split_once(['、', '.']).filter(|(number, _)| numeral(number)).map_or(name, |(_, rest)| rest);
    let name = without_count(name);
    let group = |field: Field| Some(Group { field, name: name.to_owned() });
    if name.ends_with("支部") || name.ends_with("总支") {
        return group(Field::Branch);
    }
    retirement_kind(name).or_else(|| if unit_post::is_unit(name) { group(Field::Unit) } else { None })
}

/// 教育局12人 without its number.
fn without_count(name: &str) -> &str {
    let bare = name.trim_end_matches(['人', '名']).trim_end_matches(|c: char| c.is_ascii_digit());
    let counted = bare.len() < name.trim_end_matches(['人', '名']).len();
    if counted { bare.trim_end_matches('共') } else { name }
}

/// 离休干部 or 退休干部 where only one of them is meant.
fn retirement_kind(title: &str) -> Option<Group> {
    let lixiu = title.contains("离休");
    let tuixiu = title.contains("退休") && !title.contains("离退休") && !title.contains("离(退)休");
    let name = match (lixiu, tuixiu) {
        (true, false) if !title.contains("离退休") => "离休",
        (false, true) => "退休",
        _ => return None,
    };
    Some(Group { field: Field::RetirementKind, name: name.to_owned() })
}
