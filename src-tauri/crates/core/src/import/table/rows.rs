//! Which rows below the header are people.

use super::{
    Column, Group, Person, Skip, Skipped,
    dictionary::{Meaning, is_name, meaning},
    place::Place,
};
use crate::{
    import::{
        raw::{Cell, Row, Sheet},
        read::unit_post,
    },
    parallel,
    person::Field,
    text::{compact, is_cjk},
};

/// Rows that are sorted together, on one processor.
const PART: usize = 4096;

/// Sorts the rows below the header into people and others. A row without a name but with much in it counts as
/// a person here, so that it is refused aloud rather than dropped.
pub(super) fn sort(sheet: &Sheet, place: &Place, columns: &[Column]) -> (Vec<Person>, Vec<Skipped>) {
    let mut people = Vec::new();
    let mut skipped = Vec::new();
    let mut group = None;
    let table = Below { place, columns, name: columns.iter().find(|c| c.field() == Some(Field::Name)) };
    let from = sheet.rows.partition_point(|row| row.number <= place.header.1);
    let below = |row: &&Row| row.number <= place.last_row;
    let rows = sheet.rows.get(from..).unwrap_or_default();
    let rows = rows.get(..rows.iter().take_while(below).count()).unwrap_or_default();
    let parts = rows.chunks(PART).collect::<Vec<_>>();
    let kinds = parallel::each(&parts, |part| part.iter().map(|row| table.kind(row)).collect::<Vec<_>>());
    for (row, kind) in rows.iter().zip(kinds.into_iter().flatten()) {
        match kind {
            Kind::Person => people.push(Person { row: row.number, group: group.clone() }),
            Kind::Other(reason, title) => {
                if title.is_some() || reason == Skip::Title {
                    group = title;
                }
                skipped.push(Skipped::new(row.number, reason));
            }
        }
    }
    (people, skipped)
}

/// What the title above a table says of everybody in it: the kind of people, or the branch. The unit in a title may be
/// whoever made the list, so it is not taken.
pub(super) fn titled(sheet: &Sheet, place: &Place) -> Option<Group> {
    let above = sheet.rows.iter().rev().filter(|row| row.number < place.header.0).take(4);
    let lines = above.filter_map(|row| {
        let mut filled = place.filled(row);
        let (_, cell) = filled.next()?;
        filled.next().is_none().then(|| compact(&cell.written()))
    });
    lines.filter_map(|line| tab_title(&line)).find(|group| group.field != Field::Unit)
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
        let mut cells = self.place.filled(row);
        let Some((first_col, first)) = cells.next() else {
            return Kind::Other(Skip::Blank, None);
        };
        let name = self.name.map(|c| row.cell(c.col)).filter(|cell| !cell.is_blank());
        let named = name.map(|name| compact(&name.written())).unwrap_or_default();
        // A header printed again, or a form of another make: nobody is called 身份证号.
        let is_person = !named.is_empty() && self.tells_of_a_person(row);
        if !named.is_empty() && is_name(&named) && (!is_person || repeats_header(row, self.columns)) {
            return Kind::Other(Skip::Header, None);
        }
        if is_person {
            return Kind::Person;
        }
        let filled = 1 + cells.count();
        let few = filled * 3 <= self.columns.len().max(6);
        let first = || compact(&first.written());
        if few && self.place.filled(row).take(3).any(|(_, cell)| is_total(&compact(&cell.written()))) {
            return Kind::Other(Skip::Total, None);
        }
        if few || filled <= 4 {
            let signed = filled <= 2
                && self.place.filled(row).any(|(_, cell)| is_signature(&compact(&cell.written())));
            let alone = named.is_empty() || filled <= 2 || is_note(&named) || is_signature(&named);
            if signed || (alone && (is_note(&first()) || is_signature(&first()))) {
                return Kind::Other(Skip::Note, None);
            }
            if let Some(reason) = not_a_name(&named) {
                return Kind::Other(reason, group_title(&named).filter(|_| reason == Skip::Group));
            }
        }
        let in_name = self.name.is_some_and(|column| column.col == first_col);
        match name {
            Some(_) if filled > 1 || self.columns.len() <= 2 => Kind::Person,
            Some(_) if in_name && first().ends_with(['镇', '乡']) => {
                Kind::Other(Skip::Group, named_unit(&first()))
            }
            // A line with nothing but a name: somebody of whom nothing else is known.
            Some(_) if in_name && group_title(&first()).is_none() && is_short_name(&first()) => Kind::Person,
            _ if filled <= 2 => match group_title(&first()) {
                Some(title) => Kind::Other(Skip::Group, Some(title)),
                None if looks_like_title(&first()) => Kind::Other(Skip::Title, None),
                None => Kind::Other(Skip::NoName, None),
            },
            Some(_) => Kind::Person,
            None if few => Kind::Other(Skip::NoName, None),
            None => Kind::Person,
        }
    }

    /// A cell that only a person has: 男, 女, a mobile number, a number of identity.
    fn tells_of_a_person(&self, row: &Row) -> bool {
        let name = self.name.map(|column| column.col);
        self.place.filled(row).filter(|(col, _)| Some(*col) != name).any(|(_, cell)| match cell {
            Cell::Text(text) => {
                let text = text.trim();
                let digits = text.bytes().take_while(u8::is_ascii_digit).count();
                matches!(text, "男" | "女")
                    || (digits == text.len() && ((digits == 11 && text.starts_with('1')) || digits == 15))
                    || (matches!(digits, 17 | 18) && text.len() == 18)
            }
            Cell::Number(number) => (1.3e10..2e10).contains(number),
            _ => false,
        })
    }
}

