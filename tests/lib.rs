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

/// Those commended (`domain.md` 1.7), by cell of 表彰情况统计表.
const AWARDS: [(&str, f64); 10] = [
    ("优秀共产党员.persons", 4.0),
    ("优秀共产党员.persons2", 1.0),
    ("优秀共产党员.persons3", 1.0),
    ("优秀共产党员.persons4", 2.0),
    ("优秀党务工作者.persons", 1.0),
    ("优秀党务工作者.persons4", 1.0),
    ("先进基层党组织.bodies", 1.0),
    ("先进基层党组织.bodies3", 1.0),
    ("total.persons", 5.0),
    ("total.bodies", 1.0),
];

/// Asserts that the return of the sample centre gives the figures of the founding report.
///
/// # Panics
/// Where one differs.
#[track_caller]
pub fn assert_founding(annual: &serde_json::Value) {
    let forms = annual["forms"].as_array().expect("forms");
    let cells_of = |form: &str| {
        let form = forms.iter().find(|one| one["id"] == form).unwrap_or_else(|| panic!("no form {form}"));
        form["cells"].as_array().expect("cells")
    };
    let of = |form: &str, id: &str| {
        let cell = cells_of(form).iter().find(|cell| cell["id"] == id);
        let cell = cell.unwrap_or_else(|| panic!("no cell {id} in {form}"));
        assert_eq!(cell["undecided"], 0, "{id}");
        assert_eq!(cell["manual"], false, "{id} is counted, not typed");
        cell["value"].as_f64().expect("a number")
    };
    let value = |id: &str| of("centre_annual", id);
    for (id, figure) in FOUNDING {
        assert_eq!(value(id), figure, "{id}");
    }
    let (retired, mixed) = (value("members_retired"), value("members_mixed"));
    assert_eq!(
        format!("{:.1} {:.1}", retired / (retired + mixed) * 100.0, mixed / (retired + mixed) * 100.0),
        "42.5 57.5"
    );
    assert!(value("venue_uses") > 300.0 && value("volunteer_heads") > 2_000.0);
    for (id, figure) in AWARDS {
        assert_eq!(of("awards", id), figure, "{id}");
    }
    let categories = cells_of("talents").iter().filter(|cell| {
        let id = cell["id"].as_str().expect("an id");
        id.ends_with(".in") && id != "total.in" && cell["value"].as_f64() > Some(0.0)
    });
    assert_eq!((of("talents", "total.in"), categories.count()), (58.0, 8), "58 talents in eight categories");
}
