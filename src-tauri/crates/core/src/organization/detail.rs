//! What is known of a party organization besides its name, kind and place in the tree (`domain.md` 2.1).

use crate::date::typed;
use crate::text;
use chrono::NaiveDate;

/// One thing known of an organization.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Detail {
    /// Its stable name.
    pub key: &'static str,
    /// What it is called.
    pub label: &'static str,
    /// What it holds.
    pub kind: DetailKind,
    /// The words to choose from; other words may be written where it is text.
    pub of: &'static [&'static str],
}

/// What a detail holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DetailKind {
    /// Words.
    Text,
    /// One of some words.
    Choice,
    /// A date as fine as known.
    Date,
}

const fn words(key: &'static str, label: &'static str) -> Detail {
    Detail { key, label, kind: DetailKind::Text, of: &[] }
}

/// All of them, in the order of the form.
pub const DETAILS: &[Detail] = &[
    words("short_name", "简称"),
    words("code", "党组织编码"),
    Detail { key: "founded", label: "成立日期", kind: DetailKind::Date, of: &[] },
    words("approved_by", "批准成立的上级党组织"),
    Detail {
        key: "situation",
        label: "所在单位情况",
        kind: DetailKind::Choice,
        of: &["与上级党组织相同", "法人单位", "联合党支部"],
    },
    words("covers", "联合党支部覆盖单位"),
    words("branch_type", "支部类型"),
    words("formation", "组建类型"),
    words("standard", "标准化规范化建设类别"),
    words("region", "所在行政区划"),
    words("place", "活动地点"),
    Detail {
        key: "place_kind", label: "活动地点性质", kind: DetailKind::Choice, of: &["固定", "临时"]
    },
    words("contact", "联系人"),
    words("phone", "联系电话"),
    words("remark", "备注"),
];

/// No detail is longer.
const LONGEST: usize = 200;

/// Understands a detail as written; `None` for nothing.
///
/// # Errors
/// What to do, in Chinese.
pub fn read_detail(detail: &Detail, written: &str, today: NaiveDate) -> Result<Option<String>, String> {
    let value = text::tidy(written);
    let label = detail.label;
    if value.is_empty() {
        return Ok(None);
    }
    if value.chars().count() > LONGEST {
        return Err(format!("{label}太长，最多 {LONGEST} 个字。"));
    }
    match detail.kind {
        DetailKind::Text => Ok(Some(value)),
        DetailKind::Choice if detail.of.contains(&value.as_str()) => Ok(Some(value)),
        DetailKind::Choice => Err(format!("{label}请从列表中选择。")),
        DetailKind::Date => typed(&value, today)
            .map(|date| Some(date.to_string()))
            .ok_or_else(|| format!("{label}请写成 2006-07-01、2006-07 或 2006。")),
    }
}
