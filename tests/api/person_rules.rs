//! What cannot be right of a person: dates, cards, who may change an ID.

use crate::at::{each, list};
use serde_json::{Value, json};
use yinhui_app::Code;
use yinhui_app::operator::Role;
use yinhui_testkit::{Desk, Person, identity};

fn last(desk: &Desk) -> Value {
    desk.did("log.list", json!({}))["rows"][0]["id"].clone()
}

#[test]
fn a_birth_date_has_a_year_of_four_digits() {
    let desk = Desk::new();
    for birth in ["0305", "3.5", "今天", "昨天", "4903", "490305", "49.3", "1220", "1849"] {
        let refused =
            desk.err("person.save", json!({ "facts": { "name": "玉应", "birth": birth } }), Code::Invalid);
        assert_eq!(refused.fields[0].path, "facts.birth", "{birth}");
        assert!(refused.message.contains("四位"), "{birth}: {}", refused.message);
    }
    for birth in ["1949", "1949.3", "194903", "19490305", "1949-03-05", "1949年3月"] {
        desk.did("person.save", json!({ "facts": { "name": "玉应", "birth": birth } }));
    }
}

#[test]
fn dates_that_contradict_each_other_need_a_reason() {
    let desk = Desk::new();
    let young = json!({ "name": "玉应", "birth": "1949.3", "party_join": "1965" });
    let refused = desk.err("person.save", json!({ "facts": young }), Code::Invalid);
    let field = &refused.fields[0];
    assert_eq!((field.code.as_str(), field.path.as_str()), ("contradiction", "facts.party_join"));
    desk.did("person.save", json!({ "facts": young, "reason": "档案如此" }));

    let id = desk.register(&Person::named("玉香").with("birth", "1949.3").with("party_join", "1967"));
    let later = json!({ "id": id, "facts": { "birth": "1955" } });
    let refused = desk.err("person.save", later, Code::Invalid);
    assert_eq!(refused.fields[0].path, "facts.birth", "what is stored counts too");
    desk.did("person.change_state", json!({ "id": id, "state": "去世", "since": "2020.5" }));
    let after = json!({ "id": id, "facts": { "birth": "2021", "party_join": "" } });
    assert_eq!(desk.err("person.save", after, Code::Invalid).fields[0].code, "contradiction");
    let before = json!({ "id": id, "state": "转出", "since": "1940" });
    assert_eq!(desk.err("person.change_state", before, Code::Invalid).fields[0].path, "since");
}

#[test]
fn nobody_dies_twice() {
    let desk = Desk::new();
    let id = desk.register(&Person::ai_wen());
    desk.did(
        "person.change_state",
        json!({ "id": id, "state": "去世", "since": "2026.2", "reason": "家属告知" }),
    );
    let page = desk.did("person.change_state", json!({ "id": id, "state": "去世", "since": "2026.1" }));
    let states = list(&page, "states");
    assert_eq!(states.len(), 2, "the date is corrected, no line is added");
    assert_eq!(states[0], json!({ "state": "去世", "since": "2026-01", "reason": "家属告知" }));
    desk.assert_sound();
}

#[test]
fn the_dead_are_found_by_their_own_number_only_and_enter_does_not_take_them() {
    let desk = Desk::new();
    let id = desk.register(&Person::ai_wen());
    desk.did("person.change_state", json!({ "id": id, "state": "去世" }));
    for words in ["00012345", &identity("532822", "19490305", 151)] {
        let found = desk.did("checkin.find", json!({ "words": words }));
        assert_eq!((&found["matches"][0]["person"], &found["enter"]), (&json!(id), &Value::Null), "{words}");
        assert_eq!(found["matches"][0]["say"], "登记为去世，请管理员核对");
    }
    for words in ["岩温", "aiwen", "aw", "1234"] {
        assert_eq!(desk.did("checkin.find", json!({ "words": words }))["total"], 0, "{words}");
    }
    // The card was given again: it is the living holder's.
    let next = desk.register(&Person::named("玉应").with("card", "00012345"));
    let found = desk.did("checkin.find", json!({ "words": "00012345" }));
    assert_eq!((&found["total"], &found["enter"]), (&json!(1), &json!(next)));
}

#[test]
fn two_people_do_not_come_with_one_card() {
    let desk = Desk::new();
    let id = desk.register(&Person::ai_wen());
    let other = json!({ "facts": { "name": "玉应", "card": "00012345" }, "reason": "写了理由也不行" });
    let refused = desk.err("person.save", other.clone(), Code::Conflict);
    assert_eq!(refused.fields[0].code, "duplicate_card");
    desk.did("person.save", json!({ "id": id, "facts": { "card": "00012345", "health": "良好" } }));
    desk.did("person.change_state", json!({ "id": id, "state": "转出" }));
    desk.did("person.save", other);
}

#[test]
fn the_front_desk_fills_in_an_id_but_does_not_replace_one() {
    let desk = Desk::new();
    let id = desk.register(&Person::named("玉应"));
    let seat = desk.as_role(Role::Desk);
    let write = |serial| json!({ "id": id, "facts": { "identity": identity("532822", "19500101", serial) }, "reason": "换证" });
    seat.did("person.save", write(11));
    seat.err("person.save", write(13), Code::Forbidden);
    seat.err("person.save", json!({ "id": id, "facts": { "identity": "" } }), Code::Forbidden);
    seat.did("person.save", json!({ "id": id, "facts": { "health": "良好" } }));
    desk.did("person.save", write(13));
}

#[test]
fn the_front_desk_takes_back_check_ins_of_its_desk_but_facts_only_of_its_own() {
    let desk = Desk::new();
    let seat = desk.as_role(Role::Desk);
    let id = desk.register(&Person::ai_wen());
    let registered = last(&desk);
    seat.err("log.undo", json!({ "operation": registered }), Code::Forbidden);
    let presence = desk.check_in(&id);
    seat.did("checkin.undo", json!({ "id": presence }));
    seat.did("person.save", json!({ "id": id, "facts": { "health": "良好" } }));
    seat.did("log.undo", json!({ "operation": last(&desk) }));
}

#[test]
fn what_is_asked_for_wrongly_is_answered_with_how_to_write_it() {
    let desk = Desk::new();
    let refused = desk.err("log.list", json!({ "since": "2020" }), Code::Invalid);
    assert!(refused.message.contains("2026-03-05 或 2026-03-05T09:10"), "{}", refused.message);
    assert_eq!(each(list(&desk.did("log.list", json!({ "since": "2026-03-06" })), "rows"), "id").len(), 0);
    let cell = |form: &str, cell: &str| json!({ "form": form, "cell": cell, "year": 2026 });
    let refused = desk.err("report.cell", cell("no_such", "visits"), Code::NotFound);
    assert_eq!(refused.message, "没有这个统计表。");
    let refused = desk.err("report.cell", cell("centre_annual", "no_such"), Code::NotFound);
    assert_eq!(refused.message, "没有这个指标。");
}
