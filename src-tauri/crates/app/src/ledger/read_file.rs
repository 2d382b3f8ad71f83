use crate::context::Context;
use crate::error::{Answer, ApiError, Code};
use crate::host::FileRef;
use crate::import::{MaybeSame, about, open::open};
use crate::ledger::enlist;
use crate::ledger::kinds::info;
use crate::ledger::{LedgerInfo, SaveEntry, add, save::Line, target};
use crate::person::show;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use ts_rs::TS;
use yinhui_core::date::{PartialDate, typed};
use yinhui_core::import::list::{self, Wanted};
use yinhui_core::ledger::{Ledger, SubjectKind};
use yinhui_core::person::{Facts, Field};
use yinhui_core::text;
use yinhui_store::{Reader, StoreError};

/// Read lines of a ledger from a workbook.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct ReadEntries {
    /// Key of the ledger.
    pub ledger: String,
    /// The workbook.
    pub file: FileRef,
}

/// The lines of a workbook, to look at before they are written.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct EntriesFile {
    /// The sheet they stand in.
    pub sheet: String,
    /// Other sheets with such a list, which are not read.
    pub others: Vec<String>,
    /// Headers of it that are not taken.
    pub untaken: Vec<String>,
    /// What the lines are of.
    pub ledger: LedgerInfo,
    /// The lines.
    pub lines: Vec<EntryDraft>,
}

/// A line as a workbook has it.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct EntryDraft {
    /// Its row, from 1.
    pub row: i64,
    /// The line as it would be written; what could not be understood stands in it as it was written.
    pub entry: SaveEntry,
    /// The name of the person as written; empty for none.
    pub person: String,
    /// The name of the party organization as written; empty for none.
    pub organization: String,
    /// The name of the team as written; empty for none.
    pub team: String,
    /// Whom it may be about, where that is not certain.
    pub maybe: Vec<MaybeSame>,
    /// What is to be mended before it can be written; empty for nothing.
    pub problem: String,
    /// The very line stands in the ledger, or further up in the workbook.
    pub same: bool,
}

/// What tells apart people of one name; a ledger's own columns of these names go first.
const TELLING: [(Field, &[&str]); 6] = [
    (Field::Identity, &["公民身份号码", "身份证号", "身份证号码", "身份证"]),
    (Field::Card, &["卡号", "会员卡号"]),
    (Field::Phones, &["联系电话", "手机号码", "手机", "电话"]),
    (Field::Birth, &["出生日期", "出生年月"]),
    (Field::Unit, &["原工作单位", "工作单位", "单位"]),
    (Field::Branch, &["所在支部", "所在党支部", "党支部", "支部"]),
];

/// Reads the lines of a workbook: a hand-kept list, or what this program exported. Writes nothing.
pub(crate) fn read_file(context: &Context<'_>, read: ReadEntries) -> Answer<EntriesFile> {
    let ledger = target(context, &read.ledger)?;
    let book = open(context, &read.file)?;
    let list = list::read(&book, &wanted(ledger)).ok_or_else(|| {
        let anchor = if ledger.undated { "姓名" } else { &ledger.day };
        let message = format!("没有找到“{anchor}”一栏。表里要有一行表头，其中有这一栏。请核对表头后再试。");
        ApiError::new(Code::Unreadable, message)
    })?;
    if list.rows.len() > add::MOST {
        let message = format!("表里有 {} 行，一次最多登记 {} 行，请拆开再试。", list.rows.len(), add::MOST);
        return Err(ApiError::new(Code::TooLarge, message));
    }
    let untaken = list.columns.iter().filter(|(written, key)| key.is_none() && !is_count(written));
    let untaken = untaken.map(|(written, _)| written.clone()).collect();
    let lines = context.read(|reader| {
        let bodies = Bodies::known(reader)?;
        let mut seen = Vec::new();
        let drafts = list.rows.iter().enumerate().map(|(at, line)| {
            context.progress(at, list.rows.len());
            let draft = draft(reader, ledger, &bodies, line, context.today())?;
            weighed(reader, ledger, draft, &mut seen, context.today())
        });
        Ok((info(reader, ledger)?, drafts.collect::<Result<Vec<_>, StoreError>>()?))
    })?;
    let (ledger, lines) = lines;
    Ok(EntriesFile { sheet: list.sheet, others: list.others, untaken, ledger, lines })
}

