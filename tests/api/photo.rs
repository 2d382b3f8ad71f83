//! Photos: small ones, as JPEG.

use serde_json::{Value, json};
use yinhui_app::Code;
use yinhui_testkit::{Desk, Person};

/// The head of a JPEG of that size, in base64: what a picture is known by.
pub fn jpeg(width: u16, height: u16) -> String {
    let [h1, h2] = height.to_be_bytes();
    let [w1, w2] = width.to_be_bytes();
    // With a comment before it, as cameras write one: what is very short no workbook takes.
    let bytes = [0xFF, 0xD8, 0xFF, 0xFE, 0, 8, 1, 2, 3, 4, 5, 6, 0xFF, 0xC0, 0, 11, 8, h1, h2, w1, w2, 1, 0x11, 0, 0, 0xFF, 0xDA, 0, 2, 0xFF, 0xD9];
    encode(&bytes)
}

fn encode(bytes: &[u8]) -> String {
    const LETTERS: &[u8] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut out = String::new();
    for three in bytes.chunks(3) {
        let bits = three.iter().chain(&[0, 0]).take(3).fold(0_u32, |bits, byte| bits << 8 | u32::from(*byte));
        for place in 0..4 {
            let letter = LETTERS[(bits >> (18 - 6 * place) & 63) as usize];
            out.push(if place > three.len() { '=' } else { char::from(letter) });
        }
    }
    out
}

pub fn scenario() {
    let desk = Desk::new();
    let person = desk.register(&Person::ai_wen());
    assert_eq!(desk.did("photo.get", json!({ "id": person }))["jpeg"], Value::Null);
    desk.ok("photo.save", json!({ "person": person, "jpeg": jpeg(300, 400) })).check(|_| {
        assert_eq!(desk.did("person.get", json!({ "id": person }))["has_photo"], true);
    });
    desk.did("photo.save", json!({ "person": person, "jpeg": jpeg(150, 200) }));
    desk.ok("photo.get", json!({ "id": person })).check(|photo| assert_eq!(photo["jpeg"], jpeg(150, 200)));
    assert_eq!(desk.did("checkin.find", json!({ "words": "岩温" }))["matches"][0]["has_photo"], true);
    let log = desk.did("log.list", json!({}));
    desk.did("log.undo", json!({ "operation": log["rows"][0]["id"] }));
    assert_eq!(desk.did("photo.get", json!({ "id": person }))["jpeg"], jpeg(300, 400), "the one before is shown again");
    desk.ok("photo.remove", json!({ "id": person })).check(|_| {
        assert_eq!(desk.did("photo.get", json!({ "id": person }))["jpeg"], Value::Null);
    });
    let history = desk.did("person.history", json!({ "id": person })).to_string();
    assert!(!history.contains(&jpeg(300, 400)), "no picture in the history");
    desk.assert_sound();
}

#[test]
fn what_is_no_small_jpeg_is_refused() {
    let desk = Desk::new();
    let person = desk.register(&Person::ai_wen());
    for wrong in ["", "不是图片", "AAAA", &encode(b"\x89PNG\r\n\x1a\n"), &encode(&[0xFF, 0xD8, 0xFF])] {
        let refused = desk.err("photo.save", json!({ "person": person, "jpeg": wrong }), Code::Invalid);
        assert_eq!(refused.message, "这不是能用的照片，请换一张 JPG 或 PNG 图片。");
    }
    desk.err("photo.save", json!({ "person": person, "jpeg": jpeg(4_000, 3_000) }), Code::TooLarge);
    desk.err("photo.save", json!({ "person": person, "jpeg": "A".repeat(300_000) }), Code::TooLarge);
    desk.err("photo.save", json!({ "person": "没有", "jpeg": jpeg(3, 4) }), Code::NotFound);
    assert_eq!(desk.did("person.get", json!({ "id": person }))["has_photo"], false);
}
