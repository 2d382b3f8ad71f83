//! Cards: a number of their own, given, replaced, lost.

use crate::at::{list, number, text};
use serde_json::{Value, json};
use yinhui_app::Code;
use yinhui_testkit::{Desk, Person};

fn find(desk: &Desk, words: &str) -> Value {
    desk.did("checkin.find", json!({ "words": words }))
}

pub fn scenario() {
    let desk = Desk::new();
    let person = desk.register(&Person::ai_wen());
    let first = desk.ok("card.give", json!({ "person": person })).check(|card| {
        let code = text(card, "code");
        assert!(code.len() == 12 && code.bytes().all(|byte| byte.is_ascii_digit()), "{code}");
        assert!(!code.contains("19490305"), "nothing of the person is in it");
        assert_eq!(card["state"], "使用中");
        code.to_owned()
    });
    assert_eq!(find(&desk, &first)["enter"], person.as_str());
    let second = desk.did("card.give", json!({ "person": person, "code": "20260005" }));
    let refused = find(&desk, &first);
    assert_eq!((refused["enter"].clone(), number(&refused, "total")), (Value::Null, 0));
    assert!(text(&refused, "refused").starts_with("这张卡已换卡（2026-03-05）"), "{refused}");
    assert_eq!(find(&desk, "20260005")["enter"], person.as_str());

    desk.ok("card.end", json!({ "id": second["id"], "why": "lost" })).check(|card| {
        assert_eq!((card["state"].clone(), card["ended_day"].clone()), (json!("已挂失"), json!("2026-03-05")));
    });
    assert!(text(&find(&desk, "20260005"), "refused").contains("已挂失"));
    desk.ok("card.list", json!({ "id": person })).check(|cards| {
        let states: Vec<&str> = cards.as_array().unwrap().iter().map(|card| text(card, "state")).collect();
        assert_eq!(states, ["已挂失", "已换卡", "已换卡"], "newest first, the one of the list they came with last");
    });
    desk.ok("card.faces", json!({ "people": [person] })).check(|faces| {
        let face = &faces[0];
        assert_eq!(face["name"], "岩温");
        assert_eq!(number(face, "squares"), 29, "21 squares and a quiet margin of four on each side");
        assert!(text(face, "path").starts_with("M4 4h1v1h-1z"), "the corner of a QR code is dark");
        assert_eq!(find(&desk, text(face, "code"))["enter"], person.as_str(), "who had none was given one");
        assert!(!face.to_string().contains("53282219490305"), "no number of the person is on it");
    });
    let renewed = desk.did("card.list", json!({ "id": person }))[0]["id"].clone();
    desk.ok("card.renew", json!({ "id": renewed })).check(|card| assert_eq!(card["until_day"], "", "for ever"));
    assert_eq!(list(&desk.did("person.get", json!({ "id": person })), "cards").len(), 4);
    desk.assert_sound();
}

#[test]
fn a_card_of_somebody_else_or_of_the_past_is_refused() {
    let desk = Desk::new();
    let (one, other) = (desk.register(&Person::ai_wen()), desk.register(&Person::with_x()));
    let give = |person: &str, code: &str| json!({ "person": person, "code": code });
    let card = desk.did("card.give", give(&one, "20260001"));
    desk.err("card.give", give(&other, "20260001"), Code::Conflict);
    let again = desk.did("card.give", give(&one, " 2026 0001 "));
    assert_eq!(again["id"], card["id"], "the same card twice is one card");
    desk.did("person.save", json!({ "id": other, "facts": { "card": "88888888" } }));
    desk.err("card.give", give(&one, "88888888"), Code::Conflict);
    desk.did("card.end", json!({ "id": card["id"], "why": "returned" }));
    desk.err("card.end", json!({ "id": card["id"], "why": "lost" }), Code::Conflict);
    desk.err("card.give", give(&other, "20260001"), Code::Conflict);
    for code in ["12", "card-1", "1234567890123456789012345678901234"] {
        desk.err("card.give", give(&one, code), Code::Invalid);
    }
    desk.err("card.end", json!({ "id": card["id"], "why": "x" }), Code::Invalid);
    desk.err("card.end", json!({ "id": "没有", "why": "lost" }), Code::NotFound);
    desk.err("card.faces", json!({ "people": [] }), Code::Invalid);
    desk.err("card.faces", json!({ "people": ["没有"] }), Code::NotFound);
    desk.did("person.change_state", json!({ "id": one, "state": "去世" }));
    desk.err("card.give", give(&one, "20260002"), Code::Conflict);
    desk.err("card.faces", json!({ "people": [other, one] }), Code::Conflict);
    assert_eq!(list(&desk.did("person.get", json!({ "id": other })), "cards").len(), 1, "all or none");
    desk.assert_sound();
}

