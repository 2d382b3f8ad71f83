//! Files are named by the person, in the host's own dialog; the page never names a path.

use serde_json::{Value, json};
use yinhui_app::{Code, FilePurpose};
use yinhui_testkit::Desk;

pub fn scenario() {
    let desk = Desk::new();
    let (path, file) = desk.place("名册.xlsx");
    std::fs::write(&path, b"x").unwrap();
    desk.host().answer(Some(file.clone()));
    desk.ok("file.choose", json!({ "purpose": "roster" })).check(|chosen| {
        assert_eq!(chosen["file"], json!(file));
        assert!(!chosen.to_string().contains(&*path.to_string_lossy()), "the path stays with the host");
    });
    desk.host().answer(None);
    assert_eq!(desk.did("file.choose", json!({ "purpose": "restore" }))["file"], Value::Null);

    let (_, target) = desk.place("年报.xlsx");
    desk.host().answer(Some(target.clone()));
    desk.ok("file.save_as", json!({ "purpose": "workbook", "suggested": "2026年统计表.xlsx" })).check(|chosen| {
        assert_eq!(chosen["file"], json!(target));
    });
    assert_eq!(desk.host().asked().last().unwrap(), &(FilePurpose::Workbook, "2026年统计表.xlsx".to_owned()));

    let forged = json!({ "files": [{ "id": "../../etc/passwd", "name": "passwd", "size": 1 }] });
    desk.err("import.plan", forged, Code::NotFound);
}
