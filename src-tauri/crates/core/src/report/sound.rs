//! Whether a form can be counted at all: what a form of a centre's own is asked before it is taken, and ours in a test.

use crate::report::Records;
use crate::report::grid::{Asks, Column, Conditions, Grid, Row};
use crate::report::told::{CLERK, RANKS, choices};
use crate::report::{Form, Line};
use std::collections::BTreeSet;

/// More rows or columns are no paper form.
const MOST: usize = 200;
/// A title or a head is not longer.
const WORDS: usize = 80;
/// A definition is not longer.
const SENTENCES: usize = 600;

/// A stable name and what it is called.
type Named = (&'static str, &'static str);

/// Tables a form may count, besides the ledgers, and what may be asked of their records.
const TABLES: [(&str, &str, &[Named]); 9] = [
    ("organization", "党组织", &[("kind", "类别"), ("composition", "构成"), ("resident", "入驻中心")]),
    ("member", "党员（按组织）", &[("composition", "构成")]),
    ("life", "组织生活应召开次数", &[("kind", "会议类别"), ("state", "情况")]),
    ("team", "团队", &[("kind", "类型")]),
    ("talent", "人才", &[("state", "状态"), ("category", "类别")]),
    ("event", "活动", &[("kind", "类别"), ("type", "具体类别"), ("campaign", "系列主题"), ("brand", "品牌")]),
    ("attendance", "活动到场", &[("kind", "活动类别"), ("type", "具体活动类别")]),
    ("venue_use", "场地使用", &[("venue", "场地")]),
    ("venue_head", "场地受益", &[("venue", "场地"), ("who", "人员类别")]),
];

/// What every record can be asked besides.
const OF_ALL: [&str; 3] = ["branch", "body", "month"];

/// What the facts of people are called.
const CALLED: [Named; 14] = [
    ("nature", "单位性质"),
    ("rank", "职级"),
    ("sex", "性别"),
    ("member", "是党员"),
    ("self_care", "生活自理"),
    ("elder", "年龄（离休三档）"),
    ("period", "参加革命工作时期"),
    ("beijing", "安置在京"),
    ("retirement_kind", "离退休类型"),
    ("age_band", "年龄段"),
    ("standing", "党龄段"),
    ("treatment", "现享受待遇"),
    ("branch", "所在支部"),
    ("composition", "支部构成"),
];

/// Something a row or column may ask.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Known {
    /// Its stable name.
    pub key: String,
    /// What it is called.
    pub label: String,
    /// The words it can be; empty where they depend on what a centre writes down.
    pub words: Vec<String>,
}

/// Records a column may count, and what may be asked of them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Counting {
    /// Its stable name.
    pub key: String,
    /// What it is called.
    pub label: String,
    /// What may be asked.
    pub facts: Vec<Known>,
}

/// What a form may ask of people.
pub fn facts_of_people() -> Vec<Known> {
    let known = |(key, label): &(&str, &str)| Known {
        key: (*key).to_owned(),
        label: (*label).to_owned(),
        words: words_of(key),
    };
    CALLED.iter().map(known).collect()
}

/// The records a form may count.
pub fn tables() -> Vec<Counting> {
    let known = |key: &str, label: &str| Known { key: key.into(), label: label.into(), words: Vec::new() };
    let own = TABLES.iter().map(|(key, label, facts)| Counting {
        key: (*key).to_owned(),
        label: (*label).to_owned(),
        facts: facts.iter().map(|(key, label)| Known { words: words_of(key), ..known(key, label) }).collect(),
    });
    let ledgers = crate::ledger::all().iter().map(|ledger| {
        let fields = ledger.fields.iter().map(|column| Known {
            key: column.key.clone(),
            label: column.label.clone(),
            words: column.of.clone(),
        });
        let state = Known { words: ledger.states.clone(), ..known("state", "状态") };
        let member = Known { words: words_of("member"), ..known("member", "本人是党员") };
        Counting {
            key: format!("ledger.{}", ledger.key),
            label: ledger.title.clone(),
            facts: fields.chain((!ledger.states.is_empty()).then_some(state)).chain([member]).collect(),
        }
    });
    own.chain(ledgers).collect()
}

