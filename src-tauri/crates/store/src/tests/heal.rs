//! A restore that is cut off at any of its steps is ended at the next start.

use super::{Place, now};
use crate::Store;
use crate::backup::{self, Opener};
use crate::key::{KeyRing, WorkFactor};
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

const PASSWORD: &str = "menghai-2026";

/// A folder with a store, its keys, and a backup made before the second centre name.
fn place() -> (Place, PathBuf) {
    let place = Place::new();
    let ring = KeyRing::new(place.folder.path(), WorkFactor::TEST);
    ring.put_operator("id", "陈静", PASSWORD, &place.key).unwrap();
    let out = place.folder.path().join("backups").join("备份.yhb");
    backup::create(place.store(), &out, now()).unwrap();
    place.write(None, |writer| writer.create_purpose("健康小屋")).unwrap();
    (place, out)
}

fn purposes(folder: &Path) -> i64 {
    let key = KeyRing::new(folder, WorkFactor::TEST).open("陈静", PASSWORD).unwrap().1;
    let store = Store::open(folder, &key, now()).unwrap();
    store.read(|reader| reader.count("SELECT count(*) FROM purpose", [])).unwrap()
}

fn begins(folder: &Path, prefix: &str) -> usize {
    let names = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name());
    names.filter(|name| name.to_string_lossy().starts_with(prefix)).count()
}

#[test]
fn a_restore_cut_off_at_any_step_is_ended_at_the_next_start() {
    for steps in 0..=4 {
        let (mut place, out) = place();
        place.store = None;
        let folder = place.folder.path();
        // As the restore leaves it when the power goes after that many moves.
        let ready = folder.join(".restore-1");
        std::fs::create_dir(&ready).unwrap();
        crate::backup::unpack(&out, &ready).unwrap();
        let moves = [
            ("keys", "keys.before-restore-20260305-090000"),
            (".restore-1/keys", "keys"),
            ("yinhui.db", "yinhui.before-restore-20260305-090000.db"),
            (".restore-1/yinhui.db", "yinhui.db"),
        ];
        for (from, to) in moves.iter().take(steps) {
            std::fs::rename(folder.join(from), folder.join(to)).unwrap();
        }
        backup::heal(folder, now()).unwrap();
        assert_eq!(purposes(folder), 3, "the backup is in place after {steps} moves");
        assert_eq!(
            (begins(folder, "keys.before-restore-"), begins(folder, "yinhui.before-restore-")),
            (1, 1)
        );
        assert_eq!(begins(folder, ".restore-"), 0);
    }
}

#[test]
fn keys_set_aside_without_others_in_their_place_come_back() {
    let (mut place, _) = place();
    place.store = None;
    let folder = place.folder.path();
    std::fs::create_dir(folder.join("keys.before-restore-20250101-090000")).unwrap();
    std::fs::rename(folder.join("keys"), folder.join("keys.before-restore-20260305-090000")).unwrap();
    backup::heal(folder, now()).unwrap();
    assert_eq!(purposes(folder), 4, "the newest of them");
    backup::heal(folder, now()).unwrap();
    assert_eq!(begins(folder, "keys.before-restore-"), 1, "where there are keys nothing is touched");
}

#[test]
fn a_restore_that_cannot_be_carried_through_leaves_everything_as_it_was() {
    let (mut place, out) = place();
    place.store = None;
    let folder = place.folder.path();
    let opened = backup::open(folder, &out, Opener::Password(None, PASSWORD)).unwrap();
    // The database cannot be moved aside: what should be its side file is a folder with the same name to come.
    let in_the_way = folder.join("yinhui.db-wal");
    std::fs::create_dir(&in_the_way).unwrap();
    let aside = folder.join("yinhui.before-restore-20260305-090000.db-wal");
    std::fs::write(&aside, b"x").unwrap();
    opened.put_in_place(folder, now()).map(|_| ()).unwrap_err();
    std::fs::remove_dir(&in_the_way).unwrap();
    assert_eq!(purposes(folder), 4);
    assert_eq!((begins(folder, ".restore-"), begins(folder, "keys.before-restore-")), (0, 0));
}

#[test]
fn scratch_folders_of_a_program_that_died_go_and_fresh_ones_stay() {
    let (place, _) = place();
    let folder = place.folder.path();
    let old = [folder.join(".part-old"), folder.join("backups").join(".part-old")];
    for path in &old {
        std::fs::create_dir(path).unwrap();
        std::fs::write(path.join("yinhui.db"), b"x").unwrap();
        let yesterday = SystemTime::now() - Duration::from_secs(86_400);
        std::fs::File::open(path).unwrap().set_modified(yesterday).unwrap();
    }
    let fresh = folder.join(".part-fresh");
    std::fs::create_dir(&fresh).unwrap();
    backup::heal(folder, now()).unwrap();
    assert!(old.iter().all(|path| !path.exists()) && fresh.exists());
}
