use crate::context::Context;
use crate::error::Answer;
use crate::log::{label, may_undo};
use crate::person::{FieldChange, HistoryEntry, PersonRef, show};
use crate::time::told_ms;
use std::collections::BTreeMap;
use yinhui_core::person::Field;
use yinhui_store::person::Change;
use yinhui_store::write::Value;

/// What was done to a person's record, newest first.
pub(crate) fn history(context: &Context<'_>, which: PersonRef) -> Answer<Vec<HistoryEntry>> {
    let ((operations, changes), names) = context.read(|reader| {
        reader.person(&which.id)?;
        Ok((reader.person_history(&which.id)?, names(reader)?))
    })?;
    let mut by_operation = BTreeMap::<String, Vec<FieldChange>>::new();
    for change in changes {
        if let Some(shown) = shown(&change, &names) {
            by_operation.entry(change.operation).or_default().push(shown);
        }
    }
    Ok(operations
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
        .collect())
}

/// Names of units and organizations by record id.
fn names(reader: &yinhui_store::Reader<'_>) -> Result<BTreeMap<String, String>, yinhui_store::StoreError> {
    let units = reader.units()?.into_iter().map(|unit| (unit.id, unit.name));
    let organizations =
        reader.organizations()?.into_iter().map(|organization| (organization.id, organization.name));
    Ok(units.chain(organizations).collect())
}

/// One changed column in a clerk's words; bookkeeping columns are not shown.
fn shown(change: &Change, names: &BTreeMap<String, String>) -> Option<FieldChange> {
    let (label, field) = match (change.table.as_str(), change.column.as_str()) {
        ("person", "undone") => ("记录", None),
        ("person", "what") => ("查看", None),
        ("person", "reason") => ("理由", None),
        ("person", key) => {
            let field = Field::from_key(key)?;
            (field.label(), Some(field))
        }
        ("membership", "organization") => (Field::Branch.label(), Some(Field::Branch)),
        ("membership", "to_day") => ("离开支部", None),
        ("person_state", "state") => (Field::State.label(), Some(Field::State)),
        ("person_state", "since") => (Field::StateSince.label(), Some(Field::StateSince)),
        ("person_state", "reason") => ("状态变更原因", None),
        _ => return None,
    };
    let tell = |value: &Value| match (change.column.as_str(), value) {
        (_, Value::Null) => String::new(),
        ("undone", Value::Number(0)) => "在用".into(),
        ("undone", Value::Number(_)) => "已撤销".into(),
        ("what", Value::Text(key)) => {
            Field::from_key(key).map_or_else(String::new, |field| field.label().into())
        }
        ("unit" | "organization", Value::Text(id)) => names.get(id).cloned().unwrap_or_default(),
        (_, Value::Number(number)) => number.to_string(),
        (_, Value::Text(text)) => field.map_or_else(|| text.clone(), |field| show::masked(field, text, true)),
    };
    let key = field.map_or("", Field::key);
    Some(FieldChange {
        field: key.into(),
        label: label.into(),
        before: tell(&change.before),
        after: tell(&change.after),
    })
}
