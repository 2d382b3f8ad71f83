//! Reading one cell for one field.

use super::CellReading;
use crate::{
    code,
    date::{
        PartialDate,
        read::{Context, DateReading, Usage, read_number, read_text},
    },
    flag::Flag,
    import::raw::Cell,
    person::{
        Field,
        field::Kind,
        identity::{self, IdentityReading},
        name, phone,
    },
    text::{compact, is_blank_word, tidy},
};
use compact_str::CompactString;
use std::borrow::Cow;

/// What was made of a cell, before it is weighed against the rest of the row.
pub(super) struct Understood {
    pub(super) text: CompactString,
    pub(super) flag: Flag,
    pub(super) note: Option<Cow<'static, str>>,
}

impl Understood {
    fn new(text: impl Into<CompactString>, flag: Flag, note: Option<Cow<'static, str>>) -> Understood {
        Understood { text: text.into(), flag, note }
    }

    /// A text read from what was written, in the program's own form where it differs.
    pub(super) fn of(text: impl Into<CompactString>, written: &str) -> Understood {
        let text = text.into();
        let flag = if text == written || text.is_empty() { Flag::Normal } else { Flag::Normalised };
        Understood::new(text, flag, None)
    }

    fn nothing() -> Understood {
        Understood::new("", Flag::Normal, None)
    }

    /// The same as the reading of a cell.
    pub(super) fn reading(self, field: Field, col: u32, cell: &Cell) -> CellReading {
        CellReading {
            field,
            col: Some(col),
            written: CompactString::new(cell.written()),
            understood: self.text,
            flag: self.flag,
            note: self.note,
            settled: false,
        }
    }
}

/// Reads a cell for a field, identity numbers, names and remarks apart.
pub(super) fn read(field: Field, cell: &Cell, context: &Context) -> Understood {
    if let Cell::Error(error) = cell {
        return Understood::new(
            "",
            Flag::Unreadable,
            Some(format!("单元格是错误值{error}，请在原表更正或补录").into()),
        );
    }
    if super::carried::is_ditto(cell) && !cell.is_blank() {
        let note = "写着同上，但看不出上面是哪一格，未录入，请补录";
        return Understood::new("", Flag::Unreadable, Some(note.into()));
    }
    match field.kind() {
        Kind::Date => date(field, cell, context),
        Kind::Code => coded(field, &cell.written()),
        Kind::Phones => phones(cell),
        Kind::Identity => number(&identity(cell)),
        Kind::Flag => yes_no(&cell.written()),
        Kind::Number => whole(&cell.written()),
        Kind::Text | Kind::Reference => words(field, cell),
    }
}

/// The identity number in a cell.
pub(super) fn identity(cell: &Cell) -> IdentityReading {
    match cell {
        Cell::Number(value) => identity::read_number(*value),
        other => identity::read(&other.written()),
    }
}

pub(super) fn number(reading: &IdentityReading) -> Understood {
    let text = reading.number.as_ref().map_or("", |n| n.as_str());
    Understood::new(text, reading.flag, reading.note.clone().map(Cow::Owned))
}

/// The use of a date field.
pub(super) const fn usage(field: Field) -> Usage {
    match field {
        Field::Birth => Usage::Birth,
        Field::WorkStart => Usage::Work,
        Field::PartyJoin | Field::FullMembership => Usage::Party,
        Field::Retire => Usage::Retire,
        _ => Usage::Other,
    }
}

fn date(field: Field, cell: &Cell, context: &Context) -> Understood {
    let exact = |date: Option<PartialDate>| match date {
        Some(date) => read_text(&date.to_string(), usage(field), context),
        None => read_text("?", usage(field), context),
    };
    let reading: DateReading = match cell {
        Cell::Date(day) => exact(PartialDate::full(*day)),
        Cell::DateTime(moment) => exact(PartialDate::full(moment.date())),
        Cell::Month { year, month } => exact(PartialDate::new(*year, Some(*month), None)),
        Cell::Number(value) => read_number(*value, usage(field), context),
        other => read_text(&other.written(), usage(field), context),
    };
    if reading.date.is_none() && is_no_member(field, &cell.written()) {
        return Understood::nothing();
    }
    Understood::new(
        reading.date.map(|d| d.to_string()).unwrap_or_default(),
        reading.flag,
        reading.note.map(Cow::Owned),
    )
}

/// 群众 or 民盟 in the column of the joining date says that there is none.
pub(super) fn is_no_member(field: Field, written: &str) -> bool {
    matches!(field, Field::PartyJoin | Field::FullMembership)
        && code::table("political")
            .and_then(|t| t.find(written))
            .is_some_and(|e| !e.label.starts_with("中共"))
}

pub(super) fn coded(field: Field, written: &str) -> Understood {
    if is_blank_word(written) {
        return Understood::nothing();
    }
    let table = code::table(field.key());
    let core = core(written);
    match table.and_then(|table| table.find(written).or_else(|| table.find(&core))) {
        Some(entry) if field == Field::Sex && !matches!(entry.label.as_str(), "男" | "女") => {
            Understood::new("", Flag::Doubtful, Some("原表没有写明性别，请补录".into()))
        }
        Some(entry) => {
            let flag = if entry.label == written { Flag::Normal } else { Flag::Normalised };
            Understood::new(entry.label.clone(), flag, None)
        }
        None => Understood::new(
            "",
            Flag::Unreadable,
            Some(format!("“{}”里没有这个词，未录入，请选一个", field.label()).into()),
        ),
    }
}

