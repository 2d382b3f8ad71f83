//! Who is the same person (`domain.md` 4.3, 1.5 K10): by the ID; else by name, month of birth and one more
//! fact that agrees; else only a person can tell.

use crate::{
    date::{PartialDate, Precision},
    person::{Facts, Field, identity::IdentityNumber, name},
};
use std::collections::HashMap;

/// How alike two records are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Likeness {
    /// Different people: different names, different good IDs, or different births.
    Different,
    /// Maybe the same: a person must tell.
    Maybe,
    /// The same person.
    Same,
}

/// What of a record is compared.
#[derive(Debug, Clone)]
pub struct Traits {
    name: String,
    /// A number with a right check digit.
    identity: Option<IdentityNumber>,
    /// The first 15 digits, of a good number or of a damaged one.
    hint: Option<String>,
    birth: Option<PartialDate>,
    sex: Option<String>,
    phones: Vec<String>,
    /// Facts that confirm each other when equal: text facts and dates by the month.
    others: Vec<(Field, String)>,
    dates: Vec<(Field, PartialDate)>,
}

/// Text facts that confirm a name and a month of birth. Each alone says little of a person: those of one
/// village share much, so ethnicity and branch count only together.
const STRONG: [Field; 4] = [Field::Unit, Field::UnitPost, Field::Address, Field::Card];
const WEAK: [Field; 3] = [Field::Branch, Field::Ethnicity, Field::Post];
const DATES: [Field; 3] = [Field::WorkStart, Field::PartyJoin, Field::Retire];

impl Traits {
    /// The traits of a record, with the hint of a damaged ID if there is one.
    pub fn of(facts: &Facts, hint: Option<&str>) -> Traits {
        let text = |field: Field| facts.get(&field).cloned();
        let date = |field: Field| facts.get(&field).and_then(|d| d.parse::<PartialDate>().ok());
        let identity =
            facts.get(&Field::Identity).and_then(|n| IdentityNumber::new(n)).filter(IdentityNumber::is_valid);
        let known =
            |fields: &[Field]| fields.iter().filter_map(|f| Some((*f, text(*f)?))).collect::<Vec<_>>();
        Traits {
            name: facts.get(&Field::Name).map(|n| name::key(n)).unwrap_or_default(),
            hint: identity
                .as_ref()
                .and_then(|n| n.as_str().get(..15).map(str::to_owned))
                .or_else(|| hint.map(str::to_owned)),
            birth: date(Field::Birth),
            sex: text(Field::Sex),
            phones: facts
                .get(&Field::Phones)
                .map(|p| p.split(' ').map(str::to_owned).collect())
                .unwrap_or_default(),
            others: known(&[STRONG.as_slice(), WEAK.as_slice()].concat()),
            dates: DATES.iter().filter_map(|f| Some((*f, date(*f)?))).collect(),
            identity,
        }
    }

    /// The name as it is compared.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The good ID, if there is one.
    pub fn identity(&self) -> Option<&str> {
        self.identity.as_ref().map(|n| n.as_str())
    }

    /// How alike two records are.
    pub fn likeness(&self, other: &Traits) -> Likeness {
        match (&self.identity, &other.identity) {
            (Some(a), Some(b)) if a != b => return self.with_another_number(other, a, b),
            // The same number under two names is a mistake that only a person can settle.
            (Some(_), Some(_)) => {
                return if self.name == other.name { Likeness::Same } else { Likeness::Maybe };
            }
            _ => {}
        }
        if self.name.is_empty() || other.name.is_empty() {
            return Likeness::Different;
        }
        if self.name != other.name {
            return self.with_another_name(other);
        }
        if self.contradicts(other) {
            return if self.shares_phone(other) && self.shares_unit(other) {
                Likeness::Maybe
            } else {
                Likeness::Different
            };
        }
        if self.agrees(other) { Likeness::Same } else { Likeness::Maybe }
    }

