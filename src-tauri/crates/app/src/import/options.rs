//! How to plan, as the page says it, and as the rules understand it.

use crate::error::{Answer, ApiError};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use ts_rs::TS;
use yinhui_core::import::plan::{self, Choice, Options, Source};
use yinhui_core::import::raw::letter;
use yinhui_core::import::table::{Fix, Overrides, Taken};
use yinhui_core::person::{Field, field::Kind};

/// What to do where a person is already registered.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Policy {
    /// 补空: only fill fields that are empty.
    Fill,
    /// 更新: the file wins; a blank never overwrites.
    #[default]
    Update,
    /// 跳过: leave registered people as they are.
    Skip,
}

/// What to do with a row that may be somebody already here.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Suspect {
    /// Store as a person of its own, the pair kept for a human.
    #[default]
    New,
    /// Leave out.
    Skip,
}

/// What to do with hidden rows and sheets.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Hidden {
    /// Leave out, and say so.
    #[default]
    Skip,
    /// Read them too.
    Take,
}

/// How to plan.
#[derive(Debug, Clone, Default, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields, default)]
#[ts(optional_fields)]
pub struct ImportOptions {
    /// Only this sheet.
    pub sheet: Option<String>,
    /// Registered people.
    pub policy: Option<Policy>,
    /// Fields that follow another policy.
    pub fields: Option<Vec<FieldPolicy>>,
    /// Suspects.
    pub suspect: Option<Suspect>,
    /// Hidden rows and sheets.
    pub hidden: Option<Hidden>,
    /// Tables the user decided otherwise.
    pub tables: Option<Vec<TableChoice>>,
    /// Columns the user decided otherwise.
    pub columns: Option<Vec<ColumnChoice>>,
    /// Facts the user put right.
    pub cells: Option<Vec<CellFix>>,
    /// Rows the user decided about.
    pub rows: Option<Vec<RowChoice>>,
    /// Values to be written another way throughout.
    pub rewrites: Option<Vec<Rewrite>>,
}

/// A field with a policy of its own.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct FieldPolicy {
    /// Key of the field.
    pub field: String,
    /// Its policy.
    pub policy: Policy,
}

/// A table the user decided.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields)]
pub struct TableChoice {
    /// The workbook.
    pub file: String,
    /// Sheet name.
    pub sheet: String,
    /// Which table of the sheet, from 1.
    pub table: i64,
    /// Leave it out.
    #[serde(default)]
    pub skip: Option<bool>,
    /// First and last header row, Excel rows from 1.
    #[serde(default)]
    pub header_rows: Option<Vec<i64>>,
    /// Take the columns as they were taken last time, though the headers have changed.
    #[serde(default)]
    pub former: Option<bool>,
}

/// A column the user decided.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields)]
pub struct ColumnChoice {
    /// The workbook; any when left out.
    #[serde(default)]
    pub file: Option<String>,
    /// Sheet name.
    pub sheet: String,
    /// Which table of the sheet, the first when left out.
    #[serde(default)]
    pub table: Option<i64>,
    /// Column from 0.
    pub col: i64,
    /// Key of the field, `keep_remark`, `keep_own`, or null for 不导入.
    #[ts(type = "string | null")]
    pub field: Option<String>,
}

/// A fact the user put right.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields)]
pub struct CellFix {
    /// Which row.
    pub place: RowPlace,
    /// Column from 0; left out for a fact without a cell.
    #[serde(default)]
    pub col: Option<i64>,
    /// Key of the field.
    pub field: String,
    /// As a clerk types it; empty for none.
    pub text: String,
}

/// A row of the files.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct RowPlace {
    /// The workbook.
    pub file: String,
    /// Sheet name.
    pub sheet: String,
    /// Which table of the sheet, from 1.
    pub table: i64,
    /// Excel row from 1.
    pub row: i64,
}

/// What is done with a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum RowFate {
    /// Left out.
    Skip,
    /// Somebody else than those it may be.
    Apart,
    /// The registered person named.
    Person,
    /// The person of the other row named.
    Row,
}

/// A row the user decided about.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields)]
pub struct RowChoice {
    /// Which row.
    pub place: RowPlace,
    /// What is done with it.
    pub fate: RowFate,
    /// Record id of the registered person it is.
    #[serde(default)]
    pub person: Option<String>,
    /// The other row it is the same person as.
    #[serde(default)]
    pub other: Option<RowPlace>,
}

/// Values to be written another way.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct Rewrite {
    /// Key of the field.
    pub field: String,
    /// As they were understood.
    pub from: Vec<String>,
    /// As it shall stand.
    pub to: String,
}

impl RowPlace {
    /// The same as the rules name it.
    pub(crate) fn source(&self) -> Source {
        Source {
            file: self.file.as_str().into(),
            sheet: self.sheet.as_str().into(),
            table: count(self.table),
            row: count(self.row),
        }
    }

