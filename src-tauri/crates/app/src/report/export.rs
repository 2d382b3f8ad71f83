use crate::context::Context;
use crate::error::{Answer, ApiError, Code};
use crate::file::{purpose, save};
use crate::leisure::at_leisure;
use crate::person::Exported;
use crate::report::annual::drafted;
use crate::report::figures::Figures;
use crate::report::form::every_form;
use crate::report::frozen::{Content, content_of};
use crate::report::kept::Key;
use crate::report::name_lists::name_lists;
use crate::report::{Cell, CellKind, ExportAnnual, Form, Layout, LayoutColumn};
use chrono::{NaiveDate, NaiveDateTime, NaiveTime};
use std::collections::BTreeMap;
use yinhui_core::person::Field;
use yinhui_core::report::Grid;
use yinhui_sheet::write::{self, FormSheet, Line, Options, Sheet, Span, Stub, Value};
use yinhui_store::write::Table;

/// Writes a year's return to a workbook ready to print: the form, then the names behind its figures. The same figures
/// give the same bytes.
pub(crate) fn export(context: &Context<'_>, export: ExportAnnual) -> Answer<Exported> {
    let purpose = purpose(context, export.full, export.purpose.as_deref())?;
    let path = context.host().path(&export.file)?;
    let mut content = content(context, export.year)?;
    if let Some(wanted) = &export.form {
        content.forms.retain(|form| form.shown.id == *wanted);
    }
    let Some(first) = content.forms.first().map(|form| &form.shown) else {
        return Err(ApiError::new(Code::NotFound, "没有这张表。"));
    };
    let about = About {
        unit: first.reporting_unit.clone(),
        as_at: first.as_at.clone(),
        operator: context.session()?.name.clone(),
        purpose: purpose.unwrap_or("内部").to_owned(),
    };
    let known = context.read(every_form)?;
    let mut sheets = Vec::new();
    for form in content.forms.iter().map(|form| &form.shown) {
        sheets.push(Sheet::Form(match &form.layout {
            Some(layout) => {
                let grid = known.iter().find(|one| one.id == form.id).and_then(|one| one.grid.as_ref());
                table_sheet(form, layout, grid, &about)
            }
            None => form_sheet(form, export.year, &about),
        }));
    }
    let identities = if export.full { identities(context)? } else { BTreeMap::new() };
    let lists = name_lists(&content, &about, export.full.then_some(&identities));
    sheets.extend(lists.into_iter().map(Sheet::Table));
    let options = Options::at(made(&about.as_at)?);
    let bytes = at_leisure(|| write::workbook(&sheets, &options))?;
    let what = if export.full { "annual_full" } else { "annual" };
    context.write(|writer| Ok(writer.remark_use(Table::Centre, writer.site(), what, purpose)?))?;
    let rows = content.forms.iter().map(|form| form.shown.cells.len()).sum::<usize>();
    Ok(Exported { rows: i64::try_from(rows).unwrap_or(i64::MAX), file: save(&path, &bytes, export.file)? })
}

/// The return as it is frozen, as it was counted last where nothing was written since, or counted anew.
fn content(context: &Context<'_>, year: i64) -> Answer<Content> {
    if let Some(content) = content_of(context, year)? {
        return Ok(content);
    }
    match context.app.kept().content(&Key::now(context, year)?) {
        Some(content) => Ok(content),
        None => drafted(context, year, |year, filled, forms| {
            let cells = filled.forms.iter().map(|(.., cells)| cells.as_slice());
            Ok(Content::of(cells, forms, &year.register()))
        }),
    }
}

/// What stands on every sheet of a return.
pub(super) struct About {
    /// 填报单位
    pub unit: String,
    /// `2026-12-31`
    pub as_at: String,
    /// 填表人
    pub operator: String,
    /// 用途
    pub purpose: String,
}

/// ID numbers by record id of the person.
fn identities(context: &Context<'_>) -> Answer<BTreeMap<String, String>> {
    let people = context.read(|reader| reader.everybody_with(&[Field::Identity]))?.into_iter();
    let known = people.filter_map(|one| Some((one.id, one.facts.get(&Field::Identity)?.to_string())));
    Ok(known.collect())
}

/// The moment a workbook says it was made: that of its figures, so that the same figures give the same bytes.
pub(super) fn made(as_at: &str) -> Answer<NaiveDateTime> {
    let day = as_at.parse::<NaiveDate>().map_err(|error| ApiError::fault(&error))?;
    Ok(day.and_time(NaiveTime::MIN))
}

fn form_sheet(form: &Form, year: i64, about: &About) -> FormSheet {
    let head =
        ["类型".to_owned(), "单位".to_owned(), (year - 1).to_string(), year.to_string(), "增减".to_owned()];
    FormSheet {
        stubs: vec![Stub { label: "项目".into(), width: 44.0 }, Stub { label: "编号".into(), width: 6.0 }],
        header: vec![head.into_iter().map(Span::one).collect()],
        widths: vec![7.0, 7.0, 10.0, 10.0, 9.0],
        lines: (1_u32..).zip(&form.cells).map(|(number, cell)| line(number, cell)).collect(),
        landscape: false,
        ..paper(form, about)
    }
}

