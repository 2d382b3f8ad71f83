//! Who is the same person (`domain.md` 4.3, 1.5 K10): by the ID; else by name, month of birth and one more
//! fact that agrees; else only a person can tell.

use crate::{
    date::{PartialDate, Precision},
    person::{Facts, Field, identity::IdentityNumber, name},
};
use compact_str::CompactString;
use rustc_hash::{FxHashMap, FxHasher};
use std::hash::{Hash, Hasher};

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

/// What of a record is compared. Words are kept as their hashes: only whether they are equal is asked.
#[derive(Debug, Clone)]
pub struct Traits {
    name: CompactString,
    /// A number with a right check digit.
    identity: Option<CompactString>,
    /// A number that is whole but wrong: it says nothing, unless another says otherwise.
    wrong: Option<CompactString>,
    /// The first 15 digits, of a good number or of a damaged one.
    hint: Option<CompactString>,
    birth: Option<PartialDate>,
    sex: Option<u64>,
    phones: Vec<u64>,
    /// Every card they were ever given: a list may be older than the card at hand.
    cards: Vec<u64>,
    /// Facts that confirm each other when equal, in the order of their lists: texts, and dates by the month.
    strong: [Option<u64>; STRONG.len()],
    weak: [Option<u64>; WEAK.len()],
    dates: [Option<PartialDate>; DATES.len()],
}

/// Text facts that confirm a name and a month of birth. Each alone says little of a person: those of one
/// village share much, so ethnicity and branch count only together.
const STRONG: [Field; 3] = [Field::Unit, Field::UnitPost, Field::Address];
const WEAK: [Field; 3] = [Field::Branch, Field::Ethnicity, Field::Post];
const DATES: [Field; 3] = [Field::WorkStart, Field::PartyJoin, Field::Retire];

impl Traits {
    /// The traits of a record, with the hint of a damaged ID if there is one.
    pub fn of(facts: &Facts, hint: Option<&str>) -> Traits {
        let text = |field: Field| facts.get(&field).map(CompactString::as_str);
        let date = |field: Field| text(field).and_then(|d| d.parse::<PartialDate>().ok());
        let identity = text(Field::Identity)
            .filter(|n| IdentityNumber::new(n).is_some_and(|number| number.is_valid()))
            .map(CompactString::new);
        let wrong = if identity.is_none() { text(Field::Identity).map(CompactString::new) } else { None };
        Traits {
            name: text(Field::Name).map(|n| CompactString::from(name::key(n))).unwrap_or_default(),
            hint: identity.as_ref().and_then(|n| n.get(..15)).or(hint).map(CompactString::new),
            birth: date(Field::Birth),
            sex: text(Field::Sex).map(hash),
            phones: text(Field::Phones).map(|p| p.split(' ').map(hash).collect()).unwrap_or_default(),
            cards: text(Field::Card).map(hash).into_iter().collect(),
            strong: STRONG.map(|field| text(field).map(hash)),
            weak: WEAK.map(|field| text(field).map(hash)),
            dates: DATES.map(date),
            identity,
            wrong,
        }
    }

