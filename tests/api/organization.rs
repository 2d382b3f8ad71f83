//! Party organizations.

use crate::at::{find, text};
use serde_json::{Value, json};
use yinhui_app::Code;
use yinhui_testkit::{Desk, Person};

pub fn scenario() {
    let desk = Desk::new();
    let committee = json!({ "name": "勐海县离退休干部党委", "kind": "党委", "composition": "离退休" });
    let committee = desk.ok("organization.save", committee).check(|saved| text(saved, "id").to_owned());
    let branch = json!({ "name": "勐混镇离退休党支部", "kind": "支部", "composition": "", "parent": committee });
    let branch = text(&desk.did("organization.save", branch), "id").to_owned();
    desk.register(&Person::ai_wen());
    let dead = desk.register(&Person::named("玉金").with("branch", "勐混镇离退休党支部"));
    desk.did("person.change_state", json!({ "id": dead, "state": "去世", "since": "2026-02" }));
    desk.ok("organization.list", Value::Null).check(|all| {
        let found = find(all, "id", &branch);
        assert_eq!(found["kind"], "党支部", "a usual word is understood");
        assert_eq!(found["parent"], committee.as_str());
        assert_eq!(found["people"], 1, "the living whose membership is here");
    });

    let loops = json!({ "id": committee, "name": "勐海县离退休干部党委", "kind": "党委", "composition": "", "parent": branch });
    assert_eq!(desk.err("organization.save", loops, Code::Invalid).fields[0].code, "loop");
    let taken = json!({ "name": "勐混镇离退休党支部", "kind": "党支部", "composition": "" });
    assert_eq!(desk.err("organization.save", taken, Code::Invalid).fields[0].code, "taken");
    let unknown = json!({ "name": "某支部", "kind": "小分队", "composition": "" });
    assert_eq!(desk.err("organization.save", unknown, Code::Invalid).fields[0].path, "kind");
}
