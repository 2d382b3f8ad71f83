//! 场地共享: a venue is booked once at a time, its uses are counted once, and whoever came is a visit of that day.

use crate::at::{cells, each, list, number, text};
use serde_json::{Value, json};
use yinhui_app::Code;
use yinhui_testkit::Desk;

fn hall(desk: &Desk) -> String {
    let hours = |from: &str, to: &str| json!({ "from": from, "to": to });
    let mut opens = vec![hours("8:30", "17:30"); 5];
    opens.extend([hours("", ""), hours("", "")]);
    let hall = json!({ "name": "多功能厅", "seats": 80, "opens": opens, "office": false, "ended": false });
    text(&desk.did("venue.save", hall), "id").to_owned()
}

fn booking(venue: &str, day: &str, from: &str, to: &str) -> Value {
    json!({ "venue": venue, "day": day, "from": from, "to": to, "purpose": "理论学习", "body": "勐海县教育局", "expected": 30 })
}

fn uses(desk: &Desk) -> Value {
    desk.did("venue.uses", json!({ "from": "2026-03-01", "to": "2026-03-31" }))
}

pub fn scenario() {
    let desk = Desk::new();
    let talk = json!({ "name": "宣讲", "kind": "讲坛讲座", "day": "2026-03-12", "from": "0900", "to": "1100", "venue": "多功能厅" });
    desk.did("event.save", talk.clone());
    desk.ok("venue.save", json!({ "name": "小会议室", "opens": [], "office": false, "ended": false })).check(|saved| text(saved, "id").to_owned());
    let hall = hall(&desk);
    desk.ok("venue.list", Value::Null).check(|venues| {
        assert_eq!(each(venues.as_array().unwrap(), "name"), ["多功能厅", "小会议室"]);
        assert_eq!(venues[0]["opens"][0]["from"], "08:30");
    });
    let first = desk.ok("venue.book", booking(&hall, "2026-03-05", "0800", "1000")).check(|booked| {
        assert_eq!(list(booked, "warnings").len(), 1, "before it opens: {booked}");
        assert_eq!(booked["uses"][0]["user"], "勐海县教育局");
        text(&booked["uses"][0], "id").to_owned()
    });
    let mut weekly = booking(&hall, "2026-03-05", "0930", "1030");
    weekly["repeat"] = json!({ "repeat": "weekly", "weekdays": [4], "from": "2026-03-05", "to": "2026-03-26" });
    desk.ok("venue.book", weekly).check(|booked| {
        assert_eq!(each(list(booked, "uses"), "day"), ["2026-03-19", "2026-03-26"]);
        assert_eq!(each(list(booked, "skipped"), "day"), ["2026-03-05", "2026-03-12"], "a booking, and an event");
        assert_eq!(booked["skipped"][1]["why"], "09:00–11:00 已有“宣讲”");
    });
    desk.ok("venue.record", json!({ "id": first, "heads": { "retired": 20, "in_service": 5, "public": 0 } }))
        .check(|used| assert_eq!(number(used, "served"), 25));
    desk.did("venue.record", json!({ "id": first, "heads": { "retired": 21, "in_service": 5, "public": 1 } }));
    desk.ok("venue.uses", json!({ "from": "2026-03-01", "to": "2026-03-31", "venue": hall })).check(|page| {
        assert_eq!(list(page, "uses").len(), 4, "the event is one of them");
        let total = &page["totals"][0];
        assert_eq!((number(total, "uses"), number(total, "served")), (1, 27), "those to come are not counted yet, a number written anew is not added");
    });
    assert_eq!(desk.did("checkin.day", json!({}))["visits"], 27, "they are visits of that day");
    let (path, file) = desk.place("场地.xlsx");
    desk.ok("venue.export", json!({ "file": file, "filter": { "from": "2026-03-01", "to": "2026-03-31" } })).check(|done| {
        assert_eq!(number(done, "rows"), 4);
        assert!(cells(&path).iter().any(|row| row.iter().any(|cell| cell.contains("受益 27 人次"))));
    });
    let later = uses(&desk)["uses"][2]["id"].clone();
    desk.ok("venue.cancel", json!({ "id": later, "following": true, "reason": "装修" })).check(|done| assert_eq!(number(done, "cancelled"), 2));
    desk.did("venue.book", booking(&hall, "2026-03-19", "0930", "1030"));
    desk.assert_sound();
}

