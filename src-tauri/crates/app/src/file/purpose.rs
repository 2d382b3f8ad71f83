use crate::context::Context;
use crate::error::{Answer, ApiError, Code};
use crate::file::exported_by;
use crate::operator::Role;

/// What an export is for; written into the sheet's foot and the log.
const USES: [&str; 3] = ["内部", "公示", "上报"];

/// The use that was stated, if any. What is whole, nothing masked, is for 管理员 and says what it is for.
pub(crate) fn purpose<'a>(
    context: &Context<'_>,
    full: bool,
    stated: Option<&'a str>,
) -> Answer<Option<&'a str>> {
    let stated = stated.map(str::trim).filter(|purpose| !purpose.is_empty());
    if stated.is_some_and(|purpose| !USES.contains(&purpose)) {
        return Err(ApiError::invalid("purpose", "not_in_list", "用途请选内部、公示或上报。"));
    }
    if full && stated.is_none() {
        return Err(ApiError::invalid("purpose", "required", "导出完整资料请写明用途：内部、公示或上报。"));
    }
    if full && context.role() != Some(Role::Admin) {
        return Err(ApiError::new(Code::Forbidden, "只有管理员可以导出未遮盖的完整资料。"));
    }
    Ok(stated)
}

/// The line at the foot: who took it out, when and for what.
pub(crate) fn foot(context: &Context<'_>, purpose: Option<&str>) -> Answer<String> {
    Ok(format!("{}　用途：{}", exported_by(context)?, purpose.unwrap_or("内部（已遮盖）")))
}
