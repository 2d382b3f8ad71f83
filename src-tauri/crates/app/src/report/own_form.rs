//! The forms of the return: ours, and those of the centre's own, which are data as ours are.

use crate::context::Context;
use crate::error::{Answer, ApiError, Code};
use crate::file::save;
use crate::host::FileRef;
use crate::person::Exported;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use std::io::Read;
use ts_rs::TS;
use yinhui_core::report as rules;
use yinhui_store::write::Table;
use yinhui_store::{Reader, StoreError};

/// No form is larger as a file.
const LARGEST: u64 = 1 << 20;
/// A centre has not more of its own.
const MOST: usize = 60;

/// Every form, and what their rows and columns may ask.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct FormList {
    /// Ours first, in the order of the tabs.
    pub forms: Vec<FormInfo>,
    /// What may be asked of people.
    pub facts: Vec<FormFact>,
    /// The records a column may count.
    pub tables: Vec<FormTable>,
}

/// One form.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct FormInfo {
    /// Its id.
    pub id: String,
    /// Title on the paper.
    pub title: String,
    /// The centre's own.
    pub own: bool,
    /// Its figures stand in rows and columns, not one a line.
    pub table: bool,
}

/// Something a row or column may ask.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct FormFact {
    /// Its stable name.
    pub key: String,
    /// What it is called.
    pub label: String,
    /// The words it can be; empty where they depend on what a centre writes down.
    pub words: Vec<String>,
}

/// Records a column may count.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct FormTable {
    /// Its stable name.
    pub key: String,
    /// What it is called.
    pub label: String,
    /// What may be asked of them.
    pub facts: Vec<FormFact>,
}

/// Which form.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct FormRef {
    /// Its id.
    pub id: String,
}

/// A form was taken away.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct FormRemoved {
    /// The operation, to take it back.
    pub operation: String,
}

/// A form as data.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct FormBody {
    /// Its id.
    pub id: String,
    /// The centre's own.
    pub own: bool,
    /// Its rows, columns and rules, as JSON.
    pub body: String,
}

/// Write a form of the centre's own.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct SaveForm {
    /// The form as JSON; with an id that is not of the centre's own it becomes a new one.
    pub body: String,
}

/// Write a form to a file, for another centre or for keeping.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct ExportForm {
    /// Its id.
    pub id: String,
    /// Where to.
    pub file: FileRef,
}

/// Read a form from a file.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct ReadForm {
    /// The file.
    pub file: FileRef,
}

/// A form from a file, to look at before it is saved.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct FormDraft {
    /// The form as JSON.
    pub body: String,
    /// Title on the paper.
    pub title: String,
    /// Title of the form of the centre's own it would replace; null for none.
    pub replaces: Option<String>,
}

/// Ours, then those of the centre's own. One that this program can no longer read is left out.
pub(crate) fn every_form(reader: &Reader<'_>) -> Result<Vec<rules::Form>, StoreError> {
    let own = reader.return_forms()?;
    let own = own.iter().filter_map(|body| match serde_json::from_str(body) {
        Ok(form) => Some(form),
        Err(error) => {
            tracing::warn!(%error, "a form of the centre's own is not read");
            None
        }
    });
    Ok(rules::forms().iter().cloned().chain(own).collect())
}

/// Every form, and what may be asked.
pub(crate) fn forms(context: &Context<'_>, _: ()) -> Answer<FormList> {
    let all = context.read(every_form)?;
    let info = |form: rules::Form| FormInfo {
        own: rules::shipped(&form.id).is_none(),
        table: form.grid.is_some(),
        id: form.id,
        title: form.title,
    };
    let fact = |known: rules::Known| FormFact { key: known.key, label: known.label, words: known.words };
    let tables = rules::tables().into_iter().map(|table| FormTable {
        key: table.key,
        label: table.label,
        facts: table.facts.into_iter().map(fact).collect(),
    });
    Ok(FormList {
        forms: all.into_iter().map(info).collect(),
        facts: rules::facts_of_people().into_iter().map(fact).collect(),
        tables: tables.collect(),
    })
}

/// A form as data.
pub(crate) fn form(context: &Context<'_>, which: FormRef) -> Answer<FormBody> {
    if let Some(text) = rules::shipped(&which.id) {
        return Ok(FormBody { id: which.id, own: false, body: text.to_owned() });
    }
    let bodies = context.read(|reader| reader.return_forms())?;
    let mine = bodies.into_iter().find(|body| id_of(body).as_deref() == Some(which.id.as_str()));
    mine.map(|body| FormBody { id: which.id, own: true, body }).ok_or_else(no_form)
}

/// Writes a form of the centre's own, in place of the one of that id.
pub(crate) fn save_form(context: &Context<'_>, save: SaveForm) -> Answer<FormBody> {
    if let Some(answer) = context.answered()? {
        return Ok(answer);
    }
    let mut value = understood(&save.body)?;
    context.write(|writer| {
        let all = every_form(writer)?;
        let own = all.iter().filter(|form| rules::shipped(&form.id).is_none()).collect::<Vec<_>>();
        let given = value.get("id").and_then(Value::as_str).unwrap_or_default().to_owned();
        let is_new = own.iter().all(|form| form.id != given);
        if is_new && own.len() >= MOST {
            return Err(ApiError::new(Code::TooLarge, format!("自编报表最多 {MOST} 张，请先移除不用的。")));
        }
        let id = if is_new { new_key() } else { given };
        if let Some(place) = value.get_mut("id") {
            *place = Value::from(id.as_str());
        }
        let form = read(&value)?;
        if all.iter().any(|other| other.id != id && other.title == form.title) {
            return Err(ApiError::invalid("title", "taken", "已有同名的报表，请换一个标题。"));
        }
        let faults = form.faults(&all);
        if let Some(first) = faults.first() {
            let more =
                if faults.len() > 1 { format!("（共 {} 处）", faults.len()) } else { String::new() };
            return Err(ApiError::invalid("body", "unsound", format!("报表还不能用：{first}。{more}")));
        }
        let body = value.to_string();
        writer.save_return_form(&id, &body)?;
        none_leans_on(&form, &all, &every_form(writer)?)?;
        Ok(FormBody { id, own: true, body })
    })
}

