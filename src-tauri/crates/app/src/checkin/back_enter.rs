//! 补录: a paper sheet entered afterwards, in one pass.

use crate::checkin::{BackEnter, BackEntered, BackEnteredLine, PaperLine, moment::Moment};
use crate::context::Context;
use crate::error::{Answer, ApiError, Code, FieldError};
use crate::form::sentence;
use crate::person::show;
use crate::time::{business_day, clock_ms};
use chrono::{NaiveDate, NaiveTime};
use yinhui_core::date::clock;
use yinhui_core::person::Field;
use yinhui_store::Writer;
use yinhui_store::checkin::{HeadKind, NewHeads};

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
        let mut lines = Vec::new();
        let mut wrong = Vec::new();
        for (number, (line, time)) in sheet.lines.iter().zip(&times).enumerate() {
            match time.clone().and_then(|time| enter(context, writer, line, day, time)) {
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

fn enter(
    context: &Context<'_>,
    writer: &Writer<'_>,
    line: &PaperLine,
    day: NaiveDate,
    time: NaiveTime,
) -> Answer<BackEnteredLine> {
    let at = format!("{day}T{}", time.format("%H:%M"));
    let moment = Moment::read(context, writer, Some(&at), line.purpose.as_deref())?;
    let Some(person) = line.person.as_deref().filter(|person| !person.is_empty()) else {
        let name = line.name.as_deref().map(|name| sentence(name, 30)).filter(|name| !name.is_empty());
        let name = name.ok_or_else(|| ApiError::invalid("name", "required", "请选人员，或写来宾姓名。"))?;
        let guest = NewHeads { name: Some(&name), heads: &[(HeadKind::Public, 1)] };
        let id = writer.add_heads(guest, moment.visit())?;
        let at = clock_ms(moment.at.timestamp_millis());
        return Ok(BackEnteredLine { id, name, at, repeat: false });
    };
    let person = writer.person(&writer.stands_for(person)?)?;
    let name = show::fact(&person.facts, Field::Name);
    let died = show::fact(&person.facts, Field::State) == "去世"
        && show::date(&person.facts, Field::StateSince).is_none_or(|died| died.latest() < day);
    if died {
        return Err(ApiError::new(Code::Conflict, "登记为去世，请核对是不是这位同志。"));
    }
    let earlier = writer.visits_of_day(&person.id, &moment.day)?;
    let same = earlier.into_iter().find(|visit| visit.purpose == moment.purpose_name);
    Ok(match same {
        Some(visit) => BackEnteredLine { id: visit.id, name, at: clock_ms(visit.at), repeat: true },
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