    /// The place of a row.
    pub(crate) fn of(source: &Source) -> RowPlace {
        RowPlace {
            file: source.file.to_string(),
            sheet: source.sheet.to_string(),
            table: i64::from(source.table),
            row: i64::from(source.row),
        }
    }
}

/// A number from 1 as the rules count; anything else names nothing.
fn count(number: i64) -> u32 {
    u32::try_from(number).unwrap_or(0)
}

fn field(path: &str, key: &str) -> Answer<Field> {
    Field::from_key(key).ok_or_else(|| ApiError::invalid(path, "field", "没有这个项目，请从列表中选择。"))
}

/// What was decided about the tables of one workbook.
pub(crate) fn overrides(options: &ImportOptions, file: &str) -> Answer<Overrides> {
    let mut out = Overrides::default();
    for choice in options.tables.iter().flatten().filter(|choice| choice.file == file) {
        let over = out.entry(&choice.sheet, count(choice.table));
        over.skip = choice.skip.unwrap_or(false);
        over.header_rows = header_rows(choice)?;
    }
    let concerns = |choice: &&ColumnChoice| choice.file.as_deref().is_none_or(|named| named == file);
    for choice in options.columns.iter().flatten().filter(concerns) {
        let taken = Taken::from_key(choice.field.as_deref().unwrap_or_default())
            .ok_or_else(|| ApiError::invalid("options.columns", "field", "没有这个项目，请从列表中选择。"))?;
        let col = u32::try_from(choice.col.clamp(0, 16_383)).unwrap_or(0);
        out.entry(&choice.sheet, count(choice.table.unwrap_or(1))).columns.insert(letter(col), taken);
    }
    for fix in options.cells.iter().flatten().filter(|fix| fix.place.file == file) {
        let over = out.entry(&fix.place.sheet, count(fix.place.table));
        over.fixes.entry(count(fix.place.row)).or_default().push(Fix {
            col: fix.col.and_then(|col| u32::try_from(col).ok()),
            field: field("options.cells", &fix.field)?,
            text: fix.text.clone(),
        });
    }
    Ok(out)
}

fn header_rows(choice: &TableChoice) -> Answer<Option<(u32, u32)>> {
    let Some(rows) = &choice.header_rows else { return Ok(None) };
    match rows.as_slice() {
        [first, last] if *first >= 1 && last >= first && last - first < 5 && *last <= 1_048_576 => {
            Ok(Some((count(*first), count(*last))))
        }
        _ => Err(ApiError::invalid(
            "options.tables",
            "header_rows",
            "表头请写首行和末行，最多五行，例如第3行到第4行。",
        )),
    }
}

/// Values to be written another way, by field and value.
pub(crate) fn rewrites(options: &ImportOptions) -> Answer<BTreeMap<(Field, String), String>> {
    let mut out = BTreeMap::new();
    for rewrite in options.rewrites.iter().flatten() {
        let field = field("options.rewrites", &rewrite.field)?;
        if !matches!(field.kind(), Kind::Text | Kind::Reference) {
            return Err(ApiError::invalid(
                "options.rewrites",
                "field",
                "只有单位、支部这样的文字可以统一写法。",
            ));
        }
        if rewrite.to.trim().is_empty() {
            return Err(ApiError::invalid("options.rewrites", "required", "请写明统一成什么写法。"));
        }
        let to = rewrite.to.trim();
        let others = rewrite.from.iter().filter(|from| *from != to);
        out.extend(others.map(|from| ((field, from.clone()), to.to_owned())));
    }
    Ok(out)
}

/// How to decide about people.
pub(crate) fn of_people(options: &ImportOptions) -> Answer<Options> {
    let fields = options.fields.iter().flatten();
    let rows = options.rows.iter().flatten();
    Ok(Options {
        policy: policy(options.policy.unwrap_or_default()),
        fields: fields
            .map(|choice| Ok((field("options.fields", &choice.field)?, policy(choice.policy))))
            .collect::<Answer<_>>()?,
        suspect: match options.suspect.unwrap_or_default() {
            Suspect::New => plan::Suspect::New,
            Suspect::Skip => plan::Suspect::Skip,
        },
        rows: rows.map(|choice| Ok((choice.place.source(), fate(choice)?))).collect::<Answer<_>>()?,
    })
}

const fn policy(policy: Policy) -> plan::Policy {
    match policy {
        Policy::Fill => plan::Policy::Fill,
        Policy::Update => plan::Policy::Update,
        Policy::Skip => plan::Policy::Skip,
    }
}

fn fate(choice: &RowChoice) -> Answer<Choice> {
    let wrong = || ApiError::invalid("options.rows", "required", "请指明是哪一位。");
    Ok(match choice.fate {
        RowFate::Skip => Choice::Skip,
        RowFate::Apart => Choice::Apart,
        RowFate::Person => Choice::Person(choice.person.clone().ok_or_else(wrong)?),
        RowFate::Row => {
            let other = choice.other.as_ref().ok_or_else(wrong)?.source();
            if other == choice.place.source() {
                return Err(wrong());
            }
            Choice::Row(other)
        }
    })
}
