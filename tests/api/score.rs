//! 评分表: a sheet is made or read from a workbook, filled in item by item, and summed up organization by organization.

use crate::at::{cells, find, list, text};
use serde_json::{Value, json};
use yinhui_app::Code;
use yinhui_testkit::{Desk, roster};

fn branch(desk: &Desk, name: &str) -> String {
    let branch = json!({ "name": name, "kind": "党支部", "composition": "离退休" });
    text(&desk.did("organization.save", branch), "id").to_owned()
}

fn sheet(items: Value) -> Value {
    json!({ "scheme": "规范化达标", "year": 2026, "items": items })
}

fn items() -> Value {
    json!([
        { "part": "组织设置", "standard": "应建尽建", "most": "40" },
        { "part": "组织生活", "standard": "三会一课按期召开", "most": "60" },
    ])
}

#[test]
fn a_sheet_can_be_written_again_before_there_is_any_organization() {
    let desk = Desk::new();
    let id = desk.did("score.save_sheet", sheet(items()))["id"].clone();
    let table = desk.did("score.table", json!({ "id": id }));
    assert_eq!(table["rows"], json!([]));
    let mut again = table["items"].clone();
    again[1]["most"] = "55".into();
    desk.did("score.save_sheet", json!({ "id": id, "scheme": "规范化达标", "year": 2026, "items": again }));
    let table = desk.did("score.table", json!({ "id": id }));
    assert_eq!(table["items"], again, "the items are the same ones, changed");
    assert_eq!(table["sheet"]["most"], "95");
}

pub fn scenario() {
    let desk = Desk::new();
    let (one, other) = (branch(&desk, "第一党支部"), branch(&desk, "第二党支部"));
    let id = desk.ok("score.save_sheet", sheet(items())).check(|saved| text(saved, "id").to_owned());
    desk.ok("score.sheets", Value::Null).check(|sheets| {
        assert_eq!((sheets[0]["items"].as_i64(), text(&sheets[0], "most")), (Some(2), "100"));
    });
    let page = |organization: &str| desk.did("score.get", json!({ "sheet": id, "organization": organization }));
    let rows = page(&one)["rows"].clone();
    let mark = |row: usize, key: &str, points: &str| {
        json!({ "item": rows[row]["item"], "organization": one, key: points })
    };
    desk.ok("score.mark", mark(0, "own", "38.5")).check(|_| assert_eq!(page(&one)["own"], "38.5"));
    desk.did("score.mark", mark(1, "own", "60"));
    desk.did("score.mark", mark(1, "review", "55"));
    desk.did("score.mark", mark(1, "evidence", "会议记录本第 3 册"));
    desk.ok("score.get", json!({ "sheet": id, "organization": one })).check(|page| {
        assert_eq!((text(page, "own"), text(page, "review")), ("98.5", "55"));
        assert_eq!(page["rows"][1]["evidence"], "会议记录本第 3 册", "what is left out stays");
        assert_eq!(page["rows"][0]["review"], "");
    });
    let verdict = json!({ "ledger": "model", "day": "2026-03-01", "organization": one, "state": "已达标",
        "facts": { "scheme": "规范化达标", "year": "2026", "level": "省" } });
    desk.did("ledger.save", verdict);
    desk.ok("score.table", json!({ "id": id })).check(|table| {
        let row = find(&table["rows"], "organization", &one);
        assert_eq!((text(row, "own"), row["review_items"].as_i64(), text(row, "concluded")), ("98.5", Some(1), "已达标（省）"));
        assert_eq!(find(&table["rows"], "organization", &other)["own"], "", "who has no score stands there too");
    });
    evidence(&desk, &id, &one, &rows[1]["item"]);
    let (path, file) = desk.place("评分.xlsx");
    desk.ok("score.export", json!({ "file": file, "sheet": id, "organization": one })).check(|_| {
        let has = |wanted: &str| cells(&path).iter().any(|row| row.iter().any(|cell| cell == wanted));
        assert!(has("#38.5"));
        assert!(has("会议记录本第 3 册\n2026-02-03 二月党员大会"), "{:?}", cells(&path));
    });
    desk.did("score.export", json!({ "file": file, "sheet": id }));
    let book = roster(desk.outside(), "条目.xlsx", &["考核项目", "考核内容", "满分"], &[&["组织", "班子健全", "10分"], &["", "按期换届", "x"]]);
    desk.ok("score.read_items", json!({ "file": desk.file(&book) })).check(|drafts| {
        assert_eq!((text(&drafts[0], "part"), text(&drafts[0], "most"), text(&drafts[0], "problem")), ("组织", "10", ""));
        assert_eq!((text(&drafts[1], "part"), text(&drafts[1], "problem")), ("组织", "满分不是数字"));
    });
    let spare = desk.did("score.save_sheet", json!({ "scheme": "示范党支部", "year": 2026, "items": items() }));
    desk.ok("score.remove_sheet", json!({ "id": spare["id"] })).check(|_| {
        assert_eq!(desk.did("score.sheets", Value::Null).as_array().unwrap().len(), 1);
    });
    desk.assert_sound();
}

