use crate::checkin::heads::kind;
use crate::checkin::moment::Moment;
use crate::checkin::{CheckInGroup, CheckInGuest, GroupCheckedIn};
use crate::context::Context;
use crate::error::{Answer, ApiError};
use crate::form::{required, sentence};
use crate::time::told;
use yinhui_store::checkin::{HeadKind, NewHeads};

/// Notes a group: 单位 or 社团 with heads by kind.
pub(crate) fn group(context: &Context<'_>, check_in: CheckInGroup) -> Answer<GroupCheckedIn> {
    let name = required("name", "单位或社团名称", &check_in.name, 60)?;
    let heads = check_in.heads.counted()?;
    if heads.is_empty() {
        return Err(ApiError::invalid("heads", "required", "请至少填一类人数。"));
    }
    let came = Came { purpose: check_in.purpose, at: check_in.at, event: check_in.event };
    note(context, Some(name), &heads, &came)
}

/// Notes a guest; the name is optional.
pub(crate) fn guest(context: &Context<'_>, check_in: CheckInGuest) -> Answer<GroupCheckedIn> {
    let kind = kind(&check_in.kind)?;
    let name = check_in.name.map(|name| sentence(&name, 30)).filter(|name| !name.is_empty());
    let came = Came { purpose: check_in.purpose, at: check_in.at, event: check_in.event };
    note(context, name, &[(kind, 1)], &came)
}

/// What for and when, as it was sent.
struct Came {
    purpose: Option<String>,
    at: Option<String>,
    event: Option<String>,
}

fn note(
    context: &Context<'_>,
    name: Option<String>,
    heads: &[(HeadKind, i64)],
    came: &Came,
) -> Answer<GroupCheckedIn> {
    context.write(|writer| {
        let moment = Moment::read(context, writer, came.at.as_deref(), came.purpose.as_deref())?
            .at_event(writer, came.event.as_deref())?;
        let id = writer.add_heads(NewHeads { name: name.as_deref(), heads }, moment.visit())?;
        Ok(GroupCheckedIn {
            id,
            name: name.clone().unwrap_or_else(|| "来宾".into()),
            at: told(moment.at),
            heads: heads.iter().map(|(_, count)| count).sum(),
        })
    })
}