/// Takes a form of the centre's own away; frozen years keep it as it was.
pub(crate) fn remove_form(context: &Context<'_>, which: FormRef) -> Answer<FormRemoved> {
    if rules::shipped(&which.id).is_some() {
        return Err(ApiError::new(Code::Conflict, "这是程序自带的报表，不能移除。"));
    }
    context.write(|writer| {
        let before = every_form(writer)?;
        if !writer.remove_return_form(&which.id)? {
            return Err(no_form());
        }
        // One that is not read any more can only be taken away.
        if let Some(form) = before.iter().find(|form| form.id == which.id) {
            none_leans_on(form, &before, &every_form(writer)?)?;
        }
        Ok(FormRemoved { operation: writer.operation_id().to_owned() })
    })
}

/// Refuses a change after which a rule of another form would name a cell that is not there: it would never fail again.
fn none_leans_on(changed: &rules::Form, before: &[rules::Form], after: &[rules::Form]) -> Answer<()> {
    let breaks = |other: &&rules::Form| {
        other.id != changed.id && other.faults(before).is_empty() && !other.faults(after).is_empty()
    };
    match after.iter().find(breaks) {
        None => Ok(()),
        Some(other) => Err(ApiError::new(
            Code::Conflict,
            format!("“{}”的审核关系用到“{}”里的格子，请先改那一张。", other.title, changed.title),
        )),
    }
}

/// Writes a form to a file.
pub(crate) fn export_form(context: &Context<'_>, export: ExportForm) -> Answer<Exported> {
    let path = context.host().path(&export.file)?;
    let body = form(context, FormRef { id: export.id })?.body;
    let value = serde_json::from_str::<Value>(&body).map_err(|error| unread(&error))?;
    let text = serde_json::to_string_pretty(&value).map_err(|error| unread(&error))?;
    context.write(|writer| Ok(writer.remark(Table::Centre, writer.site(), None, "return_form")?))?;
    Ok(Exported { rows: 1, file: save(&path, text.as_bytes(), export.file)? })
}

/// Reads a form from a file. Writes nothing.
pub(crate) fn read_form(context: &Context<'_>, read_form: ReadForm) -> Answer<FormDraft> {
    let path = context.host().path(&read_form.file)?;
    let missing = |_| ApiError::new(Code::NotFound, "没有找到这个文件，可能已被移走或改名。请重新选择。");
    let is = std::fs::metadata(&path).map_err(missing)?;
    if !is.is_file() || is.len() > LARGEST {
        return Err(not_a_form());
    }
    let mut text = String::new();
    let file = std::fs::File::open(&path).map_err(missing)?;
    file.take(LARGEST).read_to_string(&mut text).map_err(|_| not_a_form())?;
    let value = understood(text.trim_start_matches('\u{feff}')).map_err(|_| not_a_form())?;
    let form = read(&value).map_err(|error| ApiError::new(Code::Unreadable, error.message))?;
    let all = context.read(every_form)?;
    if let Some(first) = form.faults(&all).first() {
        return Err(ApiError::new(Code::Unreadable, format!("这张报表还不能用：{first}。")));
    }
    let held = all.into_iter().find(|one| one.id == form.id && rules::shipped(&one.id).is_none());
    Ok(FormDraft { body: value.to_string(), title: form.title, replaces: held.map(|form| form.title) })
}

fn understood(body: &str) -> Answer<Value> {
    let value = if u64::try_from(body.len()).is_ok_and(|length| length <= LARGEST) {
        serde_json::from_str::<Value>(body).ok()
    } else {
        None
    };
    value
        .filter(Value::is_object)
        .map(|mut value| {
            // A form without an id is a new one.
            if let Some(object) = value.as_object_mut() {
                object.entry("id").or_insert_with(|| "new".into());
            }
            value
        })
        .ok_or_else(|| ApiError::invalid("body", "form", "报表的内容读不出来，请重新打开后再改。"))
}

fn read(value: &Value) -> Answer<rules::Form> {
    serde_json::from_value(value.clone()).map_err(|error| {
        // The parser names a place or a word of the file, never a person.
        ApiError::invalid("body", "form", format!("报表的写法不对：{error}。"))
    })
}

/// Never one that was there before: amounts and explanations are kept by it.
fn new_key() -> String {
    // The end of an id is what is random in it.
    let id = uuid::Uuid::now_v7().simple().to_string();
    format!("own_{}", id.chars().skip(20).collect::<String>())
}

fn id_of(body: &str) -> Option<String> {
    serde_json::from_str::<Value>(body).ok()?.get("id")?.as_str().map(str::to_owned)
}

fn no_form() -> ApiError {
    ApiError::new(Code::NotFound, "没有这个统计表。")
}

fn not_a_form() -> ApiError {
    ApiError::new(Code::Unreadable, "这不是本程序导出的报表样式文件，请重新选择。")
}

fn unread(error: &serde_json::Error) -> ApiError {
    tracing::warn!(%error, "a form is not read");
    ApiError::new(Code::Unreadable, "这张报表读不出来，请移除后重新导入。")
}
