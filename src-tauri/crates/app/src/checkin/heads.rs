use crate::error::{Answer, ApiError};
use serde::{Deserialize, Serialize};
use ts_rs::TS;
use yinhui_store::checkin::HeadKind;

/// The most heads of one kind at one time; more is a slip of the finger.
pub(crate) const MOST_HEADS: i64 = 5_000;

/// The kind of guests by the word on the form; 群众 where nothing was said.
///
/// # Errors
/// Another word.
pub(super) fn kind(word: &str) -> Answer<HeadKind> {
    match word.trim() {
        "老干部" => Ok(HeadKind::Retired),
        "在职" => Ok(HeadKind::InService),
        "群众" | "" => Ok(HeadKind::Public),
        _ => Err(ApiError::invalid("kind", "not_in_list", "来宾类别请选老干部、在职或群众。")),
    }
}

/// Heads without names, by kind.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields, default)]
pub struct Heads {
    /// 老干部
    pub retired: i64,
    /// 在职
    pub in_service: i64,
    /// 群众
    pub public: i64,
}

impl Heads {
    /// The kinds of which somebody came.
    ///
    /// # Errors
    /// A number nobody can mean.
    pub(crate) fn counted(self) -> Answer<Vec<(HeadKind, i64)>> {
        let heads = [
            (HeadKind::Retired, self.retired),
            (HeadKind::InService, self.in_service),
            (HeadKind::Public, self.public),
        ];
        if heads.iter().any(|(_, count)| !(0..=MOST_HEADS).contains(count)) {
            return Err(ApiError::invalid("heads", "heads", format!("人数请填 0 到 {MOST_HEADS}。")));
        }
        Ok(heads.into_iter().filter(|(_, count)| *count > 0).collect())
    }
}
