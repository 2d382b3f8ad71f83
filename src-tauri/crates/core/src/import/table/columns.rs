//! What each column is: by its header, then by what stands in it.

use super::{
    Column, Person, SheetOverride, Taken, content,
    dictionary::{Meaning, exact, is_of_family, is_of_others, meaning},
    place::Place,
};
use crate::{
    import::raw::{Cell, Sheet, letter},
    import::read::unit_post,
    person::Field,
    text::compact,
};

/// Every column with a header or with something below it, taken for what its header says.
pub(super) fn map(sheet: &Sheet, place: &Place, over: &SheetOverride) -> Vec<Column> {
    let mut columns: Vec<Column> = Vec::new();
    for col in place.columns() {
        let (group, own) = names(sheet, place.header, col);
        let column = |header: String, taken: Taken, reason: String| Column {
            col,
            letter: letter(col),
            header,
            taken,
            reason,
            doubtful: false,
            hidden: sheet.hidden_columns.contains(&col),
            decided: false,
            parts: Vec::new(),
        };
        if own.is_empty() && group.is_empty() {
            if has_content(sheet, place, col) {
                columns.push(column(String::new(), Taken::No, "没有表头".to_owned()));
            }
            continue;
        }
        let (field, reason) = by_header(&group, &own);
        let header = if group.is_empty() || group == own { own } else { format!("{group}／{own}") };
        columns.push(column(header, field.map_or(Taken::No, Taken::Field), reason));
    }
    for column in &mut columns {
        let now = over.columns.get(&column.letter).map(|taken| (*taken, "由您指定"));
        let then = || over.remembered.get(&column.letter).map(|taken| (*taken, "上次导入时您这样指定"));
        if let Some((taken, reason)) = now.or_else(then) {
            column.taken = taken;
            column.decided = true;
            reason.clone_into(&mut column.reason);
        }
    }
    in_parts(&mut columns);
    after_a_second_name(&mut columns);
    named_by_content(sheet, place, &mut columns);
    once_each(&mut columns);
    columns
}

/// 年 and 月 in columns of their own under 出生年月 are one date.
fn in_parts(columns: &mut [Column]) {
    for at in 0..columns.len() {
        let Some(first) = columns.get(at).filter(|c| c.name() == "年" && !c.decided) else { continue };
        let Some(group) = first.header.rsplit_once('／').map(|(group, _)| group.to_owned()) else {
            continue;
        };
        let Some(Meaning::Field(field)) = meaning(&group) else { continue };
        let is_part = |c: &&Column| c.header == format!("{group}／月") || c.header == format!("{group}／日");
        let parts: Vec<u32> = columns.iter().skip(at + 1).take(2).filter(is_part).map(|c| c.col).collect();
        for column in columns.iter_mut().skip(at).take(1 + parts.len()) {
            column.taken = Taken::No;
            column.reason = format!("与“{group}”的年合在一起");
        }
        if let Some(column) = columns.get_mut(at) {
            column.taken = Taken::Field(field);
            column.reason = format!("“{group}”分成几列，合在一起读");
            column.parts = parts;
        }
    }
}

/// Without 姓名 among the headers, the column that holds names of people.
fn named_by_content(sheet: &Sheet, place: &Place, columns: &mut [Column]) {
    if columns.iter().any(|column| column.field() == Some(Field::Name)) {
        return;
    }
    let is_unknown = |c: &&mut Column| c.taken == Taken::No && !c.decided && meaning(c.name()).is_none();
    let holds_names =
        |c: &&mut Column| content::are_names(&content::below(sheet, place.header.1, c.col, 200));
    if let Some(column) = columns.iter_mut().filter(is_unknown).find(holds_names) {
        column.taken = Taken::Field(Field::Name);
        column.doubtful = true;
        column.reason = match column.header.as_str() {
            "" => "没有表头，内容像姓名，请核对".to_owned(),
            header => format!("表头“{header}”下的内容像姓名，请核对"),
        };
    }
}

/// A second 姓名 in one table is a relative's, as 家庭成员姓名 is; and so is what stands beside it and was there before.
fn after_a_second_name(columns: &mut [Column]) {
    let is_name = |c: &Column| c.field() == Some(Field::Name) && !c.decided;
    let is_relative = |c: &Column| {
        c.field() == Some(Field::EmergencyName) || (is_of_others(c.name()) && c.name().contains("姓名"))
    };
    let second = columns.iter().enumerate().filter(|(_, c)| is_name(c)).map(|(at, _)| at).nth(1);
    let relative = columns.iter().position(is_relative);
    let Some(from) = second.into_iter().chain(relative).min() else { return };
    let before: Vec<Field> = columns.iter().take(from).filter_map(Column::field).collect();
    let whole = second == Some(from);
    // A relative's name of its own field stays; a second 姓名 becomes one.
    let first = from + usize::from(!whole);
    for column in columns.iter_mut().skip(first).filter(|c| !c.decided) {
        let Some(field) = column.field() else { continue };
        let field = match field {
            Field::Name => Some(Field::EmergencyName),
            Field::EmergencyName | Field::EmergencyRelation | Field::EmergencyPhones => continue,
            Field::Phones => Some(Field::EmergencyPhones),
            Field::Remark => break,
            // Right behind a relative's name it is the relative's, whether or not it was there before.
            Field::Identity | Field::Birth | Field::Sex | Field::Unit | Field::Post => None,
            field if whole || before.contains(&field) => None,
            _ => break,
        };
        column.taken = field.map_or(Taken::No, Taken::Field);
        column.doubtful = true;
        column.reason = match field {
            Some(_) => "在家属姓名旁边，像是家属的，请核对".to_owned(),
            None => "在家属姓名之后，像是别人的，没有导入，请核对".to_owned(),
        };
    }
}

