//! What an import would store against what is so: every row, every person, every field.
//!
//! The format of the truth is that of `tests/fixtures/rosters`: what is expected of each person (`exp`), what is also
//! right (`alt`), the rows that are a person's, and of each row the fields somebody must be asked about (`flag`).

use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};

/// Sheet and Excel row.
pub type At = (String, u64);

const DATES: [&str; 4] = ["birth", "party_join", "work_start", "retire"];
const FIELDS: [&str; 18] = [
    "name",
    "sex",
    "birth",
    "id",
    "ethnicity",
    "party_join",
    "work_start",
    "retire",
    "unit",
    "post",
    "rank",
    "phones",
    "branch",
    "address",
    "health",
    "remark",
    "category",
    "status",
];

/// What is so.
#[derive(Default)]
pub struct Truth {
    /// Each person: `pid`, `exp`, `alt`, `rows`.
    pub people: Vec<Value>,
    /// Each row that is a person's: `sheet`, `row`, `pid`, `hidden`, `flag`.
    pub rows: Vec<Value>,
    /// Pairs of rows that may be one person or not: nobody can tell.
    pub unclear: BTreeSet<[At; 2]>,
}

/// How well it was read.
#[derive(Debug, Default)]
pub struct Score {
    /// Of each field: how often it was read right, of how many times it can be known.
    pub fields: BTreeMap<&'static str, (usize, usize)>,
    /// What must never be, in words.
    pub faults: Vec<String>,
    /// What is wrong but asked about.
    pub asked: usize,
}

impl Score {
    fn fault(&mut self, told: impl Into<String>) {
        self.faults.push(told.into());
    }

    /// Fails unless nothing is stored wrong without a question and nearly all that can be known is.
    pub fn assert_good(&self, of: &str) {
        assert!(self.faults.is_empty(), "{of}: {:#?}", self.faults);
        for (field, (right, of_all)) in &self.fields {
            assert!(right * 100 >= of_all * 99, "{of}: only {right} of {of_all} {field} are read");
        }
        let all = self.fields.values().map(|(_, of_all)| of_all).sum::<usize>();
        assert!(all > 0, "{of}: something is to be known");
    }
}

/// Reads the lines of `--readings`.
pub fn score(truth: &Truth, lines: &[Value]) -> Score {
    let mut score = Score::default();
    let asks = lines
        .iter()
        .filter_map(|line| line["ask"].as_array())
        .map(|pair| pair_of(at(&pair[0]), at(&pair[1])));
    let asks = asks.collect::<BTreeSet<_>>();
    let records = lines.iter().filter(|line| line.get("ask").is_none()).collect::<Vec<_>>();
    let owner = truth.rows.iter().map(|row| (of_row(row), row)).collect::<BTreeMap<_, _>>();
    let mut taken = BTreeMap::new();
    for (nth, record) in records.iter().enumerate() {
        for place in record["src"].as_array().unwrap() {
            if taken.insert(at(place), nth).is_some() {
                score.fault(format!("{place} belongs to two people"));
            }
        }
    }
    rows(&owner, &taken, &mut score);
    merging(truth, &owner, &taken, &asks, &mut score);
    for person in &truth.people {
        let places = person["rows"].as_array().unwrap().iter().map(at);
        let mine = places.filter_map(|place| taken.get(&place)).collect::<BTreeSet<_>>();
        let mine = mine.into_iter().map(|nth| records[*nth]).collect::<Vec<_>>();
        if !mine.is_empty() {
            facts(person, &mine, &mut score);
        }
    }
    for (place, row) in &owner {
        let Some(record) = taken.get(place).map(|nth| records[*nth]) else { continue };
        for field in row["flag"].as_array().unwrap().iter().filter_map(Value::as_str) {
            if !warned(record, field) {
                score.fault(format!("{place:?}: nobody is asked about {field}"));
            }
        }
    }
    score
}

/// No person is missed, nothing else is taken for one.
fn rows(owner: &BTreeMap<At, &Value>, taken: &BTreeMap<At, usize>, score: &mut Score) {
    for (place, row) in owner {
        if row["hidden"] != true && !taken.contains_key(place) {
            score.fault(format!("{place:?} is a person and was missed"));
        }
    }
    for place in taken.keys().filter(|place| !owner.contains_key(*place)) {
        score.fault(format!("{place:?} is no person"));
    }
}