/// The words a fact of somebody can be; empty where they depend on what a centre writes down.
fn words_of(fact: &str) -> Vec<String> {
    let own = |words: &[&str]| words.iter().map(|word| (*word).to_owned()).collect();
    let missing = |words: Vec<String>| words.into_iter().chain(["未填".to_owned()]).collect();
    match fact {
        "sex" => own(&["男", "女", "未填"]),
        "member" | "beijing" => own(&["是", "否"]),
        "nature" => own(&["机关", "事业", "企业", "未定"]),
        "composition" => own(&["离退休", "混编", "在职", "未定"]),
        "age_band" => choices(fact).into_iter().chain(["不详".to_owned()]).collect(),
        "period" => choices(fact).into_iter().chain(own(&["1949年10月1日以后", "未填"])).collect(),
        "elder" | "standing" => missing(choices(fact)),
        "retirement_kind" | "self_care" => missing(labels(fact)),
        "rank" => missing(RANKS.iter().chain([&CLERK]).map(|rank| (*rank).to_owned()).collect()),
        _ => Vec::new(),
    }
}

impl Form {
    /// What is wrong with it, in plain words; nothing where it can be counted. `others` are the forms its rules may name.
    pub fn faults(&self, others: &[Form]) -> Vec<String> {
        let mut faults = Faults::default();
        faults.unless(is_key(&self.id), || format!("编号“{}”只能用小写字母、数字和下划线", short(&self.id)));
        faults.words("标题", &self.title);
        faults.unless(self.source.chars().count() <= SENTENCES, || "来源说明太长".into());
        match &self.grid {
            Some(_) if !self.lines.is_empty() || !self.checks.is_empty() => {
                faults.add("一张表或者逐行列指标，或者有行有列，不能两样都有".into());
            }
            Some(grid) => self.table(grid, others, &mut faults),
            None => self.list(&mut faults),
        }
        faults.0
    }

    fn list(&self, faults: &mut Faults) {
        let mut ids = BTreeSet::new();
        faults.unless((1..=MOST).contains(&self.lines.len()), || format!("指标要有 1 到 {MOST} 行"));
        for line in &self.lines {
            match line {
                Line::Figure { id, label, unit, definition, .. }
                | Line::Records { id, label, unit, definition, .. } => {
                    faults.unless(is_key(id), || format!("指标编号“{}”不合要求", short(id)));
                    faults.unless(ids.insert(id.as_str()), || format!("指标编号“{}”重复", short(id)));
                    faults.words("指标名称", label);
                    faults.words("单位", unit);
                    faults.definition(label, definition);
                }
                Line::Split { of, definition, .. } => {
                    faults.unless(ids.contains(of.as_str()), || {
                        format!("分项所依据的指标“{}”不在它前面", short(of))
                    });
                    faults.definition(of, definition);
                    faults.unless(definition.contains("{class}"), || {
                        format!("“{}”分项的口径里要有“{{class}}”，代表各档的名称", short(of))
                    });
                }
            }
            if let Line::Records { label, records, .. } = line {
                faults.records(label, records);
            }
        }
        for check in &self.checks {
            let named = check.parts.iter().chain([&check.whole]).chain(&check.at_most);
            for id in named.filter(|id| !ids.contains(id.as_str())) {
                faults.add(format!("审核关系 {} 指到没有的指标“{}”", short(&check.id), short(id)));
            }
            let rules = [!check.parts.is_empty(), check.split.is_some(), check.at_most.is_some()];
            faults.unless(rules.into_iter().filter(|rule| *rule).count() == 1, || {
                format!("审核关系 {} 要写明一种比较", short(&check.id))
            });
        }
    }

