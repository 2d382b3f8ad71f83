use crate::checkin::{Inside, InsideLine, LeaveBuilding, Left, day::who};
use crate::context::Context;
use crate::error::{Answer, ApiError, Code};
use crate::person::show;
use crate::time::{clock_ms, told_ms};
use yinhui_core::person::Field;

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
        writer.leave(&presence, (!leave.back).then_some(at))?;
        let after = writer.presence(&leave.id)?;
        Ok(Left {
            id: leave.id.clone(),
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
        let mut lines: Vec<InsideLine> = Vec::new();
        for row in reader.inside(&day)? {
            let is_known = row.person.is_some() && lines.iter().any(|line| line.person == row.person);
            if is_known {
                continue;
            }
            let facts = match &row.person {
                Some(person) => reader.person(person)?.facts,
                None => Default::default(),
            };
            let heads = if row.person.is_some() { 1 } else { row.heads };
            if let Some(same) = lines.iter_mut().find(|line| row.person.is_none() && line.entry == row.entry)
            {
                same.heads += heads;
                continue;
            }
            lines.push(InsideLine {
                since: clock_ms(row.at),
                detail: who(std::slice::from_ref(&row)),
                branch: show::fact(&facts, Field::Branch),
                unit: show::unit(&facts),
                name: row.name.unwrap_or_else(|| "来宾".into()),
                purpose: row.purpose,
                id: row.id,
                entry: row.entry,
                person: row.person,
                heads,
            });
        }
        Ok(Inside { heads: reader.heads_inside(&day)?, lines })
    })
}
