//! From cells to a plan, on small sheets made here. Every person is invented.

use chrono::NaiveDate;
use std::sync::Arc;
use yinhui_core::{
    flag::Flag,
    import::{
        BookReading, Settings,
        plan::{Known, Options, Other, Plan, Policy, Suspect, Target, Verdict, plan},
        raw::{Cell, Merge, Row, Sheet, Workbook},
        read::{Hidden, RowReading},
        read_book, readings,
        table::{Overrides, Skip, Taken},
    },
    person::{Facts, Field},
};

fn cells(line: &str) -> Vec<Cell> {
    line.split('|').map(|text| if text.is_empty() { Cell::Empty } else { Cell::Text(text.into()) }).collect()
}

fn sheet(name: &str, lines: &[&str]) -> Sheet {
    let rows =
        (1_u32..).zip(lines).map(|(number, line)| Row { number, cells: cells(line), ..Row::default() });
    Sheet { name: name.to_owned(), rows: rows.collect(), ..Sheet::default() }
}

fn settings() -> Settings {
    Settings::on(NaiveDate::from_ymd_opt(2026, 3, 6).unwrap_or_default())
}

fn book(sheets: Vec<Sheet>) -> BookReading {
    read_book("册.xlsx", &Arc::new(Workbook { sheets }), &settings())
}

/// Every row of a table, read.
fn rows(reading: &BookReading, table: usize) -> Vec<RowReading> {
    let sheet = reading.sheets.get(table).into_iter();
    sheet.flat_map(|sheet| sheet.people.iter().map(|person| reading.read(sheet, person))).collect()
}

fn one(lines: &[&str]) -> BookReading {
    book(vec![sheet("花名册", lines)])
}

fn planned(reading: &BookReading, existing: &[Known]) -> Plan {
    plan(std::slice::from_ref(reading), existing, &Options::default())
}

fn known(id: &str, facts: &[(Field, &str)]) -> Known {
    let facts = facts.iter().map(|(f, t)| (*f, (*t).into())).collect();
    Known { id: id.to_owned(), joined: Vec::new(), cards: Vec::new(), facts, extras: Default::default() }
}

fn fact(facts: &Facts, field: Field) -> &str {
    facts.get(&field).map_or("", |text| text.as_str())
}

const HEAD: &str = "序号|姓名|性别|出生年月|身份证号|联系电话|备注";

#[test]
fn titles_totals_notes_and_headers_are_no_people() {
    let reading = one(&[
        "附件1",
        "某县离退休干部花名册",
        "填报单位：某局||||||2026年3月",
        HEAD,
        "1|岩温|男|1949.03|||",
        "||||||",
        HEAD,
        "2|玉罕|女|1950.04|||独居",
        "小计|2人",
        "合计|共2人",
        "填表人：张三|||审核人：李四",
        "注：本表一式两份",
    ]);
    let sheet = &reading.sheets[0];
    assert_eq!(sheet.header_rows, Some((4, 4)));
    assert_eq!(sheet.people.iter().map(|r| r.row).collect::<Vec<_>>(), [5, 8]);
    let reasons: Vec<Skip> = sheet.skipped.iter().map(|s| s.reason).collect();
    assert_eq!(reasons, [Skip::Blank, Skip::Header, Skip::Total, Skip::Total, Skip::Note, Skip::Note]);
}

#[test]
fn a_header_of_two_rows_with_relatives() {
    let mut sheet = sheet(
        "花名册",
        &[
            "花名册",
            "序号|基本信息||||家属情况|||备注",
            "|姓名|性别|出生年月|电话|姓名|关系|电话|",
            "1|岩温|男|1949.03|13812345678|玉罕|配偶|13912345678|",
        ],
    );
    let merge = |first_row, last_row, first_col, last_col| Merge { first_row, last_row, first_col, last_col };
    sheet.merges =
        vec![merge(1, 1, 0, 8), merge(2, 3, 0, 0), merge(2, 2, 1, 4), merge(2, 2, 5, 7), merge(2, 3, 8, 8)];
    let reading = book(vec![sheet]);
    let sheet = &reading.sheets[0];
    assert_eq!(sheet.header_rows, Some((2, 3)));
    let facts = &rows(&reading, 0)[0].facts;
    assert_eq!(fact(facts, Field::Phones), "13812345678");
    assert_eq!(fact(facts, Field::EmergencyName), "玉罕");
    assert_eq!(fact(facts, Field::EmergencyPhones), "13912345678");
}

