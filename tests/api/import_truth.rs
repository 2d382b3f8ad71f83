//! What an import would store against what is so. Every person in here is invented.

mod layouts;
mod paper;
mod score;

use score::{Truth, at, pair_of, score};
use serde_json::{Value, json};
use std::io::Read;
use yinhui_testkit::Desk;
use yinhui_tests::sample_roster;

const SAMPLES: [&str; 8] = [
    "clean_60.xlsx",
    "typical_60.xlsx",
    "messy_60.xlsx",
    "multi_sheet_400.xlsx",
    "xls_old_300.xls",
    "csv_gbk_300.csv",
    "typical_2232.xlsx",
    "messy_2232.xlsx",
];

/// The lines of a sample's truth, packed or not.
fn truth_lines(name: &str) -> Vec<Value> {
    let plain = sample_roster(name);
    let text = if plain.exists() {
        std::fs::read_to_string(plain).unwrap()
    } else {
        let packed = std::fs::File::open(sample_roster(&format!("{name}.gz"))).unwrap();
        let mut text = String::new();
        flate2::read::GzDecoder::new(packed).read_to_string(&mut text).unwrap();
        text
    };
    text.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

fn truth(sample: &str) -> Truth {
    let stem = sample.split('.').next().unwrap();
    let meta = std::fs::read_to_string(sample_roster(&format!("{stem}.meta.json"))).unwrap();
    let meta: Value = serde_json::from_str(&meta).unwrap();
    let unclear = meta["ambiguous_pairs"].as_array().unwrap().iter();
    Truth {
        people: truth_lines(&format!("{stem}.people.jsonl")),
        rows: truth_lines(&format!("{stem}.rows.jsonl")),
        unclear: unclear.map(|pair| pair_of(at(&pair[0]), at(&pair[1]))).collect(),
    }
}

/// What an import of the file would store, as the commands tell it.
pub fn readings(desk: &Desk, path: &std::path::Path) -> Vec<Value> {
    let plan = desk.did("import.plan", json!({ "files": [desk.file(path)] }));
    let readings = desk.did("import.readings", json!({ "plan": plan["plan"] }));
    readings["lines"].as_array().unwrap().clone()
}

#[test]
fn every_sample_roster_is_read_as_it_is_meant() {
    let desk = Desk::new();
    for sample in SAMPLES {
        let truth = truth(sample);
        assert!(truth.people.len() >= 58, "{sample}");
        score(&truth, &readings(&desk, &sample_roster(sample))).assert_good(sample);
    }
}

/// The lines as they would be if something were read otherwise: each change must be told.
#[test]
fn a_roster_read_wrong_is_told() {
    let desk = Desk::new();
    let sample = "messy_60.xlsx";
    let truth = truth(sample);
    let good = readings(&desk, &sample_roster(sample));
    let told = |what: &str, spoil: &dyn Fn(&mut Vec<Value>)| {
        let mut lines = good.clone();
        spoil(&mut lines);
        let faults = score(&truth, &lines).faults;
        assert!(faults.iter().any(|fault| fault.contains(what)), "{what}: {faults:?}");
    };
    assert_eq!(score(&truth, &good).faults, Vec::<String>::new());
    for (field, wrong) in
        [("birth", "1900-01-01"), ("sex", "中"), ("unit", "甲局"), ("rank", "一"), ("status", "已故")]
    {
        told(&format!("{field} is {wrong}"), &|lines| {
            for line in lines.iter_mut() {
                line[field] = json!(wrong);
                line["warn"] = json!([]);
            }
        });
    }
    told("is nobody's telephone", &|lines| lines[0]["phones"] = json!(["13000000000"]));
    told("is a person and was missed", &|lines| {
        lines.remove(3);
    });
    told("is no person", &|lines| {
        let mut extra = lines[0].clone();
        extra["src"] = json!([[sample, "花名册", 13]]);
        lines.push(extra);
    });
    told("belongs to two people", &|lines| lines.push(lines[0].clone()));
    told("are two people", &|lines| {
        let other = lines.remove(1)["src"][0].clone();
        lines[0]["src"].as_array_mut().unwrap().push(other);
    });
    told("nobody is asked about", &|lines| lines.iter_mut().for_each(|line| line["warn"] = json!([])));
    told("are one person and nobody is asked", &|lines| {
        let at =
            lines.iter().position(|line| line["src"].as_array().is_some_and(|src| src.len() > 1)).unwrap();
        let mut second = lines[at].clone();
        second["src"] = json!([second["src"].as_array_mut().unwrap().pop().unwrap()]);
        lines[at]["src"].as_array_mut().unwrap().pop();
        lines.push(second);
    });
    let mut blank = good;
    blank.iter_mut().for_each(|line| line["retire"] = json!(""));
    let score = score(&truth, &blank);
    let nothing = std::panic::catch_unwind(|| score.assert_good(sample)).unwrap_err();
    let nothing = nothing.downcast_ref::<String>().unwrap();
    assert!(nothing.contains("retire are read"), "what is left out is told: {nothing}");
}
