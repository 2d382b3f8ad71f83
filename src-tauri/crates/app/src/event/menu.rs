//! 活动菜单: what branches may choose from (菜单式活动), and what they may have made for them (定制式项目). What they chose
//! stands in the ledger of that name.

use crate::context::Context;
use crate::error::{Answer, ApiError, Code};
use crate::event::kinds;
use crate::form::{required, sentence};
use serde::{Deserialize, Serialize};
use std::borrow::Cow;
use std::collections::BTreeSet;
use ts_rs::TS;
use yinhui_core::kind::Kind;
use yinhui_core::ledger::{Facts, ledger};
use yinhui_store::ledger::{EntryFacts, EntryFilter, EntryRecord};
use yinhui_store::{Reader, StoreError, Writer};

/// The ledger of what branches chose.
pub(crate) const LEDGER: &str = "menu";

/// What a branch chooses as it is offered; the other word is for what it asks for itself.
const READY: &str = "菜单式活动";

/// The state of a choice of which something came.
const DONE: &str = "已完成";

/// Where the menu stands among the settings.
const NAME: &str = "activity_menu";

/// A longer menu is read by nobody.
const MOST: usize = 200;

/// What the centre offers its branches.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct Menu {
    /// In the order in which they are offered.
    pub items: Vec<MenuItem>,
}

/// One item of the menu.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct MenuItem {
    /// Its name.
    pub name: String,
    /// 菜单式活动 or 定制式项目.
    pub form: String,
    /// The kind of event it is, 主题党日 or one of its kinds …; empty where it is not said.
    pub kind: String,
    /// What it holds, who leads it, how long it takes; empty for none.
    pub about: String,
    /// No longer offered; kept for those who chose it.
    pub retired: bool,
}

/// The menu.
pub(crate) fn menu(context: &Context<'_>, (): ()) -> Answer<Menu> {
    context.read(in_force)
}

/// The menu as it is.
pub(crate) fn in_force(reader: &Reader<'_>) -> Result<Menu, StoreError> {
    Ok(reader.setting(NAME)?.unwrap_or_default())
}

/// Sets the menu, all of it. What somebody chose stays on it, under its name.
pub(crate) fn save_menu(context: &Context<'_>, save: Menu) -> Answer<Menu> {
    if save.items.len() > MOST {
        return Err(ApiError::invalid("items", "count", format!("活动菜单最多 {MOST} 项，请先删去不用的。")));
    }
    context.write(|writer| {
        let before = in_force(writer)?;
        let kinds = kinds::in_force(writer)?;
        let items = save.items.into_iter().enumerate().map(|(at, item)| read(&kinds, &before, at, item));
        let menu = Menu { items: items.collect::<Answer<Vec<_>>>()? };
        let mut names = BTreeSet::new();
        if let Some(at) = menu.items.iter().position(|item| !names.insert(&item.name)) {
            return Err(ApiError::invalid(&format!("items.{at}.name"), "taken", "活动菜单里已经有这一项。"));
        }
        for lost in before.items.iter().filter(|item| !names.contains(&item.name)) {
            let chosen = EntryFilter {
                ledger: Some(LEDGER.into()),
                facts: [("item".to_owned(), lost.name.clone())].into(),
                ..EntryFilter::default()
            };
            if writer.count_entries(&chosen)?.0 > 0 {
                let message =
                    format!("“{}”已有党支部选用，不能删去，也不能改名；不再提供的请勾选停用。", lost.name);
                return Err(ApiError::invalid("items", "in_use", message));
            }
        }
        write(writer, &menu)?;
        Ok(menu)
    })
}

/// Writes the menu as it is.
pub(crate) fn write(writer: &Writer<'_>, menu: &Menu) -> Result<(), StoreError> {
    writer.save_setting(NAME, menu)
}

fn read(kinds: &[Kind], before: &Menu, at: usize, item: MenuItem) -> Answer<MenuItem> {
    let path = |field: &str| format!("items.{at}.{field}");
    let name = required(&path("name"), "项目名称", &item.name, 60)?;
    if !forms().contains(&item.form) {
        return Err(ApiError::invalid(&path("form"), "not_in_list", "类别请从列表中选择。"));
    }
    // What it is it may stay, whatever became of the tree.
    let is_held = before.items.iter().any(|held| held.name == name && held.kind == item.kind);
    let kind = match item.kind.trim() {
        "" => String::new(),
        held if is_held => held.to_owned(),
        kind => kinds::read(kinds, &path("kind"), kind)?,
    };
    Ok(MenuItem { name, kind, about: sentence(&item.about, 200), ..item })
}

/// 菜单式活动, 定制式项目: the words of the ledger.
fn forms() -> &'static [String] {
    ledger(LEDGER).and_then(|ledger| ledger.column("form")).map_or(&[], |column| column.of.as_slice())
}

