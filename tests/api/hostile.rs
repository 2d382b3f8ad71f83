//! Every command against input nobody should send: an answer or a refusal, never a panic, a fault or an echo.

use serde_json::{Map, Value, json};
use std::panic::{AssertUnwindSafe, catch_unwind};
use yinhui_app::{COMMANDS, Code};
use yinhui_testkit::{Desk, Person, Seat, roster};

/// Stands in every hostile text; no refusal may contain it.
const MARK: &str = "ZXQMARK";

fn texts() -> Vec<String> {
    let mut texts = vec![
        MARK.to_owned(),
        format!("{MARK}'; DROP TABLE person; --"),
        format!("\" OR 1=1 /* {MARK}"),
        format!("%_{MARK}\\%"),
        format!("{MARK}\u{0}{MARK}"),
        format!("{MARK}👵🏽🎉"),
        format!("\u{202E}{MARK}\u{2066}\u{200F}"),
        format!("../../{MARK}/etc/passwd"),
        format!("=cmd|'/c {MARK}'!A1"),
        "01890000-0000-7000-8000-000000000000".to_owned(),
        "9999-12-31".to_owned(),
        "-262143-01-01T00:00".to_owned(),
        "+262142-12-31T23:59".to_owned(),
        "0000-00-00".to_owned(),
        "身份证".to_owned(),
        String::new(),
        " \t\n".to_owned(),
    ];
    texts.push(format!("{MARK}{}", "岩".repeat(70_000)));
    texts
}

fn values() -> Vec<Value> {
    let numbers =
        [json!(-1), json!(0), json!(i64::MAX), json!(i64::MIN), json!(u64::MAX), json!(1e300), json!(0.5)];
    let shapes = [Value::Null, json!(true), json!([]), json!({}), json!([[MARK]]), json!({ MARK: MARK })];
    numbers.into_iter().chain(shapes).chain(texts().into_iter().map(Value::from)).collect()
}