/// No two people are one; one in several rows is one, or somebody is asked.
fn merging(
    truth: &Truth,
    owner: &BTreeMap<At, &Value>,
    taken: &BTreeMap<At, usize>,
    asks: &BTreeSet<[At; 2]>,
    score: &mut Score,
) {
    let mut together = BTreeMap::<usize, Vec<&At>>::new();
    for (place, nth) in taken {
        if owner.contains_key(place) {
            together.entry(*nth).or_default().push(place);
        }
    }
    for places in together.values() {
        for pair in places.windows(2) {
            if owner[pair[0]]["pid"] != owner[pair[1]]["pid"] {
                score.fault(format!("{pair:?} are two people"));
            }
        }
    }
    for person in &truth.people {
        let places = person["rows"].as_array().unwrap().iter().map(at).collect::<Vec<_>>();
        for (nth, one) in places.iter().enumerate() {
            for other in &places[nth + 1..] {
                let pair = pair_of(one.clone(), other.clone());
                let apart = taken.get(one).zip(taken.get(other)).is_some_and(|(a, b)| a != b);
                if apart && !truth.unclear.contains(&pair) && !asks.contains(&pair) {
                    score.fault(format!("{pair:?} are one person and nobody is asked"));
                }
            }
        }
    }
}

fn facts(person: &Value, records: &[&Value], score: &mut Score) {
    for field in FIELDS {
        if field == "phones" {
            phones(person, records, score);
            continue;
        }
        // A frame around a name is seen in some kinds of file only.
        let seldom_seen = field == "status" && !person["alt"]["status"].is_null();
        // Where nobody could part unit and post they are told, and looked at, together.
        let parted = field != "post" || records.iter().all(|record| record.get("unit_post").is_none());
        if seldom_seen || !parted {
            continue;
        }
        let together = records.iter().any(|record| record.get("unit_post").is_some());
        let post =
            if together && field == "unit" { tidy("post", &person["exp"]["post"]) } else { String::new() };
        let expected = tidy(field, &person["exp"][field]) + &post;
        let also = person["alt"][field].as_array().into_iter().flatten();
        let also = also.map(|other| tidy(field, other) + &post).collect::<Vec<_>>();
        let found = records.iter().map(|record| known(field, record)).collect::<Vec<_>>();
        // Of somebody in two records, each is right on its own; together they know most.
        let best = found.iter().max_by_key(|text| text.len()).cloned().unwrap_or_default();
        let coarser = |text: &str| DATES.contains(&field) && expected.starts_with(text);
        let right = |text: &String| *text == expected || also.contains(text) || coarser(text);
        let counts = !expected.is_empty();
        let is_right = right(&best) && (!best.is_empty() || also.contains(&best));
        if counts {
            let (good, all) = score.fields.entry(field).or_default();
            *all += 1;
            *good += usize::from(is_right);
        }
        for (text, record) in found.iter().zip(records).filter(|(text, _)| !text.is_empty() && !right(text)) {
            if warned(record, field) {
                score.asked += 1;
            } else {
                score.fault(format!("{}: {field} is {text}, not {expected}", record["src"]));
            }
        }
    }
}

fn phones(person: &Value, records: &[&Value], score: &mut Score) {
    let digits = |value: &Value| {
        let all = value.as_array().into_iter().flatten().filter_map(Value::as_str);
        all.map(|text| text.chars().filter(char::is_ascii_digit).collect::<String>()).collect::<BTreeSet<_>>()
    };
    let expected = digits(&person["exp"]["phones"]);
    let found = records.iter().flat_map(|record| digits(&record["phones"])).collect::<BTreeSet<_>>();
    let (good, all) = score.fields.entry("phones").or_default();
    *all += expected.len();
    *good += expected.intersection(&found).count();
    // A number that is theirs and stands on another of their rows is no mistake.
    let theirs = digits(&person["truth"]["phones"]);
    for number in found.iter().filter(|number| !expected.contains(*number) && !theirs.contains(*number)) {
        score.fault(format!("{}: {number} is nobody's telephone", records[0]["src"]));
    }
}

fn known(field: &str, record: &Value) -> String {
    match record.get("unit_post").filter(|_| field == "unit") {
        Some(both) => tidy(field, both),
        None => tidy(field, &record[field]),
    }
}

fn warned(record: &Value, field: &str) -> bool {
    let said = |word: &str| record["warn"].as_array().is_some_and(|all| all.iter().any(|one| one == word));
    said(field) || (matches!(field, "unit" | "post") && said("unit_post"))
}

fn tidy(field: &str, value: &Value) -> String {
    let text = value.as_str().unwrap_or_default();
    match field {
        "name" | "unit" | "post" => text.split_whitespace().collect(),
        "status" if text != "已故" => String::new(),
        _ => text.split_whitespace().collect::<Vec<_>>().join(" "),
    }
}

/// A place as `[file, sheet, row]`.
pub fn at(place: &Value) -> At {
    (place[1].as_str().unwrap().to_owned(), place[2].as_u64().unwrap())
}

fn of_row(row: &Value) -> At {
    (row["sheet"].as_str().unwrap().to_owned(), row["row"].as_u64().unwrap())
}

/// Two places in their order.
pub fn pair_of(one: At, other: At) -> [At; 2] {
    if one < other { [one, other] } else { [other, one] }
}