/// A column without a header counts when a third of the rows have something in it: less is a scribble.
fn has_content(sheet: &Sheet, place: &Place, col: u32) -> bool {
    let below = |row: &&crate::import::raw::Row| row.number > place.header.1 && row.number <= place.last_row;
    let rows = || sheet.rows.iter().filter(below).filter(|row| place.filled(row).count() > 2).take(200);
    let filled = rows().filter(|row| !row.cell(col).is_blank()).count();
    filled > 0 && filled * 3 >= rows().count()
}

/// The lowest words of a header over a column.
pub(super) fn header_text(sheet: &Sheet, header: (u32, u32), col: u32) -> String {
    names(sheet, header, col).1
}

/// What the header over a column says, the columns about relatives apart.
pub(super) fn own_meaning(sheet: &Sheet, header: (u32, u32), col: u32) -> Option<Meaning> {
    let (group, own) = names(sheet, header, col);
    if is_of_others(&group) { None } else { known(&group, &own) }
}

/// The heading above a column and its own name, bottom cell first.
fn names(sheet: &Sheet, (first, last): (u32, u32), col: u32) -> (String, String) {
    let text = |row: u32, col: u32| compact(&sheet.shown(row, col).written());
    let mut cells: Vec<String> = (first..=last).map(|row| text(row, col)).filter(|t| !t.is_empty()).collect();
    cells.dedup();
    let own = cells.pop().unwrap_or_default();
    if cells.is_empty() && last > first && !text(last, col).is_empty() {
        cells.extend(heading_before(sheet, (first, last), col));
    }
    (cells.concat(), own)
}

/// A heading that was not merged stands over its first column only, and holds for the next ones that have none.
fn heading_before(sheet: &Sheet, (first, last): (u32, u32), col: u32) -> Option<String> {
    let is_merged = sheet.merges.iter().any(|m| m.first_row == first && m.last_col > m.first_col);
    if is_merged {
        return None;
    }
    let above = |col: u32| compact(&sheet.shown(first, col).written());
    let below = |col: u32| !sheet.shown(last, col).is_blank() && last > first;
    let from = (0..col).rev().find(|col| !above(*col).is_empty())?;
    (from..col).all(below).then(|| above(from))
}

/// What a header says, with the heading above it.
fn by_header(group: &str, own: &str) -> (Option<Field>, String) {
    if is_of_others(group) || meaning(group) == Some(Meaning::Relative) {
        return of_others(group, own);
    }
    match known(group, own) {
        Some(Meaning::Field(Field::Post)) if group.contains('党') => (None, "党内职务另行登记".to_owned()),
        Some(Meaning::Field(field)) => (Some(field), format!("表头“{own}”")),
        Some(Meaning::Ignored(reason)) => (None, reason),
        Some(Meaning::Open) => (None, "要看内容".to_owned()),
        Some(Meaning::Relative) => (Some(Field::EmergencyName), format!("表头“{own}”")),
        None if is_of_others(own) => (None, "是别人的情况，不导入；需要时可并入备注".to_owned()),
        None => (None, "不认识的表头，可手工指定，也可并入备注或存为自定义项目".to_owned()),
    }
}

/// 时间 under 离退休 is 离退休时间; 入党 under 时间 is 入党时间; what means something by itself goes before.
fn known(group: &str, own: &str) -> Option<Meaning> {
    let together = || exact(&format!("{group}{own}")).or_else(|| exact(&format!("{own}{group}")));
    let by_itself = meaning(own);
    match by_itself {
        Some(Meaning::Field(_) | Meaning::Ignored(_)) => by_itself,
        _ if group.is_empty() => by_itself,
        _ => together().or(by_itself).or_else(|| meaning(&format!("{group}{own}"))),
    }
}

