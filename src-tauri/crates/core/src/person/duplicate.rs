//! Records that may be one person, each pair with its reasons. Only a human decides: two 玉罕 of different births are
//! never shown as one (`domain.md` 4.3; `design.md` 4, merge).

use super::{Facts, Field, name, pinyin};
use crate::{
    date::{PartialDate, Precision},
    import::matching::{Index, Keys, Likeness, Traits},
};
use std::collections::{BTreeMap, BTreeSet};

/// A pair of places in the list that was searched, the smaller first, and why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Likely {
    /// Place of the one.
    pub one: usize,
    /// Place of the other.
    pub other: usize,
    /// In a clerk's words, what they share.
    pub reasons: Vec<&'static str>,
}

/// Names that sound alike and were born in one month: more than this many say nothing of a person.
const MOST_OF_ONE_SOUND: usize = 20;

/// The pairs among these people that a human should look at, most reasons first.
pub fn likely(people: &[&Facts]) -> Vec<Likely> {
    let traits: Vec<Traits> = people.iter().map(|facts| Traits::of(facts, None)).collect();
    let mut pairs = by_rule(&traits);
    pairs.extend(by_sound(people, &traits));
    let described = pairs.into_iter().filter_map(|(one, other)| {
        let reasons = reasons(people.get(one)?, people.get(other)?);
        Some(Likely { one, other, reasons })
    });
    let mut out: Vec<Likely> = described.collect();
    out.sort_by_key(|pair| (usize::MAX - pair.reasons.len(), pair.one, pair.other));
    out
}

/// Pairs by the rule an import goes by.
fn by_rule(traits: &[Traits]) -> BTreeSet<(usize, usize)> {
    let mut index = Index::default();
    let mut pairs = BTreeSet::new();
    for (at, own) in traits.iter().enumerate() {
        let alike =
            |other: &usize| traits.get(*other).is_some_and(|them| them.likeness(own) != Likeness::Different);
        let keys = Keys::of(own);
        pairs.extend(index.candidates(own, &keys).into_iter().filter(alike).map(|other| (other, at)));
        index.add(at, &keys);
    }
    pairs
}

/// Pairs whose names are written with other characters, read alike, and born in one month.
fn by_sound(people: &[&Facts], traits: &[Traits]) -> BTreeSet<(usize, usize)> {
    let mut sounds = BTreeMap::<(String, i32, u32), Vec<usize>>::new();
    for (at, facts) in people.iter().enumerate() {
        let Some(birth) = birth(facts).filter(|birth| birth.precision() >= Precision::Month) else {
            continue;
        };
        let Some(name) = facts.get(&Field::Name) else { continue };
        for sound in pinyin::keys(name).full {
            let place = sounds.entry((sound, birth.year(), birth.month().unwrap_or(0))).or_default();
            if place.last() != Some(&at) {
                place.push(at);
            }
        }
    }
    let mut pairs = BTreeSet::new();
    for alike in sounds.into_values().filter(|alike| (2..=MOST_OF_ONE_SOUND).contains(&alike.len())) {
        for (nth, one) in alike.iter().enumerate() {
            for other in alike.iter().skip(nth + 1) {
                if let (Some(a), Some(b)) = (traits.get(*one), traits.get(*other))
                    && may_be_one(a, b, people.get(*one), people.get(*other))
                {
                    pairs.insert((*one, *other));
                }
            }
        }
    }
    pairs
}

/// Nothing says that they are two: not their numbers, not their births, not their sexes.
fn may_be_one(a: &Traits, b: &Traits, one: Option<&&Facts>, other: Option<&&Facts>) -> bool {
    let numbers_differ = matches!((a.identity(), b.identity()), (Some(a), Some(b)) if a != b);
    let (Some(one), Some(other)) = (one, other) else { return false };
    let sexes = (one.get(&Field::Sex), other.get(&Field::Sex));
    let births = (birth(one), birth(other));
    a.name() != b.name()
        && !numbers_differ
        && !matches!(sexes, (Some(a), Some(b)) if a != b)
        && !matches!(births, (Some(a), Some(b)) if !a.may_equal(b))
}

fn birth(facts: &Facts) -> Option<PartialDate> {
    facts.get(&Field::Birth)?.parse().ok()
}

