use crate::checkin::{Day, HourCount, ShowDay, StreamLine};
use crate::context::Context;
use crate::error::Answer;
use crate::operator::Role;
use crate::time::{business_day, clock_ms};
use yinhui_store::checkin::PresenceRecord;

/// A day at the desk: totals, hours, stream.
pub(crate) fn day(context: &Context<'_>, show: ShowDay) -> Answer<Day> {
    let day = match show.day.as_deref().filter(|day| !day.is_empty()) {
        Some(text) => business_day("day", text)?,
        None => context.today(),
    };
    let limit = show.limit.unwrap_or(50).clamp(1, 500);
    let purpose = show.purpose.as_deref().filter(|purpose| !purpose.is_empty());
    let text = day.to_string();
    let now = day == context.today();
    let (inside, totals, hours, (rows, total)) = context.read(|reader| {
        let notes = now && reader.centre()?.check_out;
        Ok((
            if notes { Some(reader.heads_inside(&text)?) } else { None },
            reader.span_totals(&text, &text, purpose)?,
            reader.span_hours(&text, &text, purpose)?,
            reader.day_stream(&text, purpose, limit)?,
        ))
    })?;
    let may_undo = |row: &PresenceRecord| match context.role() {
        Some(Role::Admin) => true,
        Some(Role::Desk) => row.desk == context.host().desk() && day == context.today(),
        _ => false,
    };
    Ok(Day {
        stream: rows.chunk_by(|a, b| a.entry == b.entry).filter_map(|entry| line(entry, may_undo)).collect(),
        day: text,
        visits: totals.visits,
        persons: totals.persons,
        anonymous: totals.anonymous,
        inside,
        hours: hours.into_iter().map(|(hour, visits)| HourCount { hour, visits }).collect(),
        total,
    })
}

/// One line for the rows of one act.
pub(super) fn line(
    entry: &[PresenceRecord],
    may_undo: impl Fn(&PresenceRecord) -> bool,
) -> Option<StreamLine> {
    let first = entry.first()?;
    Some(StreamLine {
        id: first.id.clone(),
        at: clock_ms(first.at),
        person: first.person.clone(),
        name: first.name.clone().unwrap_or_else(|| "来宾".into()),
        detail: who(entry),
        purpose: first.purpose.clone(),
        left: first.left_at.map(clock_ms),
        minutes: first.left_at.map(|left| (left - first.at) / 60_000),
        back_entered: first.back_entered,
        may_undo: may_undo(first),
    })
}

/// Heads by kind for a group, the kind for a guest; nothing for a person.
pub(super) fn who(entry: &[PresenceRecord]) -> String {
    let Some(first) = entry.first() else { return String::new() };
    let heads =
        entry.iter().map(|row| format!("{} {}人", kind(row), row.heads)).collect::<Vec<_>>().join("，");
    match (&first.person, &first.name) {
        (Some(_), _) => String::new(),
        (None, Some(_)) if entry.len() == 1 && first.heads == 1 => format!("来宾 · {}", kind(first)),
        (None, Some(_)) => format!("团体 · {heads}"),
        (None, None) => heads,
    }
}

fn kind(row: &PresenceRecord) -> &'static str {
    match row.kind.as_str() {
        "retired" => "老干部",
        "in_service" => "在职",
        "public" => "群众",
        _ => "",
    }
}
