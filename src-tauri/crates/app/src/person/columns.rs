//! The columns of a list as somebody chose them.

use crate::error::{Answer, ApiError};
use crate::person::{own, show};
use chrono::{Datelike, NaiveDate};
use yinhui_core::person::{Facts, Field, field::Kind};
use yinhui_sheet::write::ColumnKind;
use yinhui_store::person::Extras;
use yinhui_store::{Reader, StoreError};

/// Columns of one list: a page of paper holds no more.
const MOST: usize = 30;

/// One column.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Column {
    /// A fact of the register.
    Fact(Field),
    /// 周岁
    Age,
    /// 党龄 in full years, from how many to how many where the dates are coarse.
    Standing,
    /// 今年到馆
    Visits,
    /// 最近到馆
    LastVisit,
    /// A fact under a name of the centre's own: its key.
    Own(String),
}

/// What the columns tell of.
pub(super) struct Known<'a> {
    facts: &'a Facts,
    /// Facts of the centre's own, where a column asks for them.
    pub extras: Extras,
    /// When they came, where a column asks for it.
    pub came: Came,
    today: NaiveDate,
}

/// When somebody came.
#[derive(Default)]
pub(super) struct Came {
    this_year: i64,
    last: Option<String>,
}

impl Came {
    /// The visits of somebody.
    pub(super) fn of(reader: &Reader<'_>, person: &str, today: NaiveDate) -> Result<Self, StoreError> {
        let first = format!("{}-01-01", today.year());
        let this_year = reader.visit_count(person, &first, &today.to_string())?;
        Ok(Self { this_year, last: reader.last_seen(person)? })
    }
}

impl<'a> Known<'a> {
    /// What the register says of somebody.
    pub(super) fn of(facts: &'a Facts, today: NaiveDate) -> Self {
        Self { facts, extras: Extras::new(), came: Came::default(), today }
    }
}

impl Column {
    /// Its key.
    pub(super) fn key(&self) -> &str {
        match self {
            Self::Fact(field) => field.key(),
            Self::Age => "age",
            Self::Standing => "standing",
            Self::Visits => "visits",
            Self::LastVisit => "last_visit",
            Self::Own(key) => key,
        }
    }

    /// Its head.
    pub(super) fn label(&self) -> &str {
        match self {
            Self::Fact(field) => field.label(),
            Self::Age => "周岁",
            Self::Standing => "党龄（年）",
            Self::Visits => "今年到馆（次）",
            Self::LastVisit => "最近到馆",
            Self::Own(key) => own::label_of(key).unwrap_or_default(),
        }
    }

    /// Whether it tells of visits.
    pub(super) const fn is_of_visits(&self) -> bool {
        matches!(self, Self::Visits | Self::LastVisit)
    }

    /// What stands in it, whole.
    pub(super) fn whole(&self, known: &Known<'_>) -> String {
        match self {
            Self::Fact(field) => show::fact(known.facts, *field),
            Self::Age => show::age(known.facts, known.today),
            Self::Standing => {
                let standing = show::worked_out(known.facts, known.today);
                standing.map(|standing| show::range(standing.years)).unwrap_or_default()
            }
            Self::Visits => known.came.this_year.to_string(),
            Self::LastVisit => known.came.last.clone().unwrap_or_default(),
            Self::Own(_) => known.extras.get(self.label()).cloned().unwrap_or_default(),
        }
    }

    /// What stands in it, masked where it must be.
    pub(super) fn shown(&self, known: &Known<'_>) -> String {
        let whole = self.whole(known);
        match self {
            Self::Fact(field) => show::masked(*field, &whole, show::shows_birth(known.facts)),
            Self::Age | Self::Standing | Self::Visits | Self::LastVisit => whole,
            Self::Own(_) => show::guarded(&whole),
        }
    }

    /// Its width in characters, and what it holds, in a workbook.
    pub(super) fn paper(&self) -> (f64, ColumnKind) {
        match self {
            Self::Age => (6.0, ColumnKind::Short),
            Self::Visits => (8.0, ColumnKind::Short),
            Self::Standing => (8.0, ColumnKind::Short),
            Self::LastVisit => (12.0, ColumnKind::Code),
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
        "standing" => Ok(Column::Standing),
        "visits" => Ok(Column::Visits),
        "last_visit" => Ok(Column::LastVisit),
        key if own::label_of(key).is_some() => Ok(Column::Own(key.to_owned())),
        key => Field::from_key(key)
            .map(Column::Fact)
            .ok_or_else(|| ApiError::invalid("columns", "field", "没有这个项目。")),
    };
    keys.iter().map(column).collect()
}
