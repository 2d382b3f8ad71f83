//! The people who work at the desk.

use crate::at::{find, text};
use serde_json::{Value, json};
use yinhui_app::Code;
use yinhui_testkit::{Desk, OPERATOR, PASSWORD};

pub fn scenario() {
    let desk = Desk::new();
    let id = desk.ok("operator.add", json!({ "name": "刀美兰", "role": "desk", "password": PASSWORD })).check(|added| {
        assert_eq!(added["role"], "desk");
        assert_eq!(added["disabled"], false);
        text(added, "id").to_owned()
    });
    let taken = desk.err("operator.add", json!({ "name": "刀美兰", "role": "view", "password": PASSWORD }), Code::Invalid);
    assert_eq!(taken.fields[0].code, "taken");
    desk.ok("operator.list", Value::Null).check(|all| {
        assert_eq!(all.as_array().unwrap().len(), 2);
        assert_eq!(find(all, "name", OPERATOR)["role"], "admin");
    });

    let seat = desk.log_in("刀美兰", PASSWORD).unwrap();
    let other = desk.log_in("刀美兰", PASSWORD).unwrap();
    let wrong = json!({ "password": "wrong-2026", "new_password": "换过的-2026" });
    let refused = seat.err("operator.password", wrong, Code::Invalid);
    assert_eq!(refused.fields[0].path, "password");
    let change = json!({ "password": PASSWORD, "new_password": "换过的-2026" });
    seat.ok("operator.password", change).check(|_| {
        assert_eq!(desk.log_in("刀美兰", PASSWORD).map(|_| ()).unwrap_err().code, Code::WrongPassword);
        desk.log_in("刀美兰", "换过的-2026").unwrap();
    });
    seat.did("centre.get", Value::Null);
    other.err("centre.get", Value::Null, Code::Forbidden);

    desk.ok("operator.disable", json!({ "id": id })).check(|off| assert_eq!(off["disabled"], true));
    seat.err("centre.get", Value::Null, Code::Forbidden);
    assert_eq!(desk.log_in("刀美兰", "换过的-2026").map(|_| ()).unwrap_err().code, Code::NoOperator);
    assert_eq!(desk.did("session.names", Value::Null), json!([OPERATOR]));
}

#[test]
fn the_last_administrator_cannot_lock_everybody_out() {
    let desk = Desk::new();
    let all = desk.did("operator.list", Value::Null);
    desk.err("operator.disable", json!({ "id": text(&all[0], "id") }), Code::Conflict);
    let added = desk.did("operator.add", json!({ "name": "李新", "role": "admin", "password": PASSWORD }));
    let other = desk.log_in("李新", PASSWORD).unwrap();
    other.did("operator.disable", json!({ "id": text(&all[0], "id") }));
    other.err("operator.disable", json!({ "id": text(&added, "id") }), Code::Conflict);
}

#[test]
fn guesses_at_the_present_password_make_one_wait_as_at_the_door() {
    let desk = Desk::new();
    let change = |old: &str| json!({ "password": old, "new_password": "换过的-2026" });
    for _ in 0..5 {
        desk.err("operator.password", change("wrong-2026"), Code::Invalid);
    }
    desk.err("operator.password", change(PASSWORD), Code::LockedOut);
    desk.host().pass(chrono::Duration::seconds(31));
    desk.did("operator.password", change(PASSWORD));
}
