//! One box that understands card, ID, last four, name, pinyin and initials.

use crate::at::{each, list, number};
use serde_json::{Value, json};
use yinhui_testkit::{Desk, Person, identity};

fn enter(desk: &Desk, words: &str) -> Value {
    desk.did("checkin.find", json!({ "words": words }))["enter"].clone()
}

#[test]
fn somebody_is_found_however_they_are_named() {
    let desk = Desk::new();
    let ai_wen = desk.register(&Person::ai_wen());
    let x = desk.register(&Person::with_x());
    desk.register(&Person::named("李正清").with("phones", "13500000001"));
    let whole = identity("532822", "19490305", 151);
    let with_card = ["00012345", &whole, &whole[14..], "1234"];
    // 岩 is read yan and, in Dai and Blang names, ai.
    let by_name = ["岩温", "岩", "yw", "aw", "aiwen", "yanwen", "AIWEN", "ai wen"];
    for words in with_card.into_iter().chain(by_name) {
        assert_eq!(enter(&desk, words), ai_wen.as_str(), "{words}");
    }
    let x_number = Person::with_x().facts()["identity"].as_str().unwrap().to_owned();
    for words in
        [&x_number, &x_number.to_lowercase(), &x_number[14..], &x_number[14..].to_lowercase(), "8844", "zqm"]
    {
        assert_eq!(enter(&desk, words), x.as_str(), "{words}");
    }
    // As a full-width keyboard types it.
    assert_eq!(enter(&desk, "ａｉｗｅｎ"), ai_wen.as_str());
    for words in ["", "   ", "没有这人", "99999999", "%", "_", "'", "qqqq"] {
        let found = desk.did("checkin.find", json!({ "words": words }));
        assert_eq!((number(&found, "total"), &found["enter"]), (0, &Value::Null), "{words}");
    }
}

#[test]
fn enter_never_takes_the_wrong_yu_han() {
    let desk = Desk::new();
    let older = desk.register(&Person::yu_han("1951-07-01", 22));
    desk.register(&Person::yu_han("1953-02-11", 24));
    let found = desk.did("checkin.find", json!({ "words": "玉罕" }));
    assert_eq!((number(&found, "total"), &found["enter"]), (2, &Value::Null), "one of them must be chosen");
    assert_eq!(each(list(&found, "matches"), "birth"), ["1951-07", "1953-02"], "and they can be told apart");
    let id = identity("532822", "19510701", 22);
    assert_eq!(enter(&desk, &id), older.as_str(), "her ID is hers alone");
    desk.register(&Person::named("玉罕香"));
    assert_eq!(enter(&desk, "玉罕香").as_str().map(str::len), Some(36), "a whole name beats part of one");
    assert_eq!(enter(&desk, "玉罕"), Value::Null);
}

#[test]
fn a_sole_whole_name_is_taken_though_longer_names_fit_too() {
    let desk = Desk::new();
    let short = desk.register(&Person::named("岩温"));
    desk.register(&Person::named("岩温罕"));
    let found = desk.did("checkin.find", json!({ "words": "岩温" }));
    assert_eq!((number(&found, "total"), &found["enter"]), (2, &json!(short)));
    assert_eq!(found["matches"][0]["exact"], true);
}

#[test]
fn at_most_nine_are_shown_and_who_came_often_stands_first() {
    let desk = Desk::new();
    let ids = (0..12)
        .map(|n| desk.register(&Person::named("玉香").with("birth", &format!("{}", 1940 + n))))
        .collect::<Vec<_>>();
    desk.check_in(&ids[11]);
    let found = desk.did("checkin.find", json!({ "words": "yx" }));
    assert_eq!((number(&found, "total"), list(&found, "matches").len()), (12, 9));
    assert_eq!(found["matches"][0]["person"], ids[11].as_str());
}

#[test]
fn a_name_with_a_dot_is_found_with_and_without_it() {
    let desk = Desk::new();
    let id = desk.register(&Person::named("岩·罕香"));
    for words in ["岩·罕香", "岩罕香", "岩•罕香", "aihanxiang"] {
        assert_eq!(enter(&desk, words), id.as_str(), "{words}");
    }
}
