use crate::context::Context;
use crate::error::{Answer, ApiError, Code, FieldError};
use crate::event::menu;
use crate::ledger::{EntryRow, enlist, follow, known, rule};
use crate::time::business_day;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use std::borrow::Cow;
use std::collections::BTreeMap;
use ts_rs::TS;
use yinhui_core::ledger::{self, Ledger, Problem, SubjectKind};
use yinhui_store::ledger::{EntryFacts, EntryFilter, EntryRecord};
use yinhui_store::organization::MemberRecord;
use yinhui_store::{Reader, StoreError, Writer};

/// Write a line, or one anew.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields)]
pub struct SaveEntry {
    /// Left out for a new one.
    pub id: Option<String>,
    /// Key of the ledger.
    pub ledger: String,
    /// `2026-03-05`.
    pub day: String,
    /// The day it ended; left out or empty while it lasts.
    pub until: Option<String>,
    /// Record id of the person.
    pub person: Option<String>,
    /// Record id of the party organization.
    pub organization: Option<String>,
    /// Record id of the team.
    pub team: Option<String>,
    /// Record id of the event.
    pub event: Option<String>,
    /// One of the ledger's states; the first when left out.
    pub state: Option<String>,
    /// What stands in its columns, as typed.
    #[serde(default)]
    pub facts: BTreeMap<String, String>,
}

/// Writes a line, or one anew.
pub(crate) fn save(context: &Context<'_>, save: SaveEntry) -> Answer<EntryRow> {
    let line = Line::understood(known(&save.ledger)?, save, context.today())?;
    let today = context.today().to_string();
    context.write(|writer| {
        let id = line.write(writer)?;
        Ok(EntryRow::of(writer.entry(&id)?, &today))
    })
}

/// A line that can be written, as far as it says itself.
pub(super) struct Line {
    pub(super) ledger: &'static Ledger,
    pub(super) day: String,
    pub(super) until: Option<String>,
    pub(super) state: Option<String>,
    pub(super) facts: ledger::Facts,
    save: SaveEntry,
}

impl Line {
    /// Understands what was typed.
    pub(super) fn understood(ledger: &'static Ledger, save: SaveEntry, today: NaiveDate) -> Answer<Self> {
        let save = filled(save);
        let day = match save.day.trim() {
            "" if ledger.undated => None,
            day => Some(business_day("day", day)?),
        };
        let until = save.until.as_deref().map(|until| business_day("until", until)).transpose()?;
        if until.zip(day).is_some_and(|(until, day)| until < day) {
            let (day, until) = (&ledger.day, ledger.until.as_deref().unwrap_or("结束日期"));
            return Err(ApiError::invalid("until", "order", format!("{until}不能早于{day}，请核对。")));
        }
        subjects(ledger, &save)?;
        let state = state(ledger, save.state.as_deref())?;
        let facts = ledger::read(ledger, &save.facts, today).map_err(refused)?;
        // Since when somebody is in the pool is the day it is written down, where nothing else is known.
        let day = day.or_else(|| (ledger.key == enlist::TALENT).then_some(today));
        let day = day.map(|day| day.to_string()).unwrap_or_default();
        let until = until.map(|until| until.to_string());
        Ok(Self { ledger, day, until, state, facts, save })
    }

    /// Record id of the person; empty for none.
    pub(super) fn person(&self) -> &str {
        self.save.person.as_deref().unwrap_or_default()
    }

    /// What stands in a column; empty for nothing.
    pub(super) fn fact(&self, key: &str) -> &str {
        self.facts.get(key).map_or("", String::as_str)
    }

    /// It is of a list, not of a ledger.
    fn is_listed(&self) -> bool {
        ledger::list(&self.ledger.key).is_some()
    }

    /// What speaks against it that its columns do not say, as far as it can be said before it is written.
    pub(super) fn check(&self, reader: &Reader<'_>) -> Answer<()> {
        if self.is_listed() {
            return enlist::check(reader, self);
        }
        if self.ledger.key == menu::LEDGER {
            let facts = self.told(reader, None)?;
            return menu::allow(reader, None, &self.entry(None, &facts));
        }
        Ok(())
    }

