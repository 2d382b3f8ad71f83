use crate::context::Context;
use crate::error::{Answer, ApiError, Code};
use crate::report::annual::{annual, layout, level, shown};
use crate::report::cell::row_of;
use crate::report::received::Received;
use crate::report::{Check, Form, YearRef};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use ts_rs::TS;
use yinhui_core::report as rules;
use yinhui_store::report::ReceivedRecord;

/// Open a received form, or all of that form added up.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields)]
pub struct OpenReceived {
    /// Calendar year.
    pub year: i64,
    /// Id of the form.
    pub form: String,
    /// Record id of one; left out for all of them added up.
    pub id: Option<String>,
    /// With the centre's own figures among those added up.
    pub own: Option<bool>,
}

/// A received form, or all of that form added up.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct ReceivedForm {
    /// Its figures, with the rules tried on them.
    pub form: Form,
    /// Who sent what, by sender.
    pub parts: Vec<ReceivedPart>,
}

/// What one unit sent.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct ReceivedPart {
    /// Record id; empty for the centre's own figures.
    pub id: String,
    /// 填报单位
    pub sender: String,
    /// By the ids of the cells that were filled in.
    pub figures: BTreeMap<String, i64>,
}

/// A received form, or all of that form added up, with the rules tried on it.
pub(crate) fn form(context: &Context<'_>, open: OpenReceived) -> Answer<ReceivedForm> {
    let mut received = Received::read(context, open.year)?;
    let known = received.known(&open.form)?.clone();
    let (_, cells) = known.blank();
    let sender = open.id.as_ref().map(|id| sender_of(&received, &open.form, id)).transpose()?;
    if sender.is_none() && open.own.unwrap_or(false) {
        add_own(context, &mut received, open.year)?;
    }
    let wanted = |one: &rules::Received| sender.as_ref().is_none_or(|sender| one.sender == *sender);
    let filled = received.filled(wanted);
    let parts =
        received.kept.iter().map(|kept| &kept.sent).filter(|one| one.form == open.form && wanted(one));
    let parts = parts.map(|one| ReceivedPart {
        id: one.id.clone(),
        sender: one.sender.clone(),
        // A form of the centre's own may have lost a cell since.
        figures: one.figures.clone().into_iter().filter(|(id, _)| cells.contains(id)).collect(),
    });
    let parts = parts.collect::<Vec<_>>();
    // Whoever fills in an empty one writes their own name there.
    let all =
        || if parts.is_empty() { String::new() } else { format!("汇总（{} 个单位）", parts.len()) };
    let of = sender.unwrap_or_else(all);
    Ok(ReceivedForm { form: filled_form(&filled, &known, of, received.facts.as_at.to_string()), parts })
}

fn sender_of(received: &Received, form: &str, id: &str) -> Answer<String> {
    let found = received.kept.iter().find(|kept| kept.sent.id == id && kept.sent.form == form);
    let gone = || ApiError::new(Code::NotFound, "这张下级报表已经不在了，请刷新页面。");
    Ok(found.ok_or_else(gone)?.sent.sender.clone())
}

/// The centre's own figures stand beside those of the others, as one sender more, this year and the year before.
fn add_own(context: &Context<'_>, received: &mut Received, year: i64) -> Answer<()> {
    for form in annual(context, YearRef { year })?.forms {
        let is_ours =
            |kept: &&ReceivedRecord| kept.sent.form == form.id && kept.sent.sender == form.reporting_unit;
        if received.kept.iter().any(|kept| is_ours(&kept)) {
            let message = format!(
                "“{}”已作为填报单位收了一张表，不能再加上本中心的数字，请先移除那一张。",
                form.reporting_unit
            );
            return Err(ApiError::new(Code::Conflict, message));
        }
        received.kept.push(ReceivedRecord { year, sent: own(&form, received)?, file: None });
    }
    if !received.last.is_empty() {
        for form in annual(context, YearRef { year: year - 1 })?.forms {
            let sent = own(&form, received)?;
            received.last.push(sent);
        }
    }
    received.kept.retain(|kept| !kept.sent.form.is_empty());
    received.last.retain(|sent| !sent.form.is_empty());
    Ok(())
}

/// The figures of a form of ours; of none where it cannot be added to others.
#[expect(clippy::cast_possible_truncation, reason = "counts are whole numbers far below 2^53")]
fn own(form: &Form, received: &Received) -> Answer<rules::Received> {
    let Ok(known) = received.known(&form.id) else { return Ok(rules::Received::default()) };
    let (_, cells) = known.blank();
    let figures = form.cells.iter().filter(|cell| cells.contains(&cell.id));
    Ok(rules::Received {
        id: String::new(),
        form: form.id.clone(),
        sender: form.reporting_unit.clone(),
        figures: figures.map(|cell| (cell.id.clone(), cell.value as i64)).collect(),
        listed: Some(rules::Listed { dead_counted: dead(form), dead_elsewhen: 0 }),
    })
}

/// Whom K9 found where the form was counted.
fn dead(form: &Form) -> i64 {
    let found = form.checks.iter().filter(|check| check.id == "K9" && !check.passed);
    found.map(|check| crate::report::annual::count(check.people.len())).sum()
}

pub(super) fn filled_form(filled: &rules::Filled<'_>, form: &rules::Form, of: String, as_at: String) -> Form {
    // Before anybody sent it, its rows stand there to be filled in.
    let (blank, _) = form.blank();
    let (rows, cells) = filled.form(&form.id).unwrap_or((&blank, &[]));
    let checks = filled.tried(form).into_iter().map(|checked| Check {
        level: level(checked.level),
        id: checked.id,
        passed: checked.passed,
        message: checked.message,
        cells: checked.cells,
        people: checked.people.iter().map(|row| row_of(row)).collect(),
        note: String::new(),
    });
    Form {
        id: form.id.clone(),
        title: form.title.clone(),
        source: form.source.clone(),
        reporting_unit: of,
        as_at,
        closed: true,
        layout: form.grid.as_ref().map(|grid| layout(grid, rows)),
        cells: cells.iter().map(|cell| shown(cell, filled.last(form, &cell.id))).collect(),
        checks: checks.collect(),
    }
}