#[test]
fn a_number_written_to_the_record_is_a_card_like_any_other() {
    let desk = Desk::new();
    let person = desk.register(&Person::ai_wen().with("card", "20260001"));
    let cards = |of: &str| desk.did("card.list", json!({ "id": of }));
    assert_eq!(cards(&person)[0]["state"], "使用中");
    let noted = || desk.did("person.get", json!({ "id": person }))["facts"]["card"].clone();
    desk.did("card.give", json!({ "person": person, "code": "20260002" }));
    assert_eq!(noted(), "20260002", "the record names the card at hand");
    assert!(text(&find(&desk, "20260001"), "refused").contains("已换卡"), "the number of the list is no longer good");
    desk.did("card.end", json!({ "id": cards(&person)[0]["id"], "why": "lost" }));
    assert_eq!(noted(), Value::Null, "who has none has none in the record");
    let back = json!({ "id": person, "facts": { "card": "20260002" } });
    assert_eq!(desk.err("person.save", back, Code::Conflict).fields[0].code, "ended_card");
    desk.did("person.save", json!({ "id": person, "facts": { "card": "20260003" } }));
    desk.did("person.save", json!({ "id": person, "facts": { "card": "" } }));
    assert_eq!(cards(&person)[0]["state"], "已交回", "a number taken out was given back");
    let last = desk.did("log.list", json!({}))["rows"][0]["id"].clone();
    desk.did("log.undo", json!({ "operation": last }));
    assert_eq!((noted(), cards(&person)[0]["state"].clone()), (json!("20260003"), json!("使用中")));
    desk.assert_sound();
}

