//! The lines of `--readings` (`design.md` 7): one for each person as they will stand after the run, one for
//! each pair that may be one person.

use super::plan::{Other, Plan, Planned, SheetPlan, Source, Target};
use crate::person::{Facts, Field};
use compact_str::CompactString;
use serde_json::{Value, json};
use std::collections::HashSet;

/// Every line, people first.
pub fn lines(plan: &Plan) -> impl Iterator<Item = String> {
    let ranked = ranked(plan);
    let people = plan.people.iter().filter(|p| p.target != Target::Nobody);
    let people = people
        .map(move |p| person(p, p.sources.iter().any(|source| ranked.contains(&table(source)))).to_string());
    let asks = plan.asks.iter().filter_map(|ask| match &ask.other {
        Other::Row(other) => Some(json!({ "ask": [place(&ask.row), place(other)] }).to_string()),
        Other::Existing(_) => None,
    });
    people.chain(asks)
}

/// The tables with a column of ranks.
fn ranked(plan: &Plan) -> HashSet<Source> {
    let has = |sheet: &&SheetPlan| sheet.columns.iter().any(|c| c.field() == Some(Field::Rank));
    let place =
        |s: &SheetPlan| Source { file: s.file.clone(), sheet: s.name.clone(), table: s.table, row: 0 };
    plan.sheets.iter().filter(has).map(place).collect()
}

fn table(source: &Source) -> Source {
    Source { row: 0, ..source.clone() }
}

fn place(source: &Source) -> Value {
    json!([&*source.file, &*source.sheet, source.row])
}

/// The names of the lines' keys, which are older than the fields' own.
const KEYS: [(&str, Field); 12] = [
    ("name", Field::Name),
    ("sex", Field::Sex),
    ("birth", Field::Birth),
    ("id", Field::Identity),
    ("ethnicity", Field::Ethnicity),
    ("party_join", Field::PartyJoin),
    ("work_start", Field::WorkStart),
    ("retire", Field::Retire),
    ("branch", Field::Branch),
    ("address", Field::Address),
    ("health", Field::Health),
    ("remark", Field::Remark),
];

fn person(planned: &Planned, ranked: bool) -> Value {
    let facts = &planned.facts;
    let text = |field: Field| facts.get(&field).map_or("", CompactString::as_str);
    let mut line = serde_json::Map::new();
    for (key, field) in KEYS {
        line.insert(key.to_owned(), json!(text(field)));
    }
    unit_and_post(facts, &mut line);
    // A roster with 享受待遇 and no 职级 means the level by it.
    let rank =
        if text(Field::Rank).is_empty() && !ranked { text(Field::Treatment) } else { text(Field::Rank) };
    line.insert("rank".to_owned(), json!(rank));
    line.insert("phones".to_owned(), json!(text(Field::Phones).split_whitespace().collect::<Vec<_>>()));
    line.insert("category".to_owned(), json!(text(Field::RetirementKind)));
    line.insert("status".to_owned(), json!(if text(Field::State) == "去世" { "已故" } else { "健在" }));
    line.insert("src".to_owned(), planned.sources.iter().map(place).collect());
    line.insert("warn".to_owned(), planned.warn.iter().map(|field| json!(key(*field))).collect());
    Value::Object(line)
}

fn unit_and_post(facts: &Facts, line: &mut serde_json::Map<String, Value>) {
    let mut put = |key: &str, field: Field| {
        line.insert(key.to_owned(), json!(facts.get(&field).map_or("", CompactString::as_str)));
    };
    if facts.contains_key(&Field::UnitPost)
        && !(facts.contains_key(&Field::Unit) && facts.contains_key(&Field::Post))
    {
        put("unit_post", Field::UnitPost);
    } else {
        put("unit", Field::Unit);
        put("post", Field::Post);
    }
}

/// The key of a field in the lines.
fn key(field: Field) -> &'static str {
    match field {
        Field::RetirementKind => "category",
        Field::State => "status",
        Field::Treatment => "rank",
        other => KEYS.iter().find(|(_, f)| *f == other).map_or(other.key(), |(key, _)| key),
    }
}
