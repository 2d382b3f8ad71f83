//! 姓氏笔画: the order of honour lists (`domain.md` 5.8): by the number of strokes of the first character, then by the
//! strokes themselves (横竖撇点折), then by the next character.

use std::collections::HashMap;
use std::sync::LazyLock;

/// Characters by their strokes: 1 横, 2 竖, 3 撇, 4 点, 5 折.
const TABLE: &str = include_str!("../../../../../assets/names/strokes.txt");

static STROKES: LazyLock<HashMap<char, &'static str>> = LazyLock::new(|| {
    let lines = TABLE.lines().filter_map(|line| line.split_once(' '));
    lines.flat_map(|(strokes, characters)| characters.chars().map(move |one| (one, strokes))).collect()
});

/// What names are put in order by. A given name of one character stands before those of two, as on the lists of Party
/// congresses: the place of the middle character is empty.
pub fn sort_key(name: &str) -> String {
    let characters = name.chars().filter(|one| one.is_alphabetic()).collect::<Vec<_>>();
    match characters.as_slice() {
        [family, given] => format!("{}00/{}", key(*family), key(*given)),
        all => all.iter().map(|one| key(*one)).collect(),
    }
}

/// Fewer strokes first; a character nobody has counted stands last, by its place in Unicode.
fn key(character: char) -> String {
    match STROKES.get(&character) {
        Some(strokes) => format!("{:02}{strokes}/", strokes.len()),
        None => format!("99{:06x}/", u32::from(character)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sorted(names: &[&'static str]) -> Vec<&'static str> {
        let mut names = names.to_vec();
        names.sort_by_key(|name| sort_key(name));
        names
    }

    #[test]
    fn surnames_stand_as_on_official_lists() {
        let official = [
            "丁", "马", "王", "毛", "尹", "石", "白", "毕", "吕", "朱", "乔", "任", "华", "向", "刘", "齐",
            "江", "汤", "安", "许", "那", "孙", "李", "杨", "张", "陈", "周", "赵", "胡", "徐",
        ];
        let mut mixed = official.to_vec();
        mixed.reverse();
        assert_eq!(sorted(&mixed), official);
    }

    #[test]
    fn a_given_name_of_one_character_stands_first() {
        assert_eq!(sorted(&["王一丁", "王鑫", "王丁一"]), ["王鑫", "王一丁", "王丁一"]);
        assert_eq!(sorted(&["玉罕", "刀美兰", "玉应", "岩温"]), ["刀美兰", "玉应", "玉罕", "岩温"]);
    }

    #[test]
    fn whatever_a_name_is_made_of_it_has_a_place() {
        assert_eq!(sorted(&["𬱖某", "一某", ""]), ["", "一某", "𬱖某"]);
    }
}
