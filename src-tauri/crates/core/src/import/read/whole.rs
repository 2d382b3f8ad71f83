//! A row weighed against itself: the ID against sex and birth, the order of its dates.

use super::{CellReading, RowReading};
use crate::{
    date::{PartialDate, Precision},
    flag::Flag,
    person::{Field, identity::IdentityNumber},
};
use chrono::{Datelike, NaiveDate};
use compact_str::CompactString;

/// What the row says of a field so far.
pub(super) fn understood(row: &RowReading, field: Field) -> Option<&CellReading> {
    row.cells.iter().find(|c| c.field == field && !c.understood.is_empty())
}

/// A date the row gives so far.
pub(super) fn date(row: &RowReading, field: Field) -> Option<PartialDate> {
    understood(row, field).and_then(|c| c.understood.parse().ok())
}

/// Fills sex and birth from a good ID; shows where the cells say otherwise. A number whose day has not come, or is that
/// of a child, is shown and believed in nothing.
pub(super) fn by_identity(row: &mut RowReading, identity: Option<&IdentityNumber>, today: NaiveDate) {
    let Some(identity) = identity else { return };
    if identity.birth().year() > today.year() - LEAST_AGE {
        return warn(row, Field::Identity, "号码中的出生日期与离退休人员的年龄不符，请对照证件核对");
    }
    let filled = |field: Field, text: String| {
        let note = Some("由身份证号得出".into());
        CellReading::derived(field, None, identity.as_str(), text, note)
    };
    match understood(row, Field::Sex).map(|c| c.understood.clone()) {
        None => row.cells.push(filled(Field::Sex, identity.sex().to_owned())),
        Some(sex) if sex != identity.sex() => warn(row, Field::Sex, "与身份证号的性别不符，请核对"),
        Some(_) => {}
    }
    let Some(in_id) = PartialDate::full(identity.birth()) else { return };
    let Some(reading) = row.cells.iter_mut().find(|c| c.field == Field::Birth && !c.understood.is_empty())
    else {
        return row.cells.push(filled(Field::Birth, in_id.to_string()));
    };
    let Ok(in_file) = reading.understood.parse::<PartialDate>() else { return };
    let same_year = in_file.year() == in_id.year();
    if in_file.finer(in_id) == Some(in_id)
        || (reading.flag == Flag::Doubtful && same_year && !reading.settled)
    {
        if in_file.precision() < Precision::Day {
            reading.understood = CompactString::from(in_id.to_string());
            reading.flag = reading.flag.max(Flag::Normalised);
            reading.note.get_or_insert_with(|| "日取自身份证号".into());
        }
    } else {
        warn(row, Field::Birth, "与身份证号的出生日期不符，请核对；档案日期可与身份证不同");
    }
}

/// Nobody retires younger; whoever seems to was read wrong, or is a child of somebody.
const LEAST_AGE: i32 = 30;

/// Orders of dates that cannot be, and what does not go together.
pub(super) fn contradictions(row: &mut RowReading, today: NaiveDate) {
    let birth = date(row, Field::Birth);
    if birth.is_some_and(|birth| birth.year() > today.year() - LEAST_AGE) {
        warn(row, Field::Birth, "按这个日期本人还不到30岁，请核对");
    }
    let political = understood(row, Field::Political).map(|c| c.understood.clone());
    if political.is_some_and(|political| !political.starts_with("中共"))
        && date(row, Field::PartyJoin).is_some()
    {
        warn(row, Field::PartyJoin, "政治面貌不是中共党员，却有入党时间，请核对");
    }
    let at_least = |row: &RowReading, field: Field, years: i32| {
        let (Some(birth), Some(day)) = (birth, date(row, field)) else { return true };
        day.year() - birth.year() >= years
    };
    if !at_least(row, Field::PartyJoin, 16) {
        warn(row, Field::PartyJoin, "入党时不满16岁，请核对");
    }
    if !at_least(row, Field::WorkStart, 8) {
        warn(row, Field::WorkStart, "参加工作时年龄过小，请核对");
    }
    if !at_least(row, Field::Retire, 18) {
        warn(row, Field::Retire, "离退休时年龄过小，请核对");
    }
    let earlier = |row: &RowReading, first: Field, then: Field| matches!((date(row, first), date(row, then)), (Some(a), Some(b)) if b.latest() < a.earliest());
    if earlier(row, Field::WorkStart, Field::Retire) {
        warn(row, Field::Retire, "离退休早于参加工作，请核对");
    }
    if earlier(row, Field::PartyJoin, Field::FullMembership) {
        warn(row, Field::FullMembership, "转正早于入党，请核对");
    }
}

/// Marks a cell as one a clerk should look at, unless somebody has.
pub(super) fn warn(row: &mut RowReading, field: Field, note: &'static str) {
    let open = |c: &&mut CellReading| c.field == field && !c.understood.is_empty() && !c.settled;
    for reading in row.cells.iter_mut().filter(open) {
        reading.flag = reading.flag.max(Flag::Doubtful);
        reading.note = Some(note.into());
    }
}