#[test]
fn the_provincial_template_is_understood() {
    let mut sheet = sheet(
        "Sheet1",
        &[
            "附件4",
            "离退休干部职工信息收集模版",
            "序号|姓名|手机号码|人员类别|单位全称|身份证号码|职务（职级）|组织区域|基本信息（时间如果是2000年1月，填写成2000-01）",
            "||||||||性别|出生日期|民族|籍贯|政治面貌|入党时间|文化程度|职称",
            "1|岩温|13812345678|公务员|某县教育局| 11010519491231002X|正科级||女|1949-12|傣|云南景洪|党员|1976-07|大专|",
            "说明：时间按模版填写",
        ],
    );
    sheet.merges = (0..8).map(|c| Merge { first_row: 3, last_row: 4, first_col: c, last_col: c }).collect();
    sheet.merges.push(Merge { first_row: 3, last_row: 3, first_col: 8, last_col: 15 });
    let reading = book(vec![sheet]);
    let sheet = &reading.sheets[0];
    assert_eq!((sheet.header_rows, sheet.people.len()), (Some((3, 4)), 1));
    let facts = &rows(&reading, 0)[0].facts;
    for (field, text) in [
        (Field::Identity, "11010519491231002X"),
        (Field::Birth, "1949-12-31"),
        (Field::Ethnicity, "傣族"),
        (Field::Political, "中共党员"),
        (Field::PartyJoin, "1976-07"),
        (Field::StaffKind, "公务员"),
        (Field::Rank, "正科级"),
        (Field::Unit, "某县教育局"),
    ] {
        assert_eq!(fact(facts, field), text, "{field:?}");
    }
}

#[test]
fn contradictions_are_shown_and_not_resolved() {
    let reading = one(&[
        HEAD,
        "1|岩温|男|1948.03|11010519491231002X|1.38E+10|",
        "2|玉罕|妖|1949.13|110105194912310021||",
    ]);
    let rows = rows(&reading, 0);
    let first = &rows[0];
    assert_eq!((fact(&first.facts, Field::Sex), fact(&first.facts, Field::Birth)), ("男", "1948-03"));
    assert_eq!(first.warn.iter().copied().collect::<Vec<_>>(), [Field::Sex, Field::Birth, Field::Phones]);
    let second = &rows[1];
    assert_eq!((fact(&second.facts, Field::Sex), fact(&second.facts, Field::Birth)), ("", ""));
    assert_eq!(fact(&second.facts, Field::Identity), "110105194912310021");
    let sex = second.cells.iter().find(|c| c.field == Field::Sex).unwrap();
    assert_eq!((sex.flag, sex.written.as_str()), (Flag::Unreadable, "妖"));
    let plan = planned(&reading, &[]);
    assert_eq!(plan.problems.len(), 6);
    assert!(plan.problems.iter().any(|p| (p.row, p.col.as_str(), p.code) == (3, "C", "unreadable")));
}

#[test]
fn the_same_person_twice_is_one_and_namesakes_are_two() {
    let reading = one(&[
        HEAD,
        "1|岩温|男|1949.03||13812345678|",
        "2|岩　温|男|1949.03.05||13812345678|独居",
        "3|岩温|男|1950.01||13912345678|",
        "4|玉罕|女|1949.12|11010519491231002X||",
        "5|玉罕|女||420102200703075352||",
        "6|玉应|女|1951.02|||",
        "7|玉应|女|1951.02|||",
    ]);
    let plan = planned(&reading, &[]);
    assert_eq!(plan.people.len(), 6);
    let merged = &plan.people[0];
    assert_eq!(
        (merged.sources.len(), fact(&merged.facts, Field::Birth), fact(&merged.facts, Field::Remark)),
        (2, "1949-03-05", "独居")
    );
    assert_eq!((plan.counts.new, plan.counts.duplicate, plan.counts.suspect), (5, 1, 1));
    let [ask] = plan.asks.as_slice() else { panic!("{:?}", plan.asks) };
    assert!(matches!(&ask.other, Other::Row(other) if (ask.row.row, other.row) == (8, 7)));
    assert_eq!(readings::lines(&plan).filter(|line| line.starts_with("{\"ask\"")).count(), 1);
}

#[test]
fn the_same_roster_read_again_adds_nobody_though_two_of_it_can_hardly_be_told_apart() {
    // Both numbers lost their last digits; what is left keeps the two apart, but is never stored.
    let reading = one(&[
        HEAD,
        "1|岩温|男|1949.03|532821194903150000|13812345678|村委会",
        "2|岩温|男|1949.03|532821194903160000|13812345678|村委会",
    ]);
    let first = planned(&reading, &[]);
    assert_eq!((first.people.len(), first.counts.new + first.counts.suspect), (2, 2));
    let stored = |plan: &Plan| {
        let people = plan.people.iter().enumerate();
        people
            .map(|(n, person)| Known {
                id: n.to_string(),
                facts: person.facts.clone(),
                joined: Vec::new(),
                cards: Vec::new(),
                extras: Default::default(),
            })
            .collect::<Vec<_>>()
    };
    let again = planned(&reading, &stored(&first));
    assert_eq!((again.counts.same, again.counts.new, again.counts.suspect), (2, 0, 0));
    let targets = again.people.iter().map(|person| person.target.clone()).collect::<Vec<_>>();
    assert_eq!(targets, [Target::Existing("0".into()), Target::Existing("1".into())], "each of them once");

    let third = one(&[HEAD, "1|岩温|男|1949.03|532821194903150000|13812345678|另一村"]);
    let other = planned(&third, &stored(&first));
    assert_eq!(other.counts.suspect, 1, "who differs is still asked about: {:?}", other.people);
}

