//! The house's own rules: who may know whom, where SQL and the window's library stand, and what no file may hold.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::string_slice,
    reason = "test code"
)]

use serde_json::Value;
use std::path::PathBuf;
use std::process::Command;
use yinhui_tests::house;

/// Which of our own crates each may name. Nobody else stands here: a new crate must say whom it knows.
const MAY_KNOW: &[(&str, &[&str])] = &[
    ("yinhui-core", &[]),
    ("yinhui-store", &["yinhui-core"]),
    ("yinhui-sheet", &["yinhui-core"]),
    ("yinhui-app", &["yinhui-core", "yinhui-store", "yinhui-sheet"]),
    ("yinhui-web", &["yinhui-app"]),
    ("yinhui-cli", &["yinhui-app", "yinhui-web"]),
    ("yinhui", &["yinhui-app"]),
    ("xtask", &[]),
    // Tests know what they look at.
    ("yinhui-testkit", &["yinhui-app", "yinhui-sheet"]),
    ("yinhui-tests", &["yinhui-app", "yinhui-core", "yinhui-sheet", "yinhui-store", "yinhui-testkit"]),
    ("yinhui-native", &["yinhui-testkit"]),
];

/// Which libraries only these may name, tests apart.
const ONLY: &[(&str, &[&str])] = &[
    ("rusqlite", &["yinhui-store"]),
    ("rusqlite_migration", &["yinhui-store"]),
    ("age", &["yinhui-store"]),
    ("calamine", &["yinhui-sheet"]),
    ("rust_xlsxwriter", &["yinhui-sheet"]),
    ("axum", &["yinhui-web"]),
    ("tauri", &["yinhui"]),
    ("clap", &["yinhui-cli"]),
    ("tokio", &["yinhui-web", "yinhui-cli", "yinhui-native"]),
];

fn packages() -> Vec<Value> {
    let mut cargo = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    cargo.args(["metadata", "--offline", "--no-deps", "--format-version", "1"]).current_dir(house("."));
    let output = cargo.output().expect("cargo runs");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let metadata: Value = serde_json::from_slice(&output.stdout).unwrap();
    metadata["packages"].as_array().unwrap().clone()
}

/// What one package names that it may not.
fn strangers(package: &Value) -> Vec<String> {
    let name = package["name"].as_str().unwrap();
    let Some((_, known)) = MAY_KNOW.iter().find(|(other, _)| *other == name) else {
        return vec![format!("{name}: nobody has said whom it may know")];
    };
    let ours = |name: &str| MAY_KNOW.iter().any(|(other, _)| *other == name);
    let mut found = Vec::new();
    for dependency in package["dependencies"].as_array().unwrap() {
        let other = dependency["name"].as_str().unwrap();
        if ours(other) && !known.contains(&other) {
            found.push(format!("{name} knows {other}"));
        }
        let for_tests = dependency["kind"] == "dev";
        let kept =
            ONLY.iter().find(|(library, _)| *library == other || other.starts_with(&format!("{library}-")));
        if let Some((library, who)) = kept
            && !for_tests
            && !who.contains(&name)
        {
            found.push(format!("{name} names {library}"));
        }
    }
    found
}

#[test]
fn each_crate_knows_only_whom_it_may() {
    let packages = packages();
    assert_eq!(packages.len(), MAY_KNOW.len(), "every crate is looked at");
    let found = packages.iter().flat_map(strangers).collect::<Vec<_>>();
    assert!(found.is_empty(), "{found:#?}");
    // The rule itself, on what must not be.
    let wrong = serde_json::json!({ "name": "yinhui-cli", "dependencies": [
        { "name": "yinhui-store", "kind": null }, { "name": "rusqlite", "kind": null }, { "name": "tauri-plugin-dialog", "kind": null },
    ] });
    assert_eq!(
        strangers(&wrong),
        ["yinhui-cli knows yinhui-store", "yinhui-cli names rusqlite", "yinhui-cli names tauri"]
    );
    let new = serde_json::json!({ "name": "yinhui-new", "dependencies": [] });
    assert_eq!(strangers(&new).len(), 1);
}

