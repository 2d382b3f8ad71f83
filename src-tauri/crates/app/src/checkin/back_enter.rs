//! 补录: a paper sheet entered afterwards, in one pass.

use crate::checkin::heads::{MOST_HEADS, kind};
use crate::checkin::moment::{Moment, event_on};
use crate::checkin::{BackEnter, BackEntered, BackEnteredLine, PaperLine};
use crate::context::Context;
use crate::error::{Answer, ApiError, Code, FieldError};
use crate::form::sentence;
use crate::person::show;
use crate::time::{business_day, clock_ms, local};
use chrono::{DateTime, NaiveDate, NaiveTime, Utc};
use yinhui_core::date::clock;
use yinhui_core::person::Field;
use yinhui_store::checkin::NewHeads;
use yinhui_store::event::EventRecord;
use yinhui_store::{Reader, Writer};

/// Lines of one pass; a sheet of paper has thirty.
const MOST: usize = 500;

/// Enters the lines of a paper sheet with the times written on it, as one operation: all of them, or, where one cannot be
/// read, none.
pub(crate) fn back_enter(context: &Context<'_>, sheet: BackEnter) -> Answer<BackEntered> {
    let day = business_day("day", &sheet.day)?;
    if sheet.lines.is_empty() || sheet.lines.len() > MOST {
        return Err(ApiError::invalid("lines", "count", format!("一次补录 1 到 {MOST} 行。")));
    }
    let times = times(&sheet.lines);
    context.write(|writer| {
        let on = On { day, event: event_on(writer, sheet.event.as_deref(), &day.to_string())? };
        let mut lines = Vec::new();
        let mut wrong = Vec::new();
        for (number, (line, time)) in sheet.lines.iter().zip(&times).enumerate() {
            match time.clone().and_then(|time| enter(context, writer, line, &on, time)) {
                Ok(entered) => lines.push(entered),
                Err(error) if matches!(error.code, Code::Invalid | Code::NotFound | Code::Conflict) => {
                    let code = error.fields.first().map_or("refused", |field| field.code.as_str());
                    wrong.push(at_line(number, code, &error.message));
                }
                Err(error) => return Err(error),
            }
        }
        if !wrong.is_empty() {
            return Err(refused(wrong));
        }
        let repeated = lines.iter().filter(|line| line.repeat).count();
        let count = |n: usize| i64::try_from(n).unwrap_or(i64::MAX);
        Ok(BackEntered { entered: count(lines.len() - repeated), repeated: count(repeated), lines })
    })
}

/// The sheet a line stands on.
struct On {
    day: NaiveDate,
    /// The event it was laid out for.
    event: Option<EventRecord>,
}

fn enter(
    context: &Context<'_>,
    writer: &Writer<'_>,
    line: &PaperLine,
    on: &On,
    time: NaiveTime,
) -> Answer<BackEnteredLine> {
    let at = format!("{}T{}", on.day, time.format("%H:%M"));
    let moment = Moment::read(context, writer, Some(&at), line.purpose.as_deref())?;
    let moment = Moment { event: on.event.clone(), ..moment };
    let left = left(context, writer, line, on.day, &moment)?;
    let entered = match line.person.as_deref().filter(|person| !person.is_empty()) {
        Some(person) => registered(writer, person, on.day, &moment)?,
        None => guests(writer, line, &moment)?,
    };
    if let Some(left) = left {
        let presence = writer.presence(&entered.id)?;
        if presence.at > left.timestamp_millis() {
            let message =
                format!("当天 {} 已签到同样的用途，晚于这个离馆时间，请把离馆时间空着。", entered.at);
            return Err(ApiError::invalid("left", "left", message));
        }
        writer.left_then(&presence, left.timestamp_millis())?;
    }
    Ok(entered)
}

