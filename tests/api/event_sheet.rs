//! The list to sign of an event: photos and codes beside the names, and what a scanner reads from it.

use crate::at::{list, text};
use crate::photo::jpeg;
use serde_json::{Value, json};
use std::io::Read as _;
use yinhui_app::Code;
use yinhui_core::event::RowCode;
use yinhui_testkit::{Desk, Person};

fn plan(desk: &Desk, day: &str, from: &str, people: &[&str]) -> String {
    let talk = json!({ "name": format!("宣讲{day}{from}"), "kind": "讲坛讲座", "day": day, "from": from, "to": "2300" });
    let event = text(&desk.did("event.save", talk), "id").to_owned();
    desk.did("event.register", json!({ "event": event, "people": people }));
    event
}

fn code(event: &str, person: &str) -> String {
    RowCode::of(event, person).unwrap().to_string()
}

fn scan(desk: &Desk, words: &str, open: Option<&str>) -> Value {
    desk.did("checkin.find", json!({ "words": words, "event": open, "at_desk": open.is_none() }))
}

/// The parts of a workbook whose name begins so.
fn parts(path: &std::path::Path, of: &str) -> Vec<Vec<u8>> {
    let mut book = zip::ZipArchive::new(std::fs::File::open(path).unwrap()).unwrap();
    let mut all = Vec::new();
    for at in 0..book.len() {
        let mut part = book.by_index(at).unwrap();
        if part.name().unwrap().starts_with(of) {
            let mut bytes = Vec::new();
            part.read_to_end(&mut bytes).unwrap();
            all.push(bytes);
        }
    }
    all
}

pub fn scenario() {
    let desk = Desk::new();
    let (one, other) = (desk.register(&Person::ai_wen()), desk.register(&Person::with_x()));
    desk.did("photo.save", json!({ "person": one, "jpeg": jpeg(300, 400) }));
    let event = plan(&desk, "2026-03-04", "0900", &[&one, &other]);
    desk.ok("event.sheet", json!({ "event": event, "photos": true, "codes": true })).check(|marks| {
        let marks = marks.as_array().unwrap();
        assert_eq!(marks.len(), 2);
        assert!(marks.iter().all(|mark| text(mark, "path").starts_with('M') && mark["squares"].as_i64() > Some(28)), "{marks:?}");
        let with = marks.iter().filter(|mark| mark["jpeg"].is_string()).map(|mark| text(mark, "person")).collect::<Vec<_>>();
        assert_eq!(with, [one.as_str()]);
    });
    desk.ok("event.sheet", json!({ "event": event, "photos": false, "codes": false })).check(|marks| {
        assert!(marks.as_array().unwrap().iter().all(|mark| text(mark, "path").is_empty() && mark["jpeg"].is_null()), "{marks}");
    });
    let (path, file) = desk.place("签到表.xlsx");
    desk.did("event.export_roster", json!({ "file": file, "event": event, "blank": 1, "photos": true, "codes": true }));
    let pictures = parts(&path, "xl/media/");
    assert_eq!(pictures.iter().filter(|bytes| bytes.starts_with(b"\x89PNG")).count(), 2, "one code each");
    assert_eq!(pictures.iter().filter(|bytes| bytes.starts_with(b"\xFF\xD8")).count(), 1, "and the photo there is");
    let drawing = String::from_utf8(parts(&path, "xl/drawings/drawing1.xml").remove(0)).unwrap();
    let heights = drawing.split("cy=\"").skip(1).map(|rest| rest.split('"').next().unwrap().parse::<i64>().unwrap());
    let heights = heights.filter(|height| *height > 0).collect::<Vec<_>>();
    assert!(heights.len() == 3 && heights.iter().all(|height| *height > 400_000), "a scanner must read them: {heights:?} EMU");
    let head = crate::at::cells(&path).into_iter().find(|row| row.first().is_some_and(|cell| cell == "序号")).unwrap();
    assert_eq!(head.get(..4).unwrap(), ["序号", "照片", "签到码", "姓名"]);
    desk.assert_sound();
}

