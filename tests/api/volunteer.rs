//! 志愿服务: hours that are counted once, and the certificate of them.

use crate::at::{list, text};
use serde_json::{Value, json};
use yinhui_app::Code;
use yinhui_testkit::{Desk, Person};

fn served(person: &str, day: &str, hours: &str, team: Option<&Value>) -> Value {
    json!({ "ledger": "volunteer", "day": day, "person": person, "team": team.cloned().unwrap_or(Value::Null),
        "facts": { "content": "文明劝导", "hours": hours } })
}

pub fn scenario() {
    let desk = Desk::new();
    let (one, two) = (desk.register(&Person::ai_wen()), desk.register(&Person::with_x()));
    let team = desk.did("team.save", json!({ "name": "银发志愿服务队", "kind": "志愿服务队" }))["id"].clone();
    desk.did("ledger.save", served(&one, "2026-01-10", "2.5", Some(&team)));
    desk.did("ledger.save", served(&one, "2026-02-10", "2", None));
    desk.did("ledger.save", served(&two, "2026-02-10", "1", Some(&team)));
    desk.did("ledger.save", served(&two, "2025-12-31", "8", Some(&team)));
    let year = json!({ "from": "2026-01-01", "to": "2026-12-31" });
    desk.ok("volunteer.totals", year.clone()).check(|totals| {
        assert_eq!((&totals["times"], &totals["people"], text(totals, "hours")), (&json!(3), &json!(2), "5.5"));
        let first = &totals["persons"][0];
        assert_eq!((text(first, "name"), text(first, "hours"), text(first, "last")), ("岩温", "4.5", "2026-02-10"));
        let teams = list(totals, "teams");
        assert_eq!((text(&teams[0], "hours"), &teams[0]["people"], &teams[0]["times"]), ("3.5", &json!(2), &json!(2)));
        assert_eq!((&teams[1]["team"], text(&teams[1], "hours")), (&Value::Null, "2"));
    });
    desk.err("volunteer.totals", json!({ "from": "2026-02-01", "to": "2026-01-01" }), Code::Invalid);

    // An event's hours are those of its clock, for whoever came, once.
    let event = json!({ "name": "清洁家园", "kind": "志愿服务", "day": "2026-03-05", "from": "8:00", "to": "9:30" });
    let event = desk.did("event.save", event)["id"].clone();
    desk.did("event.register", json!({ "event": event, "people": [one, two] }));
    desk.did("event.attend", json!({ "event": event, "people": [one] }));
    let drafts = desk.ok("volunteer.hours_of_event", json!({ "event": event })).check(|drafts| {
        assert_eq!(drafts["names"], json!(["岩温"]), "who did not come served nothing");
        assert_eq!(drafts["lines"][0]["facts"]["hours"], "1.5");
        drafts["lines"].clone()
    });
    desk.did("ledger.add", json!({ "lines": drafts }));
    let again = desk.did("volunteer.hours_of_event", json!({ "event": event }));
    assert_eq!((&again["lines"], &again["already"]), (&json!([]), &json!(1)));

    let asked = json!({ "person": one, "from": "2026-01-01", "to": "2026-12-31", "head": "陈静", "clerk": "李新", "contact": "0691-5120000" });
    let issued = desk.ok("volunteer.issue", asked.clone()).check(|certificate| {
        assert_eq!((text(certificate, "number"), text(certificate, "hours"), &certificate["times"]), ("2026-001", "6", &json!(3)));
        assert_eq!(list(certificate, "lines").iter().map(|line| text(line, "day")).collect::<Vec<_>>(), ["2026-01-10", "2026-02-10", "2026-03-05"]);
        assert!(text(certificate, "identity").contains('*'), "masked");
        certificate.clone()
    });
    desk.ok("volunteer.certificate", json!({ "id": issued["id"] })).check(|again| assert_eq!(*again, issued));
    assert_eq!(desk.did("volunteer.issue", asked.clone())["number"], "2026-002");
    let mut nothing = asked;
    nothing["to"] = json!("2026-01-02");
    desk.err("volunteer.issue", nothing, Code::Conflict);
    desk.err("volunteer.certificate", json!({ "id": event }), Code::NotFound);
    desk.assert_sound();
}

#[test]
fn no_hour_is_served_twice_or_longer_than_there_was_time() {
    let desk = Desk::new();
    let (one, dead) = (desk.register(&Person::ai_wen()), desk.register(&Person::named("玉罕")));
    desk.did("person.change_state", json!({ "id": dead, "state": "去世", "since": "2026-02-01" }));
    assert_eq!(desk.err("ledger.save", served(&dead, "2026-03-01", "2", None), Code::Invalid).fields[0].code, "deceased");
    let event = json!({ "name": "清洁家园", "kind": "志愿服务", "day": "2026-03-05", "from": "8:00", "to": "9:30" });
    let event = desk.did("event.save", event)["id"].clone();
    let at = |hours: &str| {
        let mut line = served(&one, "2026-03-05", hours, None);
        line["event"] = event.clone();
        line
    };
    assert_eq!(desk.err("ledger.save", at("8"), Code::Invalid).fields[0].path, "facts.hours");
    desk.did("ledger.save", at("1"));
    assert_eq!(desk.err("ledger.save", at("0.5"), Code::Invalid).fields[0].code, "second", "once for each event");
    desk.did("ledger.save", served(&one, "2026-03-04", "20", None));
    assert_eq!(desk.err("ledger.save", served(&one, "2026-03-04", "5", None), Code::Invalid).fields[0].path, "facts.hours");
}

#[test]
fn a_certificate_stays_as_it_was_issued_and_its_number_is_never_given_again() {
    let desk = Desk::new();
    let (one, two) = (desk.register(&Person::ai_wen()), desk.register(&Person::with_x()));
    let line = desk.did("ledger.save", served(&one, "2026-01-10", "2.5", None));
    desk.did("ledger.save", served(&one, "2026-01-11", "1", None));
    desk.did("ledger.save", served(&two, "2026-01-11", "1", None));
    let ask = |person: &str| json!({ "person": person, "from": "2026-01-01", "to": "2026-12-31", "head": "陈静", "clerk": "李新", "contact": "" });
    let issued = desk.did("volunteer.issue", ask(&one));
    desk.did("ledger.remove", json!({ "id": line["id"] }));
    assert_eq!(desk.did("volunteer.certificate", json!({ "id": issued["id"] })), issued, "printed again as it was");
    let last = desk.did("volunteer.issue", ask(&one));
    let operation = desk.did("log.list", json!({}))["rows"][0]["id"].clone();
    desk.did("log.undo", json!({ "operation": operation }));
    assert_eq!((text(&last, "number"), text(&desk.did("volunteer.issue", ask(&two)), "number")), ("2026-002", "2026-003"));
    let by_hand = json!({ "ledger": "volunteer_certificate", "day": "2026-03-05", "person": one, "facts": { "number": "2026-001", "hours": "999" } });
    desk.err("ledger.save", by_hand, Code::Conflict);
}