/// Columns about somebody else: of the family we take whom to call and how, of others nothing.
fn of_others(group: &str, own: &str) -> (Option<Field>, String) {
    let own_meaning = meaning(own);
    let is_name = matches!(own_meaning, Some(Meaning::Field(Field::Name | Field::EmergencyName)));
    let field = match own_meaning {
        _ if is_name && ["配偶", "老伴", "爱人"].iter().any(|word| group.contains(word)) => {
            Some(Field::Spouse)
        }
        _ if !is_of_family(group) && meaning(group) != Some(Meaning::Relative) => None,
        _ if is_name => Some(Field::EmergencyName),
        Some(Meaning::Field(Field::Phones | Field::EmergencyPhones)) => Some(Field::EmergencyPhones),
        Some(Meaning::Field(Field::EmergencyRelation)) => Some(Field::EmergencyRelation),
        _ => None,
    };
    let reason = match field {
        Some(_) => format!("在“{group}”一栏下"),
        None => format!("在“{group}”一栏下，是别人的情况，不导入；需要时可并入备注"),
    };
    (field, reason)
}

/// True for fields that take all columns they are found in: numbers are listed, remarks follow each other.
const fn takes_many(field: Field) -> bool {
    matches!(field, Field::Phones | Field::EmergencyPhones | Field::Remark)
}

/// A field is taken from one column only: the one a person named, else the first whose header is exactly its name,
/// else the first.
fn once_each(columns: &mut [Column]) {
    for at in 0..columns.len() {
        let Some(column) = columns.get(at) else { continue };
        let Some(field) = column.field().filter(|field| !takes_many(*field)) else { continue };
        let weight = |at: usize, c: &Column| (c.decided, exact(c.name()).is_some(), std::cmp::Reverse(at));
        let other = columns.iter().enumerate().find(|(other, c)| {
            *other != at && c.field() == Some(field) && weight(*other, c) > weight(at, column)
        });
        let Some((_, other)) = other else { continue };
        let reason = format!("与{}列“{}”重复，不导入", other.letter, other.header);
        if let Some(column) = columns.get_mut(at) {
            column.reason = reason;
            column.taken = Taken::No;
        }
    }
}

/// Second look, at the content: 类别 may be three things, 原工作单位 may hold the post too, a column with an unknown
/// header may still be full of identity numbers, and a header may stand over something else.
pub(super) fn by_content(sheet: &Sheet, people: &[Person], columns: &mut [Column]) {
    let samples: Vec<Vec<&Cell>> =
        columns.iter().map(|column| content::sample(sheet, people, column.col)).collect();
    // What is read together with another column is nothing by itself.
    let parts: Vec<u32> = columns.iter().flat_map(|column| column.parts.iter().copied()).collect();
    let is_free = |column: &Column| !column.decided && !parts.contains(&column.col);
    let mut misplaced = Vec::new();
    for (at, cells) in samples.iter().enumerate() {
        let Some(column) = columns.get_mut(at).filter(|column| is_free(column)) else { continue };
        let Some(field) = column.field() else { continue };
        if content::fits(field, cells).is_some_and(|share| share < 0.2) {
            column.taken = Taken::No;
            misplaced.push((at, field));
        }
    }
    for (at, cells) in samples.iter().enumerate() {
        let Some(column) = columns.get(at).filter(|column| is_free(column)) else { continue };
        let taken = |field: Field| columns.iter().any(|c| c.field() == Some(field));
        let was = misplaced.iter().find(|(place, _)| *place == at).map(|(_, field)| *field);
        let says = meaning(column.name());
        let found = match (column.field(), says) {
            (None, Some(Meaning::Open)) => content::category(cells),
            (None, None) if was.is_none() => content::class(cells),
            (None, _) if was.is_some() => content::class(cells),
            (Some(Field::Unit), _) if !taken(Field::Post) && !taken(Field::UnitPost) => {
                (content::share(cells, |text| unit_post::split(text).is_some()) > 0.3)
                    .then_some((Field::UnitPost, "单元格里既有单位又有职务"))
            }
            _ => None,
        };
        // Numbers under a name nobody knows may be somebody else's: only where there are none of the person.
        let found = found.filter(|(field, _)| !taken(*field) && !is_of_others(column.name()));
        if let Some(column) = columns.get_mut(at) {
            decide(column, found, was);
        }
    }
}

/// Takes what the content says; a header over something else is said aloud.
fn decide(column: &mut Column, found: Option<(Field, &'static str)>, was: Option<Field>) {
    match (found, was) {
        (Some((field, reason)), None) => {
            column.taken = Taken::Field(field);
            reason.clone_into(&mut column.reason);
        }
        (Some((field, reason)), Some(_)) => {
            column.taken = Taken::Field(field);
            column.doubtful = true;
            column.reason = format!("表头是“{}”，{reason}，按内容导入，请核对", column.name());
        }
        // Nothing better is known: the cells stay in their column, each one said to be unreadable.
        (None, Some(field)) => {
            column.taken = Taken::Field(field);
            column.doubtful = true;
            column.reason = format!("表头是“{}”，但内容大多读不出，请核对这一列", column.name());
        }
        (None, None) if column.header.is_empty() && column.taken == Taken::No => {
            column.doubtful = true;
            column.reason = "没有表头，也看不出是什么，未导入，可手工指定".to_owned();
        }
        (None, None) => {
            column.doubtful |= column.taken == Taken::No && meaning(column.name()).is_none();
        }
    }
}