/// What a column of the ledger may be filled with, besides what stands in it already.
pub(crate) fn words(reader: &Reader<'_>, column: &str) -> Result<Vec<String>, StoreError> {
    Ok(match column {
        "item" => {
            in_force(reader)?.items.into_iter().filter(|item| !item.retired).map(|item| item.name).collect()
        }
        "type" => kinds::in_force(reader)?.into_iter().map(|kind| kind.name).collect(),
        _ => Vec::new(),
    })
}

/// What a line says, with what the menu says of its item where the line does not.
pub(crate) fn told<'a>(reader: &Reader<'_>, facts: &'a Facts) -> Result<Cow<'a, Facts>, StoreError> {
    let menu = in_force(reader)?;
    let Some(item) = menu.items.into_iter().find(|item| facts.get("item") == Some(&item.name)) else {
        return Ok(Cow::Borrowed(facts));
    };
    let mut facts = facts.clone();
    for (key, word) in [("form", item.form), ("type", item.kind)] {
        if !word.is_empty() {
            facts.entry(key.to_owned()).or_insert(word);
        }
    }
    Ok(Cow::Owned(facts))
}

/// What is on the menu is chosen as what it is there, and nothing else is chosen as if it were. What a line said before it
/// may go on saying.
pub(crate) fn allow(reader: &Reader<'_>, before: Option<&EntryRecord>, entry: &EntryFacts<'_>) -> Answer<()> {
    let fact = |key: &str| entry.facts.get(key).map_or("", String::as_str);
    let (item, form, kind) = (fact("item"), fact("form"), fact("type"));
    if form.is_empty() {
        let message = "请选择类别：菜单式活动或定制式项目。";
        return Err(ApiError::invalid("facts.form", "required", message));
    }
    took_place(reader, before, entry)?;
    let holds = |key: &str| before.is_some_and(|before| before.facts.get(key) == entry.facts.get(key));
    let holds_item = holds("item");
    let menu = in_force(reader)?;
    let offers = |one: &MenuItem| !one.retired && one.form == READY;
    let (path, code, message) = match menu.items.iter().find(|one| one.name == item) {
        Some(one) if one.retired && !holds_item => (
            "facts.item",
            "retired",
            format!("“{item}”已停用，请另选一项；要再提供请在设置的“活动菜单”里改。"),
        ),
        Some(one) if one.form != form && !(holds_item && holds("form")) => {
            ("facts.form", "differs", format!("“{item}”在活动菜单里是{}，请改类别。", one.form))
        }
        Some(one) if !one.kind.is_empty() && one.kind != kind && !(holds_item && holds("type")) => {
            ("facts.type", "differs", format!("“{item}”在活动菜单里的型式是“{}”，请改型式。", one.kind))
        }
        None if form == READY && !(holds_item && holds("form")) && menu.items.iter().any(offers) => (
            "facts.item",
            "not_in_list",
            format!("活动菜单里没有“{item}”，请从列表中选；党支部自己提出的请选定制式项目。"),
        ),
        _ => return Ok(()),
    };
    Err(ApiError::invalid(path, code, message))
}

/// What came of it is an event that was not called off.
pub(crate) fn took_place(
    reader: &Reader<'_>,
    before: Option<&EntryRecord>,
    entry: &EntryFacts<'_>,
) -> Answer<()> {
    let Some(event) = entry.event.filter(|_| entry.state == Some(DONE)) else { return Ok(()) };
    let before = before.map(EntryRecord::written);
    let stands = before.is_some_and(|before| before.event == entry.event && before.state == entry.state);
    if !stands && reader.event(event)?.cancelled {
        let message = "这场活动已取消，不能算作完成；请另选一场，或改状态。";
        return Err(ApiError::invalid("event", "cancelled", message));
    }
    Ok(())
}

/// What a branch has done cannot be called off as if it had not.
pub(super) fn refuse_off(reader: &Reader<'_>, event: &str) -> Answer<()> {
    let done = EntryFilter {
        ledger: Some(LEDGER.into()),
        event: Some(event.into()),
        state: Some(DONE.into()),
        ..EntryFilter::default()
    };
    if reader.count_entries(&done)?.0 > 0 {
        let message = "“菜单式活动与定制式项目”里这场活动记为已完成，不能取消；请先改那一行的状态。";
        return Err(ApiError::new(Code::Conflict, message));
    }
    Ok(())
}

/// Notes which event came of a choice that has none yet.
pub(super) fn planned(writer: &Writer<'_>, line: &str, event: &str) -> Answer<()> {
    let line = writer.entry(line)?;
    if line.ledger != LEDGER {
        return Err(ApiError::not_found("这一行"));
    }
    let held = line.written();
    if held.event.is_some_and(|held| held != event) {
        let message = "这一项已经建过活动，请打开那一行核对。";
        return Err(ApiError::new(Code::Conflict, message));
    }
    writer.save_entry(Some(&line.id), EntryFacts { event: Some(event), ..held })?;
    Ok(())
}
