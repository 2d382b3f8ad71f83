//! Two values for one field of one person.

use crate::{
    date::PartialDate,
    person::{Field, field::Kind, identity::IdentityNumber},
};
use compact_str::{CompactString, ToCompactString, format_compact};

/// What two values for the same field come to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Merged {
    /// The first says all of it.
    First,
    /// The second says more without contradicting.
    Finer(CompactString),
    /// They contradict.
    Differs,
}

/// Weighs a second value against a first.
pub(super) fn weigh(field: Field, first: &str, second: &str) -> Merged {
    if first == second {
        return Merged::First;
    }
    match field.kind() {
        Kind::Phones => {
            let more: Vec<&str> = second.split(' ').filter(|n| !first.split(' ').any(|f| f == *n)).collect();
            if more.is_empty() {
                Merged::First
            } else {
                Merged::Finer(format_compact!("{first} {}", more.join(" ")))
            }
        }
        Kind::Date => match (first.parse::<PartialDate>(), second.parse::<PartialDate>()) {
            (Ok(a), Ok(b)) => match a.finer(b) {
                Some(finer) if finer == a => Merged::First,
                Some(finer) => Merged::Finer(finer.to_compact_string()),
                None => Merged::Differs,
            },
            _ => Merged::Differs,
        },
        // A number that cannot be gives way to the one it was put right with.
        Kind::Identity if !is_good(first) && is_good(second) => Merged::Finer(second.into()),
        Kind::Text if grows(field) && first.contains(second) => Merged::First,
        _ => Merged::Differs,
    }
}

fn is_good(number: &str) -> bool {
    IdentityNumber::new(number).is_some_and(|number| number.is_valid())
}

/// Fields that are lists of things said: what is said again is nothing new. 局长 in 副局长 is another post.
const fn grows(field: Field) -> bool {
    matches!(field, Field::Remark | Field::SpecialMarks | Field::Hobbies | Field::Children)
}

/// Unit and post known apart make the undivided text needless, and the other way round.
pub(super) fn is_told_already(field: Field, has: impl Fn(Field) -> bool) -> bool {
    match field {
        Field::UnitPost => has(Field::Unit) && has(Field::Post),
        Field::Unit | Field::Post => has(Field::UnitPost),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn more_is_taken_and_less_is_not() {
        assert_eq!(weigh(Field::Birth, "1949-03", "1949-03-05"), Merged::Finer("1949-03-05".into()));
        assert_eq!(weigh(Field::Birth, "1949-03-05", "1949-03"), Merged::First);
        assert_eq!(weigh(Field::Birth, "1949-03", "1949-04"), Merged::Differs);
        assert_eq!(
            weigh(Field::Phones, "13812345678", "0691-2123456"),
            Merged::Finer("13812345678 0691-2123456".into())
        );
        assert_eq!(weigh(Field::Sex, "男", "女"), Merged::Differs);
        let (wrong, right) = ("530102194409161050", "530102194409161054");
        assert_eq!(weigh(Field::Identity, wrong, right), Merged::Finer(right.into()));
        assert_eq!(weigh(Field::Identity, right, wrong), Merged::Differs);
    }
}
