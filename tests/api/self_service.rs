use serde_json::{Value, json};
use yinhui_app::operator::Role;
use yinhui_app::{COMMANDS, Code};
use yinhui_testkit::{Desk, PASSWORD, Person, Seat, identity};

/// The open screen begun by 前台.
fn begun(desk: &Desk) -> Seat<'_> {
    let clerk = desk.as_role(Role::Desk);
    let begun = clerk.did("self_service.begin", json!({ "purpose": "书屋" }));
    assert_eq!((begun["beside"].clone(), begun["purpose"].clone()), (json!(false), json!("书屋")));
    clerk.err("checkin.find", json!({ "words": "岩" }), Code::Forbidden);
    desk.seat(begun["session"].as_str().unwrap())
}

pub(crate) fn scenario() {
    let desk = Desk::new();
    let person = desk.register(&Person::ai_wen());
    desk.ok("self_service.begin", json!({})).check(|begun| assert_eq!(begun["beside"], false));
    let mut desk = desk;
    desk.restart();

    let screen = begun(&desk);
    screen.ok("self_service.check_in", json!({ "number": identity("532822", "19490305", 151) })).check(|_| {});
    let again = screen.ok("self_service.check_in", json!({ "number": " 139 8765 1234 " }));
    again.check(|welcome| {
        assert_eq!(*welcome, json!({ "name": "岩*", "at": "09:00", "repeat": true, "visits_this_year": 1 }));
    });
    let day = desk.did("checkin.day", json!({}));
    assert_eq!((day["visits"].clone(), day["persons"].clone()), (json!(1), json!(1)));
    assert_eq!(day["stream"][0]["purpose"], "书屋");
    assert_eq!(day["stream"][0]["person"], person.as_str());

    screen.err("self_service.end", json!({ "password": "menghai-2027" }), Code::WrongPassword);
    let back = screen.ok("self_service.end", json!({ "password": PASSWORD }));
    let mut session = Value::Null;
    back.check(|back| {
        assert_eq!(back["role"], "desk");
        session = back["session"].clone();
    });
    screen.err("self_service.check_in", json!({ "number": "13987651234" }), Code::Forbidden);
    let clerk = desk.seat(session.as_str().unwrap());
    let line = clerk.did("checkin.day", json!({}))["stream"][0].clone();
    assert_eq!(line["may_undo"], true, "the desk takes back what somebody did at the open screen");
    clerk.did("checkin.undo", json!({ "id": line["id"] }));
    assert_eq!(desk.did("checkin.day", json!({}))["visits"], 0);
    desk.assert_sound();
}

#[test]
fn who_comes_to_the_event_chosen_at_the_desk_is_at_it() {
    let desk = Desk::new();
    let person = desk.register(&Person::ai_wen());
    let mut plan = json!({ "name": "宣讲", "kind": "讲坛讲座", "day": "2026-03-05", "from": "08:30", "to": "11:00" });
    let event = desk.did("event.save", plan.clone())["id"].clone();
    let clerk = desk.as_role(Role::Desk);
    clerk.err("self_service.begin", json!({ "event": "没有" }), Code::NotFound);
    let begun = clerk.did("self_service.begin", json!({ "event": event }));
    assert_eq!(begun["purpose"], "宣讲", "the screen says what people come to");
    let screen = desk.seat(begun["session"].as_str().unwrap());
    screen.did("self_service.check_in", json!({ "number": "13987651234" }));
    let visits = desk.did("person.get", json!({ "id": person }));
    assert_eq!(visits["visits_total"], 1);
    let roster = desk.did("event.get", json!({ "id": event }));
    assert!(roster.to_string().contains("岩温"), "{roster}");
    let line = desk.did("checkin.day", json!({}))["stream"][0]["id"].clone();
    desk.did("checkin.undo", json!({ "id": line }));
    (plan["id"], plan["cancelled"]) = (event, json!(true));
    desk.did("event.save", plan);
    let other = desk.register(&Person::named("玉应").with("phones", "13812345678"));
    screen.did("self_service.check_in", json!({ "number": "13812345678" }));
    assert_eq!(desk.did("person.get", json!({ "id": other }))["visits_total"], 1, "called off, people still come in");
}

