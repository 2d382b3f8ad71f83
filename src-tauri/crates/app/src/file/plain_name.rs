/// The last part of a name from outside, without anything a file system takes for more than a name.
pub fn plain_name(name: &str) -> String {
    let last = name.rsplit(['/', '\\']).next().unwrap_or_default();
    let plain = last
        .chars()
        .filter(|letter| !letter.is_control() && !r#"<>:"|?*"#.contains(*letter))
        .take(120)
        .collect::<String>();
    let plain = plain.trim_matches(['.', ' ']);
    if plain.is_empty() { "文件".into() } else { plain.into() }
}

#[cfg(test)]
mod tests {
    use super::plain_name;

    #[test]
    fn a_name_from_outside_never_leaves_its_folder() {
        assert_eq!(plain_name("../../etc/passwd"), "passwd");
        assert_eq!(plain_name(r"C:\work\花名册.xlsx"), "花名册.xlsx");
        assert_eq!(plain_name(".."), "文件");
        assert_eq!(plain_name("a\u{0}b\n.xlsx"), "ab.xlsx");
    }
}