/// A good request for each command that takes one, to be spoilt one place at a time.
fn good(desk: &Desk) -> Map<String, Value> {
    let person = desk.register(&Person::ai_wen());
    let presence = desk.check_in(&person);
    let (path, file) = desk.place("表.xlsx");
    std::fs::write(&path, b"x").unwrap();
    let path =
        roster(desk.outside(), "名册.xlsx", &["姓名", "出生年月", "性别"], &[&["岩罕", "1950-01", "男"]]);
    let book = desk.file(&path);
    let plan = desk.did("import.plan", json!({ "files": [book] }))["plan"].clone();
    let operation = desk.did("log.list", json!({}))["rows"][0]["id"].clone();
    let place = json!({ "file": "名册.xlsx", "sheet": "花名册", "table": 1, "row": 2 });
    let options = json!({
        "sheet": "花名册", "policy": "fill", "suspect": "new", "hidden": "skip",
        "fields": [{ "field": "address", "policy": "fill" }],
        "tables": [{ "file": "名册.xlsx", "sheet": "花名册", "table": 1, "skip": false, "header_rows": [1, 1], "former": true }],
        "columns": [{ "file": "名册.xlsx", "sheet": "花名册", "table": 1, "col": 0, "field": "name" }],
        "cells": [{ "place": place, "col": 1, "field": "birth", "text": "1950-02" }],
        "rows": [{ "place": place, "fate": "person", "person": person, "other": place }],
        "rewrites": [{ "field": "unit", "from": ["教育局"], "to": "勐海县教育局" }],
    });
    let talk =
        json!({ "name": "宣讲", "kind": "讲坛讲座", "day": "2026-03-05", "from": "0900", "to": "1100" });
    let event = desk.did("event.save", talk)["id"].clone();
    let filter = json!({
        "words": "岩", "sex": "男", "branch": "", "unit": "", "state": "在册", "retirement_kind": "", "missing": "health", "team": "", "functional": "",
        "also": [{ "field": "sex", "test": "is", "value": "男" }],
    });
    let facts: Map<String, Value> = desk
        .did("person.fields", Value::Null)
        .as_array()
        .unwrap()
        .iter()
        .map(|field| (field["key"].as_str().unwrap().to_owned(), json!("")))
        .chain([("name".to_owned(), json!("玉应"))])
        .collect();
    let desk_and_people = json!({
        "system.setup": { "centre": "中心", "region": "", "operator": "甲", "password": "abc-12345" },
        "system.cancel": { "request": "x" },
        "session.login": { "operator": "没有这人", "password": "x" },
        "session.recover": { "code": "x", "operator": "没有这人", "new_password": "abc-12345" },
        "recovery.confirm": { "part": "x" },
        "operator.add": { "name": "乙", "role": "view", "password": "abc-12345" },
        "operator.disable": { "id": "x" },
        "operator.password": { "password": "x", "new_password": "abc-12345" },
        "centre.save": { "name": "中心", "region": "", "visits_per_purpose": false, "check_out": true, "card_years": 0, "ask_facts": true },
        "purpose.save": { "id": "x", "name": "用途", "retired": false },
        "file.choose": { "purpose": "roster" },
        "file.save_as": { "purpose": "workbook", "suggested": "表.xlsx" },
        "person.list": { "filter": filter, "sort": "name", "offset": 0, "limit": 10, "columns": ["name"] },
        "person.get": { "id": person },
        "person.save": { "id": person, "facts": facts, "reason": "无" },
        "person.change_state": { "id": person, "state": "失联", "since": "2026-01", "reason": "无" },
        "person.history": { "id": person },
        "person.reveal": { "id": person, "field": "phones" },
        "person.export": { "file": file, "filter": filter, "full": true, "purpose": "内部", "columns": ["name"], "sort": "name" },
        "organization.save": { "id": "x", "name": "某支部", "kind": "党支部", "composition": "", "composition_from": "2026-03-01", "parent": "x" },
        "unit.save": { "id": "x", "name": "某单位", "nature": "" },
    });
    let work = json!({
        "checkin.find": { "words": "岩" },
        "checkin.person": { "person": person, "purpose": "书屋", "at": "2026-03-05T08:00", "event": event },
        "checkin.group": { "name": "某局", "heads": { "retired": 1, "in_service": 0, "public": 0 }, "purpose": "书屋", "at": "2026-03-05T08:00", "event": event },
        "checkin.guest": { "name": "访客", "kind": "群众", "purpose": "书屋", "at": "2026-03-05T08:00", "event": event },
        "checkin.undo": { "id": presence },
        "checkin.leave": { "id": presence, "back": false },
        "checkin.back_enter": { "day": "2026-03-04", "lines": [{ "person": person, "name": "访客", "time": "0910", "purpose": "书屋" }] },
        "card.list": { "id": person },
        "card.give": { "person": person, "code": "20260001" },
        "card.end": { "id": "x", "why": "lost" },
        "card.faces": { "people": [person] },
        "duplicate.list": { "offset": 0, "limit": 5 },
        "duplicate.compare": { "one": person, "other": person },
        "duplicate.dismiss": { "one": person, "other": "x" },
        "person.dates": { "list": "birthday", "from": "2026-03-01", "to": "2026-03-31", "days": 90, "offset": 0, "limit": 5 },
        "person.merge": { "kept": person, "gone": "x", "take": ["name"] },
        "person.unmerge": { "id": person },
        "person.move_visits": { "visits": [presence], "person": person },
        "checkin.day": { "day": "2026-03-05", "purpose": "书屋", "limit": 5 },
        "import.plan": { "files": [book], "options": options },
        "import.replan": { "plan": plan, "options": options },
        "import.rows": { "plan": plan, "file": "名册.xlsx", "sheet": "花名册", "table": 1, "verdict": "new", "odd": false, "offset": 0, "limit": 5 },
        "import.clusters": { "plan": plan },
        "import.problem_table": { "plan": plan, "file": file },
        "import.template": { "file": file },
        "import.readings": { "plan": plan },
        "import.run": { "plan": "x" },
        "import.report": { "id": "x" },
        "import.undo": { "id": "x" },
        "backup.create": { "file": file },
        "backup.show": { "file": file },
        "backup.verify": { "file": file },
        "backup.restore": { "file": file, "operator": "甲", "password": "x", "recovery_code": "x" },
        "log.list": { "since": "2026-03-05", "offset": 0, "limit": 5 },
        "log.undo": { "operation": operation },
    });
    let reports = json!({
        "report.annual": { "year": 2026 },
        "report.cell": { "form": "centre_annual", "cell": "visits", "year": 2026, "offset": 0, "limit": 5 },
        "report.export": { "year": 2026, "file": file },
        "report.add_amount": { "year": 2025, "form": "f5", "cell": "total.last", "amount": 3, "reason": "补" },
        "report.remove_amount": { "id": "x" },
        "report.rule": { "year": 2025, "person": person, "fact": "elder", "word": "80岁及以上", "reason": "无" },
        "report.note": { "year": 2025, "form": "f5", "check": "K1", "note": "无" },
        "report.rules": null,
        "report.save_rules": { "second_person": true },
        "report.freeze": { "year": 2025 },
        "report.unfreeze": { "year": 2025, "reason": "无" },
        "report.differences": { "year": 2025 },
    });
    let rooms = json!({
        "attachment.list": { "event": event, "entry": null },
        "attachment.get": { "id": "x" },
        "attachment.add": { "holder": { "event": event, "entry": null }, "name": "甲.jpg", "jpeg": crate::photo::jpeg(3, 4), "file": null },
        "attachment.remove": { "id": "x" },
        "attachment.restore": { "id": "x" },
        "attachment.save_as": { "id": "x", "file": file },
    });
    let venues = json!({
        "venue.list": null,
        "venue.save": { "id": null, "name": "礼堂", "seats": 9, "opens": [{ "from": "0900", "to": "1700" }], "office": false, "ended": false, "remark": "" },
        "venue.uses": { "from": "2026-03-01", "to": "2026-03-31", "venue": "x" },
        "venue.book": { "id": null, "venue": "x", "day": "2026-03-05", "from": "0900", "to": "1000", "purpose": "学习", "organization": null, "team": null, "unit": null, "body": "某局", "contact": "", "expected": 9, "remark": "", "repeat": { "repeat": "weekly", "weekdays": [4], "every": 1, "day": 1, "week": 1, "days": ["2026-03-05"], "from": "2026-03-05", "to": "2026-04-05" } },
        "venue.cancel": { "id": "x", "following": true, "reason": "无" },
        "venue.record": { "id": "x", "heads": { "retired": 1, "in_service": 0, "public": 0 }, "purpose": "书屋" },
        "venue.export": { "file": file, "filter": { "from": "2026-03-01", "to": "2026-03-31", "venue": "x" } },
        "score.sheets": null,
        "score.save_sheet": { "id": null, "scheme": "达标", "year": 2026, "items": [{ "id": null, "part": "", "standard": "一条", "most": "5" }] },
        "score.remove_sheet": { "id": "x" },
        "score.read_items": { "file": book },
        "score.table": { "id": "x" },
        "score.get": { "sheet": "x", "organization": "x" },
        "score.mark": { "item": "x", "organization": "x", "own": "1", "review": "1", "evidence": "" },
        "score.export": { "file": file, "sheet": "x", "organization": "x" },
        "score.could_show": { "sheet": "x", "organization": "x" },
        "score.save_evidence": { "item": "x", "organization": "x", "shown": [{ "event": "x", "entry": null }] },
    });
    let care = json!({
        "self_service.begin": { "purpose": "书屋" },
        "self_service.check_in": { "number": "13987651234" },
        "self_service.end": { "password": "x" },
        "card.renew": { "id": "x" },
        "person.own_labels": null,
        "person.save_own": { "person": person, "label": "血型", "value": "O 型", "add": true },
        "person.decline": { "person": person, "field": "phones" },
        "person.revert": { "person": person, "operation": operation, "field": "phones" },
        "notice.leave": { "person": person, "text": "开会", "until": "2026-04-01" },
        "notice.told": { "id": "x" },
        "relative.list": { "id": person },
        "relative.save": { "person": person, "id": null, "name": "岩罕", "relation": "儿子", "phones": "13800001111", "remark": "", "emergency": true, "alive": true, "linked": null },
        "relative.remove": { "id": "x" },
        "relative.reveal": { "id": "x" },
        "photo.get": { "id": person },
        "photo.save": { "person": person, "jpeg": crate::photo::jpeg(3, 4) },
        "photo.remove": { "id": person },
    });
    let branch = desk.did("organization.list", Value::Null)[0]["id"].clone();
    let branches = json!({
        "talent.list": { "words": "岩", "category": "医疗卫生", "state": "入库", "weekday": 4, "review": false },
        "talent.get": { "id": person },
        "talent.save": { "id": null, "person": person, "category": "医疗卫生", "external": false, "facts": { "speciality": "中医" }, "day": "2026-03-01" },
        "talent.change_state": { "id": "x", "state": "入库", "day": "2026-03-05", "reason": "好" },
        "talent.counts": { "day": "2026-03-05" },
        "talent.rules": null,
        "talent.save_rules": { "categories": [{ "name": "医疗卫生", "retired": false }], "age_ceiling": 75, "review_years": 2 },
        "talent.export": { "file": file, "filter": { "category": "医疗卫生" } },
        "organization.details": null,
        "organization.get": { "id": branch },
        "organization.members": { "organization": branch, "day": "2026-03-01" },
        "organization.counts": { "day": "2026-03-01" },
        "organization.transfer": { "people": [person], "to": branch, "day": "2026-03-05", "left": false, "letter": "2026-001", "letter_days": "30", "dues_to": "2026-02", "counterpart": "某支部", "receipt": "", "reason": "搬家" },
        "organization.due": null,
        "organization.life": { "year": 2026 },
        "organization.attendance": { "year": 2026 },
        "organization.rules": null,
        "organization.save_rules": { "committee_years": 5, "branch_years": 3, "notice_months": 6, "meetings": [{ "kind": "党课", "per": "quarter" }] },
        "organization.save_term": { "id": null, "organization": branch, "elected": "2024-03-05", "appointed": false, "extended_to": "2028-03-05", "extension": "某文", "remark": "", "posts": [{ "id": null, "person": person, "title": "书记", "from": "2024-03-05", "until": null }] },
        "organization.remove_term": { "id": "x" },
    });
    let served = json!({
        "care.due": { "reason": "watched", "planned": true },
        "sample.build": { "year": 2025, "seed": 3 },
        "report.rulings": { "year": 2026 },
        "report.series": { "form": "centre_annual", "cell": "visits", "year": 2026 },
        "care.medals": { "year": 2026 },
        "care.export_due": { "file": file, "filter": { "reason": "watched", "planned": true } },
        "care.export_medals": { "file": file, "year": 2026 },
        "care.rules": null,
        "care.save_rules": { "age_from": 80, "visit_days": 90, "absent_days": 90, "discharged_days": 7, "festival_days": 30 },
        "ledger.read_file": { "ledger": "care_visit", "file": book },
        "ledger.add": { "lines": [{ "ledger": "care_visit", "day": "2026-03-01", "person": person, "facts": { "type": "日常走访" } }] },
        "volunteer.totals": { "from": "2026-01-01", "to": "2026-12-31" },
        "volunteer.hours_of_event": { "event": event },
        "volunteer.issue": { "person": person, "from": "2026-01-01", "to": "2026-12-31", "head": "甲", "clerk": "乙", "contact": "0691" },
        "volunteer.certificate": { "id": "x" },
    });
    let groups = json!({
        "ledger.kinds": null,
        "ledger.list": { "filter": { "ledger": "award", "from": "2026-01-01", "to": "2026-12-31", "person": person, "organization": null, "team": null, "event": null, "state": null, "facts": { "level": "省" }, "words": "岩" }, "offset": 0, "limit": 5 },
        "ledger.save": { "id": null, "ledger": "award", "day": "2026-03-01", "until": null, "person": person, "organization": null, "team": null, "event": null, "state": null, "facts": { "name": "优秀共产党员", "level": "省" } },
        "ledger.remove": { "id": "x" },
        "ledger.restore": { "id": "x" },
        "ledger.export": { "file": file, "filter": { "ledger": "award" } },
        "event.copy": { "event": event, "day": "2026-04-05", "people": true },
        "event.order": { "event": event, "people": [person] },
        "event.read_roster": { "file": book },
        "event.rules": null,
        "event.save_rules": { "courses": 2 },
        "event.kinds": null,
        "event.save_kinds": { "kinds": [{ "name": "主题党日", "parent": "" }] },
        "event.menu": null,
        "event.save_menu": { "items": [{ "name": "甲", "form": "菜单式活动", "kind": "主题党日", "about": "", "retired": false }] },
        "event.templates": null,
        "event.save_templates": { "templates": [{ "name": "甲", "kind": "讲坛讲座", "from": "0900", "to": "1100", "venue": "", "capacity": 9, "brand": "", "campaign": "", "away": false, "remark": "" }] },
        "event.certificate": null,
        "event.save_certificate": { "title": "证明", "words": "{姓名}", "issuer": "" },
        "report.forms": null,
        "report.form": { "id": "f3" },
        "report.save_form": { "body": "{\"id\":\"f3\"}" },
        "report.remove_form": { "id": "own_x" },
        "report.export_form": { "file": file, "id": "f3" },
        "report.read_form": { "file": book },
        "ledger.dues_rule": null,
        "ledger.save_dues_rule": { "bands": [{ "above": "0", "rate": "0.5" }], "within": false },
        "ledger.dues": { "base": "3200" },
    });
    let received = json!({
        "report.received": { "year": 2025 },
        "report.received_form": { "year": 2025, "form": "f1", "id": null, "own": true },
        "report.save_received": { "id": null, "year": 2025, "form": "f1", "sender": "甲", "figures": { "total.last": 1 } },
        "report.remove_received": { "id": "x" },
        "report.read_received": { "file": book, "year": 2025 },
        "report.add_received": { "year": 2025, "file": "x", "forms": [{ "form": "f1", "sender": "甲", "figures": { "total.last": 1 }, "list": { "dead_counted": 1, "dead_elsewhen": 0 } }] },
        "report.export_received": { "file": file, "year": 2025, "form": "f1", "own": true },
    });
    let events = json!({
        "event.list": { "from": "2026-03-01", "to": "2026-03-31" },
        "event.get": { "id": event },
        "event.save": { "id": null, "name": "唱歌", "kind": "文体活动", "day": "2026-03-06", "from": "0900", "to": "1100", "venue": "礼堂", "capacity": 9, "remark": "", "cancelled": false },
        "event.register": { "event": event, "people": [person] },
        "event.mark": { "event": event, "person": person, "state": "excused", "reason": "住院", "attendance": "", "answer": "told", "family_signed": true, "safety_signed": true, "place": 1 },
        "event.export_roster": { "file": file, "event": event, "order": "rank", "blank": 3 },
        "event.of_person": { "id": person },
        "event.sheet": { "event": event, "photos": true, "codes": true },
        "event.series_list": null,
        "event.series": { "id": "x" },
        "event.save_series": { "id": null, "rule": { "repeat": "weekly", "weekdays": [4], "every": 1, "day": 1, "week": 1, "days": ["2026-03-05"], "from": "2026-03-05", "to": "2026-04-05" }, "event": { "name": "唱歌", "kind": "文体活动", "day": "2026-03-06", "from": "0900", "to": "1100" } },
        "event.enrol": { "series": "x", "people": [person], "from": "2026-03-01" },
        "event.end_enrolment": { "id": "x", "day": "2026-03-05" },
        "event.count": { "event": event, "total": 9, "in_service": 1, "public": 1, "purpose": "书屋" },
        "event.attend": { "event": event, "people": [person], "purpose": "书屋" },
        "team.save": { "id": null, "name": "合唱团", "kind": "社团", "ended": false },
        "team.get": { "id": "x", "day": "2026-03-01" },
        "team.set_post": { "id": "x", "post": "团长" },
        "team.export": { "file": file, "id": "x", "day": null },
        "team.kinds": null,
        "team.save_kinds": { "kinds": [{ "name": "社团", "parent": "" }] },
        "team.join": { "team": "x", "person": person, "from": "2026-03-01" },
        "team.leave": { "id": "x", "day": "2026-03-01" },
        "organization.join": { "organization": "x", "person": person, "from": "2026-03-01" },
        "organization.leave": { "id": "x", "day": "2026-03-01" },
        "care.bereaved": { "done": false },
        "care.follow_up": { "person": person, "note": "好" },
        "view.list": { "page": "people" },
        "view.save": { "page": "people", "name": "甲", "value": { "query": {} } },
        "view.remove": { "id": "x" },
        "shift.write": { "text": "好" },
        "shift.read": { "id": "x" },
        "checkin.months": { "year": 2026 },
        "checkin.span": { "from": "2026-03-01", "to": "2026-03-05", "purpose": "书屋" },
        "checkin.export": { "file": file, "from": "2026-03-01", "to": "2026-03-05" },
    });
    let parts =
        [desk_and_people, work, reports, served, care, rooms, venues, groups, received, events, branches];
    parts.iter().flat_map(|part| part.as_object().unwrap().clone()).collect()
}

