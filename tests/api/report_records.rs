//! The figures a centre reports that are no visits: each opens to the records behind it, whose weights add up to it.

use crate::at::{find, list, text};
use serde_json::{Value, json};
use yinhui_testkit::{Desk, Person};

fn figure(desk: &Desk, id: &str, year: i64) -> f64 {
    let annual = desk.did("report.annual", json!({ "year": year }));
    let value = find(&annual["forms"][0]["cells"], "id", id)["value"].as_f64().unwrap();
    let opened = desk.did("report.cell", json!({ "form": "centre_annual", "cell": id, "year": year }));
    let sum: f64 = list(&opened, "rows").iter().map(|row| row["weight"].as_f64().unwrap()).sum();
    assert!((sum - value).abs() < 0.001, "{id}: the rows behind it add up to it");
    value
}

fn line(desk: &Desk, ledger: &str, day: &str, person: &str, facts: Value) {
    desk.did("ledger.save", json!({ "ledger": ledger, "day": day, "person": person, "facts": facts }));
}

#[test]
fn what_the_centre_reports_besides_visits_is_counted_from_its_records() {
    let desk = Desk::new();
    let member = |name: &str| {
        let person = Person::named(name).with("branch", "教育离退休党支部").with("political", "中共党员");
        desk.register(&person)
    };
    let (one, two) = (member("李正清"), member("周启明"));
    let branches = desk.did("organization.list", Value::Null);
    let branch = text(find(&branches, "name", "教育离退休党支部"), "id").to_owned();
    assert_eq!(
        (figure(&desk, "members_retired", 2026), figure(&desk, "members_undecided", 2026)),
        (0.0, 2.0)
    );
    desk.did("organization.save", json!({ "id": branch, "name": "教育离退休党支部", "kind": "党支部", "composition": "离退休", "resident": true }));
    assert_eq!(
        (
            figure(&desk, "members_retired", 2026),
            figure(&desk, "organizations", 2026),
            figure(&desk, "resident_branches", 2026)
        ),
        (2.0, 1.0, 1.0)
    );
    let visit = json!({ "type": "日常走访" });
    line(&desk, "care_visit", "2025-12-31", &one, visit.clone());
    line(&desk, "care_visit", "2026-01-01", &one, visit.clone());
    line(&desk, "care_visit", "2026-02-01", &one, visit.clone());
    line(&desk, "care_visit", "2026-02-02", &two, visit);
    assert_eq!(
        (figure(&desk, "care_persons", 2026), figure(&desk, "care_visits", 2026)),
        (2.0, 3.0),
        "名 and 次 are two figures"
    );
    assert_eq!(figure(&desk, "care_visits", 2025), 1.0);
    line(&desk, "medal", "2026-03-01", &one, json!({ "year": "2026", "opinion": "同意" }));
    line(&desk, "medal", "2026-03-01", &two, json!({ "year": "2026", "opinion": "暂缓" }));
    assert_eq!(figure(&desk, "medals", 2026), 1.0);
    for (name, kind) in [("景洪医疗专家队", "专家队"), ("银发志愿队", "志愿服务队"), ("合唱团", "社团")]
    {
        desk.did("team.save", json!({ "name": name, "kind": kind }));
    }
    assert_eq!(
        (
            figure(&desk, "associations", 2026),
            figure(&desk, "volunteer_teams", 2026),
            figure(&desk, "expert_teams", 2026)
        ),
        (1.0, 1.0, 1.0)
    );
    for (scheme, level) in [("规范化达标", "市（县）"), ("示范党支部", "市（县）"), ("示范党支部", "省")]
    {
        desk.did(
            "ledger.save",
            json!({ "ledger": "model", "day": "2025-07-01", "organization": branch, "state": "已达标",
            "facts": { "scheme": scheme, "level": level, "year": "2025" } }),
        );
    }
    assert_eq!(
        (figure(&desk, "standardized", 2026), figure(&desk, "model_branches", 2026)),
        (1.0, 1.0),
        "a branch counts once (4a 9)"
    );
    let event =
        json!({ "name": "义诊", "kind": "志愿服务", "day": "2026-03-04", "from": "0900", "to": "1100" });
    let event = desk.did("event.save", event)["id"].clone();
    desk.did("event.attend", json!({ "event": event, "people": [one, two] }));
    assert_eq!((figure(&desk, "volunteer_events", 2026), figure(&desk, "volunteer_heads", 2026)), (1.0, 2.0));
    for (person, role, until) in [(&one, "人民陪审员", "2026-12-31"), (&two, "人民陪审员", "2026-03-04")]
    {
        desk.did("ledger.save", json!({ "ledger": "appointment", "day": "2024-01-01", "until": until, "person": person, "facts": { "role": role } }));
    }
    assert_eq!(figure(&desk, "jurors", 2026), 1.0, "whose term is over is none");
    let talent = desk.did(
        "talent.save",
        json!({ "person": one, "category": "医疗卫生", "facts": {}, "day": "2025-01-01" }),
    )["id"]
        .clone();
    desk.did("talent.change_state", json!({ "id": talent, "state": "入库", "day": "2025-02-01" }));
    assert_eq!((figure(&desk, "talents", 2026), figure(&desk, "talents", 2025)), (1.0, 1.0));
    let annual = desk.did("report.annual", json!({ "year": 2026 }));
    for check in list(&annual["forms"][0], "checks") {
        assert_eq!(check["passed"], true, "{check}");
    }
}

#[test]
fn the_same_data_give_the_same_workbook_byte_for_byte() {
    let desk = Desk::new();
    let one = desk.register(&Person::ai_wen());
    desk.register(&Person::with_x());
    desk.check_in(&one);
    line(&desk, "care_visit", "2026-03-01", &one, json!({ "type": "日常走访", "amount": "500" }));
    let written = ["一.xlsx", "二.xlsx"].map(|name| {
        let (path, file) = desk.place(name);
        desk.did("report.export", json!({ "year": 2026, "file": file }));
        std::fs::read(path).unwrap()
    });
    assert!(written[0] == written[1], "nothing in it hangs on chance");
    line(&desk, "care_visit", "2026-03-02", &one, json!({ "type": "日常走访", "amount": "1" }));
    let (path, file) = desk.place("三.xlsx");
    desk.did("report.export", json!({ "year": 2026, "file": file }));
    assert!(written[0] != std::fs::read(path).unwrap(), "and other data give another");
}

#[test]
fn who_is_in_a_group_of_a_branch_is_counted_with_the_branch() {
    let desk = Desk::new();
    let save = |name: &str, kind: &str, parent: Value| {
        let organization = json!({ "name": name, "kind": kind, "composition": "离退休", "parent": parent });
        desk.did("organization.save", organization)["id"].clone()
    };
    let branch = save("教育离退休党支部", "党支部", Value::Null);
    let group = save("第一党小组", "党小组", branch.clone());
    for (name, held) in [("玉应", "第一党小组"), ("岩罕", "教育离退休党支部")] {
        desk.register(&Person::named(name).with("political", "中共党员").with("branch", held));
    }
    let annual = desk.did("report.annual", json!({ "year": 2026 }));
    let form = find(&annual["forms"], "id", "branches");
    let members = |row: &str| find(&form["cells"], "id", &format!("{row}.members"))["value"].as_f64();
    assert_eq!(members(branch.as_str().unwrap()), Some(2.0), "{form}");
    assert_eq!(members("total"), Some(2.0));
    assert!(
        !form["layout"]["rows"].to_string().contains(group.as_str().unwrap()),
        "a group has no line of its own"
    );
}