    /// Two good numbers are two people, unless all else is one person's and the numbers are a slip apart: only a person
    /// can tell which is wrong.
    fn with_another_number(&self, other: &Traits, a: &IdentityNumber, b: &IdentityNumber) -> Likeness {
        let apart = a.as_str().bytes().zip(b.as_str().bytes()).filter(|(x, y)| x != y).count();
        let alike = self.name == other.name && (self.shares_phone(other) || self.shares_unit(other));
        if alike && (apart <= 4 || self.shares_phone(other)) { Likeness::Maybe } else { Likeness::Different }
    }

    /// One character other, and the rest one person's: a slip of the pen, perhaps.
    fn with_another_name(&self, other: &Traits) -> Likeness {
        let (a, b): (Vec<char>, Vec<char>) = (self.name.chars().collect(), other.name.chars().collect());
        let one_apart =
            a.len() == b.len() && a.len() >= 2 && a.iter().zip(&b).filter(|(x, y)| x != y).count() == 1;
        let fine = |date: Option<PartialDate>| date.filter(|d| d.precision() >= Precision::Month);
        let births = matches!((fine(self.birth), fine(other.birth)), (Some(a), Some(b)) if a.may_equal(b));
        let alike = births && self.shares_phone(other) && !self.contradicts(other);
        if one_apart && alike { Likeness::Maybe } else { Likeness::Different }
    }

    fn shares_phone(&self, other: &Traits) -> bool {
        self.phones.iter().any(|phone| other.phones.contains(phone))
    }

    fn shares_unit(&self, other: &Traits) -> bool {
        let unit = |(field, _): &&(Field, String)| matches!(field, Field::Unit | Field::UnitPost);
        self.others.iter().filter(unit).any(|own| other.others.contains(own))
    }

    /// Facts that one person cannot have both.
    fn contradicts(&self, other: &Traits) -> bool {
        let differ = |a: &Option<String>, b: &Option<String>| matches!((a, b), (Some(a), Some(b)) if a != b);
        let births_differ = matches!((self.birth, other.birth), (Some(a), Some(b)) if !a.may_equal(b));
        differ(&self.hint, &other.hint) || births_differ || differ(&self.sex, &other.sex)
    }

    /// Enough agreement to need no person.
    fn agrees(&self, other: &Traits) -> bool {
        if self.hint.is_some() && self.hint == other.hint {
            return true;
        }
        let fine = |date: Option<PartialDate>| date.filter(|d| d.precision() >= Precision::Month);
        let (Some(a), Some(b)) = (fine(self.birth), fine(other.birth)) else { return false };
        let dates_differ = self
            .dates
            .iter()
            .any(|(field, a)| other.dates.iter().any(|(f, b)| f == field && !a.may_equal(*b)));
        let phone = self.shares_phone(other);
        let date = self.dates.iter().any(|(field, a)| {
            other.dates.iter().any(|(f, b)| {
                f == field
                    && a.precision() >= Precision::Month
                    && b.precision() >= Precision::Month
                    && a.may_equal(*b)
            })
        });
        let equal = |fields: &[Field]| {
            self.others
                .iter()
                .filter(|(f, a)| fields.contains(f) && other.others.iter().any(|(g, b)| f == g && a == b))
                .count()
        };
        a.may_equal(b) && !dates_differ && (phone || date || equal(&STRONG) > 0 || equal(&WEAK) > 1)
    }
}

/// Records by what finds them.
#[derive(Debug, Default)]
pub struct Index {
    by_identity: HashMap<String, Vec<usize>>,
    by_name: HashMap<String, Vec<usize>>,
    by_phone: HashMap<String, Vec<usize>>,
}

impl Index {
    /// Adds a record under a number.
    pub fn add(&mut self, at: usize, traits: &Traits) {
        let put = |map: &mut HashMap<String, Vec<usize>>, key: &str| {
            let places = map.entry(key.to_owned()).or_default();
            if !places.contains(&at) {
                places.push(at);
            }
        };
        if let Some(identity) = traits.identity() {
            put(&mut self.by_identity, identity);
        }
        put(&mut self.by_name, traits.name());
        for phone in traits.phones.iter().filter(|phone| phone.len() >= 11) {
            put(&mut self.by_phone, phone);
        }
    }

