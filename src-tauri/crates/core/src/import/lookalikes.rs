//! Characters that are taken for each other by the eye.

use std::{collections::HashMap, sync::LazyLock};

const FILE: &str = include_str!("../../../../../assets/names/lookalikes.json");

static COMMON: LazyLock<HashMap<char, char>> = LazyLock::new(|| {
    let sets: Vec<String> = serde_json::from_str(FILE).unwrap_or_default();
    let pairs = sets.iter().filter_map(|set| Some((set.chars().next()?, set)));
    pairs.flat_map(|(first, set)| set.chars().map(move |c| (c, first))).collect()
});

/// The character that stands for all that look like it.
pub(super) fn common(character: char) -> char {
    COMMON.get(&character).copied().unwrap_or(character)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_file_is_sound() {
        let sets: Vec<String> = serde_json::from_str(FILE).unwrap();
        let mut seen = std::collections::HashSet::new();
        assert!(sets.iter().all(|set| set.chars().count() > 1));
        assert!(sets.iter().flat_map(|set| set.chars()).all(|c| seen.insert(c)), "each stands once");
        assert_eq!(common('荼'), common('茶'));
    }
}
