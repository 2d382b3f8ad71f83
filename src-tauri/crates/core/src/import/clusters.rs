//! Values that look like one and the same, written in several ways: units and branches, for a person to settle one
//! by one. Nothing is joined by itself.

use super::lookalikes;
use crate::{
    person::{Field, pinyin},
    text::compact,
};
use std::collections::{BTreeMap, BTreeSet};

/// Ways of writing one thing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cluster {
    /// The field.
    pub field: Field,
    /// The ways, the commonest first, each with the people of the files who have it.
    pub values: Vec<(String, usize)>,
    /// The one to keep, as a suggestion: registered, else the fullest of the commonest.
    pub suggested: String,
    /// Why they look alike, in words.
    pub reason: &'static str,
}

/// Groups the values of a field: how many people of the files have each; the registered ones have none of their own.
pub fn clusters(
    field: Field,
    values: &BTreeMap<String, usize>,
    registered: &BTreeSet<String>,
) -> Vec<Cluster> {
    let all: Vec<&String> =
        values.keys().chain(registered.iter().filter(|r| !values.contains_key(*r))).collect();
    let forms: Vec<Forms> = all.iter().map(|text| Forms::of(text)).collect();
    let mut groups = Groups::new(all.len());
    join(
        &forms,
        &mut groups,
        |form| Some(form.bare.clone()).filter(|bare| !bare.is_empty()),
        "只差空格、括号或通用字",
    );
    within_another(&forms, &mut groups);
    join(&forms, &mut groups, |form| Some(form.sound.clone()).filter(|s| s.contains(' ')), "读音相同");
    join(&forms, &mut groups, |form| Some(form.shape.clone()).filter(|s| s.chars().count() > 2), "字形相近");
    one_letter_apart(&forms, &mut groups);
    let count = |at: usize| all.get(at).and_then(|text| values.get(*text)).copied().unwrap_or(0);
    let told = groups.sorted().into_iter().filter(|(members, _)| members.iter().any(|at| count(*at) > 0));
    told.map(|(members, reason)| {
        let mut values: Vec<(String, usize)> =
            members.iter().filter_map(|at| all.get(*at).map(|text| ((*text).clone(), count(*at)))).collect();
        values.sort_by(|a, b| b.1.cmp(&a.1).then(b.0.len().cmp(&a.0.len())).then(a.0.cmp(&b.0)));
        let suggested = suggest(&values, registered);
        Cluster { field, values, suggested, reason }
    })
    .collect()
}

fn suggest(values: &[(String, usize)], registered: &BTreeSet<String>) -> String {
    let known = values.iter().find(|(text, _)| registered.contains(text));
    let most = values.iter().map(|(_, people)| *people).max().unwrap_or(0);
    let fullest =
        values.iter().filter(|(_, people)| *people * 2 >= most).max_by_key(|(text, _)| text.chars().count());
    known.or(fullest).map(|(text, _)| text.clone()).unwrap_or_default()
}

/// A value by what it is compared.
struct Forms {
    /// Without brackets, spaces and the words that come and go.
    bare: String,
    /// As it is read aloud.
    sound: String,
    /// With characters that look alike made one.
    shape: String,
}

impl Forms {
    fn of(text: &str) -> Forms {
        let bare = bare(text);
        Forms { sound: pinyin::aloud(&bare), shape: bare.chars().map(lookalikes::common).collect(), bare }
    }
}

/// Without brackets, spaces, 中共 and the like; the words of one meaning made one.
fn bare(text: &str) -> String {
    let plain: String =
        compact(text).chars().filter(|c| !matches!(c, '(' | ')' | '"' | '“' | '”' | '·' | '-')).collect();
    let plain = plain.replace("中国共产党", "").replace("中共", "").replace("离退休干部", "离退休");
    plain.replace("党支部", "支部").replace("党总支部", "总支").replace("党总支", "总支")
}

/// 教育局 and 县教育局 within 勐海县教育局: where only one longer name can be meant, and what it has more is a place.
fn within_another(forms: &[Forms], groups: &mut Groups) {
    const PLACES: [char; 7] = ['省', '州', '市', '县', '区', '镇', '乡'];
    for (at, form) in forms.iter().enumerate() {
        if form.bare.chars().count() < 3 {
            continue;
        }
        let more = |other: &&(usize, &Forms)| {
            let before = other.1.bare.strip_suffix(form.bare.as_str()).unwrap_or("");
            !before.is_empty() && (before.ends_with(PLACES) || form.bare.starts_with(PLACES))
        };
        let all: Vec<(usize, &Forms)> = forms.iter().enumerate().collect();
        let longer: Vec<&(usize, &Forms)> = all.iter().filter(more).collect();
        let Some(longest) = longer.iter().max_by_key(|(_, other)| other.bare.len()) else { continue };
        if longer.iter().all(|(_, other)| longest.1.bare.ends_with(other.bare.as_str())) {
            groups.join(at, longest.0, "只差前面的地名");
        }
    }
}

/// Sets that grow together.
struct Groups {
    of: Vec<usize>,
    reasons: BTreeMap<usize, &'static str>,
}

impl Groups {
    fn new(count: usize) -> Groups {
        Groups { of: (0..count).collect(), reasons: BTreeMap::new() }
    }

    fn root(&self, at: usize) -> usize {
        let mut at = at;
        while let Some(next) = self.of.get(at).copied().filter(|next| *next != at) {
            at = next;
        }
        at
    }