    /// What is written of it.
    fn entry<'a>(&'a self, branch: Option<&'a str>, facts: &'a ledger::Facts) -> EntryFacts<'a> {
        EntryFacts {
            ledger: &self.ledger.key,
            day: &self.day,
            until: self.until.as_deref(),
            person: self.save.person.as_deref(),
            organization: branch,
            team: self.save.team.as_deref(),
            event: self.save.event.as_deref(),
            state: self.state.as_deref(),
            facts,
        }
    }

    /// The organization it is about; what is brought to somebody is brought to a member of their branch on that day.
    fn branch(&self, writer: &Writer<'_>) -> Answer<Option<String>> {
        let said = self.save.organization.clone();
        let Some(person) = self.save.person.as_deref().filter(|_| self.ledger.by_branch && said.is_none())
        else {
            return Ok(said);
        };
        let of_day = |held: &MemberRecord| {
            held.from_day.as_deref().is_none_or(|from| from <= self.day.as_str())
                && held.to_day.as_deref().is_none_or(|to| self.day.as_str() < to)
        };
        let held = writer.formal_of(person)?.into_iter().find(of_day);
        Ok(held.map(|held| held.organization.0))
    }

    /// What stands in its columns, with what follows from what is new among it.
    pub(super) fn told(
        &self,
        reader: &Reader<'_>,
        before: Option<&EntryRecord>,
    ) -> Result<Cow<'_, ledger::Facts>, StoreError> {
        let is_held = before.is_some_and(|before| before.facts.get("item") == self.facts.get("item"));
        if self.ledger.key == menu::LEDGER && !is_held {
            menu::told(reader, &self.facts)
        } else {
            Ok(Cow::Borrowed(&self.facts))
        }
    }

    /// Writes it where nothing speaks against it, with what follows from it; answers its id.
    pub(super) fn write(&self, writer: &Writer<'_>) -> Answer<String> {
        if self.is_listed() {
            return enlist::write(writer, self);
        }
        let id = self.save.id.as_deref();
        let before = id.map(|id| writer.entry(id)).transpose()?;
        if before.as_ref().is_some_and(|before| before.ledger != self.ledger.key) {
            return Err(ApiError::not_found("这一行"));
        }
        let branch = self.branch(writer)?;
        let facts = self.told(writer, before.as_ref())?;
        let entry = self.entry(branch.as_deref(), &facts);
        if self.ledger.issued {
            let message = format!("{}由程序编号开具，不能在这里填写。", self.ledger.title);
            return Err(ApiError::new(Code::Conflict, message));
        }
        rule::allow(writer, self.ledger, before.as_ref(), &entry)?;
        let id = writer.save_entry(id, entry)?;
        follow::up(writer, before.as_ref(), Some(&entry))?;
        Ok(id)
    }

    /// It stands there already, word for word.
    pub(super) fn stands(&self, reader: &Reader<'_>) -> Result<bool, StoreError> {
        if self.is_listed() {
            return enlist::stands(reader, self);
        }
        let filter = EntryFilter {
            ledger: Some(self.ledger.key.clone()),
            from: Some(self.day.clone()),
            to: Some(self.day.clone()),
            person: self.save.person.clone(),
            organization: self.save.organization.clone(),
            team: self.save.team.clone(),
            ..EntryFilter::default()
        };
        let held = reader.entries(&filter, 0, i64::from(i32::MAX))?;
        let told = self.told(reader, None)?;
        let is_same = |facts: &ledger::Facts| *facts == self.facts || *facts == *told;
        Ok(held.iter().any(|held| is_same(&held.facts) && held.until == self.until))
    }
}

/// An empty text is nothing.
fn filled(save: SaveEntry) -> SaveEntry {
    let some = |text: Option<String>| text.filter(|text| !text.trim().is_empty());
    SaveEntry {
        until: some(save.until),
        person: some(save.person),
        organization: some(save.organization),
        team: some(save.team),
        event: some(save.event),
        state: some(save.state),
        ..save
    }
}

/// Refuses a line that does not say whom it is about, or names what its ledger does not know.
fn subjects(ledger: &Ledger, save: &SaveEntry) -> Answer<()> {
    let named = [
        (SubjectKind::Person, "person", &save.person),
        (SubjectKind::Organization, "organization", &save.organization),
        (SubjectKind::Team, "team", &save.team),
        (SubjectKind::Event, "event", &save.event),
    ];
    for (kind, path, value) in named {
        match ledger.subject(kind) {
            None if value.is_some() => {
                return Err(ApiError::invalid(path, "unknown", format!("{}不登记这一项。", ledger.title)));
            }
            Some(subject) if subject.required && value.is_none() => {
                return Err(ApiError::invalid(path, "required", format!("请选择{}。", subject.label)));
            }
            _ => {}
        }
    }
    let none = named.iter().all(|(kind, _, value)| *kind == SubjectKind::Event || value.is_none());
    if ledger.one_of && none {
        let labels = ledger.subjects.iter().filter(|subject| subject.kind != SubjectKind::Event);
        let labels = labels.map(|subject| subject.label.as_str()).collect::<Vec<_>>().join("、");
        return Err(ApiError::invalid("person", "required", format!("请至少选择一项：{labels}。")));
    }
    Ok(())
}

fn state(ledger: &Ledger, asked: Option<&str>) -> Answer<Option<String>> {
    match asked {
        None => Ok(ledger.states.first().cloned()),
        Some(state) if ledger.states.iter().any(|known| known == state) => Ok(Some(state.to_owned())),
        Some(_) => Err(ApiError::invalid("state", "not_in_list", "状态请从列表中选择。")),
    }
}

/// Every column that cannot be used, and the first of them as the sentence.
fn refused(problems: Vec<Problem>) -> ApiError {
    let message = problems.first().map(|problem| problem.message.clone()).unwrap_or_default();
    let fields = problems
        .into_iter()
        .map(|problem| FieldError {
            // A column nobody knows is not named back.
            path: if problem.code == "unknown" { "facts".into() } else { format!("facts.{}", problem.field) },
            code: problem.code.into(),
            message: problem.message,
        })
        .collect();
    ApiError { fields, ..ApiError::new(Code::Invalid, message) }
}
