//! Layouts that clerks use, each as small as it can be, and the whole of what is to be read from it.

use super::paper::Paper;
use super::readings;
use super::score::score;
use serde_json::{Value, json};
use std::collections::BTreeSet;
use yinhui_testkit::{Desk, identity};

/// Somebody of whom only these four are known.
fn known(name: &str, sex: &str, birth: &str, more: Value) -> Value {
    let mut all = json!({ "name": name, "sex": sex, "birth": birth });
    all.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    all
}

/// Reads the paper and looks at every row, person and field.
fn assert_read(what: &str, paper: Paper) -> Vec<Value> {
    let desk = Desk::new();
    let (path, truth) = paper.save(desk.outside(), &format!("{what}.xlsx"));
    let lines = readings(&desk, &path);
    let read = score(&truth, &lines);
    assert!(read.faults.is_empty(), "{what}: {:#?}\n{lines:#?}", read.faults);
    for (field, (right, all)) in &read.fields {
        assert_eq!(right, all, "{what}: every {field} is read: {lines:#?}");
    }
    lines
}

fn asks(lines: &[Value]) -> Vec<&Value> {
    lines.iter().filter_map(|line| line.get("ask")).collect()
}

#[test]
fn tables_below_one_another_each_with_columns_of_its_own() {
    let paper = Paper::default()
        .sheet("花名册")
        .rows(&[&["勐海县老干部花名册"], &["一、机关"], &["序号", "姓名", "性别", "出生年月", "联系电话"]])
        .person(
            &["1", "岩温", "男", "1949.03", "13987651234"],
            known("岩温", "男", "1949-03", json!({ "phones": ["13987651234"] })),
        )
        .person(&["2", "玉罕", "女", "1951.07", ""], known("玉罕", "女", "1951-07", json!({})))
        .rows(&[&["合计：2人"], &[], &["二、乡镇"], &["姓名", "家庭住址", "出生年月", "性别", "备注"]])
        .person(
            &["岩罕", "勐混镇曼蚌村", "1948年5月", "男", "独居"],
            known("岩罕", "男", "1948-05", json!({ "address": "勐混镇曼蚌村", "remark": "独居" })),
        )
        .person(
            &["玉应", "勐遮镇曼根村", "1950年1月", "女", ""],
            known("玉应", "女", "1950-01", json!({ "address": "勐遮镇曼根村" })),
        )
        .rows(&[&["制表人：陈静"]]);
    assert_read("上下两张表", paper);
}

#[test]
fn tables_side_by_side() {
    let head = ["序号", "姓名", "性别", "出生年月", "", "序号", "姓名", "性别", "出生年月"];
    let paper = Paper::default()
        .sheet("花名册")
        .rows(&[&["离退休干部花名册"], &head])
        .two(
            &["1", "岩温", "男", "1949.03", "", "3", "岩罕", "男", "1948.05"],
            known("岩温", "男", "1949-03", json!({})),
            known("岩罕", "男", "1948-05", json!({})),
        )
        .two(
            &["2", "玉罕", "女", "1951.07", "", "4", "玉应", "女", "1950.01"],
            known("玉罕", "女", "1951-07", json!({})),
            known("玉应", "女", "1950-01", json!({})),
        )
        .two(
            &["3", "玉波", "女", "1952.07", "", "5", "李正清", "男", "1950.11"],
            known("玉波", "女", "1952-07", json!({})),
            known("李正清", "男", "1950-11", json!({})),
        );
    let desk = Desk::new();
    let (path, truth) = paper.save(desk.outside(), "并排.xlsx");
    let mut lines = readings(&desk, &path);
    for line in
        lines.iter_mut().filter(|line| ["岩罕", "玉应", "李正清"].contains(&line["name"].as_str().unwrap()))
    {
        let row = line["src"][0][2].as_u64().unwrap();
        line["src"][0][2] = json!(row + 1_000);
    }
    let read = score(&truth, &lines);
    assert_eq!(read.faults, Vec::<String>::new(), "{lines:#?}");
    assert_eq!(read.fields["birth"], (6, 6));
}

