use crate::context::Context;
use crate::error::{Answer, ApiError};
use crate::form::{required, sentence};
use crate::organization::{Saved, rules::in_force};
use crate::time::business_day;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use ts_rs::TS;
use yinhui_core::organization::term::{Due, due, ends};
use yinhui_store::organization::{PostFacts, PostRecord, TermFacts, TermRecord};
use yinhui_store::write::Table;
use yinhui_store::{Reader, StoreError, Writer};

/// One committee of an organization.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Term {
    /// Record id.
    pub id: String,
    /// The day of the election, or of the appointment.
    pub elected: String,
    /// For how many years; null where it was appointed.
    pub years: Option<i64>,
    /// The last day of the term, extended or not; empty where it was appointed.
    pub ends: String,
    /// `running`, `soon` or `over`; empty where it was appointed.
    pub due: String,
    /// 延期至; empty for none.
    pub extended_to: String,
    /// 延期批准文号
    pub extension: String,
    /// Free text.
    pub remark: String,
    /// Who holds which post.
    pub posts: Vec<Post>,
}

/// Somebody in a post.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Post {
    /// Record id.
    pub id: String,
    /// Record id of the person.
    pub person: String,
    /// Their name.
    pub name: String,
    /// 书记 …
    pub title: String,
    /// `2026-03-05`.
    pub from: String,
    /// Until when; empty while it lasts.
    pub until: String,
}

/// Write a committee.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields)]
pub struct SaveTerm {
    /// Left out for a new one.
    pub id: Option<String>,
    /// Record id of the organization.
    pub organization: String,
    /// The day of the election, `2026-03-05`.
    pub elected: String,
    /// It was appointed and has no term.
    #[serde(default)]
    pub appointed: bool,
    /// 延期至, `2026-09-05`.
    pub extended_to: Option<String>,
    /// 延期批准文号
    pub extension: Option<String>,
    /// Free text.
    pub remark: Option<String>,
    /// Every post of it; one not named any more is taken away.
    pub posts: Vec<SavePost>,
}

/// Write a post.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields)]
pub struct SavePost {
    /// Left out for a new one.
    pub id: Option<String>,
    /// Record id of the person.
    pub person: String,
    /// 书记, 副书记, 组织委员 …
    pub title: String,
    /// From that day on; the day of the election when left out.
    pub from: Option<String>,
    /// Until that day.
    pub until: Option<String>,
}

/// Names one committee.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct TermRef {
    /// Record id.
    pub id: String,
}

impl Term {
    pub(super) fn of(
        reader: &Reader<'_>,
        record: TermRecord,
        notice: u32,
        today: NaiveDate,
    ) -> Result<Self, StoreError> {
        let end = end_of(&record);
        Ok(Self {
            ends: end.map(|end| end.to_string()).unwrap_or_default(),
            due: end.map(|end| due_key(due(end, notice, today)).to_owned()).unwrap_or_default(),
            posts: reader.posts(&record.id)?.into_iter().map(Post::of).collect(),
            id: record.id,
            elected: record.elected,
            years: record.years,
            extended_to: record.extended_to.unwrap_or_default(),
            extension: record.extension.unwrap_or_default(),
            remark: record.remark.unwrap_or_default(),
        })
    }
}

impl Post {
    pub(crate) fn of(record: PostRecord) -> Self {
        Self {
            id: record.id,
            person: record.person,
            name: record.name,
            title: record.title,
            from: record.from_day,
            until: record.to_day.unwrap_or_default(),
        }
    }
}

/// The last day of a term; none where the committee was appointed.
pub(super) fn end_of(record: &TermRecord) -> Option<NaiveDate> {
    let years = record.years.and_then(|years| u32::try_from(years).ok())?;
    let extended = record.extended_to.as_ref().and_then(|day| day.parse().ok());
    Some(ends(record.elected.parse().ok()?, years, extended))
}

pub(super) const fn due_key(due: Due) -> &'static str {
    match due {
        Due::Running => "running",
        Due::Soon => "soon",
        Due::Over => "over",
    }
}

