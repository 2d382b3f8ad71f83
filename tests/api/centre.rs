//! The centre and its settings.

use serde_json::{Value, json};
use yinhui_app::Code;
use yinhui_testkit::{CENTRE, Desk, Person};

pub fn scenario() {
    let desk = Desk::new();
    desk.ok("centre.get", Value::Null).check(|centre| {
        let wanted = json!({
            "name": CENTRE, "region": "", "visits_per_purpose": false, "check_out": false, "card_years": 0, "ask_facts": true,
        });
        assert_eq!(*centre, wanted);
    });
    let wanted = json!({
        "name": "勐海县老干部活动中心", "region": "勐海县", "visits_per_purpose": true, "check_out": true, "card_years": 3, "ask_facts": false,
    });
    desk.ok("centre.save", wanted.clone()).check(|saved| assert_eq!(*saved, wanted));
    assert_eq!(desk.did("centre.get", Value::Null), wanted);
    assert_eq!(desk.did("system.status", Value::Null)["centre"], "勐海县老干部活动中心");
    let empty = json!({ "name": " ", "region": "", "visits_per_purpose": true, "check_out": true });
    desk.err("centre.save", empty, Code::Invalid);
}

fn per_purpose(desk: &Desk, on: bool) {
    desk.did("centre.save", json!({ "name": CENTRE, "region": "", "visits_per_purpose": on }));
}

fn visits(desk: &Desk) -> Value {
    desk.did("checkin.day", json!({}))["visits"].clone()
}

#[test]
fn how_visits_are_counted_holds_from_now_on_and_never_for_the_past() {
    let desk = Desk::new();
    let person = desk.register(&Person::ai_wen());
    let come = |purpose: &str| desk.did("checkin.person", json!({ "person": person, "purpose": purpose }));
    come("书屋");
    come("活动中心");
    assert_eq!(visits(&desk), 1, "once a day, whatever for");
    per_purpose(&desk, true);
    assert_eq!(visits(&desk), 1, "what was counted stays as it was");
    come("咨询");
    assert_eq!(visits(&desk), 2, "from now on each purpose counts");
    desk.assert_sound();

    desk.host().set("2026-03-06T09:00");
    come("书屋");
    come("活动中心");
    assert_eq!(visits(&desk), 2);
    per_purpose(&desk, false);
    assert_eq!(visits(&desk), 2, "and back again");
    come("咨询");
    assert_eq!(visits(&desk), 2, "somebody already counted today is not counted again");
    desk.assert_sound();
    assert_eq!(desk.did("checkin.day", json!({ "day": "2026-03-05" }))["visits"], 2);
}