/// 序号 is nobody's fact.
fn is_count(header: &str) -> bool {
    ["", "序号", "编号"].contains(&text::compact(header).as_str())
}

fn wanted(ledger: &Ledger) -> Vec<Wanted> {
    let mut all =
        vec![Wanted::new("day", &[&ledger.day, &ledger.day.replace("日期", "时间"), "日期", "时间"])];
    if ledger.key == enlist::TALENT {
        all.push(Wanted::new("day", &["入库日期", "入库时间", "申报日期"]));
    }
    let dated = all.len();
    all.extend(
        ledger.until.iter().map(|until| Wanted::new("until", &[until, &until.replace("日期", "时间")])),
    );
    all.extend(ledger.subjects.iter().map(|subject| match subject.kind {
        SubjectKind::Person => Wanted::new("person", &[&subject.label, "姓名", "个人"]),
        SubjectKind::Organization => {
            Wanted::new("organization", &[&subject.label, "党组织", "党支部", "支部"])
        }
        SubjectKind::Team => Wanted::new("team", &[&subject.label, "团队", "队伍"]),
        SubjectKind::Event => Wanted::new("event", &[&subject.label]),
    }));
    all.extend(
        ledger.fields.iter().map(|column| Wanted::new(&format!("facts.{}", column.key), &[&column.label])),
    );
    if ledger.undated {
        // Found by the names of people: the day may be missing.
        all.rotate_left(dated);
        all.sort_by_key(|wanted| wanted.key != "person");
    }
    if !ledger.states.is_empty() {
        all.push(Wanted::new("state", &["状态", "办理状态"]));
    }
    all.extend(TELLING.iter().map(|(field, names)| Wanted::new(field.key(), names)));
    all
}

/// Organizations and teams: id and name.
struct Bodies {
    organizations: Vec<(String, String)>,
    teams: Vec<(String, String)>,
}

impl Bodies {
    fn known(reader: &Reader<'_>) -> Result<Self, StoreError> {
        Ok(Self {
            organizations: reader.organizations()?.into_iter().map(|one| (one.id, one.name)).collect(),
            teams: reader.teams()?.into_iter().map(|one| (one.id, one.name)).collect(),
        })
    }
}

fn draft(
    reader: &Reader<'_>,
    ledger: &Ledger,
    bodies: &Bodies,
    line: &list::Line,
    today: NaiveDate,
) -> Result<EntryDraft, StoreError> {
    let value = |key: &str| line.values.get(key).cloned().unwrap_or_default();
    let day = |written: String| {
        typed(&written, today).and_then(PartialDate::exact).map_or(written, |day| day.to_string())
    };
    let some = |text: String| Some(text).filter(|text| !text.is_empty());
    let facts = line
        .values
        .iter()
        .filter_map(|(key, value)| Some((key.strip_prefix("facts.")?.to_owned(), value.clone())));
    let mut problems = Vec::new();
    let (person, maybe) = whose(reader, line)?;
    if !value("person").is_empty() && person.is_none() {
        problems.push(if maybe.is_empty() { "这位没有登记过" } else { "不能确定是哪一位" });
    }
    let organization = named(&bodies.organizations, &value("organization"));
    if !value("organization").is_empty() && organization.is_none() {
        problems.push("没有这个党组织");
    }
    let team = named(&bodies.teams, &value("team"));
    if !value("team").is_empty() && team.is_none() {
        problems.push("没有这个团队");
    }
    let event = value("event");
    let events = if event.is_empty() { Vec::new() } else { reader.events_named(&event)? };
    let on_day = day(value("day"));
    let event = events.iter().find(|one| one.1 == on_day).or(events.first().filter(|_| events.len() == 1));
    if !value("event").is_empty() && event.is_none() {
        problems.push("没有这个活动");
    }
    Ok(EntryDraft {
        row: line.number.into(),
        entry: SaveEntry {
            id: None,
            ledger: ledger.key.clone(),
            day: on_day,
            until: some(value("until")).map(day),
            person,
            organization,
            team,
            event: event.map(|one| one.0.clone()),
            state: some(value("state")),
            facts: facts.collect::<BTreeMap<_, _>>(),
        },
        person: value("person"),
        organization: value("organization"),
        team: value("team"),
        maybe,
        problem: problems.join("；"),
        same: false,
    })
}

