//! 台账: lines of every ledger are written, found, summed up, exported and taken back by the same rules.

use crate::at::{cells, each, find, list, text};
use serde_json::{Value, json};
use yinhui_app::Code;
use yinhui_testkit::{Desk, Person};

fn visit(person: &str, day: &str, amount: &str) -> Value {
    json!({ "ledger": "care_visit", "day": day, "person": person, "facts": { "type": "日常走访", "amount": amount } })
}

fn id(line: &Value) -> String {
    text(line, "id").to_owned()
}

pub fn scenario() {
    let desk = Desk::new();
    let person = desk.register(&Person::ai_wen());
    let other = desk.register(&Person::with_x());
    let first = desk.ok("ledger.save", visit(&person, "2026-01-20", "500")).check(id);
    desk.did("ledger.save", visit(&person, "2026-02-20", "200.5"));
    desk.did("ledger.save", visit(&other, "2026-02-21", ""));
    desk.ok("ledger.list", json!({ "filter": { "ledger": "care_visit" } })).check(|page| {
        assert_eq!((page["total"].as_i64(), page["persons"].as_i64()), (Some(3), Some(2)), "次 and 名 are two figures");
        assert_eq!(page["sums"]["amount"], "700.50");
        assert_eq!(each(list(page, "rows"), "day"), ["2026-02-21", "2026-02-20", "2026-01-20"]);
        assert_eq!(page["rows"][2]["person"]["name"], "岩温");
    });
    let total = |filter: Value| desk.did("ledger.list", json!({ "filter": filter }))["total"].as_i64().unwrap();
    assert_eq!(total(json!({ "ledger": "care_visit", "words": "yw" })), 2, "by the pinyin of whom it is about");
    assert_eq!(total(json!({ "person": person })), 2, "on somebody's page, of every ledger");
    assert_eq!(total(json!({ "ledger": "care_visit", "from": "2026-02-01", "to": "2026-02-20" })), 1);
    assert_eq!(total(json!({ "ledger": "care_visit", "facts": { "type": "生日看望" } })), 0);
    desk.ok("ledger.kinds", Value::Null).check(|kinds| {
        let visits = find(kinds, "key", "care_visit");
        assert_eq!((text(visits, "title"), visits["entries"].as_i64()), ("走访慰问", Some(3)));
        assert!(kinds.as_array().unwrap().len() >= 19);
    });
    let (path, file) = desk.place("走访.xlsx");
    desk.ok("ledger.export", json!({ "file": file, "filter": { "ledger": "care_visit" } })).check(|done| {
        assert_eq!(done["rows"], 3);
        let written = cells(&path);
        assert!(written.iter().any(|row| row.iter().any(|cell| cell == "合计")), "{written:?}");
        assert!(written.iter().any(|row| row.iter().any(|cell| cell == "#700.5")), "{written:?}");
    });
    desk.ok("ledger.remove", json!({ "id": first })).check(|_| {
        assert_eq!(total(json!({ "ledger": "care_visit" })), 2);
    });
    let removal = desk.did("log.list", json!({}))["rows"][0]["id"].clone();
    desk.did("log.undo", json!({ "operation": removal }));
    assert_eq!(total(json!({ "ledger": "care_visit" })), 3, "the log brings it back");
    desk.did("ledger.remove", json!({ "id": first }));
    desk.ok("ledger.restore", json!({ "id": first })).check(|line| {
        assert_eq!((text(line, "day"), total(json!({ "ledger": "care_visit" }))), ("2026-01-20", 3), "and so may the desk");
    });
    assert_eq!(total(json!({ "ledger": "care_visit", "words": "日常" })), 3, "what is written is found");
    assert_eq!(total(json!({ "ledger": "care_visit", "words": "type" })), 0, "and nothing that is not");
    let bands = desk.ok("ledger.dues_rule", Value::Null).check(|rule| rule["bands"].clone());
    desk.ok("ledger.save_dues_rule", json!({ "bands": bands, "within": false })).check(|rule| assert_eq!(rule["bands"], bands));
    desk.ok("ledger.dues", json!({ "base": "3200" })).check(|due| assert_eq!(due["amount"], "16"));
    desk.assert_sound();
}

