//! A damaged or foreign store: never replaced by an empty one, always told apart.

use serde_json::{Value, json};
use yinhui_app::Code;
use yinhui_testkit::{CENTRE, Desk, OPERATOR, PASSWORD, Person};

const PAGE: usize = 4_096;

fn flip(desk: &Desk, page: usize) {
    let path = desk.data().join("yinhui.db");
    let mut bytes = std::fs::read(&path).unwrap();
    let from = (page - 1) * PAGE;
    for byte in &mut bytes[from + 100..from + 164] {
        *byte ^= 0xFF;
    }
    std::fs::write(&path, bytes).unwrap();
}

#[test]
fn a_damaged_store_is_kept_under_another_name_and_the_newest_backup_is_named() {
    for page in [1, 3] {
        let mut desk = Desk::new();
        desk.register(&Person::ai_wen());
        desk.did("backup.create", json!({}));
        desk.stop();
        flip(&desk, page);
        let damaged = std::fs::read(desk.data().join("yinhui.db")).unwrap();
        desk.start().unwrap();
        let refused = desk.log_in(OPERATOR, PASSWORD).map(|_| ()).unwrap_err();
        assert_eq!(refused.code, Code::Damaged, "page {page}");
        assert!(refused.message.contains("yinhui.damaged-20260305-090000.db"), "{}", refused.message);
        assert!(refused.message.contains("yinhui-20260305-090000.yhb"), "{}", refused.message);
        assert_eq!(std::fs::read(desk.data().join("yinhui.damaged-20260305-090000.db")).unwrap(), damaged);
        assert!(!desk.data().join("yinhui.db").exists(), "nothing takes its place");

        // Nothing begins an empty store there, and the backup brings everything back.
        assert_eq!(desk.nobody().did("system.status", Value::Null)["stage"], "locked");
        let setup = json!({ "centre": CENTRE, "operator": OPERATOR, "password": PASSWORD });
        desk.nobody().err("system.setup", setup, Code::NotEmpty);
        assert_eq!(desk.log_in(OPERATOR, PASSWORD).map(|_| ()).unwrap_err().code, Code::Damaged);
        let backup = desk.file(&desk.data().join("backups/yinhui-20260305-090000.yhb"));
        desk.nobody()
            .did("backup.restore", json!({ "file": backup, "operator": OPERATOR, "password": PASSWORD }));
        let seat = desk.log_in(OPERATOR, PASSWORD).unwrap();
        assert_eq!(seat.did("person.list", json!({ "limit": 1 }))["total"], 1);
    }
}

#[test]
fn a_store_cut_short_or_emptied_is_damage_too() {
    for length in [0, 100, PAGE * 2, PAGE * 2 + 1] {
        let mut desk = Desk::new();
        desk.register(&Person::ai_wen());
        desk.stop();
        let file = std::fs::File::options().write(true).open(desk.data().join("yinhui.db")).unwrap();
        file.set_len(u64::try_from(length).unwrap()).unwrap();
        drop(file);
        desk.start().unwrap();
        let refused = desk.log_in(OPERATOR, PASSWORD).map(|_| ()).unwrap_err();
        assert_eq!(refused.code, Code::Damaged, "cut to {length}: {}", refused.message);
        let left = std::fs::metadata(desk.data().join("yinhui.db")).map_or(0, |file| file.len());
        assert_eq!(left, 0, "no new store was begun");
    }
}

#[test]
fn a_store_that_is_gone_says_so() {
    let mut desk = Desk::new();
    desk.stop();
    std::fs::remove_file(desk.data().join("yinhui.db")).unwrap();
    desk.start().unwrap();
    let refused = desk.log_in(OPERATOR, PASSWORD).map(|_| ()).unwrap_err();
    assert_eq!(refused.code, Code::Damaged);
    assert!(refused.message.contains("yinhui.db"), "{}", refused.message);
}

#[test]
fn a_store_of_a_newer_program_is_refused_by_name_and_left_as_it_is() {
    let desk = Desk::empty();
    let from = yinhui_tests::house("tests/fixtures/db/newer");
    std::fs::create_dir(desk.data().join("keys")).unwrap();
    for slot in std::fs::read_dir(from.join("keys")).unwrap().map(|slot| slot.unwrap().path()) {
        std::fs::copy(&slot, desk.data().join("keys").join(slot.file_name().unwrap())).unwrap();
    }
    std::fs::copy(from.join("yinhui.db"), desk.data().join("yinhui.db")).unwrap();
    let before = std::fs::read(desk.data().join("yinhui.db")).unwrap();
    let refused = desk.log_in(OPERATOR, PASSWORD).map(|_| ()).unwrap_err();
    assert_eq!(refused.code, Code::FileTooNew);
    assert!(refused.message.contains("更新银辉前台"), "{}", refused.message);
    assert_eq!(std::fs::read(desk.data().join("yinhui.db")).unwrap(), before);
}

#[test]
fn a_store_whose_keys_are_gone_is_restored_without_anybody_logged_in() {
    let mut desk = Desk::new();
    let person = desk.register(&Person::ai_wen());
    let (_, file) = desk.place("备份.yhb");
    desk.did("backup.create", json!({ "file": file }));
    desk.check_in(&person);
    desk.stop();
    std::fs::remove_dir_all(desk.data().join("keys")).unwrap();
    desk.start().unwrap();
    let request = json!({ "file": file, "operator": OPERATOR, "password": PASSWORD });
    let done = desk.nobody().did("backup.restore", request);
    let kept = desk.data().join(done["kept_as"].as_str().unwrap());
    assert!(kept.exists(), "what nobody can open is kept all the same");
    let seat = desk.log_in(OPERATOR, PASSWORD).unwrap();
    assert_eq!(seat.did("checkin.day", json!({}))["visits"], 0);
}

#[test]
fn a_restore_cut_off_by_a_power_cut_lets_everybody_in_at_the_next_start() {
    let mut desk = Desk::new();
    desk.register(&Person::ai_wen());
    desk.stop();
    let data = desk.data().to_path_buf();
    std::fs::rename(data.join("keys"), data.join("keys.before-restore-20260305-090000")).unwrap();
    desk.start().unwrap();
    let seat = desk.log_in(OPERATOR, PASSWORD).unwrap();
    assert_eq!(seat.did("person.list", json!({ "limit": 1 }))["total"], 1);
}