#[test]
fn a_list_read_again_neither_takes_a_card_away_nor_brings_a_lost_one_back() {
    let desk = Desk::new();
    let head: &[&str] = &["姓名", "出生年月", "卡号"];
    let rows: &[&[&str]] = &[&["岩罕", "1950-01", "20260001"], &["玉波", "1951-02", "20260002"], &["刀美兰", "1952-03", "20260002"]];
    let path = yinhui_testkit::roster(desk.outside(), "名册.xlsx", head, rows);
    let read = || {
        let plan = desk.did("import.plan", json!({ "files": [desk.file(&path)] }));
        desk.did("import.run", json!({ "plan": plan["plan"] }))
    };
    let problems = |report: &Value| {
        list(report, "problems").iter().map(|one| text(one, "text").to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(problems(&read()), ["卡号：与花名册第5行的卡号相同，没有写入，请核对"]);
    let enter = |code: &str| find(&desk, code)["enter"].clone();
    let (first, second) = (enter("20260001"), enter("20260002"));
    assert!(first.is_string() && second.is_string(), "each is found by the card of the list");
    desk.did("card.give", json!({ "person": first, "code": "20260009" }));
    let lost = desk.did("card.list", json!({ "id": second }))[0]["id"].clone();
    desk.did("card.end", json!({ "id": lost, "why": "lost" }));
    let again = problems(&read());
    assert_eq!(again.len(), 3, "{again:?}");
    assert_eq!(desk.did("person.list", json!({ "limit": 10 }))["total"], 4, "known by the card they had; who has none is asked about");
    assert!(again[0].contains("没有写入") && again[1].contains("挂失或停用过"), "{again:?}");
    assert_eq!(enter("20260009"), first);
    assert!(text(&find(&desk, "20260002"), "refused").contains("已挂失"));
    desk.assert_sound();
}

#[test]
fn giving_a_card_can_be_taken_back() {
    let desk = Desk::new();
    let person = desk.register(&Person::ai_wen());
    desk.did("card.give", json!({ "person": person, "code": "20260001" }));
    desk.did("card.give", json!({ "person": person, "code": "20260002" }));
    let last = desk.did("log.list", json!({}))["rows"][0]["id"].clone();
    desk.did("log.undo", json!({ "operation": last }));
    assert_eq!(find(&desk, "20260001")["enter"], person.as_str(), "the card before is good again");
    assert_eq!(find(&desk, "20260002")["total"], 0);
    desk.assert_sound();
}

#[test]
fn a_card_goes_with_the_person_when_records_are_joined() {
    let desk = Desk::new();
    let (one, other) = (desk.register(&Person::named("刀美兰")), desk.register(&Person::named("刀美蓝")));
    desk.did("card.give", json!({ "person": other, "code": "20260001" }));
    desk.did("person.merge", json!({ "kept": one, "gone": other }));
    assert_eq!(find(&desk, "20260001")["enter"], one.as_str());
    desk.did("person.unmerge", json!({ "id": other }));
    assert_eq!(find(&desk, "20260001")["enter"], other.as_str());
}

#[test]
fn after_records_are_taken_apart_each_comes_with_its_own_card() {
    let desk = Desk::new();
    let kept = desk.register(&Person::named("刀美兰").with("card", "20260001"));
    let gone = desk.register(&Person::named("刀美蓝").with("card", "20260002"));
    desk.did("person.merge", json!({ "kept": kept, "gone": gone }));
    let cards = desk.did("card.list", json!({ "id": kept }));
    let own = crate::at::find(&cards, "code", "20260001")["id"].clone();
    desk.did("card.end", json!({ "id": own, "why": "lost" }));
    let noted = |of: &str| desk.did("person.get", json!({ "id": of }))["facts"]["card"].clone();
    assert_eq!(noted(&kept), "20260002", "what they come with now");
    desk.did("person.unmerge", json!({ "id": gone }));
    assert_eq!((noted(&kept), noted(&gone)), (Value::Null, json!("20260002")));
    assert_eq!(find(&desk, "20260002")["enter"], gone.as_str());
    assert!(text(&find(&desk, "20260001"), "refused").contains("已挂失"));
    desk.assert_sound();
}

#[test]
fn a_card_that_was_taken_in_opens_no_screen_either() {
    let desk = Desk::new();
    let kept = desk.register(&Person::named("刀美兰"));
    let gone = desk.register(&Person::named("刀美蓝").with("card", "20260002"));
    let moved = desk.register(&Person::named("玉应").with("card", "20260003"));
    desk.did("person.merge", json!({ "kept": kept, "gone": gone }));
    let screen = desk.did("self_service.begin", json!({}));
    let screen = desk.seat(text(&screen, "session"));
    screen.did("self_service.check_in", json!({ "number": "20260002" }));
    let admin = desk.log_in(yinhui_testkit::OPERATOR, yinhui_testkit::PASSWORD).unwrap();
    let lost = admin.did("card.list", json!({ "id": kept }))[0]["id"].clone();
    admin.did("card.end", json!({ "id": lost, "why": "lost" }));
    screen.err("self_service.check_in", json!({ "number": "20260002" }), Code::NotFound);
    admin.did("person.change_state", json!({ "id": moved, "state": "转出" }));
    let next = admin.did("person.save", json!({ "facts": { "name": "岩罕", "card": "20260003" } }))["id"].clone();
    screen.did("self_service.check_in", json!({ "number": "20260003" }));
    let seen = admin.did("person.get", json!({ "id": next }));
    assert_eq!(seen["visits_total"], 1, "passed on, it is the next one's alone");
}

#[test]
fn a_card_given_to_somebody_else_meanwhile_stays_with_them_when_a_registration_comes_back() {
    let desk = Desk::new();
    let newest = || desk.did("log.list", json!({}))["rows"][0]["id"].clone();
    let first = desk.register(&Person::named("岩罕").with("card", "20260001"));
    let registered = newest();
    desk.did("log.undo", json!({ "operation": registered }));
    let taken_back = newest();
    let second = desk.register(&Person::named("玉波").with("card", "20260001"));
    desk.did("log.undo", json!({ "operation": taken_back }));
    assert_eq!(desk.did("person.get", json!({ "id": first }))["facts"]["name"], "岩罕", "the registration is back");
    assert_eq!(find(&desk, "20260001")["enter"], second.as_str(), "the card stays where it is now");
    desk.assert_sound();
}
