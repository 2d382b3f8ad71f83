//! Days of the past: by day, purpose and hour, and as a workbook.

use crate::at::{cells, list, number, text};
use serde_json::{Value, json};
use yinhui_app::Code;
use yinhui_testkit::{Desk, Person};

pub fn scenario() {
    let desk = Desk::new();
    let (one, two) = (desk.register(&Person::ai_wen()), desk.register(&Person::with_x()));
    for (person, at, purpose) in [
        (&one, "2026-03-01T09:00", "活动中心"),
        (&one, "2026-03-01T10:00", "书屋"),
        (&two, "2026-03-01T10:30", "书屋"),
        (&one, "2026-03-03T09:30", "活动中心"),
    ] {
        desk.did("checkin.person", json!({ "person": person, "at": at, "purpose": purpose }));
    }
    let group = json!({ "name": "某局", "heads": { "public": 5 }, "at": "2026-03-03T15:00", "purpose": "书屋" });
    desk.did("checkin.group", group);
    desk.ok("checkin.span", json!({ "from": "2026-03-01", "to": "2026-03-05" })).check(|span| {
        assert_eq!((number(span, "visits"), number(span, "persons"), number(span, "anonymous")), (8, 2, 5));
        assert_eq!(
            span["days"],
            json!([
                { "day": "2026-03-01", "visits": 2, "persons": 2, "anonymous": 0 },
                { "day": "2026-03-03", "visits": 6, "persons": 1, "anonymous": 5 },
            ])
        );
        assert_eq!(span["purposes"], json!([{ "purpose": "书屋", "visits": 6 }, { "purpose": "活动中心", "visits": 2 }]));
        let hours = json!([{ "hour": 9, "visits": 2 }, { "hour": 10, "visits": 1 }, { "hour": 15, "visits": 5 }]);
        assert_eq!(span["hours"], hours);
    });
    let only = desk.did("checkin.span", json!({ "from": "2026-03-01", "to": "2026-03-02", "purpose": "书屋" }));
    assert_eq!((number(&only, "visits"), number(&only, "persons")), (1, 2), "人次 once a day, counted where it was first");

    desk.ok("checkin.months", json!({ "year": 2026 })).check(|months| {
        let march = |visits: i64| json!([0, 0, visits, 0, 0, 0, 0, 0, 0, 0, 0, 0]);
        let purposes = json!([{ "purpose": "书屋", "visits": march(6) }, { "purpose": "活动中心", "visits": march(2) }]);
        assert_eq!((&months["purposes"], &months["visits"], &months["before"]), (&purposes, &march(8), &march(0)));
    });
    assert_eq!(desk.did("checkin.months", json!({ "year": 2027 }))["before"][2], 8, "beside the year before");
    desk.err("checkin.months", json!({ "year": 26 }), Code::Invalid);

    let (path, file) = desk.place("到馆.xlsx");
    let export = json!({ "file": file, "from": "2026-03-01", "to": "2026-03-05" });
    desk.ok("checkin.export", export).check(|done| {
        assert_eq!(number(done, "rows"), 2);
    let rows = cells(&path);
        let holds = |wanted: [&str; 7]| rows.iter().any(|row| row.iter().map(String::as_str).eq(wanted));
        assert!(holds(["日期", "星期", "到馆人次", "到馆人数", "其中不记名", "书屋", "活动中心"]), "{rows:?}");
        assert!(holds(["2026-03-03", "二", "#6", "#1", "#5", "#5", "#1"]), "{rows:?}");
        assert!(holds(["合计", "", "#8", "#2", "#5", "#6", "#2"]), "{rows:?}");
        assert!(!rows.iter().flatten().any(|cell| cell.contains("岩温")), "nobody's name");
    });
    let (path, file) = desk.place("名单.xlsx");
    let export = json!({ "file": file, "from": "2026-03-03", "to": "2026-03-03", "names": true });
    let written = number(&desk.did("checkin.export", export), "rows");
    let day = desk.did("checkin.day", json!({ "day": "2026-03-03" }));
    assert_eq!(written, number(&day, "total"), "every line of the day");
    let names: Vec<String> = cells(&path).into_iter().filter_map(|row| row.into_iter().nth(3)).collect();
    for line in list(&day, "stream") {
        assert!(names.contains(&text(line, "name").to_owned()), "{names:?}");
    }
    let of_one = json!({ "file": desk.place("书屋.xlsx").1, "from": "2026-03-01", "to": "2026-03-05", "names": true, "purpose": "书屋" });
    let of_day = |day: i64| json!({ "day": format!("2026-03-{day:02}"), "purpose": "书屋" });
    let lines: i64 = (1..=5).map(|day| number(&desk.did("checkin.day", of_day(day)), "total")).sum();
    assert!(lines > 0);
    assert_eq!(number(&desk.did("checkin.export", of_one), "rows"), lines, "of one purpose, all days");
    desk.assert_sound();
}

#[test]
fn a_span_that_cannot_be_is_refused() {
    let desk = Desk::new();
    for (from, to) in [("2026-03-05", "2026-03-01"), ("2000-01-01", "2026-01-01"), ("", "2026-01-01"), ("昨天", "今天")] {
        desk.err("checkin.span", json!({ "from": from, "to": to }), Code::Invalid);
        let (_, file) = desk.place("到馆.xlsx");
        desk.err("checkin.export", json!({ "file": file, "from": from, "to": to }), Code::Invalid);
    }
    let empty = desk.did("checkin.span", json!({ "from": "2026-03-01", "to": "2026-03-05" }));
    assert_eq!((empty["visits"].clone(), empty["days"].clone()), (json!(0), Value::from(Vec::<Value>::new())));
}