/// A form of rows and columns, heads over groups of columns above their own.
pub(super) fn table_sheet(form: &Form, layout: &Layout, grid: Option<&Grid>, about: &About) -> FormSheet {
    let figures = Figures::of(form, layout);
    let unit = grid.map_or(figures.unit(), |grid| &grid.unit);
    let lines = layout.rows.iter().enumerate().map(|(at, row)| Line {
        label: row.label.clone(),
        indent: u8::try_from(row.indent).unwrap_or(0),
        stubs: vec![Value::from(u32::try_from(at + 1).unwrap_or(u32::MAX))],
        cells: (0..layout.columns.len()).map(|column| figures.value((at, column), grid)).collect(),
    });
    let paper = paper(form, about);
    FormSheet {
        as_at_line: format!("{}　单位：{unit}", paper.as_at_line),
        stubs: vec![
            Stub { label: layout.stub.clone(), width: stub_width(layout) },
            Stub { label: "编号".into(), width: 6.0 },
        ],
        header: heads(layout, (&figures, grid), unit),
        widths: layout.columns.iter().map(|column| width(&column.label)).collect(),
        lines: lines.collect(),
        landscape: true,
        ..paper
    }
}

fn heads(layout: &Layout, (figures, grid): (&Figures<'_>, Option<&Grid>), unit: &str) -> Vec<Vec<Span>> {
    let grouped = layout.columns.iter().any(|column| column.group.is_some());
    let own = |(at, column): (usize, &LayoutColumn), rows| {
        // A column of another unit than the form's says so.
        let known = grid.and_then(|grid| grid.columns.iter().find(|one| one.id == column.id));
        let own = known.map_or(figures.unit_of(at), |known| Some(known.unit.as_deref().unwrap_or(unit)));
        let label = match own.filter(|own| *own != unit) {
            Some(own) => format!("{}（{own}）", column.label),
            None => column.label.clone(),
        };
        Span { label, columns: 1, rows }
    };
    if !grouped {
        return vec![layout.columns.iter().enumerate().map(|column| own(column, 1)).collect()];
    }
    let mut above = Vec::<Span>::new();
    let mut below = Vec::new();
    let mut open = None;
    for (at, column) in layout.columns.iter().enumerate() {
        match &column.group {
            None => above.push(own((at, column), 2)),
            Some(group) => {
                below.push(own((at, column), 1));
                match above.last_mut() {
                    Some(span) if open == Some(group) => span.columns += 1,
                    _ => above.push(Span { label: group.clone(), columns: 1, rows: 1 }),
                }
            }
        }
        open = column.group.as_ref();
    }
    vec![above, below]
}

/// Wide enough for the head in at most four lines.
fn width(label: &str) -> f64 {
    let letters = u16::try_from(label.chars().count()).unwrap_or(u16::MAX);
    (f64::from(letters.div_ceil(4)) * 2.2 + 1.5).clamp(7.0, 14.0)
}

/// Wide enough for the longest name of a row, up to what a page has room for.
fn stub_width(layout: &Layout) -> f64 {
    let longest = layout.rows.iter().map(|row| row.label.chars().count()).max().unwrap_or(0);
    (f64::from(u16::try_from(longest).unwrap_or(u16::MAX)) * 2.0 + 3.0).clamp(12.0, 34.0)
}

/// What stands on every form: whose it is, as at when, who answers for it, and what it is not.
fn paper(form: &Form, about: &About) -> FormSheet {
    let undecided = form.cells.iter().map(|cell| cell.undecided).max().unwrap_or(0);
    let mut notes = vec![
        format!("本表由银辉前台按登记资料自动汇总。用途：{}。", about.purpose),
        format!("{}。", form.source),
    ];
    if undecided > 0 {
        notes.push("资料不全、不能确定的人员没有计入，名单见程序内“统计上报”。".to_owned());
    }
    let explained = form.checks.iter().filter(|check| !check.passed && !check.note.is_empty());
    notes.extend(explained.map(|check| format!("说明：{}。{}", check.message, check.note)));
    let manual = form.cells.iter().filter(|cell| cell.manual).count();
    if manual > 0 {
        notes.push(format!("有 {manual} 个数字含补录数，补录明细见程序内“统计上报”。"));
    }
    FormSheet {
        name: tab(&form.title),
        title: form.title.clone(),
        unit_line: format!("填报单位（盖章）：{}", form.reporting_unit),
        as_at_line: format!("截止日期：{}", chinese_day(&form.as_at)),
        foot: vec![
            "单位负责人：".into(),
            "审核人：".into(),
            format!("填表人：{}", about.operator),
            "联系电话：".into(),
            "报出日期：　　年　月　日".into(),
        ],
        notes,
        ..FormSheet::default()
    }
}

/// The name of a tab holds at most 31 characters.
pub(super) fn tab(title: &str) -> String {
    title.chars().take(31).collect()
}

fn line(number: u32, cell: &Cell) -> Line {
    let kind = match cell.kind {
        CellKind::Stock => "时点",
        CellKind::Flow => "年度",
        CellKind::ToDate => "累计",
    };
    let last = cell.last_year.map_or(Value::Empty, Value::from);
    let change = cell.last_year.map_or(Value::Empty, |last| Value::from(cell.value - last));
    Line {
        label: cell.label.clone(),
        indent: u8::try_from(cell.indent).unwrap_or(0),
        stubs: vec![Value::from(number)],
        cells: vec![kind.into(), cell.unit.as_str().into(), last, cell.value.into(), change],
    }
}

/// `2026年12月31日` of `2026-12-31`.
pub(super) fn chinese_day(iso: &str) -> String {
    let mut parts = iso.split('-').map(|part| part.trim_start_matches('0'));
    match (parts.next(), parts.next(), parts.next()) {
        (Some(year), Some(month), Some(day)) => format!("{year}年{month}月{day}日"),
        _ => iso.to_owned(),
    }
}