/// What two records share, and what of a name differs.
pub fn reasons(one: &Facts, other: &Facts) -> Vec<&'static str> {
    let text = |facts: &'_ Facts, field: Field| facts.get(&field).filter(|t| !t.is_empty()).cloned();
    let both = |field: Field| Some((text(one, field)?, text(other, field)?));
    let equal = |field: Field| both(field).is_some_and(|(a, b)| a == b);
    let mut out = Vec::new();
    if let Some((a, b)) = both(Field::Identity) {
        let apart = a.chars().zip(b.chars()).filter(|(x, y)| x != y).count();
        match apart {
            0 => out.push("身份证号相同"),
            1..=4 => out.push("身份证号只差几位"),
            _ => {}
        }
    }
    if let Some((a, b)) = both(Field::Name) {
        if name::key(&a) == name::key(&b) {
            out.push("姓名相同");
        } else if sounds_alike(&a, &b) {
            out.push("姓名读音相同");
        } else {
            out.push("姓名相近");
        }
    }
    if let (Some(a), Some(b)) = (birth(one), birth(other))
        && a.may_equal(b)
    {
        out.push(if a == b && a.precision() == Precision::Day {
            "出生日期相同"
        } else {
            "出生年月对得上"
        });
    }
    if let Some((a, b)) = both(Field::Phones)
        && a.split(' ').any(|number| b.split(' ').any(|other| other == number))
    {
        out.push("电话相同");
    }
    for (field, reason) in [
        (Field::Unit, "原工作单位相同"),
        (Field::Branch, "所在支部相同"),
        (Field::Address, "住址相同"),
        (Field::PartyJoin, "入党时间相同"),
        (Field::WorkStart, "参加工作时间相同"),
    ] {
        if equal(field) {
            out.push(reason);
        }
    }
    out
}

fn sounds_alike(a: &str, b: &str) -> bool {
    let (a, b) = (pinyin::keys(a).full, pinyin::keys(b).full);
    a.iter().any(|sound| b.contains(sound))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn facts(list: &[(Field, &str)]) -> Facts {
        list.iter().map(|(field, text)| (*field, (*text).into())).collect()
    }

    fn pairs(people: &[Facts]) -> Vec<(usize, usize, Vec<&'static str>)> {
        let people: Vec<&Facts> = people.iter().collect();
        likely(&people).into_iter().map(|pair| (pair.one, pair.other, pair.reasons)).collect()
    }

    #[test]
    fn two_of_one_name_and_different_births_are_two() {
        let people = [
            facts(&[(Field::Name, "玉罕"), (Field::Birth, "1949-03-05")]),
            facts(&[(Field::Name, "玉罕"), (Field::Birth, "1951-07-01")]),
        ];
        assert_eq!(pairs(&people), []);
    }

    #[test]
    fn one_name_and_one_month_is_shown_with_what_is_shared() {
        let people = [
            facts(&[(Field::Name, "玉罕"), (Field::Birth, "1949-03"), (Field::Phones, "13812345678")]),
            facts(&[(Field::Name, "李正清"), (Field::Birth, "1940-01")]),
            facts(&[
                (Field::Name, "玉　罕"),
                (Field::Birth, "1949-03-05"),
                (Field::Phones, "13812345678 0691-1"),
            ]),
        ];
        assert_eq!(pairs(&people), [(0, 2, vec!["姓名相同", "出生年月对得上", "电话相同"])]);
    }

    #[test]
    fn names_read_alike_and_born_in_one_month_are_shown() {
        let people = [
            facts(&[(Field::Name, "刀美兰"), (Field::Birth, "1949-03"), (Field::Sex, "女")]),
            facts(&[(Field::Name, "刀美蓝"), (Field::Birth, "1949-03-05"), (Field::Sex, "女")]),
            facts(&[(Field::Name, "刀美岚"), (Field::Birth, "1949-04"), (Field::Sex, "女")]),
            facts(&[(Field::Name, "刀美澜"), (Field::Birth, "1949-03"), (Field::Sex, "男")]),
        ];
        assert_eq!(pairs(&people), [(0, 1, vec!["姓名读音相同", "出生年月对得上"])]);
    }

    #[test]
    fn good_numbers_that_differ_are_two_people() {
        let people = [
            facts(&[
                (Field::Name, "岩温"),
                (Field::Identity, "11010519491231002X"),
                (Field::Birth, "1949-12-31"),
            ]),
            facts(&[
                (Field::Name, "岩文"),
                (Field::Identity, "420102194912313515"),
                (Field::Birth, "1949-12-31"),
            ]),
        ];
        assert_eq!(pairs(&people), []);
    }
}
