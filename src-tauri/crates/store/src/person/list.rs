use crate::error::StoreResult;
use crate::person::find::Words;
use crate::person::reckoned::Reckoned;
use crate::person::record::{PersonRecord, SELECT, person_row};
use crate::read::Reader;
use crate::write::Value;
use rusqlite::params_from_iter;
use std::collections::BTreeSet;
use yinhui_core::person::Field;

/// Which people. All conditions hold together; an empty value means "has none".
#[derive(Debug, Clone, Default)]
pub struct Filter {
    /// As typed into the one box.
    pub words: Option<String>,
    /// 性别
    pub sex: Option<String>,
    /// Record id of the branch.
    pub branch: Option<String>,
    /// Record id of the unit.
    pub unit: Option<String>,
    /// 在册 …
    pub state: Option<String>,
    /// 离休 …
    pub retirement_kind: Option<String>,
    /// This field must be empty.
    pub missing: Option<Field>,
    /// Record id of a team they are in now.
    pub team: Option<String>,
    /// Record id of a functional branch they are in now.
    pub functional: Option<String>,
    /// What else must hold.
    pub also: Vec<(Field, Test)>,
    /// What must hold of facts of the centre's own.
    pub own: Vec<OwnTest>,
    /// What must hold of what is worked out.
    pub reckoned: Vec<Reckoned>,
    /// Tests of the day of their last visit.
    pub last_visit: Vec<Test>,
}

/// A test of a fact under a name of the centre's own.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OwnTest {
    /// Its name.
    pub label: String,
    /// What it is tested for.
    pub test: Test,
    /// What holds a long number is not told by its contents.
    pub guarded: bool,
}

/// What a fact is tested for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Test {
    /// It is this word.
    Is(String),
    /// It is known and another.
    IsNot(String),
    /// It begins so.
    Begins(String),
    /// This stands in it.
    Has(String),
    /// It is known.
    Known,
    /// It is not known.
    Missing,
    /// A date at or after this one, as fine as both are known.
    From(String),
    /// A date at or before the end of this one: a year, a month or a day.
    To(String),
}

/// In which order.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Order {
    /// By pinyin.
    #[default]
    Name,
    /// Oldest first, unknown last.
    Birth,
    /// By branch, then name.
    Branch,
    /// Last written first.
    Recent,
}

/// Conditions on `person_sort s` and what is joined to it, and their parameters. Nothing is joined that is not asked for.
struct Condition {
    joins: BTreeSet<&'static str>,
    /// It names the few it holds for; they are looked up, not looked for.
    few: bool,
    /// Who fits the words typed, and nothing else is asked: counted without looking at anybody.
    only_words: Option<String>,
    sql: String,
    params: Vec<Value>,
}

/// So many who fit are sooner met on the way through the list than sorted.
const THOUSANDS: i64 = 2_000;

const PERSON: &str = " JOIN person p ON p.id = s.person";
const BRANCH: &str = " LEFT JOIN organization o ON o.id = s.branch";

impl Condition {
    fn of(filter: &Filter) -> Self {
        let mut all = Self {
            joins: BTreeSet::new(),
            few: false,
            only_words: None,
            sql: "1".into(),
            params: Vec::new(),
        };
        // Before all others: the words number their parameters from ?1.
        match filter.words.as_deref().map(Words::understood) {
            None => {}
            Some(None) => all.sql.push_str(" AND 0"),
            Some(Some(words)) => {
                all.params.extend(words.params());
                all.few = true;
                let fit = format!("SELECT DISTINCT person FROM ({})", words.candidates());
                all.sql.push_str(&format!(" AND s.person IN ({fit})"));
                all.only_words = Some(fit);
            }
        }
        let worded = all.sql.len();
        all.equal("s.sex", filter.sex.as_deref());
        all.equal("s.branch", filter.branch.as_deref());
        all.equal("s.unit", filter.unit.as_deref());
        all.equal("s.state", filter.state.as_deref());
        all.equal("s.retirement_kind", filter.retirement_kind.as_deref());
        match filter.missing {
            Some(Field::Branch) => all.equal("s.branch", Some("")),
            Some(Field::Unit) => all.equal("s.unit", Some("")),
            Some(Field::State | Field::StateSince) | None => {}
            Some(field) => {
                let column = all.column(field);
                all.equal(&column, Some(""));
            }
        }
        all.within("SELECT person FROM team_member WHERE team =", filter.team.as_deref());
        all.within(
            "SELECT person FROM membership WHERE kind = 'functional' AND organization =",
            filter.functional.as_deref(),
        );
        for (field, test) in &filter.also {
            match field {
                Field::Unit => all.named("s.unit", "unit", test),
                Field::Branch => all.named("s.branch", "organization", test),
                field => {
                    let column = all.column(*field);
                    all.test(&column, test);
                }
            }
        }
        for own in &filter.own {
            all.own(own);
        }
        for test in &filter.last_visit {
            all.test("s.last_visit", test);
        }
        for reckoned in &filter.reckoned {
            let sql = reckoned.sql(&mut all.params);
            all.sql.push_str(&format!(" AND {sql}"));
        }
        all.only_words = all.only_words.filter(|_| all.sql.len() == worded);
        all
    }

