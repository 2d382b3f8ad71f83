use crate::context::Context;
use crate::error::{Answer, ApiError, Code};
use crate::form::required;
use crate::report::annual::drafted;
use crate::report::frozen::{Content, state_of};
use crate::report::{FrozenState, ReturnRules, Unfreeze, YearRef};
use std::collections::BTreeSet;
use yinhui_core::report as counting;

/// Name of the setting.
const RULES: &str = "return";

/// How this centre freezes its returns.
pub(crate) fn rules(context: &Context<'_>, (): ()) -> Answer<ReturnRules> {
    Ok(context.read(|reader| reader.setting(RULES))?.unwrap_or_default())
}

/// Sets how this centre freezes its returns.
pub(crate) fn save_rules(context: &Context<'_>, rules: ReturnRules) -> Answer<()> {
    context.write(|writer| Ok(writer.save_setting(RULES, &rules)?))
}

/// 定稿: keeps a year's return as it is now. Where the centre wants a second person the first call offers it and the
/// call of another operator confirms it, unless something has changed since.
pub(crate) fn freeze(context: &Context<'_>, which: YearRef) -> Answer<FrozenState> {
    if let Some(answer) = context.answered()? {
        return Ok(answer);
    }
    let held = context.read(|reader| reader.frozen_return(which.year))?;
    // What is written in the meantime is not in what is frozen.
    let head = context.read(|reader| reader.log_head())?;
    let content = drafted(context, which.year, |year, filled, shown| {
        if !year.closed {
            return Err(ApiError::new(Code::Conflict, "这个年度还没有结束，12 月 31 日以后才能定稿。"));
        }
        if held.as_ref().is_some_and(|record| record.confirmed_by.is_some()) {
            return Err(ApiError::new(Code::Conflict, "这个年度已经定稿。"));
        }
        must_be_ruled(&filled)?;
        let cells = filled.forms.iter().map(|(.., cells)| cells.as_slice());
        Ok(Content::of(cells, shown, &year.register()))
    })?;
    let content = serde_json::to_vec(&content).map_err(|error| ApiError::fault(&error))?;
    let operator = context.session()?.name.clone();
    let second = rules(context, ())?.second_person;
    context.write(|writer| {
        if writer.log_head()? != head {
            return Err(ApiError::new(Code::Conflict, "计算时有人改了资料，没有定稿。请再点一次“定稿”。"));
        }
        match &held {
            Some(record) if record.offered_by == operator => {
                return Err(ApiError::new(Code::Conflict, "已经提交，等另一位操作员复核。"));
            }
            Some(record) => {
                if writer.frozen_content(&record.id)? != content {
                    return Err(ApiError::new(
                        Code::Conflict,
                        "提交以后数据有变动，或者程序更新过，请先撤销提交，核对后重新提交。",
                    ));
                }
                writer.confirm_return(&record.id, &operator)?;
            }
            None => {
                let confirmed = (!second).then_some(operator.as_str());
                let at = context.now().timestamp_millis();
                let version = env!("CARGO_PKG_VERSION");
                writer.freeze_return(which.year, at, version, (&operator, confirmed), &content)?;
            }
        }
        state_of(writer, which.year)?.ok_or_else(|| ApiError::new(Code::NotFound, "这个年度还没有定稿。"))
    })
}

/// Whoever cannot be decided needs a ruling first (`design.md` 4a 7).
fn must_be_ruled(filled: &counting::Return<'_>) -> Answer<()> {
    let mut people = BTreeSet::new();
    let mut forms = Vec::new();
    for (form, _, cells) in &filled.forms {
        let open = cells.iter().flat_map(|cell| &cell.counted.undecided).filter(|row| row.ask.is_some());
        let open = open.map(|row| &*row.id).collect::<BTreeSet<_>>();
        if !open.is_empty() {
            forms.push(format!("{} {} 人", form.title, open.len()));
        }
        people.extend(open);
    }
    if people.is_empty() {
        return Ok(());
    }
    Err(ApiError::new(
        Code::Conflict,
        format!(
            "还有 {} 人不能确定、没有裁定：{}。请点开带“不能确定”的数字逐一裁定，或补全资料；一人同一项裁定一次，各表都算。",
            people.len(),
            forms.join("，")
        ),
    ))
}

/// Opens a frozen or offered year again, with a reason.
pub(crate) fn unfreeze(context: &Context<'_>, unfreeze: Unfreeze) -> Answer<()> {
    if let Some(answer) = context.answered()? {
        return Ok(answer);
    }
    let reason = required("reason", "撤销原因", &unfreeze.reason, 200)?;
    let held = context.read(|reader| reader.frozen_return(unfreeze.year))?;
    let held = held.ok_or_else(|| ApiError::new(Code::Conflict, "这个年度还没有定稿。"))?;
    context.write(|writer| Ok(writer.unfreeze_return(&held.id, &reason)?))
}