#[test]
fn a_booking_over_another_is_refused_and_half_open_times_touch() {
    let desk = Desk::new();
    let hall = hall(&desk);
    let first = desk.did("venue.book", booking(&hall, "2026-03-10", "0900", "1000"))["uses"][0]["id"].clone();
    let over = desk.err("venue.book", booking(&hall, "2026-03-10", "0959", "1100"), Code::Invalid);
    assert_eq!(over.fields[0].path, "from");
    assert_eq!(over.message, "2026-03-10 09:00–10:00 已有“理论学习”，请换一个时间或场地。");
    desk.did("venue.book", booking(&hall, "2026-03-10", "1000", "1100"));
    let mut moved = booking(&hall, "2026-03-10", "0900", "1030");
    moved["id"] = first.clone();
    desk.err("venue.book", moved.clone(), Code::Invalid);
    moved["to"] = json!("0930");
    desk.did("venue.book", moved);
    desk.did("venue.cancel", json!({ "id": first }));
    desk.err("venue.cancel", json!({ "id": first }), Code::Conflict);
    desk.err("venue.record", json!({ "id": first, "heads": { "public": 1 } }), Code::Conflict);
    let talk = json!({ "name": "宣讲", "kind": "讲坛讲座", "day": "2026-03-10", "from": "1030", "to": "1130", "venue": "多功能厅" });
    let event = desk.did("event.save", talk)["id"].clone();
    assert_eq!(desk.did("event.get", json!({ "id": event }))["venue_clashes"], json!(["理论学习"]), "an event over a booking is warned of");
    desk.assert_sound();
}

#[test]
fn what_cannot_be_booked_is_refused_in_a_clear_sentence() {
    let desk = Desk::new();
    let hall = hall(&desk);
    let refused = |change: Value, path: &str| {
        let mut book = booking(&hall, "2026-03-10", "0900", "1000");
        book.as_object_mut().unwrap().extend(change.as_object().unwrap().clone());
        assert_eq!(desk.err("venue.book", book, Code::Invalid).fields[0].path, path);
    };
    refused(json!({ "to": "0900" }), "to");
    refused(json!({ "purpose": "" }), "purpose");
    refused(json!({ "body": "" }), "body");
    refused(json!({ "team": "x" }), "body");
    refused(json!({ "expected": -1 }), "expected");
    refused(json!({ "day": "2026-02-30" }), "day");
    let future = desk.did("venue.book", booking(&hall, "2026-03-10", "0900", "1000"))["uses"][0]["id"].clone();
    let early = desk.err("venue.record", json!({ "id": future, "heads": { "public": 3 } }), Code::Conflict);
    assert!(early.message.contains("还没有开始"), "{}", early.message);
    let past = desk.did("venue.book", booking(&hall, "2026-03-04", "0900", "1000"))["uses"][0]["id"].clone();
    desk.err("venue.record", json!({ "id": past, "heads": { "public": 5_001 } }), Code::Invalid);
    desk.did("venue.record", json!({ "id": past, "heads": { "public": 3 } }));
    desk.err("venue.cancel", json!({ "id": past }), Code::Conflict);
    desk.did("venue.record", json!({ "id": past, "heads": {} }));
    desk.did("venue.cancel", json!({ "id": past }));
    let twin = json!({ "name": "多功能厅", "opens": [], "office": false, "ended": false });
    assert!(desk.err("venue.save", twin, Code::Conflict).message.contains("同名"));
    let closed = json!({ "id": hall, "name": "多功能厅", "opens": [], "office": false, "ended": true });
    desk.did("venue.save", closed);
    desk.err("venue.book", booking(&hall, "2026-03-11", "0900", "1000"), Code::Conflict);
    desk.err("venue.uses", json!({ "from": "2026-03-02", "to": "2026-03-01" }), Code::Invalid);
    desk.err("venue.uses", json!({ "from": "2020-01-01", "to": "2026-03-01" }), Code::Invalid);
}
