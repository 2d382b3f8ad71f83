use crate::context::Context;
use crate::error::{Answer, ApiError, Code};
use crate::form::sentence;
use crate::ledger::EntryRef;
use crate::ledger::show::short;
use crate::person::show;
use crate::time::business_day;
use crate::volunteer::totals::hundredths;
use chrono::Datelike;
use serde::{Deserialize, Serialize};
use ts_rs::TS;
use yinhui_core::person::Field;
use yinhui_store::ledger::{EntryFacts, EntryFilter, EntryRecord};
use yinhui_store::{Reader, StoreError};

/// The ledger of what was issued.
const LEDGER: &str = "volunteer_certificate";

/// Issue a certificate of service.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct IssueCertificate {
    /// Record id of the volunteer.
    pub person: String,
    /// First day of the service.
    pub from: String,
    /// Last day.
    pub to: String,
    /// 负责人
    pub head: String,
    /// 经办人
    pub clerk: String,
    /// 联系方式 of the centre.
    pub contact: String,
}

/// A certificate of service, to be printed and sealed.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct VolunteerCertificate {
    /// Record id of its line in the ledger.
    pub id: String,
    /// 证明编号
    pub number: String,
    /// The day it was issued.
    pub day: String,
    /// The centre.
    pub centre: String,
    /// 姓名
    pub name: String,
    /// 性别
    pub sex: String,
    /// Masked.
    pub identity: String,
    /// First day of the service.
    pub from: String,
    /// Last day.
    pub to: String,
    /// Hours in all.
    pub hours: String,
    /// How often.
    pub times: i64,
    /// What was served, by day.
    pub lines: Vec<VolunteerLine>,
    /// 负责人
    pub head: String,
    /// 经办人
    pub clerk: String,
    /// 联系方式
    pub contact: String,
}

/// One service.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct VolunteerLine {
    /// The day.
    pub day: String,
    /// 服务内容
    pub content: String,
    /// The team; empty for none.
    pub team: String,
    /// Hours.
    pub hours: String,
}

/// Issues a certificate: it is given the next number of the year and kept in the ledger.
pub(crate) fn issue(context: &Context<'_>, issue: IssueCertificate) -> Answer<VolunteerCertificate> {
    let (from, to) = (business_day("from", &issue.from)?, business_day("to", &issue.to)?);
    if to < from {
        return Err(ApiError::invalid("to", "order", "服务止不能早于服务起。"));
    }
    let texts = [("head", &issue.head), ("clerk", &issue.clerk), ("contact", &issue.contact)];
    let texts = texts.map(|(key, text)| (key.to_owned(), sentence(text, 60)));
    let today = context.today();
    context.write(|writer| {
        writer.person(&issue.person)?;
        let lines = served(writer, &issue.person, &from.to_string(), &to.to_string())?;
        if lines.is_empty() {
            let message = "这段时间没有志愿服务记录，不能开具证明。请先登记服务，或改一下起止日期。";
            return Err(ApiError::new(Code::Conflict, message));
        }
        let number = next_number(writer, today.year())?;
        let mut facts = texts
            .iter()
            .filter(|(_, text)| !text.is_empty())
            .cloned()
            .collect::<yinhui_core::ledger::Facts>();
        facts.extend([
            ("number".to_owned(), number),
            ("from".to_owned(), from.to_string()),
            ("to".to_owned(), to.to_string()),
            ("hours".to_owned(), lines.iter().map(hundredths).sum::<i64>().to_string()),
            ("times".to_owned(), lines.len().to_string()),
            ("lines".to_owned(), serde_json::to_string(&told(&lines)).map_err(StoreError::from)?),
        ]);
        let entry = EntryFacts {
            ledger: LEDGER,
            day: &today.to_string(),
            until: None,
            person: Some(&issue.person),
            organization: None,
            team: None,
            event: None,
            state: None,
            facts: &facts,
        };
        let id = writer.save_entry(None, entry)?;
        Ok(shown(writer, writer.entry(&id)?)?)
    })
}

/// A certificate that was issued, to be printed again.
pub(crate) fn certificate(context: &Context<'_>, which: EntryRef) -> Answer<VolunteerCertificate> {
    let entry = context.read(|reader| reader.entry(&which.id))?;
    if entry.ledger != LEDGER {
        return Err(ApiError::not_found("这份证明"));
    }
    context.read(|reader| shown(reader, entry))
}

/// Numbers run through each year: 2026-003. One that was taken back is never given again: its paper may be about.
fn next_number(reader: &Reader<'_>, year: i32) -> Result<String, StoreError> {
    let issued = reader.numbers_ever(LEDGER, "number")?;
    let numbers = issued.iter().filter_map(|number| {
        let (of, number) = number.split_once('-')?;
        (of.parse::<i32>().ok()? == year).then(|| number.parse::<u32>().ok())?
    });
    Ok(format!("{year}-{:03}", numbers.max().unwrap_or(0) + 1))
}

/// Services of one person, first to last.
fn served(reader: &Reader<'_>, person: &str, from: &str, to: &str) -> Result<Vec<EntryRecord>, StoreError> {
    let filter = EntryFilter {
        ledger: Some("volunteer".into()),
        person: Some(person.to_owned()),
        from: Some(from.to_owned()),
        to: Some(to.to_owned()),
        ..EntryFilter::default()
    };
    let mut lines = reader.entries(&filter, 0, i64::from(i32::MAX))?;
    lines.reverse();
    Ok(lines)
}

fn told(lines: &[EntryRecord]) -> Vec<VolunteerLine> {
    let line = |line: &EntryRecord| VolunteerLine {
        day: line.day.clone(),
        content: line.facts.get("content").cloned().unwrap_or_default(),
        team: line.team.clone().map(|(_, name)| name).unwrap_or_default(),
        hours: short(hundredths(line)),
    };
    lines.iter().map(line).collect()
}

fn shown(reader: &Reader<'_>, entry: EntryRecord) -> Result<VolunteerCertificate, StoreError> {
    let (person, _) = entry.person.clone().ok_or(StoreError::NotFound("person"))?;
    let facts = reader.person(&person)?.facts;
    let told = |key: &str| entry.facts.get(key).cloned().unwrap_or_default();
    let number = |key: &str| told(key).parse::<i64>().unwrap_or(0);
    // As it was issued; one from before that was kept shows what stands in the ledger now.
    let kept = entry.facts.get("lines").and_then(|lines| serde_json::from_str(lines).ok());
    let lines = match kept {
        Some(lines) => lines,
        None => self::told(&served(reader, &person, &told("from"), &told("to"))?),
    };
    Ok(VolunteerCertificate {
        number: told("number"),
        day: entry.day.clone(),
        centre: reader.centre()?.name,
        name: show::fact(&facts, Field::Name),
        sex: show::fact(&facts, Field::Sex),
        identity: show::masked(Field::Identity, &show::fact(&facts, Field::Identity), false),
        from: told("from"),
        to: told("to"),
        hours: short(number("hours")),
        times: number("times"),
        lines,
        head: told("head"),
        clerk: told("clerk"),
        contact: told("contact"),
        id: entry.id,
    })
}
