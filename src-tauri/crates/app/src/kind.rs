//! Trees of kinds as they are shown and written: of teams, of events.

use crate::error::{Answer, ApiError};
use crate::form::required;
use serde::{Deserialize, Serialize};
use ts_rs::TS;
use yinhui_core::kind::Kind;

/// More kinds are no help to anybody.
const MOST: usize = 100;

/// One kind.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct TreeKind {
    /// Its name.
    pub name: String,
    /// The kind it is part of; empty for one at the top.
    pub parent: String,
}

/// A tree of kinds.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct KindTree {
    /// Every kind in order, each behind the one it is part of.
    pub kinds: Vec<TreeKind>,
}

impl KindTree {
    pub(crate) fn of(kinds: &[Kind]) -> Self {
        let shown = |kind: &Kind| TreeKind { name: kind.name.clone(), parent: kind.parent.clone() };
        Self { kinds: kinds.iter().map(shown).collect() }
    }

    /// The tree as typed, if it holds those at the top and nothing hangs in the air.
    pub(crate) fn read(self, tops: &[&str]) -> Answer<Vec<Kind>> {
        if self.kinds.len() > MOST {
            return Err(ApiError::invalid("kinds", "count", format!("类别最多 {MOST} 个。")));
        }
        let mut kinds = Vec::<Kind>::new();
        for (at, one) in self.kinds.iter().enumerate() {
            let path = format!("kinds.{at}.name");
            let name = required(&path, "类别名称", &one.name, 20)?;
            if kinds.iter().any(|known| known.name == name) {
                return Err(ApiError::invalid(&path, "taken", "这个类别已经有了。"));
            }
            // Above it, so that no kind is part of itself.
            let parent = one.parent.trim();
            if !parent.is_empty() && kinds.iter().all(|known| known.name != parent) {
                let message = "上级类别要排在它前面，请先列上级。";
                return Err(ApiError::invalid(&format!("kinds.{at}.parent"), "order", message));
            }
            if parent.is_empty() != tops.contains(&name.as_str()) {
                let message = format!("最上级类别固定为{}，其他类别请放在它们下面。", tops.join("、"));
                return Err(ApiError::invalid(&format!("kinds.{at}.parent"), "top", message));
            }
            kinds.push(Kind::new(&name, parent));
        }
        match tops.iter().find(|top| kinds.iter().all(|kind| kind.name != **top)) {
            Some(lost) => {
                Err(ApiError::invalid("kinds", "top", format!("“{lost}”按年度统计需要，不能去掉。")))
            }
            None => Ok(kinds),
        }
    }
}
