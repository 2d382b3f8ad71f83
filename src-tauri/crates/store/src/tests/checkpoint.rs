//! Written pages reach the file beside the desk, not in the way of a check-in.

use super::Place;
use crate::file::database;
use std::time::{Duration, Instant};
use yinhui_core::person::{Facts, Field};

#[test]
fn what_was_written_is_moved_into_the_file_while_the_desk_is_open() {
    let place = Place::new();
    let size = || std::fs::metadata(database(place.folder.path())).unwrap().len();
    let before = size();
    // About 8 MiB of pages: far below what would make the writer move them itself.
    for batch in 0..8 {
        place
            .write(None, |writer| {
                for number in 0..150 {
                    let facts = Facts::from([(Field::Name, format!("岩温{batch}{number}").into())]);
                    writer.create_person(&facts, &Default::default(), "2026-03-05")?;
                }
                Ok(())
            })
            .unwrap();
    }
    let began = Instant::now();
    while size() < before + 1_000_000 {
        assert!(began.elapsed() < Duration::from_secs(30), "the file never grew");
        std::thread::sleep(Duration::from_millis(20));
    }
}