#[test]
fn registered_people_are_found_and_suspects_shown() {
    let existing = [
        known(
            "a",
            &[
                (Field::Name, "岩温"),
                (Field::Birth, "1949-03-05"),
                (Field::Phones, "13812345678"),
                (Field::Remark, "旧"),
            ],
        ),
        known("b", &[(Field::Name, "玉罕"), (Field::Identity, "11010519491231002X")]),
        known("c", &[(Field::Name, "玉应"), (Field::Birth, "1951")]),
    ];
    let reading = one(&[
        HEAD,
        "1|岩温|男|1949.03||13812345678|新",
        "2|玉罕|||11010519491231002X||",
        "3|玉应|女|1951.02|||",
        "4|玉叫|女|1951.02|||",
        "|||1951.02|420102200703075352|13812345678|缺名",
    ]);
    let plan = planned(&reading, &existing);
    let verdicts: Vec<Verdict> = plan.rows.iter().map(|r| r.verdict).collect();
    assert_eq!(
        verdicts,
        [Verdict::Update, Verdict::Update, Verdict::Suspect, Verdict::New, Verdict::Refused]
    );
    assert_eq!(plan.people[0].target, Target::Existing("a".into()));
    assert_eq!(fact(&plan.people[0].facts, Field::Birth), "1949-03-05");
    assert_eq!(
        (plan.people[2].target.clone(), plan.people[2].suspect_of.as_slice()),
        (Target::New, ["c".to_owned()].as_slice())
    );
    let skip = planned_by(
        &reading,
        &existing,
        Options { suspect: Suspect::Skip, policy: Policy::Skip, ..Options::default() },
    );
    assert_eq!((skip.people[2].target.clone(), skip.counts.same), (Target::Nobody, 2));
}

fn planned_by(reading: &BookReading, existing: &[Known], options: Options) -> Plan {
    plan(std::slice::from_ref(reading), existing, &options)
}

#[test]
fn a_doubtful_reading_replaces_nothing() {
    let existing = [known(
        "a",
        &[
            (Field::Name, "岩温"),
            (Field::Identity, "11010519491231002X"),
            (Field::Sex, "女"),
            (Field::Birth, "1949-12-31"),
        ],
    )];
    let plan = planned(&one(&[HEAD, "1|岩温|男|1948.03|11010519491231002X||"]), &existing);
    assert_eq!(
        (fact(&plan.people[0].facts, Field::Sex), fact(&plan.people[0].facts, Field::Birth)),
        ("女", "1949-12-31")
    );
    assert_eq!(plan.problems.iter().filter(|p| p.code == "kept").count(), 2);
}

#[test]
fn two_people_are_never_written_to_one() {
    let existing = [known(
        "a",
        &[(Field::Name, "岩温"), (Field::Birth, "1949-03"), (Field::Phones, "13812345678 13912345678")],
    )];
    let plan =
        planned(&one(&[HEAD, "1|岩温||1949.03||13812345678|", "2|岩温||1949.03||13912345678|"]), &existing);
    let targets = plan.people.iter().filter(|p| p.target == Target::Existing("a".into())).count();
    assert_eq!((plan.people.len(), targets), (2, 1));
}

#[test]
fn tabs_groups_and_blank_units_are_carried() {
    let lines = [
        "序号|原单位|姓名|性别|职务",
        "1|甲县教育局|岩温|男|局长",
        "2||玉罕|女|教师",
        "3|乙县农业局|玉应|女|会计",
        "4||玉叫|女|",
    ];
    let reading = book(vec![sheet("第一党支部", &lines)]);
    let read = rows(&reading, 0);
    let facts: Vec<(&str, &str)> =
        read.iter().map(|r| (fact(&r.facts, Field::Unit), fact(&r.facts, Field::Branch))).collect();
    assert_eq!(
        facts,
        [
            ("甲县教育局", "第一党支部"),
            ("甲县教育局", "第一党支部"),
            ("乙县农业局", "第一党支部"),
            ("乙县农业局", "第一党支部")
        ]
    );
    let grouped = one(&[
        "姓名|性别|电话|民族",
        "一、机关第一党支部（2人）",
        "岩温|男|13812345678|傣族",
        "玉罕|女||傣族",
    ]);
    assert_eq!(
        rows(&grouped, 0).iter().map(|r| fact(&r.facts, Field::Branch)).collect::<Vec<_>>(),
        ["机关第一党支部"; 2]
    );
}