/// A meeting of the branch shows an item; a line taken out of its ledger shows nothing until it is put back.
fn evidence(desk: &Desk, sheet: &str, one: &str, item: &Value) {
    let event = |name: &str, day: &str, holder: &str| {
        let event = json!({ "name": name, "kind": "支部党员大会", "day": day, "from": "09:00", "to": "10:00", "organization": holder });
        desk.did("event.save", event)["id"].clone()
    };
    let meeting = event("二月党员大会", "2026-02-03", one);
    event("去年的党员大会", "2025-12-30", one);
    let off = json!({ "name": "取消的党员大会", "kind": "支部党员大会", "day": "2026-02-10", "from": "09:00", "to": "10:00", "organization": one, "cancelled": true });
    desk.did("event.save", off);
    let groups = json!({ "name": "第一党小组", "kind": "党小组", "composition": "离退休", "parent": one });
    let group = desk.did("organization.save", groups);
    let small = event("小组学习", "2026-02-05", text(&group, "id"));
    let which = json!({ "sheet": sheet, "organization": one });
    let could = desk.ok("score.could_show", which.clone()).check(Value::clone);
    let names = could.as_array().unwrap().iter().map(|one| text(one, "name")).collect::<Vec<_>>();
    assert_eq!(names, ["已达标，规范化达标，2026", "小组学习", "二月党员大会"], "the last day first");
    let line = could[0]["entry"].clone();
    let save = |shown: Value| json!({ "item": item, "organization": one, "shown": shown });
    let shown = || desk.did("score.get", which.clone())["rows"][1]["shown"].clone();
    desk.ok("score.save_evidence", save(json!([{ "event": meeting }, { "entry": line }, { "event": small }]))).check(|_| {
        assert_eq!(shown().as_array().unwrap().len(), 3);
    });
    desk.did("score.save_evidence", save(json!([{ "entry": line }, { "event": meeting }])));
    desk.did("ledger.remove", json!({ "id": line }));
    let left = shown();
    assert_eq!((left[0]["event"].clone(), left.as_array().unwrap().len()), (meeting.clone(), 1));
    desk.assert_sound();
    // Written again meanwhile, what is not seen is not lost.
    desk.did("score.save_evidence", save(json!([{ "event": meeting }, { "event": meeting }])));
    desk.did("ledger.restore", json!({ "id": line }));
    assert_eq!(shown().as_array().unwrap().len(), 2, "it comes back with its line");
    desk.err("score.save_evidence", save(json!([{ "event": meeting, "entry": line }])), Code::Invalid);
    desk.err("score.save_evidence", save(json!([{ "event": "x" }])), Code::NotFound);
    assert_eq!(shown().as_array().unwrap().len(), 2, "what is refused changes nothing");
    desk.did("score.save_evidence", save(json!([{ "event": meeting }])));
}

#[test]
fn what_a_sheet_cannot_be_is_refused_and_no_score_is_lost() {
    let desk = Desk::new();
    let one = branch(&desk, "第一党支部");
    let id = desk.did("score.save_sheet", sheet(items()))["id"].clone();
    let held = desk.did("score.get", json!({ "sheet": id, "organization": one }))["rows"].clone();
    let mark = |points: &str| json!({ "item": held[0]["item"], "organization": one, "own": points });
    let above = desk.err("score.mark", mark("40.01"), Code::Invalid);
    assert_eq!(above.fields[0].path, "own");
    assert!(above.message.contains("0 到 40"), "{}", above.message);
    desk.err("score.mark", mark("很好"), Code::Invalid);
    desk.did("score.mark", mark("39"));
    assert!(desk.err("score.save_sheet", sheet(items()), Code::Conflict).message.contains("这一年度"));
    let again = |items: Value| json!({ "id": id, "scheme": "规范化达标", "year": 2026, "items": items });
    let second = json!({ "id": held[1]["item"], "part": "", "standard": "只剩这一条", "most": "60" });
    let gone = desk.err("score.save_sheet", again(json!([second])), Code::Conflict);
    assert!(gone.message.contains("评过分"), "{}", gone.message);
    let less = json!({ "id": held[0]["item"], "part": "", "standard": "应建尽建", "most": "38" });
    assert!(desk.err("score.save_sheet", again(json!([less])), Code::Conflict).message.contains("满分"));
    desk.err("score.remove_sheet", json!({ "id": id }), Code::Conflict);
    desk.did("score.mark", mark(""));
    let spare = desk.did("score.save_sheet", json!({ "scheme": "乙", "year": 2026, "items": items() }))["id"].clone();
    let item = desk.did("score.table", json!({ "id": spare }))["items"][0]["id"].clone();
    let event = json!({ "name": "党课", "kind": "党课", "day": "2026-03-01", "from": "09:00", "to": "10:00", "organization": one });
    let event = desk.did("event.save", event)["id"].clone();
    desk.did("score.save_evidence", json!({ "item": item, "organization": one, "shown": [{ "event": event }] }));
    let kept = desk.err("score.remove_sheet", json!({ "id": spare }), Code::Conflict);
    assert!(kept.message.contains("佐证"), "an item only shown by something is not lost: {}", kept.message);
    for (items, path) in [
        (json!([]), "items"),
        (json!([{ "part": "", "standard": " ", "most": "1" }]), "items.0.standard"),
        (json!([{ "part": "", "standard": "一条", "most": "0" }]), "items.0.most"),
    ] {
        let spoiled = json!({ "scheme": "甲", "year": 2026, "items": items });
        assert_eq!(desk.err("score.save_sheet", spoiled, Code::Invalid).fields[0].path, path);
    }
    let book = roster(desk.outside(), "别的.xlsx", &["姓名", "性别"], &[&["岩温", "男"]]);
    desk.err("score.read_items", json!({ "file": desk.file(&book) }), Code::Unreadable);
    assert_eq!(list(&desk.did("score.table", json!({ "id": id })), "rows").len(), 1);
}
