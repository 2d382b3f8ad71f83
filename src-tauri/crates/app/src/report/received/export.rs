use crate::context::Context;
use crate::error::Answer;
use crate::file::save;
use crate::host::FileRef;
use crate::person::Exported;
use crate::report::export::{About, made, tab, table_sheet};
use crate::report::received::form::{self, OpenReceived, filled_form};
use crate::report::received::{Received, no_form};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;
use ts_rs::TS;
use yinhui_sheet::write::{self, FormSheet, Options, Sheet};
use yinhui_store::write::Table;

/// Write a form added up, and each sender's, to a workbook.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct ExportReceived {
    /// Where to.
    pub file: FileRef,
    /// Calendar year.
    pub year: i64,
    /// Id of the form.
    pub form: String,
    /// With the centre's own figures among those added up.
    pub own: bool,
}

/// Writes a form added up, then each sender's, to a workbook ready to print. Where nobody sent it yet, the empty form for
/// them to fill in.
pub(crate) fn export(context: &Context<'_>, export: ExportReceived) -> Answer<Exported> {
    let path = context.host().path(&export.file)?;
    let open = OpenReceived { year: export.year, form: export.form.clone(), id: None, own: Some(export.own) };
    let whole = form::form(context, open)?;
    let received = Received::read(context, export.year)?;
    let known = received.known(&export.form)?;
    let about = About {
        unit: whole.form.reporting_unit.clone(),
        as_at: whole.form.as_at.clone(),
        // Whoever fills in an empty one writes their own name there.
        operator: if whole.parts.is_empty() { String::new() } else { context.session()?.name.clone() },
        purpose: "内部".to_owned(),
    };
    let grid = known.grid.as_ref();
    let mut tabs = BTreeSet::new();
    let mut sheet = |form: &crate::report::Form, name: &str| -> Answer<Sheet> {
        let layout = form.layout.as_ref().ok_or_else(no_form)?;
        let page = table_sheet(form, layout, grid, &about);
        let notes = page.notes.into_iter().skip(1).collect();
        Ok(Sheet::Form(FormSheet { name: free(name, &mut tabs), notes, ..page }))
    };
    let rows = whole.parts.len();
    let first = if rows == 0 { whole.form.title.as_str() } else { "汇总" };
    let mut sheets = vec![sheet(&whole.form, first)?];
    for part in whole.parts.iter().filter(|part| !part.id.is_empty()) {
        let filled = received.filled(|one| one.sender == part.sender);
        let form = filled_form(&filled, known, part.sender.clone(), whole.form.as_at.clone());
        sheets.push(sheet(&form, &part.sender)?);
    }
    let bytes = write::workbook(&sheets, &Options::at(made(&about.as_at)?))?;
    context.write(|writer| Ok(writer.remark_use(Table::Centre, writer.site(), "received", None)?))?;
    Ok(Exported { rows: i64::try_from(rows).unwrap_or(i64::MAX), file: save(&path, &bytes, export.file)? })
}

/// A tab of a name nobody else has.
fn free(name: &str, taken: &mut BTreeSet<String>) -> String {
    let mut number = 1;
    loop {
        let turn = if number == 1 { String::new() } else { number.to_string() };
        let name = format!("{}{turn}", tab(name).chars().take(28).collect::<String>());
        if taken.insert(name.clone()) {
            return name;
        }
        number += 1;
    }
}