/// Two to four Chinese characters.
fn is_short_name(text: &str) -> bool {
    (2..=4).contains(&text.chars().count()) && text.chars().all(is_cjk)
}

/// Cells that name their own columns, 姓名 among them, and none that names another's.
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
    names.len() >= 2 && others == 0 && names.iter().any(|column| column.field() == Some(Field::Name))
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

/// What stands under 姓名 in a row with little else and is nobody's name.
fn not_a_name(text: &str) -> Option<Skip> {
    const TOTALS: [&str; 10] =
        ["合计", "小计", "总计", "共计", "累计", "人数", "总数", "平均年龄", "其中:", "以上合计"];
    const NOTES: [&str; 15] = [
        "健在人员",
        "在世人员",
        "以下空白",
        "备注",
        "续表",
        "转下页",
        "接上页",
        "承前页",
        "过次页",
        "新增人员",
        "减少人员",
        "(盖章)",
        "盖章",
        "注",
        "说明",
    ];
    let is_counted = || {
        let bare = text.trim_end_matches(['人', '名']);
        text != bare && bare.chars().any(|c| c.is_ascii_digit())
    };
    if text.is_empty() {
        return None;
    }
    let is_total = |word: &&str| text.starts_with(*word) || text.ends_with(*word);
    if text == "计" || text.starts_with("计:") || TOTALS.iter().any(is_total) {
        return Some(Skip::Total);
    }
    if group_title(text).is_some() {
        return Some(Skip::Group);
    }
    if is_counted() {
        return Some(Skip::Total);
    }
    let is_page = text.starts_with('第') && text.ends_with('页');
    let is_day = text.ends_with('日') && text.contains('年') && text.chars().any(|c| c.is_ascii_digit());
    if NOTES.contains(&text) || is_page || is_day {
        return Some(Skip::Note);
    }
    None
}

/// 填表人, 审核人 and the like in any cell of a row with little else.
fn is_signature(text: &str) -> bool {
    const WORDS: [&str; 24] = [
        "领导签字",
        "签字",
        "填报日期",
        "填表日期",
        "单位盖章",
        "打印日期",
        "制表日期",
        "主管领导",
        "分管领导",
        "负责人签字",
        "填表人",
        "制表人",
        "审核人",
        "经办人",
        "填报人",
        "复核人",
        "制表",
        "审核",
        "经办",
        "复核",
        "审批人",
        "单位负责人",
        "填表时间",
        "填报时间",
    ];
    let word = text.split(':').next().unwrap_or(text);
    WORDS.contains(&word)
}

/// The lines under a table.
fn is_note(text: &str) -> bool {
    const WORDS: [&str; 20] = [
        "填表人",
        "填报人",
        "制表人",
        "制表",
        "审核人",
        "审核",
        "负责人",
        "单位负责人",
        "经办人",
        "经办",
        "复核",
        "联系人:",
        "联系电话:",
        "填报单位",
        "填报时间",
        "填表时间",
        "报送时间",
        "填表说明",
        "填报说明",
        "(此表",
    ];
    let noted =
        ["注:", "备注:", "说明:", "注1", "附注", "注、", "注 "].iter().any(|word| text.starts_with(word));
    noted || text == "注" || text == "说明" || WORDS.iter().any(|word| text.starts_with(word))
}

/// 一、…, （二）…: a title, whatever it says.
fn looks_like_title(text: &str) -> bool {
    without_number(text).len() < text.len()
}

/// 第一党支部（12人）, 一、离休干部, 单位：教育局, （二）第二党支部：8人: what holds for the rows below.
pub(crate) fn group_title(text: &str) -> Option<Group> {
    let text = without_number(text);
    let labelled = ["支部:", "党支部:", "单位:", "所在单位:", "部门:", "类别:"];
    let text = labelled.iter().find_map(|label| text.strip_prefix(label)).unwrap_or(text);
    let name = text.split(['(', ':']).next().unwrap_or(text);
    let name = without_count(name);
    let group = |field: Field| Some(Group { field, name: name.to_owned() });
    if name.ends_with("支部") || name.ends_with("总支") {
        return group(Field::Branch);
    }
    kind_of_people(name, false).or_else(|| if is_unit_title(name) { group(Field::Unit) } else { None })
}