    /// The same with more cards they were given.
    pub fn with_cards<'a>(mut self, codes: impl Iterator<Item = &'a str>) -> Traits {
        self.cards.extend(codes.map(hash));
        self
    }

    /// The name as it is compared.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The good ID, if there is one.
    pub fn identity(&self) -> Option<&str> {
        self.identity.as_deref()
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
        if self.agrees(other) && !self.numbers_differ(other) { Likeness::Same } else { Likeness::Maybe }
    }

    /// Two numbers, of which neither is the other put right: a good one a slip apart from one that cannot be.
    fn numbers_differ(&self, other: &Traits) -> bool {
        let number = |t: &Traits| t.identity.clone().or_else(|| t.wrong.clone());
        let (Some(a), Some(b)) = (number(self), number(other)) else { return false };
        let is_put_right = self.identity.is_some() != other.identity.is_some() && is_slip(&a, &b);
        a != b && !is_put_right
    }

    /// Two good numbers are two people, unless all else is one person's and the numbers are a slip apart: only a person
    /// can tell which is wrong.
    fn with_another_number(&self, other: &Traits, a: &str, b: &str) -> Likeness {
        if self.name != other.name {
            return Likeness::Different;
        }
        let alike = self.shares_phone(other) || (is_slip(a, b) && self.shares_unit(other));
        if alike { Likeness::Maybe } else { Likeness::Different }
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

    fn shares_card(&self, other: &Traits) -> bool {
        self.cards.iter().any(|card| other.cards.contains(card))
    }

    fn shares_unit(&self, other: &Traits) -> bool {
        let mut units = STRONG.iter().zip(self.strong.iter().zip(&other.strong));
        let equal = |(field, (own, others)): (&Field, (&Option<u64>, &Option<u64>))| {
            matches!(field, Field::Unit | Field::UnitPost) && own.is_some() && own == others
        };
        units.any(equal)
    }

    /// Facts that one person cannot have both.
    fn contradicts(&self, other: &Traits) -> bool {
        let differ = |a: Option<&CompactString>, b: Option<&CompactString>| matches!((a, b), (Some(a), Some(b)) if a != b);
        let sexes_differ = matches!((self.sex, other.sex), (Some(a), Some(b)) if a != b);
        let births_differ = matches!((self.birth, other.birth), (Some(a), Some(b)) if !a.may_equal(b));
        differ(self.hint.as_ref(), other.hint.as_ref()) || births_differ || sexes_differ
    }

    /// Enough agreement to need no person.
    fn agrees(&self, other: &Traits) -> bool {
        if self.hint.is_some() && self.hint == other.hint {
            return true;
        }
        let fine = |date: Option<PartialDate>| date.filter(|d| d.precision() >= Precision::Month);
        let (Some(a), Some(b)) = (fine(self.birth), fine(other.birth)) else { return false };
        let dates = || self.dates.iter().zip(&other.dates).filter_map(|(a, b)| a.zip(*b));
        let dates_differ = dates().any(|(a, b)| !a.may_equal(b));
        let date = dates().any(|(a, b)| fine(Some(a)).is_some() && fine(Some(b)).is_some() && a.may_equal(b));
        let number = self.shares_phone(other) || self.shares_card(other);
        a.may_equal(b)
            && !dates_differ
            && (number
                || date
                || equal(&self.strong, &other.strong) > 0
                || equal(&self.weak, &other.weak) > 1)
    }
}

/// How many facts of a list two records share.
fn equal(own: &[Option<u64>], others: &[Option<u64>]) -> usize {
    own.iter().zip(others).filter(|(a, b)| a.is_some() && a == b).count()
}

/// Numbers that are one slip of the pen apart: of the order and its check digit, or of the place.
fn is_slip(a: &str, b: &str) -> bool {
    slips(a).zip(slips(b)).any(|(x, y)| x == y)
}

/// What stays of a number when its end, or its beginning and its end, were written wrong.
fn slips(number: &str) -> impl Iterator<Item = &str> {
    [number.get(..14), number.get(6..17)].into_iter().map(Option::unwrap_or_default)
}

/// A hash that stays the same within one run of the program.
fn hash(value: impl Hash) -> u64 {
    let mut hasher = FxHasher::default();
    value.hash(&mut hasher);
    hasher.finish()
}

/// Records by what finds them: chains of numbers under the hash of a key. Two keys of one hash only mean one more look.
#[derive(Debug, Default)]
pub struct Index {
    heads: FxHashMap<u64, u32>,
    links: Vec<(u32, u32)>,
}

/// Records of one key that are looked at, the latest first: more of one name without any number tell nothing.
const MOST: usize = 200;
/// The end of a chain.
const END: u32 = u32::MAX;

impl Index {
    /// Adds a record under a number.
    pub fn add(&mut self, at: usize, keys: &Keys) {
        let Ok(at) = u32::try_from(at) else { return };
        for key in keys.numbers.iter().chain([&keys.name]) {
            let Ok(place) = u32::try_from(self.links.len()) else { return };
            let next = self.heads.insert(*key, place).unwrap_or(END);
            self.links.push((at, next));
        }
    }

