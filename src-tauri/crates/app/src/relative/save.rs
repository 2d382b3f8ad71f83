use crate::context::Context;
use crate::error::{Answer, ApiError};
use crate::form::{required, sentence};
use crate::person::show::guarded;
use crate::relative::{Relative, SaveRelative};
use yinhui_core::person::{name, phone};
use yinhui_store::person::RelativeFacts;

/// Notes a relative of somebody, or writes one anew.
pub(crate) fn save(context: &Context<'_>, save: SaveRelative) -> Answer<Relative> {
    let called = name::display(&required("name", "姓名", &save.name, 60)?);
    let relation = required("relation", "与本人关系", &save.relation, 20)?;
    let phones = save.phones.as_deref().map(numbers).transpose()?;
    let remark = save.remark.as_deref().map(|remark| sentence(remark, 200));
    let linked = save.linked.as_deref().filter(|linked| !linked.is_empty());
    if linked == Some(save.person.as_str()) {
        return Err(ApiError::invalid("linked", "self", "亲属不能是本人，请核对。"));
    }
    let facts = RelativeFacts {
        name: &called,
        relation: &relation,
        phones: phones.as_deref(),
        remark: remark.as_deref(),
        emergency: save.emergency,
        alive: save.alive,
        linked,
    };
    context.write(|writer| {
        if let Some(id) = &save.id
            && writer.relative(id)?.person != save.person
        {
            return Err(ApiError::not_found("亲属记录"));
        }
        if let Some(id) = &save.id {
            refuse_masked(
                &writer.relative(id)?.remark.unwrap_or_default(),
                remark.as_deref().unwrap_or_default(),
            )?;
        }
        let id = writer.save_relative(&save.person, save.id.as_deref(), facts)?;
        Ok(Relative::of(writer.relative(&id)?))
    })
}

/// A remark that holds a number is shown masked: what is not seen is not written back as stars.
fn refuse_masked(held: &str, typed: &str) -> Answer<()> {
    if guarded(held) != held && typed.contains("***") {
        let message = "备注里的号码遮住了一部分，要改请把备注整段重新填写。";
        return Err(ApiError::invalid("remark", "masked", message));
    }
    Ok(())
}

fn numbers(typed: &str) -> Answer<String> {
    if typed.trim().is_empty() {
        return Ok(String::new());
    }
    let reading = phone::read(typed);
    if reading.numbers.is_empty() || !reading.leftover.is_empty() {
        return Err(ApiError::invalid("phones", "phone", "电话号码看不懂，请核对；多个号码之间用空格隔开。"));
    }
    Ok(reading.numbers.join(" "))
}
