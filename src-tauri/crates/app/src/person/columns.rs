//! The columns of a list as somebody chose them.

use crate::error::{Answer, ApiError};
use crate::person::{own, show};
use chrono::NaiveDate;
use yinhui_core::person::{Facts, Field, field::Kind};
use yinhui_sheet::write::ColumnKind;
use yinhui_store::person::Extras;

/// Columns of one list: a page of paper holds no more.
const MOST: usize = 30;

/// One column.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Column {
    /// A fact of the register.
    Fact(Field),
    /// 周岁
    Age,
    /// A fact under a name of the centre's own: its key.
    Own(String),
}

impl Column {
    /// Its key.
    pub(super) fn key(&self) -> &str {
        match self {
            Self::Fact(field) => field.key(),
            Self::Age => "age",
            Self::Own(key) => key,
        }
    }

    /// Its head.
    pub(super) fn label(&self) -> &str {
        match self {
            Self::Fact(field) => field.label(),
            Self::Age => "周岁",
            Self::Own(key) => own::label_of(key).unwrap_or_default(),
        }
    }

    /// What stands in it, whole.
    pub(super) fn whole(&self, facts: &Facts, extras: &Extras, today: NaiveDate) -> String {
        match self {
            Self::Fact(field) => show::fact(facts, *field),
            Self::Age => show::age(facts, today),
            Self::Own(_) => extras.get(self.label()).cloned().unwrap_or_default(),
        }
    }

    /// What stands in it, masked where it must be.
    pub(super) fn shown(&self, facts: &Facts, extras: &Extras, today: NaiveDate) -> String {
        let whole = self.whole(facts, extras, today);
        match self {
            Self::Fact(field) => show::masked(*field, &whole, show::shows_birth(facts)),
            Self::Age => whole,
            Self::Own(_) => show::guarded(&whole),
        }
    }

    /// Its width in characters, and what it holds, in a workbook.
    pub(super) fn paper(&self) -> (f64, ColumnKind) {
        match self {
            Self::Age => (6.0, ColumnKind::Short),
            Self::Own(_) => (16.0, ColumnKind::Text),
            Self::Fact(Field::Name) => (10.0, ColumnKind::Text),
            Self::Fact(Field::Sex) => (6.0, ColumnKind::Short),
            Self::Fact(field) => match field.kind() {
                Kind::Date => (12.0, ColumnKind::Code),
                Kind::Identity => (20.0, ColumnKind::Code),
                Kind::Phones => (26.0, ColumnKind::Code),
                Kind::Flag | Kind::Number => (8.0, ColumnKind::Short),
                Kind::Code => (12.0, ColumnKind::Short),
                Kind::Reference => (24.0, ColumnKind::Text),
                Kind::Text => (20.0, ColumnKind::Text),
            },
        }
    }
}

/// The columns of these keys, in their order.
pub(super) fn columns(keys: &[String]) -> Answer<Vec<Column>> {
    if keys.len() > MOST {
        return Err(ApiError::invalid("columns", "count", format!("最多选 {MOST} 列。")));
    }
    let column = |key: &String| match key.as_str() {
        "age" => Ok(Column::Age),
        key if own::label_of(key).is_some() => Ok(Column::Own(key.to_owned())),
        key => Field::from_key(key)
            .map(Column::Fact)
            .ok_or_else(|| ApiError::invalid("columns", "field", "没有这个项目。")),
    };
    keys.iter().map(column).collect()
}