#[test]
fn a_header_in_three_rows_of_merged_cells() {
    let paper = Paper::default()
        .sheet("花名册")
        .rows(&[&["附件1"], &["离退休干部基本情况登记表"], &["填报单位：勐海县委老干部局"]])
        .rows(&[&[], &[], &["", "", "性别", "出生年月", "单位", "职务", "手机", "住址", ""]])
        .merge(3, 0, 0, "序号")
        .merge(3, 1, 1, "姓名")
        .merge(3, 8, 8, "备注")
        .with(|sheet| {
            let format = rust_xlsxwriter::Format::new();
            sheet.merge_range(3, 2, 3, 7, "基本信息", &format).unwrap();
            sheet.merge_range(4, 2, 4, 3, "个人情况", &format).unwrap();
            sheet.merge_range(4, 4, 4, 5, "工作情况", &format).unwrap();
            sheet.merge_range(4, 6, 4, 7, "联系方式", &format).unwrap();
        })
        .person(
            &["1", "岩温", "男", "1949.03", "勐海县教育局", "副局长", "13987651234", "勐海镇", "独居"],
            known("岩温", "男", "1949-03", json!({ "unit": "勐海县教育局", "post": "副局长", "phones": ["13987651234"], "address": "勐海镇", "remark": "独居" })),
        )
        .person(
            &["2", "玉罕", "女", "1951.07", "勐海县民政局", "科员", "", "勐混镇", ""],
            known("玉罕", "女", "1951-07", json!({ "unit": "勐海县民政局", "post": "科员", "address": "勐混镇" })),
        );
    assert_read("三行表头", paper);
}

#[test]
fn titles_of_groups_give_branch_unit_and_kind() {
    let head = ["序号", "姓名", "性别", "出生年月", "联系电话", "备注"];
    let of = |title: &str, field: &str, value: &str| {
        Paper::default()
            .sheet("花名册")
            .rows(&[&head, &[title]])
            .person(
                &["1", "岩温", "男", "1949.03", "", ""],
                known("岩温", "男", "1949-03", json!({ field: value })),
            )
            .person(
                &["2", "玉罕", "女", "1951.07", "", ""],
                known("玉罕", "女", "1951-07", json!({ field: value })),
            )
            .rows(&[&["小计", "2人"]])
    };
    assert_read("支部分组", of("勐混镇离退休党支部", "branch", "勐混镇离退休党支部"));
    assert_read("单位分组", of("勐海县教育局", "unit", "勐海县教育局"));
    let two = of("一、离休干部", "category", "离休")
        .rows(&[&["二、退休干部"]])
        .person(
            &["1", "岩罕", "男", "1948.05", "", ""],
            known("岩罕", "男", "1948-05", json!({ "category": "退休" })),
        )
        .rows(&[&["合计：3人"]]);
    assert_read("离休退休分组", two);
}

#[test]
fn a_summary_that_repeats_the_other_sheets_brings_nobody_twice() {
    let head = ["姓名", "性别", "出生年月", "身份证号", "健康状况"];
    let people = [
        ("岩温", "男", "1949-03-05", identity("532822", "19490305", 1)),
        ("岩罕", "男", "1948-05-06", identity("532822", "19480506", 3)),
        ("玉罕", "女", "1951-07-08", identity("532822", "19510708", 2)),
        ("玉应", "女", "1950-01-02", identity("532822", "19500102", 4)),
        ("李正清", "男", "1950-11-12", identity("532822", "19501112", 5)),
    ];
    let mut paper = Paper::default().sheet("第一党支部").row(&head);
    for (nth, (name, sex, birth, number)) in people.iter().enumerate() {
        if nth == 3 {
            paper = paper.sheet("第二党支部").row(&head);
        }
        let branch = if nth < 3 { "第一党支部" } else { "第二党支部" };
        let exp = known(name, sex, birth, json!({ "id": number, "health": "一般", "branch": branch }));
        paper = paper.person(&[name, sex, birth, number, "一般"], exp);
    }
    paper = paper.sheet("汇总").row(&head);
    for (nth, (name, sex, birth, number)) in people.iter().enumerate() {
        paper = paper.again(&[name, sex, birth, number, ""], nth);
    }
    let lines = assert_read("有汇总", paper);
    assert_eq!(lines.len(), 5);
}

