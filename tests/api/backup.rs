//! Copies that prove themselves.

use crate::at::{list, text};
use serde_json::{Value, json};
use yinhui_app::Code;
use yinhui_testkit::{Desk, OPERATOR, PASSWORD, Person};

pub fn scenario() {
    let desk = Desk::new();
    let person = desk.register(&Person::ai_wen());
    desk.check_in(&person);
    let (path, file) = desk.place("备份.yhb");
    let made = desk.ok("backup.create", json!({ "file": file })).check(|info| {
        assert_eq!((info["people"].as_i64(), info["presences"].as_i64()), (Some(1), Some(1)));
        assert_eq!(info["at"], "2026-03-05T09:00:00+08:00");
        info.clone()
    });
    desk.ok("backup.show", json!({ "file": file })).check(|info| assert_eq!(*info, made));
    desk.host().set("2026-03-06T09:00");
    desk.check_in(&person);
    desk.ok("backup.verify", json!({ "file": file })).check(|found| {
        assert_eq!(found["ok"], true, "the log has only grown since: {found}");
        assert!(list(found, "checks").iter().any(|check| check["id"] == "against_backup"));
    });

    // Into an empty folder, as after a burnt-out disk: the same figures and the same head of the log.
    let other = Desk::empty();
    let file = other.file(&path);
    let wrong = json!({ "file": file, "operator": OPERATOR, "password": "wrong-2026" });
    other.err("backup.restore", wrong, Code::WrongPassword);
    assert_eq!(other.did("system.status", Value::Null)["stage"], "empty", "a wrong password changes nothing");
    other.ok("backup.restore", json!({ "file": file, "operator": OPERATOR, "password": PASSWORD })).check(|done| {
        assert_eq!(done["backup"]["log_head"], made["log_head"]);
        assert_eq!(done["kept_as"], Value::Null);
    });
    let seat = other.log_in(OPERATOR, PASSWORD).unwrap();
    other.host().set("2026-03-06T09:00");
    assert_eq!(seat.did("checkin.day", json!({ "day": "2026-03-05" }))["visits"], 1);
    assert_eq!(seat.did("checkin.day", json!({}))["visits"], 0, "what came after the backup is not in it");
    assert_eq!(seat.did("person.list", json!({ "limit": 1 }))["total"], 1);
    let shown = seat.did("backup.create", json!({ "file": other.place("又一份.yhb").1 }));
    assert_eq!(shown["log_head"], made["log_head"]);
    assert_eq!(seat.did("backup.verify", json!({}))["ok"], true);
}

#[test]
fn restoring_beside_a_good_store_needs_the_administrator_and_keeps_what_was_there() {
    let desk = Desk::new();
    desk.register(&Person::ai_wen());
    let (_, file) = desk.place("备份.yhb");
    desk.did("backup.create", json!({ "file": file }));
    desk.register(&Person::with_x());
    let request = json!({ "file": file, "recovery_code": desk.recovery_code() });
    desk.nobody().err("backup.restore", request.clone(), Code::Forbidden);
    let kept = text(&desk.did("backup.restore", request), "kept_as").to_owned();
    assert!(desk.data().join(&kept).exists(), "{kept}");
    desk.err("centre.get", Value::Null, Code::Forbidden);
    let seat = desk.log_in(OPERATOR, PASSWORD).unwrap();
    assert_eq!(seat.did("person.list", json!({ "limit": 1 }))["total"], 1);
}

#[test]
fn restoring_twice_in_one_second_keeps_both_stores_of_before() {
    let desk = Desk::new();
    let (_, file) = desk.place("备份.yhb");
    desk.did("backup.create", json!({ "file": file }));
    let request = json!({ "file": file, "operator": OPERATOR, "password": PASSWORD });
    let first = text(&desk.did("backup.restore", request.clone()), "kept_as").to_owned();
    let seat = desk.log_in(OPERATOR, PASSWORD).unwrap();
    let second = text(&seat.did("backup.restore", request), "kept_as").to_owned();
    assert_ne!(first, second);
    assert!(desk.data().join(first).exists() && desk.data().join(second).exists());
    desk.log_in(OPERATOR, PASSWORD).unwrap();
}

