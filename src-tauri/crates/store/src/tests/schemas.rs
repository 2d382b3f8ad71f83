//! Files of every released schema still open and become what a new file is.

use super::{Place, now};
use crate::file::{Mode, connect, database};
use crate::key::{KeyRing, WorkFactor};
use crate::{SCHEMA_VERSION, Store, StoreError, definition};
use std::path::{Path, PathBuf};
use yinhui_core::person::{Facts, Field};

const OPERATOR: &str = "陈静";
const PASSWORD: &str = "menghai-2026";

fn fixtures() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../tests/fixtures/db")
}

/// A copy of a committed data folder: what stands in the repository is never opened itself.
fn copy(name: &str) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    std::fs::create_dir(folder.path().join("keys")).unwrap();
    let from = fixtures().join(name);
    std::fs::copy(from.join("yinhui.db"), folder.path().join("yinhui.db")).unwrap();
    for slot in std::fs::read_dir(from.join("keys")).unwrap() {
        let slot = slot.unwrap().path();
        std::fs::copy(&slot, folder.path().join("keys").join(slot.file_name().unwrap())).unwrap();
    }
    folder
}

#[test]
fn every_released_schema_opens_and_becomes_what_a_new_file_is() {
    let wanted = Place::new().store().read(definition).unwrap();
    for version in 1..=SCHEMA_VERSION {
        let folder = copy(&format!("{version:04}"));
        let (_, key) = KeyRing::new(folder.path(), WorkFactor::TEST).open(OPERATOR, PASSWORD).unwrap();
        let store = Store::open(folder.path(), &key, now()).unwrap();
        assert_eq!(store.read(definition).unwrap(), wanted, "schema {version}");
        let people = store.read(|reader| reader.everybody()).unwrap();
        let names = people.iter().filter_map(|person| person.facts.get(&Field::Name)).collect::<Vec<_>>();
        assert_eq!(names, ["岩温"], "and what was in it still is");
        let visits =
            store.read(|reader| reader.visit_count(&people[0].id, "2026-01-01", "2026-12-31")).unwrap();
        assert_eq!(visits, 1);
        assert_eq!(store.read(|reader| reader.verify_chain()).unwrap(), None);
        drop(store);
        let upgraded = version < SCHEMA_VERSION;
        assert_eq!(
            folder.path().join("backups").exists(),
            upgraded,
            "a checked copy before each upgrade, and only then"
        );
    }
}

#[test]
fn a_file_of_a_newer_program_is_refused_and_left_as_it_is() {
    let folder = copy("newer");
    let (_, key) = KeyRing::new(folder.path(), WorkFactor::TEST).open(OPERATOR, PASSWORD).unwrap();
    let before = std::fs::read(folder.path().join("yinhui.db")).unwrap();
    for _ in 0..2 {
        let refused = Store::open(folder.path(), &key, now()).unwrap_err();
        assert!(matches!(refused, StoreError::TooNew { found: 9_999, known } if known == SCHEMA_VERSION));
        let beside = Store::open_beside(folder.path(), &key).map(|_| ()).unwrap_err();
        assert!(matches!(beside, StoreError::TooNew { .. }));
    }
    assert_eq!(std::fs::read(folder.path().join("yinhui.db")).unwrap(), before);
}

#[test]
fn before_an_upgrade_a_checked_copy_is_made_and_a_failed_one_changes_nothing() {
    let folder = copy("0001");
    let (_, key) = KeyRing::new(folder.path(), WorkFactor::TEST).open(OPERATOR, PASSWORD).unwrap();
    // A file that says it is older than it is: the first script meets tables that are there already.
    let raw = connect(&database(folder.path()), &key, Mode::Write).unwrap();
    raw.pragma_update(None, "user_version", 0).unwrap();
    drop(raw);
    assert!(matches!(Store::open(folder.path(), &key, now()), Err(StoreError::Broken(_))));

    let raw = connect(&database(folder.path()), &key, Mode::Read).unwrap();
    let people: i64 = raw.query_row("SELECT count(*) FROM person", [], |row| row.get(0)).unwrap();
    let version: i64 = raw.pragma_query_value(None, "user_version", |row| row.get(0)).unwrap();
    assert_eq!((people, version), (1, 0), "all or nothing");
    let (copy, _) = crate::backup::newest(folder.path()).unwrap();
    let scratch = tempfile::tempdir().unwrap();
    assert_eq!(crate::backup::show(&copy, &key, scratch.path()).unwrap().people, 1, "and the copy opens");
}

/// Makes the folder of this schema, once, before it is released: `cargo test -p yinhui-store make_fixture -- --ignored`.
#[test]
#[ignore = "writes tests/fixtures/db"]
fn make_fixture() {
    for (name, version) in [(format!("{SCHEMA_VERSION:04}"), SCHEMA_VERSION), ("newer".to_owned(), 9_999)] {
        let target = fixtures().join(name);
        if target.join("yinhui.db").exists() {
            continue;
        }
        let mut place = Place::new();
        KeyRing::new(place.folder.path(), WorkFactor::TEST)
            .put_operator("1", OPERATOR, PASSWORD, &place.key)
            .unwrap();
        let purpose = place.store().read(|reader| reader.purposes()).unwrap()[0].id.clone();
        place
            .write(None, |writer| {
                writer.create_operator("1", OPERATOR, "admin")?;
                let facts =
                    Facts::from([(Field::Name, "岩温".into()), (Field::Branch, "勐混镇离退休党支部".into())]);
                let person = writer.create_person(&facts, &Default::default(), "2026-03-05")?;
                let (day, at) = ("2026-03-05", now().timestamp_millis());
                let visit = crate::checkin::NewVisit {
                    day,
                    at,
                    purpose: &purpose,
                    back_entered: false,
                    event: None,
                    booking: None,
                };
                writer.add_visit(&person, visit)
            })
            .unwrap();
        place.store = None;
        let raw = connect(&database(place.folder.path()), &place.key, Mode::Write).unwrap();
        raw.pragma_update(None, "user_version", version).unwrap();
        raw.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_| Ok(())).unwrap();
        drop(raw);
        std::fs::create_dir_all(target.join("keys")).unwrap();
        std::fs::copy(place.folder.path().join("yinhui.db"), target.join("yinhui.db")).unwrap();
        for slot in std::fs::read_dir(place.folder.path().join("keys")).unwrap() {
            let slot = slot.unwrap().path();
            std::fs::copy(&slot, target.join("keys").join(slot.file_name().unwrap())).unwrap();
        }
    }
}