/// The request with every place in it, one at a time, put to `value`; and with a field nobody knows.
fn spoilt(request: &Value, value: &Value) -> Vec<Value> {
    let mut all = vec![value.clone()];
    match request {
        Value::Object(fields) => {
            for (key, inner) in fields {
                for put in spoilt(inner, value) {
                    let mut fields = fields.clone();
                    fields.insert(key.clone(), put);
                    all.push(fields.into());
                }
            }
            let mut unknown = fields.clone();
            unknown.insert(MARK.into(), value.clone());
            all.push(unknown.into());
        }
        Value::Array(items) => {
            for (place, inner) in items.iter().enumerate() {
                for put in spoilt(inner, value) {
                    let mut items = items.clone();
                    items[place] = put;
                    all.push(items.into());
                }
            }
        }
        _ => {}
    }
    all
}

#[test]
fn whatever_is_sent_is_answered_or_refused_and_the_store_stays_sound() {
    let mut desk = Desk::new();
    // With a second screen the desk goes on while self-service begins.
    desk.host().add_screen();
    let requests = good(&desk);
    // What ends the session or replaces the store comes last.
    let ends = |name: &str| matches!(name, "session.lock" | "backup.restore");
    let (last, first): (Vec<_>, Vec<_>) = COMMANDS.iter().partition(|command| ends(command.name));
    let nothing = Value::Null;
    for command in first.into_iter().chain(last) {
        let request = requests.get(command.name).unwrap_or(&nothing);
        assert_eq!(
            request.is_null(),
            (command.request)(&Default::default()) == "null",
            "{} has a request",
            command.name
        );
        for value in values() {
            for args in spoilt(request, &value) {
                refuse_or_answer(&desk.admin(), command.name, args);
            }
        }
    }
    desk.restart();
    desk.did("self_service.begin", json!({}));
    let screen = desk.host().open_screen().unwrap();
    let screen = desk.seat(&screen);
    for command in ["self_service.check_in", "self_service.end"] {
        for args in values().iter().flat_map(|value| spoilt(&requests[command], value)) {
            refuse_or_answer(&screen, command, args);
        }
    }
    desk.restart();
    desk.assert_sound();
    let found = desk.did("person.get", json!({ "id": requests["person.get"]["id"] }));
    assert!(!found["facts"]["name"].as_str().unwrap().is_empty());
}