#[test]
fn a_line_is_written_anew_and_that_is_taken_back() {
    let desk = Desk::new();
    let person = desk.register(&Person::ai_wen());
    let line = desk.did("ledger.save", visit(&person, "2026-01-20", "500"));
    let mut changed = visit(&person, "2026-01-21", "600");
    changed["id"] = line["id"].clone();
    desk.did("ledger.save", changed);
    let now = |key: &str| desk.did("ledger.list", json!({ "filter": {} }))["rows"][0][key].clone();
    assert_eq!((now("day"), now("facts")["amount"].clone()), (json!("2026-01-21"), json!("600")));
    let edit = desk.did("log.list", json!({}))["rows"][0]["id"].clone();
    desk.did("log.undo", json!({ "operation": edit }));
    assert_eq!((now("day"), now("facts")["amount"].clone()), (json!("2026-01-20"), json!("500")));
}

#[test]
fn what_cannot_be_true_is_refused_in_a_clear_sentence() {
    let desk = Desk::new();
    let person = desk.register(&Person::ai_wen());
    let died = desk.register(&Person::with_x());
    desk.did("person.change_state", json!({ "id": died, "state": "去世", "since": "2026-02-10" }));
    let refused = |line: Value, path: &str| {
        let error = desk.err("ledger.save", line, Code::Invalid);
        assert_eq!(error.fields[0].path, path, "{}", error.message);
        error.message
    };
    assert!(refused(visit(&died, "2026-02-11", ""), "person").contains("遗属慰问"), "it says how a widow is visited");
    desk.did("ledger.save", visit(&died, "2026-02-09", ""));
    let mut widow = visit(&died, "2026-02-20", "300");
    widow["facts"]["type"] = json!("遗属慰问");
    desk.did("ledger.save", widow);
    let medal = |year: &str| {
        json!({ "ledger": "medal", "day": format!("{year}-06-28"), "person": person,
                "facts": { "year": year, "opinion": "同意" } })
    };
    let given = desk.did("ledger.save", medal("2024"));
    assert!(refused(medal("2025"), "person").contains("2024"), "the second names the first");
    let mut again = medal("2024");
    again["id"] = given["id"].clone();
    desk.did("ledger.save", again);
    let served = |from: &str, to: &str, hours: &str| {
        json!({ "ledger": "volunteer", "day": "2026-03-01", "person": person,
                "facts": { "content": "义诊", "from": from, "to": to, "hours": hours } })
    };
    desk.did("ledger.save", served("0900", "1100", "2"));
    refused(served("1030", "1200", "1"), "facts.from");
    refused(served("1200", "1300", "1.5"), "facts.hours");
    refused(served("1300", "1200", "1"), "facts.to");
    desk.did("ledger.save", served("1100", "1200", "1"));
    let appointed = json!({ "ledger": "appointment", "day": "2023-01-01", "until": "2025-12-31", "person": person,
                            "facts": { "role": "五老宣讲团成员" } });
    desk.did("ledger.save", appointed);
    let sent = json!({ "ledger": "dispatch", "day": "2026-01-10", "person": person,
                       "facts": { "client": "勐海县第一小学", "need": "讲党史" } });
    assert!(desk.err("ledger.save", sent, Code::Conflict).message.contains("2025-12-31"));
    refused(json!({ "ledger": "award", "day": "2026-03-01", "facts": { "name": "优秀共产党员", "level": "省" } }), "person");
    refused(json!({ "ledger": "partner", "day": "2026-03-01", "until": "2026-02-01", "facts": { "unit": "某行", "content": "共建" } }), "until");
    refused(json!({ "ledger": "partner", "day": "2026-03-01", "person": person, "facts": { "unit": "某行", "content": "共建" } }), "person");
    refused(json!({ "ledger": "request", "day": "2026-03-01", "state": "忘了", "facts": { "topic": "报销" } }), "state");
    desk.err("ledger.save", json!({ "ledger": "没有", "day": "2026-03-01" }), Code::NotFound);
    desk.err("ledger.list", json!({ "filter": { "ledger": "care_visit", "facts": { "x') OR 1": "y" } } }), Code::Invalid);
    desk.err("ledger.remove", json!({ "id": "没有" }), Code::NotFound);
}

