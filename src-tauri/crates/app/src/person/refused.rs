//! What is not saved of a person though each field can be read.

use crate::context::Context;
use crate::error::{Answer, ApiError, Code};
use crate::operator::Role;
use crate::organization::holds_formal;
use crate::person::show;
use chrono::Months;
use compact_str::CompactString;
use yinhui_core::person::{Facts, Field};
use yinhui_store::Writer;

/// The age at which somebody may join the party.
const PARTY_AGE: Months = Months::new(12 * 18);

/// Refuses what only 管理员 may change, a card somebody else comes with, an ID somebody else has and dates that
/// contradict each other; the last two may be saved with a reason.
pub(super) fn refuse(
    context: &Context<'_>,
    writer: &Writer<'_>,
    id: Option<&str>,
    typed: &Facts,
    insists: bool,
) -> Answer<()> {
    let stored = id.map(|id| writer.person(id)).transpose()?.map(|person| person.facts).unwrap_or_default();
    let changed = typed.iter().filter(|(field, value)| show::fact(&stored, **field) != **value);
    let changed = changed.map(|(field, value)| (*field, value.clone())).collect::<Facts>();
    refuse_overwriting(context, &stored, &changed)?;
    let given = |field| changed.get(&field).filter(|value: &&CompactString| !value.is_empty());
    if let Some(card) = given(Field::Card) {
        refuse_card(writer, card, id)?;
    }
    if let Some(branch) = given(Field::Branch) {
        refuse_branch(context, writer, branch)?;
    }
    if insists {
        return Ok(());
    }
    let number = typed.get(&Field::Identity).filter(|number| !number.is_empty());
    if let Some(number) = number
        && writer.identity_holders(number, id)? > 0
    {
        return Err(taken(
            "facts.identity",
            "duplicate_identity",
            "另一位在册人员已有这个身份证号，请先查找是否同一人；确实要保存请写明理由。",
        ));
    }
    let mut facts = stored;
    facts.extend(changed.clone());
    refuse_contradiction(&facts, &changed)
}

/// A card that is somebody else's, or was taken in.
fn refuse_card(writer: &Writer<'_>, card: &str, id: Option<&str>) -> Answer<()> {
    let held = writer.card_of_code(card)?;
    if held.is_some_and(|held| held.ended.is_some()) {
        let message = "这张卡挂失或停用过，不能再用，请换一张；登记有误的，请在“操作日志”里撤销那次停用。";
        return Err(taken("facts.card", "ended_card", message));
    }
    if writer.card_holders(card, id)? > 0 {
        return Err(taken("facts.card", "duplicate_card", "另一位人员正在用这个卡号，请核对卡号。"));
    }
    Ok(())
}

/// A branch that is there and holds formal memberships; one not known yet is registered with the person.
fn refuse_branch(context: &Context<'_>, writer: &Writer<'_>, name: &str) -> Answer<()> {
    let Some(id) = writer.organization_id(name)? else { return Ok(()) };
    let branch = writer.organization(&id)?;
    if branch.closed.is_some_and(|closed| closed <= context.today().to_string()) {
        let message = "这个党组织已经撤销，请选择别的党组织。";
        return Err(ApiError::invalid("facts.branch", "closed", message));
    }
    if !holds_formal(&branch.kind) {
        let message = "功能型和临时党支部不是组织关系所在支部，请在下面用“加入功能型党支部”。";
        return Err(ApiError::invalid("facts.branch", "kind", message));
    }
    Ok(())
}

/// The front desk fills in an ID that is missing, it does not replace one.
fn refuse_overwriting(context: &Context<'_>, stored: &Facts, changed: &Facts) -> Answer<()> {
    let overwrites = [Field::Identity, Field::OtherIdentity]
        .iter()
        .any(|field| changed.contains_key(field) && stored.get(field).is_some_and(|held| !held.is_empty()));
    if context.role() == Some(Role::Desk) && overwrites {
        return Err(ApiError::new(Code::Forbidden, "证件号码已经登记过，前台不能修改，请找管理员。"));
    }
    Ok(())
}

/// Dates that cannot both be right, as coarse as they are known.
fn refuse_contradiction(facts: &Facts, changed: &Facts) -> Answer<()> {
    let Some(birth) = show::date(facts, Field::Birth) else { return Ok(()) };
    let of_age = birth.earliest().checked_add_months(PARTY_AGE);
    for (field, earliest, message) in [
        (Field::PartyJoin, of_age, "入党时间早于 18 周岁，请核对出生日期和入党时间；确实如此请写明理由。"),
        (
            Field::StateSince,
            Some(birth.earliest()),
            "人员状态的时间早于出生日期，请核对；确实如此请写明理由。",
        ),
    ] {
        let wrong = show::date(facts, field).zip(earliest).is_some_and(|(date, first)| date.latest() < first);
        if !wrong {
            continue;
        }
        let at = if changed.contains_key(&field) { field } else { Field::Birth };
        if changed.contains_key(&at) {
            return Err(ApiError::invalid(&format!("facts.{}", at.key()), "contradiction", message));
        }
    }
    Ok(())
}

fn taken(path: &str, code: &str, message: &str) -> ApiError {
    ApiError { code: Code::Conflict, ..ApiError::invalid(path, code, message) }
}