fn refuse_or_answer(seat: &Seat<'_>, command: &str, args: Value) {
    let shown = args.to_string().chars().take(300).collect::<String>();
    let called = catch_unwind(AssertUnwindSafe(|| seat.call(command, args, None)));
    let answer = called.unwrap_or_else(|_| panic!("{command} panicked on {shown}"));
    if let Err(refused) = answer {
        assert_ne!(refused.code, Code::Fault, "{command} broke on {shown}");
        let told = serde_json::to_string(&refused).unwrap();
        assert!(
            !told.contains(MARK),
            "{command} echoes what it was sent: {}",
            told.chars().take(300).collect::<String>()
        );
        assert!(
            !told.contains("岩温") && !told.contains("13987651234"),
            "{command} tells of a person: {told}"
        );
        assert!(told.len() < 6_000, "{command} answers at length");
        assert!(!refused.message.is_empty(), "{command} says what to do");
    }
}

#[test]
fn commands_nobody_knows_are_refused() {
    let desk = Desk::new();
    for name in [
        "",
        "person",
        "person.delete",
        "PERSON.LIST",
        "person.list ",
        &"x".repeat(100_000),
        "a\u{0}b",
        "岩温",
    ] {
        let refused = desk.admin().call(name, Value::Null, None).unwrap_err();
        assert_eq!(refused.code, Code::NotFound);
        assert!(
            refused.message.chars().count() < 80 && !refused.message.contains("岩温"),
            "{}",
            refused.message
        );
    }
}

#[test]
fn a_hostile_request_id_does_no_harm() {
    let desk = Desk::new();
    for id in texts() {
        let answer = desk.admin().call("checkin.guest", json!({ "kind": "群众" }), Some(&id));
        assert!(answer.is_ok(), "an id is only compared");
    }
    desk.assert_sound();
}
