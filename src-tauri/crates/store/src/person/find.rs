use crate::error::StoreResult;
use crate::read::Reader;
use crate::write::Value;
use rusqlite::params_from_iter;
use std::collections::BTreeSet;
use yinhui_core::person::name;
use yinhui_core::text;

/// A person who fits what was typed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hit {
    /// Record id.
    pub person: String,
    /// Card, whole ID or whole name: exactly this one.
    pub exact: bool,
}

/// More than these nobody counts at the desk.
pub const MANY: i64 = 1_000;

/// Fewer than these are each weighed; of more, those who come often are tried first.
const FEW: i64 = 300;

/// No name, number or pinyin is longer; SQLite refuses patterns far beyond it.
const LONGEST: usize = 100;

/// The kind of key that is a whole name.
const NAME: &str = "'name'";

/// A range of keys of some kinds; `exact` kinds name a person when the key is whole.
pub(crate) struct Words {
    low: String,
    high: String,
    kinds: &'static str,
    exact: &'static str,
}

impl Words {
    /// Understands what was typed into the one box; `None` for what nobody can be named by.
    pub(crate) fn understood(typed: &str) -> Option<Self> {
        let typed = text::normal(typed);
        let compact = typed.chars().filter(|letter| !letter.is_whitespace()).collect::<String>();
        if compact.chars().count() > LONGEST {
            return None;
        }
        let upper = compact.to_ascii_uppercase();
        let number = upper.strip_suffix('X').unwrap_or(&upper);
        if !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit()) {
            return Some(Self::number(upper));
        }
        if compact.chars().all(|letter| letter.is_ascii_alphabetic() || letter == '\'') {
            let key = compact.to_ascii_lowercase().replace('\'', "");
            return (!key.is_empty())
                .then(|| Self::prefix(key, "'pinyin', 'initials', 'pinyin_rare', 'initials_rare'", "''"));
        }
        let key = name::key(&compact);
        (!key.is_empty()).then(|| Self::prefix(key, "'name', 'name_part'", NAME))
    }

    /// Up to four digits are the end of an ID or phone; more are their beginning. A card is always whole.
    fn number(digits: String) -> Self {
        if digits.len() <= 4 {
            Self::prefix(digits, "'identity4', 'phone4', 'card'", "'card'")
        } else {
            Self::prefix(digits, "'identity', 'phone', 'card'", "'identity', 'card'")
        }
    }

    fn prefix(key: String, kinds: &'static str, exact: &'static str) -> Self {
        // Keys are below U+10FFFF, so this bounds every key that begins with `key`.
        Self { high: format!("{key}\u{10FFFF}"), low: key, kinds, exact }
    }

    /// SQL for (person, exact, usual reading) of all who fit; its parameters are the first of the statement.
    pub(crate) fn candidates(&self) -> String {
        format!(
            "SELECT person, (key = ?1 AND kind IN ({})) AS exact, kind NOT LIKE '%rare' AS usual FROM person_key
             WHERE key >= ?1 AND key <= ?2 AND kind IN ({})",
            self.exact, self.kinds
        )
    }

    /// SQL that is true for those of `person_sort s` who fit, of the same parameters.
    fn fits(&self) -> String {
        format!(
            "EXISTS (SELECT 1 FROM person_key k
                     WHERE k.person = s.person AND k.key >= ?1 AND k.key <= ?2 AND k.kind IN ({}))",
            self.kinds
        )
    }

    /// They bound the keys.
    pub(crate) fn params(&self) -> Vec<Value> {
        vec![Value::from(self.low.as_str()), Value::from(self.high.as_str())]
    }
}

