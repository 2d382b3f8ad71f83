//! What the desk tells somebody who comes, and the one fact it asks for.

use crate::at::{list, text};
use serde_json::{Value, json};
use yinhui_app::operator::Role;
use yinhui_app::Code;
use yinhui_testkit::{Desk, Person};

fn come(desk: &Desk, person: &str) -> Value {
    desk.did("checkin.person", json!({ "person": person }))
}

pub fn scenario() {
    let desk = Desk::new();
    let person = desk.register(&Person::ai_wen());
    let left = json!({ "person": person, "text": "请领取慰问品", "until": "2026-03-10" });
    let id = desk.ok("notice.leave", left).check(|notice| {
        assert_eq!((text(notice, "until"), text(notice, "told_at")), ("2026-03-10", ""));
        text(notice, "id").to_owned()
    });
    let told = come(&desk, &person);
    assert_eq!((text(&told, "say"), text(&told, "notice")), ("请领取慰问品", id.as_str()), "before the birthday");
    desk.host().set("2026-03-06T09:00");
    assert_eq!(come(&desk, &person)["say"], "请领取慰问品", "until somebody says they were told");
    desk.ok("notice.told", json!({ "id": id })).check(|notice| assert!(text(notice, "told_at").starts_with("2026-03-06")));
    assert_eq!(come(&desk, &person)["say"], Value::Null);
    let page = desk.did("person.get", json!({ "id": person }));
    assert_eq!(list(&page, "notices").len(), 1);

    asks();
    desk.assert_sound();
}

#[test]
fn a_notice_ends_with_its_day_and_is_refused_to_the_dead() {
    let desk = Desk::new();
    let person = desk.register(&Person::named("玉罕"));
    desk.did("notice.leave", json!({ "person": person, "text": "开会", "until": "2026-03-05" }));
    desk.host().set("2026-03-06T09:00");
    assert_eq!(come(&desk, &person)["say"], Value::Null);
    for (args, field) in [
        (json!({ "person": person, "text": " " }), "text"),
        (json!({ "person": person, "text": "字".repeat(61) }), "text"),
        (json!({ "person": person, "text": "好", "until": "2026-03-05" }), "until"),
        (json!({ "person": person, "text": "好", "until": "明天" }), "until"),
    ] {
        assert_eq!(desk.err("notice.leave", args, Code::Invalid).fields[0].path, field);
    }
    desk.err("notice.leave", json!({ "person": "没有", "text": "好" }), Code::NotFound);
    desk.err("notice.told", json!({ "id": "没有" }), Code::NotFound);
    desk.did("person.change_state", json!({ "id": person, "state": "去世" }));
    desk.err("notice.leave", json!({ "person": person, "text": "好" }), Code::Conflict);
}

fn asks() {
    let desk = Desk::new();
    let member = Person::named("刀美兰").with("political", "中共党员").with("birth", "1949");
    let person = desk.register(&member);
    let asked = |told: &Value| told["ask"]["label"].as_str().unwrap_or("").to_owned();
    assert_eq!(asked(&come(&desk, &person)), "联系电话");
    assert_eq!(asked(&come(&desk, &person)), "", "a repeat is not asked again");
    desk.ok("person.decline", json!({ "person": person, "field": "phones" })).check(|_| {
        assert_eq!(desk.did("person.get", json!({ "id": person }))["declined"], json!(["phones"]));
    });
    desk.host().set("2026-03-06T09:00");
    assert_eq!(asked(&come(&desk, &person)), "出生日期", "a year is no birthday");
    desk.did("person.save", json!({ "id": person, "facts": { "birth": "19490305" } }));
    desk.host().set("2026-03-07T09:00");
    assert_eq!(asked(&come(&desk, &person)), "转正时间");
    desk.host().set("2026-03-08T09:00");
    let paper = json!({ "person": person, "at": "2026-03-08T08:00" });
    assert_eq!(asked(&desk.did("checkin.person", paper)), "", "nobody stands there when paper is entered");
    let mut centre = desk.did("centre.get", Value::Null);
    centre["ask_facts"] = json!(false);
    desk.did("centre.save", centre);
    desk.host().set("2026-03-09T09:00");
    assert_eq!(asked(&come(&desk, &person)), "");
    desk.err("person.decline", json!({ "person": person, "field": "没有" }), Code::Invalid);
    desk.assert_sound();
}

#[test]
fn a_card_that_has_run_out_is_said_and_can_be_renewed() {
    let desk = Desk::new();
    let person = desk.register(&Person::named("玉罕"));
    let mut centre = desk.did("centre.get", Value::Null);
    centre["card_years"] = json!(2);
    desk.did("centre.save", centre.clone());
    let card = desk.did("card.give", json!({ "person": person }));
    assert_eq!((text(&card, "until_day"), text(&card, "state")), ("2028-03-05", "使用中"));
    desk.host().set("2028-03-05T09:00");
    assert_eq!(come(&desk, &person)["say"], Value::Null, "its last day");
    desk.host().set("2028-03-06T09:00");
    let clerk = desk.as_role(Role::Desk);
    let found = clerk.did("checkin.find", json!({ "words": card["code"] }));
    assert_eq!(found["enter"], person.as_str(), "who comes with it is greeted all the same");
    let told = come(&desk, &person);
    assert_eq!(text(&told, "say"), "会员卡已于 2028-03-05 到期，请续期");
    assert_eq!(told["expired_card"], card["id"]);
    assert_eq!(desk.did("card.list", json!({ "id": person }))[0]["state"], "已到期");
    let renewed = clerk.did("card.renew", json!({ "id": card["id"] }));
    assert_eq!((text(&renewed, "until_day"), text(&renewed, "state")), ("2030-03-06", "使用中"));
    assert_eq!(come(&desk, &person)["say"], Value::Null);
    centre["card_years"] = json!(21);
    desk.err("centre.save", centre, Code::Invalid);
}