#[test]
fn hidden_rows_are_left_out_and_said() {
    let mut raw = sheet("花名册", &[HEAD, "1|岩温|男|1949.03|||", "2|玉罕|女|1950.04|||"]);
    raw.rows[2].hidden = true;
    let old = Sheet { hidden: true, ..sheet("旧", &[HEAD, "1|玉应|女|1951.02|||"]) };
    let workbook = Arc::new(Workbook { sheets: vec![raw, old] });
    let skip = read_book("册.xlsx", &workbook, &settings());
    assert_eq!((skip.sheets[0].people.len(), skip.sheets[0].skipped[0].reason), (1, Skip::Hidden));
    assert!(skip.sheets[1].left_out.is_some());
    let take = read_book("册.xlsx", &workbook, &Settings { hidden: Hidden::Take, ..settings() });
    assert_eq!((take.sheets[0].people.len(), take.sheets[1].people.len()), (2, 1));
}

#[test]
fn a_person_decides_otherwise() {
    let mut overrides = Overrides::default();
    let columns = &mut overrides.entry("花名册", 1).columns;
    columns.insert("C".into(), Taken::Field(Field::Alias));
    columns.insert("G".into(), Taken::No);
    let lines = ["序号|姓名|法号|性别|出生年月|电话|备注", "1|岩温|都三|男|1949.03||独居"];
    let workbook = Arc::new(Workbook { sheets: vec![sheet("花名册", &lines)] });
    let reading = read_book("册.xlsx", &workbook, &Settings { overrides, ..settings() });
    let facts = &rows(&reading, 0)[0].facts;
    assert_eq!((fact(facts, Field::Alias), fact(facts, Field::Remark)), ("都三", ""));
}

#[test]
fn a_sheet_without_people_is_said_so() {
    let reading = one(&["会议室使用登记", "日期|场地|人数", "2026-03-05|一楼|20"]);
    assert!(reading.sheets[0].left_out.as_deref().is_some_and(|why| why.contains("表头")));
    let plan = planned(&reading, &[]);
    assert_eq!((plan.people.len(), plan.problems.len()), (0, 1));
}

#[test]
fn what_stands_beside_a_relatives_name_is_not_the_persons_own() {
    let reading =
        one(&["姓名|单位|配偶姓名|身份证号|电话", "王甲|教育局|李花|11010519491231002X|13812345678"]);
    let facts = &rows(&reading, 0)[0].facts;
    assert_eq!((fact(facts, Field::Identity), fact(facts, Field::Phones)), ("", ""));
    assert_eq!((fact(facts, Field::Spouse), fact(facts, Field::EmergencyPhones)), ("李花", "13812345678"));
}

#[test]
fn two_tables_side_by_side_are_two_though_their_columns_differ() {
    let reading = one(&["姓名|性别|电话||姓名|出生日期|单位", "王甲|男|13812345678||李乙|1949.03|教育局"]);
    assert_eq!(reading.sheets.len(), 2);
    assert_eq!(fact(&rows(&reading, 1)[0].facts, Field::Name), "李乙");
    assert_eq!(fact(&rows(&reading, 0)[0].facts, Field::Birth), "");
}

#[test]
fn people_who_look_like_titles_stay_people() {
    let names = ["李大山已故", "张本页", "合计春", "安全局", "关系"];
    let lines: Vec<String> = names.iter().map(|name| format!("{name}|男|13812345678")).collect();
    let lines: Vec<&str> =
        std::iter::once("姓名|性别|电话").chain(lines.iter().map(String::as_str)).collect();
    let reading = one(&lines);
    let read = rows(&reading, 0);
    assert_eq!(read.len(), names.len());
    let dead: Vec<&str> = read.iter().map(|row| fact(&row.facts, Field::State)).collect();
    assert_eq!(dead, ["去世", "", "", "", ""]);
}

#[test]
fn parts_of_a_date_in_columns_of_their_own_are_nothing_to_look_at() {
    let lines = [
        "姓名|性别|出生年月|||联系电话",
        "||年|月|日|",
        "岩温|男|1949|3|5|13812345678",
        "玉罕|女|1951|12|31|13912345678",
    ];
    let reading = book(vec![sheet("甲", &lines)]);
    let table = reading.sheets.first().unwrap();
    let parts: Vec<u32> = table.columns.iter().flat_map(|column| column.parts.clone()).collect();
    assert_eq!(parts, [3, 4]);
    let doubtful: Vec<&str> =
        table.columns.iter().filter(|c| c.doubtful).map(|c| c.header.as_str()).collect();
    assert_eq!(doubtful, Vec::<&str>::new());
}
