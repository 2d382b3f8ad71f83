//! The log notices when its rows, their order or their operations were changed by another hand.

use super::Place;
use crate::file::{Mode, connect, database};
use crate::write::ChainFault;
use yinhui_core::person::{Facts, Field};

fn place() -> Place {
    let place = Place::new();
    for name in ["岩温", "玉罕"] {
        let facts = Facts::from([(Field::Name, name.into())]);
        place.write(None, |writer| writer.create_person(&facts, &Default::default(), "2026-03-05")).unwrap();
    }
    place
}

/// The fault found after somebody with the key ran this on the file.
fn after(sql: &str) -> Option<ChainFault> {
    let place = place();
    assert_eq!(place.store().read(|reader| reader.verify_chain()).unwrap(), None, "good before");
    let raw = connect(&database(place.folder.path()), &place.key, Mode::Write).unwrap();
    let changed = raw.execute(sql, []).unwrap();
    assert!(changed > 0, "the test changed something");
    let fault = place.store().read(|reader| reader.verify_chain()).unwrap();
    let named = place.faults().iter().any(|fault| fault.starts_with("chain"));
    assert_eq!(named, fault.is_some(), "the check of the store names it too");
    fault
}

#[test]
fn a_changed_value_is_noticed() {
    let changed =
        after("UPDATE log SET changes = replace(changes, '玉罕', '玉香') WHERE changes LIKE '%玉罕%'");
    assert!(matches!(changed, Some(ChainFault::Content(_))), "{changed:?}");
}

#[test]
fn another_operator_or_time_is_noticed() {
    for sql in [
        "UPDATE operation SET operator = '别人' WHERE seq = 3",
        "UPDATE operation SET at = at + 1 WHERE seq = 3",
    ] {
        assert!(matches!(after(sql), Some(ChainFault::Content(_))), "{sql}");
    }
}

#[test]
fn a_removed_row_is_noticed() {
    let fault = after("DELETE FROM log WHERE seq = (SELECT max(seq) - 1 FROM log)");
    assert!(matches!(fault, Some(ChainFault::Gap(_))), "{fault:?}");
}

#[test]
fn a_row_hashed_anew_breaks_the_chain() {
    // Somebody who also writes the payload's hash anew would have to write the whole chain anew.
    let fault = after("UPDATE log SET payload_hash = zeroblob(32), chain = zeroblob(32) WHERE seq = 2");
    assert!(matches!(fault, Some(ChainFault::Content(2))), "{fault:?}");
    let fault = after("UPDATE log SET chain = zeroblob(32) WHERE seq = 2");
    assert_eq!(fault, Some(ChainFault::Link(2)));
}

#[test]
fn a_log_cut_at_its_end_no_longer_fits_its_backup() {
    let place = place();
    let out = place.folder.path().join("backups").join("一.yhb");
    let ring = crate::key::KeyRing::new(place.folder.path(), crate::key::WorkFactor::TEST);
    ring.put_operator("1", "陈静", "menghai-2026", &place.key).unwrap();
    crate::backup::create(place.store(), &out, super::now()).unwrap();
    let check = || {
        let checks = crate::backup::verify(place.folder.path(), &place.key, Some(&out)).unwrap();
        checks.into_iter().find(|check| check.id == "against_backup").unwrap().ok
    };
    assert!(check());
    let raw = connect(&database(place.folder.path()), &place.key, Mode::Write).unwrap();
    raw.execute("DELETE FROM log WHERE seq = (SELECT max(seq) FROM log)", []).unwrap();
    assert!(!check(), "by itself the chain cannot notice that its end is gone; the backup does");
}
