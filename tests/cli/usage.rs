//! Exit 0 done, 1 refused, 2 wrong usage; results on standard output, everything else on standard error.

use crate::program::{CENTRE, OPERATOR, PASSWORD, Place, arg, path, run};
use serde_json::Value;
use std::process::Command;

#[test]
fn wrong_usage_is_exit_2() {
    let place = Place::new();
    let password = place.file("password");
    let wrong: &[&[&str]] = &[
        &[],
        &["no-such-verb"],
        &["checkin"],
        &["checkin", "--group", "勐海县教育局", "--heads", "很多"],
        &["checkin", "--group", "勐海县教育局"],
        &["people", "export", "--out", "x.xlsx", "--full"],
        &["report", "annual"],
        &["report", "cell", "visits", "--year", "2026"],
        &["backup"],
        &["rpc"],
        &["rpc", "centre.get", "{not json"],
        &["import"],
        &["operator", "add", "刀美兰", "--role", "国王", "--new-password-file", arg(&password)],
    ];
    for args in wrong {
        let left = place.run(args);
        assert_eq!((left.code, left.out.as_str()), (2, ""), "{args:?}: {left:?}");
        assert!(!left.err.is_empty(), "{args:?} says what is wrong");
    }
}

#[test]
fn without_a_password_or_a_terminal_it_is_wrong_usage() {
    let place = Place::new();
    let left = run(place.bare().args(["people", "find", "岩温"]));
    assert_eq!(left.code, 2, "{left:?}");
    let given = run(place.bare().env("YINHUI_PASSWORD", PASSWORD).args(["--json", "people", "find", "岩温"]));
    assert_eq!(given.ok()["total"], 0);
    let file = run(place.bare().env("YINHUI_PASSWORD", "wrong-2026").args(["people", "find", "岩温"]));
    assert_eq!((file.code, file.out.as_str()), (1, ""));
    assert!(file.err.contains("密码不对"), "a sentence without --json: {}", file.err);
}

#[test]
fn a_centre_is_begun_once_in_an_empty_folder() {
    let place = Place::empty();
    let done = place.run(&["init", "--centre", CENTRE, "--operator", OPERATOR]).ok();
    assert_eq!((done["centre"].as_str(), done["operator"].as_str()), (Some(CENTRE), Some(OPERATOR)));
    assert_eq!(done["recovery_code"].as_str().unwrap().len(), 34);
    assert_eq!(done["data"], arg(&place.data));
    for name in ["yinhui.db", "keys", "app.lock"] {
        assert!(place.data.join(name).exists(), "{name}");
    }
    place.run(&["init", "--centre", CENTRE, "--operator", OPERATOR]).refused("not_empty");
    let other = Place::empty();
    std::fs::create_dir(&other.data).unwrap();
    std::fs::write(other.data.join("照片.jpg"), b"x").unwrap();
    other.run(&["init", "--centre", CENTRE, "--operator", OPERATOR]).refused("not_empty");
    let unnamed = Place::empty().run(&["init", "--centre", CENTRE]).ok();
    assert_eq!(unnamed["operator"], "管理员", "the first operator's name where none is given");
    Place::empty().run(&["people", "find", "岩温"]).refused("no_operator");
}

#[test]
fn global_options_stand_before_or_after_the_verb() {
    let place = Place::new();
    let mut after = Command::new(path());
    after.env_remove("YINHUI_PASSWORD").args(["people", "find", "岩温", "--json", "--data"]).arg(&place.data);
    let after = run(after.arg("--password-file").arg(place.file("password")).args(["--operator", OPERATOR]));
    assert_eq!(after.ok(), place.run(&["people", "find", "岩温"]).ok());
}

#[test]
fn the_list_of_commands_needs_no_data_folder() {
    let all = run(Command::new(path()).args(["commands", "--json", "--data", "/no/such/folder"])).ok();
    assert_eq!(all.as_array().unwrap().len(), yinhui_app::COMMANDS.len());
    let check_in =
        all.as_array().unwrap().iter().find(|command| command["name"] == "checkin.person").unwrap();
    let wanted = serde_json::json!({
        "name": "checkin.person", "role": "desk", "kind": "write", "request": "CheckInPerson", "response": "CheckedIn",
    });
    assert_eq!(*check_in, wanted);
}

#[test]
fn operators_are_added_listed_changed_and_kept_out() {
    let place = Place::new();
    let new = place.write("new", "换过的-2026\n");
    let added = place.run(&["operator", "add", "刀美兰", "--role", "前台", "--new-password-file", arg(&new)]);
    assert_eq!(added.code, 0, "{added:?}");
    let left = place.run(&["operator", "list"]);
    assert_eq!(left.code, 2, "with two operators one must be named: {left:?}");
    let list = place.run(&["operator", "list", "--operator", OPERATOR]).ok();
    let names = list.as_array().unwrap().iter().map(|one| one["name"].as_str().unwrap()).collect::<Vec<_>>();
    assert_eq!(names.len(), 2, "{names:?}");
    // Her own password: she may check in, not list the register.
    let hers = |args: &[&str]| {
        run(place.bare().args(["--json", "--operator", "刀美兰", "--password-file", arg(&new)]).args(args))
    };
    hers(&["people", "find", "岩温"]).refused("forbidden");
    let newest = place.write("newest", "又换了-2026\n");
    hers(&["operator", "passwd", "--new-password-file", arg(&newest)]).ok();
    hers(&["rpc", "centre.get"]).refused("wrong_password");
    place.run(&["operator", "disable", "刀美兰", "--operator", OPERATOR]).ok();
    let back = place.run(&["operator", "list"]).ok();
    assert_eq!(back.as_array().unwrap().iter().filter(|one| one["disabled"] == true).count(), 1);
}

#[test]
fn a_forgotten_password_is_set_anew_with_the_printed_code() {
    let place = Place::new();
    let new = place.write("new", "换过的-2026\n");
    let recover = |code: &str| {
        let code = place.file(code);
        run(place.bare().args([
            "--json",
            "--operator",
            OPERATOR,
            "recover",
            "--code-file",
            arg(&code),
            "--new-password-file",
            arg(&new),
        ]))
    };
    place.write("wrong", "0000-0000-0000-0000-0000-0000-0000");
    recover("wrong").refused("invalid");
    let done = recover("code").ok();
    assert_eq!(done["operator"], OPERATOR);
    place.run(&["operator", "list"]).refused("wrong_password");
    recover("code").refused("wrong_password");
    place.write("code", done["recovery_code"].as_str().unwrap());
    place.write("password", "换过的-2026\n");
    let renewed = place.run(&["recovery", "renew"]).ok();
    assert_ne!(renewed["recovery_code"], done["recovery_code"]);
    let log: Value = place.run(&["log"]).ok();
    assert!(log["rows"].as_array().unwrap().iter().any(|row| row["label"] == "用恢复码重设密码"), "{log}");
}