#[test]
fn what_is_hidden_is_left_out_until_somebody_says_otherwise() {
    let head = ["序号", "姓名", "性别", "出生年月", "家庭住址"];
    let paper = Paper::default()
        .sheet("花名册")
        .row(&head)
        .with(|sheet| {
            sheet.set_column_hidden(4).unwrap();
        })
        .person(
            &["1", "岩温", "男", "1949.03", "勐海镇"],
            known("岩温", "男", "1949-03", json!({ "address": "勐海镇" })),
        )
        .hidden(
            &["2", "岩罕", "男", "1948.05", "勐混镇"],
            known("岩罕", "男", "1948-05", json!({ "address": "勐混镇" })),
        )
        .person(&["3", "玉罕", "女", "1951.07", ""], known("玉罕", "女", "1951-07", json!({})))
        .sheet("旧名单")
        .row(&head)
        .with(|sheet| {
            sheet.set_hidden(true);
        })
        .rows(&[&["1", "玉应", "女", "1950.01", "勐遮镇"], &["2", "玉波", "女", "1950.02", "勐遮镇"]]);
    let desk = Desk::new();
    let (path, truth) = paper.save(desk.outside(), "有隐藏.xlsx");
    let lines = readings(&desk, &path);
    assert_eq!(score(&truth, &lines).faults, Vec::<String>::new());
    assert_eq!(lines.len(), 2, "neither the hidden row nor the hidden sheet");
    let request = json!({ "files": [desk.file(&path)], "options": { "hidden": "take" } });
    let plan = desk.did("import.plan", request);
    assert_eq!(plan["counts"]["new"], 5, "all of them, once asked for");
    let column = plan["sheets"][0]["columns"]
        .as_array()
        .unwrap()
        .iter()
        .find(|column| column["letter"] == "E")
        .unwrap();
    assert_eq!(
        (&column["hidden"], &column["field"]),
        (&json!(true), &json!("address")),
        "read, and shown as hidden"
    );
}

#[test]
fn a_ditto_mark_stands_for_what_is_above() {
    let paper = Paper::default()
        .sheet("花名册")
        .row(&["姓名", "性别", "出生年月", "工作单位", "所在支部"])
        .person(
            &["岩温", "男", "1949.03", "勐海县教育局", "第一党支部"],
            known("岩温", "男", "1949-03", json!({ "unit": "勐海县教育局", "branch": "第一党支部" })),
        )
        .person(
            &["玉罕", "女", "1951.07", "〃", "同上"],
            known("玉罕", "女", "1951-07", json!({ "unit": "勐海县教育局", "branch": "第一党支部" })),
        )
        .person(
            &["岩罕", "男", "1948.05", "\"", "″"],
            known("岩罕", "男", "1948-05", json!({ "unit": "勐海县教育局", "branch": "第一党支部" })),
        )
        .person(
            &["玉应", "女", "1950.01", "勐海县民政局", ""],
            known("玉应", "女", "1950-01", json!({ "unit": "勐海县民政局" })),
        );
    assert_read("同上", paper);
}

#[test]
fn who_has_died_is_known_from_name_remark_or_a_column_of_its_own() {
    let dead = |more: Value| {
        let mut all = more;
        all["status"] = json!("已故");
        all
    };
    let in_text = Paper::default()
        .sheet("花名册")
        .row(&["姓名", "性别", "出生年月", "备注"])
        .person(&["岩温（已故）", "男", "1929.03", ""], known("岩温", "男", "1929-03", dead(json!({}))))
        .person(
            &["玉罕", "女", "1931.07", "2021年去世"],
            known("玉罕", "女", "1931-07", dead(json!({ "remark": "2021年去世" }))),
        )
        .person(
            &["岩罕", "男", "1948.05", "其妻已故，独居"],
            known("岩罕", "男", "1948-05", json!({ "remark": "其妻已故，独居" })),
        );
    assert_read("姓名备注注明去世", in_text);
    let in_column = Paper::default()
        .sheet("花名册")
        .row(&["姓名", "性别", "出生年月", "是否健在"])
        .person(&["岩温", "男", "1929.03", "否"], known("岩温", "男", "1929-03", dead(json!({}))))
        .person(&["玉罕", "女", "1931.07", "是"], known("玉罕", "女", "1931-07", json!({})))
        .person(&["岩罕", "男", "1948.05", "是"], known("岩罕", "男", "1948-05", json!({})));
    assert_read("专列注明去世", in_column);
}

#[test]
fn one_person_with_an_id_mistyped_once_is_asked_about_and_never_merged() {
    let right = identity("532822", "19490305", 151);
    // Two figures changed places: the check digit no longer fits.
    let mut figures = right.clone().into_bytes();
    figures.swap(14, 15);
    let wrong = String::from_utf8(figures).unwrap();
    let paper = Paper::default()
        .sheet("花名册")
        .row(&["姓名", "性别", "身份证号", "联系电话"])
        .person(
            &["岩温", "男", &right, "13987651234"],
            known("岩温", "男", "1949-03-05", json!({ "id": right, "phones": ["13987651234"] })),
        )
        // Of a number that cannot be right no birth is taken.
        .asked(&["岩温", "男", &wrong, ""], known("岩温", "男", "", json!({ "id": wrong })), &["id"])
        .unclear()
        .person(&["玉罕", "女", "", ""], known("玉罕", "女", "", json!({})));
    let lines = assert_read("身份证号打错", paper);
    let [asked] = asks(&lines)[..] else { panic!("{lines:#?}") };
    let rows =
        asked.as_array().unwrap().iter().map(|place| place[2].as_u64().unwrap()).collect::<BTreeSet<_>>();
    assert_eq!(rows, BTreeSet::from([2, 3]));
}

