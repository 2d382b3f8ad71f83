use crate::context::Context;
use crate::error::{Answer, ApiError, Code};
use crate::host::FileRef;
use crate::import::open::open;
use crate::ledger::show::short;
use serde::{Deserialize, Serialize};
use ts_rs::TS;
use yinhui_core::import::list::{self, Wanted};
use yinhui_core::ledger::hundredths;

/// Read the items of a sheet from a workbook.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct ReadScoreItems {
    /// The workbook.
    pub file: FileRef,
}

/// An item as a workbook has it, to look at before it is saved.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct ScoreItemDraft {
    /// Its row, from 1.
    pub row: i64,
    /// 一级指标; empty for none.
    pub part: String,
    /// What is asked.
    pub standard: String,
    /// 满分; as written where it is no number.
    pub most: String,
    /// What is to be mended before it can be saved; empty for nothing.
    pub problem: String,
}

/// Reads the items of a sheet from a workbook. Writes nothing.
pub(crate) fn read_items(context: &Context<'_>, read: ReadScoreItems) -> Answer<Vec<ScoreItemDraft>> {
    let book = open(context, &read.file)?;
    let wanted = [
        Wanted::new(
            "standard",
            &[
                "考核内容",
                "评分标准",
                "考核标准",
                "评分内容",
                "具体内容",
                "二级指标",
                "考评内容",
                "标准",
                "内容",
                "指标",
            ],
        ),
        Wanted::new("most", &["满分", "分值", "标准分", "分数", "总分"]),
        Wanted::new("part", &["一级指标", "考核项目", "项目", "类别", "大项", "考评项目"]),
    ];
    let list = list::read(&book, &wanted).ok_or_else(|| {
        ApiError::new(
            Code::Unreadable,
            "没有找到评分条目：表里要有“考核内容”和“满分”两列（“一级指标”可有可无）。请核对表头后再试。",
        )
    })?;
    let mut part = String::new();
    Ok(list
        .rows
        .into_iter()
        .map(|line| {
            let value = |key: &str| line.values.get(key).cloned().unwrap_or_default();
            // The first of several rows carries the word for all of them.
            if line.values.contains_key("part") {
                part = value("part");
            }
            let (standard, most) = (value("standard"), value("most"));
            let points = hundredths(&most).filter(|most| *most > 0);
            let problem = match (standard.is_empty(), points) {
                (true, _) => "这一行没有考核内容",
                (_, None) => "满分不是数字",
                _ => "",
            };
            ScoreItemDraft {
                row: line.number.into(),
                part: part.clone(),
                standard,
                most: points.map_or(most, short),
                problem: problem.into(),
            }
        })
        .collect())
}
