//! Lines of a ledger from a workbook, as a centre has kept them by hand.

use crate::at::{list, text};
use serde_json::{Value, json};
use yinhui_app::Code;
use yinhui_app::operator::Role;
use yinhui_testkit::{Desk, Person, roster};

pub fn scenario() {
    let desk = Desk::new();
    let old = desk.register(&Person::named("岩温").with("birth", "1940-05-06"));
    desk.register(&Person::named("玉罕").with("birth", "1950-01-01").with("phones", "13800001111"));
    let twin = desk.register(&Person::named("玉罕").with("birth", "1960-01-01").with("phones", "13800002222"));
    let heads = ["序号", "走访时间", "姓名", "联系电话", "类型", "慰问金", "经费来源"];
    let rows: [&[&str]; 6] = [
        &["1", "2026.1.20", "岩温", "", "节日慰问", "500", "县财政"],
        &["2", "2026年1月21日", "玉罕", "13800002222", "节日慰问", "1,200.50", ""],
        &["3", "2026-01-22", "玉罕", "", "节日慰问", "500", ""],
        &["4", "2026-01-22", "没有这人", "", "节日慰问", "500", ""],
        &["5", "2026年1月", "岩温", "", "看电影", "多", ""],
        &["合计", "", "", "", "", "2200.5", ""],
    ];
    let path = roster(desk.outside(), "走访登记.xlsx", &heads, &rows);
    let file = json!({ "ledger": "care_visit", "file": desk.file(&path) });
    let read = desk.ok("ledger.read_file", file.clone()).check(|read| {
        assert_eq!(read["untaken"], json!(["经费来源"]));
        let told = list(read, "lines").iter().map(|line| (line["row"].as_i64().unwrap(), text(line, "problem"))).collect::<Vec<_>>();
        assert_eq!(told, [(4, ""), (5, ""), (6, "不能确定是哪一位"), (7, "这位没有登记过"), (8, "日期请写成 2026-03-05 这样。")]);
        assert_eq!(read["lines"][0]["entry"]["person"], old.as_str());
        assert_eq!(read["lines"][1]["entry"]["person"], twin.as_str(), "told apart by the number");
        assert_eq!(list(&read["lines"][2], "maybe").len(), 2);
        read.clone()
    });
    let good = list(&read, "lines").iter().take(2).map(|line| line["entry"].clone()).collect::<Vec<_>>();
    let added = desk.ok("ledger.add", json!({ "lines": good })).check(|added| {
        assert_eq!(added["added"], 2);
        added["operation"].clone()
    });
    let page = desk.did("ledger.list", json!({ "filter": { "ledger": "care_visit" } }));
    assert_eq!((&page["total"], &page["sums"]["amount"]), (&json!(2), &json!("1700.50")));
    // The same file again brings nothing new.
    let again = desk.did("ledger.read_file", file);
    assert_eq!(list(&again, "lines").iter().map(|line| line["same"].as_bool().unwrap()).collect::<Vec<_>>(), [true, true, false, false, false]);
    // What the program wrote itself is read back whole.
    let (path, place) = desk.place("导出.xlsx");
    desk.did("ledger.export", json!({ "file": place, "filter": { "ledger": "care_visit" } }));
    let own = desk.did("ledger.read_file", json!({ "ledger": "care_visit", "file": desk.file(&path) }));
    let lines = list(&own, "lines");
    assert_eq!(lines.len(), 2, "the sum is no line");
    assert!(lines[0]["same"].as_bool().unwrap(), "{own}");
    assert_eq!((text(&lines[1], "problem"), text(&lines[1]["entry"], "day")), ("不能确定是哪一位", "2026-01-21"), "the export does not tell which 玉罕");
    // One operation, taken back as one.
    desk.did("log.undo", json!({ "operation": added }));
    assert_eq!(desk.did("ledger.list", json!({ "filter": { "ledger": "care_visit" } }))["total"], 0);

    let bare = roster(desk.outside(), "没有日期.xlsx", &["姓名", "慰问金"], &[&["岩温", "500"]]);
    let refused = desk.err("ledger.read_file", json!({ "ledger": "care_visit", "file": desk.file(&bare) }), Code::Unreadable);
    assert!(refused.message.contains("走访日期"), "{}", refused.message);
    desk.err("ledger.add", json!({ "lines": [] }), Code::Invalid);
    let bad = json!({ "ledger": "care_visit", "day": "昨天", "person": old, "facts": { "type": "节日慰问" } });
    desk.err("ledger.add", json!({ "lines": [good[0], bad] }), Code::Invalid);
    assert_eq!(desk.did("ledger.list", json!({ "filter": {} }))["total"], Value::from(0), "all or none");
    desk.assert_sound();
}

