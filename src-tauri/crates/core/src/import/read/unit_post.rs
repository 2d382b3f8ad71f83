//! Parting a unit from the post written behind it (勐海县某局副局长).

use crate::text::{compact, normal};
use serde::Deserialize;
use std::sync::LazyLock;

#[derive(Deserialize, Default)]
struct Words {
    posts: Vec<String>,
    unit_endings: Vec<String>,
}

const FILE: &str = include_str!("../../../../../../assets/codes/posts.json");

static WORDS: LazyLock<Words> = LazyLock::new(|| {
    let mut words: Words = serde_json::from_str(FILE).unwrap_or_default();
    words.posts.sort_by_key(|post| std::cmp::Reverse(post.len()));
    words
});

/// Unit and post, when the text ends in known posts and what is left ends like a unit; None when it cannot be
/// done safely.
pub(crate) fn split(text: &str) -> Option<(String, String)> {
    by_mark(text).or_else(|| by_words(&compact(text)))
}

/// True when the text is nothing but known posts.
pub(crate) fn is_post(text: &str) -> bool {
    let text = compact(text);
    text.split(['、', ',', '兼']).all(|part| WORDS.posts.iter().any(|post| post == part))
}

/// True when the text ends like a unit and not like a post.
pub(crate) fn is_unit(text: &str) -> bool {
    let text = compact(text);
    text.chars().count() >= 3
        && ends_like_unit(&text)
        && !WORDS.posts.iter().any(|post| text.ends_with(post.as_str()))
}

/// A writer's own mark between the two, a space, a stroke, brackets: only where both halves fit.
fn by_mark(text: &str) -> Option<(String, String)> {
    const MARKS: [char; 9] = [' ', '·', '/', '、', ',', '-', ';', '|', ':'];
    let text = normal(text);
    let text = text.trim();
    let fits = |unit: &str, post: &str| {
        let (unit, post) = (compact(unit), compact(post));
        let is_whole = unit.chars().count() >= 3 && ends_like_unit(&unit) && !is_post(&unit);
        (is_whole && is_post(&post)).then_some((unit, post))
    };
    if let Some((unit, post)) = text.strip_suffix(')').and_then(|rest| rest.rsplit_once('('))
        && let Some(found) = fits(unit, post)
    {
        return Some(found);
    }
    MARKS.iter().find_map(|mark| {
        let (unit, post) = text.split_once(*mark)?;
        fits(unit.trim_end_matches(MARKS), post.trim_start_matches(MARKS))
    })
}

fn by_words(text: &str) -> Option<(String, String)> {
    let (mut unit, mut posts) = strip(text)?;
    // 党委书记、局长: more than one post.
    while let Some(more) = unit.strip_suffix(['、', ',', '兼']) {
        let (rest, _) = strip(more)?;
        posts = text.get(rest.len()..)?;
        unit = rest;
    }
    (unit.chars().count() >= 3 && ends_like_unit(unit)).then(|| (unit.to_owned(), posts.to_owned()))
}

/// Takes the longest known post off the end that leaves a unit or a mark between posts.
fn strip(text: &str) -> Option<(&str, &str)> {
    WORDS.posts.iter().find_map(|post| {
        let rest = text.strip_suffix(post.as_str()).filter(|rest| !is_place_only(rest, post))?;
        (ends_like_unit(rest) || rest.ends_with(['、', ',', '兼']))
            .then(|| (rest, text.get(rest.len()..).unwrap_or("")))
    })
}

/// 勐海县 is no unit where the post names the body it belongs to: 人大副主任, 党委书记.
fn is_place_only(unit: &str, post: &str) -> bool {
    let is_place = unit.ends_with(['省', '州', '市', '县', '区']) && unit.chars().count() <= 6;
    is_place && ["人大", "政协", "纪委", "人民政府"].iter().any(|body| post.starts_with(body))
}

fn ends_like_unit(text: &str) -> bool {
    WORDS.unit_endings.iter().any(|ending| text.ends_with(ending.as_str()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_file_is_sound() {
        assert!(serde_json::from_str::<Words>(FILE).is_ok_and(|words| words.posts.len() > 100));
    }

    #[test]
    fn safe_splits() {
        for (text, unit, post) in [
            ("勐海县总工会\u{3000}乡长", "勐海县总工会", "乡长"),
            ("勐海县民政局武装部长", "勐海县民政局", "武装部长"),
            ("布朗山布朗族乡人民政府副科长", "布朗山布朗族乡人民政府", "副科长"),
            ("勐海县农业局高级教师", "勐海县农业局", "高级教师"),
            ("勐海县税务局一级主任科员", "勐海县税务局", "一级主任科员"),
            ("勐海县人民医院副院长", "勐海县人民医院", "副院长"),
            ("中共勐海县委党校\u{3000}调研员", "中共勐海县委党校", "调研员"),
            ("景洪市教育局党委书记、局长", "景洪市教育局", "党委书记、局长"),
            ("景洪市委组织部副部长", "景洪市委组织部", "副部长"),
            ("勐海县教育局·副局长", "勐海县教育局", "副局长"),
            ("勐海县教育局/局长", "勐海县教育局", "局长"),
            ("勐海县教育局（副局长）", "勐海县教育局", "副局长"),
            ("勐海县人大副主任", "勐海县人大", "副主任"),
            ("勐海县一中教师", "勐海县一中", "教师"),
        ] {
            assert_eq!(split(text), Some((unit.into(), post.into())), "{text}");
        }
    }

    #[test]
    fn what_is_not_safe_stays_whole() {
        for text in ["勐海县总工会", "局长", "在家务农", "", "县委书记"] {
            assert_eq!(split(text), None, "{text}");
        }
        assert!(is_unit("勐海县总工会") && !is_unit("勐海县局长") && is_post("副局长") && !is_post("总工会"));
    }
}