#[test]
fn a_row_is_scanned_on_the_page_of_its_event_and_nowhere_else() {
    let desk = Desk::new();
    let (one, other) = (desk.register(&Person::ai_wen()), desk.register(&Person::with_x()));
    let past = plan(&desk, "2026-03-04", "0900", &[&one]);
    let found = scan(&desk, &code(&past, &one), Some(&past));
    assert_eq!((text(&found, "enter"), text(&found, "signed")), (one.as_str(), past.as_str()));
    let at_desk = scan(&desk, &code(&past, &one), None);
    assert!(at_desk["enter"].is_null() && text(&at_desk, "refused").contains("请到那场活动的页面里扫"), "{at_desk}");
    let elsewhere = plan(&desk, "2026-03-05", "0830", &[&one]);
    assert!(text(&scan(&desk, &code(&past, &one), Some(&elsewhere)), "refused").contains("2026-03-04"));
    let now = scan(&desk, &code(&elsewhere, &one), None);
    assert_eq!((text(&now, "enter"), list(&now, "matches")[0]["event"].is_string()), (one.as_str(), true), "an event on now is the desk's too");
    let list = desk.did("checkin.find", json!({ "words": code(&elsewhere, &one) }));
    assert!(list["enter"].is_null() && list["refused"].is_string(), "a field of a form takes no code: {list}");
    let mut misread = code(&elsewhere, &one).into_bytes();
    misread[23] = if misread[23] == b'9' { b'0' } else { misread[23] + 1 };
    assert!(text(&scan(&desk, std::str::from_utf8(&misread).unwrap(), None), "refused").contains("请再扫一次"));
    let nobody = scan(&desk, &code(&past, &other), Some(&past));
    assert!(nobody["enter"].is_null() && text(&nobody, "refused").contains("名单里已没有这个人"), "{nobody}");
    let unknown = scan(&desk, &code("01a22c79-6469-7339-952a-00000000beef", &one), None);
    assert!(text(&unknown, "refused").contains("那场活动已经不在了"), "{unknown}");
}

#[test]
fn who_withdrew_and_came_all_the_same_stands_on_the_list() {
    let desk = Desk::new();
    let people = ["玉应", "岩罕", "玉罕"].map(|name| desk.register(&Person::named(name)));
    let event = plan(&desk, "2026-03-04", "0900", &[&people[0], &people[1], &people[2]]);
    for person in &people[..2] {
        desk.did("event.mark", json!({ "event": event, "person": person, "state": "withdrawn" }));
    }
    desk.did("event.attend", json!({ "event": event, "people": [people[0]] }));
    let (path, file) = desk.place("签到表.xlsx");
    assert_eq!(desk.did("event.export_roster", json!({ "file": file, "event": event }))["rows"], 2);
    let named = |name: &str| crate::at::cells(&path).iter().any(|row| row.get(1).is_some_and(|cell| cell == name));
    assert_eq!(["玉应", "岩罕", "玉罕"].map(named), [true, false, true]);
}

#[test]
fn a_list_printed_before_two_records_were_joined_is_still_scanned() {
    let desk = Desk::new();
    let (one, double) = (desk.register(&Person::named("玉应")), desk.register(&Person::named("玉应")));
    let event = plan(&desk, "2026-03-05", "0830", &[&one, &double]);
    let printed = [code(&event, &one), code(&event, &double)];
    desk.did("person.merge", json!({ "kept": one, "gone": double }));
    for code in &printed {
        assert_eq!(text(&scan(&desk, code, Some(&event)), "enter"), one);
    }
    desk.did("person.unmerge", json!({ "id": double }));
    assert_eq!(text(&scan(&desk, &printed[1], Some(&event)), "enter"), double);
}

#[test]
fn a_card_with_such_digits_is_a_card_and_the_dead_are_not_taken() {
    let desk = Desk::new();
    let (one, other) = (desk.register(&Person::ai_wen()), desk.register(&Person::with_x()));
    let event = plan(&desk, "2026-03-05", "0830", &[&one, &other]);
    desk.did("card.give", json!({ "person": other, "code": code(&event, &one) }));
    let card = scan(&desk, &code(&event, &one), None);
    assert_eq!((text(&card, "enter"), card["signed"].is_null()), (other.as_str(), true));
    let code = code(&event, &other);
    desk.did("person.change_state", json!({ "id": other, "state": "去世", "since": "2026-03-01" }));
    let dead = scan(&desk, &code, Some(&event));
    assert!(dead["enter"].is_null() && text(&dead, "refused").contains("登记为去世"), "{dead}");
    desk.err("event.sheet", json!({ "event": "没有", "photos": true, "codes": true }), Code::NotFound);
}