/// Writes a committee and its posts.
pub(crate) fn save_term(context: &Context<'_>, save: SaveTerm) -> Answer<Saved> {
    let elected = business_day("elected", &save.elected)?;
    if elected > context.today() {
        return Err(ApiError::invalid("elected", "future", "选举日期还没有到，请核对。"));
    }
    let some = |text: &Option<String>| text.clone().filter(|text| !text.trim().is_empty());
    let extended = some(&save.extended_to).map(|day| business_day("extended_to", &day)).transpose()?;
    if extended.is_some_and(|day| day <= elected) {
        return Err(ApiError::invalid("extended_to", "order", "延期至的日期要晚于选举日期，请核对。"));
    }
    let posts = posts(&save, elected)?;
    let (extension, remark) = (some(&save.extension), some(&save.remark));
    let (elected, extended) = (elected.to_string(), extended.map(|day| day.to_string()));
    context.write(|writer| {
        let organization = writer.organization(&save.organization)?;
        let taken = writer.terms_of(&organization.id)?;
        if taken.iter().any(|term| term.elected == elected && Some(&term.id) != save.id.as_ref()) {
            return Err(ApiError::invalid("elected", "taken", "这个党组织当天已登记过一届，请核对日期。"));
        }
        // A term keeps the years it was elected for, whatever the rules are now.
        let elected_for =
            taken.iter().find(|term| Some(&term.id) == save.id.as_ref()).and_then(|term| term.years);
        let years = match elected_for {
            _ if save.appointed => None,
            Some(years) => Some(years),
            None => in_force(writer)?.years(&organization.kind).map(i64::from),
        };
        let id = writer.save_term(
            save.id.as_deref(),
            TermFacts {
                organization: &organization.id,
                elected: &elected,
                years,
                extended_to: extended.as_deref(),
                extension: extension.as_deref().map(|text| sentence(text, 60)).as_deref(),
                remark: remark.as_deref().map(|text| sentence(text, 200)).as_deref(),
            },
        )?;
        put(writer, &id, &posts)?;
        Ok(Saved { id })
    })
}

/// A post as read.
struct Read {
    id: Option<String>,
    person: String,
    title: String,
    from: String,
    until: Option<String>,
}

fn posts(save: &SaveTerm, elected: NaiveDate) -> Answer<Vec<Read>> {
    let mut all = Vec::<Read>::new();
    for (at, post) in save.posts.iter().enumerate() {
        let path = |key: &str| format!("posts.{at}.{key}");
        let day = |key: &str, text: &Option<String>| {
            let text = text.as_deref().map(str::trim).filter(|text| !text.is_empty());
            text.map(|text| business_day(&path(key), text)).transpose()
        };
        let from = day("from", &post.from)?.unwrap_or(elected);
        let until = day("until", &post.until)?;
        // domain.md 2.4: an appointment is not earlier than the committee's election.
        if from < elected {
            return Err(ApiError::invalid(&path("from"), "order", "任职日期不能早于本届选举日期，请核对。"));
        }
        if until.is_some_and(|until| until < from) {
            return Err(ApiError::invalid(&path("until"), "order", "免职日期不能早于任职日期，请核对。"));
        }
        let title = required(&path("title"), "职务", &post.title, 20)?;
        let (from, until) = (from.to_string(), until.map(|until| until.to_string()));
        let ends = |until: &Option<String>| until.clone().unwrap_or_else(|| "9999".into());
        let overlaps = |other: &Read| from < ends(&other.until) && other.from < ends(&until);
        if title == "书记" && all.iter().any(|other| other.title == title && overlaps(other)) {
            return Err(ApiError::invalid(
                &path("title"),
                "taken",
                "同一时间只能有一位书记，请先填写前任的免职日期。",
            ));
        }
        all.push(Read { id: post.id.clone(), person: post.person.clone(), title, from, until });
    }
    Ok(all)
}

/// Writes every post and takes away those not named any more.
fn put(writer: &Writer<'_>, term: &str, posts: &[Read]) -> Answer<()> {
    let held = writer.posts(term)?;
    for gone in held.iter().filter(|held| posts.iter().all(|post| post.id.as_ref() != Some(&held.id))) {
        writer.remove(Table::Post, &gone.id, Some(&gone.person))?;
    }
    for post in posts {
        if post.id.as_ref().is_some_and(|id| held.iter().all(|held| held.id != *id)) {
            return Err(ApiError::not_found("任职记录"));
        }
        let facts = PostFacts {
            person: &post.person,
            title: &post.title,
            from_day: &post.from,
            to_day: post.until.as_deref(),
        };
        writer.save_post(post.id.as_deref(), term, facts)?;
    }
    Ok(())
}

/// Takes a committee out, as one entered by mistake; the log can bring it back.
pub(crate) fn remove_term(context: &Context<'_>, term: TermRef) -> Answer<()> {
    context.write(|writer| {
        writer.term(&term.id)?;
        for post in writer.posts(&term.id)? {
            writer.remove(Table::Post, &post.id, Some(&post.person))?;
        }
        Ok(writer.remove(Table::Term, &term.id, None)?)
    })
}
