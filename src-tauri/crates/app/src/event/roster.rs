use crate::context::Context;
use crate::error::{Answer, ApiError};
use crate::event::{EventRow, RosterLine, get::lines, sheet};
use crate::file::{About, exported_by, write_table};
use crate::host::FileRef;
use crate::person::Exported;
use crate::qr;
use serde::{Deserialize, Serialize};
use ts_rs::TS;
use yinhui_core::event::RowCode;
use yinhui_sheet::write::{ColumnKind, ColumnSpec, TableSheet, Value};
use yinhui_store::write::Table;
use yinhui_store::{Reader, StoreError};

/// Write the roster of an event to a workbook.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields)]
pub struct ExportRoster {
    /// Where to.
    pub file: FileRef,
    /// Record id of the event.
    pub event: String,
    /// `name` (pinyin), `strokes` (姓氏笔画), `rank`, `belongs` or `hand`; by name when left out.
    pub order: Option<String>,
    /// Empty lines below, for who comes without being on it.
    pub blank: Option<i64>,
    /// With their photos; left out for none.
    pub photos: Option<bool>,
    /// With a code to scan beside each name; left out for none.
    pub codes: Option<bool>,
}

/// What stands beside the names.
#[derive(Clone, Copy)]
struct Beside {
    photos: bool,
    codes: bool,
}

/// Writes the roster of an event to a workbook in the layout of a sign-in sheet (`domain.md` 4.4).
pub(crate) fn export_roster(context: &Context<'_>, export: ExportRoster) -> Answer<Exported> {
    let blank = export.blank.unwrap_or(0);
    if !(0..=500).contains(&blank) {
        return Err(ApiError::invalid("blank", "range", "空白行请填 0 到 500。"));
    }
    let beside = Beside { photos: export.photos.unwrap_or(false), codes: export.codes.unwrap_or(false) };
    let today = context.today();
    let (event, mut roster, centre) = context.read(|reader| {
        let event = EventRow::of(reader.event(&export.event)?, context.now());
        Ok((event, lines(reader, &export.event, today)?, reader.centre()?.name))
    })?;
    // Who withdrew and came all the same was there.
    roster.retain(|line| line.state != "取消" || line.is_present());
    sort(&mut roster, export.order.as_deref().unwrap_or("name"))?;
    let pictures = pictures(context, &event.id, &roster, beside)?;
    let rows = i64::try_from(roster.len()).unwrap_or(i64::MAX);
    let count = |fits: &dyn Fn(&RosterLine) -> bool| roster.iter().filter(|line| fits(line)).count();
    let (due, here) = (count(&RosterLine::is_due), count(&|line| line.is_due() && line.is_present()));
    let others = count(&|line| !line.is_due() && line.is_present());
    let came = if event.day.as_str() > today.to_string().as_str() {
        String::new()
    } else {
        format!("　实到 {here} 人　缺席 {} 人", due - here)
    };
    let others = if others == 0 { String::new() } else { format!("　另到 {others} 人") };
    let sheet = TableSheet {
        name: "签到表".into(),
        title: format!("{}签到表", event.name),
        head_left: format!("主办：{}　地点：{}", holder(&event, &centre), event.venue),
        head_right: format!("{} {}–{}", event.day, event.from, event.to),
        columns: columns(beside),
        rows: roster
            .iter()
            .zip(pictures)
            .enumerate()
            .map(|(at, (line, pictures))| row(at + 1, line, pictures))
            .chain((0..usize::try_from(blank).unwrap_or(0)).map(|at| number_only(roster.len() + at + 1)))
            .collect(),
        foot: vec![format!("应到 {due} 人{came}{others}"), exported_by(context)?],
    };
    let file =
        write_table(context, export.file, &sheet, About::Record(Table::Event, &export.event), "roster")?;
    Ok(Exported { rows, file })
}

/// Who holds it: an organization, a team or both; else the centre.
fn holder(event: &EventRow, centre: &str) -> String {
    let holders = [event.organization_name.as_str(), &event.team_name];
    let holders = holders.into_iter().filter(|name| !name.is_empty()).collect::<Vec<_>>();
    if holders.is_empty() { centre.to_owned() } else { holders.join("、") }
}

