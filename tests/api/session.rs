//! Logging in, locking, and what each failure says.

use crate::at::text;
use chrono::Duration;
use serde_json::{Value, json};
use yinhui_app::Code;
use yinhui_testkit::{Desk, OPERATOR, PASSWORD};

pub fn scenario() {
    let mut desk = Desk::new();
    desk.nobody().ok("session.names", Value::Null).check(|names| assert_eq!(*names, json!([OPERATOR])));

    let seat = desk.nobody().ok("session.login", json!({ "operator": OPERATOR, "password": PASSWORD })).check(|answer| {
        assert_eq!(answer["operator"], OPERATOR);
        assert_eq!(answer["role"], "admin");
        text(answer, "session").to_owned()
    });
    desk.adopt(Some(seat));
    assert_eq!(desk.did("system.status", Value::Null)["stage"], "open");
    desk.ok("session.lock", Value::Null).check(|answer| assert!(answer.is_null()));
    let locked = desk.err("centre.get", Value::Null, Code::Forbidden);
    assert!(locked.message.contains("登录"), "{}", locked.message);
    assert_eq!(desk.did("system.status", Value::Null)["stage"], "locked");

    recovered_with_the_printed_code();
}

fn recovered_with_the_printed_code() {
    let mut desk = Desk::new();
    let code = desk.recovery_code().to_owned();
    desk.restart();
    desk.did("session.lock", Value::Null);
    // As typed by somebody reading it from paper.
    let typed = code.to_lowercase().replace('-', "  ");
    let request = json!({ "code": typed, "operator": OPERATOR, "new_password": "新密码-2026" });
    let renewed = desk.nobody().ok("session.recover", request.clone()).check(|answer| {
        assert_eq!(answer["role"], "admin");
        assert_ne!(text(answer, "recovery_code"), code, "a used code is renewed");
        text(answer, "recovery_code").to_owned()
    });
    desk.log_in(OPERATOR, PASSWORD).map(|_| ()).unwrap_err();
    let seat = desk.log_in(OPERATOR, "新密码-2026").unwrap().session().map(str::to_owned);
    desk.nobody().err("session.recover", request, Code::WrongPassword);
    let again = json!({ "code": renewed, "operator": OPERATOR, "new_password": PASSWORD });
    desk.nobody().did("session.recover", again);
    desk.log_in(OPERATOR, PASSWORD).unwrap();
    assert!(!desk.app().is_open(&seat.unwrap()), "sessions under the old password are over");
}

#[test]
fn a_wrong_password_says_so_and_five_of_them_make_one_wait() {
    let desk = Desk::new();
    for _ in 0..5 {
        let refused = desk.log_in(OPERATOR, "wrong-2026").map(|_| ()).unwrap_err();
        assert_eq!(refused.code, Code::WrongPassword);
    }
    let waiting = desk.log_in(OPERATOR, PASSWORD).map(|_| ()).unwrap_err();
    assert_eq!(waiting.code, Code::LockedOut, "even the right password waits now");
    assert!(waiting.message.contains("30 秒"), "{}", waiting.message);
    desk.host().pass(Duration::seconds(31));
    desk.log_in(OPERATOR, "wrong-2026").map(|_| ()).unwrap_err();
    let longer = desk.log_in(OPERATOR, PASSWORD).map(|_| ()).unwrap_err();
    assert!(longer.message.contains("1 分钟"), "each further miss doubles the wait: {}", longer.message);
    desk.host().pass(Duration::seconds(61));
    desk.log_in(OPERATOR, PASSWORD).unwrap();
    desk.log_in(OPERATOR, "wrong-2026").map(|_| ()).unwrap_err();
    desk.log_in(OPERATOR, PASSWORD).unwrap();
}

#[test]
fn a_guess_at_one_name_does_not_lock_out_another() {
    let desk = Desk::new();
    desk.did("operator.add", json!({ "name": "刀美兰", "role": "desk", "password": PASSWORD }));
    for _ in 0..6 {
        desk.log_in(OPERATOR, "wrong-2026").map(|_| ()).unwrap_err();
    }
    desk.log_in("刀美兰", PASSWORD).unwrap();
}

#[test]
fn a_name_nobody_has_is_told_from_a_wrong_password() {
    let desk = Desk::new();
    let refused = desk.log_in("没有这人", PASSWORD).map(|_| ()).unwrap_err();
    assert_eq!(refused.code, Code::NoOperator);
    let empty = Desk::empty();
    assert_eq!(empty.log_in(OPERATOR, PASSWORD).map(|_| ()).unwrap_err().code, Code::NoOperator);
}

#[test]
fn a_damaged_slot_is_told_from_a_wrong_password_and_the_recovery_code_still_opens() {
    let mut desk = Desk::new();
    let code = desk.recovery_code().to_owned();
    desk.stop();
    let slots = std::fs::read_dir(desk.data().join("keys")).unwrap().map(|entry| entry.unwrap().path());
    for path in slots {
        let mut slot: Value = serde_json::from_str(&std::fs::read_to_string(&path).unwrap()).unwrap();
        if slot["kind"] == "operator" {
            let age = text(&slot, "age").to_owned();
            let at = age.len() / 2;
            let flipped = if &age[at..=at] == "A" { "B" } else { "A" };
            slot["age"] = json!(format!("{}{flipped}{}", &age[..at], &age[at + 1..]));
            std::fs::write(&path, slot.to_string()).unwrap();
        }
    }
    desk.start().unwrap();
    let refused = desk.log_in(OPERATOR, PASSWORD).map(|_| ()).unwrap_err();
    assert_eq!(refused.code, Code::SlotDamaged, "{}", refused.message);
    assert_eq!(desk.log_in(OPERATOR, "wrong-2026").map(|_| ()).unwrap_err().code, Code::SlotDamaged);
    let request = json!({ "code": code, "operator": OPERATOR, "new_password": "新密码-2026" });
    desk.nobody().did("session.recover", request);
    desk.log_in(OPERATOR, "新密码-2026").unwrap();
}

#[test]
fn without_any_slot_the_store_is_not_taken_for_an_empty_folder() {
    let mut desk = Desk::new();
    desk.stop();
    std::fs::remove_dir_all(desk.data().join("keys")).unwrap();
    desk.start().unwrap();
    assert_eq!(desk.log_in(OPERATOR, PASSWORD).map(|_| ()).unwrap_err().code, Code::NoOperator);
    assert_eq!(desk.nobody().did("system.status", Value::Null)["stage"], "locked");
    let setup = json!({ "centre": "另一个中心", "operator": OPERATOR, "password": PASSWORD });
    desk.nobody().err("system.setup", setup, Code::NotEmpty);
}
