//! Membership cards (会员卡): a random number of their own as QR code, never a number of the person.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

mod end;
mod faces;
mod give;
mod list;

pub(crate) use end::end;
pub(crate) use faces::faces;
pub(crate) use give::give;
pub(crate) use list::list;
use yinhui_store::card::CardRecord;

/// One card.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct Card {
    /// Record id.
    pub id: String,
    /// Its digits.
    pub code: String,
    /// Business day it was given out.
    pub from_day: String,
    /// 使用中, 已挂失, 已换卡, 已交回.
    pub state: String,
    /// Since when it is no longer good; empty while it is.
    pub ended_day: String,
}

impl Card {
    pub(crate) fn of(record: CardRecord) -> Self {
        Self {
            state: state(record.ended.as_deref()).to_owned(),
            ended_day: record.ended_day.unwrap_or_default(),
            id: record.id,
            code: record.code,
            from_day: record.from_day,
        }
    }
}

fn state(ended: Option<&str>) -> &'static str {
    match ended {
        None => "使用中",
        Some("lost") => "已挂失",
        Some("replaced") => "已换卡",
        Some(_) => "已交回",
    }
}

/// What is said of a card that is no longer good.
pub(crate) fn refusal(card: &CardRecord) -> Option<String> {
    let day = card.ended_day.as_deref()?;
    let state = state(card.ended.as_deref());
    Some(format!("这张卡{state}（{day}），不能再用，请收回。请按姓名查找本人，需要时另发新卡。"))
}

/// Give somebody a card.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields)]
pub struct GiveCard {
    /// Record id of the person.
    pub person: String,
    /// Digits of a card that is there already; a new number when left out.
    pub code: Option<String>,
}

/// End a card.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct EndCard {
    /// Record id of the card.
    pub id: String,
    /// `lost` or `returned`.
    pub why: String,
}

/// Whose cards to print.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct CardFaces {
    /// Record ids, at most 200. Who has no card is given one.
    pub people: Vec<String>,
}

/// What is printed on a card.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct CardFace {
    /// Record id of the person.
    pub person: String,
    /// 姓名
    pub name: String,
    /// 所在支部, or the unit.
    pub belongs: String,
    /// Its digits.
    pub code: String,
    /// Squares along one side of the QR code, its quiet margin included.
    pub squares: i64,
    /// The dark squares as an SVG path in units of one square.
    pub path: String,
}