impl Reader<'_> {
    /// Whose whole card number, ID number or telephone number this is; the dead and records joined into another are
    /// none. Two or more share it where more than one id is answered.
    ///
    /// # Errors
    /// The engine's.
    pub fn holders(&self, number: &str) -> StoreResult<Vec<String>> {
        let number = text::compact(number).to_ascii_uppercase();
        self.rows(
            "SELECT DISTINCT k.person FROM person_key k
             JOIN person_sort s ON s.person = k.person AND s.state <> '去世'
             WHERE k.key = ?1 AND k.kind IN ('identity', 'phone', 'card') LIMIT 2",
            [number],
            |row| row.get(0),
        )
    }

    /// Everybody whose name, number or pinyin fits, in no order.
    ///
    /// # Errors
    /// The engine's.
    pub fn people_named(&self, typed: &str) -> StoreResult<Vec<String>> {
        let Some(words) = Words::understood(typed) else { return Ok(Vec::new()) };
        let sql = format!("SELECT DISTINCT person FROM ({})", words.candidates());
        self.rows(&sql, params_from_iter(words.params()), |row| row.get(0))
    }

    /// Who fits what was typed at the desk: exact first, then those registered for one of `events`, then who came often
    /// lately, then those whose name is usually read so, then by name.
    /// The dead are found here only by their whole ID or card, so that nobody registers them anew. Answers at most `limit` and
    /// how many fit, counted up to [`MANY`].
    ///
    /// # Errors
    /// The engine's.
    pub fn find(&self, typed: &str, events: &[String], limit: i64) -> StoreResult<(Vec<Hit>, i64)> {
        let Some(words) = Words::understood(typed) else { return Ok((Vec::new(), 0)) };
        let fit = format!("SELECT count(*) FROM (SELECT 1 FROM ({}) LIMIT {FEW})", words.candidates());
        if self.count(&fit, params_from_iter(words.params()))? < FEW {
            self.find_few(&words, events, limit)
        } else {
            self.find_many(&words, events, limit)
        }
    }

    /// Weighs everybody who fits.
    fn find_few(&self, words: &Words, events: &[String], limit: i64) -> StoreResult<(Vec<Hit>, i64)> {
        let mut params = words.params();
        let next = params.len() + 1;
        params.push(limit.into());
        let registered = registered("h.person", events, next + 1, &mut params);
        let sql = format!(
            "WITH hit (person, exact, usual) AS (SELECT person, max(exact), max(usual) FROM ({}) GROUP BY person)
             SELECT h.person, h.exact, count(*) OVER ()
             FROM hit h JOIN person_sort s ON s.person = h.person AND (s.state <> '去世'{})
             ORDER BY h.exact DESC, {registered}s.often DESC, h.usual DESC, s.sort, h.person
             LIMIT ?{next}",
            words.candidates(),
            if words.exact == NAME { "" } else { " OR h.exact = 1" },
        );
        let mut total = 0;
        let hits = self.rows(&sql, params_from_iter(params), |row| {
            total = row.get(2)?;
            Ok(Hit { person: row.get(0)?, exact: row.get(1)? })
        })?;
        Ok((hits, total))
    }

    /// The first keys of a name fit thousands: whoever is named exactly so, then those who come often are tried, until
    /// enough fit.
    fn find_many(&self, words: &Words, events: &[String], limit: i64) -> StoreResult<(Vec<Hit>, i64)> {
        let named = format!(
            "SELECT DISTINCT k.person FROM person_key k JOIN person_sort s ON s.person = k.person AND s.state <> '去世'
             WHERE k.key = ?1 AND k.kind IN ({}) ORDER BY s.often DESC, s.sort, k.person LIMIT ?2",
            words.exact
        );
        let named_params = [Value::from(words.low.as_str()), limit.into()];
        let mut hits = self.rows(&named, params_from_iter(named_params), |row| {
            Ok(Hit { person: row.get(0)?, exact: true })
        })?;
        for expected in [true, false] {
            if expected && events.is_empty() {
                continue;
            }
            let mut params = words.params();
            let next = params.len() + 1;
            params.push(limit.into());
            let from = if expected {
                let places = places(events, next + 1, &mut params);
                format!(
                    "(SELECT DISTINCT person AS id FROM registration
                          WHERE event IN ({places}) AND state = 'registered' AND undone = 0) r
                         JOIN person_sort s ON s.person = r.id"
                )
            } else {
                "person_sort s".to_owned()
            };
            let sql = format!(
                "SELECT s.person FROM {from} WHERE s.state <> '去世' AND {}
                 ORDER BY s.often DESC, s.sort, s.person LIMIT ?{next}",
                words.fits()
            );
            let found = self
                .rows(&sql, params_from_iter(params), |row| Ok(Hit { person: row.get(0)?, exact: false }))?;
            hits.extend(found);
        }
        let mut seen = BTreeSet::new();
        hits.retain(|hit: &Hit| seen.insert(hit.person.clone()));
        hits.truncate(usize::try_from(limit).unwrap_or(0));
        let total = format!(
            "SELECT count(*) FROM (SELECT DISTINCT person FROM ({}) LIMIT {MANY})",
            words.candidates()
        );
        Ok((hits, self.count(&total, params_from_iter(words.params()))?))
    }
}

/// What puts those first who are registered for one of these events.
fn registered(person: &str, events: &[String], first: usize, params: &mut Vec<Value>) -> String {
    if events.is_empty() {
        return String::new();
    }
    let places = places(events, first, params);
    format!(
        "(SELECT count(*) FROM registration r
          WHERE r.person = {person} AND r.event IN ({places}) AND r.state = 'registered' AND r.undone = 0) DESC, "
    )
}

fn places(values: &[String], first: usize, params: &mut Vec<Value>) -> String {
    params.extend(values.iter().map(|value| Value::from(value.as_str())));
    (0..values.len()).map(|at| format!("?{}", first + at)).collect::<Vec<_>>().join(", ")
}
