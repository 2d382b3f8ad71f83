use crate::error::StoreResult;
use crate::person::find::Words;
use crate::person::record::{PersonRecord, SELECT, person_row};
use crate::read::Reader;
use crate::write::Value;
use rusqlite::params_from_iter;
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

/// Conditions and their parameters.
struct Condition {
    sql: String,
    params: Vec<Value>,
}

impl Condition {
    fn of(filter: &Filter) -> Self {
        let mut all = Self { sql: "p.undone = 0 AND p.merged_into IS NULL".into(), params: Vec::new() };
        // Before all others: the words number their parameters from ?1.
        match filter.words.as_deref().map(Words::understood) {
            None => {}
            Some(None) => all.sql.push_str(" AND 0"),
            Some(Some(words)) => {
                all.params.extend(words.params());
                all.sql.push_str(&format!(" AND p.id IN (SELECT person FROM ({}))", words.candidates()));
            }
        }
        all.equal("p.sex", filter.sex.as_deref());
        all.equal("m.organization", filter.branch.as_deref());
        all.equal("p.unit", filter.unit.as_deref());
        all.equal("s.state", filter.state.as_deref());
        all.equal("p.retirement_kind", filter.retirement_kind.as_deref());
        match filter.missing {
            Some(Field::Branch) => all.equal("m.organization", Some("")),
            Some(Field::State | Field::StateSince) | None => {}
            Some(field) => all.equal(&format!("p.{}", field.key()), Some("")),
        }
        all.within("SELECT person FROM team_member WHERE team =", filter.team.as_deref());
        all.within(
            "SELECT person FROM membership WHERE kind = 'functional' AND organization =",
            filter.functional.as_deref(),
        );
        for (field, test) in &filter.also {
            all.test(column(*field), test);
        }
        all
    }

    fn within(&mut self, members: &str, of: Option<&str>) {
        if let Some(of) = of.filter(|of| !of.is_empty()) {
            self.params.push(of.into());
            let sql =
                format!(" AND p.id IN ({members} ?{} AND to_day IS NULL AND undone = 0)", self.params.len());
            self.sql.push_str(&sql);
        }
    }

    fn test(&mut self, column: String, test: &Test) {
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

fn column(field: Field) -> String {
    match field {
        Field::Unit => "u.name".into(),
        Field::Branch => "o.name".into(),
        Field::State => "s.state".into(),
        Field::StateSince => "(SELECT t.since FROM person_state t WHERE t.person = p.id AND t.undone = 0 ORDER BY t.id DESC LIMIT 1)".into(),
        field => format!("p.{}", field.key()),
    }
}

/// A text as it stands in a LIKE pattern.
pub(super) fn escaped(text: &str) -> String {
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
        let Condition { sql, mut params } = Condition::of(filter);
        let total = self
            .count(&format!("SELECT count(*) FROM ({} WHERE {sql})", *SELECT), params_from_iter(&params))?;
        let order = match order {
            Order::Name => "s.sort, p.id",
            Order::Birth => "p.birth IS NULL, p.birth, s.sort, p.id",
            Order::Branch => "o.name IS NULL, o.name, s.sort, p.id",
            Order::Recent => "(SELECT max(seq) FROM log l WHERE l.person = p.id) DESC, p.id",
        };
        let at = params.len();
        params.extend([limit.into(), offset.into()]);
        let query = format!("{}WHERE {sql} ORDER BY {order} LIMIT ?{} OFFSET ?{}", *SELECT, at + 1, at + 2);
        Ok((self.rows(&query, params_from_iter(&params), person_row)?, total))
    }
}
