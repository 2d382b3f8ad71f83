use crate::code;
use crate::person::age::{Band, band};
use crate::report::Registered;
use chrono::NaiveDate;
use serde::Deserialize;

/// By what people are split.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Split {
    /// 男, 女, 未填.
    Sex,
    /// The bands of `domain.md` 1.3 F10.
    AgeBand,
    /// Where the formal membership is.
    Branch,
    /// 离休, 退休 …
    RetirementKind,
}

/// One class of a split. Classes never overlap, and what is not known is a class of its own.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Class {
    /// Place among the classes.
    pub order: usize,
    /// Stable id within the split.
    pub id: String,
    /// The word on the form.
    pub label: String,
}

/// Where somebody without the fact stands.
const UNKNOWN: &str = "未填";

impl Split {
    /// Its name in cell ids.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Sex => "sex",
            Self::AgeBand => "age_band",
            Self::Branch => "branch",
            Self::RetirementKind => "retirement_kind",
        }
    }

    /// By what, as it stands before each class on the form.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Sex => "按性别",
            Self::AgeBand => "按年龄",
            Self::Branch => "按支部",
            Self::RetirementKind => "按类型",
        }
    }

    /// All classes in order. `branches` are (record id, name).
    pub fn classes(self, branches: &[(String, String)]) -> Vec<Class> {
        let pairs = match self {
            Self::AgeBand => {
                let unknown = Band::Unknown.label();
                let bands = Band::ALL.iter().map(|band| band.label());
                bands.chain([unknown]).map(|label| (label.to_owned(), label.to_owned())).collect()
            }
            Self::Branch => {
                let named = branches.iter().cloned();
                named.chain([("none".to_owned(), "没有登记支部".to_owned())]).collect::<Vec<_>>()
            }
            Self::Sex => with_unknown(["男", "女"].into_iter()),
            Self::RetirementKind => with_unknown(labels("retirement_kind")),
        };
        pairs.into_iter().enumerate().map(|(order, (id, label))| Class { order, id, label }).collect()
    }

    /// Id of the class somebody is in at the end of `day`; `None` where their dates do not tell.
    pub fn class_of(self, person: &Registered, day: NaiveDate) -> Option<String> {
        match self {
            Self::Sex => Some(known(person.sex.as_deref(), ["男", "女"].into_iter())),
            Self::RetirementKind => Some(known(person.retirement_kind.as_deref(), labels("retirement_kind"))),
            Self::Branch => Some(person.branch(day).unwrap_or("none").to_owned()),
            Self::AgeBand => match band(person.birth, day) {
                Band::Undecided => None,
                band => Some(band.label().to_owned()),
            },
        }
    }
}

fn labels(table: &str) -> impl Iterator<Item = &'static str> {
    code::table(table).into_iter().flat_map(|table| table.entries.iter().map(|entry| entry.label.as_str()))
}

fn with_unknown(labels: impl Iterator<Item = &'static str>) -> Vec<(String, String)> {
    labels.chain([UNKNOWN]).map(|label| (label.to_owned(), label.to_owned())).collect()
}

fn known(value: Option<&str>, mut labels: impl Iterator<Item = &'static str>) -> String {
    value.filter(|value| labels.any(|label| label == *value)).unwrap_or(UNKNOWN).to_owned()
}
