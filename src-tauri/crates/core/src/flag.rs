//! How far a written value could be trusted.

use serde::{Deserialize, Serialize};

/// What was made of a value as it stood on paper or in a workbook, from best to worst.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Flag {
    /// 正常: taken as written.
    #[default]
    Normal,
    /// 已规范: the same fact in the program's own form; nobody needs to look.
    Normalised,
    /// 存疑: understood, but a person should look at it.
    Doubtful,
    /// 残缺: part of the value is lost (an ID that lost digits, a day that does not exist).
    Damaged,
    /// 无法识别: not understood; nothing was taken over.
    Unreadable,
}

impl Flag {
    /// The word a clerk reads.
    pub const fn label(self) -> &'static str {
        match self {
            Flag::Normal => "正常",
            Flag::Normalised => "已规范",
            Flag::Doubtful => "存疑",
            Flag::Damaged => "残缺",
            Flag::Unreadable => "无法识别",
        }
    }

    /// True where a clerk is asked to look.
    pub const fn needs_look(self) -> bool {
        matches!(self, Flag::Doubtful | Flag::Damaged | Flag::Unreadable)
    }
}
