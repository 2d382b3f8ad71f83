//! What the suites beside this file share: where the house's files are, and the page's types.

#![allow(clippy::expect_used, clippy::indexing_slicing, clippy::panic, reason = "what tests share")]

pub mod types;

use std::path::PathBuf;

/// A file or folder of the repository.
pub fn house(path: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("..").join(path)
}

/// A sample roster; every person in it is invented.
pub fn sample_roster(name: &str) -> PathBuf {
    house("tests/fixtures/rosters").join(name)
}

/// The figures of the public report the project was founded on (`domain.md` 1.7), by cell of 中心年度工作情况统计表.
/// 场地共享使用 and 志愿服务参与 are told there as 300余次 and 2000余人.
pub const FOUNDING: [(&str, f64); 24] = [
    ("organizations", 76.0),
    ("members_retired", 2_232.0),
    ("members_mixed", 3_021.0),
    ("standardized", 76.0),
    ("model_branches", 15.0),
    ("medals", 85.0),
    ("care_persons", 255.0),
    ("study_deliveries", 332.0),
    ("award_persons", 5.0),
    ("award_bodies", 1.0),
    ("resident_branches", 12.0),
    ("resident_functional", 4.0),
    ("associations", 21.0),
    ("venue_heads", 41_000.0),
    ("visits_to_date", 41_000.0),
    ("volunteer_teams", 34.0),
    ("expert_teams", 1.0),
    ("finest_persons", 15.0),
    ("finest_teams", 5.0),
    ("volunteer_events", 31.0),
    ("talents", 58.0),
    ("lecturers", 14.0),
    ("jurors", 9.0),
    ("members_undecided", 0.0),
];

/// Asserts that the return of the sample centre gives the figures of the founding report.
///
/// # Panics
/// Where one differs.
#[track_caller]
pub fn assert_founding(annual: &serde_json::Value) {
    let forms = annual["forms"].as_array().expect("forms");
    let form = forms.iter().find(|form| form["id"] == "centre_annual").expect("centre_annual");
    let value = |id: &str| {
        let cells = form["cells"].as_array().expect("cells");
        let cell = cells.iter().find(|cell| cell["id"] == id).unwrap_or_else(|| panic!("no cell {id}"));
        assert_eq!(cell["undecided"], 0, "{id}");
        assert_eq!(cell["manual"], false, "{id} is counted, not typed");
        cell["value"].as_f64().expect("a number")
    };
    for (id, figure) in FOUNDING {
        assert_eq!(value(id), figure, "{id}");
    }
    let (retired, mixed) = (value("members_retired"), value("members_mixed"));
    assert_eq!(
        format!("{:.1} {:.1}", retired / (retired + mixed) * 100.0, mixed / (retired + mixed) * 100.0),
        "42.5 57.5"
    );
    assert!(value("venue_uses") > 300.0 && value("volunteer_heads") > 2_000.0);
}