#[test]
fn the_open_screen_can_do_its_own_and_nothing_else() {
    let desk = Desk::new();
    let screen = begun(&desk);
    for command in COMMANDS {
        let own = matches!(command.name, "self_service.check_in" | "self_service.end");
        let wanted = if own { Code::Invalid } else { Code::Forbidden };
        let refused = screen.call(command.name, Value::from("不是参数"), None).expect_err(command.name);
        assert_eq!(refused.code, wanted, "{}", command.name);
    }
    desk.err("operator.add", json!({ "name": "乙", "role": "self_service", "password": PASSWORD }), Code::Invalid);
}

#[test]
fn whoever_is_not_one_living_person_is_sent_to_the_desk_with_the_same_words() {
    let desk = Desk::new();
    let (one, two) = (desk.register(&Person::ai_wen()), desk.register(&Person::named("玉罕")));
    desk.did("person.save", json!({ "id": one, "facts": { "phones": "13900001111" } }));
    desk.did("person.save", json!({ "id": two, "facts": { "phones": "13900001111" } }));
    let died = desk.register(&Person::named("刀美兰"));
    desk.did("card.give", json!({ "person": died, "code": "20260001" }));
    desk.did("person.change_state", json!({ "id": died, "state": "去世" }));
    let lost = desk.did("card.give", json!({ "person": two, "code": "20260002" }));
    desk.did("card.end", json!({ "id": lost["id"], "why": "lost" }));
    let screen = begun(&desk);
    // Two of one number, somebody who died, a lost card; then the beginning of an ID, a name, the last four.
    for number in ["13900001111", "20260001", "20260002"] {
        let refused = screen.err("self_service.check_in", json!({ "number": number }), Code::NotFound);
        assert_eq!(refused.message, "没有找到，请到前台办理。", "{number}");
    }
    screen.did("self_service.check_in", json!({ "number": identity("532822", "19490305", 151) }));
    for number in ["53282219490305", "岩温", "1234", "%", ""] {
        screen.err("self_service.check_in", json!({ "number": number }), Code::NotFound);
    }
}

#[test]
fn five_numbers_of_nobody_make_the_open_screen_wait() {
    let desk = Desk::new();
    desk.register(&Person::ai_wen());
    let screen = begun(&desk);
    for _ in 0..5 {
        screen.err("self_service.check_in", json!({ "number": "13800000000" }), Code::NotFound);
    }
    let refused = screen.err("self_service.check_in", json!({ "number": "13987651234" }), Code::LockedOut);
    assert_eq!(refused.detail.unwrap()["seconds"], 30);
    desk.host().pass(chrono::Duration::seconds(31));
    screen.did("self_service.check_in", json!({ "number": "13987651234" }));
    screen.err("self_service.check_in", json!({ "number": "13800000000" }), Code::NotFound);
}

#[test]
fn a_password_changed_closes_the_open_screen() {
    let desk = Desk::new();
    let screen = begun(&desk);
    let operators = desk.did("operator.list", Value::Null);
    let clerk = operators.as_array().unwrap().iter().find(|one| one["role"] == "desk").unwrap();
    desk.did("operator.disable", json!({ "id": clerk["id"] }));
    screen.err("self_service.check_in", json!({ "number": "13987651234" }), Code::Forbidden);
}

#[test]
fn with_a_second_screen_the_desk_goes_on_beside_it() {
    let desk = Desk::new();
    desk.register(&Person::ai_wen());
    desk.host().add_screen();
    let begun = desk.did("self_service.begin", json!({}));
    assert_eq!((begun["beside"].clone(), begun["session"].clone()), (json!(true), Value::Null));
    let first = desk.host().open_screen().expect("the window is told its session");
    desk.did("self_service.begin", json!({}));
    let second = desk.host().open_screen().unwrap();
    let welcome = json!({ "number": "13987651234" });
    desk.seat(&first).err("self_service.check_in", welcome.clone(), Code::Forbidden);
    desk.seat(&second).did("self_service.check_in", welcome);
    assert_eq!(desk.did("checkin.day", json!({}))["visits"], 1, "the desk is still open");
    assert_eq!(desk.seat(&second).did("self_service.end", json!({ "password": PASSWORD })), Value::Null);
    assert_eq!(desk.host().open_screen(), None);
    desk.did("checkin.day", json!({}));
}

#[test]
fn where_no_window_opens_on_the_second_screen_the_clerk_is_told_and_nothing_is_left_open() {
    let desk = Desk::new();
    desk.host().add_screen();
    desk.host().darken_screen();
    desk.err("self_service.begin", json!({}), Code::Conflict);
    assert_eq!(desk.host().open_screen(), None);
    desk.did("checkin.day", json!({}));
}