fn sort(roster: &mut [RosterLine], order: &str) -> Answer<()> {
    match order {
        "name" => {}
        "strokes" => roster.sort_by_key(|line| line.by_strokes),
        "rank" => roster.sort_by_cached_key(|line| rank(&line.rank)),
        "belongs" => roster.sort_by_cached_key(|line| (line.belongs.is_empty(), line.belongs.clone())),
        "hand" => roster.sort_by_key(|line| line.place.unwrap_or(i64::MAX)),
        _ => return Err(ApiError::invalid("order", "not_in_list", "排序方式请从列表中选择。")),
    }
    Ok(())
}

/// Place in the table of ranks, the highest first; unknown last.
fn rank(label: &str) -> usize {
    let table = yinhui_core::code::table("rank");
    let place = table.and_then(|table| table.entries.iter().position(|entry| entry.label == label));
    place.unwrap_or(usize::MAX)
}

/// What stands beside each name, in the order of the roster. All of it is held at once, hence the limit.
fn pictures(
    context: &Context<'_>,
    event: &str,
    roster: &[RosterLine],
    beside: Beside,
) -> Answer<Vec<Vec<Value>>> {
    if beside.photos || beside.codes {
        sheet::refuse_many(roster.len())?;
    }
    let photo = |reader: &Reader<'_>, line: &RosterLine| -> Result<Value, StoreError> {
        Ok(reader.photo_of(&line.person)?.map_or(Value::Empty, Value::Picture))
    };
    let code = |line: &RosterLine| -> Answer<Value> {
        let code = RowCode::of(event, &line.person);
        let drawn = code.map(|code| qr::picture(&code.to_string())).transpose()?;
        Ok(drawn.map_or(Value::Empty, Value::Picture))
    };
    let mut all = vec![Vec::new(); roster.len()];
    if beside.photos {
        let photos = context.read(|reader| {
            roster.iter().map(|line| photo(reader, line)).collect::<Result<Vec<_>, StoreError>>()
        })?;
        all.iter_mut().zip(photos).for_each(|(pictures, photo)| pictures.push(photo));
    }
    if beside.codes {
        for (pictures, line) in all.iter_mut().zip(roster) {
            pictures.push(code(line)?);
        }
    }
    Ok(all)
}

fn columns(beside: Beside) -> Vec<ColumnSpec> {
    let pictures = [("照片", beside.photos), ("签到码", beside.codes)];
    let pictures = pictures.into_iter().filter(|(_, wanted)| *wanted);
    let pictures = pictures.map(|(label, _)| (label, 8.0, ColumnKind::Short));
    let (before, after) = COLUMNS.split_at(1);
    let all = before.iter().copied().chain(pictures).chain(after.iter().copied());
    all.map(|(label, width, kind)| ColumnSpec { label: label.into(), width, kind }).collect()
}

const COLUMNS: [(&str, f64, ColumnKind); 10] = [
    ("序号", 6.0, ColumnKind::Number),
    ("姓名", 10.0, ColumnKind::Text),
    ("性别", 6.0, ColumnKind::Short),
    ("出生年月", 10.0, ColumnKind::Code),
    ("单位（支部）", 28.0, ColumnKind::Text),
    ("职级", 12.0, ColumnKind::Text),
    ("联系电话", 14.0, ColumnKind::Code),
    ("签名", 14.0, ColumnKind::Text),
    ("签到时间", 10.0, ColumnKind::Code),
    ("备注", 18.0, ColumnKind::Text),
];

fn row(nth: usize, line: &RosterLine, pictures: Vec<Value>) -> Vec<Value> {
    let text = |text: &str| Value::from(text.to_owned());
    let state = if line.state == "报名" { "" } else { &line.state };
    let how = if line.attendance == "到" { "" } else { &line.attendance };
    let remark = [state, how, &line.reason].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>();
    let mut row = number_only(nth);
    row.extend(pictures);
    row.extend([
        text(&line.name),
        text(&line.sex),
        text(&line.birth),
        text(&line.belongs),
        text(&line.rank),
        text(&line.phones),
        Value::Empty,
        text(&line.at),
        text(&remark.join("，")),
    ]);
    row
}

fn number_only(nth: usize) -> Vec<Value> {
    vec![Value::from(u32::try_from(nth).unwrap_or(u32::MAX))]
}