#[test]
fn what_should_be_done_by_now_says_so() {
    let desk = Desk::new();
    let request = |term: &str, state: &str| {
        json!({ "ledger": "request", "day": "2026-02-01", "state": state, "facts": { "topic": "报销", "term": term, "reply": if state == "已答复" { "已解释" } else { "" } } })
    };
    for (term, state, overdue) in [("2026-03-04", "待办", true), ("2026-03-05", "待办", false), ("2026-03-04", "已答复", false)] {
        assert_eq!(desk.did("ledger.save", request(term, state))["overdue"], if overdue { "逾期" } else { "" }, "{term} {state}");
    }
}

#[test]
fn lines_follow_the_person_into_a_merge_and_out_of_it() {
    let desk = Desk::new();
    let kept = desk.register(&Person::ai_wen());
    let gone = desk.register(&Person::named("岩文"));
    desk.did("ledger.save", visit(&gone, "2026-01-20", "500"));
    let of = |person: &str| desk.did("ledger.list", json!({ "filter": { "person": person } }))["total"].clone();
    desk.did("person.merge", json!({ "kept": kept, "gone": gone }));
    assert_eq!((of(&kept), of(&gone)), (json!(1), json!(0)));
    desk.did("person.unmerge", json!({ "id": gone }));
    assert_eq!((of(&kept), of(&gone)), (json!(0), json!(1)));
}

#[test]
fn dues_follow_the_formula_the_centre_has_set() {
    let desk = Desk::new();
    let due = |base: &str| desk.did("ledger.dues", json!({ "base": base }))["amount"].clone();
    assert_eq!((due("3200"), due("5000"), due("6000元")), (json!("16"), json!("25"), json!("60")));
    let rule = desk.did("ledger.dues_rule", Value::Null);
    assert_eq!((&rule["bands"][1]["above"], &rule["bands"][1]["rate"]), (&json!("5000"), &json!("1")));
    let parts = json!({ "bands": rule["bands"], "within": true });
    desk.did("ledger.save_dues_rule", parts);
    assert_eq!(due("6000"), json!("35"));
    for (bands, path) in [
        (json!([]), "bands"),
        (json!([{ "above": "1", "rate": "1" }]), "bands.0.above"),
        (json!([{ "above": "0", "rate": "x" }]), "bands.0.rate"),
        (json!([{ "above": "0", "rate": "1" }, { "above": "0", "rate": "2" }]), "bands"),
    ] {
        let refused = desk.err("ledger.save_dues_rule", json!({ "bands": bands, "within": false }), Code::Invalid);
        assert_eq!(refused.fields[0].path, path);
    }
    desk.err("ledger.dues", json!({ "base": "很多" }), Code::Invalid);
}

#[test]
fn what_was_answered_has_an_answer() {
    let desk = Desk::new();
    let request = json!({ "ledger": "request", "day": "2026-02-01", "state": "已答复", "facts": { "topic": "报销" } });
    assert_eq!(desk.err("ledger.save", request, Code::Invalid).fields[0].path, "facts.reply");
}

#[test]
fn what_is_brought_to_somebody_is_brought_to_their_branch_of_that_day() {
    let desk = Desk::new();
    let person = desk.register(&Person::ai_wen());
    let save = json!({ "ledger": "study_delivery", "day": "2026-03-01", "person": person, "facts": { "topic": "全会精神" } });
    assert_eq!(desk.did("ledger.save", save)["organization"]["name"], "勐混镇离退休党支部");
}

#[test]
fn a_station_that_was_set_up_is_offered_where_its_work_is_written_down() {
    let desk = Desk::new();
    let person = desk.register(&Person::ai_wen());
    let post = json!({
        "ledger": "station_post", "day": "2026-01-05", "person": person,
        "facts": { "station": "曼听初心驿站", "place": "一楼", "duty_days": "每周二、四", "duty": "上午", "on_duty": "岩温、玉罕" },
    });
    assert_eq!(desk.did("ledger.save", post.clone())["facts"]["duty_days"], "周二、周四");
    let mut wrong = post;
    wrong["facts"]["duty_days"] = json!("看情况");
    assert_eq!(desk.err("ledger.save", wrong, Code::Invalid).fields[0].path, "facts.duty_days");
    let ledgers = desk.did("ledger.kinds", Value::Null);
    let station = ledgers.as_array().unwrap().iter().find(|one| one["key"] == "station").unwrap().clone();
    let of = list(&station, "fields")[0]["of"].to_string();
    assert!(of.contains("曼听初心驿站") && of.contains("银发人才工作站"), "{of}");
}
