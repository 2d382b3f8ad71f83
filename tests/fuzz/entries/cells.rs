//! A small workbook out of bytes: each is a cell, or says something of the row, the sheet or the cells around it.

use super::words;
use chrono::{Days, NaiveDate};
use yinhui_core::import::raw::{Cell, Merge, Row, Sheet, Workbook};

const CELLS: [&str; 96] = [
    "姓名",
    "性别",
    "民族",
    "出生年月",
    "出生日期",
    "身份证号",
    "公民身份号码",
    "入党时间",
    "参加工作时间",
    "离退休时间",
    "工作单位",
    "职务",
    "原单位及职务",
    "职级",
    "联系电话",
    "手机",
    "所在支部",
    "家庭住址",
    "健康状况",
    "备注",
    "类别",
    "序号",
    "年龄",
    "籍贯",
    "政治面貌",
    "享受待遇",
    "家属姓名",
    "家属电话",
    "关系",
    "年",
    "月",
    "日",
    "基本信息",
    "联系方式",
    "党员信息",
    "法号",
    "卡号",
    "岩温",
    "玉罕",
    "康朗糯",
    "李正清",
    "王 芳",
    "岩三恩（已故）",
    "刀·月霞",
    "男",
    "女",
    "汉",
    "傣族",
    "1949.03",
    "1949-03-05",
    "1949年3月",
    "49.3",
    "1949.1",
    "1951",
    "不详",
    "13987651234",
    "0691-5128844",
    "13987651234、5128844",
    "勐海县教育局",
    "勐海县教育局副局长",
    "民政局",
    "副局长",
    "副科级",
    "第一党支部",
    "勐混镇离退休党支部",
    "勐海镇佛双路98号",
    "高血压",
    "一般",
    "离休",
    "退休",
    "独居",
    "已故",
    "2021年去世",
    "转出",
    "合计",
    "小计",
    "总计：12人",
    "制表人：陈静",
    "填报单位：勐海县委老干部局",
    "附件1",
    "离退休干部花名册",
    "一、离休干部",
    "勐海县教育局：",
    "第二党支部",
    "注：以上均为党员",
    "1",
    "2",
    "〃",
    "同上",
    "无",
    "—",
    "532822194903051511",
    "53282219490305151X",
    "5328224903051",
    "532822490305151",
    "（续表）",
];

/// The workbook that bytes stand for.
pub fn workbook(bytes: &[u8]) -> Workbook {
    let mut sheets = vec![sheet(0)];
    let mut rest = bytes.iter().copied();
    let mut cells = 0;
    while let Some(byte) = rest.next() {
        let mut next = || rest.next().unwrap_or(0);
        let many = sheets.len();
        let Some(sheet) = sheets.last_mut() else { break };
        let Some(row) = sheet.rows.last_mut() else { break };
        let number = row.number;
        let col = u32::try_from(row.cells.len()).unwrap_or(0);
        match byte {
            0xf0 | 0xf1 => {
                let gap = if byte == 0xf1 { u32::from(next() % 8) } else { 0 };
                sheet.rows.push(Row { number: number + 1 + gap, ..Row::default() });
            }
            0xf2 => row.hidden = true,
            0xf3 => {
                let [up, left] = [u32::from(next() % 8), u32::from(next() % 8)];
                sheet.merges.push(Merge {
                    first_row: number.saturating_sub(up).max(1),
                    last_row: number,
                    first_col: col.saturating_sub(1 + left),
                    last_col: col.saturating_sub(1),
                });
            }
            0xf4 => sheet.hidden_columns.push(col),
            0xf5 => row.framed.push(col.saturating_sub(1)),
            0xf6 => row.struck.push(col.saturating_sub(1)),
            0xf7 => sheet.hidden = true,
            0xff if many < 4 => sheets.push(self::sheet(many)),
            // No reader gives a row wider than this.
            _ if cells > 2_000 || col >= yinhui_sheet::limits::COLUMNS => break,
            _ => {
                cells += 1;
                let repeated = if byte == 0xfd { 1 + next() % 12 } else { 1 };
                let cell = cell(byte, &mut next, row.cells.last());
                row.cells.extend((0..repeated).map(|_| cell.clone()));
            }
        }
    }
    Workbook { sheets }
}

fn sheet(nth: usize) -> Sheet {
    let name = ["花名册", "第一党支部", "勐海县民政局", "汇总"].get(nth).copied().unwrap_or("花名册");
    let rows = vec![Row { number: 1, ..Row::default() }];
    Sheet { name: name.to_owned(), rows, ..Sheet::default() }
}

fn cell(byte: u8, next: &mut impl FnMut() -> u8, before: Option<&Cell>) -> Cell {
    let mut two = || u16::from_le_bytes([next(), next()]);
    match byte {
        0x00..=0x5f => Cell::Text(CELLS.get(usize::from(byte)).copied().unwrap_or_default().into()),
        // A person of that number: name, ID and telephone of their own.
        0x60..=0x6f => Cell::Text(
            format!("岩{}", ["温", "罕", "香", "三恩"].get(usize::from(byte % 4)).unwrap_or(&"")).into(),
        ),
        0x70..=0x7f => Cell::Text(numbered(byte & 0x0f).into()),
        0x80 => Cell::Number(f64::from(two())),
        0x81 => Cell::Number(f64::from(two()) / 100.0),
        0x82 => Cell::Number(532_822_194_903_050_000.0 + f64::from(two())),
        0x83 => Cell::Number(13_900_000_000.0 + f64::from(two())),
        0x84 => day(two()).map_or(Cell::Empty, Cell::Date),
        0x85 => Cell::Month { year: 1900 + i32::from(next() % 130), month: 1 + u32::from(next() % 12) },
        0x86 => day(two()).and_then(|day| day.and_hms_opt(9, 30, 0)).map_or(Cell::Empty, Cell::DateTime),
        0x87 => Cell::Bool(next() < 0x80),
        0x88 => Cell::Error("#REF!".into()),
        0x89 => Cell::Error("乱码".into()),
        0x8a => {
            let bytes = [next(), next(), next(), next(), next(), next(), next(), next()];
            Cell::Number(f64::from_le_bytes(bytes))
        }
        0x90..=0xaf => {
            let bytes = (0..byte - 0x8f).map(|_| next()).collect::<Vec<_>>();
            Cell::Text(words::text(&bytes).into())
        }
        0xfd => before.cloned().unwrap_or_default(),
        _ => Cell::Empty,
    }
}

fn day(number: u16) -> Option<NaiveDate> {
    NaiveDate::from_ymd_opt(1890, 1, 1)?.checked_add_days(Days::new(u64::from(number)))
}

/// An ID of its own with the right check digit.
fn numbered(nth: u8) -> String {
    let head = format!("53282219490305{:03}", u32::from(nth) * 7 + 1);
    let check = yinhui_core::person::identity::check_digit(&head);
    head + &check.map(String::from).unwrap_or_default()
}