#[test]
fn what_is_no_backup_is_refused_and_nothing_changes() {
    let desk = Desk::new();
    let (path, file) = desk.place("照片.yhb");
    for bytes in [&b""[..], b"not a zip", b"PK\x05\x06\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0"] {
        std::fs::write(&path, bytes).unwrap();
        desk.err("backup.show", json!({ "file": file }), Code::Unreadable);
        let request = json!({ "file": file, "operator": OPERATOR, "password": PASSWORD });
        let seat = desk.log_in(OPERATOR, PASSWORD).unwrap();
        seat.err("backup.restore", request, Code::Unreadable);
        desk.log_in(OPERATOR, PASSWORD).unwrap();
    }
    let (_, missing) = desk.place("没有.yhb");
    let seat = desk.log_in(OPERATOR, PASSWORD).unwrap();
    seat.err("backup.show", json!({ "file": missing }), Code::NotFound);
}

#[test]
fn a_backup_with_a_damaged_byte_is_not_called_good() {
    let desk = Desk::new();
    desk.register(&Person::ai_wen());
    let (path, file) = desk.place("备份.yhb");
    desk.did("backup.create", json!({ "file": file }));
    let mut bytes = std::fs::read(&path).unwrap();
    let middle = bytes.len() / 2;
    bytes[middle] ^= 0x40;
    std::fs::write(&path, bytes).unwrap();
    desk.err("backup.show", json!({ "file": file }), Code::Unreadable);
}

#[test]
fn a_backup_of_another_history_does_not_fit() {
    let desk = Desk::new();
    let (_, file) = desk.place("备份.yhb");
    desk.did("backup.create", json!({ "file": file }));
    desk.register(&Person::ai_wen());
    let (_, later) = desk.place("后来.yhb");
    desk.did("backup.create", json!({ "file": later }));
    desk.did("backup.restore", json!({ "file": file, "operator": OPERATOR, "password": PASSWORD }));
    let seat = desk.log_in(OPERATOR, PASSWORD).unwrap();
    seat.did("person.save", json!({ "facts": { "name": "玉应" } }));
    let found = seat.did("backup.verify", json!({ "file": later }));
    assert_eq!(found["ok"], false, "the store went another way since: {found}");
}

#[test]
fn what_cannot_be_written_says_so_and_leaves_nothing_behind() {
    let desk = Desk::new();
    let (folder, as_folder) = desk.place("文件夹");
    std::fs::create_dir(&folder).unwrap();
    let (path, under_a_file) = desk.place("照片.jpg/备份.yhb");
    std::fs::write(path.parent().unwrap(), b"x").unwrap();
    for command in ["backup.create", "person.export", "report.export"] {
        let request = |file| match command {
            "backup.create" => json!({ "file": file }),
            "person.export" => json!({ "file": file, "full": false }),
            _ => json!({ "file": file, "year": 2026 }),
        };
        let refused = desk.err(command, request(&as_folder), Code::Invalid);
        assert!(refused.message.contains("文件名"), "{command}: {}", refused.message);
        desk.err(command, request(&under_a_file), Code::ReadOnly);
    }
    assert_eq!(std::fs::read_dir(desk.outside()).unwrap().count(), 2, "no part is left");
}

#[test]
fn a_file_of_a_like_name_is_not_touched() {
    let desk = Desk::new();
    let (own, _) = desk.place("名单.part");
    std::fs::write(&own, b"mine").unwrap();
    desk.did("person.export", json!({ "file": desk.place("名单.xlsx").1, "full": false }));
    desk.did("backup.create", json!({ "file": desk.place("名单.yhb").1 }));
    assert_eq!(std::fs::read(&own).unwrap(), b"mine");
}