    fn join(&mut self, a: usize, b: usize, reason: &'static str) {
        let (a, b) = (self.root(a), self.root(b));
        if a == b {
            return;
        }
        let (first, second) = (a.min(b), a.max(b));
        if let Some(place) = self.of.get_mut(second) {
            *place = first;
        }
        let reason = self.reasons.get(&first).copied().unwrap_or(reason);
        self.reasons.insert(first, reason);
    }

    /// Those with more than one member.
    fn sorted(&self) -> Vec<(Vec<usize>, &'static str)> {
        let mut members: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
        for at in 0..self.of.len() {
            members.entry(self.root(at)).or_default().push(at);
        }
        let several = members.into_iter().filter(|(_, members)| members.len() > 1);
        several
            .map(|(root, members)| (members, self.reasons.get(&root).copied().unwrap_or("写法相近")))
            .collect()
    }
}

fn join(forms: &[Forms], groups: &mut Groups, key: impl Fn(&Forms) -> Option<String>, reason: &'static str) {
    let mut first: BTreeMap<String, usize> = BTreeMap::new();
    for (at, form) in forms.iter().enumerate() {
        let Some(key) = key(form) else { continue };
        match first.get(&key) {
            Some(other) => groups.join(*other, at, reason),
            None => {
                first.insert(key, at);
            }
        }
    }
}

/// One character more or less, in names long enough that this is a slip of the pen. Numbers are never a slip:
/// 第一支部 and 第二支部 are two.
fn one_letter_apart(forms: &[Forms], groups: &mut Groups) {
    let mut by_gap: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for (at, form) in forms.iter().enumerate() {
        let letters: Vec<char> = form.bare.chars().collect();
        if letters.len() < 6 {
            continue;
        }
        for gap in 0..letters.len() {
            let without: String =
                letters.iter().enumerate().filter(|(place, _)| *place != gap).map(|(_, c)| *c).collect();
            by_gap.entry(without).or_default().push(at);
        }
        by_gap.entry(form.bare.clone()).or_default().push(at);
    }
    for places in by_gap.values().filter(|places| places.len() > 1) {
        for (a, b) in places.iter().zip(places.iter().skip(1)) {
            let (Some(first), Some(second)) = (forms.get(*a), forms.get(*b)) else { continue };
            if a != b && is_slip(&first.bare, &second.bare) {
                groups.join(*a, *b, "只差一个字");
            }
        }
    }
}

/// True when the one character more can be a slip: none that counts, orders or places.
fn is_slip(a: &str, b: &str) -> bool {
    const TELLING: &str =
        "一二三四五六七八九十百千0123456789东南西北中上下前后左右大小新老省州市县区乡镇村甲乙丙丁";
    let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
    let start = a.iter().zip(&b).take_while(|(x, y)| x == y).count();
    let end = a.iter().rev().zip(b.iter().rev()).take_while(|(x, y)| x == y).count();
    let middle = |text: &[char]| -> Vec<char> {
        let last = text.len().saturating_sub(end).max(start);
        text.iter().take(last).skip(start).copied().collect()
    };
    let (x, y) = (middle(&a), middle(&b));
    // One for another is a slip only where they sound or look alike, which is found otherwise.
    x.len() + y.len() == 1 && !x.iter().chain(&y).any(|c| TELLING.contains(*c))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(values: &[(&str, usize)], registered: &[&str]) -> Vec<(Vec<String>, String)> {
        let values = values.iter().map(|(text, people)| ((*text).to_owned(), *people)).collect();
        let registered = registered.iter().map(|text| (*text).to_owned()).collect();
        let told = clusters(Field::Unit, &values, &registered);
        told.into_iter().map(|c| (c.values.into_iter().map(|v| v.0).collect(), c.suggested)).collect()
    }

    #[test]
    fn one_unit_written_five_ways() {
        let ways = [
            ("勐海县教育局", 9),
            ("县教育局", 2),
            ("教育局", 3),
            ("勐海县教育 局", 1),
            ("勐海县教育局（县城）", 1),
        ];
        let found = found(&ways[..4], &[]);
        assert_eq!(found.len(), 1);
        assert_eq!((found[0].0.len(), found[0].1.as_str()), (4, "勐海县教育局"));
    }

    #[test]
    fn what_is_registered_is_kept() {
        let found = found(&[("第一党支部", 30)], &["第一支部"]);
        assert_eq!(found[0].1, "第一支部");
    }

    #[test]
    fn sound_and_shape() {
        assert_eq!(found(&[("勐混镇卫生院", 4), ("勐浑镇卫生院", 1)], &[]).len(), 1);
        assert_eq!(found(&[("茶厂第二车间", 4), ("荼厂第二车间", 1)], &[]).len(), 1);
    }

    #[test]
    fn different_things_stay_apart() {
        assert!(found(&[("第一党支部", 5), ("第二党支部", 5)], &[]).is_empty());
        assert!(found(&[("勐海县第一中学", 5), ("勐海县第三中学", 5)], &[]).is_empty());
        assert!(found(&[("勐海县教育局", 5), ("勐海县民政局", 5)], &[]).is_empty());
        assert!(found(&[("景洪市勐遮镇政府", 5), ("景洪市勐混镇政府", 5)], &[]).is_empty());
        assert!(found(&[("教育局", 5), ("勐海县教育局", 5), ("景洪市教育局", 5)], &[]).is_empty());
    }
}
