use crate::context::Context;
use crate::error::{Answer, ApiError, Code};
use crate::form::sentence;
use crate::person::show;
use crate::time::business_day;
use compact_str::ToCompactString;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use ts_rs::TS;
use yinhui_core::person::{Facts, Field};
use yinhui_store::Writer;
use yinhui_store::organization::MemberRecord;

/// More people are not moved at once.
const MOST: usize = 500;

/// Move the formal membership of people (组织关系转接).
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields)]
pub struct Transfer {
    /// Record ids of the people.
    pub people: Vec<String>,
    /// Record id of the organization they move to; left out where they leave the centre's sight.
    pub to: Option<String>,
    /// On that day, `2026-03-05`.
    pub day: String,
    /// They leave: their state becomes 转出 too.
    #[serde(default)]
    pub left: bool,
    /// 介绍信编号
    pub letter: Option<String>,
    /// 介绍信有效期（天）
    pub letter_days: Option<String>,
    /// 党费缴至
    pub dues_to: Option<String>,
    /// 转出或转入单位
    pub counterpart: Option<String>,
    /// 回执
    pub receipt: Option<String>,
    /// Why.
    pub reason: Option<String>,
}

/// What was moved.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct Transferred {
    /// How many moved.
    pub moved: i64,
    /// How many were there already.
    pub stayed: i64,
}

/// Moves the formal membership of people on a day, all of them or none.
pub(crate) fn transfer(context: &Context<'_>, transfer: Transfer) -> Answer<Transferred> {
    let day = business_day("day", &transfer.day)?;
    if day > context.today() {
        return Err(ApiError::invalid("day", "future", "转接日期还没有到，请核对。"));
    }
    if transfer.people.is_empty() || transfer.people.len() > MOST {
        return Err(ApiError::invalid(
            "people",
            "required",
            format!("请选择要转接的人员，一次最多 {MOST} 人。"),
        ));
    }
    let letter = letter(&transfer);
    let (day, today) = (day.to_string(), context.today().to_string());
    context.write(|writer| {
        if let Some(to) = &transfer.to {
            refuse_place(writer, to, &day)?;
        }
        let mut done = Transferred { moved: 0, stayed: 0 };
        for person in &transfer.people {
            let formal = writer.formal_of(person)?;
            let held = formal.iter().find(|held| held.to_day.is_none());
            if held.is_some_and(|held| Some(&held.organization.0) == transfer.to.as_ref()) {
                done.stayed += 1;
                continue;
            }
            let state = show::fact(&writer.person(person)?.facts, Field::State);
            if state == "去世" {
                return Err(ApiError::new(
                    Code::Conflict,
                    "其中有人登记为去世，不能转接组织关系。请去掉后再试。",
                ));
            }
            refuse_day(&formal, &day)?;
            writer.transfer(person, transfer.to.as_deref(), &day, &letter)?;
            if transfer.left && transfer.to.is_none() {
                let facts = Facts::from([
                    (Field::State, "转出".into()),
                    (Field::StateSince, day.to_compact_string()),
                ]);
                writer.change_state(person, &facts, &today, letter.get("reason").map(String::as_str))?;
            }
            done.moved += 1;
        }
        Ok(done)
    })
}

/// An organization that is there on that day and holds formal memberships.
fn refuse_place(writer: &Writer<'_>, to: &str, day: &str) -> Answer<()> {
    let to = writer.organization(to)?;
    if to.closed.as_deref().is_some_and(|closed| closed <= day) {
        return Err(ApiError::invalid("to", "closed", "这个党组织那时已经撤销，请选择别的党组织。"));
    }
    if !holds_formal(&to.kind) {
        return Err(ApiError::invalid(
            "to",
            "kind",
            "功能型和临时党支部不接转组织关系，请在人员页用“加入功能型党支部”。",
        ));
    }
    Ok(())
}

/// 功能型 and 临时党支部 have members whose 组织关系 is elsewhere (`domain.md` 2.1).
pub(crate) fn holds_formal(kind: &str) -> bool {
    !kind.contains("功能型") && !kind.contains("临时")
}

/// Nobody moves twice on a day, or before the last time they moved.
fn refuse_day(formal: &[MemberRecord], day: &str) -> Answer<()> {
    let last =
        formal.iter().flat_map(|held| [held.from_day.as_deref(), held.to_day.as_deref()]).flatten().max();
    match last {
        Some(last) if last == day => Err(ApiError::invalid(
            "day",
            "twice",
            "其中有人当天已经转接过一次。如果上一次登记错了，请先撤销那一次。",
        )),
        Some(last) if last > day => {
            Err(ApiError::invalid("day", "order", format!("其中有人 {last} 转接过，这一次的日期不能更早。")))
        }
        _ => Ok(()),
    }
}

fn letter(transfer: &Transfer) -> BTreeMap<String, String> {
    [
        ("letter", &transfer.letter),
        ("letter_days", &transfer.letter_days),
        ("dues_to", &transfer.dues_to),
        ("counterpart", &transfer.counterpart),
        ("receipt", &transfer.receipt),
        ("reason", &transfer.reason),
    ]
    .into_iter()
    .filter_map(|(key, text)| Some((key.to_owned(), sentence(text.as_deref()?, 120))))
    .filter(|(_, text)| !text.is_empty())
    .collect()
}
