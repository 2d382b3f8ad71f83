//! Over any import, edits by hand, a second import of a changed roster, and any of these taken back and taken back
//! again: nothing edited is lost, everything else goes back, and what stays is named.

mod model;

use model::{Facts, Model, Policy, Rows};
use proptest::prelude::*;
use serde_json::{Map, Value, json};
use std::collections::BTreeSet;
use yinhui_core::person::{
    identity::{mask, mask_short},
    phone,
};
use yinhui_testkit::{Desk, identity, roster};

const NAMES: [&str; 5] = ["岩温", "玉罕", "李正清", "刀月霞", "康朗糯"];
/// Facts a roster may change, the header over them, and values for each; the first value is a blank.
const FACTS: [(&str, &str, [&str; 4]); 4] = [
    ("address", "家庭住址", ["", "勐海镇佛双路1号", "勐混镇曼蚌村", "勐遮镇曼根村"]),
    ("remark", "备注", ["", "独居", "空巢", "爱好书法"]),
    ("phones", "联系电话", ["", "13987651234", "0691-5128844", "13987654321"]),
    ("unit", "工作单位", ["", "勐海县教育局", "勐海县民政局", "勐海县水利局"]),
];

/// What a roster says: for each person none, or which value of each fact.
type Sheet = [Option<[usize; FACTS.len()]>; NAMES.len()];

#[derive(Debug, Clone)]
struct Story {
    before: Sheet,
    first: (Sheet, Policy, Option<(usize, Policy)>),
    edits: Vec<(usize, usize, usize)>,
    second: (Sheet, Policy, Option<(usize, Policy)>),
    later: Vec<(usize, usize, usize)>,
    /// The first import is taken back, then the step this many from the last that can be, and so on.
    back: Vec<usize>,
}

fn story() -> impl Strategy<Value = Story> {
    let sheet = || prop::array::uniform5(prop::option::weighted(0.7, prop::array::uniform4(0..4_usize)));
    let policy = || prop::sample::select(vec![Policy::Update, Policy::Fill, Policy::Skip]);
    let import = move || (sheet(), policy(), prop::option::of((0..FACTS.len(), policy())));
    let edit = || (0..NAMES.len(), 0..FACTS.len(), 0..4_usize);
    let edits = move || prop::collection::vec(edit(), 0..4);
    (sheet(), import(), edits(), import(), edits(), prop::collection::vec(0..4_usize, 0..4)).prop_map(
        |(before, first, edits, second, later, back)| Story { before, first, edits, second, later, back },
    )
}

fn number(person: usize) -> String {
    identity("532822", "19490305", u32::try_from(person).unwrap() * 10 + 1)
}

/// What a roster says. A blank under a unit may mean the one above, so that here everybody has one.
fn on_paper(sheet: &Sheet) -> Rows {
    let mut rows = rows(sheet);
    rows.values_mut().for_each(|facts| {
        facts.entry("unit").or_insert_with(|| "勐海县林业局".to_owned());
    });
    rows
}

fn rows(sheet: &Sheet) -> Rows {
    let facts = |values: &[usize; FACTS.len()]| -> Facts {
        let all = FACTS.iter().zip(values).map(|((key, _, words), value)| (*key, words[*value].to_owned()));
        all.filter(|(_, value)| !value.is_empty()).collect()
    };
    sheet.iter().enumerate().filter_map(|(who, values)| Some((who, facts(values.as_ref()?)))).collect()
}

/// The program and the model, side by side.
struct Both {
    desk: Desk,
    model: Model,
    /// The program's id of each step of the model.
    operations: Vec<String>,
}

impl Both {
    /// The operation just written is the model's last step.
    fn follow(&mut self) {
        if self.model.steps() > self.operations.len() {
            let written = self.desk.did("log.list", json!({ "limit": 1 }))["rows"][0]["id"].clone();
            self.operations.push(written.as_str().unwrap().to_owned());
        }
        assert_eq!(self.model.steps(), self.operations.len());
    }

    fn id(&self, person: usize) -> Option<Value> {
        let all = self.desk.did("person.list", json!({ "limit": 50 }));
        all["rows"]
            .as_array()
            .unwrap()
            .iter()
            .find(|row| row["name"] == NAMES[person])
            .map(|row| row["id"].clone())
    }

    fn register(&mut self, sheet: &Sheet) {
        for (who, facts) in rows(sheet) {
            let mut all = Map::from_iter([
                ("name".into(), json!(NAMES[who])),
                ("identity".into(), json!(number(who))),
                // As the number says: a file brings nothing new by them.
                ("birth".into(), json!("1949-03-05")),
                ("sex".into(), json!("男")),
            ]);
            all.extend(facts.iter().map(|(key, value)| ((*key).to_owned(), json!(value))));
            self.desk.did("person.save", json!({ "facts": all }));
            self.model.import(&Rows::from([(who, facts)]), |_| Policy::Update);
            self.follow();
        }
    }