    fn table(&self, grid: &Grid, others: &[Form], faults: &mut Faults) {
        faults.words("行头名称", &grid.stub);
        faults.words("单位", &grid.unit);
        faults.unless((1..=MOST).contains(&grid.rows.len()), || format!("要有 1 到 {MOST} 行"));
        faults.unless((1..=MOST).contains(&grid.columns.len()), || format!("要有 1 到 {MOST} 列"));
        let mut rows = BTreeSet::new();
        words(&self.title, &grid.conditions, faults);
        for row in &grid.rows {
            match row {
                Row::One { id, label, conditions, .. } => {
                    words(label, conditions, faults);
                    faults.unless(is_key(id), || format!("行编号“{}”不合要求", short(id)));
                    faults.unless(rows.insert(id.as_str()), || format!("行编号“{}”重复", short(id)));
                    faults.words("行名称", label);
                }
                Row::Each { each, of } => {
                    faults.unless(!each.is_empty() && of.len() <= MOST, || "按项目逐行展开的写法不对".into());
                }
            }
        }
        let mut columns = BTreeSet::new();
        for column in &grid.columns {
            faults.unless(is_key(&column.id), || format!("列编号“{}”不合要求", short(&column.id)));
            faults
                .unless(columns.insert(column.id.as_str()), || format!("列编号“{}”重复", short(&column.id)));
            faults.words("列名称", &column.label);
            faults.definition(&column.label, &column.definition);
        }
        grid.columns.iter().for_each(|column| column_of(grid, column, &columns, faults));
        for rule in &grid.rules {
            if let Some(strange) = stranger(self, &rule.asks, &rows, &columns, others) {
                faults.add(format!("审核关系 {} 指到没有的行或列“{}”", short(&rule.id), short(&strange)));
            }
        }
    }
}

fn column_of(grid: &Grid, column: &Column, columns: &BTreeSet<&str>, faults: &mut Faults) {
    let label = short(&column.label);
    let counts = [column.people.is_some(), column.records.is_some(), !column.sum.is_empty()];
    faults.unless(counts.into_iter().filter(|one| *one).count() == 1, || {
        format!("列“{label}”要在数人、数记录、几列相加里选一种")
    });
    for part in &column.sum {
        let id = part.trim_start_matches('-');
        let holds = columns.contains(id) && id != column.id;
        // Sums are made from left to right: one that stands further on is not there yet.
        let before = grid.columns.iter().take_while(|one| one.id != column.id);
        let counted = grid.columns.iter().filter(|one| one.sum.is_empty());
        let plain = before.chain(counted).any(|one| one.id == id);
        faults.unless(holds && plain, || {
            format!("列“{label}”相加的“{}”要是本表里数出来的列，或它左边的列", short(id))
        });
    }
    let rows = grid.rows.iter().map(|row| match row {
        Row::One { conditions, .. } => conditions.keys().map(String::as_str).collect::<Vec<_>>(),
        Row::Each { each, .. } => vec![each.as_str()],
    });
    let asked =
        rows.flatten().chain(grid.conditions.keys().chain(column.conditions.keys()).map(String::as_str));
    if column.people.is_some() {
        let strange = asked.filter(|fact| CALLED.iter().all(|(known, _)| known != fact));
        for fact in strange.collect::<BTreeSet<_>>() {
            faults.add(format!("列“{label}”数人，不能按“{}”区分", short(fact)));
        }
        words(&label, &column.conditions, faults);
    } else if let Some(records) = &column.records {
        faults.records(&label, records);
        if let Some(known) = facts_of_table(&records.table) {
            let strange = asked.filter(|fact| !OF_ALL.contains(fact) && !known.contains(*fact));
            for fact in strange.collect::<BTreeSet<_>>() {
                faults.add(format!("列“{label}”的记录没有“{}”这一项", short(fact)));
            }
        }
    }
}

/// A word that a fact can never be would count nobody, and nobody would notice.
fn words(label: &str, conditions: &Conditions, faults: &mut Faults) {
    for (fact, words) in conditions {
        let known = words_of(fact);
        for word in words.iter().filter(|word| !known.is_empty() && !known.contains(word)) {
            faults.add(format!("“{label}”里“{}”没有“{}”这个取值", short(fact), short(word)));
        }
    }
}