    /// The numbers of the records that can be the same person, each once.
    pub fn candidates(&self, traits: &Traits, keys: &Keys) -> Vec<usize> {
        let mut found = Vec::new();
        let sought = keys.names.iter().flatten().copied();
        let anybody = keys.names.is_none().then(|| names(traits)).into_iter().flatten();
        for key in keys.numbers.iter().copied().chain(sought).chain(anybody) {
            let mut place = self.heads.get(&key).copied().unwrap_or(END);
            let mut left = MOST;
            while let Some((at, next)) = usize::try_from(place).ok().and_then(|place| self.links.get(place)) {
                found.extend(usize::try_from(*at));
                place = if left == 0 { END } else { *next };
                left = left.saturating_sub(1);
            }
        }
        found.sort_unstable();
        found.dedup();
        found
    }
}

/// What a record is found by, and what it looks for.
#[derive(Debug)]
pub struct Keys {
    /// Its phones and its good number: by them it looks for others too.
    numbers: Vec<u64>,
    /// Name, year of birth, and whether there is a good number.
    name: u64,
    /// What it looks for by its name; `None` where nothing is known of the birth, and that is very much.
    names: Option<Vec<u64>>,
}

impl Keys {
    /// The keys of a record.
    pub fn of(traits: &Traits) -> Keys {
        let mut numbers = Vec::with_capacity(traits.phones.len() + 3);
        numbers.extend(traits.phones.iter().map(|phone| hash(Key::Phone(*phone))));
        if let Some(identity) = &traits.identity {
            numbers.push(hash(Key::Identity(identity)));
            numbers.extend(slips(identity).map(|part| hash(Key::Slip(&traits.name, part))));
        }
        let year = traits.birth.map(|birth| birth.year());
        Keys {
            numbers,
            name: hash(Key::Name(&traits.name, year, traits.identity.is_some())),
            names: year.map(|_| names(traits).collect()),
        }
    }
}

/// The keys of who may be of the same name and year; of who has no birth anybody of the name.
fn names(traits: &Traits) -> impl Iterator<Item = u64> + '_ {
    let years = traits.birth.map_or(1900..2100, |birth| birth.year()..birth.year() + 1);
    let numbered = if traits.identity.is_none() { [false, true].as_slice() } else { &[false] };
    let each = [None].into_iter().chain(years.map(Some));
    each.flat_map(move |year| {
        numbered.iter().map(move |numbered| hash(Key::Name(&traits.name, year, *numbered)))
    })
}

/// A key of a record. Who has a good number is only the same as somebody of that number, or of none; a name alone
/// leads to those whose birth may be the same year.
#[derive(Hash)]
enum Key<'a> {
    Identity(&'a str),
    Slip(&'a str, &'a str),
    Phone(u64),
    /// Name, year of birth, and whether there is a good number.
    Name(&'a str, Option<i32>, bool),
}

#[cfg(test)]
mod tests {
    use super::*;

    fn traits(facts: &[(Field, &str)], hint: Option<&str>) -> Traits {
        Traits::of(&facts.iter().map(|(f, t)| (*f, (*t).into())).collect(), hint)
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
    fn a_number_that_was_put_right_is_the_same_persons() {
        let base = [(Field::Name, "岩温"), (Field::Unit, "甲局"), (Field::Birth, "1944-09")];
        let with = |number: &str| traits(&[base.as_slice(), &[(Field::Identity, number)]].concat(), None);
        // The check digit is wrong; then right; then somebody else's altogether.
        let wrong = with("530102194409161050");
        assert_eq!(wrong.likeness(&with("530102194409161054")), Likeness::Same);
        assert_eq!(with("530102194409161054").likeness(&wrong), Likeness::Same);
        assert_eq!(wrong.likeness(&with("11010519491231002X")), Likeness::Maybe);
        assert_eq!(wrong.likeness(&with("530102194409161051")), Likeness::Maybe, "neither can be");
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