    fn import(&mut self, (sheet, policy, own): &(Sheet, Policy, Option<(usize, Policy)>)) {
        let rows = on_paper(sheet);
        if rows.is_empty() {
            return;
        }
        let head = ["姓名", "身份证号"]
            .into_iter()
            .chain(FACTS.iter().map(|(_, header, _)| *header))
            .collect::<Vec<_>>();
        let lines = rows.iter().map(|(who, facts)| {
            let told = FACTS.iter().map(|(key, ..)| facts.get(key).cloned().unwrap_or_default());
            [NAMES[*who].to_owned(), number(*who)].into_iter().chain(told).collect::<Vec<_>>()
        });
        let lines = lines.collect::<Vec<_>>();
        let lines =
            lines.iter().map(|line| line.iter().map(String::as_str).collect::<Vec<_>>()).collect::<Vec<_>>();
        let path = roster(
            self.desk.outside(),
            "册.xlsx",
            &head,
            &lines.iter().map(Vec::as_slice).collect::<Vec<_>>(),
        );
        let fields = own.map(|(fact, policy)| json!({ "field": FACTS[fact].0, "policy": policy.key() }));
        let options = json!({ "policy": policy.key(), "fields": fields.into_iter().collect::<Vec<_>>() });
        let plan =
            self.desk.did("import.plan", json!({ "files": [self.desk.file(&path)], "options": options }));
        let report = self.desk.did("import.run", json!({ "plan": plan["plan"] }));
        let of =
            |field: &str| own.filter(|(fact, _)| FACTS[*fact].0 == field).map_or(*policy, |(_, own)| own);
        let counts = self.model.import(&rows, of);
        let told = ["new", "update", "same", "duplicate", "suspect", "refused"]
            .map(|key| report["counts"][key].as_u64().unwrap());
        assert_eq!(
            told,
            [counts.new as u64, counts.update as u64, counts.same as u64, 0, 0, 0],
            "what is told is what is done"
        );
        self.follow();
    }

    fn edit(&mut self, (who, fact, value): (usize, usize, usize)) {
        if let Some(id) = self.model.there.contains(&who).then(|| self.id(who)).flatten() {
            let (key, _, words) = FACTS[fact];
            self.desk.did("person.save", json!({ "id": id, "facts": { key: words[value] } }));
            self.model.edit(who, key, words[value]);
            self.follow();
        }
    }

    fn undo(&mut self, step: usize) {
        let undone = self.desk.did("log.undo", json!({ "operation": self.operations[step] }));
        let named = self.model.undo(step);
        let told = undone["kept"].as_array().unwrap().iter().filter(|kept| !kept["person"].is_null());
        let told = told.map(|kept| kept["name"].as_str().unwrap()).collect::<BTreeSet<_>>();
        assert_eq!(
            told,
            named.iter().map(|who| NAMES[*who]).collect(),
            "what stays is named, and nothing else"
        );
        self.follow();
    }

    fn assert_same(&self, after: &str) {
        let all = self.desk.did("person.list", json!({ "limit": 50 }));
        let mut there = BTreeSet::new();
        for row in all["rows"].as_array().unwrap() {
            let who = NAMES.iter().position(|name| row["name"] == *name).unwrap();
            assert!(there.insert(who), "{} is there once", NAMES[who]);
            let facts = self.desk.did("person.get", json!({ "id": row["id"] }))["facts"].clone();
            // Numbers are shown masked, to everybody.
            let shown = [mask(&number(who)), mask_short(&number(who))];
            assert!(shown.iter().any(|shown| facts["identity"] == shown.as_str()), "{facts}");
            let known = self.model.facts.get(&who).cloned().unwrap_or_default();
            for (key, ..) in FACTS {
                let value = facts[key].as_str().unwrap_or_default();
                let expected = known.get(key).cloned().unwrap_or_default();
                let expected = if key == "phones" { phone::mask(&expected) } else { expected };
                assert_eq!(value, expected, "{after}: {key} of {}", NAMES[who]);
            }
        }
        assert_eq!(there, self.model.there, "{after}: who is there");
    }
}

fn check(story: &Story) {
    let mut both = Both { desk: Desk::new(), model: Model::default(), operations: Vec::new() };
    both.register(&story.before);
    let first = both.operations.len();
    both.import(&story.first);
    both.assert_same("the first import");
    story.edits.iter().for_each(|edit| both.edit(*edit));
    both.import(&story.second);
    story.later.iter().for_each(|edit| both.edit(*edit));
    both.assert_same("the second import");
    if story.first.0.iter().any(Option::is_some) {
        both.undo(first);
        both.assert_same("taking the first back");
        both.undo(both.operations.len() - 1);
        both.assert_same("taking that back");
    }
    for back in &story.back {
        let steps = both.model.in_force();
        if let Some(step) = steps.iter().rev().cycle().nth(*back).filter(|_| !steps.is_empty()) {
            both.undo(*step);
            both.assert_same("taking another step back");
        }
    }
    both.desk.assert_sound();
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, max_shrink_iters: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn imports_edits_and_what_is_taken_back_agree_with_a_second_count(story in story()) {
        check(&story);
    }
}
