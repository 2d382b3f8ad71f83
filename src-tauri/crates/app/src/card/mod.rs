//! Membership cards (会员卡): a random number of their own as QR code, never a number of the person.

use chrono::{Months, NaiveDate};
use serde::{Deserialize, Serialize};
use ts_rs::TS;
use yinhui_store::card::CardRecord;
use yinhui_store::{Reader, StoreError};

mod end;
mod faces;
mod give;
mod list;
mod renew;

pub(crate) use end::end;
pub(crate) use faces::faces;
pub(crate) use give::give;
pub(crate) use list::list;
pub(crate) use renew::renew;

/// One card.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct Card {
    /// Record id.
    pub id: String,
    /// Its digits.
    pub code: String,
    /// Business day it was given out.
    pub from_day: String,
    /// 使用中, 已到期, 已挂失, 已换卡, 已交回.
    pub state: String,
    /// Since when it is no longer good; empty while it is.
    pub ended_day: String,
    /// The last day it holds; empty where it holds for ever.
    pub until_day: String,
}

impl Card {
    pub(crate) fn of(record: CardRecord, today: NaiveDate) -> Self {
        let state = if is_expired(&record, today) { "已到期" } else { state(record.ended.as_deref()) };
        Self {
            state: state.to_owned(),
            ended_day: record.ended_day.unwrap_or_default(),
            until_day: record.until_day.unwrap_or_default(),
            id: record.id,
            code: record.code,
            from_day: record.from_day,
        }
    }
}

/// Whether a card that was not ended has run out. Who comes with it is greeted all the same, and told.
pub(crate) fn is_expired(card: &CardRecord, today: NaiveDate) -> bool {
    card.ended.is_none() && card.until_day.as_ref().is_some_and(|until| *until < today.to_string())
}

/// The last day a card given or renewed today holds, by the centre's setting.
fn until(reader: &Reader<'_>, today: NaiveDate) -> Result<Option<String>, StoreError> {
    let years = u32::try_from(reader.centre()?.card_years).unwrap_or(0);
    let last = today.checked_add_months(Months::new(years * 12)).filter(|_| years > 0);
    Ok(last.map(|day| day.to_string()))
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

/// The card somebody has now.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct CardGiven {
    /// It.
    #[serde(flatten)]
    pub card: Card,
    /// What takes it back; nothing where it was theirs already.
    pub operation: Option<String>,
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

/// Names one card.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct CardRef {
    /// Record id.
    pub id: String,
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