/// What writing it would say, and whether it stands there already.
fn weighed(
    reader: &Reader<'_>,
    ledger: &'static Ledger,
    draft: EntryDraft,
    seen: &mut Vec<SaveEntry>,
    today: NaiveDate,
) -> Result<EntryDraft, StoreError> {
    if !draft.problem.is_empty() {
        return Ok(draft);
    }
    let line = match Line::understood(ledger, draft.entry.clone(), today) {
        Ok(line) => line,
        Err(error) => return Ok(EntryDraft { problem: error.message, ..draft }),
    };
    let entry = SaveEntry { facts: line.told(reader, None)?.into_owned(), ..draft.entry.clone() };
    let same = seen.contains(&entry) || line.stands(reader)?;
    if let Err(error) = line.check(reader)
        && !same
    {
        return Ok(EntryDraft { problem: error.message, ..draft });
    }
    seen.push(entry);
    Ok(EntryDraft { same, ..draft })
}

fn named(all: &[(String, String)], written: &str) -> Option<String> {
    let wanted = text::compact(written);
    let found = all.iter().find(|(_, name)| !wanted.is_empty() && text::compact(name) == wanted);
    found.map(|(id, _)| id.clone())
}

/// The only person a line can be about, or whom it may be about.
fn whose(reader: &Reader<'_>, line: &list::Line) -> Result<(Option<String>, Vec<MaybeSame>), StoreError> {
    let value = |key: &str| line.values.get(key).map_or("", String::as_str);
    let name = value("person");
    if name.is_empty() {
        return Ok((None, Vec::new()));
    }
    for field in [Field::Identity, Field::Card, Field::Phones] {
        let held =
            if value(field.key()).is_empty() { Vec::new() } else { reader.holders(value(field.key()))? };
        if let [only] = held.as_slice()
            && is_named(&reader.person(only)?.facts, name)
        {
            return Ok((Some(only.clone()), Vec::new()));
        }
    }
    let mut agreeing = Vec::new();
    let mut maybe = Vec::new();
    for id in reader.people_named(name)? {
        let facts = reader.person(&id)?.facts;
        if is_named(&facts, name) {
            if agrees(line, &facts) {
                agreeing.push(id.clone());
            }
            maybe.push(MaybeSame { person: Some(id), ..about(&facts) });
        }
    }
    match agreeing.as_slice() {
        [only] => Ok((Some(only.clone()), Vec::new())),
        _ => Ok((None, maybe)),
    }
}

/// They bear that name, or bore it, or are called so.
fn is_named(facts: &Facts, name: &str) -> bool {
    let name = text::compact(name);
    [Field::Name, Field::Alias, Field::FormerName]
        .into_iter()
        .any(|field| text::compact(&show::fact(facts, field)) == name)
}

/// Nothing the line tells speaks against them.
fn agrees(line: &list::Line, facts: &Facts) -> bool {
    TELLING.iter().all(|(field, _)| {
        let (Some(written), Some(held)) = (line.values.get(field.key()), facts.get(field)) else {
            return true;
        };
        if *field == Field::Unit && facts.get(&Field::Branch).is_some_and(|branch| is_part(written, branch)) {
            // One column for both: 单位（支部）.
            return true;
        }
        let (written, held) = (text::compact(written), text::compact(held));
        match field {
            Field::Birth => {
                let digits = |text: &str| text.chars().filter(char::is_ascii_digit).collect::<String>();
                let (written, held) = (digits(&written), digits(&held));
                written.starts_with(&held) || held.starts_with(&written)
            }
            Field::Unit | Field::Branch => is_part(&written, &held),
            Field::Phones => is_among(&written, &held),
            _ => written.eq_ignore_ascii_case(&held),
        }
    })
}

fn is_part(one: &str, other: &str) -> bool {
    let (one, other) = (text::compact(one), text::compact(other));
    one.contains(&other) || other.contains(&one)
}

/// The number is one of those held; a masked one (138****5678) speaks against nobody whose number begins and ends so.
fn is_among(written: &str, held: &str) -> bool {
    match (written.split_once('*'), written.rsplit_once('*')) {
        (Some((begins, _)), Some((_, ends))) => {
            let mut numbers = held.split(|letter: char| !letter.is_ascii_digit());
            numbers.any(|number| number.starts_with(begins) && number.ends_with(ends))
        }
        _ => held.contains(written),
    }
}
