use super::*;
use crate::import::raw::{Cell, Row, Sheet};
use crate::report::forms;
use crate::report::grid::People;
use crate::report::sheet::name_list::{head_of_list, listed};

fn sheet(name: &str, rows: &[&[&str]]) -> Sheet {
    let cell = |text: &&str| text.parse().map_or_else(|_| Cell::Text((*text).into()), Cell::Number);
    let rows = rows.iter().zip(1..).map(|(cells, number)| Row {
        number,
        cells: cells.iter().map(cell).collect(),
        ..Row::default()
    });
    Sheet { name: name.into(), rows: rows.collect(), ..Sheet::default() }
}

fn f1(name: &str, last: &str, extra: &[&str]) -> Sheet {
    sheet(
        name,
        &[
            &["离休干部两年数字变化情况统计表"],
            &["填报单位（盖章）：第一分中心　单位：人", "", "截止日期：2025年12月31日"],
            &[
                "项目",
                "编号",
                "2024年12月底数",
                "本年度内办理手续",
                "本年度内去世",
                "2025年底应有数",
                "2025年底实有数",
                "差",
            ],
            &["总 计", "1", last, "2", "1", "11", "11", "0"],
            &["机关", "2", "10", "2", "1", "十一", "11", ""],
            extra,
        ],
    )
}

#[test]
fn heads_that_are_not_the_forms_are_not_read_as_it() {
    let book = Workbook { sheets: vec![f1("离休", "10", &[])] };
    let found = read(&book, forms(), 2025);
    assert!(
        found.sent[0].figures.is_empty() && found.sent[0].problems[0].contains("没有读入"),
        "said, not dropped: {found:?}"
    );
}

#[test]
fn a_form_is_read_by_its_rows_and_what_is_not_understood_is_said() {
    let form = forms().iter().find(|form| form.id == "f1").unwrap();
    let grid = form.grid.as_ref().unwrap();
    let mut sheet = f1("离休", "10", &["乡镇", "9", "7"]);
    let heads = grid.columns.iter().map(|column| Cell::Text(column.label.as_str().into()));
    sheet.rows[2].cells =
        [Cell::Text(grid.stub.as_str().into()), Cell::Text("编号".into())].into_iter().chain(heads).collect();
    sheet.rows[3].cells[0] = Cell::Text(format!(" {}", form.blank().0[0].label).as_str().into());
    sheet.rows[0].cells[0] = Cell::Text("附件2：2025年度离休干部两年数字变化情况统计表（2025年）".into());
    sheet.rows.insert(
        3,
        Row {
            number: 99,
            cells: vec![Cell::Text("甲".into()), Cell::Empty, Cell::Number(1.0), Cell::Number(2.0)],
            ..Row::default()
        },
    );
    let notes = self::sheet("说明", &[&["填表说明"]]);
    let found = read(&Workbook { sheets: vec![sheet, notes] }, forms(), 2024);
    assert_eq!(found.unknown, ["说明"]);
    let [sent] = found.sent.as_slice() else { panic!("{found:?}") };
    assert_eq!((sent.form.as_str(), sent.sender.as_str()), ("f1", "第一分中心"));
    assert_eq!((sent.figures.get("total.last"), sent.figures.get("organ.last")), (Some(&10), Some(&10)));
    assert_eq!(sent.figures.len(), 6 + 4, "what is no number or empty is no figure: {:?}", sent.figures);
    let problems = sent.problems.join("；");
    for said in ["2025 年", "十一", "乡镇", "没有找到“事业单位”"] {
        assert!(problems.contains(said), "{said}: {problems}");
    }
}

#[test]
fn a_name_list_tells_who_is_both_dead_and_counted() {
    let form = forms().iter().find(|form| form.id == "f1").unwrap();
    let grid = form.grid.as_ref().unwrap();
    let name =
        |people: People| head_of_list(grid.columns.iter().find(|one| one.people == Some(people)).unwrap());
    let (died, actual) = (name(People::Died), name(People::Actual));
    let list = sheet(
        "明细",
        &[
            &["离休干部两年数字变化情况统计表明细"],
            &["序号", "姓名或名称", "日期", &died, &actual],
            &["1", "张三", "", "1", "1"],
            &["2", "李四", "2025-03-01", "1", ""],
            &["3", "王五", "2023-03-01", "1", ""],
            &["4", "赵六", "", "", "1"],
        ],
    );
    let found = listed(&list.rows, grid, 2025);
    assert_eq!(found, Some(Listed { dead_counted: 1, dead_elsewhen: 1 }));
    let f6 = forms().iter().find(|form| form.id == "f6").unwrap().grid.as_ref().unwrap();
    assert_eq!(listed(&list.rows, f6, 2025), None, "it does not tell who died");
}

#[test]
fn tables_below_each_other_are_told_apart_and_nobodys_name_is_cut() {
    let form = |id: &str| forms().iter().find(|form| form.id == id).unwrap();
    let table = |id: &str, sender: &str, figure: f64| {
        let grid = form(id).grid.as_ref().unwrap();
        let heads = grid.columns.iter().map(|column| Cell::Text(column.label.as_str().into()));
        let head = [Cell::Text(grid.stub.as_str().into())].into_iter().chain(heads).collect::<Vec<_>>();
        let line = |label: &str| {
            let figures = grid.columns.iter().map(|_| Cell::Number(figure));
            [Cell::Text(label.into())].into_iter().chain(figures).collect::<Vec<_>>()
        };
        // The rows stand the other way round.
        let lines = form(id).blank().0.iter().rev().map(|row| line(&row.label)).collect::<Vec<_>>();
        let title = vec![Cell::Text(form(id).title.as_str().into())];
        let unit = vec![Cell::Text("填报单位（盖章）：".into()), Cell::Text(sender.into())];
        [vec![title, unit, head], lines].concat()
    };
    let cells =
        [table("f3", "市　委老干部局　", 3.0), table("f2", "第二分中心 截止日期：2025年12月31日", 2.0)]
            .concat();
    let rows =
        cells.into_iter().zip(1..).map(|(cells, number)| Row { number, cells, ..Row::default() }).collect();
    let found = read(
        &Workbook { sheets: vec![Sheet { name: "一".into(), rows, ..Sheet::default() }] },
        forms(),
        2025,
    );
    let told = found
        .sent
        .iter()
        .map(|sent| (sent.form.as_str(), sent.figures.get("total.total").copied(), sent.problems.len()));
    assert_eq!(told.collect::<Vec<_>>(), [("f3", Some(3), 0), ("f2", Some(2), 0)], "{found:?}");
    assert!(found.sent[0].sender.contains("老干部局"), "{}", found.sent[0].sender);
}

#[test]
fn what_is_no_figure_is_none() {
    let text = |words: &str| whole(&Cell::Text(words.into()));
    assert_eq!((text("1，200"), text("—"), text("无")), (Ok(Some(1200)), Ok(None), Ok(None)));
    assert!(
        text("13800000000").is_err()
            && whole(&Cell::Number(1.5)).is_err()
            && whole(&Cell::Number(1.38e10)).is_err()
    );
}
