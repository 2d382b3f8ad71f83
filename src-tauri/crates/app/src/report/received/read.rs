use crate::context::Context;
use crate::error::{Answer, ApiError, Code};
use crate::host::FileRef;
use crate::import::open::open;
use crate::report::count::known_year;
use crate::report::received::received_forms;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use ts_rs::TS;
use yinhui_core::report::Listed;
use yinhui_core::report::sheet::{self, LARGEST, Sent};

/// Read the forms a unit sent from its workbook.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct ReadReceived {
    /// The workbook.
    pub file: FileRef,
    /// The year they are received for.
    pub year: i64,
}

/// What a workbook holds.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct ReceivedFile {
    /// The forms found in it.
    pub forms: Vec<ReceivedDraft>,
    /// Its sheets on which nothing was found that could be received.
    pub unknown: Vec<String>,
}

/// A form as a workbook has it, to look at before it is saved.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct ReceivedDraft {
    /// The sheet it stands on.
    pub sheet: String,
    /// Id of the form.
    pub form: String,
    /// Its title.
    pub title: String,
    /// 填报单位 as the sheet says; empty where it does not.
    pub sender: String,
    /// By the ids of the cells that are filled in.
    pub figures: BTreeMap<String, i64>,
    /// What its name list came to; null where it has none.
    pub list: Option<ReceivedNames>,
    /// What was not read, or reads otherwise than it should.
    pub problems: Vec<String>,
}

/// What the name list of a received form came to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct ReceivedNames {
    /// Named among those who died and among those who are there.
    pub dead_counted: i64,
    /// Died on a day that is not of the year.
    pub dead_elsewhen: i64,
}

impl From<Listed> for ReceivedNames {
    fn from(listed: Listed) -> Self {
        Self { dead_counted: listed.dead_counted, dead_elsewhen: listed.dead_elsewhen }
    }
}

impl From<ReceivedNames> for Listed {
    fn from(names: ReceivedNames) -> Self {
        let most = |number: i64| number.clamp(0, LARGEST);
        Self { dead_counted: most(names.dead_counted), dead_elsewhen: most(names.dead_elsewhen) }
    }
}

/// Reads the forms a unit sent from its workbook. Writes nothing.
pub(crate) fn read(context: &Context<'_>, read: ReadReceived) -> Answer<ReceivedFile> {
    known_year(context, read.year)?;
    let book = open(context, &read.file)?;
    let forms = context.read(received_forms)?;
    let found = sheet::read(&book, &forms, read.year);
    if found.sent.is_empty() {
        return Err(ApiError::new(
            Code::Unreadable,
            "没有认出报表：表的标题、行名和列名要和本程序里的一样。可以先导出一张空表给下级填写，再导入。",
        ));
    }
    let draft = |sent: Sent| ReceivedDraft {
        title: forms
            .iter()
            .find(|form| form.id == sent.form)
            .map(|form| form.title.clone())
            .unwrap_or_default(),
        figures: sent.figures,
        list: sent.listed.map(ReceivedNames::from),
        sheet: sent.sheet,
        form: sent.form,
        sender: sent.sender,
        problems: sent.problems,
    };
    Ok(ReceivedFile { forms: found.sent.into_iter().map(draft).collect(), unknown: found.unknown })
}