/// The words of a code table (`assets/codes`).
fn labels(table: &str) -> Vec<String> {
    let table = crate::code::table(table).into_iter();
    table.flat_map(|table| table.entries.iter().map(|entry| entry.label.clone())).collect()
}

/// What may be asked of the records of a table; `None` for a table there is not.
fn facts_of_table(table: &str) -> Option<BTreeSet<String>> {
    if let Some(key) = table.strip_prefix("ledger.") {
        let ledger = crate::ledger::ledger(key)?;
        let fields = ledger.fields.iter().map(|column| column.key.clone());
        return Some(fields.chain(["state", "subject", "member"].map(str::to_owned)).collect());
    }
    let (.., facts) = TABLES.iter().find(|(name, ..)| *name == table)?;
    Some(facts.iter().map(|(fact, _)| (*fact).to_owned()).collect())
}

/// The first row or column a rule names that is not there.
fn stranger(
    form: &Form,
    asks: &Asks,
    rows: &BTreeSet<&str>,
    columns: &BTreeSet<&str>,
    others: &[Form],
) -> Option<String> {
    let unknown = |ids: &[String], known: &BTreeSet<&str>| {
        ids.iter().find(|id| !known.contains(id.trim_start_matches('-'))).cloned()
    };
    match asks {
        Asks::Columns(ids) | Asks::AtMost(ids) | Asks::Frozen(ids) => unknown(ids, columns),
        Asks::Rows(ids) => unknown(ids, rows),
        Asks::Nought(id) => unknown(std::slice::from_ref(id), columns),
        Asks::Cells(ids) => ids.iter().find(|id| !has_cell(form, id, others)).cloned(),
        Asks::Nobody(_) => None,
    }
}

fn has_cell(form: &Form, id: &str, others: &[Form]) -> bool {
    let (form, id) = match id.split_once(':') {
        Some((other, id)) => (others.iter().find(|one| one.id == other), id),
        None => (Some(form), id),
    };
    let grid = form.and_then(|form| form.grid.as_ref());
    let Some((grid, (row, column))) = grid.zip(id.split_once('.')) else { return false };
    let is_row = |one: &Row| matches!(one, Row::One { id, .. } if id == row);
    grid.rows.iter().any(is_row) && grid.columns.iter().any(|one| one.id == column)
}

#[derive(Default)]
struct Faults(Vec<String>);

impl Faults {
    fn add(&mut self, fault: String) {
        self.0.push(fault);
    }

    fn unless(&mut self, holds: bool, fault: impl FnOnce() -> String) {
        if !holds {
            self.0.push(fault());
        }
    }

    fn words(&mut self, what: &str, text: &str) {
        self.unless(!text.trim().is_empty(), || format!("{what}没有填"));
        self.unless(text.chars().count() <= WORDS, || {
            format!("{what}“{}…”太长，最多 {WORDS} 个字", short(text))
        });
    }

    fn definition(&mut self, label: &str, text: &str) {
        self.unless(!text.trim().is_empty(), || format!("“{}”没有写口径", short(label)));
        self.unless(text.chars().count() <= SENTENCES, || format!("“{}”的口径太长", short(label)));
    }

    fn records(&mut self, label: &str, records: &Records) {
        match facts_of_table(&records.table) {
            None => self.add(format!("“{}”要数的“{}”不是本程序的记录", short(label), short(&records.table))),
            Some(known) => {
                for fact in records.conditions.keys().filter(|fact| !known.contains(*fact)) {
                    self.add(format!("“{}”的记录没有“{}”这一项", short(label), short(fact)));
                }
            }
        }
    }
}

/// Cells are known by it: short, and safe in an id.
fn is_key(id: &str) -> bool {
    (1..=40).contains(&id.len())
        && id.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'_')
}

/// What is named back is never longer than a line.
fn short(text: &str) -> String {
    text.chars().take(20).collect()
}
