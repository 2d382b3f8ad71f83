use crate::context::Context;
use crate::error::Answer;
use crate::file::save;
use crate::host::FileRef;
use crate::time::told;
use yinhui_core::date::day::at_beijing;
use yinhui_sheet::write::{self, Options, TableSheet};
use yinhui_store::write::Table;

/// What an export is of, for the log.
#[derive(Clone, Copy)]
pub(crate) enum About<'a> {
    /// Much of what the centre keeps.
    Centre,
    /// One record.
    Record(Table, &'a str),
}

/// What was taken out, in a word for the log, and for what use where one was stated.
#[derive(Clone, Copy)]
pub(crate) struct Taken<'a> {
    /// `people_full` …
    pub what: &'static str,
    /// 内部, 公示, 上报.
    pub purpose: Option<&'a str>,
}

impl From<&'static str> for Taken<'_> {
    fn from(what: &'static str) -> Self {
        Self { what, purpose: None }
    }
}

/// Writes a list to a workbook in print layout. The log says that it was taken out, before it is.
pub(crate) fn write_table<'a>(
    context: &Context<'_>,
    file: FileRef,
    sheet: &TableSheet,
    about: About<'_>,
    taken: impl Into<Taken<'a>>,
) -> Answer<FileRef> {
    let Taken { what, purpose } = taken.into();
    let path = context.host().path(&file)?;
    let bytes = write::table(sheet, &Options::at(at_beijing(context.now()).naive_local()))?;
    context.write(|writer| {
        Ok(match about {
            About::Centre => writer.remark_use(Table::Centre, writer.site(), what, purpose),
            About::Record(table, id) => writer.remark_use(table, id, what, purpose),
        }?)
    })?;
    save(&path, &bytes, file)
}

/// The line at the foot: who took it out, and when.
pub(crate) fn exported_by(context: &Context<'_>) -> Answer<String> {
    let minute = told(context.now()).replace('T', " ").chars().take(16).collect::<String>();
    Ok(format!("导出人：{}　时间：{minute}", context.session()?.name))
}