/// Files of the repository with one of these endings: path and text.
fn files(endings: &[&str]) -> Vec<(String, String)> {
    let mut found = Vec::new();
    let mut folders = ["src-tauri", "tests", "ui"].map(house).to_vec();
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(&folder).unwrap() {
            let path = entry.unwrap().path();
            let name = path.file_name().unwrap().to_string_lossy().into_owned();
            if path.is_dir() {
                let made = matches!(name.as_str(), "node_modules" | "dist" | "target" | "gen" | "fixtures")
                    || name.starts_with('.');
                if !made {
                    folders.push(path);
                }
            } else if endings.iter().any(|ending| name.ends_with(ending)) {
                let shown =
                    path.strip_prefix(house(".")).unwrap_or(&path).to_string_lossy().replace('\\', "/");
                found.push((
                    shown.trim_start_matches("./").to_owned(),
                    std::fs::read_to_string(&path).unwrap(),
                ));
            }
        }
    }
    assert!(found.len() >= 10, "the files are where they are looked for");
    found
}

/// The line that speaks SQL, if one does. Statements are written in capitals, as prose is not.
fn sql(text: &str) -> Option<&str> {
    let both = |line: &str, first: &str, then: &str| {
        line.find(first)
            .is_some_and(|at| line[at + first.len()..].contains(then) || line.ends_with(first.trim_end()))
    };
    text.lines().find(|line| {
        let line = *line;
        ["INSERT INTO ", "PRAGMA ", "DELETE FROM ", "CREATE TABLE ", "CREATE INDEX "]
            .iter()
            .any(|word| line.contains(word))
            || both(line, "SELECT ", " FROM ")
            || both(line, "UPDATE ", " SET ")
    })
}

#[test]
fn sql_stands_only_in_the_store() {
    for line in [
        "SELECT name FROM person",
        "    INSERT INTO log VALUES (1)",
        "UPDATE a SET b = 1",
        "PRAGMA key",
        "DELETE FROM a",
    ] {
        assert!(sql(line).is_some(), "{line}");
    }
    assert_eq!(sql("// Select a person from the list and update what is set.\n\"SELECT\""), None);
    let rust = files(&[".rs"]);
    let store = |path: &str| path.starts_with("src-tauri/crates/store/");
    // A bench measures us against bare statements.
    let bare = |path: &str| path.starts_with("tests/bench/");
    assert!(rust.iter().any(|(path, text)| store(path) && sql(text).is_some()), "it does stand there");
    let found = rust
        .iter()
        .filter(|(path, _)| !store(path) && !bare(path) && path != "tests/arch.rs")
        .filter_map(|(path, text)| sql(text).map(|line| format!("{path}: {}", line.trim())));
    let found = found.collect::<Vec<_>>();
    assert!(found.is_empty(), "{found:#?}");
    assert!(
        files(&[".rs", ".sql"])
            .iter()
            .filter(|(path, _)| path.ends_with(".sql"))
            .all(|(path, _)| store(path))
    );
}

#[test]
fn the_window_s_library_is_named_only_by_the_platform() {
    let page = files(&[".ts", ".vue"]);
    let names = |text: &str| text.contains("@tauri-apps/") || text.contains("__TAURI");
    let platform = |path: &str| path.starts_with("ui/src/platform/");
    assert!(page.iter().any(|(path, text)| platform(path) && names(text)), "the platform does name it");
    let found =
        page.iter().filter(|(path, text)| path.starts_with("ui/src/") && !platform(path) && names(text));
    let found = found.map(|(path, _)| path).collect::<Vec<_>>();
    assert!(found.is_empty(), "{found:#?}");
}

