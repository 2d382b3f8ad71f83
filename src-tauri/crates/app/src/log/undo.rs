use crate::context::Context;
use crate::error::{Answer, ApiError, Code};
use crate::import::{Kept, Undone};
use crate::log::{OperationRef, may_undo};
use yinhui_store::Reader;
use yinhui_store::log::OperationRecord;
use yinhui_store::write::{self, Reason};

/// Takes any operation back that this caller may take back.
pub(crate) fn undo(context: &Context<'_>, which: OperationRef) -> Answer<Undone> {
    let operation = context.read(|reader| reader.operation(&which.operation))?;
    take_back(context, &operation)
}

/// Takes an operation back and names what stays.
pub(crate) fn take_back(context: &Context<'_>, operation: &OperationRecord) -> Answer<Undone> {
    if let Some(undone) = taken_back(context)? {
        return Ok(undone);
    }
    if operation.undone {
        return Err(ApiError::new(Code::Conflict, "这一步已经撤销过了。"));
    }
    if !may_undo(context, operation) {
        return Err(ApiError::new(
            Code::Forbidden,
            "这一步不能由您撤销：前台只能撤销本台当天的操作，其他的请找管理员。",
        ));
    }
    let undone = context.undo(&operation.id, &operation.role)?;
    told(context, &undone)
}

/// What this very request took back, when it is a repeat.
pub(crate) fn taken_back(context: &Context<'_>) -> Answer<Option<Undone>> {
    context.answered()?.map(|undone| told(context, &undone)).transpose()
}

fn told(context: &Context<'_>, undone: &write::Undone) -> Answer<Undone> {
    let kept = context.read(|reader| undone.kept.iter().map(|kept| named(reader, kept)).collect())?;
    Ok(Undone { undone: undone.undone, kept })
}

fn named(reader: &Reader<'_>, kept: &write::Kept) -> Result<Kept, yinhui_store::StoreError> {
    let name = match &kept.person {
        Some(person) => reader.label_of("person", person)?,
        None => None,
    };
    let what = match kept.table.as_str() {
        "unit" => "单位",
        "organization" => "党组织",
        "purpose" => "用途",
        "team" => "团队",
        "event" => "活动",
        _ => "记录",
    };
    let reason = match kept.reason {
        Reason::ChangedSince => "后来又改过，保留后来的内容",
        Reason::PersonGone => "这个人后来撤销了，请先恢复这个人",
        Reason::Replaced => "后来有了新的，保留后来的内容",
        Reason::UsedSince => "后来有了签到、修改或仍在使用，保留",
    };
    let name = match name {
        Some(name) => name,
        None => reader.label_of(&kept.table, &kept.row)?.unwrap_or_else(|| what.into()),
    };
    Ok(Kept { person: kept.person.clone(), name, reason: reason.into() })
}
