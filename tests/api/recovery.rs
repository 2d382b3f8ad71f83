//! The printed recovery code.

use crate::at::text;
use serde_json::{Value, json};
use yinhui_app::Code;
use yinhui_testkit::{Desk, OPERATOR, PASSWORD};

pub fn scenario() {
    let desk = Desk::new();
    let last = desk.recovery_code().rsplit('-').next().unwrap().to_owned();
    let wrong = desk.err("recovery.confirm", json!({ "part": "0000" }), Code::Invalid);
    assert_eq!(wrong.fields[0].path, "part");
    assert_eq!(desk.did("system.status", Value::Null)["recovery_pending"], true);
    desk.ok("recovery.confirm", json!({ "part": last.to_lowercase() })).check(|_| {
        assert_eq!(desk.did("system.status", Value::Null)["recovery_pending"], false);
    });
    desk.err("recovery.confirm", json!({ "part": last }), Code::Conflict);

    let renewed = desk.ok("recovery.renew", Value::Null).check(|answer| text(answer, "recovery_code").to_owned());
    assert_eq!(desk.did("system.status", Value::Null)["recovery_pending"], true, "the new code must be typed back too");
    let old = json!({ "code": desk.recovery_code(), "operator": OPERATOR, "new_password": "新密码-2026" });
    let refused = desk.nobody().err("session.recover", old, Code::WrongPassword);
    assert!(refused.message.contains("恢复码"), "{}", refused.message);
    let new = json!({ "code": renewed, "operator": OPERATOR, "new_password": "新密码-2026" });
    desk.nobody().did("session.recover", new);
}

#[test]
fn a_mistyped_code_is_noticed_before_any_slot_is_tried() {
    let desk = Desk::new();
    let code = desk.recovery_code();
    let swapped = if code.starts_with('7') { code.replacen('7', "8", 1) } else { format!("7{}", &code[1..]) };
    for typed in [&swapped[..], "", "一二三四", &code[..30], &format!("{code}-AAAA")] {
        let request = json!({ "code": typed, "operator": OPERATOR, "new_password": "新密码-2026" });
        let refused = desk.nobody().err("session.recover", request, Code::Invalid);
        assert_eq!(refused.fields[0].code, "recovery_code", "{typed}");
    }
    desk.log_in(OPERATOR, PASSWORD).unwrap();
}

#[test]
fn a_code_that_does_not_help_changes_nothing() {
    let desk = Desk::new();
    let code = desk.recovery_code().to_owned();
    let nobody = json!({ "code": code, "operator": "没有这人", "new_password": "新密码-2026" });
    desk.nobody().err("session.recover", nobody, Code::NoOperator);
    let weak = json!({ "code": code, "operator": OPERATOR, "new_password": "1" });
    desk.nobody().err("session.recover", weak, Code::Invalid);
    desk.log_in(OPERATOR, PASSWORD).unwrap();
    let good = json!({ "code": code, "operator": OPERATOR, "new_password": "新密码-2026" });
    desk.nobody().did("session.recover", good);
}

#[test]
fn a_renewal_cut_off_in_between_leaves_the_word_that_the_code_is_not_confirmed() {
    let desk = Desk::new();
    let last = desk.recovery_code().rsplit('-').next().unwrap().to_owned();
    desk.did("recovery.confirm", json!({ "part": last }));
    let (keys, away) = (desk.data().join("keys"), desk.data().join("keys.away"));
    std::fs::rename(&keys, &away).unwrap();
    std::fs::write(&keys, b"no slot can be written here").unwrap();
    desk.admin().call("recovery.renew", Value::Null, None).unwrap_err();
    std::fs::remove_file(&keys).unwrap();
    std::fs::rename(&away, &keys).unwrap();
    assert_eq!(desk.did("system.status", Value::Null)["recovery_pending"], true);
    let old = json!({ "code": desk.recovery_code(), "operator": OPERATOR, "new_password": "新密码-2026" });
    desk.nobody().did("session.recover", old);
}