/// Dependencies of a manifest's section that no comment speaks of: neither a line above in their group nor their own.
fn unexplained(manifest: &str, section: &str) -> Vec<String> {
    let (mut inside, mut explained, mut found) = (false, false, Vec::new());
    for line in manifest.lines().map(str::trim) {
        if line.starts_with('[') {
            inside = line == section;
        } else if line.is_empty() {
            explained = false;
        } else if line.starts_with('#') {
            explained = true;
        } else if inside
            && line.contains('=')
            && !explained
            && !line.contains('#')
            && !line.contains("path = ")
        {
            found.push(line.to_owned());
        }
    }
    found
}

#[test]
fn every_library_says_why_it_is_there() {
    let example = "[workspace.dependencies]\nours = { path = \"x\" }\n\n# Why.\na = \"1\"\nb = \"1\"\n\nc = \"1\"\nd = \"1\" # why\n";
    assert_eq!(unexplained(example, "[workspace.dependencies]"), ["c = \"1\""]);
    let manifest = std::fs::read_to_string(house("Cargo.toml")).unwrap();
    assert!(manifest.contains("[workspace.dependencies]"));
    let found = unexplained(&manifest, "[workspace.dependencies]");
    assert!(found.is_empty(), "{found:#?}");
}

#[test]
fn versions_stand_in_one_place() {
    // The fuzzers are a workspace of their own, built with flags that nothing else is built with.
    let apart = |path: &str| path.starts_with("tests/fuzz/");
    let manifests = files(&["Cargo.toml"]);
    assert!(manifests.len() >= MAY_KNOW.len());
    for (path, text) in manifests.iter().filter(|(path, _)| !apart(path)) {
        let mut section = "";
        for line in text.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#')) {
            if line.starts_with('[') {
                section = line;
            } else if section.contains("dependencies") {
                assert!(line.contains("workspace"), "{path}: {line} has a version of its own");
            }
        }
    }
}

#[test]
fn every_crate_lives_under_the_house_lints() {
    for (path, text) in files(&["Cargo.toml"]) {
        assert!(text.contains("[lints]\nworkspace = true"), "{path}");
    }
}

/// Words that stand for work left undone. Put together here, so that this file does not hold them.
fn unfinished() -> Vec<String> {
    [
        ["TO", "DO"],
        ["FIX", "ME"],
        ["XX", "X:"],
        ["dbg", "!("],
        ["todo", "!("],
        ["unimplemented", "!("],
        ["debug", "ger;"],
    ]
    .iter()
    .map(|parts| parts.concat())
    .collect()
}

#[test]
fn nothing_is_left_undone() {
    let words = unfinished();
    for (path, text) in files(&[".rs", ".ts", ".vue", ".sql", ".toml", ".css", ".json"]) {
        for word in &words {
            let held = text.lines().find(|line| line.contains(word.as_str()));
            assert!(held.is_none(), "{path}: {held:?}");
        }
    }
}

#[test]
fn no_file_is_too_long_to_read_at_once() {
    const MOST: usize = 450;
    // The one language file of the page is a list, not code; what is generated nobody reads.
    let mut long = files(&[".rs", ".ts", ".vue", ".css"]);
    long.retain(|(path, _)| path != "ui/src/text.ts" && !path.starts_with("ui/src/generated/"));
    let long =
        long.iter().map(|(path, text)| (path, text.lines().count())).filter(|(_, lines)| *lines > MOST);
    let long = long.collect::<Vec<_>>();
    assert!(long.is_empty(), "{long:#?}");
}

#[test]
fn no_path_of_one_machine_stands_in_the_house() {
    let places = [["/ho", "me/"], ["/ro", "ot/"], ["/t", "mp/"], ["/wo", "rk/"], ["C:\\", "Users"]]
        .map(|parts| parts.concat());
    let root: PathBuf = house(".");
    assert!(root.exists());
    for (path, text) in files(&[".rs", ".ts", ".vue", ".toml", ".json"]) {
        for place in &places {
            let held = text.lines().find(|line| line.contains(place.as_str()));
            // Examples of paths from outside, in tests of names and drives.
            let example =
                held.is_some_and(|line| line.contains("plain_name(") || line.contains("network_kind("));
            assert!(held.is_none() || example, "{path}: {held:?}");
        }
    }
}