#[test]
fn a_pool_kept_by_hand_is_taken_in() {
    let desk = Desk::new();
    let one = desk.register(&Person::named("岩温").with("birth", "1949-05-06").with("phones", "13800001111").with("branch", "教育离退休党支部").with("unit", "县一中"));
    let two = desk.register(&Person::named("玉罕").with("birth", "1950-01-01"));
    let dead = desk.register(&Person::named("刀美兰"));
    desk.did("person.change_state", json!({ "id": dead, "state": "去世", "since": "2026-02-01" }));
    let heads = ["序号", "姓名", "单位（支部）", "联系电话", "主类别", "其他类别", "专业特长", "可服务的星期", "五老", "入库时间", "状态", "暂停或出库原因"];
    let rows: [&[&str]; 5] = [
        &["1", "岩温", "教育离退休党支部", "138****1111", "医疗卫生", "文化艺术、农业科技", "中医义诊", "周一、周四", "老专家、老教师", "2024.3.1", "入库", ""],
        &["2", "玉罕", "", "", "法律与矛盾调解", "", "调解", "星期一至星期五", "", "2023年6月1日", "暂停", "手术休养"],
        &["3", "刀美兰", "", "", "医疗卫生", "", "", "", "", "", "", ""],
        &["4", "没有这人", "", "", "医疗卫生", "", "", "", "", "", "", ""],
        &["5", "玉罕", "", "", "算命", "", "", "", "", "", "", ""],
    ];
    let path = roster(desk.outside(), "人才库.xlsx", &heads, &rows);
    let read = desk.did("ledger.read_file", json!({ "ledger": "talent", "file": desk.file(&path) }));
    let told = list(&read, "lines").iter().map(|line| text(line, "problem")).collect::<Vec<_>>();
    assert_eq!(told, ["", "", "这位同志登记为去世，不能列入银发人才库。", "这位没有登记过", "主类别请从列表中选择。"], "{read}");
    assert_eq!((text(&read["ledger"], "title"), &read["untaken"]), ("银发人才库", &json!([])));
    let good = list(&read, "lines").iter().take(2).map(|line| line["entry"].clone()).collect::<Vec<_>>();
    let operation = desk.did("ledger.add", json!({ "lines": good }))["operation"].clone();
    let page = |person: &str| desk.did("talent.get", json!({ "id": person }));
    let first = page(&one);
    assert_eq!((text(&first["talent"], "state"), text(&first["talent"], "since")), ("入库", "2024-03-01"));
    let facts = &first["talent"]["facts"];
    assert_eq!((text(facts, "weekdays"), text(facts, "others"), text(facts, "elders")), ("1 4", "文化艺术 农业科技", "老专家 老教师"));
    assert_eq!(list(&page(&two), "states").iter().map(|one| text(one, "state")).collect::<Vec<_>>(), ["入库", "暂停"]);
    let again = desk.did("ledger.read_file", json!({ "ledger": "talent", "file": desk.file(&path) }));
    assert_eq!(list(&again, "lines")[..2].iter().map(|line| line["same"].clone()).collect::<Vec<_>>(), [true, true]);
    // Our own list is read back.
    let (export, place) = desk.place("花名册.xlsx");
    desk.did("talent.export", json!({ "file": place, "filter": {} }));
    desk.did("log.undo", json!({ "operation": operation }));
    assert_eq!(page(&one), Value::Null, "all of it is taken back");
    let own = desk.did("ledger.read_file", json!({ "ledger": "talent", "file": desk.file(&export) }));
    assert_eq!(list(&own, "lines").iter().map(|line| text(line, "problem")).collect::<Vec<_>>(), ["", "暂停和出库的请写明原因。"], "{own}");
    desk.assert_sound();
}

#[test]
fn members_of_teams_come_from_a_list_and_a_team_that_is_new_needs_its_kind() {
    let desk = Desk::new();
    let (one, two) = (desk.register(&Person::named("岩温")), desk.register(&Person::named("玉罕")));
    desk.did("team.save", json!({ "name": "老干部合唱团", "kind": "文艺队" }));
    let heads = ["团队名称", "团队类别", "姓名", "职务", "加入日期", "离开日期"];
    let rows: [&[&str]; 4] = [
        &["老干部合唱团", "", "岩温", "团长", "2020.5.1", ""],
        &["老干部合唱团", "", "玉罕", "", "", "2024-01-01"],
        &["义诊队", "义诊咨询", "玉罕", "队长", "", ""],
        &["棋社", "", "岩温", "", "", ""],
    ];
    let path = roster(desk.outside(), "团队.xlsx", &heads, &rows);
    let file = json!({ "ledger": "team_member", "file": desk.file(&path) });
    let read = desk.did("ledger.read_file", file.clone());
    let told = list(&read, "lines").iter().map(|line| text(line, "problem")).collect::<Vec<_>>();
    assert_eq!(told, ["", "", "", "没有这个团队，要新建请填团队类别。"], "{read}");
    let good = list(&read, "lines").iter().take(3).map(|line| line["entry"].clone()).collect::<Vec<_>>();
    desk.did("ledger.add", json!({ "lines": good }));
    let teams = desk.did("team.list", Value::Null);
    let of = |name: &str| teams.as_array().unwrap().iter().find(|team| team["name"] == name).unwrap().clone();
    assert_eq!((text(&of("义诊队"), "kind"), text(&of("义诊队"), "top")), ("义诊咨询", "志愿服务队"));
    let page = desk.did("team.get", json!({ "id": of("老干部合唱团")["id"] }));
    assert_eq!((&page["members"][0]["person"]["id"], text(&page["members"][0], "post")), (&json!(one), "团长"));
    assert_eq!((&page["past"][0]["person"]["id"], text(&page["past"][0], "until")), (&json!(two), "2024-01-01"));
    let again = desk.did("ledger.read_file", file);
    assert!(list(&again, "lines")[..3].iter().all(|line| line["same"] == true), "{again}");
    desk.assert_sound();
}

#[test]
fn only_the_administrator_takes_lists_in_and_no_ledger_page_writes_them() {
    let desk = Desk::new();
    let one = desk.register(&Person::named("岩温"));
    let line = json!({ "ledger": "talent", "day": "2026-03-01", "person": one, "facts": { "category": "医疗卫生" } });
    desk.err("ledger.save", line.clone(), Code::NotFound);
    desk.as_role(Role::Desk).err("ledger.add", json!({ "lines": [line] }), Code::Forbidden);
}
