//! The sample centre: other seeds and years change its people, not its figures.

use serde_json::{Value, json};
use yinhui_app::Code;
use yinhui_testkit::{Desk, Person};
use yinhui_tests::assert_founding;

pub fn scenario() {
    let desk = Desk::new();
    desk.err("sample.build", json!({ "year": 2020 }), Code::Invalid);
    desk.err("sample.build", json!({ "year": 2027 }), Code::Invalid);
    // The year that is not over yet: what it holds has happened.
    desk.ok("sample.build", json!({ "year": 2026, "seed": 5 })).check(|built| {
        assert_eq!((&built["year"], &built["visits"]), (&json!(2026), &json!(41_000)));
    });
    assert_founding(&desk.did("report.annual", json!({ "year": 2026 })));
    // Nobody is owed a medal but those who were given it, and nobody has two numbers alike.
    let medals = desk.did("care.medals", json!({ "year": 2026 }));
    assert_eq!((medals["eligible"].as_array().unwrap().len(), &medals["given"]), (85, &json!(85)));
    assert_eq!(medals["undecided"], json!([]));
    desk.err("sample.build", Value::from(serde_json::Map::new()), Code::Conflict);
    desk.assert_sound();
}

#[test]
fn a_centre_that_has_people_is_not_filled() {
    let desk = Desk::new();
    desk.register(&Person::ai_wen());
    let refused = desk.err("sample.build", json!({}), Code::Conflict);
    assert!(refused.message.contains("已经登记了人员"), "{}", refused.message);
    assert_eq!(desk.did("person.list", json!({}))["total"], 1);
}