/// A coded word without brackets behind it, marks and figures around it: 女（回族）, 男1, 汉，
fn core(written: &str) -> String {
    let text = compact(written);
    let word = text.split('(').next().unwrap_or("");
    word.trim_matches(|c: char| c.is_ascii_punctuation() || c.is_ascii_digit() || "，。、；：·".contains(c))
        .to_owned()
}

/// 是 or 否 in a cell of one word.
pub(super) fn is_yes(written: &str) -> Option<bool> {
    match compact(written).as_str() {
        "是" | "√" | "✓" | "y" | "Y" | "yes" => Some(true),
        "否" | "×" | "n" | "N" | "no" | "不是" => Some(false),
        _ => None,
    }
}

/// True for a word of the table of ranks.
pub(super) fn is_rank(written: &str) -> bool {
    code::table("rank").is_some_and(|table| table.find(written).is_some())
}

/// True for a post that leads: 局长, 主任. Professional titles stand under 职级 in many rosters and stay there.
pub(super) fn leads(post: &str) -> bool {
    ["长", "主任", "书记", "主席", "经理", "政委", "委员"]
        .iter()
        .any(|ending| compact(post).ends_with(ending))
}

/// 局长（正科级） as post and rank.
pub(super) fn post_and_rank(written: &str) -> Option<(String, String)> {
    let text = crate::text::normal(written);
    let (post, rest) = text.split_once('(')?;
    let rank = rest.strip_suffix(')')?;
    (is_rank(rank) && !post.trim().is_empty()).then(|| (post.trim().to_owned(), rank.to_owned()))
}

fn phones(cell: &Cell) -> Understood {
    let reading = match cell {
        Cell::Number(value) => phone::read_number(*value),
        other => phone::read(&other.written()),
    };
    let note = reading.note.or_else(|| {
        (!reading.leftover.is_empty() && !reading.numbers.is_empty())
            .then(|| format!("号码旁注明：{}", reading.leftover))
    });
    Understood::new(reading.numbers.join(" "), reading.flag, note.map(Cow::Owned))
}

fn yes_no(written: &str) -> Understood {
    match compact(written).as_str() {
        "是" | "有" | "1" | "y" | "Y" | "√" | "✓" | "yes" => {
            Understood::new("是", Flag::Normalised, None)
        }
        "否" | "0" | "n" | "N" | "×" | "no" | "不是" => Understood::new("否", Flag::Normalised, None),
        _ if is_blank_word(written) => Understood::nothing(),
        _ => Understood::new("", Flag::Unreadable, Some("应填“是”或“否”".into())),
    }
}

fn whole(written: &str) -> Understood {
    if is_blank_word(written) {
        return Understood::nothing();
    }
    match compact(written).parse::<i64>() {
        Ok(number) => Understood::new(number.to_string(), Flag::Normal, None),
        Err(_) => Understood::new("", Flag::Unreadable, Some("应填整数".into())),
    }
}

fn words(field: Field, cell: &Cell) -> Understood {
    if matches!(cell, Cell::Bool(_)) {
        let note = format!("单元格是TRUE或FALSE，不是{}，请核对", field.label());
        return Understood::new("", Flag::Unreadable, Some(note.into()));
    }
    let written = cell.written();
    let means_something =
        matches!(field, Field::Children | Field::Card | Field::TreatmentNumber | Field::OtherIdentity);
    if is_blank_word(&written) || (!means_something && matches!(written.trim(), "0" | "0.0" | "０")) {
        return Understood::nothing();
    }
    let text = match field {
        // Names of units and branches are compared whole: no space inside.
        Field::Branch | Field::Unit | Field::Post | Field::UnitPost => compact_words(&written),
        Field::Name | Field::FormerName | Field::Alias | Field::EmergencyName | Field::Spouse => {
            name::display(&written)
        }
        // Card numbers are digits, whatever the cell's format.
        Field::Card => compact(&written),
        _ => tidy(&written),
    };
    let flag = if text == written { Flag::Normal } else { Flag::Normalised };
    Understood::new(text, flag, None)
}

/// Without any white space, otherwise in the writer's own characters.
fn compact_words(written: &str) -> String {
    tidy(written).chars().filter(|c| !c.is_whitespace()).collect()
}

/// A rank and what stands behind it in brackets about 待遇.
pub(super) fn treatment(written: &str) -> Option<(String, String)> {
    let text = crate::text::normal(written);
    let (rank, rest) = text.split_once('(')?;
    let inside = rest.trim_end_matches(')');
    let about = inside.contains("待遇") || inside.starts_with("享受");
    (about && !rank.trim().is_empty() && !inside.contains(['(', ')']))
        .then(|| (rank.trim().to_owned(), inside.to_owned()))
}
