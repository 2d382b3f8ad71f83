//! `yinhui demo`: the founding report's figures, from records alone.

use crate::lines::Lines;
use crate::program::Place;
use serde_json::{Value, json};
use std::collections::BTreeSet;
use yinhui_tests::assert_founding;

#[test]
fn the_sample_centre_gives_the_founding_figures_and_each_opens_to_what_makes_it() {
    let place = Place::empty();
    let made = place.run(&["demo", "--year", "2021"]).ok();
    assert_eq!(
        (&made["year"], &made["operator"], &made["visits"]),
        (&json!(2021), &json!("示例"), &json!(41_000))
    );
    assert_founding(&place.run(&["report", "annual", "--year", "2021"]).ok());
    let medals = place.run(&["report", "cell", "centre_annual.medals", "--year", "2021"]).ok();
    assert_eq!((weights(&medals), rows(&medals).len()), (85.0, 85));

    let mut lines = Lines::start(&place);
    let annual = lines.ask("report.annual", json!({ "year": 2021 }));
    for form in annual["forms"].as_array().unwrap() {
        for cell in form["cells"].as_array().unwrap() {
            let opened =
                lines.ask("report.cell", json!({ "form": form["id"], "cell": cell["id"], "year": 2021 }));
            assert_eq!(weights(&opened), cell["value"].as_f64().unwrap(), "{} {}", form["id"], cell["id"]);
        }
    }
    visits_are_people(&mut lines);
    drop(lines);
    place.run(&["demo", "--year", "2021"]).refused("not_empty");
}

fn rows(answer: &Value) -> &[Value] {
    answer["rows"].as_array().unwrap()
}

fn weights(opened: &Value) -> f64 {
    rows(opened).iter().map(|row| row["weight"].as_f64().unwrap()).sum()
}

/// At least 15,000 人次 are named, on at least 240 days; no group is larger than 400.
fn visits_are_people(lines: &mut Lines) {
    let mut open =
        |cell: &str| lines.ask("report.cell", json!({ "form": "centre_annual", "cell": cell, "year": 2021 }));
    let named = open("visits_named");
    let days = rows(&named).iter().map(|row| row["date"].to_string()).collect::<BTreeSet<_>>();
    assert!(
        rows(&named).len() >= 15_000 && days.len() >= 240,
        "{} on {} days",
        rows(&named).len(),
        days.len()
    );
    assert!(rows(&named).iter().all(|row| row["weight"] == 1.0), "each is one person's visit");
    let groups = open("visits_anonymous");
    let most = rows(&groups).iter().map(|row| row["weight"].as_f64().unwrap()).fold(0.0, f64::max);
    assert!(most <= 400.0, "{most}");
}
