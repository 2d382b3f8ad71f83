//! The page's types are those of the table of commands.

use yinhui_tests::{house, types};

#[test]
fn the_committed_types_are_those_of_the_table() {
    let wanted = types::generated().unwrap();
    let present = types::files(&house(types::FOLDER)).unwrap();
    let names =
        |files: &std::collections::BTreeMap<String, String>| files.keys().cloned().collect::<Vec<_>>();
    assert_eq!(names(&present), names(&wanted), "run `cargo xtask gen`");
    for (name, text) in &wanted {
        assert_eq!(present[name], *text, "{name}: run `cargo xtask gen`");
    }
    assert!(
        wanted["Commands.ts"]
            .contains("\"checkin.person\": { request: CheckInPerson; response: CheckedIn };")
    );
}