/// When they left, by the paper.
fn left(
    context: &Context<'_>,
    reader: &Reader<'_>,
    line: &PaperLine,
    day: NaiveDate,
    came: &Moment,
) -> Answer<Option<DateTime<Utc>>> {
    let wrong = |message: &str| ApiError::invalid("left", "left", message);
    let typed = clock::typed(line.left.as_deref().unwrap_or_default())
        .ok_or_else(|| wrong("离馆时间请写成 1630 或 16:30。"))?;
    let Some(time) = typed else { return Ok(None) };
    if !reader.centre()?.check_out {
        return Err(wrong("本中心没有启用离馆登记，请空着；要登记的，请管理员在“设置”里打开。"));
    }
    let left = local("left", &format!("{day}T{}", time.format("%H:%M")))?;
    if left < came.at {
        return Err(wrong("离馆时间早于到馆时间，请核对。"));
    }
    if left > context.now() {
        return Err(wrong("离馆时间还没有到，请核对。"));
    }
    Ok(Some(left))
}

fn guests(writer: &Writer<'_>, line: &PaperLine, moment: &Moment) -> Answer<BackEnteredLine> {
    let name = line.name.as_deref().map(|name| sentence(name, 60)).filter(|name| !name.is_empty());
    let name = name.ok_or_else(|| ApiError::invalid("name", "required", "请选人员，或写来宾姓名。"))?;
    let kind = kind(line.kind.as_deref().unwrap_or_default())?;
    let heads = line.heads.unwrap_or(1);
    if !(1..=MOST_HEADS).contains(&heads) {
        return Err(ApiError::invalid("heads", "heads", format!("人数请填 1 到 {MOST_HEADS}。")));
    }
    let guests = NewHeads { name: Some(&name), heads: &[(kind, heads)] };
    let id = writer.add_heads(guests, moment.visit())?;
    Ok(BackEnteredLine { id, name, at: clock_ms(moment.at.timestamp_millis()), repeat: false })
}

fn registered(writer: &Writer<'_>, person: &str, day: NaiveDate, moment: &Moment) -> Answer<BackEnteredLine> {
    let person = writer.person(&writer.stands_for(person)?)?;
    let name = show::fact(&person.facts, Field::Name);
    let died = show::fact(&person.facts, Field::State) == "去世"
        && show::date(&person.facts, Field::StateSince).is_none_or(|died| died.latest() < day);
    if died {
        return Err(ApiError::new(Code::Conflict, "登记为去世，请核对是不是这位同志。"));
    }
    let same = match &moment.event {
        Some(event) => writer.presence_at(&event.id, &person.id)?,
        None => {
            let earlier = writer.visits_of_day(&person.id, &moment.day)?;
            let same = earlier.into_iter().find(|visit| visit.purpose == moment.purpose_name);
            same.map(|visit| (visit.id, visit.at))
        }
    };
    Ok(match same {
        Some((id, at)) => BackEnteredLine { id, name, at: clock_ms(at), repeat: true },
        None => BackEnteredLine {
            id: writer.add_visit(&person.id, moment.visit())?,
            name,
            at: clock_ms(moment.at.timestamp_millis()),
            repeat: false,
        },
    })
}

/// The time of each line; an empty one is that of the line above.
fn times(lines: &[PaperLine]) -> Vec<Answer<NaiveTime>> {
    let mut above = None;
    let mut time = |line: &PaperLine| {
        let written = clock::typed(&line.time)
            .ok_or_else(|| ApiError::invalid("time", "time", "时间请写成 0910 或 9:10。"))?;
        above = written.or(above);
        above.ok_or_else(|| ApiError::invalid("time", "required", "第一行要写时间。"))
    };
    lines.iter().map(&mut time).collect()
}

fn at_line(number: usize, code: &str, message: &str) -> FieldError {
    FieldError { path: format!("lines.{number}"), code: code.to_owned(), message: message.to_owned() }
}

fn refused(fields: Vec<FieldError>) -> ApiError {
    let first = fields.first().map(|field| field.message.clone()).unwrap_or_default();
    let message = match fields.len() {
        1 => format!("有 1 行需要改，没有补录：{first}"),
        more => format!("有 {more} 行需要改，没有补录。第一处：{first}"),
    };
    ApiError { fields, ..ApiError::new(Code::Invalid, message) }
}
