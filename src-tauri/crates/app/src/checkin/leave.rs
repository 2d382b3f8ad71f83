use crate::checkin::{Inside, InsideLine, LeaveBuilding, Left, day::who};
use crate::context::Context;
use crate::error::{Answer, ApiError, Code};
use crate::person::show;
use crate::time::{clock_ms, told_ms};
use yinhui_core::person::{Facts, Field};

/// Notes that somebody left, or that they are still here after all.
pub(crate) fn leave(context: &Context<'_>, leave: LeaveBuilding) -> Answer<Left> {
    context.write(|writer| {
        if !writer.centre()?.check_out {
            return Err(ApiError::new(Code::Conflict, "本中心没有启用离馆登记，可请管理员在“设置”里打开。"));
        }
        let presence = writer.presence(&leave.id)?;
        if presence.day != context.today().to_string() {
            return Err(ApiError::new(Code::Conflict, "只能登记今天的离馆。"));
        }
        let at = context.now().timestamp_millis();
        let changed = writer.leave(&presence, (!leave.back).then_some(at))? > 0;
        let after = writer.presence(&leave.id)?;
        Ok(Left {
            id: leave.id.clone(),
            person: presence.person.clone(),
            changed,
            name: presence.name.clone().unwrap_or_else(|| "来宾".into()),
            at: after.left_at.map(told_ms),
            minutes: after.left_at.map(|left| (left - after.at) / 60_000),
        })
    })
}

/// Who is in the building now.
pub(crate) fn inside(context: &Context<'_>, (): ()) -> Answer<Inside> {
    let day = context.today().to_string();
    context.read(|reader| {
        let rows = reader.inside(&day)?;
        let mut lines: Vec<InsideLine> = Vec::new();
        for entry in rows.chunk_by(|a, b| a.entry == b.entry) {
            let Some(first) = entry.first() else { continue };
            if first.person.is_some() && lines.iter().any(|line| line.person == first.person) {
                continue;
            }
            let facts = match &first.person {
                Some(person) => reader.person(person)?.facts,
                None => Facts::new(),
            };
            lines.push(InsideLine {
                id: first.id.clone(),
                entry: first.entry.clone(),
                person: first.person.clone(),
                name: first.name.clone().unwrap_or_else(|| "来宾".into()),
                detail: who(entry),
                since: clock_ms(first.at),
                purpose: first.purpose.clone(),
                branch: show::fact(&facts, Field::Branch),
                unit: show::unit(&facts),
                heads: entry.iter().map(|row| row.heads).sum(),
            });
        }
        Ok(Inside { heads: reader.heads_inside(&day)?, lines })
    })
}