    /// Where a fact stands; what it stands in is joined.
    fn column(&mut self, field: Field) -> String {
        let column = match field {
            Field::Sex | Field::Birth | Field::RetirementKind | Field::State | Field::Unit | Field::Branch => return format!("s.{}", field.key()),
            Field::StateSince => return "(SELECT t.since FROM person_state t WHERE t.person = s.person AND t.undone = 0 ORDER BY t.id DESC LIMIT 1)".into(),
            field => format!("p.{}", field.key()),
        };
        self.joins.insert(PERSON);
        column
    }

    /// A test of a fact of the centre's own: those who have it are looked for once, not with each person.
    fn own(&mut self, own: &OwnTest) {
        let within = if own.test == Test::Missing { "NOT IN" } else { "IN" };
        self.params.push(own.label.as_str().into());
        self.sql.push_str(&format!(
            " AND s.person {within} (SELECT person FROM person_extra WHERE undone = 0 AND value <> '' AND label = ?{}",
            self.params.len()
        ));
        if !matches!(own.test, Test::Known | Test::Missing) {
            self.test("value", &own.test);
            if own.guarded {
                self.sql.push_str(" AND NOT holds_number(value)");
            }
        }
        self.sql.push(')');
    }

    /// A test of the name of a record: the few records that pass are looked for once, not with each person.
    fn named(&mut self, column: &str, table: &str, test: &Test) {
        if matches!(test, Test::Known | Test::Missing) {
            return self.test(column, test);
        }
        self.sql.push_str(&format!(" AND {column} IN (SELECT id FROM {table} WHERE 1"));
        self.test("name", test);
        self.sql.push(')');
    }

    /// `person_sort s`, with what is joined to it, where all of it holds.
    fn from(&self) -> String {
        self.read_by("")
    }

    /// The same, read by an index.
    fn read_by(&self, index: &str) -> String {
        let joins = self.joins.iter().copied().collect::<String>();
        format!("FROM person_sort s {index}{joins} WHERE {}", self.sql)
    }

    fn within(&mut self, members: &str, of: Option<&str>) {
        if let Some(of) = of.filter(|of| !of.is_empty()) {
            self.params.push(of.into());
            self.few = true;
            let sql = format!(
                " AND s.person IN ({members} ?{} AND to_day IS NULL AND undone = 0)",
                self.params.len()
            );
            self.sql.push_str(&sql);
        }
    }

    fn test(&mut self, column: &str, test: &Test) {
        let (sql, value) = match test {
            Test::Known => return self.sql.push_str(&format!(" AND {column} IS NOT NULL")),
            Test::Missing => return self.sql.push_str(&format!(" AND {column} IS NULL")),
            Test::Is(word) => ("=", word.clone()),
            Test::IsNot(word) => ("<>", word.clone()),
            Test::From(date) => (">=", date.clone()),
            // Finer dates of the same month or year are longer texts that begin so.
            Test::To(date) => ("<=", format!("{date}~")),
            Test::Begins(start) => ("LIKE", format!("{}%", escaped(start))),
            Test::Has(part) => ("LIKE", format!("%{}%", escaped(part))),
        };
        self.params.push(value.into());
        let escape = if sql == "LIKE" { " ESCAPE '\\'" } else { "" };
        self.sql.push_str(&format!(" AND {column} {sql} ?{}{escape}", self.params.len()));
    }

    fn equal(&mut self, column: &str, value: Option<&str>) {
        match value {
            None => {}
            Some("") => self.sql.push_str(&format!(" AND {column} IS NULL")),
            Some(value) => {
                self.params.push(value.into());
                self.sql.push_str(&format!(" AND {column} = ?{}", self.params.len()));
            }
        }
    }
}

/// A text as it stands in a LIKE pattern.
fn escaped(text: &str) -> String {
    text.replace('\\', r"\\").replace('%', r"\%").replace('_', r"\_")
}

impl Reader<'_> {
    /// A page of the people who fit, and how many do.
    ///
    /// # Errors
    /// The engine's.
    pub fn list_people(
        &self,
        filter: &Filter,
        order: Order,
        offset: i64,
        limit: i64,
    ) -> StoreResult<(Vec<PersonRecord>, i64)> {
        let mut all = Condition::of(filter);
        let fit = all.only_words.as_ref().map(|fit| format!("FROM ({fit})")).unwrap_or_else(|| all.from());
        let total = self.count(&format!("SELECT count(*) {fit}"), params_from_iter(&all.params))?;
        // Read in the order of the page, it is full after a few; sorting all who fit would take longer.
        let walked = order == Order::Name && (!all.few || total >= THOUSANDS);
        let index = if walked { "INDEXED BY person_sort_list" } else { "" };
        let order = match order {
            Order::Name => "s.sort, s.person",
            Order::Birth => "s.birth IS NULL, s.birth, s.sort, s.person",
            Order::Branch => {
                all.joins.insert(BRANCH);
                "o.name IS NULL, o.name, s.sort, s.person"
            }
            Order::Recent => "(SELECT max(seq) FROM log l WHERE l.person = s.person) DESC, s.person",
        };
        let (from, mut params) = (all.read_by(index), all.params);
        let at = params.len();
        params.extend([limit.into(), offset.into()]);
        // First who, from what stands beside each other; then their facts.
        let page = format!("SELECT s.person {from} ORDER BY {order} LIMIT ?{} OFFSET ?{}", at + 1, at + 2);
        let query = format!("{}WHERE p.id IN ({page}) ORDER BY {order}", *SELECT);
        Ok((self.rows(&query, params_from_iter(&params), person_row)?, total))
    }
}