fn named_unit(name: &str) -> Option<Group> {
    Some(Group { field: Field::Unit, name: name.to_owned() })
}

/// A unit that cannot be somebody's name: 王建军 ends like a unit too.
fn is_unit_title(name: &str) -> bool {
    const SAFE: [&str; 16] = [
        "局", "委", "办", "厂", "公司", "政府", "中学", "小学", "中心", "馆", "所", "站", "医院", "党校",
        "银行", "法院",
    ];
    unit_post::is_unit(name)
        && (name.chars().count() >= 5 || SAFE.iter().any(|ending| name.ends_with(ending)))
}

/// Without 一、, 1., （二）, ① in front.
fn without_number(text: &str) -> &str {
    const NUMERALS: &str = "一二三四五六七八九十0123456789";
    if let Some(rest) = text.strip_prefix(|c| ('①'..='⑳').contains(&c)) {
        return rest;
    }
    if let Some((number, rest)) = text.strip_prefix('(').and_then(|rest| rest.split_once(')'))
        && !number.is_empty()
        && number.chars().all(|c| NUMERALS.contains(c))
    {
        return rest;
    }
    match text.split_once(['、', '.']) {
        Some((number, rest)) if !number.is_empty() && number.chars().all(|c| NUMERALS.contains(c)) => rest,
        _ => text,
    }
}

/// 教育局12人 without its number.
fn without_count(name: &str) -> &str {
    let bare = name.trim_end_matches(['人', '名']).trim_end_matches(|c: char| c.is_ascii_digit());
    let counted = bare.len() < name.trim_end_matches(['人', '名']).len();
    if counted { bare.trim_end_matches('共') } else { name }
}

/// What a tab or a title of a whole sheet says: 2025教育局, 第一党支部(12人), 名单 教育局, 离休干部花名册.
pub(crate) fn tab_title(text: &str) -> Option<Group> {
    const LISTS: [&str; 10] =
        ["花名册", "名册", "名单", "登记表", "一览表", "统计表", "信息表", "情况表", "汇总表", "表"];
    const PEOPLE: [&str; 14] = [
        "离退休干部职工",
        "离退休干部",
        "离退休人员",
        "离退休党员",
        "离退休教师",
        "离退休",
        "退休干部",
        "退休人员",
        "退休职工",
        "党员信息",
        "党员",
        "人员信息",
        "人员",
        "干部",
    ];
    let text = compact(text);
    let mut name = text.trim_start_matches(|c: char| c.is_ascii_digit() || "年度.、-_·".contains(c));
    name = name.strip_prefix("名单").unwrap_or(name).split('(').next().unwrap_or(name);
    if let Some(kind) = kind_of_people(name, true) {
        return Some(kind);
    }
    for ending in LISTS {
        name = name.strip_suffix(ending).unwrap_or(name);
    }
    if let Some(ending) = PEOPLE.iter().find(|ending| name.ends_with(**ending)) {
        name = name.strip_suffix(ending).unwrap_or(name);
    }
    group_title(name)
}

/// 离休干部 or 退休干部 where only one of them is meant; 已故人员. Before the word nothing may stand in a title among the
/// rows; above a table or on a tab a place and a unit may.
fn kind_of_people(title: &str, may_begin: bool) -> Option<Group> {
    const KINDS: [(&str, Field, &str); 6] = [
        ("已故", Field::State, "去世"),
        ("去世", Field::State, "去世"),
        ("离世", Field::State, "去世"),
        ("逝世", Field::State, "去世"),
        ("离休", Field::RetirementKind, "离休"),
        ("退休", Field::RetirementKind, "退休"),
    ];
    const PEOPLE: [&str; 9] = ["老干部", "干部", "人员", "同志", "党员", "职工", "教师", "老", "类"];
    const LISTS: [&str; 12] = [
        "花名册",
        "名册",
        "名单",
        "登记表",
        "一览表",
        "统计表",
        "信息表",
        "情况表",
        "汇总表",
        "基本",
        "信息",
        "情况",
    ];
    if ["不含", "剔除", "除外", "请", "注", "非", "未", "离退休", "离(退)休", "离、退休"]
        .iter()
        .any(|word| title.contains(word))
    {
        return None;
    }
    let (word, field, name) = KINDS.into_iter().find(|(word, ..)| title.contains(word))?;
    let (before, after) = title.split_once(word)?;
    let mut rest = after;
    while let Some(shorter) = PEOPLE.iter().chain(&LISTS).find_map(|ending| rest.strip_prefix(ending)) {
        rest = shorter;
    }
    let begins = before.is_empty()
        || (may_begin && !after.is_empty() && !before.contains([':', ',', '、', '及', '和']));
    (begins && rest.is_empty()).then(|| Group { field, name: name.to_owned() })
}
