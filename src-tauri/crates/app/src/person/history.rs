use crate::context::Context;
use crate::error::Answer;
use crate::log::{label, may_undo};
use crate::person::{PersonRef, show};
use crate::time::told_ms;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use ts_rs::TS;
use yinhui_core::person::Field;
use yinhui_store::log::OperationRecord;
use yinhui_store::person::Change;
use yinhui_store::write::Value;

/// One operation that touched a record.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct HistoryEntry {
    /// Record id of the operation.
    pub operation: String,
    /// `2026-03-05T14:26:00+08:00`.
    pub at: String,
    /// Who.
    pub operator: String,
    /// At which desk.
    pub desk: String,
    /// What, in words.
    pub label: String,
    /// It was taken back.
    pub undone: bool,
    /// May be taken back by this operator.
    pub may_undo: bool,
    /// Each changed field, masked ones masked.
    pub changes: Vec<FieldChange>,
}

/// One changed field.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct FieldChange {
    /// Key of the field; empty where it is none of the register.
    pub field: String,
    /// The word a clerk reads.
    pub label: String,
    /// Value before, empty where there was none.
    pub before: String,
    /// Value after.
    pub after: String,
}

/// What was done to a person's record, newest first.
pub(crate) fn history(context: &Context<'_>, which: PersonRef) -> Answer<Vec<HistoryEntry>> {
    let (history, names) = context.read(|reader| {
        reader.person(&which.id)?;
        Ok((reader.person_history(&which.id)?, names(reader)?))
    })?;
    Ok(told(context, history, &names))
}

/// What was done to the records of some people since a moment, newest first; those of whom nothing was done are left
/// out.
pub(crate) fn since<'a>(
    context: &Context<'_>,
    people: impl Iterator<Item = &'a str>,
    moment: i64,
) -> Answer<BTreeMap<String, Vec<HistoryEntry>>> {
    let (found, names) = context.read(|reader| {
        let mut found = Vec::new();
        for person in people {
            let (mut operations, changes) = reader.person_history(person)?;
            operations.retain(|operation| operation.at > moment);
            found.push((person.to_owned(), (operations, changes)));
        }
        Ok((found, names(reader)?))
    })?;
    let told = found.into_iter().map(|(person, history)| (person, told(context, history, &names)));
    Ok(told.filter(|(_, entries)| !entries.is_empty()).collect())
}

fn told(
    context: &Context<'_>,
    (operations, changes): (Vec<OperationRecord>, Vec<Change>),
    names: &BTreeMap<String, String>,
) -> Vec<HistoryEntry> {
    let mut by_operation = BTreeMap::<String, Vec<FieldChange>>::new();
    for change in changes {
        if let Some(shown) = shown(&change, names) {
            by_operation.entry(change.operation).or_default().push(shown);
        }
    }
    operations
        .into_iter()
        .map(|operation| HistoryEntry {
            at: told_ms(operation.at),
            label: label(&operation),
            may_undo: may_undo(context, &operation),
            undone: operation.undone,
            changes: by_operation.remove(&operation.id).unwrap_or_default(),
            operator: operation.operator,
            desk: operation.desk,
            operation: operation.id,
        })
        .collect()
}

/// Names of units, organizations and teams by record id.
fn names(reader: &yinhui_store::Reader<'_>) -> Result<BTreeMap<String, String>, yinhui_store::StoreError> {
    let units = reader.units()?.into_iter().map(|unit| (unit.id, unit.name));
    let organizations =
        reader.organizations()?.into_iter().map(|organization| (organization.id, organization.name));
    let teams = reader.teams()?.into_iter().map(|team| (team.id, team.name));
    Ok(units.chain(organizations).chain(teams).collect())
}

/// One changed column in a clerk's words; bookkeeping columns are not shown.
fn shown(change: &Change, names: &BTreeMap<String, String>) -> Option<FieldChange> {
    let (label, field) = match (change.table.as_str(), change.column.as_str()) {
        ("person", "undone") => ("记录", None),
        ("person", "what") => ("查看", None),
        ("person", "reason") => ("理由", None),
        ("person_extra", "value") => (change.label.as_deref()?, None),
        ("person", key) => {
            let field = Field::from_key(key)?;
            (field.label(), Some(field))
        }
        ("membership", "organization") => (Field::Branch.label(), Some(Field::Branch)),
        ("membership", "to_day") => ("离开支部", None),
        ("person_state", "state") => (Field::State.label(), Some(Field::State)),
        ("person_state", "since") => (Field::StateSince.label(), Some(Field::StateSince)),
        ("person_state", "reason") => ("状态变更原因", None),
        ("card", "ended") => ("会员卡停用", None),
        ("card", "until_day") => ("会员卡有效期", None),
        ("notice", "text") => ("通知", None),
        ("relative", "name") => ("亲属", None),
        ("relative", "relation") => ("亲属关系", None),
        ("relative", "phones") => ("亲属电话", Some(Field::EmergencyPhones)),
        ("team_member", "team") => ("团队", None),
        ("team_member", "to_day") => ("离开团队", None),
        ("photo", "digest") => ("照片", None),
        ("bereavement", "note") => ("遗属跟进", None),
        ("declined", "field") => ("不愿提供", None),
        _ => return None,
    };
    let tell = |value: &Value| match (change.column.as_str(), value) {
        (_, Value::Null) => String::new(),
        ("undone", Value::Number(0)) => "在用".into(),
        ("undone", Value::Number(_)) => "已撤销".into(),
        ("digest", _) => "一张照片".into(),
        ("ended", Value::Text(why)) => match why.as_str() {
            "lost" => "挂失".into(),
            "replaced" => "换卡".into(),
            _ => "交回".into(),
        },
        ("what" | "field", Value::Text(key)) => {
            Field::from_key(key).map_or_else(String::new, |field| field.label().into())
        }
        ("unit" | "organization" | "team", Value::Text(id)) => names.get(id).cloned().unwrap_or_default(),
        (_, Value::Number(number)) => number.to_string(),
        ("value", Value::Text(text)) => show::guarded(text),
        (_, Value::Text(text)) => field.map_or_else(|| text.clone(), |field| show::masked(field, text, true)),
    };
    // What stands in a table of its own is not a field of the register, though it is masked like one.
    let key = field.filter(|_| change.table != "relative").map_or("", Field::key);
    Some(FieldChange {
        field: key.into(),
        label: label.into(),
        before: tell(&change.before),
        after: tell(&change.after),
    })
}