    /// The numbers of the records that can be the same person, each once.
    pub fn candidates(&self, traits: &Traits) -> Vec<usize> {
        let mut found: Vec<usize> = traits
            .identity()
            .and_then(|id| self.by_identity.get(id))
            .into_iter()
            .chain(self.by_name.get(traits.name()))
            .chain(traits.phones.iter().filter_map(|phone| self.by_phone.get(phone)))
            .flatten()
            .copied()
            .collect();
        found.sort_unstable();
        found.dedup();
        found
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn traits(facts: &[(Field, &str)], hint: Option<&str>) -> Traits {
        Traits::of(&facts.iter().map(|(f, t)| (*f, (*t).to_owned())).collect(), hint)
    }

    #[test]
    fn the_id_decides() {
        let a = traits(
            &[(Field::Name, "岩温"), (Field::Identity, "11010519491231002X"), (Field::Birth, "1949-12-31")],
            None,
        );
        let b = traits(&[(Field::Name, "岩　温"), (Field::Identity, "11010519491231002X")], None);
        let c = traits(&[(Field::Name, "岩温"), (Field::Identity, "420102200703075352")], None);
        let d = traits(&[(Field::Name, "玉温"), (Field::Identity, "11010519491231002X")], None);
        assert_eq!(a.likeness(&b), Likeness::Same);
        assert_eq!(a.likeness(&c), Likeness::Different);
        assert_eq!(a.likeness(&d), Likeness::Maybe);
        let damaged = traits(&[(Field::Name, "岩温")], Some("110105194912310"));
        assert_eq!(a.likeness(&damaged), Likeness::Same);
        let other = traits(&[(Field::Name, "岩温")], Some("110105194912311"));
        assert_eq!(a.likeness(&other), Likeness::Different);
    }

    #[test]
    fn a_slip_in_the_number_or_the_name_is_asked_about() {
        let base = [
            (Field::Name, "岩温"),
            (Field::Unit, "甲局"),
            (Field::Birth, "1949-12"),
            (Field::Phones, "13812345678"),
        ];
        let with = |more: &[(Field, &str)]| traits(&[base.as_slice(), more].concat(), None);
        let a = with(&[(Field::Identity, "530102194409161054")]);
        assert_eq!(a.likeness(&with(&[(Field::Identity, "530102194409161070")])), Likeness::Maybe);
        assert_eq!(with(&[]).likeness(&with(&[(Field::Name, "岩文")])), Likeness::Maybe);
        assert_eq!(with(&[]).likeness(&with(&[(Field::Birth, "1950-01")])), Likeness::Maybe);
        let stranger = traits(&[(Field::Name, "岩温"), (Field::Identity, "420102200703075352")], None);
        assert_eq!(a.likeness(&stranger), Likeness::Different);
    }

    #[test]
    fn a_name_and_a_month_need_one_more_fact() {
        let base = [(Field::Name, "岩温"), (Field::Birth, "1949-12")];
        let with = |more: &[(Field, &str)]| traits(&[base.as_slice(), more].concat(), None);
        let plain = with(&[]);
        assert_eq!(plain.likeness(&plain.clone()), Likeness::Maybe);
        let unit = with(&[(Field::Unit, "甲局"), (Field::WorkStart, "1968-03")]);
        assert_eq!(unit.likeness(&with(&[(Field::Unit, "甲局")])), Likeness::Same);
        assert_eq!(
            unit.likeness(&with(&[(Field::Unit, "甲局"), (Field::WorkStart, "1970-03")])),
            Likeness::Maybe
        );
        let branch = with(&[(Field::Branch, "一支部")]);
        assert_eq!(branch.likeness(&branch.clone()), Likeness::Maybe);
        let other_month = traits(&[(Field::Name, "岩温"), (Field::Birth, "1949-11")], None);
        assert_eq!(plain.likeness(&other_month), Likeness::Different);
    }
}