#[test]
fn headers_in_words_that_no_list_has_are_known_by_what_stands_below() {
    let paper = Paper::default().sheet("花名册").row(&[
        "老同志姓名（请用正楷）",
        "性别（男/女）",
        "二代证上的号码",
        "平时用的手机",
        "去哪里找得到人",
    ]);
    let people = [
        ("岩温", "男", "19490305"),
        ("玉罕", "女", "19510708"),
        ("岩罕", "男", "19480506"),
        ("玉应", "女", "19500102"),
    ];
    let paper = (1..).zip(people).fold(paper, |paper, (nth, (name, sex, born))| {
        let number = identity("532822", born, if sex == "男" { 2 * nth + 1 } else { 2 * nth });
        let birth = format!("{}-{}-{}", &born[..4], &born[4..6], &born[6..]);
        let (phone, address) = (format!("1398765120{nth}"), format!("勐海镇佛双路{nth}号"));
        let exp = known(name, sex, &birth, json!({ "id": number, "phones": [phone] }));
        paper.person(&[name, sex, &number, &phone, &address], exp)
    });
    let desk = Desk::new();
    let (path, truth) = paper.save(desk.outside(), "没见过的表头.xlsx");
    let read = score(&truth, &readings(&desk, &path));
    assert_eq!((read.faults, read.fields["id"], read.fields["phones"]), (Vec::new(), (4, 4), (4, 4)));
    let plan = desk.did("import.plan", json!({ "files": [desk.file(&path)] }));
    let columns = plan["sheets"][0]["columns"].as_array().unwrap();
    let unknown = columns.iter().find(|column| column["letter"] == "E").unwrap();
    assert_eq!((&unknown["field"], &unknown["doubtful"]), (&Value::Null, &json!(true)), "shown, not dropped");
}

#[test]
fn year_and_month_in_columns_of_their_own_are_one_date() {
    let paper = Paper::default()
        .sheet("花名册")
        .rows(&[&["", "", "", "", "", ""], &["姓名", "性别", "年", "月", "民族", "备注"]])
        .merge(2, 0, 0, "姓名")
        .merge(2, 1, 1, "性别")
        .merge(2, 4, 4, "民族")
        .merge(2, 5, 5, "备注")
        .with(|sheet| {
            sheet.merge_range(0, 2, 0, 3, "出生", &rust_xlsxwriter::Format::new()).unwrap();
        })
        .person(
            &["岩温", "男", "#1949", "#3", "傣族", ""],
            known("岩温", "男", "1949-03", json!({ "ethnicity": "傣族" })),
        )
        .person(
            &["玉罕", "女", "#1951", "#10", "傣族", "独居"],
            known("玉罕", "女", "1951-10", json!({ "ethnicity": "傣族", "remark": "独居" })),
        )
        .person(
            &["岩罕", "男", "#1948", "", "汉族", ""],
            known("岩罕", "男", "1948", json!({ "ethnicity": "汉族" })),
        );
    assert_read("年月分列", paper);
}

#[test]
fn a_sheet_that_goes_on_without_a_header_is_read_by_the_one_before() {
    let of = |nth: &str, name: &str, sex: &str, birth: &str, phone: &str| {
        (
            [nth, name, sex, birth, phone].map(str::to_owned),
            known(name, sex, &birth.replace('.', "-"), json!({ "phones": [phone] })),
        )
    };
    let people = [
        of("1", "岩温", "男", "1949.03", "13987651234"),
        of("2", "玉罕", "女", "1951.07", "13987651235"),
        of("3", "岩罕", "男", "1948.05", "13987651236"),
        of("4", "玉应", "女", "1950.02", "13987651237"),
        of("5", "李正清", "男", "1950.11", "13987651238"),
        of("6", "王芳", "女", "1952.12", "13987651239"),
    ];
    let mut paper = Paper::default().sheet("花名册").row(&["序号", "姓名", "性别", "出生年月", "联系电话"]);
    for (nth, (cells, exp)) in people.into_iter().enumerate() {
        if nth == 3 {
            paper = paper.sheet("续表");
        }
        paper = paper.person(&cells.each_ref().map(String::as_str), exp);
    }
    assert_read("续表", paper);
}
