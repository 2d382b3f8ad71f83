//! Why a row below the header is nobody.

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
    /// A title that says nothing we take over.
    Title,
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
            Skip::Group => "分组标题，用于下面的人",
            Skip::Title => "小标题，看不出是支部、单位还是类别",
            Skip::NoName => "没有姓名",
            Skip::Hidden => "隐藏的行",
        }
    }
}
